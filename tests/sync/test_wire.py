"""The wire is a promise to phones that are offline for weeks: changing it takes a decision, not an accident."""

from __future__ import annotations

from hashlib import sha256

from sync import answers, blob, change, messages, outbox, register, replica, scope, stamp, walk
from sync.errors import REFUSAL_CODES
from tests.vectors.make import text_of

WIRE = "5c9508806db6f6818dea862aa5db2994f0e8a89b867d7de0c206f0ade4665968"
LIMITS = {
    f"{module.__name__}.{name}": value
    for module in (stamp, change, walk, messages, blob, scope, register, answers, outbox, replica)
    for name, value in sorted(vars(module).items())
    if name.isupper() and not name.startswith("_") and isinstance(value, int)
}


def wire_hash() -> str:
    """Over the bytes of one of each message and change, every refusal code in its order, and every limit."""
    wire = [text_of("messages"), text_of("changes"), text_of("digests"), text_of("natural_ids")]
    return sha256("\n".join([*wire, repr(REFUSAL_CODES), repr(sorted(LIMITS.items()))]).encode()).hexdigest()


def test_the_wire_is_the_one_that_phones_in_the_field_speak() -> None:
    assert wire_hash() == WIRE, (
        "The wire changed: bytes, codes or limits are not what phones in the field expect. If that is meant, say in "
        "docs/protocol.md what changed and how an old phone and an old server get along with it, raise the schema "
        "version of the kinds if their meaning changed, run `python -m tests.vectors.make`, mend the TypeScript half "
        f"until its vectors pass, and write the new hash here: {wire_hash()}"
    )


def test_the_limits_are_the_protocols() -> None:
    assert (change.PATH_BYTES_MAX, change.PATH_SEGMENTS_MAX, change.WRITES_MAX) == (200, 6, 512)
    assert change.CHANGE_BYTES_MAX == 256 * 1024
    assert (walk.VALUE_BYTES_MAX, walk.VALUE_DEPTH_MAX, walk.BINARY_BYTES_MAX) == (16 * 1024, 6, 64)
    assert walk.INTEGER_MAX == 2**53
    assert (messages.PUSH_CHANGES_MAX, messages.PUSH_BYTES_MAX) == (1_000, 1024 * 1024)
    assert (messages.PULL_ENTRIES_MAX, messages.PULL_ENTRIES_USUAL) == (5_000, 2_000)
    assert (messages.LIVE_HELLO_SECONDS, messages.PRESENCE_SECONDS) == (10, 30)
    assert (stamp.CLOCK_AHEAD_MS_MAX, stamp.REPLICA_MIN) == (60_000, 2**16)
    assert blob.BLOB_BYTES_MAX == 8 * 1024 * 1024
    assert scope.SNAPSHOT_DAYS == 90
    assert replica.KEPT_MS == 90 * 86_400_000

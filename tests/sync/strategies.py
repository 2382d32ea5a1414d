"""What hypothesis draws for `sync/`: stamps, values, writes and changes, as a client would make them."""

from __future__ import annotations

from typing import Any, cast

from hypothesis import strategies as st

from sync import stamp
from sync.change import Change, decode_change, encode_change

NOW_MS = 1_795_233_600_000
PERSON = bytes.fromhex("7a0f3a525f1e4c5e8d570d6f6a4a9c11")
OTHER_PERSON = bytes.fromhex("0190a7c3b2d4758f8a1b2c3d4e5f6071")
REPLICA = 0x123456789ABCDEF
OTHER_REPLICA = 0x0FEDCBA98765432
LOG = bytes(range(16))
DOCS = [bytes([n]) * 16 for n in range(1, 5)]
PATHS = ["answers/a", "answers/b", "note", "photos/0f"]

stamps = st.builds(
    stamp.make,
    st.integers(0, stamp.MILLISECONDS_MAX),
    st.integers(0, stamp.COUNTER_MAX),
    st.integers(0, stamp.REPLICA_MAX),
)
near_stamps = st.builds(
    stamp.make,
    st.integers(NOW_MS - 5, NOW_MS + 5),
    st.integers(0, 2),
    st.sampled_from([REPLICA, OTHER_REPLICA]),
)
leaves = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(1 << 53), 1 << 53),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=20),
    st.binary(max_size=64),
)
values: st.SearchStrategy[Any] = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
).filter(lambda value: depth(value) <= 6)
paths = st.lists(st.from_regex(r"[A-Za-z0-9_.-]{1,12}", fullmatch=True), min_size=1, max_size=6).map("/".join)
writes = st.dictionaries(paths, values, min_size=1, max_size=6)
few_writes = st.dictionaries(st.sampled_from(PATHS), st.integers(0, 9) | st.none(), min_size=1, max_size=3)


def depth(value: Any) -> int:
    """How many containers deep a value goes."""
    if isinstance(value, dict):
        return 1 + max((depth(item) for item in cast("dict[str, Any]", value).values()), default=0)
    if isinstance(value, list):
        return 1 + max((depth(item) for item in cast("list[Any]", value)), default=0)
    return 0


def a_change(stamped: bytes, doc: bytes, written: dict[str, Any], kind: str = "note") -> Change:
    return decode_change(encode_change(stamped, doc, kind, list(written.items())))


@st.composite
def histories(draw: st.DrawFn) -> list[Change]:
    """Changes of two replicas to a few documents, no stamp twice."""
    drawn = draw(st.lists(near_stamps, unique=True, max_size=12))
    return [a_change(each, draw(st.sampled_from(DOCS)), draw(few_writes)) for each in drawn]

"""匿名选票, counted again: how many keys have cast one, that no more came than were issued, and the root of their tree.

Promises: each leaf is hashed anew from the ballot's own fields, and the tree built up pair by pair. The turnout tells
what is written, in steps until a context closes: what still waits in the server's memory is known to nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Any
from uuid import UUID

import msgspec

from api.database import Txn
from api.recount.log import Box, Expected, Log, Values

READS = ("ballot_context",)
STEP = 5
DEPTH_MAX = 4
_pack = msgspec.msgpack.encode
_unpack = msgspec.msgpack.decode
FIELDS = ("context", "revision", "answers", "key", "token", "signature", "proof")


def boxes(txn: Txn) -> dict[bytes, Box]:
    """By their contexts."""
    found: dict[bytes, Box] = {}

    def box(context: bytes) -> Box:
        return found.setdefault(context, Box())

    for context, key, body in txn.fetch("select context, key, body from ballots order by leaf"):
        leaf, answers = _opened(body)
        box(context).leaves.append(leaf)
        box(context).answers.append(answers)
        box(context).keys.add(key)
    for id, context in txn.fetch("select id, context from ballot_issues order by id"):
        box(context).asked.append(id[:16])
    return found


def _opened(body: bytes) -> tuple[bytes, Values]:
    given: dict[str, Any] = _unpack(body)
    leaf = sha256(b"\0" + _pack([given[field] for field in FIELDS])).digest()
    return leaf, answers_in(given["answers"])


def answers_in(body: bytes) -> Values:
    """What a ballot answers; nothing where it can't be read, as it says nothing then."""
    try:
        said = _unpack(body)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return {}
    if not isinstance(said, dict) or _nests(said, DEPTH_MAX):
        return {}
    found: dict[Any, Any] = said  # pyright: ignore[reportUnknownVariableType] - a decoded map
    whole = all(isinstance(path, str) for path in found)
    return {path: value for path, value in found.items() if value is not None} if whole else {}


def _nests(value: Any, deep: int) -> bool:
    """Whether maps and arrays nest deeper than this."""
    if not isinstance(value, dict | list):
        return False
    inner: list[Any] = [*(value.values() if isinstance(value, dict) else value)]  # pyright: ignore[reportUnknownArgumentType, reportUnknownMemberType]
    return deep == 0 or any(_nests(each, deep - 1) for each in inner)


def root(leaves: list[bytes]) -> str:
    """RFC 6962's, from below: neighbours are paired, and who has none goes up alone."""
    level = sorted(leaves)
    while len(level) > 1:
        pairs = [sha256(b"\1" + level[at] + level[at + 1]).digest() for at in range(0, len(level) - 1, 2)]
        level = pairs + level[len(pairs) * 2 :]
    return (level[0] if level else sha256(b"").digest()).hex()


def expected(log: Log) -> Iterator[Expected]:
    for context, values in log.of("ballot_context").items():
        box = log.boxes.get(context, Box())
        cast, closed = len(box.keys), values.get("closed") is not None
        counts: Values = {"cast_steps": cast, "issued_steps": box.issued}
        if closed:
            counts |= {"counted": len(box.leaves), "root": root(box.leaves)}
        else:
            counts = {path: number - number % STEP for path, number in counts.items()}
        if cast > box.issued:
            counts["cast, at most the issued"] = box.issued
        strangers = [who for who in box.asked if values.get(f"roll/{UUID(bytes=who)}") is not True]
        if strangers:
            counts["issued to those on the roll alone"] = len(box.asked) - len(strangers)
        names = {path: values.get(path) for path in ("source", "subject", "voter_class")}
        yield Expected("ballot_context", names, counts)

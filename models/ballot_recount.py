"""选票重算: the published ballots of a context checked and counted again, by nothing that counted them first.

Promises: pure, and of what made the tree it uses nothing: who has the published data and the issuer's key can check
that the issuer signed every ballot, that its one-time key did, that no key counts twice, that no more were counted than
issued, and that the root is that of these ballots. Whether signatures hold is asked of functions that are given.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import msgspec

Row = tuple[bytes, int, bytes | None, bytes, bytes, bytes | None]
"""key, revision, answers, token, signature, proof: as `GET /api/ballots/published/…` gives them. Answers and proof are
None where the reader may not see them."""
Signed = Callable[[bytes, bytes], bool]
"""(token, signature) → whether the issuer signed."""
Proven = Callable[[bytes, bytes, bytes], bool]
"""(key, message, proof) → whether the one-time key did."""


class Published(NamedTuple):
    """已公布: what a context tells of itself once it has closed."""

    context: bytes
    rows: Sequence[Row]
    issued: int
    counted: int
    root: str
    leaves: Sequence[bytes] = ()
    """As they are published; each row stands at the place of its leaf. None: the rows are all there is."""
    words: Sequence[bytes] = ()
    """What is kept apart from the answers of each row; for who has the ballots themselves."""


class Mismatch(NamedTuple):
    """不符: what doesn't hold, what was said and what it comes to."""

    what: str
    said: str | int
    counted: str | int


def mismatches(told: Published, signed: Signed, proven: Proven) -> list[Mismatch]:
    """Everything that doesn't hold; nothing where all is well. Of a row without answers, all but its proof and leaf."""
    found: list[Mismatch] = []
    for key, revision, answers, token, signature, proof in told.rows:
        if token[32:] != key or not signed(token, signature):
            found.append(Mismatch("signature", key.hex(), "not issued"))
        if answers is None or proof is None:
            continue
        message = b"mingcha-ballot-1" + told.context + revision.to_bytes(4, "big") + answers
        if not proven(key, message, proof):
            found.append(Mismatch("proof", key.hex(), "not of this key"))
    twice = [key for key, times in Counter(row[0] for row in told.rows).items() if times > 1]
    found += [Mismatch("key", key.hex(), "more than once") for key in twice]
    if told.counted != len(told.rows):
        found.append(Mismatch("counted", told.counted, len(told.rows)))
    if told.counted > told.issued:
        found.append(Mismatch("issued", told.issued, told.counted))
    own = [_leaf(told.context, row) for row in told.rows]
    leaves = told.leaves or sorted(each for each in own if each is not None)
    if told.leaves:
        found += _misplaced(told, own)
    root = _root(leaves)
    if told.root != root.hex():
        found.append(Mismatch("root", told.root, root.hex()))
    return found + [
        Mismatch("words", row[0].hex(), "not those that were cast")
        for row, words in zip(told.rows, told.words, strict=False)
        if not _opens(row[2], words)
    ]


def _misplaced(told: Published, own: Sequence[bytes | None]) -> list[Mismatch]:
    """Leaves that are not in ascending order, and rows that have another one than they should."""
    found: list[Mismatch] = []
    if len(told.leaves) != len(own) or any(one >= other for one, other in pairwise(told.leaves)):
        found.append(Mismatch("leaves", len(told.leaves), len(own)))
    for row, leaf, mine in zip(told.rows, told.leaves, own, strict=False):
        if mine is not None and mine != leaf:
            found.append(Mismatch("leaf", row[0].hex(), leaf.hex()))
    return found


def _opens(answers: bytes | None, words: bytes) -> bool:
    """Whether these are the words of which the answers hold digests."""
    given: dict[str, Any] = {} if answers is None else msgspec.msgpack.decode(answers)
    apart: dict[str, Any] = msgspec.msgpack.decode(words) if words else {}
    digests = {place: value for place, value in given.items() if isinstance(value, bytes)}
    made = {
        place: hashlib.sha256(b"mingcha-words-1" + salt + said.encode()).digest()
        for place, (salt, said) in apart.items()
    }
    return digests == made


def _leaf(context: bytes, row: Row) -> bytes | None:
    key, revision, answers, token, signature, proof = row
    if answers is None or proof is None:
        return None
    packed = msgspec.msgpack.encode([context, revision, answers, key, token, signature, proof])
    return hashlib.sha256(b"\x00" + packed).digest()


def _root(leaves: Sequence[bytes]) -> bytes:
    """From left to right: two neighbouring trees of one size become one; what is left over is joined at the end."""
    waiting: list[tuple[int, bytes]] = []
    for leaf in leaves:
        size, hash = 1, leaf
        while waiting and waiting[-1][0] == size:
            size, hash = 2 * size, _joined(waiting.pop()[1], hash)
        waiting.append((size, hash))
    if not waiting:
        return hashlib.sha256().digest()
    _, root = waiting.pop()
    while waiting:
        root = _joined(waiting.pop()[1], root)
    return root


def _joined(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()

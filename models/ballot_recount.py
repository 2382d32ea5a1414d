"""选票重算: the published ballots of a context checked and counted again, by nothing that counted them first.

Promises: pure, and of what made the tree it uses nothing: who has the published data and the issuer's key can check
that the issuer signed every ballot, that its one-time key did, that no key counts twice, that no more were counted than
issued, and that the root is that of these ballots. Whether signatures hold is asked of functions that are given.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

import msgspec

Row = tuple[bytes, int, bytes, bytes, bytes, bytes]
"""key, revision, answers, token, signature, proof: as `GET /api/ballots/published/…` gives them."""
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


class Mismatch(NamedTuple):
    """不符: what doesn't hold, what was said and what it comes to."""

    what: str
    said: str | int
    counted: str | int


def mismatches(told: Published, signed: Signed, proven: Proven) -> list[Mismatch]:
    """Everything that doesn't hold; nothing where all is well."""
    found: list[Mismatch] = []
    for row in told.rows:
        key, revision, answers, token, signature, proof = row
        message = b"mingcha-ballot-1" + told.context + revision.to_bytes(4, "big") + answers
        if token[32:] != key or not signed(token, signature):
            found.append(Mismatch("signature", key.hex(), "not issued"))
        if not proven(key, message, proof):
            found.append(Mismatch("proof", key.hex(), "not of this key"))
    twice = [key for key, times in Counter(row[0] for row in told.rows).items() if times > 1]
    found += [Mismatch("key", key.hex(), "more than once") for key in twice]
    if told.counted != len(told.rows):
        found.append(Mismatch("counted", told.counted, len(told.rows)))
    if told.counted > told.issued:
        found.append(Mismatch("issued", told.issued, told.counted))
    root = _root(sorted(_leaf(told.context, row) for row in told.rows))
    if told.root != root.hex():
        found.append(Mismatch("root", told.root, root.hex()))
    return found


def _leaf(context: bytes, row: Row) -> bytes:
    key, revision, answers, token, signature, proof = row
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

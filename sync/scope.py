"""Scopes: the digest that shows two replicas alike, and the chain that shows a log unchanged.

The digest is an XOR, so one register's coming and going costs one hash;
the chain hashes each entry onto the one before.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

NOTHING = bytes(16)
CHAIN_START = bytes(32)
SNAPSHOT_DAYS = 90


def register_hash(doc: bytes, path: str, stamp: bytes) -> int:
    """The first 16 bytes of SHA-256(doc ‖ path ‖ 0x00 ‖ id) as an integer, ready for XOR."""
    return int.from_bytes(sha256(doc + path.encode() + b"\0" + stamp).digest()[:16], "big")


def digest(registers: Iterable[tuple[bytes, str, bytes]]) -> bytes:
    """The digest of (doc, path, stamp) of every register of every document in a scope; zeros for nothing."""
    total = 0
    for doc, path, stamp in registers:
        total ^= register_hash(doc, path, stamp)
    return total.to_bytes(16, "big")


def chain_change(previous: bytes, number: int, author: bytes, received_ms: int, raw: bytes) -> bytes:
    """chain(n) of an entry that holds a change: its bytes as received, whatever of it still stands."""
    return sha256(previous + number.to_bytes(8, "big") + author + received_ms.to_bytes(8, "big") + raw).digest()


def chain_forget(previous: bytes, number: int, author: bytes, received_ms: int, doc: bytes) -> bytes:
    """chain(n) of an entry that says: forget this document."""
    return sha256(previous + number.to_bytes(8, "big") + author + received_ms.to_bytes(8, "big") + doc).digest()

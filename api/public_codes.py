"""Codes of the public: 128 bits that stand in a QR code's fragment, and of which the server keeps the hash alone.

Promises: a code is drawn by the operating system, spelled in 22 letters and told once, on paper; the table is ordered
by hashes, so nothing in it says which code was printed where or when.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import secrets

from api.database import Txn

CODE_BYTES = 16
CODE_LETTERS = 22


def spelled(code: bytes) -> str:
    """16 bytes as 22 letters that need no escaping in an address."""
    return base64.urlsafe_b64encode(code).decode().rstrip("=")


def read_code(text: str) -> bytes | None:
    """The bytes of a code as it was spelled; None for what is none."""
    if len(text) != CODE_LETTERS or not text.isascii():
        return None
    try:
        code = base64.b64decode(text + "==", altchars=b"-_", validate=True)
    except binascii.Error:
        return None
    return code if spelled(code) == text else None


def hash_of(code: bytes) -> bytes:
    return hashlib.sha256(code).digest()


def draw_codes(txn: Txn, batch: bytes, count: int, *, many: bool) -> list[str]:
    """New codes of a batch, spelled; those that it had before are forgotten."""
    codes = [secrets.token_bytes(CODE_BYTES) for _ in range(count)]
    store_codes(txn, batch, codes, many=many)
    return [spelled(code) for code in codes]


def store_codes(txn: Txn, batch: bytes, codes: list[bytes], *, many: bool) -> None:
    txn.execute("delete from rating_codes where batch = ?", [batch])
    rows = [(hash_of(code), batch, many) for code in codes]
    txn.execute_many("insert into rating_codes (code_hash, batch, many) values (?, ?, ?)", sorted(rows))


def batch_of(txn: Txn, code_hash: bytes) -> tuple[bytes, bool] | None:
    """Of which batch a code is, and whether it is used again and again; None for one that nobody ever drew."""
    rows = txn.fetch("select batch, many from rating_codes where code_hash = ?", [code_hash])
    return (bytes(rows[0][0]), bool(rows[0][1])) if rows else None


def is_used(txn: Txn, batch: bytes) -> bool:
    """Whether anybody has used a code of this batch."""
    return bool(txn.fetch("select 1 from rating_codes where batch = ? and used_ms is not null limit 1", [batch]))

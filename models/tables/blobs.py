"""Pictures: what the server holds of each, by document and the hash that the document's register names."""

from __future__ import annotations

from piccolo.columns import UUID, BigInt, Bytea, Integer, Varchar
from piccolo.table import Table

from models.tables.engine import BORROWED


class Blob(Table, tablename="blob", db=BORROWED):
    """照片: `sha256` as the register names it, `size` whole and `received` so far in bytes; `stored_sha256` differs
    where metadata was taken out. Unique by `doc` and `sha256`."""

    id = UUID(primary_key=True, default=None)
    doc = Bytea(default=b"")
    sha256 = Bytea(default=b"")
    size = BigInt()
    received = BigInt()
    type = Varchar(length=32)
    stored_sha256 = Bytea(null=True, default=None)
    width = Integer(null=True, default=None)
    height = Integer(null=True, default=None)
    created_ms = BigInt()

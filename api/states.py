"""States: the standing registers of each document, packed in pages, so that a new document is one row and not many.

Promises: a register stays on the page on which it was put; a page holds `PAGE_REGISTERS` of them, so that one edit
rewrites no more than that however large its document is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice

import msgspec

from api.database import Bulk, Row, Txn
from models.document import Register

PAGE_REGISTERS = 64

UPSERT_STATES = Bulk(
    "insert into states (doc, page, registers) values (?, ?, ?) "
    "on conflict (doc, page) do update set registers = excluded.registers",
    "insert into states (doc, page, registers) select * from unnest(?::bytea[], ?::int[], ?::bytea[]) "
    "on conflict (doc, page) do update set registers = excluded.registers",
)

_READ = "select doc, registers from states where doc in (*) order by doc, page"
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(dict[str, Register]).decode


class _Stamped(msgspec.Struct, array_like=True, gc=False):
    """戳: the first field of a packed register; what follows isn't read."""

    stamp: bytes


_decode_stamps = msgspec.msgpack.Decoder(dict[str, _Stamped]).decode


def pack(doc: bytes, registers: dict[str, Register], changed: Collection[str]) -> Iterator[Row]:
    """Rows for `UPSERT_STATES`: the pages on which the changed paths stand. Registers keep their order of arrival."""
    if len(registers) <= PAGE_REGISTERS:
        yield doc, 0, _encode(registers)
        return
    pages = {place // PAGE_REGISTERS for place, path in enumerate(registers) if path in changed}
    for page in sorted(pages):
        start = page * PAGE_REGISTERS
        yield doc, page, _encode(dict(islice(registers.items(), start, start + PAGE_REGISTERS)))


def unpack(page: bytes) -> dict[str, Register]:
    """The registers of a page."""
    return _decode(page)


def read_states(txn: Txn, docs: Sequence[bytes]) -> Iterator[tuple[bytes, dict[str, Register]]]:
    """The pages of these documents, those of one in their order."""
    for doc, page in txn.fetch_in(_READ, docs):
        yield doc, _decode(page)


def read_stamps(txn: Txn, docs: Sequence[bytes]) -> Iterator[tuple[bytes, dict[str, bytes]]]:
    """The same, each path with the id of the change that stands there."""
    for doc, page in txn.fetch_in(_READ, docs):
        yield doc, {path: register.stamp for path, register in _decode_stamps(page).items()}


def pages_with(txn: Txn, doc: bytes, wanted: bytes) -> Iterator[dict[str, Register]]:
    """The pages of a document in whose bytes these stand somewhere."""
    for (page,) in txn.fetch("select registers from states where doc = ?", [doc]):
        if wanted in page:
            yield _decode(page)

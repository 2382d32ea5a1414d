"""Planting what is wrong into a database, to see whether the recount finds it; nothing of it stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from api.database import Store, Txn
from api.recount.compare import Difference, recount


class Undone(Exception):  # noqa: N818 - no error: what was planted is taken back
    """Ends a transaction whose work is not to stay."""


def found_after(store: Store, plant: Callable[[Txn], None]) -> list[Difference]:
    """What the recount finds in a database in which something was planted; taken back afterwards."""
    found: list[Difference] = []
    try:
        with store.transaction() as txn:
            plant(txn)
            found = recount(txn).differences
            raise Undone
    except Undone:
        return found


def falsify(txn: Txn, doc: bytes, path: str, value: Any) -> None:
    """Changes a stored register, past the log."""
    for number, page in txn.fetch("select page, registers from states where doc = ?", [doc]):
        registers = msgspec.msgpack.decode(page)
        if path in registers:
            registers[path][1] = value
            txn.execute(
                "update states set registers = ? where doc = ? and page = ?",
                [msgspec.msgpack.encode(registers), doc, number],
            )

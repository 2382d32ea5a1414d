"""Registers stand packed with their document, in pages of 64, instead of a row each."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, islice
from typing import Any

import msgspec
from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.querystring import QueryString

from models.tables.engine import BORROWED

ID = "2026-11-28T08:20:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Registers packed by document"
PAGE_REGISTERS = 64

MADE = {
    "sqlite": "create table states (doc blob not null, page int not null, registers blob not null, "
    "primary key (doc, page)) without rowid",
    "postgres": "create table states (doc bytea not null, page int not null, registers bytea not null, "
    "primary key (doc, page))",
}
FOUND = (
    "select r.doc, r.path, r.change, r.value, c.author, c.received_ms "
    "from registers r join changes c on c.id = r.change order by r.doc, r.change, r.path"
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="mingcha", description=DESCRIPTION)

    async def pack() -> None:
        await BORROWED.run_ddl(MADE[BORROWED.engine_type])
        for doc, rows in groupby(await BORROWED.run_ddl(FOUND), key=lambda row: row["doc"]):
            for page, registers in enumerate(_pages(rows)):
                packed = msgspec.msgpack.encode(registers)
                await BORROWED.run_querystring(QueryString("insert into states values ({}, {}, {})", doc, page, packed))
        await BORROWED.run_ddl("drop table registers")

    manager.add_raw(pack)  # pyright: ignore[reportUnknownMemberType] - typed only in part
    return manager


def _pages(rows: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Path to (stamp, value, author, received_ms), so many at a time."""
    while some := list(islice(rows, PAGE_REGISTERS)):
        yield {
            row["path"]: (row["change"], msgspec.Raw(row["value"]), row["author"], row["received_ms"]) for row in some
        }

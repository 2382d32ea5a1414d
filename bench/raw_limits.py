"""The raw limits: the same bytes in the same batches straight into a database, made durable, and nothing else."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import asyncpg  # pyright: ignore[reportMissingTypeStubs] - it has none


def sqlite_full(folder: Path, batches: Sequence[Sequence[bytes]]) -> float:
    """Seconds to store each batch in a transaction of its own: SQLite, WAL, `synchronous=FULL`, one connection."""
    connection = sqlite3.connect(folder / "raw.sqlite", isolation_level=None)
    connection.execute("pragma journal_mode=wal")
    connection.execute("pragma synchronous=full")
    connection.execute("create table raw (id blob primary key, body blob not null) without rowid")
    began = time.perf_counter()
    for batch in batches:
        connection.execute("begin immediate")
        connection.executemany("insert into raw values (?, ?)", [(body[3:19], body) for body in batch])
        connection.execute("commit")
    took_s = time.perf_counter() - began
    connection.close()
    return took_s


def postgresql(url: str, batches: Sequence[Sequence[bytes]]) -> float:
    """Seconds for the same in PostgreSQL as it is configured, one connection, a statement a batch."""

    async def run() -> float:
        connection: Any = await cast(Any, asyncpg).connect(url)
        await connection.execute("create table raw (id bytea primary key, body bytea not null)")
        began = time.perf_counter()
        for batch in batches:
            ids = [body[3:19] for body in batch]
            await connection.execute("insert into raw select * from unnest($1::bytea[], $2::bytea[])", ids, list(batch))
        took_s = time.perf_counter() - began
        await connection.execute("drop table raw")
        await connection.close()
        return took_s

    return asyncio.run(run())

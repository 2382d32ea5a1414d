"""Durable push: 1, 50 and 1,000 phones that push as fast as they are answered; each answer comes after the disk.

The raw limit stores the same bytes in the same batches, one after the other, in the same database and nothing else.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from bench.hospital import DRAFT, Phone, day, found, push_body
from bench.raw_limits import postgresql, sqlite_full
from bench.report import Row
from bench.server import Process, folder, serving, sqlite_url
from bench.wire import Connection

Raw = Callable[[Sequence[Sequence[bytes]]], float]

decode = msgspec.msgpack.decode


def on_sqlite(phones: int, pushes: int, changes: int) -> list[Row]:
    """Rows for this many phones, each with so many pushes of so many changes, on SQLite."""
    with folder() as data_dir:
        return _measure("SQLite", data_dir, sqlite_url(data_dir), (phones, pushes, changes))


def on_postgresql(url: str, phones: int, pushes: int, changes: int) -> list[Row]:
    """The same on a PostgreSQL server."""
    with folder() as data_dir:
        return _measure("PostgreSQL", data_dir, url, (phones, pushes, changes))


def _measure(engine: str, data_dir: Path, url: str, load: tuple[int, int, int]) -> list[Row]:
    count, pushes, changes = load
    phones = found(url, count)
    batches = {phone: [_batch(phone, number * changes, changes) for number in range(pushes)] for phone in phones}
    with serving(data_dir, url) as server:
        took_s, cpu_s = asyncio.run(_push(server, batches))
    every = [batch for own in batches.values() for batch in own]
    raw_s = sqlite_full(data_dir, every) if engine == "SQLite" else postgresql(url, every)
    total = sum(len(batch) for batch in every)
    what = f"{engine}, {count} phones × {pushes} pushes of {changes}"
    return [
        Row(what, total / took_s, "changes/s", total / raw_s, "raw limit, same bytes and batches"),
        Row(f"{what}: CPU a change", cpu_s / total * 1e6, "µs"),
        Row(f"{what}: changes a CPU second", total / cpu_s, ""),
    ]


def _batch(phone: Phone, first: int, changes: int) -> list[bytes]:
    """New records, each whole in one change: what a phone sends after folding."""
    return [phone.change(day(first + number), *DRAFT) for number in range(changes)]


async def _push(server: Process, batches: dict[Phone, list[list[bytes]]]) -> tuple[float, float]:
    connections = {phone: Connection(server.port, phone) for phone in batches}
    bodies = {phone: [push_body(*batch) for batch in own] for phone, own in batches.items()}

    async def one(phone: Phone) -> None:
        for body in bodies[phone]:
            answer = await connections[phone].post("/api/sync/push", body)
            if any(decode(answer.body)["results"]):
                raise RuntimeError(f"a change was refused: {decode(answer.body)}")

    pull = msgspec.msgpack.encode({"log": None, "cursors": {"library": 0}})
    await asyncio.gather(*(connection.post("/api/sync/pull", pull) for connection in connections.values()))
    cpu_before, began = server.cpu_s, time.perf_counter()
    await asyncio.gather(*(one(phone) for phone in batches))
    took_s, cpu_s = time.perf_counter() - began, server.cpu_s - cpu_before
    for connection in connections.values():
        connection.close()
    return took_s, cpu_s

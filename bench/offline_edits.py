"""A thousand offline edits of 200 records: pushed at once after a week without network.

Each record is made and then edited until its four fields (about 120 bytes) are filled: five acts. The phone folds what
it hasn't sent, so 200 changes travel; the same edits unfolded are measured beside it.
"""

from __future__ import annotations

import asyncio
import time

import msgspec

from bench.hospital import DRAFT, Phone, day, found, push_body
from bench.raw_limits import sqlite_full
from bench.report import Row
from bench.server import Process, folder, serving, sqlite_url
from bench.wire import Connection

RECORDS = 200
ROUNDS = 5
EDIT_AGAIN = {"answers/attitude": 5}


def measure() -> list[Row]:
    """Rows for the folded and the unfolded push; the figures are medians of five phones."""
    with folder() as data_dir:
        phones = found(sqlite_url(data_dir), 2 * ROUNDS + 1)
        with serving(data_dir, sqlite_url(data_dir)) as server:
            asyncio.run(_send(server, phones[-1], [_folded(phones[-1])]))
            folded = [asyncio.run(_send(server, phone, [_folded(phone)])) for phone in phones[:ROUNDS]]
            plain = [asyncio.run(_send(server, phone, [_unfolded(phone)])) for phone in phones[ROUNDS:-1]]
        return [
            *_rows("folded to 200 changes", folded, _folded(phones[-1])),
            *_rows("unfolded, 1,000 changes", plain, _unfolded(phones[-1])),
        ]


def _rows(what: str, runs: list[tuple[float, float, int]], changes: list[bytes]) -> list[Row]:
    took_s, cpu_s, size = (sorted(column)[len(runs) // 2] for column in zip(*runs, strict=True))
    with folder() as raw_dir:
        raw_s = sqlite_full(raw_dir, [changes])
    return [
        Row(f"1,000 edits {what}: until durable", took_s * 1e3, "ms", raw_s * 1e3, "raw SQLite, one transaction"),
        Row(f"1,000 edits {what}: server CPU", cpu_s * 1e3, "ms"),
        Row(f"1,000 edits {what}: up", size / 1e3, "kB"),
    ]


def _folded(phone: Phone) -> list[bytes]:
    return [phone.change(day(number), *DRAFT) for number in range(RECORDS)]


def _unfolded(phone: Phone) -> list[bytes]:
    """Made with the first field, the other three one by one, and one of them once more."""
    made = [phone.change(day(number), DRAFT[0]) for number in range(RECORDS)]
    edits = [
        phone.change(day(number), draft, first=False) for draft in (*DRAFT[1:], EDIT_AGAIN) for number in range(RECORDS)
    ]
    return made + edits


async def _send(server: Process, phone: Phone, pushes: list[list[bytes]]) -> tuple[float, float, int]:
    """Seconds, server CPU seconds and bytes up."""
    connection = Connection(server.port, phone)
    await connection.post("/api/sync/pull", msgspec.msgpack.encode({"log": None, "cursors": {"library": 0}}))
    bodies = [push_body(*changes) for changes in pushes]
    cpu_before, began = server.cpu_s, time.perf_counter()
    for body in bodies:
        answer = await connection.post("/api/sync/push", body)
        if any(msgspec.msgpack.decode(answer.body)["results"]):
            raise RuntimeError("a change was refused")
    took_s, cpu_s = time.perf_counter() - began, server.cpu_s - cpu_before
    connection.close()
    return took_s, cpu_s, sum(len(body) for body in bodies)

"""A thousand offline edits of 200 records: pushed at once after a week without network.

Each record is made and then edited until its four fields (about 120 bytes of values, different in every record) are
filled: five acts. The phone folds what it hasn't sent, so 200 changes travel, and packs the push with gzip where the
server has said that it takes it. The same folded changes plain, and the edits unfolded, are measured beside it.
"""

from __future__ import annotations

import asyncio
import gzip
import time
from typing import NamedTuple

import msgspec

from bench.hospital import Phone, day, filled, found, push_body
from bench.raw_limits import sqlite_full
from bench.report import Row
from bench.server import Process, folder, serving, sqlite_url
from bench.wire import Connection

RECORDS = 200
ROUNDS = 5
EDIT_AGAIN = {"answers/attitude": 5}
GZIP_LEVEL = 6
"""A browser's `CompressionStream`."""


class Run(NamedTuple):
    """One phone's push: seconds until the answer, the server's processor seconds, bytes of the body as sent."""

    took_s: float
    cpu_s: float
    size: int


def measure() -> list[Row]:
    """Rows for the folded push, packed and plain, and the unfolded one; the figures are medians of five phones."""
    with folder() as data_dir:
        phones = found(sqlite_url(data_dir), 3 * ROUNDS + 1)
        with serving(data_dir, sqlite_url(data_dir)) as server:
            asyncio.run(_send(server, phones[-1], _folded(phones[-1]), packed=True))
            runs: dict[str, list[Run]] = {"packed": [], "plain": [], "unfolded": []}
            for number in range(ROUNDS):  # in turn, so that a moment's load falls on all alike
                packed, plain, unfolded = phones[3 * number : 3 * number + 3]
                runs["packed"].append(asyncio.run(_send(server, packed, _folded(packed), packed=True)))
                runs["plain"].append(asyncio.run(_send(server, plain, _folded(plain), packed=False)))
                runs["unfolded"].append(asyncio.run(_send(server, unfolded, _unfolded(unfolded), packed=False)))
        folded, changes = _folded(phones[-1]), _unfolded(phones[-1])
        return [
            *_rows("folded to 200 changes, gzip", runs["packed"], folded),
            *_rows("folded to 200 changes, plain", runs["plain"], folded),
            *_rows("unfolded, 1,000 changes, plain", runs["unfolded"], changes),
        ]


def _rows(what: str, runs: list[Run], changes: list[bytes]) -> list[Row]:
    took_s, cpu_s, size = (sorted(column)[len(runs) // 2] for column in zip(*runs, strict=True))
    with folder() as raw_dir:
        raw_s = sqlite_full(raw_dir, [changes])
    return [
        Row(f"1,000 edits {what}: until durable", took_s * 1e3, "ms", raw_s * 1e3, "raw SQLite, one transaction"),
        Row(f"1,000 edits {what}: server CPU", cpu_s * 1e3, "ms"),
        Row(f"1,000 edits {what}: up", size / 1e3, "kB"),
    ]


def _folded(phone: Phone) -> list[bytes]:
    return [phone.change(day(number), *filled(number)) for number in range(RECORDS)]


def _unfolded(phone: Phone) -> list[bytes]:
    """Made with the first field, the other three one by one, and one of them once more."""
    made = [phone.change(day(number), filled(number)[0]) for number in range(RECORDS)]
    rest = [phone.change(day(number), filled(number)[at], first=False) for at in (1, 2, 3) for number in range(RECORDS)]
    again = [phone.change(day(number), EDIT_AGAIN, first=False) for number in range(RECORDS)]
    return made + rest + again


async def _send(server: Process, phone: Phone, changes: list[bytes], *, packed: bool) -> Run:
    connection = Connection(server.port, phone)
    await connection.post("/api/sync/pull", msgspec.msgpack.encode({"log": None, "cursors": {"library": 0}}))
    body = push_body(*changes)
    if packed:
        body = gzip.compress(body, GZIP_LEVEL, mtime=0)
    cpu_before, began = server.cpu_s, time.perf_counter()
    answer = await connection.post("/api/sync/push", body, sent_packed=packed)
    took_s, cpu_s = time.perf_counter() - began, server.cpu_s - cpu_before
    if any(msgspec.msgpack.decode(answer.body)["results"]):
        raise RuntimeError("a change was refused")
    connection.close()
    return Run(took_s, cpu_s, len(body))

"""A new phone: a scope of 5,000 records with 100,000 edits behind them, pulled from nothing.

The head of a unit signs in on a new phone. What stands is pulled, not what was ever written; the size is compared with
the same state encoded without history, stamps or authors.
"""

from __future__ import annotations

import asyncio
import time
from typing import Any

import msgspec

from api.clock import system_clock
from api.intake import take
from api.stores import open_store
from bench.hospital import DRAFT, Phone, day, found, push_body
from bench.report import Row
from bench.server import Process, folder, serving, sqlite_url
from bench.wire import Connection

DAYS = 50
EDITS_A_RECORD = 20
PULL_LIMIT = 5_000
EDITS_TOGETHER = 1_000

decode = msgspec.msgpack.decode
encode = msgspec.msgpack.encode


def measure(records: int) -> list[Row]:
    """Rows for this many records, each edited 20 times and then submitted."""
    with folder() as data_dir:
        url = sqlite_url(data_dir)
        people = max(records // DAYS, 1)
        phones = found(url, people + 1, heads=1)
        written = _write(url, phones[1:], records // people)
        with serving(data_dir, url) as server:
            cold = asyncio.run(_pull(server, phones[0], packed=True))
            plain = asyncio.run(_pull(server, phones[0], packed=False))
    state = len(encode(cold[3]))
    what = f"new phone, {records:,} records with {written:,} edits behind them"
    return [
        Row(f"{what}: cold", cold[0], "s"),
        Row(f"{what}: server CPU", cold[1] * 1e3, "ms"),
        Row(f"{what}: down, compressed", cold[2] / 1e3, "kB"),
        Row(f"{what}: down, plain", plain[2] / 1e3, "kB", state / 1e3, "the bare state, kB"),
    ]


def _write(url: str, phones: list[Phone], days: int) -> int:
    """Writes the history through the intake, in this process; returns how many edits it has."""
    store = open_store(url)
    written = 0
    for phone in phones:
        changes = [
            phone.change(day(number), draft, first=edit == 0)
            for number in range(days)
            for edit, draft in enumerate(_edits())
        ]
        written += len(changes)
        for start in range(0, len(changes), EDITS_TOGETHER):
            with store.transaction() as txn:
                body = push_body(*changes[start : start + EDITS_TOGETHER])
                if any(take(txn, phone, body, system_clock(), "en").results):
                    raise RuntimeError("a change was refused")
    store.close()
    return written


def _edits() -> list[dict[str, Any]]:
    edits: list[dict[str, Any]] = [dict(DRAFT[number % 4]) for number in range(EDITS_A_RECORD - 1)]
    for number in range(1, EDITS_A_RECORD - 1, 4):
        edits[number] = {"answers/attitude": number % 5 + 1}
    return [*edits, {"submitted": True}]


async def _pull(server: Process, phone: Phone, *, packed: bool) -> tuple[float, float, int, list[Any]]:
    """Seconds, server CPU seconds, bytes and the values of the state, until nothing has more."""
    connection = Connection(server.port, phone)
    await connection.post("/api/sync/pull", encode({"log": None, "cursors": {}, "limit": 1}))
    cursors: dict[str, int] = {}
    size = 0
    values: list[Any] = []
    cpu_before, began = server.cpu_s, time.perf_counter()
    more = True
    while more:
        asked = encode({"log": None, "cursors": cursors, "limit": PULL_LIMIT})
        answer = await connection.post("/api/sync/pull", asked, packed=packed)
        size += len(answer.body)
        scopes = decode(answer.plain())["scopes"]
        cursors.update({name: part["seq"] for name, part in scopes.items()})
        values += [entry[3][3] for part in scopes.values() for entry in part["entries"]]
        more = any(part["more"] for part in scopes.values())
    took_s, cpu_s = time.perf_counter() - began, server.cpu_s - cpu_before
    connection.close()
    return took_s, cpu_s, size, values

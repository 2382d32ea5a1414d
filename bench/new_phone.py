"""A new phone: a scope of 5,000 records with 100,000 edits behind them, pulled from nothing.

The head of a unit signs in on a new phone. What stands is pulled, not what was ever written; the size is compared with
the same state encoded without history, stamps or authors.
"""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import Callable
from typing import Any, NamedTuple

import msgspec

from api.clock import system_clock
from api.intake import take
from api.stores import open_store
from bench.hospital import DRAFT, Phone, day, filled, found, push_body
from bench.report import Row
from bench.server import Process, folder, serving, sqlite_url
from bench.wire import Connection

DAYS = 50
EDITS_A_RECORD = 20
PULL_LIMIT = 5_000
EDITS_TOGETHER = 1_000
ROUNDS = 3

decode = msgspec.msgpack.decode
encode = msgspec.msgpack.encode


class Pulled(NamedTuple):
    """What one cold pull cost: seconds, processor seconds of server and phone, bytes; and the state's values."""

    took_s: float
    cpu_s: float
    own_s: float
    size: int
    values: list[Any]


def same_note(number: int) -> str:
    return str(DRAFT[3]["note"])


def filled_note(number: int) -> str:
    return str(filled(number)[3]["note"])


def measure(records: int) -> list[Row]:
    """Rows for this many records, each edited 20 times and submitted; with one sentence for a note, and with others."""
    return [*_measured(records, "", same_note), *_measured(records, ", every note different", filled_note)]


def _measured(records: int, how: str, note: Callable[[int], str]) -> list[Row]:
    with folder() as data_dir:
        url = sqlite_url(data_dir)
        people = max(records // DAYS, 1)
        phones = found(url, people + 1, heads=1)
        written = _write(url, phones[1:], records // people, note)
        with serving(data_dir, url) as server:
            pulled: dict[str, list[Pulled]] = {"br, gzip": [], "gzip": [], "": []}
            for _ in range(ROUNDS):
                for takes, own in pulled.items():
                    own.append(asyncio.run(_pull(server, phones[0], takes)))
    cold, by_gzip, plain = (min(own, key=lambda each: each.took_s) for own in pulled.values())
    state = len(encode(plain.values))
    what = f"new phone, {records:,} records with {written:,} edits behind them{how}"
    return [
        Row(f"{what}: cold", cold.took_s, "s"),
        Row(f"{what}: server CPU", cold.cpu_s * 1e3, "ms"),
        Row(f"{what}: the bench's own CPU, unpacking and decoding", cold.own_s * 1e3, "ms"),
        Row(f"{what}: down, brotli (HTTPS)", cold.size / 1e3, "kB"),
        Row(f"{what}: down, gzip (HTTP)", by_gzip.size / 1e3, "kB"),
        Row(f"{what}: down, plain", plain.size / 1e3, "kB", state / 1e3, "the bare state, kB"),
    ]


def _write(url: str, phones: list[Phone], days: int, note: Callable[[int], str]) -> int:
    """Writes the history through the intake, in this process; returns how many edits it has."""
    store = open_store(url)
    written = 0
    for place, phone in enumerate(phones):
        changes = [
            phone.change(day(number), draft, first=edit == 0)
            for number in range(days)
            for edit, draft in enumerate(_edits(note(place * days + number)))
        ]
        written += len(changes)
        for start in range(0, len(changes), EDITS_TOGETHER):
            with store.transaction() as txn:
                body = push_body(*changes[start : start + EDITS_TOGETHER])
                if any(take(txn, phone, body, system_clock(), "en").results):
                    raise RuntimeError("a change was refused")
    store.close()
    return written


def _edits(note: str) -> list[dict[str, Any]]:
    fields = (*DRAFT[:3], {"note": note})
    edits: list[dict[str, Any]] = [dict(fields[number % 4]) for number in range(EDITS_A_RECORD - 1)]
    for number in range(1, EDITS_A_RECORD - 1, 4):
        edits[number] = {"answers/attitude": number % 5 + 1}
    return [*edits, {"submitted": True}]


async def _pull(server: Process, phone: Phone, takes: str) -> Pulled:
    """Until nothing has more; the answers are unpacked and decoded as they come."""
    connection = Connection(server.port, phone)
    gc.disable()  # a phone doesn't look for cycles in a hundred thousand Python lists
    await connection.post("/api/sync/pull", encode({"log": None, "cursors": {}, "limit": 1}))
    cursors: dict[str, int] = {}
    size = 0
    values: list[Any] = []
    cpu_before, own_before, began = server.cpu_s, time.process_time(), time.perf_counter()
    more = True
    while more:
        asked = encode({"log": None, "cursors": cursors, "limit": PULL_LIMIT})
        answer = await connection.post("/api/sync/pull", asked, takes=takes)
        size += len(answer.body)
        scopes = decode(answer.plain())["scopes"]
        cursors.update({name: part["seq"] for name, part in scopes.items()})
        values += [entry[3][3] for part in scopes.values() for entry in part["entries"]]
        more = any(part["more"] for part in scopes.values())
    took_s, cpu_s = time.perf_counter() - began, server.cpu_s - cpu_before
    gc.enable()
    connection.close()
    return Pulled(took_s, cpu_s, time.process_time() - own_before, size, values)

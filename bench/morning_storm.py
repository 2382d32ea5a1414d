"""The morning storm: phones with 20 changes each that come back within 60 s: pull, push, pull, and a live socket.

Figures: how long each phone waits for its push to be durable while the others do the same, and the server's load.
"""

from __future__ import annotations

import asyncio
import random
import time

import msgspec

from bench.hospital import DRAFT, Phone, day, found, push_body
from bench.report import Row, quantile
from bench.server import Process, folder, serving, sqlite_url
from bench.wire import Connection, Ear, listen

CHANGES = 20
SEED = 7

encode = msgspec.msgpack.encode
decode = msgspec.msgpack.decode


def measure(phones: int, seconds: float) -> list[Row]:
    """Rows for this many phones within this time."""
    with folder() as data_dir:
        url = sqlite_url(data_dir)
        people = found(url, phones)
        with serving(data_dir, url) as server:
            waits, took_s, cpu_s = asyncio.run(_storm(server, people, seconds))
    what = f"storm, {phones:,} phones × {CHANGES} changes within {seconds:.0f} s"
    return [
        Row(f"{what}: back in step p50", quantile(waits, 0.5) * 1e3, "ms"),
        Row(f"{what}: back in step p99", quantile(waits, 0.99) * 1e3, "ms"),
        Row(f"{what}: until the last one", took_s, "s", seconds, "the time they come in, s"),
        Row(f"{what}: server CPU a phone", cpu_s / phones * 1e3, "ms"),
    ]


async def _storm(server: Process, people: list[Phone], seconds: float) -> tuple[list[float], float, float]:
    chance = random.Random(SEED)  # noqa: S311 - when each phone wakes
    cpu_before, began = server.cpu_s, time.perf_counter()
    ears: list[Ear] = []
    waits = await asyncio.gather(*(_one(server, phone, chance.uniform(0, seconds), ears) for phone in people))
    took_s, cpu_s = time.perf_counter() - began, server.cpu_s - cpu_before
    if any(ear.closed for ear in ears):
        raise RuntimeError("a socket was closed")
    return waits, took_s, cpu_s


async def _one(server: Process, phone: Phone, after_s: float, ears: list[Ear]) -> float:
    """Seconds from waking to being in step: pushed, pulled and listening."""
    changes = [phone.change(day(number), *DRAFT) for number in range(CHANGES)]
    await asyncio.sleep(after_s)
    began = time.perf_counter()
    connection = Connection(server.port, phone)
    answer = decode((await connection.post("/api/sync/push", push_body(*changes))).body)
    if any(answer["results"]):
        raise RuntimeError(f"a change was refused: {answer}")
    pulled = await connection.post("/api/sync/pull", encode({"log": None, "cursors": {}}), takes="br, gzip")
    ear = await listen(server.port, "/api/sync/live", phone.token)
    scopes = decode(pulled.plain())["scopes"]
    ear.say(encode({"log": answer["log"], "cursors": {name: part["seq"] for name, part in scopes.items()}}))
    ears.append(ear)
    connection.close()
    return time.perf_counter() - began

"""Live fan-out: 20 edits a second, from the moment a phone sends its push to each screen, and the processor time.

Everybody who listens is head of the unit and holds what its people submit; each edit is one change that makes and
submits an evaluation. The floor is `bare_broadcast.py` with the same bytes at the same pace.
"""

from __future__ import annotations

import asyncio
import sys
import time
from typing import Any, NamedTuple

import msgspec

from bench.hospital import DRAFT, Phone, day, found, push_body
from bench.report import Row, quantile
from bench.server import Process, folder, free_port, serving, sqlite_url
from bench.wire import Connection, Ear, listen

EDITS_A_SECOND = 20
DAYS_A_WRITER = 20
"""Each edit is a day's evaluation; the days of both runs stay within those that are sent unasked."""
QUIET_SECONDS = 1.0
QUIET_TRIES_MAX = 30
FLOOR = "bare broadcast"

encode = msgspec.msgpack.encode
decode = msgspec.msgpack.decode


class Measured(NamedTuple):
    """Of all edits: the last receivers' delays and everybody's, seconds; processor time of the server, seconds."""

    last: list[float]
    all: list[float]
    cpu_s: float
    frame: bytes


def measure(sockets: int, edits: int) -> list[Row]:
    """Rows for this many listeners."""
    with folder() as data_dir:
        url = sqlite_url(data_dir)
        phones = found(url, sockets + max(EDITS_A_SECOND, -(-edits // DAYS_A_WRITER)), heads=sockets)
        with serving(data_dir, url) as server:
            silent = asyncio.run(_edit(server, phones[sockets:], [], edits, 0))
            ours = asyncio.run(_with_ears(server, phones, sockets, edits))
    port = free_port()
    floor = Process([sys.executable, "-m", "bench.bare_broadcast", str(port)], {}, port)
    try:
        floor.wait_for("/")
        bare = asyncio.run(_bare(floor, ours.frame, sockets, edits))
    finally:
        floor.stop()
    deliveries = len(ours.all)
    rows = [
        Row(f"{sockets} sockets, {what}", one * 1e3, "ms", other * 1e3, FLOOR)
        for what, one, other in (
            ("last receiver p50", quantile(ours.last, 0.5), quantile(bare.last, 0.5)),
            ("last receiver p99", quantile(ours.last, 0.99), quantile(bare.last, 0.99)),
            ("every receiver p95", quantile(ours.all, 0.95), quantile(bare.all, 0.95)),
        )
    ]
    whole, bare_each = ours.cpu_s / deliveries * 1e6, bare.cpu_s / len(bare.all) * 1e6
    alone = (ours.cpu_s - silent.cpu_s) / deliveries * 1e6
    rows.append(Row(f"{sockets} sockets, CPU a delivery, its share of the push included", whole, "µs"))
    rows.append(Row(f"{sockets} sockets, CPU a delivery, delivery alone", alone, "µs", bare_each, FLOOR))
    missing = edits * sockets - deliveries
    return rows if not missing else [*rows, Row(f"{sockets} sockets, DELIVERIES MISSING", missing, "")]


async def _with_ears(server: Process, phones: list[Phone], sockets: int, edits: int) -> Measured:
    connection = Connection(server.port, phones[0])
    answer = decode((await connection.post("/api/sync/pull", encode({"log": None, "cursors": {}}))).body)
    connection.close()
    seen = {name: part["seq"] for name, part in answer["scopes"].items() if not name.startswith("person/")}
    ears: list[Ear] = []
    for phone in phones[:sockets]:
        ear = await listen(server.port, "/api/sync/live", phone.token)
        ear.say(encode({"log": answer["log"], "cursors": seen}))
        ears.append(ear)
    await _quiet(ears)
    return await _edit(server, phones[sockets:], ears, edits, DAYS_A_WRITER)


async def _edit(server: Process, writers: list[Phone], ears: list[Ear], edits: int, days_before: int) -> Measured:
    """Pushes at an even pace, each edit by the next person, and waits until it is quiet."""
    connections = [Connection(server.port, phone) for phone in writers]
    for connection in connections:
        await connection.post("/api/sync/pull", encode({"log": None, "cursors": {}}))
    for ear in ears:
        ear.pieces.clear()
    cpu_before = server.cpu_s
    sent: dict[bytes, float] = {}
    pushes: list[asyncio.Task[Any]] = []
    began = time.perf_counter()
    for number in range(edits):
        await asyncio.sleep(max(0.0, began + number / EDITS_A_SECOND - time.perf_counter()))
        phone = writers[number % len(writers)]
        made = phone.change(day(days_before + number // len(writers)), *DRAFT, {"submitted": True})
        sent[phone.latest] = time.perf_counter()
        connection = connections[number % len(writers)]
        pushes.append(asyncio.create_task(connection.post("/api/sync/push", push_body(made))))
    answers = await asyncio.gather(*pushes)
    if any(decode(answer.body)["results"] != [None] for answer in answers):
        raise RuntimeError(f"an edit was refused: {decode(answers[-1].body)}")
    await _quiet(ears)
    cpu_s = server.cpu_s - cpu_before
    for connection in connections:
        connection.close()
    return _arrivals(ears, sent, cpu_s)


def _arrivals(ears: list[Ear], sent: dict[bytes, float], cpu_s: float) -> Measured:
    last: dict[bytes, float] = {}
    everybody: list[float] = []
    example = b""
    known: dict[bytes, list[bytes]] = {}
    for ear in ears:
        for moment, payload in ear.frames():
            stamps = known.get(payload)
            if stamps is None:
                stamps = known[payload] = _stamps_in(payload)
            for stamp in stamps:
                if stamp in sent:
                    example = payload
                    delay = moment - sent[stamp]
                    everybody.append(delay)
                    last[stamp] = max(last.get(stamp, 0.0), delay)
    return Measured(list(last.values()), everybody, cpu_s, example)


def _stamps_in(payload: bytes) -> list[bytes]:
    scopes = decode(payload)["scopes"]
    return [entry[3][0] for name, part in scopes.items() if name.startswith("unit/") for entry in part["entries"]]


async def _bare(floor: Process, frame: bytes, sockets: int, edits: int) -> Measured:
    ears = [await listen(floor.port, "/listen", "") for _ in range(sockets)]
    speaker = await listen(floor.port, "/speak", "")
    cpu_before = floor.cpu_s
    sent: list[float] = []
    began = time.perf_counter()
    for number in range(edits):
        await asyncio.sleep(max(0.0, began + number / EDITS_A_SECOND - time.perf_counter()))
        sent.append(time.perf_counter())
        speaker.say(frame)
    await _quiet(ears)
    cpu_s = floor.cpu_s - cpu_before
    last: dict[int, float] = {}
    everybody: list[float] = []
    for ear in ears:
        for number, (moment, _) in enumerate(ear.frames()):
            everybody.append(moment - sent[number])
            last[number] = max(last.get(number, 0.0), everybody[-1])
    return Measured(list(last.values()), everybody, cpu_s, frame)


async def _quiet(ears: list[Ear]) -> None:
    """Waits until nothing has arrived anywhere for a while."""
    before = -1
    for _ in range(QUIET_TRIES_MAX):
        heard = sum(len(ear.pieces) for ear in ears)
        if heard == before:
            return
        before = heard
        await asyncio.sleep(QUIET_SECONDS)

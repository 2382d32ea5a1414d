"""A thousand people take part in one anonymous ballot within half a minute: each is issued a token and casts, for real.

Figures: the server's processor time, how long a phone waits for each answer, and how long it takes from a cast until
the turnout that holds it stands on another screen. Keys and blinding are made beforehand: they are the phones' work. At
the end every ballot is counted once, by the server and by the recount, or there are no figures.
"""

from __future__ import annotations

import asyncio
import random
import time
from typing import NamedTuple

import msgspec

from api import ballot_box
from api.ballot_audit import audited
from api.ballot_signing import new_key
from api.ballot_smith import tell_key
from api.clock import system_clock
from api.database import Txn
from api.intake import write_as_server
from api.shelf import read_documents
from api.stores import open_store
from bench.hospital import INSTITUTION, Phone, found
from bench.report import Row, quantile
from bench.server import Process, folder, serving, sqlite_url
from bench.wire import Connection, Ear, listen
from models.ballot import seal, tree_root
from models.ballot_context import context_id, opening
from models.document import ServerAct
from sync.stamp import make
from tests.api.elector import Elector

SEED = 7
QUIET_SECONDS = 1.0
SOURCE = make(1_600_000_000_000, 9, 1)
CONTEXT = context_id(SOURCE)

encode = msgspec.msgpack.encode
decode = msgspec.msgpack.decode


class Measured(NamedTuple):
    """Seconds: waits for an answer to issue and to cast, from a cast to its turnout on a screen, and processor time;
    `sent`: when each cast was sent, in the order of the answers."""

    issued: list[float]
    cast: list[float]
    sent: list[float]
    told: list[float]
    took_s: float
    cpu_s: float


def measure(electors: int, seconds: float) -> list[Row]:
    """Rows for so many people within this time."""
    with folder() as data_dir:
        url = sqlite_url(data_dir)
        people = found(url, electors)
        prepared = _asked(url, people)
        with serving(data_dir, url) as server:
            measured = asyncio.run(_ballot(server, people, prepared, seconds))
        _check(url, electors)
    what = f"{electors:,} electors in {seconds:.0f} s"
    return [
        Row(f"{what}: issue p95", quantile(measured.issued, 0.95) * 1e3, "ms"),
        Row(f"{what}: cast p95", quantile(measured.cast, 0.95) * 1e3, "ms"),
        Row(f"{what}: cast to turnout on a screen p95", quantile(measured.told, 0.95) * 1e3, "ms"),
        Row(f"{what}: server CPU", measured.cpu_s, "s", 2 * measured.took_s, "two cores for that time, s"),
        Row(f"{what}: server CPU an elector", measured.cpu_s / electors * 1e3, "ms"),
    ]


def _asked(url: str, people: list[Phone]) -> list[Elector]:
    """Puts the ballot to everybody, and makes what each phone prepares by itself."""
    made, store = new_key(), open_store(url)
    with store.transaction() as txn:
        write_as_server(
            txn, [opening(SOURCE, INSTITUTION, frozenset(phone.person for phone in people))], system_clock()
        )
        tell_key(txn, CONTEXT, made, system_clock())
    store.close()
    return [Elector(CONTEXT, made.public) for _ in people]


async def _ballot(server: Process, people: list[Phone], prepared: list[Elector], seconds: float) -> Measured:
    chance = random.Random(SEED)  # noqa: S311 - when each phone wakes
    ear = await _screen(server, people[0])
    measured = Measured([], [], [], [], 0.0, 0.0)
    cpu_before, began = server.cpu_s, time.perf_counter()
    moments = [sorted((chance.uniform(0, seconds), chance.uniform(0, seconds))) for _ in people]
    several = zip(people, prepared, moments, strict=True)
    await asyncio.gather(*(_one(server, phone, elector, at_s, measured) for phone, elector, at_s in several))
    took_s, cpu_s = time.perf_counter() - began, server.cpu_s - cpu_before
    await asyncio.sleep(QUIET_SECONDS)
    return measured._replace(told=_told(ear, measured.sent), took_s=took_s, cpu_s=cpu_s)


async def _screen(server: Process, phone: Phone) -> Ear:
    """A socket that hears the turnout."""
    connection = Connection(server.port, phone)
    pulled = decode((await connection.post("/api/sync/pull", encode({"log": None, "cursors": {}}))).body)
    connection.close()
    ear = await listen(server.port, "/api/sync/live", phone.token)
    cursors = {name: part["seq"] for name, part in pulled["scopes"].items()}
    ear.say(encode({"log": pulled["log"], "cursors": cursors}))
    return ear


async def _one(server: Process, phone: Phone, elector: Elector, at_s: list[float], measured: Measured) -> None:
    """Issued at one moment, cast at a later one over a connection without a cookie."""
    began = time.perf_counter()
    await asyncio.sleep(at_s[0])
    mine, sent = Connection(server.port, phone), time.perf_counter()
    answer = await mine.post("/api/ballots/issue", elector.asks())
    measured.issued.append(time.perf_counter() - sent)
    mine.close()
    elector.is_given(decode(answer.body)["signature"])
    body = seal(elector.ballot({"-": 1}))
    await asyncio.sleep(max(0.0, began + at_s[1] - time.perf_counter()))
    nobody, sent = Connection(server.port, None), time.perf_counter()
    await nobody.post("/api/ballots/cast", body)
    measured.cast.append(time.perf_counter() - sent)
    measured.sent.append(sent)
    nobody.close()


def _told(ear: Ear, answered: list[float]) -> list[float]:
    """For each step of the turnout, from the cast that completed it to its arrival."""
    delays: list[float] = []
    known = 0
    for moment, payload in ear.frames():
        for part in decode(payload)["scopes"].values():
            for entry in part["entries"]:
                steps = dict(entry[3][3]).get("cast_steps", 0) if entry[1] is not None else 0
                delays += [moment - answered[step - 1] for step in range(known + 5, steps + 1, 5)]
                known = max(known, steps)
    if known != len(answered):
        raise RuntimeError(f"the screen says {known} of {len(answered)}")
    return delays


def _check(url: str, electors: int) -> None:
    """Every ballot once, by the count, by the tree and by the recount."""
    store = open_store(url)
    with store.transaction() as txn:
        differences = _closed(txn)
        [document] = read_documents(txn, [CONTEXT])
    store.close()
    if differences or document.value("counted") != electors or document.value("issued_steps") != electors:
        raise RuntimeError(f"{document.value('counted')} of {electors} were counted: {differences}")


def _closed(txn: Txn) -> list[str]:
    """Closes the ballot as a poll's end does; what the recount finds."""
    leaves = ballot_box.leaves_of(txn, CONTEXT)
    writes = {"closed": system_clock(), "root": tree_root(leaves).hex(), "counted": len(leaves)}
    write_as_server(txn, [ServerAct(CONTEXT, "ballot_context", writes)], system_clock())
    return audited(txn)

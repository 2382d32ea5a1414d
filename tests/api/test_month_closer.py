"""A month is closed beside the writer: others' pushes are taken between its pieces, and nothing that counts is lost."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from itertools import pairwise
from typing import Any, TypeVar

import pytest

from api import month_closer
from api.closing_progress import ClosingProgress
from api.database import Txn, Unavailable
from api.intake import take_push
from api.logs import make_log
from api.month_closer import LEFT_AFTER_MS, PIECE, MonthCloser
from api.stores import open_store
from api.writer import Database
from models.document import ServerAct, uuid_text
from models.period_result import result_id
from sync.messages import decode_push, encode_push
from tests.api.hospital import (
    ADMIN,
    ANSWERS,
    COLLEAGUE,
    INSTITUTION,
    LOG,
    NOW_MS,
    NURSE,
    WARD,
    Hospital,
    Phone,
    fetch,
    hospital_at,
)
from tests.api.recount import recount, registers
from tests.api.test_month_results import CLOSE, DAYS, MONTH, days_told

T = TypeVar("T")
LATE = f"late/{uuid_text(NURSE)}"


@pytest.fixture
def hospital(database_url: str) -> Iterator[Hospital]:
    with hospital_at(database_url) as made:
        yield made


class Watched:
    """The doors to the data, with somebody who acts before each write of the closing."""

    def __init__(self, database: Database, between: Callable[[int], Awaitable[None]]) -> None:
        self.database, self.between, self.writes, self.reads = database, between, 0, 0

    async def read(self, work: Callable[[Txn], T]) -> T:
        self.reads += 1
        return await self.database.read(work)

    async def write(self, work: Callable[[Txn], T]) -> T:
        self.writes += 1
        await self.between(self.writes)
        return await self.database.write(work)


class Heard(MonthCloser):
    """Tells that a closing has ended."""

    def __init__(self, *parts: Any) -> None:
        super().__init__(*parts)
        self.ended = asyncio.Event()

    async def close(self, closing: bytes) -> None:
        await super().close(closing)
        self.ended.set()


@asynccontextmanager
async def open_database(url: str) -> AsyncGenerator[Database]:
    database = Database(await asyncio.to_thread(open_store, url), lambda news: None)
    try:
        yield database
    finally:
        await database.close()


async def push(database: Database, phone: Phone, change: bytes, closings: list[bytes] | None = None) -> str | None:
    body = decode_push(encode_push(LOG, [change]))
    answer = await database.write(lambda txn: take_push(txn, phone, body, NOW_MS, "zh-CN", closings=closings))
    result = answer.results[0]
    return None if result is None else result["code"]


def evaluation(phone: Phone, day: str) -> bytes:
    return phone.change(phone.evaluation(day), {**phone.opening(day), **ANSWERS, "submitted": True})


def step(phone: Phone, path: str, reason: str = "") -> bytes:
    opening = {"institution": INSTITUTION, "period": MONTH} if path == "closings/1" else {}
    return phone.change(CLOSE, {**opening, path: reason}, kind="month_close")


def said(hospital: Hospital, doc: bytes) -> dict[str, Any]:
    with hospital.store.transaction() as txn:
        return {path: value for (_, path), (_, value) in registers(txn, doc).items()}


def closer_of(doors: Any) -> MonthCloser:
    return MonthCloser(lambda: doors, lambda: NOW_MS, ClosingProgress(), make_log("critical"))


def crowd(hospital: Hospital, count: int) -> None:
    """So many more people, so that a closing is written in several pieces."""
    stay = {"unit": WARD, "from": "2020-01-01", "to": None}
    acts = [
        ServerAct(bytes([9] * 14 + [number // 256, number % 256]), "person", person(number, stay))
        for number in range(count)
    ]
    hospital.write(*acts)


def person(number: int, stay: dict[str, Any]) -> dict[str, Any]:
    return {"institution": INSTITUTION, "name": f"职工{number}", "memberships/1": stay}


aside = asyncio.to_thread
"""The tests' own look at the database: its connections run no loop within another."""


def recounted(hospital: Hospital) -> None:
    with hospital.store.transaction() as txn:
        recount(txn, "2026-11-21")


async def test_a_push_is_taken_between_the_pieces_and_marked_as_late(hospital: Hospital, database_url: str) -> None:
    await aside(crowd, hospital, 30)
    nurse, admin = [await aside(hospital.phone, each) for each in (NURSE, ADMIN)]
    await aside(nurse.submitted, DAYS[0])
    states: list[Any] = []
    async with open_database(database_url) as database:
        closings: list[bytes] = []
        assert await push(database, admin, step(admin, "closings/1"), closings) is None
        assert closings == [CLOSE]
        assert (await aside(said, hospital, CLOSE))["state"] == "closing"
        assert await push(database, nurse, evaluation(nurse, DAYS[1])) is None  # the work has yet to look: it counts

        async def between(number: int) -> None:
            if number <= 2:
                assert await push(database, nurse, evaluation(nurse, DAYS[1 + number])) is None
                states.append((await aside(said, hospital, CLOSE))["state"])

        watched = Watched(database, between)
        await closer_of(watched).close(CLOSE)
        assert watched.writes > 2
        assert states == ["closing", "closing"]
    told = await aside(said, hospital, CLOSE)
    assert (told["state"], told[LATE]) == ("closed", 2)
    assert (await aside(said, hospital, result_id(INSTITUTION, MONTH, NURSE)))["late"] == 2
    assert (await aside(days_told, hospital))[NURSE] == (2, len(DAYS))
    await aside(admin.codes, step(admin, "corrections/1", "补上"))
    assert (await aside(days_told, hospital))[NURSE] == (4, len(DAYS))
    assert (await aside(said, hospital, CLOSE))[LATE] == 0
    await aside(recounted, hospital)


async def test_no_piece_holds_more_than_its_share(hospital: Hospital, database_url: str) -> None:
    """What a push waits for is bounded by this and not by how many people the hospital has."""
    await aside(crowd, hospital, 40)
    admin = await aside(hospital.phone, ADMIN)
    async with open_database(database_url) as database:
        assert await push(database, admin, step(admin, "closings/1"), []) is None
        counts: list[int] = []

        async def changes() -> int:
            return await database.read(lambda txn: int(txn.fetch("select count(*) from changes")[0][0]))

        async def between(number: int) -> None:
            counts.append(await changes())

        await closer_of(Watched(database, between)).close(CLOSE)
        counts.append(await changes())
    written = [after - before for before, after in pairwise(counts)]
    assert sum(written) > 3 * 40
    assert max(written) <= PIECE


async def test_closed_beside_the_writer_or_within_it_a_month_comes_out_alike(
    hospital: Hospital, database_url: str
) -> None:
    for who, day in ((NURSE, DAYS[0]), (COLLEAGUE, DAYS[1])):
        await aside((await aside(hospital.phone, who)).submitted, day)
    admin = await aside(hospital.phone, ADMIN)
    async with open_database(database_url) as database:
        assert await push(database, admin, step(admin, "closings/1"), []) is None
        await closer_of(database).close(CLOSE)
    beside = await aside(days_told, hospital)
    documents = await aside(
        fetch, hospital, "select id from documents where kind = ? and group_key = ?", "period_result", CLOSE
    )
    assert (await aside(said, hospital, CLOSE))["results"] == len(documents) > len(beside)
    assert (await aside(admin.codes, step(admin, "corrections/1", "核对"))) == [None]
    assert (await aside(days_told, hospital)) == beside
    assert (await aside(said, hospital, result_id(INSTITUTION, MONTH, NURSE)))["revision"] == 1


async def test_nothing_else_is_done_with_a_month_while_it_is_being_closed(
    hospital: Hospital, database_url: str
) -> None:
    admin = await aside(hospital.phone, ADMIN)
    async with open_database(database_url) as database:
        assert await push(database, admin, step(admin, "closings/1"), []) is None
        for path in ("reopenings/1", "corrections/1"):
            assert await push(database, admin, step(admin, path, "再看"), []) == "invalid"
        await closer_of(database).close(CLOSE)
        assert await push(database, admin, step(admin, "reopenings/1", "再看"), []) is None
        await closer_of(database).close(CLOSE)
    assert (await aside(said, hospital, CLOSE))["state"] == "open"
    assert (await aside(said, hospital, result_id(INSTITUTION, MONTH, NURSE)))["reopened"] is True


async def test_what_a_stopped_server_left_is_taken_up_when_one_starts(hospital: Hospital, database_url: str) -> None:
    await aside(crowd, hospital, 30)
    admin = await aside(hospital.phone, ADMIN)
    async with open_database(database_url) as database:
        assert await push(database, admin, step(admin, "closings/1"), []) is None

        async def stop(number: int) -> None:
            if number == 2:
                raise asyncio.CancelledError

        with pytest.raises(asyncio.CancelledError):
            await closer_of(Watched(database, stop)).close(CLOSE)
        assert (await aside(said, hospital, CLOSE))["state"] == "closing"
    async with open_database(database_url) as database:
        closer = Heard(lambda: database, lambda: NOW_MS, ClosingProgress(), make_log("critical"))
        running = asyncio.create_task(closer.run())
        await asyncio.wait_for(closer.ended.wait(), 30)
        running.cancel()
    assert (await aside(said, hospital, CLOSE))["state"] == "closed"
    assert (await aside(said, hospital, result_id(INSTITUTION, MONTH, NURSE)))["revision"] == 1
    await aside(recounted, hospital)


class Broken(Watched):
    """The doors to a database that is away: so often in a row, from a moment on."""

    def __init__(self, database: Database, times: int) -> None:
        super().__init__(database, self.between_writes)
        self.times = times

    async def between_writes(self, number: int) -> None:
        if number >= 2:
            self.out()

    def out(self) -> None:
        if self.times:
            self.times -= 1
            raise Unavailable("away")


async def test_a_closing_that_meets_an_outage_is_told_of_and_tried_again_by_the_same_server(
    hospital: Hospital, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(month_closer, "AGAIN_SECONDS", 0.0)
    await aside(crowd, hospital, 30)
    admin = await aside(hospital.phone, ADMIN)
    told: list[bool] = []

    class Told(MonthCloser):
        async def close(self, closing: bytes) -> None:
            told.append(progress.waits(closing))
            await super().close(closing)

    async with open_database(database_url) as database:
        assert await push(database, admin, step(admin, "closings/1"), []) is None
        doors, progress = Broken(database, 3), ClosingProgress()
        closer = Told(lambda: doors, lambda: NOW_MS, progress, make_log("critical"))
        closer.start(CLOSE)
        running = asyncio.create_task(closer.run())
        await asyncio.wait_for(closer.idle(), 30)
        running.cancel()
    assert told[:4] == [False, True, True, True]
    assert not progress.waits(CLOSE)
    assert (await aside(said, hospital, CLOSE))["state"] == "closed"
    assert (await aside(said, hospital, result_id(INSTITUTION, MONTH, NURSE)))["revision"] == 1
    await aside(recounted, hospital)


async def test_what_began_unheard_and_a_first_look_that_fails_are_made_up_for(
    hospital: Hospital, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(month_closer, "AGAIN_SECONDS", 0.0)
    monkeypatch.setattr(month_closer, "LOOK_EVERY_SECONDS", 0.001)
    now_ms, looked = NOW_MS, asyncio.Event()

    class Away(Watched):
        async def read(self, work: Callable[[Txn], T]) -> T:
            if not self.reads:
                self.reads = 1
                raise Unavailable("away")
            found = await super().read(work)
            if self.reads > 3:
                looked.set()
            return found

    async def between(number: int) -> None:
        return None

    admin = await aside(hospital.phone, ADMIN)
    async with open_database(database_url) as database:
        doors = Away(database, between)
        closer = Heard(lambda: doors, lambda: now_ms, ClosingProgress(), make_log("critical"))
        running = asyncio.create_task(closer.run())
        await asyncio.wait_for(looked.wait(), 30)
        assert await push(database, admin, step(admin, "closings/1"), []) is None
        looked.clear()
        await asyncio.wait_for(looked.wait(), 30)
        assert not closer.ended.is_set()
        now_ms += LEFT_AFTER_MS + 1
        await asyncio.wait_for(closer.ended.wait(), 30)
        running.cancel()
    assert (await aside(said, hospital, CLOSE))["state"] == "closed"


async def test_it_is_worked_out_again_where_another_month_was_closed_meanwhile(
    hospital: Hospital, database_url: str
) -> None:
    admin = await aside(hospital.phone, ADMIN)
    other = bytes([*CLOSE[:15], CLOSE[15] ^ 1])
    async with open_database(database_url) as database:
        assert await push(database, admin, step(admin, "closings/1"), []) is None

        async def between(number: int) -> None:
            if number == 1:
                about = {"institution": INSTITUTION, "period": "2026-09", "state": "closed", "computed_at": NOW_MS}
                await aside(hospital.write, ServerAct(other, "month_close", about))

        watched = Watched(database, between)
        await closer_of(watched).close(CLOSE)
    assert ((await aside(said, hospital, CLOSE))["state"], watched.reads) == ("closed", 2)

"""Several processes on one database: nothing is lost, numbers have no gaps, and nobody works from old memory."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator
from typing import Any

import pytest

from api.announcement import Announcement
from api.database import Txn
from api.intake import PushAnswer, take
from api.stores import open_store
from api.writer import Database
from models.document import ServerAct, natural_id, uuid_text
from models.period_result import result_id
from sync.messages import encode_push
from tests.api.hospital import (
    ADMIN,
    ANSWERS,
    COLLEAGUE,
    HEAD,
    INSTITUTION,
    LOG,
    NOW_MS,
    NURSE,
    PHARMACY,
    SECRETARY,
    WARD,
    Hospital,
    Phone,
    fetch,
    hospital_at,
    server_id,
)
from tests.api.recount import recount
from tests.models.programme_scenes import PLAN

COMMITTED_AFTER_SECONDS = 0.5
DAYS = [f"2026-10-{day:02}" for day in range(1, 21)]


class Process:
    """A writer of its own, as another process has it."""

    def __init__(self, url: str) -> None:
        self.news = Announcement()
        self.database = Database(open_store(url), self.news.add, readers=1)

    async def codes(self, phone: Phone, *changes: bytes) -> list[Any]:
        body = encode_push(LOG, list(changes))
        answer = await self.database.write(lambda txn: take(txn, phone, body, NOW_MS, "en"))
        return [result and result["code"] for result in answer.results]


@pytest.fixture
async def hospital(database_url: str) -> AsyncGenerator[Hospital]:
    def build() -> Hospital:
        return opened.__enter__()

    opened = hospital_at(database_url)
    made = await asyncio.to_thread(build)
    yield made
    await asyncio.to_thread(opened.__exit__, None, None, None)


@pytest.fixture
async def processes(hospital: Hospital, database_url: str) -> AsyncGenerator[list[Process]]:
    made = [Process(database_url), Process(database_url)]
    yield made
    for process in made:
        await process.database.close()


def _check(hospital: Hospital) -> None:
    with hospital.store.transaction() as txn:
        recount(txn, "2026-11-21")


async def test_pushes_to_the_same_documents_and_scopes_from_two_sides(
    hospital: Hospital, processes: list[Process]
) -> None:
    phones = [await asyncio.to_thread(hospital.phone, NURSE) for _ in range(4)]
    work: list[tuple[Phone, bytes, bytes]] = []
    for number, day in enumerate(DAYS):
        for phone in phones[number % 2 :] + phones[: number % 2]:
            doc = phone.evaluation(day)
            opening, note = phone.change(doc, phone.opening(day)), phone.change(doc, {"note": f"{number}"})
            work.append((phone, opening, note))
    lanes = [[each for each in work if each[0] is phone] for phone in phones]

    async def run(lane: list[tuple[Phone, bytes, bytes]], process: Process) -> None:
        for phone, *changes in lane:
            assert await process.codes(phone, *changes) == [None, None]

    await asyncio.gather(*[run(lane, processes[number % 2]) for number, lane in enumerate(lanes)])
    await asyncio.to_thread(_check, hospital)
    rows = await asyncio.to_thread(fetch, hospital, "select count(*) from changes where author = ?", NURSE)
    assert rows == [(2 * len(work),)]
    scope = f"person/{uuid_text(NURSE)}/2026Q4"
    firsts = {process.news.scopes[scope][1] for process in processes}
    assert max(firsts) == 2 * len(work)


async def test_the_same_push_to_both_is_stored_once(hospital: Hospital, processes: list[Process]) -> None:
    phone = await asyncio.to_thread(hospital.phone, NURSE)
    for day in DAYS:
        changes = [phone.change(phone.evaluation(day), phone.opening(day)), phone.change(b"\0" * 16, {"note": "x"})]
        answers = await asyncio.gather(*[process.codes(phone, *changes) for process in processes])
        assert answers == [[None, "invalid"]] * 2
    await asyncio.to_thread(_check, hospital)


async def test_each_sees_at_once_what_the_other_has_written(hospital: Hospital, processes: list[Process]) -> None:
    nurse, head, admin = [await asyncio.to_thread(hospital.phone, who) for who in (NURSE, HEAD, ADMIN)]
    one, other = processes
    doc = nurse.evaluation()
    assert await one.codes(nurse, nurse.change(doc, {**nurse.opening(), **ANSWERS, "submitted": True})) == [None]
    assert await other.codes(nurse, nurse.change(doc, {"note": "太晚了"})) == ["closed"]
    assert await other.codes(head, head.change(doc, {"note": "x"})) == ["forbidden"]
    move = {"memberships/1": {"unit": WARD, "from": "2020-01-01", "to": None}}
    assert await one.codes(admin, admin.change(NURSE, move, kind="person")) == [None]
    assert await other.codes(head, head.change(doc, {"note": "y"})) == ["not_found"]
    back = {"memberships/1": {"unit": PHARMACY, "from": "2020-01-01", "to": None}}
    assert await other.codes(admin, admin.change(NURSE, back, kind="person")) == [None]
    assert await one.codes(head, head.change(doc, {"note": "z"})) == ["forbidden"]
    await asyncio.to_thread(_check, hospital)


async def test_people_move_while_their_records_are_written(hospital: Hospital, processes: list[Process]) -> None:
    nurse, admin = [await asyncio.to_thread(hospital.phone, who) for who in (NURSE, ADMIN)]

    async def work() -> None:
        for day in DAYS:
            doc = nurse.evaluation(day)
            writes = {**nurse.opening(day), **ANSWERS, "submitted": True}
            assert await processes[0].codes(nurse, nurse.change(doc, writes)) == [None]

    async def move() -> None:
        for number in range(20):
            stay = {"unit": (PHARMACY, WARD)[number % 2], "from": "2020-01-01", "to": None}
            change = admin.change(NURSE, {"memberships/1": stay}, kind="person")
            assert await processes[1].codes(admin, change) == [None]

    await asyncio.gather(work(), move())
    await asyncio.to_thread(_check, hospital)


async def test_what_is_put_forward_in_one_moment_on_two_sides_never_passes_the_quota(
    hospital: Hospital, processes: list[Process]
) -> None:
    """Documents that are made in the same moment don't see each other: they are judged one after the other."""
    programme, awards = server_id(700), [f"prize{number}" for number in range(6)]
    asked = {f"awards/{each}": {"title": each, "quota": 1} for each in awards}
    plan = {"institution": INSTITUTION, "code": "PRIZES", "published": True, **asked}
    await asyncio.to_thread(hospital.write, ServerAct(programme, "programme", plan))
    subjects = (NURSE, COLLEAGUE, WARD, PHARMACY)
    heads = [await asyncio.to_thread(hospital.phone, HEAD) for _ in subjects]
    for award in awards:
        named = {"programme": programme, "element": award, "institution": INSTITUTION}
        step = {f"steps/house/{uuid_text(HEAD)}": {"ruling": "put_forward"}}
        changes = [
            head.change(
                natural_id(f"nomination/{uuid_text(programme)}/{award}/{uuid_text(subject)}"),
                {**named, "subject": subject, **step},
                kind="nomination",
            )
            for head, subject in zip(heads, subjects, strict=True)
        ]
        sent = [processes[at % 2].codes(heads[at], change) for at, change in enumerate(changes)]
        answers = await asyncio.gather(*sent)
        assert sorted(answers, key=str) == [["invalid"]] * 3 + [[None]]


async def test_what_is_issued_or_published_in_one_moment_on_two_sides_stands_once(
    hospital: Hospital, processes: list[Process]
) -> None:
    """One matter has one order, and one version of a programme runs, whoever else says so in that moment."""
    role = {"roles/9": {"role": "supervisor", "at": INSTITUTION, "from": "2020-01-01"}}
    months = ["2026-09", "2026-10"]
    named = {"institution": INSTITUTION, "subject": PHARMACY, "subject_kind": "unit", "total": "61"}
    results = [
        ServerAct(result_id(INSTITUTION, month, PHARMACY), "period_result", {**named, "period": month})
        for month in months
    ]
    plan = {path: value for path, value in PLAN.items() if not path.startswith(("evaluations/", "forms/"))}
    await asyncio.to_thread(
        hospital.write,
        *[ServerAct(who, "person", role) for who in (ADMIN, SECRETARY)],
        *results,
    )
    phones = [await asyncio.to_thread(hospital.phone, who) for who in (ADMIN, SECRETARY)]
    for month, result in zip(months, results, strict=True):
        terms = {"day": "2026-11-21", "origin": {"kind": "result", "id": result.doc}, "unit": PHARMACY, "issued": True}
        about = {"title": month, "matter": month, "measure": "整改", "responsible": NURSE, "due_on": "2026-12-04"}
        first, second = (
            phone.change(
                phone.stamp(), {"institution": INSTITUTION, "issuer": phone.person, **terms, **about}, kind="order"
            )
            for phone in phones
        )
        assert await _beside(processes, phones, first, second) == [[None], ["invalid"]]
    admins = [await asyncio.to_thread(hospital.phone, ADMIN) for _ in processes]
    whole = {**plan, "institution": INSTITUTION, "published": True}
    first, second = (phone.change(phone.stamp(), whole, kind="programme") for phone in admins)
    assert await _beside(processes, admins, first, second) == [[None], ["invalid"]]
    await asyncio.to_thread(_check, hospital)


async def _beside(processes: list[Process], phones: list[Phone], first: bytes, second: bytes) -> list[list[Any]]:
    """The answers to two pushes of which the second comes when the first is judged and not yet committed."""
    judged, answered = threading.Event(), threading.Event()

    def slowly(txn: Txn) -> PushAnswer:
        answer = take(txn, phones[0], encode_push(LOG, [first]), NOW_MS, "en")
        judged.set()
        answered.wait(COMMITTED_AFTER_SECONDS)
        return answer

    slow = asyncio.create_task(processes[0].database.write(slowly))
    await asyncio.to_thread(judged.wait, 30)
    later = await processes[1].codes(phones[1], second)
    answered.set()
    return [[result and result["code"] for result in (await slow).results], later]

"""Exports over HTTP: who may, that no cell is a formula, what the paper says, and that each one is noted."""

from __future__ import annotations

import asyncio
import io
import zipfile
from typing import Any
from uuid import UUID

import httpx
import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from api import accounts
from api.database import Txn
from api.intake import write_as_server
from api.passwords import hash_for_demo
from api.result_reading import PeriodSheet, Standing, read_period, read_standings
from api.roster_cache import roster_of
from models.calendar import add_days, local_day
from models.document import ServerAct, natural_id, uuid_text
from models.month_close import close_id
from models.period_result import result_id
from models.result_period import days_of
from sync.stamp import SERVER_REPLICA, make
from tests.api.door import PASSWORD, Door, Somebody
from tests.api.recount import registers

TRICK = '=1+1&"x"'
"""A name that a spreadsheet would work out, if it were let to."""


class Closed:
    """An institution whose last month is closed: an administrator, a nurse, and somebody with a tricky name."""

    def __init__(self, door: Door, admin: Somebody) -> None:
        self.door, self.admin = door, admin
        self.month = add_days(f"{local_day(door.clock())[:7]}-01", -1)[:7]
        self.nurse = Somebody(make(door.clock(), 1, SERVER_REPLICA), "nurse", PASSWORD)
        self.trick = make(door.clock(), 2, SERVER_REPLICA)
        self.institution = b""

    def fill(self, txn: Txn) -> None:
        now_ms = self.door.clock()
        place = roster_of(txn, now_ms).institution_of(self.admin.person)
        assert place is not None
        self.institution = place
        unit = make(now_ms, 3, SERVER_REPLICA)
        acts = [ServerAct(unit, "unit", {"institution": place, "name": "内科", "type": "department"})]
        stay = {"unit": unit, "from": "2020-01-01", "to": None}
        for person, name in ((self.nurse.person, "李燕"), (self.trick, TRICK)):
            acts.append(ServerAct(person, "person", {"institution": place, "name": name, "memberships/1": stay}))
            acts += [_evaluation(person, day) for day in days_of(self.month)]
        closing = {"institution": place, "period": self.month, "closings/1": ""}
        acts.append(ServerAct(close_id(place, self.month), "month_close", closing))
        write_as_server(txn, acts, now_ms)
        accounts.add_account(txn, self.nurse.person, self.nurse.username, hash_for_demo(PASSWORD), now_ms)


def _evaluation(person: bytes, day: str) -> ServerAct:
    doc = natural_id(f"self_evaluation/{uuid_text(person)}/daily/{day}")
    answers = {"answers/first_asked": "full", "answers/attitude": 4, "answers/discipline": True}
    opening = {"person": person, "form": "daily@1", "day": day}
    return ServerAct(doc, "self_evaluation", {**opening, **answers, "submitted": True})


@pytest.fixture
async def closed(door: Door) -> Closed:
    made = Closed(door, await door.admit("li.yan"))
    await door.parts.database().write(made.fill)
    return made


async def events(closed: Closed) -> list[dict[str, Any]]:
    def read(txn: Txn) -> list[dict[str, Any]]:
        docs = [doc for (doc,) in txn.fetch("select id from documents where kind = ?", ["export_event"])]
        return [{path: value for (_, path), (_, value) in registers(txn, doc).items()} for doc in docs]

    return await closed.door.parts.database().read(read)


def cells(data: bytes) -> list[Any]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return [cell for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row]


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name).decode("utf-8", "replace") for name in packed.namelist()}


async def test_the_ranking_alone_is_that_of_the_whole_sheet(closed: Closed) -> None:
    def both(txn: Txn) -> tuple[list[Standing], PeriodSheet | None]:
        now_ms = closed.door.clock()
        ranked = read_standings(txn, closed.institution, closed.month, now_ms)
        return ranked, read_period(txn, closed.institution, closed.month, now_ms)

    ranked, sheet = await closed.door.parts.database().read(both)
    assert sheet is not None
    assert [each.name for each in ranked] == ["内科"]
    assert ranked == sheet.standings


async def test_the_office_gets_the_sheet_and_no_cell_of_it_is_a_formula(closed: Closed) -> None:
    door = closed.door
    await door.sign_in(closed.admin)
    for what in ("month", "pay"):
        answer = await door.client.get(f"/api/exports/{what}/{closed.month}.xlsx?bonus=1000")
        assert answer.status_code == 200
        assert answer.headers["content-disposition"] == f'attachment; filename="{what}-{closed.month}.xlsx"'
        assert answer.headers["cache-control"] == "no-store"
        inside = parts(answer.content)
        sheets = [text for name, text in inside.items() if name.startswith("xl/worksheets/sheet")]
        assert sheets
        assert not any("<f>" in text or "<f " in text or "hyperlink" in text for text in sheets)
        assert TRICK in cells(answer.content)
        for text in sheets:
            assert 'orientation="landscape"' in text
            assert 'paperSize="9"' in text
            assert 'state="frozen"' in text
            assert "&amp;P" in text
            assert "链首" in text
        assert "_xlnm.Print_Titles" in inside["xl/workbook.xml"]
    told = cells(answer.content)
    # Half of 100 for the days, half of the mean of 75 and 100: 93.75, which is 3.75 above the baseline.
    assert {"综合得分", "建议系数%", 93.75, 103.75, 1037.5} <= set(told)
    noted = [(each["what"], each["period"], each["by"]) for each in await events(closed)]
    assert sorted(noted) == [
        ("month_sheet", closed.month, closed.admin.person),
        ("pay_proposal", closed.month, closed.admin.person),
    ]


async def test_a_sheet_says_which_months_are_in_it_and_which_are_open_again(closed: Closed) -> None:
    door = closed.door
    await door.sign_in(closed.admin)
    quarter = f"{closed.month[:4]}Q{(int(closed.month[5:]) + 2) // 3}"

    async def titles() -> list[str]:
        answers = [
            await door.client.get(f"/api/exports/{each}.xlsx") for each in (f"month/{quarter}", f"pay/{quarter}")
        ]
        return [str(cells(each.content)[0]) for each in answers]

    assert all(f"（含 {closed.month}）" in each and "重新打开" not in each for each in await titles())

    def reopen(txn: Txn) -> None:
        writes = {"reopenings/1": "漏了两天", "state": "open"}
        close = close_id(closed.institution, closed.month)
        write_as_server(txn, [ServerAct(close, "month_close", writes)], door.clock())

    await door.parts.database().write(reopen)
    assert all(f"（{closed.month} 已重新打开，待重新结账）" in each for each in await titles())


async def test_a_decided_grade_stands_in_sheet_pay_proposal_and_file_with_its_reason(closed: Closed) -> None:
    """The nurse's grade was changed; nobody has decided on the other one, so no pay is proposed by a grade yet."""
    door, nurse, waiting = closed.door, closed.nurse.person, closed.trick

    def decide(txn: Txn) -> None:
        told = {"decider": "leader", "grade": "良好", "proposed": "优秀", "reason": "有一次有效投诉"}
        decisions = ((nurse, told), (waiting, {"decider": "leader"}))
        acts = [
            ServerAct(result_id(closed.institution, closed.month, person), "period_result", {"decision": decision})
            for person, decision in decisions
        ]
        write_as_server(txn, acts, door.clock())

    await door.parts.database().write(decide)
    await door.sign_in(closed.admin)
    sheet = cells((await door.client.get(f"/api/exports/month/{closed.month}.xlsx")).content)
    assert {"等次（建议）", "审定等次", "审定说明", "改定：有一次有效投诉", "待审定"} <= set(sheet)
    pay = cells((await door.client.get(f"/api/exports/pay/{closed.month}.xlsx")).content)
    assert "等次待审定" in pay
    answer = await door.client.get(f"/api/exports/file/{UUID(bytes=nurse)}/{closed.month[:4]}.pdf")
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    for words in ("审定等次", "良好", "改定：有一次有效投诉"):
        assert words in text, words


async def test_what_is_wrong_with_an_order_is_named(closed: Closed) -> None:
    await closed.door.sign_in(closed.admin)
    for query, field in (("rule=x", "rule"), ("bonus=-5", "bonus"), ("bonus=many", "bonus")):
        answer = await closed.door.client.get(f"/api/exports/pay/{closed.month}.xlsx?{query}")
        assert answer.status_code == 422
        assert [each["field"] for each in answer.json()["fields"]] == [field]


async def test_nobody_else_gets_a_sheet_and_what_is_refused_is_not_noted(closed: Closed) -> None:
    door = closed.door
    assert (await door.client.get(f"/api/exports/month/{closed.month}.xlsx")).status_code == 401
    async with door.visitor() as phone:
        await door.sign_in(closed.nurse, "phone", phone)
        for path, status in (
            (f"month/{closed.month}.xlsx", 403),
            (f"pay/{closed.month}.xlsx", 403),
            (f"file/{UUID(bytes=closed.trick)}/{closed.month[:4]}.pdf", 404),
            (f"file/{UUID(bytes=bytes(16))}/{closed.month[:4]}.pdf", 404),
            ("file/nobody/2026.pdf", 404),
        ):
            assert (await phone.get(f"/api/exports/{path}")).status_code == status, path
    await door.sign_in(closed.admin)
    for path, status in (
        ("month/1999-01.xlsx", 404),
        ("month/2026-13.xlsx", 422),
        (f"month/{closed.month}.csv", 404),
        (f"horoscope/{closed.month}.xlsx", 404),
        (f"pay/{closed.month}.xlsx?rule=whim", 422),
        (f"pay/{closed.month}.xlsx?bonus=much", 422),
        (f"pay/{closed.month}.xlsx?bonus=-1", 422),
        (f"month/{closed.month}.xlsx?institution={UUID(bytes=closed.nurse.person)}", 403),
        (f"file/{UUID(bytes=closed.trick)}/26.pdf", 422),
    ):
        assert (await door.client.get(f"/api/exports/{path}")).status_code == status, path
    assert await events(closed) == []


async def test_a_job_tells_its_progress_to_who_asked_and_can_be_stopped(closed: Closed) -> None:
    door = closed.door
    await door.sign_in(closed.admin)
    begun = await door.client.post(f"/api/exports/month/{closed.month}.xlsx")
    assert begun.status_code == 202
    job = begun.json()["id"]
    while not (told := (await door.client.get(f"/api/exports/jobs/{job}/progress")).json())["ready"]:
        assert not told["failed"]
        await asyncio.sleep(0.005)
    assert told["percent"] == 100
    assert (await door.client.get(f"/api/exports/jobs/{job}/result")).content[:2] == b"PK"
    async with door.visitor() as phone:
        await door.sign_in(closed.nurse, "phone", phone)
        assert await statuses(phone, job) == (404, 404, 404)
    assert (await door.client.delete(f"/api/exports/jobs/{job}")).status_code == 204
    assert await statuses(door.client, job) == (404, 404, 404)
    again = (await door.client.post(f"/api/exports/month/{closed.month}.xlsx")).json()["id"]
    door.clock.advance(11 * 60_000)
    assert await statuses(door.client, again) == (404, 404, 404)


async def statuses(client: httpx.AsyncClient, job: str) -> tuple[int, int, int]:
    progress = await client.get(f"/api/exports/jobs/{job}/progress")
    result = await client.get(f"/api/exports/jobs/{job}/result")
    stopped = await client.delete(f"/api/exports/jobs/{job}")
    return progress.status_code, result.status_code, stopped.status_code


async def test_a_personal_file_is_a_pdf_with_its_glyphs_inside(closed: Closed) -> None:
    door = closed.door
    async with door.visitor() as phone:
        await door.sign_in(closed.nurse, "phone", phone)
        answer = await phone.get(f"/api/exports/file/{UUID(bytes=closed.nurse.person)}/{closed.month[:4]}.pdf")
    assert answer.status_code == 200
    read = PdfReader(io.BytesIO(answer.content))
    text = "".join(page.extract_text() for page in read.pages)
    for words in ("医德档案", "李燕", "内科", closed.month, "93.75", "尊重患者权利", "链首"):
        assert words in text, words
    page: Any = read.pages[0]
    fonts: Any = page["/Resources"]["/Font"]
    for font in fonts.values():
        (inner,) = font.get_object()["/DescendantFonts"]
        assert "/FontFile3" in inner.get_object()["/FontDescriptor"].get_object()
    assert [(each["what"], each["subject"]) for each in await events(closed)] == [
        ("personal_file", closed.nurse.person)
    ]


async def test_a_document_whose_id_lies_beyond_all_years_keeps_no_personal_file_back(closed: Closed) -> None:
    door, about = closed.door, closed.nurse.person
    remark = ServerAct(
        make((1 << 48) - 1, 0, 7), "leader_remark", {"by": closed.admin.person, "subject": about, "text": "很好"}
    )
    await door.parts.database().write(lambda txn: write_as_server(txn, [remark], door.clock()))
    async with door.visitor() as phone:
        await door.sign_in(closed.nurse, "phone", phone)
        answer = await phone.get(f"/api/exports/file/{UUID(bytes=about)}/{closed.month[:4]}.pdf")
    assert answer.status_code == 200


async def test_a_name_that_looks_like_markup_is_printed_as_it_stands(closed: Closed) -> None:
    door = closed.door
    name = "#pagebreak() *王* $x$"
    act = ServerAct(closed.trick, "person", {"name": name})
    await door.parts.database().write(lambda txn: write_as_server(txn, [act], door.clock()))
    await door.sign_in(closed.admin)
    answer = await door.client.get(f"/api/exports/file/{UUID(bytes=closed.trick)}/{closed.month[:4]}.pdf")
    text = PdfReader(io.BytesIO(answer.content)).pages[0].extract_text()
    assert "#pagebreak()" in text
    assert "*王*" in text

"""The public board over HTTP: put together once for everybody, seconds old, and moved by what is public alone."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import UUID

import httpx
import pytest

from api import public_copies
from api.database import Txn
from api.intake import write_as_server
from api.public_board import SHOWN_MAX, Board, board_of
from api.public_copies import FRESH_MS
from models.document import ServerAct
from sync.stamp import make
from tests.api.door import Door
from tests.api.test_public_pages import prepared

ISSUED: dict[str, Any] = {"issued": True, "everyone": True, "issued_on": "2026-11-20", "opening": "经查"}
NEVER_PUBLIC = (
    ("bulletin", {"title": "草稿", "public": True}),
    ("bulletin", {**ISSUED, "title": "内部通报"}),
    ("pledge", {"text": "还没有审", "day": "2026-11-20"}),
    ("programme", {"title": "还没有发布", "standards/1": {"title": "标准", "items": ["一"]}}),
    ("honour", {"title": "还在酝酿", "objections_until": "2099-01-01"}),
    ("inspection_plan", {"title": "暗访"}),
    ("order", {"title": "整改"}),
    ("rating_tally", {"period": "2026-11", "counted": {"n": 5}, "form": "satisfaction@1"}),
    ("rating_case", {"key": "k", "words": "没人应"}),
    ("complaint", {"key": "k", "text": "没人管"}),
)


class Wall:
    """A screen on a wall, and what is written behind it."""

    def __init__(self, door: Door, phone: httpx.AsyncClient, institution: bytes) -> None:
        self.door, self.phone, self.institution, self.written = door, phone, institution, 0

    async def read(self, held: str = "") -> httpx.Response:
        headers = {"if-none-match": held} if held else {}
        return await self.phone.get(f"/api/public/board/{UUID(bytes=self.institution)}", headers=headers)

    async def write(self, kind: str, writes: dict[str, Any], *, later_ms: int = FRESH_MS) -> None:
        self.written += 1
        id = make(self.door.clock() - 10, 100 + self.written, 1)
        act = ServerAct(id, kind, {"institution": self.institution, **writes})
        await self.door.parts.database().write(lambda txn: write_as_server(txn, [act], self.door.clock()))
        self.door.clock.advance(later_ms)

    async def titles(self) -> list[str]:
        return [each["title"] for each in (await self.read()).json()["bulletins"]]


async def walled(door: Door, phone: httpx.AsyncClient) -> Wall:
    return Wall(door, phone, (await prepared(door)).institution)


async def test_who_holds_what_stands_there_is_told_so_and_what_is_new_is_there_seconds_later(door: Door) -> None:
    async with door.visitor() as phone:
        wall = await walled(door, phone)
        first = await wall.read()
        tag = first.headers["etag"]
        assert (first.status_code, first.headers["cache-control"]) == (200, "no-cache")
        assert "set-cookie" not in first.headers
        same = await wall.read(tag)
        assert (same.status_code, same.content, same.headers["etag"]) == (304, b"", tag)
        await wall.write("bulletin", {**ISSUED, "public": True, "title": "第 1 期"}, later_ms=FRESH_MS - 1)
        assert (await wall.read(tag)).status_code == 304, "a copy of less than three seconds is good"
        door.clock.advance(1)
        moved = await wall.read(tag)
        assert (moved.status_code, [each["title"] for each in moved.json()["bulletins"]]) == (200, ["第 1 期"])
        assert moved.headers["etag"] != tag


async def test_however_many_ask_at_once_the_board_is_put_together_once(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[bytes] = []

    def counted(txn: Txn, institution: bytes, now_ms: int) -> Board | None:
        made.append(institution)
        return board_of(txn, institution, now_ms)

    monkeypatch.setattr(public_copies, "board_of", counted)
    async with door.visitor() as phone:
        wall = await walled(door, phone)
        answers = await asyncio.gather(*(wall.read() for _ in range(20)))
        assert {each.status_code for each in answers} == {200}
        assert made == [wall.institution]
        door.clock.advance(-1)
        await wall.read()
        assert len(made) == 2, "a clock that was put back keeps no old copy"
        nowhere = await phone.get(f"/api/public/board/{UUID(int=7)}")
        assert nowhere.status_code == 404


async def test_what_is_not_public_moves_nothing_of_the_board(door: Door) -> None:
    async with door.visitor() as phone:
        wall = await walled(door, phone)
        tag = (await wall.read()).headers["etag"]
        for kind, writes in NEVER_PUBLIC:
            await wall.write(kind, writes)
            assert (await wall.read(tag)).status_code == 304, kind
        await wall.write("bulletin", {**ISSUED, "public": True, "title": "给大家看的"})
        assert await wall.titles() == ["给大家看的"], "while what is public does"


async def test_what_may_still_be_objected_to_stands_first_and_none_of_it_is_cut_off(door: Door) -> None:
    async with door.visitor() as phone:
        wall = await walled(door, phone)
        acts = [
            ("先到期", 1, {"issued_on": "2020-01-01", "objections_until": "2099-01-01"}),
            ("旧", SHOWN_MAX + 5, {"issued_on": "2026-11-20"}),
            ("公示", SHOWN_MAX + 5, {"issued_on": "2020-01-01", "objections_until": "2099-01-02"}),
        ]
        for title, number, more in acts:
            for _ in range(number):
                writes = {**ISSUED, "public": True, "title": title, **more}
                await wall.write("bulletin", writes, later_ms=0)
        door.clock.advance(FRESH_MS)
        assert await wall.titles() == ["先到期"] + ["公示"] * (SHOWN_MAX + 5) + ["旧"] * SHOWN_MAX


async def test_a_notice_that_was_put_right_says_by_which(door: Door) -> None:
    async with door.visitor() as phone:
        wall = await walled(door, phone)
        numbered = {**ISSUED, "public": True, "code": "明院通", "year": "2026"}
        await wall.write("bulletin", {**numbered, "title": "有误", "number": 1})
        wrong = make(door.clock() - 10 - FRESH_MS, 101, 1)
        await wall.write("bulletin", {**numbered, "title": "更正", "number": 2, "corrects": wrong})
        told = (await wall.read()).json()["bulletins"]
    assert {each["title"]: each["corrected"] for each in told} == {"有误": "明院通〔2026〕2号", "更正": ""}

"""A poll's protocol as Word: who gets it and when, what it says, and that each export is noted."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any
from uuid import UUID

import pytest
from docx import Document

from api import accounts
from api.database import Txn
from api.intake import write_as_server
from api.passwords import hash_for_demo
from api.roster_cache import roster_of
from models.document import ServerAct, natural_id, uuid_text
from models.export_event import POLL_PROTOCOL
from sync.stamp import SERVER_REPLICA, make
from tests.api.door import PASSWORD, Door, Somebody
from tests.api.recount import registers

NAMES = ("first", "second", "third", "fourth", "outsider")
TITLE = "<w:p>&amp; 党员民主评议"


class Hall:
    """A branch of four, a poll on one of them, and somebody who is no member."""

    def __init__(self, door: Door, admin: Somebody) -> None:
        self.door, self.admin = door, admin
        now = door.clock()
        self.people = {name: Somebody(make(now, n, SERVER_REPLICA), name, PASSWORD) for n, name in enumerate(NAMES, 1)}
        self.branch, self.poll = make(now, 20, SERVER_REPLICA), make(now, 21, SERVER_REPLICA)

    def fill(self, txn: Txn) -> None:
        now_ms = self.door.clock()
        place = roster_of(txn, now_ms).institution_of(self.admin.person)
        assert place is not None
        acts = [ServerAct(self.branch, "party_branch", {"institution": place, "name": "临床党支部"})]
        for name, somebody in self.people.items():
            held: dict[str, Any] = {"institution": place, "name": f"{name}甲", "party": "member"}
            if name != "outsider":
                held["branches/1"] = {"branch": self.branch, "from": "2020-01-01", "to": None}
            acts.append(ServerAct(somebody.person, "person", held))
            accounts.add_account(txn, somebody.person, name, hash_for_demo(PASSWORD), now_ms)
        plan: dict[str, Any] = {"institution": place, "branch": self.branch, "title": TITLE, "type": "appraisal"}
        plan |= {"mode": "confidential", "threshold": 2, "closes_at": now_ms + 60_000, "rules": {"quorum": ">1/2"}}
        plan |= {self.of("subjects", "first"): True, self.of("tellers", "second"): True}
        plan |= {self.of("chair", "third"): True}
        for act in [*acts, ServerAct(self.poll, "poll", plan), ServerAct(self.poll, "poll", {"opened": True})]:
            write_as_server(txn, [act], now_ms)

    def of(self, prefix: str, name: str) -> str:
        return f"{prefix}/{uuid_text(self.people[name].person)}"

    async def writes(self, kind: str, doc: bytes, **values: Any) -> None:
        now_ms = self.door.clock()
        await self.door.parts.database().write(lambda txn: write_as_server(txn, [ServerAct(doc, kind, values)], now_ms))

    async def casts(self, name: str, mark: int) -> None:
        person = self.people[name].person
        id = natural_id(f"poll_ballot/{uuid_text(self.poll)}/{uuid_text(person)}")
        line = self.of("answers", "first")
        await self.writes("poll_ballot", id, poll=self.poll, voter=person, cast=True, **{line: mark})

    async def counted(self) -> None:
        """Three on the phone, one on paper; revealed, signed and decided."""
        for name, mark in (("second", 1), ("third", 1), ("fourth", 2)):
            await self.casts(name, mark)
        teller = self.people["second"].person
        paper = natural_id(f"poll_paper/{uuid_text(self.poll)}/{uuid_text(teller)}")
        heap: dict[str, Any] = {"papers/1": {uuid_text(self.people["first"].person): 1}}
        await self.writes("poll_paper", paper, poll=self.poll, by=teller, issued=2, returned=1, **heap)
        await self.writes("poll", self.poll, closed=True)
        await self.writes("poll", self.poll, revealed=True)


@pytest.fixture
async def hall(door: Door) -> Hall:
    made = Hall(door, await door.admit("li.yan"))
    await door.parts.database().write(made.fill)
    return made


async def _fetched(hall: Hall, name: str) -> tuple[int, str]:
    async with hall.door.visitor() as phone:
        await hall.door.sign_in(hall.people[name], "phone", phone)
        answer = await phone.get(f"/api/polls/{UUID(bytes=hall.poll)}/protocol.docx")
    if answer.status_code != 200:
        return answer.status_code, ""
    assert answer.headers["cache-control"] == "no-store"
    file = Document(io.BytesIO(answer.content))
    _stands_in_the_order_of_the_schema(answer.content)
    rows = [" | ".join(cell.text for cell in row.cells) for table in file.tables for row in table.rows]
    return 200, "\n".join([*(each.text for each in file.paragraphs), *rows])


def _stands_in_the_order_of_the_schema(file: bytes) -> None:
    """What a table says of itself; Word repairs, or refuses, a file in which it stands otherwise."""
    text = zipfile.ZipFile(io.BytesIO(file)).read("word/document.xml").decode()
    for about in re.findall(r"<w:tblPr>(.*?)</w:tblPr>", text, re.DOTALL):
        found = [about.find(f"<w:{name}") for name in ("tblW", "jc", "tblBorders", "tblLook")]
        assert -1 not in found
        assert found == sorted(found)


async def test_nobody_gets_it_before_the_chair_has_revealed(hall: Hall) -> None:
    await hall.casts("second", 1)
    await hall.writes("poll", hall.poll, closed=True)

    assert (await _fetched(hall, "third"))[0] == 404


async def test_it_says_how_many_came_how_they_fell_and_who_signs(hall: Hall) -> None:
    await hall.counted()
    status, text = await _fetched(hall, "fourth")

    assert status == 200
    for words in (
        "临床党支部",
        f"表决事项：{TITLE}",
        "表决方式：民主评议，记名保密",
        "应到人数：4 人",
        "收回 4 张，有效 4 张，废票 0 张，弃权 0 张",
        "法定人数：应到人数的超过二分之一，达到",
        "对象 | 优秀 | 合格 | 基本合格 | 不合格 | 有效 | 表决建议",
        "first甲 | 3 | 1 | 0 | 0 | 4 | 优秀",
        "渠道 | 发出 | 收回 | 有效 | 废票 | 弃权",
        "手机 | — | 3 | — | — | —",
        "纸质 | 2 | 1 | — | — | —",
        "监票、计票人  second甲：____",
        "主持人  third甲：____",
        "表决结果供支委会作决定时参考。",
    ):
        assert words in text, text
    assert "已在手机上签字" not in text


async def test_signatures_and_the_decision_stand_in_it_once_they_are_made(hall: Hall) -> None:
    await hall.counted()
    outcome = {hall.of("outcome", "first"): {"grade": "合格", "reason": "名额有限"}}
    await hall.writes("poll", hall.poll, **{hall.of("signed", "second"): True}, **outcome)
    text = (await _fetched(hall, "second"))[1]

    assert "已在手机上签字" in text
    assert "支委会决定：first甲，合格（理由：名额有限）。" in text


async def test_a_void_poll_says_why_and_gives_no_counts(hall: Hall) -> None:
    await hall.casts("second", 1)
    await hall.writes("poll", hall.poll, closed=True)
    await hall.writes("poll", hall.poll, revealed=True)
    status, text = await _fetched(hall, "third")

    assert status == 200
    assert "本次表决无效：参加的人不够法定人数，应当重新表决。" in text
    assert "first甲 | " not in text


async def test_who_is_not_of_the_branch_gets_what_does_not_exist(hall: Hall) -> None:
    await hall.counted()
    assert (await _fetched(hall, "outsider"))[0] == 404
    await hall.door.sign_in(hall.people["fourth"])
    for id in ("x", str(UUID(bytes=hall.branch)), str(UUID(int=0))):
        assert (await hall.door.client.get(f"/api/polls/{id}/protocol.docx")).status_code == 404


async def test_each_export_is_noted(hall: Hall) -> None:
    await hall.counted()
    await _fetched(hall, "fourth")

    def read(txn: Txn) -> list[dict[str, Any]]:
        docs = [doc for (doc,) in txn.fetch("select id from documents where kind = ?", ["export_event"])]
        return [{path: value for (_, path), (_, value) in registers(txn, doc).items()} for doc in docs]

    (event,) = await hall.door.parts.database().read(read)
    assert (event["what"], event["subject"]) == (POLL_PROTOCOL, hall.poll)
    assert event["by"] == hall.people["fourth"].person

"""A meeting's minutes as Word: who gets them, what they say, and that each export is noted."""

from __future__ import annotations

import io
from typing import Any
from uuid import UUID

import pytest
from docx import Document

from api import accounts
from api.database import Txn
from api.intake import write_as_server
from api.passwords import hash_for_demo
from api.roster_cache import roster_of
from models.calendar import local_day
from models.document import ServerAct, natural_id, uuid_text
from models.export_event import MEETING_MINUTES
from sync.stamp import SERVER_REPLICA, make
from tests.api.door import PASSWORD, Door, Somebody
from tests.api.recount import registers

TRICK = "<w:p>&amp; 周五前把平车归位"


class Branch:
    """A branch with a secretary, a member who came, one who didn't, and somebody who is no member."""

    def __init__(self, door: Door, admin: Somebody) -> None:
        self.door, self.admin = door, admin
        names = ("secretary", "member", "absentee", "stranger")
        self.people = {
            name: Somebody(make(door.clock(), n, SERVER_REPLICA), name, PASSWORD) for n, name in enumerate(names, 1)
        }
        self.activity = make(door.clock(), 9, SERVER_REPLICA)
        self.meeting = natural_id(f"meeting/{uuid_text(self.activity)}")
        self.branch, self.order = make(door.clock(), 7, SERVER_REPLICA), make(door.clock(), 8, SERVER_REPLICA)
        self.institution = b""

    def fill(self, txn: Txn) -> None:
        now_ms = self.door.clock()
        place = roster_of(txn, now_ms).institution_of(self.admin.person)
        assert place is not None
        self.institution = place
        ward = make(now_ms, 5, SERVER_REPLICA)
        write_as_server(txn, [ServerAct(ward, "unit", {"institution": place, "name": "内科", "type": "ward"})], now_ms)
        acts = [ServerAct(self.branch, "party_branch", {"institution": place, "name": "临床党支部"})]
        for name, somebody in self.people.items():
            held: dict[str, Any] = {"institution": place, "name": f"{name}甲", "party": "member"}
            held["memberships/1"] = {"unit": ward, "from": "2020-01-01", "to": None}
            if name != "stranger":
                held["branches/1"] = {"branch": self.branch, "from": "2020-01-01", "to": None}
            if name == "secretary":
                held["roles/1"] = {"role": "secretary", "at": self.branch, "from": "2020-01-01", "to": None}
            acts.append(ServerAct(somebody.person, "person", held))
            accounts.add_account(txn, somebody.person, name, hash_for_demo(PASSWORD), now_ms)
        write_as_server(txn, [*acts, *self.held(place, now_ms)], now_ms)

    def held(self, place: bytes, now_ms: int) -> list[ServerAct]:
        secretary = self.people["secretary"].person
        call = {"institution": place, "organiser": secretary, "place": self.branch, "type": "meeting"}
        plan = {"title": "党员大会", "venue": "三楼", "begins_at": now_ms, "ends_at": now_ms + 60_000}
        told = {"announced": True, "due_by": "party"}
        due = {f"due/{uuid_text(self.people[name].person)}": True for name in ("secretary", "member", "absentee")}
        items = {
            "agenda/a": {"kind": "orders", "title": "逾期整改", "order": 2},
            "agenda/b": {"kind": "other", "title": "学习文件", "order": 1},
            "notes/a": "两件\ufffe已看\x00过。",  # as pasted from a PDF
            "notes/a.other": "另一位记录人：周五复查。",
        }
        decided = {"text": TRICK, "becomes": "order", "item": "a", "responsible": secretary, "due_on": "2026-12-01"}
        meeting: dict[str, Any] = {"activity": self.activity, "institution": place, "branch": self.branch, **items}
        meeting |= {f"chair/{uuid_text(secretary)}": True, "begun": True}
        acts = [
            ServerAct(self.activity, "activity", {**call, **plan, **told, **due}),
            ServerAct(self.meeting, "meeting", meeting),
        ]
        for name, mark in (("secretary", {"mark": "present"}), ("member", {"mark": "present"})):
            acts.append(self._attendance(secretary, name, {f"marks/{uuid_text(secretary)}": mark}))
        acts.append(self._attendance(secretary, "absentee", {"excuse": "夜班"}))
        acts += [self._said("member", public=True), self._said("absentee", public=False)]
        return [*acts, ServerAct(self.meeting, "meeting", {"decisions/1": decided})]

    def _attendance(self, organiser: bytes, name: str, said: dict[str, Any]) -> ServerAct:
        person = self.people[name].person
        id = natural_id(f"attendance/{uuid_text(self.activity)}/{uuid_text(person)}")
        once = {"activity": self.activity, "person": person, "organiser": organiser, "place": self.branch}
        return ServerAct(id, "attendance", {**once, **said})

    def _said(self, name: str, *, public: bool) -> ServerAct:
        subject, period = self.people[name].person, "2026Q3"
        id = natural_id(f"branch_commentary/{period}/{uuid_text(self.branch)}/{uuid_text(subject)}")
        parts = {"strengths": "耐心", "problems": "记录慢", "advice": "当班写完", "direction": f"{name}带好新人"}
        once = {"period": period, "branch": self.branch, "subject": subject, "institution": self.institution}
        return ServerAct(id, "branch_commentary", {**once, **parts, "submitted": True, "public": public})


@pytest.fixture
async def branch(door: Door) -> Branch:
    made = Branch(door, await door.admit("li.yan"))
    await door.parts.database().write(made.fill)
    return made


async def _fetched(branch: Branch, name: str) -> tuple[int, str]:
    async with branch.door.visitor() as phone:
        await branch.door.sign_in(branch.people[name], "phone", phone)
        answer = await phone.get(f"/api/meetings/{UUID(bytes=branch.meeting)}/minutes.docx")
    if answer.status_code != 200:
        return answer.status_code, ""
    assert answer.headers["cache-control"] == "no-store"
    return 200, "\n".join(each.text for each in Document(io.BytesIO(answer.content)).paragraphs)


async def test_the_minutes_say_who_came_what_was_said_and_what_was_decided(branch: Branch) -> None:
    status, text = await _fetched(branch, "secretary")

    assert status == 200
    for words in (
        "党员大会会议记录",
        "主 持 人：secretary甲",
        "应到 3 人，实到 2 人；法定人数 2 人，达到。",
        "absentee甲（请假：夜班）",
        "1. 学习文件\n2. 逾期整改",
        "两件已看过。\n另一位记录人：周五复查。",
        f"1. {TRICK}（责任人：secretary甲；完成时限：2026年12月1日）",
        "member甲。肯定成绩：耐心",
        "已当面讲评：absentee甲，共 1 人",
        "未签字稿",
    ):
        assert words in text, words
    assert "absentee带好新人" not in text


async def test_a_member_gets_what_is_public_and_nobody_else_anything(branch: Branch) -> None:
    status, text = await _fetched(branch, "member")

    assert status == 200
    assert "member带好新人" in text
    assert "已当面讲评" not in text
    assert (await _fetched(branch, "stranger"))[0] == 404


async def test_a_meeting_that_has_not_begun_has_no_minutes_nor_has_what_is_none(branch: Branch) -> None:
    door = branch.door
    await door.sign_in(branch.people["secretary"])
    for id in (UUID(bytes=branch.activity), UUID(int=0), "nonsense"):
        assert (await door.client.get(f"/api/meetings/{id}/minutes.docx")).status_code == 404


async def test_each_export_is_noted(branch: Branch) -> None:
    await _fetched(branch, "member")

    def read(txn: Txn) -> list[dict[str, Any]]:
        docs = [doc for (doc,) in txn.fetch("select id from documents where kind = ?", ["export_event"])]
        return [{path: value for (_, path), (_, value) in registers(txn, doc).items()} for doc in docs]

    (event,) = await branch.door.parts.database().read(read)
    assert (event["what"], event["subject"]) == (MEETING_MINUTES, branch.meeting)
    assert (event["by"], event["period"]) == (branch.people["member"].person, local_day(branch.door.clock())[:7])


async def test_a_poll_of_scores_and_one_that_is_void_stand_in_the_minutes(branch: Branch) -> None:
    place = {"institution": branch.institution, "branch": branch.branch, "meeting": branch.meeting, "opened": True}
    scored, void = (make(branch.door.clock(), n, SERVER_REPLICA) for n in (21, 22))
    person = branch.people["member"].person
    line: dict[str, Any] = {"valid": 3, "n": 3, "mean": "91.5"}
    acts = [
        ServerAct(scored, "poll", {**place, "title": "述职打分", "type": "score", "mode": "open"}),
        ServerAct(
            natural_id(f"poll_result/{uuid_text(scored)}"),
            "poll_result",
            {
                **{path: place[path] for path in ("institution", "branch")},
                "poll": scored,
                "issued": 3,
                "returned": 3,
                "valid": 3,
                f"counts/{uuid_text(person)}": line,
            },
        ),
        ServerAct(void, "poll", {**place, "title": "选先锋岗", "type": "choice", "mode": "open", "voided": "题目写错"}),
    ]
    now_ms = branch.door.clock()
    await branch.door.parts.database().write(lambda txn: write_as_server(txn, acts, now_ms))
    status, text = await _fetched(branch, "secretary")

    assert status == 200
    assert "member甲：有效 3 票，平均分 91.5。" in text
    assert "本次表决作废：题目写错。" in text

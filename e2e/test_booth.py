"""Five people answer anonymously: one offline in a browser that is killed, one twice, three from another program. Each
counts once and is told so, and nothing that is stored leads from a person to a ballot. Where a chair closes a poll,
the phone finds its receipt in the published tree. What a round says in words is ruled on before it is told."""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import UUID

from playwright.sync_api import expect

from api.demo.ballots import HELD_BACK, LET_THROUGH, TITLE, WAITING, WHY
from api.settings import DATABASE_FILE
from e2e import browser
from e2e.phone import Phone
from e2e.programme_plays import choose, confirm, hand_in
from e2e.screens import everything
from tests.acceptance.ballot import Voter
from tests.acceptance.phone import Phone as Client
from tests.acceptance.phone import Store, make_stamp, unpack
from tests.demonstration import Hospital

UNIT = "妇产科"
DAY_MS = 86_400_000
ASPECTS = ("virtue", "ability", "diligence", "integrity")
NOTE = "查房时常到床旁问一问，等候的家属也照顾到了"
ROLL = "roll/"


def keys_of(account: dict[str, Any]) -> tuple[str, str]:
    return account["username"], account["password"]


class Round:
    """An anonymous round about one leader, put to a department."""

    def __init__(self, hospital: Hospital) -> None:
        self.hospital = hospital
        self.leader = hospital.of_role("leader")
        self.supervisor = self.client(hospital.of_role("supervisor"))
        spread(hospital, 1)
        self.id = make_stamp(self.supervisor.now(), 0, self.supervisor.replica)
        self.write(
            ["institution", UUID(self.leader["institution"]).bytes],
            ["title", "匿名评议院领导"],
            ["form", "review@1"],
            ["opens_at", self.supervisor.now() - 60_000],
            ["closes_at", self.supervisor.now() + DAY_MS],
            ["anonymity", "anonymous"],
            ["threshold", 5],
            ["kind", "upward"],
            ["evaluators", {"unit": UNIT, "unit_type": "department"}],
            ["subjects", {"role": "leader"}],
            ["rule", {"type": "all", "each": 5}],
        )
        self.write(["opened", True])
        self.context, self.asked = self._context()
        roll = {path.removeprefix(ROLL) for path in self.asked if path.startswith(ROLL)}
        self.voters = [each for each in hospital.accounts if each["person"] in roll]
        assert len(self.voters) == self.asked["electors"] == 5

    def client(self, account: dict[str, Any]) -> Client:
        return Client(self.hospital.base_url, *keys_of(account))

    def write(self, *writes: list[Any]) -> None:
        assert self.supervisor.push(self.supervisor.change(self.id, "peer_round", list(writes))) == [None]

    def of_kind(self, kind: str, path: str) -> list[tuple[bytes, dict[str, Any]]]:
        """What the supervisor holds of a kind that belongs to this round."""
        store = Store().follow(self.supervisor)
        found = ((doc, store.document(doc)) for doc in store.of_kind(kind))
        return [(doc, each) for doc, each in found if each[path] == self.id]

    def _context(self) -> tuple[bytes, dict[str, Any]]:
        """Its key is made a moment after it."""
        ends = time.monotonic() + 60
        while time.monotonic() < ends:
            for doc, found in self.of_kind("ballot_context", "source"):
                if found.get("key"):
                    return doc, found
        raise AssertionError("the context has no key after a minute")

    @property
    def path(self) -> str:
        return f"/reviews/{self.id.hex()}/{UUID(self.leader['person']).hex}"


def answer(phone: Phone, stars: str, achievement: str) -> None:
    choose(phone.page, dict.fromkeys(("德", "能", "勤", "廉"), stars))
    amount = phone.page.get_by_role("group", name=re.compile("绩")).get_by_role("textbox")
    amount.fill(achievement)
    amount.press("Tab")


def sent(phone: Phone) -> None:
    expect(phone.page.get_by_text("已送到，等待写入")).to_be_visible(timeout=30_000)


def killed_offline(start_phone: Callable[..., Phone], profile: Path, round: Round) -> Phone:
    """Fills in and casts without a network, and dies right after; the next start sends it."""
    first = start_phone(profile).sign_in(round.voters[0]).wait_synced().wait_for_worker().open(round.path)
    expect(first.page.get_by_text("共5人参加，至少5人投了才公布结果")).to_be_visible()
    first.page.wait_for_function("navigator.serviceWorker.controller !== null")
    # What a phone needs for it is kept from the first use on.
    first.open("/me/ballots")
    mine = first.page.locator("section").filter(has_text="匿名评议院领导")
    expect(mine.get_by_text("可以投")).to_be_visible(timeout=30_000)
    first.open(round.path).wait_saved().context.close()

    offline = start_phone(profile, offline=True).open(round.path)
    answer(offline, "4", "8")
    offline.page.get_by_role("textbox", name=re.compile("说明|备注")).fill(NOTE)
    offline.page.keyboard.press("Tab")
    hand_in(offline.page)
    expect(offline.page.get_by_text("1 / 1")).to_be_visible()
    offline.open(round.path)
    expect(offline.page.get_by_text("等待发出")).to_be_visible()
    browser.kill(profile)

    again = start_phone(profile).open(round.path)
    sent(again)
    return again


def revised(phone: Phone, round: Round) -> None:
    """Casts, and before the end casts anew: the answers of the first ballot are nowhere to be seen."""
    phone.sign_in(round.voters[1]).wait_synced().open(round.path)
    answer(phone, "1", "1")
    hand_in(phone.page)
    phone.open(round.path)
    sent(phone)
    phone.page.get_by_role("button", name="改投").click()
    expect(phone.page.get_by_role("radio", checked=True)).to_have_count(0)
    answer(phone, "5", "9")
    hand_in(phone.page)
    phone.open(round.path)
    sent(phone)


def elsewhere(phone: Phone, round: Round) -> None:
    """Another device of somebody whose ballot was issued: it says so, and shows nothing as owed."""
    phone.sign_in(round.voters[1]).wait_synced().open("/")
    card = phone.page.get_by_role("link", name=re.compile("匿名评议院领导"))
    expect(card.get_by_text("选票已在另一台设备领取")).to_be_visible(timeout=30_000)
    phone.open(round.path)
    expect(phone.page.get_by_text("选票已在另一台设备领取")).to_be_visible()
    expect(phone.page.get_by_role("radio")).to_have_count(0)
    phone.context.close()


def on_a_computer(computer: Phone, account: dict[str, Any], poll: bytes) -> None:
    """It takes nobody's only ballot unasked, and says which device casts."""
    computer.sign_in(account).wait_synced().open(f"/polls/{poll.hex()}")
    expect(computer.page.get_by_text("领到哪台设备，就只能用哪台投")).to_be_visible(timeout=30_000)
    expect(computer.page.get_by_role("radio")).to_have_count(0)
    computer.page.get_by_role("button", name="就在这台电脑上领票").click()
    expect(computer.page.get_by_role("radio", name="满意", exact=True)).to_be_visible(timeout=30_000)
    computer.context.close()


def counted(phone: Phone) -> None:
    expect(phone.page.get_by_text("已计入", exact=True)).to_be_visible(timeout=30_000)


def nothing_joins(folder: Path, round: Round) -> list[dict[str, Any]]:
    """No ballot holds a person, no issue anything of a ballot, and nobody's review is a document; the ballots."""
    with closing(sqlite3.connect(f"file:{folder / DATABASE_FILE}?mode=ro", uri=True)) as database:
        ballots = database.execute("select * from ballots where context = ?", [round.context]).fetchall()
        issues = database.execute("select * from ballot_issues where context = ?", [round.context]).fetchall()
        changes = database.execute("select body from changes").fetchall()
    assert (len(ballots), len(issues)) == (5, 5)
    stored = b"".join(part for row in ballots for part in row if isinstance(part, bytes))
    assert not [each["name"] for each in round.voters if UUID(each["person"]).bytes in stored]
    parts = {part for row in issues for part in row if isinstance(part, bytes)} - {round.context}
    assert not [part for part in parts if part in stored]
    assert not [body for (body,) in changes if NOTE.encode() in body]
    return [unpack(body) for *_, body in ballots]


def spread(hospital: Hospital, seconds: int) -> None:
    """Within so long ballots of this hospital leave their phones."""
    admin = Client(hospital.base_url, *keys_of(hospital.of_role("admin")))
    institution = UUID(hospital.of_role("leader")["institution"]).bytes
    assert admin.push(admin.change(institution, "institution", [["ballot_spread_s", seconds]])) == [None]
    admin.http.close()


def not_left_behind(phone: Phone, path: str) -> None:
    """Who signs out is told of the ballot that waits, and may send it first."""
    phone.open("/me/settings").page.get_by_role("button", name="退出登录").click()
    asked = phone.page.get_by_role("dialog")
    expect(asked.get_by_text("还有 1 条没送出")).to_be_visible()
    expect(asked.get_by_text("1 张匿名票还没送出")).to_be_visible()
    expect(asked.get_by_role("button", name="现在就发，再退出")).to_be_enabled()
    asked.get_by_role("button", name="取消").click()
    phone.open(path)


def in_the_published_tree(phone: Phone, computer: Phone, hospital: Hospital) -> None:
    """The demonstration's anonymous poll: cast, closed by the chair while the ballot waits for its moment, which counts
    all the same, and is looked up by the phone once the result is out; the receipt is let go."""
    spread(hospital, 3_600)
    chair = Client(hospital.base_url, *keys_of(hospital.of_role("secretary")))
    store = Store().follow(chair)
    polls = {doc: store.document(doc) for doc in store.of_kind("poll")}
    poll = next(doc for doc, each in polls.items() if each["mode"] == "anonymous")
    (context, asked) = next(
        (doc, each) for doc in store.of_kind("ballot_context") if (each := store.document(doc))["source"] == poll
    )
    phone.sign_in(hospital.nurse).wait_synced().open(f"/polls/{poll.hex()}")
    phone.page.get_by_role("radio", name="满意", exact=True).check()
    phone.page.get_by_role("button", name="投票").click()
    phone.page.get_by_role("dialog").get_by_role("button", name="投票").click()
    expect(phone.page.get_by_text("票已存好，稍后自动送出")).to_be_visible()
    expect(phone.page.get_by_text("等待发出", exact=True)).to_be_visible()
    not_left_behind(phone, f"/polls/{poll.hex()}")
    roll = [each for each in hospital.accounts if f"{ROLL}{each['person']}" in asked and each != hospital.nurse]
    on_a_computer(computer, roll[4], poll)
    for account in roll[:4]:
        client = Client(hospital.base_url, *keys_of(account))
        Voter(client, context, asked["key"]).cast({"-": 2})
        client.http.close()
    assert chair.push(chair.change(poll, "poll", [["closed", True]])) == [None]
    expect(phone.page.get_by_text("等待发出", exact=True)).to_have_count(0, timeout=30_000)
    expect(phone.page.get_by_text("送到时已经不再收票")).to_have_count(0)
    phone.open("/me/ballots")
    assert chair.push(chair.change(poll, "poll", [["revealed", True]])) == [None]
    chair.http.close()
    expect(phone.page.get_by_text("公布的全部选票里有您的这一张")).to_be_visible(timeout=60_000)
    phone.page.get_by_text("公钥和回执").click()
    phone.page.get_by_role("button", name="丢掉回执").click()
    confirm(phone.page, "丢掉回执")
    expect(phone.page.get_by_text("公布的全部选票里有您的这一张")).to_have_count(0)


def ruled_on(new_phone: Callable[..., Phone], hospital: Hospital) -> None:
    """The demonstration's anonymous round, six sheets with words: the supervisor lets one through and holds one back;
    whom they are about reads what was let through, and nobody but organisers ever gets the rest."""
    supervisor, leader = hospital.of_role("supervisor"), hospital.of_role("leader")
    told = everything(hospital, supervisor)
    (round,) = [doc for doc in told.of_kind("peer_round") if told.document(doc)["title"] == TITLE]
    office = new_phone().sign_in(supervisor).wait_synced().open(f"/rounds/{round.hex()}")
    expect(office.page.get_by_text(f"不公开：{WHY}")).to_be_visible()
    for words, act, why in ((WAITING[0], "公开", ""), (WAITING[1], "不公开", "当面去谈")):
        row = office.page.locator(".grade-row").filter(has_text=words)
        row.get_by_role("button", name=act, exact=True).click()
        sheet = office.page.get_by_role("dialog")
        expect(sheet.get_by_text(words)).to_be_visible()
        if why:
            expect(sheet.get_by_role("button", name=act, exact=True)).to_be_disabled()
            sheet.get_by_role("textbox").fill(why)
        confirm(office.page, act)
        expect(row.get_by_text("已公开" if not why else f"不公开：{why}")).to_be_visible()
    expect(office.page.get_by_text("5 / 5")).to_be_visible()
    office.wait_synced()

    about = new_phone().sign_in(leader).wait_synced().open("/reviews")
    about.page.get_by_role("link", name=re.compile(TITLE)).click()
    for words in (*LET_THROUGH, WAITING[0]):
        expect(about.page.get_by_text(words)).to_be_visible()
    for words in (HELD_BACK, WAITING[1]):
        expect(about.page.get_by_text(words)).to_have_count(0)
    (context,) = [doc for doc in told.of_kind("ballot_context") if told.document(doc)["source"] == round]
    voter = next(each for each in hospital.accounts if f"{ROLL}{each['person']}" in told.document(context))
    for account in (leader, supervisor, voter, hospital.nurse):
        reads = account is supervisor
        assert (HELD_BACK in str(everything(hospital, account).registers)) is reads
        client = Client(hospital.base_url, *keys_of(account))
        published = client.http.get(f"/api/ballots/published/{UUID(bytes=context)}").content
        client.http.close()
        assert not [words for words in (*LET_THROUGH, HELD_BACK, *WAITING) if words.encode() in published]


def test_anonymous_ballots_count_once_and_lead_to_nobody(
    hospital: Hospital, start_phone: Callable[..., Phone], new_phone: Callable[..., Phone], tmp_path: Path
) -> None:
    round = Round(hospital)
    killed = killed_offline(start_phone, tmp_path / "profile", round)
    other = new_phone()
    revised(other, round)
    elsewhere(new_phone(), round)
    for number, account in enumerate(round.voters[2:]):
        client = round.client(account)
        voter = Voter(client, round.context, round.asked["key"])
        client.http.close()
        given = {**dict.fromkeys(("virtue", "ability", "diligence", "integrity"), 3), "achievement": 7}
        status, _ = voter.cast(given)
        assert status == (200 if number == 2 else 202)
    counted(killed)
    counted(other)

    ballots = nothing_joins(tmp_path / "hospital", round)
    answers = [unpack(each["answers"]) for each in ballots]
    assert sorted(each["virtue"] for each in answers) == [3, 3, 3, 4, 5]
    assert not [each for each in answers if isinstance(each.get("note"), str)], "words stand apart from the answers"
    words = [unpack(each["words"])["note"][1] for each in ballots if "words" in each]
    assert sorted(words) == ["", NOTE], "both phones sealed a note, said or not"
    ((_, context),) = round.of_kind("ballot_context", "source")
    assert (context["cast_steps"], context["issued_steps"], context.get("counted")) == (5, 5, None)
    other.open("/me").page.get_by_role("link", name="我的匿名票").click()
    counted(other)
    expect(other.page.get_by_text("能证明的")).to_be_visible()
    round.supervisor.http.close()
    killed.context.close()
    in_the_published_tree(new_phone(), new_phone(is_mobile=False, has_touch=False), hospital)
    ruled_on(new_phone, hospital)

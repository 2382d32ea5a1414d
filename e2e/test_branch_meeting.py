"""A branch's meeting of twelve phones and a projector: two phones are offline, one member answers on two devices, one
revises, one is late, three answer on paper; the result, the minutes, the tellers' protocol and the recount agree, no
number of the projector ever ran backwards, and nobody is told what anybody answered."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from playwright.sync_api import Locator, Page, expect

from e2e import browser as browsers
from e2e.phone import Phone
from setup.steps import ROOT
from tests.acceptance.phone import Phone as Client
from tests.acceptance.phone import Store, natural_id
from tests.demonstration import Hospital

NewPhone = Callable[..., Phone]
ROOM: dict[str, Any] = browsers.DESKTOP | {
    "viewport": {"width": 1920, "height": 1080},
    "device_scale_factor": 1,
    "is_mobile": False,
    "has_touch": False,
}
SIZES = ({"width": 390, "height": 844}, {"width": 360, "height": 780})
PHONES, AT_ONCE = 12, 3
SIGN_IN_MS_MAX = 60_000
"""Three phones that load the app at once, on a machine that does ten times as much beside it."""
FOR, AGAINST, ABSTAIN = 1, 2, 3
LABELS = {FOR: "同意", AGAINST: "不同意", ABSTAIN: "弃权"}
CHAIR, OFFLINE, TWICE, REVISES = "陈秀英", "李燕", "赵敏", "冯玉兰"
WATCH = """() => {
  window.told = {};
  const look = () => {
    for (const one of document.querySelectorAll("[data-tally]")) {
      const told = (window.told[one.dataset.tally] ??= []);
      const now = Number(one.textContent);
      if (told.at(-1) !== now) told.push(now);
    }
  };
  new MutationObserver(look).observe(document.body, { childList: true, characterData: true, subtree: true });
  look();
}"""
"""Writes down every number that the projector ever shows, by what it counts."""


def text_of(id: bytes) -> str:
    return str(uuid.UUID(bytes=id))


class Room:
    """The meeting as the story knows it: who is due, the poll, and clients that put it and hold it against the log."""

    def __init__(self, hospital: Hospital) -> None:
        self.hospital = hospital
        self.clients: list[Client] = []
        self.chair = self.client(CHAIR)
        told = Store().follow(self.chair)
        self.id, self.meeting = next(
            (doc, each) for doc in told.of_kind("meeting") if not (each := told.document(doc)).get("ended")
        )
        self.activity: bytes = self.meeting["activity"]
        self.due = {
            str(told.document(doc)["name"]): doc
            for doc in told.of_kind("person")
            if f"due/{text_of(doc)}" in self.meeting
        }
        self.poll = self.chair.stamp()

    def account(self, name: str) -> dict[str, Any]:
        person = text_of(self.due[name]) if hasattr(self, "due") else None
        return next(
            each
            for each in self.hospital.accounts
            if each["name"] == name and (person is None or each["person"] == person)
        )

    def client(self, name: str) -> Client:
        """Somebody's device without a browser."""
        account = self.account(name)
        made = Client(self.hospital.base_url, account["username"], account["password"], device=f"{name}的手机")
        self.clients.append(made)
        return made

    def open_poll(self, tellers: list[str]) -> None:
        """The chair's device puts the question."""
        plan: list[list[Any]] = [
            ["institution", self.meeting["institution"]],
            ["branch", self.meeting["branch"]],
            ["meeting", self.id],
            ["title", "通过支部工作计划"],
            ["type", "approval"],
            ["mode", "confidential"],
            ["rules", {"quorum": "2/3", "majority": ">1/2"}],
            ["closes_at", self.chair.now() + 3_600_000],
            *([f"tellers/{text_of(self.due[name])}", True] for name in tellers),
        ]
        pushed = self.chair.push(
            self.chair.change(self.poll, "poll", plan), self.chair.change(self.poll, "poll", [["opened", True]])
        )
        assert pushed == [None, None]

    def papers(self, teller: Client, people: list[str], marks: list[int]) -> None:
        """Handed out, and what came back, one by one."""
        doc = natural_id(f"poll_paper/{text_of(self.poll)}/{teller.person}")
        given = [[f"given/{text_of(self.due[name])}", True] for name in people]
        named: list[list[Any]] = [["poll", self.poll], ["by", teller.person.bytes], ["issued", len(people)]]
        assert teller.push(teller.change(doc, "poll_paper", [*named, *given])) == [None]
        back = [[f"papers/{number}", {"-": mark}] for number, mark in enumerate(marks, 1)]
        assert teller.push(teller.change(doc, "poll_paper", [["returned", len(marks)], *back])) == [None]

    def close(self) -> None:
        for each in self.clients:
            each.http.close()


def signed_in(new_phone: NewPhone, accounts: list[dict[str, Any]], path: str, **more: Any) -> list[Phone]:
    """Fresh phones that enter by a link, as by a scanned code: all load, all sign in, then all are waited for."""
    phones: list[Phone] = []
    for number in range(len(accounts)):
        made = new_phone(viewport=SIZES[number % 2], device_scale_factor=1, **more)
        made.page.goto(f"{made.base_url}{path}", wait_until="commit")
        phones.append(made)
    for phone, account in zip(phones, accounts, strict=True):
        name = phone.page.get_by_label("用户名")
        expect(name).to_be_visible(timeout=SIGN_IN_MS_MAX)
        name.fill(account["username"])
        phone.page.get_by_label("密码", exact=True).fill(account["password"])
        phone.page.get_by_role("button", name="登录").click()
    return phones


def vote(phone: Phone, mark: int, *, again: bool = False) -> None:
    """On the screen, from the question to the promise that it is cast."""
    page = phone.page
    if again:
        page.get_by_role("button", name="修改").click()
    page.locator("label.choice").filter(has_text=re.compile(rf"^{LABELS[mark]}$")).click()
    page.get_by_role("button", name="改投" if again else "投票", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="投票", exact=True).click()
    expect(page.get_by_role("button", name="修改")).to_be_visible()


def tally(page: Page, name: str) -> Locator:
    return page.locator(f'[data-tally="{name}"]')


@pytest.fixture
def room(hospital: Hospital) -> Iterator[Room]:
    made = Room(hospital)
    yield made
    made.close()


def test_twelve_phones_and_a_projector(new_phone: NewPhone, room: Room, tmp_path: Path) -> None:
    others = sorted(set(room.due) - {CHAIR, OFFLINE, TWICE, REVISES})
    on_paper, late, silent, online = others[:3], others[3], others[4], others[5:]
    assert room.chair.push(room.chair.change(room.id, "meeting", [["begun", True]])) == [None]
    projector = new_phone(**ROOM).sign_in(room.account(CHAIR))
    screen = _projected(room, projector)
    room.open_poll([TWICE])
    phones = _arrive(new_phone, room, [OFFLINE, silent, late], screen)
    phones |= _arrive(new_phone, room, [TWICE, REVISES, *online], screen, service_workers="block")
    expect(tally(screen, "attendance")).to_have_text(str(len(phones)))
    remote = f"/meetings/{room.activity.hex()}/remote"
    (phones[CHAIR],) = signed_in(new_phone, [room.account(CHAIR)], remote, service_workers="block")
    (second,) = signed_in(new_phone, [room.account(TWICE)], f"/polls/{room.poll.hex()}", service_workers="block")
    assert len([*phones.values(), second]) == PHONES

    cast = tally(screen, f"poll {room.poll.hex()}")
    _of_the_month(phones[CHAIR].page, screen)
    phones[CHAIR].page.get_by_role("button", name="表决", exact=True).click()
    expect(screen.locator("main")).to_have_attribute("data-view", "poll")
    expect(cast).to_have_text("0")
    phones[CHAIR].open(f"/polls/{room.poll.hex()}")
    for phone in (*phones.values(), second):
        expect(phone.page.get_by_role("button", name="投票", exact=True)).to_be_visible(timeout=SIGN_IN_MS_MAX)
    for phone, mark in ((phones[OFFLINE], FOR), (phones[silent], ABSTAIN)):
        phone.go_offline()
        vote(phone, mark)
    _voted(phones, second, online, cast)
    _on_paper(room, projector, phones, on_paper, cast)
    everybody = len(online) + 3 + 3
    expect(cast).to_have_text(str(everybody))
    for phone in (phones[OFFLINE], phones[silent]):
        phone.go_online()
    everybody += 2
    expect(cast).to_have_text(str(everybody))
    for phone in phones.values():
        phone.wait_synced()

    phones[late].go_offline()
    _reveal(room, screen)
    expected = {FOR: len(online) + 1 + 1 + 1 + 2, AGAINST: 1 + 1, ABSTAIN: 1}
    for option, number in expected.items():
        expect(tally(screen, f"result - {option}")).to_have_text(str(number))
    expect(screen.get_by_text(f"发出 {len(room.due)}，收回 {everybody}，有效 {everybody}")).to_be_visible()
    vote(phones[late], AGAINST)
    phones[late].go_online()
    expect(phones[late].sync_chip()).to_have_accessible_name(re.compile("退回"))
    teller = room.client(TWICE)
    _agreed(room, [*phones.values(), second], teller, expected, everybody)
    minutes = _minutes(room)
    assert f"发出 {len(room.due)} 票，收回 {everybody} 票，有效 {everybody} 票" in minutes
    assert f"同意 {expected[FOR]}，不同意 {expected[AGAINST]}，弃权 {expected[ABSTAIN]}。" in minutes
    _never_backwards(screen)
    _recounted(tmp_path / "hospital")
    for reader in (room.chair, teller, room.client(OFFLINE)):
        _told_of_nobody(room, reader)


def _projected(room: Room, projector: Phone) -> Page:
    """The projector shows how to sign in to the meeting; every number from here on is written down."""
    screen = projector.wait_synced().open(f"/meetings/{room.activity.hex()}/projector").page
    expect(screen.locator("main")).to_have_attribute("data-view", "attendance")
    expect(screen.get_by_role("img", name="签到二维码")).to_be_visible()
    screen.evaluate(WATCH)
    return screen


def _of_the_month(remote: Page, screen: Page) -> None:
    """The room sees late orders and findings of its departments, though the secretary's own account reads none."""
    remote.get_by_role("button", name="整改", exact=True).click(timeout=SIGN_IN_MS_MAX)
    expect(screen.locator("main")).to_contain_text("支部党员所在科室")
    expect(screen.locator(".rows li").first).to_contain_text("超期")
    remote.get_by_role("button", name="检查发现", exact=True).click()
    expect(screen.get_by_role("img").first).to_be_visible()
    expect(remote.get_by_role("button", name="上一页")).to_be_disabled()
    remote.get_by_role("button", name="下一页").click()
    expect(screen.locator("main")).to_contain_text("第 2 /")


def _arrive(new_phone: NewPhone, room: Room, names: list[str], screen: Page, **more: Any) -> dict[str, Phone]:
    """A few at a time: to the meeting, signed in to it by the digits on the wall, and from there to the question."""
    phones: dict[str, Phone] = {}
    for at in range(0, len(names), AT_ONCE):
        few = names[at : at + AT_ONCE]
        accounts = [room.account(name) for name in few]
        came = signed_in(new_phone, accounts, f"/activities/{room.activity.hex()}", **more)
        code = screen.locator("b.code")
        expect(code).to_have_text(re.compile(r"^\d{6}$"))
        for phone in came:
            phone.page.get_by_role("button", name="签到", exact=True).click(timeout=SIGN_IN_MS_MAX)
            phone.page.get_by_label("签到码").fill(code.inner_text())
            phone.page.get_by_role("dialog").get_by_role("button", name="签到").click()
            expect(phone.page.get_by_role("button", name="已签到")).to_be_visible()
            phone.open(f"/polls/{room.poll.hex()}")
        phones |= dict(zip(few, came, strict=True))
    return phones


def _voted(phones: dict[str, Phone], second: Phone, online: list[str], cast: Locator) -> None:
    """Everybody who has a network; one of them on two devices, of whom the later word counts."""
    vote(second, AGAINST)
    for name in (CHAIR, REVISES, *online):
        vote(phones[name], FOR)
    expect(cast).to_have_text(str(len(online) + 3))
    expect(phones[TWICE].page.get_by_role("button", name="修改")).to_be_visible()
    vote(phones[TWICE], FOR, again=True)


def _on_paper(room: Room, projector: Phone, phones: dict[str, Phone], people: list[str], cast: Locator) -> None:
    """The projector loses its network and says so; what happened meanwhile comes with it, and nothing twice."""
    before = int(cast.inner_text())
    projector.go_offline()
    expect(projector.page.locator("main").get_by_role("status")).to_contain_text("网络断开")
    vote(phones[REVISES], AGAINST, again=True)
    room.papers(room.client(TWICE), people, [FOR, AGAINST, FOR])
    projector.go_online()
    expect(cast).to_have_text(str(before + len(people)))


def _reveal(room: Room, screen: Page) -> None:
    """R asks, and nothing happens until it is confirmed."""
    screen.keyboard.press("r")
    expect(screen.get_by_role("alertdialog")).to_be_visible()
    screen.keyboard.press("Escape")
    expect(screen.get_by_role("alertdialog")).to_have_count(0)
    expect(screen.locator("main")).to_have_attribute("data-view", "poll")
    screen.keyboard.press("r")
    screen.get_by_role("alertdialog").get_by_role("button", name="揭晓").click()
    expect(tally(screen, "result - 1")).to_be_visible()


def _agreed(room: Room, phones: list[Phone], teller: Client, expected: dict[int, int], returned: int) -> None:
    """Every phone and the teller's device say the same as the room's screen, and the teller signs it."""
    told = Store().follow(teller)
    (result,) = [each for each in map(told.document, told.of_kind("poll_result")) if each["poll"] == room.poll]
    assert result["counts/-"]["counts"] == {str(option): number for option, number in expected.items()}
    assert (result["returned"], result["spoilt"], result["quorum"]["met"]) == (returned, 0, True)
    assert result["channels/paper"]["returned"] == 3
    assert teller.push(teller.change(room.poll, "poll", [[f"signed/{teller.person}", True]])) == [None]
    for phone in phones:
        facts = phone.page.locator("dl.facts").filter(has_text="收回").first
        expect(facts).to_contain_text(str(returned))
        expect(phone.page.get_by_text(re.compile("纸质.*3"))).to_be_visible()


def _told_of_nobody(room: Room, reader: Client) -> None:
    """Neither chair nor teller nor member holds a ballot but their own, though the result is out."""
    told = Store().follow(reader)
    ballots = [told.document(doc) for doc in told.of_kind("poll_ballot")]
    voters = [each["voter"] for each in ballots if each["poll"] == room.poll]
    assert voters == [reader.person.bytes]


def _minutes(room: Room) -> str:
    """What the meeting's Word file says."""
    answer = room.chair.http.get(f"/api/meetings/{text_of(room.id)}/minutes.docx")
    assert answer.status_code == 200, answer.text
    return "\n".join(each.text for each in Document(BytesIO(answer.content)).paragraphs)


def _never_backwards(screen: Page) -> None:
    told: dict[str, list[int]] = screen.evaluate("() => window.told")
    assert any(name.startswith("poll ") for name in told)
    assert {name: numbers for name, numbers in told.items() if numbers != sorted(numbers)} == {}


def _recounted(folder: Path) -> None:
    """While the server runs: every tally of the hospital, by other code, from the log alone."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("MINGCHA_")}
    again = subprocess.run(
        [sys.executable, "-m", "api", "recount"],
        env=ours | {"MINGCHA_DATA_DIR": str(folder)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (again.returncode, again.stderr) == (0, ""), again.stdout

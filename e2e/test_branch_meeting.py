"""A branch's meeting of twelve phones and a projector: two phones are offline, one member answers on two devices, one
revises, one is late, three answer on paper; the result, the minutes, the tellers' protocol and the recount agree, and
no number of the projector ever ran backwards."""

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
FOR, AGAINST, ABSTAIN = 1, 2, 3
LABELS = {FOR: "同意", AGAINST: "不同意"}
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
    """The meeting as the story knows it: who is due, the poll, and a client for everybody who has no browser here."""

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

    def ballot(self, client: Client, mark: int) -> list[Any]:
        """A whole ballot as a device makes it, under the stamp of now."""
        person = client.person.bytes
        doc = natural_id(f"poll_ballot/{text_of(self.poll)}/{client.person}")
        return client.change(
            doc, "poll_ballot", [["poll", self.poll], ["voter", person], ["answers/-", mark], ["cast", True]]
        )

    def signed_in(self, client: Client) -> list[Any]:
        """Signing in to the meeting."""
        doc = natural_id(f"attendance/{text_of(self.activity)}/{client.person}")
        names = [
            ["activity", self.activity],
            ["person", client.person.bytes],
            ["organiser", self.chair.person.bytes],
            ["place", self.meeting["branch"]],
        ]
        return client.change(doc, "attendance", [*names, ["signed_in", {"code": "123456", "at": client.now()}]])

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


def vote(phone: Phone, poll: bytes, mark: int, *, again: bool = False) -> None:
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
    chair, nurse, twice, revises = (
        new_phone().sign_in(room.account(name)) for name in (CHAIR, OFFLINE, TWICE, REVISES)
    )
    projector = new_phone(**ROOM).sign_in(room.account(CHAIR))
    by_client = {name: room.client(name) for name in (*online, late, silent, TWICE)}
    assert len(by_client) + 4 == 12, "twelve phones: four with a browser, eight spoken for by clients"
    assert room.chair.push(room.chair.change(room.id, "meeting", [["begun", True]])) == [None]
    room.open_poll([TWICE])

    screen = _attendance(room, chair, projector, by_client)
    cast = tally(screen, f"poll {room.poll.hex()}")
    chair.page.get_by_role("button", name="表决", exact=True).click()
    expect(cast).to_have_text("0")
    poll = f"/polls/{room.poll.hex()}"
    for phone in (nurse, twice, revises):
        phone.open(poll)
        expect(phone.page.get_by_role("button", name="投票", exact=True)).to_be_visible()

    nurse.go_offline()
    vote(nurse, room.poll, FOR)
    held_back = room.ballot(by_client[silent], ABSTAIN)
    assert by_client[TWICE].push(room.ballot(by_client[TWICE], AGAINST)) == [None]
    vote(revises, room.poll, FOR)
    for name in online:
        assert by_client[name].push(room.ballot(by_client[name], FOR)) == [None]
    expect(cast).to_have_text(str(len(online) + 2))

    # The projector loses its network and says so; what happened meanwhile comes with it, and nothing twice.
    projector.go_offline()
    expect(screen.locator("main").get_by_role("status")).to_contain_text("网络断开")
    expect(twice.page.get_by_role("button", name="修改")).to_be_visible()
    vote(twice, room.poll, FOR, again=True)
    vote(revises, room.poll, AGAINST, again=True)
    room.papers(by_client[TWICE], on_paper, [FOR, AGAINST, FOR])
    projector.go_online()
    expect(cast).to_have_text(str(len(online) + 2 + 3))
    nurse.go_online()
    assert by_client[silent].push(held_back) == [None]
    assert room.chair.push(room.ballot(room.chair, FOR)) == [None]
    everybody = len(online) + 2 + 3 + 3
    expect(cast).to_have_text(str(everybody))
    for phone in (twice, revises, nurse):
        phone.wait_synced()

    _reveal(room, screen)
    assert [each["code"] for each in by_client[late].push(room.ballot(by_client[late], AGAINST))] == ["closed"]
    expected = {FOR: len(online) + 1 + 1 + 1 + 2, AGAINST: 1 + 1, ABSTAIN: 1}
    for option, number in expected.items():
        expect(tally(screen, f"result - {option}")).to_have_text(str(number))
    expect(screen.get_by_text(f"发出 {len(room.due)}，收回 {everybody}，有效 {everybody}")).to_be_visible()
    _agreed(room, revises, by_client[TWICE], expected, everybody)
    minutes = _minutes(room)
    assert f"发出 {len(room.due)} 票，收回 {everybody} 票，有效 {everybody} 票" in minutes
    assert f"同意 {expected[FOR]}，不同意 {expected[AGAINST]}，弃权 {expected[ABSTAIN]}。" in minutes
    _never_backwards(screen)
    _recounted(tmp_path / "hospital")


def _attendance(room: Room, chair: Phone, projector: Phone, by_client: dict[str, Client]) -> Page:
    """The projector shows who comes, as the chair's phone asks it to; every number from here on is written down."""
    screen = projector.wait_synced().open(f"/meetings/{room.activity.hex()}/projector").page
    expect(screen.locator("main")).to_have_attribute("data-view", "attendance")
    expect(screen.get_by_role("img", name="签到二维码")).to_be_visible()
    screen.evaluate(WATCH)
    chair.wait_synced().open(f"/meetings/{room.activity.hex()}/remote")
    present = list({client.person: client for client in by_client.values()}.values())
    for client in present:
        assert client.push(room.signed_in(client)) == [None]
    expect(tally(screen, "attendance")).to_have_text(str(len(present)))
    return screen


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


def _agreed(room: Room, phone: Phone, teller: Client, expected: dict[int, int], returned: int) -> None:
    """A member's phone and the teller's device say the same as the room's screen, and the teller signs it."""
    told = Store().follow(teller)
    (result,) = [each for each in map(told.document, told.of_kind("poll_result")) if each["poll"] == room.poll]
    assert result["counts/-"]["counts"] == {str(option): number for option, number in expected.items()}
    assert (result["returned"], result["spoilt"], result["quorum"]["met"]) == (returned, 0, True)
    assert result["channels/paper"]["returned"] == 3
    assert teller.push(teller.change(room.poll, "poll", [[f"signed/{teller.person}", True]])) == [None]
    facts = phone.page.locator("dl.facts").filter(has_text="收回").first
    expect(facts).to_contain_text(str(returned))
    expect(phone.page.get_by_text(re.compile("纸质.*3"))).to_be_visible()


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

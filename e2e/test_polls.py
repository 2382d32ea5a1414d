"""A confidential appraisal of a branch: one votes offline, one revises from two devices, one on paper, one too late."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, expect

from e2e.phone import SYNCED_MS_MAX, Phone
from tests.acceptance.phone import Phone as Client
from tests.acceptance.phone import Store, natural_id
from tests.demonstration import Hospital

TITLE = "临时党员评议"
SUBJECTS = ("张建国", "莫雪莲")
EXCELLENT, GOOD, PASSING = 1, 2, 3


def test_an_appraisal_is_voted_on_every_way_and_its_result_is_the_recount(
    new_phone: Callable[..., Phone], hospital: Hospital
) -> None:
    chair = new_phone().sign_in(hospital.of_role("secretary")).wait_synced()
    taken_away(chair)
    poll = put(chair)
    nurse = new_phone().sign_in(hospital.nurse).wait_synced()
    card = nurse.page.get_by_role("link", name=re.compile(f"{TITLE}.*等你投票"))
    card.click(timeout=SYNCED_MS_MAX)
    expect(nurse.page.get_by_text("不给任何人看")).to_be_visible()
    nurse.go_offline()
    marked = mark(nurse.page, SUBJECTS[0], "基本合格")
    nurse.open(f"/polls/{poll.hex()}")
    expect(marked).to_be_checked()
    vote(nurse.page, "基本合格", "合格")
    expect(nurse.page.get_by_text("已存在这台手机")).to_be_visible()
    nurse.page.get_by_role("button", name="修改").click()
    vote(nurse.page, "优秀", "合格", again=True)
    expect(nurse.page.get_by_text("已存在这台手机")).to_be_visible()

    first, second = Voter(hospital, "赵敏", poll), Voter(hospital, "赵敏", poll)
    earlier = first.client.stamp(first.client.now() - 1_000)
    assert second.cast(GOOD, GOOD) == [None]
    assert first.cast(EXCELLENT, EXCELLENT, stamp=earlier) == [None], "sent later, stamped earlier: it doesn't stand"
    give_paper(chair, poll)
    on_paper = Voter(hospital, "周海燕", poll)
    assert on_paper.cast(PASSING, PASSING) == ["invalid"], "who was handed a paper has none on the phone"
    fourth = Voter(hospital, "冯玉兰", poll)
    assert fourth.cast(GOOD, None) == [None]
    chair.open(f"/polls/{poll.hex()}")
    expect(chair.page.get_by_text("已投 3，应到 14")).to_be_visible(timeout=SYNCED_MS_MAX)
    do(chair.page, "截止")
    expect(chair.page.get_by_role("button", name="公布结果")).to_be_visible(timeout=SYNCED_MS_MAX)
    chair.wait_synced()
    late = Voter(hospital, "潘晓东", poll)
    assert late.cast(PASSING, PASSING) == ["closed"]

    nurse.go_online()
    expect(nurse.page.get_by_text("等待公布")).to_be_visible(timeout=SYNCED_MS_MAX)
    expect(chair.page.get_by_text("已投 4，应到 14")).to_be_visible(timeout=SYNCED_MS_MAX)
    do(chair.page, "公布结果")
    counts = chair.page.locator("article", has=chair.page.get_by_role("heading", name="张建国"))
    expect(counts.get_by_role("progressbar", name="优秀 2")).to_be_visible(timeout=SYNCED_MS_MAX)
    expect(counts.get_by_role("progressbar", name="合格 2", exact=True)).to_be_visible()
    its_result_is_the_recount(hospital, poll)
    nobody_reads_a_ballot_of_another(hospital, poll)


def put(chair: Phone) -> bytes:
    """The secretary's poll, prepared on the screen and opened."""
    page = chair.open("/polls/new").page
    expect(page.get_by_text("每填一项就存到本机")).to_be_visible()
    page.get_by_label("名称").fill(TITLE)
    chair.wait_saved().page.reload()
    expect(page.get_by_text("接着上次没写完的")).to_be_visible()
    expect(page.get_by_label("名称")).to_have_value(TITLE)
    page.get_by_role("radio", name="挑选").check()
    for name in SUBJECTS:
        page.get_by_role("searchbox").first.fill(name)
        page.get_by_role("button", name=re.compile(f"^{name}")).click()
    page.get_by_text("计票规则").click()
    page.get_by_role("group", name="到会人数").get_by_role("radio", name="不限").check()
    page.get_by_role("button", name="保存，准备开始").dblclick()
    do(page, "开始表决")
    expect(page.get_by_text("已投 0，应到 14")).to_be_visible(timeout=SYNCED_MS_MAX)
    chair.wait_synced()
    return bytes.fromhex(page.url.rsplit("/", 1)[1])


def taken_away(chair: Phone) -> None:
    """A poll that is prepared by mistake: one taken back before anybody was asked, and the form is empty again."""
    page = chair.open("/polls/new").page
    page.get_by_label("名称").fill("写错的表决")
    page.get_by_role("radio", name="选人或选项").check()
    page.get_by_label("选项，一行一个").fill(f"甲\n{'长' * 101}")
    page.get_by_role("button", name="保存，准备开始").click()
    expect(page.get_by_role("alert")).to_have_text("第 2 个选项有 101 字，最多 100 字")
    page.get_by_label("选项，一行一个").fill("甲\n乙")
    page.get_by_role("button", name="保存，准备开始").click()
    do(page, "删除")
    expect(page.get_by_role("heading", level=1, name="表决与评议")).to_be_visible()
    expect(page.get_by_text("写错的表决")).to_have_count(0)


def do(page: Page, act: str) -> None:
    """An act of the chair, which is asked before it is done."""
    page.get_by_role("button", name=act).click()
    page.get_by_role("dialog").get_by_role("button", name=act).click()


def mark(page: Page, name: str, grade: str) -> Locator:
    radio = page.get_by_role("group", name=name).get_by_role("radio", name=grade, exact=True)
    radio.check()
    return radio


def vote(page: Page, *grades: str, again: bool = False) -> None:
    for name, grade in zip(SUBJECTS, grades, strict=True):
        mark(page, name, grade)
    page.get_by_role("button", name="改投" if again else "投票").click()
    page.get_by_role("dialog").get_by_role("button", name="投票").dblclick()


def give_paper(chair: Phone, poll: bytes) -> None:
    """The chair counts where no tellers are named: one paper, handed to somebody and back."""
    page = chair.open(f"/polls/{poll.hex()}/papers").page
    page.get_by_label("发出几张").fill("1")
    page.get_by_label("收回几张").fill("1")
    page.get_by_role("button", name="保存张数").click()
    page.get_by_role("searchbox").fill("周海燕")
    page.get_by_role("button", name=re.compile("^周海燕")).click()
    for name, grade in zip(SUBJECTS, ("优秀", "基本合格"), strict=True):
        page.get_by_role("group", name=name).get_by_role("checkbox", name=grade, exact=True).check()
    page.get_by_role("button", name="录入这张").click()
    expect(page.get_by_text("收回的都录完了")).to_be_visible()
    chair.wait_synced()


def account(hospital: Hospital, name: str) -> dict[str, Any]:
    here = hospital.nurse["institution"]
    return next(each for each in hospital.accounts if each["name"] == name and each["institution"] == here)


class Voter:
    """Somebody who votes without the app's own screens."""

    def __init__(self, hospital: Hospital, name: str, poll: bytes) -> None:
        who = account(hospital, name)
        self.client, self.poll = Client(hospital.base_url, who["username"], who["password"]), poll
        self.lines = [account(hospital, each)["person"] for each in SUBJECTS]

    def cast(self, *marks: int | None, stamp: bytes | None = None) -> list[str | None]:
        """The codes of the answer; the device has done its work then."""
        doc = natural_id(f"poll_ballot/{dashed(self.poll)}/{self.client.person}")
        writes: list[list[Any]] = [["poll", self.poll], ["voter", self.client.person.bytes]]
        writes += [[f"answers/{line}", mark] for line, mark in zip(self.lines, marks, strict=True)]
        codes = self.client.codes(self.client.change(doc, "poll_ballot", [*writes, ["cast", True]], stamp))
        self.client.http.close()
        return codes


def its_result_is_the_recount(hospital: Hospital, poll: bytes) -> None:
    """Of four ballots: the nurse's offline one, the last of two revisions, one with a blank, and the paper."""
    told = everything(hospital, hospital.of_role("supervisor"))
    titles = [poll["title"] for poll in map(told.document, told.of_kind("poll")) if poll.get("removed") is not True]
    assert titles.count(TITLE) == 1, "a double tap prepares one"
    assert "写错的表决" not in titles
    result = told.document(natural_id(f"poll_result/{dashed(poll)}"))
    said = {path: result[path] for path in ("issued", "returned", "valid", "spoilt", "abstained")}
    assert said == {"issued": 14, "returned": 4, "valid": 4, "spoilt": 0, "abstained": 0}
    marks = [(EXCELLENT, GOOD), (GOOD, GOOD), (GOOD, None), (EXCELLENT, PASSING)]
    for place, name in enumerate(SUBJECTS):
        given = [each[place] for each in marks]
        counts = result[f"counts/{account(hospital, name)['person']}"]
        assert counts["counts"] == {str(option): given.count(option) for option in (1, 2, 3, 4)}
        assert counts["abstained"] == given.count(None)


def nobody_reads_a_ballot_of_another(hospital: Hospital, poll: bytes) -> None:
    for reader in (hospital.of_role("supervisor"), hospital.of_role("secretary"), account(hospital, "张建国")):
        told = everything(hospital, reader)
        ballots = [told.document(doc) for doc in told.of_kind("poll_ballot")]
        assert all(dashed(each["voter"]) == reader["person"] for each in ballots if each["poll"] == poll)


def everything(hospital: Hospital, reader: dict[str, Any]) -> Store:
    client = Client(hospital.base_url, reader["username"], reader["password"])
    told = Store().follow(client)
    client.http.close()
    return told


def dashed(id: bytes) -> str:
    text = id.hex()
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))

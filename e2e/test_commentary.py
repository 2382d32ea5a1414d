"""The secretary writes on every member of the branch, one of them without a network; each reads what was said."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import expect

from e2e.phone import Phone
from tests.demonstration import Hospital

PARTS = {
    "肯定成绩": "夜班巡视勤，家属放心。",
    "指出问题": "交班记录偶有漏项。",
    "改进意见": "交班前对照清单自查。",
    "努力方向": "争创季度服务标兵。",
}


TOO_LONG = "夜班巡视勤，家属放心。" * 200


def test_nobody_of_the_branch_is_missed_and_one_is_written_offline(
    new_phone: Callable[..., Phone], hospital: Hospital
) -> None:
    phone = new_phone().sign_in(hospital.of_role("secretary")).wait_synced().wait_for_shelves()
    phone.page.get_by_role("link", name=re.compile("支部讲评.*11")).click()
    progress = phone.page.get_by_role("region", name="讲评进度")
    expect(progress).to_contain_text("11 / 13 已讲评")

    write_next(phone, strengths_first=TOO_LONG)
    expect(progress).to_contain_text("12 / 13 已讲评")

    phone.open("/commentary")
    phone.go_offline()
    last = write_next(phone)
    expect(progress).to_contain_text("13 位都讲评了，一个不漏")
    expect(phone.page.get_by_role("link", name=re.compile(last))).to_contain_text("还在本机")
    phone.go_online()
    phone.open("/")
    phone.wait_synced()

    account = next(each for each in hospital.accounts if each["name"] == last)
    member = new_phone().sign_in(account).wait_synced()
    member.open("/said")
    member.page.get_by_role("link", name=re.compile("临床党支部")).first.click()
    for words in PARTS.values():
        expect(member.page.get_by_text(words)).to_be_visible()


def write_next(phone: Phone, *, strengths_first: str = "") -> str:
    """Writes the four parts on whom the screen offers next, and gives them; returns the name.

    Where something too long is written first, it holds up the giving and stays until it is made shorter.
    """
    phone.page.get_by_role("link", name=re.compile("^讲评")).click()
    heading = phone.page.get_by_role("heading", level=1)
    expect(heading).not_to_have_text("支部讲评")
    name = heading.inner_text()
    for part, words in PARTS.items():
        phone.page.get_by_role("textbox", name=part).fill(words)
    if strengths_first:
        field = phone.page.get_by_role("textbox", name="肯定成绩")
        field.fill(strengths_first)
        phone.page.get_by_role("button", name="提交给本人").click()
        expect(phone.page.get_by_role("alert").filter(has_text=f"{len(strengths_first)} / 2000")).to_be_visible()
        expect(phone.page.get_by_role("dialog")).to_have_count(0)
        expect(field).to_have_value(strengths_first)
        field.fill(PARTS["肯定成绩"])
    phone.page.get_by_role("button", name="提交给本人").click()
    phone.page.get_by_role("dialog").get_by_role("button", name="提交给本人").click()
    expect(heading).to_have_text("支部讲评")
    return name


def test_a_leader_says_a_word_two_taps_from_today_and_the_nurse_reads_it(
    new_phone: Callable[..., Phone], hospital: Hospital
) -> None:
    leader = new_phone().sign_in(hospital.of_role("leader")).wait_synced()
    leader.page.get_by_role("link", name="写点评").click()
    leader.page.get_by_role("searchbox").fill("李燕")
    leader.page.get_by_role("button", name=re.compile("李燕")).click()
    leader.page.get_by_role("textbox", name="点评内容").fill("今天抢救配合到位。")
    leader.page.get_by_role("button", name="提交给本人").click()
    expect(leader.page.get_by_role("link", name="写点评")).to_be_visible()
    leader.wait_synced()

    nurse = new_phone().sign_in(hospital.nurse).wait_synced()
    nurse.page.get_by_role("link", name="我的", exact=True).click()
    nurse.page.get_by_role("link", name="给我的讲评和点评").click()
    expect(nurse.page.get_by_role("link", name=re.compile("黄德明点评.*今天抢救配合到位"))).to_be_visible()


def test_a_leader_comments_on_a_secretary_on_whom_nobody_of_the_branch_does(
    new_phone: Callable[..., Phone], hospital: Hospital
) -> None:
    secretary = hospital.of_role("secretary")
    leader = new_phone().sign_in(hospital.of_role("leader")).wait_synced()
    leader.open("/commentary")
    leader.page.get_by_role("link", name=re.compile(secretary["name"])).click()
    for part, words in PARTS.items():
        leader.page.get_by_role("textbox", name=part).fill(words)
    leader.page.get_by_role("button", name="提交给本人").click()
    leader.page.get_by_role("dialog").get_by_role("button", name="提交给本人").click()
    expect(leader.page.get_by_role("heading", level=1)).to_have_text("支部讲评")
    leader.open("/").wait_synced()
    member = new_phone().sign_in(secretary).wait_synced()
    member.open("/said")
    member.page.get_by_role("link", name=re.compile("支部讲评|临床党支部")).first.click()
    expect(member.page.get_by_text(PARTS["肯定成绩"])).to_be_visible()

"""Pledges, records and activities as people live them: over two phones, without a network, each arriving once."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from e2e.phone import Phone
from e2e.test_photo import picture
from tests.acceptance.phone import Phone as Client
from tests.acceptance.phone import Store
from tests.demonstration import Hospital

NewPhone = Callable[..., Phone]


def account(hospital: Hospital, name: str) -> dict[str, Any]:
    return next(each for each in hospital.accounts if each["name"] == name)


def told(hospital: Hospital, name: str, kind: str) -> list[dict[str, Any]]:
    """The documents of a kind as a client of its own is told them."""
    who = account(hospital, name)
    client = Client(hospital.base_url, who["username"], who["password"])
    store = Store().follow(client)
    client.http.close()
    return [store.document(doc) for doc in store.of_kind(kind)]


def tap(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def in_sheet(page: Page, name: str) -> None:
    page.get_by_role("dialog").get_by_role("button", name=name, exact=True).click()


TEXT = "换药前先看一遍过敏史，做不到就不开始。"
TOO_LONG = TEXT * 120
"""More than the 2000 characters that a pledge or a report may have."""


def test_a_pledge_goes_from_draft_to_grade_over_two_phones(
    nurse_phone: Phone, new_phone: NewPhone, hospital: Hospital
) -> None:
    nurse, head = nurse_phone.page, new_phone().sign_in(account(hospital, "张建国")).wait_synced().page
    nurse_phone.open("/pledges/new")
    nurse.get_by_role("textbox", name="承诺内容").fill(TEXT)
    nurse.wait_for_timeout(300)
    nurse.reload()
    nurse_phone.open("/pledges")
    nurse.get_by_role("link", name=re.compile("换药前")).click()
    expect(nurse.get_by_role("textbox", name="承诺内容")).to_have_value(TEXT)
    nurse.get_by_role("textbox", name="承诺内容").fill(TOO_LONG)
    tap(nurse, "交审")
    expect(nurse.get_by_role("dialog")).to_have_count(0)
    expect(nurse.get_by_role("textbox", name="承诺内容")).to_be_focused()
    nurse.get_by_role("textbox", name="承诺内容").fill(TEXT)
    tap(nurse, "交审")
    in_sheet(nurse, "交审")
    expect(nurse.get_by_text("等负责人或书记审核")).to_be_visible()

    head.goto(f"{hospital.base_url}/pledges")
    head.get_by_role("link", name=re.compile("换药前")).click()
    tap(head, "通过")
    expect(nurse.get_by_text("审核通过")).to_be_visible()
    tap(head, "公示")
    in_sheet(head, "公示")
    expect(nurse.get_by_text("践诺中").first).to_be_visible()

    tap(nurse, "记一次践诺")
    nurse.get_by_role("dialog").get_by_role("textbox").fill("今天换药八人，过敏史都先看了。")
    in_sheet(nurse, "记下")
    tap(nurse, "请求评定")
    in_sheet(nurse, "请求评定")
    expect(head.get_by_text("今天换药八人")).to_be_visible()
    tap(head, "评诺")
    in_sheet(head, "评定")
    expect(nurse.get_by_text("评定：兑现")).to_be_visible()
    (pledge,) = [each for each in told(hospital, "王芳", "pledge") if each["text"] == TEXT]
    assert [value["grade"] for path, value in pledge.items() if path.startswith("grades/")] == ["kept"]


def test_a_record_made_offline_arrives_once_with_its_photo(
    nurse_phone: Phone, new_phone: NewPhone, hospital: Hospital
) -> None:
    before = len(told(hospital, "李燕", "record_entry"))
    nurse = nurse_phone.wait_for_worker().page
    nurse_phone.go_offline()
    nurse_phone.open("/records/new")
    tap(nurse, "好人好事")
    nurse.get_by_label("做了什么").fill("陪独居老人做完全部检查")
    tap(nurse, "1.5 小时")
    with nurse.expect_file_chooser() as chooser:
        nurse.get_by_label("拍照或选图").click()
    chooser.value.set_files({"name": "visit.jpg", "mimeType": "image/jpeg", "buffer": picture()})
    expect(nurse.get_by_text("已拍 1 张")).to_be_visible()
    expect(nurse.get_by_text("每填一项就存到本机")).to_be_visible()
    nurse.wait_for_timeout(300)
    nurse_phone.open("/").open("/records/new")
    expect(nurse.get_by_label("做了什么")).to_have_value("陪独居老人做完全部检查")
    expect(nurse.get_by_text("已拍 1 张")).to_be_visible()
    tap(nurse, "记上")
    expect(nurse.get_by_role("link", name=re.compile("陪独居老人"))).to_contain_text("还在本机")
    nurse_phone.open("/records/new")
    expect(nurse.get_by_label("做了什么")).to_have_value("")

    nurse_phone.go_online()
    nurse_phone.open("/").wait_synced()
    records = told(hospital, "李燕", "record_entry")
    assert len(records) == before + 1
    assert sum(each.get("title") == "陪独居老人做完全部检查" for each in records) == 1

    head = new_phone().sign_in(account(hospital, "张建国")).wait_synced().page
    head.goto(f"{hospital.base_url}/records")
    head.get_by_role("link", name=re.compile("陪独居老人")).click()
    expect(head.get_by_role("img", name="照片")).to_have_js_property("naturalWidth", 640)
    tap(head, "确认")
    nurse_phone.open("/records")
    expect(nurse.get_by_role("link", name=re.compile("陪独居老人"))).to_contain_text("已确认")


def test_a_record_says_what_of_it_counts_at_most(new_phone: NewPhone, hospital: Hospital) -> None:
    """The third contest of a month is one more than the programme lets count."""
    phone = new_phone().sign_in(account(hospital, "邓家豪")).wait_synced()
    for title in ("院内操作比武", "急救技能比武", "服务礼仪比赛"):
        phone.open("/records/new")
        tap(phone.page, "比武竞赛")
        phone.page.get_by_label("做了什么").fill(title)
        tap(phone.page, "记上")
        expect(phone.page.get_by_role("link", name=re.compile(title))).to_be_visible()
    phone.wait_synced()
    head = new_phone().sign_in(account(hospital, "张建国")).wait_synced().page
    head.goto(f"{hospital.base_url}/records")
    tap(head, "全部确认")
    phone.page.get_by_role("link", name=re.compile("服务礼仪比赛")).click()
    expect(phone.page.get_by_text("每月最多计 2 条，多出的不再计")).to_be_visible()
    expect(phone.page.get_by_text("台账加分：本月已得 2 分，最多 5 分。")).to_be_visible()


def test_a_record_like_the_last_one_takes_three_taps(nurse_phone: Phone) -> None:
    page = nurse_phone.open("/records").page
    page.evaluate("addEventListener('click', () => { window.taps = (window.taps ?? 0) + 1; }, true)")
    page.get_by_role("link", name="记一笔").click()
    tap(page, "同上次")
    tap(page, "记上")
    expect(page.get_by_text("记上了")).to_be_visible()
    assert page.evaluate("window.taps") <= 3
    page.get_by_role("button", name="撤销").click()
    expect(page.get_by_text("记上了")).to_have_count(0)


def test_attendance_is_ticked_without_a_network(new_phone: NewPhone, hospital: Hospital) -> None:
    phone = new_phone().sign_in(account(hospital, "张建国")).wait_synced().wait_for_shelves()
    page = phone.page
    phone.go_offline()
    phone.open("/activities/new")
    page.get_by_label("名称").fill("输液泵报警演练")
    page.get_by_label("地点").fill("示教室")
    tap(page, "存草稿")
    page.get_by_role("link", name=re.compile("输液泵报警演练.*草稿")).click()
    expect(page.get_by_label("地点")).to_have_value("示教室")
    tap(page, "通知")
    in_sheet(page, "通知")
    expect(page.get_by_text(re.compile(r"实到 0 / 应到 \d+"))).to_be_visible()
    page.get_by_role("group", name="李燕").get_by_role("button", name="到").click()
    page.get_by_role("group", name="赵敏").get_by_role("button", name="假").click()
    expect(page.get_by_text(re.compile(r"实到 1 / 应到 \d+"))).to_be_visible()
    page.get_by_role("button", name=re.compile("其余 .* 人全到")).click()
    expect(page.get_by_text(re.compile("已登记 .* 人到会"))).to_be_visible()

    phone.go_online()
    phone.open("/").wait_synced()
    (activity,) = [each for each in told(hospital, "李燕", "activity") if each["title"] == "输液泵报警演练"]
    due = [path for path in activity if path.startswith("due/")]
    every = told(hospital, "张建国", "attendance")
    newest = max(each["activity"] for each in every)  # ids carry the moment of their making
    here = [each for each in every if each["activity"] == newest]
    marks = [value["mark"] for each in here for path, value in each.items() if path.startswith("marks/")]
    assert len(due) == len(here)
    assert marks.count("excused") == 1
    assert marks.count("present") == len(here) - 1


def test_somebody_signs_in_with_the_code_on_the_organisers_screen(new_phone: NewPhone, hospital: Hospital) -> None:
    leader, guest = (new_phone().sign_in(account(hospital, who)).wait_synced().page for who in ("黄德明", "何永康"))
    for page in (leader, guest):
        page.goto(f"{hospital.base_url}/activities")
        page.get_by_role("link", name=re.compile("行风建设座谈会")).click()
    tap(guest, "签到")
    tap(leader, "显示签到码")
    code = leader.locator(".code-now")
    expect(code).to_have_text(re.compile(r"\d{6}"))
    guest.get_by_role("dialog").get_by_label("签到码").fill(code.inner_text())
    in_sheet(guest, "签到")
    row = leader.get_by_role("listitem").filter(has_text="何永康")
    expect(row).to_contain_text("码对")
    row.get_by_role("button", name="到").click()
    expect(guest.get_by_text("到会")).to_be_visible()

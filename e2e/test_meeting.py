"""A branch's meeting as people live it: drafted from the month, signed in to by its changing code, written down by two
at once, decided on, and taken along as Word."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from docx import Document
from playwright.sync_api import Page, expect

from e2e.phone import SYNCED_MS_MAX, Phone
from e2e.test_deeds import account, in_sheet, tap, told
from tests.demonstration import Hospital

NewPhone = Callable[..., Phone]


def to_come(hospital: Hospital) -> str:
    """The address of the meeting that is today."""
    (meeting,) = [each for each in told(hospital, "陈秀英", "meeting") if not each.get("ended")]
    return meeting["activity"].hex()


def write(page: Page, label: str, words: str) -> None:
    """Into a field that saves by itself; it does when it is left."""
    field = page.get_by_role("textbox", name=label, exact=True)
    field.fill(words)
    field.blur()


def code_of(page: Page) -> str:
    """The code that stands on the organiser's screen beside its QR code."""
    expect(page.get_by_role("img", name=re.compile("签到二维码"))).to_be_visible()
    shown = page.locator(".code-now")
    expect(shown).to_have_text(re.compile(r"^\d{6}$"))
    return shown.inner_text()


def test_a_meeting_from_its_agenda_to_its_minutes(new_phone: NewPhone, hospital: Hospital, tmp_path: Path) -> None:
    meeting = to_come(hospital)
    phones = [new_phone().sign_in(account(hospital, name)).wait_synced() for name in ("陈秀英", "李燕", "赵敏")]
    secretary, nurse, scribe = phones
    page = secretary.open(f"/meetings/{meeting}").page
    page.get_by_role("button", name=re.compile("按本月情况补上")).click()
    expect(page.get_by_text("正在进行的互评、测评 2 件")).to_be_visible()
    tap(page, "上移：支部讲评：逐人讲评")
    secretary.tap_once(page.get_by_role("button", name="开始会议"), "下一项")
    expect(page.get_by_text(re.compile(r"^第 1 项，共 \d+ 项$"))).to_be_visible()
    _sign_in(meeting, secretary, nurse, scribe)
    _signed_out(meeting, secretary, new_phone(), account(hospital, "周海燕"))
    expect(nurse.page.get_by_text("到会")).to_be_visible()
    laptop = new_phone().sign_in(account(hospital, "陈秀英")).wait_synced()
    spoken = _write_down(meeting, secretary, scribe, laptop)
    leader = new_phone().sign_in(account(hospital, "黄德明")).wait_synced()
    _decide(meeting, secretary, leader)
    expect(nurse.page.get_by_text("抢救车封条补齐双签。")).to_be_visible()
    text = _end(secretary, tmp_path / "minutes.docx")
    for words in (
        "应到 14 人，实到 3 人；法定人数 8 人，未达到。",
        "赵敏记：两项指标好于上月。",
        "陈秀英记：晚交的会后谈话。",
        f"已当面讲评：{spoken}，共 1 人",
        "两周内交出夜班交接模板。（责任人：冯玉兰",
        "抢救车封条补齐双签。（责任人：张建国",
        "整改〔",
        "签字：陈秀英",
    ):
        assert words in text, words


def _sign_in(meeting: str, secretary: Phone, member: Phone, scribe: Phone) -> None:
    """By the link that the camera opens, and by digits without a network; the organiser's phone knows right codes."""
    page = secretary.page
    scribe.wait_for_worker().open(f"/activities/{meeting}")
    expect(scribe.page.get_by_role("button", name="签到")).to_be_visible()
    scribe.go_offline()
    tap(page, "显示签到码")
    code = code_of(page)
    first = member.open("/").page
    card = first.get_by_role("region", name=re.compile("支部党员大会"))
    expect(card).to_contain_text("进行中")
    card.get_by_role("link", name="签到").click()
    expect(first.get_by_label("签到码")).to_be_visible()
    member.open(f"/activities/{meeting}#{code}")
    expect(first.get_by_role("button", name="已签到")).to_be_visible()
    tap(scribe.page, "签到")
    scribe.page.get_by_label("签到码").fill(code)
    in_sheet(scribe.page, "签到")
    expect(scribe.page.get_by_role("button", name="已签到")).to_be_visible()
    scribe.go_online().wait_synced()
    tap(page, "确认 2 人签到")
    expect(page.get_by_text("实到 2 / 应到 14")).to_be_visible()
    member.open(f"/meetings/{meeting}")


def _signed_out(meeting: str, secretary: Phone, fresh: Phone, who: dict[str, Any]) -> None:
    """Who scans the code on a phone that nobody is signed in on signs in first, and is there by that scan."""
    fresh.page.goto(f"{fresh.base_url}/activities/{meeting}#{code_of(secretary.page)}")
    page = fresh.page
    page.get_by_label("用户名").fill(who["username"])
    page.get_by_label("密码", exact=True).fill(who["password"])
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("button", name="已签到")).to_be_visible(timeout=SYNCED_MS_MAX)
    tap(secretary.page, "确认 1 人签到")
    expect(secretary.page.get_by_text("实到 3 / 应到 14")).to_be_visible()
    expect(secretary.page.get_by_text("还差 5 人")).to_be_visible()


def _write_down(meeting: str, secretary: Phone, scribe: Phone, laptop: Phone) -> str:
    """Each scribe's note of the same item stands, and each of their devices'; a commentary grows from two devices and
    from what the scribe wrote down. Returns of whom it was."""
    page = secretary.page
    scribe.open(f"/meetings/{meeting}")
    write(scribe.page, "记录", "赵敏记：两项指标好于上月。")
    write(page, "记录", "陈秀英记：晚交的会后谈话。")
    expect(page.get_by_text("赵敏记：两项指标好于上月。")).to_be_visible()
    expect(scribe.page.get_by_text("陈秀英记：晚交的会后谈话。")).to_be_visible()
    page.locator(".agenda-row", has_text="支部讲评").click()
    expect(scribe.page.get_by_role("heading", name="支部讲评：逐人讲评")).to_be_visible()
    name = page.get_by_role("heading", level=3)
    spoken = name.inner_text()
    other = laptop.open(f"/meetings/{meeting}").page
    expect(other.get_by_role("heading", level=3)).to_have_text(spoken)
    expect(scribe.page.get_by_role("heading", level=3)).to_have_text(spoken)
    write(scribe.page, "指出问题", "交接班记录偏简。")
    expect(page.get_by_role("region", name="记录人记下的")).to_contain_text("赵敏 交接班记录偏简。")
    tap(page, "采用记录人的话")
    expect(page.get_by_role("textbox", name="指出问题", exact=True)).to_have_value("交接班记录偏简。")
    expect(page.get_by_role("button", name="采用记录人的话")).to_have_count(0)
    write(other, "记录", "另一台记：会后谈话。")
    expect(page.get_by_text("我在另一台设备上记的：")).to_be_visible()
    laptop.go_offline()
    write(other, "努力方向", "带出一名新人。")
    write(page, "努力方向", "学会带教。")
    secretary.wait_synced()
    laptop.go_online().wait_synced()
    expect(page.get_by_role("region", name="记录人记下的")).to_contain_text("带出一名新人。")
    expect(page.get_by_role("textbox", name="努力方向", exact=True)).to_have_value("学会带教。")
    tap(page, "采用记录人的话")
    expect(page.get_by_role("textbox", name="努力方向", exact=True)).to_have_value("学会带教。\n带出一名新人。")
    write(page, "肯定成绩", "夜班抢救配合默契。")
    write(page, "改进意见", "当班记录当班写完。")
    page.get_by_role("button", name=re.compile("^讲完了，下一位")).click()
    expect(name).not_to_have_text(spoken)
    expect(other.get_by_role("heading", level=3)).not_to_have_text(spoken)
    expect(scribe.page.get_by_role("heading", level=3)).not_to_have_text(spoken)
    return spoken


def _decide(meeting: str, secretary: Phone, leader: Phone) -> None:
    """One decision is a task at once; another waits until the leader has issued its order."""
    page = secretary.page
    sheet = page.get_by_role("dialog")
    tap(page, "作决定")
    sheet.get_by_label("决定了什么").fill("两周内交出夜班交接模板。")
    tap(page, "下达任务")
    sheet.get_by_role("button", name="冯玉兰").click()
    tap(page, "记下决定")
    expect(page.get_by_role("link", name=re.compile("夜班交接模板.*已下达"))).to_be_visible()
    tap(page, "作决定")
    sheet.get_by_label("决定了什么").fill("抢救车封条补齐双签。")
    tap(page, "开整改单")
    sheet.get_by_role("searchbox").fill("zjg")
    sheet.get_by_role("button", name="张建国").click()
    tap(page, "记下决定")
    expect(page.get_by_text("待院领导签发")).to_be_visible()
    secretary.wait_synced()
    leader.open(f"/meetings/{meeting}")
    tap(leader.page, "签发整改单")
    expect(leader.page.get_by_role("link", name=re.compile("封条补齐双签.*已开单"))).to_be_visible()
    expect(page.get_by_text("已开单")).to_be_visible()


def _end(secretary: Phone, file: Path) -> str:
    """Ended, signed and saved; returns what the file says."""
    page = secretary.page
    page.locator(".agenda-row").last.click()
    tap(page, "结束会议")
    secretary.tap_once(page.get_by_role("dialog").get_by_role("button", name="结束会议"), "签字定稿")
    tap(page, "签字定稿")
    in_sheet(page, "签字定稿")
    expect(page.get_by_text("已签字", exact=True)).to_be_visible()
    secretary.wait_synced()
    with page.expect_download() as download:
        tap(page, "下载会议记录（文档）")
    download.value.save_as(file)
    return "\n".join(each.text for each in Document(str(file)).paragraphs)

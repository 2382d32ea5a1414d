"""Checklists: an XLSForm is seen as it would be asked, then written; a version is published and followed."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import FilePayload, expect

from e2e.phone import Phone
from tests.demonstration import Hospital

NewPhone = Callable[..., Phone]
SURVEY: list[list[Any]] = [
    ["type", "name", "label", "required", "relevant", "constraint", "constraint_message"],
    ["begin group", "g", "手卫生观察", "", "", "", ""],
    ["select_one yn", "gel", "有速干手消毒剂吗", "yes", "", "", ""],
    ["integer", "missing", "缺几瓶", "yes", "${gel} = 'no'", ". > 0", "应大于零"],
    ["end group", "", "", "", "", "", ""],
    ["geopoint", "where", "在哪里", "", "", "", ""],
]
CHOICES = [["list_name", "name", "label"], ["yn", "yes", "有"], ["yn", "no", "没有"]]


def xlsform() -> FilePayload:
    return of_sheets({"survey": SURVEY, "choices": CHOICES})


def of_sheets(sheets: dict[str, list[list[Any]]]) -> FilePayload:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    target = io.BytesIO()
    book.save(target)
    return {"name": "手卫生观察.xlsx", "mimeType": "application/octet-stream", "buffer": target.getvalue()}


@pytest.fixture
def desk(new_phone: NewPhone, hospital: Hospital) -> Phone:
    return new_phone().sign_in(hospital.of_role("supervisor")).wait_synced()


def test_an_xlsform_is_tried_out_before_it_is_written(desk: Phone) -> None:
    page = desk.open("/checklists/upload").page
    page.get_by_role("radio", name="XLSForm").check()
    page.locator("input[type=file]").set_input_files(xlsform())
    left = page.get_by_role("region", name="没有导入的")
    expect(left).to_contain_text("survey!A6")
    expect(left).to_contain_text("geopoint")
    expect(page.get_by_role("group", name=re.compile("缺几瓶"))).to_have_count(0)
    desk.type_at_once("input[inputmode=decimal]", "0")
    page.get_by_role("group", name=re.compile("有速干手消毒剂吗")).get_by_role("radio", name="没有").check()
    missing = page.get_by_role("group", name=re.compile("缺几瓶"))
    missing.get_by_role("textbox").blur()
    expect(missing.get_by_role("alert")).to_have_text("应大于零")
    page.get_by_role("button", name="写入 2 项").click()
    expect(page.get_by_role("heading", level=1, name="手卫生观察")).to_be_visible()
    expect(page.get_by_text("有速干手消毒剂吗", exact=True)).to_be_visible()
    desk.open("/reviews").wait_synced()


def test_a_draft_is_published_and_stands(desk: Phone) -> None:
    page = desk.open("/checklists").page
    page.get_by_role("link", name=re.compile("窗口服务检查表.*草稿")).click()
    page.get_by_role("contentinfo").get_by_role("button", name="发布").click()
    page.get_by_role("dialog").get_by_role("button", name="发布").click()
    expect(page.get_by_role("banner")).to_contain_text("第 2 版 · 已发布")
    page.get_by_role("button", name="在这一版上修订").click()
    expect(page.get_by_role("banner")).to_contain_text("第 3 版 · 草稿 · 9 项")
    desk.open("/reviews").wait_synced()


def test_a_draft_is_edited_item_by_item_and_what_it_changes_is_shown(desk: Phone) -> None:
    page = desk.open("/checklists").page
    page.get_by_role("link", name=re.compile("窗口服务检查表.*草稿")).click()
    page.get_by_role("link", name=re.compile("收费员仪容|仪容")).first.click()
    page.get_by_label("检查内容", exact=True).fill("收费员仪容、语言")
    page.get_by_label("分值").fill("五")
    expect(page.get_by_role("contentinfo")).to_contain_text("分值要是数字")
    page.get_by_label("分值").fill("4.5")
    page.get_by_label("子项").fill("工号牌挂正\n使用普通话")
    page.get_by_role("button", name="返回").click()
    page.get_by_role("link", name=re.compile("仪容")).first.click()
    expect(page.get_by_label("检查内容", exact=True)).to_have_value("收费员仪容、语言")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("4.5 分", exact=True)).to_be_visible()
    page.get_by_role("link", name="添加一项").click()
    page.get_by_label("检查内容", exact=True).fill("雨天有防滑提示")
    page.get_by_label("怎么判定").select_option("是 / 否")
    page.get_by_label("什么时候看这一项").select_option(index=1)
    page.get_by_label("放在哪里").select_option("最前面")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("listitem").first).to_contain_text("雨天有防滑提示")
    page.get_by_role("button", name="下移：雨天有防滑提示").click()
    expect(page.get_by_role("listitem").nth(1)).to_contain_text("雨天有防滑提示")
    page.get_by_role("link", name="与上一版的不同").click()
    changed = page.get_by_role("listitem").filter(has_text="收费员仪容、语言")
    expect(changed).to_contain_text("修改")
    expect(changed).to_contain_text("现在：工号牌挂正、使用普通话")
    expect(page.get_by_role("listitem").filter(has_text="雨天有防滑提示")).to_contain_text("新增")
    page.get_by_role("button", name="返回").click()
    page.get_by_role("contentinfo").get_by_role("button", name="发布").click()
    expect(page.get_by_role("dialog")).to_contain_text("新增 2 项，修改 1 项，删去 0 项")
    page.get_by_role("dialog").get_by_role("button", name="发布").click()
    expect(page.get_by_role("banner")).to_contain_text("已发布")
    desk.open("/reviews").wait_synced()
    desk.open("/checklists")
    expect(page.get_by_role("navigation", name="现行").get_by_role("link", name=re.compile("窗口服务"))).to_have_count(
        1
    )
    expect(
        page.get_by_role("navigation", name="以前的").get_by_role("link", name=re.compile("窗口服务"))
    ).to_have_count(1)


def test_a_published_version_is_ended_and_taken_up_again(desk: Phone) -> None:
    page = desk.open("/checklists").page
    page.get_by_role("navigation", name="现行").get_by_role("link").first.click()
    page.get_by_text("停用", exact=True).first.click()
    expect(page.get_by_text("已经开始的，仍按这一版做完")).to_be_visible()
    page.get_by_role("button", name="停用").click()
    expect(page.get_by_text("已停用，最后一天")).to_be_visible()
    desk.open("/reviews").wait_synced()
    desk.open("/checklists")
    page.get_by_role("link", name=re.compile("用到")).first.click()
    page.get_by_role("button", name="重新启用").click()
    expect(page.get_by_role("banner")).to_contain_text("已发布")


CASCADE: dict[str, list[list[Any]]] = {
    "survey": [
        ["type", "name", "label", "choice_filter", "calculation", "relevant", "required"],
        ["select_one side", "side", "片区", "", "", "", "yes"],
        ["select_one ward", "ward", "病区", "side = ${side}", "", "", "yes"],
        ["integer", "beds", "床位", "", "", "", ""],
        ["integer", "full", "占用", "", "", "", ""],
        ["calculate", "rate", "", "", "round(${full} div ${beds} * 100, 1)", "", ""],
        ["note", "told", "占用率 ${rate}%", "", "", "${rate} > 90", ""],
    ],
    "choices": [
        ["list_name", "name", "label", "side"],
        ["side", "e", "东区", ""],
        ["side", "w", "西区", ""],
        ["ward", "1", "一病区", "e"],
        ["ward", "2", "二病区", "w"],
    ],
}


def test_choices_are_filtered_and_sums_are_worked_out_as_the_form_says(desk: Phone) -> None:
    page = desk.open("/checklists/upload").page
    page.get_by_role("radio", name="XLSForm").check()
    page.locator("input[type=file]").set_input_files(of_sheets(CASCADE))
    ward = page.get_by_role("group", name=re.compile("病区"))
    expect(ward.get_by_role("radio")).to_have_count(0)
    page.get_by_role("group", name=re.compile("片区")).get_by_role("radio", name="西区").check()
    expect(ward.get_by_role("radio")).to_have_count(1)
    ward.get_by_role("radio", name="二病区").check()
    for name, value in (("床位", "40"), ("占用", "38")):
        box = page.get_by_role("group", name=re.compile(name)).get_by_role("textbox")
        box.fill(value)
        box.blur()
    expect(page.get_by_text("占用率 95%")).to_be_visible()
    page.get_by_role("group", name=re.compile("片区")).get_by_role("radio", name="东区").check()
    expect(ward.get_by_role("radio", name="一病区")).not_to_be_checked()


REPEATED: dict[str, list[list[Any]]] = {
    "survey": [
        ["type", "name", "label", "default", "calculation"],
        ["begin repeat", "visit", "走访", "", ""],
        ["text", "whom", "走访了谁", "", ""],
        ["integer", "minutes", "用时（分钟）", "15", ""],
        ["end repeat", "", "", "", ""],
        ["calculate", "longest", "", "", "max(${minutes})"],
        ["note", "told", "最长 ${longest} 分钟", "", ""],
        ["text", "weather", "天气", "晴", ""],
    ],
    "choices": [["list_name", "name", "label"], ["yn", "yes", "有"]],
    "settings": [["form_id", "form_title"], ["visits", "走访记录"]],
}


def test_a_repeat_is_filled_in_offline_one_in_the_middle_goes_and_it_arrives(
    new_phone: NewPhone, hospital: Hospital
) -> None:
    account = hospital.of_role("admin")
    phone = new_phone().sign_in(account).wait_synced()
    page = phone.open("/checklists/upload").page
    page.get_by_role("radio", name="XLSForm").check()
    page.get_by_role("radio", name="表单").check()
    page.locator("input[type=file]").set_input_files(of_sheets(REPEATED))
    page.get_by_role("button", name=re.compile("写入")).click()
    expect(page.get_by_role("heading", level=1, name=re.compile("检查表"))).to_be_visible()
    phone.wait_synced().wait_for_shelves()
    day = page.evaluate("new Date().toLocaleDateString('sv')")
    phone.open(f"/self/{day}/form/visits@1")
    weather = page.get_by_role("group", name=re.compile("天气"))
    expect(weather).to_contain_text("已预填")
    phone.go_offline()
    for place, (whom, minutes) in enumerate((("甲", "20"), ("乙", "45"), ("丙", "")), 1):
        more = page.get_by_role("group", name=re.compile(r"有“走访”要填吗" if place == 1 else rf"第 {place} 份"))
        more.get_by_role("radio", name="有", exact=True).check()
        page.get_by_role("group", name=re.compile("走访了谁")).nth(place - 1).get_by_role("textbox").fill(whom)
        taken = page.get_by_role("group", name=re.compile("用时")).nth(place - 1).get_by_role("textbox")
        expect(taken).to_have_value("15")
        if minutes:
            taken.fill(minutes)
            taken.blur()
    expect(page.get_by_text("最长 45 分钟")).to_be_visible()
    page.get_by_role("button", name="删去第 2 份").click()
    expect(page.get_by_role("group", name=re.compile("走访了谁"))).to_have_count(2)
    expect(page.get_by_role("group", name=re.compile("走访了谁")).nth(1).get_by_role("textbox")).to_have_value("丙")
    expect(page.get_by_text("最长 20 分钟")).to_be_visible()
    page.get_by_role("button", name="撤销").click()
    expect(page.get_by_text("最长 45 分钟")).to_be_visible()
    page.get_by_role("button", name="删去第 2 份").click()
    expect(page.get_by_text("最长 20 分钟")).to_be_visible()
    page.get_by_role("contentinfo").get_by_role("button", name="提交").click()
    page.get_by_role("dialog").get_by_role("button", name="提交").click()
    expect(page).to_have_url(re.compile("/done"))
    phone.wait_waiting().go_online().wait_synced()
    other = new_phone().sign_in(account).wait_synced().open(f"/self/{day}/form/visits@1").page
    expect(other.get_by_text("甲", exact=True)).to_be_visible()
    expect(other.get_by_text("丙", exact=True)).to_be_visible()
    expect(other.get_by_text("乙", exact=True)).to_have_count(0)
    expect(other.get_by_text("晴", exact=True)).to_be_visible()

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
    book = openpyxl.Workbook()
    for sheet, rows in ((book.worksheets[0], SURVEY), (book.create_sheet("choices"), CHOICES)):
        for row in rows:
            sheet.append(row)
    book.worksheets[0].title = "survey"
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
    page.get_by_role("group", name=re.compile("有速干手消毒剂吗")).get_by_role("radio", name="没有").check()
    missing = page.get_by_role("group", name=re.compile("缺几瓶"))
    missing.get_by_role("textbox").fill("0")
    missing.get_by_role("textbox").blur()
    expect(missing.get_by_role("alert")).to_have_text("应大于零")
    page.get_by_role("button", name="写入 2 项").click()
    expect(page.get_by_role("heading", level=1, name="手卫生观察")).to_be_visible()
    expect(page.get_by_text("有速干手消毒剂吗")).to_be_visible()
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

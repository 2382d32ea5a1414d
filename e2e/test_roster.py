"""The administrator keeps the roster: a table with an error is corrected and imported; two of one name stay apart."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import FilePayload, Page, expect

from e2e import authenticator, browser
from e2e.phone import Phone
from tests.demonstration import Hospital

NewPhone = Callable[..., Phone]
HEADER = ["工号", "姓名", "科室", "政治面貌", "职务"]


def workbook(*rows: list[Any], title: bool = True) -> FilePayload:
    """A roster as a clerk keeps it: a title above, the header below it."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "花名册"
    if title:
        sheet.append(["洛溪镇中心卫生院职工花名册"])
    for row in (HEADER, *rows):
        sheet.append(row)
    target = io.BytesIO()
    book.save(target)
    return {"name": "花名册.xlsx", "mimeType": "application/octet-stream", "buffer": target.getvalue()}


@pytest.fixture
def desk(new_phone: NewPhone, hospital: Hospital) -> Phone:
    """The administrator's phone with everything there."""
    return new_phone().sign_in(hospital.of_role("admin")).wait_synced()


@pytest.fixture
def second(desk: Phone, new_phone: NewPhone, hospital: Hospital) -> Callable[[], authenticator.Authenticator]:
    """Turns the administrator's second factor on, at another device, while the phone is signed in without one."""

    def turn_on() -> authenticator.Authenticator:
        desk.wait_synced()
        return authenticator.turn_on(new_phone(**browser.DESKTOP).sign_in(hospital.of_role("admin")).wait_synced())

    return turn_on


def choose(page: Page, file: FilePayload) -> None:
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_role("heading", name="读到的内容")).to_be_visible()


def test_a_roster_with_a_wrong_cell_is_corrected_and_imported_once(desk: Phone) -> None:
    page = desk.open("/roster/upload").page
    choose(page, workbook(["0901", "方小敏", "内科", "党员", ""], ["0901", "蒋丽", "中药房", "群众", "护士长"]))
    settle = page.get_by_role("region", name="待解决")
    expect(settle).to_contain_text("花名册!A4")
    expect(settle).to_contain_text("工号 0901 与 花名册!A3 重复")
    write = page.get_by_role("contentinfo").get_by_role("button")
    expect(write).to_be_disabled()
    corrected = workbook(["0901", "方小敏", "内科", "党员", ""], ["0902", "蒋丽", "中药房", "群众", "护士长"])
    choose(page, corrected)
    page.get_by_label("没有科室“中药房”").select_option("新建")
    expect(write).to_have_text("写入 3 处变动")
    write.click()
    page.get_by_role("dialog").get_by_role("button", name="写入", exact=True).click()
    expect(page.get_by_role("heading", name="已写入")).to_be_visible()
    page.get_by_role("button", name="科室与支部").click()
    expect(page.get_by_role("link", name=re.compile("中药房.*1 人"))).to_be_visible()
    desk.open("/people").wait_synced()
    choose(desk.open("/roster/upload").page, corrected)
    expect(write).to_have_text("没有要写入的")
    expect(page.get_by_text("没有变化").first).to_be_visible()


def test_two_people_of_one_name_are_told_apart_by_unit_and_number(desk: Phone) -> None:
    page = desk.open("/roster/upload").page
    choose(page, workbook(["0911", "方小敏", "内科", "", ""], ["0912", "方小敏", "外科", "", ""]))
    expect(page.get_by_text("另有同名：方小敏，工号 0911，内科")).to_be_visible()
    page.get_by_role("contentinfo").get_by_role("button").click()
    page.get_by_role("dialog").get_by_role("button", name="写入", exact=True).click()
    expect(page.get_by_role("heading", name="已写入")).to_be_visible()
    desk.open("/people")
    page.get_by_role("searchbox").fill("fxm")
    both = page.get_by_role("link", name=re.compile("方小敏"))
    expect(both).to_have_count(2)
    expect(both.filter(has_text="外科")).to_have_count(1)
    both.filter(has_text="外科").click()
    page.get_by_role("link", name="修改、调动、任职").click()
    expect(page.get_by_role("banner")).to_contain_text("外科")
    expect(page.get_by_role("banner")).to_contain_text("工号 0912")


def test_somebody_moves_from_a_day_on_and_the_past_stays(desk: Phone) -> None:
    page = desk.open("/people").page
    page.get_by_role("searchbox").fill("李燕")
    page.get_by_role("link", name=re.compile("李燕")).first.click()
    page.get_by_role("link", name="修改、调动、任职").click()
    history = page.get_by_role("img")
    before = history.get_attribute("aria-label") or ""
    page.get_by_text("调到另一科室").click()
    page.get_by_label("所在科室").select_option(label="外科")
    page.get_by_role("group").get_by_role("button", name="保存").first.click()
    expect(history).to_have_attribute("aria-label", re.compile(r"外科 .* 至 今"))
    unit = before.split(" ")[0]
    expect(history).to_have_attribute("aria-label", re.compile(rf"{unit} [\d-]+ 至 [\d-]+"))
    profession = page.get_by_label("人员类别")
    expect(profession).to_have_value("nurse")
    profession.select_option(label="管理")
    page.get_by_role("button", name="保存").first.click()
    desk.wait_synced()
    page.reload()
    expect(profession).to_have_value("manager")
    desk.open("/people").wait_synced()


def test_a_branch_is_added_renamed_and_ended(desk: Phone, second: Callable[[], authenticator.Authenticator]) -> None:
    page = desk.open("/roster/branches/new").page
    page.get_by_label("名称").fill("离退休党支部")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("heading", level=1, name="离退休党支部")).to_be_visible()
    page.get_by_label("名称").fill("老干部党支部")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("heading", level=1, name="老干部党支部")).to_be_visible()
    page.get_by_text("停用").first.click()
    page.get_by_role("button", name="停用").click()
    expect(page.get_by_text("已停用，最后一天")).to_be_visible()
    desk.page.wait_for_timeout(300)
    expect(desk.open("/roster/branches").page.get_by_text("已停用：老干部党支部")).to_be_visible()
    takes_the_roster_away(desk, second())


def asked_for_a_code(page: Page, own: authenticator.Authenticator) -> None:
    """The sheet looks right; a wrong code is told of in words, the right one lets through."""
    sheet = page.get_by_role("dialog", name="输入动态验证码")
    expect(sheet).to_be_visible()
    assert authenticator.looks_right(page) == []
    authenticator.enter(page, "000000")
    expect(sheet.get_by_role("alert")).to_have_text(re.compile("验证器应用上现在的 6 位数字"))
    authenticator.enter(page, own.code())


def takes_the_roster_away(desk: Phone, own: authenticator.Authenticator) -> None:
    """Whoever has a second factor gives it before the roster leaves the house."""
    page = desk.open("/roster/upload").page
    page.get_by_role("button", name="下载现有名册").click()
    with page.expect_download() as download:
        asked_for_a_code(page, own)
    sheet = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes())).worksheets[0]
    assert download.value.suggested_filename == "roster.xlsx"
    assert any("李燕" in str(cell.value) for row in sheet.iter_rows() for cell in row)
    expect(page.get_by_role("dialog")).to_have_count(0)


def gives_a_code(desk: Phone, own: authenticator.Authenticator, hospital: Hospital) -> None:
    """Whoever holds a code for an account can become that person: it asks for the second factor too."""
    page = desk.open(f"/admin/code/{hospital.nurse['person'].replace('-', '')}").page
    page.get_by_role("contentinfo").get_by_role("button").click()
    code = page.locator("b.code")
    expect(code).to_have_count(0)
    asked_for_a_code(page, own)
    expect(code).to_have_text(re.compile(r"^[0-9A-Z-]{8,}$"))


def test_a_unit_with_people_is_ended_once_they_are_moved(
    desk: Phone, second: Callable[[], authenticator.Authenticator], hospital: Hospital
) -> None:
    page = desk.open("/roster/units").page
    page.get_by_role("link", name=re.compile("^外科")).first.click()
    page.get_by_text("停用", exact=True).click()
    people = page.get_by_role("region", name=re.compile(r"\d+ 人："))
    expect(people).to_be_visible()
    expect(page.get_by_role("button", name="停用", exact=True)).to_have_count(0)
    people.get_by_label("调到哪里").select_option(label="内科")
    people.get_by_role("button", name=re.compile("起调过去")).click()
    expect(people).to_have_count(0)
    places = page.get_by_role("region", name=re.compile("个下级："))
    places.get_by_role("button", name="改上级").click()
    roles = page.get_by_role("region", name=re.compile("个职务："))
    roles.get_by_role("button", name=re.compile("职务到")).click()
    page.get_by_role("button", name="停用", exact=True).click()
    expect(page.get_by_text("已停用，最后一天")).to_be_visible()
    desk.open("/reviews").wait_synced()
    gives_a_code(desk, second(), hospital)

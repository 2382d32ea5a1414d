"""The administrator makes a programme from a template, previews it, publishes it, and begins the next version."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from e2e.phone import Phone
from tests.demonstration import Hospital

NewPhone = Callable[..., Phone]
BROKEN = "programme: {code: X, title: 坏的}\nevaluations:\n- {id: a, title: 自评, kind: selfie}\n"
NAME = "文明科室评比（试行）"


@pytest.fixture
def desk(new_phone: NewPhone, hospital: Hospital) -> Phone:
    """The administrator's phone with everything there."""
    return new_phone().sign_in(hospital.of_role("admin")).wait_synced()


def from_template(desk: Phone, code_title: str) -> Page:
    page = desk.open("/programmes/new").page
    page.get_by_role("radio", name=code_title).check()
    page.get_by_role("button", name="建立草稿").click()
    expect(page.get_by_role("heading", name="方案内容")).to_be_visible()
    return page


def test_a_template_becomes_a_programme_that_the_nurse_reads(
    desk: Phone, new_phone: NewPhone, hospital: Hospital
) -> None:
    page = from_template(desk, "六比两推动五承诺两评")
    page.get_by_role("link", name="基本信息").click()
    page.get_by_label("简称").fill(NAME)
    page.get_by_label("简称").press("Tab")
    page.get_by_role("button", name="返回").click()
    expect(page.get_by_role("heading", level=1, name=NAME)).to_be_visible()
    page.get_by_role("link", name="以职工身份预览").click()
    expect(page.get_by_role("heading", name="这一天要做的")).to_be_visible()
    page.get_by_text("评议评价医生、护士表").click()
    expect(page.get_by_text("您对医生的服务满意吗？")).to_be_visible()
    page.get_by_role("button", name="返回").click()
    draft = page.url
    desk.open("/").wait_synced()
    page.goto(draft)
    page.get_by_role("button", name="检查并发布").click()
    page.get_by_role("dialog").get_by_role("button", name="发布", exact=True).click()
    expect(page.get_by_role("button", name="建新版本")).to_be_visible()
    nurse = new_phone().sign_in(hospital.of_role("staff")).wait_synced()
    expect(nurse.page.get_by_role("link", name=NAME)).to_be_visible()


def test_a_programme_is_told_by_hand_which_checklist_it_means(desk: Phone) -> None:
    page = desk.open("/programmes").page
    page.get_by_role("region", name="正在开展").get_by_role("link").first.click()
    page.locator("a[href$='/checklists']").click()
    page.locator("a[href*='/checklists/']").first.click()
    link = page.get_by_role("region", name="对应本院的检查表")
    which = link.get_by_label("用哪一份")
    which.select_option("")
    expect(link.get_by_role("link", name="导入检查表")).to_be_visible()
    named = which.get_by_role("option").nth(1).inner_text()
    which.select_option(named)
    expect(page.get_by_role("status").get_by_text("已对应")).to_be_visible()
    chosen = which.input_value()
    address = page.url
    desk.wait_synced().open("/").page.goto(address)
    expect(which).to_have_value(chosen)
    link.get_by_role("link", name="看这份检查表").click()
    expect(page.get_by_role("heading", level=1, name=named.partition(" · ")[0])).to_be_visible()


def test_a_published_version_stands_and_the_next_says_what_it_changes(desk: Phone) -> None:
    page = desk.open("/programmes").page
    page.get_by_role("region", name="正在开展").get_by_role("link").first.click()
    page.get_by_role("link", name="基本信息").click()
    expect(page.get_by_text("已发布的版本不能改")).to_be_visible()
    expect(page.get_by_label("简称")).to_have_count(0)
    page.get_by_role("button", name="返回").click()
    page.get_by_role("button", name="建新版本").click()
    page.locator("a[href$='/targets']").click()
    page.get_by_label("名称").fill("群众满意率达到九成五")
    page.get_by_role("button", name="添加").click()
    expect(page.get_by_role("heading", name="群众满意率达到九成五")).to_be_visible()
    for _ in range(2):
        page.get_by_role("button", name="返回").click()
    page.get_by_role("link", name="与上一版比较").click()
    expect(page.get_by_role("region", name="目标")).to_contain_text("群众满意率达到九成五")
    expect(page.get_by_role("region", name="目标")).to_contain_text("新增")


def test_a_file_with_an_error_is_refused_by_its_line_and_nothing_is_written(desk: Phone) -> None:
    page = desk.open("/programmes/new").page
    file = {"name": "方案.yaml", "mimeType": "application/yaml", "buffer": BROKEN.encode()}
    page.locator("input[type=file]").set_input_files(file)  # pyright: ignore[reportArgumentType]
    expect(page.get_by_role("alert")).to_contain_text("1 处要改")
    expect(page.get_by_role("region", name="导入文件")).to_contain_text("第 3 行")
    page.get_by_role("button", name="返回").click()
    expect(page.get_by_text("坏的")).to_have_count(0)

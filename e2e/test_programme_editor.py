"""The administrator makes a programme from a template, previews it, publishes it, and begins the next version."""

from __future__ import annotations

import re
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


def test_a_programme_is_written_from_nothing_on_the_phone_and_asks_the_nurse_today(
    desk: Phone, new_phone: NewPhone, hospital: Hospital
) -> None:
    """Name, form, evaluation; the check names what is still missing and leads there."""
    page = desk.open("/programmes/new").page
    page.get_by_role("radio", name="从空白开始").check()
    page.get_by_role("button", name="建立草稿").click()
    page.get_by_role("link", name="基本信息").click()
    page.get_by_role("textbox", name="名称", exact=True).fill("微笑服务月")
    page.get_by_role("textbox", name="名称", exact=True).press("Tab")
    page.get_by_role("button", name="返回").click()
    expect(page.get_by_role("heading", level=1, name="微笑服务月")).to_be_visible()
    page.locator("a[href$='/forms']").click()
    adds(page, "微笑自查表")
    adds(page, "见面先问好了吗", "题目")
    page.get_by_label("类型").select_option(label="是或否")
    for above in ("微笑自查表", "添加"):
        page.get_by_role("button", name="返回").click()
        expect(page.get_by_text(above, exact=True).first).to_be_visible()
    page.get_by_role("button", name="返回").click()
    page.locator("a[href$='/evaluations']").click()
    adds(page, "每日微笑自评")
    for _ in range(2):
        page.get_by_role("button", name="返回").click()
    draft = page.url
    desk.wait_synced()
    page.get_by_role("button", name="检查并发布").click()
    page.get_by_role("link", name="缺少“类别”").click()
    page.get_by_role("button", name="自评", exact=True).click()
    chooses(page, "谁来评", "职工")
    chooses(page, "评谁、查谁", "本人")
    page.get_by_label("频次").first.select_option(label="每天")
    page.get_by_label("表单").select_option(label="微笑自查表")
    desk.wait_saved()
    page.goto(draft)
    desk.wait_synced()
    page.get_by_role("button", name="检查并发布").click()
    page.get_by_role("dialog").get_by_role("button", name="发布", exact=True).click()
    expect(page.get_by_role("button", name="建新版本")).to_be_visible()
    nurse = new_phone().sign_in(hospital.of_role("staff")).wait_synced()
    nurse.page.get_by_role("link", name="每日微笑自评").click()
    expect(nurse.page.get_by_text("见面先问好了吗")).to_be_visible()


def adds(page: Page, title: str, field: str = "名称") -> None:
    """One more at the end of a section or a form; its own screen opens."""
    region = page.get_by_role("region", name="添加")
    region.get_by_role("textbox", name=field, exact=True).fill(title)
    region.get_by_role("button", name="添加").click()
    expect(page.get_by_role("heading", level=2, name=title)).to_be_visible()


def chooses(page: Page, field: str, who: str) -> None:
    folded = page.locator("details").filter(has_text=field)
    folded.locator("summary").click()
    folded.get_by_role("button", name=who, exact=True).click()
    expect(folded.locator("summary")).to_contain_text(who)


def test_two_who_write_in_one_draft_without_a_network_meet_and_each_sees_what_the_other_wrote(
    desk: Phone, new_phone: NewPhone, hospital: Hospital
) -> None:
    """Different elements both stand; of one element the later one's does, and the other sees by whom."""
    supervisor = hospital.of_role("supervisor")
    other = new_phone().sign_in(supervisor).wait_synced()
    page = desk.open("/programmes").page
    page.get_by_role("region", name="草稿").get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="方案内容")).to_be_visible()
    address = page.url
    other.page.goto(address)
    expect(other.page.get_by_role("heading", name="方案内容")).to_be_visible()
    for phone in (desk.wait_for_shelves(), other.wait_for_shelves()):
        phone.go_offline()
    renames(desk, address, "evaluations/peer", "互评（甲）")
    renames(desk, address, "evaluations/self", "自评（甲）")
    renames(other, address, "evaluations/self", "自评（乙）")
    renames(other, address, "evaluations/mass", "群众评议（乙）")
    other.go_online().open("/").wait_synced()
    desk.go_online().open("/")
    # What lies under the other's stays on the device, to be put back or let go.
    expect(desk.sync_chip()).to_have_accessible_name(re.compile("1 条被退回"), timeout=15_000)
    for phone in (other, desk):
        phone.open(address.removeprefix(phone.base_url) + "/evaluations")
        for title in ("互评（甲）", "自评（乙）", "群众评议（乙）"):
            expect(phone.page.get_by_role("link", name=title)).to_be_visible()
    page.goto(address)
    page.get_by_text("别人在这份草稿里写过").click()
    expect(page.get_by_role("link", name=f"评价 · 自评（乙） {supervisor['name']}")).to_be_visible()


def renames(phone: Phone, address: str, element: str, title: str) -> None:
    phone.open(f"{address.removeprefix(phone.base_url)}/{element}")
    name = phone.page.get_by_role("textbox", name="名称", exact=True)
    name.fill(title)
    name.press("Tab")
    expect(phone.page.get_by_role("heading", level=2, name=title)).to_be_visible()
    phone.wait_saved()

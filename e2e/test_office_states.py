"""The administrator's screens where something is missing: nothing there yet, no network, a server that fails."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import FilePayload, Page, expect

from e2e import screens
from e2e.phone import Phone
from e2e.test_screens import AXE, LOOK, NARROW, faults_of
from tests.demonstration import Hospital

NewPhone = Callable[..., Phone]
LOOKS = [("light", "100"), ("dark", "200")]


@pytest.fixture
def office(new_phone: NewPhone, hospital: Hospital) -> Phone:
    return new_phone(**NARROW).sign_in(hospital.of_role("admin")).wait_synced()


def go(page: Page, path: str) -> None:
    """Another screen without loading the app again, in the usual look, with the parts that come after its frame."""
    page.evaluate(LOOK, ("light", "100"))
    page.evaluate("path => { history.pushState({}, '', path); dispatchEvent(new PopStateEvent('popstate')); }", path)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.wait_for_function("document.querySelector('main')?.innerText.trim().length > 0", timeout=15_000)
    page.wait_for_load_state("networkidle")


def look(page: Page, name: str) -> list[str]:
    page.evaluate(AXE)
    found: list[str] = []
    for how in LOOKS:
        page.evaluate(LOOK, how)
        found += [f"{name} {how}: {fault}" for fault in faults_of(page)]
    return found


def test_every_screen_of_the_office_stands_without_a_network(office: Phone, hospital: Hospital) -> None:
    office.wait_for_shelves()
    office.go_offline()
    faults: list[str] = []
    for name, path in screens.addresses(hospital, "admin").items():
        go(office.page, path)
        expect(office.page.get_by_text("这一页还没有存到本机")).to_have_count(0)
        faults += look(office.page, name)
    assert not faults, "\n".join(faults)


def test_a_server_that_fails_is_said_on_the_screens_that_ask_it(office: Phone) -> None:
    page = office.wait_for_worker().page
    page.route("**/api/templates*", lambda route: route.fulfill(status=500, body="{}"))
    page.route("**/api/imports/**", lambda route: route.fulfill(status=500, body="{}"))
    office.open("/programmes/new")
    expect(page.get_by_role("button", name="再试一次")).to_be_visible()
    faults = look(page, "programme-new")
    for path in ("/roster/upload", "/checklists/upload"):
        office.open(path)
        page.locator("input[type=file]").set_input_files(a_file())
        expect(page.get_by_role("alert")).to_be_visible()
        faults += look(page, path)
    assert not faults, "\n".join(faults)


def test_an_office_that_has_nothing_yet_is_told_how_to_begin(new_phone: NewPhone, hospital: Hospital) -> None:
    phone = new_phone(**NARROW).sign_in(hospital.of_role("admin", 2)).wait_synced()
    faults: list[str] = []
    for path, words in (("/programmes", "还没有活动方案"), ("/checklists", "还没有检查表"), ("/people", "没有找到")):
        go(phone.page, path)
        if path == "/people":
            phone.page.get_by_role("searchbox").fill("没有这个人")
        expect(phone.page.get_by_text(words)).to_be_visible()
        faults += look(phone.page, path)
    assert not faults, "\n".join(faults)


def a_file() -> FilePayload:
    return {"name": "表.csv", "mimeType": "text/csv", "buffer": "工号,姓名\n1,甲\n".encode()}


def test_a_draft_is_checked_once_the_network_is_back(office: Phone, hospital: Hospital) -> None:
    office.wait_for_shelves()
    page = office.page
    draft = screens.addresses(hospital, "admin")["programme-draft"]
    go(page, draft)
    office.go_offline()
    expect(page.get_by_role("button", name="检查并发布")).to_be_enabled()
    page.get_by_role("button", name="检查并发布").click()
    expect(page.get_by_text("等联网、改动送达后自动检查")).to_be_visible()
    assert not look(page, "waiting")
    office.go_online()
    checked = page.get_by_role("dialog", name="发布第")
    expect(page.get_by_text("检查的就是现在的内容").or_(checked).first).to_be_visible(timeout=30_000)

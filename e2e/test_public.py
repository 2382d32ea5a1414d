"""The public's voice as people live it: a phone on a bad network, a kiosk, a complaint that becomes an order."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from api.demo.public_voice import LABELS, SPARE, code_of
from api.public_codes import spelled
from e2e import browser as browsers
from e2e.phone import Phone
from e2e.screens import everything
from setup.steps import ROOT
from tests.demonstration import Hospital

NewPhone = Callable[..., Phone]
PAGE_BYTES_MAX = 15 * 1024
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 40_000, "uploadThroughput": 20_000}
"""Bytes a second: a phone at the edge of a cell."""
AXE = (ROOT / "pwa/node_modules/axe-core/axe.min.js").read_text()
WORDS = "换药的时候没有拉帘子。"
REPLY = "对不起，已经给每张床配了帘子。"
FIRST_SPARE = LABELS - SPARE


@pytest.fixture
def strangers(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Phones of people who have no account; all are gone after the story."""
    with ExitStack() as devices:

        def make(**options: Any) -> BrowserContext:
            context = browser.new_context(**{**browsers.PHONE, **options})
            browsers.tell_network(context, on=True)
            devices.callback(context.close)
            return context

        yield make


def account(hospital: Hospital, name: str) -> dict[str, Any]:
    return next(each for each in hospital.accounts if each["name"] == name)


def address(hospital: Hospital, unit: str, way: str, number: int = 0) -> str:
    """What the QR code of a unit's batch says."""
    means = {"r": "label", "k": "kiosk", "open": "poster"}[way]
    told = everything(hospital, account(hospital, "罗丽萍"))
    units = {str(told.document(doc)["name"]): doc for doc in told.of_kind("unit")}
    batch = next(
        doc
        for doc in told.of_kind("rating_batch")
        if told.document(doc)["unit"] == units[unit] and told.document(doc)["means"] == means
    )
    keys = {"内科": "internal", "门诊药房窗口": "pharmacy", "挂号收费窗口": "registration"}
    return f"{hospital.base_url}/{way}/{spelled(batch)}#{spelled(code_of(keys[unit], number))}"


def faults(page: Page) -> list[str]:
    page.evaluate(AXE)
    found: list[str] = page.evaluate("async () => (await axe.run(document)).violations.map(({ id }) => id)")
    return found


def faults_in_english(page: Page) -> list[str]:
    """The same page in the other language, and back."""
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    found = faults(page)
    page.get_by_role("button", name="中文").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    return found


def test_a_patient_rates_on_a_bad_network_and_reads_the_answer_behind_the_code(
    hospital: Hospital, strangers: Callable[..., BrowserContext], new_phone: NewPhone
) -> None:
    label, patient = address(hospital, "内科", "r", FIRST_SPARE), strangers()
    page = patient.new_page()
    network: Any = patient.new_cdp_session(page)
    network.send("Network.enable")
    network.send("Network.emulateNetworkConditions", SLOW)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    sent: list[int] = []

    def finished(event: dict[str, Any]) -> None:
        sent.append(int(event["encodedDataLength"]))

    network.on("Network.loadingFinished", finished)
    page.goto(label)
    expect(page.get_by_role("radio", name="不满意")).to_be_visible()
    assert len(asked) == 1, "one request shows it whole"
    assert sum(sent) <= PAGE_BYTES_MAX
    assert not faults(page)
    page.get_by_text("不满意", exact=True).click()
    page.get_by_label("想说的话").fill(WORDS)
    page.get_by_role("checkbox", name=re.compile("现在就要有人来处理")).check()
    network.send("Network.emulateNetworkConditions", {**SLOW, "offline": True})
    page.get_by_role("button", name="提交").click()
    it_waits_as_it_was_said(page)
    page.route("**/api/public/rate", lambda route: route.abort())
    network.send("Network.emulateNetworkConditions", SLOW)
    page.reload()
    it_waits_as_it_was_said(page)
    page.unroute("**/api/public/rate")
    expect(page.get_by_role("heading", name="谢谢您的评价")).to_be_visible()
    page.get_by_role("button", name="看回复").click()
    expect(page.get_by_text(WORDS)).to_be_visible()

    again = strangers().new_page()
    again.goto(label)
    assert not faults_in_english(again)
    again.get_by_text("很满意", exact=True).click()
    again.get_by_role("button", name="提交").click()
    expect(again.get_by_text("只计一次")).to_be_visible()
    a_complaint_outlives_its_page(again, address(hospital, "挂号收费窗口", "open"))

    head = new_phone().sign_in(account(hospital, "张建国")).wait_synced()
    head.open("/ratings").page.get_by_role("link", name=re.compile(WORDS)).click()
    head.page.get_by_role("button", name="回复", exact=True).click()
    sheet = head.page.get_by_role("dialog")
    sheet.get_by_role("textbox", name="回复").fill(REPLY)
    sheet.get_by_role("button", name="回复", exact=True).click()
    expect(head.page.get_by_text(REPLY)).to_be_visible()
    head.wait_synced()
    page.reload()
    expect(page.get_by_text(REPLY)).to_be_visible()
    assert not faults(page)


def it_waits_as_it_was_said(page: Page) -> None:
    expect(page.get_by_text("您的评价还在，已存在这部手机上")).to_be_visible()
    expect(page.get_by_role("radio", name="不满意")).to_be_checked()
    expect(page.get_by_label("想说的话")).to_have_value(WORDS)
    expect(page.get_by_role("button", name="再试一次")).to_be_enabled()


def a_complaint_outlives_its_page(page: Page, poster: str) -> None:
    """What a patient writes at a poster stands there again after a reload, and is gone once it is sent."""
    page.goto(poster)
    assert not faults_in_english(page)
    page.get_by_role("button", name="提意见或投诉").click()
    page.get_by_label("发生了什么？").fill("电梯门夹人")
    page.reload()
    expect(page.get_by_label("发生了什么？")).to_have_value("电梯门夹人")
    page.get_by_role("button", name="发送").click()
    expect(page.get_by_text("您的意见已收到")).to_be_visible()
    page.goto("about:blank")
    page.goto(poster)
    expect(page.get_by_role("button", name="提意见或投诉")).to_be_visible()


def test_a_kiosk_begins_anew_and_there_is_no_way_back(
    hospital: Hospital, strangers: Callable[..., BrowserContext]
) -> None:
    page = strangers().new_page()
    page.clock.install()
    page.goto(address(hospital, "门诊药房窗口", "k"))
    page.get_by_label("想说的话").fill("写到一半走开了")
    page.get_by_text("很满意", exact=True).click()
    page.clock.fast_forward(31_000)
    expect(page.get_by_label("想说的话")).to_have_value("")
    expect(page.get_by_role("radio", name="很满意", exact=True)).not_to_be_checked()
    expect(page.get_by_role("button", name="提交")).to_be_disabled()
    page.get_by_text("很满意", exact=True).click()
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("heading", name="谢谢您的评价")).to_be_visible()
    assert not faults(page)
    page.evaluate("history.back()")
    page.clock.fast_forward(7_000)
    expect(page.get_by_role("radio", name="很满意", exact=True)).not_to_be_checked()
    assert "/k/" in page.url
    a_kiosk_gives_a_slip_and_says_what_waits(page)
    board = strangers(**browsers.DESKTOP).new_page()
    board.goto(f"{hospital.base_url}/public")
    board.get_by_role("link", name="洛溪镇中心卫生院").click()
    expect(board.get_by_role("heading", name="公开承诺")).to_be_visible()
    assert not faults(board)
    assert not faults_in_english(board)


def a_kiosk_gives_a_slip_and_says_what_waits(page: Page) -> None:
    def rate(words: str) -> None:
        page.get_by_text("不满意", exact=True).click()
        page.get_by_label("想说的话").fill(words)
        page.get_by_role("button", name="提交").click()

    rate("叫号听不清")
    expect(page.get_by_role("img", name=re.compile("用您的手机扫"))).to_be_visible()
    own = page.get_by_text(re.compile("/r#")).inner_text()
    assert not faults(page)
    page.clock.fast_forward(61_000)
    expect(page.get_by_label("想说的话")).to_have_value("")
    assert own not in page.content()
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    reader = page.context.new_page()
    reader.goto(own)
    expect(reader.get_by_text("叫号听不清")).to_be_visible()
    reader.close()
    page.route("**/api/public/rate", lambda route: route.abort())
    rate("没有网络时说的")
    expect(page.get_by_text("您的评价还没有送出")).to_be_visible()
    page.clock.fast_forward(10_000)
    expect(page.get_by_text("还有未送出的评价：1（已存在本机）")).to_be_visible()
    page.reload()  # switched off and on again: whoever comes next finds nothing of it
    expect(page.get_by_text("还有未送出的评价：1（已存在本机）")).to_be_visible()
    expect(page.get_by_label("想说的话")).to_have_value("")
    assert "没有网络时说的" not in page.content()
    page.unroute("**/api/public/rate")
    page.clock.fast_forward(4_000)
    expect(page.get_by_text("还有未送出的评价")).to_be_hidden()
    expect(page.locator("#waits")).to_be_hidden()
    assert page.evaluate("localStorage.length") == 0


LONG = "经查，有关科室按期完成了整改，群众反映的问题已经解决。"


def crowded(told: dict[str, Any]) -> dict[str, Any]:
    """A board with more on it than fits, and one notice that is longer than a column."""
    told["bulletins"] = [
        {
            "title": f"公示之{number}",
            "number": f"明院通〔2026〕{number}号",
            "on": "2026-11-20",
            "text": LONG * (60 if number == 2 else number),
            "until": f"2099-12-{number:02}",
            "how": "向院办公室提出",
            "corrected": "",
        }
        for number in range(1, 8)
    ]
    return told


WALL = {"viewport": {"width": 1920, "height": 1080}, "reduced_motion": "reduce"}
CUT = """() => [...document.querySelectorAll('.page:not([hidden]) .column')]
  .some((each) => each.scrollHeight > each.clientHeight + 1)"""


def test_a_wall_turns_whole_pages_and_cuts_nothing_off(
    hospital: Hospital, strangers: Callable[..., BrowserContext]
) -> None:
    wall = strangers(**{**browsers.DESKTOP, **WALL}).new_page()
    wall.clock.install()

    listed = wall.request.get(f"{hospital.base_url}/api/public/board").json()["institutions"]
    place = next(each["id"] for each in listed if each["name"] == "洛溪镇中心卫生院")
    told = json.dumps(crowded(wall.request.get(f"{hospital.base_url}/api/public/board/{place}").json()))

    def more(route: Route) -> None:
        route.fulfill(body=told, content_type="application/json")

    wall.route("**/api/public/board/*", more)
    wall.goto(f"{hospital.base_url}/public")
    wall.get_by_role("link", name="洛溪镇中心卫生院").click()
    expect(wall.get_by_text("第 1 页，共")).to_be_visible()
    assert not faults(wall)
    pages = int(re.findall(r"共 (\d+) 页", wall.locator("#count").inner_text())[0])
    seen = ""
    for number in range(1, pages + 1):
        expect(wall.locator("#count")).to_have_text(f"第 {number} 页，共 {pages} 页")
        assert not wall.evaluate(CUT)
        seen += wall.locator(".page:not([hidden])").inner_text()
        wall.keyboard.press("ArrowRight")
    for number in range(1, 8):
        assert f"公示之{number}\n" in seen
        assert f"异议期至 2099-12-{number:02}" in seen
    assert seen.count(LONG) + seen.count(LONG[:-1]) >= 60, "the long one is there to its end"
    expect(wall.locator("#count")).to_contain_text("第 1 页")
    wall.clock.fast_forward(41_000)
    expect(wall.locator("#count")).to_contain_text("第 2 页")
    wall.keyboard.press("Space")
    expect(wall.get_by_role("button", name="继续翻页")).to_be_visible()
    wall.clock.fast_forward(120_000)
    expect(wall.locator("#count")).to_contain_text("第 2 页")


def test_a_complaint_taken_down_offline_becomes_an_order(
    nurse_phone: Phone, new_phone: NewPhone, hospital: Hospital, strangers: Callable[..., BrowserContext]
) -> None:
    nurse = nurse_phone.wait_for_shelves().open("/complaints/new").page
    nurse_phone.go_offline()
    expect(nurse.get_by_text("每填一项就存到本机")).to_be_visible()
    nurse.get_by_role("textbox", name="说了什么").fill("厕所的灯坏了一周")
    nurse_phone.open("/complaints/new")
    expect(nurse.get_by_role("textbox", name="说了什么")).to_have_value("厕所的灯坏了一周")
    nurse.get_by_label("关于哪个科室").select_option(label="内科")
    nurse.get_by_role("button", name="登记").click()
    expect(nurse.get_by_role("img", name="给投诉人的查询码")).to_be_visible()
    key = nurse.get_by_text(re.compile("/r#")).inner_text()
    nurse.get_by_role("button", name="记下了，完成").click()
    expect(nurse.get_by_text("厕所的灯坏了一周")).to_be_visible()
    nurse_phone.go_online()
    nurse_phone.wait_synced()

    office = new_phone().sign_in(account(hospital, "罗丽萍")).wait_synced()
    office.open("/complaints").page.get_by_role("link", name=re.compile("厕所的灯")).click()
    office.page.get_by_role("button", name="回复", exact=True).click()
    sheet = office.page.get_by_role("dialog")
    sheet.get_by_role("textbox", name="回复").fill("今天已换好。")
    sheet.get_by_role("button", name="回复", exact=True).click()
    expect(office.page.get_by_text("今天已换好。")).to_be_visible()
    office.wait_synced()
    page = strangers().new_page()
    page.goto(key)
    expect(page.get_by_text("今天已换好。")).to_be_visible()
    office.page.get_by_role("link", name="转整改通知书").click()
    expect(office.page).to_have_url(re.compile(r"/orders/[0-9a-f]{32}$"))

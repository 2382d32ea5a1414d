"""A network that wants a sign-in of its own, a browser that clears the app's storage: said in words, and mended."""

from __future__ import annotations

import re

from playwright.sync_api import Route, expect

from e2e import nurse
from e2e.phone import Phone
from e2e.test_offline import today_in_store
from tests.demonstration import Hospital

PORTAL = "<!doctype html><title>上网认证</title><h1>请先登录医院无线网</h1>"


def answer_as_portal(route: Route) -> None:
    route.fulfill(status=200, content_type="text/html; charset=utf-8", body=PORTAL)


def test_a_captive_portal_is_a_network_that_is_not_there_yet(nurse_phone: Phone, hospital: Hospital) -> None:
    nurse_phone.wait_for_worker()
    nurse_phone.context.route("**/api/**", answer_as_portal)
    nurse.open_today(nurse_phone)
    nurse.fill_normal_day(nurse_phone)
    nurse.submit(nurse_phone)
    nurse_phone.page.get_by_role("link", name="回到今天").click()
    told = nurse_phone.page.get_by_role("link", name="同步状态：网络要先认证")
    # A request that the portal swallows is given up after half a minute; the next one is answered.
    expect(told).to_be_visible(timeout=60_000)
    told.click()
    expect(nurse_phone.page.get_by_text("认证后会自动送出")).to_be_visible()
    expect(nurse_phone.page.get_by_text("请先登录医院无线网")).to_have_count(0)
    nurse_phone.context.unroute("**/api/**")
    nurse_phone.page.get_by_role("button", name="现在同步").click()
    expect(nurse_phone.page.get_by_role("heading", name="已送达")).to_be_visible()
    (evaluation,) = today_in_store(hospital)
    assert evaluation["submitted"] is True


def test_cleared_storage_is_said_in_words_and_the_phone_works_again(nurse_phone: Phone, hospital: Hospital) -> None:
    nurse_phone.wait_for_worker().go_offline()
    nurse.open_today(nurse_phone)
    nurse.choose(nurse_phone, "服务态度", "4")
    nurse_phone.page.get_by_role("button", name="返回").click()
    nurse_phone.wait_waiting(1)
    nurse_phone.page.goto("about:blank")
    browser = nurse_phone.context.new_cdp_session(nurse_phone.page)
    cleared = {"origin": hospital.base_url, "storageTypes": "indexeddb"}
    browser.send("Storage.clearDataForOrigin", cleared)  # pyright: ignore[reportUnknownMemberType]  untyped there
    nurse_phone.go_online()
    nurse_phone.open()
    nurse_phone.page.get_by_role("button", name=re.compile(hospital.nurse["name"])).click()
    nurse_phone.page.get_by_label("密码", exact=True).fill(hospital.nurse["password"])
    nurse_phone.page.get_by_role("button", name="登录", exact=True).click()
    nurse_phone.page.get_by_role("link", name=re.compile("浏览器清掉了本机的存储")).click()
    said = nurse_phone.page.locator("section", has_text="浏览器清掉了本机的存储")
    expect(said).to_contain_text("还有 1 条没送出。请核对最近的记录")
    expect(said).not_to_contain_text("服务器")
    said.get_by_role("button", name="知道了").click()
    expect(said).to_have_count(0)
    nurse_phone.open()
    nurse.open_today(nurse_phone)
    nurse.fill_normal_day(nurse_phone)
    nurse.submit(nurse_phone)
    nurse_phone.page.get_by_role("link", name="回到今天").click()
    nurse_phone.wait_synced()
    (evaluation,) = today_in_store(hospital)
    assert evaluation["submitted"] is True

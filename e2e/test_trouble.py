"""The device or the person gives trouble while she fills in: nothing is lost, and what is not safe yet is said."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, expect

from e2e import nurse
from e2e.phone import Phone
from e2e.test_deeds import told
from e2e.test_photo import picture
from tests.demonstration import Hospital

MAX = 500
TOO_LONG = "患者家属来问出院带药，" * 50
LONG_STORY = "夜里两点把药送到了病人家里，" * 200
FULL = """() => {
  const transaction = IDBDatabase.prototype.transaction;
  window.makeRoom = () => { IDBDatabase.prototype.transaction = transaction; };
  IDBDatabase.prototype.transaction = function (names, mode, options) {
    if (mode === "readwrite") throw new DOMException("full", "QuotaExceededError");
    return transaction.call(this, names, mode, options);
  };
}"""

QUICK = "三床换药时多说了两句"


def words_of(phone: Phone) -> Locator:
    return phone.page.get_by_role("textbox", name=re.compile("说明|备注"))


def test_a_text_that_is_too_long_takes_nothing_with_it(nurse_phone: Phone) -> None:
    nurse.open_today(nurse_phone)
    field = words_of(nurse_phone)
    field.fill(TOO_LONG)
    nurse.fill_normal_day(nurse_phone)
    expect(nurse_phone.page.get_by_role("alert").filter(has_text=f"{len(TOO_LONG)} / {MAX}")).to_be_visible()
    expect(field).to_have_value(TOO_LONG)
    nurse_phone.page.get_by_role("button", name="提交", exact=True).click()
    expect(nurse_phone.page.get_by_role("dialog")).to_have_count(0)
    expect(field).to_be_focused()
    field.fill(TOO_LONG[:MAX])
    nurse.submit(nurse_phone)
    expect(nurse_phone.page.get_by_role("main")).to_contain_text("已经送达")
    nurse_phone.page.get_by_role("link", name=re.compile("已交")).last.click()
    expect(nurse_phone.page.get_by_text(TOO_LONG[:MAX])).to_be_visible()


def test_what_is_too_long_for_a_form_stays_in_it_until_it_is_shortened(
    new_phone: Callable[..., Phone], hospital: Hospital
) -> None:
    """It says what is too long, and neither loses it nor goes on with it."""
    page = new_phone().sign_in(hospital.of_role("supervisor")).wait_synced().open("/briefs/new").page
    title, words = page.get_by_label("标题"), page.get_by_label("内容")
    save = page.get_by_role("button", name="存为草稿")
    title.fill("夜班送药" * 26)
    words.fill(LONG_STORY)
    expect(page.get_by_text("104 / 100").first).to_be_visible()
    save.click()
    expect(title).to_be_focused()
    title.fill("夜班送药")
    save.click()
    expect(page.locator("#toast").get_by_text(f"{len(LONG_STORY)} / 2000")).to_be_visible()
    expect(words).to_be_focused()
    expect(words).to_have_value(LONG_STORY)
    words.fill(LONG_STORY[:2000])
    save.click()
    expect(page.get_by_text(LONG_STORY[:2000])).to_be_visible()


def test_the_second_tap_of_a_double_one_answers_no_question(nurse_phone: Phone) -> None:
    nurse.open_today(nurse_phone)
    nurse.fill_normal_day(nurse_phone)
    page = nurse_phone.page
    asks = page.get_by_role("button", name="提交", exact=True).bounding_box()
    page.get_by_role("button", name="提交", exact=True).click()
    sheet = page.get_by_role("dialog")
    says_yes = sheet.get_by_role("button", name="提交", exact=True).bounding_box()
    sheet.get_by_role("button").first.click()
    expect(sheet).to_have_count(0)
    assert asks is not None
    assert says_yes is not None
    x = min(asks["x"] + asks["width"], says_yes["x"] + says_yes["width"]) - 9
    y = max(asks["y"], says_yes["y"]) + 9
    # The dock rests after the tap that closed the sheet; only an act that takes the first tap tries the second.
    page.get_by_role("button", name="提交", exact=True).click(trial=True)
    page.mouse.dblclick(x, y, delay=60)
    expect(sheet).to_be_visible()
    sheet.get_by_role("button", name="提交", exact=True).click()
    expect(page.get_by_role("heading", level=1, name=re.compile("交好了"))).to_be_visible()
    nurse_phone.wait_synced()


def test_what_is_typed_before_the_screen_is_painted_is_kept(nurse_phone: Phone) -> None:
    nurse_phone.type_at_once("textarea", QUICK)
    nurse.open_today(nurse_phone)
    expect(words_of(nurse_phone)).to_have_value(QUICK)
    nurse_phone.page.get_by_role("button", name="返回").click()
    nurse_phone.wait_synced()
    nurse_phone.page.reload()
    nurse.open_today(nurse_phone)
    expect(words_of(nurse_phone)).to_have_value(QUICK)


def test_a_full_device_is_told_and_what_was_submitted_is_kept_once_there_is_room(nurse_phone: Phone) -> None:
    nurse.open_today(nurse_phone)
    nurse.fill_normal_day(nurse_phone)
    nurse_phone.wait_for_worker().go_offline()
    nurse_phone.page.evaluate(FULL)
    nurse.submit(nurse_phone)
    expect(nurse_phone.page.get_by_role("main")).to_contain_text("还没有存到本机")
    nurse_phone.page.evaluate("makeRoom()")
    expect(nurse_phone.page.get_by_role("main")).not_to_contain_text("还没有存到本机")
    nurse_phone.page.reload()
    nurse_phone.open()
    expect(nurse_phone.page.get_by_text(re.compile("已交，待传"))).to_be_visible()
    nurse_phone.go_online().wait_synced()


def test_a_picture_that_finds_no_room_is_told_and_stays_in_hand_until_there_is(nurse_phone: Phone) -> None:
    nurse.open_today(nurse_phone)
    nurse.fill_normal_day(nurse_phone)
    page = nurse_phone.wait_saved().page
    page.evaluate(FULL)
    with page.expect_file_chooser() as chooser:
        page.get_by_label("拍照或选图").click()
    chooser.value.set_files({"name": "ward.jpg", "mimeType": "image/jpeg", "buffer": picture()})
    told = page.get_by_role("alert").filter(has_text="它还在这里")
    expect(told).to_be_visible()
    again = page.get_by_role("button", name="再存一次")
    again.click()
    expect(again).to_be_enabled()
    page.evaluate("makeRoom()")
    again.click()
    expect(page.get_by_role("img", name="照片")).to_be_visible()
    expect(told).to_have_count(0)
    nurse.submit(nurse_phone)
    nurse_phone.wait_synced()


def test_a_sign_out_that_finds_no_room_says_that_it_has_not_happened(nurse_phone: Phone) -> None:
    page = nurse_phone.wait_for_worker().open("/me/settings").wait_synced().page
    page.evaluate(FULL)
    leave = page.get_by_role("button", name="退出登录")
    leave.click()
    page.get_by_role("dialog").get_by_role("button", name=re.compile("退出")).click()
    expect(page.get_by_role("alert").filter(has_text="你还登录着")).to_be_visible()
    page.evaluate("makeRoom()")
    leave.click()
    page.get_by_role("dialog").get_by_role("button", name=re.compile("退出")).click()
    expect(page.get_by_role("heading", name="选择你的账号")).to_be_visible()


def test_who_is_to_sign_in_again_loses_nothing_that_stands_on_the_page_only(nurse_phone: Phone) -> None:
    page = nurse_phone.wait_for_worker().page
    nurse.open_today(nurse_phone)
    nurse_phone.wait_saved().context.clear_cookies()
    page.evaluate(FULL)
    nurse.choose(nurse_phone, "服务态度", "4")
    page.get_by_role("button", name="返回").click()
    nurse_phone.sync_chip().click()
    page.evaluate("window.full = true")
    again = page.get_by_role("button", name="重新登录")
    again.click()
    expect(page.locator("#toast").get_by_text("别关这一页")).to_be_visible()
    assert page.evaluate("window.full") is True
    page.evaluate("makeRoom()")
    expect(nurse_phone.sync_chip()).not_to_have_accessible_name(re.compile("还没存上"))
    again.click()
    expect(page.get_by_role("heading", name="选择你的账号")).to_be_visible()


def test_who_signs_in_on_a_full_device_is_told_and_may_try_again(phone: Phone, hospital: Hospital) -> None:
    page = phone.open().page
    page.get_by_label("用户名").fill(hospital.nurse["username"])
    page.get_by_label("密码", exact=True).fill(hospital.nurse["password"])
    page.evaluate(FULL)
    enter = page.get_by_role("button", name="登录")
    enter.click()
    expect(page.get_by_role("alert")).to_contain_text("腾出空间")
    page.evaluate("makeRoom()")
    enter.click()
    phone.wait_synced()
    expect(page.get_by_text("浏览器清掉了本机的存储")).to_have_count(0)


def test_on_a_full_device_a_form_is_done_with_the_first_tap_and_sent_all_the_same(
    nurse_phone: Phone, hospital: Hospital
) -> None:
    page = nurse_phone.open("/records/new").page
    page.get_by_label("做了什么").fill(QUICK)
    page.evaluate(FULL)
    page.get_by_role("button", name="记上", exact=True).click()
    expect(page.get_by_role("link", name=re.compile(QUICK))).to_have_count(1)
    expect(page.locator("#toast")).to_contain_text("还没有存上")
    expect(page.get_by_role("link", name=re.compile(QUICK))).not_to_contain_text("还在本机")
    records = told(hospital, "李燕", "record_entry")
    assert sum(each.get("title") == QUICK for each in records) == 1


def test_a_store_thrown_away_under_the_page_is_filled_again(nurse_phone: Phone) -> None:
    nurse.open_today(nurse_phone)
    nurse_phone.wait_for_worker().go_offline()
    nurse.choose(nurse_phone, "服务态度", "4")
    origin = nurse_phone.base_url
    browser: Any = nurse_phone.context.new_cdp_session(nurse_phone.page)
    browser.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "indexeddb"})
    nurse.choose(nurse_phone, "首问负责", "做到")
    nurse_phone.page.get_by_role("button", name="返回").click()
    expect(nurse_phone.page.get_by_text(re.compile("浏览器清掉了本机的存储"))).to_be_visible()
    nurse_phone.page.reload()
    nurse.open_today(nurse_phone)
    nurse.is_chosen(nurse_phone, "服务态度", "4")
    nurse.is_chosen(nurse_phone, "首问负责", "做到")
    nurse_phone.go_online().open("/me/sync").page.get_by_role("button", name="知道了").click()
    nurse_phone.open().wait_synced()

"""Two tabs, two devices, two people on one device: everything arrives, and nobody's work becomes somebody else's."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Locator, expect

from e2e import browser, nurse
from e2e.phone import Phone
from e2e.test_offline import today_in_store
from tests.demonstration import Hospital

NewPhone = Callable[..., Phone]


def test_two_tabs_of_a_phone_show_the_same_and_send_it_once(nurse_phone: Phone, hospital: Hospital) -> None:
    nurse_phone.wait_for_worker()
    other = nurse_phone.second_tab()
    nurse_phone.go_offline()
    nurse.open_today(nurse_phone)
    nurse.open_today(other)
    nurse.choose(nurse_phone, "服务态度", "4")
    nurse.is_chosen(other, "服务态度", "4")
    nurse.choose(other, "首问负责", "做到")
    nurse.is_chosen(nurse_phone, "首问负责", "做到")
    nurse.choose(nurse_phone, "遵守劳动纪律", "是")
    nurse.is_chosen(other, "遵守劳动纪律", "是")
    nurse.submit(other)
    nurse_phone.go_online()
    nurse_phone.open().wait_synced()
    evaluations = today_in_store(hospital)
    assert len(evaluations) == 1
    assert {evaluations[0][path] for path in ("submitted", "answers/attitude")} == {True, 4}


def test_her_phone_and_the_ward_computer_were_both_offline_and_converge(
    nurse_phone: Phone, new_phone: NewPhone, hospital: Hospital
) -> None:
    computer = new_phone(**browser.DESKTOP, is_mobile=False, has_touch=False).sign_in(hospital.nurse).wait_synced()
    for device in (nurse_phone, computer):
        device.wait_for_worker().go_offline()
        nurse.open_today(device)
    nurse.choose(nurse_phone, "服务态度", "4")
    nurse.choose(computer, "首问负责", "部分做到")
    nurse.choose(computer, "遵守劳动纪律", "是")
    nurse_phone.go_online()
    computer.go_online()
    for device in (nurse_phone, computer):
        nurse.is_chosen(device, "服务态度", "4")
        nurse.is_chosen(device, "首问负责", "部分做到")
        nurse.is_chosen(device, "遵守劳动纪律", "是")
    nurse.submit(computer)
    nurse_phone.open()
    expect(nurse_phone.page.get_by_text(re.compile("已交"))).not_to_have_count(0)
    assert len(today_in_store(hospital)) == 1


def test_two_people_on_one_phone_see_only_their_own(nurse_phone: Phone, hospital: Hospital) -> None:
    nurse_phone.wait_for_worker()
    nurse.open_today(nurse_phone)
    nurse.choose(nurse_phone, "服务态度", "2")
    nurse_phone.open("/me").wait_synced()
    sign_out(nurse_phone)
    colleague = next(a for a in hospital.accounts if a["role"] == "staff" and a["person"] != hospital.nurse["person"])
    other = nurse_phone.page.get_by_role("button", name="用其他账号登录")
    expect(other).to_be_visible()
    other.click()
    nurse_phone.page.get_by_label("用户名").fill(colleague["username"])
    nurse_phone.page.get_by_label("密码", exact=True).fill(colleague["password"])
    nurse_phone.page.get_by_role("button", name="登录", exact=True).click()
    nurse.open_today(nurse_phone)
    group = nurse_phone.page.get_by_role("group", name=re.compile("服务态度"))
    expect(group.get_by_role("radio", name="2", exact=True)).not_to_be_checked()


def test_what_one_person_left_half_written_is_not_there_for_the_next(nurse_phone: Phone, hospital: Hospital) -> None:
    page = nurse_phone.wait_for_worker().page
    field = begin_record(nurse_phone)
    field.fill("替三床垫付了药费")
    page.evaluate("window.ofHers = true")
    for _ in range(3):
        page.get_by_role("button", name="返回").click()
    sign_out(nurse_phone)
    assert page.evaluate("window.ofHers") is None
    other = next(a for a in hospital.accounts if a["role"] == "staff" and a["person"] != hospital.nurse["person"])
    page.get_by_role("button", name="用其他账号登录").click()
    page.get_by_label("用户名").fill(other["username"])
    page.get_by_label("密码", exact=True).fill(other["password"])
    page.get_by_role("button", name="登录", exact=True).click()
    expect(begin_record(nurse_phone)).to_have_value("")


def begin_record(phone: Phone) -> Locator:
    """记一笔 by taps alone: the page stays the same."""
    for name in ("^我的$", "^承诺与台账", "^台账", "^记一笔"):
        phone.page.get_by_role("link", name=re.compile(name)).click()
    return phone.page.get_by_label("做了什么")


def test_signing_out_keeps_what_was_not_sent_for_the_next_sign_in(nurse_phone: Phone, hospital: Hospital) -> None:
    nurse_phone.wait_for_worker().go_offline()
    nurse.open_today(nurse_phone)
    nurse.fill_normal_day(nurse_phone)
    nurse.submit(nurse_phone)
    nurse_phone.page.get_by_role("link", name="回到今天").click()
    nurse_phone.wait_waiting()
    sign_out(nurse_phone, "没送出")
    nurse_phone.go_online()
    nurse_phone.page.get_by_role("button", name=re.compile(hospital.nurse["name"])).click()
    nurse_phone.page.get_by_label("密码", exact=True).fill(hospital.nurse["password"])
    nurse_phone.page.get_by_role("button", name="登录", exact=True).click()
    nurse_phone.wait_synced()
    evaluations = today_in_store(hospital)
    assert len(evaluations) == 1
    assert evaluations[0]["submitted"] is True


def sign_out(phone: Phone, warning: str = "退出") -> None:
    """Through 我的 → 设置 → 退出登录; the dialog says what stays."""
    phone.page.get_by_role("link", name="我的", exact=True).click()
    phone.page.get_by_role("link", name=re.compile("设置")).click()
    phone.page.get_by_role("button", name="退出登录").click()
    dialog = phone.page.get_by_role("dialog")
    expect(dialog).to_contain_text(re.compile(warning))
    dialog.get_by_role("button", name=re.compile("退出")).click()
    expect(phone.page.get_by_role("heading", name="选择你的账号")).to_be_visible()


def test_a_device_ended_from_another_keeps_its_unsent_work(
    nurse_phone: Phone, new_phone: NewPhone, hospital: Hospital
) -> None:
    nurse_phone.wait_for_worker().go_offline()
    nurse.open_today(nurse_phone)
    nurse.fill_normal_day(nurse_phone)
    nurse.submit(nurse_phone)
    nurse_phone.page.get_by_role("link", name="回到今天").click()
    other = new_phone().sign_in(hospital.nurse).wait_synced().open("/me/devices")
    end = other.page.get_by_role("button", name="让它退出")
    expect(end).to_have_count(1)
    end.click()
    other.page.get_by_role("dialog").get_by_role("button", name=re.compile("退出")).click()
    expect(end).to_have_count(0)

    nurse_phone.go_online()
    account = nurse_phone.page.get_by_role("button", name=re.compile(hospital.nurse["name"]))
    again = nurse_phone.sync_chip().filter(has_text="需要重新登录")
    expect(account.or_(again)).to_be_visible()
    if again.is_visible():
        again.click()
        nurse_phone.page.get_by_role("button", name="重新登录").click()
    account.click()
    nurse_phone.page.get_by_label("密码", exact=True).fill(hospital.nurse["password"])
    nurse_phone.page.get_by_role("button", name="登录", exact=True).click()
    nurse_phone.wait_synced()
    evaluations = today_in_store(hospital)
    assert len(evaluations) == 1
    assert evaluations[0]["submitted"] is True

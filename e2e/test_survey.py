"""An assessor from outside asks one person after the other, without a network too, and sees nothing but the task."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import expect

from e2e.phone import SYNCED_MS_MAX, Phone
from tests.demonstration import Hospital


def test_an_assessor_asks_two_people_offline_and_they_arrive(
    new_phone: Callable[..., Phone], hospital: Hospital
) -> None:
    phone = new_phone()
    account = hospital.of_role("assessor")
    phone.sign_in(account).wait_synced().wait_for_worker()
    expect(phone.page.get_by_text("今日自评")).to_have_count(0)
    phone.page.get_by_role("link", name=re.compile("本月服务对象满意度调查.*共 7 人")).click()
    expect(phone.page.get_by_role("heading", level=1)).to_have_text("本月服务对象满意度调查")
    phone.go_offline()
    phone.page.get_by_role("radio", name="电话").check()
    for answer in ("很满意", "不满意"):
        phone.page.get_by_role("group", name=re.compile("总的来说")).get_by_role(
            "radio", name=answer, exact=True
        ).check()
        phone.page.get_by_role("button", name="交上，下一位").click()
    expect(phone.page.get_by_text("共 9 人")).to_be_visible()
    phone.go_online()
    phone.open("/")
    phone.wait_synced()

    organiser = new_phone().sign_in(hospital.of_role("supervisor")).wait_synced()
    organiser.open("/surveys")
    organiser.page.get_by_role("link", name=re.compile("本月服务对象满意度调查")).click()
    expect(organiser.page.locator(".total")).to_contain_text("9", timeout=SYNCED_MS_MAX)
    expect(organiser.page.get_by_text("按哪一题算")).to_be_visible()
    organiser.open("/surveys/new")
    page = organiser.page
    page.get_by_label("名称").fill("出院病人电话访问")
    page.get_by_text("谁去访问").click()
    page.get_by_role("searchbox").fill("李燕")
    page.get_by_role("button", name=re.compile("^李燕")).click()
    page.get_by_role("button", name="开始调查").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("出院病人电话访问")
    expect(page.get_by_text("谁去访问").locator("..")).to_contain_text("李燕")
    organiser.open("/").wait_synced()
    chosen = new_phone().sign_in(hospital.nurse).wait_synced()
    expect(chosen.page.get_by_role("link", name=re.compile("出院病人电话访问"))).to_be_visible()

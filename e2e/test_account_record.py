"""What an administrator does to somebody's account stands where that person sees it, before and after a reset."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import expect

from e2e import screens
from e2e.phone import Phone
from e2e.test_screens import AXE, faults_of, show
from tests.acceptance.phone import Phone as Client
from tests.demonstration import Hospital

NewPhone = Callable[..., Phone]
ISSUED = re.compile("管理员 .+给了这个账号新的激活码")
RESET = "有人用激活码给这个账号换了密码，原来登录的设备都已退出"


def code_for_the_nurse(hospital: Hospital, nurse: str) -> str:
    """An activation code that the administrator has made for her."""
    account = hospital.of_role("admin")
    client = Client(hospital.base_url, account["username"], account["password"], device="办公室")
    answer = client.http.post(f"/api/people/{nurse}/code")
    assert answer.status_code == 201, answer.text
    client.http.close()
    return answer.json()["code"]


def test_she_sees_who_made_a_code_for_her_account_and_that_it_was_used(new_phone: NewPhone, hospital: Hospital) -> None:
    hers = screens.phone_of(hospital, "staff", new_phone())
    nurse = hers.page.evaluate("fetch('/api/auth/me').then(answer => answer.json()).then(me => me.person)")
    code = code_for_the_nurse(hospital, nurse)
    show(hers, "/me")
    hers.page.get_by_role("link", name=ISSUED).click()
    record = hers.page.get_by_role("region", name="账号记录")
    expect(record.get_by_role("listitem")).to_have_count(1)
    taken = new_phone().open("/activate")
    taken.page.get_by_label("激活码").fill(code)
    taken.page.get_by_label("用户名").fill(hospital.nurse["username"])
    taken.page.get_by_label("密码", exact=True).fill("quite another phrase")
    taken.page.get_by_role("button", name="开通并登录").click()
    taken.wait_synced()
    show(taken, "/me")
    expect(taken.page.get_by_role("link", name=RESET)).to_be_visible()
    taken.page.evaluate(AXE)
    assert not faults_of(taken.page)
    show(taken, "/me/devices")
    events = taken.page.get_by_role("region", name="账号记录").get_by_role("listitem")
    expect(events).to_have_text([re.compile(RESET), ISSUED])
    taken.page.evaluate(AXE)
    assert not faults_of(taken.page)

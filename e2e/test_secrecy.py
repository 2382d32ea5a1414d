"""A draft is its author's alone; of a peer review nobody sees anything but the result above the threshold."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import expect

from e2e import nurse
from e2e.phone import Phone
from e2e.test_offline import head_of_nurse
from tests.acceptance.phone import Phone as Client
from tests.acceptance.phone import Store
from tests.demonstration import Hospital

NewPhone = Callable[..., Phone]
REVIEWED = re.compile("未评")


def everything(hospital: Hospital, account: dict[str, str]) -> Store:
    """All that an account is ever told."""
    client = Client(hospital.base_url, account["username"], account["password"])
    store = Store().follow(client)
    client.http.close()
    return store


def test_neither_a_colleague_nor_the_head_is_told_of_a_draft(nurse_phone: Phone, hospital: Hospital) -> None:
    nurse.open_today(nurse_phone)
    note = nurse_phone.page.get_by_role("textbox", name=re.compile("说明|备注"))
    note.fill("这句话只给自己看")
    note.blur()
    nurse.choose(nurse_phone, "服务态度", "1")
    nurse_phone.page.get_by_role("button", name="返回").click()
    nurse_phone.wait_synced()
    colleague = next(
        account
        for account in hospital.accounts
        if account["unit"] == hospital.nurse["unit"] and account["person"] != hospital.nurse["person"]
    )
    for account in (colleague, head_of_nurse(hospital)):
        told = everything(hospital, account)
        assert "这句话只给自己看" not in str(told.registers)
    assert "这句话只给自己看" in str(everything(hospital, hospital.nurse).registers)


def test_a_review_is_drafted_on_two_devices_submitted_once_and_told_to_nobody(
    nurse_phone: Phone, new_phone: NewPhone, hospital: Hospital
) -> None:
    nurse_phone.page.get_by_role("link", name="评议", exact=True).click()
    nurse_phone.page.get_by_role("link", name=re.compile("还差 5 位")).click()
    colleague = nurse_phone.page.get_by_role("link", name=REVIEWED).first
    words = colleague.inner_text()
    name = next(account["name"] for account in hospital.accounts if account["name"] in words)
    colleague.click()
    radios = nurse_phone.page.get_by_role("group").first.get_by_role("radio")
    radios.last.check()
    nurse_phone.page.get_by_role("button", name="返回").click()
    nurse_phone.page.get_by_role("button", name="返回").click()
    nurse_phone.wait_synced()

    computer = new_phone().sign_in(hospital.nurse).wait_synced()
    computer.page.get_by_role("link", name="评议", exact=True).click()
    computer.page.get_by_role("link", name=re.compile("还差 5 位")).click()
    computer.page.get_by_role("link", name=re.compile(f"{name}.*草稿")).click()
    expect(computer.page.get_by_role("group").first.get_by_role("radio").last).to_be_checked()
    for group in computer.page.get_by_role("group").all():
        if group.get_by_role("radio").count():
            group.get_by_role("radio").last.check()
        elif group.get_by_role("button", name="给满分").count():
            group.get_by_role("button", name="给满分").click()
    computer.page.get_by_role("button", name="提交", exact=True).click()
    computer.page.get_by_role("dialog").get_by_role("button", name="提交", exact=True).click()
    expect(computer.page.get_by_role("link", name=re.compile(f"{name}.*已交"))).to_be_visible()

    reviewed = next(account for account in hospital.accounts if account["name"] == name)
    told = everything(hospital, reviewed)
    assert [told.document(doc)["reviewer"] for doc in told.of_kind("peer_review")].count(hospital.nurse["person"]) == 0
    authors = {told.document(doc)["reviewer"].hex() for doc in told.of_kind("peer_review")}
    assert authors <= {reviewed["person"].replace("-", "")}

"""A change that the server does not take is explained in words; what was written stays until it is mended or let go."""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec
from playwright.sync_api import Route, expect

from e2e import nurse
from e2e.browser import WITHOUT_WORKER
from e2e.phone import Phone
from e2e.test_offline import today_in_store
from tests.demonstration import Hospital

NewPhone = Callable[..., Phone]
MORE_THAN_THERE_ARE = 9
NO_CLIPBOARD = """() => {
  Object.defineProperty(navigator, "clipboard", { value: undefined });
  document.addEventListener("copy", () => { window.copiedOut = document.activeElement.value; });
}"""
"""As over plain HTTP; what is copied all the same is remembered."""


def test_what_comes_after_the_submission_is_explained_kept_and_discarded(
    nurse_phone: Phone, new_phone: NewPhone, hospital: Hospital
) -> None:
    computer = new_phone().sign_in(hospital.nurse).wait_synced()
    nurse_phone.wait_for_worker().go_offline()
    nurse.open_today(nurse_phone)
    nurse.open_today(computer)
    nurse.fill_normal_day(computer)
    nurse.submit(computer)
    computer.page.get_by_role("link", name="回到今天").click()
    computer.wait_synced()
    nurse.choose(nurse_phone, "服务态度", "2")
    nurse_phone.page.get_by_role("button", name="返回").click()
    nurse_phone.wait_waiting()
    nurse_phone.go_online()
    chip = nurse_phone.page.get_by_role("link", name="同步状态：1 条被退回")
    expect(chip).to_be_visible()
    chip.click()
    card = nurse_phone.page.locator("section").filter(has=nurse_phone.page.get_by_role("heading", name="自评"))
    expect(card).to_contain_text("已经提交")
    expect(card).to_contain_text("服务态度：2")
    expect(card.get_by_role("button", name="再交一次")).to_have_count(0)

    toast = nurse_phone.page.locator("#toast")
    nurse_phone.page.evaluate(NO_CLIPBOARD)
    card.get_by_role("button", name="另存（复制）").click()
    expect(toast).to_contain_text("已复制")
    assert "服务态度：2" in nurse_phone.page.evaluate("copiedOut")
    nurse_phone.page.evaluate("document.execCommand = () => false")
    card.get_by_role("button", name="另存（复制）").click()
    expect(toast).to_contain_text("没能复制")

    card.get_by_role("button", name="放弃").click()
    dialog = nurse_phone.page.get_by_role("dialog", name="放弃这次填写？")
    dialog.get_by_role("button", name="取消").click()
    expect(dialog).to_be_hidden()
    expect(card).to_contain_text("服务态度：2")
    card.get_by_role("button", name="放弃").click()
    dialog.get_by_role("button", name="放弃").click()
    expect(card).to_have_count(0)
    expect(nurse_phone.page.get_by_role("heading", name="已送达")).to_be_visible()
    (evaluation,) = today_in_store(hospital)
    assert evaluation["answers/attitude"] == 5


def test_an_answer_that_the_server_refuses_is_corrected_and_arrives(new_phone: NewPhone, hospital: Hospital) -> None:
    nurse_phone = new_phone(**WITHOUT_WORKER).sign_in(hospital.nurse).wait_synced()
    # An app that is older than the server may let pass what the server does not: here, six stars and more.
    nurse_phone.context.route("**/api/sync/push", raise_attitude)
    nurse.open_today(nurse_phone)
    nurse.choose(nurse_phone, "服务态度", "4")
    nurse_phone.page.get_by_role("button", name="返回").click()
    nurse_phone.page.get_by_role("link", name="同步状态：1 条被退回").click()
    nurse_phone.context.unroute("**/api/sync/push")
    card = nurse_phone.page.locator("section").filter(has=nurse_phone.page.get_by_role("heading", name="自评"))
    expect(card).to_contain_text(re.compile("第 2 项.*[1-5].*5"))
    card.get_by_role("group", name=re.compile("服务态度")).get_by_role("radio", name="3", exact=True).check()
    card.get_by_role("button", name="更正后再交").click()
    expect(card).to_have_count(0)
    expect(nurse_phone.page.get_by_role("heading", name="已送达")).to_be_visible()
    (evaluation,) = today_in_store(hospital)
    assert evaluation["answers/attitude"] == 3


def test_a_round_that_the_server_refuses_says_so_on_its_own_screen(new_phone: NewPhone, hospital: Hospital) -> None:
    phone = new_phone(**WITHOUT_WORKER).sign_in(hospital.of_role("supervisor")).wait_synced()
    page = phone.page
    phone.context.route("**/api/sync/push", lose_title)
    phone.open("/rounds/new")
    page.get_by_label("名称").fill("门诊互评")
    page.get_by_role("button", name="下一步：看名单").click()
    line = page.get_by_role("main").get_by_role("link", name="请填写标题。")
    expect(line).to_be_visible()
    expect(page.get_by_role("heading", name="门诊互评")).to_have_count(0)
    line.click()
    expect(page.get_by_role("heading", level=1, name="同步状态")).to_be_visible()


def lose_title(route: Route) -> None:
    """Lets the push go on without what a round is called."""
    body = msgspec.msgpack.decode(route.request.post_data_buffer or b"")
    for change in body["changes"]:
        change[3] = [write for write in change[3] if write[0] != "title"]
    route.continue_(post_data=msgspec.msgpack.encode(body))


def raise_attitude(route: Route) -> None:
    """Lets the push go on with more stars than the form has."""
    body = msgspec.msgpack.decode(route.request.post_data_buffer or b"")
    for _stamp, _doc, _kind, writes in body["changes"]:
        for write in writes:
            if write[0] == "answers/attitude":
                write[1] = MORE_THAN_THERE_ARE
    route.continue_(post_data=msgspec.msgpack.encode(body))

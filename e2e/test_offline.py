"""A nurse evaluates herself with no network, and it arrives once."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from urllib.parse import quote

from playwright.sync_api import expect

from e2e import nurse
from e2e.phone import Phone
from tests.acceptance.phone import Phone as Client
from tests.acceptance.phone import Store
from tests.demonstration import Hospital

NewPhone = Callable[..., Phone]


def head_of_nurse(hospital: Hospital) -> dict[str, str]:
    heads = [account for account in hospital.accounts if account["role"] == "head"]
    return next(head for head in heads if head["unit"] == hospital.nurse["unit"])


def today_in_store(hospital: Hospital) -> list[dict[str, object]]:
    """Today's self-evaluations as a client of its own, signed in as the nurse, is told."""
    client = Client(hospital.base_url, hospital.nurse["username"], hospital.nurse["password"])
    store = Store().follow(client)
    client.http.close()
    held = [store.document(doc) for doc in store.of_kind("self_evaluation")]
    latest = max(str(each["day"]) for each in held)
    return [each for each in held if each["day"] == latest]


def test_what_she_fills_in_a_basement_arrives_once_and_her_head_sees_it(
    nurse_phone: Phone, new_phone: NewPhone, hospital: Hospital
) -> None:
    head = new_phone().sign_in(head_of_nurse(hospital)).wait_synced()
    head.page.get_by_role("link", name="科室", exact=True).click()
    expect(head.page.get_by_role("heading", name=re.compile("还没交"))).to_be_visible()
    done = head.page.locator('a[href^="/unit/"]').filter(has_text=hospital.nurse["name"])
    expect(done).to_have_count(0)

    nurse_phone.wait_for_worker().go_offline()
    nurse.open_today(nurse_phone)
    nurse.fill_normal_day(nurse_phone)
    ticks_three_of_four(nurse_phone)
    nurse.submit(nurse_phone)
    expect(nurse_phone.page.get_by_text("已存在本机，有网络就自动送出，不用再管。")).to_be_visible()
    nurse_phone.page.get_by_role("link", name="回到今天").click()
    nurse_phone.wait_waiting()
    expect(done).to_have_count(0)

    nurse_phone.go_online()
    nurse_phone.wait_synced()
    expect(done).to_have_count(1, timeout=5_000)
    evaluations = today_in_store(hospital)
    assert len(evaluations) == 1
    assert evaluations[0]["submitted"] is True
    assert evaluations[0]["answers/study"] == ["skill", "case", "guideline"]
    the_calendar_has_her_day_and_turns(nurse_phone, str(evaluations[0]["day"]))
    her_wards_form_has_what_passed_and_what_does_not_apply(nurse_phone, hospital, str(evaluations[0]["day"]))


def ticks_three_of_four(phone: Phone) -> None:
    """Several may be chosen, so many and no more; what is unticked makes room again."""
    learnt = phone.page.get_by_role("group", name=re.compile("今天学习了什么"))
    for name in ("诊疗规范", "操作技能", "病例讨论"):
        learnt.get_by_role("checkbox", name=name).check()
    expect(learnt.get_by_role("checkbox", name="理论政策")).to_be_disabled()
    learnt.get_by_role("checkbox", name="诊疗规范").uncheck()
    expect(learnt.get_by_role("checkbox", name="理论政策")).to_be_enabled()
    learnt.get_by_role("checkbox", name="诊疗规范").check()


def the_calendar_has_her_day_and_turns(phone: Phone, day: str) -> None:
    page = phone.open(f"/calendar/{day[:7]}").page
    year, month, date = (int(part) for part in day.split("-"))
    shown = page.get_by_role("region", name=f"{year}年{month}月")
    expect(shown.get_by_role("link", name=re.compile(rf"^{month}月{date}日 \S+ 已交$"))).to_be_visible()
    expect(page.get_by_role("link", name="下个月")).to_have_count(0)
    page.get_by_role("link", name="上个月").click()
    before = (year * 12 + month - 2) // 12, (month + 10) % 12 + 1
    expect(page.get_by_role("region", name=f"{before[0]}年{before[1]}月")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile(rf"^{before[1]}月\d+日 \S+ 已交$")).first).to_be_visible()
    page.get_by_role("link", name="下个月").click()
    expect(shown).to_be_visible()


def her_wards_form_has_what_passed_and_what_does_not_apply(phone: Phone, hospital: Hospital, day: str) -> None:
    phone.open(f"/self/{day}/form/{quote('nursing@1')}")
    nurse.choose(phone, "手卫生", "合格")
    nurse.choose(phone, "三查七对", "不适用")
    expect(phone.page.get_by_role("group", name=re.compile("手卫生")).get_by_role("radio")).to_have_count(3)
    phone.wait_saved().wait_synced()
    (held,) = [each for each in today_in_store(hospital) if each["form"] == "nursing@1"]
    assert (held["answers/hand_hygiene"], held["answers/checks"]) == ("pass", "na")


def test_it_survives_a_restart_of_the_app_without_a_network(nurse_phone: Phone) -> None:
    nurse_phone.wait_for_worker().go_offline()
    nurse.open_today(nurse_phone)
    nurse.choose(nurse_phone, "服务态度", "4")
    nurse_phone.page.get_by_role("textbox", name=re.compile("说明|备注")).fill("三床换药时多说了两句")
    nurse_phone.page.keyboard.press("Tab")
    expect(nurse_phone.page.get_by_text(re.compile("已存|已保存|本机")).first).to_be_visible()
    nurse_phone.wait_saved().page.reload()
    nurse.is_chosen(nurse_phone, "服务态度", "4")
    expect(nurse_phone.page.get_by_role("textbox", name=re.compile("说明|备注"))).to_have_value("三床换药时多说了两句")


def test_a_normal_day_takes_at_most_six_taps_and_twenty_seconds(nurse_phone: Phone) -> None:
    nurse_phone.page.evaluate("addEventListener('click', () => { window.taps = (window.taps ?? 0) + 1; }, true)")
    began = time.monotonic()
    nurse_phone.page.get_by_role("button", name=re.compile("^同")).click()
    nurse.submit(nurse_phone)
    took = time.monotonic() - began
    assert nurse_phone.page.evaluate("window.taps") <= 6
    assert took < 20


def test_sending_begins_within_a_second_of_the_network(nurse_phone: Phone) -> None:
    nurse_phone.wait_for_worker().go_offline()
    nurse.open_today(nurse_phone)
    nurse.choose(nurse_phone, "服务态度", "3")
    nurse_phone.page.get_by_role("button", name="返回").click()
    nurse_phone.wait_waiting()
    with nurse_phone.page.expect_request("**/api/sync/push", timeout=1_500):
        nurse_phone.go_online()
    nurse_phone.wait_synced()

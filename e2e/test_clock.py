"""A phone whose clock is wrong: the work lands on the server's day, and the person notices nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from e2e import nurse
from e2e.phone import Phone
from e2e.test_offline import today_in_store
from tests.demonstration import Hospital

SHIFTED = """(shift => {
  const Real = Date;
  const now = () => Real.now() + shift;
  globalThis.Date = class extends Real {
    constructor(...given) { if (given.length) super(...given); else super(now()); }
    static now() { return now(); }
  };
})"""


@pytest.mark.parametrize("days", [1, -365], ids=["a day ahead", "a year behind"])
def test_the_self_evaluation_lands_on_the_servers_day(
    new_phone: Callable[..., Phone], hospital: Hospital, days: int
) -> None:
    phone = new_phone()
    phone.context.add_init_script(f"{SHIFTED}({days * 86_400_000})")
    phone.sign_in(hospital.nurse).wait_synced().wait_for_worker().go_offline()
    nurse.open_today(phone)
    nurse.fill_normal_day(phone)
    nurse.submit(phone)
    phone.go_online()
    phone.page.get_by_role("link", name="回到今天").click()
    phone.wait_synced()
    expect(phone.page.get_by_role("link", name="被退回")).to_have_count(0)
    (evaluation,) = today_in_store(hospital)
    assert evaluation["submitted"] is True
    assert evaluation["day"] == str(datetime.now(ZoneInfo("Asia/Shanghai")).date())


def test_a_clock_that_jumps_while_she_is_offline_costs_nothing(nurse_phone: Phone, hospital: Hospital) -> None:
    nurse_phone.wait_for_worker().go_offline()
    nurse.open_today(nurse_phone)
    nurse.choose(nurse_phone, "服务态度", "4")
    nurse_phone.page.evaluate(f"{SHIFTED}({timedelta(days=3) // timedelta(milliseconds=1)})")
    nurse.choose(nurse_phone, "首问负责", "做到")
    nurse.choose(nurse_phone, "遵守劳动纪律", "是")
    nurse.submit(nurse_phone)
    nurse_phone.go_online()
    nurse_phone.page.get_by_role("link", name="回到今天").click()
    nurse_phone.wait_synced()
    (evaluation,) = today_in_store(hospital)
    assert evaluation["submitted"] is True

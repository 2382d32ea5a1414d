"""The browser is killed in the middle of a form: what was entered is there again, and arrives once."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from e2e import browser, nurse
from e2e.phone import Phone
from e2e.test_offline import today_in_store
from tests.demonstration import Hospital

NOTE = "夜班，送走最后一位患者已经两点"


def test_a_killed_browser_loses_at_most_the_last_quarter_of_a_second(
    start_phone: Callable[..., Phone], hospital: Hospital, tmp_path: Path
) -> None:
    profile = tmp_path / "profile"
    # She signed in some other day: a browser writes its cookies when it likes, and at its end.
    start_phone(profile).sign_in(hospital.nurse).wait_synced().wait_for_worker().context.close()
    first = start_phone(profile, offline=True).open()
    nurse.open_today(first)
    nurse.choose(first, "服务态度", "4")
    note = first.page.get_by_role("textbox", name=re.compile("说明|备注"))
    note.fill(NOTE)
    first.page.wait_for_timeout(250)
    note.press("7")
    browser.kill(profile)

    second = start_phone(profile, offline=True).open()
    nurse.open_today(second)
    nurse.is_chosen(second, "服务态度", "4")
    expect(second.page.get_by_role("textbox", name=re.compile("说明|备注"))).to_have_value(re.compile(NOTE))
    nurse.fill_normal_day(second)
    nurse.submit(second)
    browser.kill(profile)

    third = start_phone(profile).open().wait_synced()
    (evaluation,) = today_in_store(hospital)
    assert evaluation["submitted"] is True
    assert any(str(value).startswith(NOTE) for value in evaluation.values())
    third.context.close()


def test_a_browser_killed_right_after_the_first_sign_in_knows_who_it_was(
    start_phone: Callable[..., Phone], hospital: Hospital, tmp_path: Path
) -> None:
    """A browser writes its own notes of who is here seconds later; the app has written them at once."""
    profile = tmp_path / "profile"
    first = start_phone(profile).sign_in(hospital.nurse)
    nurse.open_today(first)
    nurse.choose(first, "服务态度", "4")
    first.wait_saved()
    browser.kill(profile)

    second = start_phone(profile).open()
    expect(second.page.get_by_label("密码", exact=True)).to_have_count(0)
    nurse.open_today(second)
    nurse.is_chosen(second, "服务态度", "4")
    second.context.close()

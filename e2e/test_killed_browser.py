"""The browser is killed in the middle of a form: what was entered is there again, and arrives once."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Playwright, expect

from e2e import browser, nurse
from e2e.phone import Phone
from e2e.test_offline import today_in_store
from tests.demonstration import Hospital

NOTE = "夜班，送走最后一位患者已经两点"


def test_a_killed_browser_loses_at_most_the_last_quarter_of_a_second(
    playwright: Playwright, hospital: Hospital, tmp_path: Path
) -> None:
    profile = tmp_path / "profile"
    first = Phone(browser.start_with_profile(playwright, profile), hospital.base_url)
    first.sign_in(hospital.nurse).wait_synced().wait_for_worker().go_offline()
    nurse.open_today(first)
    nurse.choose(first, "服务态度", "4")
    note = first.page.get_by_role("textbox", name=re.compile("说明|备注"))
    note.fill(NOTE)
    note.press("7")
    first.page.wait_for_timeout(250)
    browser.kill(profile)

    second = Phone(browser.start_with_profile(playwright, profile, offline=True), hospital.base_url)
    second.open()
    nurse.open_today(second)
    nurse.is_chosen(second, "服务态度", "4")
    expect(second.page.get_by_role("textbox", name=re.compile("说明|备注"))).to_have_value(re.compile(NOTE))
    nurse.fill_normal_day(second)
    nurse.submit(second)
    browser.kill(profile)

    third = Phone(browser.start_with_profile(playwright, profile), hospital.base_url)
    third.open().wait_synced()
    evaluations = today_in_store(hospital)
    assert len(evaluations) == 1
    assert evaluations[0]["submitted"] is True
    third.context.close()

"""Without a finger or a mouse: signing in, filling a day in and submitting it, with the keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from e2e import browser
from e2e.phone import Phone
from e2e.test_offline import today_in_store
from tests.demonstration import Hospital

STEPS_MAX = 60


def test_a_day_is_evaluated_with_the_keyboard_alone(new_phone: Callable[..., Phone], hospital: Hospital) -> None:
    computer = new_phone(**browser.DESKTOP, is_mobile=False, has_touch=False)
    page = computer.open().page
    tab_to(page, page.get_by_label("用户名"))
    page.keyboard.type(hospital.nurse["username"])
    tab_to(page, page.get_by_label("密码", exact=True))
    page.keyboard.type(hospital.nurse["password"])
    page.keyboard.press("Enter")
    computer.wait_synced()

    begin = page.get_by_role("link", name="开始自评")
    tab_to(page, begin)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="今日自评")).to_be_focused()
    for item, steps in (("首问负责", 0), ("服务态度", 4), ("遵守劳动纪律", 0)):
        radios = page.get_by_role("group", name=re.compile(item)).get_by_role("radio")
        tab_to(page, radios.first)
        page.keyboard.press("Space")
        for _ in range(steps):
            page.keyboard.press("ArrowRight")
        expect(radios.nth(steps)).to_be_checked()
    submit = page.get_by_role("button", name="提交", exact=True)
    tab_to(page, submit.first)
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    tab_to(page, dialog.get_by_role("button", name="提交", exact=True))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="今天的自评交好了")).to_be_focused()
    expect(page.get_by_text("已经送达。")).to_be_visible()
    (evaluation,) = today_in_store(hospital)
    assert (evaluation["submitted"], evaluation["answers/attitude"]) == (True, 5)


def tab_to(page: Page, wanted: Locator) -> None:
    """Goes on with the tabulator until the wanted thing has the focus."""
    expect(wanted).to_be_visible()
    for _ in range(STEPS_MAX):
        if wanted.evaluate("it => it === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {wanted}")

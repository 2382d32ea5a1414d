"""Nothing moves under a thumb: what comes later to the first screen comes below what stands there, and in one piece."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from e2e.phone import Phone
from tests.demonstration import Hospital

# So tall that all of it is seen: what moves below the edge would not be counted.
TALL = {"width": 390, "height": 2400}
SHIFTS = """() => new Promise((done) => {
  const moved = (entry) => !entry.hadRecentInput;
  const seen = (list) => done(list.getEntries().filter(moved).map(({ value }) => value));
  new PerformanceObserver(seen).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done([]), 1000);
})"""


def stands_still(phone: Phone, path: str, card: int) -> None:
    """The screen is opened anew on a slow phone, and whatever comes to it moves nothing that was there."""
    processor: Any = phone.context.new_cdp_session(phone.page)
    processor.send("Emulation.setCPUThrottlingRate", {"rate": 6})
    phone.open(path)
    expect(phone.page.locator("main .card").nth(card)).to_be_visible()
    assert phone.page.evaluate(SHIFTS) == []


@pytest.mark.parametrize("role", ["staff", "head", "secretary"])
def test_the_first_screen_stands_still_while_it_fills(
    new_phone: Callable[..., Phone], hospital: Hospital, role: str
) -> None:
    phone = new_phone(viewport=TALL).sign_in(hospital.of_role(role)).wait_synced().wait_for_shelves()
    stands_still(phone, "/", 2)


def test_what_waits_to_be_published_comes_with_the_findings(
    new_phone: Callable[..., Phone], hospital: Hospital
) -> None:
    planner = next(each for each in hospital.accounts if each["name"] == "罗丽萍")
    phone = new_phone(viewport=TALL).sign_in(planner).wait_synced().wait_for_shelves()
    stands_still(phone, "/findings", 1)
    expect(phone.page.get_by_role("heading", name="等待公布")).to_be_visible()

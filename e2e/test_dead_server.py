"""The server is dead: every screen starts all the same, from what the phone holds, and says what is made up."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from e2e import screens
from e2e.phone import Phone
from tests.demonstration import Hospital

NEEDS_THE_SERVER = {"activation-code", "second-factor"}
"""And what shows something that is not here, which ends with "-away"."""
NOT_THERE = re.compile("还没有到本机|现在看不到|这一页还没有存到本机")


@pytest.mark.parametrize("role", [role for role in screens.ROLES if role != screens.VISITOR])
def test_every_screen_starts_with_the_server_dead(
    new_phone: Callable[..., Phone], hospital: Hospital, role: str
) -> None:
    phone = screens.phone_of(hospital, role, new_phone()).wait_for_shelves()
    addresses = screens.addresses(hospital, role).items()
    paths = [path for name, path in addresses if name not in NEEDS_THE_SERVER and not name.endswith("-away")]
    hospital.process.kill()
    hospital.process.join()
    for path in paths:
        phone.open(path)
        expect(phone.page.get_by_role("heading", level=1)).to_be_visible()
        assert phone.page.evaluate("location.pathname") == path
        expect(phone.page.locator("main")).not_to_contain_text(NOT_THERE)
        expect(phone.page.get_by_text("演示环境，数据都是虚构的"), path).to_be_in_viewport()

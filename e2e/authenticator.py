"""验证器: somebody's authenticator in a story, and the sheet that asks for its six digits."""

from __future__ import annotations

import re
import time

from playwright.sync_api import Page, expect

from api.second_factor import STEP_MS, code_at
from e2e.phone import Phone
from e2e.test_screens import AXE, LOOK, LOOKS, faults_of


class Authenticator:
    """What an authenticator app shows for one account. Each code is given once."""

    def __init__(self, secret: str) -> None:
        self.secret = secret
        self.last = 0

    def code(self) -> str:
        """A code that wasn't given before: this step's, or the next one's, which the server takes as well."""
        self.last = max(self.last + 1, int(time.time() * 1000) // STEP_MS)
        return code_at(self.secret, self.last)


def turn_on(device: Phone) -> Authenticator:
    """Turns the second factor on, for the account that is signed in on this device."""
    page = device.open("/me/second").page
    page.get_by_role("button", name="开启第二步验证").click()
    shown = page.locator("b.secret")
    expect(shown).to_have_text(re.compile(r"^[A-Z2-7 ]{39}$"))
    own = Authenticator(str(shown.text_content()).replace(" ", ""))
    page.get_by_role("textbox", name="验证码").fill(own.code())
    page.get_by_role("button", name="确认开启").click()
    expect(page.get_by_text("已开启。")).to_be_visible()
    return own


def enter(page: Page, code: str) -> None:
    """Six digits into the sheet."""
    sheet = page.get_by_role("dialog", name="输入动态验证码")
    sheet.get_by_role("textbox", name="验证码").fill(code)
    sheet.get_by_role("button", name="确认").click()


def looks_right(page: Page) -> list[str]:
    """What is wrong with the page and the sheet over it, light and small, dark and large."""
    page.evaluate(AXE)
    found: list[str] = []
    for look in (LOOKS[0], LOOKS[-1]):
        page.evaluate(LOOK, look)
        found += [f"{look}: {fault}" for fault in faults_of(page)]
    page.evaluate(LOOK, ["light", "100"])
    return found

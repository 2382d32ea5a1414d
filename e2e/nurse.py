"""What a nurse does with the day's form, said once: open, answer, submit. Names are those on the screen."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from e2e.phone import Phone

NORMAL_DAY = {"首问负责": "做到", "服务态度": "5", "遵守劳动纪律": "是"}


def open_today(phone: Phone) -> None:
    """From today's screen into today's empty or begun form."""
    phone.page.get_by_role("link", name=re.compile("开始自评|接着填")).click()
    expect(phone.page.get_by_role("heading", level=1, name="今日自评")).to_be_visible()


def choose(phone: Phone, item: str, answer: str) -> None:
    """Taps an answer of an item, as a thumb would: on the words."""
    phone.page.get_by_role("group", name=re.compile(item)).get_by_role("radio", name=answer, exact=True).check()


def is_chosen(phone: Phone, item: str, answer: str) -> None:
    group = phone.page.get_by_role("group", name=re.compile(item))
    expect(group.get_by_role("radio", name=answer, exact=True)).to_be_checked()


def fill_normal_day(phone: Phone) -> None:
    for item, answer in NORMAL_DAY.items():
        choose(phone, item, answer)


def submit(phone: Phone) -> None:
    """Submits and confirms; ends on the screen that says it is done."""
    phone.page.get_by_role("button", name="提交", exact=True).click()
    phone.page.get_by_role("dialog").get_by_role("button", name="提交", exact=True).click()
    expect(phone.page.get_by_role("heading", level=1, name=re.compile("交好了|补好了"))).to_be_visible()

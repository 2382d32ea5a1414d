"""Language, theme and text size are kept on the device; Chinese screens are Chinese."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from e2e import screens
from e2e.phone import Phone
from tests.demonstration import Hospital


def test_language_theme_and_text_size_outlast_a_reload(nurse_phone: Phone) -> None:
    page = nurse_phone.open("/me/settings").page
    page.get_by_role("group", name="外观").get_by_role("radio", name="深色").check()
    page.get_by_role("group", name="字号").get_by_role("radio", name="特大").check()
    page.get_by_role("group", name="语言").get_by_role("radio", name="English").check()
    expect(page.get_by_role("heading", level=1, name="Settings")).to_be_visible()
    for path in ("/me/settings", "/"):
        nurse_phone.open(path)
        root = page.locator("html")
        expect(root).to_have_attribute("lang", "en")
        expect(root).to_have_attribute("data-theme", "dark")
        expect(root).to_have_attribute("data-size", "200")
    expect(page.get_by_role("navigation").get_by_role("link", name="Today")).to_be_visible()


def test_no_english_word_stands_on_a_chinese_screen(nurse_phone: Phone, hospital: Hospital) -> None:
    allowed = re.compile(r"\b(English|Chromium|Chrome|Android|Windows|Linux|macOS|iOS|QL\d+|v?\d[\d.]*)\b")
    for path in screens.addresses(hospital, "staff").values():
        nurse_phone.open(path)
        expect(nurse_phone.page.get_by_role("heading", level=1)).to_be_visible()
        words = allowed.sub("", nurse_phone.page.locator("body").inner_text())
        assert not re.findall(r"[A-Za-z]{2,}", words), path

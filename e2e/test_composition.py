"""Chinese is typed through composition: nothing is cut, doubled or saved half-spelt."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import expect

from e2e import nurse
from e2e.phone import Phone

SYLLABLES = [("n", "ni", "你"), ("h", "hao", "好"), ("huan", "huanzhe", "患者"), ("jia", "jiashu", "家属")]


def test_what_is_composed_is_what_is_kept(nurse_phone: Phone) -> None:
    nurse.open_today(nurse_phone)
    note = nurse_phone.page.get_by_role("textbox", name=re.compile("说明|备注"))
    note.click()
    keyboard: Any = nurse_phone.context.new_cdp_session(nurse_phone.page)
    for first, whole, character in SYLLABLES:
        for spelt in (first, whole):
            keyboard.send(
                "Input.imeSetComposition", {"text": spelt, "selectionStart": len(spelt), "selectionEnd": len(spelt)}
            )
            nurse_phone.page.evaluate("new Promise(requestAnimationFrame)")
        keyboard.send("Input.insertText", {"text": character})
    wanted = "".join(character for *_, character in SYLLABLES)
    expect(note).to_have_value(wanted)
    note.blur()
    expect(nurse_phone.page.get_by_text(re.compile("已存|已保存|本机")).first).to_be_visible()
    nurse_phone.wait_saved().page.reload()
    expect(nurse_phone.page.get_by_role("textbox", name=re.compile("说明|备注"))).to_have_value(wanted)

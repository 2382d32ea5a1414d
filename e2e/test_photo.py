"""A photo that was taken without a network arrives, and the head of the unit sees it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

from PIL import Image
from playwright.sync_api import expect

from e2e import nurse
from e2e.phone import Phone
from e2e.test_offline import head_of_nurse
from tests.demonstration import Hospital

WIDTH, HEIGHT = 640, 480


def picture() -> bytes:
    """A small JPEG with a pattern, as a camera gives one."""
    made = Image.effect_noise((WIDTH, HEIGHT), 40).convert("RGB")
    kept = io.BytesIO()
    made.save(kept, "JPEG")
    return kept.getvalue()


def test_a_photo_taken_offline_arrives_and_the_head_sees_it(
    nurse_phone: Phone, new_phone: Callable[..., Phone], hospital: Hospital
) -> None:
    nurse_phone.wait_for_worker().go_offline()
    nurse.open_today(nurse_phone)
    nurse.fill_normal_day(nurse_phone)
    with nurse_phone.page.expect_file_chooser() as chooser:
        nurse_phone.page.get_by_label("拍照或选图").click()
    chooser.value.set_files({"name": "ward.jpg", "mimeType": "image/jpeg", "buffer": picture()})
    shown = nurse_phone.page.get_by_role("img", name="照片")
    expect(shown).to_be_visible()
    nurse.submit(nurse_phone)
    nurse_phone.page.get_by_role("link", name="回到今天").click()
    nurse_phone.wait_waiting()

    head = new_phone().sign_in(head_of_nurse(hospital)).wait_synced()
    head.page.get_by_role("link", name="科室", exact=True).click()
    nurse_phone.go_online()
    nurse_phone.wait_synced()
    head.page.get_by_role("link", name=re.compile(hospital.nurse["name"])).click()
    seen = head.page.get_by_role("img", name="照片")
    expect(seen).to_be_visible()
    expect(seen).to_have_js_property("naturalWidth", WIDTH)
    expect(seen).to_have_js_property("naturalHeight", HEIGHT)

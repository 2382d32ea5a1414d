"""A photo that was taken without a network arrives, and the head of the unit sees it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

from PIL import Image
from playwright.sync_api import expect

from e2e import nurse
from e2e.browser import WITHOUT_WORKER
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


def test_a_picture_that_the_server_never_takes_is_told_of_with_its_document(
    new_phone: Callable[..., Phone], hospital: Hospital
) -> None:
    nurse_phone = new_phone(**WITHOUT_WORKER).sign_in(hospital.nurse).wait_synced()
    problem = "application/problem+json"
    nurse_phone.context.route("**/blobs/*", lambda route: route.fulfill(status=422, content_type=problem, body="{}"))
    nurse.open_today(nurse_phone)
    nurse.fill_normal_day(nurse_phone)
    page = nurse_phone.page
    with page.expect_file_chooser() as chooser:
        page.get_by_label("拍照或选图").click()
    chooser.value.set_files({"name": "ward.jpg", "mimeType": "image/jpeg", "buffer": picture()})
    expect(page.get_by_role("img", name="照片")).to_be_visible()
    nurse.submit(nurse_phone)
    page.get_by_role("link", name="回到今天").click()
    expect(nurse_phone.sync_chip()).to_have_accessible_name(re.compile("可能有丢失"))
    page.get_by_role("link", name=re.compile("有 1 件内容没能送出")).click()
    told = page.locator("section", has_text="1 张照片服务器读不出")
    expect(told).to_contain_text(re.compile(r"\d+月\d+日.*自评"))
    nurse_phone.wait_saved().page.reload()
    told.get_by_role("button", name="知道了").click()
    expect(told).to_have_count(0)
    nurse_phone.open().wait_synced()

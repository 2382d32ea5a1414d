"""Pictures of every screen at two phone sizes, light and dark, in test-results/pictures, and those of the README."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, expect, sync_playwright

from e2e import browser, nurse, screens
from e2e.phone import Phone
from setup.steps import ROOT
from tests.demonstration import Demonstration, Hospital

FOLDER = ROOT / "test-results/pictures"
README = ROOT / "docs/images"
SIZES = {"360": {"width": 360, "height": 780}, "390": {"width": 390, "height": 844}}
README_BYTES_MAX = 150_000


def main() -> None:
    """Takes them all from a demonstration of its own."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        chromium = browser.start(playwright)
        with Demonstration(Path(folder)).open() as hospital:
            for role in screens.ROLES:
                take_role(chromium, hospital, role)
            take_readme(chromium, hospital)
        chromium.close()


def take_role(chromium: Browser, hospital: Hospital, role: str) -> None:
    paths = screens.addresses(hospital, role)
    for width, viewport in SIZES.items():
        context = chromium.new_context(**(browser.PHONE | look(viewport)))
        phone = screens.phone_of(hospital, role, Phone(context, hospital.base_url))
        for name, path in paths.items():
            phone.open(path)
            expect(phone.page.get_by_role("heading", level=1)).to_be_visible()
            for theme in ("light", "dark"):
                phone.page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
                target = FOLDER / width / theme / f"{name}.png"
                target.parent.mkdir(parents=True, exist_ok=True)
                phone.page.screenshot(path=target)
        context.close()


def take_readme(chromium: Browser, hospital: Hospital) -> None:
    """Today's screen, the day's form half filled in, a visit's checklist in a hand, a meeting's projector."""
    README.mkdir(parents=True, exist_ok=True)
    context = chromium.new_context(**(browser.PHONE | look(SIZES["390"])))
    phone = Phone(context, hospital.base_url).sign_in(hospital.nurse).wait_synced()
    phone.page.screenshot(path=README / "today.png")
    nurse.open_today(phone)
    nurse.fill_normal_day(phone)
    phone.page.screenshot(path=README / "evaluation.png")
    context.close()
    context = chromium.new_context(**(browser.PHONE | look(SIZES["390"])))
    phone = screens.phone_of(hospital, "inspector", Phone(context, hospital.base_url))
    phone.open(screens.addresses(hospital, "inspector")["visit"])
    expect(phone.page.get_by_role("heading", level=1)).to_be_visible()
    phone.page.wait_for_load_state("networkidle")
    phone.page.screenshot(path=README / "visit.png")
    context.close()
    context = chromium.new_context(**look({"width": 1920, "height": 1080}))
    phone = screens.phone_of(hospital, "secretary", Phone(context, hospital.base_url))
    phone.open(screens.addresses(hospital, "secretary")["projector"])
    expect(phone.page.get_by_role("img", name="签到二维码")).to_be_visible()
    phone.page.keyboard.press("Space")
    expect(phone.page.get_by_role("img", name="五比")).to_be_visible()
    phone.page.screenshot(path=README / "projector.png")
    context.close()
    for picture in README.glob("*.png"):
        if picture.stat().st_size > README_BYTES_MAX:
            raise RuntimeError(f"{picture.name} has more than {README_BYTES_MAX} bytes")


def look(viewport: dict[str, int]) -> dict[str, Any]:
    return {"viewport": viewport, "reduced_motion": "reduce"}


if __name__ == "__main__":
    main()

"""A new version of the app comes while somebody writes: it is taken when they say so, and no character is lost."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import expect

from e2e import nurse
from e2e.phone import Phone
from e2e.test_deeds import account
from e2e.test_trouble import FULL
from tests.demonstration import Demonstration, Hospital, free_port

TYPED = "早班交接，两位家属来问用药，都说清楚了"
LOOK_FOR_NEWS = "navigator.serviceWorker.getRegistration().then(found => found.update()).then(() => true)"
OLD = "window.startedBeforeTheUpdate"
HIDDEN = "Object.defineProperty(document, 'visibilityState', { value: 'hidden' }) && null"
LOOKED_AWAY = "document.dispatchEvent(new Event('visibilitychange'))"


class Releases:
    """One hospital that can be started again with another build of the app."""

    def __init__(self, demonstration: Demonstration, app: Path, folder: Path) -> None:
        self._folder = folder / "hospital"
        self._port = free_port()
        self._stack = ExitStack()
        self.app = app
        self.hospital = self._stack.enter_context(
            demonstration.open(copy_to=self._folder, port=self._port, MINGCHA_APP_DIST=str(app))
        )

    def release(self, app: Path) -> None:
        """Ends the server, and starts it again with this build where it was."""
        self.close()
        self.app = app
        self._stack.enter_context(Demonstration(self._folder).open(port=self._port, MINGCHA_APP_DIST=str(app)))

    def close(self) -> None:
        self._stack.close()


@pytest.fixture
def releases(demonstration: Demonstration, app: Path, tmp_path: Path) -> Iterator[Releases]:
    made = Releases(demonstration, app, tmp_path)
    yield made
    made.close()


@pytest.fixture
def hospital(releases: Releases) -> Hospital:
    return releases.hospital


def next_version(app: Path, folder: Path) -> Path:
    """The same app under another version: the page and the worker differ, and with them what is kept."""
    built = Path(shutil.copytree(app, folder / "next"))
    page = built / "index.html"
    page.write_text(page.read_text().replace("<html", '<html data-release="next"', 1))
    worker = built / "worker.js"
    code, count = re.subn(r"\b[0-9a-f]{16}\b", "fedcba9876543210", worker.read_text())
    assert count == 1
    worker.write_text(code)
    return built


def test_no_character_is_lost_when_an_update_is_accepted(
    nurse_phone: Phone, releases: Releases, tmp_path: Path
) -> None:
    nurse_phone.wait_for_worker()
    page = nurse_phone.page
    page.evaluate(f"{OLD} = true")
    nurse.open_today(nurse_phone)
    note = page.get_by_role("textbox", name=re.compile("说明|备注"))
    note.press_sequentially(TYPED[:8])
    releases.release(next_version(releases.app, tmp_path))
    page.evaluate(LOOK_FOR_NEWS)
    note.press_sequentially(TYPED[8:-1])
    assert page.evaluate(OLD) is True
    expect(note).to_have_value(TYPED[:-1])
    note.press_sequentially(TYPED[-1])
    page.get_by_role("button", name="返回").click()
    page.get_by_role("button", name="有新版本").click()
    expect(page.locator("html")).to_have_attribute("data-release", "next")
    assert page.evaluate(OLD) is None
    nurse.open_today(nurse_phone)
    expect(page.get_by_role("textbox", name=re.compile("说明|备注"))).to_have_value(TYPED)
    nurse_phone.page.get_by_role("button", name="返回").click()
    nurse_phone.wait_synced()


def test_a_tab_in_which_somebody_writes_is_left_alone(nurse_phone: Phone, releases: Releases, tmp_path: Path) -> None:
    nurse_phone.wait_for_worker()
    writing = nurse_phone.second_tab()
    writing.page.evaluate(f"{OLD} = true")
    nurse.open_today(writing)
    note = writing.page.get_by_role("textbox", name=re.compile("说明|备注"))
    note.press_sequentially(TYPED[:8])
    releases.release(next_version(releases.app, tmp_path))
    nurse_phone.page.evaluate(LOOK_FOR_NEWS)
    nurse_phone.page.get_by_role("button", name="有新版本").click()
    expect(nurse_phone.page.locator("html")).to_have_attribute("data-release", "next")
    note.press_sequentially(TYPED[8:])
    expect(note).to_have_value(TYPED)
    assert writing.page.evaluate(OLD) is True
    nurse.open_today(nurse_phone)
    expect(nurse_phone.page.get_by_role("textbox", name=re.compile("说明|备注"))).to_have_value(TYPED)
    writing.page.get_by_role("button", name="返回").click()
    writing.page.get_by_role("button", name="有新版本").click()
    expect(writing.page.locator("html")).to_have_attribute("data-release", "next")


def test_an_update_is_not_taken_while_something_stands_on_the_page_only(
    nurse_phone: Phone, releases: Releases, tmp_path: Path
) -> None:
    page = nurse_phone.wait_for_worker().page
    page.evaluate(f"{OLD} = true")
    nurse.open_today(nurse_phone)
    nurse.fill_normal_day(nurse_phone)
    releases.close()
    page.evaluate(FULL)
    nurse.submit(nurse_phone)
    page.get_by_role("link", name="回到今天").click()
    releases.release(next_version(releases.app, tmp_path))
    page.evaluate(LOOK_FOR_NEWS)
    page.get_by_role("button", name="有新版本").click()
    expect(page.get_by_text("别关这一页")).to_be_visible()
    assert page.evaluate(OLD) is True
    page.evaluate("makeRoom()")
    expect(nurse_phone.sync_chip()).not_to_have_accessible_name(re.compile("还没存上"))
    page.get_by_role("button", name="有新版本").click()
    expect(page.locator("html")).to_have_attribute("data-release", "next")
    expect(page.get_by_text(re.compile("已交")).first).to_be_visible()


def test_a_hidden_tab_is_not_reloaded_while_words_stand_in_it_that_nothing_keeps(
    phone: Phone, releases: Releases, tmp_path: Path
) -> None:
    phone.sign_in(account(releases.hospital, "罗丽萍")).wait_for_worker()
    writing = phone.second_tab("/people")
    writing.page.get_by_role("searchbox").fill(TYPED)
    writing.page.evaluate(f"{OLD} = true")
    writing.page.evaluate(HIDDEN)
    releases.release(next_version(releases.app, tmp_path))
    phone.page.evaluate(LOOK_FOR_NEWS)
    phone.page.get_by_role("button", name="有新版本").click()
    expect(phone.page.locator("html")).to_have_attribute("data-release", "next")
    writing.page.evaluate(LOOKED_AWAY)
    writing.wait_saved()
    assert writing.page.evaluate(OLD) is True
    writing.page.get_by_role("searchbox").fill("")
    writing.page.evaluate(LOOKED_AWAY)
    expect(writing.page.locator("html")).to_have_attribute("data-release", "next")


def test_an_office_has_its_screens_without_a_network_after_an_update(
    phone: Phone, releases: Releases, tmp_path: Path
) -> None:
    phone.sign_in(releases.hospital.of_role("admin")).wait_for_shelves()
    page = phone.page
    releases.release(next_version(releases.app, tmp_path))
    page.evaluate(LOOK_FOR_NEWS)
    page.get_by_role("button", name="有新版本").click()
    expect(page.locator("html")).to_have_attribute("data-release", "next")
    releases.close()
    phone.open("/people")
    expect(page.get_by_role("heading", name="通讯录", level=1)).to_be_visible()
    assert page.evaluate("caches.keys().then(names => names.at(-1))") == "mingcha-fedcba9876543210"

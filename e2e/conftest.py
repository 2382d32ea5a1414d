"""The stage of the stories: a hospital of its own for each, a browser for all, a picture of what a failed one saw."""

import shutil
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Playwright, expect, sync_playwright

from e2e import browser as browsers
from e2e.phone import PHONES, Phone
from setup.steps import ROOT
from tests.demonstration import Demonstration, Hospital

PICTURES = ROOT / "test-results"

# Long enough for a machine that does other work besides; what has to be quicker says so itself.
expect.set_options(timeout=15_000)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    started = browsers.start(playwright)
    yield started
    started.close()


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Demonstration:
    """Seeded once; every story works on a copy."""
    return Demonstration(tmp_path_factory.mktemp("demonstration"))


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built app as it is now: whoever builds while the stories run takes nothing from under them."""
    return Path(shutil.copytree(ROOT / "pwa/dist", tmp_path_factory.mktemp("app") / "dist"))


@pytest.fixture
def hospital(demonstration: Demonstration, app: Path, tmp_path: Path) -> Iterator[Hospital]:
    """A server whose data no other story touches."""
    with demonstration.open(copy_to=tmp_path / "hospital", MINGCHA_APP_DIST=str(app)) as running:
        yield running


@pytest.fixture
def new_phone(browser: Browser, hospital: Hospital, request: pytest.FixtureRequest) -> Iterator[Callable[..., Phone]]:
    """Makes a fresh phone, or a device with other options (see `browser.DESKTOP`); all are gone after the story."""
    with ExitStack() as devices:

        def make(**options: Any) -> Phone:
            context = devices.enter_context(browser.new_context(**(browsers.PHONE | options)))
            browsers.tell_network(context, on=True)
            return _noted(request, Phone(context, hospital.base_url))

        yield make


@pytest.fixture
def start_phone(playwright: Playwright, hospital: Hospital, request: pytest.FixtureRequest) -> Callable[..., Phone]:
    """Starts the browser that keeps its storage in a folder. The story ends it: closes its context, or kills it."""

    def start(profile: Path, **options: Any) -> Phone:
        context = browsers.start_with_profile(playwright, profile, **options)
        return _noted(request, Phone(context, hospital.base_url))

    return start


@pytest.fixture
def phone(new_phone: Callable[..., Phone]) -> Phone:
    """A fresh phone, nobody signed in."""
    return new_phone()


@pytest.fixture
def nurse_phone(phone: Phone, hospital: Hospital) -> Phone:
    """A phone on which the demonstration's nurse has signed in and everything has arrived."""
    return phone.sign_in(hospital.nurse).wait_synced()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """After a failure, one picture of each tab of each phone in test-results/."""
    report = yield
    if report.when == "call" and report.failed and PHONES in item.stash:
        PICTURES.mkdir(exist_ok=True)
        pages = [page for phone in item.stash[PHONES] for page in phone.context.pages]
        for number, page in enumerate(pages, start=1):
            page.screenshot(path=PICTURES / f"{item.name}-{number}.png")
    return report


def _noted(request: pytest.FixtureRequest, phone: Phone) -> Phone:
    request.node.stash.setdefault(PHONES, []).append(phone)
    return phone

"""A real server with the demonstration hospital, for clients that know only the protocol."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from tests.acceptance.phone import Phone, Store
from tests.demonstration import Demonstration, Hospital

_days = itertools.count()
DAYS_TOLD = 60
"""How far the demonstration's history goes back."""


@pytest.fixture(scope="session")
def hospital(tmp_path_factory: pytest.TempPathFactory, new_database: Callable[[], str]) -> Iterator[Hospital]:
    folder = tmp_path_factory.mktemp("hospital")
    with Demonstration(folder, new_database()).open() as running:
        yield running
        assert running.process.is_alive(), "the server is still alive after everything that was sent to it"


@pytest.fixture
def sign_in(hospital: Hospital) -> Iterator[Callable[..., Phone]]:
    """Signs an account in on a new device, which is put away after the test."""
    with ExitStack() as devices:

        def on_a_new_device(account: dict[str, Any], device: str = "acceptance") -> Phone:
            phone = Phone(hospital.base_url, account["username"], account["password"], device)
            devices.callback(phone.http.close)
            return phone

        yield on_a_new_device


@pytest.fixture
def nurse(hospital: Hospital, sign_in: Callable[..., Phone]) -> Phone:
    return sign_in(hospital.nurse)


@pytest.fixture
def daily(nurse: Phone) -> tuple[str, dict[str, Any]]:
    """The form of the nurse's daily self-evaluation and its items."""
    store = Store().follow(nurse)
    for doc in store.of_kind("form"):
        content = store.document(doc)
        if content.get("name", "").startswith("daily@"):
            items = {path.removeprefix("items/"): item for path, item in content.items() if path.startswith("items/")}
            return content["name"], items
    raise AssertionError("the nurse holds no daily form")


@pytest.fixture
def day() -> str:
    """A day that nobody has evaluated: before the demonstration's history, recent enough to be sent unasked."""
    return str(datetime.date.today() - datetime.timedelta(days=DAYS_TOLD + 1 + next(_days)))

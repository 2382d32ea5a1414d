"""A real server with the demonstration hospital, in a process of its own, for clients that know only the protocol."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests import demonstration
from tests.acceptance.phone import Phone, Store


class Hospital(demonstration.Hospital):
    """A running demonstration that phones can sign in to."""

    def sign_in(self, account: dict[str, Any], device: str = "acceptance") -> Phone:
        return Phone(self.base_url, account["username"], account["password"], device)


@pytest.fixture(scope="session")
def hospital(tmp_path_factory: pytest.TempPathFactory, new_database: Callable[[], str]) -> Iterator[Hospital]:
    folder = tmp_path_factory.mktemp("hospital")
    with demonstration.Demonstration(folder, new_database()).open() as running:
        yield Hospital(running.base_url, running.accounts, running.process)
        assert running.process.poll() is None, "the server is still alive after everything that was sent to it"


@pytest.fixture
def nurse(hospital: Hospital) -> Phone:
    return hospital.sign_in(hospital.nurse)


@pytest.fixture
def daily(hospital: Hospital, nurse: Phone) -> tuple[str, dict[str, Any]]:
    """The form of the nurse's daily self-evaluation and its items."""
    store = Store().follow(nurse)
    for doc in store.of_kind("form"):
        content = store.document(doc)
        name = content.get("name", "daily@1")
        if name.startswith("daily@"):
            return name, {
                path.removeprefix("items/"): item for path, item in content.items() if path.startswith("items/")
            }
    raise AssertionError("the nurse holds no daily form")


_days = itertools.count()


@pytest.fixture
def day() -> str:
    """A day that nobody has evaluated: long before the demonstration's history, another one for each test."""
    return str(datetime.date(2025, 1, 1) + datetime.timedelta(days=next(_days)))

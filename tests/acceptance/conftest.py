"""A real server with the demonstration hospital, in a process of its own, for clients that know only the protocol."""

from __future__ import annotations

import datetime
import itertools
import json
import os
import select
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.acceptance.phone import Phone, Store

ROOT = Path(__file__).parents[2]


class Hospital:
    """The address of a running demonstration and its accounts."""

    def __init__(self, base_url: str, accounts: list[dict[str, Any]], process: subprocess.Popen[bytes]) -> None:
        self.base_url = base_url
        self.accounts = accounts
        self.process = process
        first = next(account for account in accounts if account["role"] == "staff")
        self.nurse = first

    def of_role(self, role: str, number: int = 0) -> dict[str, Any]:
        return [account for account in self.accounts if account["role"] == role][number]

    def sign_in(self, account: dict[str, Any], device: str = "acceptance") -> Phone:
        return Phone(self.base_url, account["username"], account["password"], device)


@pytest.fixture(scope="session")
def hospital(tmp_path_factory: pytest.TempPathFactory, database_url: str) -> Iterator[Hospital]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        **os.environ,
        "PORT": str(port),
        "MINGCHA_DATA_DIR": str(tmp_path_factory.mktemp("hospital")),
        "MINGCHA_DATABASE_URL": database_url,
    }
    command = [sys.executable, "-m", "api"]
    listing = subprocess.run(
        [*command, "demo", "--accounts"], env=environment, cwd=ROOT, capture_output=True, check=True
    )
    accounts = [json.loads(line) for line in listing.stdout.splitlines()]
    process = subprocess.Popen([*command, "demo"], env=environment, cwd=ROOT, stdout=subprocess.DEVNULL)
    base_url = f"http://127.0.0.1:{port}"
    try:
        _wait_until_healthy(base_url, process)
        yield Hospital(base_url, accounts, process)
        assert process.poll() is None, "the server is still alive after everything that was sent to it"
    finally:
        process.terminate()
        process.wait(20)


def _wait_until_healthy(base_url: str, process: subprocess.Popen[bytes]) -> None:
    gives_up = time.monotonic() + 60
    with httpx.Client(base_url=base_url) as client:
        while time.monotonic() < gives_up:
            assert process.poll() is None, "the server ended while starting"
            try:
                if client.get("/api/health").status_code == 200:
                    return
            except httpx.TransportError:
                pass
            select.select([], [], [], 0.05)
    raise AssertionError("the server didn't become healthy within a minute")


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

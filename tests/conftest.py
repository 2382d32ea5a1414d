"""A fresh database for each test that asks: SQLite or, where the environment says so, PostgreSQL."""

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.examples import load_profiles
from tests.postgresql import PostgreSQL

DATABASE = os.environ.get("MINGCHA_TEST_DATABASE", "sqlite")

load_profiles()

SLOW = {"simulation", "acceptance"}
"""Folders that play for long."""
SLOW_MODULES = {
    "test_auth", "test_blobs", "test_bulletin_print", "test_commands", "test_enrolment", "test_exports",
    "test_form_imports", "test_inspections", "test_kill", "test_linkage", "test_live_socket", "test_metrics",
    "test_openapi", "test_programmes", "test_public_board", "test_public_pages", "test_public_stuffing",
    "test_publishing", "test_recount", "test_roster_import", "test_sync_properties", "test_sync_routes",
}  # fmt: skip
"""Modules that start programs, hash passwords or try very many examples; the whole run plays them."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whoever asks for a database is run on both; what plays for long is left out of the quick check."""
    for item in items:
        if SLOW.intersection(item.path.parts) or item.path.stem in SLOW_MODULES:
            item.add_marker(pytest.mark.slow)
        if {"database_url", "new_database"}.intersection(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.database)


def pytest_collection_finish() -> None:
    """What the tests are made of stays until the end: nobody need look through it for garbage again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    """One server for the whole run (one for each process of it)."""
    server = PostgreSQL()
    server.start()
    yield server
    server.remove()


@pytest.fixture(scope="session")
def new_database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], str]:
    """Makes an empty database and gives its address; for fixtures that live longer than one test."""
    if DATABASE == "sqlite":
        return lambda: f"sqlite:///{tmp_path_factory.mktemp('database') / 'mingcha.sqlite'}"
    server: PostgreSQL = request.getfixturevalue("postgresql")
    return lambda: server.url(server.create())


@pytest.fixture
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database of this test's own, as `MINGCHA_DATABASE_URL` takes it."""
    if DATABASE == "sqlite":
        yield f"sqlite:///{tmp_path / 'mingcha.sqlite'}"
        return
    server: PostgreSQL = request.getfixturevalue("postgresql")
    name = server.create()
    yield server.url(name)
    server.drop(name)

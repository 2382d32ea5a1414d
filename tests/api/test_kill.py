"""A real server under load, killed twenty times, and one whose disk is full: nothing acknowledged is lost."""

from __future__ import annotations

import datetime
import resource
import threading
from collections.abc import Generator, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from random import Random
from typing import Any

import httpx
import pytest

from api.sqlite import open_sqlite
from tests.acceptance.phone import Phone, pack, unpack
from tests.demonstration import Demonstration, Hospital, free_port
from tests.simulation.shadow import broken_chains

CYCLES = 20
PHONES = 4
LOAD_SECONDS_MAX = 0.6
WRITING_BYTES_MAX = 64 * 1024

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Demonstration:
    return Demonstration(tmp_path_factory.mktemp("kill"))


class Load:
    """负载: one phone that pushes as fast as it is answered, and remembers what it was told is stored."""

    def __init__(self, phone: Phone, number: int) -> None:
        self.phone = phone
        self.acknowledged: set[bytes] = set()
        self.statuses: set[int] = set()
        self.enough = threading.Event()
        day = str(datetime.date.today() - datetime.timedelta(days=200 + number))
        self._doc = phone.evaluation("daily@1", day)
        self._first = phone.opening("daily@1", day)
        self._unsent: list[list[Any]] = []

    def push_until_it_breaks(self) -> None:
        """What was sent without an answer goes again first, with its stamp, as a phone's outbox would."""
        with suppress(httpx.TransportError):
            while not self.enough.is_set():
                if not self._unsent:
                    text = "今天值班" * 200
                    self._unsent = [
                        self.phone.change(self._doc, "self_evaluation", [*self._first, ["note", text]])
                        for _ in range(3)
                    ]
                answer = self.phone.push_raw(pack({"log": self.phone.log, "changes": self._unsent}))
                self.statuses.add(answer.status_code)
                if answer.status_code != 200:
                    continue
                assert unpack(answer.content)["results"] == [None] * len(self._unsent)
                self.acknowledged |= {change[0] for change in self._unsent}
                self._unsent = []


@contextmanager
def under_load(loads: list[Load]) -> Generator[None]:
    """All phones push at once while the block runs."""
    threads = [threading.Thread(target=load.push_until_it_breaks) for load in loads]
    for load in loads:
        load.enough.clear()
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        for load in loads:
            load.enough.set()
        for thread in threads:
            thread.join(30)


def signed_in(hospital: Hospital, until: ExitStack) -> list[Load]:
    accounts = [account for account in hospital.accounts if account["role"] == "staff"][:PHONES]
    phones = [Phone(hospital.base_url, account["username"], account["password"]) for account in accounts]
    for phone in phones:
        until.callback(phone.http.close)
    return [Load(phone, number) for number, phone in enumerate(phones)]


def stored(folder: Path) -> set[bytes]:
    """The ids of the changes in the database, once it has been found whole."""
    (path,) = folder.glob("*.sqlite*")
    with closing(open_sqlite(str(path))) as store, store.reading() as txn:
        assert txn.fetch("pragma integrity_check") == [("ok",)]
        assert not broken_chains(txn)
        return {id for (id,) in txn.fetch("select id from changes")}


@pytest.fixture
def until() -> Iterator[ExitStack]:
    """What is to be closed after the test."""
    with ExitStack() as stack:
        yield stack


def test_twenty_kills_lose_nothing_that_was_acknowledged(demonstration: Demonstration, until: ExitStack) -> None:
    random = Random(20)  # noqa: S311 - how long each life lasts
    port = free_port()
    loads: list[Load] = []
    for _ in range(CYCLES):
        with demonstration.open(port=port) as hospital:
            loads = loads or signed_in(hospital, until)
            before = sum(len(load.acknowledged) for load in loads)
            with under_load(loads):
                threading.Event().wait(random.uniform(0.1, LOAD_SECONDS_MAX))
                hospital.process.kill()
                hospital.process.join(20)
            assert sum(len(load.acknowledged) for load in loads) >= before
    with demonstration.open(port=port):
        pass
    acknowledged = {id for load in loads for id in load.acknowledged}
    assert len(acknowledged) > CYCLES * PHONES
    assert {status for load in loads for status in load.statuses} == {200}
    lost = acknowledged - stored(demonstration.folder)
    assert not lost


def test_a_full_disk_loses_nothing_and_ends_with_the_fullness(
    demonstration: Demonstration, tmp_path: Path, until: ExitStack
) -> None:
    """No file of the server's may grow: writes fail as on a full disk, and go on when there is room again."""
    with demonstration.open(tmp_path / "full") as hospital:
        loads = signed_in(hospital, until)
        assert hospital.process.pid
        with under_load(loads):
            threading.Event().wait(0.3)
            with no_room(hospital.process.pid):
                threading.Event().wait(0.5)
                health = httpx.get(f"{hospital.base_url}/api/health")
            threading.Event().wait(0.5)
        assert hospital.process.is_alive()
        assert {status for load in loads for status in load.statuses} <= {200, 503, 507}
        assert {503, 507} & {status for load in loads for status in load.statuses}
        assert health.status_code in (200, 503, 507)
        before = {id for load in loads for id in load.acknowledged}
        with under_load(loads):
            threading.Event().wait(0.3)
        assert {id for load in loads for id in load.acknowledged} > before
    assert {id for load in loads for id in load.acknowledged} <= stored(tmp_path / "full")


@contextmanager
def no_room(process: int) -> Generator[None]:
    """Every write of this process beyond a few bytes of a file fails."""
    _, most = resource.prlimit(process, resource.RLIMIT_FSIZE, (WRITING_BYTES_MAX, resource.RLIM_INFINITY))
    try:
        yield
    finally:
        resource.prlimit(process, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, most))

"""The writer: commits are shared, failures are not; nothing is answered before it is stored."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable
from contextlib import suppress
from typing import Any

import pytest

from api.announcement import Announcement, Entry
from api.database import Connection, Contended, DatabaseError, StorageFull, Store, Txn, Unavailable
from api.migrate import migrate
from api.sqlite import SQLiteStore
from api.stores import open_store
from api.writer import Database

LOG = bytes(range(16))


def put(key: str, value: str = "1") -> Callable[[Txn], str]:
    """A job that writes one row and returns its key."""

    def work(txn: Txn) -> str:
        txn.execute("insert into meta (key, value) values (?, ?)", [key, value])
        return key

    return work


def keys(txn: Txn) -> set[str]:
    return {key for (key,) in txn.fetch("select key from meta where key like 'k%'")}


class Heard:
    """What the event loop was told."""

    def __init__(self) -> None:
        self.news: list[Announcement] = []

    def __call__(self, news: Announcement) -> None:
        self.news.append(news)


@pytest.fixture
def store(database_url: str) -> Store:
    made = open_store(database_url)
    migrate(made, LOG)
    return made


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
async def database(store: Store, heard: Heard) -> AsyncGenerator[Database]:
    made = Database(store, heard)
    yield made
    await made.close()


async def test_what_a_write_returns_is_stored(database: Database) -> None:
    assert await database.write(put("k1")) == "k1"
    assert await database.read(keys) == {"k1"}


async def test_many_who_wait_share_commits_and_each_gets_its_own(database: Database) -> None:
    commits = _counted(database)
    gate = threading.Event()
    first = asyncio.ensure_future(database.write(lambda txn: gate.wait(10)))
    others = [asyncio.ensure_future(database.write(put(f"k{number}"))) for number in range(100)]
    await asyncio.sleep(0)
    gate.set()
    assert await asyncio.gather(first, *others) == [True, *(f"k{number}" for number in range(100))]
    assert len(commits) <= 5
    assert len(await database.read(keys)) == 100


async def test_a_job_that_fails_takes_nothing_else_with_it(database: Database, heard: Heard) -> None:
    def fails(txn: Txn) -> None:
        put("k-lost")(txn)
        txn.news.scopes["nowhere"] = (1, 1)
        raise ZeroDivisionError

    jobs = [database.write(put("k1")), database.write(fails), database.write(put("k2"))]
    results = await asyncio.gather(*jobs, return_exceptions=True)
    assert [type(result) for result in results] == [str, ZeroDivisionError, str]
    assert await database.read(keys) == {"k1", "k2"}
    assert heard.news == []


async def test_news_come_after_the_commit_together_and_in_order(database: Database, heard: Heard) -> None:
    def tells(number: int) -> Callable[[Txn], None]:
        def work(txn: Txn) -> None:
            put(f"k{number}")(txn)
            txn.news = Announcement(
                {"a": (number, number)}, {"a": [Entry(number, None, 0, b"")]}, {"a": bytes([number])}
            )

        return work

    gate = threading.Event()
    first = asyncio.ensure_future(database.write(lambda txn: gate.wait(10)))
    others = [asyncio.ensure_future(database.write(tells(number))) for number in (1, 2, 3)]
    await asyncio.sleep(0)
    gate.set()
    await asyncio.gather(first, *others)
    told = Announcement()
    for news in heard.news:
        told.add(news)
    assert told.scopes == {"a": (1, 3)}
    assert [entry.seq for entry in told.entries["a"]] == [1, 2, 3]
    assert told.digests == {"a": bytes([3])}


async def test_a_commit_that_fails_fails_all_who_shared_it_and_memory_is_dropped(
    database: Database, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[dict[str, Any]] = []

    def remembers(txn: Txn) -> None:
        seen.append(dict(txn.memory))
        txn.memory["roster"] = 1
        txn.altered = True
        put("k1")(txn)
        txn.news.scopes["a"] = (1, 1)

    await database.write(lambda txn: None)
    connection = _connection(database)

    def refuse() -> None:
        raise StorageFull("no room")

    monkeypatch.setattr(connection, "commit", refuse)
    results = await asyncio.gather(database.write(remembers), database.write(put("k2")), return_exceptions=True)
    assert all(isinstance(result, StorageFull) for result in results)
    monkeypatch.undo()
    assert await database.read(keys) == set()
    assert heard.news == []
    await database.write(remembers)
    assert seen[-1] == {}


async def test_a_deadlock_is_run_again_by_itself(database: Database) -> None:
    tries: list[int] = []

    def unlucky(txn: Txn) -> str:
        tries.append(1)
        put("k1")(txn)
        if len(tries) < 3:
            raise Contended("deadlock")
        return "done"

    assert await database.write(unlucky) == "done"
    assert await database.read(keys) == {"k1"}


async def test_who_would_wait_for_a_lock_waits_alone(database: Database) -> None:
    """What came before it in the same group is committed first, so its locks are let go."""
    gate = threading.Event()
    seen: list[set[str]] = []

    def before(txn: Txn) -> str:
        gate.wait(10)
        return put("k1")(txn)

    def contended(txn: Txn) -> str:
        connection = database.store.connect(writing=False)
        connection.begin()
        seen.append(keys(connection))
        connection.rollback()
        connection.close()
        put("k2")(txn)
        if len(seen) == 1:
            raise Contended("somebody else holds it")
        return "done"

    jobs = [asyncio.ensure_future(database.write(work)) for work in (before, contended, put("k3"))]
    await asyncio.sleep(0)
    gate.set()
    assert await asyncio.gather(*jobs) == ["k1", "done", "k3"]
    assert seen == [set(), {"k1"}]
    assert await database.read(keys) == {"k1", "k2", "k3"}


async def test_an_outage_is_answered_and_passes(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    await database.write(put("k1"))
    await asyncio.to_thread(_connection(database).close)

    def nobody(*, writing: bool) -> Connection:
        raise Unavailable("nobody there")

    monkeypatch.setattr(database.store, "connect", nobody)
    with suppress(Exception):
        await database.write(put("k2"))
    with pytest.raises(DatabaseError) as refused:
        await database.write(put("k3"))
    assert refused.value.status == 503
    monkeypatch.undo()
    assert await database.write(put("k4")) == "k4"
    assert await database.read(keys) == {"k1", "k4"}


async def test_a_full_disk_is_told_and_the_process_goes_on(database: Database) -> None:
    if not isinstance(database.store, SQLiteStore):
        return

    def narrow(txn: Txn) -> None:
        (pages,) = txn.fetch("pragma page_count")[0]
        txn.execute(f"pragma max_page_count = {pages + 1}")

    await database.write(narrow)
    with pytest.raises(StorageFull):
        await database.write(put("k-large", "x" * 100_000))
    await database.write(lambda txn: txn.execute("pragma max_page_count = 100000"))
    assert await database.write(put("k1")) == "k1"


async def test_a_caller_who_goes_away_holds_up_nobody(database: Database) -> None:
    gate = threading.Event()
    first = asyncio.ensure_future(database.write(lambda txn: gate.wait(10)))
    gone = asyncio.ensure_future(database.write(put("k1")))
    await asyncio.sleep(0)
    gone.cancel()
    gate.set()
    assert await first
    assert await database.write(put("k2")) == "k2"


async def test_readers_see_one_state_while_the_writer_goes_on(database: Database) -> None:
    started, go_on = threading.Event(), threading.Event()

    def slow(txn: Txn) -> tuple[set[str], set[str]]:
        before = keys(txn)
        started.set()
        go_on.wait(10)
        return before, keys(txn)

    reading = asyncio.ensure_future(database.read(slow))
    await asyncio.to_thread(started.wait, 10)
    await database.write(put("k1"))
    go_on.set()
    before, after = await reading
    assert before == after == set()
    assert await database.read(keys) == {"k1"}


async def test_what_is_queued_is_written_before_the_end(store: Store, heard: Heard) -> None:
    made = Database(store, heard)
    jobs = [asyncio.ensure_future(made.write(put(f"k{number}"))) for number in range(20)]
    await asyncio.sleep(0)
    await made.close()
    assert len(await asyncio.gather(*jobs)) == 20


def _connection(database: Database) -> Any:
    return database._writer._connection  # pyright: ignore[reportPrivateUsage] - the failure is made underneath


def _counted(database: Database) -> list[int]:
    """Counts the commits from now on."""
    commits: list[int] = []
    connect = database.store.connect

    def counting(*, writing: bool) -> Connection:
        connection = connect(writing=writing)
        commit = connection.commit

        def counted() -> None:
            commits.append(1)
            commit()

        connection.commit = counted  # pyright: ignore[reportAttributeAccessIssue] - counted on its way
        return connection

    database.store.connect = counting  # pyright: ignore[reportAttributeAccessIssue]
    return commits

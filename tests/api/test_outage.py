"""PostgreSQL goes away and comes back: 503 at once, nothing acknowledged is lost, and nobody restarts us."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import suppress

import pytest

from api.database import DatabaseError, Txn
from api.migrate import migrate
from api.stores import open_store
from api.writer import Database
from tests.postgresql import PostgreSQL

ANSWER_SECONDS_MAX = 5.0


@pytest.fixture(scope="module")
def server() -> Iterator[PostgreSQL]:
    made = PostgreSQL()
    made.start()
    yield made
    made.remove()


@pytest.fixture
async def database(server: PostgreSQL) -> AsyncGenerator[Database]:
    store = open_store(server.url(await asyncio.to_thread(server.create)))
    await asyncio.to_thread(migrate, store, bytes(16))
    await asyncio.to_thread(store.close)
    made = Database(store, lambda news: None)
    yield made
    await made.close()


def put(number: int) -> Callable[[Txn], int]:
    def work(txn: Txn) -> int:
        txn.execute("insert into meta (key, value) values (?, '')", [f"k{number}"])
        return number

    return work


def keys(txn: Txn) -> set[str]:
    return {key for (key,) in txn.fetch("select key from meta where key like 'k%'")}


@pytest.mark.parametrize("mode", ["fast", "immediate"])
async def test_down_is_told_and_up_again_works(database: Database, server: PostgreSQL, mode: str) -> None:
    assert await database.write(put(1)) == 1
    assert await database.read(keys) == {"k1"}
    await asyncio.to_thread(server.stop, mode)
    try:
        for job in (database.write(put(2)), database.read(keys)):
            began = time.monotonic()
            with pytest.raises(DatabaseError) as refused:
                await job
            assert (refused.value.status, refused.value.code) == (503, "unavailable")
            assert time.monotonic() - began < ANSWER_SECONDS_MAX
    finally:
        await asyncio.to_thread(server.start)
    assert await database.write(put(3)) == 3
    assert await database.read(keys) == {"k1", "k3"}


async def test_what_was_acknowledged_under_load_is_there_after_a_crash(database: Database, server: PostgreSQL) -> None:
    acknowledged: set[str] = set()
    under_load = asyncio.Event()

    async def write(number: int) -> None:
        with suppress(DatabaseError):
            acknowledged.add(f"k{await database.write(put(number))}")
        if len(acknowledged) >= 20:
            under_load.set()

    writing = [asyncio.create_task(write(number)) for number in range(300)]
    await under_load.wait()
    more = [asyncio.create_task(write(1000 + number)) for number in range(300)]
    await asyncio.to_thread(server.stop, "immediate")
    await asyncio.gather(*writing, *more)
    assert len(acknowledged) < 600, "the server went away under load"
    await asyncio.to_thread(server.start)
    assert acknowledged <= await database.read(keys)
    assert await database.write(put(5000)) == 5000

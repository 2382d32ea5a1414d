"""Health and info: what anybody may ask."""

import asyncio

import pytest

from api.database import Connection, Txn
from api.settings import Settings
from api.stores import open_store
from tests.api.door import Door


async def test_health_is_200_when_the_server_can_write(door: Door) -> None:
    answer = await door.client.get("/api/health")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


async def test_an_empty_deployment_says_so_until_somebody_can_sign_in(door: Door) -> None:
    assert (await door.client.get("/api/info")).json() == {"demo": False, "empty": True, "version": "0.1.0"}
    await door.admit("wang.min")
    assert (await door.client.get("/api/info")).json()["empty"] is False


async def test_a_server_that_cannot_write_is_503_within_its_time(
    door: Door, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.health.WRITE_SECONDS_MAX", 0.1)
    other = await asyncio.to_thread(_occupied, settings.database_url)
    try:
        for _ in range(2):
            answer = await door.client.get("/api/health")
            assert (answer.status_code, answer.json()["code"]) == (503, "not_writable")
            assert answer.headers["retry-after"] == "3"
    finally:
        await asyncio.to_thread(_leave, other)
    monkeypatch.undo()
    assert (await door.client.get("/api/health")).status_code == 200


def _occupied(url: str) -> Connection:
    """A connection that lets nobody else write."""
    connection = open_store(url).connect(writing=True)
    connection.begin()
    if connection.engine == "postgres":
        connection.execute("lock table meta in access exclusive mode")
    return connection


def _leave(connection: Connection) -> None:
    connection.rollback()
    connection.close()


async def test_health_writes_at_most_once_a_second(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[int] = []

    def write(_: Txn, now_ms: int) -> None:
        written.append(now_ms)

    monkeypatch.setattr("api.health._write", write)
    for _ in range(20):
        assert (await door.client.get("/api/health")).status_code == 200
    assert len(written) <= 2

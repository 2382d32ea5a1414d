"""A served application: the real app on a real port, over a database of the test's own, in this process."""

import asyncio
import socket
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
import uvicorn

from api.app import Parts, create_app
from api.clock import system_clock
from api.server import make_config
from api.settings import Settings
from tests.api.door import Door, SteppedClock
from tests.api.hospital import Hospital, hospital_at
from tests.api.recount import recount


@asynccontextmanager
async def served(settings: Settings, clock: SteppedClock) -> AsyncGenerator[Door]:
    """The server in this event loop, until the block ends."""
    parts = Parts(settings, clock)
    app = create_app(settings, clock=clock, parts=parts)
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    config = make_config(app, settings)
    config.loop = "none"
    server = uvicorn.Server(config)
    running = asyncio.create_task(server.serve(sockets=[listener]))
    while not server.started:
        assert not running.done(), running.exception()
        await asyncio.sleep(0.005)
    port = listener.getsockname()[1]
    base_url = f"http://127.0.0.1:{port}"
    own: dict[str, str] = {"Origin": base_url, "X-Mingcha": "1"}
    async with httpx.AsyncClient(base_url=base_url, headers=own, timeout=30) as client:
        yield Door(base_url, port, client, parts, clock)
    server.should_exit = True
    await running
    listener.close()


@pytest.fixture
def hospital(database_url: str) -> Iterator[Hospital]:
    """A small hospital; after the test every count in it is made again by other code."""
    with hospital_at(database_url) as made:
        yield made
        with made.store.transaction() as txn:
            recount(txn, "2026-11-21")


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """A deployment of the test's own, without an app and without a proxy."""
    return Settings(
        data_dir=tmp_path / "data", database_url=database_url, app_dist=tmp_path / "dist", log_level="error"
    )


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def house(new_database: Callable[[], str], tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[Door]:
    """An empty deployment that the tests of one file share; they say `asyncio(loop_scope="module")`."""
    folder = tmp_path_factory.mktemp("house")
    shared = Settings(
        data_dir=folder / "data", database_url=new_database(), app_dist=folder / "dist", log_level="critical"
    )
    async with served(shared, SteppedClock(system_clock())) as open_door:
        yield open_door


@pytest.fixture
def clock() -> SteppedClock:
    """Begins at the real time, moves when told."""
    return SteppedClock(system_clock())


@pytest.fixture
async def door(settings: Settings, clock: SteppedClock) -> AsyncGenerator[Door]:
    """An empty deployment that is running."""
    async with served(settings, clock) as open_door:
        yield open_door

"""What the tests of live sockets on a real server share: serving, hearing and waiting."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any, cast

import msgspec
import uvicorn
from litestar.types import ASGIApp
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from api.websocket_protocol import LiveWebSocket


@asynccontextmanager
async def served(app: ASGIApp) -> AsyncGenerator[int]:
    """A uvicorn server on a free port."""
    config = uvicorn.Config(
        cast(Any, app), host="127.0.0.1", port=0, ws=LiveWebSocket, interface="asgi3", lifespan="off", log_config=None
    )
    server = uvicorn.Server(config)
    config.load()
    server.lifespan = config.lifespan_class(config)
    await server.startup()
    try:
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.force_exit = True
        await server.shutdown()


async def until(condition: Callable[[], bool]) -> None:
    """Lets the server work until something is so."""
    for _ in range(5_000):
        if condition():
            return
        await asyncio.sleep(0.001)
    raise AssertionError("it never came")


async def closed_with(socket: ClientConnection) -> int | None:
    """The code with which the server closes."""
    with suppress(ConnectionClosed):
        async with asyncio.timeout(5):
            while True:
                await socket.recv()
    return socket.close_code


async def frame(socket: ClientConnection) -> Any:
    async with asyncio.timeout(5):
        return msgspec.msgpack.decode(cast(bytes, await socket.recv()))

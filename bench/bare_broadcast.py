"""The floor under live fan-out: uvicorn that sends whatever one socket says to all others, and does nothing else.

Run as a program with the port as its argument; `bench/fan_out.py` starts it.
"""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable
from typing import Any

import uvicorn

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

_listening: set[Send] = set()


async def app(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """Accepts every socket; `GET /` says that the program runs."""
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0")]})
        await send({"type": "http.response.body", "body": b""})
        return
    await receive()
    await send({"type": "websocket.accept"})
    if scope["path"] == "/listen":
        _listening.add(send)
    while True:
        message = await receive()
        if message["type"] == "websocket.disconnect":
            _listening.discard(send)
            return
        for each in _listening:
            await each({"type": "websocket.send", "bytes": message["bytes"]})


def main() -> None:
    """Serves until it is ended."""
    uvicorn.run(
        app,  # pyright: ignore[reportArgumentType] - uvicorn's types are narrower than ASGI's
        host="127.0.0.1",
        port=int(sys.argv[1]),
        loop="uvloop",
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        lifespan="off",
        log_config=None,
        access_log=False,
    )


if __name__ == "__main__":
    main()

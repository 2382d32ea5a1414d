"""The live socket in the whole application: behind its edge and guards, with real sign-ins."""

from __future__ import annotations

import msgspec
import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidStatus

from tests.api.door import Door
from tests.api.sockets import closed_with, frame, until

encode = msgspec.msgpack.encode


def dial(door: Door, cookie: str | None, **headers: str) -> connect:
    given = {**({"Cookie": cookie} if cookie else {}), **headers}
    return connect(f"ws://127.0.0.1:{door.port}/api/sync/live", additional_headers=given, proxy=None)


async def signed_in(door: Door) -> str:
    """The cookie of somebody who has just signed in."""
    answer = await door.sign_in(await door.admit("liyan"))
    assert answer.status_code == 201
    return f"mingcha={answer.cookies['mingcha']}"


async def hear(door: Door, socket: ClientConnection) -> None:
    """Says hello from nothing and takes the backlog."""
    await socket.send(encode({"log": None, "cursors": {}}))
    assert (await frame(socket))["scopes"]
    await until(lambda: all(each.is_current for each in door.parts.broadcast.hub.listeners))


async def refusal(dialled: connect) -> tuple[int, str]:
    with pytest.raises(InvalidStatus) as caught:
        await dialled
    response = caught.value.response
    assert response.headers["cache-control"] == "no-store"
    assert response.headers["x-content-type-options"] == "nosniff"
    return response.status_code, msgspec.json.decode(response.body or b"")["code"]


async def test_nobody_gets_a_socket_without_a_session_or_from_a_foreign_page(door: Door):
    cookie = await signed_in(door)
    assert await refusal(dial(door, None)) == (401, "no_session")
    assert await refusal(dial(door, "mingcha=made-up")) == (401, "no_session")
    assert await refusal(dial(door, cookie, Origin="https://evil.example")) == (403, "csrf_origin")


async def test_a_plain_request_is_told_to_upgrade(door: Door):
    await signed_in(door)
    answer = await door.client.get("/api/sync/live")
    assert (answer.status_code, answer.json()["code"]) == (426, "upgrade_required")
    assert answer.headers["upgrade"] == "websocket"


async def test_signing_out_closes_the_socket(door: Door):
    async with dial(door, await signed_in(door), Origin=door.base_url) as socket:
        await hear(door, socket)
        assert (await door.client.post("/api/auth/logout")).status_code == 204
        assert await closed_with(socket) == 4401


async def test_ending_a_device_closes_its_socket(door: Door):
    async with dial(door, await signed_in(door)) as socket:
        await hear(door, socket)
        (device,) = (await door.client.get("/api/auth/devices")).json()
        assert (await door.client.delete(f"/api/auth/devices/{device['id']}")).status_code == 204
        assert await closed_with(socket) == 4401

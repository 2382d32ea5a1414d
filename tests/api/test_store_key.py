"""The key that seals unsent work on a phone: one for each person and deployment, for nobody else, never in a log."""

import base64

import httpx
import pytest
from msgspec.structs import replace

from api.settings import Settings
from tests.api.conftest import served
from tests.api.door import Door, SteppedClock
from tests.api.test_openapi import DESCRIPTION

KEY_BYTES = 32


async def key_of(client: httpx.AsyncClient) -> bytes:
    """The key, after the person whose it is has been found to be who asks."""
    answer = await client.get("/api/auth/key")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert set(answer.json()) == {"person", "key"}
    assert answer.json()["person"] == (await client.get("/api/auth/me")).json()["person"]
    return base64.b64decode(answer.json()["key"], validate=True)


async def test_a_person_has_one_key_on_all_devices_and_after_each_sign_in(door: Door) -> None:
    who = await door.admit("li.yan")
    await door.sign_in(who, "phone")
    key = await key_of(door.client)
    assert len(key) == KEY_BYTES
    await door.client.post("/api/auth/logout")
    await door.sign_in(who, "phone again")
    assert await key_of(door.client) == key
    async with door.visitor() as tablet:
        await door.sign_in(who, "tablet", tablet)
        assert await key_of(tablet) == key


async def test_another_person_has_another_key_and_none_is_the_deployments_own(door: Door) -> None:
    await door.sign_in(await door.admit("li.yan"))
    async with door.visitor() as other:
        await door.sign_in(await door.admit("zhao.bei"), "phone", other)
        keys = {await key_of(door.client), await key_of(other), door.parts.key_bytes}
    assert len(keys) == 3


async def test_nobody_gets_a_key_without_a_session(door: Door) -> None:
    await door.sign_in(await door.admit("li.yan"))
    async with door.visitor() as nobody:
        assert (await nobody.get("/api/auth/key")).status_code == 401
    await door.client.post("/api/auth/logout")
    answer = await door.client.get("/api/auth/key")
    assert (answer.status_code, answer.json()["code"]) == (401, "no_session")
    assert "key" not in answer.json()


async def test_an_ended_device_gets_no_key(door: Door) -> None:
    who = await door.admit("li.yan")
    await door.sign_in(who, "lost phone")
    mine = (await door.client.get("/api/auth/devices")).json()[0]["id"]
    await door.client.delete(f"/api/auth/devices/{mine}")
    answer = await door.client.get("/api/auth/key")
    assert (answer.status_code, answer.json()["code"]) == (401, "device_ended")


async def test_the_log_says_that_it_was_asked_for_and_not_what_it_is(
    settings: Settings, clock: SteppedClock, capsys: pytest.CaptureFixture[str]
) -> None:
    talkative = replace(settings, log_level="debug")
    async with served(talkative, clock) as door:
        await door.sign_in(await door.admit("li.yan"))
        key = await key_of(door.client)
    written = capsys.readouterr().err
    assert "/api/auth/key" in written
    assert not any(form in written for form in (base64.b64encode(key).decode(), key.hex(), repr(key)))


def test_the_description_names_it() -> None:
    assert "200" in DESCRIPTION["paths"]["/api/auth/key"]["get"]["responses"]

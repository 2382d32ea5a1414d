"""Devices: listed, ended, and what an ended one is told."""

import uuid

import msgspec
import pytest

from api.guards import MESSAGEPACK
from models.calendar import local_day
from sync.stamp import make
from tests.acceptance.phone import natural_id
from tests.api.door import Door

encode, decode = msgspec.msgpack.encode, msgspec.msgpack.decode


async def test_each_device_is_listed_once_with_the_one_that_asks_marked(door: Door) -> None:
    who = await door.admit("li.yan")
    async with door.visitor() as tablet:
        await door.sign_in(who, "phone")
        await door.sign_in(who, "tablet", tablet)
        await door.sign_in(who, "tablet again", tablet)
        listed = (await tablet.get("/api/auth/devices")).json()
    assert sorted((device["name"], device["current"]) for device in listed) == [
        ("phone", False),
        ("tablet again", True),
    ]
    assert all(set(device) == {"id", "name", "current", "created", "seen", "waiting"} for device in listed)


async def test_an_ended_device_is_told_so_at_its_next_request(door: Door) -> None:
    who = await door.admit("li.yan")
    await door.sign_in(who, "lost phone")
    async with door.visitor() as tablet:
        await door.sign_in(who, "tablet", tablet)
        listed = (await tablet.get("/api/auth/devices")).json()
        lost = next(device["id"] for device in listed if not device["current"])
        assert (await door.client.get("/api/auth/me")).status_code == 200
        assert (await tablet.delete(f"/api/auth/devices/{lost}")).status_code == 204
        assert (await tablet.delete(f"/api/auth/devices/{lost}")).status_code == 404
        answer = await door.client.get("/api/auth/me")
        assert (answer.status_code, answer.json()["code"]) == (401, "device_ended")
        assert (await tablet.get("/api/auth/me")).status_code == 200


async def test_nobody_ends_anothers_device(door: Door) -> None:
    await door.sign_in(await door.admit("li.yan"))
    mine = (await door.client.get("/api/auth/devices")).json()[0]["id"]
    async with door.visitor() as other:
        await door.sign_in(await door.admit("zhao.bei"), "phone", other)
        theirs = await other.delete(f"/api/auth/devices/{mine}")
        nobodys = await other.delete(f"/api/auth/devices/{uuid.uuid4()}")
        assert theirs.status_code == nobodys.status_code == 404
        assert theirs.content == nobodys.content
    assert (await door.client.get("/api/auth/me")).status_code == 200


async def test_work_of_an_ended_device_is_taken_after_a_new_sign_in(door: Door) -> None:
    who = await door.admit("li.yan")
    first = (await door.sign_in(who, "phone")).json()
    device = (await door.client.get("/api/auth/devices")).json()[0]["id"]
    await door.client.delete(f"/api/auth/devices/{device}")
    second = (await door.sign_in(who, "phone")).json()
    assert second["replica"] != first["replica"]
    day = local_day(door.clock())
    change = [
        make(door.clock(), 0, int(first["replica"])),
        natural_id(f"self_evaluation/{first['person']}/daily/{day}"),
        "self_evaluation",
        [["person", who.person], ["form", "daily@1"], ["day", day], ["note", "written before"]],
    ]
    body = encode({"log": bytes.fromhex(second["log"]), "changes": [change]})
    answer = await door.client.post("/api/sync/push", content=body, headers={"content-type": MESSAGEPACK})
    assert decode(answer.content)["results"] == [None]


@pytest.mark.parametrize("name", ["", " ", "x" * 65, "a\nb", "\x00", "\ud800"])
async def test_a_device_has_a_name_that_can_be_shown(door: Door, name: str) -> None:
    who = await door.admit("li.yan")
    body = b'{"username": "li.yan", "password": "' + who.password.encode() + b'", "device": '
    body += b'"\\ud800"' if name == "\ud800" else msgspec.json.encode(name)
    answer = await door.client.post(
        "/api/auth/login", content=body + b"}", headers={"content-type": "application/json"}
    )
    assert answer.status_code in {400, 422}

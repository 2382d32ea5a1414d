"""Enrolment: names that can't be, names that are taken, codes that aren't one's own to give, sessions that grow old."""

from typing import Any
from uuid import UUID

import pytest

from api import accounts
from api.database import Txn, Unavailable
from api.intake import write_as_server
from api.passwords import hash_for_demo
from api.roster_cache import roster_of
from api.sessions import IDLE_MS_MAX, SESSION_MS_MAX
from api.upkeep import Upkeep
from models.document import ServerAct
from sync.stamp import SERVER_REPLICA, make
from tests.api.door import PASSWORD, Door, Somebody

FIRST: dict[str, Any] = {
    "institution": "卫生院",
    "name": "李明",
    "username": "li.ming",
    "password": PASSWORD,
    "device": "office",
}


async def colleague(door: Door, of: Somebody, username: str) -> Somebody:
    """Somebody of the same institution, without any role, with an account."""

    def work(txn: Txn) -> bytes:
        institution = roster_of(txn, door.clock()).institution_of(of.person)
        person = make(door.clock(), 77, SERVER_REPLICA)
        write_as_server(txn, [ServerAct(person, "person", {"institution": institution, "name": "小王"})], door.clock())
        accounts.add_account(txn, person, username, hash_for_demo(PASSWORD), door.clock())
        return person

    return Somebody(await door.parts.database().write(work), username, PASSWORD)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"institution": " "}, "name_invalid"),
        ({"name": "a\u202eb"}, "name_invalid"),
        ({"name": "x" * 65}, "name_invalid"),
        ({"username": "x"}, "username_invalid"),
        ({"username": "li ming"}, "username_invalid"),
        ({"username": "../etc"}, "username_invalid"),
        ({"device": ""}, "device_name"),
        ({"password": "li.ming1"}, "password_common"),
        ({"code": "0000-0000-0000-0000"}, "code_malformed"),
    ],
)
async def test_what_cannot_be_is_named_and_uses_no_code_up(door: Door, wrong: dict[str, str], code: str) -> None:
    given = await door.parts.enrolment.first_code()
    answer = await door.client.post("/api/auth/first", json=FIRST | {"code": given} | wrong)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert (await door.client.post("/api/auth/first", json=FIRST | {"code": given})).status_code == 201


async def test_a_code_on_the_console_is_worth_nothing_once_somebody_can_sign_in(door: Door) -> None:
    code = await door.parts.enrolment.first_code()
    await door.admit("somebody")
    answer = await door.client.post("/api/auth/first", json=FIRST | {"code": code})
    assert (answer.status_code, answer.json()["code"]) == (410, "not_empty")


async def test_a_newer_code_on_the_console_replaces_the_older(door: Door) -> None:
    old, new = await door.parts.enrolment.first_code(), await door.parts.enrolment.first_code()
    assert (await door.client.post("/api/auth/first", json=FIRST | {"code": old})).status_code == 422
    assert (await door.client.post("/api/auth/first", json=FIRST | {"code": new})).status_code == 201


async def test_a_colleague_who_is_no_administrator_makes_no_codes(door: Door) -> None:
    admin = await door.admit("li.yan")
    other = await colleague(door, admin, "xiao.wang")
    path = f"/api/people/{UUID(bytes=other.person)}/code"
    async with door.visitor() as phone:
        await door.sign_in(other, "phone", phone)
        assert (await phone.get("/api/auth/me")).json()["roles"] == []
        answer = await phone.post(path)
        assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
    await door.sign_in(admin)
    first, second = (await door.client.post(path)).json()["code"], (await door.client.post(path)).json()["code"]
    body = {"password": PASSWORD, "device": "phone", "username": "li.yan"}
    replaced = await door.client.post("/api/auth/activate", json=body | {"code": first})
    assert (replaced.status_code, replaced.json()["code"]) == (422, "code_malformed")
    taken = await door.client.post("/api/auth/activate", json=body | {"code": second})
    assert (taken.status_code, taken.json()["code"]) == (409, "username_taken")
    assert (await door.sign_in(other)).status_code == 201, "nothing of the account was touched"
    free = await door.client.post("/api/auth/activate", json=body | {"code": second, "username": "wang"})
    assert free.status_code == 201


@pytest.mark.parametrize("steps", [[IDLE_MS_MAX + 1], [IDLE_MS_MAX - 1] * (SESSION_MS_MAX // IDLE_MS_MAX + 2)])
async def test_a_session_ends_by_idleness_and_by_age(door: Door, steps: list[int]) -> None:
    await door.sign_in(await door.admit("li.yan"))
    codes: list[int] = []
    for step in steps:
        door.clock.advance(step)
        codes.append((await door.client.get("/api/auth/me")).status_code)
    assert codes[-1] == 401
    assert set(codes[:-1]) <= {200, 401}
    assert len(steps) == 1 or codes[0] == 200


async def test_upkeep_survives_a_database_that_is_away(door: Door) -> None:
    def away() -> Any:
        raise Unavailable("gone")

    keeper = Upkeep(away, door.clock, door.parts.blobs, door.parts.log)
    await keeper.once(sweeping=True)
    await Upkeep(door.parts.database, door.clock, door.parts.blobs, door.parts.log).once(sweeping=True)

"""An assessor from outside: the account ends with the task, and what was done in time is still taken for a while."""

from __future__ import annotations

from typing import Any

from api.database import Txn
from api.intake import write_as_server
from api.upkeep import Upkeep
from models.calendar import DAY_MS, add_days, local_day
from models.document import ServerAct
from tests.api.door import Door, Somebody
from tests.api.recount import registers


async def send_to_assess(door: Door, who: Somebody, last_day: str) -> None:
    """Makes of a person somebody who has no place here but a task until a day."""

    def work(txn: Txn) -> None:
        paths = [path for _, path in registers(txn, who.person)]
        here = txn.fetch("select group_key from documents where id = ?", [who.person])[0][0]
        gone: dict[str, Any] = {path: None for path in paths if path.startswith(("roles/", "memberships/"))}
        role = {"role": "assessor", "at": bytes(here), "from": "2020-01-01", "to": last_day}
        write_as_server(txn, [ServerAct(who.person, "person", {**gone, "roles/9": role})], door.clock())

    await door.parts.database().write(work)


async def status(door: Door) -> int:
    return (await door.client.get("/api/auth/me")).status_code


async def test_an_assessor_signs_in_until_the_last_day_and_not_after(door: Door) -> None:
    who = await door.admit("qin.hong")
    last_day = add_days(local_day(door.clock()), 1)
    await send_to_assess(door, who, last_day)
    assert (await door.sign_in(who)).status_code == 201
    door.clock.advance(2 * DAY_MS)
    async with door.visitor() as other:
        assert (await door.sign_in(who, client=other)).status_code == 401


async def test_a_session_of_an_assessor_ends_when_nothing_more_is_taken(door: Door) -> None:
    who = await door.admit("qin.hong")
    await send_to_assess(door, who, local_day(door.clock()))
    assert (await door.sign_in(who)).status_code == 201
    upkeep = Upkeep(door.parts.database, door.clock, door.parts.blobs, door.parts.log)
    door.clock.advance(2 * DAY_MS)
    await upkeep.once(sweeping=True)
    assert await status(door) == 200
    door.clock.advance(3 * DAY_MS)
    await upkeep.once(sweeping=True)
    door.clock.advance(5_000)
    assert await status(door) == 401


async def test_who_belongs_to_the_institution_is_never_ended_so(door: Door) -> None:
    who = await door.admit("li.yan")
    assert (await door.sign_in(who)).status_code == 201
    door.clock.advance(30 * DAY_MS)
    await Upkeep(door.parts.database, door.clock, door.parts.blobs, door.parts.log).once(sweeping=True)
    assert await status(door) == 200

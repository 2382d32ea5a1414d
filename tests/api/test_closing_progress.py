"""How far a closing is: told step by step while it lasts, and nothing of it afterwards."""

from __future__ import annotations

from uuid import UUID

from api.accounts import add_account
from api.closing_progress import READ_SHARE, ClosingProgress
from api.database import Txn
from api.intake import write_as_server
from api.passwords import hash_for_demo
from api.roster_cache import roster_of
from models.document import ServerAct
from sync.stamp import SERVER_REPLICA, make
from tests.api.door import PASSWORD, Door, Somebody

CLOSING = bytes(15) + b"\1"


def test_it_rises_from_nothing_and_is_forgotten_at_the_end() -> None:
    progress = ClosingProgress()
    seen: list[int | None] = [progress.of(CLOSING)]
    with progress.telling(CLOSING) as telling:
        for day in range(30):
            telling.read(day, 30)
            seen.append(progress.of(CLOSING))
        for number in range(0, 1_000, 50):
            telling.written(number, 1_000)
            seen.append(progress.of(CLOSING))
    assert seen[0] is None
    told = [each for each in seen if each is not None]
    assert told == sorted(told)
    assert told[0] == 0
    assert READ_SHARE < told[-1] < 100
    assert progress.of(CLOSING) is None


async def test_who_closes_months_is_told_and_nobody_else(door: Door) -> None:
    admin = await door.admit("li.yan")
    nurse = Somebody(make(door.clock(), 1, SERVER_REPLICA), "nurse", PASSWORD)

    def add(txn: Txn) -> None:
        place = roster_of(txn, door.clock()).institution_of(admin.person)
        write_as_server(txn, [ServerAct(nurse.person, "person", {"institution": place, "name": "李燕"})], door.clock())
        add_account(txn, nurse.person, nurse.username, hash_for_demo(PASSWORD), door.clock())

    await door.parts.database().write(add)
    path = f"/api/closings/{UUID(bytes=CLOSING)}/progress"
    await door.sign_in(admin)
    assert (await door.client.get(path)).json() == {"percent": None, "waits": False}
    door.parts.closing.tell(CLOSING, 40)
    assert (await door.client.get(path)).json() == {"percent": 40, "waits": False}
    door.parts.closing.tell_waiting(CLOSING)
    assert (await door.client.get(path)).json()["waits"] is True
    assert (await door.client.get("/api/closings/x/progress")).status_code == 404
    async with door.visitor() as stranger:
        assert (await stranger.get(path)).status_code == 401
    async with door.visitor() as other:
        await door.sign_in(nurse, client=other)
        assert (await other.get(path)).status_code == 404

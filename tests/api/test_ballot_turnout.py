"""What is told of anonymous ballots before the end: what is written, and nothing of what waits. Both databases."""

from __future__ import annotations

from collections.abc import AsyncGenerator

import msgspec
import pytest
import pytest_asyncio

from api.database import Txn
from api.recount.compare import recount
from models.ballot import told_at
from models.document import ServerAct
from models.poll_plan import result_id, turnout_id
from tests.api.ballot_room import Room, room_in
from tests.api.door import Door

pytestmark = pytest.mark.database
COUNT = 12


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def room(house: Door) -> AsyncGenerator[Room]:
    async with room_in(house, COUNT) as made:
        yield made


on_the_module_s_loop = pytest.mark.asyncio(loop_scope="module")


@on_the_module_s_loop
async def test_whoever_comes_last_is_not_left_alone_at_the_end(room: Room) -> None:
    """Seven on the roll: after five, the other two would be written alone, so all wait."""
    context = await room.ask(7)
    for who in range(6):
        assert (await room.cast((await room.given(who, context)).ballot({"-": 0})))[0] == 202
    assert (await room.document(context)).value("cast_steps") == 0, "what waits is told by no turnout"
    assert (await room.cast((await room.given(6, context)).ballot({"-": 0})))[0] == 200
    assert (await room.document(context)).value("cast_steps") == 5


@on_the_module_s_loop
@pytest.mark.parametrize("electors", [5, 9, 10, COUNT])
async def test_a_small_roll_is_told_of_its_ballots_when_the_screens_say_so(room: Room, electors: int) -> None:
    """One after the other, each read afterwards: it moves at these numbers and at no others."""
    context, seen = await room.ask(electors), list[tuple[int, int]]()
    for who in range(electors):
        await room.cast((await room.given(who, context)).ballot({"-": 0}))
        told = (await room.document(context)).value("cast_steps")
        if told != (seen[-1][1] if seen else 0):
            seen.append((who + 1, told))
    assert seen == told_at(electors)


@on_the_module_s_loop
async def test_what_waited_when_the_server_was_lost_was_never_told_and_is_counted_once_when_it_comes_again(
    room: Room,
) -> None:
    """Five are written and five wait, because the last two would be alone; then what waits is gone."""
    poll, context = await room.poll(COUNT)
    ballots = [(await room.given(who, context)).ballot({"-": 1}) for who in range(10)]
    for each in ballots:
        await room.cast(each)
    assert (await room.document(context)).value("cast_steps") == 5
    await room.read(lambda txn: txn.execute("delete from ballot_held where context = ?", [context]))
    assert [status for status, _ in [await room.cast(each) for each in ballots]] == [200] * 5 + [202] * 5
    assert (await room.document(context)).value("cast_steps") == 5
    mine = (turnout_id(poll), context)
    assert [each for each in await room.read(lambda txn: recount(txn).differences) if each.doc in mine] == []
    await room.write(ServerAct(poll, "poll", {"closed": True, "revealed": True}))
    assert (await room.document(context)).value("cast_steps") == 10 == (await room.document(context)).value("counted")
    told: list[int] = []
    for (body,) in await room.read(
        lambda txn: txn.fetch("select body from changes where doc = ? order by id", [context])
    ):
        told += [value for path, value in msgspec.msgpack.decode(body)[3] if path == "cast_steps"]
    assert told == [0, 5, 10]


@on_the_module_s_loop
async def test_issues_that_were_slipped_in_are_found(room: Room) -> None:
    context = await room.ask(COUNT)
    for who in range(5):
        await room.given(who, context)

    def slipped(txn: Txn, who: list[bytes]) -> set[str]:
        for each in who:
            row = [each + context, context, bytes(32), bytes(256)]
            txn.execute("insert into ballot_issues (id, context, hash, signature) values (?, ?, ?, ?)", row)
        found = {each.path for each in recount(txn).differences if each.doc == context}
        for each in who:
            txn.execute("delete from ballot_issues where id = ?", [each + context])
        return found

    others = [each.person for each in room.people[5:10]]
    assert await room.read(lambda txn: slipped(txn, [])) == set()
    assert await room.read(lambda txn: slipped(txn, others)) == {"issued_steps"}
    assert await room.read(lambda txn: slipped(txn, [bytes(16)])) == {"issued to those on the roll alone"}


@on_the_module_s_loop
async def test_one_change_that_closes_and_reveals_tells_the_root(room: Room) -> None:
    poll, context = await room.poll(COUNT)
    for who in range(5):
        await room.cast((await room.given(who, context)).ballot({"-": 1}))
    await room.write(ServerAct(poll, "poll", {"closed": True, "revealed": True}))
    root = (await room.document(context)).value("root")
    assert root is not None
    assert (await room.document(result_id(poll))).value("root") == root

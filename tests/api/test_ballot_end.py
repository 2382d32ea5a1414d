"""How the taking of anonymous ballots ends: a poll's with its reveal, a round's by its time. Both databases."""

from __future__ import annotations

from collections.abc import AsyncGenerator

import pytest
import pytest_asyncio

from api.ballot_keys import private_key
from models.document import ServerAct, uuid_text
from models.poll_plan import result_id
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
async def test_closing_a_poll_ends_its_issuing_and_what_was_on_its_way_counts_until_the_reveal(room: Room) -> None:
    """The chair taps 截止 while four phones have not sent yet: nobody's ballot is lost."""
    poll, context = await room.poll(COUNT)
    due = {f"due/{uuid_text(each.person)}": True for each in room.people[:COUNT]}
    await room.write(ServerAct(poll, "poll", due))
    electors = [await room.given(who, context) for who in range(6)]
    for each in electors[:2]:
        await room.cast(each.ballot({"-": 1}))
    room.door.clock.advance(1_000)
    await room.write(ServerAct(poll, "poll", {"closed": True}))
    document = await room.document(context)
    assert document.value("closed") is None
    assert document.value("closes_at") == (await room.document(poll)).value("ended"), "the phones read when it ended"
    assert await room.read(lambda txn: private_key(txn, context)) is None, "nothing can be signed any more"
    refused = await room.issue(7, (await room.elector(context)).asks())
    assert (refused.status_code, refused.json()["code"]) == (409, "closed")
    assert (await room.cast(electors[0].ballot({"-": 2}, 2)))[0] == 202, "a revision that was on its way, too"
    room.door.clock.advance(86_400_000)
    assert [(await room.cast(each.ballot({"-": 1})))[0] for each in electors[2:]] == [202, 202, 202, 200], (
        "six were issued: the sixth would have been alone"
    )
    assert (await room.document(context)).value("cast_steps") == 5, "no exact number before the end"

    await room.write(ServerAct(poll, "poll", {"revealed": True}))
    document, result = await room.document(context), await room.document(result_id(poll))
    assert (document.value("counted"), document.value("cast_steps"), document.value("issued_steps")) == (6, 6, 6)
    assert result.value("counts/-")["counts"] == {"1": 5, "2": 1, "3": 0}
    assert result.value("root") == document.value("root") is not None
    status, told = await room.cast(electors[1].ballot({"-": 2}, 2))
    assert (status, told["code"]) == (410, "closed"), "and nothing after it"


@on_the_module_s_loop
async def test_a_poll_that_is_opened_and_closed_in_one_change_issues_nothing(room: Room) -> None:
    """Its context is not there yet when the closing is read."""
    poll, context = await room.poll(COUNT)
    now_ms = room.door.clock()
    later = ServerAct(context, "ballot_context", {"closes_at": now_ms + 60_000})
    await room.write(ServerAct(poll, "poll", {"closed": True}), later)
    refused = await room.issue(0, (await room.elector(context)).asks())
    assert (refused.status_code, refused.json()["code"]) == (409, "closed")


@on_the_module_s_loop
async def test_a_round_takes_ballots_for_as_long_as_they_take_to_leave_the_phones_and_then_no_more(room: Room) -> None:
    context = await room.ask(COUNT, form="review@1", closes_at=room.door.clock() + 1_000)
    first, late, last = [await room.given(who, context) for who in range(3)]
    early = first.ballot({"-": 1})
    await room.cast(early)
    room.door.clock.advance(1_000 + 3_600_000 + 60_000)
    assert (await room.cast(late.ballot({"-": 1})))[0] == 202, "an hour, where nothing is said, and a minute"
    room.door.clock.advance(1)
    for refused in (last.ballot({"-": 1}), first.ballot({"-": 2}, 2)):
        status, told = await room.cast(refused)
        assert (status, told["code"]) == (410, "closed")
    assert (await room.cast(early))[0] == 202, "who asks after his ballot is told how far it is"
    assert await room.counted(context) == 2
    await room.write(ServerAct(context, "ballot_context", {"closes_at": room.door.clock() + 1}))
    assert (await room.cast(last.ballot({"-": 1})))[0] == 202, "a round that is given more time takes them again"
    assert await room.read(lambda txn: private_key(txn, context)) is not None


@on_the_module_s_loop
async def test_an_institution_whose_ballots_leave_sooner_waits_less_for_a_round(room: Room) -> None:
    context = await room.ask(COUNT, form="review@1", closes_at=room.door.clock() + 1_000)
    electors = [await room.given(who, context) for who in range(2)]
    await room.write(ServerAct(room.institution, "institution", {"ballot_spread_s": 30}))
    room.door.clock.advance(91_000)
    assert (await room.cast(electors[0].ballot({"-": 1})))[0] == 202
    room.door.clock.advance(1)
    assert (await room.cast(electors[1].ballot({"-": 1})))[0] == 410
    await room.write(ServerAct(room.institution, "institution", {"ballot_spread_s": None}))

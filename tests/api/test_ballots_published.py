"""What is published of anonymous ballots, to whom, and of what nothing is. Both databases."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import Any

import msgspec
import pytest
import pytest_asyncio

from api.recount.compare import recount
from models.document import ServerAct, uuid_text
from models.moderation import peer_result_id
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


@pytest.mark.parametrize(("papers", "hands", "told"), [(0, 0, 6), (1, 0, 0), (4, 0, 0), (5, 0, 6), (5, 2, 0)])
@on_the_module_s_loop
async def test_ballots_that_would_tell_how_the_few_on_paper_fell_are_not_published(
    room: Room, papers: int, hands: int, told: int
) -> None:
    """The result less the ballots is what came otherwise; the leaves are told all the same."""
    poll, context = await room.poll(COUNT)
    for who in range(6):
        await room.cast((await room.given(who, context)).ballot({"-": 1}))
    channels = {"channels/paper": {"returned": papers}, "channels/hands": {"returned": hands}}
    await room.write(ServerAct(poll, "poll", {"closed": True}))
    await room.write(ServerAct(poll, "poll", {"revealed": True}))
    await room.write(ServerAct(result_id(poll), "poll_result", channels))
    answer = msgspec.msgpack.decode((await room.published(0, context)).content)
    assert sum(row[2] is not None for row in answer["ballots"]) == told
    assert len(answer["ballots"]) == len(answer["leaves"]) == 6


@on_the_module_s_loop
async def test_an_organiser_reads_no_sheets_on_himself(room: Room) -> None:
    for subject, told_of in ((room.people[COUNT].person, 0), (room.people[0].person, 6)):
        context = await room.ask(COUNT, subject=subject, form="review@1")
        for who in range(6):
            await room.cast((await room.given(who, context)).ballot({"note": "话"}, places=("note",)))
        await room.close(context)
        named = {"round": (await room.document(context)).value("source"), "subject": subject}
        await room.write(ServerAct(peer_result_id(**named), "peer_result", {**named, "count": 6}))
        told = msgspec.msgpack.decode((await room.published(COUNT, context)).content)
        sheets = [row for row in told["ballots"] if row[2] is not None]
        assert (len(sheets), len(told["ballots"]), len(told["leaves"])) == (told_of, 6, 6)


@on_the_module_s_loop
@pytest.mark.parametrize(("writes", "told"), [({"void": "no_quorum"}, 0), ({"below": True}, 0), ({}, 6)])
async def test_the_ballots_of_a_void_poll_are_nobody_s_to_read(room: Room, writes: dict[str, Any], told: int) -> None:
    poll, context = await room.poll(COUNT)
    for who in range(6):
        await room.cast((await room.given(who, context)).ballot({"-": 1}))
    await room.write(ServerAct(poll, "poll", {"closed": True}))
    await room.write(ServerAct(result_id(poll), "poll_result", {"poll": poll, **writes}))
    await room.write(ServerAct(poll, "poll", {"revealed": True}))
    for who in (0, COUNT):
        answer = msgspec.msgpack.decode((await room.published(who, context)).content)
        assert sum(row[2] is not None for row in answer["ballots"]) == told
        assert len(answer["leaves"]) == 6, "everybody still checks that their own is among them"


@on_the_module_s_loop
@pytest.mark.parametrize("writes", [None, {"below": True}])
async def test_the_sheets_of_a_round_without_a_result_are_nobody_s_to_read(
    room: Room, writes: dict[str, Any] | None
) -> None:
    subject = room.people[4].person
    context = await room.ask(COUNT, subject=subject, form="review@1")
    for who in range(6):
        await room.cast((await room.given(who, context)).ballot({"virtue": 5}))
    await room.close(context)
    if writes is not None:
        named = {"round": (await room.document(context)).value("source"), "subject": subject}
        await room.write(ServerAct(peer_result_id(**named), "peer_result", {**named, **writes}))
    answer = msgspec.msgpack.decode((await room.published(COUNT, context)).content)
    assert [row[2] for row in answer["ballots"]] == [None] * 6


@on_the_module_s_loop
async def test_ballots_of_a_poll_are_published_and_counted_when_its_chair_reveals_the_result(room: Room) -> None:
    context = await room.ask(COUNT)
    poll = (await room.document(context)).value("source")
    due = {f"due/{uuid_text(each.person)}": True for each in room.people[:COUNT]}
    asked = {"institution": room.institution, "title": "表决", "type": "approval", "mode": "anonymous", **due}
    await room.write(ServerAct(poll, "poll", asked))
    marks: list[Any] = [1, 1, 1, 1, 2, 2, [[1]]]
    for number, mark in enumerate(marks):
        elector = await room.given(number, context)
        await room.cast(elector.ballot({"-": mark}))
    await room.close(context)
    assert (await room.published(0, context)).status_code == 404, "the chair included, nobody reads them yet"
    await room.write(ServerAct(poll, "poll", {"closed": True}))
    await room.write(ServerAct(poll, "poll", {"revealed": True}))
    assert (await room.published(0, context)).status_code == 200
    result = await room.document(result_id(poll))
    assert result.value("counts/-")["counts"] == {"1": 4, "2": 2, "3": 0}
    assert (result.value("returned"), result.value("spoilt")) == (7, 1)
    assert result.value("root") == (await room.document(context)).value("root")
    mine = (result_id(poll), turnout_id(poll), context)
    assert [each for each in await room.read(lambda txn: recount(txn).differences) if each.doc in mine] == []

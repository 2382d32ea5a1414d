"""Words of an anonymous round at the door: written with the results, pulled by the office, told by a ruling's push."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import Any

import msgspec
import pytest
import pytest_asyncio

from models.document import ServerAct, natural_id, uuid_text
from models.moderation import words_id
from sync.messages import Pull, encode_pull
from sync.stamp import make
from tests.api.ballot_room import MESSAGEPACK, Room, room_in
from tests.api.door import Door

COUNT = 6
ANSWERS: dict[str, Any] = {"virtue": 5, "ability": 4, "diligence": 5, "achievement": 9.5, "integrity": 5}
KIND, HEAVY, KIND_WORDS = "anonymous_words", "说话太重", "待人热情"


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def room(house: Door) -> AsyncGenerator[Room]:
    async with room_in(house, COUNT) as made:
        yield made


async def _asked(room: Room, who: int, path: str, body: bytes) -> bytes:
    answer = await room.clients[who].post(f"/api/sync/{path}", content=body, headers=MESSAGEPACK)
    assert answer.status_code == 200, answer.text
    return answer.content


async def _pulled(room: Room, who: int) -> bytes:
    return await _asked(room, who, "pull", encode_pull(Pull(log=None, cursors={})))


async def _published(room: Room, subject: bytes) -> bytes:
    """A round about somebody with six sheets, two of them with words; the round's id."""
    context = await room.ask(COUNT, subject=subject, form="review@1")
    round = (await room.document(context)).value("source")
    said = [{**ANSWERS, "note": KIND_WORDS}, {**ANSWERS, "note": HEAVY}, *[ANSWERS] * 4]
    for who, answers in enumerate(said):
        await room.cast((await room.given(who, context)).ballot(answers))
    plan = {"institution": room.institution, "title": "匿名互评", "form": "review@1", "anonymity": "anonymous"}
    await room.write(ServerAct(round, "peer_round", {**plan, "published": True}))
    return round


@pytest.mark.asyncio(loop_scope="module")
async def test_the_office_rules_and_whom_it_is_about_reads_what_is_let_through(room: Room) -> None:
    subject = room.people[0].person
    round = await _published(room, subject)
    office, about = await _pulled(room, COUNT), await _pulled(room, 0)
    for words in (KIND_WORDS, HEAVY):
        assert words.encode() in office
        assert words.encode() not in about
    document = await room.document(words_id(round, subject))
    said = {each.value: path for path, each in document.registers.items() if path.startswith("words/")}
    assert set(said) == {KIND_WORDS, HEAVY}
    rulings = [
        [f"rulings/{said[words][6:]}/{uuid_text(room.people[COUNT].person)}", ruling]
        for words, ruling in ((KIND_WORDS, {"told": True}), (HEAVY, {"told": False, "reason": "像是私怨"}))
    ]
    signed_in = (await room.door.sign_in(room.people[COUNT], client=room.clients[COUNT])).json()
    change = [make(room.door.clock(), 0, int(signed_in["replica"])), document.id, KIND, rulings]
    answer = await _asked(room, COUNT, "push", msgspec.msgpack.encode({"log": None, "changes": [change]}))
    assert msgspec.msgpack.decode(answer)["results"] == [None]
    result = await room.document(natural_id(f"peer_result/{uuid_text(round)}/{uuid_text(subject)}"))
    assert [each.value for path, each in result.registers.items() if path.startswith("words/")] == [KIND_WORDS]
    about = await _pulled(room, 0)
    assert KIND_WORDS.encode() in about
    assert HEAVY.encode() not in about


@pytest.mark.asyncio(loop_scope="module")
async def test_an_organiser_is_not_sent_what_is_said_of_himself(room: Room) -> None:
    round = await _published(room, room.people[COUNT].person)
    document = await room.document(words_id(round, room.people[COUNT].person))
    assert sorted(each.value for path, each in document.registers.items() if path.startswith("words/")) == [
        KIND_WORDS,
        HEAVY,
    ]
    assert document.id not in await _pulled(room, COUNT)

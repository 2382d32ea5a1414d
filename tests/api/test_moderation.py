"""Words of an anonymous round at the door: written with the results, pulled by the office, told by a ruling's push."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import Any
from uuid import UUID

import msgspec
import pytest
import pytest_asyncio
from msgspec.structs import replace

from api.ballot_audit import audited
from api.ballot_signing import is_proof, is_signature, public_key
from api.database import Txn
from models.ballot import Ballot
from models.ballot_context import context_id
from models.ballot_recount import Published, mismatches
from models.document import ServerAct, natural_id, uuid_text
from models.moderation import words_id
from sync.messages import Pull, encode_pull
from sync.stamp import make
from tests.api.ballot_room import MESSAGEPACK, Room, room_in
from tests.api.door import Door

pytestmark = pytest.mark.database
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
        await room.cast((await room.given(who, context)).ballot(answers, places=("note",)))
    await room.write(ServerAct(round, "peer_round", {**_plan(room), "published": True}))
    return round


def _plan(room: Room) -> dict[str, Any]:
    return {"institution": room.institution, "title": "匿名互评", "form": "review@1", "anonymity": "anonymous"}


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
async def test_what_is_published_proves_the_count_and_says_no_word_to_anybody(room: Room) -> None:
    """The office's rows are whole but for the words; those on the roll and whom it is about have no sheets at all."""
    subject = room.people[COUNT - 1].person
    round = await _published(room, subject)
    context = context_id(round, subject)
    issuer = public_key((await room.document(context)).value("key"))
    for who, sheets in ((0, 0), (COUNT, 6)):
        answer = await room.published(who, context)
        for words in (KIND_WORDS, HEAVY):
            assert words.encode() not in answer.content
        told = msgspec.msgpack.decode(answer.content)
        counted = (told["issued"], told["counts"]["counted"], told["root"])
        assert sum(row[2] is not None for row in told["ballots"]) == sheets
        published = Published(context, [tuple(row) for row in told["ballots"]], *counted, leaves=told["leaves"])
        assert mismatches(published, lambda token, signed: is_signature(issuer, token, signed), is_proof) == []
    assert {each["note"] for each in await _answers(room, context)} == {bytes}, "not even whether something was said"


async def _answers(room: Room, context: bytes) -> list[dict[str, type]]:
    told = msgspec.msgpack.decode((await room.published(COUNT, context)).content)
    return [{name: type(value) for name, value in msgspec.msgpack.decode(row[2]).items()} for row in told["ballots"]]


@pytest.mark.asyncio(loop_scope="module")
async def test_words_in_the_clear_are_not_published_to_the_office_either_and_are_moderated_all_the_same(
    room: Room,
) -> None:
    """A phone whose app is older, or another program, writes them into its answers."""
    subject = room.people[1].person
    context = await room.ask(COUNT, subject=subject, form="review@1")
    round = (await room.document(context)).value("source")
    for who in range(6):
        answers = {**ANSWERS, "note": HEAVY} if who == 3 else ANSWERS
        await room.cast((await room.given(who, context)).ballot(answers))
    await room.write(ServerAct(round, "peer_round", {**_plan(room), "published": True}))
    answer = await room.published(COUNT, context)
    assert HEAVY.encode() not in answer.content
    told = msgspec.msgpack.decode(answer.content)
    assert [row[2] is None for row in told["ballots"]].count(True) == 1
    document = await room.document(words_id(round, subject))
    assert [each.value for path, each in document.registers.items() if path.startswith("words/")] == [HEAVY]


@pytest.mark.asyncio(loop_scope="module")
async def test_a_ballot_whose_words_were_changed_or_taken_on_the_way_is_refused(room: Room) -> None:
    context = await room.ask(COUNT, subject=room.people[2].person, form="review@1")
    elector = await room.given(0, context)
    ballot = elector.ballot({**ANSWERS, "note": HEAVY}, places=("note",))
    other = elector.ballot({**ANSWERS, "note": KIND_WORDS}, places=("note",))
    for words in (b"", other.words, b"\x80"):
        status, told = await room.cast(replace(ballot, words=words))
        assert (status, told["code"]) == (400, "ballot_invalid")
    assert (await room.cast(ballot))[0] == 202


@pytest.mark.asyncio(loop_scope="module")
async def test_the_recount_of_the_database_finds_words_that_somebody_changed_afterwards(room: Room) -> None:
    subject = room.people[3].person
    context = context_id(await _published(room, subject), subject)
    mine = str(UUID(bytes=context))

    def found(txn: Txn) -> list[str]:
        return [line for line in audited(txn) if mine in line]

    def spoil(txn: Txn) -> list[str]:
        (leaf, body) = txn.fetch("select leaf, body from ballots where context = ? order by leaf", [context])[0]
        ballot = msgspec.msgpack.decode(body, type=Ballot)
        (salt, _) = msgspec.msgpack.decode(ballot.words)["note"]
        changed = replace(ballot, words=msgspec.msgpack.encode({"note": [salt, "没有人说过的话"]}))
        txn.execute("update ballots set body = ? where leaf = ?", [msgspec.msgpack.encode(changed), leaf])
        lines = found(txn)
        txn.execute("update ballots set body = ? where leaf = ?", [body, leaf])
        return lines

    assert await room.read(found) == []
    (line,) = await room.read(spoil)
    assert " words: " in line


@pytest.mark.asyncio(loop_scope="module")
async def test_an_organiser_is_not_sent_what_is_said_of_himself(room: Room) -> None:
    round = await _published(room, room.people[COUNT].person)
    document = await room.document(words_id(round, room.people[COUNT].person))
    assert sorted(each.value for path, each in document.registers.items() if path.startswith("words/")) == [
        KIND_WORDS,
        HEAVY,
    ]
    assert document.id not in await _pulled(room, COUNT)

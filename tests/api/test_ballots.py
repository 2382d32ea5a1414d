"""Anonymous ballots at the door: issued once, cast by nobody, counted once, published at the end. Both databases."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from uuid import UUID

import msgspec
import pytest
import pytest_asyncio
from msgspec.structs import replace

from api import ballot_box
from api.ballot_audit import audited
from api.ballot_keys import private_key
from api.database import Txn
from api.intake import write_as_server
from models.ballot import ENVELOPE_BYTES, Ballot, is_included, leaf_hash, seal, tree_root
from models.document import ServerAct, uuid_text
from models.poll_plan import result_id
from models.recusal import recusal_id
from tests.api.ballot_room import MESSAGEPACK, Room, room_in
from tests.api.door import Door

pytestmark = pytest.mark.database
COUNT = 12


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def room(house: Door) -> AsyncGenerator[Room]:
    async with room_in(house, COUNT) as made:
        yield made


on_the_module_s_loop = pytest.mark.asyncio(loop_scope="module")


@on_the_module_s_loop
async def test_a_ballot_is_issued_once_cast_held_written_in_fives_and_found_in_the_published_tree(room: Room) -> None:
    context = await room.ask(COUNT)
    electors = [await room.given(who, context) for who in range(COUNT)]
    ballots = [each.ballot({"-": number % 3}) for number, each in enumerate(electors)]
    answers = [await room.cast(each) for each in ballots]
    assert [status for status, _ in answers] == [202] * 4 + [200] + [202] * 6 + [200]
    assert answers[4][1] == {"written": True, "leaf": leaf_hash(ballots[4]).hex()}
    assert await room.cast(ballots[0]) == (200, {"written": True, "leaf": leaf_hash(ballots[0]).hex()})
    before = await room.document(context)
    assert (before.value("issued_steps"), before.value("cast_steps")) == (10, 10)
    assert (await room.published(0, context)).status_code == 404

    await room.close(context)
    document = await room.document(context)
    assert (document.value("counted"), document.value("issued_steps"), document.value("cast_steps")) == (12, 12, 12)
    root = bytes.fromhex(document.value("root"))
    for ballot in ballots:
        status, told = await room.cast(ballot)
        path = [bytes.fromhex(each) for each in told["path"]]
        assert status == 200
        assert is_included(leaf_hash(ballot), told["index"], told["size"], path, root)
    told = msgspec.msgpack.decode((await room.published(0, context)).content)
    rows = [Ballot(context, row[1], row[2], row[0], *row[3:]) for row in told["ballots"]]
    assert sorted(map(leaf_hash, rows)) == [leaf_hash(row) for row in rows] == told["leaves"]
    assert tree_root(told["leaves"]) == root
    assert (told["issued"], told["counts"]) == (12, {"counted": 12})
    assert set(rows) == set(ballots)
    assert (await room.published(COUNT, context)).status_code == 200, "the office of the institution reads it too"


@on_the_module_s_loop
async def test_the_recount_checks_every_signature_and_finds_a_ballot_that_was_changed_or_slipped_in(room: Room) -> None:
    context = await room.ask(COUNT)
    for who in range(5):
        await room.cast((await room.given(who, context)).ballot({"-": 0}))
    await room.close(context)
    mine = str(UUID(bytes=context))

    def found(txn: Txn) -> set[str]:
        return {line.split()[2].rstrip(":") for line in audited(txn) if mine in line}

    def spoil(txn: Txn) -> set[str]:
        leaf, body = txn.fetch("select leaf, body from ballots where context = ? order by leaf", [context])[0]
        stuffed = replace(msgspec.msgpack.decode(body, type=Ballot), answers=msgspec.msgpack.encode({"-": 1}))
        txn.execute("update ballots set body = ? where leaf = ?", [msgspec.msgpack.encode(stuffed), leaf])
        other = replace(stuffed, key=bytes(65))
        row = [bytes(32), context, bytes(65), 0, msgspec.msgpack.encode(other)]
        txn.execute("insert into ballots (leaf, context, key, revision, body) values (?, ?, ?, ?, ?)", row)
        spoilt = found(txn)
        txn.execute("delete from ballots where leaf = ?", [bytes(32)])
        txn.execute("update ballots set body = ? where leaf = ?", [body, leaf])
        return spoilt

    assert await room.read(found) == set()
    assert await room.read(spoil) == {"proof", "signature", "counted", "root"}
    assert await room.read(found) == set()


@on_the_module_s_loop
async def test_revealing_a_poll_writes_what_waits_counts_it_and_erases_the_key_in_one_transaction(room: Room) -> None:
    """Through the intake and what follows there, and all of it or nothing; closed and revealed at once."""
    poll, context = await room.poll(COUNT)
    ballots = [(await room.given(who, context)).ballot({"-": 0}) for who in range(7)]
    for each in ballots:
        await room.cast(each)
    now_ms = room.door.clock()

    def closed(txn: Txn) -> None:
        write_as_server(txn, [ServerAct(poll, "poll", {"closed": True, "revealed": True})], now_ms)

    def fails(txn: Txn) -> None:
        closed(txn)
        raise LookupError("after all that")

    with pytest.raises(LookupError):
        await room.read(fails)
    assert (await room.document(context)).value("closed") is None
    assert await room.read(lambda txn: len(ballot_box.leaves_of(txn, context))) == 5, "the two wait again"
    assert await room.read(lambda txn: private_key(txn, context)) is not None

    await room.read(closed)
    document = await room.document(context)
    assert (document.value("counted"), document.value("cast_steps")) == (7, 7)
    assert document.value("root") == tree_root(sorted(map(leaf_hash, ballots))).hex()
    assert (await room.document(result_id(poll))).value("root") == document.value("root")
    assert await room.read(lambda txn: private_key(txn, context)) is None
    assert {status for status, _ in [await room.cast(each) for each in ballots]} == {200}


@on_the_module_s_loop
async def test_who_was_handed_a_paper_is_given_no_ballot_and_who_has_one_is_told_it_again(room: Room) -> None:
    poll, context = await room.poll(COUNT)
    first = await room.elector(context)
    assert (await room.issue(0, first.asks())).status_code == 200
    told = {f"on_paper/{uuid_text(room.people[who].person)}": True for who in (0, 1)}
    await room.write(ServerAct(poll, "poll", told))
    refused = await room.issue(1, (await room.elector(context)).asks())
    assert (refused.status_code, refused.json()["code"]) == (409, "ballot_on_paper")
    assert (await room.issue(0, first.asks())).status_code == 200
    assert await room.read(lambda txn: ballot_box.count_issued(txn, context)) == 1


@on_the_module_s_loop
async def test_who_has_withdrawn_is_given_no_ballot(room: Room) -> None:
    subject = room.people[5].person
    context = await room.ask(COUNT, subject=subject, form="review@1")
    round = (await room.document(context)).value("source")
    first = await room.elector(context)
    assert (await room.issue(0, first.asks())).status_code == 200
    for who in (0, 1):
        person = room.people[who].person
        named = {"round": round, "reviewer": person, "subject": subject}
        await room.write(ServerAct(recusal_id(round, person, subject), "recusal", named))
    nowhere = await room.issue(0, msgspec.msgpack.encode({"context": bytes(16), "blinded": first.blinded}))
    refused = await room.issue(1, (await room.elector(context)).asks())
    assert (refused.status_code, refused.content) == (404, nowhere.content)
    assert (await room.issue(0, first.asks())).status_code == 200, "what was given can't be taken back"


@on_the_module_s_loop
async def test_everybody_hears_which_ballots_were_given_to_themselves_and_of_nobody_else(room: Room) -> None:
    one, other = await room.ask(COUNT), await room.ask(COUNT)

    async def told(who: int) -> set[bytes]:
        answer = await room.clients[who].get("/api/ballots/issued")
        assert answer.status_code == 200
        return set(msgspec.msgpack.decode(answer.content)["issued"]) & {one, other}

    before = await told(1)
    elector = await room.given(0, one)
    assert (await told(0), await told(1), await told(COUNT)) == ({one}, before, set())
    assert before == set()
    await room.cast(elector.ballot({"-": 1}))
    assert await told(0) == {one}, "casting moves nothing"
    async with room.door.visitor() as nobody:
        assert (await nobody.get("/api/ballots/issued")).status_code == 401


@on_the_module_s_loop
async def test_who_asks_again_gets_the_same_answer_and_another_request_none(room: Room) -> None:
    context = await room.ask(COUNT)
    first, second = await room.elector(context), await room.elector(context)
    one, again = await room.issue(0, first.asks()), await room.issue(0, first.asks())
    assert one.content == again.content
    refused = await room.issue(0, second.asks())
    assert (refused.status_code, refused.json()["code"]) == (409, "ballot_issued")
    assert await room.read(lambda txn: ballot_box.count_issued(txn, context)) == 1
    answers = await asyncio.gather(*(room.issue(1, body) for body in (first.asks(), second.asks()) * 4))
    given = {answer.content for answer in answers if answer.status_code == 200}
    assert len(given) == 1, "of several at once, one stands"
    assert {answer.status_code for answer in answers} == {200, 409}


@on_the_module_s_loop
async def test_who_is_not_on_the_roll_hears_what_whoever_asks_for_nothing_hears(room: Room) -> None:
    context = await room.ask(COUNT)
    elector = await room.elector(context)
    outside = await room.issue(COUNT, elector.asks())
    nowhere = await room.issue(0, msgspec.msgpack.encode({"context": bytes(16), "blinded": elector.blinded}))
    assert outside.status_code == nowhere.status_code == 404
    assert outside.content == nowhere.content
    assert (await room.published(0, bytes(16))).content == (await room.published(0, context)).content
    async with room.door.visitor(**MESSAGEPACK) as nobody:
        assert (await nobody.post("/api/ballots/issue", content=elector.asks())).status_code == 401


@on_the_module_s_loop
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xc1",
        msgspec.msgpack.encode({"context": bytes(15), "blinded": bytes(256)}),
        msgspec.msgpack.encode({"context": bytes(16), "blinded": bytes(255)}),
        msgspec.msgpack.encode({"context": bytes(16), "blinded": bytes(256), "who": 1}),
    ],
)
async def test_a_request_that_is_none_is_refused(room: Room, body: bytes) -> None:
    answer = await room.issue(0, body)
    assert (answer.status_code, answer.json()["code"]) == (400, "malformed")


@on_the_module_s_loop
async def test_what_is_no_number_under_the_key_is_not_signed(room: Room) -> None:
    context = await room.ask(COUNT)
    for blinded in (bytes(256), b"\xff" * 256):
        answer = await room.issue(0, msgspec.msgpack.encode({"context": context, "blinded": blinded}))
        assert (answer.status_code, answer.json()["code"]) == (400, "malformed")
    assert await room.read(lambda txn: ballot_box.count_issued(txn, context)) == 0


@on_the_module_s_loop
async def test_nothing_that_somebody_stuffs_into_the_box_is_counted(room: Room) -> None:
    """Forged signatures, another context's token, one's own tokens, changed answers, cookies, bursts."""
    context, other = await room.ask(COUNT), await room.ask(COUNT)
    honest = await room.given(0, context)
    ballot = honest.ballot({"-": 1}, 3)
    stranger = await room.given(0, other)
    unsigned = await room.elector(context)
    forged = replace(unsigned.ballot({"-": 2}), signature=bytes([1]) * 256)
    stolen = unsigned.proven(replace(unsigned.ballot({"-": 2}), signature=honest.signature))
    foreign = stranger.proven(replace(stranger.ballot({"-": 2}), context=context))
    changed = replace(ballot, answers=msgspec.msgpack.encode({"-": 2}))
    revised = replace(ballot, revision=9)
    token = unsigned.proven(replace(unsigned.ballot({"-": 2}), token=honest.token, signature=honest.signature))
    for spoilt in (forged, stolen, foreign, changed, revised, token):
        status, told = await room.cast(spoilt)
        assert (status, told["code"]) == (400, "ballot_invalid")
    for body in (b"", bytes(ENVELOPE_BYTES), seal(ballot)[:-1]):
        status, told = await room.cast(body)
        assert (status, told["code"]) == (400, "ballot_invalid")
    assert (await room.cast(seal(ballot) + b"\0"))[0] == 413
    for name, said in (
        ("Cookie", "mingcha=anything"),
        ("Authorization", "Bearer anything"),
        ("authorization", "Basic bGk6"),
    ):
        status, told = await room.cast(ballot, **{name: said})
        assert (status, told["code"]) == (400, "cookies_refused")
    assert await room.counted(context) == 0

    assert {status for status, _ in await asyncio.gather(*(room.cast(ballot) for _ in range(8)))} == {202}
    assert await room.counted(context) == 1
    for revision in (0, 3):
        status, told = await room.cast(honest.ballot({"-": 2}, revision))
        assert (status, told["code"]) == (409, "ballot_revision")
    assert (await room.cast(honest.ballot({"-": 2}, 4)))[0] == 202
    assert await room.counted(context) == 1


@on_the_module_s_loop
async def test_the_highest_revision_counts_whether_it_waited_or_was_written(room: Room) -> None:
    context = await room.ask(COUNT)
    electors = [await room.given(who, context) for who in range(6)]
    for each in electors[:5]:
        await room.cast(each.ballot({"-": 0}))
    assert (await room.cast(electors[0].ballot({"-": 1}, 1)))[0] == 202
    assert (await room.cast(electors[0].ballot({"-": 2}, 2)))[0] == 202
    assert (await room.cast(electors[5].ballot({"-": 0})))[0] == 202
    assert (await room.cast(electors[0].ballot({"-": 0}, 1)))[0] == 409
    assert await room.counted(context) == 6
    await room.close(context)
    told = msgspec.msgpack.decode((await room.published(0, context)).content)
    answers = {row[0]: (row[1], msgspec.msgpack.decode(row[2])) for row in told["ballots"]}
    assert answers[electors[0].key] == (2, {"-": 2})
    assert len(answers) == 6


@on_the_module_s_loop
async def test_after_the_end_nothing_is_issued_or_taken_and_the_key_is_gone(room: Room) -> None:
    context = await room.ask(COUNT, closes_at=room.door.clock() + 1_000)
    early, late = await room.given(0, context), await room.elector(context)
    room.door.clock.advance(2_000)
    refused = await room.issue(1, late.asks())
    assert (refused.status_code, refused.json()["code"]) == (409, "closed"), "nothing is issued once it is due to close"
    ballot = early.ballot({"-": 1})
    assert (await room.cast(ballot))[0] == 202, "what was on its way is taken until it closes"
    assert await room.read(lambda txn: private_key(txn, context)) is not None
    await room.close(context)
    assert await room.read(lambda txn: private_key(txn, context)) is None
    status, told = await room.cast(early.ballot({"-": 2}, 1))
    assert (status, told["code"]) == (410, "closed")
    assert await room.cast(ballot) == (
        200,
        {"leaf": leaf_hash(ballot).hex(), "index": 0, "path": [], "root": leaf_hash(ballot).hex(), "size": 1},
    )
    refused = await room.issue(2, late.asks())
    assert (refused.status_code, refused.json()["code"]) == (409, "closed")
    assert (await room.document(context)).value("counted") == 1
    assert (await room.published(0, context)).status_code == 404, "too few: nothing is published"
    await room.door.parts.smith.make_all()
    assert await room.read(lambda txn: private_key(txn, context)) is None, "no second key is made"


@on_the_module_s_loop
async def test_a_ballot_that_comes_before_its_time_waits_on_the_phone(room: Room) -> None:
    context = await room.ask(COUNT, opens_at=room.door.clock() + 60_000)
    elector = await room.given(0, context)
    status, told = await room.cast(elector.ballot({"-": 1}))
    assert (status, told["code"]) == (409, "ballot_early")


@on_the_module_s_loop
async def test_no_log_and_no_metric_tells_of_a_ballot(room: Room) -> None:
    before = room.door.parts.metrics.text()
    context = await room.ask(COUNT)
    elector = await room.given(0, context)
    await room.cast(elector.ballot({"-": 1}))
    await room.cast(b"")
    after = room.door.parts.metrics.text()
    assert b"/api/ballots" not in after
    requests = [line for line in after.splitlines() if line.startswith(b"mingcha_requests_total")]
    assert requests == [line for line in before.splitlines() if line.startswith(b"mingcha_requests_total")]

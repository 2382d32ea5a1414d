"""Anonymous rounds: one context a subject, sheets without a reviewer, results once at the end."""

from __future__ import annotations

from typing import Any

import pytest

from models.ballot_context import context_id, on_roll
from models.document import ServerAct, natural_id, uuid_text
from models.recusal import recusal_id
from models.scopes import scopes_of
from tests.models import rounds
from tests.models.rounds import ROUND, TURNOUT, review, review_id
from tests.models.words_scenes import CREW, OVER_MS, SHEET, WHOLE, cast, man
from tests.models.world import BAY, CENTRE, DAY_MS, HOUR_MS, PEOPLE, World, id_of


@pytest.fixture
def world() -> World:
    """A ward of six who review each other: everybody has five reviewers."""
    made = World()
    man(made)
    return made


def _result(world: World, subject: bytes) -> dict[str, Any]:
    found = world.documents[natural_id(f"peer_result/{uuid_text(ROUND)}/{uuid_text(subject)}")]
    return {path: each.value for path, each in found.registers.items()}


def test_a_round_with_too_few_reviewers_of_somebody_does_not_open_anonymously(world: World) -> None:
    rounds.planned(world, **{**WHOLE, "rule": {"type": "same_unit", "each": 3}})
    assert world.reason("supervisor", "peer_round", ROUND, {"opened": True}) == "too_few_for_anonymous"
    assert not [each for each in world.documents.values() if each.kind == "ballot_context"]
    assert world.code("supervisor", "peer_round", ROUND, {"threshold": 3, "opened": True}) is None, "or ask for fewer"


def _opened(world: World) -> None:
    rounds.opened(world, **WHOLE, subjects={"unit": BAY}, evaluators={"unit": BAY})


def test_opening_makes_a_context_for_each_subject_with_its_reviewers_on_the_roll(world: World) -> None:
    _opened(world)
    subject = PEOPLE["nurse"]
    document = world.documents[context_id(ROUND, subject)]
    assert (document.value("electors"), document.value("threshold"), document.value("form")) == (6, 5, "review@1")
    assert not on_roll(document, subject)
    assert on_roll(document, CREW[0])
    assert world.sees("supervisor", document.id)
    assert not world.sees("nurse", document.id), "how many say something of her is told to nobody but them"


def test_nobody_writes_a_review_under_their_name_in_it(world: World) -> None:
    _opened(world)
    writes = review("colleague", "nurse")
    assert world.reason("colleague", "peer_review", review_id("colleague", "nurse"), writes) == "round_anonymous"


def test_results_come_from_the_valid_ballots_at_the_end(world: World) -> None:
    _opened(world)
    subject, other = PEOPLE["nurse"], PEOPLE["colleague"]
    noted = [{**SHEET, "note": "待人热情"}, {**SHEET, "note": "按时到岗"}]
    spoilt = [{**SHEET, "virtue": 99}, {"virtue": 5}, {**SHEET, "unasked": 1}, {**SHEET, "note": 7}]
    context = cast(world, subject, [*noted, SHEET, SHEET, {**SHEET, "virtue": 1}, *spoilt])
    cast(world, other, [SHEET] * 4)
    world.now_ms += OVER_MS
    assert world.code("supervisor", "peer_round", ROUND, {"published": True}) is None
    found = _result(world, subject)
    assert (found["count"], found["items/virtue"]) == (5, {"mean": "4.20", "n": 5})
    assert _result(world, other)["below"] is True
    assert world.documents[context].value("closed") == world.now_ms
    assert world.documents[context].value("counted") == 9, "a ballot that the form doesn't take is in the tree too"
    assert all(each.value("closed") for each in world.documents.values() if each.kind == "ballot_context")
    assert not [each for each in world.documents.values() if each.kind == "peer_review"]


def test_turnout_moves_with_the_steps_of_all_contexts(world: World) -> None:
    _opened(world)
    for subject in (PEOPLE["nurse"], PEOPLE["colleague"]):
        world.write(ServerAct(context_id(ROUND, subject), "ballot_context", {"cast_steps": 5}))
    turnout = world.documents[TURNOUT]
    assert (turnout.value("submitted"), turnout.value("taking_part")) == (10, 0)


def test_a_round_below_its_quorum_closes_and_has_no_results(world: World) -> None:
    rounds.opened(world, **WHOLE, subjects={"unit": BAY}, evaluators={"unit": BAY}, quorum="1/2")
    cast(world, PEOPLE["nurse"], [SHEET] * 5)
    world.now_ms += OVER_MS
    assert world.code("supervisor", "peer_round", ROUND, {"published": True}) is None
    assert world.documents[ROUND].value("not_valid") is True
    assert world.documents[context_id(ROUND, PEOPLE["nurse"])].value("closed") is not None
    assert not [each for each in world.documents.values() if each.kind == "peer_result"]


def test_a_round_that_closes_later_takes_ballots_longer(world: World) -> None:
    _opened(world)
    later = rounds.PLAN["closes_at"] + DAY_MS
    assert world.code("supervisor", "peer_round", ROUND, {"closes_at": later}) is None
    assert world.documents[context_id(ROUND, PEOPLE["nurse"])].value("closes_at") == later


def test_a_round_is_published_once_its_ballots_have_had_time_to_leave_the_phones(world: World) -> None:
    _opened(world)
    published: list[dict[str, Any]] = []
    for ms in (DAY_MS, HOUR_MS + 60_000 - 1):
        published += [each.writes for each in world.pass_time(ms) if each.kind == "peer_round"]
    assert published == []
    assert {"published": True} in [each.writes for each in world.pass_time(1) if each.kind == "peer_round"]


def test_nobody_publishes_it_by_hand_while_a_sheet_may_be_on_its_way(world: World) -> None:
    """Signed blindly, cast in time, waiting in its phone for a moment drawn by lot: nobody's sheet is lost."""
    _opened(world)
    cast(world, PEOPLE["nurse"], [SHEET] * 5)
    for ms, minutes in ((DAY_MS, 61), (HOUR_MS, 1), (59_999, 1)):
        world.now_ms += ms
        refusal = world.tries("supervisor", "peer_round", ROUND, {"published": True})
        assert refusal is not None
        assert (refusal.reason, refusal.params) == ("sheets_on_their_way", {"minutes": minutes})
    cast(world, PEOPLE["nurse"], [SHEET] * 6)
    world.now_ms += 1
    assert world.code("supervisor", "peer_round", ROUND, {"published": True}) is None
    assert _result(world, PEOPLE["nurse"])["count"] == 6, "what came in that hour counts"


def test_a_house_whose_ballots_leave_sooner_publishes_sooner(world: World) -> None:
    _opened(world)
    assert world.code("admin", "institution", CENTRE, {"ballot_spread_s": 15}) is None
    world.now_ms += DAY_MS + 74_999
    assert world.reason("supervisor", "peer_round", ROUND, {"published": True}) == "sheets_on_their_way"
    world.now_ms += 1
    assert world.code("supervisor", "peer_round", ROUND, {"published": True}) is None


def test_sheets_that_are_all_in_may_still_be_changed_by_one_on_its_way(world: World) -> None:
    _opened(world)
    owed = world.documents[TURNOUT].value("owed")
    world.write(ServerAct(TURNOUT, "peer_turnout", {"submitted": owed}))
    published = [each for each in world.pass_time(DAY_MS + 1) if each.writes.get("published")]
    assert published == []
    assert [each for each in world.pass_time(HOUR_MS + 60_000) if each.writes.get("published")]


def test_a_round_that_is_given_more_time_in_its_grace_waits_for_its_new_end(world: World) -> None:
    _opened(world)
    world.now_ms += DAY_MS + 30_000
    later = world.now_ms + DAY_MS
    assert world.code("supervisor", "peer_round", ROUND, {"closes_at": later}) is None
    world.now_ms += HOUR_MS + 60_000
    assert world.reason("supervisor", "peer_round", ROUND, {"published": True}) == "round_running"


def test_the_manner_is_frozen_with_the_round(world: World) -> None:
    _opened(world)
    assert world.code("supervisor", "peer_round", ROUND, {"anonymity": "named"}) == "closed"


def _withdraws(world: World, reviewer: bytes, subject: bytes) -> None:
    writes = {"round": ROUND, "reviewer": reviewer, "subject": subject}
    act = world.act(reviewer, "recusal", recusal_id(ROUND, reviewer, subject), writes)
    assert world.verdict(act) is None
    world.apply(act)


def _roll(world: World, subject: bytes) -> set[bytes]:
    found = world.documents[context_id(ROUND, subject)]
    return {bytes.fromhex(path[5:].replace("-", "")) for path in found.registers if path.startswith("roll/")}


def test_who_withdraws_is_replaced_on_the_roll_and_nobody_can_read_there_who_it_was(world: World) -> None:
    world.add_person(id_of(3_100), "crew9", CENTRE, BAY)
    rounds.opened(
        world,
        **{**WHOLE, "rule": {"type": "same_unit", "each": 5}},
        subjects={"unit": BAY},
        evaluators={"unit": BAY},
    )
    subject = PEOPLE["nurse"]
    before, asked = _roll(world, subject), world.documents[TURNOUT].value("owed")
    assert len(before) == 5
    reviewer = min(before)
    _withdraws(world, reviewer, subject)
    after = _roll(world, subject)
    (new,) = after - before
    assert after > before, "nobody is struck from the roll: any of them may have withdrawn"
    assert new not in (subject, reviewer)
    context = world.documents[context_id(ROUND, subject)]
    assert context.value("electors") == 5, "as many are asked as before: the threshold holds"
    assert f"person/{uuid_text(new)}" in scopes_of(context, world.roster)
    assert world.documents[TURNOUT].value("owed") == asked
    owed = world.documents[natural_id(f"peer_assignment/{uuid_text(ROUND)}/{uuid_text(new)}")]
    assert owed.value(f"subjects/{uuid_text(subject)}") is True
    mine = world.documents[natural_id(f"peer_assignment/{uuid_text(ROUND)}/{uuid_text(reviewer)}")]
    assert mine.value(f"subjects/{uuid_text(subject)}") is None
    _withdraws(world, new, subject)
    assert len(_roll(world, subject)) == 7
    assert reviewer not in {*_roll(world, subject) - after}, "who has withdrawn is not drawn again"


def test_where_nobody_is_left_to_take_over_one_ballot_less_is_owed(world: World) -> None:
    _opened(world)
    subject = PEOPLE["nurse"]
    before = world.documents[TURNOUT].value("owed")
    _withdraws(world, CREW[0], subject)
    assert world.documents[TURNOUT].value("owed") == before - 1
    assert on_roll(world.documents[context_id(ROUND, subject)], CREW[0])


def test_nobody_joins_a_roll_that_has_been_counted(world: World) -> None:
    world.add_person(id_of(3_100), "crew9", CENTRE, BAY)
    rounds.opened(
        world,
        **{**WHOLE, "rule": {"type": "same_unit", "each": 5}},
        subjects={"unit": BAY},
        evaluators={"unit": BAY},
    )
    subject = PEOPLE["nurse"]
    before = _roll(world, subject)
    world.write(ServerAct(context_id(ROUND, subject), "ballot_context", {"closed": world.now_ms}))
    _withdraws(world, min(before), subject)
    assert _roll(world, subject) == before

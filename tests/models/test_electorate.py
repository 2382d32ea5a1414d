"""参评名单: who takes part, who can't be covered, who withdraws, and how the draw is shown to have been fair."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import pytest

from models.document import uuid_text
from models.electorate import electorate
from models.round import read_round
from tests.models.round_scenes import (
    ELECTORATE,
    HEADS,
    RELATIVES,
    UPWARD,
    begin,
    close,
    judge,
    plan,
    recusal_id,
    related,
)
from tests.models.rounds import PLAN, ROUND, TURNOUT, assignment_id, opened, owed_by, planned, review, review_id
from tests.models.world import CENTRE, DAY_MS, PEOPLE, World

NAMES = {uuid_text(id): name for name, id in PEOPLE.items()}


def told(world: World, family: str) -> dict[str, Any]:
    """What the snapshot says under a family of paths, by name."""
    registers = world.documents[ELECTORATE].registers
    return {
        NAMES[path.partition("/")[2]]: register.value
        for path, register in registers.items()
        if path.startswith(f"{family}/") and register.value is not None
    }


def test_heads_judge_every_leader_and_nobody_else_takes_part(world: World) -> None:
    begin(world)
    assert told(world, "evaluators") == dict.fromkeys(HEADS, True)
    assert told(world, "subjects") == {"leader": 3}
    assert {who: owed_by(world, who) for who in HEADS} == {who: ["leader"] for who in HEADS}
    assert world.documents[TURNOUT].value("due") == 3


def test_before_it_opens_the_organiser_is_told_who_cant_be_covered(world: World) -> None:
    plan(world, rule={"type": "same_unit", "each": 3}, evaluators={"role": "head"}, subjects="staff")
    short = told(world, "short")
    assert short["nurse"] == 1  # the head of the bay alone is of this unit
    assert world.sees("supervisor", ELECTORATE)
    assert not world.sees("nurse", ELECTORATE)
    assert world.code("supervisor", "peer_round", ROUND, {"rule": {"type": "all", "each": 3}}) is None
    assert told(world, "short") == {"head": 2, "head_of_bay": 2, "head_of_surgery": 2}
    before = dict(world.documents[ELECTORATE].registers)
    assert world.code("supervisor", "peer_round", ROUND, {"title": "改名"}) is None
    assert world.documents[ELECTORATE].registers == before


def test_the_snapshot_stands_when_the_roster_moves_on(world: World) -> None:
    begin(world)
    before = dict(world.documents[ELECTORATE].registers)
    role = {"role": "leader", "at": CENTRE, "from": "2026-01-01", "to": None}
    assert world.code("admin", "person", PEOPLE["nurse"], {"roles/9": role}) is None
    assert world.code("supervisor", "peer_round", ROUND, {"title": "改名"}) is None
    assert world.documents[ELECTORATE].registers == before


def test_relatives_do_not_review_each_other_in_any_round(world: World) -> None:
    related(world, "nurse", "colleague")
    opened(world)
    assert "colleague" not in owed_by(world, "nurse")
    assert "nurse" not in owed_by(world, "colleague")


@pytest.mark.parametrize("other", ["nurse", "stranger"])
def test_relatives_are_two_people_of_the_institution(world: World, other: str) -> None:
    pair = {"one": PEOPLE["nurse"], "other": PEOPLE[other]}
    doc = {"institution": CENTRE, "pairs/1": pair}
    from_office = world.reason("supervisor", "relatives", RELATIVES, doc)
    assert from_office == "not_two_people"


def test_who_is_related_is_read_by_the_office_alone(world: World) -> None:
    related(world)
    assert {who for who in PEOPLE if world.sees(who, RELATIVES)} == {
        *("leader", "supervisor", "admin", "bureau_supervisor")
    }


def test_a_withdrawal_frees_the_reviewer_and_finds_another(world: World) -> None:
    plan_ = {**PLAN, "anonymity": "named", "kind": "external", "evaluators": "staff", "subjects": "staff"}
    world.roster.turn_to(world.today)
    assert world.code("supervisor", "peer_round", ROUND, {**plan_, "rule": {"type": "same_unit", "each": 2}}) is None
    assert world.code("supervisor", "peer_round", ROUND, {"opened": True}) is None
    everybody = [who for who in PEOPLE if assignment_id(who) in world.documents]
    who = next(each for each in everybody if owed_by(world, each))
    subject = owed_by(world, who)[0]
    before = sum(len(owed_by(world, each)) for each in PEOPLE)
    reviewers = {each for each in PEOPLE if subject in owed_by(world, each)}
    assert world.code(who, "recusal", recusal_id(who, subject), review(who, subject)) is None
    assert subject not in owed_by(world, who)
    after = {each for each in PEOPLE if subject in owed_by(world, each)}
    assert who not in after
    assert len(after - reviewers) in (0, 1)
    assert sum(len(owed_by(world, each)) for each in PEOPLE) in (before, before - 1)
    assert {each for each in PEOPLE if world.sees(each, recusal_id(who, subject))} == {who}
    assert world.code(who, "peer_review", review_id(who, subject), review(who, subject)) == "not_found"


def test_where_nobody_can_take_over_the_organiser_sees_one_reviewer_less(world: World) -> None:
    begin(world, anonymity="named")
    assert world.code("head", "recusal", recusal_id("head", "leader"), review("head", "leader")) is None
    assert told(world, "short") == {"leader": 2}
    assert world.documents[TURNOUT].value("owed") == 2


def test_a_draft_of_who_has_withdrawn_takes_no_more(world: World) -> None:
    begin(world)
    doc = review_id("head", "leader")
    assert world.code("head", "peer_review", doc, {**review("head", "leader"), "note": "草稿"}) is None
    assert world.code("head", "recusal", recusal_id("head", "leader"), review("head", "leader")) is None
    assert world.reason("head", "peer_review", doc, {"answers/virtue": 5}) == "recused"


def test_nobody_is_given_more_than_the_most(world: World) -> None:
    plan(world, rule={"type": "all", "each": 3, "load": 1}, subjects="staff", anonymity="named")
    found = electorate(read_round(world.documents[ROUND]), world)
    assert max(map(len, found.drawn.values())) == 1


@pytest.mark.parametrize(("sample", "count"), [({"count": 2}, 2), ({"percent": 25}, 2), ({"percent": "100"}, 8)])
def test_a_sample_of_the_subjects_is_drawn(world: World, sample: dict[str, Any], count: int) -> None:
    subjects = [{"role": role} for role in ("leader", "supervisor", "admin", "inspector", "head", "secretary")]
    rule = {"type": "all", "each": 3, "sample": sample}
    begin(world, rule=rule, subjects=subjects, anonymity="named")
    assert len(told(world, "subjects")) == count
    assert sum(reason == "not_drawn" for reason in told(world, "excluded").values()) == 8 - count


def test_who_has_no_branch_is_left_out_with_the_reason(world: World) -> None:
    plan(world, rule={"type": "branch", "each": 3}, evaluators="staff", subjects="party_member")
    assert told(world, "excluded")["head_of_bay"] == "no_branch"


def test_the_hash_of_the_seed_is_out_at_once_and_the_seed_with_the_results_of_a_named_round(world: World) -> None:
    begin(world, anonymity="named", quorum=None)
    document = world.documents[ROUND]
    assert document.value("seed") is None
    for who in HEADS:
        judge(world, who)
    close(world)
    assert sha256(bytes.fromhex(document.value("seed"))).hexdigest() == document.value("seed_hash")


def test_the_seed_of_a_confidential_round_stays_sealed(world: World) -> None:
    begin(world)
    for who in HEADS:
        judge(world, who)
    close(world)
    assert world.documents[ROUND].value("seed") is None


@pytest.mark.parametrize(
    ("quorum", "came", "valid"),
    [("4/5", 2, False), ("1/2", 2, True), (">1/2", 1, False), ("1/3", 1, True), (None, 0, True)],
)
def test_a_round_below_its_quorum_is_not_valid_and_tells_no_result(
    world: World, quorum: str | None, came: int, valid: bool
) -> None:
    begin(world, quorum=quorum)
    for who in HEADS[:came]:
        judge(world, who)
    close(world)
    assert (world.documents[ROUND].value("not_valid") is True) is not valid
    assert any(document.kind == "peer_result" for document in world.documents.values()) is valid
    again = {**UPWARD, "rerun_of": ROUND, "closes_at": world.now_ms + DAY_MS}
    assert world.code("supervisor", "peer_round", _again(), {**again, "opened": True}) is None


def _again() -> bytes:
    return ROUND[:-1] + bytes([ROUND[-1] ^ 1])


def test_who_was_reviewed_by_too_few_is_named_to_the_office(world: World) -> None:
    begin(world, quorum=None)
    judge(world, "head")
    close(world)
    assert told(world, "uncovered") == {"leader": True}


def test_assessors_evaluate_from_outside_and_are_told_the_names_they_need(world: World) -> None:
    plan(world, kind="external", evaluators={"role": "assessor"}, subjects={"role": "leader"}, anonymity="named")
    assert world.code("supervisor", "peer_round", ROUND, {"opened": True}) is None
    assignment = world.documents[assignment_id("assessor")]
    assert assignment.value(f"names/{uuid_text(PEOPLE['leader'])}") == "leader"
    assert world.sees("assessor", ROUND)
    assert not world.sees("assessor", PEOPLE["leader"])
    judge(world, "assessor")


def test_assessors_evaluate_places(world: World) -> None:
    plan(world, kind="external", evaluators="assessor", subjects={"unit_type": "department"}, anonymity="named")
    assert world.code("supervisor", "peer_round", ROUND, {"opened": True}) is None
    assert len(owed_by(world, "assessor")) == 2


def test_what_an_unfinished_plan_lacks_is_said(world: World) -> None:
    for changes, reason in (
        ({"decider": "secretary"}, "decider_wrong"),
        ({"bands/1": None, "bands/2": None}, "grades_wrong"),
        ({"evaluators": {"role": "inspector"}}, "each_below_threshold"),
        ({"subjects": {"role": "inspector"}, "evaluators": {"role": "inspector"}}, "nobody_to_review"),
    ):
        fresh = World()
        plan(fresh, **changes)
        assert fresh.reason("supervisor", "peer_round", ROUND, {"opened": True}) == reason


@pytest.mark.parametrize(
    ("path", "value", "reason"),
    [
        ("quorum", "5/4", "bad_quorum"),
        ("quorum", "half", "bad_quorum"),
        ("subjects", {}, "bad_selector"),
        ("subjects", [], "bad_selector"),
        ("evaluators", 5, "bad_selector"),
        ("rule", {"type": "all", "each": 3, "sample": {"percent": 0}}, "bad_sample"),
        ("rule", {"type": "all", "each": 3, "sample": {"all": 3}}, "bad_sample"),
        ("bands/1", {"grade": "好", "from": 101}, "bad_percent"),
    ],
)
def test_each_part_of_a_plan_has_its_type(world: World, path: str, value: Any, reason: str) -> None:
    planned(world)
    assert world.reason("supervisor", "peer_round", ROUND, {path: value}) == reason

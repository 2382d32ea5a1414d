"""互评: rounds from planning to publication, as sentences."""

from __future__ import annotations

from typing import Any

import pytest

from models.document import ServerAct, natural_id
from models.round import assignments, read_round
from tests.models import rounds
from tests.models.rounds import ANSWERS, PLAN, ROUND, TURNOUT, owed_by, result_id, review, review_id, submit
from tests.models.world import (
    BAY,
    BRANCH,
    CENTRE,
    DAY_MS,
    HOUR_MS,
    OTHER_BRANCH,
    PEOPLE,
    SECOND_BRANCH,
    World,
    id_of,
)

BAY_PEOPLE = ("nurse", "colleague", "head_of_bay")


# -- planning and opening ---------------------------------------------------------------------------------------


def _of_rounds(world: World, ms: int) -> list[ServerAct]:
    """What time brings to rounds; other things fall due beside them."""
    return [act for act in world.pass_time(ms) if act.kind == "peer_round"]


def test_a_round_is_planned_step_by_step(world: World) -> None:
    assert world.code("supervisor", "peer_round", ROUND, {"institution": PLAN["institution"], "title": "一轮"}) is None
    for path in ("form", "opens_at", "closes_at", "rule"):
        refusal = world.tries("supervisor", "peer_round", ROUND, {"opened": True})
        assert refusal is not None
        assert (refusal.reason, refusal.path) == ("round_incomplete", path)
        assert world.code("supervisor", "peer_round", ROUND, {path: PLAN[path], "threshold": 3}) is None
    assert world.code("supervisor", "peer_round", ROUND, {"opened": True}) is None


def test_a_round_needs_a_title_and_a_form_that_is_known(world: World) -> None:
    assert world.reason("supervisor", "peer_round", ROUND, {**PLAN, "title": None}) == "title_missing"
    for form in ("nothing@1", "nothing", "长" * 5_000):
        assert world.code("supervisor", "peer_round", ROUND, {**PLAN, "form": form}) == "outdated"
    rounds.planned(world)
    assert world.reason("supervisor", "peer_round", ROUND, {"title": None}) == "title_missing"


@pytest.mark.parametrize(
    ("path", "value", "reason"),
    [
        ("closes_at", PLAN["opens_at"], "closes_before_it_opens"),
        ("closes_at", -1, "bad_moment"),
        ("closes_at", "tomorrow", "wrong_type"),
        ("threshold", 2, "threshold_low"),
        ("threshold", "5", "wrong_type"),
        ("rule", {"type": "anybody", "each": 3}, "unknown_option"),
        ("rule", {"type": "branch", "each": 0}, "bad_each"),
        ("rule", {"type": "branch"}, "wrong_type"),
        ("rule", "branch", "wrong_type"),
        ("anonymity", "secret", "unknown_option"),
        ("branch", OTHER_BRANCH, "unknown_branch"),
    ],
)
def test_registers_of_a_round_have_their_rules(world: World, path: str, value: Any, reason: str) -> None:
    assert world.reason("supervisor", "peer_round", ROUND, {**PLAN, path: value}) == reason


def test_a_confidential_round_asks_for_as_many_reviews_as_its_threshold(world: World) -> None:
    rounds.planned(world, threshold=5)
    assert world.reason("supervisor", "peer_round", ROUND, {"opened": True}) == "each_below_threshold"
    assert world.code("supervisor", "peer_round", ROUND, {"anonymity": "named", "opened": True}) is None


def test_a_round_that_is_over_or_empty_does_not_open(world: World) -> None:
    rounds.planned(world)
    empty = {"rule": {"type": "branch", "each": 3}}
    world.now_ms = PLAN["closes_at"]
    assert world.reason("supervisor", "peer_round", ROUND, {"opened": True}) == "round_over"
    world.now_ms = PLAN["opens_at"]
    assert world.code("supervisor", "peer_round", ROUND, empty) is None
    for who in ("nurse", "colleague", "head", "secretary"):
        world.apply(world.act(PEOPLE["admin"], "person", PEOPLE[who], {"branches/1": None}))
    assert world.reason("supervisor", "peer_round", ROUND, {"opened": True}) == "nobody_to_review"


def test_opening_assigns_everybody_of_a_unit_and_counts_what_is_owed(world: World) -> None:
    rounds.opened(world)
    for who in BAY_PEOPLE:
        assert owed_by(world, who) == sorted(set(BAY_PEOPLE) - {who})
    assert owed_by(world, "head") == []  # alone in her unit
    assert len(owed_by(world, "admin")) == 3
    assert world.documents[TURNOUT].value("owed") == 3 * 2 + 6 * 3
    assert world.documents[TURNOUT].value("submitted") == 0
    assert world.documents[natural_id("form/review@1")].value("used") is True


def test_opening_twice_draws_once(world: World) -> None:
    rounds.opened(world)
    before = {id: len(document.registers) for id, document in world.documents.items()}
    assert world.code("supervisor", "peer_round", ROUND, {"opened": True}) is None
    assert {id: len(document.registers) for id, document in world.documents.items()} == before


def test_a_branch_reviews_itself_and_across_units_nobody_reviews_his_own(world: World) -> None:
    rounds.opened(world, branch=BRANCH, rule={"type": "branch", "each": 3})
    members = {"nurse", "colleague", "head", "secretary"}
    for who in members:
        assert set(owed_by(world, who)) == members - {who}
    assert owed_by(world, "admin") == []
    other = World()
    rounds.opened(other, rule={"type": "cross_unit", "each": 3})
    for who in BAY_PEOPLE:
        assert len(owed_by(other, who)) == 3
        assert not set(owed_by(other, who)) & set(BAY_PEOPLE)


def test_a_round_for_one_branch_may_go_by_units(world: World) -> None:
    rounds.opened(world, branch=BRANCH)
    assert owed_by(world, "nurse") == ["colleague"]


def test_what_a_member_reads_does_not_give_the_draw_away(world: World) -> None:
    """The round and the roster are everybody's; another secret draws otherwise from the same."""
    other = World()
    other.key = b"another server's"
    for each in (world, other):
        rounds.opened(each, rule={"type": "cross_unit", "each": 3})
    draws = [{who: owed_by(each, who) for who in PEOPLE} for each in (world, other)]
    assert draws[0] != draws[1]
    public = read_round(world.documents[ROUND])
    guessed = assignments(public, world.roster, world.today, ROUND)
    assert {who: sorted(guessed.get(id, ())) for who, id in PEOPLE.items()} != {
        who: sorted(PEOPLE[name] for name in owed) for who, owed in draws[0].items()
    }


def test_a_pair_with_a_conflict_is_not_named_where_everybody_reads(world: World) -> None:
    pair = {"reviewer": PEOPLE["nurse"], "subject": PEOPLE["colleague"]}
    assert world.reason("supervisor", "peer_round", ROUND, {**PLAN, "recusals/1": pair}) == "unknown_path"


def test_what_was_promised_stands_and_only_the_end_may_be_moved_later(world: World) -> None:
    rounds.opened(world)
    for path in ("form", "opens_at", "anonymity", "threshold", "rule"):
        assert world.reason("supervisor", "peer_round", ROUND, {path: PLAN[path]}) == "round_opened"
    for closes_at in (PLAN["closes_at"] - 1, None):
        assert world.reason("supervisor", "peer_round", ROUND, {"closes_at": closes_at}) == "closes_earlier"
    assert world.code("supervisor", "peer_round", ROUND, {"closes_at": PLAN["closes_at"] + 1}) is None


def test_a_secretary_runs_the_rounds_of_the_branch_alone(world: World) -> None:
    rule = {"type": "branch", "each": 3}
    plan = {**PLAN, "rule": rule, "branch": BRANCH}
    assert world.code("secretary", "peer_round", ROUND, {**plan, "branch": SECOND_BRANCH}) == "not_found"
    assert world.code("secretary", "peer_round", ROUND, PLAN) == "not_found"
    assert world.code("secretary", "peer_round", ROUND, {**plan, "institution": "here"}) == "not_found"
    assert world.code("secretary", "peer_round", ROUND, plan) is None
    assert world.code("secretary", "peer_round", ROUND, {"opened": True}) is None
    assert world.sees("secretary", TURNOUT)


# -- reviewing --------------------------------------------------------------------------------------------------


def test_reviewers_write_drafts_that_nobody_else_sees(world: World) -> None:
    rounds.opened(world)
    doc = review_id("nurse", "colleague")
    assert world.code("nurse", "peer_review", doc, {**review("nurse", "colleague"), "answers/virtue": 4}) is None
    assert world.code("nurse", "peer_review", doc, {"note": "还没写完"}) is None
    assert [who for who in PEOPLE if world.sees(who, doc)] == ["nurse"]


def test_a_review_is_complete_before_it_is_submitted(world: World) -> None:
    rounds.opened(world)
    doc = review_id("nurse", "colleague")
    begin = {**review("nurse", "colleague"), "answers/virtue": 4}
    refusal = world.tries("nurse", "peer_review", doc, {**begin, "submitted": True})
    assert refusal is not None
    assert (refusal.reason, refusal.path) == ("missing_answer", "answers/ability")
    assert world.reason("nurse", "peer_review", doc, {**begin, "answers/virtue": 9}) == "rating_range"


def test_a_submission_is_counted_once(world: World) -> None:
    rounds.opened(world)
    submit(world, "nurse", "colleague")
    submit_again = {"submitted": True}
    assert world.code("nurse", "peer_review", review_id("nurse", "colleague"), submit_again) is None
    submit(world, "nurse", "head_of_bay")
    assert world.documents[TURNOUT].value("submitted") == 2


@pytest.mark.parametrize("part", ["round", "reviewer", "subject"])
def test_only_whom_the_draw_gave_may_be_reviewed(world: World, part: str) -> None:
    rounds.opened(world)
    begin = {**review("nurse", "colleague"), part: PEOPLE["admin"]}
    assert world.code("nurse", "peer_review", review_id("nurse", "colleague"), begin) == "not_found"
    assert world.code("nurse", "peer_review", review_id("nurse", "colleague"), {**begin, part: "x"}) == "not_found"


def test_nothing_is_taken_before_the_round_begins(world: World) -> None:
    rounds.opened(world, opens_at=PLAN["opens_at"] + HOUR_MS)
    begin = review("nurse", "colleague")
    assert world.reason("nurse", "peer_review", review_id("nurse", "colleague"), begin) == "round_not_yet"


def test_what_is_stamped_after_the_end_is_closed_and_what_was_written_in_time_is_taken_late(world: World) -> None:
    rounds.opened(world)
    doc = review_id("nurse", "colleague")
    whole = {**review("nurse", "colleague"), **ANSWERS, "submitted": True}
    world.now_ms = PLAN["closes_at"] + 1
    assert world.reason("nurse", "peer_review", doc, whole) == "round_closed"
    world.issued_ms = world.now_ms
    assert world.reason("nurse", "peer_review", doc, whole, PLAN["closes_at"]) == "round_closed", "by a later sign-in"
    world.issued_ms = 0
    world.now_ms = PLAN["closes_at"] + 72 * HOUR_MS
    assert world.code("nurse", "peer_review", doc, whole, PLAN["closes_at"]) is None
    world.now_ms += 1
    late = {**review("nurse", "head_of_bay"), **ANSWERS, "submitted": True}
    assert (
        world.reason("nurse", "peer_review", review_id("nurse", "head_of_bay"), late, PLAN["closes_at"]) == "late_over"
    )
    assert world.code("nurse", "peer_review", doc, {"submitted": True}) is None  # only says again what stands


def test_a_round_without_its_form_takes_no_reviews(world: World) -> None:
    rounds.opened(world)
    begin = review("nurse", "colleague")
    del world.documents[natural_id("form/review@1")]
    assert world.reason("nurse", "peer_review", review_id("nurse", "colleague"), begin) == "unknown_form"
    del world.documents[ROUND]
    assert world.reason("nurse", "peer_review", review_id("nurse", "colleague"), begin) == "unknown_form"


# -- publishing -------------------------------------------------------------------------------------------------


def test_nothing_is_published_while_the_round_runs(world: World) -> None:
    rounds.planned(world)
    assert world.reason("supervisor", "peer_round", ROUND, {"published": True}) == "round_not_open"
    assert world.code("supervisor", "peer_round", ROUND, {"opened": True}) is None
    refusal = world.tries("supervisor", "peer_round", ROUND, {"published": True})
    assert refusal is not None
    assert (refusal.reason, refusal.params) == ("round_running", {"day": "2026-11-22"})


def test_below_the_threshold_a_result_says_only_that(world: World) -> None:
    rounds.opened(world)
    submit(world, "colleague", "nurse")
    submit(world, "head_of_bay", "nurse")
    world.now_ms = PLAN["closes_at"]
    assert world.code("supervisor", "peer_round", ROUND, {"published": True}) is None
    result = world.documents[result_id("nurse")]
    assert set(result.registers) == {"round", "subject", "institution", "below"}
    assert {who for who in PEOPLE if world.sees(who, result.id)} == {
        "nurse",
        "leader",
        "supervisor",
        "admin",
        "bureau_supervisor",
    }


def test_from_the_threshold_on_it_says_means_and_a_total(world: World) -> None:
    subject = "admin"
    rounds.opened(world, rule={"type": "same_unit", "each": 5})
    others = ("head_of_surgery", "secretary", "leader", "inspector")
    for number, reviewer in enumerate(others):
        submit(world, reviewer, subject, achievement=7 + number * 0.5)
    world.now_ms = PLAN["closes_at"]
    assert world.code("supervisor", "peer_round", ROUND, {"published": True}) is None
    result = world.documents[result_id(subject)]
    assert result.value("count") == 4
    assert result.value("items/achievement") == {"mean": "7.75", "n": 4}
    assert result.value("total") == "26.75"
    assert result.value("below") is None


def test_results_are_written_once_and_nothing_comes_after(world: World) -> None:
    rounds.published(world)
    stamps = {path: register.stamp for path, register in world.documents[result_id("nurse")].registers.items()}
    assert world.code("supervisor", "peer_round", ROUND, {"published": True}) is None
    assert {p: r.stamp for p, r in world.documents[result_id("nurse")].registers.items()} == stamps
    whole = {**review("nurse", "colleague"), **ANSWERS, "submitted": True}
    doc = review_id("nurse", "colleague")
    assert world.reason("nurse", "peer_review", doc, whole, PLAN["closes_at"]) == "round_published"


@pytest.mark.parametrize(("anonymity", "sees"), [("named", True), ("confidential", False)])
def test_only_in_a_named_round_the_subject_reads_the_reviews(world: World, anonymity: str, sees: bool) -> None:
    rounds.opened(world, anonymity=anonymity)
    submit(world, "colleague", "nurse")
    draft = review_id("head_of_bay", "nurse")
    assert world.code("head_of_bay", "peer_review", draft, review("head_of_bay", "nurse")) is None
    doc = review_id("colleague", "nurse")
    assert not world.sees("nurse", doc)
    world.now_ms = PLAN["closes_at"]
    assert world.code("supervisor", "peer_round", ROUND, {"published": True}) is None
    assert world.sees("nurse", doc) is sees
    assert not world.sees("nurse", draft)
    assert not any(world.sees(who, doc) for who in PEOPLE if who not in ("nurse", "colleague"))


# -- what time brings -------------------------------------------------------------------------------------------


def test_a_round_publishes_itself_at_its_end_when_all_are_in(world: World) -> None:
    rounds.opened(world, branch=BRANCH, rule={"type": "branch", "each": 3})
    for reviewer in ("nurse", "colleague", "head", "secretary"):
        for subject in owed_by(world, reviewer):
            submit(world, reviewer, subject)
    assert _of_rounds(world, DAY_MS - 1) == []
    assert [act.doc for act in _of_rounds(world, 1)] == [ROUND]
    assert world.documents[result_id("nurse")].value("count") == 3
    assert world.sees("secretary", result_id("nurse"))
    assert _of_rounds(world, DAY_MS) == []


def test_else_when_the_grace_for_late_reviews_is_over(world: World) -> None:
    rounds.opened(world)
    submit(world, "nurse", "colleague")
    assert _of_rounds(world, DAY_MS + 72 * HOUR_MS - 1) == []
    assert [act.doc for act in _of_rounds(world, 1)] == [ROUND]
    assert world.documents[result_id("colleague")].value("below") is True


def test_a_round_that_never_opened_is_left_alone(world: World) -> None:
    rounds.planned(world)
    assert _of_rounds(world, 100 * DAY_MS) == []


def test_a_round_whose_form_is_gone_has_no_results(world: World) -> None:
    rounds.opened(world)
    del world.documents[natural_id("form/review@1")]
    assert [act.doc for act in _of_rounds(world, DAY_MS)] == [ROUND]
    assert result_id("nurse") not in world.documents


def test_a_submission_without_its_assignment_counts_nothing(world: World) -> None:
    rounds.opened(world)
    doc = review_id("nurse", "colleague")
    assert world.code("nurse", "peer_review", doc, {**review("nurse", "colleague"), **ANSWERS}) is None
    del world.documents[rounds.assignment_id("nurse")]
    assert world.code("nurse", "peer_review", doc, {"submitted": True}) is None
    assert world.documents[TURNOUT].value("submitted") == 0


def test_everybody_of_a_unit_owes_five_where_it_is_big_enough(world: World) -> None:
    for number in range(1, 5):
        world.add_person(id_of(900 + number), f"helper{number}", CENTRE, BAY)
    rounds.opened(world, rule={"type": "same_unit", "each": 5})
    for who in BAY_PEOPLE:
        assert len(owed_by(world, who)) == 5
        assert who not in owed_by(world, who)

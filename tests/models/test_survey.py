"""满意度调查: what is asked of those who are served, by whom, and what it adds up to."""

from __future__ import annotations

from typing import Any

from models.document import uuid_text
from tests.models.commentary_scenes import (
    ANSWER,
    BATCH,
    FILLED,
    RESULT,
    SURVEY,
    SURVEY_PLAN,
    answer,
    asked,
    planned,
    surveying,
)
from tests.models.world import BAY, CENTRE, DAY_MS, HOUR_MS, NOON, OTHER_UNIT, PEOPLE, SURGERY, World, id_of


def fill(world: World, number: int, by: str = "assessor", **writes: Any) -> str | None:
    return world.code(by, "survey_answer", id_of(800 + number), {**answer(by), **FILLED, **writes})


def answers(world: World, *overall: str, begin: int = 0, **writes: Any) -> None:
    for number, each in enumerate(overall, begin):
        assert fill(world, number, **{**writes, "answers/overall": each}) is None


def close(world: World) -> None:
    world.now_ms = SURVEY_PLAN["closes_at"]
    assert world.code("supervisor", "survey_round", SURVEY, {"published": True}) is None


def result(world: World, path: str) -> Any:
    return world.documents[RESULT].value(path)


def test_nine_of_ten_satisfied_is_ninety_percent_and_who_does_not_know_is_left_out(world: World) -> None:
    surveying(world)
    answers(world, *["very"] * 4, *["satisfied"] * 3, "fairly", "fairly", "not", "unknown")
    close(world)
    assert (result(world, "rate"), result(world, "satisfied"), result(world, "counted")) == ("90.00", 9, 10)
    assert (result(world, "excluded"), result(world, "valid")) == (1, 11)
    assert result(world, f"units/{uuid_text(BAY)}") == {"n": 11, "counted": 10, "satisfied": 9, "rate": "90.00"}
    assert result(world, "tallies/overall") == {
        "n": 11,
        "options": {"fairly": 2, "not": 1, "satisfied": 3, "unknown": 1, "very": 4},
    }


def test_where_the_survey_counts_them_who_does_not_know_is_in_the_denominator(world: World) -> None:
    measure: dict[str, Any] = {**SURVEY_PLAN["measure"], "excluded": []}
    assert world.code("supervisor", "survey_round", SURVEY, {**SURVEY_PLAN, "measure": measure, "opened": True}) is None
    answers(world, *["very"] * 9, "unknown")
    close(world)
    assert (result(world, "rate"), result(world, "counted")) == ("90.00", 10)


def test_while_a_survey_runs_only_the_number_of_answers_is_told(world: World) -> None:
    surveying(world)
    answers(world, "very", "not", "not")
    assert set(world.documents[RESULT].registers) == {"survey", "institution", "count"}
    assert result(world, "count") == 3
    assert world.code("assessor", "survey_answer", id_of(800), {"submitted": True}) is None
    assert result(world, "count") == 3


def test_few_answers_tell_no_rate(world: World) -> None:
    surveying(world)
    answers(world, "very", "very", "unknown", "unknown", "very")
    close(world)
    assert result(world, "below") is True
    assert result(world, "rate") is None


def test_a_department_with_few_answers_has_no_rate(world: World) -> None:
    surveying(world)
    answers(world, *["very"] * 6)
    answers(world, "not", begin=10, department=SURGERY)
    close(world)
    assert result(world, f"units/{uuid_text(SURGERY)}") == {"n": 1, "below": True}


def test_a_box_from_which_more_came_back_than_was_issued_does_not_count(world: World) -> None:
    surveying(world)
    box = {**answer("supervisor"), "issued": 3, "returned": 4}
    assert world.code("supervisor", "survey_batch", BATCH, box) is None
    answers(world, *["not"] * 3, by="supervisor", channel="box", batch=BATCH)
    answers(world, *["very"] * 5, begin=20)
    close(world)
    assert result(world, f"invalid_batches/{uuid_text(BATCH)}") == "returned_above_issued"
    assert (result(world, "count"), result(world, "valid"), result(world, "rate")) == (8, 5, "100.00")


def test_a_box_of_which_more_was_entered_than_came_back_does_not_count(world: World) -> None:
    surveying(world)
    assert world.code("supervisor", "survey_batch", BATCH, {**answer("supervisor"), "issued": 9, "returned": 1}) is None
    answers(world, "not", "not", by="supervisor", channel="box", batch=BATCH)
    close(world)
    assert result(world, f"invalid_batches/{uuid_text(BATCH)}") == "entered_above_returned"


def test_the_answers_are_read_by_nobody_but_who_wrote_them_down(world: World) -> None:
    asked(world)
    assert [who for who in PEOPLE if world.sees(who, ANSWER)] == ["assessor"]
    assert {who for who in PEOPLE if world.sees(who, RESULT)} == {"leader", "supervisor", "admin", "bureau_supervisor"}


def test_an_assessor_sees_the_survey_and_the_places_and_no_people(world: World) -> None:
    surveying(world)
    seen = {doc for doc in world.documents if world.sees("assessor", doc)}
    assert {SURVEY, CENTRE, BAY, SURGERY, PEOPLE["assessor"]} <= seen
    assert not seen & {person for who, person in PEOPLE.items() if who != "assessor"}
    assert OTHER_UNIT not in seen


def test_after_the_last_day_an_assessor_sees_nothing_and_what_was_done_before_is_taken(world: World) -> None:
    closes = NOON + 60 * DAY_MS
    assert (
        world.code("supervisor", "survey_round", SURVEY, {**SURVEY_PLAN, "closes_at": closes, "opened": True}) is None
    )
    asked_ms = world.now_ms
    world.pass_time(45 * DAY_MS)
    assert not world.sees("assessor", SURVEY)
    writes = {**answer("assessor"), **FILLED}
    assert world.code("assessor", "survey_answer", ANSWER, writes, at_ms=asked_ms) is None
    assert world.code("assessor", "survey_answer", id_of(713), writes) == "not_found"


def test_who_is_named_as_interviewer_may_ask(world: World) -> None:
    planned(world)
    named = {f"interviewers/{uuid_text(PEOPLE['nurse'])}": True, "opened": True}
    assert world.code("supervisor", "survey_round", SURVEY, named) is None
    assert fill(world, 1, by="nurse") is None
    assert fill(world, 2, by="colleague") == "not_found"
    elsewhere = {f"interviewers/{uuid_text(PEOPLE['stranger'])}": True}
    assert world.reason("supervisor", "survey_round", SURVEY, elsewhere) == "unknown_person"
    assert fill(world, 3, by="stranger") == "not_found"


def test_what_is_stamped_after_the_close_is_refused_and_what_was_stamped_before_taken(world: World) -> None:
    surveying(world)
    in_time = world.now_ms
    world.now_ms = SURVEY_PLAN["closes_at"] + HOUR_MS
    assert world.reason("assessor", "survey_answer", ANSWER, {**answer("assessor"), **FILLED}) == "round_closed"
    world.issued_ms = world.now_ms
    later = world.reason("assessor", "survey_answer", ANSWER, {**answer("assessor"), **FILLED}, at_ms=in_time)
    assert later == "round_closed", "by a later sign-in"
    world.issued_ms = 0
    assert world.code("assessor", "survey_answer", ANSWER, {**answer("assessor"), **FILLED}, at_ms=in_time) is None


def test_a_survey_whose_time_is_over_is_counted_without_anybody(world: World) -> None:
    surveying(world)
    answers(world, *["very"] * 5)
    assert world.pass_time(DAY_MS + 73 * HOUR_MS)
    assert result(world, "rate") == "100.00"
    assert world.documents[SURVEY].value("published") is True


def test_what_an_answer_lacks_or_has_too_much_is_said(world: World) -> None:
    surveying(world)
    begin = answer("assessor")
    for writes, reason in (
        ({"submitted": True, "answers/overall": "very"}, "channel_missing"),
        ({"submitted": True, "channel": "phone"}, "missing_answer"),
        ({"department": OTHER_UNIT}, "unknown_unit"),
        ({"answers/overall": "splendid"}, "unknown_option"),
        ({"answers/name": "张三"}, "unknown_item"),
    ):
        assert world.reason("assessor", "survey_answer", ANSWER, {**begin, **writes}) == reason


def test_the_measure_must_fit_the_form(world: World) -> None:
    measure: dict[str, Any] = {"item": "overall", "satisfied": ["splendid"], "excluded": []}
    plan = {**SURVEY_PLAN, "measure": measure, "opened": True}
    assert world.reason("supervisor", "survey_round", SURVEY, plan) == "measure_options"


def test_an_assessor_without_a_last_day_is_refused(world: World) -> None:
    role = {"role": "assessor", "at": CENTRE, "from": "2026-01-01", "to": None}
    writes = {"institution": CENTRE, "name": "监督员", "roles/1": role}
    assert world.reason("admin", "person", id_of(320), writes) == "assessor_needs_end"
    assert world.code("admin", "person", id_of(320), {**writes, "roles/1": {**role, "to": "2026-12-31"}}) is None

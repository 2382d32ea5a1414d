"""个人自评: the rules of protocol §12 and of late work (§5), as sentences."""

from __future__ import annotations

from typing import Any

import pytest

from models.built_in_forms import ABOUT_OTHERS, FORMS
from models.calendar import add_days, day_end_ms
from models.document import natural_id
from tests.models.world import DAY_MS, HOUR_MS, NOON, PEOPLE, REQUIRED, TODAY, WHOLE, World, evaluation_id, opening

KIND = "self_evaluation"


def begun(world: World, day: str = TODAY) -> bytes:
    doc = evaluation_id("nurse", day)
    assert world.code("nurse", KIND, doc, opening("nurse", day)) is None
    return doc


def submitted(world: World) -> bytes:
    doc = evaluation_id("nurse")
    assert world.code("nurse", KIND, doc, {**opening("nurse"), **WHOLE}) is None
    return doc


def test_a_person_begins_answers_notes_and_submits(world: World) -> None:
    doc = begun(world)
    assert world.code("nurse", KIND, doc, {"answers/attitude": 4}) is None
    assert world.code("nurse", KIND, doc, {"answers/attitude": None}) is None
    assert world.code("nurse", KIND, doc, {"note": "今天没有特别的事"}) is None
    assert world.code("nurse", KIND, doc, WHOLE) is None
    assert world.documents[doc].value("answers/attitude") == 5


def test_nobody_evaluates_himself_in_another_name(world: World) -> None:
    doc = evaluation_id("nurse")
    for who in PEOPLE:
        if who != "nurse":
            assert world.code(who, KIND, doc, opening("nurse")) == "not_found"


def test_who_is_in_no_roster_creates_nothing(world: World) -> None:
    unknown = bytes(15) + b"\x01"
    act = world.act(unknown, KIND, evaluation_id("nurse"), {**opening("nurse"), "person": unknown})
    refusal = world.verdict(act)
    assert refusal is not None
    assert refusal.code == "outdated"  # the form is as unknown to a stranger as he is


@pytest.mark.parametrize("part", ["person", "form", "day"])
def test_a_creation_carries_everything_that_is_written_once(world: World, part: str) -> None:
    writes = {path: value for path, value in opening("nurse").items() if path != part}
    assert world.code("nurse", KIND, evaluation_id("nurse"), writes) == "not_found"


def test_the_form_must_be_known_and_readable(world: World) -> None:
    for form in ("daily@9", "nothing@1"):
        refusal = world.tries("nurse", KIND, evaluation_id("nurse"), opening("nurse", form=form))
        assert refusal is not None
        assert (refusal.code, refusal.path) == ("outdated", "form")


@pytest.mark.parametrize("name", ["review", "upward", "satisfaction", "interview"])
def test_nobody_evaluates_himself_on_a_form_about_others(world: World, name: str) -> None:
    for more in ({}, {"submitted": True}):
        writes = {**opening("nurse", form=f"{name}@1"), **more}
        refusal = world.tries("nurse", KIND, evaluation_id("nurse", form=name), writes)
        assert refusal is not None
        assert (refusal.code, refusal.reason, refusal.path) == ("invalid", "form_about_others", "form")
    assert {each.partition("@")[0] for each in FORMS} > ABOUT_OTHERS


def test_a_form_of_another_institution_is_as_unknown_as_none(world: World) -> None:
    doc = natural_id("form/own@1")
    form = {"name": "own@1", "title": "自己的", "items/a": {"order": 1, "type": "yes_no", "label": "好吗"}}
    assert world.code("strange_admin", "form", doc, form) is None
    assert world.code("nurse", KIND, evaluation_id("nurse", form="own"), opening("nurse", form="own@1")) == "outdated"
    mine = evaluation_id("stranger", form="own")
    assert world.code("stranger", KIND, mine, opening("stranger", form="own@1")) is None


def test_no_day_since_the_first_unit_is_too_old_and_none_lies_ahead(world: World) -> None:
    first = min(stay.begin for stay in world.roster.persons[PEOPLE["nurse"]].memberships)
    assert world.code("nurse", KIND, evaluation_id("nurse", first), opening("nurse", first)) is None
    before = add_days(first, -1)
    refusal = world.tries("nurse", KIND, evaluation_id("nurse", before), opening("nurse", before))
    assert refusal is not None
    assert (refusal.code, refusal.reason, refusal.path) == ("invalid", "day_before", "day")
    assert refusal.params == {"first": first}
    tomorrow = add_days(TODAY, 1)
    refusal = world.tries("nurse", KIND, evaluation_id("nurse", tomorrow), opening("nurse", tomorrow))
    assert refusal is not None
    assert (refusal.code, refusal.reason, refusal.path) == ("invalid", "day_ahead", "day")


@pytest.mark.parametrize("day", ["2026-02-29", "2026-2-1", "20260201", "", 20_260_201, None, "2026-W07-1"])
def test_a_day_that_is_none_is_invalid(world: World, day: Any) -> None:
    act = world.act(PEOPLE["nurse"], KIND, evaluation_id("nurse"), {**opening("nurse"), "day": day})
    refusal = world.verdict(act)
    assert refusal is not None
    assert refusal.code == ("invalid" if day is not None else "not_found")


def test_what_is_written_once_stays(world: World) -> None:
    doc = begun(world)
    assert world.code("nurse", KIND, doc, opening("nurse")) is None
    for path, other in (("person", PEOPLE["colleague"]), ("form", "nursing@1"), ("day", "2026-11-20"), ("day", None)):
        refusal = world.tries("nurse", KIND, doc, {path: other})
        assert refusal is not None
        assert (refusal.code, refusal.path) == ("immutable", path)


@pytest.mark.parametrize(
    ("path", "value", "reason"),
    [
        ("answers/attitude", 6, "rating_range"),
        ("answers/attitude", True, "wrong_type"),
        ("answers/nothing", 1, "unknown_item"),
        ("answers/first_asked", "perhaps", "unknown_option"),
        ("note", "字" * 2001, "text_too_long"),
        ("note", 5, "wrong_type"),
        ("submitted", False, "must_be_true"),
        ("submitted", None, "must_be_true"),
    ],
)
def test_a_value_that_the_form_does_not_take_is_invalid(world: World, path: str, value: Any, reason: str) -> None:
    refusal = world.tries("nurse", KIND, begun(world), {path: value})
    assert refusal is not None
    assert (refusal.code, refusal.reason, refusal.path) == ("invalid", reason, path)


def test_a_note_of_two_thousand_code_points_is_taken(world: World) -> None:
    assert world.code("nurse", KIND, begun(world), {"note": "𠮷" * 2000}) is None


def test_a_path_that_nobody_knows_is_outdated(world: World) -> None:
    assert world.code("nurse", KIND, begun(world), {"stars": 5}) == "outdated"


def test_submitting_asks_for_the_first_missing_answer(world: World) -> None:
    doc = begun(world)
    assert world.code("nurse", KIND, doc, {"answers/first_asked": "full"}) is None
    refusal = world.tries("nurse", KIND, doc, {"submitted": True})
    assert refusal is not None
    assert (refusal.code, refusal.reason, refusal.path) == ("invalid", "missing_answer", "answers/attitude")
    assert refusal.params["number"] == 2
    assert refusal.params["count"] == 2


def test_an_answer_may_come_with_the_submission(world: World) -> None:
    assert world.code("nurse", KIND, begun(world), WHOLE) is None


# -- after the submission ---------------------------------------------------------------------------------------


def test_after_the_submission_answers_and_note_are_closed(world: World) -> None:
    doc = submitted(world)
    for writes in ({"answers/attitude": 1}, {"note": "再加一句"}, {"answers/attitude": 1, "submitted": True}):
        refusal = world.tries("nurse", KIND, doc, writes)
        assert refusal is not None
        assert (refusal.code, refusal.reason) == ("closed", "submitted")


def test_a_repeated_submission_is_taken(world: World) -> None:
    doc = submitted(world)
    assert world.code("nurse", KIND, doc, {"submitted": True}) is None
    assert world.code("nurse", KIND, doc, {**opening("nurse"), "submitted": True}) is None


def test_late_work_stamped_before_the_submission_is_taken_for_the_grace(world: World) -> None:
    doc = submitted(world)
    world.now_ms += 72 * HOUR_MS
    assert world.code("nurse", KIND, doc, {"note": "交之前写的"}, NOON - 1) is None
    world.now_ms += 1
    refusal = world.tries("nurse", KIND, doc, {"note": "太晚"}, NOON - 2)
    assert refusal is not None
    assert (refusal.code, refusal.reason, refusal.params) == ("closed", "late_over", {"hours": 72})


def test_late_work_may_not_take_a_required_answer_away(world: World) -> None:
    doc = begun(world)
    early = NOON - HOUR_MS
    assert world.code("nurse", KIND, doc, {**REQUIRED, "submitted": True}) is None
    assert world.reason("nurse", KIND, doc, {"answers/attitude": None}, early) is None  # an older write: it lost
    del world.documents[doc].registers["answers/attitude"]
    assert world.reason("nurse", KIND, doc, {"answers/attitude": None}, early) == "missing_answer"


def test_the_grace_is_the_forms_own(world: World) -> None:
    form = {"title": "短", "grace_hours": 1, "items/a": {"type": "yes_no", "label": "好吗"}}
    assert world.code("admin", "form", natural_id("form/short@1"), form) is None
    doc = evaluation_id("nurse", form="short")
    assert world.code("nurse", KIND, doc, {**opening("nurse", form="short@1"), "submitted": True}) is None
    world.now_ms += HOUR_MS
    assert world.code("nurse", KIND, doc, {"note": "还来得及"}, NOON - 1) is None
    world.now_ms += 1
    assert world.code("nurse", KIND, doc, {"note": "太晚"}, NOON - 2) == "closed"


def test_a_form_may_allow_correction_until_the_end_of_the_day(world: World) -> None:
    form = {"title": "可改", "correctable": True, "items/a": {"type": "yes_no", "label": "好吗", "required": True}}
    assert world.code("admin", "form", natural_id("form/open@1"), form) is None
    doc = evaluation_id("nurse", form="open")
    begin = {**opening("nurse", form="open@1"), "answers/a": False, "submitted": True}
    assert world.code("nurse", KIND, doc, begin) is None
    assert world.code("nurse", KIND, doc, {"answers/a": True}) is None
    assert world.reason("nurse", KIND, doc, {"answers/a": None}) == "missing_answer"
    world.now_ms += 2 * DAY_MS
    last = day_end_ms(TODAY) - 1
    assert world.code("nurse", KIND, doc, {"note": "当天写的"}, last) is None
    assert world.reason("nurse", KIND, doc, {"note": "第二天写的"}, last + 1) == "correction_over"
    world.now_ms += 3 * DAY_MS
    assert world.reason("nurse", KIND, doc, {"note": "当天写，太晚到"}, last) == "correction_over"


# -- who reads, who writes --------------------------------------------------------------------------------------


def test_nobody_but_the_person_sees_a_draft(world: World) -> None:
    doc = begun(world)
    assert [who for who in PEOPLE if world.sees(who, doc)] == ["nurse"]


def test_submitted_it_is_read_by_heads_above_and_the_secretary(world: World) -> None:
    doc = submitted(world)
    assert {who for who in PEOPLE if world.sees(who, doc)} == {"nurse", "head", "head_of_bay", "secretary"}


def test_readers_may_not_write(world: World) -> None:
    doc = submitted(world)
    for who in ("head", "head_of_bay", "secretary"):
        for writes in ({"note": "改一改"}, {"submitted": True}, {"answers/attitude": 1}, opening("nurse")):
            assert world.code(who, KIND, doc, writes) == "forbidden"
    assert world.code("colleague", KIND, doc, {"note": "改一改"}) == "not_found"


def test_the_first_use_of_a_form_closes_it(world: World) -> None:
    form = natural_id("form/daily@1")
    assert world.documents[form].value("used") is None
    begun(world)
    assert world.documents[form].value("used") is True
    stamp = world.documents[form].registers["used"].stamp
    begun(world, "2026-11-20")
    assert world.documents[form].registers["used"].stamp == stamp


def test_a_document_whose_form_is_gone_takes_no_answers(world: World) -> None:
    doc = begun(world)
    del world.documents[natural_id("form/daily@1")]
    assert world.reason("nurse", KIND, doc, {"answers/attitude": 5}) == "unknown_form"

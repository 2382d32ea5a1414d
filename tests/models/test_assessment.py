"""Assessments: whom a programme names assesses what it names, for a period that has begun; once it is in, it stands."""

from __future__ import annotations

from typing import Any

import pytest

from models.document import Refusal, uuid_text
from models.scopes import holds, scopes_of
from tests.models.assessment_scenes import (
    PLAN,
    PROGRAMME,
    WHOLE,
    assessment,
    assessment_id,
    begun,
    judged,
    nomination,
    nomination_id,
    running,
    step,
)
from tests.models.world import BAY, CENTRE, OTHER_UNIT, PEOPLE, SURGERY, WARD, World


@pytest.fixture
def world() -> World:
    world = World()
    running(world)
    return world


def writes_one(world: World, by: str, subject: bytes, element: str = "month", period: str = "2026-11") -> str | None:
    doc = assessment_id(by, subject, element, period)
    return world.code(by, "assessment", doc, assessment(by, subject, element, period))


def refused(world: World, who: str, doc: bytes, writes: dict[str, Any]) -> str | None:
    verdict: Refusal | None = world.verdict(world.act(PEOPLE[who], "assessment", doc, writes))
    return None if verdict is None else verdict.reason


def readers(world: World, doc: bytes) -> set[str]:
    scopes = scopes_of(world.documents[doc], world.roster)
    return {name for name, person in PEOPLE.items() if holds(person, scopes, world.roster)}


def test_only_whom_the_programme_names_assesses_what_it_names(world: World) -> None:
    assert writes_one(world, "leader", WARD) is None
    assert writes_one(world, "leader", CENTRE) is None
    assert writes_one(world, "leader", OTHER_UNIT) == "not_found"
    assert writes_one(world, "leader", PEOPLE["nurse"]) == "not_found"
    for who in ("nurse", "head", "supervisor", "admin", "stranger", "assessor"):
        assert writes_one(world, who, WARD) == "not_found"


def test_who_organises_assesses_where_the_programme_names_nobody_and_never_oneself(world: World) -> None:
    assert writes_one(world, "supervisor", PEOPLE["nurse"], "person") is None
    assert writes_one(world, "supervisor", PEOPLE["supervisor"], "person") == "not_found"
    assert writes_one(world, "leader", PEOPLE["nurse"], "person") == "not_found"


def test_who_was_named_for_an_evaluation_assesses_alone(world: World) -> None:
    assert world.code("admin", "programme", PROGRAMME, {"owners/month": PEOPLE["head"]}) is None
    assert writes_one(world, "head", WARD) is None
    assert writes_one(world, "leader", WARD) == "not_found"


def test_heads_assess_the_units_that_they_answer_for(world: World) -> None:
    assert writes_one(world, "head", WARD, "own", "2026Q4") is None
    assert writes_one(world, "head", SURGERY, "own", "2026Q4") == "not_found"


def test_a_period_has_to_be_one_of_the_programme_and_to_have_begun(world: World) -> None:
    assert writes_one(world, "leader", WARD, period="2026-09") is None
    for period in ("2026-12", "2026-08", "2026Q4", "someday"):
        assert writes_one(world, "leader", WARD, period=period) == "invalid"
    assert writes_one(world, "supervisor", PEOPLE["nurse"], "person", "2026-11") is None
    for period in ("2026-12", "2026-13", "2026-1", "11"):
        assert writes_one(world, "supervisor", PEOPLE["nurse"], "person", period) == "invalid"


def test_nothing_is_assessed_for_an_evaluation_of_another_kind_or_a_draft(world: World) -> None:
    assert writes_one(world, "leader", WARD, "talk") == "not_found"
    assert writes_one(world, "leader", WARD, "nowhere") == "not_found"
    draft = World()
    assert draft.code("supervisor", "programme", PROGRAMME, PLAN) is None
    assert writes_one(draft, "leader", WARD) == "not_found"


def test_it_is_submitted_whole_and_stands_then() -> None:
    world = World()
    begun(world)
    doc = assessment_id("leader", WARD)
    assert refused(world, "leader", doc, {"submitted": True}) == "missing_answer"
    assert refused(world, "leader", doc, {"answers/medical": 41}) == "score_range"
    assert refused(world, "leader", doc, {"told": "subject"}) == "not_out_yet"
    assert world.code("leader", "assessment", doc, WHOLE) is None
    assert world.code("leader", "assessment", doc, WHOLE) is None
    assert refused(world, "leader", doc, {"answers/medical": 39}) == "submitted"


def test_its_author_and_the_office_read_it_then_its_subject_then_everybody() -> None:
    world = World()
    begun(world)
    doc = assessment_id("leader", WARD)
    assert readers(world, doc) == {"leader"}
    judged(world := World())
    office = {"leader", "supervisor", "admin", "bureau_supervisor"}
    assert readers(world, doc) == office
    assert world.code("supervisor", "assessment", doc, {"told": "subject"}) is None
    assert readers(world, doc) == {*office, "head"}
    assert world.code("admin", "assessment", doc, {"told": "everyone"}) is None
    assert readers(world, doc) >= {*office, "head", "nurse", "head_of_surgery", "inspector"}
    assert not readers(world, doc) & {"stranger", "strange_admin", "assessor"}
    assert refused(world, "leader", doc, {"told": "subject"}) == "told_stands"
    assert refused(world, "leader", doc, {"told": None}) == "told_stands"
    assert refused(world, "head", doc, {"told": "everyone"}) == "not_yours"


def test_its_form_stands_still_from_its_first_use() -> None:
    world = World()
    begun(world)
    (form,) = [each for each in world.documents.values() if str(each.value("name")).startswith("quality.")]
    assert form.value("used") is True


# -- nominations ------------------------------------------------------------------------------------------------


def puts(
    world: World, who: str, subject: bytes, level: str, *, ruling: str = "put_forward", element: str = "cup"
) -> Any:
    doc = nomination_id(subject, element)
    head = {} if doc in world.documents else nomination(subject, element)
    refusal = world.tries(who, "nomination", doc, {**head, **step(level, who, ruling)})
    return None if refusal is None else refusal.reason or refusal.code


def test_a_nomination_goes_up_level_by_level_within_the_quota_of_each(world: World) -> None:
    assert puts(world, "head", WARD, "county") == "nominators_only"
    assert puts(world, "head", WARD, "unit") is None
    assert puts(world, "bureau_supervisor", WARD, "province") == "level_below_first"
    assert puts(world, "supervisor", WARD, "county") == "nominators_only"
    assert puts(world, "bureau_supervisor", WARD, "county") is None
    assert puts(world, "supervisor", BAY, "unit") is None
    assert puts(world, "bureau_supervisor", BAY, "county") == "quota_full"
    assert puts(world, "bureau_supervisor", WARD, "county", ruling="returned") is None
    assert puts(world, "bureau_supervisor", BAY, "county") is None
    assert puts(world, "bureau_supervisor", BAY, "county") is None


def test_who_is_above_reads_a_nomination_once_it_has_come_up_to_them(world: World) -> None:
    above = {"bureau_admin"}
    assert world.code("head", "nomination", nomination_id(WARD), nomination(WARD)) is None
    assert not readers(world, nomination_id(WARD)) & above, "nobody has put it forward"
    assert puts(world, "head", WARD, "unit", ruling="returned") is None
    assert not readers(world, nomination_id(WARD)) & above
    assert puts(world, "head", WARD, "unit") is None
    assert readers(world, nomination_id(WARD)) >= above
    assert puts(world, "head", PEOPLE["nurse"], "house", element="open") is None
    assert not readers(world, nomination_id(PEOPLE["nurse"], "open")) & above, "its chain ends in the house"


def test_a_nomination_from_before_it_was_said_that_it_goes_up_does_with_the_time(world: World) -> None:
    """Nobody acts on it any more: the office above waits for it all the same."""
    assert puts(world, "head", WARD, "unit") is None
    assert puts(world, "head", PEOPLE["nurse"], "house", element="open") is None
    assert world.code("supervisor", "nomination", nomination_id(BAY), nomination(BAY)) is None
    del world.documents[nomination_id(WARD)].registers["up"]
    assert not readers(world, nomination_id(WARD)) & {"bureau_admin"}
    moved = [each for each in world.pass_time(60_000) if each.kind == "nomination"]
    assert [(each.doc, each.writes) for each in moved] == [(nomination_id(WARD), {"up": True})]
    assert readers(world, nomination_id(WARD)) >= {"bureau_admin"}
    assert not [each for each in world.pass_time(60_000) if each.kind == "nomination"], "once"


def test_the_last_level_keeps_the_awards_own_quota(world: World) -> None:
    plan = {**PLAN, "awards/cup": {"title": "优胜单位", "subject": "unit", "quota": {"max": 2}}, "version": 2}
    again = World()
    assert again.code("supervisor", "programme", PROGRAMME, plan) is None
    assert again.code("supervisor", "programme", PROGRAMME, {"published": True}) is None
    assert [puts(again, "supervisor", each, "house") for each in (WARD, BAY, SURGERY)] == [None, None, "quota_full"]


@pytest.mark.parametrize(("rounding", "places"), [("down", 1), ("", 1), ("ceil", 2), ("half_up", 2)])
def test_a_share_is_of_all_whom_the_award_is_for_and_is_rounded_as_it_says(rounding: str, places: int) -> None:
    world = World()
    quota = {"ratio": "15%", **({"rounding": rounding} if rounding else {})}
    plan = {**PLAN, "awards/cup": {"title": "优秀个人", "subject": "staff", "quota": quota}}
    assert world.code("supervisor", "programme", PROGRAMME, plan) is None
    assert world.code("supervisor", "programme", PROGRAMME, {"published": True}) is None
    named = [puts(world, "supervisor", PEOPLE[who], "house") for who in ("nurse", "colleague", "head", "secretary")]
    assert named == [None] * places + ["quota_full"] * (4 - places)


def test_above_the_first_level_a_share_is_of_those_put_forward_below() -> None:
    world = World()
    chain = [{"level": "unit"}, {"level": "county", "quota": {"ratio": "1/2", "rounding": "floor"}}]
    plan = {**PLAN, "awards/cup": {"title": "优胜单位", "subject": "unit", "chain": chain}}
    assert world.code("supervisor", "programme", PROGRAMME, plan) is None
    assert world.code("supervisor", "programme", PROGRAMME, {"published": True}) is None
    for place in (WARD, BAY, SURGERY):
        assert puts(world, "supervisor", place, "unit") is None
    assert puts(world, "bureau_supervisor", WARD, "county") is None
    assert puts(world, "bureau_supervisor", BAY, "county") == "quota_full"


def test_an_award_that_names_nobody_is_for_everybody_of_the_house(world: World) -> None:
    assert puts(world, "head", PEOPLE["nurse"], "house", element="open") is None
    assert puts(world, "head", SURGERY, "house", element="open") is None
    assert puts(world, "head", OTHER_UNIT, "house", element="open") == "not_found"
    assert puts(world, "head", PEOPLE["stranger"], "house", element="open") == "not_found"
    assert puts(world, "nurse", BAY, "unit") == "not_found"
    assert puts(world, "head", PEOPLE["nurse"], "unit") == "not_found"


def test_nobody_rules_on_himself(world: World) -> None:
    assert puts(world, "head", PEOPLE["head"], "house", element="open") == "not_on_oneself"
    assert puts(world, "secretary", PEOPLE["head"], "house", element="open") is None
    assert puts(world, "head", PEOPLE["head"], "house", ruling="returned", element="open") == "not_on_oneself"


def test_a_step_is_signed_and_of_a_level_that_there_is(world: World) -> None:
    assert puts(world, "head", WARD, "unit") is None
    doc = nomination_id(WARD)
    other = {f"steps/unit/{uuid_text(PEOPLE['leader'])}": {"ruling": "returned"}}
    assert world.code("head", "nomination", doc, other) == "invalid"
    assert puts(world, "head", WARD, "moon") == "unknown_level"
    assert world.code("nurse", "nomination", doc, {"reason": "我也说"}) == "forbidden"
    assert world.code("head", "nomination", doc, {"reason": "季度第一"}) is None

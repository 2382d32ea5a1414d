"""Bulletins: numbered without gaps at the issue, corrected without deletion, open to objections for so many days."""

from __future__ import annotations

from typing import Any

from models.calendar import DAY_MS
from models.document import natural_id, uuid_text
from tests.models import bulletin_scenes as scenes
from tests.models.bulletin_scenes import BULLETIN, CORRECTION, DRAFT, OBJECTING, OBJECTION
from tests.models.world import BAY, CENTRE, PEOPLE, SURGERY, TODAY, WARD, World, id_of


def _issue(world: World, doc: bytes, **more: Any) -> int:
    assert world.reason("leader", "bulletin", doc, {**DRAFT, **more}) is None
    assert world.reason("leader", "bulletin", doc, {"issued": True}) is None
    return world.documents[doc].value("number")


def test_numbers_rise_without_a_gap_and_a_draft_takes_none(world: World) -> None:
    scenes.drafted(world)
    assert [_issue(world, id_of(860 + each)) for each in range(3)] == [1, 2, 3]
    assert world.documents[BULLETIN].value("number") is None
    assert world.reason("leader", "bulletin", BULLETIN, {"issued": True}) is None
    assert world.reason("leader", "bulletin", BULLETIN, {"issued": True}) is None
    assert world.documents[BULLETIN].value("number") == 4


def test_every_year_begins_at_one(world: World) -> None:
    scenes.issued(world)
    world.now_ms += 60 * DAY_MS
    assert _issue(world, id_of(860)) == 1
    assert world.documents[id_of(860)].value("year") == "2027"


def test_it_is_dated_and_open_to_objections_for_working_days(world: World) -> None:
    scenes.issued(world)
    found = world.documents[BULLETIN]
    assert (found.value("issued_on"), found.value("objections_until")) == (TODAY, "2026-11-27")


def test_a_draft_is_the_offices_and_an_issued_one_its_audiences(world: World) -> None:
    scenes.drafted(world)
    assert not world.sees("head", BULLETIN)
    assert world.sees("admin", BULLETIN)
    assert world.reason("supervisor", "bulletin", BULLETIN, {"issued": True}) is None
    assert world.sees("head", BULLETIN)
    assert not world.sees("head_of_surgery", BULLETIN)
    everybody = World()
    scenes.issued_to_all(everybody)
    assert everybody.sees("nurse", BULLETIN)
    assert not everybody.sees("stranger", BULLETIN)


def test_a_correction_names_the_earlier_one_and_leaves_it(world: World) -> None:
    scenes.issued(world)
    before = dict(world.documents[BULLETIN].registers)
    assert _issue(world, CORRECTION, corrects=BULLETIN, reason="科室写错") == 2
    assert world.documents[CORRECTION].value("corrects") == BULLETIN
    assert world.documents[BULLETIN].registers == before


def test_a_correction_says_why(world: World) -> None:
    scenes.issued(world)
    assert world.reason("leader", "bulletin", CORRECTION, {**DRAFT, "corrects": BULLETIN}) is None
    assert world.reason("leader", "bulletin", CORRECTION, {"issued": True}) == "reason_missing"


def test_it_needs_a_title_an_opening_and_an_audience(world: World) -> None:
    scenes.drafted(world)
    for path, value in (("title", None), ("opening", " "), (f"units/{uuid_text(WARD)}", None)):
        doc = id_of(870)
        assert world.reason("leader", "bulletin", doc, {**DRAFT, path: value}) is None
        assert world.reason("leader", "bulletin", doc, {"issued": True}) == "bulletin_incomplete"
        assert world.reason("leader", "bulletin", doc, DRAFT) is None


def test_an_objection_is_between_the_unit_and_the_office(world: World) -> None:
    scenes.objected(world)
    assert {name for name in PEOPLE if world.sees(name, OBJECTION)} == {
        "head",
        "leader",
        "supervisor",
        "admin",
        "bureau_supervisor",
    }


def test_it_is_taken_by_its_stamp_and_not_by_its_arrival(world: World) -> None:
    scenes.issued(world)
    written = world.now_ms
    world.now_ms += 30 * DAY_MS
    late = {**OBJECTING, "raised": True}
    assert world.reason("head", "bulletin_objection", OBJECTION, late, at_ms=written + DAY_MS) is None
    other = World()
    scenes.issued(other)
    other.now_ms += 30 * DAY_MS
    assert other.reason("head", "bulletin_objection", OBJECTION, late) == "objection_over"


def test_a_replica_that_was_issued_after_the_period_objects_no_more_whatever_its_stamp_says(world: World) -> None:
    scenes.issued(world)
    written = world.now_ms + DAY_MS
    world.now_ms += 30 * DAY_MS
    late = {**OBJECTING, "raised": True}
    world.issued_ms = world.now_ms
    assert world.reason("head", "bulletin_objection", OBJECTION, late, at_ms=written) == "objection_over"
    world.issued_ms = written
    assert world.reason("head", "bulletin_objection", OBJECTION, late, at_ms=written) is None


def test_an_answer_stands_and_a_correction_of_it_is_a_document_beside_it(world: World) -> None:
    scenes.amended(world)
    again = {"answer": {"outcome": "upheld", "text": "成立。"}}
    assert world.reason("supervisor", "bulletin_objection", OBJECTION, again) == "written_once"
    assert world.documents[OBJECTION].value("answer") == scenes.ANSWER["answer"]
    assert world.documents[scenes.AMENDED].value("answer") == scenes.AMENDING["answer"]
    for who in ("head", "supervisor", "leader"):
        assert world.sees(who, scenes.AMENDED)
    assert not world.sees("nurse", scenes.AMENDED)
    foreign = {**scenes.AMENDING, "unit": SURGERY}
    assert world.reason("supervisor", "answer_correction", id_of(853), foreign) == "objection_not_answered"


def test_a_bulletin_without_a_period_takes_no_objection(world: World) -> None:
    scenes.drafted(world, objection_days=None)
    assert world.reason("supervisor", "bulletin", BULLETIN, {"issued": True}) is None
    assert world.reason("head", "bulletin_objection", OBJECTION, OBJECTING) == "objection_over"


def test_who_wasnt_told_cannot_object(world: World) -> None:
    scenes.issued(world)
    for who, unit in (("head_of_surgery", SURGERY), ("head_of_bay", SURGERY)):
        doc = natural_id(f"bulletin_objection/{uuid_text(BULLETIN)}/{uuid_text(unit)}")
        writes = {"bulletin": BULLETIN, "unit": unit, "institution": CENTRE, "text": "不对"}
        assert world.code(who, "bulletin_objection", doc, writes) == "not_found"
    below = natural_id(f"bulletin_objection/{uuid_text(BULLETIN)}/{uuid_text(BAY)}")
    writes = {"bulletin": BULLETIN, "unit": BAY, "institution": CENTRE, "text": "不对"}
    assert world.reason("head", "bulletin_objection", below, writes) is None


def test_an_answer_in_the_same_change_brings_no_objection_in_after_its_period(world: World) -> None:
    scenes.issued(world)
    world.now_ms += 30 * DAY_MS
    late = {**OBJECTING, "raised": True, **scenes.ANSWER}
    assert world.reason("head", "bulletin_objection", OBJECTION, late) == "objection_over"

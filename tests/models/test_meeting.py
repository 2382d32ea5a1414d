"""A branch's meeting: who reads it when, who is due, what begins and ends it, and what stands."""

from __future__ import annotations

from typing import Any

import pytest

from models.document import uuid_text
from models.kinds import KINDS
from models.scopes import holds, scopes_of
from models.values import VALUE_TYPES
from tests.models import meetings
from tests.models.deeds import ACTIVITY, ATTENDANCE, PRESENCE, does, own
from tests.models.meetings import DECISION, ITEM, MEETING
from tests.models.orders import ORDER, TERMS
from tests.models.world import BAY, BRANCH, CENTRE, PEOPLE, TODAY, World, id_of


def _readers(world: World) -> set[str]:
    scopes = scopes_of(world.documents[MEETING], world.roster)
    return {name for name, person in PEOPLE.items() if holds(person, scopes, world.roster)}


def test_a_plan_is_read_by_those_who_prepare_it(world: World) -> None:
    meetings.planned(world)

    assert _readers(world) == {"secretary", "nurse"}


def test_once_told_the_due_and_the_leadership_read_it(world: World) -> None:
    meetings.prepared(world)

    assert _readers(world) >= {"secretary", "nurse", "leader", "supervisor"}
    assert "stranger" not in _readers(world)
    due = {f"due/{uuid_text(PEOPLE[name])}" for name in PEOPLE}
    meeting, activity = (world.documents[id].registers for id in (MEETING, ACTIVITY))
    assert {path for path in meeting if path in due} == {path for path in activity if path in due} != set()


def test_a_meeting_made_after_the_announcement_knows_who_is_due(world: World) -> None:
    meetings.announced(world)
    does(world, "secretary", "meeting", MEETING, **meetings.PLAN)
    known = set(world.documents[MEETING].registers)

    assert {path for path in world.documents[ACTIVITY].registers if path.startswith("due/")} <= known


def test_whoever_is_added_later_is_told_too(world: World) -> None:
    meetings.prepared(world)
    does(world, "secretary", "activity", ACTIVITY, **{own("people/", "admin"): True})

    assert world.documents[MEETING].value(own("due/", "admin")) is True
    assert "admin" in _readers(world)


def test_it_begins_once_people_have_been_told(world: World) -> None:
    meetings.planned(world)
    refusal = world.tries("secretary", "meeting", MEETING, {"begun": True})

    assert refusal is not None
    assert refusal.reason == "activity_not_announced"


@pytest.mark.parametrize(
    ("writes", "reason"),
    [
        ({"ended": True}, "meeting_not_begun"),
        ({own("signed/", "secretary"): True}, "meeting_not_ended"),
        ({"at": "nothing"}, "no_such_item"),
        ({"agenda/c": {**ITEM, "speaker": PEOPLE["stranger"]}}, "unknown_person"),
        ({"decisions/1": {**DECISION, "responsible": PEOPLE["stranger"]}}, "unknown_person"),
        ({"speaker": PEOPLE["stranger"]}, "unknown_person"),
        ({own("scribes/", "stranger"): True}, "unknown_person"),
        ({"agenda/c": {**ITEM, "order": -1}}, "bad_place"),
        ({"agenda/c": {**ITEM, "title": " "}}, "text_empty"),
        ({"quorum": "3/4"}, "unknown_option"),
        ({"shown": {"what": "agenda", "page": -1}}, "bad_place"),
        ({"shown": {"what": "agenda", "dark": 1}}, "wrong_type"),
        ({f"agenda/{number}": ITEM for number in range(60)}, "meeting_full"),
    ],
)
def test_what_makes_no_sense_is_refused(world: World, writes: dict[str, Any], reason: str) -> None:
    meetings.prepared(world)
    refusal = world.tries("secretary", "meeting", MEETING, writes)

    assert refusal is not None
    assert refusal.reason == reason


def test_after_the_end_the_minutes_alone_are_written(world: World) -> None:
    meetings.ended(world)

    assert world.code("nurse", "meeting", MEETING, {"notes/a": "补记一句"}) is None
    assert world.code("nurse", "meeting", MEETING, {"agenda/c": ITEM}) == "closed"


def test_signed_minutes_stand_and_others_sign_too(world: World) -> None:
    meetings.signed(world)

    assert world.code("secretary", "meeting", MEETING, {"notes/a": "再补一句"}) == "closed"
    assert world.code("secretary", "meeting", MEETING, {own("signed/", "secretary"): True}) is None
    assert world.code("nurse", "meeting", MEETING, {own("signed/", "nurse"): True}) is None


def test_what_was_written_before_the_end_counts_however_late_it_comes(world: World) -> None:
    meetings.ended(world)
    early = world.now_ms - 60_000

    assert world.tries("nurse", "meeting", MEETING, {"agenda/c": ITEM}, early) is None


def test_a_scribe_who_is_no_secretary_names_nobody(world: World) -> None:
    meetings.begun(world)
    refusal = world.tries("nurse", "meeting", MEETING, {own("scribes/", "colleague"): True})

    assert refusal is not None
    assert refusal.reason == "meeting_staff_only"


def test_a_decision_becomes_one_task_from_however_many_devices_it_is_handed_out(world: World) -> None:
    meetings.begun(world)
    does(world, "secretary", "meeting", MEETING, decisions__d={**DECISION, "responsible": PEOPLE["nurse"]})
    task = {"institution": CENTRE, "assigner": PEOPLE["secretary"], "responsible": PEOPLE["nurse"], "day": TODAY}
    task |= {"title": "查对医嘱", "due_on": TODAY, "meeting": MEETING, "decision": "d", "assigned": True}
    phone, laptop = id_of(798), id_of(797)

    does(world, "secretary", "contracted_task", phone, **task)
    assert world.documents[MEETING].value("tasked/d") == phone
    assert world.reason("secretary", "contracted_task", laptop, task) == "decision_tasked"
    does(world, "secretary", "contracted_task", phone, text="每班一次")
    somebody_else = {**task, "responsible": PEOPLE["colleague"], "decision": "e"}
    does(world, "secretary", "contracted_task", laptop, **somebody_else)
    assert world.documents[MEETING].value("tasked/e") is None, "what no decision says is none's"


def test_an_order_that_rests_on_a_decision_is_named_by_it_once(world: World) -> None:
    meetings.begun(world)
    decided = {**DECISION, "becomes": "order", "unit": BAY, "responsible": PEOPLE["nurse"]}
    does(world, "secretary", "meeting", MEETING, decisions__d=decided)
    origin = {"kind": "meeting", "id": MEETING, "part": "d"}
    does(world, "leader", "order", ORDER, **{**TERMS, "issuer": PEOPLE["leader"], "origin": origin, "issued": True})

    assert world.documents[MEETING].value("ordered/d") == ORDER
    does(world, "leader", "order", ORDER, **{own("checkers/", "supervisor"): True})
    assert world.documents[MEETING].value("ordered/d") == ORDER
    again = {**TERMS, "issuer": PEOPLE["supervisor"], "origin": origin, "issued": True}
    refusal = world.tries("supervisor", "order", id_of(799), again)
    assert refusal is not None
    assert refusal.reason == "matter_has_order"


def test_nobody_rests_an_order_on_a_meeting_that_he_does_not_read(world: World) -> None:
    meetings.planned(world)
    writes = {**TERMS, "issuer": PEOPLE["leader"], "origin": {"kind": "meeting", "id": MEETING, "part": "a"}}
    refusal = world.tries("leader", "order", ORDER, writes)

    assert refusal is not None
    assert refusal.reason == "origin_unknown"


def test_the_kind_tells_who_is_where() -> None:
    assert KINDS["meeting"].presence
    assert VALUE_TYPES["meeting_item"].check({**ITEM, "order": True}) == "wrong_type"


def test_a_note_that_was_on_its_way_when_the_minutes_were_signed_comes_back(world: World) -> None:
    meetings.ended(world)
    early = world.now_ms - 1_000
    does(world, "secretary", "meeting", MEETING, **{own("signed/", "secretary"): True})
    refusal = world.tries("nurse", "meeting", MEETING, {"notes/b": "路上写的"}, early)

    assert refusal is not None
    assert (refusal.code, refusal.reason) == ("closed", "meeting_signed")
    assert world.documents[MEETING].value("notes/b") is None


def test_a_branch_that_is_no_id_is_refused_like_one_that_does_not_exist(world: World) -> None:
    meetings.called(world)

    assert world.code("secretary", "meeting", MEETING, {**meetings.PLAN, "branch": ["x"]}) == "not_found"


def test_nothing_comes_from_before_the_end_by_a_replica_that_was_issued_after_it(world: World) -> None:
    meetings.ended(world)
    early = world.now_ms - 60_000
    world.issued_ms = world.now_ms + 1
    assert world.reason("nurse", "meeting", MEETING, {"agenda/c": ITEM}, early) == "meeting_ended"


def test_who_came_and_where_it_was_stand_once_the_minutes_are_signed(world: World) -> None:
    mark = {own("marks/", "secretary"): {"mark": "present"}}
    here = {**PRESENCE, "organiser": PEOPLE["secretary"], "place": BRANCH}
    meetings.ended(world)
    assert world.code("secretary", "attendance", ATTENDANCE, {**here, **mark}) is None
    before = world.now_ms
    assert world.code("secretary", "meeting", MEETING, {own("signed/", "secretary"): True}) is None
    gone = {own("marks/", "secretary"): {"mark": "absent"}}
    assert world.reason("secretary", "attendance", ATTENDANCE, gone) == "meeting_signed"
    assert world.reason("secretary", "activity", ACTIVITY, {"title": "别的会"}) == "meeting_signed"
    assert world.reason("secretary", "attendance", ATTENDANCE, gone, before) == "meeting_signed", "on its way"
    assert world.reason("nurse", "attendance", ATTENDANCE, {"excuse": "夜班"}, before) == "meeting_signed"
    assert world.reason("secretary", "activity", ACTIVITY, {"ended": True}) is None

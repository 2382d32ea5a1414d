"""What the month has for a branch's meeting: of which departments, told to whom, moved by what, never said what."""

from __future__ import annotations

from typing import Any

import msgspec

from models import meeting_month
from models.document import ServerAct, uuid_text
from models.meeting_month import FINDINGS_DAYS, FINDINGS_MAX, WORDS_MAX, month_id
from models.values import VALUE_TYPES
from tests.models import bulletin_scenes, inspection_scenes, meetings, orders, public_scenes
from tests.models.bulletin_scenes import FINDING, PICTURE
from tests.models.deeds import ACTIVITY, does, own
from tests.models.meetings import MEETING
from tests.models.orders import ORDER, TERMS
from tests.models.public_scenes import COMPLAINT, PASSED, TAKEN
from tests.models.world import BAY, BRANCH, CENTRE, DAY_MS, HOUR_MS, NOON, PEOPLE, SURGERY, TODAY, WARD, World, id_of

MONTH = month_id(ACTIVITY)
PHARMACY = id_of(15)
"""A department in which no member of the branch works."""


def _told(world: World, prefix: str) -> dict[str, Any]:
    registers = world.documents[MONTH].registers
    return {path: each.value for path, each in registers.items() if path.startswith(prefix) and each.value is not None}


def _pharmacy(world: World) -> None:
    world.write(ServerAct(PHARMACY, "unit", {"institution": CENTRE, "name": "药房", "type": "department"}))


def _order(world: World) -> Any:
    return world.documents[MONTH].value(f"orders/{uuid_text(ORDER)}")


# -- who reads it ---------------------------------------------------------------------------------------------


def test_it_is_read_by_the_secretary_and_whoever_serves_the_meeting(world: World) -> None:
    meetings.prepared(world)

    assert {who for who in PEOPLE if world.sees(who, MONTH)} == {"secretary", "nurse"}
    does(world, "secretary", "meeting", MEETING, **{own("scribes/", "nurse"): None, own("chair/", "colleague"): True})
    assert {who for who in PEOPLE if world.sees(who, MONTH)} == {"secretary", "colleague"}


def test_it_is_there_before_the_meeting_is_prepared(world: World) -> None:
    meetings.called(world)

    assert {who for who in PEOPLE if world.sees(who, MONTH)} == {"secretary"}


def test_what_is_no_meeting_of_a_branch_has_none(world: World) -> None:
    does(world, "secretary", "activity", ACTIVITY, **{**meetings.CALL, "type": "training"})

    assert MONTH not in world.documents


# -- orders ---------------------------------------------------------------------------------------------------


def test_an_order_is_told_while_its_department_owes_something(world: World) -> None:
    meetings.prepared(world)
    orders.drafted(world)
    assert _order(world) is None, "a draft is nobody's but its author's"
    orders.does(world, "supervisor", {"issued": True})
    told = {"unit": BAY, "due_on": orders.DUE, "origin": "words", "title": TERMS["title"]}
    assert _order(world) == told
    orders.does(world, "nurse", {own("receipts/", "nurse"): True})
    orders.does(world, "nurse", {"reports/1": orders.REPORT})
    assert _order(world) is None
    orders.does(world, "leader", {own("rechecks/1/", "leader"): orders.FAIL})
    assert _order(world) == {**told, "due_on": orders.FAIL["due_on"]}
    orders.does(world, "supervisor", {"withdrawn": "发错了科室"})
    assert _order(world) is None


def test_orders_that_were_there_before_are_told_too_and_of_other_departments_none(world: World) -> None:
    _pharmacy(world)
    orders.issued(world)
    elsewhere = {**TERMS, "unit": PHARMACY, "responsible": PEOPLE["leader"], "issued": True}
    world.write(ServerAct(id_of(730), "order", elsewhere))
    meetings.prepared(world)

    assert list(_told(world, "orders/")) == [f"orders/{uuid_text(ORDER)}"]
    world.write(ServerAct(id_of(731), "order", elsewhere))
    assert len(_told(world, "orders/")) == 1


def test_a_department_above_a_members_is_the_branchs_too(world: World) -> None:
    meetings.prepared(world)
    orders.does(world, "supervisor", {**TERMS, "unit": WARD, "responsible": PEOPLE["head"], "issued": True})

    assert _order(world)["unit"] == WARD


def test_a_department_that_a_member_heads_is_the_branchs_with_all_below_it(world: World) -> None:
    _pharmacy(world)
    role = {"role": "head", "at": WARD, "from": "2025-01-01", "to": None}
    world.write(ServerAct(PHARMACY, "unit", {"parent": WARD}))
    for who in ("nurse", "colleague", "head"):
        world.write(ServerAct(PEOPLE[who], "person", {"branches/1": None, "roles/1": None}))
    world.write(ServerAct(PEOPLE["secretary"], "person", {"roles/8": role}))

    assert meeting_month.units_of(BRANCH, world.roster) == {SURGERY, WARD, BAY, PHARMACY}
    members = [who for who in PEOPLE if BRANCH in world.roster.branches_of(PEOPLE[who], TODAY)]
    for unit in world.roster.units:
        belongs = any(world.roster.belongs(PEOPLE[who], unit) for who in members)
        assert (unit in meeting_month.units_of(BRANCH, world.roster)) == belongs


def test_no_title_tells_what_a_patient_or_a_colleague_said(world: World) -> None:
    meetings.prepared(world)
    for number, kind in enumerate(("complaint", "commentary")):
        origin = {"kind": kind, "id": COMPLAINT}
        world.write(ServerAct(id_of(740 + number), "order", {**TERMS, "origin": origin, "issued": True}))

    told = _told(world, "orders/").values()
    assert [(each["origin"], each.get("title")) for each in told] == [("complaint", None), ("commentary", None)]


# -- findings -------------------------------------------------------------------------------------------------


def test_a_finding_is_told_once_two_have_published_it_and_nothing_before(world: World) -> None:
    meetings.prepared(world)
    before = dict(world.documents[MONTH].registers)
    bulletin_scenes.proposed(world)
    assert world.documents[MONTH].registers == before
    confirming = {own("confirmed/1/", "supervisor"): NOON}
    assert world.reason("supervisor", "publication", bulletin_scenes.PUBLICATION, confirming) is None

    finding = world.documents[MONTH].value(f"findings/{uuid_text(FINDING)}")
    assert finding["unit"] == WARD
    assert (finding["text"], finding["object"]) == ("窗口无人值守", "3号窗口")
    assert _told(world, "photos/") == {f"photos/{uuid_text(FINDING)}": PICTURE}
    assert len(_told(world, "findings/")) == 2


def test_a_meeting_called_afterwards_is_told_of_the_last_weeks() -> None:
    for days, told in ((FINDINGS_DAYS - 1, 2), (FINDINGS_DAYS + 1, 0)):
        here = World()
        bulletin_scenes.confirmed(here)
        here.now_ms += days * DAY_MS
        times = {"begins_at": here.now_ms + HOUR_MS, "ends_at": here.now_ms + 2 * HOUR_MS}
        does(here, "secretary", "activity", ACTIVITY, **{**meetings.CALL, **times})
        assert (len(_told(here, "findings/")), len(_told(here, "photos/"))) == (told, told // 2), days


def test_nobody_who_inspected_and_nothing_of_the_visit_stands_in_it(world: World) -> None:
    """Even where those who inspected are named to the department."""
    meetings.prepared(world)
    bulletin_scenes.chosen(world, withheld=None)
    for path, who in (("proposed/1/", bulletin_scenes.LEADER), ("confirmed/1/", "supervisor")):
        writes = {own(path, who): NOON}
        assert world.reason(who, "publication", bulletin_scenes.PUBLICATION, writes) is None
    named = [path for path in world.documents[FINDING].registers if path.startswith("inspectors/")]
    assert named, "the finding itself names them"

    whole = msgspec.msgpack.encode({path: each.value for path, each in world.documents[MONTH].registers.items()})
    people = (bulletin_scenes.LEADER, bulletin_scenes.SECOND, "supervisor")
    secret = [PEOPLE[who] for who in people] + [inspection_scenes.VISIT, inspection_scenes.PLAN]
    assert not [id for id in secret if id in whole or uuid_text(id).encode() in whole]
    assert {name for each in _told(world, "findings/").values() for name in each} <= {
        *("unit", "day", "order", "published_at", "text", "suggestion", "building", "floor", "object"),
        *("praise", "fixed"),
    }


def test_what_is_told_is_what_the_registry_says_and_cut_to_what_a_room_reads(world: World) -> None:
    meetings.prepared(world)
    bulletin_scenes.confirmed(world)
    orders.issued(world)
    world.write(ServerAct(id_of(750), "finding", _found(WARD, text="长" * 900)))
    does(world, "secretary", "activity", ACTIVITY, announced=True)

    for prefix, type in (("findings/", "month_finding"), ("orders/", "month_order"), ("photos/", "photo")):
        told = _told(world, prefix)
        assert told
        assert {VALUE_TYPES[type].check(value) for value in told.values()} == {None}
    assert max(len(each["text"]) for each in _told(world, "findings/").values()) == WORDS_MAX


def _found(unit: bytes, **said: Any) -> dict[str, Any]:
    whole = {"institution": CENTRE, "unit": unit, "visit": id_of(999), "key": "k", "day": TODAY, "order": 1}
    return {**whole, "published_at": NOON, "text": "地面湿滑", **said}


def test_the_newest_are_told_and_in_acts_that_are_not_too_large(world: World) -> None:
    for number in range(FINDINGS_MAX + 20):
        at = NOON - number * 1000
        world.write(ServerAct(id_of(3000 + number), "finding", _found(BAY, published_at=at, **{"photos/1": PICTURE})))
    meetings.called(world)

    told = _told(world, "findings/")
    assert set(told) == {f"findings/{uuid_text(id_of(3000 + number))}" for number in range(FINDINGS_MAX)}
    assert len(_told(world, "photos/")) == FINDINGS_MAX
    written = [act.writes for act in world.taken if act.kind == "meeting_month"]
    assert len(written) > 1
    assert max(map(len, written)) <= meeting_month.WRITES_MAX


# -- complaints -----------------------------------------------------------------------------------------------


def test_of_a_complaint_there_is_the_day_of_its_answer_and_nothing_else(world: World) -> None:
    meetings.prepared(world)
    public_scenes.taken(world)
    complaint = world.documents[COMPLAINT]
    told = _told(world, "complaints/")

    assert list(told.values()) == [complaint.value("due_on")]
    whole = msgspec.msgpack.encode([*told])
    assert TAKEN["key"].encode() not in whole
    assert uuid_text(COMPLAINT).encode() not in whole
    assert world.code("nurse", "complaint", COMPLAINT, {"replies/1": "已道歉"}) is None
    assert _told(world, "complaints/") == {}


def test_a_complaint_that_its_department_has_not_been_asked_about_is_not_told(world: World) -> None:
    meetings.prepared(world)
    assert world.code("leader", "complaint", COMPLAINT, {**TAKEN, "by": PEOPLE["leader"]}) is None
    assert _told(world, "complaints/") == {}
    assert world.code("leader", "complaint", COMPLAINT, PASSED) is None
    assert len(_told(world, "complaints/")) == 1


def test_a_complaint_that_turns_out_to_be_about_another_department_goes(world: World) -> None:
    _pharmacy(world)
    meetings.prepared(world)
    public_scenes.taken(world)
    assert len(_told(world, "complaints/")) == 1
    world.now_ms += 1
    assert world.code("supervisor", "complaint", COMPLAINT, {"unit": PHARMACY}) is None
    assert _told(world, "complaints/") == {}


# -- its time -------------------------------------------------------------------------------------------------


def test_nothing_moves_once_the_meeting_has_ended_or_was_called_off(world: World) -> None:
    for over, here in ((meetings.ended, world), (meetings.cancelled, World())):
        over(here)
        orders.issued(here)
        assert _told(here, "orders/") == {}


def test_a_meeting_that_nobody_has_begun_for_a_month_is_forgotten(world: World) -> None:
    meetings.prepared(world)
    world.now_ms += 40 * DAY_MS
    orders.does(world, "supervisor", {**TERMS, "due_on": "2027-01-15", "issued": True})

    assert _told(world, "orders/") == {}


def test_a_department_that_a_member_has_left_is_the_branchs_no_more_when_the_meeting_begins(world: World) -> None:
    meetings.prepared(world)
    orders.issued(world)
    for who in ("nurse", "colleague", "head"):
        world.write(ServerAct(PEOPLE[who], "person", {"branches/1": None}))
    assert _order(world) is not None
    does(world, "secretary", "meeting", MEETING, begun=True, at="a")

    assert _order(world) is None


def test_asked_again_for_the_same_it_writes_nothing(world: World) -> None:
    meetings.prepared(world)
    orders.issued(world)
    bulletin_scenes.confirmed(world)
    act = world.act(PEOPLE["secretary"], "activity", ACTIVITY, {"announced": True})

    assert meeting_month.opening(act, world.documents[ACTIVITY], world) == []
    again = world.act(PEOPLE["supervisor"], "order", ORDER, {"issued": True})
    assert meeting_month.of_order(again, world.documents[ORDER], world) == []


def test_another_branch_is_told_of_its_own_departments_alone(world: World) -> None:
    meetings.prepared(world)

    assert meeting_month.units_of(BRANCH, world.roster) >= {BAY, WARD}
    assert meeting_month.units_of(id_of(23), world.roster) == frozenset()

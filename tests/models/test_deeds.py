"""Pledges, records, activities and tasks: examples stand in deeds.json and the permission table, here what holds."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.attendance_standing import CODE_MS, attendance, code_at, code_fits
from models.deed_values import DEED_VALUE_TYPES
from models.document import SERVER, Act, Document, Register, ServerAct, uuid_text
from models.oversight import oversees
from models.pledge_standing import pledge_standing
from models.record_count import error_free, tallies
from models.task_standing import task_standing
from tests.models import deeds
from tests.models.deed_cases import ATTENDANCES, PLEDGES, TASKS, A, Fact, record_document, registers, who
from tests.models.deed_cases import RECORDS as RECORD_CASES
from tests.models.deeds import (
    ACCEPT,
    ACTIVITY,
    ATTENDANCE,
    DISPLAY,
    KEPT,
    NOTE,
    PLEDGE,
    RECORD,
    RETURN,
    TASK,
    does,
    own,
    signs,
)
from tests.models.world import BAY, BRANCH, CENTRE, DAY_MS, HOUR_MS, PEOPLE, SURGERY, World, id_of

FACTS = sorted({fact[0]: fact for facts in [*PLEDGES.values(), *TASKS.values()] for fact in facts}.values(), key=str)
HISTORIES = st.lists(
    st.tuples(st.sampled_from(FACTS), st.integers(1, 30)).map(lambda each: (*each[0][:2], each[1], each[0][3])),
    max_size=12,
)


@given(HISTORIES, st.randoms())
def test_how_things_stand_never_depends_on_the_order_of_arrival(facts: list[Fact], random: Any) -> None:
    once: dict[tuple[str, int], Fact] = {(path, moment): (path, value, moment, by) for path, value, moment, by in facts}
    one, other = list(once.values()), list(once.values())
    random.shuffle(other)
    assert pledge_standing(registers(one)) == pledge_standing(registers(other))
    assert task_standing(registers(one)) == task_standing(registers(other))


@given(HISTORIES)
def test_a_fact_that_does_not_count_is_named_and_kept(facts: list[Fact]) -> None:
    held = registers(facts)
    for standing in (pledge_standing(held), task_standing(held)):
        assert set(standing.odd) <= held.keys()
    standing = pledge_standing(held)
    if standing.state not in ("published", "reported", "graded"):
        late = ("published/", "grades/", "fulfilments/")
        stated = {path for path in held if path.startswith(late) and held[path].value is not None}
        assert stated <= set(standing.odd)


@given(st.permutations(range(len(RECORD_CASES))))
def test_records_add_up_alike_in_any_order(order: list[int]) -> None:
    from models.record_count import read_record  # noqa: PLC0415 (read beside its use: the test is about it)

    records = [read_record(record_document(number)) for number in range(len(RECORD_CASES))]
    shuffled = [records[number] for number in order]
    assert tallies(shuffled) == tallies(records)
    assert error_free(shuffled) == error_free(records)


def test_attendance_never_depends_on_the_order_of_arrival() -> None:
    for facts in ATTENDANCES.values():
        told = {attendance(registers(list(order)), who(A)) for order in permutations(facts)}
        assert len(told) == 1


Step = Callable[[World], Act]


def step(name: str, doc: bytes, path: str, value: Any, at_ms: int) -> Step:
    def make(world: World) -> Act:
        return world.act(PEOPLE[name], deeds.KINDS_OF[doc], doc, {path: value}, at_ms)

    return make


def outcome(begin: Callable[[World], None], steps: list[Step], doc: bytes) -> Any:
    """How a document stands after these acts arrive in this order, hours after they were done."""
    world = World()
    begin(world)
    world.now_ms += DAY_MS
    for make in steps:
        act = make(world)
        refusal = world.verdict(act)
        assert refusal is None, refusal
        world.apply(act)
    return pledge_standing(world.documents[doc].registers)


def test_what_several_people_did_offline_ends_alike_however_it_arrives() -> None:
    noon = World().now_ms
    apart = [
        step("secretary", PLEDGE, own("reviews/1/", "secretary"), ACCEPT, noon + 1 * HOUR_MS),
        step("supervisor", PLEDGE, own("published/", "supervisor"), DISPLAY, noon + 3 * HOUR_MS),
    ]
    against = step("head_of_bay", PLEDGE, own("reviews/1/", "head_of_bay"), RETURN, noon + 2 * HOUR_MS)
    ways = [[*apart, against], [against, *apart], [apart[0], against, apart[1]]]
    ends = {outcome(deeds.handed_in, list(way), PLEDGE) for way in ways}
    assert len(ends) == 1
    (end,) = ends
    assert (end.state, end.disputed) == ("published", True)


def test_a_note_written_before_the_grade_counts_though_it_arrives_after_it() -> None:
    noon = World().now_ms
    note = step("nurse", PLEDGE, "fulfilments/2", NOTE, noon + 1 * HOUR_MS)
    grade = step("head_of_bay", PLEDGE, own("grades/", "head_of_bay"), KEPT, noon + 2 * HOUR_MS)
    ends = {outcome(deeds.published, list(way), PLEDGE) for way in permutations([note, grade])}
    assert [(end.state, end.odd) for end in ends] == [("graded", ())]


def test_a_withdrawal_before_it_hung_there_holds_and_the_display_is_named() -> None:
    noon = World().now_ms
    back = step("nurse", PLEDGE, "withdrawn", True, noon + 1 * HOUR_MS)
    hung = step("supervisor", PLEDGE, own("published/", "supervisor"), DISPLAY, noon + 2 * HOUR_MS)
    end = outcome(deeds.accepted, [hung, back], PLEDGE)
    assert (end.state, end.odd) == ("withdrawn", (own("published/", "supervisor"),))


def test_a_pledge_is_read_by_more_people_with_each_step(world: World) -> None:
    deeds.drafted(world)
    assert readers(world, PLEDGE) == {"nurse"}
    does(world, "nurse", "pledge", PLEDGE, handed_in__1=True)
    office = {"nurse", "head", "head_of_bay", "secretary", "leader", "supervisor", "admin", "bureau_supervisor"}
    assert readers(world, PLEDGE) == office
    signs(world, "secretary", PLEDGE, "reviews/1/", ACCEPT)
    assert readers(world, PLEDGE) == office
    signs(world, "secretary", PLEDGE, "published/", DISPLAY)
    assert readers(world, PLEDGE) == office | {"colleague", "head_of_surgery", "inspector"}


def readers(world: World, doc: bytes) -> set[str]:
    return {name for name in PEOPLE if world.sees(name, doc)}


def test_who_moves_takes_open_pledges_along_and_leaves_records_where_they_happened(world: World) -> None:
    deeds.handed_in(world)
    deeds.entered(world)
    stay = {"unit": BAY, "from": "2025-01-01", "to": "2026-11-30"}
    next = {"unit": SURGERY, "from": "2026-12-01", "to": None}
    world.write(ServerAct(PEOPLE["nurse"], "person", {"memberships/1": stay, "memberships/2": next}))
    assert {"head_of_bay", "head_of_surgery"} <= readers(world, PLEDGE)
    assert "head_of_surgery" not in readers(world, RECORD)


@pytest.mark.parametrize(("place", "key"), [("head_of_bay", "unit"), ("secretary", "branch")])
def test_nobody_reviews_the_pledge_of_the_place_that_he_answers_for(world: World, place: str, key: str) -> None:
    at = {"unit": BAY, "branch": BRANCH}[key]
    does(world, place, "pledge", PLEDGE, **{**deeds.PLEDGE_DRAFT, "pledger": PEOPLE[place], key: at})
    does(world, place, "pledge", PLEDGE, handed_in__1=True)
    assert world.code(place, "pledge", PLEDGE, {own("reviews/1/", place): ACCEPT}) == "forbidden"
    assert world.code("leader", "pledge", PLEDGE, {own("reviews/1/", "leader"): ACCEPT}) is None
    above = world.code("head", "pledge", PLEDGE, {own("reviews/1/", "head"): ACCEPT})
    assert above == (None if key == "unit" else "not_found")


def test_a_new_pledge_names_an_old_one_of_the_same_person(world: World) -> None:
    deeds.graded(world)
    again = {**deeds.PLEDGE_DRAFT, "replaces": PLEDGE}
    assert world.code("nurse", "pledge", id_of(710), again) is None
    stolen = {**again, "pledger": PEOPLE["colleague"]}
    assert world.reason("colleague", "pledge", id_of(711), stolen) == "unknown_pledge"


@pytest.mark.parametrize(
    ("writes", "reason"),
    [
        ({"day": "2026-11-22"}, "day_ahead"),
        ({"due_on": "2026-11-20"}, "due_before_it_begins"),
        ({"handed_in/1": True, "text": "  "}, "pledge_incomplete"),
        ({"handed_in/2": True}, "hand_in_order"),
        ({"aspects": ["好"] * 13}, "too_many_labels"),
        ({"type": "wish"}, "unknown_option"),
    ],
)
def test_a_pledge_that_says_too_little_is_not_taken(world: World, writes: dict[str, Any], reason: str) -> None:
    assert world.reason("nurse", "pledge", PLEDGE, {**deeds.PLEDGE_DRAFT, **writes}) == reason


@pytest.mark.parametrize(
    ("writes", "reason"),
    [
        ({"type": "error_free"}, "amount_missing"),
        ({"title": ""}, "text_empty"),
        ({"hours": -1}, "bad_amount"),
        ({"hours": "1.255"}, "bad_amount"),
        ({"photos/1": {"blob": "abc"}}, "photo_reference"),
        ({"reviews/1/" + uuid_text(PEOPLE["nurse"]): ACCEPT}, "not_handed_in"),
    ],
)
def test_a_record_that_does_not_fit_is_not_taken(world: World, writes: dict[str, Any], reason: str) -> None:
    assert world.reason("nurse", "record_entry", RECORD, {**deeds.RECORD_ENTRY, **writes}) == reason


def test_a_head_hands_a_record_upward_to_the_office(world: World) -> None:
    mine = {**deeds.RECORD_ENTRY, "person": PEOPLE["head"]}
    does(world, "head", "record_entry", RECORD, **mine, upward=True)
    assert world.sees("leader", RECORD)
    assert not world.sees("head_of_bay", RECORD)
    signs(world, "leader", RECORD, "reviews/1/", ACCEPT)


def due(world: World) -> set[str]:
    names = {uuid_text(id): name for name, id in PEOPLE.items()}
    paths = [path for path in world.documents[ACTIVITY].registers if path.startswith("due/")]
    return {names[path[4:]] for path in paths}


def test_who_is_due_is_settled_by_the_announcement(world: World) -> None:
    deeds.announced(world)
    assert due(world) == {"nurse", "colleague", "head_of_bay"}
    world.add_person(id_of(350), "newcomer", CENTRE, BAY)
    does(world, "head_of_bay", "activity", ACTIVITY, announced=True)
    assert due(world) == {"nurse", "colleague", "head_of_bay"}
    does(world, "head_of_bay", "activity", ACTIVITY, **{own("people/", "inspector"): True})
    assert due(world) == {"nurse", "colleague", "head_of_bay", "inspector"}
    assert world.sees("inspector", ACTIVITY)


@pytest.mark.parametrize(
    ("place", "by", "people"),
    [
        (CENTRE, "heads", {"head", "head_of_bay", "head_of_surgery"}),
        (CENTRE, "list", {"nurse"}),
        (CENTRE, "party", set[str]()),
    ],
)
def test_a_selector_finds_its_people(world: World, place: bytes, by: str, people: set[str]) -> None:
    plan = {**deeds.ACTIVITY_PLAN, "organiser": PEOPLE["leader"], "place": place, "due_by": by, "announced": True}
    if by == "list":
        plan[own("people/", "nurse")] = True
    does(world, "leader", "activity", ACTIVITY, **plan)
    assert due(world) == people
    assert world.sees("nurse", ACTIVITY) == ("nurse" in people)


def test_party_members_of_a_branch_are_due(world: World) -> None:
    world.write(ServerAct(PEOPLE["nurse"], "person", {"party": "probationary"}))
    does(world, "secretary", "activity", ACTIVITY, **deeds.BRANCH_PLAN, announced=True)
    assert due(world) == {"nurse"}


def test_a_meeting_of_all_is_read_by_all(world: World) -> None:
    plan = {**deeds.ACTIVITY_PLAN, "organiser": PEOPLE["leader"], "place": CENTRE, "announced": True}
    does(world, "leader", "activity", ACTIVITY, **plan)
    assert {"nurse", "colleague", "secretary", "inspector"} <= readers(world, ACTIVITY)


def test_a_talk_is_known_to_those_who_talk(world: World) -> None:
    talk = {**deeds.ACTIVITY_PLAN, "type": "talk", "due_by": "list", own("people/", "nurse"): True, "announced": True}
    does(world, "head_of_bay", "activity", ACTIVITY, **talk)
    assert readers(world, ACTIVITY) == {"nurse", "head_of_bay"}


@pytest.mark.parametrize(
    ("writes", "reason"),
    [
        ({"ends_at": deeds.ACTIVITY_PLAN["begins_at"]}, "ends_before_it_begins"),
        ({"cancelled": " "}, "reason_missing"),
        ({own("people/", "stranger"): True}, "unknown_person"),
        ({"venue": "会" * 101}, "text_too_long"),
    ],
)
def test_an_activity_that_does_not_fit_is_not_taken(world: World, writes: dict[str, Any], reason: str) -> None:
    assert world.reason("head_of_bay", "activity", ACTIVITY, {**deeds.ACTIVITY_PLAN, **writes}) == reason


def test_nothing_is_announced_before_it_is_planned(world: World) -> None:
    bare = {path: deeds.ACTIVITY_PLAN[path] for path in ("institution", "organiser", "place")}
    assert world.reason("head_of_bay", "activity", ACTIVITY, {**bare, "announced": True}) == "activity_incomplete"


def test_a_tick_set_before_the_end_is_taken_after_it(world: World) -> None:
    deeds.ended(world)
    world.now_ms += HOUR_MS
    mark = {own("marks/", "head_of_bay"): {"mark": "present"}}
    assert world.code("head_of_bay", "attendance", ATTENDANCE, mark) == "closed"
    world.issued_ms = world.now_ms
    assert world.code("head_of_bay", "attendance", ATTENDANCE, mark, world.now_ms - 2 * HOUR_MS) == "closed", "later"
    assert world.code("head_of_bay", "activity", ACTIVITY, {"title": "x"}, world.now_ms - 2 * HOUR_MS) == "closed"
    world.issued_ms = 0
    assert world.code("head_of_bay", "attendance", ATTENDANCE, mark, world.now_ms - 2 * HOUR_MS) is None


@given(st.binary(min_size=16, max_size=16), st.integers(0, 2**45))
def test_a_code_stands_for_a_while_and_the_one_before_it_is_taken_too(key: bytes, ms: int) -> None:
    code = code_at(key, ms)
    assert len(code) == 6
    assert code.isdecimal()
    assert code_fits(key, code, ms)
    assert code_fits(key, code, ms + CODE_MS)


def test_a_task_goes_only_to_people_whom_one_leads(world: World) -> None:
    elsewhere = {**deeds.TASK_TERMS, "responsible": PEOPLE["leader"]}
    assert world.code("head_of_bay", "contracted_task", TASK, elsewhere) == "not_found"
    himself = {**deeds.TASK_TERMS, "responsible": PEOPLE["head_of_bay"]}
    assert world.code("head_of_bay", "contracted_task", TASK, himself) == "not_found"
    member = {**deeds.TASK_TERMS, "assigner": PEOPLE["secretary"]}
    assert world.code("secretary", "contracted_task", TASK, member) is None


@pytest.mark.parametrize(
    ("writes", "reason"),
    [
        ({"due_on": "2026-11-01"}, "due_before_it_begins"),
        ({"title": None, "assigned": True}, "task_incomplete"),
        ({"cancelled": ""}, "reason_missing"),
        ({"progress/1": {**NOTE, "percent": 101}}, "bad_percent"),
        ({"progress/1": {**NOTE, "percent": "half"}}, "wrong_type"),
    ],
)
def test_a_task_that_does_not_fit_is_not_taken(world: World, writes: dict[str, Any], reason: str) -> None:
    assert world.reason("head_of_bay", "contracted_task", TASK, {**deeds.TASK_TERMS, **writes}) == reason


def test_who_may_see_what_was_refused_on_a_pledge_or_an_activity(world: World) -> None:
    deeds.published(world)
    deeds.announced(world)
    pledge, activity = world.documents[PLEDGE], world.documents[ACTIVITY]
    assert [oversees(PEOPLE[name], pledge, world.roster) for name in ("nurse", "secretary", "colleague")] == [
        True,
        True,
        False,
    ]
    assert [oversees(PEOPLE[name], activity, world.roster) for name in ("head_of_bay", "nurse")] == [True, False]


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.binary(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=6,
)


@given(ANYTHING, st.sampled_from(["ruling", "grade", "mark", "on", "text", "code", "places", "percent"]), ANYTHING)
def test_any_value_is_taken_or_not_and_never_breaks(value: Any, field: str, inner: Any) -> None:
    for each in DEED_VALUE_TYPES.values():
        for given_value in (value, {field: inner}, [inner], {"ruling": "returned", "reason": inner}):
            assert each.check(given_value) is None or isinstance(each.check(given_value), str)


def test_a_ruling_that_sends_back_says_why() -> None:
    check = DEED_VALUE_TYPES["deed_review"].check
    assert check({"ruling": "returned"}) == "reason_missing"
    assert check({"ruling": "returned", "reason": " "}) == "reason_missing"
    assert check({"ruling": "returned", "reason": "写得太笼统"}) is None
    assert check({"ruling": "accepted"}) is None
    assert DEED_VALUE_TYPES["sign_in"].check({"code": "12345", "at": 1}) == "bad_code"


def test_an_empty_document_stands_as_a_draft() -> None:
    empty = Document(PLEDGE, "pledge", SERVER, {"text": Register(bytes(16), "", SERVER, 0)})
    assert pledge_standing(empty.registers).state == "draft"
    assert task_standing(empty.registers).state == "draft"

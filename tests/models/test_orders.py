"""Orders, their ladder and assistance: the rules as sentences; who may what stands in the permission table."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import public_holidays
from models.calendar import HOUR_MS, day_start_ms
from models.document import SERVER, Document, ServerAct, uuid_text
from models.order import reinspected, unit_of
from models.order_standing import order_standing
from models.scopes import scopes_of
from tests.models import orders
from tests.models.deeds import own
from tests.models.order_cases import STANDINGS, registers
from tests.models.order_scenes import orders_photo
from tests.models.orders import DUE, FAIL, ORDER, PASS, REGISTER, REPORT, TERMS, does
from tests.models.world import BAY, CENTRE, DAY_MS, PEOPLE, SURGERY, TODAY, World, id_of


def state(world: World) -> str:
    return order_standing(world.documents[ORDER].registers).state


def reason(world: World, who: str, writes: dict[str, Any], doc: bytes = ORDER, kind: str = "order") -> str | None:
    return world.reason(who, kind, doc, writes)


# -- issuing --------------------------------------------------------------------------------------------------------


def test_an_order_goes_from_the_issue_to_the_closing_and_on(world: World) -> None:
    orders.reopened(world)
    assert state(world) == "reopened"
    assert order_standing(world.documents[ORDER].registers).due_on == "2026-12-18"
    does(world, "nurse", {"reports/2": REPORT})
    does(world, "leader", {own("rechecks/2/", "leader"): PASS})
    does(world, "supervisor", {"closings/2": "归档"})
    assert state(world) == "closed"


def test_numbers_are_given_at_the_issue_one_after_another_and_a_draft_takes_none(world: World) -> None:
    for number in range(3):
        does(world, "supervisor", {**TERMS, "matter": f"第 {number} 件"}, id_of(730 + number))
    for number in (2, 0, 1):
        does(world, "supervisor", {"issued": True}, id_of(730 + number))
    given_numbers = [world.documents[id_of(730 + number)].value("number") for number in range(3)]
    assert given_numbers == [2, 3, 1]
    assert world.documents[REGISTER].value("last") == 3
    assert world.documents[id_of(730)].value("year") == "2026"


def test_a_deadline_in_working_days_follows_the_calendar_over_the_national_day(world: World) -> None:
    """An old phone counts weekdays; the server's day, with 国庆 and 调休 and the institution's own days, stands."""
    for calendar in public_holidays.acts(range(2026, 2027)):
        world.write(calendar)
    world.now_ms = day_start_ms("2026-09-29") + 9 * HOUR_MS
    world.roster.turn_to(world.today)
    terms = {**TERMS, "day": "2026-09-29", "within": 5, "due_on": "2026-10-06"}
    does(world, "supervisor", {**terms, "issued": True})
    assert order_standing(world.documents[ORDER].registers).due_on == "2026-10-12"  # the 10th is worked, the 11th not
    own_day = {"institution": CENTRE, "year": "2026", "days/10-12": {"type": "rest", "name": "院庆"}}
    world.write(ServerAct(id_of(740), "work_calendar", own_day))
    does(world, "supervisor", {**terms, "matter": "另一件", "issued": True}, id_of(741))
    assert order_standing(world.documents[id_of(741)].registers).due_on == "2026-10-13"
    dated = {**TERMS, "day": "2026-09-29", "matter": "第三件", "due_on": "2026-10-06"}
    does(world, "supervisor", {**dated, "issued": True}, id_of(742))
    assert order_standing(world.documents[id_of(742)].registers).due_on == "2026-10-06"  # a day that was chosen stands


def test_the_offices_note_and_the_drafts_age_with_their_order_and_come_back_with_it(world: World) -> None:
    orders.reported(world)
    note = {"order": ORDER, "institution": CENTRE, "text": "涉及两名护士"}
    does(world, "supervisor", note, orders.NOTE, "order_note")
    does(world, "nurse", {"order": ORDER, "person": PEOPLE["nurse"], "text": "还缺照片"}, orders.DRAFT, "order_draft")

    def quarters() -> set[str]:
        named = [scopes_of(world.documents[doc], world.roster) for doc in (ORDER, orders.NOTE, orders.DRAFT)]
        return {scope.rpartition("/")[2] for scopes in named for scope in scopes}

    assert not any(each.startswith("2026Q") for each in quarters())
    does(world, "leader", {own("rechecks/1/", "leader"): PASS})
    does(world, "supervisor", {"closings/1": "归档"})
    assert quarters() == {"2026Q4"}
    does(world, "supervisor", {"text": "补记"}, orders.NOTE, "order_note")
    assert quarters() == {"2026Q4"}
    assert world.sees("supervisor", orders.NOTE)
    assert not world.sees("nurse", orders.NOTE)
    does(world, "supervisor", {"reopenings/1": orders.REOPENING})
    assert not any(each.startswith("2026Q") for each in quarters())


def test_a_note_that_is_written_after_the_closing_ages_at_once(world: World) -> None:
    orders.closed(world)
    does(world, "supervisor", {"order": ORDER, "institution": CENTRE, "text": "存档"}, orders.NOTE, "order_note")
    assert scopes_of(world.documents[orders.NOTE], world.roster) == {f"office/{uuid_text(CENTRE)}/2026Q4"}


def test_a_deadline_counts_from_the_issue_and_not_from_the_draft(world: World) -> None:
    does(world, "supervisor", {**TERMS, "within": 5, "due_on": "2026-11-27"})
    world.now_ms += 10 * DAY_MS
    world.roster.turn_to(world.today)
    does(world, "supervisor", {"due_on": "2026-12-01", "issued": True})
    assert world.documents[ORDER].value("issued_on") == "2026-12-01"
    assert world.documents[ORDER].value("due_on") == "2026-12-08"


def test_a_new_year_begins_with_one_and_a_withdrawn_order_keeps_its_number(world: World) -> None:
    orders.withdrawn(world)
    world.now_ms += 60 * DAY_MS
    world.roster.turn_to(world.today)
    does(world, "supervisor", {**TERMS, "day": "2027-01-04", "due_on": "2027-01-20", "issued": True}, id_of(731))
    assert world.documents[id_of(731)].value("number") == 1
    assert world.documents[id_of(731)].value("year") == "2027"
    assert world.documents[ORDER].value("number") == 1


def test_the_book_of_numbers_is_read_by_nobody(world: World) -> None:
    orders.issued(world)
    assert not any(world.sees(who, REGISTER) for who in PEOPLE)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"matter": " "}, "order_incomplete"),
        ({"measure": ""}, "order_incomplete"),
        ({"responsible": PEOPLE["colleague"], "unit": SURGERY}, "responsible_of_unit"),
        ({"responsible": PEOPLE["leader"]}, "responsible_of_unit"),
        ({"unit": id_of(14)}, "unknown_unit"),
        ({"due_on": "2026-11-20"}, "due_before_it_begins"),
        ({"day": "2026-11-22"}, "day_ahead"),
        ({"origin": {"kind": "commentary", "id": id_of(900)}}, "origin_unknown"),
        ({"origin": {"kind": "finding", "id": PEOPLE["nurse"]}}, "origin_unknown"),
        ({"origin": {"kind": "words", "words": " "}}, "origin_missing"),
        ({"origin": {"kind": "commentary"}}, "origin_missing"),
        ({"origin": {"kind": "hearsay", "words": "听说"}}, "unknown_option"),
        ({"within": 0}, "bad_within"),
    ],
)
def test_an_order_that_is_not_right_does_not_go_out(world: World, change: dict[str, Any], why: str) -> None:
    assert reason(world, "supervisor", {**TERMS, **change, "issued": True}) == why


def test_the_head_of_a_unit_may_be_responsible_and_of_one_above_too(world: World) -> None:
    for number, who in enumerate(("head_of_bay", "head")):
        does(world, "supervisor", {**TERMS, "responsible": PEOPLE[who], "issued": True}, id_of(740 + number))


REMARK = id_of(750)


def _remarked(world: World) -> None:
    remark = {"by": PEOPLE["leader"], "subject": BAY, "institution": CENTRE, "text": "处置室要整改"}
    assert world.reason("leader", "leader_remark", REMARK, remark) is None


def test_a_matter_has_one_order_until_that_is_withdrawn(world: World) -> None:
    _remarked(world)
    origin = {"kind": "commentary", "id": REMARK}
    terms = {**TERMS, "issuer": PEOPLE["leader"], "origin": origin, "issued": True}
    does(world, "leader", terms)
    assert reason(world, "leader", terms, id_of(751)) == "matter_has_order"
    assert reason(world, "leader", {**terms, "matter": "另一件事"}, id_of(752)) is None
    does(world, "leader", {"withdrawn": "重复"})
    assert reason(world, "leader", terms, id_of(753)) is None


def test_nothing_rests_on_what_its_author_may_not_read(world: World) -> None:
    _remarked(world)
    origin = {"kind": "commentary", "id": REMARK}
    assert reason(world, "supervisor", {**TERMS, "origin": origin, "issued": True}) == "origin_unknown"


def test_two_matters_that_rest_on_words_are_two_orders(world: World) -> None:
    orders.issued(world)
    assert reason(world, "supervisor", {**TERMS, "issued": True}, id_of(754)) is None


def test_a_finding_is_taken_only_once_it_is_published(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """What publishing writes is the server's; a note of an inspector, of whatever kind, is none."""
    from models import order as rules  # noqa: PLC0415 (the rule is looked at by itself)

    monkeypatch.setattr(rules, "scopes_of", lambda document, roster: frozenset({"library"}))  # pyright: ignore[reportUnknownLambdaType, reportUnknownArgumentType]
    for creator, why in ((PEOPLE["inspector"], "origin_unknown"), (SERVER, None)):
        world.documents[id_of(760)] = Document(id_of(760), "finding", creator, {})
        origin = {"kind": "finding", "id": id_of(760), "part": "h3"}
        assert reason(world, "supervisor", {**TERMS, "origin": origin, "issued": True}, id_of(761)) == why


def test_the_items_that_failed_are_what_is_looked_at_again(world: World) -> None:
    does(world, "supervisor", {**TERMS, "items/1": "h3", "items/2": "h7", "items/3": "h3", "issued": True})
    order = world.documents[ORDER]
    assert reinspected(order) == ("h3", "h7")
    assert unit_of(order) == BAY


# -- the unit -------------------------------------------------------------------------------------------------------


def test_who_is_taken_along_sees_the_order_and_may_report(world: World) -> None:
    orders.received(world)
    assert not world.sees("colleague", ORDER)
    does(world, "nurse", {own("helpers/", "colleague"): True})
    assert world.sees("colleague", ORDER)
    does(world, "colleague", {"reports/1": REPORT})
    stranger = reason(world, "nurse", {own("helpers/", "stranger"): True})
    assert stranger == "unknown_person"


def test_an_extension_holds_once_it_is_granted_and_asks_for_later_days_alone(world: World) -> None:
    orders.asked(world)
    assert order_standing(world.documents[ORDER].registers).due_on == DUE
    assert reason(world, "nurse", {"extensions/2": orders.EXTENSION}) == "extension_waits"
    does(world, "leader", {own("grants/1/", "leader"): PASS})
    assert order_standing(world.documents[ORDER].registers).due_on == "2026-12-11"
    assert reason(world, "nurse", {"extensions/2": {"until": DUE, "reason": "还要"}}) == "extension_earlier"
    assert reason(world, "leader", {own("grants/9/", "leader"): PASS}) == "nothing_asked"


def test_a_report_that_nobody_has_looked_at_may_be_sent_again(world: World) -> None:
    orders.reported(world)
    does(world, "nurse", {"reports/1": {**REPORT, "text": "补充一句"}})
    assert reason(world, "nurse", {"reports/2": REPORT}) == "hand_in_order"
    assert reason(world, "nurse", {"reports/1": {**REPORT, "text": " "}}) == "text_empty"


def test_what_the_unit_did_before_it_was_withdrawn_is_taken_however_late_it_arrives(world: World) -> None:
    orders.received(world)
    before = world.now_ms
    does(world, "supervisor", {"withdrawn": "发错"})
    assert world.code("nurse", "order", ORDER, {"reports/1": REPORT}, before) is None
    assert reason(world, "nurse", {"extensions/1": orders.EXTENSION}) == "order_withdrawn"


# -- looking again --------------------------------------------------------------------------------------------------


def test_nobody_of_the_unit_and_nobody_who_reported_looks_again(world: World) -> None:
    orders.reported(world)
    for who in ("nurse", "head_of_bay", "head"):
        assert world.code(who, "order", ORDER, {own("rechecks/1/", who): PASS}) == "forbidden"
    assert world.code("leader", "order", ORDER, {own("rechecks/1/", "leader"): PASS}) is None


def test_whoever_was_once_taken_along_never_looks_again(world: World) -> None:
    """Nor once the unit has let them go and written their report over."""
    orders.issued(world)
    does(world, "nurse", {own("helpers/", "inspector"): True})
    does(world, "inspector", {"reports/1": REPORT})
    does(world, "nurse", {own("helpers/", "inspector"): None})
    does(world, "nurse", {"reports/1": {**REPORT, "text": "已经清出。"}})
    assert reason(world, "supervisor", {own("checkers/", "inspector"): True}) == "checker_of_unit"


def test_a_unit_cant_take_along_those_who_are_to_look_again(world: World) -> None:
    orders.issued(world)
    does(world, "supervisor", {own("checkers/", "inspector"): True})
    for who in ("leader", "supervisor", "inspector"):
        assert reason(world, "nurse", {own("helpers/", who): True}) == "helper_looks_again"


def test_an_order_is_not_due_before_the_day_on_which_it_is_issued(world: World) -> None:
    """Whatever the day of its draft."""
    does(world, "supervisor", {**TERMS, "due_on": TODAY})
    world.now_ms += DAY_MS
    assert reason(world, "supervisor", {"issued": True}) == "due_before_it_begins"
    does(world, "supervisor", {"due_on": "2026-12-08", "issued": True})


def test_an_office_that_belongs_to_the_unit_neither_rechecks_nor_closes(world: World) -> None:
    orders.reported(world)
    world.write(
        ServerAct(PEOPLE["leader"], "person", {"memberships/2": {"unit": BAY, "from": "2026-01-01", "to": None}})
    )
    assert reason(world, "leader", {own("rechecks/1/", "leader"): PASS}) == "order_not_independent"
    does(world, "supervisor", {own("rechecks/1/", "supervisor"): PASS})
    assert reason(world, "leader", {"closings/1": ""}) == "order_not_independent"


def test_somebody_charged_sees_the_order_and_rechecks_and_must_not_be_of_the_unit(world: World) -> None:
    orders.reported(world)
    assert reason(world, "supervisor", {own("checkers/", "colleague"): True}) == "checker_of_unit"
    does(world, "supervisor", {own("checkers/", "inspector"): True})
    does(world, "inspector", {own("rechecks/1/", "inspector"): PASS})
    assert state(world) == "passed"
    assert world.code("inspector", "order", ORDER, {"closings/1": ""}) == "forbidden"


def test_a_recheck_that_fails_says_why_and_may_set_a_new_day(world: World) -> None:
    orders.reported(world)
    assert reason(world, "leader", {own("rechecks/1/", "leader"): {"ruling": "returned"}}) == "reason_missing"
    early = {**FAIL, "due_on": "2026-11-01"}
    assert reason(world, "leader", {own("rechecks/1/", "leader"): early}) == "due_before_it_begins"
    does(world, "leader", {own("rechecks/1/", "leader"): FAIL})
    standing = order_standing(world.documents[ORDER].registers)
    assert (standing.state, standing.due_on, standing.failures) == ("failed", "2026-12-08", 1)
    does(world, "nurse", {"reports/2": REPORT})
    assert reason(world, "leader", {own("rechecks/1/", "leader"): PASS}) == "recheck_over"
    assert reason(world, "leader", {own("rechecks/3/", "leader"): PASS}) == "not_reported"


def test_an_order_is_closed_only_once_a_recheck_has_passed_it(world: World) -> None:
    orders.failed(world)
    assert reason(world, "supervisor", {"closings/1": ""}) == "not_passed"
    assert reason(world, "supervisor", {"reopenings/1": orders.REOPENING}) == "order_not_closed"


def test_a_closing_is_repeated_without_harm_and_counted_once(world: World) -> None:
    orders.closed(world)
    assert reason(world, "supervisor", {"closings/1": ""}) is None
    assert reason(world, "supervisor", {"closings/2": ""}) == "order_closed"


# -- who reads ------------------------------------------------------------------------------------------------------


def test_a_draft_is_its_authors_and_an_order_the_units_and_the_offices(world: World) -> None:
    orders.drafted(world)
    assert {who for who in PEOPLE if world.sees(who, ORDER)} == {"supervisor"}
    does(world, "supervisor", {"issued": True})
    office = {"leader", "supervisor", "admin", "bureau_supervisor"}
    assert {who for who in PEOPLE if world.sees(who, ORDER)} == office | {"nurse", "head_of_bay", "head"}


def test_withheld_names_stand_where_the_unit_never_looks(world: World) -> None:
    orders.noted(world)
    assert {who for who in PEOPLE if world.sees(who, orders.NOTE)} == {
        "leader",
        "supervisor",
        "admin",
        "bureau_supervisor",
    }
    assert not [path for path in world.documents[ORDER].registers if path.startswith("concerns/")]


def test_what_somebody_is_writing_is_read_by_nobody_else(world: World) -> None:
    orders.writing(world)
    assert {who for who in PEOPLE if world.sees(who, orders.DRAFT)} == {"nurse"}


# -- how it stands --------------------------------------------------------------------------------------------------


@given(st.sampled_from(sorted(STANDINGS)), st.integers(0, 1000))
def test_any_order_of_arrival_gives_the_same_state(why: str, seed: int) -> None:
    facts = list(STANDINGS[why])
    Random(seed).shuffle(facts)  # noqa: S311 an order, not a secret
    assert order_standing(registers(facts)) == order_standing(registers(STANDINGS[why]))


def test_pictures_stand_once_their_round_was_looked_at(world: World) -> None:
    orders.reported(world)
    before = world.now_ms
    does(world, "nurse", {"after/1.a": orders_photo()})
    does(world, "leader", {own("rechecks/1/", "leader"): FAIL})
    assert reason(world, "nurse", {"after/1.a": None}) == "report_checked"
    assert world.code("nurse", "order", ORDER, {"after/1.b": orders_photo()}, before) is None
    does(world, "nurse", {"after/2.a": orders_photo()})


def test_who_decides_for_the_office_is_not_of_the_unit(world: World) -> None:
    orders.asked(world)
    stay = {"unit": BAY, "from": "2026-01-01", "to": None}
    world.write(ServerAct(PEOPLE["leader"], "person", {"memberships/2": stay}))
    assert reason(world, "leader", {own("grants/1/", "leader"): PASS}) == "order_not_independent"
    assert reason(world, "leader", {"withdrawn": "不必了"}) == "order_not_independent"

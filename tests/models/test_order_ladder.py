"""The ladder of an order and assistance: the rules as sentences; who may what stands in the permission table."""

from __future__ import annotations

from typing import Any

import pytest

from models.assistance import assistance_standing
from models.consequences import due, due_of
from models.document import SERVER, Document, Register, ServerAct
from models.ladder import MEASURES, measures_of, reached, rungs, told
from models.order_standing import order_standing
from models.period_result import result_id
from models.working_days import PLAIN
from tests.models import orders
from tests.models.deeds import own
from tests.models.order_cases import registers
from tests.models.orders import ASSISTANCE, DUE, FAIL, ORDER, PASS, REPORT, TERMS, does
from tests.models.world import BAY, CENTRE, DAY_MS, PEOPLE, TODAY, World, id_of


def reason(world: World, who: str, writes: dict[str, Any], doc: bytes = ORDER, kind: str = "order") -> str | None:
    return world.reason(who, kind, doc, writes)


# -- the ladder -----------------------------------------------------------------------------------------------------


def steps(world: World) -> dict[str, dict[str, Any]]:
    held = world.documents[ORDER].registers
    return {path.removeprefix("steps/"): each.value for path, each in held.items() if path.startswith("steps/")}


def test_the_clock_writes_blue_yellow_red_and_then_one_measure_after_another(world: World) -> None:
    orders.received(world)
    written: list[tuple[str, str]] = []
    for _ in range(30):
        world.pass_time(DAY_MS)
        written += [
            (each["step"], each["on"]) for each in steps(world).values() if (each["step"], each["on"]) not in written
        ]
    assert written == [
        ("blue", "2026-12-01"),
        ("yellow", "2026-12-04"),
        ("red", "2026-12-05"),
        ("1", "2026-12-09"),
        ("2", "2026-12-14"),
        ("3", "2026-12-17"),
    ]
    assert [each["title"] for each in steps(world).values() if each["step"].isdecimal()] == list(MEASURES)


@pytest.mark.parametrize("day", ["9999-12-21", "9999-12-30", "9999-12-31"])
def test_an_order_that_is_due_at_the_end_of_the_calendar_holds_up_no_other(world: World, day: str) -> None:
    orders.issued(world)
    does(world, "supervisor", {**TERMS, "matter": "没有期限", "due_on": day, "issued": True}, doc=id_of(722))
    does(world, "nurse", {own("receipts/", "nurse"): True})
    world.pass_time(10 * DAY_MS)
    assert steps(world)
    assert not [path for path in world.documents[id_of(722)].registers if path.startswith("steps/")]
    assert [each.on for each in rungs(day, MEASURES, PLAIN)][-1] == "9999-12-31"


def test_what_can_not_be_worked_out_of_one_document_is_passed_over(world: World) -> None:
    orders.late(world)
    for doc, kind, writes in (
        (id_of(723), "poll", {"opened": True, "closes_at": "soon"}),
        (id_of(724), "poll", {"opened": True, "closes_at": 1}),
        (id_of(725), "order", {"issued": True, "due_on": "some day"}),
    ):
        world.write(ServerAct(doc, kind, {"institution": CENTRE, **writes}))
    world.now_ms += 10 * DAY_MS
    with pytest.raises(TypeError):
        due(world, world.now_ms)
    assert [act.doc for act in due_of(CENTRE, world, world.now_ms) if act.kind in ("poll", "order")] == [
        id_of(724),
        ORDER,
    ]


def test_the_clock_asked_again_writes_nothing(world: World) -> None:
    orders.late(world)
    assert world.pass_time(1000) == []
    assert world.pass_time(0) == []


def test_a_server_that_was_down_tells_the_colour_that_holds_and_one_measure_a_day(world: World) -> None:
    orders.received(world)
    world.pass_time(30 * DAY_MS)
    assert sorted(each["step"] for each in steps(world).values()) == ["1", "red"]
    world.pass_time(DAY_MS)
    assert sorted(each["step"] for each in steps(world).values()) == ["1", "2", "red"]


def test_the_clock_rests_while_a_report_waits_and_after_the_closing(world: World) -> None:
    orders.reported(world)
    assert not [each for each in world.pass_time(30 * DAY_MS) if each.kind != "report_turnout"]
    does(world, "leader", {own("rechecks/1/", "leader"): {**FAIL, "due_on": "2027-01-15"}})
    assert world.pass_time(DAY_MS) == []


def test_two_rechecks_that_failed_bring_the_first_measure_at_once(world: World) -> None:
    orders.failed(world)
    does(world, "nurse", {"reports/2": REPORT})
    does(world, "leader", {own("rechecks/2/", "leader"): {**FAIL, "due_on": "2026-12-31"}})
    world.pass_time(1000)
    assert [each["title"] for each in steps(world).values()] == ["督办通知"]


def test_a_new_day_begins_a_new_ladder(world: World) -> None:
    orders.late(world)
    before = len(steps(world))
    does(world, "nurse", {"extensions/1": {"until": "2026-12-31", "reason": "采购"}})
    does(world, "leader", {own("grants/1/", "leader"): PASS})
    assert world.pass_time(1000) == []
    world.pass_time(20 * DAY_MS)
    assert len(steps(world)) > before
    assert {each["due_on"] for each in steps(world).values()} == {DUE, "2026-12-31"}


def test_who_is_told_grows_with_the_ladder(world: World) -> None:
    does(world, "supervisor", {**TERMS, "leader": PEOPLE["leader"], "issued": True})
    does(world, "nurse", {own("helpers/", "colleague"): True})
    order = world.documents[ORDER]

    def names(step: str) -> set[str]:
        return {name for name, id in PEOPLE.items() if id in told(order, step, world.roster)}

    assert names("blue") == {"nurse", "head_of_bay", "colleague"}
    assert names("yellow") == names("blue") | {"leader"}
    assert names("red") == names("yellow") | {"head", "supervisor", "bureau_supervisor"}
    assert names("1") == names("red")


def test_a_programme_says_what_follows(world: World) -> None:
    programme = Document(id_of(770), "programme", SERVER, {})
    element = {"title": "三种情形触发", "ladder": ["督办通知", "约谈", "通报"]}
    programme.registers["rectification/triggers"] = Register(bytes(16), element, SERVER, 0)
    order = Document(ORDER, "order", SERVER, {"element": Register(bytes(16), "rectification.triggers", SERVER, 0)})
    assert measures_of(order, programme) == ("督办通知", "约谈", "通报")
    assert measures_of(order, None) == MEASURES
    assert measures_of(Document(ORDER, "order", SERVER, {}), programme) == MEASURES


def test_a_measure_that_was_reached_may_be_noted_and_no_other(world: World) -> None:
    orders.late(world)
    held = {"on": TODAY, "text": "到科室开了现场会"}
    assert reason(world, "leader", {"held/20261204.1": held}) is None
    assert reason(world, "leader", {"held/20261204.9": held}) == "step_not_reached"


def test_every_rung_is_reached_on_a_day_that_is_worked_or_the_due_day_itself() -> None:
    for rung in rungs("2026-12-05", MEASURES, PLAIN):
        assert PLAIN.works(rung.on) or rung.step == "yellow"
    draft = order_standing(registers([("due_on", "2026-12-05", 1, 1)]))
    assert reached({}, draft, "2027-01-01", MEASURES, PLAIN) == []


# -- assistance -----------------------------------------------------------------------------------------------------


def test_an_assistance_ends_only_once_every_indicator_has_improved(world: World) -> None:
    orders.begun(world)
    kind = "assistance"
    assert reason(world, "leader", {"closings/1": ""}, ASSISTANCE, kind) == "not_improved"
    does(world, "leader", {"readings/a/1": {"on": TODAY, "value": "84.5"}}, ASSISTANCE, kind)
    assert reason(world, "leader", {"closings/1": ""}, ASSISTANCE, kind) == "not_improved"
    does(world, "leader", {"readings/a/2": {"on": TODAY, "value": "84.6"}}, ASSISTANCE, kind)
    does(world, "leader", {"closings/1": ""}, ASSISTANCE, kind)
    assert assistance_standing(world.documents[ASSISTANCE].registers).state == "closed"
    assert reason(world, "leader", {"visits/1": REPORT}, ASSISTANCE, kind) == "assistance_closed"
    does(world, "supervisor", {"reopenings/1": "又低了"}, ASSISTANCE, kind)
    assert assistance_standing(world.documents[ASSISTANCE].registers).state == "improved"


def test_a_value_from_results_is_the_results_own(world: World) -> None:
    kind = "assistance"
    indicator = {**orders.INDICATOR, "source": "result"}
    does(world, "supervisor", {**orders.HELP, "indicators/a": indicator, "begun": True}, ASSISTANCE, kind)
    result = {"institution": CENTRE, "programme": "none", "period": "2026-10", "subject": BAY, "total": "91.20"}
    world.write(ServerAct(result_id(CENTRE, "2026-10", BAY), "period_result", result))
    reading = {"on": TODAY, "value": "91.2", "period": "2026-10"}
    for wrong in ({"value": "92"}, {"period": "2026-09"}):
        assert reason(world, "leader", {"readings/a/1": {**reading, **wrong}}, ASSISTANCE, kind) == "reading_differs"
    assert reason(world, "leader", {"readings/a/1": {**reading, "period": None}}, ASSISTANCE, kind) == "bad_period"
    assert reason(world, "leader", {"readings/a/1": reading}, ASSISTANCE, kind) is None
    assert reason(world, "leader", {"readings/b/1": reading}, ASSISTANCE, kind) == "unknown_indicator"
    ahead = {"readings/a/2": {**reading, "on": "2026-11-22"}}
    assert reason(world, "leader", ahead, ASSISTANCE, kind) == "day_ahead"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"leader": PEOPLE["head"]}, "not_found"),
        ({"unit": id_of(14)}, "not_found"),
        ({"day": "2026-11-22"}, "day_ahead"),
        ({"begun": True, "title": ""}, "text_empty"),
        ({"indicators/a": None, "begun": True}, "indicator_missing"),
        ({"visits/1": REPORT}, "assistance_not_begun"),
    ],
)
def test_an_assistance_that_is_not_right_does_not_begin(world: World, change: dict[str, Any], why: str) -> None:
    assert reason(world, "supervisor", {**orders.HELP, **change}, ASSISTANCE, "assistance") == why


def test_an_assistance_is_read_by_its_leader_the_office_and_the_unit(world: World) -> None:
    orders.planned(world)
    assert {who for who in PEOPLE if world.sees(who, ASSISTANCE)} == {"supervisor"}
    does(world, "supervisor", {"begun": True}, ASSISTANCE, "assistance")
    office = {"leader", "supervisor", "admin", "bureau_supervisor"}
    assert {who for who in PEOPLE if world.sees(who, ASSISTANCE)} == office | {"head_of_bay", "head"}

"""Closing a month: who, when, in which order, and what stays of what was said before."""

from __future__ import annotations

import pytest

from models.calendar import day_start_ms
from models.document import natural_id, uuid_text
from models.period_result import result_id
from tests.models import results
from tests.models.results import CLOSE, CLOSING, MONTH, WORKDAYS, evaluate, of, registers
from tests.models.world import CENTRE, PEOPLE, SINCE, TODAY, WARD, World


@pytest.fixture
def world() -> World:
    return World()


def test_a_month_that_runs_is_not_closed(world: World) -> None:
    close = natural_id(f"month_close/{uuid_text(CENTRE)}/{TODAY[:7]}")
    writes = {**CLOSING, "period": TODAY[:7]}
    assert world.reason("supervisor", "month_close", close, writes) == "month_running"


def test_the_last_day_of_a_month_is_part_of_it(world: World) -> None:
    close = natural_id(f"month_close/{uuid_text(CENTRE)}/2026-11")
    for day, reason in (("2026-11-30", "month_running"), ("2026-12-01", None)):
        world.now_ms = day_start_ms(day) + 1
        assert world.reason("supervisor", "month_close", close, {**CLOSING, "period": "2026-11"}) == reason


def test_the_nurse_sees_what_her_month_came_to(world: World) -> None:
    results.closed(world)
    result = of(world, "nurse")
    filled, due = len(WORKDAYS[::2]), len(WORKDAYS)
    days = next(each for each in result["components"] if each["id"] == "days")
    assert (days["hits"], days["n"]) == (filled, due)
    assert {each["id"]: each["value"] for each in result["components"] if each["id"] != "days"} == {
        "self/服务": "100.00",
        "self/纪律": "100.00",
    }
    assert result["total"] == "75.00"  # half of 11 days of 22, and half of 100
    assert result["grade"] == "一般"
    assert result["next"] == {"grade": "良好", "lacking": "5.00"}
    assert world.sees("nurse", result_id(CENTRE, MONTH, PEOPLE["nurse"]))
    for who in ("colleague", "head", "leader", "admin", "stranger"):
        assert not world.sees(who, result_id(CENTRE, MONTH, PEOPLE["nurse"]))


def test_the_head_has_the_lines_of_the_department_and_the_office_all(world: World) -> None:
    results.closed(world)
    ward = result_id(CENTRE, MONTH, WARD)
    assert {who for who in PEOPLE if world.sees(who, ward)} == {
        "head", "leader", "supervisor", "admin", "bureau_supervisor"
    }  # fmt: skip
    assert set(registers(world, WARD)) >= {f"rows/{uuid_text(PEOPLE['head'])}"}
    assert registers(world, WARD)["below"] is True  # one person of its own and two below it
    assert "total" not in registers(world, WARD)


def test_a_closed_month_is_opened_only_with_a_reason_which_stays(world: World) -> None:
    results.closed(world)
    assert world.reason("supervisor", "month_close", CLOSE, {"reopenings/1": " "}) == "close_reason"
    assert world.reason("supervisor", "month_close", CLOSE, {"closings/2": "再来"}) == "month_closed"
    assert world.reason("supervisor", "month_close", CLOSE, {"reopenings/2": "跳号"}) == "month_open"
    assert world.code("supervisor", "month_close", CLOSE, {"reopenings/1": "漏了一个科室"}) is None
    assert world.documents[CLOSE].value("state") == "open"
    assert of(world, "nurse")["reopened"] is True
    assert world.code("supervisor", "month_close", CLOSE, {"reopenings/1": "换个说法"}) == "immutable"
    assert world.reason("supervisor", "month_close", CLOSE, {"corrections/1": "补"}) == "month_open"
    assert world.code("admin", "month_close", CLOSE, {"closings/2": "科室已补"}) is None
    assert world.documents[CLOSE].value("state") == "closed"
    assert of(world, "nurse")["reopened"] is False


def test_one_step_is_taken_at_a_time(world: World) -> None:
    results.closed(world)
    both = {"reopenings/1": "一", "corrections/1": "二"}
    assert world.reason("supervisor", "month_close", CLOSE, both) == "one_step"


def test_late_work_is_marked_and_counts_from_the_correction_on(world: World) -> None:
    results.closed(world)
    before = of(world, "nurse")
    untouched = of(world, "colleague")
    evaluate(world, "nurse", WORKDAYS[1])
    evaluate(world, "nurse", WORKDAYS[3])
    mark = f"late/{uuid_text(PEOPLE['nurse'])}"
    assert world.documents[CLOSE].value(mark) == 2
    assert of(world, "nurse") == {**before, "late": 2}
    assert world.code("supervisor", "month_close", CLOSE, {"corrections/1": "补交两天"}) is None
    after = of(world, "nurse")
    assert world.documents[CLOSE].value(mark) == 0
    assert (after["late"], after["revision"], after["reason"]) == (0, 2, "补交两天")
    assert after["earlier/1"]["total"] == before["total"]
    assert after["earlier/1"]["components"] == before["components"]
    assert float(after["total"]) > float(before["total"])
    assert of(world, "colleague") == untouched


def test_what_is_late_for_an_open_month_is_not_marked(world: World) -> None:
    results.reopened(world)
    evaluate(world, "nurse", WORKDAYS[1])
    assert "late" not in of(world, "nurse")


def test_a_closing_that_is_said_twice_writes_nothing_new(world: World) -> None:
    results.closed(world)
    before = {id: dict(each.registers) for id, each in world.documents.items() if each.kind == "period_result"}
    assert world.code("supervisor", "month_close", CLOSE, CLOSING) is None
    assert before == {id: dict(each.registers) for id, each in world.documents.items() if each.kind == "period_result"}


def test_nobody_closes_another_institutions_month(world: World) -> None:
    for who in ("nurse", "head", "secretary", "leader", "strange_admin", "bureau_admin"):
        assert world.code(who, "month_close", CLOSE, CLOSING) == "not_found"


def test_a_month_is_written_like_a_month(world: World) -> None:
    for period in ("2026-13", "2026", "2026Q3", "2026-1"):
        close = natural_id(f"month_close/{uuid_text(CENTRE)}/{period}")
        assert world.reason("supervisor", "month_close", close, {**CLOSING, "period": period}) == "bad_month"


def test_a_month_before_anybody_had_come_is_not_closed(world: World) -> None:
    early = natural_id(f"month_close/{uuid_text(CENTRE)}/1900-01")
    assert world.reason("supervisor", "month_close", early, {**CLOSING, "period": "1900-01"}) == "month_before_anybody"
    first = SINCE[:7]
    close = natural_id(f"month_close/{uuid_text(CENTRE)}/{first}")
    assert world.code("supervisor", "month_close", close, {**CLOSING, "period": first}) is None


def test_a_quarter_counts_the_corrections_that_its_months_count(world: World) -> None:
    results.filled(world)
    closing("2026-09", world)
    closing(MONTH, world)
    revised = lambda: [of(world, "nurse", period)["revision"] for period in (MONTH, "2026Q4", "2026")]  # noqa: E731
    assert revised() == [1, 1, 1]
    assert world.code("supervisor", "month_close", CLOSE, {"reopenings/1": "再看一遍"}) is None
    september = natural_id(f"month_close/{uuid_text(CENTRE)}/2026-09")
    assert world.code("supervisor", "month_close", september, {"corrections/1": "补录"}) is None
    assert of(world, "nurse", "2026")["months"] == ["2026-09"]
    assert world.code("supervisor", "month_close", CLOSE, {"closings/2": "没有变化"}) is None
    assert of(world, "nurse", "2026")["months"] == ["2026-09", MONTH]
    assert revised() == [1, 1, 1]
    evaluate(world, "nurse", WORKDAYS[1])
    assert world.code("supervisor", "month_close", CLOSE, {"corrections/1": "补交计入"}) is None
    assert revised() == [2, 2, 2]


def test_a_quarter_counts_a_correction_that_came_with_the_month_that_joins_it(world: World) -> None:
    results.filled(world)
    closing("2026-09", world)
    closing(MONTH, world)
    assert world.code("supervisor", "month_close", CLOSE, {"reopenings/1": "再看一遍"}) is None
    september = natural_id(f"month_close/{uuid_text(CENTRE)}/2026-09")
    assert world.code("supervisor", "month_close", september, {"corrections/1": "补录"}) is None
    evaluate(world, "nurse", WORKDAYS[1])
    assert world.code("supervisor", "month_close", CLOSE, {"closings/2": "补交计入"}) is None
    assert [of(world, "nurse", period)["revision"] for period in (MONTH, "2026Q4", "2026")] == [2, 2, 2]


def closing(month: str, world: World) -> None:
    close = natural_id(f"month_close/{uuid_text(CENTRE)}/{month}")
    assert world.code("supervisor", "month_close", close, {**CLOSING, "period": month}) is None

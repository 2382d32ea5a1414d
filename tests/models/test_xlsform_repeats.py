"""Repeats, rankings, times and external choices of XLSForms: asked with what a phone has, and nothing goes missing."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.form import broken, missing, settled
from models.grid import Cell, Grid
from models.imported import Imported
from models.item import Item, check_answer, read_item
from models.xlsform import read_xlsform
from models.xlsform_repeats import TIMES_MAX
from models.xlsform_sheets import read_workbook

HEADER: list[Cell] = [
    "type", "name", "label", "required", "relevant", "constraint", "calculation", "choice_filter", "repeat_count",
]  # fmt: skip
CHOICES: list[list[Cell]] = [["list_name", "name", "label"], *(["abc", each, each.upper()] for each in "abc")]
EXTERNAL: list[list[Cell]] = [
    ["list_name", "name", "label", "city"],
    ["w", "w1", "一病区", "sh"],
    ["w", "w2", "二病区", "bj"],
]


def row(*cells: Cell, **named: Cell) -> list[Cell]:
    made = [*cells, *[""] * (len(HEADER) - len(cells))]
    for name, cell in named.items():
        made[HEADER.index(name)] = cell
    return made


def form(*rows: list[Cell], kind: str = "form", choices: list[list[Cell]] | None = None) -> Imported:
    grids = [Grid("survey", [HEADER, *rows]), Grid("choices", choices or CHOICES), Grid("external_choices", EXTERNAL)]
    return read_xlsform(read_workbook(grids), kind, "表")


def items_of(made: Imported) -> dict[str, Item]:
    items = [read_item(each.id, each.value) for each in made.items]
    return {item.id: item for item in sorted(items, key=lambda item: (item.order, item.id))}


def codes(made: Imported) -> list[str]:
    return [fault.code for fault in made.faults if fault.level != "note"]


FAMILY = (
    row("begin repeat", "member", "家属"),
    row("text", "who", "姓名", "yes"),
    row("integer", "age", "年龄", constraint=". < 130"),
    row("text", "school", "学校", relevant="${age} < 18"),
    row("calculate", "nth", calculation="position(..)"),
    row("end repeat"),
    row("calculate", "all", calculation="sum(${age})"),
    row("calculate", "people", calculation="count(${member})"),
    row("note", "end", "共 ${people} 人"),
)


def test_a_repeat_is_filled_in_as_often_as_somebody_says_there_is_one_more() -> None:
    made = form(*FAMILY)
    items = items_of(made)
    assert codes(made) == ["repeat_times"]
    assert "who" not in settled(items, {})
    answers: dict[str, Any] = {"member_more.1": "yes", "who": "李", "age": 40}
    assert "who.2" not in settled(items, answers)
    answers |= {"member_more.2": "yes", "age.2": 7}
    seen = settled(items, answers)
    assert missing(items, answers) == ["who.2"]
    assert "school.2" in seen
    assert "school" not in seen
    assert (seen["all"], seen["people"], seen["nth"], seen["nth.2"]) == (
        Decimal(47),
        Decimal(2),
        Decimal(1),
        Decimal(2),
    )
    assert broken(items, answers | {"age.2": 130}) == ["age.2"]


def test_what_is_taken_back_counts_no_more_and_is_not_lost() -> None:
    items = items_of(form(*FAMILY))
    answers = {"member_more.1": "yes", "who": "李", "member_more.2": "no", "who.2": "王", "age.2": 7}
    seen = settled(items, answers)
    assert "who.2" not in seen
    assert (seen["all"], seen["people"]) == (Decimal(0), Decimal(1))


def test_each_time_stands_whole_behind_the_one_before() -> None:
    made = form(*FAMILY)
    ids = list(items_of(made))
    assert ids[:10] == [
        "member_more.1", "who", "age", "school", "nth", "member_more.2", "who.2", "age.2", "school.2", "nth.2",
    ]  # fmt: skip
    assert ids[-3:] == ["all", "people", "end"]
    assert ids.count("who.12") == 1
    assert f"who.{TIMES_MAX + 1}" not in ids
    assert len(ids) == len(made.items) == len(set(ids))


def test_a_count_of_its_own_needs_no_question() -> None:
    fixed = form(row("begin repeat", "bed", "床位", repeat_count="3"), row("integer", "n", "人数"), row("end repeat"))
    assert [item.id for item in fixed.items] == ["n", "n.2", "n.3"]
    assert codes(fixed) == []
    rows = (row("integer", "beds", "床数"), row("begin repeat", "bed", "床位", repeat_count="${beds}"))
    items = items_of(form(*rows, row("integer", "n", "人数"), row("end repeat")))
    assert [id for id in settled(items, {"beds": 2}) if id != "beds"] == ["n", "n.2"]


def test_a_repeat_within_a_repeat_is_told_apart_and_keeps_its_conditions() -> None:
    made = form(
        row("begin repeat", "ward", "病区", relevant="true()"),
        row("begin repeat", "bed", "床位"),
        row("integer", "n", "人数"),
        row("end repeat"),
        row("end repeat"),
    )
    items = items_of(made)
    answers = {"ward_more.1": "yes", "bed_more.1": "yes", "ward_more.2": "yes", "bed_more.2.1": "yes"}
    seen = settled(items, answers)
    assert {"n", "n.2.1"} <= seen.keys()
    assert "n.2.2" not in seen
    assert len({(item.order, item.id) for item in items.values()}) == len(made.items)


def test_a_repeat_that_has_no_room_is_asked_once_and_said() -> None:
    rows = [row("text", f"q{at}", f"题 {at}") for at in range(150)]
    made = form(row("begin repeat", "r", "每位"), *rows, row("end repeat"))
    assert codes(made) == ["repeat_once"]
    assert len(made.items) == 151
    assert made.ready


def test_what_asks_for_a_whole_repeat_from_within_is_named() -> None:
    made = form(
        row("begin repeat", "r", "每位"),
        row("integer", "n", "人数"),
        row("calculate", "so_far", calculation="sum(${n})"),
        row("end repeat"),
        row("calculate", "most", calculation="max(${n})"),
    )
    assert codes(made) == ["repeat_times", "calculation_left"]


def test_bounds_behind_a_repeat_are_over_the_times_that_were_filled_in() -> None:
    made = form(*FAMILY, row("calculate", "eldest", calculation="max(${age}) - min(${age})"))
    items = items_of(made)
    answers: dict[str, Any] = {"member_more.1": "yes", "who": "李", "age": 40, "member_more.2": "yes", "age.2": 7}
    assert settled(items, answers)["eldest"] == Decimal(33)
    assert settled(items, answers | {"member_more.2": "no"})["eldest"] == Decimal(0)
    assert settled(items, {})["eldest"] is None


def test_the_bounds_of_forty_times_fit() -> None:
    made = form(
        row("begin repeat", "r", "每位", repeat_count="40"),
        row("integer", "n", "人数"),
        row("end repeat"),
        row("calculate", "most", calculation="max(${n})"),
    )
    assert settled(items_of(made), {"n": 3, "n.40": 8, "n.21": 5})["most"] == Decimal(8)


@pytest.mark.parametrize("odd", ["join(', ', ${n})", "indexed-repeat(${n}, ${r}, 1)", "once(1)"])
def test_what_else_is_asked_of_a_repeat_is_named_with_its_row(odd: str) -> None:
    made = form(
        row("begin repeat", "r", "每位"),
        row("integer", "n", "人数"),
        row("end repeat"),
        row("calculate", "c", calculation=odd),
    )
    (fault,) = (fault for fault in made.faults if fault.code == "calculation_left")
    assert (fault.at, fault.row) == ("survey!G5", 5)
    assert odd.partition("(")[0] in str(fault.params["part"])


@given(st.permutations(["a", "b", "c"]))
def test_a_ranking_is_one_choice_for_each_place_among_what_is_left(order: list[str]) -> None:
    made = form(row("rank abc", "best", "排序", "yes"))
    items = items_of(made)
    assert list(items) == ["best", "best_2", "best_3"]
    answers = dict(zip(items, order, strict=True))
    assert missing(items, answers) == []
    assert all(check_answer(items[id], answer) is None for id, answer in answers.items())
    assert missing(items, answers | {"best_3": order[0]}) == ["best_3"]


def test_a_list_too_long_to_rank_is_named() -> None:
    choices: list[list[Cell]] = [["list_name", "name", "label"], *(["abc", f"c{at}", "项"] for at in range(13))]
    made = form(row("rank abc", "best", "排序"), row("text", "q", "好"), choices=choices)
    assert codes(made) == ["rank_too_long"]


def test_times_are_typed_and_checked() -> None:
    items = items_of(form(row("time", "at", "几点", "yes"), row("dateTime", "when", "何时", "yes")))
    assert list(items) == ["at", "when", "when_time"]
    good = {"at": "08:30", "when": "2026-01-02", "when_time": "23:59"}
    assert (missing(items, good), broken(items, good)) == ([], [])
    assert broken(items, good | {"at": "8点", "when_time": "24:00"}) == ["at", "when_time"]


def test_external_choices_of_the_same_file_are_choices() -> None:
    made = form(row("text", "city", "城市"), row("select_one_external w", "ward", "病区", choice_filter="city=${city}"))
    assert codes(made) == []
    items = items_of(made)
    assert settled(items, {"city": "bj", "ward": "w1"})["ward"] is None
    assert settled(items, {"city": "bj", "ward": "w2"})["ward"] == "w2"


def test_a_checklist_takes_repeats_too() -> None:
    made = form(*FAMILY, kind="checklist")
    assert made.ready
    assert [item.value["scale"] for item in made.items][:2] == ["choice", "text"]
    assert made.items[-1].id == "end"


def test_each_item_of_a_repeat_says_where_it_stands_and_the_question_before_it_that_it_asks() -> None:
    made = form(
        row("begin repeat", "room", "房间"),
        row("begin repeat", "bed", "床"),
        row("text", "who", "谁"),
        row("end repeat"),
        row("end repeat"),
    )
    where = {each.id: each.value["repeat"] for each in made.items}
    assert where["room_more.2"] == {"of": "2.1", "at": ["room", 2], "asks": True}
    assert where["bed_more.2.1"] == {"of": "3.1", "at": ["room", 2, "bed", 1], "asks": True}
    assert where["who.2.1"] == {"of": "4.1", "at": ["room", 2, "bed", 1]}
    assert len({(each["of"], *each["at"]) for each in where.values()}) == len(where)
    checklist = form(row("begin repeat", "r", "每位"), row("text", "q", "题"), row("end repeat"), kind="checklist")
    assert not [each for each in checklist.items if "repeat" in each.value]

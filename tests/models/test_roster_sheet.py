"""A roster as a table: headers where they are, cells as people type them, and every row accounted for."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.grid import Cell, Grid, letters, name_text, number_text, plain
from models.roster_sheet import RosterTable, read_roster
from models.sheet_days import day_of

HEADER: list[Cell] = ["工号", "姓名", "科室", "政治面貌", "党支部", "职务", "任职日期"]


def table(*rows: list[Any], header: list[Cell] | None = None, **more: Any) -> RosterTable:
    return read_roster([Grid("科室", [header or HEADER, *rows])], **more)


def codes(found: RosterTable, level: str | None = None) -> list[tuple[str, str]]:
    return [(fault.code, fault.at) for fault in found.faults if level in (None, fault.level)]


def test_a_row_is_read_with_the_place_of_each_cell() -> None:
    found = table(["00123", "李 燕", "内科", "中共党员", "临床党支部", "护士长", "2024-03-01"])
    (row,) = found.rows
    assert (row.staff_no, row.name, row.unit, row.party, row.since) == ("00123", "李燕", "内科", "member", "2024-03-01")
    assert row.cells["unit"] == "科室!C2"
    assert not found.faults


def test_the_header_may_stand_below_titles_and_say_it_in_other_words() -> None:
    grid = Grid(
        "Sheet1",
        [
            ["某某医院职工花名册", None, None, None],
            ["填报单位:人事科", None, None, "2026年11月"],
            ["序号", "人员编号*", "职工 姓名", "所在部门（科室）"],
            [1, 1001.0, "张 三", "外 科"],
            [2, "１００２", "欧阳　娜娜", "内科"],
            ["合计", 2, None, None],
            ["备注：以上人员均已核对", None, None, None],
        ],
    )
    found = read_roster([grid])
    assert [(row.staff_no, row.name, row.unit) for row in found.rows] == [
        ("1001", "张三", "外科"),
        ("1002", "欧阳娜娜", "内科"),
    ]
    assert found.header_row == 3
    assert codes(found) == [("column_unknown", "Sheet1!A3"), ("row_total", "Sheet1!6"), ("row_note", "Sheet1!7")]


def test_a_header_that_comes_again_on_each_page_is_no_person() -> None:
    found = table(["1", "甲", "内科"], HEADER, ["2", "乙", "内科"])
    assert [row.name for row in found.rows] == ["甲", "乙"]
    assert codes(found) == [("row_header_again", "科室!3")]


def test_nobody_is_known_by_name_alone() -> None:
    assert codes(table(["李燕", "内科"], header=["姓名", "科室"])) == [("no_staff_no_column", "科室!1")]
    corrected = table(["liyan", "李燕"], header=["登录名", "姓名", "科室"], meant={"A": "staff_no"})
    assert corrected.rows[0].staff_no == "liyan"


def test_private_columns_are_left_out_and_said() -> None:
    found = table(["1", "甲", "13800000000", "内科"], header=["工号", "姓名", "手机号码", "科室"])
    assert codes(found) == [("column_private", "科室!C1")]
    assert "13800000000" not in str(found.rows)


def test_one_meaning_in_two_columns_is_taken_from_the_first() -> None:
    found = table(["1", "2", "甲"], header=["工号", "编号", "姓名"])
    assert found.rows[0].staff_no == "1"
    assert ("column_twice", "科室!B1") in codes(found)


def test_a_staff_number_twice_is_refused_at_its_cell() -> None:
    found = table(["0012", "李燕", "内科"], ["0013", "王芳", "内科"], ["0012", "李燕", "外科"])
    assert codes(found, "stop") == [("staff_no_twice", "科室!A4")]
    assert found.faults[0].params["other"] == "科室!A2"


@pytest.mark.parametrize(
    ("row", "code", "at"),
    [
        ([None, "甲", "内科"], "staff_no_missing", "科室!A2"),
        (["工 号?", "甲", "内科"], "staff_no_wrong", "科室!A2"),
        (["001\n002", "甲", "内科"], "staff_no_wrong", "科室!A2"),
        ([1234567890123456789.0, "甲", "内科"], "number_too_long", "科室!A2"),
        (["1", None, "内科"], "name_missing", "科室!B2"),
        (["1", "长" * 101, "内科"], "text_too_long", "科室!B2"),
        (["1", "甲", "内科", "外星人"], "party_unknown", "科室!D2"),
        (["1", "甲", "内科", None, None, None, "去年"], "day_wrong", "科室!G2"),
        (["1", "甲", "内科", None, None, None, 2024.5], "day_wrong", "科室!G2"),
    ],
)
def test_a_wrong_cell_is_named(row: list[Any], code: str, at: str) -> None:
    assert codes(table(row), "stop") == [(code, at)]


def test_zeros_that_a_number_has_lost_are_asked_for() -> None:
    found = table(["00123", "甲", "内科"], [124.0, "乙", "内科"])
    assert codes(found, "stop") == [("zeros_lost", "科室!A3")]
    assert found.faults[0].params["whole"] == "00124"


def test_a_file_without_a_roster_says_so() -> None:
    assert codes(read_roster([Grid("空", [])])) == [("no_header", "")]
    assert codes(table()) == [("no_rows", "科室!1")]
    other = [Grid("说明", [["怎么填"]]), Grid("表", [HEADER, ["1", "甲", "内科"]]), Grid("另一张", [["1"]])]
    assert [(fault.code, fault.level) for fault in read_roster(other).faults] == [
        ("sheet_left_out", "note"),
        ("sheet_left_out", "left"),
    ]


def test_an_example_row_is_no_person() -> None:
    assert codes(table(["{userNo}", "{userName}", None], ["例：0001", "张三", "内科"], ["1", "甲", "内科"])) == [
        ("row_example", "科室!2"),
        ("row_example", "科室!3"),
    ]


CELLS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12) | st.sampled_from(HEADER)


@given(st.lists(st.lists(CELLS, max_size=8), max_size=12))
def test_every_row_below_a_header_is_a_person_or_has_a_fault(rows: list[list[Cell]]) -> None:
    grid = Grid("表", rows)
    found = read_roster([grid])
    if not found.rows:
        assert found.faults or all(grid.is_blank(row) for row in range(len(rows)))
        return
    told = {row.row for row in found.rows} | {fault.row for fault in found.faults}
    below = range(found.header_row, len(rows))
    assert {row + 1 for row in below if not grid.is_blank(row)} <= told


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2024-3-1", "2024-03-01"),
        ("2024/03/01", "2024-03-01"),
        ("2024.3.1", "2024-03-01"),
        ("2024年3月1日", "2024-03-01"),
        ("２０２４年３月", "2024-03-01"),
        ("20240301", "2024-03-01"),
        (20240301.0, "2024-03-01"),
        (45352.0, "2024-03-01"),
        (45352, "2024-03-01"),
        ("2024-03-01 08:30", "2024-03-01"),
        ("2024-03", "2024-03-01"),
        ("2024.3", None),
        (2024.3, None),
        (2024, None),
        ("2024-02-30", None),
        ("24-3-1", None),
        ("三月", None),
        (True, None),
        (None, None),
        (float("inf"), None),
    ],
)
def test_a_day_in_every_shape_of_a_table(cell: Cell, day: str | None) -> None:
    assert day_of(cell) == day


def test_cells_are_spelled_as_people_read_them() -> None:
    assert [letters(column) for column in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert number_text(12.0) == "12"
    assert number_text(1e16) == "10000000000000000"
    assert number_text(float("nan")) == ""
    assert plain("　ＡＢ　１２ ") == "AB 12"
    assert plain(True) == "TRUE"
    assert name_text("Anna  Maria") == "Anna Maria"
    assert name_text("张　　三") == "张三"


def test_the_words_that_end_a_table_are_nobody() -> None:
    found = table(["001", "甲", "内科"], ["以下空白"], ["", "以下无正文"])
    assert [row.staff_no for row in found.rows] == ["001"]
    assert codes(found) == [("row_note", "科室!3"), ("row_note", "科室!4")]

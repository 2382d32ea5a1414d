"""Checklists as tables: headings as above, points that add up, rows that are no items said, nothing lost."""

from __future__ import annotations

from typing import Any

import pytest

from models.checklist_sheet import read_checklist
from models.grid import Cell, Grid
from models.imported import Imported

HEADER: list[Cell] = [
    "一级指标",
    "二级指标",
    "三级指标 ★为核心指标",
    "评估内容",
    "评分标准",
    "分值",
    "得分",
    "扣分原因",
]


def table(*rows: list[Any], header: list[Cell] | None = None) -> Imported:
    return read_checklist([Grid("表", [header or HEADER, *rows])])


def codes(made: Imported, *levels: str) -> list[tuple[str, str]]:
    return [(fault.code, fault.at) for fault in made.faults if fault.level in (levels or ("stop", "left"))]


def test_a_scoring_table_is_read_with_its_headings_and_core_marks() -> None:
    made = table(
        ["1.基本条件（5分）", "1.1医院", "1.1.1床位数", "≥30张", "符合标准，得满分 不达标准，不得分", 3, "", ""],
        ["", "", "1.1.2病种★", "见附件", "每缺一种扣1分", "2分", "", ""],
        ["合计", "", "", "", "", 5, "", ""],
        ["备注：二级指标1项", "", "", "", "", "", "", ""],
        ["专家姓名：", "", "", "", "评估日期：", "", "", ""],
    )
    first, second = (item.value for item in made.items)
    assert first["group"] == second["group"] == ["1.基本条件（5分）", "1.1医院"]
    assert (first["text"], first["points"], first["scale"], first["deduct"]) == (
        "1.1.1床位数",
        3,
        "score",
        {"all_or_nothing": True},
    )
    assert (second["text"], second["core"], second["deduct"]) == ("1.1.2病种", True, {"each": 1, "cap": 2})
    assert made.points == "5"
    assert made.ready
    assert codes(made, "note") == [
        ("column_result", "表!G1"),
        ("column_result", "表!H1"),
        ("row_total", "表!4"),
        ("row_note", "表!5"),
        ("row_note", "表!6"),
    ]


def test_sums_that_differ_are_said() -> None:
    made = table(["1.基本条件（20分）", "", "床位", "", "", 3, "", ""], ["合计", "", "", "", "", 100, "", ""])
    assert [fault.params["text"] for fault in made.faults if fault.code == "points_sum"] == [
        "1.基本条件（20分）",
        "100",
    ]


def test_rows_that_lost_merged_cells_are_put_right_or_named() -> None:
    made = table(
        ["一（6分）", "1.1", "床位", "≥30", "符合得满分", "3", "", ""],
        ["轮转科室", "必备科室", "缺一不可", "3", "", ""],
        ["眼科麻醉≥700例"],
    )
    assert [item.value["text"] for item in made.items] == ["床位", "轮转科室"]
    assert made.items[1].value["group"] == ["一（6分）", "1.1"]
    assert codes(made) == [("row_short", "表!4")]
    assert ("row_shifted", "表!3") in codes(made, "note")


def test_a_monthly_sheet_whose_first_heading_spans_two_columns() -> None:
    grid = Grid(
        "表",
        [
            ["月度考核评分表", None, None, None, None],
            ["姓名： 科室： 时间：", None, None, None, None],
            ["考核内容", None, "赋分标准", "评分标准", "得分"],
            ["医 德", "工作责任心", "10分", "差错一次扣3分", None],
            [None, "团结协作", "10分", None, None],
            ["总得分", None, None, None, None],
        ],
    )
    made = read_checklist([grid])
    assert made.title == "月度考核评分表"
    assert [(item.value["text"], item.value["group"], item.value["points"]) for item in made.items] == [
        ("工作责任心", ["医 德"], 10),
        ("团结协作", ["医 德"], 10),
    ]
    assert made.items[0].value["deduct"] == {"each": 3, "cap": 10}


OWN: list[Cell] = ["一级分组", "检查内容", "核心", "性质", "评分方式", "分值", "每次扣分", "扣分上限", "佐证", "子项"]


def test_our_own_template_says_everything() -> None:
    made = table(["仪容", "着装", "是", "禁止", "是否", "", "", "", "不合格时照片", "帽子；工号牌"], header=OWN)
    (item,) = made.items
    assert item.value == {
        "order": 2,
        "text": "着装",
        "core": True,
        "group": ["仪容"],
        "scale": "yes_no",
        "polarity": "prohibited",
        "evidence": "photo_if_fail",
        "children": [{"id": "c1", "text": "帽子"}, {"id": "c2", "text": "工号牌"}],
    }
    assert item.at == "表!B2"


@pytest.mark.parametrize(
    ("row", "code", "at"),
    [
        (["仪容", "", "是", "禁止", "", "", "", "", "", ""], "text_missing", "表!B2"),
        (["仪容", "着装", "", "大概", "", "", "", "", "", ""], "word_unknown", "表!D2"),
        (["仪容", "着装", "", "", "", "很多", "", "", "", ""], "points_wrong", "表!F2"),
        (["仪容", "着装", "", "", "", "5", "x", "", "", ""], "points_wrong", "表!G2"),
        (["仪容", "长" * 501, "", "", "", "", "", "", "", ""], "item_too_long", "表!B2"),
        (["仪容", "着装", "", "", "", "", "", "", "", "；".join("子" * 70)], "item_not_taken", "表!B2"),
    ],
)
def test_a_wrong_cell_is_named(row: list[Any], code: str, at: str) -> None:
    made = table(row, header=OWN)
    assert (code, at) in codes(made, "stop")
    assert not made.ready


def test_what_is_no_checklist_says_so() -> None:
    assert codes(read_checklist([Grid("空", []), Grid("x", [["姓名"], ["甲"]])])) == [("no_checklist_header", "")]
    assert codes(table()) == [("no_items", "")]
    assert [fault.code for fault in table(["一", "", "", "", "", "", "", ""]).faults if fault.level == "note"][
        -1
    ] == "row_heading"
    many = table(*([["一", "", f"项{number}", "", "", 1, "", ""] for number in range(1_001)]))
    assert codes(many) == [("too_many_items", "")]

"""Checklists as tables: headings as above, points that add up, rows that are no items said, nothing lost."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from models.checklist_sheet import read_checklist
from models.grid import Cell, Grid
from models.imported import Imported
from models.points_cell import points_of

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


@pytest.mark.parametrize(
    ("cell", "points"),
    [
        (5, "5"), ("5.0", "5"), ("5分", "5"), ("１０ 分", "10"), ("（5分）", "5"), ("满分10分", "10"), ("0～5分", "5"),
        ("五分", "5"), ("十分", "10"), ("二十五分", "25"), ("2.5分", "2.5"), ("5～10", None), ("-5", None),
        ("5分/次", None), ("分", None), ("五", None), ("五六分", None), ("见标准", None), (True, None), (None, None),
    ],
)  # fmt: skip
def test_points_are_read_as_offices_write_them(cell: Cell, points: str | None) -> None:
    assert points_of(cell) == (None if points is None else Decimal(points))


def test_headings_that_stand_alone_in_their_row_are_no_items() -> None:
    made = table(
        ["一、医德医风（30分）", None, None],
        ["1.着装整洁", "一次不符扣2分", "30分"],
        ["二、纪律", "二、纪律", "二、纪律"],
        ["1.按时到岗", "一次不符扣2分", 70],
        ["合计", None, "90分"],
        header=["检查内容", "扣分细则", "标准分（分）"],
    )
    assert [(item.value["text"], item.value["group"]) for item in made.items] == [
        ("1.着装整洁", ["一、医德医风（30分）"]),
        ("1.按时到岗", ["二、纪律"]),
    ]
    assert (made.points, made.ready) == ("100", True)
    assert [fault.at for fault in made.faults if fault.code == "row_heading"] == ["表!2", "表!4"]


def merged_table(rows: list[list[Cell]], *areas: tuple[int, int, int, int]) -> Imported:
    return read_checklist([Grid("表", [["项目", "检查内容", "评分标准", "分值"], *rows], [*areas])])


def test_points_that_are_merged_over_several_items_are_counted_for_none() -> None:
    rows: list[list[Cell]] = [["服务", "着装", "扣2分", 20], ["服务", "挂牌", "扣2分", 20], ["纪律", "到岗", "", 10]]
    made = merged_table(rows, (1, 0, 2, 0), (1, 3, 2, 3))
    assert codes(made) == [("points_shared", "表!D2")]
    assert made.points == "10"
    assert not made.ready


def test_an_item_that_is_merged_over_several_rows_is_one_item_with_all_its_rules() -> None:
    rows: list[list[Cell]] = [["服务", "着装", "无工牌扣1分", 20], ["服务", "着装", "鞋帽不整扣1分", 20]]
    made = merged_table(rows, (1, 0, 2, 0), (1, 1, 2, 1), (1, 3, 2, 3))
    (item,) = made.items
    assert item.value["rule"] == "无工牌扣1分\n鞋帽不整扣1分"
    assert (made.points, made.ready) == ("20", True)
    assert [(fault.code, fault.at) for fault in made.faults] == [("row_joined", "表!3")]


def test_rows_with_points_of_their_own_stay_items_under_merged_words() -> None:
    rows: list[list[Cell]] = [["服务", "着装", "工牌", 5], ["服务", "着装", "鞋帽", 5]]
    made = merged_table(rows, (1, 1, 2, 1))
    assert [item.value["rule"] for item in made.items] == ["工牌", "鞋帽"]
    assert made.points == "10"


def test_points_that_may_be_a_percentage_are_pointed_at() -> None:
    made = merged_table([["服务", "满意率", "", 0.9], ["服务", "着装", "", 0.5], ["服务", "挂牌", "", 5]])
    assert codes(made, "note") == [("points_small", "表!D2")]
    assert made.ready

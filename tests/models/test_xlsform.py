"""XLSForms: what a phone can ask is taken, whatever it can't is named, and every row is accounted for."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from models.form import broken, missing, settled, shown
from models.grid import Cell, Grid
from models.imported import Imported
from models.item import read_item
from models.questionnaire import read_questionnaire
from models.xlsform import read_xlsform
from models.xlsform_sheets import read_workbook

HEADER: list[Cell] = [
    "type",
    "name",
    "label",
    "hint",
    "required",
    "relevant",
    "constraint",
    "constraint_message",
    "appearance",
]
CHOICES: list[list[Cell]] = [["list_name", "name", "label"], ["yn", "yes", "是"], ["yn", "no", "否"]]


def form(*rows: list[Any], kind: str = "form", header: list[Cell] | None = None, choices: Any = None) -> Imported:
    grids = [Grid("survey", [header or HEADER, *rows]), Grid("choices", choices or CHOICES)]
    return read_xlsform(read_workbook(grids), kind, "表")


def said(made: Imported) -> list[tuple[str, str]]:
    """Code and place; that these forms don't use all of CHOICES is nothing to look at."""
    return [(fault.code, fault.at) for fault in made.faults if fault.code != "list_unused"]


def test_questions_are_taken_with_all_that_they_say() -> None:
    made = form(
        ["begin group", "g", "手卫生", "", "", "", "", "", ""],
        ["select_one yn", "gel", "有速干手消毒剂吗", "看床头", "yes", "", "", "", ""],
        ["integer", "count", "缺几瓶", "", "true()", "${gel} = 'no'", ". > 0", "应大于 0", ""],
        ["end group", "", "", "", "", "", "", "", ""],
        ["image", "sign", "签名", "", "", "", "", "", "signature"],
    )
    gel, count, sign = made.items
    assert gel.value == {
        "order": 3,
        "type": "choice",
        "label": "有速干手消毒剂吗",
        "hint": "看床头",
        "required": True,
        "aspect": "手卫生",
        "options": [{"value": "yes", "label": "是"}, {"value": "no", "label": "否"}],
    }
    assert count.value["when"] == [["answer", "gel"], ["text", "no"], ["="]]
    assert count.value["constraint"] == [["own"], ["number", 0], [">"]]
    assert (count.value["constraint_words"], count.value["step"]) == ("应大于 0", 1)
    assert sign.value["type"] == "signature"
    assert [item.id for item in made.items] == ["gel", "count", "sign"]
    assert made.ready


def test_a_groups_condition_is_asked_of_each_question_in_it() -> None:
    made = form(
        ["select_one yn", "a", "甲", "", "", "", "", "", ""],
        ["begin group", "g", "组", "", "", "${a} = 'yes'", "", "", ""],
        ["text", "b", "乙", "", "", "${a} != 'no'", "", "", ""],
        ["end group"],
        kind="checklist",
    )
    assert made.items[1].value["when"] == [
        ["answer", "a"], ["text", "yes"], ["="], ["answer", "a"], ["text", "no"], ["!="], ["and"],
    ]  # fmt: skip
    assert (made.items[1].value["text"], made.items[1].value["group"]) == ("乙", ["组"])


@pytest.mark.parametrize(
    ("row", "code", "at"),
    [
        (["geopoint", "q", "在哪里"], "place_unsupported", "survey!A2"),
        (["calculate", "q", ""], "calculation_missing", "survey!A2"),
        (["barcode", "q", "条码"], "barcode_typed", "survey!A2"),
        (["select_one_external wards", "q", "病区"], "list_missing", "survey!A2"),
        (["select_one nowhere", "q", "选"], "list_missing", "survey!A2"),
        (["select_one yn or_other", "q", "选"], "or_other_asked", "survey!A2"),
        (["select_one ${rep}", "q", "选"], "choices_elsewhere", "survey!A2"),
        (["text", "q", "姓", "", "${a}='x'"], "required_condition", "survey!E2"),
        (["text", "q", "姓", "", "", "${b} = 1"], "condition_unknown", "survey!F2"),
        (["text", "q", "姓", "", "", "${later} = 1"], "condition_ahead", "survey!F2"),
        (["text", "q", "姓", "", "", "today() > 1"], "condition_left", "survey!F2"),
        (["text", "q", "姓", "", "", "", "regex(., '(?=x)')"], "condition_left", "survey!G2"),
        (["text", "q", "姓", "", "", "", "jr:choice-name(., 'x') = ''"], "condition_left", "survey!G2"),
        (["text", "q", "<b>姓</b>"], "styling_left", "survey!C2"),
        (["text", "q", "${x} 好吗"], "answer_in_text", "survey!C2"),
        (["text", "q", "姓", "", "", "", "", "", "w9"], "look_left", "survey!I2"),
        (["text", "q", "", ""], "label_missing", "survey!B2"),
        (["text", "q", "长" * 501], "label_long", "survey!B2"),
        (["end repeat"], "group_not_begun", "survey!A2"),
        (["begin group", "g", "组"], "group_open", "survey!A2"),
        (["begin repeat", "r", "每位"], "group_open", "survey!A2"),
        (["audio", "q", "录音"], "recording_unsupported", "survey!A2"),
        (["xml-external", "q"], "type_unsupported", "survey!A2"),
        (["deviceid", "d"], "recorded_anyway", "survey!A2"),
        (["", "q", "没有题型"], "type_missing", "survey!2"),
    ],
)
def test_what_is_not_supported_is_named_with_its_cell(row: list[Any], code: str, at: str) -> None:
    made = form([*row, *[""] * (9 - len(row))], ["text", "later", "后面", "", "", "", "", "", ""])
    assert (code, at) in said(made)


def test_a_question_whose_condition_is_left_out_is_not_required_any_more() -> None:
    made = form(["text", "q", "姓", "", "yes", "today() > 1", "", "", ""])
    assert made.items[0].value["required"] is False
    assert ("required_dropped", "survey!E2") in said(made)


def test_a_condition_on_what_was_left_out_is_left_out_and_said() -> None:
    made = form(
        ["geopoint", "at", "在哪里", "", "", "", "", "", ""], ["text", "q", "姓", "", "", "${at} != ''", "", "", ""]
    )
    assert ("condition_of_left", "survey!F3") in said(made)


def test_chinese_comes_first_and_english_beside_it() -> None:
    header: list[Cell] = [
        "type",
        "name",
        "label::English (en)",
        "label::中文 (zh)",
        "label::Français (fr)",
        "media::image",
    ]
    made = form(["text", "q", "Name", "姓名", "Nom", "a.png"], ["text", "r", "Age", "", "", ""], header=header)
    assert (made.items[0].value["label"], made.items[0].value["label_en"]) == ("姓名", "Name")
    assert made.items[1].value["label"] == "Age"
    assert [code for code, _ in said(made)] == ["language_left", "media_left"]


def test_choices_are_checked_by_row() -> None:
    choices = [*CHOICES, ["yn", "yes", "又是"], ["", "x", "没有表"], ["yn", "", "没有名"]]
    made = form(["select_one yn", "q", "选", *[""] * 6], choices=choices)
    assert [(code, at) for code, at in said(made) if code.startswith("choice")] == [
        ("choice_twice", "choices!B4"),
        ("choice_without_list", "choices!B5"),
        ("choice_without_name", "choices!6"),
    ]
    long = [CHOICES[0], *[["many", f"c{number}", f"选{number}"] for number in range(401)]]
    made = form(["select_one many", "q", "选", *[""] * 6], ["text", "r", "好", *[""] * 6], choices=long)
    assert ("list_too_long", "survey!A2") in said(made)


def test_other_sheets_and_names_that_no_register_has_are_said_or_renamed() -> None:
    grids = [
        Grid("survey", [["说明"], HEADER, ["text", "姓名", "姓名", *[""] * 6], ["text", "q", "好", *[""] * 6]]),
        Grid("external_choices", [["list_name"]]),
        Grid("settings", [["form_title", "form_id"], ["手卫生观察", "hand"]]),
    ]
    made = read_xlsform(read_workbook(grids), "form")
    assert (made.title, made.name) == ("手卫生观察", "hand")
    assert [item.id for item in made.items] == ["q3", "q"]
    assert said(made) == [("row_note", "survey!1"), ("no_form_header", "external_choices!1")]
    assert said(read_xlsform(read_workbook([Grid("Sheet1", [["a"]])]), "form"))[-1] == ("no_survey", "")


def test_a_questionnaire_is_a_form() -> None:
    made = read_questionnaire(
        {
            "title": "行风调查",
            "questions": [
                {"id": "q1", "section": "基本", "label": "年龄", "type": "select_one", "options": ["18–25", "26 以上"]},
                {"id": "q2", "label": "必须重点抓的（限选三项）", "type": "select_multiple", "options": ["甲", "乙"]},
                {"id": "q3", "label": "位置", "type": "map"},
                "什么",
                {"id": "q1", "label": "说明", "type": "text", "colour": "red"},
            ],
        }
    )
    assert [item.id for item in made.items] == ["q1", "q2", "q1.5"]
    assert made.items[0].value["options"][0] == {"value": "1", "label": "18–25"}
    assert made.items[1].value["max_choices"] == 3
    assert said(made) == [
        ("type_unsupported", "questions[3]"),
        ("question_shape", "questions[4]"),
        ("key_unknown", "questions[5]"),
    ]
    nothing: list[Any] = [None, [], {"questions": 5}, {"title": 3}]
    for wrong in nothing:
        assert said(read_questionnaire(wrong)) == [("no_questions", "")]


CASCADE: list[Cell] = ["type", "name", "label", "choice_filter", "calculation", "required", "relevant", "constraint"]
PLACES: list[list[Cell]] = [
    ["list_name", "name", "label", "district", "Unused"],
    ["districts", "e", "东区", "", "x"],
    ["districts", "w", "西区", "", ""],
    ["wards", "1", "一病区", "e", ""],
    ["wards", "2", "二病区", "w", ""],
]


def test_choices_are_filtered_by_their_columns() -> None:
    made = form(
        ["select_one districts", "d", "片区"],
        ["select_one wards", "w", "病区", "district = ${d}"],
        header=CASCADE,
        choices=PLACES,
    )
    wards = made.items[1].value
    assert wards["choice_filter"] == [["column", "district"], ["answer", "d"], ["="]]
    assert wards["options"][1] == {"value": "2", "label": "二病区", "columns": {"district": "w"}}
    assert said(made) == [("choice_column_left", "choices!E1")]
    items = {item.id: read_item(item.id, item.value) for item in made.items}
    assert shown(items, {"d": "e", "w": "1"}) == {"d": "e", "w": "1"}
    assert shown(items, {"d": "w", "w": "1"}) == {"d": "w", "w": None}
    missing_column = form(["select_one wards", "w", "病区", "ward = 'x'"], header=CASCADE, choices=PLACES)
    assert ("filter_column", "survey!D2") in said(missing_column)


def test_what_is_calculated_is_worked_out_and_quoted() -> None:
    made = form(
        ["integer", "beds", "床位"],
        ["integer", "full", "占用"],
        ["calculate", "rate", "", "", "round(${full} div ${beds} * 100, 1)"],
        ["note", "told", "占用率 ${rate}%"],
        ["text", "why", "为什么满了", "", "", "${rate} > 95", "${rate} > 90"],
        header=CASCADE,
    )
    assert [code for code, _ in said(made)] == []
    rate, told, why = made.items[2:]
    assert (rate.value["type"], told.value["label"]) == ("calculate", "占用率 ${rate}%")
    assert why.value["required_when"] == [["answer", "rate"], ["number", 95], [">"]]
    items = {item.id: read_item(item.id, item.value) for item in made.items}
    assert list(shown(items, {"beds": 40, "full": 38})) == ["beds", "full", "told", "why"]
    assert missing(items, {"beds": 40, "full": 38}) == []
    assert missing(items, {"beds": 40, "full": 39}) == ["why"]
    assert settled(items, {"beds": 40, "full": 39})["rate"] == Decimal("97.5")


def test_other_is_a_choice_with_a_question_for_its_words() -> None:
    made = form(["select_multiple yn or_other", "q", "选", *[""] * 6])
    assert [item.id for item in made.items] == ["q", "q_other"]
    assert made.items[0].value["options"][-1] == {"value": "other", "label": "其他", "label_en": "Other"}
    assert made.items[1].value["when"] == [["answer", "q"], ["text", "other"], ["selected"]]
    assert made.ready


def test_a_day_may_be_held_against_today_and_a_text_against_a_pattern() -> None:
    made = form(
        ["date", "d", "日期", "", "", "", ". <= today()"], ["text", "t", "电话", "", "", "", "regex(., '1[0-9]{10}')"]
    )
    items = {item.id: read_item(item.id, item.value) for item in made.items}
    answers = {"d": "2026-11-29", "t": "1380000000"}
    assert broken(items, answers, "2026-11-28") == ["d", "t"]
    assert broken(items, {"d": "2026-11-28", "t": "13800000000"}, "2026-11-28") == []


def test_settings_and_columns_that_say_nothing_here_are_said() -> None:
    grids = [
        Grid("survey", [["type", "name", "label", "default", "guidance_hint"], ["text", "q", "好吗", "好", "看仔细"]]),
        Grid("settings", [["form_title", "instance_name"], ["表", "concat('a')"]]),
    ]
    made = read_xlsform(read_workbook(grids), "form")
    assert made.items[0].value["hint"] == "看仔细"
    assert said(made) == [("setting_left", "settings!B2")]
    assert made.items[0].value["initial"] == "好"


def test_a_question_that_only_shows_what_is_worked_out_is_shown_so() -> None:
    header: list[Cell] = ["type", "name", "label", "calculation", "read_only"]
    made = form(
        ["integer", "a", "甲"],
        ["integer", "b", "乙"],
        ["decimal", "sum", "合计", "${a} + ${b}", "yes"],
        ["integer", "c", "可改", "${a} * 2", ""],
        ["note", "n", "看 ${sum}", "", "true"],
        header=header,
    )
    assert [(item.id, item.value["type"]) for item in made.items[2:]] == [
        ("sum", "calculate"), ("sum_shown", "note"), ("c", "number"), ("n", "note"),
    ]  # fmt: skip
    assert made.items[3].value["label"] == "合计：${sum}"
    assert said(made) == [("cell_left", "survey!D5")]


def test_a_list_that_is_too_heavy_for_a_register_says_so() -> None:
    long = [CHOICES[0], *[["many", f"c{number}", "很长的名称" * 20] for number in range(60)]]
    made = form(["select_one many", "q", "选", *[""] * 6], ["text", "r", "好", *[""] * 6], choices=long)
    assert ("list_too_heavy", "survey!A2") in said(made)


@pytest.mark.parametrize(
    ("type", "written", "initial"),
    [
        ("text", "上午", "上午"),
        ("integer", "3", 3),
        ("decimal", "0.5", "0.5"),
        ("date", "2026-11-28", "2026-11-28"),
        ("select_one yn", "yes", "yes"),
        ("select_multiple yn", "yes no", ["yes", "no"]),
        ("range", "10", 10),
    ],
)
def test_a_written_default_is_what_the_question_begins_with(type: str, written: str, initial: Any) -> None:
    made = form([type, "q", "题", written], header=["type", "name", "label", "default"])
    assert made.items[0].value["initial"] == initial
    assert said(made) == []


@pytest.mark.parametrize(
    ("type", "written", "code", "kind"),
    [
        ("date", "today()", "default_dynamic", "form"),
        ("text", "${other}", "default_dynamic", "form"),
        ("select_one yn", "maybe", "default_not_taken", "form"),
        ("integer", "三", "default_not_taken", "form"),
        ("integer", "1.5", "default_not_taken", "form"),
        ("image", "a.png", "default_nowhere", "form"),
        ("dateTime", "2026-11-28T08:00", "default_nowhere", "form"),
        ("select_one yn", "yes", "default_of_checklist", "checklist"),
    ],
)
def test_a_default_that_cannot_be_pre_filled_is_named_with_its_cell(
    type: str, written: str, code: str, kind: str
) -> None:
    made = form([type, "q", "题", written], header=["type", "name", "label", "default"], kind=kind)
    assert (code, "survey!D2") in said(made)
    assert "initial" not in made.items[0].value


def test_a_trigger_is_named_with_its_cell() -> None:
    header: list[Cell] = ["type", "name", "label", "calculation", "trigger"]
    made = form(["integer", "a", "甲"], ["calculate", "c", "", "${a} * 2", "${a}"], header=header)
    assert ("trigger_left", "survey!E3") in said(made)


@pytest.mark.parametrize(("group", "own"), [("today() > 1", ""), ("${a} = 'yes'", "today() > 1"), ("today() > 1", "1")])
def test_nobody_must_answer_what_an_unread_condition_may_not_have_been_meant_for(group: str, own: str) -> None:
    made = form(
        ["select_one yn", "a", "甲", "", "", "", "", "", ""],
        ["begin group", "g", "组", "", "", group, "", "", ""],
        ["text", "b", "乙", "", "yes", own, "", "", ""],
        ["end group"],
    )
    assert made.items[1].value["required"] is False
    assert ("required_dropped", "survey!E4") in said(made)


@pytest.mark.parametrize(
    ("type", "written", "level"),
    [
        ("range", "start=1 end=5 step=1", None),
        ("range", "start = 1 end = 5 tick_interval=2", "left"),
        ("image", "max-pixels=1000", "note"),
        ("select_one yn", "randomize=true, seed=3", "left"),
    ],
)
def test_a_parameter_that_has_no_meaning_here_is_named(type: str, written: str, level: str | None) -> None:
    made = form([type, "q", "题", written], header=["type", "name", "label", "parameters"])
    found = [(fault.level, fault.at) for fault in made.faults if fault.code == "parameters_left"]
    assert found == ([] if level is None else [(level, "survey!D2")])


def test_a_list_that_no_question_uses_is_said_with_its_rows() -> None:
    made = form(["text", "q", "题"], choices=[*CHOICES, ["x", "1", "一"]])
    told = {fault.at: (fault.params["first"], fault.params["last"]) for fault in made.faults}
    assert told == {"choices!B2": (2, 3), "choices!B4": (4, 4)}

"""Forms and checklists from files, as the reader's program reads them; the samples beside the repository too."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from pyxform.errors import ErrorCode  # pyright: ignore[reportMissingTypeStubs]

from api.reading import Answer, ReadForm, ReadRoster, Refused, Request, read
from api.workbooks import read_sheets
from api.xlsform_check_words import in_chinese
from models.grid import Grid, plain
from models.import_words import said
from models.imported import Imported
from setup.steps import ROOT
from tests.api.door import Door
from tests.api.workbooks_made import xlsx

SAMPLES = ROOT.parent / "shared" / "samples"
SURVEY = ["type", "name", "label", "calculation"]


def files(*patterns: str) -> list[Path]:
    """The samples of a kind; none where the folder isn't there."""
    return sorted(file for pattern in patterns for file in SAMPLES.glob(pattern))


def answer_of(wanted: str, file: Path, kind: str = "checklist") -> Answer:
    return read(Request(wanted, file.read_bytes(), {"name": file.stem, "kind": kind}))


def unaccounted(made: Imported, grid: Grid, header: int) -> list[int]:
    """Rows below the header of which nothing is told."""
    told = {item.row for item in made.items} | {fault.row for fault in made.faults}
    return [row + 1 for row in range(header, len(grid.rows)) if not grid.is_blank(row) and row + 1 not in told]


def made_of(*rows: Sequence[str | None]) -> Imported:
    data = xlsx(("survey", [SURVEY, *map(list, rows)]), ("choices", [["list_name", "name"]]))
    answer = read(Request("xlsform", data))
    assert isinstance(answer, ReadForm)
    return answer.imported


def stops(made: Imported) -> list[tuple[str, str]]:
    return [(fault.code, fault.at) for fault in made.faults if fault.level == "stop"]


def test_pyxform_names_the_row_of_what_it_refuses() -> None:
    made = made_of(["text", "meta", "甲", None])
    assert stops(made) == [("form_check", "survey!2")]
    assert said(made.faults[-1], "zh-CN") == "XLSForm 检查没有通过：名称“meta”是表单自用的，请换一个。"
    assert "'meta'" in said(made.faults[-1], "en")


def test_each_message_of_pyxform_that_has_a_code_is_known_in_chinese() -> None:
    for code in (each for each in ErrorCode if not each.name.startswith("INTERNAL")):
        words = re.sub(r"\{(?!\{)\w+\}", "x", code.value.msg).replace("{{", "{").replace("}}", "}")
        assert "原话" not in in_chinese(words), code
    assert in_chinese("Something new") == "检查程序没有认可这里的写法，它的原话是“Something new”"


def test_a_message_of_pyxform_names_the_column_that_it_means() -> None:
    words = "On the 'survey' sheet, the 'repeat_count' value is invalid. Could not find the name 'cnt'"
    assert in_chinese(words) == "repeat_count 列引用了“cnt”，survey 表里没有这个名称"


def test_a_choice_with_a_space_is_told_at_its_row() -> None:
    data = xlsx(
        ("survey", [SURVEY, ["select_multiple yn", "a", "甲", None]]),
        ("choices", [["list_name", "name", "label"], ["yn", "y", "是"], ["yn", "n o", "否"]]),
    )
    answer = read(Request("xlsform", data, {"kind": "form"}))
    assert isinstance(answer, ReadForm)
    assert stops(answer.imported) == [("form_check", "choices!3")]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([["text", "a", "甲"], ["text", "a", "乙"]], [("question_name_twice", "survey!B3")]),
        ([["text", "a b", "甲"]], [("question_name_wrong", "survey!B2")]),
        ([["text", None, "甲"]], [("question_name_missing", "survey!2")]),
        ([["hologram", "a", "甲"], ["text", "b", "乙"]], [("type_unknown", "survey!A2")]),
        ([["select_one nope", "a", "甲"]], [("list_missing", "survey!A2")]),
        (
            [["begin_repeat", "r", "每位"], ["text", "a", "甲"], ["end_group"]],
            [("repeat_crossed", "survey!A4")],
        ),
        (
            [["begin_group", "g", "组"], ["text", "a", "甲"], ["end_repeat"]],
            [("group_crossed", "survey!A4")],
        ),
        (
            [
                ["begin_group", "g", "组"], ["text", "a", "甲"], ["end_group"], ["text", "a", "乙"],
                ["calculate", "c", None, "${a}"],
            ],
            [("question_name_unclear", "survey!D6")],
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_once_at_its_cell_in_our_words(
    rows: list[list[str | None]], said: list[tuple[str, str]]
) -> None:
    made = made_of(*rows)
    assert stops(made) == said
    assert not made.ready


def test_a_type_in_capitals_or_wide_letters_is_read_as_it_is_meant() -> None:
    made = made_of(["BEGIN GROUP", "g", "组"], ["ｉｎｔｅｇｅｒ", "a", "甲"], ["Text", "b", "乙"], ["END GROUP"])
    assert made.ready
    assert [item.value["type"] for item in made.items] == ["number", "text"]


def test_an_xlsform_may_be_a_csv_of_one_sheet_or_of_several() -> None:
    one = read(Request("xlsform", "type,name,label\ntext,a,甲\n".encode(), {"kind": "form"}))
    assert isinstance(one, ReadForm)
    assert [(item.at, item.value["label"]) for item in one.imported.items] == [("survey!A2", "甲")]
    several = "survey,,,\n,type,name,label\n,select_one yn,b,乙\nchoices,,,\n,list_name,name,label\n,yn,y,是\n"
    made = read(Request("xlsform", several.encode(), {"kind": "form"}))
    assert isinstance(made, ReadForm)
    assert [item.value["options"] for item in made.imported.items] == [[{"value": "y", "label": "是"}]]
    assert [(item.at, fault) for item in made.imported.items for fault in stops(made.imported)] == []
    assert made.imported.items[0].at == "survey!B3"


def test_repeats_in_repeats_in_repeats_end() -> None:
    depth = 30
    made = made_of(
        *(["begin_repeat", f"r{at}", "组"] for at in range(depth)),
        ["text", "a", "甲"],
        *(["end_repeat"] for _ in range(depth)),
    )
    assert made.ready
    assert len(made.items) <= 200


def test_a_form_that_pyxform_takes_is_taken() -> None:
    data = xlsx(("survey", [SURVEY, ["text", "a", "甲", None]]), ("settings", [["form_title"], ["好"]]))
    answer = read(Request("xlsform", data, {"kind": "form"}))
    assert isinstance(answer, ReadForm)
    assert answer.imported.ready
    assert (answer.imported.title, answer.imported.kind) == ("好", "form")


def test_a_questionnaire_that_is_no_json_is_refused() -> None:
    assert read(Request("questionnaire", "{问}".encode())) == Refused("file_format")
    assert isinstance(read(Request("questionnaire", json.dumps({"questions": []}).encode())), ReadForm)


def test_every_sample_of_an_xlsform_is_imported_or_refused_by_row() -> None:
    for file in files("xlsforms/*.xls*", "tables/india*.xlsx"):
        answer = answer_of("xlsform", file)
        assert isinstance(answer, ReadForm), file.name
        made = answer.imported
        survey = next(grid for grid in read_sheets(file.read_bytes())[0] if grid.name.strip().lower() == "survey")
        header = next(row for row in range(5) if "type" in {plain(cell).lower() for cell in survey.rows[row]})
        assert not unaccounted(made, survey, header + 1), file.name
        assert made.ready or any(fault.level == "stop" and fault.row for fault in made.faults), file.name


def test_every_sample_of_a_scoring_table_is_imported_row_by_row() -> None:
    for file in files("tables/zh_indicator_tables/*.tsv"):
        answer = answer_of("checklist", file)
        assert isinstance(answer, ReadForm), file.name
        made = answer.imported
        assert made.ready, file.name
        (grid,) = read_sheets(file.read_bytes())[0]
        header = min(item.row for item in made.items) - 1
        assert not unaccounted(made, grid, header), file.name


def test_every_other_sample_is_told_what_it_lacks() -> None:
    for file in files("tables/zh_roster_templates/*", "tables/*.csv", "tables/*.xlsx", "tables/*.tsv"):
        roster, checklist = read(Request("roster", file.read_bytes())), answer_of("checklist", file)
        assert isinstance(roster, ReadRoster), file.name
        assert roster.table.rows or any(fault.level == "stop" for fault in roster.table.faults), file.name
        assert isinstance(checklist, ReadForm), file.name
        assert checklist.imported.items or any(fault.level == "stop" for fault in checklist.imported.faults), file.name
    for file in files("tables/zh_questionnaires/*.json"):
        answer = answer_of("questionnaire", file, "form")
        assert isinstance(answer, ReadForm), file.name
        assert len(answer.imported.items) == len(json.loads(file.read_text())["questions"]), file.name


FILE = {"content-type": "application/octet-stream"}


async def test_the_template_of_checklists_comes_back_whole(door: Door) -> None:
    who = await door.admit("admin.two")
    assert (await door.sign_in(who)).status_code in (200, 201)
    template = await door.client.get("/api/exports/checklist-template")
    told = await door.client.post(
        "/api/imports/checklist", content=template.content, headers=FILE, params={"name": "模板"}
    )
    body = told.json()
    assert body["ready"]
    assert [item["value"]["text"] for item in body["items"]] == ["窗口按时开放，有人值守", "仪容仪表"]
    assert body["items"][1]["value"]["deduct"] == {"each": 1, "cap": 5}


@pytest.mark.parametrize("wanted", ["checklist", "xlsform", "questionnaire"])
async def test_a_preview_is_for_those_who_may_write_it(door: Door, wanted: str) -> None:
    answer = await door.client.post(f"/api/imports/{wanted}", content=b"x", headers=FILE)
    assert answer.json()["code"] == "no_session"
    who = await door.admit("admin.three")
    await door.sign_in(who)
    answer = await door.client.post(f"/api/imports/{wanted}", content=xlsx(("x", [["一"]])), headers=FILE)
    assert answer.status_code == (422 if wanted == "questionnaire" else 200)

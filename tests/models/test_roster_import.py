"""What a roster table would change: by staff number, from a day on, all or nothing."""

from __future__ import annotations

from typing import Any

from models.document import Document, Register, uuid_text
from models.grid import Cell, Grid
from models.roster_import import Choices, Existing, PlannedRow, RosterPlan, plan
from models.roster_sheet import read_roster
from tests.models.world import BRANCH, CENTRE, SURGERY, WARD, id_of

TODAY = "2026-11-21"
LIYAN, NAMESAKE, UNNUMBERED = id_of(801), id_of(802), id_of(803)
HEADER: list[Cell] = ["工号", "姓名", "科室", "党支部", "政治面貌", "职务"]


def document(id: bytes, kind: str, **registers: Any) -> Document:
    return Document(id, kind, bytes(16), {path: Register(id, value, id, 0) for path, value in registers.items()})


def person(id: bytes, name: str, number: str, unit: bytes, **more: Any) -> Document:
    stay = {"unit": unit, "from": "2024-01-01", "to": None}
    return document(id, "person", name=name, staff_no=number, institution=CENTRE, **{"memberships/1": stay}, **more)


EXISTING = Existing(
    CENTRE,
    [
        person(
            LIYAN, "李燕", "0012", WARD, **{"branches/1": {"branch": BRANCH, "from": "2024-01-01"}, "party": "member"}
        ),
        person(NAMESAKE, "李燕", "0044", SURGERY),
        person(UNNUMBERED, "周敏", "", SURGERY),
    ],
    [document(WARD, "unit", name="内科"), document(SURGERY, "unit", name="外科")],
    [document(BRANCH, "party_branch", name="临床党支部")],
)


def preview(*rows: list[Any], **choices: Any) -> RosterPlan:
    table = read_roster([Grid("表", [HEADER, *(list(row) for row in rows)])])
    return plan(table, EXISTING, Choices(**choices), TODAY)


def states(made: RosterPlan) -> list[str]:
    return [row.state for row in made.rows]


def stops(made: RosterPlan) -> list[tuple[str, str]]:
    return [(fault.code, fault.at) for fault in made.table.faults if fault.level in ("stop", "ask")]


def test_what_the_roster_says_already_changes_nothing() -> None:
    made = preview(["0012", "李燕", "内科", "临床党支部", "党员", ""])
    assert states(made) == ["unchanged"]
    assert made.ready
    assert made.acts == []


def test_a_move_ends_the_stay_the_day_before_and_leaves_the_past() -> None:
    made = preview(["0012", "李燕", "外科"], day="2026-12-01")
    assert states(made) == ["changed"]
    (act,) = made.acts
    assert act.doc == uuid_text(LIYAN)
    assert dict(act.writes) == {
        "memberships/1": {"unit": uuid_text(WARD), "from": "2024-01-01", "to": "2026-11-30"},
        "memberships/d20261201": {"unit": uuid_text(SURGERY), "from": "2026-12-01", "to": None},
    }
    (change,) = made.rows[0].changes
    assert (change.field, change.before, change.after) == ("unit", "内科", "外科")


def test_a_move_that_is_corrected_on_its_day_is_one_stay() -> None:
    moved = person(LIYAN, "李燕", "0012", WARD)
    moved.registers["memberships/1"].value["from"] = TODAY
    table = read_roster([Grid("表", [HEADER, ["0012", "李燕", "外科"]])])
    made = plan(table, Existing(CENTRE, [moved], EXISTING.units, []), Choices(), TODAY)
    assert made.acts[0].writes == [("memberships/1", {"unit": uuid_text(SURGERY), "from": TODAY, "to": None})]


def test_a_new_person_is_written_whole() -> None:
    made = preview(["0099", "张伟", "外科", "临床党支部", "预备党员", "护士长"])
    assert states(made) == ["new"]
    (act,) = made.acts
    writes = dict(act.writes)
    assert act.doc == "new:person:0099"
    assert (writes["name"], writes["staff_no"], writes["pinyin"], writes["party"]) == (
        "张伟",
        "0099",
        "zw",
        "probationary",
    )
    assert writes["memberships/1"] == {"unit": uuid_text(SURGERY), "from": TODAY, "to": None}
    assert writes["roles/head20261121"] == {"role": "head", "at": uuid_text(SURGERY), "from": TODAY, "to": None}


def test_two_people_of_one_name_stay_apart_and_are_shown() -> None:
    made = preview(["0012", "李燕", "内科"], ["0044", "李燕", "外科"], ["0077", "李燕", "内科"])
    assert states(made) == ["unchanged", "unchanged", "new"]
    assert [twin["staff_no"] for twin in made.rows[2].twins] == ["0012", "0044"]


def test_another_name_under_a_known_number_is_asked_about() -> None:
    made = preview(["0012", "王强", "内科"])
    assert stops(made) == [("name_differs", "表!B2")]
    assert made.acts == []
    made = preview(["0012", "李艳", "内科"], renamed=["0012"])
    assert dict(made.acts[0].writes) == {"name": "李艳", "pinyin": "ly"}


def test_somebody_without_a_number_is_given_one_when_told() -> None:
    assert preview(["0080", "周敏", "外科"]).rows[0].state == "new"
    made = preview(["0080", "周敏", "外科"], same={"0080": uuid_text(UNNUMBERED)})
    assert states(made) == ["changed"]
    assert (made.acts[0].doc, made.acts[0].writes) == (uuid_text(UNNUMBERED), [("staff_no", "0080")])


def test_an_unknown_unit_is_offered_once_and_made_before_its_people() -> None:
    rows = [["0090", "甲", "药剂科"], ["0091", "乙", "药剂科"]]
    made = preview(*rows)
    assert stops(made) == [("unit_unknown", "表!C2"), ("unit_unknown_again", "表!C3")]
    made = preview(*rows, create_units=["药剂科"])
    assert [act.doc for act in made.acts] == ["new:unit:药剂科", "new:person:0090", "new:person:0091"]
    assert dict(made.acts[1].writes)["memberships/1"]["unit"] == "new:unit:药剂科"
    made = preview(*rows, units={"药剂科": uuid_text(SURGERY)})
    assert states(made) == ["new", "new"]
    assert all(act.kind == "person" for act in made.acts)


def test_nothing_is_written_while_one_row_is_wrong() -> None:
    made = preview(["0012", "李燕", "外科"], ["", "无号", "内科"])
    assert states(made) == ["changed", "problem"]
    assert not made.ready
    assert made.acts == []


def test_who_is_missing_from_the_table_is_told_and_not_ended() -> None:
    made = preview(["0012", "李燕", "内科"])
    assert [(one["staff_no"], one["name"], one["unit"]) for one in made.missing] == [
        ("0044", "李燕", "外科"),
        ("", "周敏", "外科"),
    ]
    assert made.acts == []


def test_no_branch_is_said_by_a_word_and_silence_changes_nothing() -> None:
    assert states(preview(["0012", "李燕", "内科", ""])) == ["unchanged"]
    made = preview(["0012", "李燕", "内科", "无"])
    assert made.acts[0].writes == [
        ("branches/1", {"branch": uuid_text(BRANCH), "from": "2024-01-01", "to": "2026-11-20"})
    ]


def test_a_duty_that_is_no_role_is_said_and_left() -> None:
    made = preview(["0012", "李燕", "内科", "", "", "主任医师"])
    assert [(fault.code, fault.level) for fault in made.table.faults] == [("duty_unknown", "note")]
    assert states(made) == ["unchanged"]
    assert stops(preview(["0044", "李燕", "外科", "", "", "支部书记"])) == [("duty_without_place", "表!F2")]


def test_a_number_whose_zeros_are_lost_is_not_taken_for_another() -> None:
    assert stops(preview([12.0, "李燕", "内科"])) == [("zeros_lost", "表!A2")]


def test_names_that_several_units_bear_need_the_one_above() -> None:
    one, other = id_of(810), id_of(811)
    units = [
        *EXISTING.units,
        document(one, "unit", name="一病区", parent=WARD),
        document(other, "unit", name="一病区", parent=SURGERY),
    ]
    existing = Existing(CENTRE, [], units, [])

    def unit_of(text: str) -> tuple[list[tuple[str, str]], PlannedRow, RosterPlan]:
        made = plan(read_roster([Grid("表", [HEADER, ["1", "甲", text]])]), existing, Choices(), TODAY)
        return stops(made), made.rows[0], made

    assert unit_of("一病区")[0] == [("unit_of_two", "表!C2")]
    _, row, made = unit_of("外科/一病区")
    assert row.state == "new"
    assert dict(made.acts[0].writes)["memberships/1"]["unit"] == uuid_text(other)


def test_the_order_of_the_acts_is_the_tables() -> None:
    rows = [[f"{number:04}", f"人{number}", "内科"] for number in (300, 100, 200)]
    assert [act.doc for act in preview(*rows).acts] == ["new:person:0300", "new:person:0100", "new:person:0200"]

"""结账的边界: what comes after a closing is marked, and who moves in the middle of a month is counted in one place."""

from __future__ import annotations

from typing import Any

from models.document import uuid_text
from tests.models import results
from tests.models.results import CLOSE, MONTH, of, registers
from tests.models.world import CENTRE, PEOPLE, SURGERY, World

RECORD: dict[str, Any] = {
    "institution": CENTRE,
    "person": PEOPLE["nurse"],
    "day": f"{MONTH}-09",
    "type": "study",
    "title": "读核心制度",
    "handed_in/1": True,
}


def test_a_record_of_a_closed_month_that_is_confirmed_late_is_marked_until_the_correction(world: World) -> None:
    results.closed(world)
    doc = world.stamp(world.now_ms)
    assert world.reason("nurse", "record_entry", doc, RECORD) is None
    assert of(world, "nurse").get("late", 0) == 0, "nobody has confirmed it"
    ruling = {f"reviews/1/{uuid_text(PEOPLE['head_of_bay'])}": {"ruling": "accepted"}}
    assert world.reason("head_of_bay", "record_entry", doc, ruling) is None
    assert of(world, "nurse")["late"] == 1
    assert world.reason("supervisor", "month_close", CLOSE, {"corrections/1": "补记台账"}) is None
    assert of(world, "nurse").get("late", 0) == 0


def test_who_moves_in_the_middle_of_a_month_has_one_line_where_they_belonged_last(world: World) -> None:
    nurse = world.documents[PEOPLE["nurse"]]
    stay = nurse.value("memberships/1")
    moved = {
        "memberships/1": {**stay, "to": f"{MONTH}-15"},
        "memberships/2": {"unit": SURGERY, "from": f"{MONTH}-16", "to": None},
    }
    assert world.reason("admin", "person", PEOPLE["nurse"], moved) is None
    results.closed(world)
    line = f"rows/{uuid_text(PEOPLE['nurse'])}"
    assert line in registers(world, SURGERY)
    batch = [each for each in world.documents.values() if each.value("period") == MONTH and line in each.registers]
    departments = [each for each in batch if each.value("subject_kind") == "department"]
    assert [each.value("subject") for each in departments] == [SURGERY]
    days = next(each for each in of(world, "nurse")["components"] if each["id"] == "days")
    assert days["n"] == len(results.WORKDAYS), "no day is lost and none counted twice"

"""A branch's meeting for tests, brought into every state by those who run it."""

from __future__ import annotations

from typing import Any

from models.document import natural_id, uuid_text
from tests.models import deeds
from tests.models.commentary_scenes import FOUR_PARTS, commentary, commentary_id
from tests.models.deeds import ACTIVITY, HOUR_MS, does, own
from tests.models.world import BRANCH, CENTRE, NOON, PEOPLE, World

MEETING = natural_id(f"meeting/{uuid_text(ACTIVITY)}")
CALL: dict[str, Any] = {**deeds.BRANCH_PLAN, "type": "meeting", "title": "十一月支部党员大会", "due_by": "everyone"}
ITEM: dict[str, Any] = {"kind": "orders", "title": "逾期整改 2 件", "order": 1}
LATER: dict[str, Any] = {"kind": "commentary", "title": "支部讲评", "order": 2}
PLAN: dict[str, Any] = {
    "activity": ACTIVITY,
    "institution": CENTRE,
    "branch": BRANCH,
    own("chair/", "secretary"): True,
    own("scribes/", "nurse"): True,
    "agenda/a": ITEM,
    "agenda/b": LATER,
}
DECISION: dict[str, Any] = {"text": "周五前把平车归位", "becomes": "note", "item": "a"}


def called(world: World) -> None:
    """The activity is planned and nobody has been told."""
    does(world, "secretary", "activity", ACTIVITY, **CALL)


def announced(world: World) -> None:
    called(world)
    does(world, "secretary", "activity", ACTIVITY, announced=True)


def planned(world: World) -> None:
    """Agenda, chair and scribe stand before anybody is told."""
    called(world)
    does(world, "secretary", "meeting", MEETING, **PLAN)


def prepared(world: World) -> None:
    planned(world)
    does(world, "secretary", "activity", ACTIVITY, announced=True)


def begun(world: World) -> None:
    prepared(world)
    world.now_ms = NOON + HOUR_MS
    does(world, "secretary", "meeting", MEETING, begun=True, at="a")


def ended(world: World) -> None:
    begun(world)
    does(world, "secretary", "meeting", MEETING, decisions__1=DECISION, ended=True)


def signed(world: World) -> None:
    ended(world)
    does(world, "secretary", "meeting", MEETING, **{own("signed/", "secretary"): True})


def chaired(world: World) -> None:
    """The nurse takes the chair."""
    begun(world)
    does(world, "secretary", "meeting", MEETING, **{own("chair/", "nurse"): True})


SAID: dict[str, Any] = {"said/problems.0a1b2c": "记录慢"}
PERIOD = "2026Q3"
"""The quarter that is spoken of on the day of the world."""


def note_id(by: str, subject: str) -> bytes:
    return natural_id(f"commentary_note/{uuid_text(MEETING)}/{uuid_text(PEOPLE[subject])}/{uuid_text(PEOPLE[by])}")


def note(by: str, subject: str) -> dict[str, Any]:
    """The registers that make a note of what is said about somebody."""
    people = {"subject": PEOPLE[subject], "by": PEOPLE[by]}
    return {"meeting": MEETING, "branch": BRANCH, "institution": CENTRE, "period": PERIOD, **people}


def noted(world: World) -> None:
    begun(world)
    does(world, "nurse", "commentary_note", note_id("nurse", "colleague"), **note("nurse", "colleague"), **SAID)


def dismissed(world: World) -> None:
    noted(world)
    does(world, "secretary", "meeting", MEETING, **{own("scribes/", "nurse"): None})


def given(world: World) -> None:
    """The secretary has given the commentary, and it is out."""
    begun(world)
    world.now_ms += HOUR_MS
    whole = {**commentary("colleague", PERIOD), **FOUR_PARTS, "submitted": True}
    does(world, "secretary", "branch_commentary", commentary_id("colleague", PERIOD), **whole)


def cancelled(world: World) -> None:
    prepared(world)
    does(world, "secretary", "activity", ACTIVITY, cancelled="改期")

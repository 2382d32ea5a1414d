"""Scenes of the permission table: every act on a branch's meeting in every state."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from models.meeting_month import month_id
from tests.models import deeds, meetings
from tests.models.deeds import ACTIVITY, own
from tests.models.meetings import DECISION, ITEM, MEETING, PLAN
from tests.models.world import BAY, OTHER_BRANCH, PEOPLE, TODAY, World, id_of

Prepare = Callable[[World], object]
Row = tuple[str, str, str, Prepare, bytes, dict[str, Any]]


def meeting_scenes() -> Iterator[Row]:
    kind = "meeting"
    yield kind, "absent", "create", meetings.called, MEETING, PLAN
    yield kind, "told", "create", meetings.announced, MEETING, PLAN
    yield kind, "absent", "create as begun", meetings.called, MEETING, {**PLAN, "begun": True}
    yield kind, "absent", "create for another branch", meetings.called, MEETING, {**PLAN, "branch": OTHER_BRANCH}
    yield kind, "of a training", "create", deeds.announced, MEETING, {**PLAN, "branch": BAY}
    acts: dict[str, dict[str, Any]] = {
        "edit the agenda": {"agenda/a": {**ITEM, "title": "逾期整改 3 件"}},
        "remove an item": {"agenda/b": None},
        "name a scribe": {own("scribes/", "colleague"): True},
        "begin": {"begun": True},
        "turn to an item": {"at": "b"},
        "turn to no item": {"at": "z"},
        "show": {"shown": {"what": "agenda"}},
        "note": {"notes/a": "两件均已到现场看过"},
        "decide": {"decisions/2": DECISION},
        "write who is due": {own("due/", "leader"): True},
        "end": {"ended": True},
        "sign": {"signed/<me>": True},
        "sign as another": {own("signed/", "secretary"): True},
    }
    states: tuple[tuple[str, Prepare], ...] = (
        ("planned", meetings.planned),
        ("prepared", meetings.prepared),
        ("begun", meetings.begun),
        ("ended", meetings.ended),
        ("signed", meetings.signed),
        ("cancelled", meetings.cancelled),
    )
    for state, prepare in states:
        for act, writes in acts.items():
            yield kind, state, act, prepare, MEETING, writes
    yield kind, "begun", "name a chair", meetings.begun, MEETING, {own("chair/", "colleague"): True}
    yield kind, "begun", "note as another", meetings.begun, MEETING, {f"notes/a.{PEOPLE['nurse'].hex()}.0a1b2c": "x"}
    yield kind, "begun", "say who was spoken of", meetings.begun, MEETING, {own("spoken/", "colleague"): True}
    yield kind, "begun by the nurse", "name a scribe", meetings.chaired, MEETING, acts["name a scribe"]
    told = {f"complaints/{'0' * 16}": TODAY}
    yield "meeting_month", "absent", "create", meetings.called, month_id(id_of(998)), {"activity": id_of(998)}
    for state, prepare in states:
        yield "meeting_month", state, "write", prepare, month_id(ACTIVITY), told
    yield from _notes()


def _notes() -> Iterator[Row]:
    """What a scribe or the chair writes down of what is said about a member."""
    kind, whole = "commentary_note", {**meetings.note("nurse", "colleague"), **meetings.SAID}
    doc = meetings.note_id("nurse", "colleague")
    of_secretary = {**meetings.note("nurse", "secretary"), **meetings.SAID}
    for state, prepare in (
        ("prepared", meetings.prepared),
        ("begun", meetings.begun),
        ("ended", meetings.ended),
        ("signed", meetings.signed),
        ("given", meetings.given),
    ):
        yield kind, state, "create", prepare, doc, whole
    yield kind, "begun", "create of the secretary", meetings.begun, meetings.note_id("nurse", "secretary"), of_secretary
    yield kind, "noted", "change", meetings.noted, doc, meetings.SAID
    yield kind, "noted", "write no part", meetings.noted, doc, {"said/thanks.0a1b2c": "好"}
    yield kind, "noted and no scribe any more", "change", meetings.dismissed, doc, meetings.SAID

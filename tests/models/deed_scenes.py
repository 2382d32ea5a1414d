"""Scenes of the permission table: every act on pledges, records, activities, attendance and tasks in every state."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from tests.models import deeds
from tests.models.deeds import ACCEPT, ACTIVITY, ATTENDANCE, KEPT, KEY, NOTE, PLEDGE, RECORD, RETURN, TASK, own
from tests.models.world import BAY, BRANCH, CENTRE, PEOPLE, World, id_of

Prepare = Callable[[World], object]
Row = tuple[str, str, str, Prepare, bytes, dict[str, Any]]
"""Kind, state, act, how the state comes about, the document, the writes."""


def _nothing(world: World) -> None:
    """Nobody has done anything yet."""


def deed_scenes() -> Iterator[Row]:
    yield from _pledge_scenes()
    yield from _record_scenes()
    yield from _activity_scenes()
    yield from _attendance_scenes()
    yield from _task_scenes()


def _pledge_scenes() -> Iterator[Row]:
    kind = "pledge"
    of_unit = {**deeds.PLEDGE_DRAFT, "pledger": PEOPLE["head_of_bay"], "unit": BAY}
    of_branch = {**deeds.PLEDGE_DRAFT, "pledger": PEOPLE["secretary"], "branch": BRANCH}
    yield kind, "absent", "create", _nothing, PLEDGE, deeds.PLEDGE_DRAFT
    yield kind, "absent", "create for the unit", _nothing, PLEDGE, of_unit
    yield kind, "absent", "create for the branch", _nothing, PLEDGE, of_branch
    yield kind, "absent", "create as reviewed", _nothing, PLEDGE, {**deeds.PLEDGE_DRAFT, "grades/<me>": KEPT}
    acts: dict[str, dict[str, Any]] = {
        "edit": {"text": "改一个字"},
        "hand in": {"handed_in/1": True},
        "hand in anew": {"handed_in/2": True},
        "accept": {"reviews/1/<me>": ACCEPT},
        "return": {"reviews/1/<me>": RETURN},
        "accept as another": {own("reviews/1/", "leader"): ACCEPT},
        "publish": {"published/<me>": deeds.DISPLAY},
        "note": {"fulfilments/2": NOTE},
        "report": {"reported": True},
        "excuse": {"excuse": "设备停机"},
        "grade": {"grades/<me>": KEPT},
        "withdraw": {"withdrawn": True},
    }
    states: tuple[tuple[str, Prepare], ...] = (
        ("draft", deeds.drafted),
        ("waiting", deeds.handed_in),
        ("returned", deeds.returned),
        ("accepted", deeds.accepted),
        ("published", deeds.published),
        ("reported", deeds.reported),
        ("graded", deeds.graded),
        ("withdrawn", deeds.withdrawn),
    )
    for state, prepare in states:
        for act, writes in acts.items():
            yield kind, state, act, prepare, PLEDGE, writes


def _record_scenes() -> Iterator[Row]:
    kind = "record_entry"
    yield kind, "absent", "create", _nothing, RECORD, deeds.RECORD_ENTRY
    ahead = {**deeds.RECORD_ENTRY, "day": "2026-11-22"}
    yield kind, "absent", "create for tomorrow", _nothing, RECORD, ahead
    acts: dict[str, dict[str, Any]] = {
        "edit": {"title": "改名"},
        "hand in anew": {"handed_in/2": True},
        "confirm": {"reviews/1/<me>": ACCEPT},
        "return": {"reviews/1/<me>": RETURN},
        "confirm as another": {own("reviews/1/", "head"): ACCEPT},
        "withdraw": {"withdrawn": True},
    }
    states: tuple[tuple[str, Prepare], ...] = (
        ("waiting", deeds.entered),
        ("returned", deeds.sent_back),
        ("confirmed", deeds.confirmed),
        ("withdrawn", deeds.taken_back),
    )
    for state, prepare in states:
        for act, writes in acts.items():
            yield kind, state, act, prepare, RECORD, writes


def _activity_scenes() -> Iterator[Row]:
    kind = "activity"
    institution = {**deeds.ACTIVITY_PLAN, "organiser": PEOPLE["leader"], "place": CENTRE}
    yield kind, "absent", "create", _nothing, ACTIVITY, deeds.ACTIVITY_PLAN
    yield kind, "absent", "create for the branch", _nothing, ACTIVITY, deeds.BRANCH_PLAN
    yield kind, "absent", "create for the institution", _nothing, ACTIVITY, institution
    acts: dict[str, dict[str, Any]] = {
        "edit": {"title": "改名"},
        "change who is due": {"due_by": "heads"},
        "add somebody": {own("people/", "leader"): True},
        "announce": {"announced": True},
        "write who is due": {own("due/", "leader"): True},
        "cancel": {"cancelled": "改期"},
        "end": {"ended": True},
        "minutes": {"minutes": "到会九人"},
    }
    states: tuple[tuple[str, Prepare], ...] = (
        ("planned", deeds.planned),
        ("announced", deeds.announced),
        ("ended", deeds.ended),
        ("cancelled", deeds.cancelled),
    )
    for state, prepare in states:
        for act, writes in acts.items():
            yield kind, state, act, prepare, ACTIVITY, writes


def _attendance_scenes() -> Iterator[Row]:
    kind, whole = "attendance", deeds.PRESENCE
    present = {"marks/<me>": {"mark": "present"}}
    acts: dict[str, dict[str, Any]] = {
        "sign in": deeds.SIGN_IN,
        "ask for leave": {"excuse": "值班"},
        "tick": present,
        "tick as another": {own("marks/", "leader"): {"mark": "present"}},
    }
    for state, prepare in (("not announced", deeds.planned), ("absent", deeds.announced)):
        for act, writes in acts.items():
            yield kind, state, f"create: {act}", prepare, ATTENDANCE, {**whole, **writes}
    yield (
        kind,
        "absent",
        "create: wrong organiser",
        deeds.announced,
        ATTENDANCE,
        {**whole, "organiser": PEOPLE["nurse"]},
    )
    states: tuple[tuple[str, Prepare], ...] = (
        ("signed in", deeds.signed_in),
        ("ended", deeds.ended),
        ("cancelled", deeds.cancelled),
    )
    for state, prepare in states:
        for act, writes in acts.items():
            yield kind, state, act, prepare, ATTENDANCE, writes
    key = {"activity": ACTIVITY, "organiser": PEOPLE["head_of_bay"], "key": id_of(9)}
    yield "activity_key", "absent", "create", deeds.announced, KEY, key
    yield "activity_key", "present", "change", deeds.keyed, KEY, {"key": id_of(8)}


def _task_scenes() -> Iterator[Row]:
    kind = "contracted_task"
    by_leader = {**deeds.TASK_TERMS, "assigner": PEOPLE["leader"]}
    yield kind, "absent", "create", _nothing, TASK, deeds.TASK_TERMS
    yield kind, "absent", "create by the leader", _nothing, TASK, by_leader
    acts: dict[str, dict[str, Any]] = {
        "change the terms": {"amount": "300"},
        "assign": {"assigned": True},
        "take on": {"answers/<me>": ACCEPT},
        "decline": {"answers/<me>": RETURN},
        "progress": {"progress/1": {**NOTE, "percent": 40}},
        "report": {"reports/1": NOTE},
        "report anew": {"reports/2": NOTE},
        "check": {"checks/1/<me>": ACCEPT},
        "send back": {"checks/1/<me>": RETURN},
        "cancel": {"cancelled": "不再需要"},
    }
    states: tuple[tuple[str, Prepare], ...] = (
        ("draft", deeds.offered),
        ("assigned", deeds.assigned),
        ("taken", deeds.taken),
        ("reported", deeds.task_reported),
        ("done", deeds.done),
    )
    for state, prepare in states:
        for act, writes in acts.items():
            yield kind, state, act, prepare, TASK, writes

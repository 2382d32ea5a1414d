"""Scenes of inspections for the permission table, and the rows that they must give; a world with a visit in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from models.document import ServerAct, natural_id, uuid_text
from models.inspection import team_id, visit_id
from models.inspection_following import notice_id
from models.visit_tally import tally_id
from tests.models.checklist_scenes import CHECKLIST
from tests.models.world import BAY, CENTRE, NOON, PEOPLE, SURGERY, TODAY, WARD, World, id_of

PLAN, INTERVIEW = id_of(800), id_of(801)
VISIT = visit_id(PLAN, WARD)
TEAM = team_id(VISIT)
NOTICE = notice_id(PLAN)
TALLY = tally_id(VISIT)
LEADER, SECOND = "inspector", "head_of_surgery"
"""The team of the visit; the second one is made an inspector here."""
ITEMS: dict[str, dict[str, Any]] = {
    "a": {"order": 1, "text": "窗口按时开放", "group": ["服务"], "points": 5},
    "b": {
        "order": 2,
        "text": "仪容仪表",
        "group": ["服务"],
        "children": [{"id": "badge", "text": "工号牌"}, {"id": "dress", "text": "着装"}],
        "deduct": {"each": 2, "cap": 4},
    },
    "c": {"order": 3, "text": "文明用语", "group": ["态度"], "scale": "score", "points": 10, "step": 1},
}
DRAFT: dict[str, Any] = {
    "institution": CENTRE,
    "organiser": PEOPLE["supervisor"],
    "manner": "covert",
    "title": "节前暗访",
    "practice": "covert",
    "from": TODAY,
    "to": "2026-11-30",
    "checklist": CHECKLIST,
    "rule": "worst",
    f"candidates/{uuid_text(WARD)}": True,
    f"inspectors/{uuid_text(PEOPLE[LEADER])}": True,
    f"inspectors/{uuid_text(PEOPLE[SECOND])}": True,
    "leader": PEOPLE[LEADER],
}
HOST = {"host_note": "值班人员不在"}


def prepared(world: World) -> None:
    """A published checklist and a second inspector."""
    registers = {f"items/{id}": item for id, item in ITEMS.items()}
    made = {"institution": CENTRE, "name": "窗口检查表", "version": 1, **registers}
    assert world.code("supervisor", "checklist", CHECKLIST, made) is None
    assert world.code("supervisor", "checklist", CHECKLIST, {"published": True}) is None
    role = {"role": "inspector", "at": CENTRE, "from": "2025-01-01", "to": None}
    world.write(ServerAct(PEOPLE[SECOND], "person", {"roles/9": role}))


def drafted(world: World, **more: Any) -> None:
    prepared(world)
    assert world.reason("supervisor", "inspection_plan", PLAN, {**DRAFT, **more}) is None


def sealed(world: World, **more: Any) -> None:
    drafted(world, **more)
    assert world.reason("supervisor", "inspection_plan", PLAN, {"sealed": True}) is None


def announced(world: World) -> None:
    sealed(world, manner="open", practice="open")
    assert world.reason("supervisor", "inspection_plan", PLAN, {"announced": True}) is None


def cancelled(world: World) -> None:
    sealed(world)
    assert world.reason("supervisor", "inspection_plan", PLAN, {"cancelled": "院内停电"}) is None


def finished(world: World) -> None:
    observed(world)
    assert world.reason(LEADER, "visit", VISIT, {own("finished/1/", LEADER): NOON, **HOST}) is None


def published(world: World) -> None:
    finished(world)
    world.write(ServerAct(VISIT, "visit", {"published": NOON}))


def observation_id(who: str, item: str = "a") -> bytes:
    return natural_id(f"observation/{uuid_text(VISIT)}/{item}/{uuid_text(PEOPLE[who])}")


def observation(who: str, item: str = "a", **found: Any) -> dict[str, Any]:
    return {"visit": VISIT, "item": item, "inspector": PEOPLE[who], **found}


def observed(world: World) -> None:
    sealed(world)
    writes = observation(SECOND, verdict="fail")
    assert world.reason(SECOND, "observation", observation_id(SECOND), writes) is None


RULING = natural_id(f"visit_ruling/{uuid_text(VISIT)}/a")
RULED = {"verdict": "fail", "reason": "照片清楚"}


def ruled(world: World) -> None:
    observed(world)
    writes = {"visit": VISIT, "item": "a", own("by/", LEADER): RULED}
    assert world.reason(LEADER, "visit_ruling", RULING, writes) is None


def ruled_and_published(world: World) -> None:
    ruled(world)
    world.write(ServerAct(VISIT, "visit", {"published": NOON}))


TALK: dict[str, Any] = {"visit": VISIT, "interviewer": PEOPLE[SECOND], "form": "interview@1"}


def talked(world: World) -> None:
    sealed(world)
    said = {"answers/who": "patient", "answers/overall": "very", "done": True}
    assert world.reason(SECOND, "interview", INTERVIEW, {**TALK, **said}) is None


def own(prefix: str, who: str) -> str:
    return prefix + uuid_text(PEOPLE[who])


def _nothing(world: World) -> None:
    prepared(world)


Row = tuple[str, str, str, Callable[[World], object], bytes, dict[str, Any]]


def scenes() -> Iterator[Row]:
    yield from _plan_scenes()
    yield from _visit_scenes()
    yield from _below_scenes()


def _plan_scenes() -> Iterator[Row]:
    kind = "inspection_plan"
    yield kind, "absent", "create", _nothing, PLAN, DRAFT
    acts: dict[str, dict[str, Any]] = {
        "add a candidate": {f"candidates/{uuid_text(BAY)}": True},
        "add one's own unit": {f"candidates/{uuid_text(SURGERY)}": True},
        "add a non-inspector": {own("inspectors/", "nurse"): True},
        "seal": {"sealed": True},
        "announce": {"announced": True},
        "cancel": {"cancelled": "改期"},
        "write the draw": {"seed_hash": "00"},
        "change the manner": {"manner": "open"},
    }
    states = (("draft", drafted), ("sealed", sealed), ("cancelled", cancelled), ("announced", announced))
    for state, prepare in states:
        for act, writes in acts.items():
            yield kind, state, act, prepare, PLAN, writes
    yield "inspection_notice", "announced", "write", announced, NOTICE, {"title": "另一次"}
    for act, writes in (
        ("add a non-inspector", {own("members/", "nurse"): True}),
        ("change the leader", {"leader": PEOPLE[SECOND]}),
        ("write the place", {"place": BAY}),
        ("ask somebody to take over", {own("stewards/", "leader"): True}),
    ):
        yield "inspection_team", "sealed", act, sealed, TEAM, writes
    yield "inspection_team", "published", "change the leader", published, TEAM, {"leader": PEOPLE[SECOND]}


def _visit_scenes() -> Iterator[Row]:
    acts: dict[str, dict[str, Any]] = {
        "arrive": {"begun/<me>": NOON},
        "claim": {"claims/a/<me>": NOON},
        "claim for another": {own("claims/a/", SECOND): NOON},
        "set the day": {"day": TODAY},
        "set a day outside": {"day": "2027-01-01"},
        "finish": {"finished/1/<me>": NOON, **HOST},
        "finish without a host": {"finished/1/<me>": NOON},
        "finish again": {"finished/2/<me>": NOON},
        "reopen": {"reopened/1/<me>": "漏看一处"},
        "let the phones speak": {"released": True},
        "publish": {"published": NOON},
        "take in what isn't there": {f"taken_in/{'00' * 16}": True},
    }
    states = (("planned", sealed), ("finished", finished), ("published", published), ("cancelled", cancelled))
    for state, prepare in states:
        for act, writes in acts.items():
            yield "visit", state, act, prepare, VISIT, writes
    yield "visit", "announced", "arrive", announced, VISIT, {"begun/<me>": NOON}


def _below_scenes() -> Iterator[Row]:
    kind, doc = "observation", observation_id(SECOND)
    acts: dict[str, dict[str, Any]] = {
        "create": observation(SECOND, verdict="fail"),
        "change": {"verdict": "pass"},
        "deduct": {"deduction": {"points": "2", "reason": "一人脱岗"}},
        "deduct more than there is": {"deduction": {"points": "6", "reason": "一人脱岗"}},
        "judge a part that isn't there": {"children/hat": "fail"},
    }
    states = (("absent", sealed), ("present", observed), ("finished", finished), ("published", published))
    for state, prepare in states:
        for act, writes in acts.items():
            yield kind, state, act, prepare, doc, writes
    other = observation_id(SECOND, "nothing")
    yield kind, "absent", "create of no item", sealed, other, observation(SECOND, "nothing", verdict="fail")
    ruling = {"visit": VISIT, "item": "a", "by/<me>": RULED}
    yield "visit_ruling", "absent", "rule", observed, RULING, ruling
    yield "visit_ruling", "present", "rule", ruled, RULING, {"by/<me>": RULED}
    yield "visit_ruling", "present", "rule as another", ruled, RULING, {own("by/", LEADER): RULED}
    yield "visit_ruling", "published", "rule", ruled_and_published, RULING, {"by/<me>": RULED}
    yield "visit_tally", "counted", "write", observed, TALLY, {"failed": 0}
    yield "interview", "absent", "create", sealed, INTERVIEW, TALK
    yield "interview", "done", "change", talked, INTERVIEW, {"answers/overall": "not"}


INSPECTION_GROUPS = {
    "circle": "supervisor inspector head_of_surgery",
    "team": "inspector head_of_surgery",
    "centre": "nurse colleague head head_of_bay head_of_surgery secretary leader inspector admin bureau_supervisor",
}

INSPECTION_TABLE = """
inspection_plan | absent | create | yes: supervisor; not_found: others
inspection_plan | draft | add a candidate | yes: supervisor; not_found: others
inspection_plan | sealed / cancelled / announced | add a candidate | closed: supervisor; not_found: others
inspection_plan | draft | add one's own unit | invalid: supervisor; not_found: others
inspection_plan | sealed / cancelled / announced | add one's own unit | closed: supervisor; not_found: others
inspection_plan | draft | add a non-inspector | invalid: supervisor; not_found: others
inspection_plan | sealed / cancelled / announced | add a non-inspector | closed: supervisor; not_found: others
inspection_plan | draft / sealed / announced | seal | yes: supervisor; not_found: others
inspection_plan | cancelled | seal | closed: supervisor; not_found: others
inspection_plan | draft / sealed | announce | invalid: supervisor; not_found: others
inspection_plan | cancelled | announce | closed: supervisor; not_found: others
inspection_plan | announced | announce | yes: supervisor; not_found: others
inspection_plan | draft / sealed / announced | cancel | yes: supervisor; not_found: others
inspection_plan | cancelled | cancel | immutable: supervisor; not_found: others
inspection_plan | draft / sealed / cancelled / announced | write the draw | forbidden: supervisor; not_found: others
inspection_plan | draft | change the manner | immutable: supervisor; not_found: others
inspection_plan | sealed / cancelled / announced | change the manner | closed: supervisor; not_found: others

inspection_notice | announced | write | forbidden: supervisor centre; not_found: others

inspection_team | sealed | add a non-inspector | invalid: supervisor; forbidden: team; not_found: others
inspection_team | sealed | change the leader | yes: supervisor; forbidden: team; not_found: others
inspection_team | published | change the leader | closed: supervisor; forbidden: team; not_found: others
inspection_team | sealed | write the place | forbidden: circle; not_found: others
inspection_team | sealed | ask somebody to take over | forbidden: circle; not_found: others

visit | planned | arrive | yes: team; forbidden: supervisor; not_found: others
visit | finished / published / cancelled | arrive | closed: team; forbidden: supervisor; not_found: others
visit | announced | arrive | yes: team; forbidden: supervisor head; not_found: others
visit | planned | claim | yes: team; forbidden: supervisor; not_found: others
visit | finished / published / cancelled | claim | closed: team; forbidden: supervisor; not_found: others
visit | planned | claim for another | yes: head_of_surgery; forbidden: circle; not_found: others
visit | finished / published / cancelled | \
    claim for another | closed: head_of_surgery; forbidden: circle; not_found: others
visit | planned | set the day | yes: inspector supervisor; forbidden: head_of_surgery; not_found: others
visit | finished / published / cancelled | \
    set the day | closed: inspector supervisor; forbidden: head_of_surgery; not_found: others
visit | planned | set a day outside | invalid: inspector supervisor; forbidden: head_of_surgery; not_found: others
visit | finished / published / cancelled | \
    set a day outside | closed: inspector supervisor; forbidden: head_of_surgery; not_found: others
visit | planned | finish | yes: inspector; forbidden: circle; not_found: others
visit | finished / published / cancelled | finish | closed: inspector; forbidden: circle; not_found: others
visit | planned | finish without a host | invalid: inspector; forbidden: circle; not_found: others
visit | finished / published | finish without a host | yes: inspector; forbidden: circle; not_found: others
visit | cancelled | finish without a host | closed: inspector; forbidden: circle; not_found: others
visit | planned / finished / published | finish again | invalid: inspector; forbidden: circle; not_found: others
visit | cancelled | finish again | closed: inspector; forbidden: circle; not_found: others
visit | planned | reopen | invalid: inspector; forbidden: circle; not_found: others
visit | finished / published | reopen | yes: inspector; forbidden: circle; not_found: others
visit | cancelled | reopen | closed: inspector; forbidden: circle; not_found: others
visit | planned | let the phones speak | yes: inspector; forbidden: circle; not_found: others
visit | finished / published / cancelled | \
    let the phones speak | closed: inspector; forbidden: circle; not_found: others
visit | planned / finished / published / cancelled | publish | forbidden: circle; not_found: others
visit | planned / finished / published | \
    take in what isn't there | invalid: inspector; forbidden: circle; not_found: others
visit | cancelled | take in what isn't there | closed: inspector; forbidden: circle; not_found: others

observation | absent | create | yes: head_of_surgery; not_found: others
observation | present | create | yes: head_of_surgery; forbidden: circle; not_found: others
observation | finished / published | create | closed: head_of_surgery; forbidden: circle; not_found: others
observation | absent | change | not_found: others
observation | present | change | yes: head_of_surgery; forbidden: circle; not_found: others
observation | finished / published | change | closed: head_of_surgery; forbidden: circle; not_found: others
observation | absent | deduct | not_found: others
observation | present | deduct | yes: head_of_surgery; forbidden: circle; not_found: others
observation | finished / published | deduct | closed: head_of_surgery; forbidden: circle; not_found: others
observation | absent | deduct more than there is | not_found: others
observation | present | deduct more than there is | invalid: head_of_surgery; forbidden: circle; not_found: others
observation | finished / published | \
    deduct more than there is | closed: head_of_surgery; forbidden: circle; not_found: others
observation | absent | judge a part that isn't there | not_found: others
observation | present | judge a part that isn't there | invalid: head_of_surgery; forbidden: circle; not_found: others
observation | finished / published | \
    judge a part that isn't there | closed: head_of_surgery; forbidden: circle; not_found: others
observation | absent | create of no item | invalid: head_of_surgery; not_found: others

visit_ruling | absent | rule | yes: inspector; not_found: others
visit_ruling | present | rule | yes: inspector; forbidden: circle; not_found: others
visit_ruling | published | rule | closed: inspector; forbidden: circle; not_found: others
visit_ruling | present | rule as another | yes: inspector; forbidden: circle; not_found: others

visit_tally | counted | write | forbidden: circle; not_found: others

interview | absent | create | yes: head_of_surgery; not_found: others
interview | done | change | closed: head_of_surgery; forbidden: circle; not_found: others
"""

"""Scenes of assessments and nominations for the permission table, and the programme that asks for them."""

from __future__ import annotations

from typing import Any

from models.document import natural_id, uuid_text
from tests.models.world import BAY, CENTRE, PEOPLE, WARD, World, id_of

PROGRAMME = id_of(800)
PERIOD = "2026-11"
WHOLE: dict[str, Any] = {"answers/medical": 38, "answers/clean": True, "submitted": True}
_SCORE = {"title": "月考核表"}
PLAN: dict[str, Any] = {
    "institution": CENTRE,
    "code": "CIVIL",
    "version": 1,
    "about/title": "文明科室",
    "about/starts_on": "2026-09-01",
    "roles/group": {"title": "领导小组", "holder": "leader"},
    "forms/quality": _SCORE,
    "forms/quality/medical": {"type": "score", "label": "医疗质量", "required": True, "min": 0, "max": 40, "order": 1},
    "forms/quality/clean": {"type": "yes_no", "label": "整洁", "required": True, "order": 2},
    "evaluations/month": {
        "title": "每月考核",
        "kind": "unit_assessment",
        "evaluators": "group",
        "subjects": ["department", "hospital"],
        "cadence": {"type": "monthly"},
        "form": "quality",
    },
    "evaluations/person": {
        "title": "个人考核",
        "kind": "personal_assessment",
        "subjects": "staff",
        "cadence": {"type": "unspecified"},
        "form": "quality",
    },
    "evaluations/own": {
        "title": "科室自评",
        "kind": "unit_self",
        "evaluators": "unit",
        "subjects": "unit",
        "cadence": {"type": "quarterly"},
        "form": "quality",
    },
    "evaluations/talk": {"title": "群众评议", "kind": "mass", "evaluators": "public", "cadence": {"type": "immediate"}},
    "awards/cup": {
        "title": "优胜单位",
        "subject": "unit",
        "quota": 2,
        "chain": [{"level": "unit"}, {"level": "county", "quota": 1}, {"level": "province"}],
    },
    "awards/open": {"title": "示范岗"},
}


def assessment_id(by: str, subject: bytes, element: str = "month", period: str = PERIOD) -> bytes:
    names = (uuid_text(PROGRAMME), element, period, uuid_text(PEOPLE[by]), uuid_text(subject))
    return natural_id("/".join(("assessment", *names)))


def assessment(by: str, subject: bytes, element: str = "month", period: str = PERIOD) -> dict[str, Any]:
    names = {"programme": PROGRAMME, "element": element, "period": period, "by": PEOPLE[by]}
    return {**names, "subject": subject, "institution": CENTRE}


def nomination_id(subject: bytes, element: str = "cup") -> bytes:
    return natural_id(f"nomination/{uuid_text(PROGRAMME)}/{element}/{uuid_text(subject)}")


def nomination(subject: bytes, element: str = "cup") -> dict[str, Any]:
    return {"programme": PROGRAMME, "element": element, "subject": subject, "institution": CENTRE}


def step(level: str, by: str, ruling: str = "put_forward") -> dict[str, Any]:
    return {f"steps/{level}/{uuid_text(PEOPLE[by])}": {"ruling": ruling}}


def running(world: World) -> None:
    """The programme is published."""
    assert world.code("supervisor", "programme", PROGRAMME, PLAN) is None
    assert world.code("supervisor", "programme", PROGRAMME, {"published": True}) is None


def begun(world: World) -> None:
    running(world)
    writes = {**assessment("leader", WARD), "answers/medical": 30}
    assert world.code("leader", "assessment", assessment_id("leader", WARD), writes) is None


def judged(world: World) -> None:
    begun(world)
    assert world.code("leader", "assessment", assessment_id("leader", WARD), WHOLE) is None


def named(world: World) -> None:
    running(world)
    writes = {**nomination(WARD), **step("unit", "head")}
    assert world.code("head", "nomination", nomination_id(WARD), writes) is None


def scenes() -> list[tuple[Any, ...]]:
    """(kind, state, act, prepare, doc, writes) of each."""
    kind, doc = "assessment", assessment_id("leader", WARD)
    first = assessment("leader", WARD)
    own = assessment("head", WARD, "own", "2026Q4")
    me = "steps/unit/<me>"
    return [
        (kind, "absent", "create", running, doc, first),
        (kind, "absent", "create of oneself", running, assessment_id("head", WARD, "own", "2026Q4"), own),
        (kind, "draft", "answer", begun, doc, {"answers/medical": 31}),
        (kind, "draft", "submit", begun, doc, WHOLE),
        (kind, "draft", "tell", begun, doc, {"told": "everyone"}),
        (kind, "submitted", "change", judged, doc, {"answers/medical": 40}),
        (kind, "submitted", "tell", judged, doc, {"told": "everyone"}),
        ("nomination", "absent", "create", running, nomination_id(BAY), nomination(BAY)),
        ("nomination", "absent", "put forward", running, nomination_id(BAY), {**nomination(BAY), me: _FORWARD}),
        ("nomination", "named", "rule", named, nomination_id(WARD), {"steps/county/<me>": _FORWARD}),
        ("nomination", "named", "say why", named, nomination_id(WARD), {"reason": "季度第一"}),
    ]


_FORWARD = {"ruling": "put_forward"}

ASSESSMENT_TABLE = """
assessment | absent | create | yes: leader; not_found: others
assessment | absent | create of oneself | yes: head; not_found: others
assessment | draft | answer | yes: leader; not_found: others
assessment | draft | submit | yes: leader; not_found: others
assessment | draft | tell | invalid: leader; not_found: others
assessment | submitted | change | closed: leader; forbidden: organisers; not_found: others
assessment | submitted | tell | yes: office; not_found: others
nomination | absent | create | yes: namers; not_found: others
nomination | absent | put forward | yes: namers; not_found: others
nomination | named | rule | yes: bureau_supervisor; forbidden: bureau_admin; not_found: outsiders; forbidden: others
nomination | named | say why | yes: namers; forbidden: bureau_admin; not_found: outsiders; forbidden: others
"""

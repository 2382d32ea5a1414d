"""Scenes of commentary, remarks and surveys for the permission table, and their rows of it."""

from __future__ import annotations

from typing import Any

from models.document import natural_id, uuid_text
from tests.models.world import BAY, BRANCH, CENTRE, DAY_MS, NOON, PEOPLE, World, id_of

PERIOD = "2026Q4"
FOUR_PARTS = {"strengths": "耐心", "problems": "记录慢", "advice": "当班写完", "direction": "带好新人"}
REMARK, SURVEY, ANSWER, BATCH = id_of(700), id_of(710), id_of(711), id_of(712)
SURVEY_PLAN: dict[str, Any] = {
    "institution": CENTRE,
    "title": "住院患者满意度",
    "form": "satisfaction@1",
    "opens_at": NOON - DAY_MS,
    "closes_at": NOON + DAY_MS,
    "measure": {"item": "overall", "satisfied": ["very", "satisfied", "fairly"], "excluded": ["unknown"]},
}
FILLED: dict[str, Any] = {"channel": "phone", "department": BAY, "answers/overall": "very", "submitted": True}


def commentary_id(subject: str, period: str = PERIOD) -> bytes:
    return natural_id(f"branch_commentary/{period}/{uuid_text(BRANCH)}/{uuid_text(PEOPLE[subject])}")


def commentary(subject: str, period: str = PERIOD) -> dict[str, Any]:
    """The registers that make a commentary."""
    return {"period": period, "branch": BRANCH, "subject": PEOPLE[subject], "institution": CENTRE}


def coverage_id(period: str = PERIOD) -> bytes:
    return natural_id(f"commentary_coverage/{uuid_text(BRANCH)}/{period}")


def quarterly_id(by: str, subject: str) -> bytes:
    return natural_id(f"quarterly_remark/{PERIOD}/{uuid_text(PEOPLE[by])}/{uuid_text(PEOPLE[subject])}")


def quarterly(by: str, subject: str) -> dict[str, Any]:
    return {"period": PERIOD, "by": PEOPLE[by], "subject": PEOPLE[subject], "institution": CENTRE}


def remark(by: str, subject: bytes) -> dict[str, Any]:
    return {"by": PEOPLE[by], "subject": subject, "institution": CENTRE, "text": "今天交接班清楚"}


RESULT = natural_id(f"survey_result/{uuid_text(SURVEY)}")


def nothing(world: World) -> None:
    """Nobody has done anything yet."""


def drafted(world: World) -> None:
    writes = {**commentary("nurse"), "strengths": "耐心"}
    assert world.code("secretary", "branch_commentary", commentary_id("nurse"), writes) is None


def commented(world: World) -> None:
    writes = {**commentary("nurse"), **FOUR_PARTS, "submitted": True}
    assert world.code("secretary", "branch_commentary", commentary_id("nurse"), writes) is None


def remarked(world: World) -> None:
    assert world.code("leader", "leader_remark", REMARK, remark("leader", PEOPLE["nurse"])) is None


def begun(world: World) -> None:
    writes = {**quarterly("leader", "nurse"), "strengths": "稳"}
    assert world.code("leader", "quarterly_remark", quarterly_id("leader", "nurse"), writes) is None


def planned(world: World) -> None:
    assert world.code("supervisor", "survey_round", SURVEY, SURVEY_PLAN) is None


def surveying(world: World) -> None:
    planned(world)
    assert world.code("supervisor", "survey_round", SURVEY, {"opened": True}) is None


def asked(world: World) -> None:
    surveying(world)
    assert world.code("assessor", "survey_answer", ANSWER, {**answer("assessor"), **FILLED}) is None


def boxed(world: World) -> None:
    surveying(world)
    assert world.code("supervisor", "survey_batch", BATCH, {**answer("supervisor"), "issued": 10}) is None


def answer(by: str) -> dict[str, Any]:
    return {"survey": SURVEY, "by": PEOPLE[by]}


def scenes() -> list[tuple[Any, ...]]:
    """(kind, state, act, prepare, doc, writes) of each."""
    kind, doc = "branch_commentary", commentary_id("nurse")
    whole = {**commentary("nurse"), **FOUR_PARTS, "submitted": True}
    of_secretary = {**commentary("secretary"), "by_leader": True}
    survey, form = "survey_round", {"target": 90}
    return [
        (kind, "absent", "create", nothing, doc, commentary("nurse")),
        (kind, "absent", "create of oneself", nothing, commentary_id("secretary"), commentary("secretary")),
        (kind, "absent", "create of the secretary", nothing, commentary_id("secretary"), of_secretary),
        (kind, "draft", "submit", drafted, doc, whole),
        (kind, "draft", "submit a part", drafted, doc, {"submitted": True}),
        (kind, "draft", "judge what came of it", drafted, doc, {"outcome": "done"}),
        (kind, "out", "change", commented, doc, {"problems": "没有"}),
        (kind, "out", "judge what came of it", commented, doc, {"outcome": "done"}),
        ("commentary_coverage", "out", "write", commented, coverage_id(), {f"done/{uuid_text(PEOPLE['head'])}": True}),
        ("leader_remark", "absent", "create", nothing, REMARK, remark("leader", PEOPLE["nurse"])),
        ("leader_remark", "absent", "create on a unit", nothing, REMARK, remark("head", BAY)),
        ("leader_remark", "absent", "create on the superior", nothing, REMARK, remark("head", PEOPLE["leader"])),
        ("leader_remark", "out", "change", remarked, REMARK, {"text": "收回"}),
        ("leader_remark", "out", "follow up", remarked, REMARK, {"follow_up": True}),
        ("quarterly_remark", "absent", "create", nothing, quarterly_id("head", "nurse"), quarterly("head", "nurse")),
        ("quarterly_remark", "draft", "submit", begun, quarterly_id("leader", "nurse"), whole_remark()),
        (survey, "absent", "create", nothing, SURVEY, SURVEY_PLAN),
        (survey, "planned", "open", planned, SURVEY, {"opened": True}),
        (survey, "open", "set a target", surveying, SURVEY, form),
        (survey, "open", "publish", surveying, SURVEY, {"published": True}),
        ("survey_answer", "planned", "create", planned, ANSWER, {**answer("assessor"), **FILLED}),
        ("survey_answer", "open", "create", surveying, ANSWER, {**answer("assessor"), **FILLED}),
        ("survey_answer", "open", "create as staff", surveying, ANSWER, {**answer("nurse"), **FILLED}),
        ("survey_answer", "submitted", "change", asked, ANSWER, {"answers/overall": "not"}),
        ("survey_batch", "open", "create", surveying, BATCH, {**answer("supervisor"), "issued": 10}),
        ("survey_batch", "entered", "count", boxed, BATCH, {"returned": 11}),
        ("survey_result", "open", "write", asked, RESULT, {"count": 9}),
    ]


def whole_remark() -> dict[str, Any]:
    return {**FOUR_PARTS, "submitted": True}


COMMENTARY_TABLE = """
branch_commentary | absent | create | yes: secretary; not_found: others
branch_commentary | absent | create of oneself | invalid: secretary; not_found: others
branch_commentary | absent | create of the secretary | yes: leader; not_found: others
branch_commentary | draft | submit | yes: secretary; not_found: others
branch_commentary | draft | submit a part | invalid: secretary; not_found: others
branch_commentary | draft | judge what came of it | invalid: secretary; not_found: others
branch_commentary | out | change | closed: secretary; forbidden: nurse; not_found: others
branch_commentary | out | judge what came of it | yes: secretary; forbidden: nurse; not_found: others
commentary_coverage | out | write | forbidden: office secretary; not_found: others
leader_remark | absent | create | yes: leader; not_found: others
leader_remark | absent | create on a unit | yes: head; not_found: others
leader_remark | absent | create on the superior | not_found: others
leader_remark | out | change | closed: leader; forbidden: nurse readers; not_found: others
leader_remark | out | follow up | yes: leader; forbidden: nurse readers; not_found: others
quarterly_remark | absent | create | yes: head; not_found: others
quarterly_remark | draft | submit | yes: leader; not_found: others
survey_round | absent | create | yes: organisers; not_found: others
survey_round | planned | open | yes: organisers; forbidden: assessor; not_found: outsiders; forbidden: others
survey_round | open | set a target | closed: organisers; forbidden: assessor; not_found: outsiders; forbidden: others
survey_round | open | publish | invalid: organisers; forbidden: assessor; not_found: outsiders; forbidden: others
survey_answer | planned | create | invalid: assessor; not_found: others
survey_answer | open | create | yes: assessor; not_found: others
survey_answer | open | create as staff | not_found: others
survey_answer | submitted | change | closed: assessor; not_found: others
survey_batch | open | create | yes: supervisor; not_found: others
survey_batch | entered | count | yes: supervisor; not_found: others
survey_result | open | write | forbidden: office; not_found: others
"""

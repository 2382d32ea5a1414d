"""A programme that scores in the small world: what it says, and what is done under it."""

from __future__ import annotations

from typing import Any

from models.document import natural_id, uuid_text
from models.programme import programme_form_name
from tests.models.world import CENTRE, DAY_MS, PEOPLE, World, id_of

PROGRAMME = id_of(700)
ROUND = id_of(620)
FORM = programme_form_name("sheet", PROGRAMME, 1)
REVIEW = programme_form_name("review", PROGRAMME, 1)
POINTS = {"did": 100, "partly": 60, "not": 0}
OPTIONS = [{"value": value, "label": value} for value in POINTS]
CHOICE: dict[str, Any] = {"type": "choice", "required": True, "options": OPTIONS}
SELF: dict[str, Any] = {
    "title": "个人自评",
    "kind": ["self"],
    "evaluators": ["staff"],
    "subjects": ["self"],
    "cadence": {"type": "monthly"},
    "form": "sheet",
}
PEER: dict[str, Any] = {
    "title": "互评",
    "kind": ["peer"],
    "evaluators": ["staff"],
    "subjects": ["staff"],
    "cadence": {"type": "monthly"},
    "form": "review",
}
TOGETHER: dict[str, Any] = {
    "title": "综合考核",
    "kind": ["combined"],
    "subjects": ["staff"],
    "cadence": {"type": "monthly"},
    "combines": ["self", "peer"],
    "scoring": "month",
}
BANDS = [
    {"id": "excellent", "title": "优秀", "min": 90},
    {"id": "good", "title": "良好", "min": 60},
    {"id": "poor", "title": "较差", "otherwise": True},
]


def component(id: str, weight: int, source: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": id, "title": id, "weight": weight, "source": source, "aggregate": "mean", **more}


MONTH: dict[str, Any] = {
    "title": "月度计分",
    "components": [
        component("self", 40, {"evaluation": "self"}),
        component("peer", 60, {"evaluation": "peer"}, aggregate="trimmed_mean"),
    ],
    "bands": BANDS,
}
SHEET: dict[str, Any] = {
    "title": "自评计分",
    "components": [component("care", 1, {"items": "care"}, aggregate="sum", points=POINTS)],
}
PLAN: dict[str, Any] = {
    "institution": CENTRE,
    "code": "scored",
    "version": 1,
    "about/title": "计分方案",
    "about/starts_on": "2026-01-01",
    "evaluations/self": {**SELF, "scoring": "sheet", "order": 1},
    "evaluations/peer": {**PEER, "order": 2},
    "evaluations/together": {**TOGETHER, "order": 3},
    "scoring/month": {**MONTH, "order": 1},
    "scoring/sheet": {**SHEET, "order": 2},
    "forms/sheet": {"title": "自评表", "order": 1},
    "forms/sheet/care": {**CHOICE, "label": "做到没有", "order": 1},
    "forms/review": {"title": "互评表", "order": 2},
    "forms/review/points": {
        "type": "score", "label": "得分", "required": True, "min": 0, "max": 100, "step": 1, "order": 1
    },
}  # fmt: skip


def begun(world: World, **changes: Any) -> None:
    """The programme in force; a change that is None leaves its element out."""
    plan = {path: value for path, value in {**PLAN, **changes}.items() if value is not None}
    assert world.code("admin", "programme", PROGRAMME, plan) is None
    refusal = world.tries("admin", "programme", PROGRAMME, {"published": True})
    assert refusal is None, refusal


def fills(world: World, who: str, day: str, form: str = FORM, **answers: Any) -> None:
    doc = natural_id(f"self_evaluation/{uuid_text(PEOPLE[who])}/{form.partition('@')[0]}/{day}")
    given = {f"answers/{item}": value for item, value in answers.items()}
    writes = {"person": PEOPLE[who], "form": form, "day": day, **given, "submitted": True}
    refusal = world.tries(who, "self_evaluation", doc, writes)
    assert refusal is None, refusal


def opened(world: World, *, until_ms: int, **changes: Any) -> None:
    """A round of the programme's peer review."""
    plan: dict[str, Any] = {
        "institution": CENTRE,
        "title": "互评",
        "programme": PROGRAMME,
        "element": "peer",
        "form": REVIEW,
        "opens_at": world.now_ms,
        "closes_at": until_ms,
        "anonymity": "confidential",
        "threshold": 3,
        "rule": {"type": "all", "each": 5},
        **changes,
    }
    for writes in (plan, {"opened": True}):
        refusal = world.tries("supervisor", "peer_round", ROUND, writes)
        assert refusal is None, refusal


def publish(world: World, closed_ms: int) -> None:
    """What the clock does once the round has closed."""
    world.pass_time(closed_ms - world.now_ms + 4 * DAY_MS)
    assert world.documents[ROUND].value("published") is True


def reviewed(world: World, who: str, scores: dict[str, int], *, until_ms: int, **changes: Any) -> None:
    """A round in which these colleagues give their points to one person; published after its end."""
    opened(world, until_ms=until_ms, **changes)
    for reviewer, points in scores.items():
        gives(world, reviewer, who, points)
    publish(world, until_ms)


def gives(world: World, reviewer: str, who: str, points: int) -> None:
    doc = natural_id(f"peer_review/{uuid_text(ROUND)}/{uuid_text(PEOPLE[reviewer])}/{uuid_text(PEOPLE[who])}")
    opening = {"round": ROUND, "reviewer": PEOPLE[reviewer], "subject": PEOPLE[who]}
    refusal = world.tries(reviewer, "peer_review", doc, {**opening, "answers/points": points, "submitted": True})
    assert refusal is None, refusal


def score_of(registers: dict[str, Any]) -> dict[str, Any]:
    return registers[f"scores/{uuid_text(PROGRAMME)}"]


def recorded(world: World, who: str, count: int) -> None:
    """So many confirmed records of study on one day of September."""
    for number in range(count):
        doc = bytes([*world.stamp(world.now_ms)])
        writes = {"institution": CENTRE, "person": PEOPLE[who], "day": "2026-09-08", "type": "study", "title": "读"}
        assert world.code(who, "record_entry", doc, {**writes, "handed_in/1": True}) is None
        ruling = {f"reviews/1/{uuid_text(PEOPLE['head_of_bay'])}": {"ruling": "accepted"}}
        assert world.code("head_of_bay", "record_entry", doc, ruling) is None, number

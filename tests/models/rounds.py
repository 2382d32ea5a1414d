"""Rounds of peer review for tests: planned, open, closed, published."""

from __future__ import annotations

from typing import Any

from models.document import natural_id, uuid_text
from tests.models.world import CENTRE, DAY_MS, HOUR_MS, NOON, PEOPLE, World, id_of

ROUND = id_of(600)
ANSWERS: dict[str, Any] = {
    "answers/virtue": 5,
    "answers/ability": 4,
    "answers/diligence": 5,
    "answers/achievement": 9.5,
    "answers/integrity": 5,
}
PLAN: dict[str, Any] = {
    "institution": CENTRE,
    "title": "第四季度互评",
    "form": "review@1",
    "opens_at": NOON,
    "closes_at": NOON + DAY_MS,
    "anonymity": "confidential",
    "threshold": 3,
    "rule": {"type": "same_unit", "each": 3},
}


def planned(world: World, **changes: Any) -> bytes:
    """A round of the supervisor's, not yet open."""
    assert world.code("supervisor", "peer_round", ROUND, {**PLAN, **changes}) is None
    return ROUND


def opened(world: World, **changes: Any) -> bytes:
    planned(world, **changes)
    assert world.code("supervisor", "peer_round", ROUND, {"opened": True}) is None
    return ROUND


def published(world: World, **changes: Any) -> bytes:
    """A round over whose end the clock has gone, with its results out."""
    opened(world, **changes)
    world.now_ms += DAY_MS + HOUR_MS
    assert world.code("supervisor", "peer_round", ROUND, {"published": True}) is None
    return ROUND


def owed_by(world: World, who: str) -> list[str]:
    """The names of those whom somebody is to review."""
    document = world.documents.get(assignment_id(who))
    names = {uuid_text(id): name for name, id in PEOPLE.items()}
    registers = {} if document is None else document.registers
    paths = [path for path, each in registers.items() if path.startswith("subjects/") and each.value is True]
    return sorted(names.get(path[9:], path[9:]) for path in paths)


def assignment_id(who: str) -> bytes:
    return natural_id(f"peer_assignment/{uuid_text(ROUND)}/{uuid_text(PEOPLE[who])}")


def review_id(reviewer: str, subject: str) -> bytes:
    return natural_id(f"peer_review/{uuid_text(ROUND)}/{uuid_text(PEOPLE[reviewer])}/{uuid_text(PEOPLE[subject])}")


def result_id(subject: str) -> bytes:
    return natural_id(f"peer_result/{uuid_text(ROUND)}/{uuid_text(PEOPLE[subject])}")


TURNOUT = natural_id(f"peer_turnout/{uuid_text(ROUND)}")


def review(reviewer: str, subject: str) -> dict[str, Any]:
    """The registers that make a review."""
    return {"round": ROUND, "reviewer": PEOPLE[reviewer], "subject": PEOPLE[subject]}


def submit(world: World, reviewer: str, subject: str, **answers: Any) -> None:
    writes = {**review(reviewer, subject), **ANSWERS, **{f"answers/{item}": value for item, value in answers.items()}}
    doc = review_id(reviewer, subject)
    assert world.code(reviewer, "peer_review", doc, {**writes, "submitted": True}) is None

"""Upward, combined and external rounds for tests, their scenes for the permission table, and their rows of it."""

from __future__ import annotations

from typing import Any

from models.document import natural_id, uuid_text
from tests.models import rounds
from tests.models.rounds import ROUND, opened, review, review_id
from tests.models.world import CENTRE, DAY_MS, NOON, PEOPLE, World

MARKS = {f"answers/{item}": 4 for item in ("virtue", "ability", "diligence", "achievement", "integrity")}
HEADS = ("head", "head_of_bay", "head_of_surgery")
BANDS: dict[str, Any] = {
    "bands/1": {"grade": "优秀", "from": 90},
    "bands/2": {"grade": "称职", "from": 60},
    "bands/3": {"grade": "不称职", "from": 0},
}
UPWARD: dict[str, Any] = {
    "institution": CENTRE,
    "title": "年中领导班子成员评议",
    "form": "upward@1",
    "kind": "upward",
    "evaluators": {"role": "head"},
    "subjects": {"role": "leader"},
    "opens_at": NOON,
    "closes_at": NOON + DAY_MS,
    "anonymity": "confidential",
    "threshold": 3,
    "rule": {"type": "all", "each": 50},
    "quorum": "4/5",
    "decider": "supervisor",
    **BANDS,
}
RELATIVES = natural_id(f"relatives/{uuid_text(CENTRE)}")
ELECTORATE = natural_id(f"electorate/{uuid_text(ROUND)}")


def decision_id(subject: str) -> bytes:
    return natural_id(f"decision/{uuid_text(ROUND)}/{uuid_text(PEOPLE[subject])}")


def combined_id(subject: str) -> bytes:
    return natural_id(f"combined_result/{uuid_text(ROUND)}/{uuid_text(PEOPLE[subject])}")


def recusal_id(reviewer: str, subject: str) -> bytes:
    return natural_id(f"recusal/{uuid_text(ROUND)}/{uuid_text(PEOPLE[reviewer])}/{uuid_text(PEOPLE[subject])}")


def plan(world: World, **changes: Any) -> None:
    assert world.code("supervisor", "peer_round", ROUND, {**UPWARD, **changes}) is None


def begin(world: World, **changes: Any) -> None:
    plan(world, **changes)
    assert world.code("supervisor", "peer_round", ROUND, {"opened": True}) is None


def judge(world: World, who: str, subject: str = "leader", **answers: int) -> None:
    marks = {**MARKS, **{f"answers/{item}": value for item, value in answers.items()}}
    writes = {**review(who, subject), **marks, "submitted": True}
    assert world.code(who, "peer_review", review_id(who, subject), writes) is None


def close(world: World) -> None:
    world.now_ms += DAY_MS
    assert world.code("supervisor", "peer_round", ROUND, {"published": True}) is None


def proposed(world: World) -> None:
    """An upward round that all heads took part in, closed: a grade is proposed."""
    begin(world)
    for who in HEADS:
        judge(world, who)
    close(world)


def combining(world: World) -> None:
    parts = {"parts/1": {"source": "self", "weight": 100, "period": "2026Q4"}}
    writes = {"institution": CENTRE, "title": "年终", "kind": "combined", "subjects": {"role": "leader"}, **parts}
    assert world.code("supervisor", "peer_round", ROUND, {**writes, "closes_at": NOON + DAY_MS}) is None
    assert world.code("supervisor", "peer_round", ROUND, {"opened": True}) is None
    close(world)


def related(world: World, one: str = "nurse", other: str = "colleague") -> None:
    pair = {"one": PEOPLE[one], "other": PEOPLE[other]}
    assert world.code("supervisor", "relatives", RELATIVES, {"institution": CENTRE, "pairs/1": pair}) is None


def recused(world: World) -> None:
    opened(world)
    assert world.code("nurse", "recusal", recusal_id("nurse", "colleague"), review("nurse", "colleague")) is None


def nothing(world: World) -> None:
    """Nobody has done anything yet."""


def scenes() -> list[tuple[Any, ...]]:
    """(kind, state, act, prepare, doc, writes) of each."""
    pair = {"one": PEOPLE["nurse"], "other": PEOPLE["head"]}
    kin, decision = {"institution": CENTRE, "pairs/2": pair}, decision_id("leader")
    confirm = {"grade": "称职", "decided": True}
    return [
        ("electorate", "open", "write", opened, ELECTORATE, {"due": 1}),
        ("relatives", "absent", "create", nothing, RELATIVES, kin),
        ("relatives", "present", "add", related, RELATIVES, {"pairs/2": pair}),
        ("recusal", "open", "create", opened, recusal_id("nurse", "colleague"), review("nurse", "colleague")),
        ("recusal", "open", "create for none", opened, recusal_id("nurse", "leader"), review("nurse", "leader")),
        ("recusal", "declared", "give a reason", recused, recusal_id("nurse", "colleague"), {"reason": "亲属"}),
        ("peer_review", "recused", "create", recused, review_id("nurse", "colleague"), review("nurse", "colleague")),
        ("combined_result", "published", "write", combining, combined_id("leader"), {"total": "1"}),
        ("decision", "absent", "create", rounds.published, decision, {"round": ROUND, "subject": PEOPLE["leader"]}),
        ("decision", "proposed", "confirm", proposed, decision, confirm),
        ("decision", "proposed", "override without a reason", proposed, decision, {**confirm, "grade": "优秀"}),
        ("decision", "proposed", "invent a grade", proposed, decision, {"grade": "特优"}),
    ]


ROUND_TABLE = """
electorate | open | write | forbidden: office; not_found: others
relatives | absent | create | yes: organisers; not_found: others
relatives | present | add | yes: organisers; forbidden: leader; not_found: others
recusal | open | create | yes: nurse; not_found: others
recusal | open | create for none | not_found: others
recusal | declared | give a reason | yes: nurse; not_found: others
peer_review | recused | create | not_found: others
combined_result | published | write | forbidden: office; not_found: others
decision | absent | create | not_found: others
decision | proposed | confirm | yes: organisers; forbidden: leader; not_found: others
decision | proposed | override without a reason | invalid: organisers; forbidden: leader; not_found: others
decision | proposed | invent a grade | invalid: organisers; forbidden: leader; not_found: others
"""

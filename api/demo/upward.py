"""Rounds of the demonstration in which heads evaluate the leadership, and what was put together of the half-year.

Promises: pure; the deeds are those of people, in order of time, and lie before `now_ms`; what follows from them
(tasks, turnout, results, proposed grades) the server writes itself when it takes them.
"""

from __future__ import annotations

from random import Random
from typing import Any

from msgspec import Struct

from api.demo.hospital import Colleague, Deed, Hospital
from models.calendar import HOUR_MS, add_days, day_start_ms
from models.document import natural_id, uuid_text
from sync.stamp import make

BANDS = (("优秀", 90), ("称职", 75), ("基本称职", 60), ("不称职", 0))
ASPECTS = ("virtue", "ability", "diligence", "achievement", "integrity")


class Plan(Struct, frozen=True):
    """上评安排: a round of the demonstration; days are counted back from today, and ahead with a minus."""

    key: str
    title: str
    opened_days_ago: int
    closed_days_ago: int
    share: float


PAST = Plan("past", "上半年中层干部评议领导班子成员", 130, 120, 1.0)
OPEN = Plan("open", "下半年中层干部评议领导班子成员", 2, -9, 0.4)


def upward_deeds(hospital: Hospital, today: str, now_ms: int) -> list[Deed]:
    """Both rounds, the half-year put together, and who is related to whom."""
    here = hospital.places["centre"]
    own = [each for each in hospital.people if each.institution == here]
    organiser = next(each for each in own if each.role == "supervisor")
    past, deeds = _round(hospital, PAST, own, organiser, today)
    _, running = _round(hospital, OPEN, own, organiser, today)
    deeds += [*running, *_put_together(hospital, own, organiser, past, today), _related(own, organiser, today)]
    return sorted((deed for deed in deeds if deed.moment_ms < now_ms), key=lambda deed: deed.moment_ms)


def _round(
    hospital: Hospital, plan: Plan, own: list[Colleague], organiser: Colleague, today: str
) -> tuple[bytes, list[Deed]]:
    opens_at = day_start_ms(add_days(today, -plan.opened_days_ago)) + 9 * HOUR_MS
    closes_at = day_start_ms(add_days(today, -plan.closed_days_ago)) + 18 * HOUR_MS
    made_ms = opens_at - 2 * HOUR_MS
    id = make(made_ms, 0, organiser.replica)
    writes: dict[str, Any] = {
        "institution": organiser.institution,
        "title": plan.title,
        "form": "upward@1",
        "kind": "upward",
        "evaluators": {"role": "head"},
        "subjects": {"role": "leader"},
        "opens_at": opens_at,
        "closes_at": closes_at,
        "anonymity": "confidential",
        "threshold": 4,
        "rule": {"type": "all", "each": 50},
        "quorum": "4/5",
        "decider": "supervisor",
        **{f"bands/{number}": {"grade": grade, "from": least} for number, (grade, least) in enumerate(BANDS, 1)},
    }
    deeds = [
        Deed(made_ms, organiser.id, id, "peer_round", writes),
        Deed(made_ms + HOUR_MS, organiser.id, id, "peer_round", {"opened": True}),
    ]
    heads = [each for each in own if each.role == "head"]
    leader = next(each for each in own if each.role == "leader")
    came = heads[: round(len(heads) * plan.share)]
    random = Random(f"{hospital.seed}/upward/{plan.key}")  # noqa: S311 plausible, not secret
    deeds += [_review(random, head, leader, id, opens_at + (number + 1) * HOUR_MS) for number, head in enumerate(came)]
    if plan.closed_days_ago > 0:
        deeds.append(Deed(closes_at + HOUR_MS, organiser.id, id, "peer_round", {"published": True}))
        grade = {"grade": "优秀", "reason": "上半年牵头完成门诊改造，群众反映好。", "decided": True}
        decision = natural_id(f"decision/{uuid_text(id)}/{uuid_text(leader.id)}")
        deeds.append(Deed(closes_at + 20 * HOUR_MS, organiser.id, decision, "decision", grade))
    else:
        name = f"recusal/{uuid_text(id)}/{uuid_text(heads[-1].id)}/{uuid_text(leader.id)}"
        pair = {"round": id, "reviewer": heads[-1].id, "subject": leader.id, "reason": "近亲属关系"}
        deeds.append(Deed(opens_at + 8 * HOUR_MS, heads[-1].id, natural_id(name), "recusal", pair))
    return id, deeds


def _review(random: Random, head: Colleague, leader: Colleague, round: bytes, moment_ms: int) -> Deed:
    name = f"peer_review/{uuid_text(round)}/{uuid_text(head.id)}/{uuid_text(leader.id)}"
    marks = {f"answers/{aspect}": random.choice((4, 4, 5)) for aspect in ASPECTS}
    writes = {"round": round, "reviewer": head.id, "subject": leader.id, **marks, "submitted": True}
    return Deed(moment_ms, head.id, natural_id(name), "peer_review", writes)


def _put_together(
    hospital: Hospital, own: list[Colleague], organiser: Colleague, past: bytes, today: str
) -> list[Deed]:
    """自评 + 上评: one part of it is missing on purpose, and is named."""
    opens_at = day_start_ms(add_days(today, -100)) + 9 * HOUR_MS
    id = make(opens_at, 1, organiser.replica)
    closes_at = opens_at + 10 * HOUR_MS
    writes: dict[str, Any] = {
        "institution": organiser.institution,
        "title": "上半年领导班子成员综合评定",
        "kind": "combined",
        "subjects": {"role": "leader"},
        "opens_at": opens_at,
        "closes_at": closes_at,
        "parts/1": {"source": "round", "weight": 60, "of": past},
        "parts/2": {"source": "remark", "weight": 40, "period": f"{add_days(today, -130)[:4]}H1"},
        "opened": True,
    }
    return [
        Deed(opens_at, organiser.id, id, "peer_round", writes),
        Deed(closes_at + HOUR_MS, organiser.id, id, "peer_round", {"published": True}),
    ]


def _related(own: list[Colleague], organiser: Colleague, today: str) -> Deed:
    """Two colleagues are married; told to the office after the rounds that run had been drawn."""
    moment_ms = day_start_ms(add_days(today, -1)) + 11 * HOUR_MS
    doc = natural_id(f"relatives/{uuid_text(organiser.institution)}")
    pair = {"one": own[7].id, "other": own[9].id}
    return Deed(moment_ms, organiser.id, doc, "relatives", {"institution": organiser.institution, "pairs/1": pair})

"""Two rounds of peer review in the demonstration: one whose results are out, one in which the main nurse owes five.

Promises: pure; the deeds are those of people, in order of time; what follows from them (assignments, turnout, results)
the server writes itself when it takes them. Everything lies before `now_ms`.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from msgspec import Struct

from api.demo.hospital import Deed, Hospital
from models.calendar import DAY_MS, HOUR_MS, add_days, day_start_ms, local_day
from models.document import Document, Register, natural_id, uuid_text
from models.roster import Roster
from models.round import assignments, read_round
from sync.stamp import make

FORM = "review@1"
Secrets = Callable[[bytes], bytes]
"""What the server draws a round's assignments by, from the round's id: `Library.secret_for`."""


class Plan(Struct, frozen=True):
    """互评安排: a round of the demonstration; days are counted back from today, and ahead with a minus."""

    key: str
    title: str
    opened_days_ago: int
    closed_days_ago: int
    rule: str
    threshold: int
    turnout: float


PAST = Plan("past", "上一季度党员互评", 45, 35, "branch", 4, 0.88)
OPEN = Plan("open", "本季度科室互评", 3, -5, "same_unit", 4, 0.5)


def peer_deeds(hospital: Hospital, today: str, now_ms: int, secret_for: Secrets) -> list[Deed]:
    """What the supervisor and the reviewers did in both rounds."""
    return [
        deed for plan in (PAST, OPEN) for deed in _round(hospital, plan, today, secret_for) if deed.moment_ms < now_ms
    ]


def _round(hospital: Hospital, plan: Plan, today: str, secret_for: Secrets) -> list[Deed]:
    here = hospital.places["centre"]
    organiser = next(each for each in hospital.people if each.institution == here and each.role == "supervisor")
    opens_at = day_start_ms(add_days(today, -plan.opened_days_ago)) + 9 * HOUR_MS
    closes_at = day_start_ms(add_days(today, -plan.closed_days_ago)) + 18 * HOUR_MS
    made_ms = opens_at - 2 * HOUR_MS
    id = make(made_ms, 0, organiser.replica)
    writes: dict[str, Any] = {
        "institution": here,
        "title": plan.title,
        "form": FORM,
        "opens_at": opens_at,
        "closes_at": closes_at,
        "anonymity": "confidential",
        "threshold": plan.threshold,
        "rule": {"type": plan.rule, "each": 5},
    }
    deeds = [
        Deed(made_ms, organiser.id, id, "peer_round", writes),
        Deed(opens_at - HOUR_MS, organiser.id, id, "peer_round", {"opened": True}),
        *_reviews(hospital, plan, id, writes, secret_for(id)),
    ]
    if plan.closed_days_ago > 0:
        deeds.append(Deed(closes_at + 16 * HOUR_MS, organiser.id, id, "peer_round", {"published": True}))
    return deeds


def _reviews(hospital: Hospital, plan: Plan, round: bytes, writes: dict[str, Any], secret: bytes) -> list[Deed]:
    random = Random(f"{hospital.seed}/{plan.key}")  # noqa: S311 plausible, not secret
    opens_at, closes_at = writes["opens_at"], writes["closes_at"]
    day = local_day(opens_at)
    deeds: list[Deed] = []
    for reviewer, subjects in _assigned(hospital, round, writes, day, secret).items():
        for subject in subjects:
            moment_ms = random.randrange(opens_at + HOUR_MS, min(closes_at, opens_at + 3 * DAY_MS))
            done = random.random() < plan.turnout
            answers = _answers(random)
            if plan is OPEN and reviewer == hospital.nurse.id:
                continue
            if done or subject == hospital.nurse.id:
                deeds.append(_review(round, reviewer, subject, moment_ms, answers))
    return deeds


def _review(round: bytes, reviewer: bytes, subject: bytes, moment_ms: int, answers: dict[str, Any]) -> Deed:
    name = f"peer_review/{uuid_text(round)}/{uuid_text(reviewer)}/{uuid_text(subject)}"
    writes = {"round": round, "reviewer": reviewer, "subject": subject, **answers, "submitted": True}
    return Deed(moment_ms, reviewer, natural_id(name), "peer_review", writes)


def _answers(random: Random) -> dict[str, Any]:
    answers: dict[str, Any] = {
        f"answers/{aspect}": random.choice((3, 4, 4, 5, 5, 5))
        for aspect in ("virtue", "ability", "diligence", "integrity")
    }
    answers["answers/achievement"] = random.randint(13, 20) / 2
    return answers


def _assigned(
    hospital: Hospital, round: bytes, writes: dict[str, Any], day: str, secret: bytes
) -> dict[bytes, tuple[bytes, ...]]:
    """The draw that the server will make of the same roster, round and secret."""
    roster = Roster((as_document(deed.doc, deed.kind, deed.writes) for deed in hospital.deeds), day)
    return assignments(read_round(as_document(round, "peer_round", writes)), roster, day, secret)


def as_document(id: bytes, kind: str, writes: dict[str, Any]) -> Document:
    """What a single act leaves of a document."""
    registers = {path: Register(id, value, bytes(16), 0) for path, value in writes.items()}
    return Document(id, kind, bytes(16), registers)

"""The demonstration's surveys: one that is over, with its rate, and one in which the assessor is asking people now.

Promises: pure; the deeds are those of people, in order of time, and lie before `now_ms`.
"""

from __future__ import annotations

from random import Random
from typing import Any

from msgspec import Struct

from api.demo.hospital import Colleague, Deed, Hospital
from models.calendar import HOUR_MS, add_days, day_start_ms
from models.document import uuid_text
from sync.stamp import make

ANSWERS = ("very", "very", "very", "satisfied", "satisfied", "satisfied", "fairly", "not", "unknown")
UNITS = ("internal", "surgery", "maternity", "registration", "pharmacy")


class Plan(Struct, frozen=True):
    """调查安排: a survey of the demonstration; days are counted back from today, and ahead with a minus."""

    key: str
    title: str
    opened_days_ago: int
    closed_days_ago: int
    asked: int
    boxed: int


PAST = Plan("past", "上月服务对象满意度调查", 40, 20, 30, 10)
OPEN = Plan("open", "本月服务对象满意度调查", 4, -10, 7, 0)


def survey_deeds(hospital: Hospital, today: str, now_ms: int) -> list[Deed]:
    """What the supervisor, and the assessor from outside, did for both surveys."""
    deeds = [deed for plan in (PAST, OPEN) for deed in _survey(hospital, plan, today) if deed.moment_ms < now_ms]
    return sorted(deeds, key=lambda deed: deed.moment_ms)


def _survey(hospital: Hospital, plan: Plan, today: str) -> list[Deed]:
    here = hospital.places["centre"]
    organiser = next(each for each in hospital.people if each.institution == here and each.role == "supervisor")
    (assessor,) = hospital.visitors
    opens_at = day_start_ms(add_days(today, -plan.opened_days_ago)) + 8 * HOUR_MS
    closes_at = day_start_ms(add_days(today, -plan.closed_days_ago)) + 18 * HOUR_MS
    made_ms = opens_at - HOUR_MS
    id = make(made_ms, 0, organiser.replica)
    writes: dict[str, Any] = {
        "institution": here,
        "title": plan.title,
        "form": "satisfaction@1",
        "opens_at": opens_at,
        "closes_at": closes_at,
        "measure": {"item": "overall", "satisfied": ["very", "satisfied", "fairly"], "excluded": ["unknown"]},
        "target": 90,
        f"interviewers/{uuid_text(assessor.id)}": True,
        "opened": True,
    }
    deeds = [Deed(made_ms, organiser.id, id, "survey_round", writes)]
    random = Random(f"{hospital.seed}/survey/{plan.key}")  # noqa: S311 plausible, not secret
    for number in range(plan.asked):
        moment_ms = opens_at + HOUR_MS + number * HOUR_MS // 3
        channel = random.choice(("phone", "phone", "visit", "street"))
        deeds.append(_answer(hospital, random, assessor, id, moment_ms=moment_ms, said={"channel": channel}))
    if plan.boxed:
        deeds += _box(hospital, random, organiser, id, moment_ms=opens_at + 50 * HOUR_MS, returned=plan.boxed)
    if plan.closed_days_ago > 0:
        deeds.append(Deed(closes_at + HOUR_MS, organiser.id, id, "survey_round", {"published": True}))
    return deeds


def _box(
    hospital: Hospital, random: Random, clerk: Colleague, survey: bytes, *, moment_ms: int, returned: int
) -> list[Deed]:
    """A box of paper forms, entered by a clerk."""
    box = make(moment_ms, 0, clerk.replica)
    unit = hospital.places["internal"]
    counts = {"survey": survey, "by": clerk.id, "department": unit, "issued": returned + 5, "returned": returned}
    deeds = [Deed(moment_ms, clerk.id, box, "survey_batch", counts)]
    for number in range(1, returned + 1):
        said = {"channel": "box", "batch": box}
        deeds.append(_answer(hospital, random, clerk, survey, moment_ms=moment_ms + number * 60_000, said=said))
    return deeds


def _answer(
    hospital: Hospital, random: Random, by: Colleague, survey: bytes, *, moment_ms: int, said: dict[str, Any]
) -> Deed:
    writes: dict[str, Any] = {
        "survey": survey,
        "by": by.id,
        **said,
        "department": hospital.places[random.choice(UNITS)],
        "encounter": random.choice(("outpatient", "inpatient")),
        **{f"answers/{item}": random.choice(ANSWERS) for item in ("overall", "manner", "waiting", "fees")},
        "submitted": True,
    }
    return Deed(moment_ms, by.id, make(moment_ms, 0, by.replica), "survey_answer", writes)

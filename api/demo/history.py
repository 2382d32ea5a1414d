"""The demonstration's days: who evaluated himself when, in order of time.

Promises: pure; a person's day is always the same for one seed, whenever it is asked for, so that a demonstration that
has grown old can be topped up. The main nurse has no entry for today, which is hers to make. Week-ends are for who is
on duty, some are on leave, a few days are missing and some were filled in the morning after.
"""

from __future__ import annotations

from random import Random
from typing import Any

from msgspec import Struct

from api.demo.hospital import Colleague, Deed, Hospital
from api.demo.notes import REMARKS, notes_for
from models.calendar import DAY_MS, add_days, day_start_ms, is_weekend
from models.document import natural_id, uuid_text

DAYS = 60
"""How far the days go back that are told; older ones are free for whoever tries the demonstration out."""
NEIGHBOUR_DAYS = 20
MINUTE_MS = 60_000
FORM = "daily@1"
LEAVE_SHARE = 0.06
_WEEK_MS = 7 * DAY_MS


class Habit(Struct, frozen=True):
    """习惯: how one person's days tend to look; shares lie in 0..1."""

    care: float
    praised: float
    diligence: float
    talkative: float
    on_duty_at_weekends: float


def self_evaluations(hospital: Hospital, today: str, since_ms: int, until_ms: int) -> list[Deed]:
    """Every submission of the last days whose moment lies in since_ms..until_ms (excluded), sorted by it."""
    deeds: list[Deed] = []
    for person in hospital.people:
        main = person is hospital.nurse
        habit = _habit(_random(hospital, person, "habit"), main=main)
        days = DAYS if person.institution == hospital.places["centre"] else NEIGHBOUR_DAYS
        for back in range(days, 0 if main else -1, -1):
            day = add_days(today, -back)
            if main or not _on_leave(hospital, person, day):
                deed = _evaluation(_random(hospital, person, day), person, habit, day, main=main)
                if deed is not None and since_ms <= deed.moment_ms < until_ms:
                    deeds.append(deed)
    return sorted(deeds, key=lambda deed: (deed.moment_ms, deed.author))


def _random(hospital: Hospital, person: Colleague, what: str) -> Random:
    return Random(f"{hospital.seed}/{person.id.hex()}/{what}")  # noqa: S311 plausible, not secret


def _habit(random: Random, *, main: bool) -> Habit:
    return Habit(
        random.uniform(0.75, 0.98),
        random.uniform(0.1, 0.9),
        0.985 if main else random.uniform(0.86, 0.98),
        0.5 if main else random.uniform(0.1, 0.5),
        random.choice((0.1, 0.3, 0.5)),
    )


def _on_leave(hospital: Hospital, person: Colleague, day: str) -> bool:
    """Leave is taken by the week."""
    week = day_start_ms(day) // _WEEK_MS
    return _random(hospital, person, f"week {week}").random() < LEAVE_SHARE


def _evaluation(random: Random, person: Colleague, habit: Habit, day: str, *, main: bool) -> Deed | None:
    """One day of one person, or None where there is nothing to tell."""
    works = not is_weekend(day) or random.random() < habit.on_duty_at_weekends
    fills_in = random.random() < habit.diligence
    minute = _minute(random, main=main)
    answers = _answers(random, habit)
    note = random.choice(notes_for(person.unit)) if random.random() < habit.talkative else None
    if not works or not fills_in:
        return None
    doc = natural_id(f"self_evaluation/{uuid_text(person.id)}/{FORM.partition('@')[0]}/{day}")
    writes: dict[str, Any] = {"person": person.id, "form": FORM, "day": day, **answers}
    if note is not None:
        writes["note"] = note
    writes["submitted"] = True
    moment_ms = day_start_ms(day) + minute * MINUTE_MS + random.randint(0, MINUTE_MS - 1)
    return Deed(moment_ms, person.id, doc, "self_evaluation", writes)


def _minute(random: Random, *, main: bool) -> int:
    """When somebody writes, in minutes after midnight: after work, after a night shift, or the morning after."""
    lot = random.random()
    if main or lot >= 0.2:
        return random.randint(16 * 60 + 30, 20 * 60 + 40)
    morning = random.randint(7 * 60, 8 * 60 + 10)
    return morning + 24 * 60 if lot < 0.04 else morning


def _answers(random: Random, habit: Habit) -> dict[str, Any]:
    kept = random.random()
    answers: dict[str, Any] = {
        "answers/first_asked": "full" if kept < habit.care else "none" if kept < 0.97 else "partly",
        "answers/attitude": 5 if random.random() < habit.care else random.choice((3, 4, 4)),
        "answers/discipline": random.random() < 0.985,
        "answers/praise": random.choice((1, 1, 2, 3)) if random.random() < habit.praised / 2 else 0,
    }
    studied = random.sample(("guideline", "skill", "theory", "case"), random.choice((0, 0, 1, 1, 2)))
    if studied:
        answers["answers/study"] = sorted(studied)
    if not answers["answers/discipline"] or random.random() < 0.05:
        answers["answers/remark"] = random.choice(REMARKS)
    return answers

"""The demonstration's months: everybody weighs themselves by the five contests at a month's end, and the supervisor
closes the month in the first days of the next.

Promises: pure; the two months before today's are closed, today's is open.
"""

from __future__ import annotations

from random import Random
from typing import Any

from api.demo.hospital import Colleague, Deed, Hospital
from models.built_in_forms import CONTESTS
from models.calendar import HOUR_MS, add_days, day_start_ms, is_weekend
from models.document import natural_id, uuid_text
from models.month_close import close_id
from models.result_period import days_of

FORM = "contest@1"
CLOSED_ON = 3
"""The day of the next month on which a month is closed."""


def closed_months(today: str) -> list[str]:
    """The months that the demonstration has closed, the earlier one first."""
    last = add_days(f"{today[:7]}-01", -1)[:7]
    return [add_days(f"{last}-01", -1)[:7], last]


def closing_deeds(hospital: Hospital, today: str, since_ms: int, until_ms: int) -> list[Deed]:
    """What people did about the months, where its moment lies in since_ms..until_ms (excluded)."""
    here = hospital.places["centre"]
    staff = [each for each in hospital.people if each.institution == here]
    supervisor = next(each for each in staff if each.role == "supervisor")
    deeds: list[Deed] = []
    for month in closed_months(today):
        last = [day for day in days_of(month) if not is_weekend(day)][-1]
        deeds += [_contest(hospital, person, last) for person in staff]
        closed_on = add_days(days_of(month)[-1], CLOSED_ON)
        writes: dict[str, Any] = {"institution": here, "period": month, "closings/1": ""}
        moment_ms = day_start_ms(closed_on) + 10 * HOUR_MS
        deeds.append(Deed(moment_ms, supervisor.id, close_id(here, month), "month_close", writes))
    return [deed for deed in deeds if since_ms <= deed.moment_ms < until_ms]


def _contest(hospital: Hospital, person: Colleague, day: str) -> Deed:
    random = Random(f"{hospital.seed}/{person.id.hex()}/contest {day}")  # noqa: S311 plausible, not secret
    answers = {f"answers/{item}": random.choice((3, 4, 4, 4, 5, 5)) for item in CONTESTS}
    writes = {"person": person.id, "form": FORM, "day": day, **answers, "submitted": True}
    doc = natural_id(f"self_evaluation/{uuid_text(person.id)}/{FORM.partition('@')[0]}/{day}")
    moment_ms = day_start_ms(day) + 15 * HOUR_MS + random.randrange(3 * HOUR_MS)
    return Deed(moment_ms, person.id, doc, "self_evaluation", writes)

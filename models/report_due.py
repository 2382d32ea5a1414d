"""报送期限: by when a month's and a year's report is owed, and which houses the office above awaits one from.

    due_on(type, period, rule, days)  → the day; `rule` is the programme's cadence for it
    calling(library, now_ms)          → the server's acts once a period is over

Promises: pure; TypeScript's `reportDue` gives the same. A month's report is due in the month after it, on the day that
the programme names (the fifth where it names none), a year's at the year's end; where that day is free, the
programme's rule moves it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from models.calendar import DEFAULT_ZONE, local_day
from models.document import Document, Library, ServerAct, natural_id, uuid_text
from models.people import MISSING
from models.plan_day import add_months, day_of_month
from models.working_days import WorkingDays, working_days

DUE_DAY = 5
WARN_DAYS = 3
"""So many days before the due day a warning stands among the errands."""
_TYPES = {"monthly": "monthly", "yearly": "year_end"}


def due_on(type: str, period: str, rule: Mapping[str, Any], days: WorkingDays) -> str:
    """The day on which a report is due."""
    if type == "yearly":
        return days.moved(f"{period}-12-31", str(rule.get("on_holiday") or "same"))
    day = rule.get("due_day")
    due = day_of_month(add_months(period, 1), day if isinstance(day, int) else DUE_DAY)
    return days.moved(due, str(rule.get("on_holiday") or "same"))


def rule_of(registers: Mapping[str, Any], type: str) -> Mapping[str, Any] | None:
    """What a programme says of reports upward: its publication of the kind 上报 with such a cadence."""
    for path in sorted(registers):
        value = registers[path]
        if path.startswith("publications/") and path.count("/") == 1 and isinstance(value, dict):
            given = cast("dict[str, Any]", value)
            cadence = given.get("cadence")
            if given.get("kind") == "report" and isinstance(cadence, dict):
                said = cast("dict[str, Any]", cadence)
                if said.get("type") == _TYPES[type]:
                    return said
    return None


def due_for(institution: bytes, type: str, period: str, library: Library) -> str:
    """The due day for a house: by the strictest of its programmes that are in force."""
    calendars = [each for at in (MISSING, institution) for each in library.documents_of("work_calendar", at)]
    days = working_days(calendars, institution)
    rules = [
        rule
        for each in library.documents_of("programme", institution)
        if in_force(each) and (rule := rule_of(_values(each), type)) is not None
    ]
    return min(due_on(type, period, rule, days) for rule in rules or [{}])


def in_force(programme: Document) -> bool:
    return programme.value("published") is True and programme.value("ended") is None


def _values(document: Document) -> dict[str, Any]:
    return {path: register.value for path, register in document.registers.items()}


# -- 报送情况: what the office above sees of who owes and who has sent ----------------------------------------------


def turnout_id(above: bytes, type: str, period: str) -> bytes:
    return natural_id(f"report_turnout/{uuid_text(above)}/{type}/{period}")


def turnout_writes(above: bytes, house: bytes, type: str, period: str, *, library: Library) -> dict[str, Any]:
    """The registers that name a house and its day, where they aren't there yet."""
    found, name = library.document(turnout_id(above, type, period)), uuid_text(house)
    writes: dict[str, Any] = {} if found is not None else {"institution": above, "type": type, "period": period}
    if found is None or found.value(f"due/{name}") is None:
        place = library.roster.institutions.get(house)
        writes[f"due/{name}"] = due_for(house, type, period, library)
        writes[f"names/{name}"] = name if place is None else place.name or name
    return writes


def calling(library: Library, house: bytes, now_ms: int) -> list[ServerAct]:
    """Once a month is over its report is awaited from each house that has somebody above it; in December the year's."""
    above = library.roster.institutions_above(house)[1:2]
    if not above:
        return []
    today = local_day(now_ms, DEFAULT_ZONE)
    awaited = [("monthly", add_months(today[:7], -1))]
    if today[5:7] == "12":
        awaited.append(("yearly", today[:4]))
    acts: list[ServerAct] = []
    for type, period in awaited:
        writes = turnout_writes(above[0], house, type, period, library=library)
        if f"due/{uuid_text(house)}" in writes:
            acts.append(ServerAct(turnout_id(above[0], type, period), "report_turnout", writes))
    return acts

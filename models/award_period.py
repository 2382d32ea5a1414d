"""评选周期: for which period somebody is put forward, so that places are counted anew in the next one.

    span_of(award)               → monthly, quarterly, half_yearly or yearly
    period_at(award, day)        → the period that a day lies in
    period_of(nomination, award) → the period that a nomination is for

Promises: pure; a programme that names no period means a year, and of a banner a quarter; each period has one spelling.
A nomination from before nominations named theirs is for the period in which it was made.
"""

from __future__ import annotations

from typing import Any, cast

from models.award import FLAG, kinds_of
from models.calendar import DEFAULT_ZONE, local_day, quarter
from models.document import Document, Library, Refusal, stamp_ms
from models.period import first_day, is_period

QUARTERLY, YEARLY = "quarterly", "yearly"
SPANS = ("monthly", QUARTERLY, "half_yearly", YEARLY)


def span_of(award: Any) -> str:
    """What the programme says; a quarter for a banner, else a year."""
    said = cast("dict[str, Any]", award).get("period") if isinstance(award, dict) else None
    return said if said in SPANS else QUARTERLY if FLAG in kinds_of(award) else YEARLY


def period_at(award: Any, day: str) -> str:
    match span_of(award):
        case "monthly":
            return day[:7]
        case "quarterly":
            return quarter(day)
        case "half_yearly":
            return f"{day[:4]}H{1 if day[5:7] < '07' else 2}"
        case _:
            return day[:4]


def fits_award(period: Any, award: Any) -> bool:
    """Whether it is one of the award's periods, and not another stretch of time."""
    return isinstance(period, str) and is_period(period) and period_at(award, first_day(period)) == period


def period_of(nomination: Document, award: Any) -> str:
    said = nomination.value("period")
    return said if isinstance(said, str) else period_at(award, _made_on(nomination))


def counted_in(honour: Document, award: Any) -> str:
    """The award's period in which an honour takes a place, however it was spelt before periods were the award's own."""
    said = honour.value("period")
    day = first_day(said) if isinstance(said, str) and is_period(said) else honour.value("announced_on")
    return period_at(award, day) if isinstance(day, str) else ""


def wrong_period(period: Any, path: str, library: Library) -> Refusal | None:
    """What an act writes as a period is one, and has begun."""
    if not is_period(period):
        return Refusal("invalid", "bad_period", path)
    return Refusal("invalid", "period_ahead", path) if first_day(period) > library.today else None


def _made_on(nomination: Document) -> str:
    register = nomination.registers.get("subject")
    return local_day(0 if register is None else stamp_ms(register.stamp), DEFAULT_ZONE)

"""表彰资格: what keeps somebody from an award: a veto, an order overdue, a result that isn't good enough.

    bar_of(award, facts)                         → (why not, with what numbers), or None: pure, the same on the phone
    barred(award, subject, day, library, period) → the refusal of it, or None

Promises: read from results that are closed, orders and records that stand; a programme that asks for nothing bars
nobody. What isn't there yet (no result) bars only where the programme asks for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, cast

from msgspec import Struct

from models.calendar import quarter
from models.document import Document, Library, Refusal
from models.order_standing import OPEN, order_standing
from models.period import is_period, last_day
from models.period_key import result_id
from models.record_count import error_free, read_record
from models.result_period import months_of
from models.scoring_plain import fraction
from models.selector import listed

VETOED, OVERDUE = "vetoed", "overdue_order"
VETOES = (VETOED, OVERDUE)
FIRST_DAY = "1900-01-01"


class Result(Struct, frozen=True):
    """成绩: what of a closed result counts here."""

    vetoed: bool = False
    total: str | None = None
    grade: str | None = None


class Facts(Struct, frozen=True):
    """参评情况: the results, the latest first; whether an order is past its day; whether the amount is reached."""

    results: tuple[Result, ...] = ()
    owes: bool = False
    reached: bool = False


def bar_of(award: Mapping[str, Any], facts: Facts) -> tuple[str, dict[str, int | float | str]] | None:
    """The first thing that stands in the way, in the order in which a programme's fields stand."""
    vetoes, said = listed(award.get("vetoes")), award.get("needs")
    if VETOED in vetoes and any(each.vetoed for each in facts.results):
        return "award_vetoed", {}
    if OVERDUE in vetoes and facts.owes:
        return "award_order_overdue", {}
    needs = cast("dict[str, Any]", said) if isinstance(said, dict) else {}
    last = next((each for each in facts.results if each.total is not None), None)
    least, grades = fraction(str(needs.get("total", ""))), listed(needs.get("grades"))
    if least is not None and (last is None or Fraction(last.total or 0) < least):
        return "award_total_low", {"least": str(needs["total"])}
    if grades and (last is None or last.grade not in grades):
        return "award_grade_low", {}
    amount = needs.get("error_free")
    return ("award_count_short", {"amount": amount}) if type(amount) is int and not facts.reached else None


def barred(award: dict[str, Any], subject: bytes, day: str, library: Library, period: Any = None) -> Refusal | None:
    """Looked at on a day: the orders that are open, the records so far, the results of the period's year up to its end;
    of the day's year where no period is named."""
    institution = _institution(subject, library)
    if institution is None or not (award.get("vetoes") or award.get("needs")):
        return None
    until = min(day, last_day(period)) if isinstance(period, str) and is_period(period) else day
    facts = Facts(
        tuple(_read(each) for each in _results(institution, subject, until, library)),
        _owes(institution, subject, day, library),
        _reached(award, subject, day, library),
    )
    found = bar_of(award, facts)
    return None if found is None else Refusal("invalid", found[0], "subject", found[1])


def periods_until(day: str) -> list[str]:
    """The periods of a day's year whose results count, the latest first: each quarter beside its last month."""
    months = [month for month in months_of(day[:4]) if month <= day[:7]]
    return list(
        dict.fromkeys([each for month in reversed(months) for each in (month, quarter(f"{month}-01"))] + [day[:4]])
    )


def _results(institution: bytes, subject: bytes, day: str, library: Library) -> list[Document]:
    documents = [library.document(result_id(institution, period, subject)) for period in periods_until(day)]
    return [each for each in documents if each is not None]


def _read(result: Document) -> Result:
    """A veto of any programme's model; the grade that was decided, else the one that was proposed."""
    scores = [register.value for path, register in result.registers.items() if path.startswith("scores/")]
    vetoed = any(isinstance(each, dict) and bool(cast("dict[str, Any]", each).get("vetoes")) for each in scores)
    decided = result.value("decision")
    said = cast("dict[str, Any]", decided).get("grade") if isinstance(decided, dict) else None
    return Result(vetoed, result.value("total"), said or result.value("grade"))


def _reached(award: dict[str, Any], subject: bytes, day: str, library: Library) -> bool:
    amount = cast("dict[str, Any]", award.get("needs") or {}).get("error_free")
    if type(amount) is not int:
        return False
    records = (read_record(each) for each in library.about("record_entry", [subject], FIRST_DAY, day))
    return error_free(records, [amount]).reached >= amount


def _owes(institution: bytes, subject: bytes, day: str, library: Library) -> bool:
    """An order that is the subject's own, as a unit or as who is responsible, and past its day."""
    for order in library.documents_of("order", institution):
        if subject in (order.value("unit"), order.value("responsible")):
            standing = order_standing(order.registers)
            if standing.state in OPEN and standing.due_on and standing.due_on < day:
                return True
    return False


def _institution(subject: bytes, library: Library) -> bytes | None:
    return library.roster.institution_of(subject) or library.roster.institution_of_place(subject)

"""表彰资格: what keeps somebody from an award: a veto, an order overdue, a result that isn't good enough.

    barred(award, subject, day, library) → why not, or None

Promises: read from results that are closed, orders and records that stand; a programme that asks for nothing bars
nobody. What isn't there yet (no result) bars only where the programme asks for it.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, cast

from models.calendar import quarter
from models.document import Document, Library, Refusal
from models.order_standing import OPEN, order_standing
from models.period_key import result_id
from models.record_count import error_free, read_record
from models.result_period import months_of
from models.scoring_plain import fraction
from models.selector import listed

VETOED, OVERDUE = "vetoed", "overdue_order"
VETOES = (VETOED, OVERDUE)
FIRST_DAY = "1900-01-01"


def barred(award: dict[str, Any], subject: bytes, day: str, library: Library) -> Refusal | None:
    """Looked at on a day: the results of its year, the orders that are open, the records so far."""
    institution = _institution(subject, library)
    if institution is None:
        return None
    found = _results(institution, subject, day, library)
    for veto in listed(award.get("vetoes")):
        if veto == VETOED and any(_vetoed(each) for each in found):
            return Refusal("invalid", "award_vetoed", "subject")
        if veto == OVERDUE and _owes(institution, subject, day, library):
            return Refusal("invalid", "award_order_overdue", "subject")
    needs = award.get("needs")
    if not isinstance(needs, dict):
        return None
    return _needs(cast("dict[str, Any]", needs), subject, day, found, library)


def _needs(needs: dict[str, Any], subject: bytes, day: str, found: list[Document], library: Library) -> Refusal | None:
    last = next((each for each in found if each.value("total") is not None), None)
    least, grades = fraction(str(needs.get("total", ""))), listed(needs.get("grades"))
    if least is not None and (last is None or Fraction(last.value("total")) < least):
        return Refusal("invalid", "award_total_low", "subject", {"least": str(needs["total"])})
    if grades and (last is None or _grade(last) not in grades):
        return Refusal("invalid", "award_grade_low", "subject")
    amount = needs.get("error_free")
    if type(amount) is int:
        records = (read_record(each) for each in library.about("record_entry", [subject], FIRST_DAY, day))
        if error_free(records, [amount]).reached < amount:
            return Refusal("invalid", "award_count_short", "subject", {"amount": amount})
    return None


def _results(institution: bytes, subject: bytes, day: str, library: Library) -> list[Document]:
    """The closed results of the day's year, the latest first: quarters and the year beside their last months."""
    year = day[:4]
    months = [month for month in months_of(year) if month <= day[:7]]
    periods = [each for month in reversed(months) for each in (month, quarter(f"{month}-01"))]
    asked = dict.fromkeys([*periods, year])
    documents = [library.document(result_id(institution, period, subject)) for period in asked]
    return [each for each in documents if each is not None]


def _vetoed(result: Document) -> bool:
    """A programme's model that said a veto of this result."""
    scores = [register.value for path, register in result.registers.items() if path.startswith("scores/")]
    return any(isinstance(each, dict) and bool(cast("dict[str, Any]", each).get("vetoes")) for each in scores)


def _grade(result: Document) -> Any:
    """What was decided, else what was proposed."""
    decided = result.value("decision")
    said = cast("dict[str, Any]", decided).get("grade") if isinstance(decided, dict) else None
    return said or result.value("grade")


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

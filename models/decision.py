"""定级: the grade of each subject of a round, proposed by the score, and confirmed or overridden by who decides.

Promises: the proposal is arithmetic and binds nobody; another grade than the proposed one has its reason; nobody
decides on himself; the subject reads the grade from the decision on and not before, and after it nothing changes.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from models.document import Act, Document, Library, Refusal, after
from models.form import Form
from models.item import SCORED
from models.result import rounded
from models.round import Band, read_round
from models.value_type import as_decimal

DECIDING = {"leader": ("leader",), "supervisor": ("supervisor", "admin"), "secretary": ("secretary",)}
"""Whom a round may name to decide, and the roles that may do so."""


def percent(total: str | None, form: Form, items: set[str]) -> str | None:
    """A result's total as a share of what its items can reach, in percent."""
    exact = as_decimal(total)
    reach = sum(
        (form.items[id].high or Decimal(0)) for id in items if id in form.items and form.items[id].type in SCORED
    )
    if exact is None or reach <= 0:
        return None
    return rounded(Fraction(exact) * 100 / Fraction(reach))


def proposal(score: str | None, bands: tuple[Band, ...]) -> dict[str, Any]:
    """{"score", "grade"}: the highest band that the score reaches; no grade where there is a gap or no score."""
    exact = as_decimal(score)
    if score is None or exact is None:
        return {}
    grade = next((band.grade for band in bands if exact >= band.least), None)
    return {"score": score} if grade is None else {"score": score, "grade": grade}


def forbidden(act: Act, document: Document, library: Library) -> Refusal | None:
    if document.value("subject") == act.author:
        return Refusal("forbidden", "not_on_oneself")
    decider, roster = document.value("decider"), library.roster
    places = (document.value("branch"),) if decider == "secretary" else (document.value("institution"),)
    roles = DECIDING.get(str(decider), ())
    if any(isinstance(at, bytes) and roster.holds_role(act.author, at, *roles) for at in places):
        return None
    return Refusal("forbidden", "deciders_only")


def closed(act: Act, document: Document | None, library: Library) -> Refusal | None:
    if document is None or document.value("decided") is not True:
        return None
    changed = any(document.value(path) != value for path, value in act.writes.items())
    return Refusal("closed", "decided") if changed else None


def invalid(act: Act, document: Document | None, library: Library) -> Refusal | None:
    found = None if document is None else library.document(document.value("round"))
    return grade_wrong(act, document, set() if found is None else {band.grade for band in read_round(found).bands})


def grade_wrong(act: Act, document: Document | None, grades: set[str]) -> Refusal | None:
    """One of these grades, and with a reason where it isn't the proposed one."""
    grade = after(act, document, "grade")
    if grade is not None and grade not in grades:
        return Refusal("invalid", "unknown_grade", "grade")
    if after(act, document, "decided") is not True:
        return None
    if grade is None:
        return Refusal("invalid", "grade_missing", "grade")
    made: dict[str, Any] = {} if document is None else document.value("proposal", {})
    proposed = made.get("grade")
    reason = after(act, document, "reason")
    if grade != proposed and not (isinstance(reason, str) and reason.strip()):
        return Refusal("invalid", "reason_missing", "reason")
    return None

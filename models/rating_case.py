"""低分回访: a low rating that somebody answers, behind the code and without a name, and sets right in time.

Promises: the one who rated is never asked who he is; what is said stands; closing needs an answer and is the office's,
and nobody's who belongs to the unit. Staff are shown a case in the morning after its day, all of a day at once
(docs/decisions/cases-next-morning.md), so that nobody who watched a patient rate reads it off the moment.
"""

from __future__ import annotations

from models.calendar import DEFAULT_ZONE, HOUR_MS, day_end_ms
from models.deed import in_office, leads, under
from models.document import Act, Document, Library, Refusal
from models.order_rights import of_unit

CALLBACK_DAYS, RECTIFY_DAYS = 2, 7
"""Working days to the first answer, and until what was wrong is set right."""
SAID_MAX = 20
"""How often one who rated may write again."""
SHOWN_AT_HOUR = 8
"""Of the next day, where the unit is."""


def forbidden(act: Act, document: Document, library: Library) -> Refusal | None:
    roster, unit = library.roster, document.value("unit")
    office = in_office(act.author, document.value("institution"), roster)
    if "closed" in act.writes:
        independent = office and not of_unit(act.author, unit, roster)
        return None if independent else Refusal("forbidden", "case_closed_by_office", "closed")
    answers = act.author == document.value("handler") or (isinstance(unit, bytes) and leads(act.author, unit, roster))
    return None if office or answers else Refusal("forbidden", "case_not_yours")


def closed(act: Act, document: Document | None, library: Library) -> Refusal | None:
    if document is None or document.value("closed") is None:
        return None
    late = act.is_after(document.registers["closed"].stamp)
    changed = any(document.value(path) != value for path, value in act.writes.items())
    return Refusal("closed", "case_closed") if late and changed else None


def invalid(act: Act, document: Document | None, library: Library) -> Refusal | None:
    handler = act.writes.get("handler")
    if document is None:
        return None
    if handler is not None and library.roster.institution_of(handler) != document.value("institution"):
        return Refusal("invalid", "unknown_person", "handler")
    answered = any(path.startswith("replies/") for path in (*act.writes, *under(document.registers, "replies/")))
    for path in ("rectified", "closed"):
        if path in act.writes and not answered:
            return Refusal("invalid", "answer_first", path)
    return None


def shown_ms(day: str, zone: str = DEFAULT_ZONE) -> int:
    """When what was said on a day reaches staff."""
    return day_end_ms(day, zone) + SHOWN_AT_HOUR * HOUR_MS

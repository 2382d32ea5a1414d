"""月度结账: a month's results are made, opened again, or corrected; each act is numbered and stays.

Promises: only supervisors and administrators of the institution close; a month that isn't over can't be closed, nor one
before anybody had come. The first closing needs no reason, every later act does. What arrives after the closing is
taken as ever, and marked: it counts from the next correction on.
"""

from __future__ import annotations

from typing import Any

from models.closing_work import CLOSING, begins, finishing, is_under_way, worked_out
from models.document import Act, Document, Library, Refusal, ServerAct, natural_id, uuid_text
from models.month_standing import CLOSINGS, CORRECTIONS, REOPENINGS, Standing, standing_of
from models.period_result import batch_id, result_id
from models.programme_scoring import rulings
from models.record_count import record_state
from models.result_period import last_day
from models.scored_answers import drawn_on
from models.scored_assessments import ends_on


def may_close(person: bytes, institution: Any, library: Library) -> bool:
    return isinstance(institution, bytes) and library.roster.holds_role(person, institution, "supervisor", "admin")


def may_create(act: Act, library: Library) -> bool:
    return may_close(act.author, act.writes.get("institution"), library)


def forbidden(act: Act, document: Document, library: Library) -> Refusal | None:
    if may_close(act.author, document.value("institution"), library):
        return None
    return Refusal("forbidden", "closers_only")


def invalid(act: Act, document: Document | None, library: Library) -> Refusal | None:
    month: str = act.writes["period"] if document is None else document.value("period")
    if last_day(month) >= library.today:
        return Refusal("invalid", "month_running", "period", {"day": last_day(month)})
    if document is None and not _anybody(act.writes["institution"], last_day(month), library):
        return Refusal("invalid", "month_before_anybody", "period")
    standing = standing_of(document)
    steps = [path for path in act.writes if path.startswith((CLOSINGS, REOPENINGS, CORRECTIONS))]
    if len(steps) > 1:
        return Refusal("invalid", "one_step", steps[1])
    for path in steps:
        if document is not None and path in document.registers:
            continue
        if document is not None and is_under_way(document):
            return Refusal("invalid", "month_closing", path)
        refusal = _step_wrong(path, act.writes[path], standing)
        if refusal is not None:
            return refusal
    return None


def _anybody(institution: bytes, day: str, library: Library) -> bool:
    """Whether somebody had come by then: a month in which nobody was there has no results."""
    people = library.roster.people_of(institution)
    stays = (stay for person in people for stay in (*person.memberships, *person.branches, *person.roles))
    return any(stay.begin <= day for stay in stays)


def _step_wrong(path: str, reason: str, standing: Standing) -> Refusal | None:
    family, _, number = path.partition("/")
    if family == "closings":
        wanted, fits, why = standing.closings + 1, not standing.closed, "month_closed"
    elif family == "reopenings":
        wanted, fits, why = standing.reopenings + 1, standing.closed, "month_open"
    else:
        wanted, fits, why = standing.corrections + 1, standing.closed, "month_open"
    if not fits or number != str(wanted):
        return Refusal("invalid", why, path)
    if not reason.strip() and path != CLOSINGS + "1":
        return Refusal("invalid", "close_reason", path)
    return None


def following(act: Act, document: Document, library: Library) -> list[ServerAct]:
    """All that a step brings, at once: the results of a closing or a correction, or the mark that an opening leaves."""
    if not begins(act):
        return []
    work = worked_out(document, library)
    return [*work.acts, *(finishing(document, work, library) or [])]


def marks(act: Act, document: Document, library: Library) -> list[ServerAct]:
    """After the closing: what a self-evaluation of a closed month adds is counted as late, for its person and the
    office, until the next correction takes it in."""
    day, person = document.value("day"), document.value("person")
    if document.value("submitted") is not True:
        return []
    return _marked_late(library.roster.institution_of(person), day[:7], person, library)


def assessment_marks(act: Act, document: Document, library: Library) -> list[ServerAct]:
    """The same of an assessment that is submitted for a closed month."""
    ends = ends_on(str(document.value("period") or "")) if act.writes.get("submitted") is True else None
    return (
        []
        if ends is None
        else _marked_late(document.value("institution"), ends[:7], document.value("subject"), library)
    )


def record_marks(act: Act, document: Document, library: Library) -> list[ServerAct]:
    """The same of a record of a closed month that is confirmed: it counts from the next correction on."""
    person, day = document.value("person"), document.value("day")
    confirms = any(path.startswith("reviews/") for path in act.writes)
    if not confirms or not isinstance(day, str) or record_state(document.registers) != "confirmed":
        return []
    return _marked_late(document.value("institution"), day[:7], person, library)


def honour_marks(act: Act, document: Document, library: Library) -> list[ServerAct]:
    """The same of an honour that a closed month has counted and that is taken away."""
    day, subject = document.value("conferred_on"), document.value("subject")
    if act.writes.get("stripped") is None or document.value("stripped_on") is not None or not isinstance(day, str):
        return []
    institution, month = document.value("institution"), day[:7]
    counts = any(
        drawn_on(ruling, "honours") and any(version.id == document.value("programme") for version in ruling.versions)
        for ruling in rulings(institution, month, library)
    )
    return _marked_late(institution, month, subject, library) if counts else []


def _marked_late(institution: bytes | None, month: str, subject: bytes, library: Library) -> list[ServerAct]:
    if institution is None or month >= library.today[:7]:
        return []
    close = library.document(batch_id(institution, month))
    if close is None or close.value("state") not in ("closed", CLOSING):
        return []
    late = f"late/{uuid_text(subject)}"
    acts = [ServerAct(close.id, "month_close", {late: close.value(late, 0) + 1})]
    result = library.document(result_id(institution, month, subject))
    if result is not None:
        acts.append(ServerAct(result.id, "period_result", {"late": result.value("late", 0) + 1}))
    return acts


def close_id(institution: bytes, month: str) -> bytes:
    """The id of a month's closing."""
    return natural_id(f"month_close/{uuid_text(institution)}/{month}")

"""台账: who may enter what they did, and who confirms it.

Promises: everybody enters his own, for today or a day that is past; nobody confirms his own; what is confirmed stands.
"""

from __future__ import annotations

from models.deed import id_at, in_office, leads, programme_wrong, round_of, signed, stamp_of, verdict
from models.document import Act, Document, Library, Refusal, after
from models.record_count import record_state
from models.roster import Roster
from models.value_type import as_decimal

HOURS_MAX = 24
"""A record is of one day."""

_CONTENT = ("type", "title", "place", "note", "hours", "count", "amount", "error")


def may_create(act: Act, library: Library) -> bool:
    writes = act.writes
    institution = library.roster.institution_of(act.author)
    return (
        institution is not None
        and writes.get("institution") == institution
        and writes.get("person") == act.author
        and isinstance(writes.get("day"), str)
    )


def may_confirm(person: bytes, document: Document, roster: Roster) -> bool:
    """Head or secretary of that day's unit or branch; the office where it was handed upward; never oneself."""
    doer = id_at(document, "person")
    if doer is None or person == doer:
        return False
    if document.value("upward") is True and in_office(person, document.value("institution"), roster):
        return True
    day = document.value("day", "")
    return any(leads(person, place, roster) for place in (*roster.units_of(doer, day), *roster.branches_of(doer, day)))


def forbidden(act: Act, document: Document, library: Library) -> Refusal | None:
    for path in act.writes:
        if path.startswith("reviews/"):
            if not signed(path, act.author):
                return Refusal("forbidden", "own_name_only", path)
            if not may_confirm(act.author, document, library.roster):
                return Refusal("forbidden", "reviewers_only", path)
        elif document.value("person") != act.author:
            return Refusal("forbidden", "not_yours", path)
    return None


def closed(act: Act, document: Document | None, library: Library) -> Refusal | None:
    if document is None:
        return None
    state = record_state(document.registers)
    if state == "withdrawn":
        taken_back = stamp_of(document.registers, "withdrawn")
        late = taken_back is not None and act.stamp < taken_back
        return None if late else Refusal("closed", "record_withdrawn")
    for path in act.writes:
        own = path in _CONTENT or path.startswith(("photos/", "handed_in/")) or path == "withdrawn"
        if own and state == "confirmed":
            return Refusal("closed", "record_confirmed", path)
        if path in _CONTENT and state == "waiting":
            handed = stamp_of(document.registers, f"handed_in/{verdict(document.registers).round}")
            if handed is not None and act.stamp > handed:
                return Refusal("closed", "record_handed_in", path)
    return None


def invalid(act: Act, document: Document | None, library: Library) -> Refusal | None:
    refusal = _day_wrong(act, document, library) or programme_wrong(act, library)
    if refusal is not None:
        return refusal
    shape = document or Document(act.doc, act.kind, act.author)
    for path in act.writes:
        if path.startswith("reviews/"):
            if not signed(path, act.author):
                return Refusal("invalid", "own_name_only", path)
            if shape.value(f"handed_in/{path.split('/')[1]}") is not True:
                return Refusal("invalid", "not_handed_in", path)
        elif path.startswith("handed_in/"):
            refusal = _hand_in_wrong(act, document, shape, path)
            if refusal is not None:
                return refusal
    return None


def _day_wrong(act: Act, document: Document | None, library: Library) -> Refusal | None:
    if document is None and act.writes["day"] > library.today:
        return Refusal("invalid", "day_ahead", "day", {"today": library.today})
    hours = as_decimal(act.writes.get("hours"))
    return Refusal("invalid", "hours_of_a_day", "hours") if hours is not None and hours > HOURS_MAX else None


def _hand_in_wrong(act: Act, document: Document | None, shape: Document, path: str) -> Refusal | None:
    type = after(act, document, "type")
    if type is None:
        return Refusal("invalid", "record_incomplete", "type")
    if type == "error_free":
        if after(act, document, "amount") is None and after(act, document, "error") is not True:
            return Refusal("invalid", "amount_missing", "amount")
    elif not after(act, document, "title"):
        return Refusal("invalid", "record_incomplete", "title")
    standing = verdict(shape.registers)
    next = standing.round + 1 if standing.state in ("draft", "returned") else standing.round
    return None if round_of(path.removeprefix("handed_in/")) == next else Refusal("invalid", "hand_in_order", path)

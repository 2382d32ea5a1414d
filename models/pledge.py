"""承诺: who may draft, review, publish, note and grade a pledge, and when.

Promises: the pledger writes the pledge and its fulfilment, nobody reviews or grades himself, and each ruling stands
under its author's name. What is on display stands still: a change is a new pledge that names the old one. Judged is by
the stamp: what was done in time is taken however late it arrives.
"""

from __future__ import annotations

from models.deed import (
    id_at,
    in_office,
    leads,
    places_since,
    programme_wrong,
    round_of,
    signed,
    stamp_of,
    under,
    verdict,
)
from models.document import Act, Document, Library, Refusal, after
from models.pledge_standing import pledge_standing
from models.roster import Roster

ON_DISPLAY = frozenset({"published", "reported", "graded"})
_TEXT = frozenset({"type", "aspects", "text", "due_on"})
_REQUIRED = ("text", "type", "due_on")
_LATER = ("fulfilments/", "photos/", "reported", "excuse")
"""What the pledger writes once the pledge is on display."""


def may_create(act: Act, library: Library) -> bool:
    """Everybody for himself; heads for their unit, secretaries for their branch."""
    writes, roster = act.writes, library.roster
    institution = writes.get("institution")
    if institution is None or institution != roster.institution_of(act.author) or writes.get("pledger") != act.author:
        return False
    if not isinstance(writes.get("day"), str):
        return False
    unit, branch = writes.get("unit"), writes.get("branch")
    if unit is not None and branch is not None:
        return False
    place = unit or branch
    if place is None:
        return True
    tree = roster.units if unit is not None else roster.branches
    return isinstance(place, bytes) and place in tree and leads(act.author, place, roster)


def may_review(person: bytes, document: Document, roster: Roster) -> bool:
    """The head or secretary of whom the pledge concerns, or the office of the institution; never the pledger."""
    pledger = id_at(document, "pledger")
    if pledger is None or person == pledger:
        return False
    if in_office(person, document.value("institution"), roster):
        return True
    own = id_at(document, "unit") or id_at(document, "branch")
    if own is not None:
        return leads(person, own, roster, strictly=True)
    return any(leads(person, place, roster) for place in places_since(pledger, document.value("day", ""), roster))


def may_publish(person: bytes, document: Document, roster: Roster) -> bool:
    """Reviewers, and the administrators who keep the boards."""
    institution = id_at(document, "institution")
    keeps = institution is not None and person != document.value("pledger") and roster.administers(person, institution)
    return keeps or may_review(person, document, roster)


def forbidden(act: Act, document: Document, library: Library) -> Refusal | None:
    for path in act.writes:
        if path.startswith(("reviews/", "grades/", "published/")):
            if not signed(path, act.author):
                return Refusal("forbidden", "own_name_only", path)
            may = may_publish if path.startswith("published/") else may_review
            if not may(act.author, document, library.roster):
                return Refusal("forbidden", "reviewers_only", path)
        elif document.value("pledger") != act.author:
            return Refusal("forbidden", "not_yours", path)
    return None


def closed(act: Act, document: Document | None, library: Library) -> Refusal | None:
    if document is None:
        return None
    registers = document.registers
    standing = pledge_standing(registers)
    shown = min((registers[path].stamp for path in under(registers, "published/")), default=None)
    ended = _later(act, shown) if standing.state in ON_DISPLAY else _later(act, stamp_of(registers, "withdrawn"))
    standing_reason = "pledge_withdrawn" if standing.state == "withdrawn" else "pledge_stands"
    for path in act.writes:
        reason = None
        if path in _TEXT:
            reason = _text_closed(act, document)
        elif path.startswith(("handed_in/", "reviews/")) or path == "withdrawn":
            reason = standing_reason if ended else None
        elif path.startswith("published/"):
            reason = "pledge_withdrawn" if ended and standing.state == "withdrawn" else None
        elif path.startswith(_LATER):
            last = max((registers[each].stamp for each in under(registers, "grades/")), default=None)
            reason = "pledge_graded" if _later(act, last) else None
        if reason is not None:
            return Refusal("closed", reason, path)
    return None


def _later(act: Act, stamp: bytes | None) -> bool:
    return stamp is not None and act.stamp > stamp


def _text_closed(act: Act, document: Document) -> str | None:
    """The text stands from its hand-in until it is sent back; what was written before the hand-in may follow it."""
    standing = pledge_standing(document.registers)
    if standing.state in ("draft", "returned"):
        return None
    if standing.state == "waiting":
        return "pledge_handed_in" if _later(act, stamp_of(document.registers, f"handed_in/{standing.round}")) else None
    return "pledge_withdrawn" if standing.state == "withdrawn" else "pledge_stands"


def invalid(act: Act, document: Document | None, library: Library) -> Refusal | None:
    refusal = programme_wrong(act, library) or _place_in_time_wrong(act, document, library)
    if refusal is not None:
        return refusal
    shape = document or Document(act.doc, act.kind, act.author)
    for path, value in act.writes.items():
        if path == "excuse" and not (value or "").strip():
            return Refusal("invalid", "reason_missing", path)
        if path.startswith(("reviews/", "grades/", "published/")) and not signed(path, act.author):
            return Refusal("invalid", "own_name_only", path)
        refusal = None
        if path.startswith("handed_in/"):
            refusal = _hand_in_wrong(act, document, shape, path)
        elif path.startswith("reviews/"):
            refusal = _review_wrong(shape, path)
        elif path.startswith("published/"):
            reviewed = verdict(shape.registers)
            accepted = 0 < reviewed.accepted_round == reviewed.round
            refusal = None if accepted else Refusal("invalid", "pledge_not_accepted", path)
            if accepted and value is not None and value["on"] < shape.value("day", ""):
                refusal = Refusal("invalid", "display_before_pledge", path, {"day": shape.value("day")})
        elif path.startswith((*_LATER, "grades/")):
            shown = bool(under(shape.registers, "published/"))
            refusal = None if shown else Refusal("invalid", "pledge_not_published", path)
        if refusal is not None:
            return refusal
    return None


def _place_in_time_wrong(act: Act, document: Document | None, library: Library) -> Refusal | None:
    day, due = after(act, document, "day"), after(act, document, "due_on")
    if document is None and day > library.today:
        return Refusal("invalid", "day_ahead", "day", {"today": library.today})
    if isinstance(due, str) and due < day and "due_on" in act.writes:
        return Refusal("invalid", "due_before_it_begins", "due_on")
    old = act.writes.get("replaces")
    if old is not None:
        former = library.document(old)
        if former is None or former.kind != "pledge" or former.value("pledger") != act.author:
            return Refusal("invalid", "unknown_pledge", "replaces")
    return None


def _hand_in_wrong(act: Act, document: Document | None, shape: Document, path: str) -> Refusal | None:
    for required in _REQUIRED:
        value = after(act, document, required)
        if value is None or (isinstance(value, str) and not value.strip()):
            return Refusal("invalid", "pledge_incomplete", required)
    standing = verdict(shape.registers)
    number = round_of(path.removeprefix("handed_in/"))
    next = standing.round + 1 if standing.state in ("draft", "returned") else standing.round
    return None if number == next else Refusal("invalid", "hand_in_order", path)


def _review_wrong(shape: Document, path: str) -> Refusal | None:
    number = path.split("/")[1]
    return None if shape.value(f"handed_in/{number}") is True else Refusal("invalid", "not_handed_in", path)

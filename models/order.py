"""限期整改通知书: who may issue an order, answer it, look again, close it and open it anew, and when.

Promises: one matter has one order; what is issued stands; the unit alone reports, and somebody who has no part in it
looks again; more time is asked for by the unit and granted by the office. What was done in time is taken however late
it arrives. An order rests on nothing that its author couldn't read, and never on an unpublished visit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from models import order_handover
from models import order_rights as rights
from models.calendar import DEFAULT_ZONE, local_day
from models.deed import id_at, in_office, round_of, signed, stamp_of, under, verdict
from models.document import SERVER, Act, Document, Library, Refusal, after
from models.order_paperwork import register_id
from models.order_standing import ENDED, OPEN, closed_at, due_at, granted, numbers, order_standing, reopened_at
from models.order_values import ORIGIN_KINDS
from models.people import MISSING
from models.roster import Roster
from models.scopes import holds, scopes_of

TERMS = frozenset({"unit", "title", "matter", "measure", "within", "due_on", "building", "spot"})
_TERM_SETS = ("concerns/", "items/", "found/")
_UNITS = ("receipts/", "extensions/", "before/", "after/", "reports/")
"""What the unit's side writes."""
_SIGNED = ("receipts/", "grants/", "rechecks/", *order_handover.PASSED)
_JUDGING = ("grants/", "closings/", "withdrawn")
"""What the office decides, and nobody of the unit."""
_REQUIRED = ("unit", "title", "matter", "measure", "responsible", "due_on")


def may_create(act: Act, library: Library) -> bool:
    writes, institution = act.writes, act.writes.get("institution")
    return (
        writes.get("issuer") == act.author
        and isinstance(writes.get("day"), str)
        and isinstance(writes.get("origin"), dict)
        and rights.issues(act.author, institution, library.roster)
    )


# -- forbidden ------------------------------------------------------------------------------------------------------


def forbidden(act: Act, document: Document, library: Library) -> Refusal | None:
    roster = library.roster
    for path in act.writes:
        if path.startswith(_SIGNED) and not signed(path, act.author):
            return Refusal("forbidden", "own_name_only", path)
        reason = _side(act.author, path, document, roster)
        if reason is not None:
            return Refusal("forbidden", reason, path)
    return None


def _side(person: bytes, path: str, document: Document, roster: Roster) -> str | None:
    """Why this person doesn't write there; None where he does."""
    if path.startswith((*_UNITS, "helpers/", *order_handover.PASSED)):
        return _of_unit(person, path, document, roster)
    if path.startswith(("rechecks/", "rechecked/")):
        return None if rights.looks_again(person, document, roster) else "order_not_independent"
    if document.value("issued") is not True or path == "issued":
        return None if person == document.value("issuer") else "not_yours"
    if not in_office(person, document.value("institution"), roster):
        return "order_office_only"
    judges = path.startswith(_JUDGING) and not rights.independent(person, document, roster)
    return "order_not_independent" if judges else None


def _of_unit(person: bytes, path: str, document: Document, roster: Roster) -> str | None:
    if path.startswith("helpers/"):
        allowed = rights.runs(person, document, roster)
    elif path.startswith(order_handover.PASSED):
        allowed = order_handover.passes_on(person, document)
    else:
        allowed = rights.answers(person, document, roster)
    had_it = person in order_handover.formers(document.registers)
    return None if allowed else "order_handed_over" if had_it else "order_unit_only"


# -- closed ---------------------------------------------------------------------------------------------------------


def closed(act: Act, document: Document | None, library: Library) -> Refusal | None:
    if document is None:
        return None
    registers = document.registers
    issued, standing = stamp_of(registers, "issued"), order_standing(registers)
    end = closed_at(registers) if standing.state == "closed" else stamp_of(registers, "withdrawn")
    over = end is not None and standing.state in ENDED and act.stamp > end
    reason = "order_withdrawn" if standing.state == "withdrawn" else "order_closed"
    for path in act.writes:
        if issued is not None and act.stamp > issued and (path in TERMS or path.startswith(_TERM_SETS)):
            if _same(document, path, act.writes[path]):
                continue
            return Refusal("closed", "order_issued", path)
        if path.startswith(("before/", "after/")) and _is_checked(act, document, path):
            return Refusal("closed", "report_checked", path)
        if over and not path.startswith(("reopenings/", "held/")):
            if _same(document, path, act.writes[path]):
                continue
            return Refusal("closed", reason, path)
    return None


def _is_checked(act: Act, document: Document, path: str) -> bool:
    """Pictures of a report that somebody has looked at stand."""
    round = path.partition("/")[2].partition(".")[0]
    looked = [document.registers[each].stamp for each in under(document.registers, f"rechecks/{round}/")]
    return bool(looked) and act.stamp > min(looked)


def _same(document: Document, path: str, value: Any) -> bool:
    """The same closing act from a second device."""
    return path in document.registers and document.value(path) == value


# -- invalid --------------------------------------------------------------------------------------------------------


def invalid(act: Act, document: Document | None, library: Library) -> Refusal | None:
    if document is None:
        refusal = _origin_wrong(act, library)
        if refusal is not None:
            return refusal
        if act.writes["day"] > library.today:
            return Refusal("invalid", "day_ahead", "day", {"today": library.today})
    if "issued" in act.writes:
        refusal = _issue_wrong(act, document, library)
        if refusal is not None:
            return refusal
    if document is not None and document.value("issued") is True:
        refusal = _handover_wrong(act, document, library)
        if refusal is not None:
            return refusal
    shape = document or Document(act.doc, act.kind, act.author)
    for path, value in act.writes.items():
        if value is None or _same(shape, path, value):
            continue
        refusal = _step_wrong(act, shape, path, library)
        if refusal is not None:
            return refusal
    return None


def _origin_wrong(act: Act, library: Library) -> Refusal | None:
    """A document that isn't there, isn't of the kind, can't be read by the author, or isn't published yet."""
    origin: dict[str, Any] = act.writes["origin"]
    kinds = ORIGIN_KINDS.get(origin.get("kind", ""), ())
    if not kinds:
        return None
    found = library.document(origin["id"])
    known = found is not None and found.kind in kinds
    if found is None or not known or not holds(act.author, scopes_of(found, library.roster), library.roster):
        return Refusal("invalid", "origin_unknown", "origin")
    return Refusal("invalid", "origin_unknown", "origin") if _is_unpublished(found) else None


def _is_unpublished(document: Document) -> bool:
    """What publishing writes is the server's; an inspector's own notes are never what an order rests on."""
    return document.kind == "finding" and document.creator != SERVER


def _issue_wrong(act: Act, document: Document | None, library: Library) -> Refusal | None:
    for path in _REQUIRED:
        value = after(act, document, path)
        if value is None or (isinstance(value, str) and not value.strip()):
            return Refusal("invalid", "order_incomplete", path)
    institution = after(act, document, "institution")
    if library.roster.institution_of_place(after(act, document, "unit")) != institution:
        return Refusal("invalid", "unknown_unit", "unit")
    refusal = _responsible_wrong(act, document, library.roster)
    if refusal is not None:
        return refusal
    if after(act, document, "due_on") < _day_of(act, institution, library.roster):
        return Refusal("invalid", "due_before_it_begins", "due_on")
    if _has_order(act, document, library):
        return Refusal("invalid", "matter_has_order", "matter")
    return None


def _day_of(act: Act, institution: bytes, roster: Roster) -> str:
    """The day of the act where the institution is: a draft may be weeks old when it is issued."""
    place = roster.institutions.get(institution)
    return local_day(act.stamp_ms, DEFAULT_ZONE if place is None else place.timezone)


def _responsible_wrong(act: Act, document: Document | None, roster: Roster) -> Refusal | None:
    unit, person = after(act, document, "unit"), after(act, document, "responsible")
    right = isinstance(unit, bytes) and isinstance(person, bytes) and rights.may_be_responsible(person, unit, roster)
    return None if right else Refusal("invalid", "responsible_of_unit", "responsible")


def _handover_wrong(act: Act, document: Document, library: Library) -> Refusal | None:
    if "responsible" not in act.writes and not any(path.startswith(order_handover.HANDED) for path in act.writes):
        return None
    if act.writes.get("responsible") != document.value("responsible"):
        refusal = _responsible_wrong(act, document, library.roster)
        if refusal is not None:
            return refusal
    return order_handover.wrong(act, document, numbers(document.registers, order_handover.HANDED))


def _has_order(act: Act, document: Document | None, library: Library) -> bool:
    """一事一单: whether a matter of the same origin has an order that stands; of a finding there is one matter."""
    origin = after(act, document, "origin")
    if origin.get("id") is None:
        return False
    matter, institution = after(act, document, "matter").strip(), after(act, document, "institution")
    library.alone(register_id(institution, library.today[:4]))
    for other in library.documents_of("order", institution):
        if other.id == act.doc or other.value("issued") is not True or other.value("withdrawn") is not None:
            continue
        same = all(other.value("origin", {}).get(field) == origin.get(field) for field in ("kind", "id", "part"))
        if same and (origin["kind"] == "finding" or (other.value("matter") or "").strip() == matter):
            return True
    return False


def _step_wrong(act: Act, shape: Document, path: str, library: Library) -> Refusal | None:
    """A step that comes before the one that it follows."""
    family, _, rest = path.partition("/")
    if family == "withdrawn":
        return None if act.writes[path].strip() else Refusal("invalid", "reason_missing", path)
    check = _STEPS.get(family)
    if check is None:
        return None
    if shape.value("issued") is not True:
        return Refusal("invalid", "order_not_issued", path)
    return check(act, shape, rest, library)


def _taken(act: Act, shape: Document, rest: str, library: Library) -> Refusal | None:
    return None


def _extension_wrong(act: Act, shape: Document, rest: str, library: Library) -> Refusal | None:
    path, registers = f"extensions/{rest}", shape.registers
    asked = numbers(registers, "extensions/")
    waits = bool(asked) and not granted(registers, asked[-1])
    wanted = max(asked, default=0) + (0 if waits else 1)
    if round_of(rest) != wanted:
        return Refusal("invalid", "extension_waits", path)
    if act.writes[path]["until"] <= due_at(registers):
        return Refusal("invalid", "extension_earlier", path)
    return None


def _grant_wrong(act: Act, shape: Document, rest: str, library: Library) -> Refusal | None:
    number = rest.partition("/")[0]
    known = shape.value(f"extensions/{number}") is not None
    return None if known else Refusal("invalid", "nothing_asked", f"grants/{rest}")


def _report_wrong(act: Act, shape: Document, rest: str, library: Library) -> Refusal | None:
    path = f"reports/{rest}"
    if not act.writes[path]["text"].strip():
        return Refusal("invalid", "text_empty", path)
    # What was sent before it was withdrawn has passed `closed`.
    asked = order_standing(shape.registers).state in (*OPEN, "reported", "withdrawn")
    right = asked and round_of(rest) == next_round(shape.registers)
    return None if right else Refusal("invalid", "hand_in_order", path)


def next_round(registers: Mapping[str, Any]) -> int:
    """The round that a report now is of: a new one, or the last while nobody has looked at it."""
    standing = order_standing(registers)
    return standing.round if standing.state == "reported" else standing.round + 1


def _recheck_wrong(act: Act, shape: Document, rest: str, library: Library) -> Refusal | None:
    number, path = round_of(rest.partition("/")[0]), f"rechecks/{rest}"
    if shape.value(f"reports/{number}") is None:
        return Refusal("invalid", "not_reported", path)
    again = reopened_at(shape.registers)
    reported = stamp_of(shape.registers, f"reports/{number}")
    if number != order_standing(shape.registers).round or (again and reported and reported < again):
        return Refusal("invalid", "recheck_over", path)
    said: dict[str, Any] = act.writes[path]
    due = said.get("due_on") if said["ruling"] == "returned" else None
    late = due is not None and due < _day_of(act, shape.value("institution"), library.roster)
    return Refusal("invalid", "due_before_it_begins", path) if late else None


def _closing_wrong(act: Act, shape: Document, rest: str, library: Library) -> Refusal | None:
    path, registers = f"closings/{rest}", shape.registers
    checked, standing = verdict(registers, "reports/", "rechecks/"), order_standing(registers)
    wanted = max(numbers(registers, "closings/"), default=0) + 1
    if standing.state == "closed" or (standing.state == "passed" and round_of(rest) != wanted):
        return Refusal("invalid", "order_closed", path)
    passed = standing.state == "passed" and checked.state == "accepted"
    return None if passed else Refusal("invalid", "not_passed", path)


def _reopening_wrong(act: Act, shape: Document, rest: str, library: Library) -> Refusal | None:
    path, registers = f"reopenings/{rest}", shape.registers
    last = max(numbers(registers, "closings/"), default=0)
    if closed_at(registers) is None or round_of(rest) != last:
        return Refusal("invalid", "order_not_closed", path)
    if act.writes[path]["due_on"] < _day_of(act, shape.value("institution"), library.roster):
        return Refusal("invalid", "due_before_it_begins", path)
    return None


def _held_wrong(act: Act, shape: Document, rest: str, library: Library) -> Refusal | None:
    known = shape.value(f"steps/{rest}") is not None
    return None if known else Refusal("invalid", "step_not_reached", f"held/{rest}")


def _person_wrong(act: Act, shape: Document, rest: str, library: Library) -> Refusal | None:
    person, roster = _id(rest), library.roster
    if roster.institution_of(person) != shape.value("institution"):
        return Refusal("invalid", "unknown_person", f"helpers/{rest}")
    looks_again = in_office(person, shape.value("institution"), roster)
    if looks_again or shape.value(f"checkers/{rest}") is True:
        return Refusal("invalid", "helper_looks_again", f"helpers/{rest}")
    return None


def _checker_wrong(act: Act, shape: Document, rest: str, library: Library) -> Refusal | None:
    person, roster = _id(rest), library.roster
    if roster.person(person) is None or not rights.independent(person, shape, roster):
        return Refusal("invalid", "checker_of_unit", f"checkers/{rest}")
    return None


def _id(dashed: str) -> bytes:
    text = dashed.replace("-", "")
    return bytes.fromhex(text) if len(text) == 32 else MISSING


_STEPS: dict[str, Callable[[Act, Document, str, Library], Refusal | None]] = {
    "receipts": _taken,
    "handovers": _taken,
    "passed_on": _taken,
    "passed_photos": _taken,
    "extensions": _extension_wrong,
    "grants": _grant_wrong,
    "before": _taken,
    "after": _taken,
    "reports": _report_wrong,
    "rechecks": _recheck_wrong,
    "rechecked": _taken,
    "closings": _closing_wrong,
    "reopenings": _reopening_wrong,
    "held": _held_wrong,
    "helpers": _person_wrong,
    "checkers": _checker_wrong,
}


def reinspected(document: Document) -> tuple[str, ...]:
    """The ids of the checklist items that a linked re-inspection looks at again: those that failed."""
    values = (document.registers[path].value for path in under(document.registers, "items/"))
    return tuple(dict.fromkeys(str(value) for value in values))


def unit_of(document: Document) -> bytes | None:
    return id_at(document, "unit")

"""投诉意见: 首问负责: who is asked first takes it down, sees it passed on, and it is answered within its time.

Promises: who complains is read by the office and by those whom the complaint goes through alone, and reads the answer
behind a code of which only the hash is kept. Whether it was so is the office's to say, and nobody's of the unit; nobody
of the unit says that it is about another one. What was said stands.
"""

from __future__ import annotations

from models.deed import in_office, under
from models.document import Act, Document, Library, Refusal, ServerAct
from models.order_rights import of_unit
from models.people import MISSING
from models.working_days import working_days

WITHIN_DAYS = 5
"""Working days, where nobody said otherwise."""
KEY_LENGTH = 64


def may_create(act: Act, library: Library) -> bool:
    writes, roster = act.writes, library.roster
    institution = writes.get("institution")
    found = roster.person(act.author)
    own = found is not None and found.institution == institution and not roster.is_external(act.author)
    return writes.get("by") == act.author and (own or in_office(act.author, institution, roster))


def forbidden(act: Act, document: Document, library: Library) -> Refusal | None:
    roster, unit = library.roster, document.value("unit")
    office = in_office(act.author, document.value("institution"), roster)
    about_own = any(
        isinstance(each, bytes) and of_unit(act.author, each, roster) for each in (unit, act.writes.get("unit"))
    )
    if "finding" in act.writes:
        return None if office and not about_own else Refusal("forbidden", "finding_by_office", "finding")
    if act.writes.get("unit", unit) != unit and isinstance(unit, bytes) and of_unit(act.author, unit, roster):
        return Refusal("forbidden", "complaint_own_unit", "unit")
    handler = document.value("handler")
    holds = act.author == handler or (handler is None and act.author == document.value("by"))
    return None if office or holds else Refusal("forbidden", "complaint_not_yours")


def closed(act: Act, document: Document | None, library: Library) -> Refusal | None:
    if document is None or document.value("finding") is None:
        return None
    found = document.registers["finding"].stamp
    late = [path for path in act.writes if not path.startswith("replies/") and path != "finding"]
    changed = next((path for path in late if document.value(path) != act.writes[path]), None)
    return None if changed is None or not act.is_after(found) else Refusal("closed", "complaint_closed", changed)


def invalid(act: Act, document: Document | None, library: Library) -> Refusal | None:
    writes, roster = act.writes, library.roster
    if document is None:
        key = writes["key"]
        if len(key) != KEY_LENGTH or not set(key) <= set("0123456789abcdef"):
            return Refusal("invalid", "wrong_type", "key")
        missing = next((path for path in ("text", "day", "means") if writes.get(path) is None), None)
        if missing is not None:
            return Refusal("invalid", "complaint_incomplete", missing)
        if writes["day"] > library.today:
            return Refusal("invalid", "day_ahead", "day", {"today": library.today})
    institution = writes["institution"] if document is None else document.value("institution")
    unit, handler = writes.get("unit"), writes.get("handler")
    if unit is not None and roster.institution_of_place(unit) != institution:
        return Refusal("invalid", "unknown_unit", "unit")
    if handler is not None and roster.institution_of(handler) != institution:
        return Refusal("invalid", "unknown_person", "handler")
    return _pass_wrong(act, document, institution, library) or _finding_wrong(act, document)


def _pass_wrong(act: Act, document: Document | None, institution: bytes, library: Library) -> Refusal | None:
    """Who hands it on says why, in the same act; to nobody outside the house, who would read it by that."""
    for path, value in act.writes.items():
        if path.startswith("passed/") and library.roster.institution_of(value["to"]) != institution:
            return Refusal("invalid", "unknown_person", path)
    if document is None or "handler" not in act.writes or act.writes["handler"] == document.value("handler"):
        return None
    told = [value for path, value in act.writes.items() if path.startswith("passed/")]
    said = any(each["to"] == act.writes["handler"] for each in told)
    return None if said else Refusal("invalid", "reason_missing", "handler")


def _finding_wrong(act: Act, document: Document | None) -> Refusal | None:
    if "finding" not in act.writes:
        return None
    known = [] if document is None else under(document.registers, "replies/")
    answered = any(path.startswith("replies/") for path in (*act.writes, *known))
    return None if answered else Refusal("invalid", "answer_first", "finding")


def following(act: Act, document: Document, library: Library) -> list[ServerAct]:
    """By when it is to be answered: working days after it was taken down."""
    institution, day = document.value("institution"), document.value("day")
    if document.value("due_on") is not None or not isinstance(institution, bytes) or not isinstance(day, str):
        return []
    days = document.value("within", WITHIN_DAYS)
    due_on = working_days(calendars(library, institution), institution).add(day, days)
    return [ServerAct(document.id, "complaint", {"due_on": due_on})]


def calendars(library: Library, institution: bytes) -> list[Document]:
    """The calendars that count here: the library's and the institution's own."""
    return [*library.documents_of("work_calendar", MISSING), *library.documents_of("work_calendar", institution)]

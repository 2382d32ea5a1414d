"""通报: who drafts and issues one, what it needs, and the number that it gets.

Promises: only what is published can be cited, and only its pictures shown; an issued bulletin stands, and what was
wrong in it is put right by another that names it; numbers are given at the issue and never before, without a gap within
an institution and a year.
"""

from __future__ import annotations

from typing import Any, cast

from models.deed import in_office, under
from models.document import SERVER, Act, Document, Library, Refusal, ServerAct, after, natural_id, standing, uuid_text
from models.people import MISSING
from models.working_days import working_days

ENTRIES_MAX = 200
NEEDED = ("title", "opening")


def may_create(act: Act, library: Library) -> bool:
    return in_office(act.author, act.writes.get("institution"), library.roster)


def forbidden(act: Act, document: Document, library: Library) -> Refusal | None:
    allowed = in_office(act.author, document.value("institution"), library.roster)
    return None if allowed else Refusal("forbidden", "bulletin_office_only")


def closed(act: Act, document: Document | None, library: Library) -> Refusal | None:
    if document is None or document.value("issued") is not True:
        return None
    path = next((path for path in act.writes if path != "issued"), None)
    return None if path is None else Refusal("closed", "bulletin_issued", path)


def invalid(act: Act, document: Document | None, library: Library) -> Refusal | None:
    institution = after(act, document, "institution")
    if not isinstance(institution, bytes):
        return Refusal("invalid", "bulletin_incomplete", "institution")
    refusal = _corrects_wrong(act, institution, library) or _entries_wrong(act, document, institution, library)
    if refusal is None and "issued" in act.writes and (document is None or document.value("issued") is not True):
        return _issue_wrong(act, document)
    return refusal


def _corrects_wrong(act: Act, institution: bytes, library: Library) -> Refusal | None:
    earlier = act.writes.get("corrects")
    if earlier is None:
        return None
    found = library.document(earlier)
    good = (
        found is not None
        and found.kind == "bulletin"
        and found.value("issued") is True
        and found.value("institution") == institution
    )
    return None if good else Refusal("invalid", "bulletin_unknown", "corrects")


def _entries_wrong(act: Act, document: Document | None, institution: bytes, library: Library) -> Refusal | None:
    for path, value in act.writes.items():
        first, _, name = path.partition("/")
        if value is None:
            continue
        if first == "entries":
            finding = value.get("finding")
            if finding is not None and _finding(finding, institution, library) is None:
                return Refusal("invalid", "finding_unknown", path)
        if first in ("units", "criticised") and not _is_unit(name, institution, library):
            return Refusal("invalid", "unknown_unit", path)
        if first == "photos":
            entry: dict[str, Any] = after(act, document, f"entries/{name.partition('.')[0]}") or {}
            cited = _finding(entry.get("finding"), institution, library)
            if cited is None or value["blob"] not in _pictures(cited):
                return Refusal("invalid", "photo_of_finding", path)
    return None


def _finding(id: Any, institution: bytes, library: Library) -> Document | None:
    """A finding that the server has published, of the same institution."""
    found = library.document(id) if isinstance(id, bytes) and len(id) == 16 else None
    known = found is not None and found.kind == "finding" and found.creator == SERVER
    return found if known and found is not None and found.value("institution") == institution else None


def _pictures(finding: Document) -> set[str]:
    return {finding.value(path)["blob"] for path in under(finding.registers, "photos/")}


def _is_unit(name: str, institution: bytes, library: Library) -> bool:
    digits = name.replace("-", "")
    if len(digits) != 32 or set(digits) - set("0123456789abcdef"):
        return False
    return library.roster.institution_of_place(bytes.fromhex(digits)) == institution


def _issue_wrong(act: Act, document: Document | None) -> Refusal | None:
    for path in NEEDED:
        if not (after(act, document, path) or "").strip():
            return Refusal("invalid", "bulletin_incomplete", path)
    if after(act, document, "everyone") is not True and not standing(act, document, "units/"):
        return Refusal("invalid", "bulletin_incomplete", "everyone")
    if after(act, document, "corrects") is not None and not (after(act, document, "reason") or "").strip():
        return Refusal("invalid", "reason_missing", "reason")
    if len(standing(act, document, "entries/")) > ENTRIES_MAX:
        return Refusal("invalid", "too_many_labels", "entries")
    return None


def issuing(act: Act, document: Document, library: Library) -> list[ServerAct]:
    """Number, day and the end of the period for objections of a bulletin that has just been issued."""
    institution = document.value("institution")
    if document.value("issued") is not True or document.value("number") is not None:
        return []
    today, year = library.today, library.today[:4]
    id = natural_id(f"bulletin_register/{uuid_text(institution)}/{year}")
    register = library.document(id)
    last = 0 if register is None else cast("int", register.value("last", 0))
    given: dict[str, Any] = {"number": last + 1, "year": year, "issued_on": today}
    days = document.value("objection_days")
    if days:
        calendars = [
            *library.documents_of("work_calendar", MISSING),
            *library.documents_of("work_calendar", institution),
        ]
        given["objections_until"] = working_days(calendars, institution).add(today, days)
    names: dict[str, Any] = {"institution": institution, "year": year} if register is None else {}
    return [
        ServerAct(document.id, "bulletin", given),
        ServerAct(id, "bulletin_register", {**names, "last": last + 1}),
    ]

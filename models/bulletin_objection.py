"""通报异议: what a unit holds against a bulletin, and what the office answers.

Promises: raised by who answers for the unit, within the period by the moment of the act (`Act.made_ms`), however late
it arrives; once raised it stands, and so does its answer once it is given: a correction of that is a document beside
it. A bulletin is never taken back: an objection that holds is followed by a correction.
"""

from __future__ import annotations

from models.calendar import DEFAULT_ZONE, local_day
from models.deed import id_at, in_office, leads
from models.document import Act, Document, Library, Refusal, after
from models.roster import Roster


def concerned(bulletin: Document, unit: bytes, roster: Roster) -> bool:
    """Whether a bulletin was told to a unit."""
    if bulletin.value("issued") is not True or roster.institution_of_place(unit) != bulletin.value("institution"):
        return False
    if bulletin.value("everyone") is True:
        return True
    told = {
        path[6:].replace("-", "")
        for path, each in bulletin.registers.items()
        if each.value is True and path.startswith("units/")
    }
    return any(place.hex() in told for place in roster.ancestors(unit))


def may_create(act: Act, library: Library) -> bool:
    bulletin = _bulletin(act.writes.get("bulletin"), library)
    unit = act.writes.get("unit")
    return (
        bulletin is not None
        and isinstance(unit, bytes)
        and concerned(bulletin, unit, library.roster)
        and act.writes.get("institution") == bulletin.value("institution")
        and leads(act.author, unit, library.roster)
    )


def forbidden(act: Act, document: Document, library: Library) -> Refusal | None:
    unit = id_at(document, "unit")
    heads = unit is not None and leads(act.author, unit, library.roster)
    office = in_office(act.author, document.value("institution"), library.roster)
    for path in act.writes:
        if path == "answer":
            if not office:
                return Refusal("forbidden", "bulletin_office_only", path)
        elif not heads:
            return Refusal("forbidden", "objection_unit_only", path)
    return None


def closed(act: Act, document: Document | None, library: Library) -> Refusal | None:
    said = {path: value for path, value in act.writes.items() if path != "answer"}
    if not said:
        return None
    bulletin = _bulletin(act.writes.get("bulletin") if document is None else document.value("bulletin"), library)
    until = None if bulletin is None else bulletin.value("objections_until")
    if document is not None and document.value("raised") is True:
        changed = any(document.value(path) != value for path, value in said.items())
        return Refusal("closed", "objection_raised") if changed else None
    if until is None or local_day(act.made_ms, DEFAULT_ZONE) > until:
        return Refusal("closed", "objection_over")
    return None


def invalid(act: Act, document: Document | None, library: Library) -> Refusal | None:
    if "raised" in act.writes and not (after(act, document, "text") or "").strip():
        return Refusal("invalid", "reason_missing", "text")
    if "answer" in act.writes and after(act, document, "raised") is not True:
        return Refusal("invalid", "objection_not_raised", "answer")
    return None


# -- 答复更正: an answer that was given stands; what was wrong in it is said beside it ------------------------------


def may_correct(act: Act, library: Library) -> bool:
    return in_office(act.author, act.writes.get("institution"), library.roster)


def correction_forbidden(act: Act, document: Document, library: Library) -> Refusal | None:
    office = in_office(act.author, document.value("institution"), library.roster)
    return None if office else Refusal("forbidden", "bulletin_office_only")


def correction_invalid(act: Act, document: Document | None, library: Library) -> Refusal | None:
    """Of an objection that was answered, whole, and with its reason."""
    id = after(act, document, "objection")
    found = library.document(id) if isinstance(id, bytes) and len(id) == 16 else None
    if found is None or found.kind != "bulletin_objection":
        return Refusal("invalid", "objection_not_answered", "objection")
    if any(after(act, document, path) != found.value(path) for path in ("unit", "institution")):
        return Refusal("invalid", "objection_not_answered", "objection")
    if found.value("answer") is None:
        return Refusal("invalid", "objection_not_answered", "objection")
    if after(act, document, "answer") is None:
        return Refusal("invalid", "reason_missing", "answer")
    return None if (after(act, document, "reason") or "").strip() else Refusal("invalid", "reason_missing", "reason")


def _bulletin(id: object, library: Library) -> Document | None:
    found = library.document(id) if isinstance(id, bytes) and len(id) == 16 else None
    return found if found is not None and found.kind == "bulletin" else None

"""出席: one document per activity and person: what the person says, and what the organisers tick.

Promises: a person signs in and asks for leave only for himself; a tick stands under the name of who set it; the code
of an activity is known to its organiser alone.
"""

from __future__ import annotations

from models import activity
from models.deed import id_at, signed, stamp_of
from models.document import Act, Document, Library, Refusal


def _activity(act: Act, document: Document | None, library: Library) -> Document | None:
    id = act.writes.get("activity") if document is None else document.value("activity")
    found = library.document(id) if isinstance(id, bytes) else None
    return found if found is not None and found.kind == "activity" else None


def may_create(act: Act, library: Library) -> bool:
    """Who runs the activity for anybody of the institution, anybody for himself where he is due."""
    found = _activity(act, None, library)
    if found is None or found.value("announced") is not True:
        return False
    writes = act.writes
    person = library.roster.person(writes["person"]) if isinstance(writes.get("person"), bytes) else None
    if person is None or person.institution != found.value("institution"):
        return False
    if any(writes.get(path) != found.value(path) for path in ("organiser", "place")):
        return False
    return person.id == act.author or activity.runs(act.author, found, library.roster)


def forbidden(act: Act, document: Document, library: Library) -> Refusal | None:
    return _wrong_hand(act, document, document.value("person"), library)


def _wrong_hand(act: Act, document: Document | None, person: object, library: Library) -> Refusal | None:
    found = _activity(act, document, library)
    for path in act.writes:
        if path.startswith("marks/"):
            if found is None or not activity.runs(act.author, found, library.roster):
                return Refusal("forbidden", "activity_organisers_only", path)
            if not signed(path, act.author):
                return Refusal("forbidden", "own_name_only", path)
        elif path in ("signed_in", "excuse") and person != act.author:
            return Refusal("forbidden", "not_yours", path)
    return None


def closed(act: Act, document: Document | None, library: Library) -> Refusal | None:
    found = _activity(act, document, library)
    if found is None:
        return None
    for path, reason in (("cancelled", "activity_cancelled"), ("ended", "activity_ended")):
        stamp = stamp_of(found.registers, path)
        if stamp is not None and act.is_after(stamp):
            return Refusal("closed", reason)
    tells = any(path == "excuse" or path.startswith("marks/") for path in act.writes)
    return activity.minutes_signed(found, library) if tells else None


def invalid(act: Act, document: Document | None, library: Library) -> Refusal | None:
    return _wrong_hand(act, document, act.writes.get("person"), library) if document is None else None


def may_create_key(act: Act, library: Library) -> bool:
    """The code is the organiser's own."""
    found = _activity(act, None, library)
    return found is not None and act.author == id_at(found, "organiser") == act.writes.get("organiser")


def key_forbidden(act: Act, document: Document, library: Library) -> Refusal | None:
    return None if document.value("organiser") == act.author else Refusal("forbidden", "not_yours")


def key_invalid(act: Act, document: Document | None, library: Library) -> Refusal | None:
    return Refusal("invalid", "written_once", "key") if document is None and "key" not in act.writes else None

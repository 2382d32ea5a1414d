"""支部会议: who runs the meeting of a branch, what stands once it has ended, and what stands once it is signed.

Promises: the secretaries of the branch run it, with whom they name as chair or scribe; it begins and ends once; after
the end its minutes alone are still written, and nothing once somebody has signed them, however early it was stamped.
Who is due is what the activity says, told to the meeting by the server.
"""

from __future__ import annotations

from typing import Any

from models import activity
from models.calendar import DEFAULT_ZONE, local_day
from models.deed import signed, stamp_of, under
from models.document import (
    Act,
    Document,
    Library,
    Refusal,
    ServerAct,
    after,
    is_id,
    natural_id,
    stamp_ms,
    standing,
    uuid_text,
)
from models.period import quarter_spoken_of

AFTERWARDS = ("notes/", "decisions/", "signed/")
"""What is still written once the meeting has ended."""
_STAFF = ("chair/", "scribes/")
AGENDA_MAX, DECISIONS_MAX = 60, 100


def _activity(act: Act, document: Document | None, library: Library) -> Document | None:
    id = act.writes.get("activity") if document is None else document.value("activity")
    found = library.document(id) if isinstance(id, bytes) else None
    return found if found is not None and found.kind == "activity" else None


def may_create(act: Act, library: Library) -> bool:
    """Who runs the branch's activity of the type "meeting", for that branch."""
    found, branch = _activity(act, None, library), act.writes.get("branch")
    return (
        found is not None
        and found.value("type") == "meeting"
        and is_id(branch)
        and branch in library.roster.branches
        and branch == found.value("place")
        and act.writes.get("institution") == found.value("institution")
        and activity.runs(act.author, found, library.roster)
    )


def runs(person: bytes, document: Document, library: Library) -> bool:
    """The secretaries of the branch, and who called the meeting."""
    found = library.document(document.value("activity"))
    return found is not None and activity.runs(person, found, library.roster)


def serves(person: bytes, document: Document) -> bool:
    """Who is named as chair or scribe."""
    return any(document.value(prefix + uuid_text(person)) is True for prefix in _STAFF)


def forbidden(act: Act, document: Document, library: Library) -> Refusal | None:
    running = runs(act.author, document, library)
    for path in act.writes:
        if path.startswith("signed/") and not signed(path, act.author):
            return Refusal("forbidden", "own_name_only", path)
        if not running and not _may(act.author, path, document):
            return Refusal("forbidden", "meeting_staff_only", path)
        if _noted_by(path) not in (None, act.author.hex()):
            return Refusal("forbidden", "own_name_only", path)
    return None


def _may(person: bytes, path: str, document: Document) -> bool:
    """What who doesn't run the meeting may do in it: the chair is named by the secretary, and names scribes too."""
    if path.startswith("chair/"):
        return False
    chairs = document.value(f"chair/{uuid_text(person)}") is True
    return chairs if path.startswith("scribes/") else serves(person, document)


def _noted_by(path: str) -> str | None:
    """Whose note it is, where its path names somebody: `notes/<item>.<person>.<device>`."""
    parts = path.split(".")
    return parts[1] if path.startswith("notes/") and len(parts) > 1 else None


def closed(act: Act, document: Document | None, library: Library) -> Refusal | None:
    found = _activity(act, document, library)
    cancelled = None if found is None else stamp_of(found.registers, "cancelled")
    if cancelled is not None and act.is_after(cancelled):
        return Refusal("closed", "activity_cancelled")
    if document is None:
        return None
    registers = document.registers
    ended = stamp_of(registers, "ended")
    sealed = under(registers, "signed/")
    for path, value in act.writes.items():
        if path in registers and document.value(path) == value:
            continue
        # What was signed is what had come by then: a note that was on its way goes back to whoever wrote it.
        if sealed and not path.startswith("signed/"):
            return Refusal("closed", "meeting_signed", path)
        if ended is not None and act.is_after(ended) and not path.startswith(AFTERWARDS):
            return Refusal("closed", "meeting_ended", path)
    return None


def invalid(act: Act, document: Document | None, library: Library) -> Refusal | None:
    found = _activity(act, document, library)
    if "begun" in act.writes and (found is None or found.value("announced") is not True):
        return Refusal("invalid", "activity_not_announced", "begun")
    if "ended" in act.writes and after(act, document, "begun") is not True:
        return Refusal("invalid", "meeting_not_begun", "ended")
    signing = next((path for path in act.writes if path.startswith("signed/")), None)
    if signing is not None and after(act, document, "ended") is not True:
        return Refusal("invalid", "meeting_not_ended", signing)
    agenda = standing(act, document, "agenda/")
    at = act.writes.get("at")
    if at is not None and at not in agenda:
        return Refusal("invalid", "no_such_item", "at")
    for prefix, most in (("agenda/", AGENDA_MAX), ("decisions/", DECISIONS_MAX)):
        path = next((each for each in act.writes if each.startswith(prefix)), None)
        if path is not None and len(standing(act, document, prefix)) > most:
            return Refusal("invalid", "meeting_full", path, {"max": most})
    institution = after(act, document, "institution")
    return next((wrong for path in act.writes if (wrong := _stranger(act, path, institution, library))), None)


def _stranger(act: Act, path: str, institution: object, library: Library) -> Refusal | None:
    """A person of another institution, or nobody, in a place where one of this is named."""
    value: Any = act.writes[path]
    person: object = None
    if path.startswith(_STAFF) and value is True:
        person = bytes.fromhex(path.partition("/")[2].replace("-", ""))
    elif path.startswith("agenda/") and value is not None:
        person = value.get("speaker")
    elif path.startswith("decisions/") and value is not None:
        person = value.get("responsible")
    elif path == "speaker":
        person = value
    if not isinstance(person, bytes):
        return None
    here = library.roster.person(person)
    return None if here is not None and here.institution == institution else Refusal("invalid", "unknown_person", path)


def telling(act: Act, document: Document, library: Library) -> list[ServerAct]:
    """Who is due, as the activity says: when the meeting is made, and whenever the activity's own list grows."""
    if document.kind == "activity":
        found, meeting = document, library.document(natural_id(f"meeting/{uuid_text(document.id)}"))
        asked = any(path.startswith("due/") for path in act.writes)
    else:
        found, meeting = library.document(document.value("activity")), document
        asked = "activity" in act.writes
    if not asked or found is None or meeting is None or meeting.kind != "meeting":
        return []
    fresh = {path: True for path in under(found.registers, "due/") if meeting.value(path) is not True}
    return [ServerAct(meeting.id, "meeting", fresh)] if fresh else []


def speaking(act: Act, document: Document, library: Library) -> list[ServerAct]:
    """Of whom the branch has spoken this quarter, told to everybody in the meeting while it runs."""
    if document.kind == "meeting":
        if "begun" not in act.writes:
            return []
        period = _period(document, library)
        branch = document.value("branch")
        known = library.document(natural_id(f"commentary_coverage/{uuid_text(branch)}/{period}"))
        done = [] if known is None else under(known.registers, "done/")
        fresh: dict[str, Any] = {f"spoken/{path.partition('/')[2]}": True for path in done}
        fresh = {path: True for path in fresh if document.value(path) is not True}
        return [ServerAct(document.id, "meeting", fresh)] if fresh else []
    branch, subject = document.value("branch"), document.value("subject")
    if document.value("submitted") is not True or not is_id(branch) or not is_id(subject):
        return []
    path = f"spoken/{uuid_text(subject)}"
    running = (
        each
        for each in library.documents_of("meeting", branch)
        if stamp_of(each.registers, "begun") is not None and stamp_of(each.registers, "ended") is None
    )
    return [
        ServerAct(each.id, "meeting", {path: True})
        for each in sorted(running, key=lambda each: each.id)
        if each.value(path) is not True and _period(each, library) == document.value("period")
    ]


def _period(meeting: Document, library: Library) -> str:
    """The quarter that a meeting which has begun speaks of."""
    here = library.roster.institutions.get(meeting.value("institution"))
    begun = stamp_of(meeting.registers, "begun") or bytes(16)
    return quarter_spoken_of(local_day(stamp_ms(begun), DEFAULT_ZONE if here is None else here.timezone))


def ordering(act: Act, order: Document, library: Library) -> list[ServerAct]:
    """A decision that an order has been issued for names it, whoever of the office issued it."""
    origin: dict[str, Any] = order.value("origin") or {}
    if order.value("issued") is not True or origin.get("kind") != "meeting" or not origin.get("part"):
        return []
    found, path = library.document(origin["id"]), f"ordered/{origin['part']}"
    known = found is not None and found.kind == "meeting" and f"decisions/{origin['part']}" in found.registers
    if found is None or not known or path in found.registers:
        return []
    return [ServerAct(found.id, "meeting", {path: order.id})]


def tasking(act: Act, task: Document, library: Library) -> list[ServerAct]:
    """A decision that a task has been handed out for names it; the first one that came in."""
    part = task.value("decision")
    found = library.document(task.value("meeting")) if task.value("assigned") is True and part else None
    decided: Any = None if found is None or found.kind != "meeting" else found.value(f"decisions/{part}")
    if found is None or not decided or decided.get("responsible") != task.value("responsible"):
        return []
    path = f"tasked/{part}"
    return [] if path in found.registers else [ServerAct(found.id, "meeting", {path: task.id})]


def tasked_already(act: Act, task: Document | None, library: Library) -> Refusal | None:
    """One decision, one task: from however many devices it is handed out."""
    part = after(act, task, "decision")
    found = library.document(after(act, task, "meeting")) if part else None
    if found is None or found.kind != "meeting" or found.value(f"tasked/{part}") in (None, act.doc):
        return None
    return Refusal("invalid", "decision_tasked", "decision")

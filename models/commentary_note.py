"""讲评记录: what a scribe of a meeting, or its chair, writes down of what is said about a member.

Promises: each who writes has a document of their own, so nobody's words stand in the place of another's, and each
device paths of its own; the branch's secretary reads them and gives the commentary, with these words or others. Nobody
writes of himself, or of a secretary of the branch, on whom the leader comments; nothing is added once the commentary
is out or the minutes are signed.
"""

from __future__ import annotations

from models import meeting
from models.commentary import PARTS, period_wrong
from models.deed import stamp_of, under
from models.document import Act, Document, Library, Refusal, after, natural_id, uuid_text


def _meeting(id: object, library: Library) -> Document | None:
    found = library.document(id) if isinstance(id, bytes) else None
    return found if found is not None and found.kind == "meeting" else None


def may_create(act: Act, library: Library) -> bool:
    """The scribes and the chair of the meeting, under their own names."""
    found = _meeting(act.writes.get("meeting"), library)
    return (
        found is not None
        and act.writes.get("by") == act.author
        and all(act.writes.get(path) == found.value(path) for path in ("branch", "institution"))
        and meeting.serves(act.author, found)
    )


def forbidden(act: Act, document: Document, library: Library) -> Refusal | None:
    if document.value("by") != act.author:
        return Refusal("forbidden", "not_yours")
    found = _meeting(document.value("meeting"), library)
    serving = found is not None and meeting.serves(act.author, found)
    return None if serving else Refusal("forbidden", "meeting_staff_only")


def closed(act: Act, document: Document | None, library: Library) -> Refusal | None:
    found = _meeting(after(act, document, "meeting"), library)
    if found is not None and under(found.registers, "signed/"):
        return Refusal("closed", "meeting_signed")
    period, branch, subject = (after(act, document, path) for path in ("period", "branch", "subject"))
    if not isinstance(branch, bytes) or not isinstance(subject, bytes):
        return None
    said = library.document(natural_id(f"branch_commentary/{period}/{uuid_text(branch)}/{uuid_text(subject)}"))
    given = None if said is None else stamp_of(said.registers, "submitted")
    return Refusal("closed", "commentary_out") if given is not None and act.stamp > given else None


def invalid(act: Act, document: Document | None, library: Library) -> Refusal | None:
    found = _meeting(after(act, document, "meeting"), library)
    begun = None if found is None else stamp_of(found.registers, "begun")
    if begun is None or act.stamp < begun:
        return Refusal("invalid", "meeting_not_begun")
    subject, branch = after(act, document, "subject"), after(act, document, "branch")
    if subject == act.author:
        return Refusal("invalid", "not_oneself", "subject")
    if isinstance(subject, bytes) and library.roster.holds_role(subject, branch, "secretary"):
        return Refusal("invalid", "leader_comments", "subject")
    if document is None and (refusal := period_wrong(act, library)) is not None:
        return refusal
    strange = (path for path in act.writes if path.startswith("said/") and part_of(path) not in PARTS)
    path = next(strange, None)
    return None if path is None else Refusal("invalid", "no_such_part", path)


def part_of(path: str) -> str:
    """Which of the four parts the words at `said/<part>.<device>` belong to."""
    return path.removeprefix("said/").partition(".")[0]

"""支部讲评、领导点评: what a branch says of each member, and leaders of people and units.

Promises: nobody comments on himself; the four parts are all there before anything is shown; until then only who writes
reads it; once it is out, the words stand, and what came of them may be added. How far a branch has got is counted.
"""

from __future__ import annotations

from typing import Any

from models.document import Act, Document, Library, Refusal, ServerAct, after, is_id, natural_id, uuid_text
from models.people import Membership, came_by
from models.period import first_day, is_period, last_day
from models.roster import Roster

PARTS = ("strengths", "problems", "advice", "direction")
"""肯定成绩, 指出问题, 改进意见, 努力方向."""
AFTERWARDS = frozenset({"follow_up", "outcome", "outcome_note", "submitted", "public"})
"""What may still be written once it is out."""
OF_MEMBERS = frozenset({"branch_commentary", "commentary_note"})
"""What is said of members of the branch alone."""


def may_create(act: Act, library: Library) -> bool:
    """Secretaries write the branch's commentary, leaders that on a secretary; remarks who leads the subject."""
    writes, roster = act.writes, library.roster
    subject, institution = writes.get("subject"), writes.get("institution")
    if not isinstance(subject, bytes) or not isinstance(institution, bytes):
        return False
    if act.kind != "branch_commentary":
        return writes.get("by") == act.author and leads(act.author, subject, institution, roster)
    branch = writes.get("branch")
    if not isinstance(branch, bytes) or roster.institution_of_place(branch) != institution:
        return False
    if writes.get("by_leader") is True:
        return roster.holds_role(act.author, institution, "leader") and roster.holds_role(subject, branch, "secretary")
    return roster.holds_role(act.author, branch, "secretary")


def leads(person: bytes, subject: bytes, institution: bytes, roster: Roster) -> bool:
    """A leader leads everybody and every place of the institution, a head the unit, what is below it and its people."""
    place = roster.institution_of_place(subject)
    if (roster.institution_of(subject) if place is None else place) != institution:
        return False
    if roster.holds_role(person, institution, "leader"):
        return True
    units = roster.units_of(subject, roster.today) if place is None else (subject,)
    return any(roster.holds_role(person, above, "head") for unit in units for above in roster.ancestors(unit))


def forbidden(act: Act, document: Document, library: Library) -> Refusal | None:
    """The subject and those responsible read it; only who writes it writes."""
    if act.kind == "branch_commentary" and document.value("by_leader") is not True:
        branch = document.value("branch")
        writes = isinstance(branch, bytes) and library.roster.holds_role(act.author, branch, "secretary")
        writes = writes and document.value("subject") != act.author
    else:
        writes = document.creator == act.author
    return None if writes else Refusal("forbidden", "not_yours")


def closed(act: Act, document: Document | None, library: Library) -> Refusal | None:
    if document is None:
        return None
    out = document.value("text") is not None if act.kind == "leader_remark" else document.value("submitted") is True
    changes = [path for path, value in act.writes.items() if document.value(path) != value]
    if not out:
        return None
    path = next((path for path in changes if path not in AFTERWARDS), None)
    return None if path is None else Refusal("closed", "commentary_out", path)


def invalid(act: Act, document: Document | None, library: Library) -> Refusal | None:
    subject = after(act, document, "subject")
    if subject == act.author:
        return Refusal("invalid", "not_oneself", "subject")
    if document is None and act.kind != "leader_remark" and (refusal := period_wrong(act, library)) is not None:
        return refusal
    strange = (path for path in act.writes if path.startswith("from/") and path[5:] not in PARTS)
    if (path := next(strange, None)) is not None:
        return Refusal("invalid", "no_such_part", path)
    if act.kind == "leader_remark":
        return None if _said(act, document, "text") else Refusal("invalid", "text_empty", "text")
    if after(act, document, "submitted") is True:
        absent = next((part for part in PARTS if not _said(act, document, part)), None)
        return None if absent is None else Refusal("invalid", "part_missing", absent)
    early = next((path for path in ("outcome", "outcome_note") if act.writes.get(path) is not None), None)
    return None if early is None else Refusal("invalid", "not_out_yet", early)


def period_wrong(act: Act, library: Library) -> Refusal | None:
    """A period that has not begun, one before the subject came, or one in which they were no member of the branch."""
    period, branch, subject = (act.writes.get(path) for path in ("period", "branch", "subject"))
    if not isinstance(period, str) or not is_period(period):
        return Refusal("invalid", "bad_period", "period")
    if first_day(period) > library.today:
        return Refusal("invalid", "period_ahead", "period")
    if act.kind in OF_MEMBERS and not _belonged(subject, branch, period, library.roster):
        return Refusal("invalid", "not_in_branch", "subject")
    person = library.roster.person(subject) if isinstance(subject, bytes) else None
    if person is not None and not came_by(person, last_day(period)):
        return Refusal("invalid", "subject_not_here", "period")
    return None


def _belonged(subject: Any, branch: Any, period: str, roster: Roster) -> bool:
    person = roster.person(subject)
    return person is not None and any(_meets(stay, branch, period) for stay in person.branches)


def _meets(stay: Membership, branch: Any, period: str) -> bool:
    begins_in_time = stay.begin <= last_day(period)
    return stay.place == branch and begins_in_time and (stay.end is None or stay.end >= first_day(period))


def _said(act: Act, document: Document | None, path: str) -> bool:
    words = after(act, document, path)
    return isinstance(words, str) and bool(words.strip())


def coverage(act: Act, document: Document, library: Library) -> list[ServerAct]:
    """Counts a commentary once it is out, for those who see to it that nobody is missed."""
    branch, period, subject = (document.value(path) for path in ("branch", "period", "subject"))
    if document.value("submitted") is not True or not is_id(branch) or not is_id(subject):
        return []
    id = natural_id(f"commentary_coverage/{uuid_text(branch)}/{period}")
    known, done = library.document(id), f"done/{uuid_text(subject)}"
    if known is not None and known.value(done) is True:
        return []
    names = {} if known else {"branch": branch, "period": period, "institution": document.value("institution")}
    return [ServerAct(id, "commentary_coverage", {**names, done: True})]

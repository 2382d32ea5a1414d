"""表决: one question put to a defined electorate, from its settings to its reveal.

Promises: what is asked, of whom, how and by which rules is stated before the first answer and stands from the opening
on; nobody judges himself unless the rules say so, and no subject is a teller; until the chair reveals the result
nobody, the chair included, is told more than the turnout; what comes out is a proposal, and who decides otherwise says
why. A poll that was void is put anew, never opened again; one that was never opened can be removed, and nothing comes
of it afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from models.ballot_context import too_few
from models.calendar import DAY_MS
from models.deed import programme_wrong
from models.document import Act, Document, Library, Refusal, after, is_id, stamp_ms, uuid_text
from models.poll_electorate import due, judged
from models.poll_outcome import outcome_closed, outcome_wrong
from models.poll_paper_account import papers_missing, papers_unnamed
from models.poll_plan import Poll, read_poll
from models.poll_values import OPTIONS_MAX
from models.programme_lists import programme_ended
from models.round import organises

FACTS = frozenset({"opened", "closed", "revealed"})
NAMED = ("subjects/", "chair/", "tellers/")
OPENS_WITHIN_DAYS = 90
"""By its id a poll stands in a quarter, and phones ask for those of as many days alone."""
_OPTION = re.compile(r"options/[1-9][0-9]?")


def runs(person: bytes, poll: Poll, library: Library) -> bool:
    """Who may open, close and reveal: those who organise rounds there, and the chair that the poll names."""
    return uuid_text(person) in poll.chair or organises(person, poll.institution, poll.branch, library.roster)


def may_create(act: Act, library: Library) -> bool:
    return organises(act.author, act.writes.get("institution"), act.writes.get("branch"), library.roster)


def forbidden(act: Act, document: Document, library: Library) -> Refusal | None:
    poll, me = read_poll(document), uuid_text(act.author)
    chairs = runs(act.author, poll, library)
    leads = chairs or library.roster.holds_role(act.author, poll.institution, "leader")
    for path in act.writes:
        if path.startswith("signed/"):
            if path != f"signed/{me}" or me not in poll.tellers:
                return Refusal("forbidden", "poll_tellers_only", path)
        elif path.startswith("outcome/"):
            if not leads or path == f"outcome/{me}":
                return Refusal("forbidden", "poll_committee_only", path)
        elif not chairs:
            return Refusal("forbidden", "poll_chair_only", path)
    return None


def closed(act: Act, document: Document | None, library: Library) -> Refusal | None:
    if document is None:
        return None
    poll = read_poll(document)
    if poll.removed or "removed" in act.writes:
        return _removal_closed(poll, act)
    settings = next((path for path in act.writes if path not in FACTS and not _of_the_end(path)), None)
    if poll.revealed and settings is not None:
        return Refusal("closed", "poll_revealed", settings)
    if poll.voided and not set(act.writes) <= {"opened", "closed"}:
        return Refusal("closed", "poll_voided")
    if poll.opened and settings is not None and settings != "voided":
        return Refusal("closed", "poll_opened", settings)
    return outcome_closed(act, library)


def _removal_closed(poll: Poll, act: Act) -> Refusal | None:
    """Nothing comes of what was taken away, and what was opened isn't."""
    if poll.removed:
        return None if set(act.writes) == {"removed"} else Refusal("closed", "poll_removed")
    return Refusal("closed", "poll_stands", "removed") if poll.opened else None


def _of_the_end(path: str) -> bool:
    return path.startswith(("signed/", "outcome/"))


def invalid(act: Act, document: Document | None, library: Library) -> Refusal | None:
    if (document is None or "title" in act.writes) and not after(act, document, "title"):
        return Refusal("invalid", "title_missing", "title")
    shape = document or Document(act.doc, act.kind, act.author)
    before, poll = read_poll(shape), read_poll(shape, act)
    if poll.removed and poll.opened:
        return Refusal("invalid", "poll_stands", "removed")
    refusal = _names_wrong(poll, act, library) or programme_wrong(act, library)
    if refusal is None and "opened" in act.writes and not before.opened:
        refusal = next(_opening_wrong(poll, act), None) or next(_electorate_wrong(poll, library), None)
    return refusal or next(_course_wrong(before, poll, act, document, library), None)


def _names_wrong(poll: Poll, act: Act, library: Library) -> Refusal | None:
    roster = library.roster
    if poll.branch is not None and roster.institution_of_place(poll.branch) != poll.institution:
        return Refusal("invalid", "unknown_branch", "branch")
    for path, named in act.writes.items():
        if named is True and path.startswith(NAMED):
            person = bytes.fromhex(path.partition("/")[2].replace("-", ""))
            if roster.institution_of(person) != poll.institution:
                return Refusal("invalid", "unknown_person", path)
    both = sorted(poll.subjects & poll.tellers)
    if both:
        return Refusal("invalid", "teller_is_subject", f"tellers/{both[0]}")
    if poll.opens_at is not None and poll.closes_at is not None and poll.closes_at <= poll.opens_at:
        return Refusal("invalid", "closes_before_it_opens", "closes_at")
    return _options_wrong(poll, act) or _place_wrong(poll, act, library)


def _options_wrong(poll: Poll, act: Act) -> Refusal | None:
    """Options have numbers, and no more of them than can be counted."""
    for path, label in act.writes.items():
        if path.startswith("options/") and label is not None and not _OPTION.fullmatch(path):
            return Refusal("invalid", "unknown_option", path)
    if len(poll.options) <= OPTIONS_MAX:
        return None
    return Refusal("invalid", "poll_options", f"options/{max(poll.options)}", {"most": OPTIONS_MAX})


def _place_wrong(poll: Poll, act: Act, library: Library) -> Refusal | None:
    """In which meeting it is put, and which one it puts anew."""
    if "meeting" in act.writes and not _of_its_branch(poll, act.writes["meeting"], library):
        return Refusal("invalid", "unknown_meeting", "meeting")
    again = act.writes.get("redo_of")
    if again is None:
        return None
    found = library.document(again) if is_id(again) else None
    known = found is not None and found.kind == "poll" and found.value("institution") == poll.institution
    return None if known else Refusal("invalid", "unknown_poll", "redo_of")


def _of_its_branch(poll: Poll, meeting: Any, library: Library) -> bool:
    """Whether it is put in a meeting of those whom it is put to, or to the whole house there."""
    found = library.document(meeting) if is_id(meeting) else None
    if found is None or found.kind != "meeting" or found.value("institution") != poll.institution:
        return False
    return poll.branch in (None, found.value("branch"))


def _opening_wrong(poll: Poll, act: Act) -> Iterator[Refusal]:
    yield from (Refusal("invalid", "poll_incomplete", path) for path, missing in _missing(poll).items() if missing)
    if poll.closes_at is not None and poll.closes_at <= act.received_ms:
        yield Refusal("invalid", "poll_over", "closes_at")
    if abs(stamp_ms(poll.id) - act.received_ms) > OPENS_WITHIN_DAYS * DAY_MS:
        yield Refusal("invalid", "poll_of_long_ago", "opened")
    if poll.type == "choice" and not 1 <= poll.most <= len(poll.options):
        yield Refusal("invalid", "poll_most", "most")
    if poll.rules.get("excellent") is not None and poll.rules["excellent"] not in poll.options:
        yield Refusal("invalid", "poll_excellent", "rules")


def _electorate_wrong(poll: Poll, library: Library) -> Iterator[Refusal]:
    electors = due(poll, library)
    if not electors:
        yield Refusal("invalid", "nobody_to_poll", "voters")
    if poll.subjects and "graded" not in judged(poll, library).values():
        yield Refusal("invalid", "nobody_is_graded", "subjects")
    if poll.mode == "anonymous" and poll.rules.get("own") is not True and _judges_electors(poll, electors, library):
        yield Refusal("invalid", "own_line_tells", "rules")
    few = too_few(len(electors), poll.threshold, "mode") if poll.mode == "anonymous" else None
    if few is not None:
        yield few
    if programme_ended(poll.programme, library):
        yield Refusal("invalid", "programme_ended", "opened")


def _judges_electors(poll: Poll, electors: list[bytes], library: Library) -> bool:
    """Whether somebody has a line about himself: left out of an anonymous ballot, it would say whose that is."""
    graded = {person for person, how in judged(poll, library).items() if how == "graded"}
    return not graded.isdisjoint(map(uuid_text, electors))


def _missing(poll: Poll) -> dict[str, bool]:
    """What has to be said before a poll opens, and whether it isn't."""
    about_people = poll.type in ("appraisal", "score")
    return {
        "type": not poll.type,
        "mode": not poll.mode,
        "closes_at": poll.closes_at is None,
        "subjects": about_people and not poll.subjects,
        "options": poll.type != "score" and len(poll.options) < 2,
        "range": poll.type == "score" and poll.range is None,
    }


def _course_wrong(before: Poll, poll: Poll, act: Act, document: Document | None, library: Library) -> Iterator[Refusal]:
    """Opened, then closed, then revealed; signing and deciding come last."""
    at_once = poll.mode == "anonymous" and not before.opened  # nobody was given a ballot yet
    if "closed" in act.writes and (at_once or not poll.opened):
        yield Refusal("invalid", "poll_not_open", "closed")
    if "voided" in act.writes:
        if at_once or not poll.opened:
            yield Refusal("invalid", "poll_not_open", "voided")
        if not poll.voided:
            yield Refusal("invalid", "reason_missing", "voided")
    if "revealed" in act.writes and not before.revealed:
        if not poll.closed or not before.opened:  # the roll is settled first
            yield Refusal("invalid", "poll_not_closed", "revealed")
        if poll.voided:
            yield Refusal("closed", "poll_voided", "revealed")
        if papers_missing(poll, library):
            yield Refusal("invalid", "papers_not_entered", "revealed")
        if papers_unnamed(poll, library):
            yield Refusal("invalid", "papers_unnamed", "revealed")
    for path in act.writes:
        if _of_the_end(path) and not before.revealed:
            yield Refusal("invalid", "poll_not_revealed", path)
    yield from outcome_wrong(before, act, document, library)

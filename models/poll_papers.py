"""纸质票与举手: what the tellers enter for those who vote without a phone, in the same count and marked as such.

Promises: nobody but tellers and chair enters it; nobody who was handed a paper has a ballot on the phone too; more
returned than issued is a fact that makes the poll void and no mistake to refuse; a show of hands is for open polls
alone, for everybody sees it, and any of those who count puts it right.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from models.ballot_context import context_id
from models.document import Act, Document, Library, Refusal, after, standing, uuid_text
from models.poll import runs
from models.poll_plan import Poll, ballot_id, poll_of
from models.poll_values import counts

PATHS_OF_COUNTS = ("issued", "returned", "present")


def may_create(act: Act, library: Library) -> bool:
    poll = poll_of(act.writes.get("poll"), library)
    return poll is not None and act.writes.get("by") == act.author and counting(act.author, poll, library)


def counting(person: bytes, poll: Poll, library: Library) -> bool:
    """Who counts: the tellers, and the chair with them where nobody judges him."""
    own = uuid_text(person)
    return own in poll.tellers or (own not in poll.subjects and runs(person, poll, library))


def forbidden(act: Act, document: Document, library: Library) -> Refusal | None:
    """Papers are their teller's own; hands were raised before all, and whoever counts puts them right."""
    if document.kind == "poll_hands":
        poll = _poll(act, document, library)
        right = poll is not None and counting(act.author, poll, library) and act.writes.get("by") in (None, act.author)
        return None if right else Refusal("forbidden", "not_yours")
    return None if document.value("by") == act.author else Refusal("forbidden", "not_yours")


def closed(act: Act, document: Document | None, library: Library) -> Refusal | None:
    """Papers are counted after the poll has closed, and stand from the reveal on."""
    poll = _poll(act, document, library)
    if poll is not None and poll.revealed:
        return Refusal("closed", "poll_revealed")
    return Refusal("closed", "poll_voided") if poll is not None and poll.voided else None


def invalid(act: Act, document: Document | None, library: Library) -> Refusal | None:
    poll = _poll(act, document, library)
    if poll is None or not poll.opened:
        return Refusal("invalid", "poll_not_open")
    for path in PATHS_OF_COUNTS:
        if act.writes.get(path) is not None and not counts(act.writes[path]):
            return Refusal("invalid", "wrong_type", path)
    if act.kind == "poll_hands" and poll.mode != "open":
        return Refusal("invalid", "hands_are_open")
    given = next(_given_wrong(act, document, poll, library), None)
    return given or next(_entered_wrong(act, document, poll), None)


def _given_wrong(act: Act, document: Document | None, poll: Poll, library: Library) -> Iterator[Refusal]:
    """A paper is handed to somebody who is due, once, and not to who has voted already; and it stays with him once as
    many have come back as were handed out."""
    yield from _taken_back(act, document)
    handed = {path[6:]: path for path, value in act.writes.items() if path.startswith("given/") and value is True}
    for person, path in handed.items():
        if person not in poll.due:
            yield Refusal("invalid", "not_due", path)
        elif _has_paper(path, act.doc, poll, library):
            yield Refusal("invalid", "paper_given_twice", path)
        elif has_cast(poll.id, bytes.fromhex(person.replace("-", "")), library):
            yield Refusal("invalid", "already_cast", path)
        elif library.ballot_issued(context_id(poll.id), bytes.fromhex(person.replace("-", ""))):
            yield Refusal("invalid", "ballot_given", path)


def _taken_back(act: Act, document: Document | None) -> Iterator[Refusal]:
    before = {} if document is None else {path: document.value(path) for path in act.writes}
    gone = sorted(path for path, had in before.items() if path.startswith("given/") and had is True)
    gone = [path for path in gone if after(act, document, path) is not True]
    left = sum(value is True for value in standing(act, document, "given/").values())
    back = after(act, document, "returned")
    if gone and max(back if counts(back) else 0, len(standing(act, document, "papers/"))) > left:
        yield Refusal("invalid", "paper_is_back", gone[0])


def _has_paper(path: str, batch: bytes, poll: Poll, library: Library) -> bool:
    """Whether another teller has handed him one. Who is only kept off the phone (`models.poll_following`) gets one."""
    others = (each for each in library.documents_of("poll_paper", poll.id) if each.id != batch)
    return any(each.value(path) is True for each in others)


def has_cast(poll: bytes, person: bytes, library: Library) -> bool:
    found = library.document(ballot_id(poll, person))
    return found is not None and found.value("cast") is True


def _entered_wrong(act: Act, document: Document | None, poll: Poll) -> Iterator[Refusal]:
    """What is entered speaks of what is asked, and of no more papers or hands than there are."""
    there = after(act, document, "returned" if act.kind == "poll_paper" else "present")
    most = there if counts(there) else 0
    if len(standing(act, document, "papers/")) > most:
        yield Refusal("invalid", "entered_above_returned", "returned")
    for path, value in act.writes.items():
        if value is None:
            continue
        if path.startswith("papers/") and not set(value) <= set(poll.lines):
            yield Refusal("invalid", "unknown_subject", path)
        if path.startswith("tallied/"):
            known = {str(each) for each in poll.options} | {"blank", "spoilt"}
            if path.removeprefix("tallied/") not in poll.lines:
                yield Refusal("invalid", "unknown_subject", path)
            elif poll.type == "score" or not set(value) <= known:
                yield Refusal("invalid", "unknown_option", path)
    yield from _tallies_wrong(standing(act, document, "tallied/"), most, poll)


def _tallies_wrong(tallied: dict[str, Any], most: int, poll: Poll) -> Iterator[Refusal]:
    marks = poll.most if poll.type == "choice" else 1
    for line, given in sorted(tallied.items()):
        whole = given.get("blank", 0) + given.get("spoilt", 0)
        options = [number for name, number in given.items() if name not in ("blank", "spoilt")]
        if sum(options) > marks * (most - whole) or any(number > most - whole for number in options):
            yield Refusal("invalid", "entered_above_returned", f"tallied/{line}")


def _poll(act: Act, document: Document | None, library: Library) -> Poll | None:
    return poll_of(act.writes.get("poll") if document is None else document.value("poll"), library)

"""表决票: what one elector answers on the phone in a confidential or an open poll.

Promises: one ballot for each elector, however many devices; a ballot is cast whole, so that of two revisions the later
one stands and never a mixture; what is only marked is a draft between the elector's own devices; what was cast in time
is taken after the closing too, until the result is revealed or the grace for late work is over. Nobody reads it but
who cast it, until an open poll is revealed.
"""

from __future__ import annotations

from collections.abc import Iterator

from models.calendar import DAY_MS
from models.document import Act, Document, Library, Refusal, uuid_text
from models.poll_plan import Poll, poll_of

GRACE_MS = 3 * DAY_MS
"""How long ballots from before the closing are taken after it, while nothing is revealed."""


def may_create(act: Act, library: Library) -> bool:
    poll = poll_of(act.writes.get("poll"), library)
    return poll is not None and act.writes.get("voter") == act.author and uuid_text(act.author) in poll.due


def forbidden(act: Act, document: Document, library: Library) -> Refusal | None:
    return None if document.value("voter") == act.author else Refusal("forbidden", "not_yours")


def closed(act: Act, document: Document | None, library: Library) -> Refusal | None:
    poll = _poll(act, document, library)
    if poll is None or (document is not None and not _says_anew(act, document)):
        return None
    if poll.revealed:
        return Refusal("closed", "poll_revealed_late")
    if poll.voided:
        return Refusal("closed", "poll_voided")
    if not poll.takes(act.stamp, act.made_ms):
        return Refusal("closed", "poll_closed")
    if poll.closes_at is not None and act.received_ms > poll.closes_at + GRACE_MS:
        return Refusal("closed", "late_over", None, {"hours": GRACE_MS // 3_600_000})
    return None


def _says_anew(act: Act, document: Document) -> bool:
    return any(document.value(path) != value for path, value in act.writes.items())


def invalid(act: Act, document: Document | None, library: Library) -> Refusal | None:
    poll = _poll(act, document, library)
    if poll is None or not poll.opened or (poll.opens_at is not None and act.stamp_ms < poll.opens_at):
        return Refusal("invalid", "poll_not_yet")
    return next(_wrong(act, poll, uuid_text(act.author)), None)


def _wrong(act: Act, poll: Poll, me: str) -> Iterator[Refusal]:
    if poll.mode == "anonymous":
        yield Refusal("invalid", "ballot_is_anonymous")
    answers, marks = ({path for path in act.writes if path.startswith(way)} for way in ("answers/", "marks/"))
    for path in sorted(answers | marks):
        if path.partition("/")[2] not in poll.lines:
            yield Refusal("invalid", "unknown_subject", path)
    for own in (f"answers/{me}", f"marks/{me}"):
        if act.writes.get(own) is not None and poll.rules.get("own") is not True:
            yield Refusal("invalid", "own_line", own)
    casts = bool(answers) or "cast" in act.writes or not marks
    whole = {f"answers/{line}" for line in poll.lines} - {f"answers/{me}"}
    if casts and (act.writes.get("cast") is not True or whole - answers):
        yield Refusal("invalid", "ballot_not_whole")
    if me in poll.on_paper:
        yield Refusal("invalid", "paper_given")


def _poll(act: Act, document: Document | None, library: Library) -> Poll | None:
    return poll_of(act.writes.get("poll") if document is None else document.value("poll"), library)

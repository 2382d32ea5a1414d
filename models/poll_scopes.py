"""Who reads polls, their ballots and what comes of them; entered in `models.scopes`.

Promises: pure; a poll that is being prepared is the office's, an open one everybody's of its branch or institution; a
ballot is its voter's alone, until an open poll is revealed; what tellers enter is theirs until then.
"""

from __future__ import annotations

from models.calendar import DEFAULT_ZONE, local_day, quarter
from models.document import Document, stamp_ms
from models.poll_plan import read_poll
from models.roster import Roster
from models.scope_names import NOWHERE, named
from models.value_type import MOMENT_MS_MAX


def of_poll(document: Document, roster: Roster) -> frozenset[str]:
    poll = read_poll(document)
    scopes = _offices(document) | frozenset(f"person/{each}" for each in poll.chair)
    if not poll.opened:
        return scopes
    return scopes | _circle(document, document.id) | frozenset(f"person/{each}" for each in poll.tellers)


def of_ballot(document: Document, roster: Roster) -> frozenset[str]:
    own = named("person", document.value("voter"))
    return own | _circle(document, document.value("poll")) if document.value("shown") is True else own


def of_papers(document: Document, roster: Roster) -> frozenset[str]:
    own = named("person", document.value("by"))
    return own | _offices(document) if document.value("shown") is True else own


def of_outcome(document: Document, roster: Roster) -> frozenset[str]:
    """Turnout and result: everybody's to whom the poll was put."""
    return _offices(document) | _circle(document, document.value("poll"))


def _offices(document: Document) -> frozenset[str]:
    return named("office", document.value("institution")) | named("office", document.value("branch"))


def _circle(document: Document, poll: object) -> frozenset[str]:
    """The branch's members, or the whole institution; the quarter is that in which the poll was made."""
    branch = document.value("branch")
    if branch is None:
        return named("institution", document.value("institution"))
    if not isinstance(poll, bytes):
        return NOWHERE
    tail = quarter(local_day(min(stamp_ms(poll), MOMENT_MS_MAX), DEFAULT_ZONE))
    return frozenset(f"{scope}/members/{tail}" for scope in named("branch", branch))

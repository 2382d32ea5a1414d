"""Who reads polls, their ballots and what comes of them; entered in `models.scopes`.

Promises: pure; a poll that is being prepared is the office's, an open one everybody's of its branch or institution, or
where it was put to a few of them theirs and those's who count and chair; a ballot is its voter's alone, until an open
poll is revealed; papers are their teller's own until then, and hands theirs who count.
"""

from __future__ import annotations

from models.calendar import DEFAULT_ZONE, local_day, quarter
from models.document import Document, stamp_ms
from models.poll_electorate import is_narrow
from models.poll_plan import read_poll
from models.roster import Roster
from models.scope_names import NOWHERE, named


def of_poll(document: Document, roster: Roster) -> frozenset[str]:
    poll = read_poll(document)
    scopes = _offices(document) | frozenset(f"person/{each}" for each in poll.chair)
    if not poll.opened:
        return scopes
    scopes |= frozenset(f"person/{each}" for each in poll.tellers)
    if is_narrow(poll):
        return scopes | frozenset(f"person/{each}" for each in poll.due)
    return scopes | _circle(document, document.id)


def of_ballot(document: Document, roster: Roster) -> frozenset[str]:
    own = named("person", document.value("voter"))
    return own | _told(document) if document.value("shown") is True else own


def of_papers(document: Document, roster: Roster) -> frozenset[str]:
    own = named("person", document.value("by"))
    return own | _offices(document) if document.value("shown") is True else own


def of_hands(document: Document, roster: Roster) -> frozenset[str]:
    """Hands are raised before all; who counts reads them from the first, so that one teller corrects another's."""
    return named("person", document.value("by")) | _readers(document) | _offices(document)


def of_turnout(document: Document, roster: Roster) -> frozenset[str]:
    """How many have taken part is no secret in the branch or institution."""
    return _offices(document) | _circle(document, document.value("poll"))


def of_result(document: Document, roster: Roster) -> frozenset[str]:
    return _offices(document) | _told(document)


def _told(document: Document) -> frozenset[str]:
    """Those whom the server names and their office, where the poll was put to a few; else everybody it was put to."""
    few = _readers(document)
    if few:
        return few | named("office", document.value("branch") or document.value("institution"))
    return _circle(document, document.value("poll"))


def _readers(document: Document) -> frozenset[str]:
    return frozenset(scope for each in document.value("readers") or () for scope in named("person", each))


def _offices(document: Document) -> frozenset[str]:
    return named("office", document.value("institution")) | named("office", document.value("branch"))


def _circle(document: Document, poll: object) -> frozenset[str]:
    """The branch's members, or the whole institution; the quarter is that in which the poll was made."""
    branch = document.value("branch")
    if branch is None:
        return named("institution", document.value("institution"))
    if not isinstance(poll, bytes):
        return NOWHERE
    tail = quarter(local_day(stamp_ms(poll), DEFAULT_ZONE))
    return frozenset(f"{scope}/members/{tail}" for scope in named("branch", branch))

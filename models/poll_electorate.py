"""应到名单: to whom a poll is put and who is judged in it, by the roster of the day on which it opens.

Promises: settled once, when the poll opens; whoever comes or leaves afterwards changes nothing. Members on probation
take part and get no grade where the poll says so (it does unless told otherwise).
"""

from __future__ import annotations

from typing import Any

from models.document import Library, uuid_text
from models.poll_plan import Poll
from models.selector import Scene, persons_of

READERS_MAX = 60
"""What is told of a poll put to more than these is told to its whole branch or institution: a scope for each of those
due on each of their ballots grows with the square."""
GRADED, UNGRADED = "graded", "ungraded"


def due(poll: Poll, library: Library) -> list[bytes]:
    """Everybody who may cast a ballot, in the order of their ids."""
    if poll.due:
        return sorted(bytes.fromhex(each.replace("-", "")) for each in poll.due)
    roster, day = library.roster, library.today
    if poll.voters is None:
        own = [each.id for each in roster.people_of(poll.institution)]
        if poll.branch is None:
            own = [each for each in own if roster.units_of(each, day)]
    else:
        own = persons_of(poll.voters, day, Scene(roster, poll.institution))
    return [
        each
        for each in own
        if not roster.is_external(each) and (poll.branch is None or poll.branch in roster.branches_of(each, day))
    ]


def judged(poll: Poll, library: Library) -> dict[str, str]:
    """Whom the ballots are about: graded, or named and not graded."""
    if poll.judged:
        return poll.judged
    people = library.roster.people_of(poll.institution) if poll.probationary else []
    ungraded = {uuid_text(each.id) for each in people if each.party == "probationary"}
    return {each: UNGRADED if each in ungraded else GRADED for each in sorted(poll.subjects)}


def counting(poll: Poll) -> list[bytes]:
    """The tellers and the chair that the poll names."""
    return _ids(poll.tellers | poll.chair)


def is_narrow(poll: Poll) -> bool:
    """Whether the poll was put to some of its branch or institution alone, and what comes of it is told to them."""
    return poll.voters is not None and len(poll.due) <= READERS_MAX


def circle_of(poll: Poll) -> dict[str, Any]:
    """Who reads what comes of a poll beside the offices, where that isn't everybody of the branch or institution."""
    return {"readers": _ids(poll.due | poll.tellers | poll.chair)} if is_narrow(poll) else {}


def _ids(people: frozenset[str]) -> list[bytes]:
    return [bytes.fromhex(each.replace("-", "")) for each in sorted(people)]

"""应到名单: to whom a poll is put and who is judged in it, by the roster of the day on which it opens.

Promises: settled once, when the poll opens; whoever comes or leaves afterwards changes nothing. Members on probation
take part and get no grade where the poll says so (it does unless told otherwise).
"""

from __future__ import annotations

from models.document import Library, uuid_text
from models.poll_plan import Poll
from models.selector import Scene, persons_of

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

"""纸质票清点: whether everything that came back on paper, and every hand, has been entered.

Promises: pure; what is missing is found before the reveal and never filled in by guess.
"""

from __future__ import annotations

from typing import cast

from models.deed import under
from models.document import Document, Library
from models.poll_plan import Poll


def papers_missing(poll: Poll, library: Library) -> bool:
    batches = library.documents_of("poll_paper", poll.id)
    return any(_missing(batch, poll) for batch in batches)


def papers_unnamed(poll: Poll, library: Library) -> bool:
    """Papers that were handed to nobody in particular: whoever has one could cast a ballot on the phone as well."""
    batches = library.documents_of("poll_paper", poll.id)
    return any((each.value("issued") or 0) > _handed_out(each) for each in batches)


def _handed_out(batch: Document) -> int:
    return sum(batch.value(path) is True for path in under(batch.registers, "given/"))


def has_come_back(batch: Document) -> bool:
    """Whether any paper of a batch has, or had: what was entered and taken out again leaves its register."""
    return any(path.startswith(("returned", "papers/", "tallied/")) for path in batch.registers)


def _missing(batch: Document, poll: Poll) -> bool:
    """Each paper by itself; or for every line a tally that comes to what was returned, where one mark is one paper."""
    returned = batch.value("returned") or 0
    if under(batch.registers, "papers/") or poll.type == "score":
        return len(under(batch.registers, "papers/")) != returned
    if poll.type == "choice":
        return returned > 0 and not under(batch.registers, "tallied/")
    return returned > 0 and any(tallied(batch, line) != returned for line in poll.lines)


def tallied(batch: Document, line: str) -> int:
    """How many papers a tally speaks of."""
    given = cast("dict[str, int]", batch.value(f"tallied/{line}") or {})
    return sum(given.values())

"""终止: from which day on a programme or a checklist may end at the earliest.

Promises: pure; what never began is given up as a draft, and nothing ends before it began or was published.
"""

from __future__ import annotations

from models.calendar import is_day, local_day
from models.document import Act, Document, Library, Refusal, after, stamp_ms


def ended_early(act: Act, document: Document | None, begins: str | None, library: Library) -> Refusal | None:
    """The refusal of an end before the first day: the one that the plan begins on, or that of its publication."""
    ended = after(act, document, "ended_on")
    if not {"ended_on", "published"} & act.writes.keys() or not isinstance(ended, str) or not is_day(ended):
        return None
    if after(act, document, "published") is not True:
        return None
    standing = None if document is None else document.registers.get("published")
    moment = stamp_ms(standing.stamp) if standing is not None and standing.value is True else act.stamp_ms
    published = local_day(moment, library.roster.timezone_of(act.author))
    first = min(published, begins or published)
    return Refusal("invalid", "ended_before_begin", "ended_on", {"day": first}) if ended < first else None

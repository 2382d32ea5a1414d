"""停用科室、支部: a unit or a party branch ends once nobody stays in it, holds a role at it, or stands under it.

Promises: pure; what lasts beyond its last day is counted and named, so that it can be moved first, and nothing new
begins at a place that has ended; the past stays as it was.
"""

from __future__ import annotations

from typing import Any

from models.calendar import is_day
from models.document import Act, Document, Library, Refusal, after


def goes_beyond(value: dict[str, Any], ended: str | None) -> str | None:
    """`place_ended` where a stay or a role lasts longer than its place."""
    if ended is None:
        return None
    to = value.get("to")
    return "place_ended" if not isinstance(to, str) or to > ended else None


def refused(act: Act, document: Document | None, library: Library) -> Refusal | None:
    """Why a place can't end on the day that the act says, or can't stand under the one that it names."""
    ends = act.writes.get("ended_on")
    if isinstance(ends, str) and is_day(ends):
        return _left(act, ends, library)
    if "parent" in act.writes or "ended_on" in act.writes:
        return _under_an_ended_one(act, document, library)
    return None


def _left(act: Act, ends: str, library: Library) -> Refusal | None:
    """The first kind of thing that is still there after the last day."""
    roster = library.roster
    unit = act.kind == "unit"
    places = roster.units if unit else roster.branches
    below = sorted(each.name for each in places.values() if each.parent == act.doc and _lasts(each.ended, ends))
    if below:
        return Refusal("invalid", "place_has_places", "ended_on", {"count": len(below), "name": below[0], "day": ends})
    own = places.get(act.doc)
    people = [] if own is None else roster.people_of(own.institution)
    inside = [
        person.name
        for person in people
        for stay in (person.memberships if unit else person.branches)
        if stay.place == act.doc and _lasts(stay.end, ends)
    ]
    if inside:
        return Refusal(
            "invalid", "place_has_people", "ended_on", {"count": len(inside), "name": inside[0], "day": ends}
        )
    held = [
        person.name
        for person in roster.persons.values()
        for role in person.roles
        if role.at == act.doc and _lasts(role.end, ends)
    ]
    if held:
        return Refusal("invalid", "place_has_roles", "ended_on", {"count": len(held), "name": held[0], "day": ends})
    return None


def _under_an_ended_one(act: Act, document: Document | None, library: Library) -> Refusal | None:
    places = library.roster.units if act.kind == "unit" else library.roster.branches
    parent = after(act, document, "parent")
    above = places.get(parent) if isinstance(parent, bytes) else None
    if above is None or above.ended is None:
        return None
    own = after(act, document, "ended_on")
    lasts = _lasts(own if isinstance(own, str) else None, above.ended)
    return Refusal("invalid", "place_ended", "parent") if lasts else None


def _lasts(end: str | None, day: str) -> bool:
    """Whether what ends then is still there after the day."""
    return end is None or end > day

"""Who reads pledges, records, activities and tasks.

A draft is its author's; once handed in, the office's of the places that it concerns; what is published or announced to
all, the institution's. Records age with their quarter and go where self-evaluations go: they are many.
"""

from __future__ import annotations

from models.calendar import is_day, quarter
from models.deed import places_since, under
from models.document import Document, uuid_text
from models.pledge import ON_DISPLAY
from models.pledge_standing import pledge_standing
from models.roster import Roster
from models.scope_names import NOWHERE, named


def of_pledge(document: Document, roster: Roster) -> frozenset[str]:
    pledger, day, institution = (document.value(path) for path in ("pledger", "day", "institution"))
    scopes = named("person", pledger)
    if not isinstance(pledger, bytes) or not under(document.registers, "handed_in/"):
        return scopes
    scopes |= named("office", institution)
    own = document.value("unit") or document.value("branch")
    places = (own,) if own else places_since(pledger, day if isinstance(day, str) else "", roster)
    for place in places:
        scopes |= named("office", place)
    return scopes | (
        named("institution", institution) if pledge_standing(document.registers).state in ON_DISPLAY else NOWHERE
    )


def of_record(document: Document, roster: Roster) -> frozenset[str]:
    person, day = document.value("person"), document.value("day")
    if not isinstance(person, bytes) or not isinstance(day, str) or not is_day(day):
        return NOWHERE
    tail = quarter(day)
    scopes = {f"person/{uuid_text(person)}/{tail}"}
    if under(document.registers, "handed_in/"):
        scopes.update(f"unit/{uuid_text(unit)}/evaluations/{tail}" for unit in roster.units_of(person, day))
        scopes.update(f"branch/{uuid_text(place)}/evaluations/{tail}" for place in roster.branches_of(person, day))
        if document.value("upward") is True:
            scopes.update(named("office", document.value("institution")))
    return frozenset(scopes)


def of_activity(document: Document, roster: Roster) -> frozenset[str]:
    """A draft is the organiser's; then the office's, and everybody's whom it concerns, one by one or all at once.

    A talk (谈心谈话) is nobody's but of those who talk.
    """
    institution, place = document.value("institution"), document.value("place")
    scopes = named("person", document.value("organiser"))
    if document.value("announced") is not True:
        return scopes
    if document.value("type") != "talk":
        scopes |= named("office", place) | named("office", institution)
    if document.value("due_by") == "everyone" and place == institution:
        return scopes | named("institution", institution)
    due = {f"person/{path[len('due/') :]}" for path in under(document.registers, "due/")}
    return scopes | due


def of_attendance(document: Document, roster: Roster) -> frozenset[str]:
    scopes = named("person", document.value("person")) | named("person", document.value("organiser"))
    return scopes | named("office", document.value("place"))


def of_key(document: Document, roster: Roster) -> frozenset[str]:
    return named("person", document.value("organiser"))


def of_task(document: Document, roster: Roster) -> frozenset[str]:
    scopes = named("person", document.value("assigner"))
    if document.value("assigned") is not True:
        return scopes
    return scopes | named("person", document.value("responsible")) | named("office", document.value("institution"))

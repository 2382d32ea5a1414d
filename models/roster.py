"""The roster: who is where, in which branch, with which role, on which day.

Promises: built from documents and nothing else, in any order of arrival; memberships are asked for a day, roles are
read as of `today`; every look-up that the intake makes is a dict's.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from models.calendar import DEFAULT_ZONE
from models.document import Document
from models.inspection_circle import TEAM_KINDS, Circle
from models.people import (
    MISSING,
    Institution,
    Membership,
    PartyBranch,
    Person,
    RoleHeld,
    Unit,
    has_left,
    read_branch,
    read_institution,
    read_person,
    read_unit,
)

ROSTER_KINDS = frozenset({"institution", "unit", "party_branch", "person"}) | TEAM_KINDS
"""Plans and teams of inspections are among them: they decide who holds what (`models.inspection_circle`)."""


class Roster:
    """名册: people, units, branches and institutions, as one reading of their documents."""

    def __init__(self, documents: Iterable[Document] = (), today: str = "") -> None:
        """`today` is the local day at which roles are read; see `turn_to`."""
        self.institutions: dict[bytes, Institution] = {}
        self.units: dict[bytes, Unit] = {}
        self.branches: dict[bytes, PartyBranch] = {}
        self.persons: dict[bytes, Person] = {}
        self.circle = Circle()
        self.today = today
        self.memo: dict[Any, Any] = {}
        """What `models.scopes` has worked out; emptied with every change of the roster."""
        self._roles: dict[bytes, frozenset[tuple[str, bytes]]] = {}
        self._children: dict[bytes, tuple[bytes, ...]] | None = None
        for document in documents:
            self.apply(document)

    def apply(self, document: Document) -> None:
        """Takes a document of the roster's kinds as it now stands; other kinds change nothing."""
        match document.kind:
            case "person":
                self.persons[document.id] = read_person(document)
            case "unit":
                self.units[document.id] = read_unit(document)
            case "party_branch":
                self.branches[document.id] = read_branch(document)
            case "institution":
                self.institutions[document.id] = read_institution(document)
            case kind if kind in TEAM_KINDS:
                self.circle.apply(document)
            case _:
                return
        self._forget()

    def turn_to(self, today: str) -> frozenset[bytes]:
        """Moves to another day; returns the persons for whom something that decides on rights began or ended with it:
        a role, a stay in a branch, for those who inspect a stay in a unit, and for everybody the last of all these."""
        if today == self.today:
            return frozenset()
        yesterday, self.today = self.today, today
        self._forget()
        return frozenset(
            person.id
            for person in self.persons.values()
            if any(stay.covers(yesterday) != stay.covers(today) for stay in self._deciding(person))
            or has_left(person, yesterday) != has_left(person, today)
        )

    def _deciding(self, person: Person) -> tuple[Membership | RoleHeld, ...]:
        decides = (*person.roles, *person.branches)
        return (*decides, *person.memberships) if self.circle.concerns(person.id) else decides

    def _forget(self) -> None:
        self.memo.clear()
        self._roles.clear()
        self._children = None

    def person(self, id: bytes) -> Person | None:
        return self.persons.get(id)

    def institution_of(self, person: bytes) -> bytes | None:
        found = self.persons.get(person)
        return None if found is None else found.institution

    def is_external(self, person: bytes) -> bool:
        """True for an assessor from outside: somebody with that role, at whatever time, and no unit or other role."""
        found = self.persons.get(person)
        if found is None or not any(role.role == "assessor" for role in found.roles):
            return False
        own = any(role.role != "assessor" and role.covers(self.today) for role in found.roles)
        return not own and not self.units_of(person, self.today)

    def has_left(self, person: bytes) -> bool:
        """True for somebody of whom all that made them one of the house is over."""
        found = self.persons.get(person)
        return found is not None and has_left(found, self.today)

    def timezone_of(self, person: bytes) -> str:
        """The zone of the person's institution, in which their days begin and end."""
        found = self.persons.get(person)
        institution = None if found is None else self.institutions.get(found.institution)
        return DEFAULT_ZONE if institution is None else institution.timezone

    def units_of(self, person: bytes, day: str) -> tuple[bytes, ...]:
        """The units a person belongs to on a day, the first one first."""
        found = self.persons.get(person)
        return () if found is None else tuple(each.place for each in found.memberships if each.covers(day))

    def unit_of(self, person: bytes, day: str) -> bytes | None:
        """The unit that speaks for a person on a day: the first membership that covers it."""
        return next(iter(self.units_of(person, day)), None)

    def branches_of(self, person: bytes, day: str) -> tuple[bytes, ...]:
        """The party branches a person belongs to on a day."""
        found = self.persons.get(person)
        return () if found is None else tuple(each.place for each in found.branches if each.covers(day))

    def roles_on(self, person: bytes, day: str) -> frozenset[tuple[str, bytes]]:
        """(role, place) pairs that a person holds on a day."""
        found = self.persons.get(person)
        return frozenset(() if found is None else ((each.role, each.at) for each in found.roles if each.covers(day)))

    def roles(self, person: bytes) -> frozenset[tuple[str, bytes]]:
        """(role, place) pairs as of today."""
        held = self._roles.get(person)
        if held is None:
            held = self._roles[person] = self.roles_on(person, self.today)
        return held

    def holds_role(self, person: bytes, at: bytes, *roles: str) -> bool:
        """True when the person holds one of the roles at this very place today."""
        held = self.roles(person)
        return any((role, at) in held for role in roles)

    def administers(self, person: bytes, institution: bytes) -> bool:
        return ("admin", institution) in self.roles(person)

    def heads_of(self, unit: bytes) -> tuple[bytes, ...]:
        """Who is head of this very unit today."""
        return tuple(person for person in self.persons if ("head", unit) in self.roles(person))

    def ancestors(self, place: bytes) -> tuple[bytes, ...]:
        """A unit or branch and those above it, from below; a loop ends where it closes."""
        tree = self.units if place in self.units else self.branches
        return _upwards({id: each.parent for id, each in tree.items()}, place) if place in tree else ()

    def institutions_above(self, institution: bytes) -> tuple[bytes, ...]:
        """An institution and those above it, from below."""
        if institution not in self.institutions:
            return ()
        return _upwards({id: each.parent for id, each in self.institutions.items()}, institution)

    def belongs(self, person: bytes, place: bytes) -> bool:
        """Whether somebody is today of a place that may be inspected: of an institution, of a unit or one below it, or
        head of it or of one above it."""
        if place in self.institutions:
            return self.institution_of(person) == place
        if any(("head", above) in self.roles(person) for above in self.ancestors(place)):
            return True
        return not frozenset(self.units_of(person, self.today)).isdisjoint(self.below(place))

    def below(self, unit: bytes) -> tuple[bytes, ...]:
        """A unit and all units under it."""
        children = self._children
        if children is None:
            gathered: dict[bytes, list[bytes]] = {}
            for each in self.units.values():
                gathered.setdefault(each.parent, []).append(each.id)
            children = self._children = {parent: tuple(sorted(ids)) for parent, ids in gathered.items()}
        found = {unit: None}
        waiting = [unit]
        while waiting:
            for child in children.get(waiting.pop(), ()):
                if child not in found:
                    found[child] = None
                    waiting.append(child)
        return tuple(found)

    def institution_of_place(self, place: bytes) -> bytes | None:
        """The institution that a unit, a branch or an institution belongs to."""
        if place in self.institutions:
            return place
        found = self.units.get(place) or self.branches.get(place)
        return None if found is None else found.institution

    def people_of(self, institution: bytes) -> list[Person]:
        """Everybody of an institution, in the order of their ids."""
        return sorted((each for each in self.persons.values() if each.institution == institution), key=lambda p: p.id)


def _upwards(parents: dict[bytes, bytes], start: bytes) -> tuple[bytes, ...]:
    path: dict[bytes, None] = {}
    here = start
    while here in parents and here not in path:
        path[here] = None
        here = parents[here]
    return tuple(path)


__all__ = ["MISSING", "ROSTER_KINDS", "Roster"]

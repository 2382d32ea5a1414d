"""检查圈子: who holds what of inspections: those who plan one and the team of each visit; nobody of the place itself.

Promises: pure, and a part of the roster (`Roster.circle`): built from plan and team documents in any order. Who belongs
to a place that is inspected holds nothing of it, and neither does who inspects or plans no longer, from the moment that
the roster says so.
"""

from __future__ import annotations

from typing import Any, Protocol

from msgspec import Struct

from models.document import Document, uuid_text

TEAM_KINDS = frozenset({"inspection_plan", "inspection_team"})
COVERT, OPEN = "covert", "inspection"
PLANNERS = ("leader", "supervisor")
"""Who plans inspections: the leadership and those who supervise for it."""
INSPECTORS = ("inspector",)


class Rights(Protocol):
    """名册所问: what the roster says of a person today (`models.roster.Roster`)."""

    def belongs(self, person: bytes, place: bytes, /) -> bool: ...

    def holds_role(self, person: bytes, at: bytes, /, *roles: str) -> bool: ...


class Plan(Struct, frozen=True):
    """检查方案: as much of a plan as decides who holds it."""

    scope: str
    institution: bytes
    holders: frozenset[bytes]
    places: frozenset[bytes]
    """Whoever belongs to one of these may not know of it."""


class Team(Struct, frozen=True):
    """检查组: the people of one visit."""

    scope: str
    visit: bytes
    plan: bytes
    place: bytes
    institution: bytes
    members: frozenset[bytes]
    leader: bytes
    stewards: frozenset[bytes] = frozenset()
    """接手人: who publishes in place of those who planned it, where none of them may any more."""


class Circle:
    """检查圈子: all plans and teams."""

    def __init__(self) -> None:
        self.plans: dict[bytes, Plan] = {}
        self.teams: dict[bytes, Team] = {}
        """By their visit."""
        self._of: dict[bytes, frozenset[bytes]] | None = None

    def apply(self, document: Document) -> None:
        """Takes a plan or a team as it now stands."""
        if document.kind == "inspection_plan":
            self.plans[document.id] = read_plan(document)
        else:
            team = read_team(document)
            self.teams[team.visit] = team
        self._of = None

    def concerns(self, person: bytes) -> bool:
        """Whether somebody plans, or is on a team."""
        return person in self._index()

    def concerned(self) -> frozenset[bytes]:
        """Everybody who plans or is on a team."""
        return frozenset(self._index())

    def scopes_for(self, person: bytes, rights: Rights) -> frozenset[str]:
        """The scopes of inspections that a person holds."""
        found: set[str] = set()
        for id in self._index().get(person, ()):
            plan = self.plans.get(id)
            planned = plan is not None and self.plans_it(person, id, rights)
            if plan is not None and planned and not any(rights.belongs(person, place) for place in plan.places):
                found.add(plan.scope)
            if id in self.teams and self.holds(person, id, rights):
                found.add(self.teams[id].scope)
        return frozenset(found)

    def plans_it(self, person: bytes, plan: bytes, rights: Rights) -> bool:
        """Whether somebody is among those who plan this, and may plan at all today."""
        found = self.plans.get(plan)
        return found is not None and person in found.holders and rights.holds_role(person, found.institution, *PLANNERS)

    def holds(self, person: bytes, visit: bytes, rights: Rights) -> bool:
        """Whether somebody may know of a visit: its team, and those who planned it."""
        team = self.teams.get(visit)
        if team is None or rights.belongs(person, team.place):
            return False
        if self.is_member(person, visit, rights) or self.plans_it(person, team.plan, rights):
            return True
        return self.is_steward(person, visit, rights)

    def is_steward(self, person: bytes, visit: bytes, rights: Rights) -> bool:
        """Whether somebody has taken over from those who planned a visit, and may plan today."""
        team = self.teams.get(visit)
        if team is None or person not in team.stewards or rights.belongs(person, team.place):
            return False
        return rights.holds_role(person, team.institution, *PLANNERS)

    def is_orphaned(self, visit: bytes, rights: Rights) -> bool:
        """Whether nobody of those who planned a visit may know of it today."""
        team = self.teams.get(visit)
        plan = None if team is None else self.plans.get(team.plan)
        return team is not None and not any(
            self.plans_it(person, team.plan, rights) and not rights.belongs(person, team.place)
            for person in (plan.holders if plan is not None else ())
        )

    def circle_of(self, team: Team) -> frozenset[bytes]:
        """Everybody who is named as planning it or being on the team, whatever their rights are today."""
        plan = self.plans.get(team.plan)
        named = team.members | team.stewards
        return named if plan is None else named | plan.holders

    def is_member(self, person: bytes, visit: bytes, rights: Rights) -> bool:
        """Whether somebody is on the team of a visit, inspects today, and doesn't belong to the place."""
        team = self.teams.get(visit)
        if team is None or person not in team.members or rights.belongs(person, team.place):
            return False
        return rights.holds_role(person, team.institution, *INSPECTORS)

    def _index(self) -> dict[bytes, frozenset[bytes]]:
        """By person, the plans and visits that they may hold."""
        if self._of is None:
            gathered: dict[bytes, set[bytes]] = {}
            for id, plan in self.plans.items():
                for person in plan.holders:
                    gathered.setdefault(person, set()).add(id)
            for visit, team in self.teams.items():
                for person in self.circle_of(team):
                    gathered.setdefault(person, set()).add(visit)
            self._of = {person: frozenset(ids) for person, ids in gathered.items()}
        return self._of


def family(manner: Any) -> str:
    """The family of scopes of an inspection of this manner; what says nothing is covert."""
    return OPEN if manner == "open" else COVERT


def read_plan(document: Document) -> Plan:
    """The circle of a plan as its document stands."""
    organiser = document.value("organiser")
    holders = {*_under(document, "planners/"), *((organiser,) if isinstance(organiser, bytes) else ())}
    institution = document.value("institution")
    return Plan(
        f"{family(document.value('manner'))}/{uuid_text(document.id)}",
        institution if isinstance(institution, bytes) else b"",
        frozenset(holders),
        frozenset(_under(document, "candidates/")),
    )


def read_team(document: Document) -> Team:
    """A team as its document stands."""

    def id(path: str) -> bytes:
        value = document.value(path)
        return value if isinstance(value, bytes) else bytes(16)

    visit = id("visit")
    scope = f"{family(document.value('manner'))}/{uuid_text(visit)}"
    members = frozenset(_under(document, "members/"))
    stewards = frozenset(_under(document, "stewards/"))
    return Team(scope, visit, id("plan"), id("place"), id("institution"), members, id("leader"), stewards)


def _under(document: Document, prefix: str) -> list[bytes]:
    """The ids that the paths under a prefix name; what is no id is left out."""
    return [
        bytes.fromhex(digits)
        for path, register in document.registers.items()
        if path.startswith(prefix)
        and register.value is True
        and len(digits := path[len(prefix) :].replace("-", "")) == 32
        and not set(digits) - _HEX
    ]


_HEX = frozenset("0123456789abcdef")

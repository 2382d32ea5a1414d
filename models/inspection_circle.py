"""检查圈子: who holds what of inspections: those who plan one and the team of each visit; nobody of the place itself.

Promises: pure, and a part of the roster (`Roster.circle`): built from plan and team documents in any order. Who belongs
to a place that is inspected holds nothing of it, from the moment that the roster says so.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from models.document import Document, uuid_text

TEAM_KINDS = frozenset({"inspection_plan", "inspection_team"})
COVERT, OPEN = "covert", "inspection"
Belongs = Callable[[bytes, bytes], bool]
"""Whether a person belongs to a place today (`Roster.belongs`)."""


class Plan(Struct, frozen=True):
    """检查方案: as much of a plan as decides who holds it."""

    scope: str
    institution: bytes
    holders: frozenset[bytes]
    places: frozenset[bytes]
    """Whoever belongs to one of these may not know of it."""
    announced: bool


class Team(Struct, frozen=True):
    """检查组: the people of one visit."""

    scope: str
    visit: bytes
    plan: bytes
    place: bytes
    members: frozenset[bytes]
    leader: bytes


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

    def scopes_for(self, person: bytes, belongs: Belongs) -> frozenset[str]:
        """The scopes of inspections that a person holds."""
        found: set[str] = set()
        for id in self._index().get(person, ()):
            plan, team = self.plans.get(id), self.teams.get(id)
            if plan is not None and not any(belongs(person, place) for place in plan.places):
                found.add(plan.scope)
            if team is not None and not belongs(person, team.place):
                found.add(team.scope)
        return frozenset(found)

    def holds(self, person: bytes, visit: bytes, belongs: Belongs) -> bool:
        """Whether somebody may know of a visit: its team, and those who planned it."""
        team = self.teams.get(visit)
        return team is not None and person in self.circle_of(team) and not belongs(person, team.place)

    def circle_of(self, team: Team) -> frozenset[bytes]:
        plan = self.plans.get(team.plan)
        return team.members if plan is None else team.members | plan.holders

    def is_member(self, person: bytes, visit: bytes, belongs: Belongs) -> bool:
        """Whether somebody is on the team of a visit, and doesn't belong to the place."""
        team = self.teams.get(visit)
        return team is not None and person in team.members and not belongs(person, team.place)

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
        document.value("announced") is True,
    )


def read_team(document: Document) -> Team:
    """A team as its document stands."""

    def id(path: str) -> bytes:
        value = document.value(path)
        return value if isinstance(value, bytes) else bytes(16)

    visit = id("visit")
    scope = f"{family(document.value('manner'))}/{uuid_text(visit)}"
    return Team(scope, visit, id("plan"), id("place"), frozenset(_under(document, "members/")), id("leader"))


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

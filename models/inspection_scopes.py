"""Who reads plans, teams, visits and what is below them (docs/inspections.md, "Who sees what").

A covert plan is in its own scope alone, and so is each of its visits with all that is seen there: only the circle
holds them. An open one that has been announced is told to those whom it concerns; what is found stays with the team.
"""

from __future__ import annotations

from models.document import Document
from models.inspection_circle import read_plan, read_team
from models.roster import Roster
from models.scope_names import NOWHERE, named


def of_plan(document: Document, roster: Roster) -> frozenset[str]:
    plan = read_plan(document)
    own = frozenset({plan.scope})
    told = plan.announced and document.value("manner") == "open"
    return own | named("institution", document.value("institution")) if told else own


def of_team(document: Document, roster: Roster) -> frozenset[str]:
    return frozenset({read_team(document).scope})


def of_visit(document: Document, roster: Roster) -> frozenset[str]:
    """An announced one is read by those who answer for the place, too: who comes, and when."""
    own = _of_circle(document.id, roster)
    told = document.value("announced") is True and document.value("manner") == "open"
    return own | named("office", document.value("place")) if told else own


def of_what_is_seen(document: Document, roster: Roster) -> frozenset[str]:
    """Observations, rulings and interviews: the team's and nobody else's."""
    visit = document.value("visit")
    return _of_circle(visit, roster) if isinstance(visit, bytes) else NOWHERE


def _of_circle(visit: bytes, roster: Roster) -> frozenset[str]:
    team = roster.circle.teams.get(visit)
    return NOWHERE if team is None else frozenset({team.scope})

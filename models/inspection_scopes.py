"""Who reads plans, teams, visits and what is below them (docs/inspections.md, "Who sees what").

A covert plan is in its own scope alone, and so is each of its visits with all that is seen there: only the circle
holds them. Of an open one that has been announced everybody reads the notice; what is found stays with the team.
"""

from __future__ import annotations

from models.document import Document
from models.inspection_circle import read_plan, read_team
from models.roster import Roster
from models.scope_names import NOWHERE, named


def of_plan(document: Document, roster: Roster) -> frozenset[str]:
    """Those who plan it, an announced one too: whom the draw left out, and why, is nobody else's."""
    return frozenset({read_plan(document).scope})


def of_notice(document: Document, roster: Roster) -> frozenset[str]:
    """What is told of an announced plan: everybody of the institution reads it."""
    return named("institution", document.value("institution"))


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


def presence_in(document: Document, scopes: frozenset[str], roster: Roster) -> frozenset[str]:
    """Where it is told who is at which path: of a visit to its circle alone, an announced one too, for it says what is
    being looked at just now."""
    return _of_circle(document.id, roster) if document.kind == "visit" else scopes


def _of_circle(visit: bytes, roster: Roster) -> frozenset[str]:
    team = roster.circle.teams.get(visit)
    return NOWHERE if team is None else frozenset({team.scope})

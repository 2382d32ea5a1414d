"""作废的抽签: that those who plan had seen other draws for the same places, and what became of them.

Promises: pure. Whoever seals, looks at the draw, cancels and seals again until it pleases can't do so unseen: each draw
that shares a planner and a place with another, within half a year, and was cancelled (or never carried out), stands
with time and reason in the other's plan, by its number in the other's visits, and with what is published of them. Who
shares no planner with a plan learns nothing of it.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from models.calendar import DAY_MS
from models.document import Document, Library, ServerAct
from models.visit import visit_standing

REDRAWN = "redrawn/"
WITHIN_MS = 180 * DAY_MS


def cancelled_before(plan: Document, library: Library) -> dict[str, Any]:
    """For a plan that is being sealed: the draws that were cancelled, as its registers say them."""
    others = (other for other in _related(plan, library) if other.value("cancelled") is not None)
    return {_path(plan, other): _told(other) for other in others}


def of_cancelling(plan: Document, library: Library) -> list[ServerAct]:
    """What a cancelled draw writes into the plans and visits of the others."""
    acts: list[ServerAct] = []
    for other in _related(plan, library) if plan.value("seed_hash") is not None else ():
        if other.value("cancelled") is None and _path(other, plan) not in other.registers:
            acts.append(ServerAct(other.id, "inspection_plan", {_path(other, plan): _told(plan)}))
            acts += _numbered(other, count(other) + 1, library)
    return acts


def of_publishing(plan: Document, library: Library) -> tuple[int, list[ServerAct]]:
    """How many other draws there were when a visit of this plan is published; those never carried out count too."""
    left = [other for other in _related(plan, library) if _left(other, library)]
    fresh = {_path(plan, other): _told(other) for other in left if _path(plan, other) not in plan.registers}
    return count(plan) + len(fresh), [ServerAct(plan.id, "inspection_plan", fresh)] if fresh else []


def count(plan: Document) -> int:
    """How many other draws a plan tells of."""
    return sum(path.startswith(REDRAWN) for path in plan.registers)


def _numbered(plan: Document, number: int, library: Library) -> list[ServerAct]:
    return [ServerAct(visit.id, "visit", {"redrawn": number}) for visit in library.documents_of("visit", plan.id)]


def _related(plan: Document, library: Library) -> list[Document]:
    """The other sealed plans that share a planner and a place with this one, about the same time."""
    plans = library.roster.circle.plans
    own = plans.get(plan.id)
    if own is None:
        return []
    at_ms = plan.registers["sealed"].received_ms
    found: list[Document] = []
    for other in library.documents_of("inspection_plan", own.institution):
        known = plans.get(other.id)
        if known is None or other.id == plan.id or other.value("seed_hash") is None:
            continue
        near = abs(other.registers["sealed"].received_ms - at_ms) <= WITHIN_MS
        if near and own.holders & known.holders and own.places & known.places:
            found.append(other)
    return sorted(found, key=lambda other: (other.registers["sealed"].received_ms, other.id))


def _left(plan: Document, library: Library) -> bool:
    """Never carried out: its days are over and nobody has begun."""
    visits = library.documents_of("visit", plan.id)
    over = str(plan.value("to") or "") < library.today
    unbegun = all(visit_standing(visit.registers).state == "planned" for visit in visits)
    return plan.value("cancelled") is None and over and unbegun


def _told(plan: Document) -> dict[str, Any]:
    cancelled = plan.registers.get("cancelled")
    gone = cancelled is not None and cancelled.value is not None
    return {
        "sealed_at": plan.registers["sealed"].received_ms,
        "cancelled_at": cancelled.received_ms if cancelled is not None and gone else None,
        "reason": cancelled.value if cancelled is not None and gone else None,
    }


def _path(plan: Document, other: Document) -> str:
    """Where one plan tells of another: by a name that tells nobody the other's id."""
    return REDRAWN + sha256(plan.id + other.id).hexdigest()[:32]

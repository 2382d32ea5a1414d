"""What the server writes for a plan: at the seal the draw, the teams and their visits; later what is announced.

Promises: pure; asked again for the same state, nothing. The seed is the document's own secret: nobody chooses it, its
hash stands in the plan from the seal on, and the seed itself is written with the publication alone.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from models import redrawing
from models.deed import under
from models.document import Act, Document, Library, ServerAct, natural_id, uuid_text
from models.inspection import excuses, lots_of, team_id, visit_id
from models.inspection_draw import Drawn, draw
from models.visit import visit_standing

COPIED = ("title", "practice", "checklist", "rule", "from", "to")
"""What a visit says of its plan: inspectors read the visit, not the plan with its other places."""


def of_plan(act: Act, document: Document, library: Library) -> list[ServerAct]:
    acts: list[ServerAct] = []
    if "sealed" in act.writes and document.value("seed_hash") is None:
        acts += _sealing(document, library)
    if "announced" in act.writes:
        acts += [
            ServerAct(visit.id, "visit", {"announced": True})
            for visit in _visits(document.id, library)
            if visit.value("announced") is not True
        ]
        acts += _notice(document, library)
    if "cancelled" in act.writes:
        acts += redrawing.of_cancelling(document, library)
        acts += [
            ServerAct(visit.id, "visit", {"cancelled": act.writes["cancelled"]})
            for visit in _visits(document.id, library)
            if _is_open(visit) and visit.value("cancelled") != act.writes["cancelled"]
        ]
        if library.document(notice_id(document.id)) is not None:
            writes = {"cancelled": act.writes["cancelled"]}
            acts.append(ServerAct(notice_id(document.id), "inspection_notice", writes))
    return acts


def notice_id(plan: bytes) -> bytes:
    return natural_id(f"inspection_notice/{uuid_text(plan)}")


def _notice(plan: Document, library: Library) -> list[ServerAct]:
    """What everybody reads of an announced plan: that somebody comes, when and where; neither who nor who doesn't."""
    id = notice_id(plan.id)
    if library.document(id) is not None:
        return []
    told = {path: plan.value(path) for path in ("institution", "title", "practice", "from", "to")}
    places = {f"places/{uuid_text(visit.value('place'))}": True for visit in _visits(plan.id, library)}
    return [ServerAct(id, "inspection_notice", {"plan": plan.id, **told, **places})]


def of_team(act: Act, document: Document, library: Library) -> list[ServerAct]:
    """Names of members: somebody of another institution is on nobody's roster here, and the team must call them."""
    names: dict[str, Any] = {}
    for path, value in act.writes.items():
        named = path.startswith(("members/", "stewards/"))
        person = bytes.fromhex(path.partition("/")[2].replace("-", "")) if named else b""
        known = library.roster.person(person)
        if value is True and known is not None and document.value(f"names/{uuid_text(person)}") != known.name:
            names[f"names/{uuid_text(person)}"] = known.name
    return [ServerAct(document.id, "inspection_team", names)] if names else []


def _is_open(visit: Document) -> bool:
    """What is finished stands: publishing takes two people, so one alone doesn't bury what was found."""
    return visit_standing(visit.registers).state not in ("finished", "published")


def _visits(plan: bytes, library: Library) -> list[Document]:
    return sorted(library.documents_of("visit", plan), key=lambda each: each.id)


def _sealing(plan: Document, library: Library) -> list[ServerAct]:
    seed = library.secret_for(plan.id)
    lots = lots_of(None, plan, library)
    drawn = draw(lots, seed)
    why = excuses(plan, lots.inspectors, lots.candidates, library, again=plan.value("again") is True)
    excused: dict[str, Any] = {}
    for (person, place), reason in sorted(why.items()):
        excused.setdefault(f"excused/{uuid_text(person)}", []).append({"place": place, "why": reason})
    redrawn = redrawing.cancelled_before(plan, library)
    writes: dict[str, Any] = {"seed_hash": sha256(seed).hexdigest(), **excused, **redrawn}
    for place, found in drawn.items():
        writes[f"drawn/{uuid_text(place)}"] = {"team": list(found.team), "leader": found.leader}
    acts = [ServerAct(plan.id, "inspection_plan", writes)]
    for place, found in drawn.items():
        acts += _visit(plan, place, found, len(redrawn))
    return acts


def _visit(plan: Document, place: bytes, found: Drawn, redrawn: int) -> list[ServerAct]:
    """The team first: it says who holds the visit. `redrawn`: how many draws were cancelled before."""
    id = visit_id(plan.id, place)
    about = {
        "plan": plan.id,
        "place": place,
        "institution": plan.value("institution"),
        "manner": plan.value("manner"),
    }
    team: dict[str, Any] = {"visit": id, **about, "leader": found.leader}
    team |= {f"members/{uuid_text(person)}": True for person in found.team}
    visit: dict[str, Any] = {**about, **{path: plan.value(path) for path in COPIED}}
    visit |= dict.fromkeys(under(plan.registers, "only/"), True)
    if plan.value("order") is not None:
        visit["order"] = plan.value("order")
    if redrawn:
        visit["redrawn"] = redrawn
    if plan.value("silent") is True:
        visit["silent"] = True
    return [ServerAct(team_id(id), "inspection_team", team), ServerAct(id, "visit", visit)]

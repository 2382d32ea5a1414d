"""What the server writes when a publication is confirmed: findings for the unit, the visit's end, the plan's seed.

Promises: one transaction; pure. A finding holds what was chosen and nothing else: its id comes from the visit and a
random key, its order from the checklist and the words, its stamp from the server. Times of what was seen are kept;
inspectors are named only where their names are not withheld.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any, cast

from models import redrawing, reinspection
from models.calendar import DEFAULT_ZONE, local_day
from models.deed import under
from models.document import Act, Document, Library, ServerAct, stamp_ms, uuid_text
from models.inspection_result import in_order
from models.publication import TEXTS, finding_id, publication_standing

SAID = (*TEXTS, "praise", "fixed", "item")
COPIED = ("institution", "title", "practice", "manner")


def publishing(act: Act, document: Document, library: Library) -> list[ServerAct]:
    """Nothing until the second person has confirmed; then everything at once."""
    if not any(path.startswith("confirmed/") for path in act.writes):
        return []
    visit = library.document(document.value("visit"))
    if visit is None or publication_standing(document.registers).state != "confirmed":
        return []
    plan = library.document(visit.value("plan"))
    redrawn, told = (0, []) if plan is None else redrawing.of_publishing(plan, library)
    acts = _findings(document, visit, redrawn, library) + reinspection.result(visit, library)
    if not acts:
        return []
    acts.append(ServerAct(visit.id, "visit", {"published": library.now_ms}))
    acts += told
    if plan is not None and plan.value("seed") is None and plan.value("seed_hash") is not None:
        acts.append(ServerAct(plan.id, "inspection_plan", {"seed": library.secret_for(plan.id).hex()}))
    return acts


def _findings(document: Document, visit: Document, redrawn: int, library: Library) -> list[ServerAct]:
    observed = library.documents_of("observation", visit.id)
    places = _places(visit, library)
    proposed = {
        path[9:]: cast("dict[str, Any]", document.value(path)) for path in under(document.registers, "findings/")
    }
    fresh = {key: said for key, said in proposed.items() if library.document(finding_id(visit.id, key)) is None}
    before = len(proposed) - len(fresh)

    def order(entry: tuple[str, dict[str, Any]]) -> tuple[int, bytes]:
        key, said = entry
        words = "\n".join(str(said.get(part) or "") for part in TEXTS)
        return places.get(str(said.get("item")), len(places)), sha256(f"{words}\n{key}".encode()).digest()

    acts: list[ServerAct] = []
    for number, (key, said) in enumerate(sorted(fresh.items(), key=order), before + 1):
        writes: dict[str, Any] = {
            "visit": visit.id,
            "key": key,
            "unit": visit.value("place"),
            "order": number,
            "published_at": library.now_ms,
            **{path: visit.value(path) for path in COPIED},
            **{part: said[part] for part in SAID if said.get(part) not in (None, "")},
            **_when(said, visit, observed),
            **_photos(document, key),
        }
        if redrawn:
            writes["redrawn"] = redrawn
        if document.value("withheld") is not True:
            writes |= _inspectors(visit, library)
        acts.append(ServerAct(finding_id(visit.id, key), "finding", writes))
    return acts


def _places(visit: Document, library: Library) -> dict[str, int]:
    """Item → its place in the checklist."""
    list = library.document(visit.value("checklist"))
    registers = {} if list is None else list.registers
    items = {path[6:]: each.value for path, each in registers.items() if path.startswith("items/")}
    return {id: at for at, id in enumerate(in_order(items))}


def _when(said: dict[str, Any], visit: Document, observed: list[Document]) -> dict[str, Any]:
    """The moment at which it was first seen, and its day; without an item the day of the visit."""
    stamps = [
        each.registers[path].stamp
        for each in observed
        if each.value("item") == said.get("item")
        for path in ("verdict", "note", "deduction", "item")
        if path in each.registers
    ]
    if stamps:
        seen = stamp_ms(min(stamps))
        return {"seen_at": seen, "day": local_day(seen, DEFAULT_ZONE)}
    begun = [register.stamp for path, register in visit.registers.items() if path.startswith(("begun/", "finished/"))]
    chosen = visit.value("day")
    return {"day": chosen or (local_day(stamp_ms(min(begun)), DEFAULT_ZONE) if begun else visit.value("from"))}


def _photos(document: Document, key: str) -> dict[str, Any]:
    """Numbered anew, in the order in which they were chosen; of a picture only what shows it."""
    chosen = under(document.registers, f"photos/{key}.")
    kept = ("blob", "type", "bytes", "width", "height")
    found = [
        {part: value[part] for part in kept if part in value} for path in chosen if (value := document.value(path))
    ]
    return {f"photos/{at}": value for at, value in enumerate(found, 1)}


def _inspectors(visit: Document, library: Library) -> dict[str, Any]:
    team = library.roster.circle.teams.get(visit.id)
    members = () if team is None else sorted(team.members)
    return {f"inspectors/{uuid_text(person)}": True for person in members}

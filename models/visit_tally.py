"""检查计分: how far a visit is and what it scores so far, counted with the observation or ruling that moves it.

Promises: pure; asked again for the same state, nothing. What holds of an item, and what a visit scores, is what
`models.inspection_result` says of everything that counts by now (`models.counted`); what came after the publication
doesn't.

Counted on, not again: a visit of 8 inspectors × 300 items on a checklist of 1,000 takes some 30 ms to score whole. So
the tally keeps what it counted of each item and who looked at it; an observation or a ruling looks at its own item
alone and moves the sums by the difference, exactly, which adds 0.1–0.3 ms to the 0.4 ms that taking it costs. Only the
publication, and what the leader opens or finishes after it, change what counts of the whole visit: then everything is
scored anew, and where there is no tally yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any, cast

from models.counted import counting, ruled
from models.document import Act, Document, Library, ServerAct, natural_id, uuid_text
from models.inspection_result import ItemResult, of_item
from models.scored_visits import item_results
from models.scoring_plain import fraction, number_text
from models.visit import visit_standing

NO = Fraction(0)
ITEMS = "items/"
Item = Mapping[str, Any]


def tally_id(visit: bytes) -> bytes:
    return natural_id(f"visit_tally/{uuid_text(visit)}")


def of_what_is_seen(act: Act, document: Document, library: Library) -> list[ServerAct]:
    """What follows from an observation or a ruling."""
    visit, name = document.value("visit"), document.value("item")
    found = library.document(visit) if isinstance(visit, bytes) else None
    checklist = None if found is None else library.document(found.value("checklist"))
    item = None if checklist is None else checklist.value(ITEMS + str(name))
    if found is None or checklist is None or not isinstance(item, dict):
        return []
    tally = library.document(tally_id(found.id))
    if tally is None:
        return _anew(found, checklist, None, library)
    known = cast("dict[str, Any] | None", tally.value(ITEMS + str(name)))
    by = set(cast("list[bytes]", known["by"])) if known else set[bytes]()
    if document.kind == "observation":
        by.add(document.value("inspector"))
    standing = visit_standing(found.registers)
    about = [library.document(_observation(found.id, name, who)) for who in sorted(by)]
    counted = [None if each is None else counting(each, found, standing) for each in about]
    seen = [each for each in counted if each is not None]
    ruling = library.document(natural_id(f"visit_ruling/{uuid_text(found.id)}/{name}"))
    rule = str(found.value("rule") or "worst")
    result = of_item(cast("Item", item), seen, None if ruling is None else ruled(ruling), rule)
    return _moved(found.id, {name: (cast("Item", item), _said(result, by))}, tally)


def of_visit(act: Act, visit: Document, library: Library) -> list[ServerAct]:
    """What follows for every item where a visit is published, opened again, or finished after that."""
    again = any(path.startswith(("published", "reopened/", "finished/")) for path in act.writes)
    tally = library.document(tally_id(visit.id)) if again and visit.value("published") is not None else None
    checklist = None if tally is None else library.document(visit.value("checklist"))
    return [] if tally is None or checklist is None else _anew(visit, checklist, tally, library)


def _anew(visit: Document, checklist: Document, tally: Document | None, library: Library) -> list[ServerAct]:
    """Everything that was seen and ruled so far."""
    by: dict[str, set[bytes]] = {each.value("item"): set() for each in library.documents_of("visit_ruling", visit.id)}
    for each in library.documents_of("observation", visit.id):
        by.setdefault(each.value("item"), set()).add(each.value("inspector"))
    touched = {
        name: (cast("Item", checklist.value(ITEMS + name)), _said(result, by[name]))
        for name, result in item_results(visit, checklist, library).items()
        if name in by
    }
    return _moved(visit.id, touched, tally)


def _observation(visit: bytes, item: Any, inspector: bytes) -> bytes:
    return natural_id(f"observation/{uuid_text(visit)}/{item}/{uuid_text(inspector)}")


def _said(result: ItemResult, by: Iterable[bytes]) -> dict[str, Any]:
    """What the tally keeps of an item."""
    disputed = result.disagree and result.source != "ruling"
    about = {"verdict": result.verdict, "lost": result.lost, "disputed": disputed, "seen": result.judged}
    return {**about, "by": sorted(by)}


def _moved(visit: bytes, touched: Mapping[str, tuple[Item, dict[str, Any]]], tally: Document | None) -> list[ServerAct]:
    """The tally's next state; nothing where nothing has moved."""

    def before(path: str) -> Any:
        return None if tally is None else tally.value(path)

    writes: dict[str, Any] = {} if tally is not None else {"visit": visit}
    sums = {path: fraction(before(path)) or NO for path in ("full", "score", "lost")}
    numbers = {path: int(before(path) or 0) for path in ("judged", "failed", "disputed", "observations")}
    for name, (item, said) in touched.items():
        known = cast("dict[str, Any] | None", before(ITEMS + name))
        if known == said:
            continue
        writes[ITEMS + name] = said
        for each, sign in ((known, -1), (said, 1)):
            if each is not None:
                _add(item, each, sign, numbers, sums)
    if len(writes) == (tally is None):
        return []
    new: dict[str, Any] = {**numbers, **{path: number_text(value) for path, value in sums.items()}}
    writes |= {path: value for path, value in new.items() if before(path) != value}
    return [ServerAct(tally_id(visit), "visit_tally", writes)]


def _add(item: Item, said: Item, sign: int, numbers: dict[str, int], sums: dict[str, Fraction]) -> None:
    """Takes an item into the sums, or out of them, as `models.inspection_result.visit_score` counts it."""
    verdict, points = said["verdict"], fraction(item.get("points"))
    numbers["judged"] += sign * (verdict != "unseen")
    numbers["failed"] += sign * (verdict == "fail")
    numbers["disputed"] += sign * said["disputed"]
    numbers["observations"] += sign * said["seen"]
    if verdict not in ("pass", "fail"):
        return
    cost = fraction(said["lost"]) or NO
    sums["lost"] += sign * cost
    if points is not None:
        sums["full"] += sign * points
        sums["score"] += sign * (points - cost)

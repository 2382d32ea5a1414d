"""检查计分: what published inspections found at a place, item by item, for a scoring model that names the checklist.

Promises: pure; nothing of a visit is told before it is published, nor what reached us after that, nor a cancelled one.
What failed counts where it was published as a finding, and nowhere else: nobody loses by what they weren't told.
What holds of an item where inspectors differ is the visit's own rule's or its leader's word.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, cast

from models.counted import counting, ruled
from models.document import Document, Library
from models.inspection_result import ItemResult, Seen, of_item
from models.programme_lists import first_version
from models.visit import visit_standing
from models.visit_items import asked_items

COUNTING = frozenset({"pass", "fail", "na"})


def verdicts(
    institution: bytes, wanted: Iterable[bytes], begin_ms: int, end_ms: int, library: Library
) -> Mapping[bytes, Mapping[bytes, Counter[str]]]:
    """By the first version of each checklist and by place: how many items passed, failed or didn't apply then."""
    meant = frozenset(wanted)
    lists = {
        each.id: each
        for each in library.documents_of("checklist", institution)
        if meant and each.value("published") is True and first_version(each.id, library) in meant
    }
    found: dict[bytes, dict[bytes, Counter[str]]] = defaultdict(dict)
    told = _told(institution, library)
    for plan in library.documents_of("inspection_plan", institution) if lists else ():
        for visit in library.documents_of("visit", plan.id):
            standing = visit_standing(visit.registers)
            checklist = lists.get(visit.value("checklist"))
            out = standing.state == "published" and begin_ms <= (standing.published_ms or 0) < end_ms
            if out and checklist is not None:
                of_place = found[first_version(checklist.id, library)].setdefault(visit.value("place"), Counter())
                results = item_results(visit, checklist, library)
                of_place.update(
                    each.verdict
                    for item, each in results.items()
                    if each.verdict in COUNTING and (each.verdict != "fail" or (visit.id, item) in told)
                )
    return found


def _told(institution: bytes, library: Library) -> frozenset[tuple[bytes, str]]:
    """(visit, item) of what was published as wanting."""
    return frozenset(
        (each.value("visit"), str(each.value("item")))
        for each in library.documents_of("finding", institution)
        if each.value("praise") is not True and each.value("item") is not None
    )


def item_results(visit: Document, checklist: Document, library: Library) -> dict[str, ItemResult]:
    """What holds of each item of a visit's checklist."""
    standing = visit_standing(visit.registers)
    seen: dict[str, list[Seen]] = defaultdict(list)
    for each in sorted(library.documents_of("observation", visit.id), key=lambda one: one.id):
        if (found := counting(each, visit, standing)) is not None:
            seen[each.value("item")].append(found)
    rulings = {each.value("item"): ruled(each) for each in library.documents_of("visit_ruling", visit.id)}
    items = asked_items(visit, checklist)
    rule = str(visit.value("rule") or "worst")
    return {
        id: of_item(cast("Mapping[str, Any]", item), seen.get(id, ()), rulings.get(id), rule)
        for id, item in sorted(items.items())
        if isinstance(item, dict)
    }

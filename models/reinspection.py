"""回头看: a visit that looks again at what an order was about, and what of it the order is told.

Promises: pure; the plan and its visit name the order, and nothing names them until the publication: then the order
holds the result, in the same transaction as everything else that is published. Such a visit looks at the items that
failed and at no other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, cast

from models import order_rights
from models.calendar import DEFAULT_ZONE, local_day
from models.deed import under
from models.document import Act, Document, Library, Refusal, ServerAct, after, standing, uuid_text
from models.inspection_result import in_order
from models.scopes import holds, scopes_of
from models.scored_visits import item_results
from models.visit_items import asked_items

TOLD = "reinspections/"
"""Where an order holds what was found; what is written there alone moves nothing that others could see."""
FAILED_MAX = 100
"""Items that the order is told by name."""


def of_order(act: Act, plan: Document, library: Library) -> Refusal | None:
    """A plan that looks at an order again leads to the unit of that order and nowhere else."""
    id = after(act, plan, "order")
    if not isinstance(id, bytes):
        return None
    order = library.document(id)
    roster = library.roster
    known = order is not None and order.kind == "order" and order.value("issued") is True
    if order is None or not known or not holds(act.author, scopes_of(order, roster), roster):
        return Refusal("invalid", "reinspection_unknown", "order")
    if order.value("institution") != after(act, plan, "institution"):
        return Refusal("invalid", "reinspection_unknown", "order")
    if not order_rights.independent(act.author, order, roster):
        return Refusal("forbidden", "order_not_independent", "order")
    for name in standing(act, plan, "candidates/"):
        if name != uuid_text(order.value("unit")):
            return Refusal("invalid", "reinspection_unit", f"candidates/{name}")
    return None


def items_wrong(act: Act, plan: Document, library: Library) -> Refusal | None:
    """At the seal: what is to be looked at stands in the checklist."""
    list = library.document(after(act, plan, "checklist"))
    for item in standing(act, plan, "only/"):
        if list is None or list.value(f"items/{item}") is None:
            return Refusal("invalid", "unknown_item", f"only/{item}")
    return None


def result(visit: Document, library: Library) -> list[ServerAct]:
    """What the order is told once the visit is published: the day, how many items passed, and which failed again."""
    id = visit.value("order")
    order = library.document(id) if isinstance(id, bytes) else None
    checklist = library.document(visit.value("checklist"))
    if order is None or checklist is None:
        return []
    results = item_results(visit, checklist, library)
    counts = Counter(each.verdict for each in results.values())
    items = asked_items(visit, checklist)
    failed = [id for id in in_order(cast("Mapping[str, Any]", items)) if results[id].verdict == "fail"]
    told = {
        "title": visit.value("title"),
        "practice": visit.value("practice"),
        "on": visit.value("day") or local_day(_begun_ms(visit, library), DEFAULT_ZONE),
        "passed": counts["pass"],
        "failed": counts["fail"],
        "other": counts["na"] + counts["unseen"],
        "checklist": checklist.id,
        "items": failed[:FAILED_MAX],
    }
    return [ServerAct(order.id, "order", {f"{TOLD}{uuid_text(visit.id)}": told})]


def _begun_ms(visit: Document, library: Library) -> int:
    begun = [int(visit.registers[path].value) for path in under(visit.registers, "begun/")]
    return min(begun, default=library.now_ms)

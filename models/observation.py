"""检查记录, 组长裁定, 现场访谈: what one inspector found of one item, what the leader ruled, what a patient said.

Promises: an observation is named by visit, item and inspector, so nobody's is overwritten by anybody else; a ruling
stands under the leader's name; a patient's name is asked for nowhere. All of it is the team's alone.
"""

from __future__ import annotations

from typing import Any, cast

from models.checklist_item import form_item
from models.deed import signed
from models.document import Act, Document, Library, Refusal, after, standing
from models.form import form_document, lacking, read_form, wrong_answer
from models.item import check_answer, read_item
from models.value_type import as_decimal
from models.visit import leads, member, state_of
from models.visit_items import asked_items

PHOTOS_MAX = 30


def may_create(act: Act, library: Library) -> bool:
    visit = act.writes.get("visit")
    mine = act.writes.get("inspector") == act.author
    return mine and isinstance(visit, bytes) and member(act.author, visit, library.roster)


def forbidden(act: Act, document: Document, library: Library) -> Refusal | None:
    if not member(act.author, document.value("visit"), library.roster):
        return Refusal("forbidden", "team_only")
    return None if document.value("inspector") == act.author else Refusal("forbidden", "not_yours")


def closed(act: Act, document: Document | None, library: Library) -> Refusal | None:
    """Whatever was seen before the leader finished is taken, whenever it comes (`models.visit.timing`)."""
    visit = act.writes.get("visit") if document is None else document.value("visit")
    found = state_of(visit, library)
    if found is None:
        return None
    _, standing = found
    if standing.state == "cancelled":
        return Refusal("closed", "inspection_cancelled")
    if standing.finish is not None and act.stamp > standing.finish:
        return Refusal("closed", "visit_finished")
    return None


def invalid(act: Act, document: Document | None, library: Library) -> Refusal | None:
    visit = after(act, document, "visit")
    item, refusal = _item_of(visit, after(act, document, "item"), library)
    if item is None:
        return refusal
    for path, value in act.writes.items():
        if value is not None and (reason := _wrong(item, path, value)) is not None:
            return Refusal("invalid", reason, path)
    adds = any(path.startswith("photos/") and value is not None for path, value in act.writes.items())
    if adds and len(standing(act, document, "photos/")) > PHOTOS_MAX:
        return Refusal("invalid", "too_many_photos")
    return None


def _item_of(visit: Any, item: Any, library: Library) -> tuple[dict[str, Any] | None, Refusal | None]:
    """The checklist's item that is looked at. A visit whose checklist can't be found takes what comes."""
    found = state_of(visit, library)
    if found is None:
        return None, Refusal("invalid", "unknown_item", "visit")
    list = library.document(found[0].value("checklist"))
    value = asked_items(found[0], list).get(item)
    if not isinstance(value, dict):
        return None, Refusal("invalid", "unknown_item", "item")
    return cast("dict[str, Any]", value), None


def _wrong(item: dict[str, Any], path: str, value: Any) -> str | None:
    if path.startswith("children/"):
        return None if path[9:] in _children(item) else "unknown_item"
    if path == "answer":
        return check_answer(read_item("answer", form_item(item)), value)
    if path in ("points", "deduction"):
        points = value if path == "points" else value["points"]
        return "bad_points" if _above(points, item.get("points")) else None
    return None


def _children(item: dict[str, Any]) -> set[str]:
    return {child["id"] for child in cast("list[dict[str, Any]]", item.get("children") or [])}


def _above(value: Any, most: Any) -> bool:
    """True where the points are more than the item has; an item without points takes any."""
    limit, given = as_decimal(most), as_decimal(value)
    return limit is not None and given is not None and given > limit


# -- the leader's ruling ----------------------------------------------------------------------------------------


def may_rule(act: Act, library: Library) -> bool:
    visit = act.writes.get("visit")
    return isinstance(visit, bytes) and leads(act.author, visit, library.roster)


def rule_forbidden(act: Act, document: Document, library: Library) -> Refusal | None:
    allowed = leads(act.author, document.value("visit"), library.roster)
    return None if allowed else Refusal("forbidden", "team_leader_only")


def rule_closed(act: Act, document: Document | None, library: Library) -> Refusal | None:
    """The leader rules after the finish too, until the publication."""
    visit = act.writes.get("visit") if document is None else document.value("visit")
    found = state_of(visit, library)
    if found is not None and found[1].state in ("cancelled", "published"):
        return Refusal("closed", "inspection_cancelled" if found[1].state == "cancelled" else "visit_published")
    return None


def rule_invalid(act: Act, document: Document | None, library: Library) -> Refusal | None:
    for path in act.writes:
        if path.startswith("by/") and not signed(path, act.author):
            return Refusal("invalid", "own_name_only", path)
    item, refusal = _item_of(after(act, document, "visit"), after(act, document, "item"), library)
    return refusal if item is None else None


# -- what a patient said ------------------------------------------------------------------------------------------


def may_interview(act: Act, library: Library) -> bool:
    visit = act.writes.get("visit")
    mine = act.writes.get("interviewer") == act.author
    return mine and isinstance(visit, bytes) and member(act.author, visit, library.roster)


def interview_forbidden(act: Act, document: Document, library: Library) -> Refusal | None:
    return None if document.value("interviewer") == act.author else Refusal("forbidden", "not_yours")


def interview_closed(act: Act, document: Document | None, library: Library) -> Refusal | None:
    if document is not None and document.value("done") is True:
        changed = any(document.value(path) != value for path, value in act.writes.items())
        return Refusal("closed", "submitted") if changed else None
    return closed(act, document, library)


def interview_invalid(act: Act, document: Document | None, library: Library) -> Refusal | None:
    found = form_document(after(act, document, "form"), library)
    if found is None:
        return Refusal("invalid", "unknown_form", "form")
    form = read_form(found)
    refusal = wrong_answer(form, act)
    return (
        lacking(form, act, document, library) if refusal is None and after(act, document, "done") is True else refusal
    )

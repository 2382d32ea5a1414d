"""One item of a checklist: what is looked at, how it is judged, and what it costs.

Promises: `check_checklist_item` is total; what this version doesn't know is kept. `form_item` turns an item into a
question that a form can ask, so that a checklist is filled in with the same fields on the phone.
"""

from __future__ import annotations

import re
from typing import Any, cast

from models.condition import check_condition
from models.item import CONDITIONS, check_item
from models.value_type import as_decimal

TEXT_MAX = 500
DETAIL_MAX = 2_000
GROUPS_MAX = 5
CHILDREN_MAX = 60

POLARITIES = ("required", "prohibited", "encouraged", "mixed")
SCALES = (
    "pass_fail",
    "yes_no",
    "score",
    "rating",
    "number",
    "percent",
    "choice",
    "multiple",
    "text",
    "date",
    "photo",
    "signature",
    "note",
    "calculate",
)
UNANSWERED = frozenset({"note", "calculate"})
"""Scales of what is only read."""
EVIDENCE = ("none", "photo", "photo_if_fail", "document", "signature")

_ID = re.compile(r"[A-Za-z0-9_.-]{1,48}\Z")
_SHORT = ("subject", "condition", "cadence_words")
_LONG = ("detail", "rule", "method", "hint", "constraint_words")
_FLAGS = ("core", "required", "truncated")


def check_checklist_item(value: Any) -> str | None:
    """None where the value is a whole item of a checklist, else a reason."""
    if not isinstance(value, dict):
        return "wrong_type"
    given = cast("dict[str, Any]", value)
    return next((reason for check in _CHECKS if (reason := check(given)) is not None), None)


def _words_wrong(given: dict[str, Any]) -> str | None:
    if not _is_text(given.get("text"), TEXT_MAX, empty=False):
        return "item_label"
    texts = [(name, TEXT_MAX) for name in (*_SHORT, "text_en")] + [(name, DETAIL_MAX) for name in _LONG]
    long = any(given.get(name) is not None and not _is_text(given[name], longest) for name, longest in texts)
    return "text_too_long" if long else None


def _kind_wrong(given: dict[str, Any]) -> str | None:
    if given.get("scale", "pass_fail") not in SCALES:
        return "item_type"
    if given.get("polarity", "required") not in POLARITIES or given.get("evidence", "none") not in EVIDENCE:
        return "unknown_option"
    return "item_required" if any(not isinstance(given.get(name, False), bool) for name in _FLAGS) else None


def _parts_wrong(given: dict[str, Any]) -> str | None:
    if not _group_good(given.get("group")) or not _children_good(given.get("children")):
        return "checklist_group"
    return None if _numbers_good(given) else "item_bounds"


def _conditions_wrong(given: dict[str, Any]) -> str | None:
    found = (
        check_condition(given[name], also=also) for name, also in CONDITIONS.items() if given.get(name) is not None
    )
    return next((reason for reason in found if reason is not None), None)


def _is_text(value: Any, longest: int, *, empty: bool = True) -> bool:
    return isinstance(value, str) and len(value) <= longest and (empty or bool(value.strip()))


def _group_good(value: Any) -> bool:
    if value is None or _is_text(value, TEXT_MAX):
        return True
    if not isinstance(value, list) or len(cast("list[Any]", value)) > GROUPS_MAX:
        return False
    return all(_is_text(each, TEXT_MAX, empty=False) for each in cast("list[Any]", value))


def _children_good(value: Any) -> bool:
    if value is None:
        return True
    if not isinstance(value, list) or len(cast("list[Any]", value)) > CHILDREN_MAX:
        return False
    seen: set[str] = set()
    for child in cast("list[Any]", value):
        if not isinstance(child, dict):
            return False
        one = cast("dict[str, Any]", child)
        id = one.get("id")
        if not isinstance(id, str) or not _ID.match(id) or id in seen or not _is_text(one.get("text"), TEXT_MAX):
            return False
        seen.add(id)
    return True


def _numbers_good(given: dict[str, Any]) -> bool:
    points = given.get("points")
    exact = as_decimal(points)
    if points is not None and (exact is None or exact < 0):
        return False
    deduct = given.get("deduct")
    if deduct is None:
        return True
    if not isinstance(deduct, dict):
        return False
    one = cast("dict[str, Any]", deduct)
    amounts = [as_decimal(one[name]) for name in ("each", "step", "cap") if one.get(name) is not None]
    flags = [one.get(name, False) for name in ("all_or_nothing", "discretionary")]
    return all(each is not None and each >= 0 for each in amounts) and all(isinstance(flag, bool) for flag in flags)


def group_path(value: Any) -> list[str]:
    """The headings that an item stands under, from above."""
    group = cast("dict[str, Any]", value).get("group") if isinstance(value, dict) else None
    if isinstance(group, str):
        return [group] if group else []
    return [each for each in cast("list[Any]", group or []) if isinstance(each, str)]


def form_item(given: dict[str, Any]) -> dict[str, Any]:
    """The question that a form would ask for this item, as its `items/<item>` would hold it."""
    scale = given.get("scale", "pass_fail")
    asked: dict[str, Any] = {"label": given.get("text"), "type": "number" if scale == "percent" else scale}
    for name, named in _AS_NAMED.items():
        if given.get(name) is not None:
            asked[named] = given[name]
    groups = group_path(given)
    if groups:
        asked["aspect"] = groups[-1]
    if scale == "score" and given.get("points") is not None:
        asked |= {"min": 0, "max": given["points"]}
    if scale == "percent":
        asked |= {"min": 0, "max": 100}
    hints = [given[name] for name in ("detail", "rule", "hint") if given.get(name)]
    if hints:
        asked["hint"] = "\n".join(hints)
    return asked


def _question_wrong(given: dict[str, Any]) -> str | None:
    return check_item(form_item(given))


_CHECKS = (_words_wrong, _kind_wrong, _parts_wrong, _conditions_wrong, _question_wrong)
_AS_NAMED = {
    name: name
    for name in (
        *("order", "required", "options", "max_choices", "min", "max", "step", "when", "constraint"),
        *("constraint_words", "calculation", "choice_filter", "required_when"),
    )
} | {"text_en": "label_en"}

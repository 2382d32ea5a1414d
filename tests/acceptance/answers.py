"""Answers that a form's items take and refuse, from the items' own description."""

from __future__ import annotations

from typing import Any


def an_answer(item: dict[str, Any]) -> Any:
    """Some value that the item takes."""
    first: Any = next(iter(item.get("options") or [None]))
    choice: Any = first["value"] if hasattr(first, "keys") else first
    return {
        "choice": choice,
        "multiple": [choice],
        "yes_no": True,
        "pass_fail": "pass",
        "text": "给十二床家属讲解了一日清单",
        "date": "2026-11-02",
    }.get(item["type"], item.get("min", 1))


def required_answers(items: dict[str, Any]) -> list[list[Any]]:
    """Writes that answer all that the form requires."""
    return [[f"answers/{name}", an_answer(item)] for name, item in items.items() if item.get("required")]


def first_of(items: dict[str, Any], *types: str) -> str:
    """The name of the first item of one of these types."""
    return next(name for name, item in items.items() if item["type"] in types)

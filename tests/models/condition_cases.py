"""Cases of conditions, for pytest and vitest alike; `tests/models/make.py` writes them to conditions.json."""

from __future__ import annotations

from typing import Any

from models.condition import check_condition, evaluate
from models.form import broken, missing, shown
from models.item import Item, read_item
from tests.vectors.tagged import tag

_PHOTO = {"blob": "ab" * 32, "type": "image/jpeg", "bytes": 5, "width": 1, "height": 1}
VALUES: list[Any] = [
    None, "", " ", "yes", "no", "5", "5.0", "05", "-0", "1.2.3", "true", "a b", "2026-11-21", "2026-02-30",
    0, 5, -1, 5.5, 0.1, -0.0, 1e20, 1e-7, True, False, [], ["yes"], ["a", "b"], ["5"], _PHOTO,
]  # fmt: skip
_OTHERS: list[list[Any]] = [
    ["text", ""],
    ["text", "yes"],
    ["text", "5"],
    ["text", "a b"],
    ["text", "2026-11-20"],
    ["number", 5],
    ["number", "0.1"],
    ["number", -0.5],
    ["true"],
    ["answer", "b"],
]
_SHAPES: list[Any] = [
    [["true"]],
    [["answer", "a"], ["not"]],
    [["answer", "a"], ["count"], ["number", 2], ["="]],
    [["answer", "a"], ["length"], ["number", 3], ["<="]],
    [["own"], ["text", "yes"], ["="]],
    [["answer", "a"], ["text", "b"], ["selected"]],
    [["true"], ["false"], ["and"]],
    [["true"], ["false"], ["or"]],
    [["false"], ["not"], ["answer", "a"], ["and"]],
]
BAD: list[Any] = [
    None,
    [],
    "a = 1",
    [[]],
    [["="]],
    [["true"], ["true"]],
    [["answer"]],
    [["answer", "a b"]],
    [["answer", "a"], ["text", 5], ["="]],
    [["number", "five"]],
    [["number", True]],
    [["text", "字" * 201]],
    [["own", "a"]],
    [["eval", "x"]],
    [["true", 1, 2]],
    [[1]],
    ["true"],
    [["true"], *[["not"]] * 119],
    [["true"], *[["not"]] * 120],
]

_FORM: dict[str, dict[str, Any]] = {
    "smokes": {"order": 1, "type": "yes_no", "label": "吸烟吗", "required": True},
    "many": {
        "order": 2,
        "type": "number",
        "label": "每天几支",
        "required": True,
        "when": [["answer", "smokes"], ["true"], ["="]],
        "constraint": [["own"], ["number", 100], ["<="]],
        "constraint_words": "最多 100 支",
    },
    "advised": {
        "order": 3,
        "type": "yes_no",
        "label": "劝过吗",
        "required": True,
        "when": [["answer", "many"], ["number", 10], [">"]],
    },
    "forward": {
        "order": 0,
        "type": "text",
        "label": "看后面的",
        "required": True,
        "when": [["answer", "smokes"], ["true"], ["="]],
    },
}
_FILLED: list[dict[str, Any]] = [
    {},
    {"smokes": False},
    {"smokes": False, "many": 20},
    {"smokes": True},
    {"smokes": True, "many": 5},
    {"smokes": True, "many": 20, "advised": True},
    {"smokes": True, "many": 200, "advised": False},
    {"smokes": True, "many": "12"},
]


def condition_vectors() -> dict[str, Any]:
    compared = [
        _case([["answer", "a"], other, [name]], {"a": value, "b": 5})
        for value in VALUES
        for other in _OTHERS
        for name in ("=", "!=", "<", "<=", ">", ">=")
    ]
    shaped = [_case(shape, {"a": value}, value) for shape in _SHAPES for value in VALUES]
    return {
        "holds": compared + shaped,
        "whole": [{"condition": tag(each), "reason": check_condition(each)} for each in (*_SHAPES, *BAD)],
        "forms": [_filled(answers) for answers in _FILLED],
    }


def _case(condition: Any, answers: dict[str, Any], own: Any = None) -> dict[str, Any]:
    given = {id: tag(value) for id, value in answers.items()}
    return {"condition": condition, "answers": given, "own": tag(own), "holds": evaluate(condition, answers, own)}


def _filled(answers: dict[str, Any]) -> dict[str, Any]:
    items = in_order(_FORM)
    return {
        "items": {id: tag(item) for id, item in _FORM.items()},
        "answers": {id: tag(answer) for id, answer in answers.items()},
        "shown": list(shown(items, answers)),
        "missing": missing(items, answers),
        "broken": broken(items, answers),
    }


def in_order(form: dict[str, dict[str, Any]]) -> dict[str, Item]:
    """The items of a form as a document would give them."""
    items = [read_item(id, item) for id, item in form.items()]
    return {item.id: item for item in sorted(items, key=lambda item: (item.order, item.id))}

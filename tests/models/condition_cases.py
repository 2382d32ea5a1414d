"""Cases of conditions, for pytest and vitest alike; `tests/models/make.py` writes them to conditions.json."""

from __future__ import annotations

import random
from typing import Any

from models import operand
from models.condition import check_condition, evaluate, work_out
from models.form import broken, missing, settled, shown
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
    [["answer", "a"], ["matches", "[a-z]+|[0-9.]{1,3}"]],
    [["answer", "a"], ["text", "e"], ["contains"]],
    [["answer", "a"], ["text", "y"], ["starts_with"]],
    [["answer", "a"], ["text", "s"], ["ends_with"]],
    [["answer", "a"], ["number", 0], ["selected_at"], ["text", "a"], ["="]],
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
    [["true"], ["if"]],
    [["true"], ["concat", 0]],
    [["true"], ["concat", 2]],
    [["true"], ["concat"]],
    [["true"], ["matches", "(?=a)"]],
    [["true"], ["matches"]],
    [["today"]],
    [["column", "a"]],
    [["true"], ["sqrt"]],
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
_CASCADE: dict[str, dict[str, Any]] = {
    "beds": {"order": 1, "type": "number", "label": "床位"},
    "full": {"order": 2, "type": "number", "label": "占用（共 ${beds} 张）"},
    "rate": {
        "order": 3,
        "type": "calculate",
        "label": "占用率",
        "calculation": [
            ["answer", "full"], ["answer", "beds"], ["div"], ["number", 100], ["*"], ["number", 1], ["round"],
        ],
    },
    "why": {
        "order": 4,
        "type": "text",
        "label": "占用率 ${rate}%，为什么",
        "hint": "${nothing}",
        "when": [["answer", "rate"], ["number", 90], [">"]],
        "required_when": [["answer", "rate"], ["number", 95], [">"]],
    },
    "side": {"order": 5, "type": "choice", "label": "片区", "options": ["e", "w"], "required": True},
    "ward": {
        "order": 6,
        "type": "multiple",
        "label": "病区",
        "required": True,
        "options": [
            {"value": "1", "label": "一病区", "columns": {"side": "e"}},
            {"value": "2", "label": "二病区", "columns": {"side": "w"}},
            {"value": "3", "label": "三病区", "columns": {"side": "w"}},
            {"value": "4", "label": "都看"},
        ],
        "choice_filter": [
            ["column", "side"], ["answer", "side"], ["="], ["column", "side"], ["text", ""], ["="], ["or"],
        ],
    },
    "day": {"order": 7, "type": "date", "label": "哪天", "constraint": [["own"], ["today"], ["<="]]},
}  # fmt: skip
_CASCADED: list[dict[str, Any]] = [
    {},
    {"beds": 40, "full": 38, "side": "e", "ward": ["1", "2", "4"], "day": "2026-11-28"},
    {"beds": 40, "full": 39, "side": "w", "ward": ["1"], "day": "2026-11-29"},
    {"beds": 0, "full": 5, "ward": ["4"]},
    {"beds": "3", "full": "1", "side": "w", "ward": ["3", "2"]},
    {"beds": 7, "full": 6.5, "why": "满", "rate": 5},
]
TODAY = "2026-11-28"
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
        "worked": [_worked(calculation, value) for calculation in _CALCULATED for value in VALUES] + _at_random(),
        "forms": [
            _filled(form, answers) for form, filled in ((_FORM, _FILLED), (_CASCADE, _CASCADED)) for answers in filled
        ],
    }


_CALCULATED: list[Any] = [
    [["answer", "a"], ["number", 2], [name]] for name in ("+", "-", "*", "div", "mod", "round", "selected_at")
] + [
    [["answer", "a"], [name]]
    for name in ("neg", "int", "floor", "ceiling", "abs", "as_number", "as_text", "as_truth", "trim", "count", "length")
] + [
    [["answer", "a"], ["text", "无"], ["coalesce"]],
    [["answer", "a"], ["number", 3], ["div"], ["number", 3], ["*"]],
    [["answer", "a"], ["number", 0], ["div"]],
    [["answer", "a"], ["answer", "b"], ["text", "x"], ["concat", 3]],
    [["answer", "a"], ["number", "0.5"], ["min", 2]],
    [["answer", "a"], ["number", "0.5"], ["max", 2]],
    [["answer", "a"], ["answer", "none"], ["number", "0.5"], ["least", 3]],
    [["answer", "a"], ["answer", "none"], ["text", "x"], ["greatest", 3]],
    [["answer", "a"], ["number", 1], ["substr", 2]],
    [["answer", "a"], ["number", -2], ["number", 9], ["substr", 3]],
    [["answer", "a"], ["answer", "none"], ["substr", 2]],
    [["answer", "a"], ["text", "是"], ["text", "否"], ["if"]],
    [["number", "99999999999999"], *[each for _ in range(9) for each in (["number", "99999999999999"], ["*"])]],
]  # fmt: skip
_RANDOM = 600


def _worked(calculation: Any, a: Any, b: Any = 5) -> dict[str, Any]:
    worked = work_out(calculation, {"a": a, "b": b})
    return {
        "calculation": calculation,
        "answers": {"a": tag(a), "b": tag(b)},
        "text": operand.text(worked),
        "number": operand.is_number(worked),
    }


def _at_random() -> list[dict[str, Any]]:
    """Expressions that nobody thought of, from one seed."""
    chance = random.Random(20261128)  # noqa: S311 - the same each time
    return [_worked(_random_steps(chance, 4), chance.choice(VALUES), chance.choice(VALUES)) for _ in range(_RANDOM)]


def _random_steps(chance: random.Random, depth: int) -> list[Any]:
    if depth == 0 or chance.random() < 0.15:
        number = f"{chance.randint(-999, 999)}.{chance.randint(0, 99):02}"
        return [chance.choice([["answer", "a"], ["answer", "b"], ["number", number], ["text", "b"], ["true"]])]
    name, count = chance.choice([
        ("+", 2), ("-", 2), ("*", 2), ("div", 2), ("mod", 2), ("=", 2), ("<", 2), ("and", 2), ("coalesce", 2),
        ("round", 2), ("contains", 2), ("selected", 2), ("neg", 1), ("int", 1), ("floor", 1), ("ceiling", 1),
        ("not", 1), ("length", 1), ("trim", 1), ("if", 3), ("concat", 2), ("min", 2), ("max", 3), ("substr", 3),
        ("least", 2), ("greatest", 3),
    ])  # fmt: skip
    inner = [each for _ in range(count) for each in _random_steps(chance, depth - 1)]
    return [*inner, [name, count] if name in ("concat", "min", "max", "substr", "least", "greatest") else [name]]


def _case(condition: Any, answers: dict[str, Any], own: Any = None) -> dict[str, Any]:
    given = {id: tag(value) for id, value in answers.items()}
    return {"condition": condition, "answers": given, "own": tag(own), "holds": evaluate(condition, answers, own)}


def _filled(form: dict[str, dict[str, Any]], answers: dict[str, Any]) -> dict[str, Any]:
    items = in_order(form)
    return {
        "items": {id: tag(item) for id, item in form.items()},
        "answers": {id: tag(answer) for id, answer in answers.items()},
        "shown": list(shown(items, answers)),
        "seen": {id: operand.text(value) for id, value in settled(items, answers).items()},
        "missing": missing(items, answers),
        "broken": broken(items, answers, TODAY),
    }


def in_order(form: dict[str, dict[str, Any]]) -> dict[str, Item]:
    """The items of a form as a document would give them."""
    items = [read_item(id, item) for id, item in form.items()]
    return {item.id: item for item in sorted(items, key=lambda item: (item.order, item.id))}

"""Conditions and calculations between a form's items, as data: when one is shown, what must hold of its answer, and
what follows from the answers above.

    evaluate([["answer", "smokes"], ["text", "yes"], ["="]], answers) → True
    work_out([["answer", "a"], ["answer", "b"], ["+"]], answers) → 5

Both are lists of steps in postfix order, so nothing nests however long it is. Promises: `evaluate` and `work_out` are
total and pure, and TypeScript's give the same for every case of `tests/vectors/conditions.json`; an answer that is
absent equals the empty text and no number. What each step does stands in `docs/conditions.md`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, cast

from models import operand
from models.small_pattern import is_pattern, matches
from models.value_type import as_decimal, is_whole

STEPS_MAX = 120
TEXT_MAX = 200
OPERANDS_MAX = 20
"""Of `concat`, and of what looks for the least or the greatest."""

Condition = list[list[Any]]

_ID = re.compile(r"[A-Za-z0-9_.-]{1,64}\Z")
_COUNTED: dict[str, tuple[int, int]] = {
    "concat": (1, OPERANDS_MAX),
    "min": (1, OPERANDS_MAX),
    "max": (1, OPERANDS_MAX),
    "least": (1, OPERANDS_MAX),
    "greatest": (1, OPERANDS_MAX),
    "substr": (2, 3),
}
"""Steps that say how many values they take, between these."""
_NAMED: dict[str, Callable[[Any], bool]] = {
    "answer": lambda given: isinstance(given, str) and _ID.match(given) is not None,
    "column": lambda given: isinstance(given, str) and _ID.match(given) is not None,
    "text": lambda given: isinstance(given, str) and len(given) <= TEXT_MAX,
    "number": lambda given: as_decimal(given) is not None,
}

ONLY_HERE = frozenset({"column", "today"})
"""Steps that have a meaning in some places alone: `column` where options are filtered, `today` in a constraint."""


def check_condition(value: Any, *, also: str = "") -> str | None:
    """None where the value is a whole condition, else the reason `item_condition`; `also` is the one of `ONLY_HERE`."""
    if not isinstance(value, list) or not 0 < len(cast("list[Any]", value)) <= STEPS_MAX:
        return "item_condition"
    depth = 0
    for step in cast("list[Any]", value):
        needs = _operands(step)
        if needs is None or depth < needs or (step[0] in ONLY_HERE and step[0] != also):
            return "item_condition"
        depth += 1 - needs
    return None if depth == 1 else "item_condition"


def _operands(step: Any) -> int | None:
    """How many values a step takes from before it; None where it is no step."""
    if not isinstance(step, list) or not step or not isinstance(step[0], str):
        return None
    name, rest = step[0], cast("list[Any]", step[1:])
    if not rest:
        return _TAKES.get(name)
    if len(rest) > 1:
        return None
    (given,) = rest
    if name in _COUNTED:
        least, most = _COUNTED[name]
        return given if is_whole(given) and least <= given <= most else None
    if name == "matches":
        return 1 if isinstance(given, str) and len(given) <= TEXT_MAX and is_pattern(given) else None
    return 0 if name in _NAMED and _NAMED[name](given) else None


def mentioned(condition: Condition) -> list[str]:
    """The items whose answers a condition asks for, in its order."""
    return [step[1] for step in condition if step[0] == "answer"]


def columns_of(condition: Condition) -> list[str]:
    """The columns of the options that a filter asks for, in its order."""
    return [step[1] for step in condition if step[0] == "column"]


def evaluate(
    condition: Condition,
    answers: Mapping[str, Any],
    own: Any = None,
    *,
    columns: Mapping[str, Any] | None = None,
    today: str | None = None,
) -> bool:
    """Whether a condition that has passed `check_condition` holds; `own` is the answer that a constraint judges."""
    return operand.truth(_run(condition, answers, own, columns or {}, today))


def work_out(calculation: Condition, answers: Mapping[str, Any]) -> Any:
    """What follows from the answers: a text, a number, true or false; None where it can't be worked out."""
    return operand.kept(_run(calculation, answers, None, {}, None))


def _run(
    condition: Condition, answers: Mapping[str, Any], own: Any, columns: Mapping[str, Any], today: str | None
) -> Any:
    stack: list[Any] = []
    for step in condition:
        name: str = step[0]
        given: Any = step[1] if len(step) > 1 else None
        match name:
            case "answer":
                stack.append(answers.get(given))
            case "column":
                stack.append(columns.get(given))
            case "own":
                stack.append(own)
            case "today":
                stack.append(today)
            case "true" | "false":
                stack.append(name == "true")
            case "text" | "number":
                stack.append(given if name == "text" else as_decimal(given))
            case "matches":
                stack.append(matches(given, operand.text(stack.pop())))
            case "if":
                otherwise, then, asked = stack.pop(), stack.pop(), stack.pop()
                stack.append(then if operand.truth(asked) else otherwise)
            case _ if name in _COUNT:
                values = stack[-given:]
                del stack[-given:]
                stack.append(_COUNT[name](values))
            case _ if name in _SINGLE:
                stack.append(_SINGLE[name](stack.pop()))
            case _:
                right, left = stack.pop(), stack.pop()
                stack.append(_PAIR[name](left, right))
    return stack[-1]


def _selected(left: Any, right: Any) -> bool:
    return operand.text(right) in ([operand.text(each) for each in operand.listed(left)])


def _chosen_at(left: Any, place: Any) -> Any:
    chosen, at = operand.listed(left), operand.number(place)
    return chosen[int(at)] if at is not None and at.denominator == 1 and 0 <= at < len(chosen) else None


_SINGLE: dict[str, Callable[[Any], Any]] = {
    "not": lambda value: not operand.truth(value),
    "length": lambda value: operand.number(len(operand.text(value))),
    "count": lambda value: operand.number(len(operand.listed(value))),
    "as_number": operand.number,
    "as_text": operand.text,
    "as_truth": operand.truth,
    "trim": lambda value: " ".join(each for each in re.split(r"[ \t\n\r]+", operand.text(value)) if each),
    **{name: partial(operand.whole, name) for name in ("neg", "int", "floor", "ceiling", "abs")},
}
_PAIR: dict[str, Callable[[Any, Any], Any]] = {
    "and": lambda left, right: operand.truth(left) and operand.truth(right),
    "or": lambda left, right: operand.truth(left) or operand.truth(right),
    "selected": _selected,
    "selected_at": _chosen_at,
    "=": operand.equal,
    "!=": lambda left, right: not operand.equal(left, right),
    "coalesce": lambda left, right: left if operand.text(left) != "" else right,
    "round": operand.to_places,
    "contains": lambda left, right: operand.text(right) in operand.text(left),
    "starts_with": lambda left, right: operand.text(left).startswith(operand.text(right)),
    "ends_with": lambda left, right: operand.text(left).endswith(operand.text(right)),
    **{name: partial(operand.ordered, name) for name in ("<", "<=", ">", ">=")},
    **{name: partial(operand.arithmetic, name) for name in ("+", "-", "*", "div", "mod")},
}
_COUNT: dict[str, Callable[[list[Any]], Any]] = {
    "concat": lambda values: "".join(operand.text(each) for each in values),
    "substr": lambda values: operand.part_of(operand.text(values[0]), *values[1:]),
    "min": partial(operand.extreme, "min"),
    "max": partial(operand.extreme, "max"),
    "least": partial(operand.extreme_given, "min"),
    "greatest": partial(operand.extreme_given, "max"),
}
_TAKES: dict[str, int] = {
    **dict.fromkeys(("own", "today", "true", "false"), 0),
    **dict.fromkeys(_SINGLE, 1),
    **dict.fromkeys(_PAIR, 2),
    "if": 3,
}
"""How many values each step without an argument takes from before it."""

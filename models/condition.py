"""Conditions between a form's items: when one is shown, and what must hold of its answer, as data.

    evaluate([["answer", "smokes"], ["text", "yes"], ["="]], answers) → True

A condition is a list of steps in postfix order, so nothing nests however long it is. Promises: `evaluate` is total and
pure, and TypeScript's gives the same for every case of `tests/vectors/conditions.json`; an answer that is absent
equals the empty text and no number. What each step does stands in `docs/conditions.md`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, cast

from models.calendar import is_day
from models.value_type import as_decimal, is_whole

STEPS_MAX = 120
TEXT_MAX = 200

Condition = list[list[Any]]

_ID = re.compile(r"[A-Za-z0-9_.-]{1,64}\Z")
_COMPARING = frozenset({"=", "!=", "<", "<=", ">", ">="})
_JOINING = frozenset({"and", "or"})
_PAIRS = _COMPARING | _JOINING | {"selected"}
_SINGLES = frozenset({"not", "count", "length"})
_CONSTANTS: dict[str, bool] = {"true": True, "false": False}


def check_condition(value: Any) -> str | None:
    """None where the value is a whole condition, else the reason `item_condition`."""
    if not isinstance(value, list) or not 0 < len(cast("list[Any]", value)) <= STEPS_MAX:
        return "item_condition"
    depth = 0
    for step in cast("list[Any]", value):
        needs = _operands(step)
        if needs is None or depth < needs:
            return "item_condition"
        depth += 1 - needs
    return None if depth == 1 else "item_condition"


def _operands(step: Any) -> int | None:
    """How many values a step takes from before it; None where it is no step."""
    if not isinstance(step, list) or not step or not isinstance(step[0], str):
        return None
    name, rest = step[0], cast("list[Any]", step[1:])
    if not rest:
        return 0 if name == "own" or name in _CONSTANTS else 1 if name in _SINGLES else 2 if name in _PAIRS else None
    if len(rest) > 1:
        return None
    fits: dict[str, Callable[[Any], bool]] = {
        "answer": lambda given: isinstance(given, str) and _ID.match(given) is not None,
        "text": lambda given: isinstance(given, str) and len(given) <= TEXT_MAX,
        "number": lambda given: as_decimal(given) is not None,
    }
    return 0 if name in fits and fits[name](rest[0]) else None


def mentioned(condition: Condition) -> list[str]:
    """The items whose answers a condition asks for, in its order."""
    return [step[1] for step in condition if step[0] == "answer"]


def evaluate(condition: Condition, answers: Mapping[str, Any], own: Any = None) -> bool:
    """Whether a condition that has passed `check_condition` holds; `own` is the answer that a constraint judges."""
    stack: list[Any] = []
    for step in condition:
        name = step[0]
        if name == "answer":
            stack.append(answers.get(step[1]))
        elif name == "own":
            stack.append(own)
        elif name in _CONSTANTS:
            stack.append(_CONSTANTS[name])
        elif name in ("text", "number"):
            stack.append(step[1] if name == "text" else as_decimal(step[1]))
        elif name in _SINGLES:
            stack.append(_single(name, stack.pop()))
        else:
            right, left = stack.pop(), stack.pop()
            stack.append(_pair(name, left, right))
    return _truth(stack[-1])


def _single(name: str, value: Any) -> Any:
    if name == "not":
        return not _truth(value)
    if name == "length":
        return Decimal(len(_text(value)))
    return Decimal(len(_listed(value)))


def _pair(name: str, left: Any, right: Any) -> bool:
    if name in _JOINING:
        return _truth(left) and _truth(right) if name == "and" else _truth(left) or _truth(right)
    if name == "selected":
        return _text(right) in ([_text(each) for each in _listed(left)])
    if name in ("=", "!="):
        return _equal(left, right) is (name == "=")
    return _ordered(name, left, right)


def _listed(value: Any) -> list[Any]:
    return cast("list[Any]", value) if isinstance(value, list) else [each for each in _text(value).split(" ") if each]


def _equal(left: Any, right: Any) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        return _truth(left) is _truth(right)
    if _is_number(left) or _is_number(right):
        one, other = _number(left), _number(right)
        return one is not None and other is not None and one == other
    return _text(left) == _text(right)


def _ordered(name: str, left: Any, right: Any) -> bool:
    """By number; two days by the calendar. What is neither is in no order, so the answer is no."""
    if isinstance(left, str) and isinstance(right, str) and is_day(left) and is_day(right):
        less, same = left < right, left == right
    else:
        one, other = _number(left), _number(right)
        if one is None or other is None:
            return False
        less, same = one < other, one == other
    return {"<": less, "<=": less or same, ">": not less and not same, ">=": not less}[name]


def _is_number(value: Any) -> bool:
    return is_whole(value) or isinstance(value, float | Decimal)


def _number(value: Any) -> Decimal | None:
    if isinstance(value, bool):
        return Decimal(int(value))
    return value if isinstance(value, Decimal) else as_decimal(_text(value) if isinstance(value, list) else value)


def _truth(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    number = _number(value) if _is_number(value) else None
    return number != 0 if number is not None else _text(value) != ""


def _text(value: Any) -> str:
    """A list's members with a space between them, a picture's name; nothing for what is no text and no number."""
    if isinstance(value, dict):
        value = cast("dict[str, Any]", value).get("blob")
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return " ".join(_text(each) for each in cast("list[Any]", value))
    number = _number(value) if _is_number(value) else None
    return "" if number is None else _plain(number)


def _plain(number: Decimal) -> str:
    """Without exponent and without zeros that say nothing: 5.0 as 5."""
    text = f"{number:f}" if number else "0"
    return text.rstrip("0").rstrip(".") if "." in text else text

"""Conditions: `total >= 90`, `core between 7..9`, and whether they hold for given measures.

Promises: a measure that is not known makes its condition unknown, and that is not the same as false: nobody gets a
grade, or loses one, by what is missing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, cast

from models.fault import Fault
from models.scoring_model import Condition, When
from models.scoring_plain import Fields, fraction

Measures = Mapping[str, Fraction | None]

SUGAR = ("min", "above", "max", "below")
_SUGAR_OPS = {"min": ">=", "above": ">", "max": "<=", "below": "<"}
_SENTENCE = re.compile(r"\s*(\S+)\s+(>=|<=|!=|=|>|<|between)\s+(\S+?)(?:\.\.(\S+))?\s*\Z")


def read_condition(sentence: Any) -> Condition | None:
    """One condition from its sentence; None where it is none."""
    found = _SENTENCE.match(sentence) if isinstance(sentence, str) else None
    if found is None:
        return None
    of, op, first, second = found.groups()
    value, to = fraction(first), None if second is None else fraction(second)
    if value is None or (op == "between") != (to is not None) or (second is not None and to is None):
        return None
    return Condition(of, op, value, to)


def read_when(fields: Fields, *, sugar: bool = False) -> When:
    """`when` (one sentence or several, all of which must hold) and `any` (sentences, or lists of them)."""
    every: list[Condition] = []
    if sugar:
        for name in SUGAR:
            bound = fields.number(name)
            if bound is not None:
                every.append(Condition("total", _SUGAR_OPS[name], bound))
    every += _sentences(fields, "when", fields.get("when"))
    alternatives: list[tuple[Condition, ...]] = []
    value = fields.get("any")
    if value is not None and not isinstance(value, list):
        fields.say("not_a_list", "any")
    elif value is not None:
        for each in cast("list[Any]", value):
            read = tuple(_sentences(fields, "any", each))
            if read:
                alternatives.append(read)
    return When(tuple(every), tuple(alternatives))


def _sentences(fields: Fields, name: str, value: Any) -> list[Condition]:
    if value is None:
        return []
    given = cast("list[Any]", value) if isinstance(value, list) else [value]
    found: list[Condition] = []
    for each in given:
        condition = read_condition(each)
        if condition is None:
            fields.faults.append(Fault((*fields.path, name), "bad_condition", {"text": str(each)[:100]}))
        else:
            found.append(condition)
    return found


_COMPARE: dict[str, Callable[[Fraction, Condition], bool]] = {
    ">=": lambda have, want: have >= want.value,
    ">": lambda have, want: have > want.value,
    "<=": lambda have, want: have <= want.value,
    "<": lambda have, want: have < want.value,
    "=": lambda have, want: have == want.value,
    "!=": lambda have, want: have != want.value,
    "between": lambda have, want: want.value <= have <= (want.value if want.to is None else want.to),
}


def condition_holds(condition: Condition, measures: Measures) -> bool | None:
    have = measures.get(condition.of)
    return None if have is None else _COMPARE[condition.op](have, condition)


def holds(when: When, measures: Measures) -> bool | None:
    """True or False where the known measures decide it, None where it hangs on one that is missing."""
    every = _all([condition_holds(each, measures) for each in when.all])
    if not when.any:
        return every
    some = _any([_all([condition_holds(each, measures) for each in group]) for group in when.any])
    return _all([every, some])


def _all(each: list[bool | None]) -> bool | None:
    return False if False in each else None if None in each else True


def _any(each: list[bool | None]) -> bool | None:
    return True if True in each else None if None in each else False

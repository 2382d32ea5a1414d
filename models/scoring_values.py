"""From answers to numbers: what a component finds in the answers, and the one rounding at the end.

Promises: nothing is guessed. What is blank is missing, 不了解 is excluded or counted as the component says, and what
can't be read is named. One answer may be a value, a list of values (several raters), or a tally `{option: how many}`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, cast

from msgspec import Struct, field

from models.scoring_model import Component
from models.scoring_plain import fraction, word
from models.value_type import is_whole

Answers = Mapping[str, Any]

_OCCURRENCES = {"fail": Fraction(1), "pass": Fraction(0)}
NO = Fraction(0)


class Found(Struct):
    """所得: a component's values with how many times each, and what was left out or lacks."""

    values: list[tuple[Fraction, int]] = field(default_factory=list[tuple[Fraction, int]])
    counted: int = 0
    """How many stand in the denominator."""
    excluded: int = 0
    hits: int = 0
    """How many of them a rate's numerator names."""
    absent: list[str] = field(default_factory=list[str])
    """The keys without an answer."""
    unread: list[str] = field(default_factory=list[str])
    """The keys of answers that are worth nothing known."""


def find(component: Component, answers: Answers) -> Found:
    """What the answers say to a component with a source other than components."""
    found = Found()
    keys = component.source.keys() if component.source is not None else ("",)
    for key in keys:
        given = [each for each in _each(answers.get(key)) if not _blank(each[0])]
        if not given and component.default is not None:
            found.values.append((component.default, 1))
            found.counted += 1
            continue
        if not given:
            found.absent.append(key)
        for raw, times in given:
            _take(component, raw, times, key, found)
    return found


def _each(answer: Any) -> Iterator[tuple[Any, Any]]:
    if isinstance(answer, Mapping):
        yield from cast("Mapping[Any, Any]", answer).items()
    elif isinstance(answer, list | tuple):
        yield from ((each, 1) for each in cast("list[Any]", answer))
    else:
        yield answer, 1


def _blank(raw: Any) -> bool:
    return raw is None or (isinstance(raw, str) and not raw.strip()) or raw == []


def _take(component: Component, raw: Any, given: Any, key: str, found: Found) -> None:
    times = cast("int", int(given) if isinstance(given, float) and given.is_integer() else given)
    if not is_whole(times) or times < 0:
        found.unread.append(key)
        return
    if word(raw) in component.unknown_options:
        if component.unknown == "exclude":
            found.excluded += times
        else:
            found.values.append((NO, times))
            found.counted += times
        return
    value = _value(component, raw)
    if value is None or (component.aggregate in ("deductions", "bonus") and value < 0):
        found.unread.append(key)
        return
    found.values.append((value, times))
    found.counted += times
    if word(raw) in component.numerator:
        found.hits += times


def _value(component: Component, raw: Any) -> Fraction | None:
    if component.points:
        return component.points.get(word(raw))
    if component.aggregate == "rate":
        return NO
    if isinstance(raw, bool):
        return Fraction(raw)
    if isinstance(raw, str) and component.aggregate == "deductions" and raw in _OCCURRENCES:
        return _OCCURRENCES[raw]
    return fraction(raw)


def answer_measure(answer: Any) -> Fraction | None:
    """A raw answer as a condition sees it: a number, or 1 and 0 for true and false."""
    return Fraction(answer) if isinstance(answer, bool) else fraction(answer)


def rounded(value: Fraction, decimals: int, rounding: str) -> Decimal:
    """To so many decimals: half away from zero, half to the even, down or up."""
    scaled = value * 10**decimals
    below = scaled.numerator // scaled.denominator
    rest = scaled - below
    if rounding == "ceil":
        units = below + (rest > 0)
    elif rounding == "floor" or rest < Fraction(1, 2):
        units = below
    elif rest > Fraction(1, 2):
        units = below + 1
    else:
        upward = below % 2 == 1 if rounding == "half_even" else scaled > 0
        units = below + upward
    return Decimal(decimal_text(units, decimals))


def decimal_text(units: int, decimals: int) -> str:
    digits = str(abs(units)).rjust(decimals + 1, "0")
    split = len(digits) - decimals
    return ("-" if units < 0 else "") + digits[:split] + ("." + digits[split:] if decimals else "")

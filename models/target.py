"""指标: a measure from answers or counts, and whether it reaches what was aimed at.

Promises: exact; 9 of 10 satisfied are 90 %, and that reaches 90. What is excluded (不了解) leaves numerator and
denominator; with nothing left there is no rate. TypeScript's `indicatorOf` and `isMet` answer alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, cast

from msgspec import Struct

from models.fault import Fault, Path
from models.scoring_plain import Fields, fraction, word
from models.value_type import is_whole

FORMULAS = ("answers", "every", "counts", "value")
"""`answers`: answers in the numerator among all; `every`: respondents all of whose answers are in it; `counts`: one
number by another; `value`: the number itself (an error-free counter, an income)."""
OPS = (">=", "<=", ">", "<", "=", "increase", "decrease")


class Indicator(Struct, frozen=True, kw_only=True):
    """指标定义: how it is measured and what it is to reach."""

    formula: str
    numerator: tuple[str, ...] = ()
    denominator: tuple[str, ...] = ()
    """The options that count below the line; all that are answered where none is named."""
    exclude: tuple[str, ...] = ()
    op: str = ">="
    value: Fraction | None = None
    relative: bool = False
    """True where an increase is meant as a share of the baseline, in per cent."""


class Rate(Struct, frozen=True, kw_only=True):
    """比率: the value (per cent for a share) with what it was made of."""

    value: Fraction | None
    above: int = 0
    below: int = 0
    excluded: int = 0


def read_indicator(plain: Any, path: Path = ()) -> tuple[Indicator, list[Fault]]:
    """The indicator of an element of a programme's section `targets`; what it says besides is not looked at here."""
    faults: list[Fault] = []
    given = _map(plain)
    fields = Fields(given, path, faults)
    numerator = fields.texts("numerator")
    indicator = Indicator(
        formula=fields.choice("formula", FORMULAS, "answers" if numerator else "value"),
        numerator=numerator,
        denominator=fields.texts("denominator"),
        exclude=fields.texts("exclude"),
        op=fields.choice("op", OPS, ">="),
        value=fields.number("value"),
        relative=fields.flag("relative"),
    )
    if indicator.formula in ("answers", "every") and not numerator:
        fields.say("rate_without_numerator", "numerator", title=str(given.get("title", "")))
    return indicator, faults


def rate(indicator: Indicator, answers: Any) -> Rate:
    """The indicator's value.

    `answers` holds single answers, sheets of answers (one list per respondent) or a tally `{option: how many}`; for
    `counts` the map `{"numerator": 3, "denominator": 1000}`; for `value` the number.
    """
    if indicator.formula == "value":
        return Rate(value=fraction(answers))
    if indicator.formula == "counts":
        return _counts(answers)
    above = below = excluded = 0
    for sheet, times in _sheets(answers):
        said = [word(each) for each in sheet if not (each is None or (isinstance(each, str) and not each.strip()))]
        valid = [each for each in said if _counts_below(indicator, each)]
        if indicator.formula == "every":
            excluded += times * (not valid)
            below += times * bool(valid)
            above += times * (bool(valid) and all(each in indicator.numerator for each in valid))
        else:
            excluded += times * (len(said) - len(valid))
            below += times * len(valid)
            above += times * sum(each in indicator.numerator for each in valid)
    return Rate(value=Fraction(100 * above, below) if below else None, above=above, below=below, excluded=excluded)


def _counts_below(indicator: Indicator, said: str) -> bool:
    return said not in indicator.exclude and (not indicator.denominator or said in indicator.denominator)


def _counts(answers: Any) -> Rate:
    given = _map(answers)
    above, below = fraction(given.get("numerator")), fraction(given.get("denominator"))
    return Rate(value=None if above is None or not below else 100 * above / below)


def _map(value: Any) -> Mapping[str, Any]:
    return cast("Mapping[str, Any]", value) if isinstance(value, Mapping) else dict[str, Any]()


def _sheets(answers: Any) -> list[tuple[Sequence[Any], int]]:
    if isinstance(answers, Mapping):
        tally = cast("Mapping[str, Any]", answers)
        return [((option,), times) for option, times in tally.items() if is_whole(times) and times > 0]
    if not isinstance(answers, list | tuple):
        return [] if answers is None else [((answers,), 1)]
    return [(_sheet(each), 1) for each in cast("Sequence[Any]", answers)]


def _sheet(answer: Any) -> Sequence[Any]:
    if isinstance(answer, Mapping):
        return list(cast("Mapping[str, Any]", answer).values())
    return cast("Sequence[Any]", answer) if isinstance(answer, list | tuple) else (answer,)


def is_met(indicator: Indicator, value: Fraction | None, baseline: Fraction | None = None) -> bool | None:
    """Whether the aim is reached; None while that can't be said."""
    if value is None:
        return None
    if indicator.op in ("increase", "decrease"):
        if baseline is None or (indicator.relative and not baseline):
            return None
        change = value - baseline if indicator.op == "increase" else baseline - value
        if indicator.relative:
            change = 100 * change / abs(baseline)
        return change > 0 if indicator.value is None else change >= indicator.value
    if indicator.value is None:
        return None
    return {
        ">=": value >= indicator.value,
        "<=": value <= indicator.value,
        ">": value > indicator.value,
        "<": value < indicator.value,
        "=": value == indicator.value,
    }[indicator.op]

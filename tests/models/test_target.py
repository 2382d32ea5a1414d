"""Indicators: what a rate is made of, and when an aim is reached."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from models.target import Indicator, is_met, rate, read_indicator

SATISFIED: dict[str, Any] = {"numerator": ["满意", "基本满意"], "exclude": ["不了解"], "op": ">=", "value": 90}


def indicator(**fields: Any) -> Indicator:
    read, faults = read_indicator({**SATISFIED, **fields})
    assert not faults
    return read


def test_nine_of_ten_reach_ninety_per_cent_and_who_does_not_know_is_left_out() -> None:
    found = rate(indicator(), ["满意"] * 6 + ["基本满意"] * 3 + ["不满意"] + ["不了解"] * 4 + [""])
    assert (found.value, found.above, found.below, found.excluded) == (90, 9, 10, 4)
    assert is_met(indicator(), found.value) is True
    counted = rate(indicator(exclude=[]), {"满意": 6, "基本满意": 3, "不满意": 1, "不了解": 4})
    assert counted.value == Fraction(900, 14)
    assert is_met(indicator(), counted.value) is False


def test_a_rate_of_nothing_is_no_rate_and_reaches_nothing() -> None:
    assert rate(indicator(), {"不了解": 3}).value is None
    assert is_met(indicator(), None) is None


def test_just_below_is_not_reached_by_rounding() -> None:
    assert is_met(indicator(), Fraction(899_999, 10_000)) is False


@pytest.mark.parametrize(
    ("fields", "value", "baseline", "met"),
    [
        ({"op": "increase", "value": None}, 91, 90, True),
        ({"op": "increase", "value": None}, 90, 90, False),
        ({"op": "increase", "value": 5}, 94, 90, False),
        ({"op": "increase", "value": 5, "relative": True}, Fraction(189, 2), 90, True),
        ({"op": "decrease", "value": None}, 1, 2, True),
        ({"op": "increase", "value": None}, 91, None, None),
        ({"op": "increase", "value": 5, "relative": True}, 91, 0, None),
        ({"op": "<", "value": 1}, Fraction(3, 10), None, True),
        ({"op": "=", "value": 0}, 0, None, True),
        ({"op": ">=", "value": None}, 90, None, None),
    ],
)
def test_an_aim_is_reached_or_not_or_not_yet_known(
    fields: dict[str, Any], value: int, baseline: int | None, met: Any
) -> None:
    assert is_met(indicator(**fields), Fraction(value), None if baseline is None else Fraction(baseline)) is met


def test_valid_complaints_are_counted_by_visits() -> None:
    complaints, _ = read_indicator({"formula": "counts", "op": "<=", "value": "0.3"})
    found = rate(complaints, {"numerator": 3, "denominator": 1000})
    assert found.value == Fraction(3, 10)
    assert is_met(complaints, found.value) is True


def test_an_error_free_counter_is_the_number_itself() -> None:
    counter, _ = read_indicator({"value": 1_000_000})
    assert is_met(counter, rate(counter, 1_000_000).value) is True


def test_a_rate_without_numerator_is_told() -> None:
    assert [(each.path, each.code) for each in read_indicator({"formula": "every"}, ("targets", 0))[1]] == [
        (("targets", 0, "numerator"), "rate_without_numerator")
    ]

"""Items and their answers: examples stand in tests/vectors/forms.json; what must hold for any value stands here."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.item import ITEM_TYPES, Item, check_answer, check_item, read_item
from models.value_type import as_decimal
from models.values import is_form_name
from models.words import REASONS
from tests.models.make import FOLDER
from tests.vectors.tagged import untag

SCALARS = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.recursive(
    SCALARS | st.text(max_size=20) | st.binary(max_size=16),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
KEYS = ("order", "type", "label", "required", "min", "max", "step", "options", "max_choices")
ITEMS = st.fixed_dictionaries(
    {"type": st.sampled_from(ITEM_TYPES), "label": st.just("题目")},
    optional={key: VALUES for key in KEYS if key not in ("type", "label")},
)


@given(VALUES)
def test_anything_may_be_offered_as_an_item(value: Any) -> None:
    reason = check_item(value)
    assert reason is None or reason in REASONS


@given(ITEMS, VALUES)
def test_an_item_that_was_taken_judges_any_value(item: dict[str, Any], value: Any) -> None:
    if check_item(item) is None:
        reason = check_answer(read_item("q", item), value)
        assert reason is None or reason in REASONS


@given(st.integers(-1000, 1000), st.integers(1, 1000), st.integers(0, 4))
def test_every_step_from_the_lowest_is_taken_however_it_is_spelt(low: int, step: int, places: int) -> None:
    scale = Decimal(1).scaleb(-places)
    item = Item("q", "score", "题目", low=low * scale, high=None, step=step * scale)
    for count in range(5):
        exact = (low + step * count) * scale
        spellings: list[int | float | str] = [f"{exact:f}", float(exact)]
        assert [check_answer(item, each) for each in spellings] == [None, None]


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_float_means_its_shortest_spelling(value: float) -> None:
    exact = as_decimal(value)
    assert exact is not None
    assert float(exact) == value
    assert Fraction(exact) == Fraction(repr(value))


@pytest.mark.parametrize("value", [float("nan"), float("inf"), True, None, b"1", [1], "1_0", "1e5", "٣", "--", "1..2"])
def test_what_is_no_number_is_no_decimal(value: Any) -> None:
    assert as_decimal(value) is None


def test_a_type_of_the_future_takes_nothing_yet() -> None:
    assert check_answer(Item("q", "hologram", "题目"), 1) == "unknown_item"


@pytest.mark.parametrize("name", ["daily@1", "a@999999999", "self-check_2.b@12"])
def test_forms_are_named_with_their_version(name: str) -> None:
    assert is_form_name(name)


@pytest.mark.parametrize(
    "name",
    ["daily", "daily@", "@1", "daily@0", "daily@01", "Daily@1", "daily@1@2", "每日@1", "daily@1234567890", "a@１"],
)
def test_other_names_are_none(name: str) -> None:
    assert not is_form_name(name)


def test_the_vectors_cover_every_type_and_every_reason() -> None:
    cases = json.loads((FOLDER / "forms.json").read_text(encoding="utf-8"))
    assert {untag(case["item"])["type"] for case in cases["answers"]} == set(ITEM_TYPES)
    reasons = {case["reason"] for group in ("answers", "items") for case in cases[group]}
    assert {reason for reason in reasons if reason is not None} <= REASONS.keys()
    assert {f"item_{part}" for part in ("type", "label", "required", "order", "options", "bounds", "step")} <= reasons


@pytest.mark.parametrize(
    ("item", "initial", "reason"),
    [
        ({"type": "choice", "label": "选", "options": ["a", "b"]}, "a", None),
        ({"type": "choice", "label": "选", "options": ["a", "b"]}, "c", "item_initial"),
        ({"type": "number", "label": "数", "max": 5}, 6, "item_initial"),
        ({"type": "text", "label": "写"}, "", "item_initial"),
        ({"type": "note", "label": "看"}, "x", "item_initial"),
        ({"type": "photo", "label": "拍"}, "x", "item_initial"),
        ({"type": "text", "label": "写"}, None, None),
    ],
)
def test_an_item_begins_with_an_answer_that_it_takes(item: dict[str, Any], initial: Any, reason: str | None) -> None:
    assert check_item({**item, "initial": initial}) == reason

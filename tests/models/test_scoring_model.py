"""Reading a scoring model: what is said, where a fault stands, and one canonical form for one meaning."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.scoring_model import Condition, When
from models.scoring_plain import canonical, fingerprint, fraction, number_text
from models.scoring_reader import read_model
from models.scoring_when import holds, read_condition
from models.scoring_words import severity

PLAIN: dict[str, Any] = {
    "id": "ethics",
    "title": "医德考评",
    "decimals": 1,
    "components": [
        {"id": "manner", "title": "文明礼貌", "weight": 40, "source": {"items": "q1"}, "points": {"好": 100, "差": 40}},
        {"id": "peer", "title": "互评", "weight": "60%", "aggregate": "trimmed_mean", "source": {"evaluation": "peer"}},
    ],
    "bands": [{"id": "good", "title": "优秀", "min": 90}, {"id": "rest", "title": "其他", "otherwise": True}],
}
SCALARS = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False) | st.text(max_size=12)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)


def with_component(**fields: Any) -> dict[str, Any]:
    return {**PLAIN, "components": [{**PLAIN["components"][0], **fields}]}


def faults_of(plain: Any) -> set[tuple[tuple[str | int, ...], str]]:
    return {(each.path, each.code) for each in read_model(plain)[1]}


def test_a_model_is_read_with_exact_numbers() -> None:
    plain = with_component(source={"items": ["q1", "q2"]})
    model, faults = read_model(plain)
    assert not faults
    assert model is not None
    component = model.components[0]
    assert component.points == {"好": Fraction(100), "差": Fraction(40)}
    assert component.source is not None
    assert component.source.keys() == ("q1", "q2")
    assert model.bands[0].when == When((Condition("total", ">=", Fraction(90)),))
    assert model.sha256 == fingerprint(plain)


@pytest.mark.parametrize(
    ("plain", "path", "code"),
    [
        ([], (), "not_a_map"),
        ({"id": "x", "title": "x"}, ("components",), "no_components"),
        (with_component(weight="多"), ("components", 0, "weight"), "not_a_number"),
        (with_component(aggregate="average"), ("components", 0, "aggregate"), "not_a_choice"),
        (with_component(source={"sheet": "a"}), ("components", 0, "source"), "source_unknown"),
        (with_component(source=None), ("components", 0, "source"), "no_source"),
        (with_component(parent="nobody"), ("components", 0, "parent"), "unknown_parent"),
        (with_component(parent="manner"), ("components", 0, "parent"), "goes_in_a_circle"),
        (with_component(id="total"), ("components", 0, "id"), "id_taken"),
        (with_component(points={"好": "很多"}), ("components", 0, "points", "好"), "not_a_number"),
        (with_component(wieght=40), ("components", 0, "wieght"), "unknown_field"),
        (with_component(aggregate="rate"), ("components", 0, "numerator"), "rate_without_numerator"),
        (with_component(aggregate="deductions"), ("components", 0, "deduct"), "deductions_without_rule"),
        (with_component(aggregate="weighted"), ("components", 0, "aggregate"), "only_for_parents"),
        ({**PLAIN, "decimals": 9}, ("decimals",), "not_whole"),
        ({**PLAIN, "bands": [{"id": "a", "title": "甲"}]}, ("bands", 0), "band_without_condition"),
        (
            {**PLAIN, "bands": [{"id": "a", "title": "甲", "when": "total more 9"}]},
            ("bands", 0, "when"),
            "bad_condition",
        ),
        ({**PLAIN, "bands": [{"id": "a", "title": "甲", "when": "totl > 9"}]}, ("bands", 0, "when"), "unknown_measure"),
        ({**PLAIN, "gates": [{"id": "g", "title": "关", "when": "total < 9"}]}, ("gates", 0), "gate_without_effect"),
        (
            {**PLAIN, "vetoes": [{"id": "v", "title": "否", "when": "total < 9"}]},
            ("vetoes", 0, "when"),
            "measure_too_late",
        ),
        ({**PLAIN, "quotas": [{"band": "best", "ratio": "15%"}]}, ("quotas", 0, "band"), "unknown_band"),
    ],
)
def test_each_fault_is_told_with_its_place(plain: Any, path: tuple[str | int, ...], code: str) -> None:
    assert (path, code) in faults_of(plain)


@given(VALUES | st.dictionaries(st.sampled_from([*PLAIN, "gates", "vetoes", "quotas", "ballots"]), VALUES))
def test_whatever_is_read_gives_a_model_or_a_fault(plain: Any) -> None:
    model, faults = read_model(plain)
    assert (model is None) == any(severity(each.code) == "error" for each in faults)


def test_what_means_the_same_has_one_canonical_form() -> None:
    turned = {key: PLAIN[key] for key in reversed(PLAIN)}
    assert fingerprint({**turned, "decimals": 1.0, "gates": None}) == fingerprint(PLAIN)
    assert canonical({"b": [90.50, True, "x"], "a": 1e-7}) == '{"a":"0.0000001","b":["90.5",true,"x"]}'
    assert fingerprint({**PLAIN, "decimals": 2}) != fingerprint(PLAIN)
    hashes = {model.sha256 for model in (read_model({**PLAIN, "order": order})[0] for order in (1, 2)) if model}
    assert hashes == {fingerprint(PLAIN)}


@pytest.mark.parametrize(
    ("value", "exact"),
    [(90, "90"), (89.5, "89.5"), ("15%", "0.15"), ("1/3", "1/3"), ("-0.50", "-0.5"), ("1/0", None), (True, None)],
)
def test_numbers_are_what_is_written(value: Any, exact: str | None) -> None:
    read = fraction(value)
    assert (None if read is None else number_text(read)) == exact


def test_a_condition_on_what_is_missing_is_neither_true_nor_false() -> None:
    first, second = read_condition("core between 7..9"), read_condition("total >= 60")
    assert first is not None
    assert second is not None
    seven, sixty = Fraction(7), Fraction(60)
    assert holds(When((first, second)), {"core": seven, "total": None}) is None
    assert holds(When((first, second)), {"core": Fraction(10), "total": None}) is False
    assert holds(When((), ((first,), (second,))), {"core": seven, "total": None}) is True
    assert holds(When((first,), ((second,),)), {"core": seven, "total": sixty}) is True

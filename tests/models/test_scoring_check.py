"""What is reported about a model at import: just what is wrong, at its place, in both languages."""

from __future__ import annotations

import ast
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.scoring_check import check_model
from models.scoring_model import Band, Condition, ScoringModel, When
from models.scoring_when import holds
from models.scoring_words import GAPS, NOTES, WORDS, fault_words, severity
from tests.models.scoring_phone import sound
from tests.repository import tree

ITEM = {"id": "c", "title": "得分", "source": {"evaluation": "s"}, "full": 100}
RULE = {"discretionary": True, "cap": 40}
LOSS = {"id": "d", "title": "扣分", "source": {"records": "d"}, "aggregate": "deductions", "deduct": RULE, "full": 40}


def found(**model: Any) -> list[tuple[tuple[str | int, ...], str]]:
    return [
        (each.path, each.code)
        for each in check_model(sound({"id": "m", "title": "计分", "components": [ITEM], **model}))
    ]


def band(id: str, **fields: Any) -> dict[str, Any]:
    return {"id": id, "title": id, **fields}


REST = band("c", otherwise=True)
TOP = [band("a", min=0)]
RATE = {**ITEM, "aggregate": "rate", "points": {"好": 1}, "numerator": ["很好"]}
QUOTA: dict[str, Any] = {"band": "a", "rounding": "floor"}
NEVER = {"id": "g", "title": "关", "when": "c > 100", "deduct": 1}
NONE_BETWEEN = {"low": 90, "below": 90, "at_least": 1}


@pytest.mark.parametrize(
    ("model", "path", "code"),
    [
        ({"bands": [band("a", min=90), band("b", max=89)], "decimals": 1}, ("bands",), "band_gap"),
        ({"bands": [band("a", min=90), band("b", max=90)]}, ("bands", 1), "bands_overlap"),
        ({"bands": [band("a", min=90), band("b", above=60, below=60), REST]}, ("bands", 1), "band_impossible"),
        ({"bands": [band("a", min=60), band("b", min=90), REST]}, ("bands", 1), "band_hidden"),
        ({"bands": [band("a", min=120), band("b", min=0)]}, ("bands", 0), "band_never_reached"),
        ({"bands": [band("a", min=90, when="c < 95"), REST]}, ("bands", 1), "band_falls"),
        ({"components": [{**ITEM, "weight": 40}, {**ITEM, "id": "e", "weight": 50}]}, ("components",), "weights_sum"),
        ({"components": [{**ITEM, "points": {"好": 120}}]}, ("components", 0, "points"), "points_beyond_full"),
        ({"components": [{**ITEM, "full": 80}], "full": 100}, ("full",), "full_sum"),
        ({"components": [ITEM], "cap": 120}, ("cap",), "cap_never_reached"),
        ({"components": [RATE]}, ("components", 0, "numerator"), "numerator_not_offered"),
        ({"gates": [NEVER]}, ("gates", 0, "when"), "gate_never_holds"),
        ({"bands": TOP, "quotas": [{**QUOTA, "ratio": "5%", "base": 11}]}, ("quotas", 0), "quota_empty"),
        ({"bands": TOP, "quotas": [{"band": "a", "ratio": "15%"}]}, ("quotas", 0, "rounding"), "rounding_unstated"),
        (
            {"bands": TOP, "quotas": [{**QUOTA, "count": 2, "at_least": 3}]},
            ("quotas", 0, "at_least"),
            "quota_impossible",
        ),
        ({"bands": TOP, "quotas": [{**QUOTA, "ratio": 2}]}, ("quotas", 0, "ratio"), "quota_impossible"),
        ({"ballots": {"distribution": [NONE_BETWEEN]}}, ("ballots", "distribution", 0), "share_impossible"),
    ],
)
def test_a_fault_is_told_at_its_place(model: dict[str, Any], path: tuple[str | int, ...], code: str) -> None:
    assert (path, code) in found(**model)


def test_a_sound_model_has_nothing_to_tell() -> None:
    bands = [band("a", min=90), band("b", min=80, below=90), band("c", min=60, below=80), band("d", below=60)]
    quotas = [{"band": "a", "ratio": "15%", "rounding": "floor"}]
    assert found(bands=bands, quotas=quotas, decimals=1) == []


def test_a_shortfall_of_bonus_is_told_with_both_numbers() -> None:
    bonus = {"aggregate": "bonus", "points": {"省": 8, "市": 7}, "parent": "p"}
    parts = [{"id": "p", "title": "加分", "cap": 12}]
    parts += [
        {"id": f"b{at}", "title": "项", "source": {"items": f"q{at}"}, "cap": cap, **bonus}
        for at, cap in enumerate((8, 7))
    ]
    [fault] = check_model(sound({"id": "m", "title": "计分", "components": parts}))
    assert fault_words(fault.code, fault.params, "zh") == "「加分」各项加分合计 15，最多只计 12。请核对上限。"
    assert "sum to 15, of which 12 count" in fault_words(fault.code, fault.params, "en-GB")


BOUNDS = st.sampled_from([0, 15, 30, 60, 80, 90])


def sentence(parts: tuple[str, str, int]) -> str:
    return " ".join(str(part) for part in parts)


MEASURES = st.sampled_from(["total", "deductions"])
CONDITIONS = st.tuples(MEASURES, st.sampled_from([">=", ">", "<=", "<", "="]), BOUNDS).map(sentence)
EVERY_OR_SOME = st.lists(CONDITIONS, min_size=1, max_size=2) | st.tuples(CONDITIONS, CONDITIONS)


@given(st.lists(EVERY_OR_SOME, min_size=1, max_size=4), st.sampled_from([0, 1]))
def test_a_gap_is_told_just_where_there_is_one(conditions: list[Any], decimals: int) -> None:
    """Every bound, and the points beside it, one after the other."""
    bands = [
        band(f"b{at}", **({"when": each} if isinstance(each, list) else {"any": list(each)}))
        for at, each in enumerate(conditions)
    ]
    model = sound({"id": "m", "title": "计分", "components": [ITEM, LOSS], "bands": bands, "decimals": decimals})
    step = Fraction(1, 10) if decimals else Fraction(1)
    near = {bound + by * step for bound in (0, 15, 30, 40, 60, 80, 90, 140) for by in (-1, 0, 1)}
    points = [
        {"total": total, "deductions": lost} for total in near if 0 <= total <= 140 for lost in near if 0 <= lost <= 40
    ]
    gap = any(not any(holds(each.when, point) for each in model.bands) for point in points)
    codes = [each.code for each in check_model(model)]
    assert ("band_gap" in codes) == gap
    assert ("bands_overlap" in codes) == any(_ambiguous(model, point) for point in points)


def _ambiguous(model: ScoringModel, point: dict[str, Fraction]) -> bool:
    holding = [each for each in model.bands if holds(each.when, point)]
    return any(_says_where_it_ends(each) for each in holding[1:])


def _says_where_it_ends(band: Band) -> bool:
    return bool(band.when.any) or any(each.of == "total" and each.op in ("<", "<=", "=") for each in band.when.all)


def test_more_conditions_than_can_be_looked_at_are_said_to_be_too_many() -> None:
    answers = [f"answer/a{at} >= {at}" for at in range(15)]
    assert (("bands",), "too_many_cells") in found(bands=[band("a", when=answers), band("b", otherwise=True)])


def test_every_code_has_words_and_every_word_is_used() -> None:
    modules = [f"models/scoring_{name}.py" for name in ("plain", "reader", "tree", "when", "check", "quota")]
    codes = {code for module in [*modules, "models/target.py"] for code in said(tree(module))}
    assert codes == WORDS.keys()
    assert WORDS.keys() >= GAPS | NOTES
    assert [severity(code) for code in ("band_gap", "unknown_field", "no_source")] == ["gap", "note", "error"]


def said(module: ast.Module) -> set[str]:
    """What a module tells of as a fault: the argument of `say`, the second of `Fault`, and what a `code` may be."""
    found: set[str] = set()
    for node in ast.walk(module):
        meant: list[ast.expr] = []
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "say":
            meant = node.args[:1]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Fault":
            meant = node.args[1:2]
        elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "code":
            meant = [node.value]
        found |= {
            each.value
            for one in meant
            for each in ast.walk(one)
            if isinstance(each, ast.Constant) and isinstance(each.value, str) and "_" in each.value
        }
    return found


def test_a_condition_may_be_written_by_hand() -> None:
    model = ScoringModel(bands=(Band(id="a", title="甲", when=When((Condition("total", ">=", Fraction(90)),))),))
    assert model.band("a") is not None
    assert model.component("c") is None

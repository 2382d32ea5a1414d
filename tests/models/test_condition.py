"""Conditions: examples stand in conditions.json; here what must hold for every one of them."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from models.condition import check_condition, evaluate, mentioned
from models.document import natural_id
from tests.models.condition_cases import BAD, VALUES
from tests.models.world import World, evaluation_id, opening

STEPS = st.one_of(
    st.sampled_from([["own"], ["true"], ["false"], ["not"], ["count"], ["length"], ["and"], ["or"], ["selected"]]),
    st.sampled_from([["="], ["!="], ["<"], ["<="], [">"], [">="]]),
    st.tuples(st.just("answer"), st.sampled_from(["a", "b"])).map(list),
    st.tuples(st.just("text"), st.text(max_size=5)).map(list),
    st.tuples(st.just("number"), st.integers(-9, 9) | st.just("0.5")).map(list),
)
ANSWERS = st.dictionaries(st.sampled_from(["a", "b"]), st.sampled_from(VALUES))


@given(st.lists(STEPS, max_size=12), ANSWERS, st.sampled_from(VALUES))
def test_whatever_is_a_whole_condition_has_an_answer(steps: list[Any], answers: dict[str, Any], own: Any) -> None:
    if check_condition(steps) is None:
        assert evaluate(steps, answers, own) in (True, False)
        assert set(mentioned(steps)) <= {"a", "b"}


@given(st.recursive(st.none() | st.integers() | st.text(max_size=3), lambda inner: st.lists(inner, max_size=4)))
def test_whatever_is_no_condition_is_refused_without_a_fall(value: Any) -> None:
    assert check_condition(value) in (None, "item_condition")


def test_each_bad_shape_is_refused_and_a_long_one_is_not() -> None:
    refused = [check_condition(each) for each in BAD]
    assert refused.count(None) == 1, "only the chain of 119 steps is whole"


FORM = natural_id("form/ward@1")
ITEMS: dict[str, Any] = {
    "items/falls": {"order": 1, "type": "yes_no", "label": "有跌倒吗", "required": True},
    "items/count": {
        "order": 2,
        "type": "number",
        "label": "几例",
        "required": True,
        "when": [["answer", "falls"], ["true"], ["="]],
        "constraint": [["own"], ["number", 0], [">"]],
        "constraint_words": "应大于 0",
    },
}


def test_an_item_that_is_not_shown_is_not_asked_for(world: World) -> None:
    assert world.code("admin", "form", FORM, {"name": "ward@1", "title": "病区", **ITEMS}) is None
    doc = evaluation_id("nurse", form="ward")
    told = {**opening("nurse", form="ward@1"), "answers/falls": False, "submitted": True}
    assert world.tries("nurse", "self_evaluation", doc, told) is None


def test_an_item_that_is_shown_must_be_answered_and_its_condition_met(world: World) -> None:
    assert world.code("admin", "form", FORM, {"name": "ward@1", "title": "病区", **ITEMS}) is None
    doc = evaluation_id("nurse", form="ward")
    told = {**opening("nurse", form="ward@1"), "answers/falls": True}
    assert world.tries("nurse", "self_evaluation", doc, told) is None
    refusal = world.tries("nurse", "self_evaluation", doc, {"submitted": True})
    assert refusal is not None
    assert (refusal.reason, refusal.path) == ("missing_answer", "answers/count")
    refusal = world.tries("nurse", "self_evaluation", doc, {"answers/count": 0, "submitted": True})
    assert refusal is not None
    assert (refusal.reason, refusal.params["words"]) == ("constraint_said", "应大于 0")
    assert world.tries("nurse", "self_evaluation", doc, {"answers/count": 2, "submitted": True}) is None

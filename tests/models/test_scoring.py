"""What a scoring model makes of answers: properties over random models, then the real rules as examples."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.scoring import Scored, score
from models.scoring_explain import explain, missing_to, next_band
from models.scoring_plain import number_text
from models.scoring_values import rounded
from tests.examples import examples
from tests.models.compare_scoring import differing
from tests.models.scoring_phone import phone_says, sound, told
from tests.models.scoring_random import Case, cases

SEEDS = st.integers(0, 2**32)
UNKNOWN = {"unknown_options": ["不了解"]}
OPTIONS = {"好": 100, "较好": 80, "一般": 60, "差": 40}


def scored(answers: dict[str, Any], *components: dict[str, Any], **model: Any) -> Scored:
    titled = [{"id": f"c{at}", "title": "项", **each} for at, each in enumerate(components)]
    return score(sound({"id": "m", "title": "计分", "components": titled, **model}), answers)


def one(seed: int) -> Case:
    return cases(seed, 1)[0]


def test_the_phone_scores_random_models_as_the_server_does() -> None:
    assert differing(examples(1000), 1) == []


@given(SEEDS)
def test_the_order_of_answers_means_nothing(seed: int) -> None:
    plain, answers = one(seed)
    random = Random(seed)  # noqa: S311 (repeatable, not secret)
    turned = {key: _shuffled(answers[key], random) for key in reversed(answers)}
    assert told(score(sound(plain), turned)) == told(score(sound(plain), answers))


def _shuffled(answer: Any, random: Random) -> Any:
    if isinstance(answer, list):
        values = cast("list[Any]", answer)
        return random.sample(values, len(values))
    if isinstance(answer, dict):
        return dict(reversed(cast("dict[str, Any]", answer).items()))
    return answer


@given(SEEDS)
def test_caps_and_floors_hold_everywhere(seed: int) -> None:
    plain, answers = one(seed)
    model = sound(plain)
    result = score(model, answers)
    for component in model.components:
        value = result.parts[component.id].value
        if value is None or any(gate.zero == component.id for gate in model.gates):
            continue
        assert component.floor is None or value >= component.floor
        most = min((each for each in (component.cap, component.full) if each is not None), default=value)
        assert value <= max(most, component.floor if component.floor is not None else most)


@given(SEEDS)
def test_a_taken_back_answer_is_missing_and_nobody_gets_a_band_by_it(seed: int) -> None:
    plain, answers = one(seed)
    model = sound({**plain, "gates": [gate for gate in plain["gates"] if "zero" not in gate]})
    full = score(model, answers)
    stated = [each.source for each in model.components if each.default is not None]
    has_default = {key for source in stated if source is not None for key in source.keys()}  # noqa: SIM118
    for key in answers.keys() - has_default - {"counted"}:
        without = score(model, {name: value for name, value in answers.items() if name != key})
        assert key in without.missing
        assert without.vetoed or without.band is None or without.band == full.band or not without.complete


@given(st.lists(st.integers(0, 100), min_size=1, max_size=12), st.integers(0, 11), st.integers(1, 40))
def test_a_better_answer_never_makes_it_worse(values: list[int], at: int, more: int) -> None:
    better = [*values]
    better[at % len(values)] += more
    for aggregate in ("sum", "mean", "trimmed_mean", "min", "max", "bonus"):
        component = {"source": {"evaluation": "peer"}, "aggregate": aggregate, "each": 2, "cap": 90}
        before, after = (scored({"evaluation/peer": each}, component).total for each in (values, better))
        assert before is not None
        assert after is not None
        assert after >= before


@given(st.integers(0, 30), st.integers(0, 30), st.sampled_from([{"each": 2, "cap": 12}, {"all_or_nothing": True}]))
def test_more_faults_never_earn_more(few: int, more: int, deduct: dict[str, Any]) -> None:
    component = {"source": {"records": "late"}, "aggregate": "deductions", "full": 10, "deduct": deduct}
    before, after = (scored({"records/late": times}, component).total for times in (few, few + more))
    assert before is not None
    assert after is not None
    assert 0 <= after <= before <= 10


@given(st.lists(st.fractions(0, 100, max_denominator=997), min_size=1, max_size=6), st.integers(0, 4))
def test_it_is_rounded_once_at_the_end(values: list[Fraction], decimals: int) -> None:
    answers = {f"q{at}": number_text(value) for at, value in enumerate(values)}
    parts = [{"source": {"items": key}, "weight": 10} for key in answers]
    result = scored(answers, *parts, decimals=decimals)
    assert result.total == rounded(sum(values, Fraction(0)) / len(values), decimals, "half_up")


@pytest.mark.parametrize(
    ("rounding", "values"),
    [
        ("half_up", {"2.5": "3", "-2.5": "-3", "2.4": "2", "-0.4": "0"}),
        ("half_even", {"2.5": "2", "3.5": "4", "-2.5": "-2", "2.6": "3"}),
        ("floor", {"2.9": "2", "-2.1": "-3"}),
        ("ceil", {"2.1": "3", "-2.9": "-2", "2": "2"}),
    ],
)
def test_each_rounding_is_the_one_it_says_in_both_languages(rounding: str, values: dict[str, str]) -> None:
    assert {text: str(rounded(Fraction(text), 0, rounding)) for text in values} == values
    asked = [{"do": "number", "value": text, "decimals": 0, "rounding": rounding} for text in values]
    assert [each["rounded"] for each in phone_says(asked)] == list(values.values())


def test_ballots_become_points_over_valid_ones_only() -> None:
    component = {"source": {"evaluation": "mass"}, "aggregate": "ballots", "points": OPTIONS, **UNKNOWN}
    tally = {"好": 5, "较好": 3, "一般": 1, "差": 1, "不了解": 4, "": 2}
    assert scored({"evaluation/mass": tally}, component).total == Decimal("84.00")
    counted = {**component, "unknown": "count"}
    assert scored({"evaluation/mass": tally}, counted).total == Decimal("60.00")


def test_extremes_are_left_out_only_above_five_raters() -> None:
    component = {"source": {"evaluation": "peer"}, "aggregate": "trimmed_mean"}
    assert scored({"evaluation/peer": [60, 90, 90, 90, 100]}, component).total == Decimal("86.00")
    assert scored({"evaluation/peer": [60, 90, 90, 90, 90, 100]}, component).total == Decimal("90.00")


def test_fifteen_meetings_of_two_points_are_capped_at_twelve() -> None:
    component = {"source": {"records": "study"}, "aggregate": "bonus", "each": 2, "cap": 12}
    result = scored({"records/study": 15}, component)
    assert (result.total, result.parts["c0"].cut) == (Decimal("12.00"), Fraction(18))


@pytest.mark.parametrize(("times", "points"), [(0, "5"), (3, "3.5"), (4, "0"), (9, "0")])
def test_from_the_fourth_time_on_the_whole_item_is_lost(times: int, points: str) -> None:
    deduct = {"each": "0.5", "steps": [{"at": 4, "points": "all"}]}
    component = {"source": {"records": "late"}, "aggregate": "deductions", "full": 5, "deduct": deduct}
    assert scored({"records/late": times}, component).total == Decimal(points)


def test_satisfaction_of_nine_in_ten_is_ninety_with_the_unknowing_left_out() -> None:
    component = {"source": {"items": "q"}, "aggregate": "rate", "numerator": ["满意", "基本满意"], **UNKNOWN}
    answers = {"q": {"满意": 6, "基本满意": 3, "不满意": 1, "不了解": 5}}
    assert scored(answers, component).total == Decimal("90.00")
    assert scored(answers, {**component, "unknown": "count"}).total == Decimal("60.00")


def test_a_paper_of_a_hundred_counts_as_ten() -> None:
    assert scored({"q": 86}, {"source": {"items": "q"}, "full": 10, "out_of": 100}).total == Decimal("8.60")


BANDS = [
    {"id": "best", "title": "优秀", "min": 90},
    {"id": "good", "title": "良好", "min": 60},
    {"id": "bad", "title": "较差", "otherwise": True},
]
ITEM = {"source": {"items": "q"}}
ERRORS = {"id": "errors", "source": {"records": "errors"}, "apart": True, "default": 0}


def test_a_gate_takes_its_points_after_the_sum_and_limits_the_band() -> None:
    gates = [
        {"id": "error", "title": "差错一次扣3分", "when": "errors >= 1", "each": 3},
        {"id": "leave", "title": "累计事假10天以上不合格", "when": "answer/leave >= 10", "band": "bad"},
        {"id": "any", "title": "有扣分不能优秀", "when": "deductions > 0", "at_most": "good"},
    ]
    good = scored({"q": 97, "leave": 0, "records/errors": 2}, ITEM, ERRORS, bands=BANDS, gates=gates)
    assert (good.total, good.band, good.gates, good.deductions) == (91, "good", ("error", "any"), 6)
    away = scored({"q": 97, "leave": 10}, ITEM, ERRORS, bands=BANDS, gates=gates)
    assert (away.total, away.band, away.gates) == (97, "bad", ("leave",))
    unknown = scored({"q": 97}, ITEM, ERRORS, bands=BANDS, gates=gates)
    assert (unknown.band, unknown.missing) == (None, ("leave",))


def test_a_veto_stands_whatever_the_sum_even_while_answers_are_missing() -> None:
    vetoes = [{"id": "bribe", "title": "收受红包", "when": "answer/bribe = 1"}]
    answers = {"q": 99, "bribe": True}
    assert scored(answers, ITEM, bands=BANDS, vetoes=vetoes).band == "bad"
    open_now = scored(answers, ITEM, {"source": {"items": "p"}}, bands=BANDS, vetoes=vetoes)
    assert (open_now.band, open_now.vetoes, open_now.missing) == ("bad", ("bribe",), ("p",))


def test_a_gate_may_put_one_component_to_nothing() -> None:
    gates = [{"id": "duty", "title": "值班少于两次该项不得分", "when": "answer/shifts < 2", "zero": "c1"}]
    parts = ({"source": {"items": "q"}}, {"source": {"items": "p"}})
    assert scored({"q": 10, "p": 20, "shifts": 1}, *parts, gates=gates).total == 10
    assert scored({"q": 10, "p": 20, "shifts": 2}, *parts, gates=gates).total == 30


def test_four_quarters_are_expected_and_three_are_not_made_four() -> None:
    quarters = {"source": {"results": "quarter"}, "aggregate": "mean", "expect": 4, "weight": 95}
    group = {"source": {"evaluation": "group"}, "aggregate": "mean", "weight": 5}
    whole = scored({"results/quarter": [90, 80, 85, 95], "evaluation/group": 100}, quarters, group, bands=BANDS)
    assert (whole.total, whole.band) == (Decimal("88.13"), "good")
    short = scored({"results/quarter": [90, 80, 85], "evaluation/group": 100}, quarters, group, bands=BANDS)
    assert (short.band, short.missing) == (None, ("results/quarter",))


def test_core_items_are_met_from_seventy_percent_or_two_of_three() -> None:
    core = [{"id": f"k{at}", "source": {"items": f"q{at}"}, "full": full} for at, full in enumerate((3, 3, 10, 10))]
    met = {"share": "70%", "at": {"3": 2}}
    looks = {"id": "core", "source": {"components": [each["id"] for each in core]}, "aggregate": "count", "met": met}
    result = scored({"q0": 2, "q1": 1, "q2": 7, "q3": 6.9}, *core, {**looks, "apart": True}, decimals=1)
    assert (result.components["core"], result.total) == (2, Decimal("16.9"))


def test_what_is_missing_to_the_next_band_is_said_with_what_stands_in_the_way() -> None:
    bands = [{"id": "best", "title": "优秀", "min": 90, "when": "deductions = 0"}, *BANDS[1:]]
    late = {"source": {"records": "late"}, "aggregate": "deductions", "deduct": {"each": 2}}
    model = sound(
        {
            "id": "m",
            "title": "计分",
            "components": [{"id": "a", "title": "甲", **ITEM}, {"id": "b", "title": "乙", **late}],
            "bands": bands,
            "gates": [{"id": "late", "title": "迟到不能优秀", "when": "b < 0", "at_most": "good"}],
        }
    )
    result = score(model, {"q": 88.5, "records/late": 1})
    assert (result.total, result.band) == (Decimal("86.50"), "good")
    way = missing_to(model, result, next_band(model, result) or "")
    lacks = [(each.condition.of, each.short) for each in way.lacks]
    assert (way.band, lacks, way.blocked) == (
        "best",
        [("total", Fraction(7, 2)), ("deductions", Fraction(2))],
        ("late",),
    )
    assert [(line.id, line.depth, line.value) for line in explain(model, result)] == [
        ("a", 0, Decimal("88.50")),
        ("b", 0, Decimal("-2.00")),
    ]
    assert next_band(model, score(model, {"q": 95, "records/late": 0})) is None


def test_a_total_in_no_band_is_ungraded_and_not_pushed_into_one() -> None:
    bands = [{"id": "best", "title": "优秀", "min": 90}, {"id": "good", "title": "良好", "min": 80, "max": 89}]
    result = scored({"q": "89.5"}, ITEM, bands=bands, decimals=1)
    assert (result.band, result.ungraded) == (None, True)
    assert scored({"q": "89.5"}, ITEM, bands=bands, decimals=0).band == "best"


def test_an_answer_without_worth_is_named() -> None:
    component = {"source": {"items": "q"}, "points": OPTIONS}
    result = scored({"q": "很好"}, component, bands=BANDS)
    assert (result.unread, result.complete, result.band) == (("q",), False, None)

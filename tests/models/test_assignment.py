"""The draw and the results of peer review: what holds for any people; examples stand in peer_review.json."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from models.assignment import assign
from models.document import Document
from models.form import read_form
from models.result import result, rounded
from tests.models.peer_cases import FORM, document
from tests.models.world import id_of

SEEDS = st.binary(min_size=16, max_size=16)
GROUPS = st.dictionaries(st.integers(1, 30).map(id_of), st.integers(1, 4).map(id_of), max_size=24)


@given(groups=GROUPS, across=st.booleans(), each=st.integers(1, 8), seed=SEEDS)
def test_any_draw_keeps_the_rule(groups: dict[bytes, bytes], across: bool, each: int, seed: bytes) -> None:
    drawn = assign(groups, across=across, each=each, seed=seed)
    assert drawn.keys() == groups.keys()
    for reviewer, subjects in drawn.items():
        possible = {
            subject for subject in groups if subject != reviewer and (groups[subject] != groups[reviewer]) == across
        }
        assert set(subjects) <= possible
        assert len(set(subjects)) == len(subjects) == min(each, len(possible))


@given(people=st.sets(st.integers(1, 60).map(id_of), min_size=2, max_size=40), each=st.integers(1, 8), seed=SEEDS)
def test_within_one_unit_everybody_is_reviewed_as_often_as_anybody(people: set[bytes], each: int, seed: bytes) -> None:
    drawn = assign(dict.fromkeys(people, id_of(1)), across=False, each=each, seed=seed)
    load = Counter(subject for subjects in drawn.values() for subject in subjects)
    assert {load[person] for person in people} == {min(each, len(people) - 1)}


@given(size=st.integers(2, 10), units=st.integers(2, 4), each=st.integers(1, 5), seed=SEEDS)
def test_across_units_of_one_size_loads_differ_by_one_at_most(size: int, units: int, each: int, seed: bytes) -> None:
    groups = {id_of(unit * 100 + number): id_of(unit) for unit in range(units) for number in range(size)}
    drawn = assign(groups, across=True, each=each, seed=seed)
    load = Counter(subject for subjects in drawn.values() for subject in subjects)
    counts = [load[person] for person in groups]
    assert max(counts) - min(counts) <= 1


@given(groups=GROUPS, seed=SEEDS, data=st.data())
def test_the_draw_does_not_depend_on_the_order_of_the_people(
    groups: dict[bytes, bytes], seed: bytes, data: st.DataObject
) -> None:
    shuffled = dict(data.draw(st.permutations(list(groups.items()))))
    assert assign(groups, across=False, each=3, seed=seed) == assign(shuffled, across=False, each=3, seed=seed)


# -- results ----------------------------------------------------------------------------------------------------


def reviews(answers: list[dict[str, Any]]) -> list[Document]:
    return [
        document("peer_review", {**{f"answers/{item}": value for item, value in each.items()}, "submitted": True})
        for each in answers
    ]


SCORES = st.integers(0, 20).map(lambda halves: halves / 2)
ANSWERS = st.fixed_dictionaries({"virtue": st.integers(1, 5)}, optional={"result": SCORES, "times": st.integers(0, 9)})


@given(st.lists(ANSWERS, max_size=12), st.integers(3, 6))
def test_nothing_is_told_of_fewer_than_the_threshold(answers: list[dict[str, Any]], threshold: int) -> None:
    told = result(reviews(answers), read_form(document("form", FORM)), threshold)
    if len(answers) < threshold:
        assert told == {"below": True}
        return
    shown = {path.removeprefix("items/") for path in told if path.startswith("items/")}
    for item in ("virtue", "result", "times"):
        given_by = sum(item in each for each in answers)
        assert (item in shown) == (given_by >= threshold)
    exact = sum(_mean(answers, item) for item in shown & {"virtue", "result"})
    assert told["total"] == rounded(Fraction(exact))


def _mean(answers: list[dict[str, Any]], item: str) -> Fraction:
    numbers = [Fraction(str(each[item])) for each in answers if item in each]
    return sum(numbers, Fraction(0)) / len(numbers)


@given(st.fractions(min_value=-1000, max_value=1000))
def test_rounding_is_half_away_from_zero_and_exact(value: Fraction) -> None:
    text = rounded(value)
    assert abs(Fraction(text) - value) <= Fraction(1, 200)
    assert Decimal(text).as_tuple().exponent == -2
    assert text != "-0.00"


def test_a_half_is_rounded_away_from_zero() -> None:
    assert [rounded(Fraction(n, 200)) for n in (921, 1, -1, -921, 0)] == ["4.61", "0.01", "-0.01", "-4.61", "0.00"]


def test_a_form_without_scores_has_no_total_and_odd_answers_count_as_nothing() -> None:
    form = read_form(document("form", {"title": "表", "items/n": {"type": "number", "label": "次数"}}))
    told = result(reviews([{"n": 1}, {"n": 2}, {"n": "many"}]), form, 3)
    assert told == {"count": 3, "items/n": {"mean": "1.00", "n": 3}}

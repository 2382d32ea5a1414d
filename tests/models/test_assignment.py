"""The draw and the results of peer review: what holds for any people; examples stand in peer_review.json."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from models.assignment import assign, draw_some, spread
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


# -- a draw by subjects -------------------------------------------------------------------------------------------

PEOPLE = st.integers(1, 30).map(id_of)
PAIRS = st.dictionaries(PEOPLE, st.sets(PEOPLE, max_size=12), max_size=14)


def loads(drawn: dict[bytes, tuple[bytes, ...]]) -> Counter[bytes]:
    return Counter(reviewer for reviewers in drawn.values() for reviewer in reviewers)


@given(possible=PAIRS, each=st.integers(1, 6), most=st.none() | st.integers(1, 5), seed=SEEDS)
def test_a_draw_by_subjects_gives_only_whom_it_may_and_nobody_too_much(
    possible: dict[bytes, set[bytes]], each: int, most: int | None, seed: bytes
) -> None:
    drawn = spread({subject: sorted(may) for subject, may in possible.items()}, each=each, most=most, seed=seed)
    assert drawn.keys() == possible.keys()
    for subject, reviewers in drawn.items():
        assert set(reviewers) <= possible[subject]
        assert len(set(reviewers)) == len(reviewers) <= each
        if most is None:
            assert len(reviewers) == min(each, len(possible[subject]))
    if most is not None:
        assert all(load <= most for load in loads(drawn).values())


@given(possible=PAIRS, each=st.integers(1, 4), most=st.integers(1, 3), seed=SEEDS)
def test_no_draw_covers_more_than_what_is_drawn(
    possible: dict[bytes, set[bytes]], each: int, most: int, seed: bytes
) -> None:
    drawn = spread({subject: sorted(may) for subject, may in possible.items()}, each=each, most=most, seed=seed)
    assert sum(map(len, drawn.values())) == most_that_can_be_covered(possible, each, most)


def most_that_can_be_covered(possible: dict[bytes, set[bytes]], each: int, most: int) -> int:
    """The size of a greatest flow from subjects to reviewers, one path at a time."""
    given: dict[bytes, set[bytes]] = {subject: set() for subject in possible}

    def find_room(subject: bytes, asked: set[bytes]) -> bool:
        for reviewer in sorted(possible[subject] - given[subject]):
            if reviewer in asked:
                continue
            asked.add(reviewer)
            holders = [each for each in sorted(given) if reviewer in given[each]]
            if len(holders) < most:
                given[subject].add(reviewer)
                return True
            for holder in holders:
                given[holder].remove(reviewer)
                if find_room(holder, asked):
                    given[subject].add(reviewer)
                    return True
                given[holder].add(reviewer)
        return False

    return sum(find_room(subject, set()) for _ in range(each) for subject in sorted(possible))


@given(people=st.sets(PEOPLE, min_size=2, max_size=25), each=st.integers(1, 8), seed=SEEDS)
def test_where_everybody_may_review_everybody_loads_differ_by_one_at_most(
    people: set[bytes], each: int, seed: bytes
) -> None:
    possible = {subject: sorted(people - {subject}) for subject in people}
    load = loads(spread(possible, each=each, most=None, seed=seed))
    counts = [load[person] for person in people]
    assert max(counts) - min(counts) <= 1


@given(possible=PAIRS, seed=SEEDS, data=st.data())
def test_a_draw_by_subjects_can_be_repeated_with_its_seed_in_any_order(
    possible: dict[bytes, set[bytes]], seed: bytes, data: st.DataObject
) -> None:
    shuffled = dict(data.draw(st.permutations([(each, sorted(may)) for each, may in possible.items()])))
    plain = {each: sorted(may, reverse=True) for each, may in possible.items()}
    assert spread(plain, each=3, most=4, seed=seed) == spread(shuffled, each=3, most=4, seed=seed)


@given(people=st.sets(PEOPLE, max_size=20), count=st.integers(0, 25), seed=SEEDS)
def test_a_sample_is_as_big_as_was_asked_for(people: set[bytes], count: int, seed: bytes) -> None:
    drawn = draw_some(people, count, seed)
    assert set(drawn) <= people
    assert len(drawn) == min(count, len(people))


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

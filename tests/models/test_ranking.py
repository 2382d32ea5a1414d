"""Ranking: intervals against the formulas in floating point, places against their own definition."""

from __future__ import annotations

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.ranking import Measured, interval, rank

Z = 1.96
# scipy.stats.t.ppf(0.975, df), rounded
T = {1: 12.7062, 4: 2.7764, 29: 2.0452, 30: 2.0423}


@given(st.integers(1, 5_000), st.data())
def test_a_rates_interval_is_wilsons_rounded_outwards(n: int, data: st.DataObject) -> None:
    hits = data.draw(st.integers(0, n))
    seen = interval(Measured("x", n, hits))
    p, z2 = hits / n, Z * Z
    middle, half = (p + z2 / (2 * n)) / (1 + z2 / n), Z * sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    assert seen.low <= max(0, 1e4 * (middle - half)) + 1e-6
    assert seen.low > 1e4 * (middle - half) - 1.01
    assert seen.high >= min(1e4, 1e4 * (middle + half)) - 1e-6
    assert seen.high < 1e4 * (middle + half) + 1.01
    assert 0 <= seen.low <= seen.value <= seen.high <= 10_000
    assert abs(seen.value - 1e4 * p) <= 0.5 + 1e-6


@given(st.lists(st.integers(0, 10_000), min_size=2, max_size=60))
def test_a_means_interval_holds_its_mean_and_is_students(values: list[int]) -> None:
    n, total, squares = len(values), sum(values), sum(value * value for value in values)
    seen = interval(Measured("x", n, None, f"{total / 100:.2f}", f"{squares / 10_000:.4f}"))
    mean = total / n
    assert abs(seen.value - mean) <= 0.5 + 1e-6
    assert seen.low <= mean <= seen.high
    if n - 1 in T:
        half = T[n - 1] * sqrt(sum((value - mean) ** 2 for value in values) / (n - 1) / n)
        assert seen.low == pytest.approx(mean - half, abs=1.5, rel=1e-3)
        assert seen.high == pytest.approx(mean + half, abs=1.5, rel=1e-3)


@given(st.lists(st.tuples(st.integers(1, 200), st.integers(0, 200)), max_size=12))
def test_a_place_is_where_the_value_stands_and_its_span_what_the_intervals_leave_open(
    pairs: list[tuple[int, int]],
) -> None:
    all = [Measured(f"u{number}", n, min(hits, n)) for number, (n, hits) in enumerate(pairs)]
    places = rank(all)
    assert sorted(place.id for place in places) == sorted(each.id for each in all)
    seen = {each.id: interval(each) for each in all}
    ranked = [place for place in places if place.state == "ranked"]
    for place in ranked:
        own = seen[place.id]
        others = [seen[other.id] for other in ranked]
        assert place.place == 1 + sum(other.value > own.value for other in others)
        assert place.best == 1 + sum(other.low > own.high for other in others)
        assert place.worst == len(others) - sum(other.high < own.low for other in others)
        assert place.best is not None
        assert place.place is not None
        assert place.worst is not None
        assert place.best <= place.place <= place.worst
    for place in places:
        few = next(each for each in all if each.id == place.id).n < 5
        assert (place.state == "few") == few
        assert not few or (place.value, place.low, place.high, place.place) == (None, None, None, None)


def test_equal_departments_share_a_place_and_a_small_one_has_none() -> None:
    all = [
        Measured("a", 60, 60),
        Measured("b", 120, 111),
        Measured("c", 120, 111),
        Measured("d", 88, 70),
        Measured("e", 4, 4),
    ]
    places = rank(all)
    assert [(place.id, place.state, place.place) for place in places] == [
        ("a", "ranked", 1),
        ("b", "ranked", 2),
        ("c", "ranked", 2),
        ("d", "ranked", 4),
        ("e", "few", None),
    ]


def test_who_was_seen_six_times_is_not_ranked_by_half_of_them() -> None:
    (place,) = rank([Measured("radiology", 6, 3)])
    assert (place.state, place.place) == ("wide", None)
    assert place.value == "50.00"

"""The double random draw: what holds for any candidates, inspectors and excuses."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from models.inspection_draw import Lots, able, draw, short
from tests.models.world import id_of

SEEDS = st.binary(min_size=16, max_size=32)
PLACES = st.sets(st.integers(1, 40).map(id_of), min_size=1, max_size=12)
PEOPLE = st.sets(st.integers(100, 130).map(id_of), min_size=1, max_size=10)


@st.composite
def lots(draw_value: st.DrawFn) -> Lots:
    places, people = draw_value(PLACES), draw_value(PEOPLE)
    pairs = st.tuples(st.sampled_from(sorted(people)), st.sampled_from(sorted(places)))
    return Lots(
        frozenset(places),
        frozenset(people),
        frozenset(draw_value(st.sets(pairs, max_size=12))),
        draw_value(st.none() | st.integers(1, len(places))),
        draw_value(st.none() | st.integers(1, 4)),
        draw_value(st.none() | st.sampled_from(sorted(people))),
    )


@given(lots(), SEEDS)
def test_nobody_is_drawn_for_a_place_that_excuses_them(made: Lots, seed: bytes) -> None:
    if short(made):
        return
    drawn = draw(made, seed)
    assert len(drawn) == (made.places or len(made.candidates))
    for place, found in drawn.items():
        assert place in made.candidates
        assert set(found.team) <= able(made, place)
        assert found.leader in found.team
        assert len(found.team) == (len(able(made, place)) if made.each is None else made.each)
        assert made.leader in (None, found.leader)


@given(lots(), SEEDS)
def test_whoever_has_the_seed_draws_the_same_again(made: Lots, seed: bytes) -> None:
    again = Lots(
        frozenset(sorted(made.candidates, reverse=True)),
        frozenset(sorted(made.inspectors, reverse=True)),
        frozenset(sorted(made.excused, reverse=True)),
        made.places,
        made.each,
        made.leader,
    )
    if not short(made):
        assert draw(made, seed) == draw(again, seed)


@given(PLACES, PEOPLE, st.integers(1, 3), SEEDS)
def test_every_inspector_has_about_as_much_to_do_as_any_other(
    places: set[bytes], people: set[bytes], each: int, seed: bytes
) -> None:
    made = Lots(frozenset(places), frozenset(people), frozenset(), None, min(each, len(people)), None)
    load = Counter(person for found in draw(made, seed).values() for person in found.team)
    assert max(load[person] for person in people) - min(load[person] for person in people) <= 1


def test_every_candidate_is_drawn_about_as_often_as_any_other() -> None:
    made = Lots(frozenset(map(id_of, range(1, 11))), frozenset({id_of(100)}), frozenset(), 2, 1, None)
    times = Counter(place for number in range(2_000) for place in draw(made, number.to_bytes(8, "big")))
    assert all(320 <= times[place] <= 480 for place in made.candidates)


def test_a_candidate_that_too_few_may_go_to_is_named() -> None:
    here, there, only = id_of(1), id_of(2), id_of(100)
    made = Lots(frozenset({here, there}), frozenset({only}), frozenset({(only, there)}), None, None, None)
    assert short(made) == [there]

"""Grading a group: quotas hold, ties are fair, and phone and server agree."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from models.grading import Standing, ballot_fault, grade
from models.scoring_model import BallotRules, Quota, Share
from models.scoring_quota import places
from tests.examples import examples
from tests.models.grading_random import commands, server_does
from tests.models.scoring_phone import phone_says, sound

SEEDS = st.integers(0, 2**32)


def test_the_phone_grades_and_measures_as_the_server_does() -> None:
    asked = commands(1, examples(1500))
    for command, said in zip(asked, phone_says(asked), strict=True):
        assert said == server_does(command), command


def grading(seed: int) -> dict[str, Any]:
    return commands(seed, 1)[0]


@given(SEEDS)
def test_the_order_in_which_people_are_given_means_nothing(seed: int) -> None:
    command = grading(seed)
    assert server_does(command) == server_does({**command, "people": command["people"][::-1]})


@given(SEEDS)
def test_no_more_have_a_band_than_its_quota_but_for_a_tie_that_is_open_or_allowed(seed: int) -> None:
    command = grading(seed)
    people = {who: graded for who, _, _, graded, _ in command["people"]}
    result = server_does(command)
    for quota in sound(command["model"]).quotas:
        most = places(quota, len(people) if quota.of == "everyone" else sum(people.values()))
        held = [each for each in result["placings"] if each["band"] == quota.band]
        last = {each["place"] for each in held if command["model"]["ties"] != "none"}
        over = [each for each in held if each["place"] != max(last, default=0)]
        assert most is None or len(held) <= most or len(over) <= most


@given(SEEDS)
def test_nobody_is_above_who_has_more(seed: int) -> None:
    command = grading(seed)
    totals = {who: total for who, total, *_ in command["people"]}
    placed = [each for each in server_does(command)["placings"] if each["place"] is not None]
    values = [float(totals[each["who"]]) for each in placed]
    assert values == sorted(values, reverse=True)
    assert all(each["band"] is not None for each in placed)


def test_a_quota_is_rounded_as_it_says() -> None:
    fifth = {
        rounding: Quota(band="b", ratio=Fraction(1, 5), rounding=rounding) for rounding in ("floor", "half_up", "ceil")
    }
    assert [places(each, 11) for each in fifth.values()] == [2, 2, 3]
    assert [places(each, 13) for each in fifth.values()] == [2, 3, 3]
    assert places(Quota(band="b", ratio=Fraction(1, 3), count=2), 30) == 2


def test_equal_ones_share_a_place_and_the_next_is_left_out() -> None:
    component = {"id": "c", "title": "项", "source": {"items": "q"}}
    model = sound(
        {"id": "m", "title": "定级", "components": [component], "bands": [{"id": "b", "title": "等", "min": 0}]}
    )
    totals = {"a": 90, "b": 88, "c": 88, "d": 70}
    standings = [Standing(who=who, total=Fraction(total), band="b") for who, total in totals.items()]
    late = Standing(who="e", total=None, band=None)
    placings = grade(model, [late, *standings]).placings
    assert [(each.who, each.place) for each in placings] == [("a", 1), ("b", 2), ("c", 2), ("d", 4), ("e", None)]


def test_what_the_last_place_is_shared_by_is_parted_by_the_measure_that_is_named() -> None:
    component = {"id": "core", "title": "核心", "source": {"items": "q"}}
    bands = [{"id": "best", "title": "优", "min": 90}, {"id": "good", "title": "良", "min": 0}]
    plain = {
        "id": "m",
        "title": "定级",
        "components": [component],
        "bands": bands,
        "quotas": [{"band": "best", "count": 1}],
    }
    pair = [
        Standing(who=who, total=Fraction(95), band="best", measures={"core": Fraction(core)})
        for who, core in (("a", 3), ("b", 5))
    ]
    open_now = grade(sound(plain), pair).placings
    assert [(each.who, each.band, each.open) for each in open_now] == [("a", "best", True), ("b", "best", True)]
    parted = grade(sound({**plain, "tie_by": ["core"]}), pair).placings
    assert [(each.who, each.band, each.moved) for each in parted] == [("b", "best", False), ("a", "good", True)]


def test_a_ballot_must_keep_the_distribution() -> None:
    rules = BallotRules(distribution=(Share(low=Fraction(90), at_most=3), Share(below=Fraction(70), at_least=2)))
    ninety, seventy, low = Fraction(90), Fraction(70), Fraction(69)
    assert ballot_fault(rules, [ninety] * 3 + [seventy] + [low] * 2) is None
    assert ballot_fault(rules, [ninety] * 4 + [low] * 2) == "ballot_distribution"
    assert ballot_fault(rules, [ninety] * 3 + [seventy] * 2 + [low]) == "ballot_distribution"

"""Kappa: the published figures, and what holds for any ratings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.agreement import KAPPA_SUBJECTS_MIN, across, agreement, cohen, fleiss, per_item, told

WORDS = st.sampled_from(("pass", "fail", "na"))

COHEN_1960 = [
    ("a", "a", 88), ("a", "b", 14), ("a", "c", 18),
    ("b", "a", 10), ("b", "b", 40), ("b", "c", 10),
    ("c", "a", 2), ("c", "b", 6), ("c", "c", 12),
]  # fmt: skip
"""Cohen (1960), table 1: proportions .44 .07 .09 / .05 .20 .05 / .01 .03 .06 of 200 subjects; kappa .492."""

TEXTBOOK = [
    (0, 0, 0, 0, 14), (0, 2, 6, 4, 2), (0, 0, 3, 5, 6), (0, 3, 9, 2, 0), (2, 2, 8, 1, 1),
    (7, 7, 0, 0, 0), (3, 2, 6, 3, 0), (2, 5, 3, 2, 2), (6, 5, 2, 1, 0), (0, 2, 2, 3, 7),
]  # fmt: skip
"""The worked example of Fleiss' kappa that textbooks give: ten subjects, fourteen raters, five words; kappa .210."""

TEXTBOOK_ALIKE = (1.000, 0.253, 0.308, 0.440, 0.330, 0.462, 0.242, 0.176, 0.286, 0.286)
"""The table's own last column: how far the raters agree on each subject."""

FLEISS_1971 = [
    "444444", "222555", "233335", "555555", "222444", "113333", "333355", "113334", "114444", "555555",
    "144444", "124444", "222333", "144444", "224445", "333335", "111455", "111112", "224444", "133555",
    "555555", "244444", "224555", "114444", "144445", "222224", "111155", "224444", "133333", "555555",
]  # fmt: skip
"""Fleiss (1971), table 1: thirty patients by six psychiatrists, five diagnoses; mean agreement .556, kappa .430."""


def test_cohens_own_example_gives_his_figure() -> None:
    pairs = [(one, other) for one, other, count in COHEN_1960 for _ in range(count)]
    found = cohen(pairs)
    assert found.subjects == 200
    assert found.observed == Fraction(7, 10)
    assert found.kappa is not None
    assert float(found.kappa) == pytest.approx(0.492, abs=0.0005)


def test_the_worked_example_of_fleiss_gives_its_figure() -> None:
    found = fleiss([{str(word): count for word, count in enumerate(row) if count} for row in TEXTBOOK])
    assert found.observed is not None
    assert found.kappa is not None
    assert float(found.observed) == pytest.approx(0.378, abs=0.0005)
    assert float(found.kappa) == pytest.approx(0.210, abs=0.0005)


def rated(rows: Sequence[str]) -> dict[str, dict[str, str]]:
    """One word a rater; `rows` are the subjects."""
    return {f"{at:02}": {f"r{who}": word for who, word in enumerate(row)} for at, row in enumerate(rows)}


def test_fleiss_own_patients_give_his_figure_and_his_share_of_each() -> None:
    found = agreement(rated(FLEISS_1971))
    assert found.subjects == 30
    assert found.observed is not None
    assert found.kappa is not None
    assert float(found.observed) == pytest.approx(0.556, abs=0.0005)
    assert float(found.kappa) == pytest.approx(0.430, abs=0.0005)
    alike = per_item(rated(FLEISS_1971))
    assert (alike["00"], alike["01"], alike["02"]) == (1, Fraction(2, 5), Fraction(2, 5))
    assert sum(alike.values()) / 30 == found.observed


def test_the_worked_example_tells_the_agreement_of_each_of_its_ten_subjects() -> None:
    rows = ["".join(str(word) * count for word, count in enumerate(row)) for row in TEXTBOOK]
    shares = [float(share) for share in per_item(rated(rows)).values()]
    assert shares == pytest.approx(TEXTBOOK_ALIKE, abs=0.0005)


def test_an_item_over_many_visits_is_what_the_papers_measure_over_their_subjects() -> None:
    """The same figures, turned: each patient is a visit in which one item was judged by six; each of Cohen's by two."""
    many = {visit: {"hands": said, "alone": {"r0": "1"}} for visit, said in rated(FLEISS_1971).items()}
    found = across(many)
    assert list(found) == ["hands"]
    assert float(told(found["hands"]) or 0) == pytest.approx(0.430, abs=0.0005)
    pairs = [one + other for one, other, count in COHEN_1960 for _ in range(count)]
    two = across({visit: {"hands": said} for visit, said in rated(pairs).items()})
    assert float(told(two["hands"]) or 0) == pytest.approx(0.492, abs=0.0005)


def test_kappa_of_an_item_is_not_told_below_ten_visits() -> None:
    visits = {visit: {"hands": said} for visit, said in rated(FLEISS_1971).items()}
    nine = across({visit: visits[visit] for visit in sorted(visits)[: KAPPA_SUBJECTS_MIN - 1]})["hands"]
    ten = across({visit: visits[visit] for visit in sorted(visits)[:KAPPA_SUBJECTS_MIN]})["hands"]
    assert (nine.subjects, told(nine)) == (9, None)
    assert nine.kappa is not None
    assert told(ten) == ten.kappa != nine.kappa


@given(st.dictionaries(st.sampled_from("abc"), st.dictionaries(st.sampled_from("xyz"), WORDS, max_size=3), max_size=3))
def test_the_mean_of_the_items_of_a_visit_is_its_observed_agreement(ratings: dict[str, dict[str, str]]) -> None:
    shares = per_item(ratings)
    assert set(shares) == {item for item, said in ratings.items() if len(said) > 1}
    mean = sum(shares.values(), Fraction(0)) / len(shares) if shares else None
    assert agreement(ratings).observed == mean


def test_twenty_of_fifty_by_two_readers_gives_a_kappa_of_two_fifths() -> None:
    """The example of the encyclopaedias: 20 yes and 15 no by both, 5 and 10 otherwise."""
    counts = (("yes", "yes", 20), ("yes", "no", 5), ("no", "yes", 10), ("no", "no", 15))
    pairs = [(one, other) for one, other, count in counts for _ in range(count)]
    assert cohen(pairs).kappa == Fraction(2, 5)


@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=40))
def test_two_who_always_agree_have_one_and_nobody_has_more(pairs: list[tuple[str, str]]) -> None:
    found = cohen(pairs)
    assert found.kappa is None or found.kappa <= 1
    alike = cohen([(one, one) for one, _ in pairs])
    assert alike.kappa == (None if len({one for one, _ in pairs}) == 1 else 1)


@given(st.lists(st.lists(WORDS, min_size=0, max_size=6), max_size=20))
def test_what_fewer_than_two_judged_tells_nothing(said: list[list[str]]) -> None:
    counted = [Counter(words) for words in said]
    assert fleiss(counted) == fleiss([counts for counts in counted if counts.total() > 1])


@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=20))
def test_the_same_two_throughout_are_cohens(pairs: list[tuple[str, str]]) -> None:
    ratings = {f"{number:02}": {"one": one, "two": two} for number, (one, two) in enumerate(pairs)}
    assert agreement(ratings) == cohen(pairs)


def test_changing_inspectors_are_fleiss() -> None:
    ratings = {"a": {"one": "pass", "two": "pass"}, "b": {"one": "fail", "three": "pass"}, "c": {"one": "pass"}}
    found = agreement(ratings)
    assert found == fleiss([{"pass": 2}, {"fail": 1, "pass": 1}])
    assert found.subjects == 2


def test_nobody_twice_is_no_agreement_at_all() -> None:
    assert agreement({"a": {"one": "pass"}}).kappa is None
    assert agreement({}).observed is None
    assert cohen([]).observed is None


# -- a reference: every pair, one after the other -----------------------------------------------------------------


def beyond_chance(within: list[bool], across: list[bool]) -> Fraction | None:
    """Krippendorff's way of writing both: one less the disagreement that is there over that which chance brings."""
    chance = Fraction(across.count(False), len(across))
    return None if chance == 0 else 1 - Fraction(within.count(False), len(within)) / chance


@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=25))
def test_cohens_kappa_is_what_counting_every_pair_of_answers_gives(pairs: list[tuple[str, str]]) -> None:
    within = [one == other for one, other in pairs]
    across = [one == other for one, _ in pairs for _, other in pairs]
    assert cohen(pairs).kappa == beyond_chance(within, across)


@given(st.integers(2, 5).flatmap(lambda raters: st.lists(st.tuples(*[WORDS] * raters), min_size=1, max_size=12)))
def test_fleiss_kappa_is_what_counting_every_pair_of_answers_gives(said: list[tuple[str, ...]]) -> None:
    within = [
        one == other for words in said for at, one in enumerate(words) for to, other in enumerate(words) if at != to
    ]
    everything = [word for words in said for word in words]
    across = [one == other for one in everything for other in everything]
    assert fleiss([Counter(words) for words in said]).kappa == beyond_chance(within, across)

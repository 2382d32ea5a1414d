"""一致性: how far inspectors agree, beyond what chance would bring: Cohen's and Fleiss' kappa.

    cohen(pairs)      two inspectors, the same two throughout
    fleiss(subjects)  any number of them, not always the same
    per_item(ratings) item by item within one visit: the share of pairs who said the same, Fleiss' P of a subject
    across(visits)    item by item over many visits: each visit is a subject of the item, so that each has its own kappa

Promises: pure and exact; None where kappa has no value: nobody judged anything twice, or there was only one answer, so
that chance alone explains everything. Checked against the figures of the papers, and against counting every pair
(tests/models/test_agreement.py). Of fewer than ten subjects kappa is chance itself, and the app tells the share alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from msgspec import Struct

KAPPA_SUBJECTS_MIN = 10
"""Below so many subjects that two have judged, kappa is not told."""

Ratings = Mapping[str, Mapping[str, str]]
"""Subject → inspector → word."""


class Agreement(Struct, frozen=True):
    """一致程度: `observed` share of agreeing pairs, `kappa` beyond chance (None: has no value), over `subjects`."""

    subjects: int
    observed: Fraction | None
    kappa: Fraction | None


def cohen(pairs: Sequence[tuple[str, str]]) -> Agreement:
    """Two inspectors: what each said of each subject."""
    if not pairs:
        return Agreement(0, None, None)
    count = len(pairs)
    observed = Fraction(sum(one == other for one, other in pairs), count)
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    chance = sum((Fraction(first[word] * second[word], count * count) for word in first), Fraction(0))
    return Agreement(count, observed, _beyond(observed, chance))


def fleiss(subjects: Iterable[Mapping[str, int]]) -> Agreement:
    """Each subject as how many said which word; those judged by fewer than two tell nothing."""
    rated = [counts for counts in subjects if sum(counts.values()) > 1]
    if not rated:
        return Agreement(0, None, None)
    alike = [_alike(counts) for counts in rated]
    observed = sum(alike, Fraction(0)) / len(rated)
    totals: Counter[str] = Counter()
    for counts in rated:
        totals.update(counts)
    everything = totals.total()
    chance = sum((Fraction(count, everything) ** 2 for count in totals.values()), Fraction(0))
    return Agreement(len(rated), observed, _beyond(observed, chance))


def _alike(counts: Mapping[str, int]) -> Fraction:
    """The share of pairs of inspectors who said the same of a subject."""
    raters = sum(counts.values())
    return Fraction(sum(count * (count - 1) for count in counts.values()), raters * (raters - 1))


def _beyond(observed: Fraction, chance: Fraction) -> Fraction | None:
    return None if chance == 1 else (observed - chance) / (1 - chance)


def agreement(ratings: Ratings) -> Agreement:
    """Cohen's where the same two judged everything that was judged twice, else Fleiss'."""
    twice = {subject: said for subject, said in ratings.items() if len(said) > 1}
    people = {tuple(sorted(said)) for said in twice.values()}
    if len(people) == 1 and len(pair := next(iter(people))) == 2:
        one, other = pair
        return cohen([(said[one], said[other]) for _, said in sorted(twice.items())])
    return fleiss(Counter(said.values()) for _, said in sorted(twice.items()))


def per_item(ratings: Ratings) -> dict[str, Fraction]:
    """The items of a visit that two or more have judged, each with the share of pairs who said the same of it."""
    return {item: _alike(Counter(said.values())) for item, said in sorted(ratings.items()) if len(said) > 1}


def across(visits: Mapping[str, Ratings]) -> dict[str, Agreement]:
    """Visit → its ratings. Of each item: how far its inspectors agree over the visits in which two have judged it."""
    turned: dict[str, dict[str, Mapping[str, str]]] = {}
    for visit, ratings in sorted(visits.items()):
        for item, said in ratings.items():
            if len(said) > 1:
                turned.setdefault(item, {})[visit] = said
    return {item: agreement(subjects) for item, subjects in sorted(turned.items())}


def told(found: Agreement) -> Fraction | None:
    """The kappa that is shown: none of too few subjects."""
    return found.kappa if found.subjects >= KAPPA_SUBJECTS_MIN else None

"""一致性: how far inspectors agree, beyond what chance would bring: Cohen's and Fleiss' kappa.

    cohen(pairs)      two inspectors, the same two throughout
    fleiss(subjects)  any number of them, not always the same

Promises: pure and exact; None where kappa has no value: nobody judged anything twice, or there was only one answer, so
that chance alone explains everything. Checked against the figures of the papers, and against counting every pair
(tests/models/test_agreement.py). Of fewer than ten items the app tells the share alone (`pwa/src/model/agreement.ts`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from msgspec import Struct


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


def agreement(ratings: Mapping[str, Mapping[str, str]]) -> Agreement:
    """Subject → inspector → word. Cohen's where the same two judged everything that was judged twice, else Fleiss'."""
    twice = {subject: said for subject, said in ratings.items() if len(said) > 1}
    people = {tuple(sorted(said)) for said in twice.values()}
    if len(people) == 1 and len(pair := next(iter(people))) == 2:
        one, other = pair
        return cohen([(said[one], said[other]) for _, said in sorted(twice.items())])
    return fleiss(Counter(said.values()) for _, said in sorted(twice.items()))

"""How many may have a band, and what of that can never be met.

Promises: a share of people is rounded as the model says, and down where it says nothing: 20 % of 11 is 2, 15 % is 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from models.fault import Fault
from models.scoring_model import BallotRules, Quota, ScoringModel, Share
from models.scoring_plain import number_text
from models.scoring_values import rounded


def places(quota: Quota, base: int) -> int | None:
    """How many of a group of this size may have the band; None without a bound."""
    bounds = [] if quota.count is None else [quota.count]
    if quota.ratio is not None:
        bounds.append(int(rounded(quota.ratio * base, 0, quota.rounding)))
    return min(bounds, default=None)


def quota_faults(model: ScoringModel) -> Iterator[Fault]:
    for at, quota in enumerate(model.quotas):
        path = ("quotas", at)
        band = model.band(quota.band)
        title = quota.band if band is None else band.title
        if quota.ratio is not None and not quota.rounding_stated:
            yield Fault((*path, "rounding"), "rounding_unstated", {"title": title, "share": _percent(quota.ratio)})
        if quota.ratio is not None and not 0 < quota.ratio <= 1:
            yield Fault((*path, "ratio"), "quota_impossible", {"title": title})
        elif quota.count == 0 or (quota.base is not None and places(quota, quota.base) == 0):
            yield Fault(path, "quota_empty", {"title": title, "base": quota.base or 0})
        most = quota.count if quota.base is None else places(quota, quota.base)
        if quota.at_least is not None and most is not None and quota.at_least > most:
            yield Fault((*path, "at_least"), "quota_impossible", {"title": title})
    if model.ballots is not None:
        yield from _shares(model.ballots, next((each.base for each in model.quotas if each.base is not None), None))


def _percent(ratio: Fraction) -> str:
    return f"{number_text(ratio * 100)}%" if (ratio * 100).denominator == 1 else number_text(ratio)


def _shares(rules: BallotRules, base: int | None) -> Iterator[Fault]:
    for at, share in enumerate(rules.distribution):
        empty = share.low is not None and share.below is not None and share.low >= share.below
        crossed = share.at_most is not None and share.at_least is not None and share.at_least > share.at_most
        beyond = share.at_least is not None and base is not None and share.at_least > base
        if empty or crossed or beyond:
            yield Fault(("ballots", "distribution", at), "share_impossible", {})
    needed = sum(share.at_least or 0 for share in _apart(rules.distribution))
    if base is not None and needed > base and len(rules.distribution) > 1:
        yield Fault(("ballots", "distribution"), "share_impossible", {})


def _apart(shares: tuple[Share, ...]) -> list[Share]:
    """The shares that don't overlap the ones before them, whose numbers therefore add up."""
    kept: list[Share] = []
    for share in shares:
        if all(_disjoint(share, other) for other in kept):
            kept.append(share)
    return kept


def _disjoint(one: Share, other: Share) -> bool:
    return any(
        first.below is not None and second.low is not None and first.below <= second.low
        for first, second in ((one, other), (other, one))
    )

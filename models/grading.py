"""定级: a group's scores side by side: places, quotas, ties, and which ballots are valid.

Promises: pure; the order in which people are given means nothing; TypeScript's `grade` answers alike. What comes out
is a proposal: a tie at the last place of a quota is shown as open where the model leaves it to the committee.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import groupby

from msgspec import Struct

from models.scoring_model import BallotRules, Quota, ScoringModel, Share
from models.scoring_quota import places


class Standing(Struct, frozen=True, kw_only=True):
    """成绩: what one person or unit brings to the grading."""

    who: str
    total: Fraction | None
    """None where something is missing: no place and no band."""
    band: str | None
    """What the score alone proposes."""
    graded: bool = True
    """False for who takes part without a grade, such as a probationary member."""
    measures: Mapping[str, Fraction | None] = {}
    """What equal totals are parted by."""


class Placing(Struct, frozen=True, kw_only=True):
    """定级建议: somebody's place and proposed band."""

    who: str
    place: int | None
    """Equal ones share a place: 1, 2, 2, 4."""
    band: str | None
    moved: bool
    """True where the quota was full, so the band is a lower one than the score's own."""
    open: bool
    """True where a tie goes past the quota and somebody has to decide."""


class Graded(Struct, frozen=True, kw_only=True):
    """定级结果: everybody's placing, best first, and the quotas of which too few are filled."""

    placings: tuple[Placing, ...]
    unmet: tuple[str, ...]


def grade(model: ScoringModel, standings: Sequence[Standing]) -> Graded:
    graded = [each for each in standings if each.graded]
    ranked = [each for each in graded if each.total is not None and each.band is not None]
    ranked.sort(key=lambda each: each.who)
    ranked.sort(key=lambda each: _rank(model, each), reverse=True)
    bands, undecided = _bands(model, ranked, len(graded), len(standings))
    place_of = _places(model, ranked)
    rest = sorted((each for each in standings if each.who not in place_of), key=lambda each: each.who)
    placings = [
        Placing(
            who=each.who,
            place=place_of.get(each.who),
            band=bands.get(each.who),
            moved=each.who in bands and bands[each.who] != each.band,
            open=each.who in undecided,
        )
        for each in (*ranked, *rest)
    ]
    unmet = [
        quota.band
        for quota in model.quotas
        if quota.at_least is not None and sum(each.band == quota.band for each in placings) < quota.at_least
    ]
    return Graded(placings=tuple(placings), unmet=tuple(unmet))


def _rank(model: ScoringModel, each: Standing) -> tuple[tuple[bool, Fraction], ...]:
    """What is compared, the first difference deciding; a measure that is not known stands last."""
    values = [each.total, *(each.measures.get(name) for name in model.tie_by)]
    return tuple((value is not None, value or Fraction(0)) for value in values)


def _places(model: ScoringModel, ranked: Sequence[Standing]) -> dict[str, int]:
    found: dict[str, int] = {}
    place = 1
    for _, group in groupby(ranked, key=lambda each: _rank(model, each)):
        tied = [each.who for each in group]
        found |= dict.fromkeys(tied, place)
        place += len(tied)
    return found


def _bands(
    model: ScoringModel, ranked: Sequence[Standing], graded: int, everyone: int
) -> tuple[dict[str, str], set[str]]:
    """From the best band down: who finds no place left moves to the next one, and is weighed there with its own."""
    quotas: dict[str, Quota] = {quota.band: quota for quota in model.quotas}
    bands: dict[str, str] = {}
    undecided: set[str] = set()
    moved: set[str] = set()
    for at, band in enumerate(model.bands):
        here = [each for each in ranked if each.band == band.id or each.who in moved]
        quota, last = quotas.get(band.id), at == len(model.bands) - 1
        most = None if quota is None or last else places(quota, everyone if quota.of == "everyone" else graded)
        kept, tied = (here, []) if most is None else _within(model, here, most)
        if most is not None and tied and model.ties == "open":
            undecided |= {each.who for each in tied}
        if model.ties != "none":
            kept = [*kept, *tied]
        bands |= {each.who: band.id for each in kept}
        moved = {each.who for each in here if each.who not in bands}
    return bands, undecided


def _within(model: ScoringModel, here: Sequence[Standing], most: int) -> tuple[list[Standing], list[Standing]]:
    """Who surely has one of so many places, and who shares the last one with more than there is room for."""
    kept: list[Standing] = []
    for _, group in groupby(here, key=lambda each: _rank(model, each)):
        tied = list(group)
        if len(kept) + len(tied) > most:
            return kept, tied if len(kept) < most else []
        kept += tied
    return kept, []


def ballot_fault(rules: BallotRules, scores: Sequence[Fraction]) -> str | None:
    """Why one ballot's scores are not valid; None where they are. An empty ballot is an abstention."""
    if not scores:
        return "ballot_blank"
    if rules.marks_max is not None and len(scores) > rules.marks_max:
        return "ballot_marks"
    if rules.full_invalid and all(score >= rules.full for score in scores):
        return "ballot_full"
    if rules.equal_invalid and len(scores) > 1 and len(set(scores)) == 1:
        return "ballot_equal"
    for share in rules.distribution:
        count = sum(_in(share, score) for score in scores)
        if (share.at_most is not None and count > share.at_most) or (
            share.at_least is not None and count < share.at_least
        ):
            return "ballot_distribution"
    return None


def _in(share: Share, score: Fraction) -> bool:
    return (share.low is None or score >= share.low) and (share.below is None or score < share.below)


def round_fault(rules: BallotRules, *, due: int, present: int, issued: int, returned: int) -> str | None:
    """Why a round of ballots doesn't count and must be held again; None where it counts."""
    if rules.redo_if_more_returned and returned > issued:
        return "more_returned"
    if rules.quorum is not None:
        needed = rules.quorum * due
        if present < needed or (rules.quorum_exceeded and present == needed):
            return "no_quorum"
    return None

"""绩效分配建议: what a result would do to the bonus of the period, by a stated rule. It computes and never pays.

    points   every point above or below the baseline is one per cent of the bonus, both ways
    bands    from the baseline on the whole bonus; under it the share that was reached of it; under the floor none

Promises: pure and exact, rounded once (half up, two decimals). A result that isn't there proposes nothing.
"""

from __future__ import annotations

import hashlib
from fractions import Fraction

import msgspec
from msgspec import Struct

from models.result import rounded

VERSION = 1


class PayRule(Struct, frozen=True):
    """分配规则: which formula, with its points."""

    id: str
    title: str
    baseline: int
    floor: int
    per_point: int = 1

    @property
    def hash(self) -> str:
        """SHA-256 of the rule's canonical form, in hexadecimal."""
        return hashlib.sha256(msgspec.json.encode({"version": VERSION, "rule": self}, order="sorted")).hexdigest()


RULES = {
    "points": PayRule("points", "以 90 分为基准，每高（低）1 分，增（减）奖金的 1%", 90, 0),
    "bands": PayRule("bands", "90 分及以上全额；不足 90 分按比例；不足 80 分不发", 90, 80, 0),
}


def share_of(total: str | None, rule: PayRule) -> Fraction | None:
    """The part of the bonus that the rule proposes, in per cent; None where there is no result."""
    if total is None:
        return None
    points = Fraction(total)
    if rule.id == "points":
        return max(Fraction(0), 100 + (points - rule.baseline) * rule.per_point)
    if points >= rule.baseline:
        return Fraction(100)
    return points / rule.baseline * 100 if points >= rule.floor else Fraction(0)


def proposal(total: str | None, rule: PayRule, bonus: Fraction | None) -> tuple[str | None, str | None]:
    """The share in per cent, and the amount where a bonus is given, as decimal texts."""
    share = share_of(total, rule)
    if share is None:
        return None, None
    return rounded(share), None if bonus is None else rounded(bonus * share / 100)

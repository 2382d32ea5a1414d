"""默认计分办法: what a month comes to where the programme has no scoring model of its own; plain, and stated.

    total = 50 % of the share of due days that were filled in, and 50 % of the mean over the aspects of the form

Promises: pure and exact, rounded once (half up, two decimals); a part of which nothing was seen gives its weight to the
rest. The grade is a proposal. What others said of the person is shown beside it and is no part of this total, so that
nobody who reads the total can work a confidential review out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import msgspec
from msgspec import Struct

from models.result import rounded

DAYS = "days"
"""The component of the days filled in, of those that were due."""
SELF = "self/"
"""Before an aspect: what the person gave themselves."""
RECORDS = "records"
"""The component that counts records."""
PLEDGES, ACTIVITIES, COMMENTARY, REMARKS = "pledges", "activities", "commentary", "remarks"
"""Pledges kept of those graded, activities attended of those due, and how often something was said of the person."""
COUNTED = frozenset({RECORDS, COMMENTARY, REMARKS})
"""Components that count and measure nothing: groups have none of them."""
PEER = "peer/"
"""Before an aspect: what colleagues gave, above the threshold of their round."""

DEFAULT: dict[str, Any] = {
    "title": "默认办法：按时自评 50%，各方面均分 50%",
    "weights": {"days": 50, "aspects": 50},
    "bands": [["优秀", 90], ["良好", 80], ["一般", 60], ["较差", 0]],
}


class Judged(Struct, frozen=True):
    """评定: the total with its grade, what is lacking to the next one, and what each component weighs (hundredths)."""

    total: str
    grade: str
    next: dict[str, str] | None
    weights: dict[str, str]


def canonical(model: Mapping[str, Any]) -> bytes:
    """The bytes that stand for a model: JSON with sorted keys and no white space."""
    return msgspec.json.encode(model, order="sorted")


def hash_of(model: Mapping[str, Any]) -> str:
    return hashlib.sha256(canonical(model)).hexdigest()


MODEL_HASH = hash_of(DEFAULT)


def judge(components: Sequence[Mapping[str, Any]]) -> Judged | None:
    """What the default model makes of components; None where nothing counts."""
    days = [each for each in components if each["id"] == DAYS]
    aspects = [each for each in components if each["id"].startswith(SELF)]
    parts = [(part, DEFAULT["weights"][name]) for part, name in ((days, DAYS), (aspects, "aspects")) if part]
    if not parts:
        return None
    whole = sum(weight for _, weight in parts)
    weights: dict[str, str] = {}
    total = Fraction(0)
    for part, weight in parts:
        share = Fraction(weight, whole) / len(part)
        for each in part:
            weights[each["id"]] = rounded(share * 100)
            total += share * Fraction(each["value"])
    shown = Fraction(rounded(total))
    grade, following = _grade(shown)
    return Judged(rounded(total), grade, following, weights)


def _grade(total: Fraction) -> tuple[str, dict[str, str] | None]:
    bands: list[list[Any]] = DEFAULT["bands"]
    at = next(number for number, (_, least) in enumerate(bands) if total >= least or number == len(bands) - 1)
    if at == 0:
        return bands[0][0], None
    better, least = bands[at - 1]
    return bands[at][0], {"grade": better, "lacking": rounded(least - total)}

"""绩效分配建议: what a result would do to the bonus of the period, by a stated rule. It computes and never pays.

    points   every point above or below the baseline is `per_point` per cent of the bonus, both ways
    bands    from the baseline on the whole bonus; under it the share that was reached of it; under the floor none
    grades   each grade has its share of the bonus; a grade that the rule doesn't name proposes nothing

A rule comes from a programme's consequences (its field `pay`), or is one of the two that stand in `RULES`.

Promises: pure and exact, rounded once (half up, two decimals). A result that isn't there proposes nothing. A rule is
known by the SHA-256 of what it says.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any, cast

import msgspec
from msgspec import Struct

from models.document import Document, uuid_text
from models.programme_scoring import elements_of
from models.result import rounded
from models.scoring_plain import fraction, number_text

VERSION = 1


class PayRule(Struct, frozen=True):
    """分配规则: which formula, with its points; numbers are exact texts. `version` is of the programme that has it."""

    id: str
    title: str
    formula: str
    baseline: str = "90"
    floor: str = "0"
    per_point: str = "1"
    cap: str = ""
    """The most that can be proposed, in per cent; empty for no bound."""
    grades: dict[str, str] = {}
    version: int = 0

    @property
    def hash(self) -> str:
        """SHA-256 of the rule's canonical form, in hexadecimal."""
        return hashlib.sha256(msgspec.json.encode({"version": VERSION, "rule": self}, order="sorted")).hexdigest()


RULES = {
    "points": PayRule("points", "以 90 分为基准，每高（低）1 分，增（减）奖金的 1%", "points"),
    "bands": PayRule("bands", "90 分及以上全额；不足 90 分按比例；不足 80 分不发", "bands", "90", "80", "0"),
}


def rules_of(programmes: Iterable[Document]) -> dict[str, PayRule]:
    """The rules of published programmes by `<programme>/<consequence>`, and the two that always stand."""
    found = dict(RULES)
    for programme in programmes:
        if programme.value("published") is not True:
            continue
        for id, element in elements_of(programme, "consequences").items():
            key = f"{uuid_text(programme.id)}/{id}"
            rule = read_rule(key, element, int(programme.value("version") or 1))
            if rule is not None:
                found[key] = rule
    return found


def read_rule(id: str, element: Mapping[str, Any], version: int) -> PayRule | None:
    """The rule of a consequence; None where it says none that can be worked out."""
    pay = element.get("pay")
    if not isinstance(pay, dict):
        return None
    given = cast("dict[str, Any]", pay)
    grades = _grades(given.get("grades"))
    numbers = {
        name: number_text(number)
        for name, field in (("baseline", "baseline"), ("per_point", "step"), ("floor", "min"), ("cap", "max"))
        if (number := fraction(given.get(field))) is not None
    }
    formula = "grades" if grades else "points" if "per_point" in numbers else "bands"
    if not grades and "baseline" not in numbers:
        return None
    return PayRule(id, str(element.get("title") or ""), formula, **numbers, grades=grades, version=version)


def _grades(listed: Any) -> dict[str, str]:
    grades: dict[str, str] = {}
    for each in cast("list[dict[str, Any]]", listed) if isinstance(listed, list) else []:
        share = fraction(each.get("value"))
        if share is not None:
            grades[str(each.get("title"))] = number_text(share)
    return grades


def share_of(total: str | None, grade: str | None, rule: PayRule) -> Fraction | None:
    """The part of the bonus that the rule proposes, in per cent; None where there is no result that it knows."""
    if rule.formula == "grades":
        share = None if grade is None or grade not in rule.grades else Fraction(rule.grades[grade])
    elif total is None:
        share = None
    else:
        share = _of_points(Fraction(total), rule)
    return share if share is None or not rule.cap else min(share, Fraction(rule.cap))


def _of_points(points: Fraction, rule: PayRule) -> Fraction:
    baseline = Fraction(rule.baseline)
    if rule.formula == "points":
        share = 100 + (points - baseline) * Fraction(rule.per_point)
        return max(Fraction(0), share) if points >= Fraction(rule.floor) else Fraction(0)
    if points >= baseline:
        return Fraction(100)
    return points / baseline * 100 if points >= Fraction(rule.floor) else Fraction(0)


def proposal(
    total: str | None, grade: str | None, rule: PayRule, bonus: Fraction | None
) -> tuple[str | None, str | None]:
    """The share in per cent, and the amount where a bonus is given, as decimal texts."""
    share = share_of(total, grade, rule)
    if share is None:
        return None, None
    return rounded(share), None if bonus is None else rounded(bonus * share / 100)


def words_of(rule: PayRule) -> str:
    """What the rule does, in one line, for the foot of a sheet."""
    if rule.formula == "grades":
        said = "，".join(f"{grade} {share}%" for grade, share in rule.grades.items())
    elif rule.formula == "points":
        said = f"以 {rule.baseline} 分为基准，每高（低）1 分，增（减）奖金的 {rule.per_point}%"
    else:
        said = f"{rule.baseline} 分及以上全额；不足按比例；不足 {rule.floor} 分不发"
    return rule.title if rule.id in RULES else f"{rule.title}：{said}" + (f"，最多 {rule.cap}%" if rule.cap else "")

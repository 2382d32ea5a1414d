"""Value types of inspections: how one goes about it, what was found of an item, what the leader ruled."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, cast

from models.value_type import (
    TEXT_MAX,
    ValueType,
    a_map,
    a_moment,
    an_id,
    as_decimal,
    is_whole,
    one_of,
    only_true,
    optional,
    text,
)

PRACTICES = (
    "open",
    "covert",
    "surprise",
    "spot_check",
    "special",
    "random",
    "regular",
    "daily",
    "concentrated",
    "research",
    "first_hand",
)
"""明察, 暗访, 突击, 抽查, 专项, 随机, 定期, 日常, 集中, 调研, 亲身体验."""
MANNERS = ("open", "covert")
VERDICTS = ("pass", "fail", "na", "unseen")
"""合格, 不合格, 不适用, 未查."""
RULES = ("worst", "majority", "leader")
"""What holds where inspectors differ: the worst verdict, the most frequent one, or the leader's ruling alone."""
EXCUSES = ("own_unit", "relative", "last_visit")
COUNT_MAX = 9_999
POINTS_MAX = Decimal(1_000)
TEAM_MAX = 50

_words = text(TEXT_MAX)
_verdict = one_of(*VERDICTS).check


def _points(value: Any) -> str | None:
    """Points, exact, with at most two places: "2", "0.5"."""
    exact = as_decimal(value)
    if exact is None or not isinstance(value, str | int):
        return "wrong_type"
    return None if 0 <= exact <= POINTS_MAX and exact == round(exact, 2) else "bad_points"


def _count(value: Any) -> str | None:
    if not is_whole(value):
        return "wrong_type"
    return None if 1 <= value <= COUNT_MAX else "bad_count"


def _few(value: Any) -> str | None:
    if not is_whole(value):
        return "wrong_type"
    return None if 1 <= value <= TEAM_MAX else "bad_count"


def _item_name(value: Any) -> str | None:
    """The id of an item as it stands in a path."""
    if not isinstance(value, str):
        return "wrong_type"
    return None if 1 <= len(value) <= 64 and set(value) <= _ITEM_CHARACTERS else "unknown_item"


_ITEM_CHARACTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-")


def _list_of(check: Callable[[Any], str | None]) -> Callable[[Any], str | None]:
    def checked(value: Any) -> str | None:
        if not isinstance(value, list):
            return "wrong_type"
        return next((reason for each in cast("list[Any]", value) if (reason := check(each))), None)

    return checked


_deduction = a_map(points=_points, reason=text(TEXT_MAX, empty=False))
_ruled = a_map(verdict=_verdict, points=optional(_points), lost=optional(_points), reason=text(TEXT_MAX, empty=False))
_team = a_map(team=_list_of(an_id), leader=an_id)
_excuse = a_map(place=an_id, why=one_of(*EXCUSES).check)


def _by_rule(value: Any) -> str | None:
    """Judged by the rules of its kind, not by its type alone."""
    return None


INSPECTION_VALUES: dict[str, ValueType] = {
    "practice": one_of(*PRACTICES),
    "manner": one_of(*MANNERS),
    "verdict": one_of(*VERDICTS),
    "verdict_rule": one_of(*RULES),
    "chosen": ValueType(only_true, "true"),
    "item_name": ValueType(_item_name, "string"),
    "points": ValueType(_points, "string | number"),
    "count": ValueType(_count, "number"),
    "few": ValueType(_few, "number"),
    "observed": ValueType(_by_rule, "Answer"),
    "deduction": ValueType(_deduction, "Readonly<{ points: string | number; reason: string }>"),
    "ruled": ValueType(
        _ruled,
        'Readonly<{ verdict: "pass" | "fail" | "na" | "unseen"; points?: string | number | null; '
        "lost?: string | number | null; reason: string }>",
    ),
    "counted": ValueType(
        _by_rule,
        'Readonly<{ verdict: "pass" | "fail" | "na" | "unseen"; points: string | number | null; '
        "lost: string | number | null; failed: number; count: number }>",
    ),
    "counted_item": ValueType(
        _by_rule,
        'Readonly<{ verdict: "pass" | "fail" | "na" | "unseen"; lost: string; disputed: boolean; seen: number; '
        "by: readonly Uint8Array[] }>",
    ),
    "drawn": ValueType(_team, "Readonly<{ team: readonly Uint8Array[]; leader: Uint8Array }>"),
    "excuses": ValueType(
        _list_of(_excuse),
        'readonly Readonly<{ place: Uint8Array; why: "own_unit" | "relative" | "last_visit" }>[]',
    ),
    "other_draw": ValueType(
        a_map(sealed_at=a_moment, cancelled_at=optional(a_moment), reason=optional(_words)),
        "Readonly<{ sealed_at: number; cancelled_at: number | null; reason: string | null }>",
    ),
    "words": ValueType(_words, "string"),
}

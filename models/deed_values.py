"""What registers of pledges, records, activities and contracted tasks hold.

Promises: as `models.value_type`; a ruling that sends something back says why.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, cast

from models.item import is_blob_reference
from models.value_type import (
    NAME_MAX,
    TEXT_MAX,
    Check,
    ValueType,
    a_day,
    a_map,
    a_moment,
    as_decimal,
    is_whole,
    one_of,
    optional,
    text,
)

LABELS_MAX = 12
CODE_DIGITS = 6
AMOUNT_MAX = 10**12

PLEDGE_TYPES = ("shared", "post", "concrete")
GRADES = ("kept", "mostly", "not")
"""兑现, 基本兑现, 未兑现: from the best to the worst."""
RECORD_TYPES = ("study", "volunteer", "contest", "good_deed", "error_free", "other")
ACTIVITY_TYPES = (
    "training",
    "contest",
    "forum",
    "service_month",
    "service_week",
    "service_day",
    "talk",
    "volunteer",
    "meeting",
    "other",
)
DUE = ("everyone", "party", "heads", "list")
MARKS = ("present", "absent", "excused")

_label = text(NAME_MAX, empty=False)
_words = text(TEXT_MAX)
_ruling = one_of("accepted", "returned").check
_grade = one_of(*GRADES).check
_mark = one_of(*MARKS).check


def _labels(value: Any) -> str | None:
    if not isinstance(value, list):
        return "wrong_type"
    given = cast("list[Any]", value)
    if len(given) > LABELS_MAX:
        return "too_many_labels"
    return next((reason for each in given if (reason := _label(each))), None)


def _photo(value: Any) -> str | None:
    if not isinstance(value, dict):
        return "wrong_type"
    return None if is_blob_reference(cast("dict[str, Any]", value)) else "photo_reference"


def _amount(value: Any) -> str | None:
    """Yuan, hours or a count: not negative, at most two places."""
    exact = as_decimal(value)
    if exact is None or not isinstance(value, str | int):
        return "wrong_type"
    fits = 0 <= exact <= AMOUNT_MAX and exact == exact.quantize(_CENT)
    return None if fits else "bad_amount"


_CENT = Decimal("0.01")


def _percent(value: Any) -> str | None:
    if not is_whole(value):
        return "wrong_type"
    return None if 0 <= value <= 100 else "bad_percent"


def _code(value: Any) -> str | None:
    right = isinstance(value, str) and len(value) == CODE_DIGITS and value.isascii() and value.isdecimal()
    return None if right else "bad_code"


def _reasoned(shape: Check, field: str, *needing: str) -> Check:
    """The shape, and where `field` says one of `needing`, a reason that isn't empty."""

    def check(value: Any) -> str | None:
        reason = shape(value)
        if reason is None and value[field] in needing and not (value.get("reason") or "").strip():
            return "reason_missing"
        return reason

    return check


_review = _reasoned(a_map(ruling=_ruling, reason=optional(_words)), "ruling", "returned")
_graded = a_map(grade=_grade, reason=optional(_words), excuse=optional(_ruling))
_attended = a_map(mark=_mark, reason=optional(_words))

DEED_VALUE_TYPES: dict[str, ValueType] = {
    "labels": ValueType(_labels, "readonly string[]"),
    "photo": ValueType(_photo, "PhotoReference"),
    "amount": ValueType(_amount, "string | number"),
    "pledge_type": one_of(*PLEDGE_TYPES),
    "deed_review": ValueType(_review, 'Readonly<{ ruling: "accepted" | "returned"; reason?: string | null }>'),
    "display": ValueType(a_map(on=a_day, places=_labels), "Readonly<{ on: string; places: readonly string[] }>"),
    "deed_note": ValueType(
        a_map(on=a_day, text=_words, percent=optional(_percent)),
        "Readonly<{ on: string; text: string; percent?: number | null }>",
    ),
    "pledge_grade": ValueType(
        _graded,
        'Readonly<{ grade: "kept" | "mostly" | "not"; reason?: string | null; '
        'excuse?: "accepted" | "returned" | null }>',
    ),
    "record_type": one_of(*RECORD_TYPES),
    "activity_type": one_of(*ACTIVITY_TYPES),
    "activity_due": one_of(*DUE),
    "attendance_mark": ValueType(
        _attended, 'Readonly<{ mark: "present" | "absent" | "excused"; reason?: string | null }>'
    ),
    "sign_in": ValueType(a_map(code=_code, at=a_moment), "Readonly<{ code: string; at: number }>"),
}

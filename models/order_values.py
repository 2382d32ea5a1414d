"""What registers of rectification orders and of assistance hold.

Promises: as `models.value_type`; who asks for more time, sends something back or opens it again says why.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models.value_type import (
    NAME_MAX,
    TEXT_MAX,
    Check,
    ValueType,
    a_day,
    a_map,
    an_id,
    as_decimal,
    is_whole,
    one_of,
    only_true,
    optional,
    text,
)

WITHIN_DAYS_MAX = 250
"""Working days: about a year."""
ORIGIN_KINDS: Mapping[str, tuple[str, ...]] = {
    "finding": ("finding",),
    "commentary": ("branch_commentary", "leader_remark", "quarterly_remark"),
    "complaint": ("complaint", "rating_case"),
    "survey": ("survey_result", "survey_answer"),
    "result": ("period_result",),
    "meeting": ("meeting",),
    "words": (),
}
"""What an order may rest on, and the kinds of documents that it then names; free words name none."""
OPS = ("increase", "decrease", ">=", "<=")
SOURCES = ("stated", "result")
"""Where an indicator's value comes from: somebody measured it, or it is the unit's result of a period."""

_words = text(TEXT_MAX)
_said = text(TEXT_MAX, empty=False)
_label = text(NAME_MAX)
_ruling = one_of("accepted", "returned").check


def _within(value: Any) -> str | None:
    if not is_whole(value):
        return "wrong_type"
    return None if 1 <= value <= WITHIN_DAYS_MAX else "bad_within"


def _decimal(value: Any) -> str | None:
    return None if isinstance(value, str | int) and as_decimal(value) is not None else "wrong_type"


def _flag(value: Any) -> str | None:
    return None if isinstance(value, bool) else "wrong_type"


def _servers(value: Any) -> str | None:
    return None


def _origin(value: Any) -> str | None:
    reason = _origin_shape(value)
    if reason is not None:
        return reason
    if value["kind"] == "words":
        return None if (value.get("words") or "").strip() and value.get("id") is None else "origin_missing"
    return None if value.get("id") is not None else "origin_missing"


_origin_shape: Check = a_map(
    kind=one_of(*ORIGIN_KINDS).check, id=optional(an_id), part=optional(_label), words=optional(_words)
)
_recheck_shape: Check = a_map(ruling=_ruling, reason=optional(_words), due_on=optional(a_day))


def _recheck(value: Any) -> str | None:
    reason = _recheck_shape(value)
    if reason is None and value["ruling"] == "returned" and not (value.get("reason") or "").strip():
        return "reason_missing"
    return reason


ORDER_VALUES: dict[str, ValueType] = {
    "named": ValueType(only_true, "true"),
    "order_origin": ValueType(_origin, "OrderOrigin"),
    "order_within": ValueType(_within, "number"),
    "order_extension": ValueType(a_map(until=a_day, reason=_said), "Readonly<{ until: string; reason: string }>"),
    "order_recheck": ValueType(
        _recheck,
        'Readonly<{ ruling: "accepted" | "returned"; reason?: string | null; due_on?: string | null }>',
    ),
    "order_reopening": ValueType(a_map(due_on=a_day, reason=_said), "Readonly<{ due_on: string; reason: string }>"),
    "order_handover": ValueType(
        a_map(**{"from": an_id, "to": an_id, "reason": _said}),
        "Readonly<{ from: Uint8Array; to: Uint8Array; reason: string }>",
    ),
    "order_told": ValueType(_servers, "Readonly<{ at: number; people: readonly Uint8Array[] }>"),
    "order_step": ValueType(_servers, "OrderStep"),
    "reinspection": ValueType(_servers, "Reinspection"),
    "assist_indicator": ValueType(
        a_map(
            title=text(NAME_MAX, empty=False),
            op=one_of(*OPS).check,
            value=optional(_decimal),
            baseline=_decimal,
            unit=optional(_label),
            source=one_of(*SOURCES).check,
            relative=optional(_flag),
        ),
        "AssistIndicator",
    ),
    "assist_reading": ValueType(
        a_map(on=a_day, value=_decimal, period=optional(_label), note=optional(_words)),
        "Readonly<{ on: string; value: string | number; period?: string | null; note?: string | null }>",
    ),
}

ORDER_TYPESCRIPT = """\
/** 整改来源: what an order rests on: a kind, the document's id and the part of it, or free words. */
export interface OrderOrigin {
  readonly kind: "finding" | "commentary" | "complaint" | "survey" | "result" | "meeting" | "words";
  readonly id?: Uint8Array | null;
  readonly part?: string | null;
  readonly words?: string | null;
}

/** 督办步骤: one rung of the ladder that was reached: which, for which due day, on what day, and who was told. */
export interface OrderStep {
  readonly step: string;
  readonly title: string;
  readonly due_on: string;
  readonly on: string;
  readonly told: readonly Uint8Array[];
}

/** 回头看: what a published visit that looked at an order again found. */
export interface Reinspection {
  readonly title: string;
  readonly practice: string;
  readonly on: string;
  readonly passed: number;
  readonly failed: number;
  /** Neither: it didn't apply, or nobody looked. */
  readonly other: number;
  readonly checklist: Uint8Array;
  /** The items that failed again. */
  readonly items: readonly string[];
}

/** 帮扶指标: what is to get better, from where, and how far; without a value any improvement will do. */
export interface AssistIndicator {
  readonly title: string;
  readonly op: "increase" | "decrease" | ">=" | "<=";
  readonly value?: string | number | null;
  readonly baseline: string | number;
  readonly unit?: string | null;
  readonly source: "stated" | "result";
  readonly relative?: boolean | null;
}
"""

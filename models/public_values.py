"""What registers of ratings and complaints hold.

Promises: as `models.value_type`; who passes something on, holds a rating back or finds a complaint baseless says why.
"""

from __future__ import annotations

from typing import Any

from models.value_type import TEXT_MAX, ValueType, a_map, an_id, is_whole, one_of, text

LABELS_MAX = 2_000
"""Codes of one batch: about eighty sheets."""
MEANS = ("label", "kiosk", "poster")
COMPLAINT_MEANS = ("box", "phone", "onsite", "qr")
FINDINGS = ("yes", "partly", "no")

_said = text(TEXT_MAX, empty=False)


def _label_count(value: Any) -> str | None:
    if not is_whole(value):
        return "wrong_type"
    return None if 1 <= value <= LABELS_MAX else "bad_label_count"


def _flag(value: Any) -> str | None:
    return None if isinstance(value, bool) else "wrong_type"


def _servers(value: Any) -> str | None:
    return None


PUBLIC_VALUES: dict[str, ValueType] = {
    "rating_means": one_of(*MEANS),
    "complaint_means": one_of(*COMPLAINT_MEANS),
    "label_count": ValueType(_label_count, "number"),
    "said": ValueType(_said, "string"),
    "rating_share": ValueType(_servers, "RatingShare"),
    "held_rating": ValueType(_servers, "HeldRating"),
    "rating_ruling": ValueType(a_map(counts=_flag, reason=_said), "Readonly<{ counts: boolean; reason: string }>"),
    "complaint_pass": ValueType(a_map(to=an_id, reason=_said), "Readonly<{ to: Uint8Array; reason: string }>"),
    "complaint_finding": ValueType(
        a_map(substantiated=one_of(*FINDINGS).check, reason=_said),
        'Readonly<{ substantiated: "yes" | "partly" | "no"; reason: string }>',
    ),
}

PUBLIC_TYPESCRIPT = """\
/** 满意率: what ratings add up to; of fewer than five nothing but how many there are. Per cent as decimal texts. */
export interface RatingShare {
  readonly n: number;
  readonly below?: true;
  readonly counted?: number;
  readonly satisfied?: number;
  readonly rate?: string;
  readonly low?: string;
  readonly high?: string;
}

/** 异常评价之一: one rating that waits for a second person: seconds after the first one, and what it said. */
export interface HeldRating {
  readonly after_s: number;
  readonly answers: Readonly<Record<string, Value>>;
  readonly words?: string | null;
}
"""

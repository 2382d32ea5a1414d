"""Value types of honours and reports: a star level with its reason; what a report is made of."""

from __future__ import annotations

from typing import Any

from models.value_type import NAME_MAX, TEXT_MAX, ValueType, a_map, an_id, is_whole, one_of, only_true, optional, text

STARS_MAX = 10
REPORT_TYPES = ("monthly", "yearly")
BRIEF_TYPES = ("brief", "good_deed", "experience")

_name = text(NAME_MAX, empty=False)
_label = optional(text(NAME_MAX))
_words = text(TEXT_MAX)


def _stars(value: Any) -> str | None:
    if not is_whole(value):
        return "wrong_type"
    return None if 0 <= value <= STARS_MAX else "bad_stars"


def _order(value: Any) -> str | None:
    return None if is_whole(value) else "wrong_type"


def _edition(value: Any) -> str | None:
    if not isinstance(value, str):
        return "wrong_type"
    written = value.isascii() and value.isdecimal() and 0 < len(value) < 3 and value[0] != "0"
    return None if written else "bad_edition"


def _met(value: Any) -> str | None:
    return None if value is None or type(value) is bool else "wrong_type"


HONOUR_VALUES: dict[str, ValueType] = {
    "star_level": ValueType(
        a_map(stars=_stars, reason=_words, total=_label, by=optional(an_id)),
        "Readonly<{ stars: number; reason: string; total?: string | null; by?: Uint8Array | null }>",
    ),
    "report_type": one_of(*REPORT_TYPES),
    "brief_type": one_of(*BRIEF_TYPES),
    "still": ValueType(optional(only_true), "true | null"),
    "edition": ValueType(_edition, "string"),
    "report_section": ValueType(
        a_map(order=_order, heading=_name, text=_words, drafted=optional(only_true)),
        "Readonly<{ order: number; heading: string; text: string; drafted?: true | null }>",
    ),
    "report_figure": ValueType(
        a_map(order=_order, label=_name, value=text(NAME_MAX, empty=False), before=_label),
        "Readonly<{ order: number; label: string; value: string; before?: string | null }>",
    ),
    "report_target": ValueType(
        a_map(order=_order, label=_name, wanted=_label, value=_label, met=_met),
        "Readonly<{ order: number; label: string; wanted?: string | null; value?: string | null; "
        "met?: boolean | null }>",
    ),
}
"""`met` nil: nobody measured it. `total` is the result that a star rests on, as it stood."""

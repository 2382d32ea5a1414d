"""What registers of a meeting hold: items of its agenda, decisions, what the projector shows, and the month's matters.

Promises: as `models.value_type`.
"""

from __future__ import annotations

from typing import Any

from models.order_values import ORIGIN_KINDS
from models.value_type import (
    NAME_MAX,
    TEXT_MAX,
    ValueType,
    a_day,
    a_map,
    a_moment,
    an_id,
    is_whole,
    one_of,
    optional,
    text,
)

ITEM_KINDS = (
    "evaluations",
    "results",
    "commentary",
    "findings",
    "orders",
    "pledges",
    "complaints",
    "poll",
    "other",
)
"""What an item of the agenda is about; "other" for what somebody wrote in."""
BECOMES = ("note", "task", "order")
"""What a decision leads to beside the minutes: nothing, a task for somebody, or an order for a unit."""
QUORUMS = (">1/2", "2/3", "4/5")
ORDER_MAX = 1_000_000

_name = text(NAME_MAX, empty=False)
_label = text(NAME_MAX)


def _order(value: Any) -> str | None:
    """Where an item stands among the others; one put between two takes the middle."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        return "wrong_type"
    return None if 0 <= value <= ORDER_MAX else "bad_place"


def _page(value: Any) -> str | None:
    if not is_whole(value):
        return "wrong_type"
    return None if 0 <= value <= ORDER_MAX else "bad_place"


def _flag(value: Any) -> str | None:
    return None if isinstance(value, bool) else "wrong_type"


_item = a_map(kind=one_of(*ITEM_KINDS).check, title=_name, order=_order, doc=optional(an_id), speaker=optional(an_id))
_decision = a_map(
    text=text(TEXT_MAX, empty=False),
    becomes=one_of(*BECOMES).check,
    item=optional(_label),
    responsible=optional(an_id),
    unit=optional(an_id),
    due_on=optional(a_day),
    doc=optional(an_id),
)
_shown = a_map(what=_name, doc=optional(an_id), page=optional(_page), dark=optional(_flag))
_words = text(TEXT_MAX)
_finding = a_map(
    unit=an_id,
    day=optional(a_day),
    order=optional(_page),
    published_at=optional(a_moment),
    text=optional(_words),
    suggestion=optional(_words),
    building=optional(_words),
    floor=optional(_words),
    object=optional(_words),
    praise=optional(_flag),
    fixed=optional(_flag),
)
_open_order = a_map(unit=an_id, due_on=a_day, origin=one_of(*ORIGIN_KINDS).check, title=optional(_label))

MEETING_VALUES: dict[str, ValueType] = {
    "meeting_quorum": one_of(*QUORUMS),
    "meeting_item": ValueType(_item, "MeetingItem"),
    "meeting_decision": ValueType(_decision, "MeetingDecision"),
    "meeting_shown": ValueType(
        _shown,
        "Readonly<{ what: string; doc?: Uint8Array | null; page?: number | null; dark?: boolean | null }>",
    ),
    "month_finding": ValueType(_finding, "MonthFinding"),
    "month_order": ValueType(_open_order, "MonthOrder"),
}

MEETING_TYPESCRIPT = """\
/** 议程: one item of a meeting's agenda; `order` says where it stands among the others. */
export interface MeetingItem {
  readonly kind: MeetingItemKind;
  readonly title: string;
  readonly order: number;
  readonly doc?: Uint8Array | null;
  readonly speaker?: Uint8Array | null;
}

/** 决定: what a meeting decided on an item, what it becomes, and the document that it became. */
export interface MeetingDecision {
  readonly text: string;
  readonly becomes: "note" | "task" | "order";
  readonly item?: string | null;
  readonly responsible?: Uint8Array | null;
  readonly unit?: Uint8Array | null;
  readonly due_on?: string | null;
  readonly doc?: Uint8Array | null;
}

/** 本月发现: one published finding of a department of the branch: its words cut short, and nobody's name. */
export interface MonthFinding {
  readonly unit: Uint8Array;
  readonly day?: string | null;
  readonly order?: number | null;
  readonly published_at?: number | null;
  readonly text?: string | null;
  readonly suggestion?: string | null;
  readonly building?: string | null;
  readonly floor?: string | null;
  readonly object?: string | null;
  readonly praise?: boolean | null;
  readonly fixed?: boolean | null;
}

/** 本月整改: one open order of a department of the branch; without a title where that may be somebody's own words. */
export interface MonthOrder {
  readonly unit: Uint8Array;
  readonly due_on: string;
  readonly origin: string;
  readonly title?: string | null;
}
"""

"""Value types of publishing: what is proposed of a finding, an entry of a bulletin, the answer to an objection."""

from __future__ import annotations

from typing import Any

from models.inspection_values import INSPECTION_VALUES
from models.value_type import NAME_MAX, TEXT_MAX, ValueType, a_map, an_id, is_whole, one_of, only_true, optional, text

OUTCOMES = ("upheld", "partly", "rejected")
"""成立, 部分成立, 不成立."""

_label = optional(text(NAME_MAX))
_PLACE = {"building": _label, "floor": _label, "object": _label}
_SAID = {
    **_PLACE,
    "kind": text(NAME_MAX, empty=False),
    "text": text(TEXT_MAX, empty=False),
    "suggestion": optional(text(TEXT_MAX)),
    "praise": optional(only_true),
}


def _order(value: Any) -> str | None:
    return None if is_whole(value) else "wrong_type"


_SAID_TS = (
    "readonly kind: string; readonly text: string; readonly suggestion?: string | null; "
    "readonly building?: string | null; readonly floor?: string | null; readonly object?: string | null; "
    "readonly praise?: true | null"
)

BULLETIN_VALUES: dict[str, ValueType] = {
    "proposed_finding": ValueType(
        a_map(**_SAID, item=optional(INSPECTION_VALUES["item_name"].check), fixed=optional(only_true)),
        f"{{ {_SAID_TS}; readonly item?: string | null; readonly fixed?: true | null }}",
    ),
    "bulletin_entry": ValueType(
        a_map(**_SAID, order=_order, finding=optional(an_id), unit=optional(an_id)),
        f"{{ {_SAID_TS}; readonly order: number; readonly finding?: Uint8Array | null; "
        "readonly unit?: Uint8Array | null }",
    ),
    "objection_answer": ValueType(
        a_map(outcome=one_of(*OUTCOMES).check, text=text(TEXT_MAX, empty=False)),
        'Readonly<{ outcome: "upheld" | "partly" | "rejected"; text: string }>',
    ),
}

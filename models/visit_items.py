"""受检项目: which items of its checklist a visit looks at: all, or those that an order was about (`only/`).

Promises: pure; the phone takes the same ones (`pwa/src/parts/inspect/view.ts`).
"""

from __future__ import annotations

from typing import Any

from models.deed import under
from models.document import Document

_ONLY = "only/"


def asked_items(visit: Document, checklist: Document | None) -> dict[str, Any]:
    """By id, as the checklist has them."""
    registers = {} if checklist is None else checklist.registers
    items = {path[6:]: each.value for path, each in registers.items() if path.startswith("items/")}
    only = {path[len(_ONLY) :] for path in under(visit.registers, _ONLY)}
    return {id: value for id, value in items.items() if id in only} if only else items

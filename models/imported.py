"""What was read of a file that describes a form or a checklist: its items, each with its row, and what is to be said.

Promises: every row of the file is an item or has a fault that names it; an item here is one that the rules would take.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct, field

from models.checklist_item import check_checklist_item
from models.grid import Fault
from models.item import check_item


class ImportedItem(Struct):
    """导入项: one item as it would be written, and where it stands in the file."""

    id: str
    row: int
    at: str
    value: dict[str, Any]


class Imported(Struct):
    """导入内容: a form or a checklist as the file has it."""

    kind: str
    """form or checklist"""
    title: str = ""
    title_en: str = ""
    name: str = ""
    items: list[ImportedItem] = field(default_factory=list[ImportedItem])
    faults: list[Fault] = field(default_factory=list[Fault])
    points: str = ""
    """The sum of the items' points, where they have any."""

    def add(self, item: ImportedItem) -> None:
        """Takes an item that the rules take; says what is wrong with any other."""
        check = check_item if self.kind == "form" else check_checklist_item
        reason = check(item.value)
        if reason is None:
            self.items.append(item)
        else:
            code = "item_too_long" if reason in ("item_label", "text_too_long") else "item_not_taken"
            self.faults.append(Fault(code, "stop", item.at, item.row, {"reason": reason}))

    def limit(self, most: int) -> None:
        """Says so where there are more items than a document takes, or none at all."""
        if len(self.items) > most:
            self.faults.append(Fault("too_many_items", "stop", "", None, {"max": most, "count": len(self.items)}))
        if not self.items and not any(fault.level == "stop" for fault in self.faults):
            self.faults.append(Fault("no_items", "stop"))

    @property
    def ready(self) -> bool:
        return bool(self.items) and not any(fault.level in ("stop", "ask") for fault in self.faults)


def as_checklist_item(asked: dict[str, Any], groups: list[str]) -> dict[str, Any]:
    """A form's question as an item of a checklist."""
    value = {name: given for name, given in asked.items() if name not in ("label", "label_en", "type", "aspect")}
    value |= {"text": asked["label"], "scale": asked["type"]}
    if asked.get("label_en"):
        value["text_en"] = asked["label_en"]
    if groups:
        value["group"] = groups
    return value


def free_id(wanted: str, row: int, taken: set[str], tail: str = "") -> str:
    """An id that a register's name can have and no other item has; `tail` tells times of a repeat apart."""
    named = 0 < len(wanted) <= 60 - len(tail)
    named = named and all(sign.isascii() and (sign.isalnum() or sign in "_.-") for sign in wanted)
    good = f"{wanted if named else f'q{row}'}{tail}"
    id, again = good, 0
    while id in taken:
        id, again = f"{good[:44]}.{row}{f'.{again}' if again else ''}", again + 1
    taken.add(id)
    return id

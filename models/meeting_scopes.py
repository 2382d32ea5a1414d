"""Who reads a meeting: those who prepare it; once people have been told of it, all who are due, and the leadership."""

from __future__ import annotations

from models.deed import under
from models.document import Document
from models.roster import Roster
from models.scope_names import named


def of_meeting(document: Document, roster: Roster) -> frozenset[str]:
    registers = document.registers
    scopes = named("person", document.creator) | named("office", document.value("branch"))
    due = under(registers, "due/")
    serving = [path for prefix in ("chair/", "scribes/") for path in under(registers, prefix)]
    scopes |= {f"person/{path.partition('/')[2]}" for path in (*due, *serving)}
    return scopes | named("office", document.value("institution")) if due else scopes

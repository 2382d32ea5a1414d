"""Who reads a meeting: those who prepare it; once people have been told of it, all who are due, and the leadership.

What the month has for it is read by the secretaries of the branch, and by whom they have named as chair or scribe:
those who turn the pages of its projector.
"""

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


def of_month(document: Document, roster: Roster) -> frozenset[str]:
    serving = {f"person/{path.partition('/')[2]}" for path in under(document.registers, "serving/")}
    return named("office", document.value("branch")) | serving

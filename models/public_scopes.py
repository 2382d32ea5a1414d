"""Who reads what the public has said.

Batches, tallies and cases are the office's of the institution and of the unit; a case is its handler's too. What looks
odd is the office's of the institution alone. A complaint is that office's, and of those whom it has gone through: who
took it, and who was asked to answer it. The unit that it is about reads it only if it is asked.
"""

from __future__ import annotations

from models.deed import under
from models.document import Document
from models.roster import Roster
from models.scope_names import named


def of_both(document: Document, roster: Roster) -> frozenset[str]:
    return named("office", document.value("institution")) | named("office", document.value("unit"))


def of_flag(document: Document, roster: Roster) -> frozenset[str]:
    return named("office", document.value("institution"))


def of_case(document: Document, roster: Roster) -> frozenset[str]:
    return of_both(document, roster) | named("person", document.value("handler"))


def of_complaint(document: Document, roster: Roster) -> frozenset[str]:
    scopes = named("office", document.value("institution"))
    scopes |= named("person", document.value("by")) | named("person", document.value("handler"))
    for path in under(document.registers, "passed/"):
        scopes |= named("person", document.registers[path].value["to"])
    return scopes

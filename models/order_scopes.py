"""Who reads orders and assistance.

A draft is its author's. An issued order is the office's of the institution, the heads' of the unit, and of those who
are named in it: who is responsible, who was taken along, who looks again. What was withheld from the order stands in
a note that the office alone reads; the book of numbers is nobody's.
"""

from __future__ import annotations

from models.deed import under
from models.document import Document
from models.roster import Roster
from models.scope_names import NOWHERE, named

_NAMED = ("helpers/", "checkers/")


def of_order(document: Document, roster: Roster) -> frozenset[str]:
    if document.value("issued") is not True:
        return named("person", document.value("issuer"))
    scopes = named("office", document.value("institution")) | named("office", document.value("unit"))
    scopes |= named("person", document.value("responsible")) | named("person", document.value("leader"))
    for prefix in _NAMED:
        scopes |= {f"person/{path[len(prefix) :]}" for path in under(document.registers, prefix)}
    return scopes


def of_note(document: Document, roster: Roster) -> frozenset[str]:
    return named("office", document.value("institution"))


def of_draft(document: Document, roster: Roster) -> frozenset[str]:
    return named("person", document.value("person"))


def of_register(document: Document, roster: Roster) -> frozenset[str]:
    return NOWHERE


def of_assistance(document: Document, roster: Roster) -> frozenset[str]:
    """The maker's until it has begun; then the leader's, the office's and the unit's."""
    if document.value("begun") is not True:
        return named("person", document.value("maker"))
    scopes = named("person", document.value("leader")) | named("office", document.value("institution"))
    return scopes | named("office", document.value("unit"))

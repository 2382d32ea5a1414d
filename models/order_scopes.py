"""Who reads orders and assistance.

A draft is its author's. An issued order is the office's of the institution, the heads' of the unit, and of those who
are named in it: who is responsible or was, who was taken along, who looks again. What is closed or withdrawn ages with
its quarter, note and drafts with it, and comes back once it is opened anew. What was withheld from the order stands in
a note that the office alone reads; the book of numbers is nobody's.
"""

from __future__ import annotations

from models.calendar import DEFAULT_ZONE, local_day, quarter
from models.deed import stamp_of, under
from models.document import Document, stamp_ms
from models.order_handover import formers
from models.order_standing import ENDED, closed_at, order_standing
from models.roster import Roster
from models.scope_names import NOWHERE, named

_NAMED = ("helpers/", "checkers/")


def of_order(document: Document, roster: Roster) -> frozenset[str]:
    scopes, tail = _readers(document), ended_in(document)
    return frozenset(f"{scope}/{tail}" for scope in scopes) if tail else scopes


def _readers(document: Document) -> frozenset[str]:
    if document.value("issued") is not True:
        return named("person", document.value("issuer"))
    scopes = named("office", document.value("institution")) | named("office", document.value("unit"))
    scopes |= named("person", document.value("responsible")) | named("person", document.value("leader"))
    for former in formers(document.registers):
        scopes |= named("person", former)
    for prefix in _NAMED:
        scopes |= {f"person/{path[len(prefix) :]}" for path in under(document.registers, prefix)}
    return scopes


def ended_in(document: Document) -> str:
    """The quarter in which it was closed or withdrawn; "" while it runs."""
    registers = document.registers
    state = order_standing(registers).state
    end = closed_at(registers) if state == "closed" else stamp_of(registers, "withdrawn")
    if state not in ENDED or end is None:
        return ""
    return quarter(local_day(stamp_ms(end), DEFAULT_ZONE))


def of_note(document: Document, roster: Roster) -> frozenset[str]:
    return _aged(named("office", document.value("institution")), document)


def of_draft(document: Document, roster: Roster) -> frozenset[str]:
    return _aged(named("person", document.value("person")), document)


def _aged(scopes: frozenset[str], document: Document) -> frozenset[str]:
    """What belongs to an order goes with its quarter, which the server writes there."""
    tail = document.value("ended")
    return frozenset(f"{scope}/{tail}" for scope in scopes) if tail else scopes


def of_register(document: Document, roster: Roster) -> frozenset[str]:
    return NOWHERE


def of_assistance(document: Document, roster: Roster) -> frozenset[str]:
    """The maker's until it has begun; then the leader's, the office's and the unit's."""
    if document.value("begun") is not True:
        return named("person", document.value("maker"))
    scopes = named("person", document.value("leader")) | named("office", document.value("institution"))
    return scopes | named("office", document.value("unit"))

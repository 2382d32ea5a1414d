"""Who reads what is published of inspections, and bulletins.

What is proposed is the circle's of the visit, in its own scope; a finding is the place's and the office's of the
institution. A draft of a bulletin is the office's; issued, its audience's. An objection is between unit and office.
"""

from __future__ import annotations

from models.document import Document
from models.roster import Roster
from models.scope_names import NOWHERE, named


def of_finding(document: Document, roster: Roster) -> frozenset[str]:
    return named("office", document.value("unit")) | named("office", document.value("institution"))


def of_bulletin(document: Document, roster: Roster) -> frozenset[str]:
    institution = document.value("institution")
    own = named("office", institution)
    if document.value("issued") is not True:
        return own
    if document.value("everyone") is True:
        return own | named("institution", institution)
    told = (path[6:] for path, each in document.registers.items() if path.startswith("units/") and each.value is True)
    return own | {f"office/{unit}" for unit in told}


def of_register(document: Document, roster: Roster) -> frozenset[str]:
    return NOWHERE


def of_objection(document: Document, roster: Roster) -> frozenset[str]:
    return named("office", document.value("unit")) | named("office", document.value("institution"))

"""Who reads honours, and what is reported upward.

A draft is the office's; from the publicity period on, the whole house reads an honour. An objection is between who
raised it and the office. Of a house, the office above reads what was sent up to it, and nothing else of
this here (`assessment_scopes` says when a nomination comes up).
"""

from __future__ import annotations

from models.document import Document
from models.roster import Roster
from models.scope_names import NOWHERE, named


def of_honour(document: Document, roster: Roster) -> frozenset[str]:
    institution = document.value("institution")
    own = named("office", institution)
    return own | named("institution", institution) if document.value("announced") is True else own


def of_objection(document: Document, roster: Roster) -> frozenset[str]:
    own = named("person", document.value("by"))
    return own | named("office", document.value("institution")) if document.value("raised") is True else own


def of_what_is_held(document: Document, roster: Roster) -> frozenset[str]:
    return named("institution", document.value("institution"))


def of_register(document: Document, roster: Roster) -> frozenset[str]:
    return NOWHERE


def of_report(document: Document, roster: Roster) -> frozenset[str]:
    institution = document.value("institution")
    own = named("office", institution)
    if document.value("sent") is not True or not isinstance(institution, bytes):
        return own
    return own.union(*(named("office", each) for each in roster.institutions_above(institution)[1:2]))


def of_turnout(document: Document, roster: Roster) -> frozenset[str]:
    return named("office", document.value("institution"))

"""Who reads assessments and nominations: their authors and the office; then whom they are told to.

Promises: pure; a draft is in the scope of who writes it alone.
"""

from __future__ import annotations

from models.document import Document
from models.roster import Roster
from models.scope_names import named


def of_assessment(document: Document, roster: Roster) -> frozenset[str]:
    scopes = named("person", document.value("by"))
    if document.value("submitted") is not True:
        return scopes
    institution, subject = document.value("institution"), document.value("subject")
    scopes |= named("office", institution)
    match document.value("told"):
        case "everyone":
            return scopes | named("institution", institution)
        case "subject":
            return scopes | named("person" if subject in roster.persons else "office", subject)
        case _:
            return scopes


def of_nomination(document: Document, roster: Roster) -> frozenset[str]:
    """Whom one puts forward is no secret in the house; who is above reads it once it has come up to them."""
    institution = document.value("institution")
    if document.value("up") is not True:
        return named("institution", institution)
    above = roster.institutions_above(institution) if isinstance(institution, bytes) else ()
    return named("institution", institution).union(*(named("office", each) for each in above[1:]))

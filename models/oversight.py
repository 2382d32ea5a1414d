"""Who may see what others tried on a document and were refused.

Promises: nobody sees more than who holds the document; where a whole institution holds it, only those who run it see.
One's own refused changes are nobody's business to allow: they are always one's own to see.
"""

from __future__ import annotations

from models.activity import runs
from models.document import Document
from models.pledge import may_review
from models.roster import ROSTER_KINDS, Roster
from models.round import organises
from models.scopes import holds, scopes_of

_BETWEEN_TWO = frozenset({"branch_commentary", "leader_remark", "quarterly_remark"})
"""What was tried here and refused concerns nobody but who tried it; the subject least of all."""


def oversees(reader: bytes, document: Document, roster: Roster) -> bool:
    """True when the reader (a person's id) may see everybody's refused changes to this document."""
    if document.kind in _BETWEEN_TWO or not holds(reader, scopes_of(document, roster), roster):
        return False
    match document.kind:
        case "peer_round":
            return organises(reader, document.value("institution"), document.value("branch"), roster)
        case "pledge":
            return reader == document.value("pledger") or may_review(reader, document, roster)
        case "activity":
            return runs(reader, document, roster)
        case kind if kind in ROSTER_KINDS or kind in ("form", "survey_round"):
            institution = _institution_of(document, roster)
            return institution is not None and roster.administers(reader, institution)
        case _:
            return True


def _institution_of(document: Document, roster: Roster) -> bytes | None:
    """None for a form of the library, which is everybody's."""
    match document.kind:
        case "institution":
            return document.id
        case "form":
            return roster.institution_of(document.creator)
        case _:
            return document.value("institution")

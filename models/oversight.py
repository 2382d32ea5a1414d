"""Who may see what others tried on a document and were refused.

Promises: nobody sees more than who holds the document; where a whole institution holds it, only those who run it see.
One's own refused changes are nobody's business to allow: they are always one's own to see.
"""

from __future__ import annotations

from models.activity import runs
from models.document import Document
from models.inspection_circle import read_plan
from models.inspection_kinds import INSPECTION_KIND_NAMES
from models.pledge import may_review
from models.roster import ROSTER_KINDS, Roster
from models.round import organises
from models.scopes import holds, scopes_of
from models.visit import leads

_BETWEEN_TWO = frozenset({"branch_commentary", "commentary_note", "leader_remark", "quarterly_remark"})
"""What was tried here and refused concerns nobody but who tried it; the subject least of all."""


def oversees(reader: bytes, document: Document, roster: Roster) -> bool:
    """True when the reader (a person's id) may see everybody's refused changes to this document."""
    if document.kind in _BETWEEN_TWO or not holds(reader, scopes_of(document, roster), roster):
        return False
    if document.kind in INSPECTION_KIND_NAMES:
        return _oversees_inspection(reader, document, roster)
    return _oversees_by_kind(reader, document, roster)


def _oversees_by_kind(reader: bytes, document: Document, roster: Roster) -> bool:
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


def _oversees_inspection(reader: bytes, document: Document, roster: Roster) -> bool:
    """Who planned it; of a visit and what is below it the leader of its team."""
    if document.kind == "inspection_plan":
        return reader in read_plan(document).holders
    visit = document.id if document.kind == "visit" else document.value("visit")
    return isinstance(visit, bytes) and leads(reader, visit, roster)


def _institution_of(document: Document, roster: Roster) -> bytes | None:
    """None for a form of the library, which is everybody's."""
    match document.kind:
        case "institution":
            return document.id
        case "form":
            return roster.institution_of(document.creator)
        case _:
            return document.value("institution")

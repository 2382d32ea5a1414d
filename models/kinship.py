"""亲属关系: who is related to whom, so that nobody judges a relative; read by the office alone.

Promises: both are people of the institution, and two different ones.
"""

from __future__ import annotations

from models.document import Act, Document, Library, Refusal
from models.round import organises


def may_create(act: Act, library: Library) -> bool:
    return organises(act.author, act.writes.get("institution"), None, library.roster)


def forbidden(act: Act, document: Document, library: Library) -> Refusal | None:
    allowed = organises(act.author, document.value("institution"), None, library.roster)
    return None if allowed else Refusal("forbidden", "organisers_only")


def invalid(act: Act, document: Document | None, library: Library) -> Refusal | None:
    institution = act.writes.get("institution") if document is None else document.value("institution")
    for path, pair in act.writes.items():
        if not path.startswith("pairs/") or pair is None:
            continue
        known = [library.roster.institution_of(pair[side]) == institution for side in ("one", "other")]
        if not all(known) or pair["one"] == pair["other"]:
            return Refusal("invalid", "not_two_people", path)
    return None

"""表单草稿: what somebody has typed into a form and not saved yet, for their own devices alone.

Promises: each keeps his own and nobody else reads them, whatever their office; nothing follows from one, and what it
holds is looked at for its length alone: the form looks at the rest before it saves.
"""

from __future__ import annotations

from models.document import Act, Document, Library, Refusal


def may_create(act: Act, library: Library) -> bool:
    return act.writes.get("person") == act.author and library.roster.person(act.author) is not None


def forbidden(act: Act, document: Document, library: Library) -> Refusal | None:
    return None if document.value("person") == act.author else Refusal("forbidden", "not_yours")

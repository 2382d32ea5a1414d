"""Every document under a natural id asked whether the id is its own: `mingcha recount` prints what sits on another's.

Promises: writes nothing. A form without a name has none to compare; it is told once it holds another kind's registers.
"""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from api.database import Txn
from api.shelf import read_documents
from models.document import Document
from models.kinds import KINDS
from sync.natural import is_natural, natural_id

_AT_ONCE = 500


def misplaced(txn: Txn) -> Iterator[str]:
    """A line for each document whose registers make another id than it has, or belong to another kind."""
    ids = [id for (id,) in txn.fetch("select id from documents order by id") if is_natural(id)]
    for start in range(0, len(ids), _AT_ONCE):
        for document in read_documents(txn, ids[start : start + _AT_ONCE]):
            reason = _wrong(document)
            if reason:
                yield f"{document.kind} {UUID(bytes=document.id)} {reason}"


def _wrong(document: Document) -> str | None:
    kind = KINDS.get(document.kind)
    if kind is None:
        return None
    strange = next((path for path in document.registers if kind.path_rule(path) is None), None)
    if strange is not None:
        return f"{strange}: another kind's register"
    written = {path: register.value for path, register in document.registers.items()}
    name = kind.natural_name(written)
    if not kind.natural or (name is None and kind.names_itself(written)):
        return "has no such id"
    return None if name is None or natural_id(name) == document.id else "has the id of another document"

"""The library that the rules look things up in, over one connection and one moment."""

from __future__ import annotations

from collections.abc import Callable

from api.database import Txn
from api.deployment import document_secret
from api.shelf import Shelf
from models.calendar import local_day
from models.document import Document
from models.roster import Roster


class Books:
    """`models.document.Library` for one author: documents from the shelf, the roster, and the author's local day."""

    def __init__(
        self, txn: Txn, shelf: Shelf, roster: Roster, *, now_ms: int, author: bytes, flush: Callable[[], None]
    ) -> None:
        """`flush` writes what is pending, so that a query sees it."""
        self._txn = txn
        self._shelf = shelf
        self._flush = flush
        self.roster = roster
        self.now_ms = now_ms
        self.today = local_day(now_ms, roster.timezone_of(author))

    def document(self, id: bytes) -> Document | None:
        held = self._shelf.get(id)
        return None if held is None else held.document

    def secret_for(self, doc: bytes) -> bytes:
        return document_secret(self._txn, doc)

    def documents_of(self, kind: str, key: bytes) -> list[Document]:
        """All documents of a kind in the group `key`, in the order of their ids."""
        self._flush()
        rows = self._txn.fetch("select id from documents where kind = ? and group_key = ? order by id", [kind, key])
        self._shelf.gather([id for (id,) in rows], writing=False)
        found = (self._shelf.get(id) for (id,) in rows)
        return [held.document for held in found if held is not None]

"""The library that the rules look things up in, over one connection and one moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from api.ballot_box import box_of, emptied_box, is_issued_to
from api.closing_progress import Telling
from api.database import Txn
from api.deployment import document_secret
from api.quarantine import not_found_acts
from api.shelf import Shelf
from api.states import unpack
from models.ballot_context import BallotBox
from models.calendar import add_days, local_day
from models.document import Act, Document, is_id
from models.roster import Roster

_OF_A_DAY = (
    "select d.id, d.creator, d.subject, s.registers from documents d join states s on s.doc = d.id "
    "where d.kind = ? and d.day = ? order by s.doc, s.page"
)


class Books:
    """`models.document.Library` for one author: documents from the shelf, the roster, and the author's local day."""

    def __init__(
        self, txn: Txn, shelf: Shelf, roster: Roster, *, now_ms: int, author: bytes, flush: Callable[[], None]
    ) -> None:
        """`flush` writes what is pending, so that a query sees it."""
        self._txn = txn
        self._shelf = shelf
        self._flush = flush
        self.telling: Telling | None = None
        """Hears how far a long reading is."""
        self.roster = roster
        self.now_ms = now_ms
        self.today = local_day(now_ms, roster.timezone_of(author))

    def document(self, id: bytes) -> Document | None:
        held = self._shelf.get(id) if is_id(id) else None
        return None if held is None else held.document

    def secret_for(self, doc: bytes) -> bytes:
        return document_secret(self._txn, doc)

    def refused(self, id: bytes) -> Act | None:
        return next(iter(not_found_acts(self._txn, "id", [id])), None)

    def documents_of(self, kind: str, key: bytes) -> list[Document]:
        """All documents of a kind in the group `key`, in the order of their ids."""
        self._flush()
        rows = self._txn.fetch("select id from documents where kind = ? and group_key = ? order by id", [kind, key])
        self._shelf.gather([id for (id,) in rows], writing=False)
        found = (self._shelf.get(id) for (id,) in rows)
        return [held.document for held in found if held is not None]

    def about(self, kind: str, subjects: Sequence[bytes], first: str, last: str) -> Iterator[Document]:
        """Documents of a kind about these subjects on the days first..last, a day at a time, from the database."""
        self._flush()
        wanted = frozenset(subjects)
        day, days = first, 1 + (date.fromisoformat(last) - date.fromisoformat(first)).days
        while day <= last:
            if self.telling is not None:
                self.telling.read((date.fromisoformat(day) - date.fromisoformat(first)).days, days)
            documents: dict[bytes, Document] = {}
            for id, creator, subject, page in self._txn.fetch(_OF_A_DAY, [kind, day]):
                if subject not in wanted:
                    continue
                document = documents.get(id)
                if document is None:
                    document = documents[id] = Document(id, kind, creator)
                document.registers.update(unpack(page))
            yield from documents.values()
            day = add_days(day, 1)

    def ballot_box(self, context: bytes) -> BallotBox:
        """While the context is open: locks it, so that nobody casts beside it, and writes what was held."""
        document = self.document(context)
        if document is None or document.value("closed") is not None:
            return box_of(self._txn, context)
        self._shelf.gather([context], writing=True)
        return emptied_box(self._txn, context)

    def alone(self, id: bytes) -> None:
        self._shelf.gather([id], writing=True)

    def ballot_issued(self, context: bytes, person: bytes) -> bool:
        """Nobody is given one in the same moment by another process."""
        self.alone(context)
        return is_issued_to(self._txn, context, person)

    def columns(self, kind: str, key: bytes, prefixes: tuple[str, ...]) -> dict[bytes, dict[str, Any]]:
        """Some registers of each document of a group, by subject."""
        self._flush()
        rows = self._txn.fetch(
            "select d.subject, s.registers from documents d join states s on s.doc = d.id "
            "where d.kind = ? and d.group_key = ?",
            [kind, key],
        )
        found: dict[bytes, dict[str, Any]] = {}
        for subject, page in rows:
            told = found.setdefault(subject, {})
            for path, register in unpack(page).items():
                if path.startswith(prefixes):
                    told[path] = register.value
        return found

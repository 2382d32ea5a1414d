"""Documents in memory: what the writer has read it keeps, as long as nobody else can have written it.

On SQLite there is one writer, so what is kept is true. On PostgreSQL other processes write too: a document is locked
(shared to read, alone to write) and its revision compared before what is kept is used in a transaction.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct, field

from api.database import Txn
from api.ledger import split_scopes
from api.states import read_states
from models.document import Document
from models.scopes import NOWHERE

DOCUMENTS_KEPT = 8_000
LOCK_BUCKETS = 512
ROSTER_LOCK = LOCK_BUCKETS + 1
_LOCK_SPACE = 0x6D63
_LOCK_TO_WRITE = "select pg_advisory_xact_lock(?::int, n) from unnest(?::int[]) as n"
_LOCK_TO_READ = "select pg_advisory_xact_lock_shared(?::int, n) from unnest(?::int[]) as n"
_MEMORY = "shelf"


class Held(Struct):
    """在手文档: a document with what the ledger knows of it: scopes, standing writes of each change, index columns."""

    document: Document
    scopes: frozenset[str] = NOWHERE
    standing: dict[bytes, int] = field(default_factory=dict[bytes, int])
    subject: bytes | None = None
    day: str | None = None
    group_key: bytes | None = None
    revision: int = 0


class Shelf:
    """The documents that one connection has at hand."""

    def __init__(self, txn: Txn, *, locking: bool = True) -> None:
        """Without `locking`: for a reading connection, which holds nobody up."""
        self._txn = txn
        self._locking = locking
        self._held: OrderedDict[bytes, Held] = OrderedDict()
        self._settled: set[bytes] = set()
        """Looked up in this transaction: true as kept, or absent."""
        self._unread: dict[bytes, Held] = {}
        """Found, but without their registers, because whoever asked may not read them."""
        self._alone: set[int] = set()
        self._number = -1

    def open(self) -> None:
        """Call at the start of each piece of work: makes room, and notices a new transaction."""
        if self._txn.number != self._number:
            self._number = self._txn.number
            self._settled.clear()
            self._alone.clear()
        self._settled.difference_update(self._unread)
        self._unread.clear()
        while len(self._held) > DOCUMENTS_KEPT:
            evicted, _ = self._held.popitem(last=False)
            self._settled.discard(evicted)

    def get(self, id: bytes) -> Held | None:
        """The document, read where it isn't at hand; None where there is none."""
        held = self._held.get(id)
        if held is not None and (id in self._settled or self._txn.engine == "sqlite"):
            return held
        unread = self._unread.pop(id, None)
        if unread is not None:
            fill_registers(self._txn, [unread])
            self._held[id] = unread
        elif id not in self._settled:
            self.gather([id], writing=False)
        return self._held.get(id)

    def peek(self, id: bytes) -> Held | None:
        """The document as `gather` found it, perhaps without its registers."""
        return self._unread.get(id) or self.get(id)

    def gather(self, ids: Iterable[bytes], *, writing: bool, reads: Callable[[Held], bool] | None = None) -> None:
        """Reads all of these that aren't at hand together; with `writing` nobody else can write them until the end.

        What `reads` denies costs the same as what doesn't exist: a look at the index, and nothing of its content.
        """
        wanted = list(dict.fromkeys(ids))
        if self._locking and self._txn.engine == "postgres":
            self._lock({_bucket(id) for id in wanted}, writing=writing)
        wanted = [id for id in wanted if not self._at_hand(id, reads)]
        if not wanted:
            return
        self._settled.update(wanted)
        found = {held.document.id: held for held in read_rows(self._txn, wanted)}
        for id in wanted:
            known, held = self._held.get(id), found.get(id)
            if held is None:
                self._held.pop(id, None)
            elif known is not None and known.revision == held.revision:
                self._held.move_to_end(id)
                del found[id]
            elif reads is not None and not reads(held):
                self._unread[id] = found.pop(id)
        fill_registers(self._txn, list(found.values()))
        self._held.update(found)

    def put(self, held: Held) -> None:
        """A document that is made now."""
        self._held[held.document.id] = held
        self._settled.add(held.document.id)

    def lock_roster(self, *, writing: bool) -> None:
        """Keeps the roster as it is while documents are judged; who writes people waits for them."""
        if self._txn.engine == "postgres":
            self._lock({ROSTER_LOCK}, writing=writing)

    def _at_hand(self, id: bytes, reads: Callable[[Held], bool] | None) -> bool:
        held = self._held.get(id)
        if held is None:
            return id in self._settled
        if reads is not None and not reads(held):
            return False
        return id in self._settled or self._txn.engine == "sqlite"

    def _lock(self, buckets: set[int], *, writing: bool) -> None:
        wanted = sorted(buckets - self._alone)
        if not wanted:
            return
        self._txn.fetch(_LOCK_TO_WRITE if writing else _LOCK_TO_READ, [_LOCK_SPACE, wanted])
        if writing:
            self._alone.update(wanted)


def shelf_of(txn: Txn) -> Shelf:
    """The shelf of this connection, ready for a piece of work."""
    shelf: Shelf | None = txn.memory.get(_MEMORY)
    if shelf is None:
        shelf = txn.memory[_MEMORY] = Shelf(txn)
    shelf.open()
    return shelf


def read_documents(txn: Txn, ids: Sequence[bytes]) -> Iterator[Document]:
    """These documents as the database has them, kept nowhere."""
    held = read_rows(txn, ids)
    fill_registers(txn, held)
    return (each.document for each in held)


def read_rows(txn: Txn, ids: Sequence[bytes]) -> list[Held]:
    """These documents without their registers."""
    rows = txn.fetch_in(
        "select id, kind, creator, scopes, subject, day, group_key, revision from documents where id in (*)", ids
    )
    return [
        Held(Document(id, kind, creator), split_scopes(scopes), {}, subject, day, group_key, revision)
        for id, kind, creator, scopes, subject, day, group_key, revision in rows
    ]


def fill_registers(txn: Txn, documents: Sequence[Held]) -> None:
    """Reads the registers of these documents into them."""
    by_id = {held.document.id: held for held in documents}
    for doc, registers in read_states(txn, list(by_id)):
        held = by_id[doc]
        held.document.registers.update(registers)
        standing = held.standing
        for register in registers.values():
            standing[register.stamp] = standing.get(register.stamp, 0) + 1


def _bucket(id: bytes) -> int:
    """A few hundred locks stand for all documents, so that a group of pushes can't exhaust the server's table."""
    return (id[15] | id[14] << 8 ^ id[5]) % LOCK_BUCKETS

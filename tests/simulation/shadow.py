"""The server's view, worked out slowly and on its own: from the log of changes and the two pure functions of scopes.

Knows nothing of the server's registers, entries, digests or caches; what those say must equal what this says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256

from api.database import Txn
from api.outlet import names_of
from models.calendar import local_day
from models.document import SERVER, Document, Register
from models.roster import Roster
from models.scopes import scopes_for, scopes_of
from sync.change import Change, decode_change, decode_value
from sync.register import Registers, merge
from sync.scope import CHAIN_START, digest

State = dict[bytes, Registers]


class Shadow:
    """影子: every change of the log in the order of its acceptance, and what follows from them."""

    def __init__(self) -> None:
        self.state: State = {}
        self.bodies: dict[bytes, bytes] = {}
        self.received_ms = 0
        self._documents: dict[bytes, Document] = {}
        self._creators: dict[bytes, bytes] = {}
        self._roster = Roster()

    def follow(self, txn: Txn) -> list[Change]:
        """Reads what the log has gained; returns the new changes in the order of their stamps."""
        sql = "select id, author, received_ms, body from changes where received_ms >= ? order by received_ms, id"
        fresh: list[Change] = []
        for id, author, received_ms, body in txn.fetch(sql, [self.received_ms]):
            self.received_ms = max(self.received_ms, received_ms)
            if id in self.bodies:
                continue
            self.bodies[id] = body
            change = decode_change(body)
            fresh.append(change)
            self._creators.setdefault(change.doc, author)
            moved = merge(self.state.setdefault(change.doc, {}), change, author, received_ms)
            document = self._document(change)
            for path in moved:
                written = self.state[change.doc][path]
                value = decode_value(written.value)
                document.registers[path] = Register(written.stamp, value, written.author, written.received_ms)
            self._roster.apply(document)
        return fresh

    def view(self, person: bytes, cursors: Mapping[str, int], now_ms: int) -> dict[str, State]:
        """What this person holds, scope by scope, with the old quarters that `cursors` name."""
        names = names_of(scopes_for(person, self._roster_at(now_ms)), dict(cursors), now_ms)
        return {name: state for name, state in self.scopes(now_ms).items() if name in names}

    def scopes(self, now_ms: int) -> dict[str, State]:
        """Every scope that has something in it."""
        roster = self._roster_at(now_ms)
        found: dict[str, State] = {}
        for doc, document in sorted(self._documents.items()):
            for name in scopes_of(document, roster):
                found.setdefault(name, {})[doc] = self.state[doc]
        return found

    def holds(self, person: bytes, doc: bytes, now_ms: int) -> bool:
        """Whether the person may see the document now."""
        roster = self._roster_at(now_ms)
        families = scopes_for(person, roster)
        document = self._documents.get(doc)
        return document is not None and any(families.has(name) for name in scopes_of(document, roster))

    def documents(self) -> Iterable[Document]:
        return self._documents.values()

    def _document(self, change: Change) -> Document:
        document = self._documents.get(change.doc)
        if document is None:
            creator = self._creators[change.doc]
            document = self._documents[change.doc] = Document(change.doc, change.kind, creator)
        document.memo = None
        return document

    def _roster_at(self, now_ms: int) -> Roster:
        self._roster.turn_to(local_day(now_ms))
        return self._roster


def digest_of(state: State) -> bytes:
    """The digest of a scope that holds this."""
    return digest((doc, path, written.stamp) for doc, registers in state.items() for path, written in registers.items())


def broken_chains(txn: Txn) -> list[str]:
    """Scopes whose numbers have gaps, or whose entries don't hash onto one another, or whose head isn't the last."""
    broken: list[str] = []
    sql = (
        "select e.seq, e.change, e.doc, e.received_ms, e.chain, c.author, c.received_ms, c.body "
        "from entries e left join changes c on c.id = e.change where e.scope = ? order by e.seq"
    )
    for number, name, seq, head in txn.fetch("select number, name, seq, chain from scopes order by name"):
        chain, count = CHAIN_START, 0
        for at, change, doc, noted_ms, stored, author, received_ms, body in txn.fetch(sql, [number]):
            count += 1
            who, when, what = (SERVER, noted_ms, doc) if change is None else (author, noted_ms, body)
            chain = sha256(chain + at.to_bytes(8, "big") + who + when.to_bytes(8, "big") + what).digest()
            if at != count or stored != chain or (change is not None and received_ms > noted_ms):
                broken.append(f"{name} at {at}")
        if count != seq or chain != head:
            broken.append(f"the head of {name}")
    return broken

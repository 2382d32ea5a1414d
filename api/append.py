"""Appending: what an accepted change does to registers, scopes, digests and chains, gathered and written together.

Changes are applied to documents in memory one after the other; `flush` writes what remains of them: a register that
was written ten times is stored once, an entry that nothing stands of any more is born dead. Scopes are taken in
sorted order and numbered at the flush, so their numbers have no gaps and rise in commit order.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from api.announcement import Entry
from api.database import Row, Txn
from api.ledger import (
    DEAD,
    FORGET,
    INSERT_CHANGES,
    INSERT_ENTRIES,
    INSERT_SCOPES,
    MARK_ENTRIES,
    PARTLY,
    SERVER_AUTHOR,
    SILENCE_ENTRIES,
    UPDATE_HEADS,
    UPSERT_DOCUMENTS,
    WHOLE,
    Head,
    bodies_of,
    heads_of,
)
from api.roster_cache import raise_version
from api.shelf import Held, Shelf
from api.states import UPSERT_STATES, pack
from models.document import Document, Register
from models.kinds import KINDS
from models.roster import ROSTER_KINDS, Roster
from models.scopes import scopes_of
from sync.change import encode_standing, stored_change
from sync.reading import ReadChange
from sync.scope import CHAIN_START, NOTHING, chain_change, chain_forget, register_hash
from sync.walk import length_of

_HEADS = "heads"
_Fields = tuple[int, bytes | None, bytes, bytes, int, bytes]
"""The fields of an `Item`, in order."""


class Item(Struct, gc=False):
    """待记条目: an entry to be; its number, and whether it still says anything, are settled at the flush."""

    live: int
    change: bytes | None
    doc: bytes
    author: bytes
    received_ms: int
    content: bytes


class OtherKindError(Exception):
    """另一种类: a change to a document that is there as another kind. Nothing was changed by it."""


class Appender:
    """One batch of accepted changes on one connection. Nothing is in the database before `flush`."""

    def __init__(self, txn: Txn, shelf: Shelf, roster: Roster) -> None:
        self._txn = txn
        self._shelf = shelf
        self._roster = roster
        self._clear()

    def _clear(self) -> None:
        self._changes: dict[bytes, Row] = {}
        self._before: dict[bytes, dict[str, bytes | None]] = {}
        """By document and path, the change that stood there before the batch."""
        self._scopes_before: dict[bytes, frozenset[str]] = {}
        self._items: dict[str, list[Item]] = {}
        self._items_of: dict[bytes, list[Item]] = {}
        self._marks: dict[tuple[bytes, bytes], int] = {}
        self._silenced: dict[tuple[bytes, str], None] = {}
        self._moved_out: set[bytes] = set()
        self._rows: set[bytes] = set()
        self._tallies: set[bytes] = set()

    def apply(self, change: ReadChange, author: bytes, received_ms: int) -> Held:
        """Takes an accepted change into its document, making it where it isn't, and into the scopes it is then in."""
        id, doc, values = change.id, change.doc, change.values
        held = self._shelf.get(doc)
        if held is not None and held.document.kind != change.kind:
            raise OtherKindError
        self._txn.altered = True
        if held is None:
            held = Held(Document(doc, change.kind, author))
            self._shelf.put(held)
            self._rows.add(doc)
        if doc not in self._scopes_before:
            self._scopes_before[doc] = held.scopes
        won = self._merge(held, change, author, received_ms)
        if won:
            held.standing[id] = won
            held.document.memo = None
            self._index(held, values)
        live = WHOLE if won == len(values) else PARTLY if won else DEAD
        self._changes[id] = (id, doc, author, received_ms, change.raw)
        if KINDS[change.kind].tally:
            self._tallies.add(doc)
        scopes = scopes_of(held.document, self._roster)
        if scopes is not held.scopes:
            entry = (live, id, doc, author, received_ms, change.raw)
            scopes = self._move(held, scopes, received_ms, entry)
        for name in scopes:
            self._add(name, Item(live, id, doc, author, received_ms, change.raw))
        return held

    def rescope(self, held: Held, received_ms: int) -> None:
        """Moves a document to the scopes that it belongs to now, because the roster has changed."""
        scopes = scopes_of(held.document, self._roster)
        if scopes != held.scopes:
            self._txn.altered = True
            self._scopes_before.setdefault(held.document.id, held.scopes)
            self._move(held, scopes, received_ms, None)

    def _merge(self, held: Held, change: ReadChange, author: bytes, received_ms: int) -> int:
        """Puts writes where they are later than what stands; returns how many."""
        id, doc, standing, registers = change.id, change.doc, held.standing, held.document.registers
        before = self._before.get(doc)
        if before is None:
            before = self._before[doc] = {}
        won = 0
        for path, value in change.values.items():
            old = registers.get(path)
            if old is None:
                before[path] = None
            elif old.stamp >= id:
                continue
            else:
                before.setdefault(path, old.stamp)
                left = standing[old.stamp] - 1
                if left:
                    standing[old.stamp] = left
                else:
                    del standing[old.stamp]
                self._mark(doc, old.stamp, PARTLY if left else DEAD)
            registers[path] = Register(id, value, author, received_ms)
            won += 1
        return won

    def _mark(self, doc: bytes, change: bytes, live: int) -> None:
        """Less of a change stands than before, in whichever scopes its entries are."""
        self._marks[doc, change] = live
        for item in self._items_of.get(change, ()):
            if item.live != DEAD:
                item.live = live

    def _index(self, held: Held, values: dict[str, Any]) -> None:
        """Keeps the columns by which documents are found in step with their registers."""
        kind = KINDS[held.document.kind]
        document = held.document
        if kind.subject_path in values:
            held.subject = _bytes_or_none(document.value(kind.subject_path))
            self._rows.add(document.id)
        if kind.group_path in values:
            held.group_key = _bytes_or_none(document.value(kind.group_path))
            self._rows.add(document.id)
        if kind.day_path in values:
            day = document.value(kind.day_path)
            held.day = day if isinstance(day, str) else None
            self._rows.add(document.id)

    def _add(self, scope: str, item: Item) -> None:
        self._items.setdefault(scope, []).append(item)
        if item.change is not None:
            self._items_of.setdefault(item.change, []).append(item)

    def _move(self, held: Held, scopes: frozenset[str], received_ms: int, last: _Fields | None) -> frozenset[str]:
        """Writes what entering and leaving write; returns the scopes that the document was in and stays in."""
        before, held.scopes = held.scopes, scopes
        if scopes == before:
            return scopes
        doc = held.document.id
        self._rows.add(doc)
        for name in before - scopes:
            self._silence(name, doc)
            self._moved_out.add(doc)
            self._add(name, Item(FORGET, None, doc, SERVER_AUTHOR, received_ms, doc))
        entered = scopes - before
        standing = self._standing(held, last) if entered else []
        for name in entered:
            if held.revision or doc in self._moved_out:  # it may have been here before
                self._silence(name, doc)
            for each in standing:
                self._add(name, Item(*each))
        return scopes & before

    def _silence(self, scope: str, doc: bytes) -> None:
        """What a scope's entries said of a document so far is passed over from now on."""
        self._silenced[doc, scope] = None
        for item in self._items.get(scope, ()):
            if item.doc == doc:
                item.live = DEAD

    def _standing(self, held: Held, last: _Fields | None) -> list[_Fields]:
        """What an entry says for every change of which something stands, and for the last one, in clock order."""
        doc, counts = held.document.id, held.standing
        if last is not None and counts.keys() <= {last[1]}:
            return [last]
        fresh = self._changes
        stored = bodies_of(self._txn, [id for id in counts if id not in fresh])
        entries: list[_Fields] = [] if last is None or last[1] in counts else [last]
        for id, count in counts.items():
            author, received_ms, body = fresh[id][2:] if id in fresh else stored[id]
            live = WHOLE if count == _count_writes(body) else PARTLY
            entries.append((live, id, doc, author, received_ms, body))
        return sorted(entries, key=lambda entry: entry[1] or b"")

    def knows(self, id: bytes) -> bool:
        """Whether a change of this id is taken already, in this batch or before."""
        return id in self._changes or bool(bodies_of(self._txn, [id]))

    def flush(self) -> None:
        """Writes the batch."""
        txn = self._txn
        if not self._changes and not self._items:
            return
        heads = self._take_heads()
        txn.execute_bulk(INSERT_CHANGES, list(self._changes.values()))
        txn.execute_bulk(UPSERT_STATES, self._pack())
        txn.execute_bulk(SILENCE_ENTRIES, list(self._silenced))
        marks = [(live, doc, change) for (doc, change), live in self._marks.items() if change not in self._changes]
        txn.execute_bulk(MARK_ENTRIES, marks)
        self._turn_digests(heads)
        self._write_documents()
        txn.execute_bulk(INSERT_ENTRIES, self._number(heads))
        txn.execute_bulk(
            UPDATE_HEADS,
            [(head.seq, head.digest.to_bytes(16, "big"), head.chain, head.number) for head in heads.values()],
        )
        self._clear()

    def _pack(self) -> list[Row]:
        """The registers of every document that changed, as they are stored."""
        rows: list[Row] = []
        for doc, paths in self._before.items():
            held = self._shelf.get(doc)
            if paths and held is not None:
                rows += pack(doc, held.document.registers, paths)
        return rows

    def _take_heads(self) -> dict[str, Head]:
        """The heads of all scopes that the batch touches, locked in sorted order until the commit."""
        kept: tuple[int, dict[str, Head]] = self._txn.memory.get(_HEADS) or (-1, {})
        if kept[0] != self._txn.number and self._txn.engine == "postgres":
            kept = (self._txn.number, {})
        known = kept[1]
        self._txn.memory[_HEADS] = kept
        names = sorted(self._items)
        missing = [name for name in names if name not in known]
        if missing and self._txn.engine == "postgres":
            self._txn.fetch_in("select 1 from scopes where name in (*) order by name for update", missing)
        if missing:
            known.update(heads_of(self._txn, missing))
            made = [name for name in missing if name not in known]
            if made:
                self._txn.execute_bulk(INSERT_SCOPES, [(name, NOTHING, CHAIN_START) for name in made])
                if self._txn.engine == "postgres":
                    self._txn.fetch_in("select 1 from scopes where name in (*) order by name for update", made)
                known.update(heads_of(self._txn, made))
        return {name: known[name] for name in names}

    def _turn_digests(self, heads: dict[str, Head]) -> None:
        """XORs what changed of each document into the scopes where it stayed, and all of it where it came or went."""
        turned: dict[bytes, int] = dict.fromkeys(self._scopes_before, 0)
        documents = {doc: held for doc in turned if (held := self._shelf.get(doc)) is not None}
        for doc, paths in self._before.items():
            held = documents.get(doc)
            if held is None:
                continue
            registers, turn = held.document.registers, 0
            for path, old in paths.items():
                turn ^= register_hash(doc, path, registers[path].stamp)
                if old is not None:
                    turn ^= register_hash(doc, path, old)
            turned[doc] = turn
        for doc, held in documents.items():
            before, turn = self._scopes_before[doc], turned[doc]
            for name in held.scopes & before if turn else ():
                heads[name].digest ^= turn
            moved = held.scopes ^ before
            if moved:
                whole = turn if held.revision == 0 else _digest_of(held)  # what was made in this batch is all new
                for name in moved:
                    heads[name].digest ^= whole if name in held.scopes else whole ^ turn

    def _number(self, heads: dict[str, Head]) -> list[Row]:
        """Numbers and chains the entries, scope by scope, and tells the news."""
        rows: list[Row] = []
        news = self._txn.news
        for name, head in heads.items():
            first = head.seq + 1
            told = news.entries.setdefault(name, [])
            for item in self._items[name]:
                head.seq += 1
                chain = chain_forget if item.change is None else chain_change
                head.chain = chain(head.chain, head.seq, item.author, item.received_ms, item.content)
                rows.append((head.number, head.seq, item.change, item.doc, item.received_ms, item.live, head.chain))
                if item.live != DEAD:
                    told.append(self._told(head.seq, item))
            self._pace(name)
            known = news.scopes.get(name)
            news.scopes[name] = (known[0] if known else first, head.seq)
            news.digests[name] = head.digest.to_bytes(16, "big")
        return rows

    def _pace(self, name: str) -> None:
        """Notes a scope of which nothing is told but tallies; to be called before it is noted as new."""
        news = self._txn.news
        alone = bool(self._tallies) and all(
            item.live != FORGET and item.doc in self._tallies for item in self._items[name]
        )
        if alone and name not in news.scopes:
            news.paced.add(name)
        elif not alone:
            news.paced.discard(name)

    def _told(self, seq: int, item: Item) -> Entry:
        """An entry as it is sent."""
        if item.live == FORGET:
            return Entry(seq, None, item.received_ms, item.doc)
        content = item.content
        if item.live == PARTLY:
            held = self._shelf.get(item.doc)
            content = content if held is None else standing_part(content, held.document)
        return Entry(seq, item.author, item.received_ms, content)

    def _write_documents(self) -> None:
        """Rows of documents that are new, moved or found otherwise; of all that changed, where others write too."""
        changed = {doc: held for doc in self._scopes_before if (held := self._shelf.get(doc)) is not None}
        people = [held for held in changed.values() if held.document.kind in ROSTER_KINDS]
        version = raise_version(self._txn, self._roster) if people else 0
        rows: list[Row] = []
        for doc, held in sorted(changed.items()):
            of_roster = held.document.kind in ROSTER_KINDS
            if of_roster or doc in self._rows or self._txn.engine == "postgres":
                held.revision = version if of_roster else held.revision + 1
                rows.append(_document_row(held))
        self._txn.execute_bulk(UPSERT_DOCUMENTS, rows)


def _digest_of(held: Held) -> int:
    """A document's share of the digest of each scope that it is in."""
    whole = 0
    for path, register in held.document.registers.items():
        whole ^= register_hash(held.document.id, path, register.stamp)
    return whole


def standing_part(body: bytes, document: Document) -> bytes:
    """The bytes of a change with only those writes that stand in its document."""
    change = stored_change(body)
    registers = document.registers
    writes = [(path, raw) for path, raw in change.writes if registers[path].stamp == change.id]
    return encode_standing(change.id, change.doc, change.kind, writes)


def _document_row(held: Held) -> Row:
    document = held.document
    return (
        document.id,
        document.kind,
        document.creator,
        held.subject,
        held.day,
        held.group_key,
        "\n".join(sorted(held.scopes)),
        held.revision,
    )


def _bytes_or_none(value: Any) -> bytes | None:
    return value if isinstance(value, bytes) else None


def _count_writes(body: bytes) -> int:
    """How many writes a stored change has, read from the head of their array."""
    _, _, at = length_of(body, 0)
    for _ in range(3):
        _, length, at = length_of(body, at)
        at += length
    return length_of(body, at)[1]

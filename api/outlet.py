"""The one way out: what a person's replica doesn't have yet, scope by scope, as the state at its cursors.

Of each change only the writes that still stand are sent, and nothing of a document that is not in the scope now.
One answer is read from one state of the database; the cost is the state's, whatever the history behind it.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, Protocol

import msgspec

from api.announcement import Entry
from api.codings import codings_of, to_brotli
from api.database import Row, Txn
from api.frames import Part, encode_part
from api.ledger import FORGET, PARTLY, Head, heads_of, now_of, same_log
from api.recency import is_quarter, recent_quarters
from api.roster_cache import roster_of
from api.states import read_stamps
from models.scopes import Families, scopes_for
from sync.change import encode_standing, stored_change
from sync.errors import BodyError
from sync.messages import Pull

COMPRESSED_FROM_BYTES = 8 * 1024
BROTLI_QUALITY = 5
"""A new phone's state in 263 kB where gzip needs 374, for twice its time; browsers ask for it over HTTPS."""
GZIP_LEVEL = 1
COVERT_PREFIX = "covert/"
"""Scopes of this prefix are never compressed: the size of what is compressed tells of what is in it."""

_READ_ENTRIES = {
    "sqlite": "select e.seq, e.live, e.doc, e.received_ms, c.author, c.body "
    "from entries e indexed by entries_live left join changes c on c.id = e.change "
    "where e.scope = ? and e.seq > ? and e.live <> 0 and (e.live <> 2 or e.seq > ?) order by e.seq limit ?",
    "postgres": "select e.seq, e.live, e.doc, e.received_ms, c.author, c.body "
    "from entries e left join changes c on c.id = e.change "
    "where e.scope = ? and e.seq > ? and e.live <> 0 and (e.live <> 2 or e.seq > ?) order by e.seq limit ?",
}
"""By the index of what still says something: the history costs nothing."""
_NEVER = 1 << 62
_encode = msgspec.msgpack.Encoder().encode


class Asker(Protocol):
    """Who pulls: the person signed in (16 bytes)."""

    @property
    def person(self) -> bytes: ...


class Given(NamedTuple):
    """An answer: its bytes, and whether they may be compressed."""

    body: bytes
    compressible: bool


def give(txn: Txn, asker: Asker, pull: Pull, now_ms: int) -> Given:
    """The answer to a pull. BodyError `cursor_invalid` beyond a scope's end; LogChanged for another log."""
    log = same_log(txn, pull.log)
    now_ms = now_of(txn, now_ms)
    families = scopes_for(asker.person, roster_of(txn, now_ms))
    names = names_of(families, pull.cursors, now_ms)
    gone = sorted(name for name in pull.cursors if name not in names)
    parts = dict(_parts(txn, names, pull.cursors, pull.limit))
    scopes = {name: msgspec.Raw(part.body) for name, part in parts.items()}
    body = _encode({"now": now_ms, "log": log, "scopes": scopes, "gone": gone})
    return Given(body, not any(name.startswith(COVERT_PREFIX) for name in names))


def names_of(families: Families, cursors: Mapping[str, int], now_ms: int) -> set[str]:
    """The scopes that are answered for: all plain ones, recent quarters, and older ones that the cursors name."""
    quarters = recent_quarters(now_ms)
    names = set(families.plain)
    names.update(f"{family}/{quarter}" for family in families.ageing for quarter in quarters)
    names.update(name for name in cursors if is_quarter(name[-6:]) and families.has(name))
    return names


def part_of(txn: Txn, name: str, cursor: int, limit: int) -> Part | None:
    """One scope from a cursor on, at most `limit` entries; None where it has nothing new."""
    head = heads_of(txn, [name]).get(name)
    return None if head is None or head.seq <= cursor else _part(txn, head, cursor, limit)


def packed(given: Given, accept_encoding: str) -> tuple[bytes, dict[str, str]]:
    """The body as it is sent, and its headers: compressed where it is large, may be, and the client takes it."""
    if given.compressible and len(given.body) >= COMPRESSED_FROM_BYTES:
        accepted = codings_of(accept_encoding)
        if "br" in accepted:
            body = to_brotli(given.body, BROTLI_QUALITY)
            return body, {"content-encoding": "br", "vary": "accept-encoding"}
        if "gzip" in accepted or "*" in accepted:
            return gzip.compress(given.body, GZIP_LEVEL, mtime=0), {
                "content-encoding": "gzip",
                "vary": "accept-encoding",
            }
    return given.body, {"vary": "accept-encoding"}


def _parts(txn: Txn, names: Iterable[str], cursors: Mapping[str, int], limit: int) -> Iterable[tuple[str, Part]]:
    """What is new in each scope, sorted by name, until `limit` entries are together; then only that there is more."""
    heads = heads_of(txn, sorted(names))
    beyond = [name for name in names if cursors.get(name, 0) > (heads[name].seq if name in heads else 0)]
    if beyond:
        raise BodyError("cursor_invalid", "a cursor lies beyond the end of its scope")
    for name in sorted(heads):
        cursor = cursors.get(name, 0)
        if heads[name].seq == cursor:
            continue
        part = _part(txn, heads[name], cursor, limit) if limit else encode_part(cursor, [], None)
        limit -= part.entries
        yield name, part


def _part(txn: Txn, head: Head, cursor: int, limit: int) -> Part:
    """A new replica (cursor 0) has nothing to forget, so it is told nothing of documents that left."""
    forgets_above = cursor if cursor else _NEVER
    rows = txn.fetch(_READ_ENTRIES[txn.engine], [head.number, cursor, forgets_above, limit + 1])
    more = len(rows) > limit
    entries = _entries(txn, rows[:limit])
    if more:
        return encode_part(entries[-1].seq, entries, None)
    return encode_part(head.seq, entries, head.digest.to_bytes(16, "big"))


def _entries(txn: Txn, rows: list[Row]) -> list[Entry]:
    partly = {doc for _, live, doc, _, _, _ in rows if live == PARTLY}
    standing = _standing(txn, list(partly))
    entries: list[Entry] = []
    for seq, live, doc, received_ms, author, body in rows:
        if live == FORGET:
            entries.append(Entry(seq, None, received_ms, doc))
        else:
            content = _what_stands(body, standing[doc]) if live == PARTLY else body
            entries.append(Entry(seq, author, received_ms, content))
    return entries


def _standing(txn: Txn, docs: list[bytes]) -> dict[bytes, dict[str, bytes]]:
    """For each of these documents, which change stands at each path."""
    found: dict[bytes, dict[str, bytes]] = {doc: {} for doc in docs}
    for doc, stamps in read_stamps(txn, docs):
        found[doc].update(stamps)
    return found


def _what_stands(body: bytes, standing: dict[str, Any]) -> bytes:
    change = stored_change(body)
    writes = [write for write in change.writes if standing[write[0]] == change.id]
    return encode_standing(change.id, change.doc, change.kind, writes)

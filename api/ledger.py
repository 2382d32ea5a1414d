"""The ledger's SQL: changes, entries of scopes, documents, replicas; and the small questions about them.

`entries.live` says what pull does with an entry: DEAD is passed over, WHOLE is sent as received, PARTLY only with
the writes that still stand, FORGET tells a replica to drop the document.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from api.database import Bulk, Row, Txn
from api.states import pages_with

DEAD, WHOLE, FORGET, PARTLY = 0, 1, 2, 3
SERVER_AUTHOR = bytes(16)
NO_STAMP = bytes(16)


class LogChanged(Exception):  # noqa: N818 - the protocol's word
    """The client speaks of another log: the database was restored since (409 `log_changed`)."""


class Head(msgspec.Struct):
    """末项: a scope's last entry: its row number, sequence number, digest (an integer of 128 bits) and chain."""

    number: int
    seq: int
    digest: int
    chain: bytes


INSERT_CHANGES = Bulk(
    "insert into changes (id, doc, author, received_ms, body) values (?, ?, ?, ?, ?)",
    "insert into changes (id, doc, author, received_ms, body) "
    "select * from unnest(?::bytea[], ?::bytea[], ?::bytea[], ?::bigint[], ?::bytea[])",
)
INSERT_ENTRIES = Bulk(
    "insert into entries (scope, seq, change, doc, received_ms, live, chain) values (?, ?, ?, ?, ?, ?, ?)",
    "insert into entries (scope, seq, change, doc, received_ms, live, chain) select * from "
    "unnest(?::bigint[], ?::bigint[], ?::bytea[], ?::bytea[], ?::bigint[], ?::smallint[], ?::bytea[])",
)
UPSERT_DOCUMENTS = Bulk(
    "insert into documents (id, kind, creator, subject, day, group_key, scopes, revision) "
    "values (?, ?, ?, ?, ?, ?, ?, ?) "
    "on conflict (id) do update set subject = excluded.subject, day = excluded.day, "
    "group_key = excluded.group_key, scopes = excluded.scopes, revision = excluded.revision",
    "insert into documents (id, kind, creator, subject, day, group_key, scopes, revision) select * from "
    "unnest(?::bytea[], ?::text[], ?::bytea[], ?::bytea[], ?::text[], ?::bytea[], ?::text[], ?::bigint[]) "
    "on conflict (id) do update set subject = excluded.subject, day = excluded.day, "
    "group_key = excluded.group_key, scopes = excluded.scopes, revision = excluded.revision",
)
UPDATE_HEADS = Bulk(
    "update scopes set seq = ?, digest = ?, chain = ? where number = ?",
    "update scopes set seq = n.seq, digest = n.digest, chain = n.chain "
    "from unnest(?::bigint[], ?::bytea[], ?::bytea[], ?::bigint[]) as n (seq, digest, chain, number) "
    "where scopes.number = n.number",
)
MARK_ENTRIES = Bulk(
    "update entries set live = ? where doc = ? and change = ? and live <> 0",
    "update entries set live = n.live from unnest(?::smallint[], ?::bytea[], ?::bytea[]) as n (live, doc, change) "
    "where entries.doc = n.doc and entries.change = n.change and entries.live <> 0",
)
SILENCE_ENTRIES = Bulk(
    "update entries set live = 0 where doc = ? and scope = (select number from scopes where name = ?) and live <> 0",
    "update entries set live = 0 from unnest(?::bytea[], ?::text[]) as n (doc, name) "
    "join scopes on scopes.name = n.name "
    "where entries.doc = n.doc and entries.scope = scopes.number and entries.live <> 0",
)
UPDATE_REPLICAS = Bulk(
    "update replicas set last_stamp = ? where id = ?",
    "update replicas set last_stamp = n.stamp from unnest(?::bytea[], ?::bigint[]) as n (stamp, id) "
    "where replicas.id = n.id",
)
INSERT_SCOPES = Bulk(
    "insert into scopes (name, seq, digest, chain) values (?, 0, ?, ?) on conflict (name) do nothing",
    "insert into scopes (name, seq, digest, chain) select n.name, 0, n.digest, n.chain "
    "from unnest(?::text[], ?::bytea[], ?::bytea[]) as n (name, digest, chain) on conflict (name) do nothing",
)


def log_of(txn: Txn) -> bytes:
    """The id of this database's log, 16 bytes: drawn when the database was made or restored."""
    return bytes.fromhex(txn.fetch("select value from meta where key = 'log'")[0][0])


def same_log(txn: Txn, spoken_of: bytes | None) -> bytes:
    """The id of this log; LogChanged where a client speaks of another one (None: it knows none yet)."""
    log = log_of(txn)
    if spoken_of is not None and spoken_of != log:
        raise LogChanged
    return log


def now_of(txn: Txn, clock_ms: int) -> int:
    """The server's `now`, Unix milliseconds: the later of its clock and the last `received_ms`; never goes back."""
    rows = txn.fetch("select max(received_ms) from changes union all select max(received_ms) from quarantine")
    return max(clock_ms, *(row[0] or 0 for row in rows))


class Replica(msgspec.Struct, frozen=True):
    """副本: how far a replica has come: the last stamp accepted from it (zeros for none), and when it was issued."""

    last_stamp: bytes
    issued_ms: int


def replicas_of(txn: Txn, person: bytes, ids: Sequence[int], *, writing: bool) -> dict[int, Replica]:
    """Those of these replicas that were issued to the person.

    With `writing`, nobody else takes changes of theirs until the commit.
    """
    sql = "select id, person, last_stamp, issued_ms from replicas where id in (*)"
    if writing and txn.engine == "postgres":
        sql += " order by id for update"
    rows = txn.fetch_in(sql, sorted(ids))
    return {id: Replica(last_stamp or NO_STAMP, issued) for id, holder, last_stamp, issued in rows if holder == person}


def bodies_of(txn: Txn, ids: Sequence[bytes]) -> dict[bytes, tuple[bytes, int, bytes]]:
    """Author, received_ms and bytes of each change of these that is stored."""
    rows = txn.fetch_in("select id, author, received_ms, body from changes where id in (*)", ids)
    return {id: (author, received_ms, body) for id, author, received_ms, body in rows}


def heads_of(txn: Txn, names: Sequence[str]) -> dict[str, Head]:
    """The heads of the scopes that exist, as this transaction sees them."""
    rows = txn.fetch_in("select name, number, seq, digest, chain from scopes where name in (*)", names)
    return {row[0]: head_of(row) for row in rows}


def head_of(row: Row) -> Head:
    """The head in a row (name, number, seq, digest, chain)."""
    return Head(row[1], row[2], int.from_bytes(row[3], "big"), row[4])


def scopes_of_document(txn: Txn, doc: bytes) -> frozenset[str]:
    """The scopes that a document is in; none where there is no such document."""
    rows = txn.fetch("select scopes from documents where id = ?", [doc])
    return split_scopes(rows[0][0]) if rows else frozenset()


def split_scopes(text: str) -> frozenset[str]:
    """Scope names as `documents.scopes` keeps them: sorted, a line each."""
    return frozenset(text.split("\n")) if text else frozenset()


def names_blob(txn: Txn, doc: bytes, sha256: str) -> bool:
    """Whether a register of the document names the picture with this hash (64 lower-case hexadecimal digits)."""
    pages = pages_with(txn, doc, sha256.encode())
    return any(_names(register.value, sha256) for page in pages for register in page.values())


def _names(value: Any, sha256: str) -> bool:
    if isinstance(value, dict):
        held: dict[str, Any] = value  # pyright: ignore[reportUnknownVariableType] - a decoded map has text keys
        return held.get("blob") == sha256 or any(_names(each, sha256) for each in held.values())
    if isinstance(value, list):
        listed: list[Any] = value  # pyright: ignore[reportUnknownVariableType]
        return any(_names(each, sha256) for each in listed)
    return False

"""The quarantine: refused changes with their reasons, so that each is judged once and its author can see why.

Readable by the author, and by who oversees the document (`models/oversight.py`); counted nowhere that others see. The
words are made when they are read, in the reader's language.
"""

from __future__ import annotations

from typing import Any

import msgspec

from api.database import Bulk, Row, Txn
from api.shelf import read_documents
from models.document import Act, Refusal
from models.oversight import oversees
from models.roster import Roster
from models.words import explain
from sync.change import stored_change
from sync.reading import ReadChange, read_change
from sync.stamp import ms_of, replica_of

LISTED_MAX = 500

INSERT_REFUSED = Bulk(
    "insert into quarantine (id, author, replica, doc, kind, body, code, path, reason, params, received_ms) "
    "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "insert into quarantine (id, author, replica, doc, kind, body, code, path, reason, params, received_ms) "
    "select * from unnest(?::bytea[], ?::bytea[], ?::bigint[], ?::bytea[], ?::text[], ?::bytea[], ?::text[], "
    "?::text[], ?::text[], ?::text[], ?::bigint[])",
)


class Judged(msgspec.Struct, frozen=True):
    """已判: what a known id was answered: the bytes that were judged, and the refusal (None: stored)."""

    body: bytes
    refusal: Refusal | None


class Listed(msgspec.Struct, frozen=True):
    """被退回的更改: a refused change as its readers see it. Ids are hexadecimal, moments Unix milliseconds."""

    id: str
    author: str
    doc: str
    kind: str
    code: str
    message: str
    path: str | None
    paths: list[str]
    stamp_ms: int
    received_ms: int


def row_of(change: ReadChange, author: bytes, refusal: Refusal, received_ms: int) -> Row:
    """A row for `INSERT_REFUSED`."""
    return (
        change.id,
        author,
        replica_of(change.id),
        change.doc,
        change.kind,
        change.raw,
        refusal.code,
        refusal.path,
        refusal.reason,
        msgspec.json.encode(refusal.params).decode(),
        received_ms,
    )


def refused_before(txn: Txn, ids: list[bytes]) -> dict[bytes, Judged]:
    """Those of these changes that were refused once."""
    rows = txn.fetch_in("select id, body, code, path, reason, params from quarantine where id in (*)", ids)
    return {
        id: Judged(body, Refusal(code, reason, path, msgspec.json.decode(params)))
        for id, body, code, path, reason, params in rows
    }


def not_found_acts(txn: Txn, column: str, values: list[bytes]) -> list[Act]:
    """What was answered `not_found`, by `id` or by `author`, in the order of the stamps."""
    rows = txn.fetch_in(
        f"select author, body, received_ms from quarantine where code = 'not_found' and {column} in (*)",  # noqa: S608
        values,
    )
    found: list[Act] = []
    for author, body, received_ms in rows:
        sent = read_change(bytes(body))
        replica, stamp_ms = replica_of(sent.id), ms_of(sent.id)
        found.append(Act(bytes(author), replica, sent.id, stamp_ms, received_ms, sent.doc, sent.kind, sent.values))
    return sorted(found, key=lambda act: act.stamp)


def told(refusal: Refusal, language: str) -> dict[str, Any]:
    """A refusal as a push answers it."""
    message = explain(refusal.code, refusal.reason, refusal.params, language)
    return {"code": refusal.code, "message": message, "path": refusal.path}


def listed(txn: Txn, reader: bytes, roster: Roster, language: str, doc: bytes | None = None) -> list[Listed]:
    """The refused changes of this reader; with `doc` those to a document, of everybody if the reader oversees it."""
    columns = "select id, author, doc, kind, body, code, path, reason, params, received_ms from quarantine "
    if doc is None:
        rows = txn.fetch(columns + "where author = ? order by id desc limit ?", [reader, LISTED_MAX])
    elif any(oversees(reader, document, roster) for document in read_documents(txn, [doc])):
        rows = txn.fetch(columns + "where doc = ? order by id desc limit ?", [doc, LISTED_MAX])
    else:
        rows = txn.fetch(columns + "where doc = ? and author = ? order by id desc limit ?", [doc, reader, LISTED_MAX])
    return [_listed(row, language) for row in rows]


def _listed(row: Row, language: str) -> Listed:
    id, author, doc, kind, body, code, path, reason, params, received_ms = row
    return Listed(
        id.hex(),
        author.hex(),
        doc.hex(),
        kind,
        code,
        explain(code, reason, msgspec.json.decode(params), language),
        path,
        [written for written, _ in stored_change(body).writes],
        ms_of(id),
        received_ms,
    )

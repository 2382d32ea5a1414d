"""Recounting a ledger from nothing but the stored changes and entries, slowly and in other words than the server's."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import msgspec

from api.database import Txn
from models.document import Document, Register
from models.roster import ROSTER_KINDS, Roster
from models.scopes import scopes_of

DEAD, WHOLE, FORGET, PARTLY = 0, 1, 2, 3


def recount(txn: Txn, today: str) -> None:
    """Asserts that registers, scopes, digests, chains and what entries say follow from the log."""
    changes = {
        id: (author, received_ms, body)
        for id, author, received_ms, body in txn.fetch("select id, author, received_ms, body from changes")
    }
    standing = _merged(changes)
    assert registers(txn) == standing
    scopes = _check_documents(txn, changes, standing, today)
    for number, name, seq, digest, chain in txn.fetch("select number, name, seq, digest, chain from scopes"):
        entries = txn.fetch(
            "select seq, change, doc, received_ms, live, chain from entries where scope = ? order by seq", [number]
        )
        assert [entry[0] for entry in entries] == list(range(1, seq + 1)), f"{name} has gaps"
        assert _check_chain(entries, changes) == chain
        inside = {doc for doc, names in scopes.items() if name in names}
        assert digest == _digest(inside, standing)
        _check_entries(entries, inside, standing, changes)


def registers(txn: Txn, doc: bytes | None = None) -> dict[tuple[bytes, str], tuple[bytes, Any]]:
    """The change and the value that stand at each path of each document (or of one), as the database has them."""
    found: dict[tuple[bytes, str], tuple[bytes, Any]] = {}
    everything, one = "select doc, registers from states", "select doc, registers from states where doc = ?"
    for id, page in txn.fetch(everything) if doc is None else txn.fetch(one, [doc]):
        for path, (stamp, value, _, _) in msgspec.msgpack.decode(page).items():
            assert (id, path) not in found, "a register stands on one page"
            found[id, path] = (stamp, value)
    return found


def _merged(changes: dict[bytes, tuple[bytes, int, bytes]]) -> dict[tuple[bytes, str], tuple[bytes, Any]]:
    standing: dict[tuple[bytes, str], tuple[bytes, Any]] = {}
    for _, _, body in changes.values():
        stamp, doc, _, writes = msgspec.msgpack.decode(body)
        for path, value in writes:
            if (doc, path) not in standing or standing[doc, path][0] < stamp:
                standing[doc, path] = (stamp, value)
    return standing


def _check_documents(
    txn: Txn,
    changes: dict[bytes, tuple[bytes, int, bytes]],
    standing: dict[tuple[bytes, str], tuple[bytes, Any]],
    today: str,
) -> dict[bytes, set[str]]:
    """Every document is in the scopes that the roster says; returns them by document."""
    documents: dict[bytes, Document] = {}
    kept: dict[bytes, set[str]] = {}
    for id, kind, creator, names in txn.fetch("select id, kind, creator, scopes from documents"):
        documents[id] = Document(id, kind, creator)
        kept[id] = set(names.split("\n")) - {""}
    for (doc, path), (stamp, value) in standing.items():
        author, received_ms, _ = changes[stamp]
        documents[doc].registers[path] = Register(stamp, value, author, received_ms)
    roster = Roster((each for each in documents.values() if each.kind in ROSTER_KINDS), today)
    for id, document in documents.items():
        assert kept[id] == scopes_of(document, roster), document.kind
    return kept


def _check_chain(entries: list[tuple[Any, ...]], changes: dict[bytes, tuple[bytes, int, bytes]]) -> bytes:
    link = bytes(32)
    for seq, change, doc, received_ms, _, kept in entries:
        author, moment, content = (bytes(16), received_ms, doc) if change is None else changes[change]
        assert moment == received_ms
        link = sha256(link + seq.to_bytes(8, "big") + author + moment.to_bytes(8, "big") + content).digest()
        assert kept == link
    return link


def _digest(inside: set[bytes], standing: dict[tuple[bytes, str], tuple[bytes, Any]]) -> bytes:
    total = 0
    for (doc, path), (stamp, _) in standing.items():
        if doc in inside:
            total ^= int.from_bytes(sha256(doc + path.encode() + b"\0" + stamp).digest()[:16], "big")
    return total.to_bytes(16, "big")


def _check_entries(
    entries: list[tuple[Any, ...]],
    inside: set[bytes],
    standing: dict[tuple[bytes, str], tuple[bytes, Any]],
    changes: dict[bytes, tuple[bytes, int, bytes]],
) -> None:
    """Each standing change of each document inside is told once; of each document that left, that it left."""
    told: dict[bytes, int] = {}
    forgotten: set[bytes] = set()
    for _, change, doc, _, live, _ in entries:
        if live == FORGET:
            assert doc not in inside
            assert doc not in forgotten
            forgotten.add(doc)
        elif live != DEAD:
            assert doc in inside
            assert change not in told
            told[change] = live
    expected: dict[bytes, int] = {}
    for change in {stamp for (doc, _), (stamp, _) in standing.items() if doc in inside}:
        _, doc, _, writes = msgspec.msgpack.decode(changes[change][2])
        whole = all(standing[doc, path][0] == change for path, _ in writes)
        expected[change] = WHOLE if whole else PARTLY
    assert told == expected

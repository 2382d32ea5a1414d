"""The ballot box in the database: what waits, what is written, and when; as functions of a transaction.

Promises: a ballot stands once a key, the one of the highest revision; what waits is written together, in the order of
its hashes, once five are there who had none and those who may still come are none or five (nobody is left alone for
the end), or when the context closes. What waited leaves no trace. Nothing here knows a person or looks at a clock.
"""

from __future__ import annotations

from typing import Any

import msgspec

from api.database import Row, Txn
from api.problems import Problem
from models.ballot import STEP, Ballot, is_full, leaf_hash
from models.ballot_context import BallotBox

_FIELDS = "leaf, context, key, revision, body"
_INSERT = {
    table: f"insert into {table} ({_FIELDS}) values (?, ?, ?, ?, ?)"  # noqa: S608 - our own names
    for table in ("ballot_held", "ballots")
}
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Ballot).decode


def put(txn: Txn, ballot: Ballot, electors: int) -> bool:
    """Takes a ballot whose signatures hold: True once it is written, False while it waits.

    Problem `ballot_revision` where the same key has cast another one of this revision or a higher one.
    """
    _hold_still(txn)
    leaf, context = leaf_hash(ballot), ballot.context
    if is_written(txn, leaf):
        return True
    if not txn.fetch("select 1 from ballot_held where leaf = ?", [leaf]):
        _check_revision(txn, ballot)
        txn.execute("delete from ballot_held where context = ? and key = ?", [context, ballot.key])
        txn.execute(_INSERT["ballot_held"], [leaf, context, ballot.key, ballot.revision, _encode(ballot)])
    if not _may_write(txn, context, electors):
        return False
    write_held(txn, context)
    return True


def _may_write(txn: Txn, context: bytes, electors: int) -> bool:
    """Whether what waits is a batch among which nobody stands out. Whoever revises a ballot that is written has a key
    that was seen before and hides no newcomer: five newcomers it takes. Revisions go with them, or five by themselves.
    """
    cast = count_cast(txn, context)
    fresh = cast - count_written(txn, context)
    held = txn.fetch("select count(*) from ballot_held where context = ?", [context])[0][0]
    return is_full(fresh, electors - cast) if fresh else held >= STEP


def write_held(txn: Txn, context: bytes) -> None:
    """Writes what waits in a context, sorted by hash, in place of what the same keys had cast before."""
    rows = _held(txn, "where context = ?", [context])
    if not rows:
        return
    for _, _, key, _, _ in rows:
        txn.execute("delete from ballots where context = ? and key = ?", [context, key])
    for row in rows:
        txn.execute(_INSERT["ballots"], row)
    _forget_held(txn, context)


def is_taken(txn: Txn, ballot: Ballot) -> bool:
    """Whether this very ballot came before."""
    leaf = leaf_hash(ballot)
    return is_written(txn, leaf) or bool(txn.fetch("select 1 from ballot_held where leaf = ?", [leaf]))


def is_written(txn: Txn, leaf: bytes) -> bool:
    return bool(txn.fetch("select 1 from ballots where leaf = ?", [leaf]))


def count_cast(txn: Txn, context: bytes) -> int:
    """How many keys have cast a ballot, written or waiting."""
    written = count_written(txn, context)
    waiting = txn.fetch(
        "select count(*) from ballot_held h where h.context = ? and not exists "
        "(select 1 from ballots b where b.context = h.context and b.key = h.key)",
        [context],
    )[0][0]
    return written + waiting


def count_written(txn: Txn, context: bytes) -> int:
    """How many keys have a ballot that stands: it survives the server."""
    return txn.fetch("select count(*) from ballots where context = ?", [context])[0][0]


def count_issued(txn: Txn, context: bytes) -> int:
    return txn.fetch("select count(*) from ballot_issues where context = ?", [context])[0][0]


def is_issued_to(txn: Txn, context: bytes, person: bytes) -> bool:
    return bool(txn.fetch("select 1 from ballot_issues where id = ?", [person + context]))


def issued_to(txn: Txn, person: bytes) -> list[bytes]:
    """The contexts of which somebody was given a ballot; their ids begin with the person's."""
    rows = txn.fetch("select id from ballot_issues where id > ? and id < ?", [person, person + b"\xff" * 17])
    return sorted(id[16:] for (id,) in rows)


def box_of(txn: Txn, context: bytes) -> BallotBox:
    """What is written of a context, in the order of its hashes."""
    rows = txn.fetch("select body from ballots where context = ? order by leaf", [context])
    return BallotBox(tuple(_decode(body) for (body,) in rows), count_issued(txn, context))


def emptied_box(txn: Txn, context: bytes) -> BallotBox:
    """The same, with what waits written in first: for the end."""
    _hold_still(txn)
    write_held(txn, context)
    return box_of(txn, context)


def leaves_of(txn: Txn, context: bytes) -> list[bytes]:
    """The hashes of what is written, ascending."""
    return [leaf for (leaf,) in txn.fetch("select leaf from ballots where context = ? order by leaf", [context])]


def _check_revision(txn: Txn, ballot: Ballot) -> None:
    known: list[Row] = []
    for table in ("ballots", "ballot_held"):
        asked = f"select revision from {table} where context = ? and key = ?"  # noqa: S608 - our own names
        known += txn.fetch(asked, [ballot.context, ballot.key])
    if any(revision >= ballot.revision for (revision,) in known):
        raise Problem("ballot_revision")


def _hold_still(txn: Txn) -> None:
    """Other processes wait: whoever counts what is held has to know that nothing comes beside it."""
    if txn.engine == "postgres":
        txn.execute("lock table ballot_held in access exclusive mode")


def _held(txn: Txn, which: str, args: list[Any]) -> list[Row]:
    return txn.fetch(f"select {_FIELDS} from ballot_held {which} order by leaf", args)  # noqa: S608 - our own words


def _forget_held(txn: Txn, context: bytes) -> None:
    """PostgreSQL keeps what a `delete` removed until it is swept: the table is emptied and the others put back."""
    if txn.engine != "postgres":
        txn.execute("delete from ballot_held where context = ?", [context])
        return
    others = _held(txn, "where context <> ?", [context])
    txn.execute("truncate ballot_held")
    for row in others:
        txn.execute(_INSERT["ballot_held"], row)

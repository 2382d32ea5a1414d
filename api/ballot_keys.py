"""The issuer's keys as rows: kept while a context is open, erased when it closes; as functions of a transaction."""

from __future__ import annotations

from api.database import Txn

_WITHOUT_KEY = (
    "select d.id from documents d left join ballot_keys k on k.context = d.id "
    "where d.kind = 'ballot_context' and d.group_key is not null and k.context is null order by d.id"
)
_KEEP = "insert into ballot_keys (context, private) values (?, ?) on conflict (context) do nothing"


def contexts_without_key(txn: Txn) -> list[bytes]:
    return [id for (id,) in txn.fetch(_WITHOUT_KEY)]


def keep_key(txn: Txn, context: bytes, private: bytes) -> bool:
    """False where the context has, or had, a key."""
    return txn.execute(_KEEP, [context, private]) == 1


def private_key(txn: Txn, context: bytes) -> bytes | None:
    """The private half; None before it is made and after the context has closed."""
    rows = txn.fetch("select private from ballot_keys where context = ?", [context])
    return rows[0][0] if rows else None


def erase_key(txn: Txn, context: bytes) -> None:
    """Nobody signs under it any more. The row stays, so that no second key is made."""
    if txn.execute("update ballot_keys set private = null where context = ?", [context]) == 0:
        txn.execute("insert into ballot_keys (context, private) values (?, null)", [context])

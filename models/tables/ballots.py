"""Anonymous ballots: the issuer's keys, what was signed for whom, and the ballots themselves, which nothing joins.

No column of `ballots` or `ballot_held` says when, from whom or in which order; on SQLite both are their own index, so
there is no row number either. `ballot_held` is in memory there and unlogged on PostgreSQL: what waits leaves no trace.
"""

from __future__ import annotations

from piccolo.columns import BigInt, Bytea
from piccolo.table import Table

from models.tables.engine import BORROWED


class BallotKey(Table, tablename="ballot_keys", db=BORROWED):
    """签发密钥: of one context; `private` is erased when the context closes."""

    context = Bytea(primary_key=True, default=b"")
    private = Bytea(null=True, default=None)


class BallotIssue(Table, tablename="ballot_issues", db=BORROWED):
    """签发记录: `id` is voter ‖ context; the hash of the blinded message that was signed, and the answer to it."""

    id = Bytea(primary_key=True, default=b"")
    context = Bytea(default=b"")
    hash = Bytea(default=b"")
    signature = Bytea(default=b"")


class BallotHeld(Table, tablename="ballot_held", db=BORROWED):
    """待入选票: waits until five are there."""

    leaf = Bytea(primary_key=True, default=b"")
    context = Bytea(default=b"")
    key = Bytea(default=b"")
    revision = BigInt()
    body = Bytea(default=b"")


class BallotCast(Table, tablename="ballots", db=BORROWED):
    """选票: `leaf` is its hash in the tree; one a `context` and one-time `key`, the one of the highest revision."""

    leaf = Bytea(primary_key=True, default=b"")
    context = Bytea(default=b"")
    key = Bytea(default=b"")
    revision = BigInt()
    body = Bytea(default=b"")

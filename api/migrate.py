"""Migrations: brings a database to the shape that this version needs, in one transaction, and draws its `log`.

Piccolo keeps which migrations ran and runs those that didn't; they execute on our own connection, so it works
the same on both databases, on a file, in memory, and without an event loop.
"""

from __future__ import annotations

import io
import os
import sys
from contextlib import redirect_stdout

from piccolo.apps.migrations.commands.forwards import run_forwards

from api.database import Store, Txn
from models.tables.engine import drive, lent

LOCK_NUMBER = 0x6D696E67
APP_NAME = "mingcha"


def migrate(store: Store, fresh_log: bytes) -> None:
    """Runs the migrations that haven't run. `fresh_log` (16 random bytes) becomes the id of a database made now."""
    with store.transaction() as txn:
        if txn.engine == "postgres":
            txn.execute("select pg_advisory_xact_lock(?)", [LOCK_NUMBER])  # one process at a time
        _run_forwards(txn)
        _set_if_missing(txn, "log", fresh_log.hex())
        _set_if_missing(txn, "roster_version", "0")
        txn.execute(
            "insert into replicas (id, person, issued_ms) select 1, ?, 0 where not exists "
            "(select 1 from replicas where id = 1)",
            [bytes(16)],
        )


def _run_forwards(txn: Txn) -> None:
    os.environ["PICCOLO_CONF"] = "models.piccolo_conf"
    paths = list(sys.path)
    said = io.StringIO()
    try:
        with redirect_stdout(said), lent(txn):
            result = drive(run_forwards(APP_NAME))
    finally:
        sys.path[:] = paths
    if not result.success:
        raise RuntimeError(f"the migrations stopped: {result.message}")


def _set_if_missing(txn: Txn, key: str, value: str) -> None:
    if not txn.fetch("select 1 from meta where key = ?", [key]):
        txn.execute("insert into meta (key, value) values (?, ?)", [key, value])

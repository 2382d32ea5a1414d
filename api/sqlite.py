"""SQLite: one writing connection and as many reading ones as threads ask for.

WAL with `synchronous=FULL`: what a commit has acknowledged survives a power cut. Transactions begin IMMEDIATE,
so nobody reads first and then can't write.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Any

from api.announcement import Announcement
from api.database import Bulk, Connection, EngineName, Row, StorageFull, Txn, Unavailable, held
from models.tables.engine import PiccoloQuery, run_on

BUSY_SECONDS = 2.0
STATEMENTS_KEPT = 256
KEYS_AT_ONCE = 256
BALLOTS_HELD = """create temp table ballot_held (
    leaf blob primary key, context blob not null, key blob not null, revision int not null, body blob not null,
    unique (context, key)) without rowid"""
"""What waits to be written in fives is kept in memory: neither the file nor its log tells in which order it came
(docs/decisions/anonymous-ballots.md). `secure_delete`: what is erased, such as an issuer's key, is overwritten."""
_FULL = sqlite3.SQLITE_FULL
_PASSING = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
}


class SQLiteConnection:
    """A connection to one file; see `Txn` and `Connection` for what each call promises."""

    def __init__(self, path: str, *, writing: bool) -> None:
        self.memory: dict[str, Any] = {}
        self.altered = False
        self.news = Announcement()
        self.number = 0
        self._writing = writing
        self._seen_version = -1
        try:
            self._connection = sqlite3.connect(
                path,
                isolation_level=None,
                detect_types=sqlite3.PARSE_DECLTYPES,
                check_same_thread=False,
                cached_statements=STATEMENTS_KEPT,
                timeout=BUSY_SECONDS,
            )
            for pragma in ("journal_mode=wal", "synchronous=full", "temp_store=memory", "cache_size=-32000"):
                self._connection.execute(f"pragma {pragma}").fetchall()
            if writing:
                self._connection.execute("pragma secure_delete=on").fetchall()
                self._connection.execute(BALLOTS_HELD)
            else:
                self._connection.execute("pragma query_only=on")
        except sqlite3.OperationalError as error:
            raise _translated(error) from error

    @property
    def engine(self) -> EngineName:
        return "sqlite"

    @property
    def is_open(self) -> bool:
        return self._connection.in_transaction

    def fetch(self, sql: str, args: Sequence[Any] = ()) -> list[Row]:
        try:
            return self._connection.execute(sql, args).fetchall()
        except sqlite3.OperationalError as error:
            raise _translated(error) from error

    def fetch_in(self, sql: str, keys: Sequence[Any]) -> list[Row]:
        rows: list[Row] = []
        for start in range(0, len(keys), KEYS_AT_ONCE):
            some = list(keys[start : start + KEYS_AT_ONCE])
            width = 1 << (len(some) - 1).bit_length()  # a few widths, so that statements stay prepared
            some += [some[-1]] * (width - len(some))
            rows += self.fetch(sql.replace("in (*)", f"in ({','.join('?' * width)})"), some)
        return rows

    def execute(self, sql: str, args: Sequence[Any] = ()) -> int:
        try:
            return self._connection.execute(sql, args).rowcount
        except sqlite3.OperationalError as error:
            raise _translated(error) from error

    def execute_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        try:
            self._connection.executemany(sql, rows)
        except sqlite3.OperationalError as error:
            raise _translated(error) from error

    def execute_bulk(self, bulk: Bulk, rows: Sequence[Sequence[Any]]) -> None:
        if rows:
            self.execute_many(bulk.row, rows)

    def fetch_dicts(self, sql: str, args: list[Any]) -> list[dict[str, Any]]:
        try:
            cursor = self._connection.execute(sql, args)
            names = [column[0] for column in cursor.description or ()]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        except sqlite3.OperationalError as error:
            raise _translated(error) from error

    def run(self, query: PiccoloQuery) -> Any:
        return run_on(self, query)

    def begin(self) -> None:
        self.number += 1
        self.execute("begin immediate" if self._writing else "begin")
        version = self.fetch("pragma data_version")[0][0]
        if self._writing and version != self._seen_version:  # another connection has written
            self.memory.clear()
        self._seen_version = version

    def commit(self) -> None:
        self.execute("commit")

    def rollback(self) -> None:
        self.memory.clear()
        if self._connection.in_transaction:
            self.execute("rollback")

    def savepoint(self, *, patient: bool) -> None:
        self.altered = False
        self.execute("savepoint job")

    def release(self) -> None:
        self.execute("release job")

    def rollback_to_savepoint(self) -> None:
        if self.altered:
            self.memory.clear()
        self.execute("rollback to job")
        self.execute("release job")

    def close(self) -> None:
        self._connection.close()


class SQLiteStore:
    """One database file, or `:memory:` for a test that needs no second connection."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._own: SQLiteConnection | None = None
        self._reader: SQLiteConnection | None = None

    @property
    def engine(self) -> EngineName:
        return "sqlite"

    def connect(self, *, writing: bool) -> Connection:
        return SQLiteConnection(self.path, writing=writing)

    def transaction(self) -> AbstractContextManager[Txn]:
        return held(self._writer)

    def reading(self) -> AbstractContextManager[Txn]:
        return held(self._writer if self.path == ":memory:" else self._reading)

    def close(self) -> None:
        for connection in (self._own, self._reader):
            if connection is not None:
                connection.close()
        self._own = self._reader = None

    def _writer(self) -> SQLiteConnection:
        if self._own is None:
            self._own = SQLiteConnection(self.path, writing=True)
        return self._own

    def _reading(self) -> SQLiteConnection:
        if self._reader is None:
            self._reader = SQLiteConnection(self.path, writing=False)
        return self._reader


def open_sqlite(path: str) -> SQLiteStore:
    """The store of one file; usable without threads: `with open_sqlite(path).transaction() as txn: …`."""
    return SQLiteStore(path)


def _translated(error: sqlite3.OperationalError) -> Exception:
    """What the server says of an SQLite error; a mistake in our SQL stays what it is."""
    code = error.sqlite_errorcode & 0xFF
    if code == _FULL:
        return StorageFull(str(error))
    return Unavailable(str(error)) if code in _PASSING else error

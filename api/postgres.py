"""PostgreSQL behind the synchronous face of `Txn`: asyncpg on an event loop that belongs to the connection.

A connection is used by one thread at a time, and never by one whose own event loop is running.
Documents are locked by advisory locks and scopes by their rows (`api/ledger.py`), always in sorted order.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Any, TypeVar, cast

import asyncpg  # pyright: ignore[reportMissingTypeStubs] - it has none

from api.announcement import Announcement
from api.database import (
    Bulk,
    Connection,
    Contended,
    DatabaseError,
    EngineName,
    Row,
    StorageFull,
    Txn,
    Unavailable,
    held,
)
from models.tables.engine import PiccoloQuery, run_on

CONNECT_SECONDS = 3.0
STATEMENT_SECONDS = 30.0
_CONTENDED = {"40001", "40P01", "55P03"}
_IMPATIENT = "savepoint job; set local lock_timeout = '2ms'"
_FULL = {"53100"}
_LOST_CLASSES = ("08", "53", "57")  # connection, resources, the operator stopped it

T = TypeVar("T")
_connect = cast(Any, asyncpg).connect  # it is typed only in part
_numbered: dict[str, str] = {}


class PostgresConnection:
    """A connection to a server; see `Txn` and `Connection` for what each call promises."""

    def __init__(self, url: str, *, writing: bool) -> None:
        self.memory: dict[str, Any] = {}
        self.altered = False
        self.news = Announcement()
        self.number = 0
        self._begin = "begin" if writing else "begin isolation level repeatable read read only"
        self._loop = asyncio.new_event_loop()
        try:
            self._connection: Any = self._wait(
                _connect(
                    url, timeout=CONNECT_SECONDS, command_timeout=STATEMENT_SECONDS, server_settings={"jit": "off"}
                )
            )
        except BaseException:
            self._loop.close()
            raise

    @property
    def engine(self) -> EngineName:
        return "postgres"

    @property
    def is_open(self) -> bool:
        return not self._connection.is_closed() and self._connection.is_in_transaction()

    def fetch(self, sql: str, args: Sequence[Any] = ()) -> list[Row]:
        return [tuple(row) for row in self._wait(self._connection.fetch(_with_numbers(sql), *args))]

    def fetch_in(self, sql: str, keys: Sequence[Any]) -> list[Row]:
        return self.fetch(sql.replace("in (*)", "= any(?)"), [list(keys)]) if keys else []

    def execute(self, sql: str, args: Sequence[Any] = ()) -> int:
        status: str = self._wait(self._connection.execute(_with_numbers(sql), *args))
        count = status.rpartition(" ")[2]
        return int(count) if count.isdigit() else -1

    def execute_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        self._wait(self._connection.executemany(_with_numbers(sql), rows))

    def execute_bulk(self, bulk: Bulk, rows: Sequence[Sequence[Any]]) -> None:
        if rows:
            self.execute(bulk.columns, [list(column) for column in zip(*rows, strict=True)])

    def fetch_dicts(self, sql: str, args: list[Any]) -> list[dict[str, Any]]:
        return [dict(row) for row in self._wait(self._connection.fetch(sql, *args))]

    def run(self, query: PiccoloQuery) -> Any:
        return run_on(self, query)

    def begin(self) -> None:
        self.number += 1
        self.execute(self._begin)

    def commit(self) -> None:
        self.execute("commit")

    def rollback(self) -> None:
        self.memory.clear()
        if self.is_open:
            self.execute("rollback")

    def savepoint(self, *, patient: bool) -> None:
        self.altered = False
        self.execute("savepoint job" if patient else _IMPATIENT)

    def release(self) -> None:
        self.execute("release savepoint job")

    def rollback_to_savepoint(self) -> None:
        if self.altered:
            self.memory.clear()
        self.number += 1  # the locks that were taken since are gone: what is remembered is looked at again
        self.execute("rollback to savepoint job")
        self.execute("release savepoint job")

    def close(self) -> None:
        if self._loop.is_closed():
            return
        try:
            self._wait(self._connection.close(timeout=CONNECT_SECONDS))
        except DatabaseError:
            self._connection.terminate()
        self._loop.run_until_complete(asyncio.sleep(0))  # lets the transport say goodbye
        self._loop.close()

    def _wait(self, work: Coroutine[Any, Any, T]) -> T:
        if self._loop.is_closed():
            work.close()
            raise Unavailable("the connection is closed")
        try:
            return self._loop.run_until_complete(work)
        except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, TimeoutError) as error:
            raise _translated(error) from error


class PostgresStore:
    """One database on a server."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._own: PostgresConnection | None = None
        self._reader: PostgresConnection | None = None

    @property
    def engine(self) -> EngineName:
        return "postgres"

    def connect(self, *, writing: bool) -> Connection:
        return PostgresConnection(self.url, writing=writing)

    def transaction(self) -> AbstractContextManager[Txn]:
        return held(self._writer)

    def reading(self) -> AbstractContextManager[Txn]:
        return held(self._reading)

    def close(self) -> None:
        for connection in (self._own, self._reader):
            if connection is not None:
                connection.close()
        self._own = self._reader = None

    def _writer(self) -> PostgresConnection:
        if self._own is None:
            self._own = PostgresConnection(self.url, writing=True)
        return self._own

    def _reading(self) -> PostgresConnection:
        if self._reader is None:
            self._reader = PostgresConnection(self.url, writing=False)
        return self._reader


def _with_numbers(sql: str) -> str:
    """`?` as `$1`, `$2`… (our SQL has no question mark of another kind)."""
    known = _numbered.get(sql)
    if known is None:
        parts = sql.split("?")
        known = parts[0] + "".join(f"${number}{part}" for number, part in enumerate(parts[1:], 1))
        _numbered[sql] = known
    return known


def _translated(error: Exception) -> Exception:
    """What the server says of a PostgreSQL error; a mistake in our SQL stays what it is."""
    if not isinstance(error, asyncpg.PostgresError):
        return Unavailable(str(error) or type(error).__name__)
    state: str = getattr(error, "sqlstate", None) or ""
    if state in _CONTENDED:
        return Contended(str(error))
    if state in _FULL:
        return StorageFull(str(error))
    return Unavailable(str(error)) if state.startswith(_LOST_CLASSES) else error

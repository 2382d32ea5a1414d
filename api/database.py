"""One synchronous face for both databases: a transaction that fetches and executes.

Everything that touches data is a plain function over a `Txn`, so the server runs it in its writer thread and the
simulation runs the same function in one thread with a virtual clock.

DatabaseError
 ├─ Unavailable   the database can't be reached or is busy: nothing was stored, try again       (503)
 ├─ StorageFull   the disk is full: nothing was stored                                          (507)
 └─ Contended     another process held what this needed: the writer does it again by itself     (503)
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Literal, NamedTuple, Protocol

from api.announcement import Announcement
from models.tables.engine import PiccoloQuery

EngineName = Literal["sqlite", "postgres"]
Row = tuple[Any, ...]
RETRY_AFTER_SECONDS = 3


class DatabaseError(ConnectionError):
    """Nothing was stored. `code` is the problem's stable code, `status` its HTTP status."""

    code = "database_error"
    status = 503
    retry_after_s = RETRY_AFTER_SECONDS


class Unavailable(DatabaseError):  # noqa: N818 - says what is the case
    """The database can't be reached, or is busy for too long."""

    code = "unavailable"


class StorageFull(DatabaseError):  # noqa: N818 - says what is the case
    """The disk under the database is full."""

    code = "storage_full"
    status = 507


class Contended(DatabaseError):  # noqa: N818 - says what is the case
    """A deadlock or a serialization failure: doing the same again succeeds."""

    code = "unavailable"


class Bulk(NamedTuple):
    """A statement for many rows at once: `row` with a `?` per column for SQLite, `columns` with one array per
    column (`unnest(?::bytea[], …)`) for PostgreSQL."""

    row: str
    columns: str


class Txn(Protocol):
    """An open transaction. SQL marks its arguments with `?`; rows are tuples; every call may raise DatabaseError.

    `memory` is what this connection remembers between its transactions (rosters, documents). Who makes it differ from
    what was committed sets `altered`; what is rolled back after that empties it. `news` collects what the event loop
    is told after the commit. `number` counts this connection's transactions.
    """

    @property
    def engine(self) -> EngineName: ...

    memory: dict[str, Any]
    altered: bool
    news: Announcement
    number: int

    def fetch(self, sql: str, args: Sequence[Any] = ()) -> list[Row]:
        """All rows of a query."""
        ...

    def fetch_in(self, sql: str, keys: Sequence[Any]) -> list[Row]:
        """All rows of a query whose `in (*)` stands for any of these keys; no keys, no rows."""
        ...

    def execute(self, sql: str, args: Sequence[Any] = ()) -> int:
        """Runs one statement; returns the number of rows it touched."""
        ...

    def execute_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Runs one statement for each row of arguments."""
        ...

    def execute_bulk(self, bulk: Bulk, rows: Sequence[Sequence[Any]]) -> None:
        """Runs one statement for all rows together; no rows, no work."""
        ...

    def fetch_dicts(self, sql: str, args: list[Any]) -> list[dict[str, Any]]:
        """All rows by column name, as Piccolo wants them; the SQL is already in the database's own words."""
        ...

    def run(self, query: PiccoloQuery) -> Any:
        """The result of a Piccolo query, compiled by Piccolo and run on this connection."""
        ...


class Connection(Txn, Protocol):
    """What the writer holds: a transaction that it opens and ends itself."""

    @property
    def is_open(self) -> bool:
        """Whether a transaction is open (a database may have ended it by itself)."""
        ...

    def begin(self) -> None: ...

    def commit(self) -> None: ...

    def rollback(self) -> None: ...

    def savepoint(self, *, patient: bool) -> None:
        """Begins a piece of work. One that isn't patient is Contended at once where it would wait for a lock."""
        ...

    def release(self) -> None: ...

    def rollback_to_savepoint(self) -> None: ...

    def close(self) -> None: ...


class Store(Protocol):
    """A database: connections to it, and transactions without a thread."""

    @property
    def engine(self) -> EngineName: ...

    def connect(self, *, writing: bool) -> Connection:
        """A new connection; Unavailable where there is none to be had."""
        ...

    def transaction(self) -> AbstractContextManager[Txn]:
        """A writing transaction on a connection of the caller's own: committed at the end, undone on any error."""
        ...

    def reading(self) -> AbstractContextManager[Txn]:
        """A transaction that sees one state of the database and writes nothing."""
        ...

    def close(self) -> None: ...


@contextmanager
def held(connect: Callable[[], Connection]) -> Generator[Txn]:
    """A transaction on `connect()`'s connection: committed at the end, rolled back with its memory on any error."""
    connection = connect()
    connection.news = Announcement()
    connection.begin()
    try:
        yield connection
        connection.commit()
    except BaseException:
        connection.rollback()
        raise

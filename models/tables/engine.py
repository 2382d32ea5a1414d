"""Piccolo on a connection that somebody else holds: queries are compiled by Piccolo and run where they are lent one.

Piccolo's own engines open a connection per query or keep a pool of their own; here every query runs inside the
transaction of the caller, on both databases, without an event loop.
"""

from __future__ import annotations

from collections.abc import Coroutine, Generator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Protocol

from piccolo.engine.base import BaseBatch, BaseTransaction, Engine
from piccolo.query.base import Query
from piccolo.querystring import QueryString

NEW_ENOUGH = 99.0
"""What Piccolo is told when it asks for a version: as a number, 3.40 would come before its 3.24."""


class PiccoloQuery(Protocol):
    """Any of Piccolo's queries and statements."""

    def run(self) -> Coroutine[Any, Any, Any]: ...


class Lender(Protocol):
    """A connection that can be lent: `engine` is "sqlite" or "postgres"."""

    @property
    def engine(self) -> str: ...

    def fetch_dicts(self, sql: str, args: list[Any]) -> list[dict[str, Any]]: ...


_lender: ContextVar[Lender] = ContextVar("lender")


class _Lent(BaseTransaction):
    """Piccolo asks for a transaction where there is one already."""

    async def __aenter__(self, *args: Any, **kwargs: Any) -> None:
        return None

    async def __aexit__(self, *args: Any) -> bool:
        return False


class BorrowedEngine(Engine[_Lent]):
    """An engine without a connection of its own; its type is that of whoever lends."""

    def __init__(self) -> None:  # pyright: ignore[reportMissingSuperCall] - the parent would ask a server its version
        self.log_queries = False
        self.log_responses = False
        self.query_id = 0

    @property
    def engine_type(self) -> str:  # pyright: ignore[reportIncompatibleVariableOverride] - it varies with the lender
        lender = _lender.get(None)
        return lender.engine if lender else "sqlite"

    async def get_version(self) -> float:
        return self.get_version_sync()

    def get_version_sync(self) -> float:
        return NEW_ENOUGH

    async def prep_database(self) -> None:
        return None

    async def batch(self, query: Query[Any, Any], batch_size: int = 100, node: str | None = None) -> BaseBatch:
        raise RuntimeError("a lent connection reads its rows at once")

    async def run_querystring(self, querystring: QueryString, in_pool: bool = True) -> Any:
        sql, args = querystring.compile_string(engine_type=self.engine_type)
        return _lender.get().fetch_dicts(sql, args)

    async def run_ddl(self, ddl: str, in_pool: bool = True) -> Any:
        return _lender.get().fetch_dicts(ddl, [])

    def atomic(self) -> Any:
        raise RuntimeError("a lent connection is in a transaction already")

    def transaction(self) -> _Lent:
        return _Lent()


BORROWED = BorrowedEngine()


@contextmanager
def lent(lender: Lender) -> Generator[None]:
    """Within this block Piccolo's queries run on `lender`."""
    token = _lender.set(lender)
    try:
        yield
    finally:
        _lender.reset(token)


def drive(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """The result of a coroutine that never waits, as Piccolo's never do on a lent connection."""
    try:
        coroutine.send(None)
    except StopIteration as done:
        return done.value
    coroutine.close()
    raise RuntimeError("a query on a lent connection has nothing to wait for")


def run_on(lender: Lender, query: PiccoloQuery) -> Any:
    """Runs one Piccolo query on the lender's connection."""
    with lent(lender):
        return drive(query.run())

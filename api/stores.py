"""Which database an address names."""

from __future__ import annotations

from api.database import Store
from api.postgres import PostgresStore
from api.private_files import make_private_file
from api.sqlite import SQLiteStore


def open_store(url: str) -> Store:
    """The store of `postgresql://…`, `sqlite:///path` or a bare path; nothing is connected yet.

    SQLite's file is made here where it isn't, for this user alone.
    """
    if url.startswith(("postgresql://", "postgres://")):
        return PostgresStore(url)
    path = url.removeprefix("sqlite:///")
    if path != ":memory:":
        make_private_file(path)
    return SQLiteStore(path)

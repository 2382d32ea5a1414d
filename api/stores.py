"""Which database an address names."""

from __future__ import annotations

from api.database import Store
from api.postgres import PostgresStore
from api.sqlite import SQLiteStore


def open_store(url: str) -> Store:
    """The store of `postgresql://…`, `sqlite:///path` or a bare path; nothing is connected yet."""
    if url.startswith(("postgresql://", "postgres://")):
        return PostgresStore(url)
    return SQLiteStore(url.removeprefix("sqlite:///"))

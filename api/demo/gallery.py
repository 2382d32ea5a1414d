"""Sends the demonstration's photographs, each as who wrote the register that names it, by the pictures' own way in.

Promises: what is held already is not sent again; one that names none is not touched; a picture that can't be sent
keeps nobody from starting.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any, TypeVar, cast

from api.blobs import Blobs
from api.clock import Clock
from api.database import Store, Txn
from api.demo import snapshots
from api.problems import Problem
from api.sessions import Caller
from api.settings import Settings
from api.states import pages_with

T = TypeVar("T")


class _Alone:
    """独用: the two doors to the data where nobody else is at it yet."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def read(self, work: Callable[[Txn], T]) -> T:
        return await self.write(work)

    async def write(self, work: Callable[[Txn], T]) -> T:
        """In a thread of its own, as always: a connection waits by a loop of its own."""
        return await asyncio.to_thread(self._write, work)

    def _write(self, work: Callable[[Txn], T]) -> T:
        with self._store.transaction() as txn:
            return work(txn)


async def hang(settings: Settings, store: Store, clock: Clock) -> int:
    """Sends what is named and not held yet; how many pictures that were."""
    doors = _Alone(store)
    blobs = Blobs(settings, lambda: doors, clock)
    pictures = {snapshots.reference(name)["blob"]: snapshots.snapshot(name) for name in snapshots.names()}
    sent = 0
    try:
        for doc, sha256, author in await doors.read(lambda txn: _named(txn, frozenset(pictures))):
            caller, hash = Caller(author, 0, b"", b""), bytes.fromhex(sha256)
            try:
                if await blobs.find(caller, doc, hash) is None:
                    await blobs.take(caller, doc, hash, None, _chunks(pictures[sha256]))
                    sent += 1
            except Problem:
                continue  # who wrote it may not read it any more, or there is no room
    finally:
        await blobs.close()
    return sent


def _named(txn: Txn, known: frozenset[str]) -> list[tuple[bytes, str, bytes]]:
    """Each document, the hash of a picture that it names, and who wrote so."""
    found: dict[tuple[bytes, str], bytes] = {}
    for (doc,) in txn.fetch("select id from documents where kind in ('order', 'observation', 'brief') order by id"):
        for page in pages_with(txn, doc, b"image/jpeg"):
            for register in page.values():
                for sha256 in known:
                    if _is(register.value, sha256):
                        found.setdefault((doc, sha256), register.author)
    return [(doc, sha256, author) for (doc, sha256), author in found.items()]


def _is(value: Any, sha256: str) -> bool:
    return isinstance(value, dict) and cast("dict[str, Any]", value).get("blob") == sha256


async def _chunks(data: bytes) -> AsyncIterator[bytes]:
    yield data

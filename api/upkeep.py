"""Upkeep: what time brings without anybody asking: rounds that close, low ratings that reach staff in the morning, the
last ratings of a month that are told, waits and unfinished pictures that are forgotten.

Promises: a failure is logged and tried again, and holds up nothing that has nothing to do with it; nothing here holds
up a request.
"""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TypeVar

from structlog.typing import FilteringBoundLogger

from api import attempts
from api.blobs import Blobs
from api.clock import Clock
from api.database import Txn
from api.intake import institutions_of, what_is_due, write_what_is_due
from api.logs import frames_of
from api.public_ratings import tell_what_waits
from api.rating_cases import open_cases
from api.sessions import Doors
from api.visits import end_visits

DEADLINES_EVERY_SECONDS = 20
SWEEP_EVERY_SECONDS = 3600
T = TypeVar("T")


class Upkeep:
    """值守: one task for the life of the application."""

    def __init__(self, database: Callable[[], Doors], clock: Clock, blobs: Blobs, log: FilteringBoundLogger) -> None:
        self._database, self._clock, self._blobs, self._log = database, clock, blobs, log

    async def run(self) -> None:
        """Until it is cancelled."""
        rounds = 0
        while True:
            await self.once(sweeping=rounds % (SWEEP_EVERY_SECONDS // DEADLINES_EVERY_SECONDS) == 0)
            rounds += 1
            await asyncio.sleep(DEADLINES_EVERY_SECONDS)

    async def once(self, *, sweeping: bool) -> None:
        """One look at the clock; what fails holds up nothing else."""
        now_ms = self._clock()
        write = self._write
        if not await self._tried(write(lambda txn: write_what_is_due(txn, now_ms))):
            await self._tried(self._one_by_one(now_ms))
        await self._tried(write(lambda txn: open_cases(txn, now_ms)))
        await self._tried(write(lambda txn: tell_what_waits(txn, now_ms)))
        if sweeping:
            await self._tried(write(lambda txn: attempts.sweep(txn, now_ms)))
            await self._tried(write(lambda txn: end_visits(txn, now_ms)))
            await self._tried(self._blobs.sweep())

    async def _one_by_one(self, now_ms: int) -> None:
        """What is due, each document in a transaction of its own: one that can't be written is passed over."""
        write = self._write
        for place in await write(lambda txn: institutions_of(txn, now_ms)):
            await self._tried(self._due_at(place, now_ms))

    async def _due_at(self, place: bytes, now_ms: int) -> None:
        write = self._write
        for doc in await write(lambda txn: what_is_due(txn, now_ms, place)):
            await self._tried(write(partial(write_what_is_due, now_ms=now_ms, institution=place, doc=doc)))

    async def _write(self, work: Callable[[Txn], T]) -> T:
        """A database that is away fails what is tried, and not the round."""
        return await self._database().write(work)

    async def _tried(self, work: Awaitable[object]) -> bool:
        try:
            await work
        except Exception as error:  # the next round tries again
            self._log.error("upkeep", error=type(error).__qualname__, at=frames_of(error))
            return False
        return True

"""The issuer's keys: made beside everything else as soon as a context is there, and told in its document.

Promises: the change that opens a poll or a round never waits for a key; what a stopped server left without one gets it
when one starts; two processes that make one for the same context agree on the first.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from structlog.typing import FilteringBoundLogger

from api.ballot_keys import contexts_without_key, keep_key
from api.ballot_signing import NewKey, new_key
from api.clock import Clock
from api.database import Txn
from api.intake import write_as_server
from api.logs import frames_of
from api.sessions import Doors
from models.document import ServerAct

LOOKS_EVERY_SECONDS = 20


class BallotSmith:
    """密钥匠: one task for the life of the application."""

    def __init__(self, database: Callable[[], Doors], clock: Clock, log: FilteringBoundLogger) -> None:
        self._database, self._clock, self._log = database, clock, log
        self._wanted = asyncio.Event()

    def look(self) -> None:
        """A context has been made: do not wait for the next look."""
        self._wanted.set()

    async def run(self) -> None:
        """Until it is cancelled."""
        while True:
            self._wanted.clear()
            try:
                await self.make_all()
            except Exception as error:  # the next look tries again
                self._log.error("ballot keys", error=type(error).__qualname__, at=frames_of(error))
            try:
                await asyncio.wait_for(self._wanted.wait(), LOOKS_EVERY_SECONDS)
            except TimeoutError:
                continue

    async def make_all(self) -> None:
        """A key for every context that has none."""
        for context in await self._database().read(contexts_without_key):
            await self._make(context)

    async def _make(self, context: bytes) -> None:
        made = await asyncio.to_thread(new_key)
        now_ms = self._clock()
        await self._database().write(lambda txn: tell_key(txn, context, made, now_ms))


def tell_key(txn: Txn, context: bytes, made: NewKey, now_ms: int) -> None:
    """Stores a key and tells its public half; nothing where the context has one."""
    if keep_key(txn, context, made.private):
        write_as_server(txn, [ServerAct(context, "ballot_context", {"key": made.public})], now_ms)

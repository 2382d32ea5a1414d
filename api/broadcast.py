"""Broadcast: everything that is live, put together and kept honest: the hub, its sockets, and news between processes.

Promises: sessions and rights are looked up again every few seconds whatever was or wasn't announced, so that who may
no longer see something is closed within WATCH_SECONDS; `now` never goes back; nothing runs before `open`.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, Protocol

from litestar.types import Scope

from api.announcement import Announcement
from api.catch_up import CatchUp
from api.clock import Clock, monotonic_ms
from api.database import DatabaseError, Txn
from api.hub import Caller, Hub
from api.ledger import log_of, now_of
from api.live import Live
from api.live_reader import LiveReader, Reads
from api.news import News
from api.outlet import names_of
from api.places import Places
from api.presence import Presences
from api.recency import is_recent
from api.settings import Settings

WATCH_SECONDS = 4.0

_log = logging.getLogger(__name__)


class Database(Reads, Protocol):
    """The database, and which one it is."""

    @property
    def store(self) -> Any: ...


class Broadcast:
    """播送: made once; `announce` is what the writer tells of each commit, `ended` what sign-out tells."""

    def __init__(
        self,
        settings: Settings,
        caller_of: Callable[[Scope], Awaitable[Caller | None]],
        database: Callable[[], Database],
        clock: Clock,
    ) -> None:
        self._settings, self._database, self._clock = settings, database, clock
        self._latest_ms = 0
        self._reader = LiveReader(database, clock)
        self._catch_up = CatchUp(self._reader)
        self.hub = self._catch_up.hub = Hub(
            bytes(16), self.now, lambda scope: is_recent(scope, self._latest_ms), self._catch_up
        )
        self.places = Places()
        self.live = Live(
            settings=settings,
            caller_of=caller_of,
            hub=self.hub,
            catch_up=self._catch_up,
            presences=Presences(self.hub, self._reader.whereabouts, monotonic_ms),
            opener=self._reader,
            places=self.places,
        )
        self._news: News | None = None
        self._watch: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Begins, once the database is open."""

        def read(txn: Txn) -> tuple[bytes, int]:
            return log_of(txn), now_of(txn, self._clock())

        self.hub.log, self._latest_ms = await self._database().read(read)
        if self._database().store.engine == "postgres":
            self._news = News(self._settings.database_url, secrets.token_hex(8), self)
            self._news.start()
        self._watch = asyncio.get_running_loop().create_task(self._keep_watch())

    async def close(self) -> None:
        """Ends; open sockets are the server's to close."""
        if self._watch is not None:
            self._watch.cancel()
            with suppress(asyncio.CancelledError):
                await self._watch
        if self._news is not None:
            await self._news.close()
        await self._catch_up.close()

    def now(self) -> int:
        """The server's `now`, Unix milliseconds, never going back."""
        self._latest_ms = max(self._latest_ms, self._clock())
        return self._latest_ms

    def announce(self, news: Announcement) -> None:
        """The news of one commit of this process."""
        for entries in news.entries.values():
            if entries:
                self._latest_ms = max(self._latest_ms, entries[-1].received_ms)
        self.hub.announce(news)
        if self._news is not None:
            self._news.tell(news)

    def ended(self, person: bytes, device: bytes) -> None:
        """A device's sessions have ended: here at once, in the other processes by news."""
        self.live.ended(person, device)
        if self._news is not None:
            self._news.tell_ended(person, device)

    # What other processes tell (api.news.Audience):

    def missed(self, scopes: list[str]) -> None:
        self.hub.missed(scopes)

    def tallies_missed(self, scopes: list[str]) -> None:
        self.hub.tallies_missed(scopes)

    def ended_elsewhere(self, person: bytes, device: bytes) -> None:
        self.live.ended(person, device)

    async def look(self) -> None:
        """Makes up for whatever is in the database and was not sent."""
        now_ms = self.now()
        watched: set[str] = set()
        for listener in self.hub.listeners:
            watched |= names_of(listener.families, listener.cursors, now_ms)
        if watched:
            self.hub.reached(await self._reader.ends(watched))

    async def recheck(self) -> None:
        """Closes the sockets of whoever sees more or less than before."""
        persons = {listener.person for listener in self.hub.listeners}
        if persons:
            self.hub.renewed(await self._reader.families_of(persons))

    async def _keep_watch(self) -> None:
        while True:
            await asyncio.sleep(WATCH_SECONDS)
            try:
                await self.recheck()
                await self._check_sessions()
            except DatabaseError:  # who can't be looked up now is looked up next time
                continue
            except Exception:  # nor may a fault of ours end the watch
                _log.exception("the watch over live sockets failed")

    async def _check_sessions(self) -> None:
        listeners = self.hub.listeners
        if not listeners:
            return
        open_sessions = await self._reader.open_sessions({listener.caller.session for listener in listeners})
        for listener in listeners:
            if listener.caller.session not in open_sessions:
                self.live.end_session(listener)

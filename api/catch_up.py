"""Catching up: those who were behind, slow or in doubt are read for, together, and sent what they are owed.

Promises: one read serves all who wait, and what stands at one cursor is encoded once; the same read tells what each
of them may see, so nothing leaves that its reader may not have, and whose rights changed is closed instead; a socket
is sent its next frame only when the last one has left it. A database that fails is asked again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from typing import NamedTuple, Protocol

from api.database import DatabaseError
from api.frames import FRAME_ENTRIES_MAX, Part, encode_frame
from api.hub import FRAME_BYTES_MAX, RIGHTS_CHANGED, Hub, Listener
from models.scopes import Families

LISTENERS_A_READ_MAX = 64
RETRY_SECONDS = 1.0
INTERNAL = 1011

_log = logging.getLogger(__name__)

Standing = tuple[str, int]
"""A scope and the cursor from which to read it."""


class Reading(NamedTuple):
    """What one state of the database holds: the part after each scope and cursor, and what each person may see."""

    parts: Mapping[Standing, Part]
    families: Mapping[bytes, Families]


class Reader(Protocol):
    """The database as the catch-up sees it. Raises DatabaseError."""

    async def read(self, wanted: set[Standing], persons: set[bytes]) -> Reading: ...


class CatchUp:
    """追赶: `wake` is cheap and may be called for any listener at any time, in the event loop."""

    def __init__(self, reader: Reader) -> None:
        self.hub: Hub | None = None
        """Set by the hub's maker: the two know each other."""
        self._reader = reader
        self._waiting: dict[Listener, None] = {}
        self._task: asyncio.Task[None] | None = None

    def wake(self, listener: Listener) -> None:
        """Brings the listener up to date as soon as it can be."""
        if listener.reading or listener.closed:
            return
        if listener.in_doubt or (listener.pending and listener.carrier.drained):
            self._waiting[listener] = None
            if self._task is None:
                self._task = asyncio.get_running_loop().create_task(self._run())

    async def settled(self) -> None:
        """Returns when nobody waits for a read any more."""
        while self._task is not None:
            await asyncio.wait({self._task})

    async def close(self) -> None:
        """Stops; what is pending stays so."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None

    async def _run(self) -> None:
        try:
            while self._waiting:
                batch = list(self._waiting)[:LISTENERS_A_READ_MAX]
                for listener in batch:
                    del self._waiting[listener]
                await self._serve([listener for listener in batch if not listener.closed])
        finally:
            self._task = None

    async def _serve(self, batch: list[Listener]) -> None:
        asked: dict[Listener, list[str]] = {}
        for listener in batch:
            listener.reading, listener.in_doubt = True, False
            asked[listener] = sorted(listener.pending) if listener.carrier.drained else []
            listener.pending.difference_update(asked[listener])
        wanted = {(scope, each.cursors.get(scope, 0)) for each, scopes in asked.items() for scope in scopes}
        try:
            reading = await self._reader.read(wanted, {listener.person for listener in batch})
        except DatabaseError:
            for listener, scopes in asked.items():
                listener.pending.update(scopes)
                listener.in_doubt = True
            await asyncio.sleep(RETRY_SECONDS)
        except Exception:  # a fault of ours: these sockets end and pull, the others go on
            _log.exception("catching up failed")
            for listener in batch:
                listener.end(INTERNAL, "internal")
        else:
            self._deliver(asked, reading)
        for listener in batch:
            listener.reading = False
            self.wake(listener)

    def _deliver(self, asked: dict[Listener, list[str]], reading: Reading) -> None:
        frames: dict[tuple[Standing, ...], bytes] = {}
        for listener, scopes in asked.items():
            if listener.closed:
                continue
            if reading.families.get(listener.person) != listener.families:
                listener.end(RIGHTS_CHANGED, "rights changed")
                continue
            chosen = self._choose(listener, scopes, reading.parts)
            if not chosen:
                continue
            key = tuple(chosen)
            if key not in frames:
                frames[key] = self._frame(chosen)
            listener.carrier.write_frame(frames[key])
            for (scope, _), part in chosen.items():
                listener.cursors[scope] = part.seq

    def _choose(self, listener: Listener, scopes: list[str], parts: Mapping[Standing, Part]) -> dict[Standing, Part]:
        """As much as one frame takes of what is new to a listener; the rest is pending again."""
        chosen: dict[Standing, Part] = {}
        entries = size = 0
        for scope in scopes:
            standing = (scope, listener.cursors.get(scope, 0))
            part = parts.get(standing)
            if part is None or part.seq <= standing[1]:
                continue
            entries += part.entries
            size += len(part.body)
            if chosen and (entries > FRAME_ENTRIES_MAX or size > FRAME_BYTES_MAX):
                listener.pending.add(scope)
                continue
            chosen[standing] = part
            if part.more:
                listener.pending.add(scope)
        return chosen

    def _frame(self, chosen: dict[Standing, Part]) -> bytes:
        if self.hub is None:
            raise RuntimeError("the catch-up has no hub yet")
        return encode_frame(self.hub.now(), self.hub.log, [(scope, part) for (scope, _), part in chosen.items()])

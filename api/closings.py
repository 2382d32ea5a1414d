"""Who may know how far a closing is: those who close months."""

from __future__ import annotations

from collections.abc import Callable

from api.clock import Clock
from api.closing_progress import ClosingProgress
from api.problems import Problem
from api.roster_cache import roster_of
from api.sessions import Caller, Doors

CLOSERS = ("supervisor", "admin")


class Closings:
    """结账: the closings that are under way in this process."""

    def __init__(self, database: Callable[[], Doors], clock: Clock, progress: ClosingProgress) -> None:
        self._database, self._clock, self._progress = database, clock, progress

    async def progress(self, caller: Caller, closing: bytes) -> tuple[int | None, bool]:
        """How far it is, and whether it failed and is tried again; Problem `not_found` for who closes nothing."""
        now_ms = self._clock()
        roles = await self._database().read(lambda txn: roster_of(txn, now_ms).roles(caller.person))
        if not any(role in CLOSERS for role, _ in roles):
            raise Problem("not_found")
        return self._progress.of(closing), self._progress.waits(closing)

"""Health: a real write, made durable, at most once a second however often anybody asks."""

import asyncio
from collections.abc import Callable

from api.clock import Clock, monotonic_ms
from api.database import DatabaseError, Txn
from api.problems import Problem
from api.sessions import Doors

GOOD_FOR_MS = 1_000
WRITE_SECONDS_MAX = 4


class Health:
    """健康检查."""

    def __init__(self, database: Callable[[], Doors], clock: Clock) -> None:
        self._database, self._clock = database, clock
        self._well_at_ms: int | None = None
        self._gate = asyncio.Lock()

    async def check(self) -> None:
        """Returns if the server can write; Problem `not_writable` if not, within five seconds."""
        async with self._gate:
            if self._well_at_ms is not None and monotonic_ms() - self._well_at_ms < GOOD_FOR_MS:
                return
            self._well_at_ms = None
            now_ms = self._clock()
            try:
                async with asyncio.timeout(WRITE_SECONDS_MAX):
                    await self._database().write(lambda txn: _write(txn, now_ms))
            except (DatabaseError, TimeoutError, OSError):
                raise Problem("not_writable", headers={"retry-after": "3"}) from None
            self._well_at_ms = monotonic_ms()


def _write(txn: Txn, now_ms: int) -> None:
    txn.execute(
        "insert into meta (key, value) values ('health', ?) on conflict (key) do update set value = excluded.value",
        [str(now_ms)],
    )

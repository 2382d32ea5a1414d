"""公示栏的抄本: what each board says, put together at most once in three seconds, however many walls and phones ask.

Promises: nobody reads what was taken from the board more than three seconds ago; whoever holds what stands there is
told so (304). The tag is of what is shown and of nothing else: it doesn't move with what isn't public. In memory there
are as many copies as there are institutions, and none of what nobody founded.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import msgspec

from api.assets import Asset, make_asset
from api.clock import Clock
from api.public_board import board_of
from api.sessions import Doors

FRESH_MS = 3_000


class BoardCopies:
    """The copies of this process."""

    def __init__(self, database: Callable[[], Doors], clock: Clock) -> None:
        self._database, self._clock = database, clock
        self._copies: dict[bytes, tuple[int, Asset]] = {}
        self._making: dict[bytes, asyncio.Task[Asset | None]] = {}

    async def of(self, institution: bytes) -> Asset | None:
        """The board of an institution; None where there is none."""
        made_ms, copy = self._copies.get(institution, (0, None))
        if copy is not None and 0 <= self._clock() - made_ms < FRESH_MS:
            return copy
        making = self._making.get(institution)
        if making is None:
            making = self._making[institution] = asyncio.create_task(self._make(institution))
            making.add_done_callback(lambda _: self._making.pop(institution, None))
        return await asyncio.shield(making)

    async def _make(self, institution: bytes) -> Asset | None:
        now_ms = self._clock()
        board = await self._database().read(lambda txn: board_of(txn, institution, now_ms))
        if board is None:
            self._copies.pop(institution, None)
            return None
        copy = make_asset(msgspec.json.encode(board), "application/json")
        self._copies[institution] = (now_ms, copy)
        return copy

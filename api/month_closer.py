"""Closing months beside the writer: worked out on a reading connection, written in short pieces between other people's.

Promises: whoever pushes waits for one piece at most. Months are closed one after the other. What fails is tried again,
ever more seldom, and holds up no other month; what a stopped server left unfinished is taken up when one starts, what
nobody works on after a while. Done twice, it says the same. `models.closing_work` has the rules.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial

from structlog.typing import FilteringBoundLogger

from api.books import Books
from api.clock import Clock
from api.closing_progress import ClosingProgress, Telling
from api.database import Txn
from api.intake import write_as_server
from api.ledger import now_of
from api.logs import frames_of
from api.roster_cache import roster_of
from api.sessions import Doors
from api.shelf import Shelf, read_documents, shelf_of
from models.closing_work import Work, asked_by, finishing, is_under_way, worked_out
from models.document import ServerAct

PIECE = 50
"""So many documents are written in one go."""
TRIES_MAX = 5
"""So often a closing is worked out again because another month was closed meanwhile."""
AGAIN_SECONDS, AGAIN_SECONDS_MAX = 2.0, 300.0
"""So long a closing that failed waits; each time twice as long."""
LOOK_EVERY_SECONDS = 60.0
LEFT_AFTER_MS = 600_000
"""A closing that began so long ago, and that this process knows nothing of, is nobody's."""


class MonthCloser:
    """结账的人手: one task for the life of the application, and the months that wait for it."""

    def __init__(
        self, database: Callable[[], Doors], clock: Clock, progress: ClosingProgress, log: FilteringBoundLogger
    ) -> None:
        self.doors, self._clock, self._progress, self._log = database, clock, progress, log
        self._waiting: asyncio.Queue[bytes] = asyncio.Queue()
        self._queued: set[bytes] = set()
        self._working: bytes | None = None
        self._failed: dict[bytes, int] = {}

    def start(self, closing: bytes) -> None:
        """Puts a month that has the state `closing` in the queue."""
        if closing not in self._queued:
            self._queued.add(closing)
            self._waiting.put_nowait(closing)

    async def run(self) -> None:
        """Until it is cancelled: first what was left unfinished, then what comes."""
        looking = asyncio.create_task(self._look())
        try:
            while True:
                await self._take(await self._waiting.get())
        finally:
            looking.cancel()

    async def idle(self) -> None:
        """Waits until no month waits, to be tried again either, and none is being closed."""
        await self._waiting.join()

    async def _look(self) -> None:
        """Takes up what is under way and nobody's: at first whatever began, later what began long ago."""
        seconds = AGAIN_SECONDS
        while True:
            before_ms = self._clock() - LEFT_AFTER_MS if seconds == LOOK_EVERY_SECONDS else None
            try:
                found = await self.doors().read(partial(_unfinished, before_ms=before_ms))
            except Exception as error:  # the next look finds the same
                self._log.error("closing", error=type(error).__qualname__, at=frames_of(error))
            else:
                seconds = LOOK_EVERY_SECONDS
                for closing in found:
                    if closing != self._working and closing not in self._failed:
                        self.start(closing)
            await asyncio.sleep(seconds)

    async def _take(self, closing: bytes) -> None:
        self._queued.discard(closing)
        self._working = closing
        try:
            await self.close(closing)
        except Exception as error:  # one month must not keep the next one from being closed
            self._log.error("closing", error=type(error).__qualname__, at=frames_of(error))
            self._try_again(closing)
        else:
            self._failed.pop(closing, None)
            self._waiting.task_done()
        finally:
            self._working = None

    def _try_again(self, closing: bytes) -> None:
        """In a while; until then it counts as waiting."""
        failures = self._failed[closing] = self._failed.get(closing, 0) + 1
        self._progress.tell_waiting(closing)
        seconds = min(AGAIN_SECONDS * 2 ** min(failures - 1, 10), AGAIN_SECONDS_MAX)
        asyncio.get_running_loop().call_later(seconds, self._put_back, closing)

    def _put_back(self, closing: bytes) -> None:
        self._waiting.put_nowait(closing)
        self._waiting.task_done()

    async def close(self, closing: bytes) -> None:
        """Works a month out and writes it; again where what it rests on has changed meanwhile."""
        with self._progress.telling(closing) as telling:
            for _ in range(TRIES_MAX):
                if await self._once(closing, telling):
                    return
        raise RuntimeError("a closing that never rests")

    async def _once(self, closing: bytes, telling: Telling) -> bool:
        database, now_ms = self.doors(), self._clock()
        work = await database.read(lambda txn: _work_out(txn, closing, now_ms, telling))
        if work is None:
            return True
        for begin in range(0, len(work.acts), PIECE):
            telling.written(begin, len(work.acts))
            piece = work.acts[begin : begin + PIECE]
            await database.write(lambda txn, piece=piece: _write(txn, piece, self._clock()))
        return await database.write(lambda txn: _finish(txn, closing, work, self._clock()))


def _unfinished(txn: Txn, before_ms: int | None) -> list[bytes]:
    """The closings that are under way; where a moment is said, since before it."""
    ids = [id for (id,) in txn.fetch("select id from documents where kind = ? order by id", ["month_close"])]
    under_way = [each for each in read_documents(txn, ids) if is_under_way(each)]
    return [each.id for each in under_way if before_ms is None or each.registers["state"].received_ms < before_ms]


def _work_out(txn: Txn, closing: bytes, now_ms: int, telling: Telling) -> Work | None:
    books = _books(txn, Shelf(txn, locking=False), closing, now_ms)
    document = None if books is None else books.document(closing)
    if books is None or document is None:
        return None
    books.telling = telling
    return worked_out(document, books)


def _write(txn: Txn, piece: Sequence[ServerAct], now_ms: int) -> None:
    write_as_server(txn, piece, now_ms)


def _finish(txn: Txn, closing: bytes, work: Work, now_ms: int) -> bool:
    """Writes the end; False where it has to be worked out again."""
    books = _books(txn, shelf_of(txn), closing, now_ms)
    document = None if books is None else books.document(closing)
    if books is None or document is None:
        return True
    acts = finishing(document, work, books)
    if acts is None:
        return False
    write_as_server(txn, acts, now_ms)
    return True


def _books(txn: Txn, shelf: Shelf, closing: bytes, now_ms: int) -> Books | None:
    """The library of whoever closed the month; None where nothing is under way."""
    shelf.open()
    held = shelf.get(closing)
    author = None if held is None else asked_by(held.document)
    if author is None:
        return None
    moment = now_of(txn, now_ms)
    return Books(txn, shelf, roster_of(txn, moment), now_ms=moment, author=author, flush=_nothing)


def _nothing() -> None:
    """Nothing is pending: what is read is what is stored."""

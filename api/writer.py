"""The writer: one thread that owns the writing connection and shares each commit among those who wait.

A job is a function of a transaction. Jobs that wait together run one after the other, each in a savepoint of its
own, and are committed at once; their callers are answered after that commit. A job that fails takes nothing else
with it; a commit that fails fails them all and what the connection remembered is dropped. A job may run again
(after a deadlock, or a connection lost before the commit), so it keeps its effects inside the transaction. Only the
first job of a commit waits for another process's locks, so nobody waits who holds the locks of several jobs.
"""

from __future__ import annotations

import asyncio
import random
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from queue import SimpleQueue
from typing import Any, Generic, TypeVar

from api.announcement import Announcement
from api.database import Connection, Contended, DatabaseError, Store, Txn, Unavailable, held

GROUP_JOBS_MAX = 128
GROUP_SECONDS_MAX = 0.05
ATTEMPTS_MAX = 5
READERS = 3

T = TypeVar("T")
Announce = Callable[[Announcement], None]


class Job(Generic[T]):
    """A function to run, and whom to tell: exactly one of `value` and `error` counts once the group has ended."""

    def __init__(self, work: Callable[[Txn], T]) -> None:
        self.work = work
        self.loop = asyncio.get_running_loop()
        self.future: asyncio.Future[T] = self.loop.create_future()
        self.value: T | None = None
        self.error: BaseException | None = None

    def settle(self) -> None:
        """Answers the caller, in the caller's event loop."""
        if self.future.done():
            return
        if self.error is not None:
            self.future.set_exception(self.error)
        else:
            self.future.set_result(self.value)  # pyright: ignore[reportArgumentType] - set by the group, of type T


class Writer:
    """The thread behind `Database.write`; `announce` is called in the event loop after each commit with news."""

    def __init__(self, store: Store, loop: asyncio.AbstractEventLoop, announce: Announce) -> None:
        self._store = store
        self._loop = loop
        self._announce = announce
        self._jobs: SimpleQueue[Job[Any] | None] = SimpleQueue()
        self._connection: Connection | None = None
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    def submit(self, job: Job[Any]) -> None:
        self._jobs.put(job)

    def stop(self) -> None:
        """Ends the thread after what is queued."""
        self._jobs.put(None)
        self._thread.join()

    def _run(self) -> None:
        stopping = False
        while not stopping:
            first = self._jobs.get()
            if first is None:
                break
            group = [first]
            while len(group) < GROUP_JOBS_MAX and not self._jobs.empty():
                job = self._jobs.get()
                if job is None:
                    stopping = True
                    break
                group.append(job)
            while group:
                done, news = self._attempt(group)
                self._answer(group[:done], news)
                group = group[done:]
        self._drop_connection()

    def _attempt(self, group: list[Job[Any]]) -> tuple[int, Announcement]:
        """Runs as much of a group as fits one commit, again where that is safe; returns how many jobs ended."""
        for attempt in range(1, ATTEMPTS_MAX + 1):
            committing = False
            try:
                connection = self._connected()
                connection.begin()
                done, news = self._run_jobs(connection, group)
                committing = True
                connection.commit()
            except BaseException as error:  # whatever it was, the callers must hear of it
                self._abandon(error)
                if not committing and _again(error, attempt):
                    if isinstance(error, Contended):
                        group = group[: 1 + len(group) // 2]
                        time.sleep(random.uniform(0, 0.02) * attempt)  # noqa: S311 - two processes out of step
                    continue
                for job in group:
                    job.error = error
                return len(group), Announcement()
            return done, news
        raise AssertionError("the last attempt returns")

    def _run_jobs(self, connection: Connection, group: list[Job[Any]]) -> tuple[int, Announcement]:
        news = Announcement()
        until = time.monotonic() + GROUP_SECONDS_MAX
        for done, job in enumerate(group):
            if done and time.monotonic() > until:
                return done, news
            connection.news = Announcement()
            connection.savepoint(patient=done == 0)
            job.error = None
            try:
                job.value = job.work(connection)
                connection.release()
            except Contended:
                if done == 0:
                    raise
                connection.rollback_to_savepoint()
                return done, news  # what is done is committed, which lets go of its locks; then this one waits its turn
            except DatabaseError:
                raise
            except Exception as error:  # a job's failure is its caller's, not the group's
                if not connection.is_open:
                    raise
                connection.rollback_to_savepoint()
                job.error = error
                news.rights_changed |= connection.news.rights_changed  # who is in doubt is only looked up again
            else:
                news.add(connection.news)
        return len(group), news

    def _connected(self) -> Connection:
        if self._connection is None:
            self._connection = self._store.connect(writing=True)
        return self._connection

    def _abandon(self, error: BaseException) -> None:
        """Undoes the transaction; a connection that is lost or in doubt is replaced at the next job."""
        connection = self._connection
        if connection is None:
            return
        try:
            connection.rollback()
        except Exception:  # the first error is the one to tell
            self._drop_connection()
        if isinstance(error, Unavailable):
            self._drop_connection()

    def _drop_connection(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(Exception):  # it is gone either way
                connection.close()

    def _answer(self, jobs: list[Job[Any]], news: Announcement) -> None:
        def tell() -> None:
            for job in jobs:
                job.settle()
            if news:
                self._announce(news)

        try:
            self._loop.call_soon_threadsafe(tell)
        except RuntimeError:  # the loop has ended: nobody waits any more
            return


def _again(error: BaseException, attempt: int) -> bool:
    """Whether to run a group once more: always after a deadlock, once after a lost connection."""
    if isinstance(error, Contended):
        return attempt < ATTEMPTS_MAX
    return isinstance(error, Unavailable) and attempt == 1


class Database:
    """The two doors of the event loop to the data: `await write(fn)` and `await read(fn)`; `fn(txn)` is synchronous.

    `write` returns after the commit that holds the job's work is on disk. `read` sees one state of the database and
    runs on one of a few threads, each with a connection of its own. Both raise DatabaseError where nothing can be done.
    """

    def __init__(self, store: Store, announce: Announce, readers: int = READERS) -> None:
        self.store = store
        self._writer = Writer(store, asyncio.get_running_loop(), announce)
        self._pool = ThreadPoolExecutor(readers, thread_name_prefix="reader")
        self._mine = threading.local()
        self._readers: set[Connection] = set()

    async def write(self, work: Callable[[Txn], T]) -> T:
        """What `work` returned, once it is stored durably."""
        job = Job(work)
        self._writer.submit(job)
        return await job.future

    async def read(self, work: Callable[[Txn], T]) -> T:
        """What `work` returned on one state of the database."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, self._read, work)

    async def close(self) -> None:
        """Ends the threads after what is queued, and every connection."""
        await asyncio.to_thread(self._writer.stop)
        await asyncio.to_thread(self._pool.shutdown)
        await asyncio.to_thread(self._close_readers)

    def _close_readers(self) -> None:
        for connection in self._readers:
            connection.close()
        self._readers.clear()
        self.store.close()

    def _close(self) -> None:
        self._pool.shutdown()
        for connection in self._readers:
            connection.close()
        self._readers.clear()
        self.store.close()

    def _read(self, work: Callable[[Txn], T]) -> T:
        for attempt in (1, 2):
            try:
                with held(self._reader) as txn:
                    return work(txn)
            except Unavailable:
                self._drop_reader()
                if attempt == 2:
                    raise
        raise AssertionError("the second attempt returns or raises")

    def _reader(self) -> Connection:
        connection: Connection | None = getattr(self._mine, "connection", None)
        if connection is None:
            connection = self.store.connect(writing=False)
            self._mine.connection = connection
            self._readers.add(connection)
        return connection

    def _drop_reader(self) -> None:
        connection: Connection | None = getattr(self._mine, "connection", None)
        if connection is not None:
            self._mine.connection = None
            self._readers.discard(connection)
            with suppress(Exception):
                connection.close()

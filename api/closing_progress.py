"""How far the closing of a month is, while it is being worked out: for the progress bar of whoever closes it.

Promises: this is told beside the work (`api.month_closer`), from memory, and forgotten when it ends; of one that
failed, that it is tried again. Another process knows nothing of it, which shows as a bar without a number.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

READ_SHARE, WRITTEN_SHARE = 35, 90
"""Per cent when everything is read and worked out, and when all of it is handed to the database."""


class ClosingProgress:
    """结账进度: by closing, how many per cent are done."""

    def __init__(self) -> None:
        self._percent: dict[bytes, int] = {}
        self._waiting: set[bytes] = set()

    def of(self, closing: bytes) -> int | None:
        return self._percent.get(closing)

    def waits(self, closing: bytes) -> bool:
        """Whether it failed and is tried again in a while."""
        return closing in self._waiting

    def tell_waiting(self, closing: bytes) -> None:
        self._waiting.add(closing)

    def tell(self, closing: bytes, percent: int) -> None:
        self._percent[closing] = percent

    @contextmanager
    def telling(self, closing: bytes) -> Generator[Telling]:
        """Tells of one closing while it lasts."""
        self._waiting.discard(closing)
        try:
            yield Telling(self, closing)
        finally:
            self._percent.pop(closing, None)


class Telling:
    """进度: one closing's steps, told as its documents are read and its results are written."""

    def __init__(self, progress: ClosingProgress, closing: bytes) -> None:
        self._progress, self._closing = progress, closing

    def read(self, done: int, of: int) -> None:
        self._progress.tell(self._closing, READ_SHARE * done // max(1, of))

    def written(self, done: int, of: int) -> None:
        self._progress.tell(self._closing, READ_SHARE + (WRITTEN_SHARE - READ_SHARE) * done // max(1, of))

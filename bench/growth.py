"""Cost as the log grows: the same push and the same pull with 1×, 10× and 100× of history behind them. Flat is right.

The work itself is measured, without HTTP: the intake and the outlet in this process, on SQLite. Twenty people edit
their records of fifty days over and over; the push and the pull are of one of them.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import msgspec

from api.clock import system_clock
from api.database import Store
from api.intake import take
from api.outlet import give
from api.stores import open_store
from bench.hospital import DRAFT, Phone, day, found, push_body
from bench.report import Row
from bench.server import folder, sqlite_url
from sync.messages import Pull

PEOPLE = 20
DAYS = 50
STEPS = (1, 10, 100)
TRIES = 9
LAST = 20
SHORTEST = "the shortest log"


def measure(base: int) -> list[Row]:
    """Rows for a log of `base` changes, and of 10 and 100 times as many."""
    rows: list[Row] = []
    with folder() as data_dir:
        phones = found(sqlite_url(data_dir), PEOPLE)
        store = open_store(sqlite_url(data_dir))
        rounds = 0
        first: tuple[float, float] | None = None
        for step in STEPS:
            while rounds * PEOPLE * DAYS < base * step:
                _edit_everything(store, phones, rounds)
                rounds += 1
            pushed, pulled = _median(_push(store, phones[0])) * 1e3, _median(_pull(store, phones[0])) * 1e3
            first = first or (pushed, pulled)
            behind = f"{rounds * PEOPLE * DAYS:,} changes behind"
            rows.append(Row(f"push of {LAST}, {behind}", pushed, "ms", first[0], SHORTEST))
            rows.append(Row(f"pull of the last {LAST}, {behind}", pulled, "ms", first[1], SHORTEST))
        store.close()
    return rows


def _edit_everything(store: Store, phones: list[Phone], rounds: int) -> None:
    """Everybody edits each of their records once."""
    drafts: tuple[dict[str, Any], ...] = DRAFT if rounds == 0 else ({"answers/attitude": rounds % 5 + 1},)
    for phone in phones:
        changes = [phone.change(day(number), *drafts, first=rounds == 0) for number in range(DAYS)]
        _take(store, phone, push_body(*changes))


def _take(store: Store, phone: Phone, body: bytes) -> None:
    with store.transaction() as txn:
        if any(take(txn, phone, body, system_clock(), "en").results):
            raise RuntimeError("a change was refused")


def _push(store: Store, phone: Phone) -> Callable[[], None]:
    """Twenty edits of records that are there."""

    def work() -> None:
        edits = [phone.change(day(number), {"answers/attitude": 3}, first=False) for number in range(LAST)]
        _take(store, phone, push_body(*edits))

    return work


def _pull(store: Store, phone: Phone) -> Callable[[], None]:
    """What another device of the same person lacks: the last twenty entries of each scope."""

    def ask(cursors: dict[str, int]) -> Any:
        with store.reading() as txn:
            given = give(txn, phone, Pull(log=None, cursors=cursors, limit=5_000), system_clock())
        return msgspec.msgpack.decode(given.body)["scopes"]

    cursors = {name: max(0, part["seq"] - LAST) for name, part in ask({}).items()}
    return lambda: ask(cursors)


def _median(work: Callable[[], None]) -> float:
    """Seconds, the middle of several runs."""
    taken: list[float] = []
    for _ in range(TRIES):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return sorted(taken)[TRIES // 2]

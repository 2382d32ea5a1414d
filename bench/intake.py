"""Intake: what judging, permitting and storing a change costs, without HTTP, in this process.

Changes per second of processor time (never of the clock: other programs run beside), and the same bytes in the same
batches straight into one table beside it, in turn. Each push of 200 records is one transaction, durable before it ends.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from api.clock import system_clock
from api.database import Store
from api.intake import take
from api.stores import open_store
from bench.hospital import Phone, day, filled, found, push_body
from bench.raw_limits import sqlite_full
from bench.report import Row, quantile
from bench.server import folder, sqlite_url

RECORDS = 200
ROUNDS = 12
Make = Callable[[Phone, int], list[bytes]]


def measure(rounds: int = ROUNDS) -> list[Row]:
    """Rows for new records, for all their fields again, and for one field."""
    with folder() as data_dir:
        url = sqlite_url(data_dir)
        phones = found(url, rounds)
        store = open_store(url)
        rows = [
            _row("new records of four fields (seven writes)", store, phones, _new),
            _row("four fields of records that are there", store, phones, _again),
            _row("one field of a record that is there", store, phones, _one),
        ]
        store.close()
    return rows


def _row(what: str, store: Store, phones: list[Phone], make: Make) -> Row:
    ours: list[float] = []
    raw: list[float] = []
    for number, phone in enumerate(phones):
        changes = make(phone, number)
        body = push_body(*changes)
        began = time.process_time()
        with store.transaction() as txn:
            refused = any(take(txn, phone, body, system_clock(), "en").results)
        ours.append((time.process_time() - began) / len(changes))
        if refused:
            raise RuntimeError("a change was refused")
        began = time.process_time()
        with folder() as raw_dir:
            sqlite_full(raw_dir, [changes])
        raw.append((time.process_time() - began) / len(changes))
    limit = "straight into one table"
    return Row(f"intake, {what}", 1 / quantile(ours, 0.5), "a CPU second", 1 / quantile(raw, 0.5), limit)


def _new(phone: Phone, number: int) -> list[bytes]:
    return [phone.change(day(each), *filled(number * RECORDS + each)) for each in range(RECORDS)]


def _again(phone: Phone, number: int) -> list[bytes]:
    return [phone.change(day(each), *filled((number + 1) * RECORDS + each), first=False) for each in range(RECORDS)]


def _one(phone: Phone, number: int) -> list[bytes]:
    edits: list[dict[str, Any]] = [{"answers/attitude": (number + each) % 5 + 1} for each in range(5)]
    return [phone.change(day(each), edit, first=False) for edit in edits for each in range(RECORDS)]

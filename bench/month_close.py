"""Closing a month for a large hospital: processor time of the closing, beside that of reading the month's records once;
then of the ranking of that month, and of its result sheet as Excel.

The work itself is measured, without HTTP, on SQLite: everybody has filled in each working day of every month before,
and a programme scores each day's sheet and the month with a model of its own.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from api.clock import system_clock
from api.closing_progress import ClosingProgress
from api.database import Store, Txn
from api.demo.scores import DAILY_SCORE, MONTH_SCORE
from api.intake import Intake, write_as_server
from api.ledger import NO_STAMP, SERVER_AUTHOR
from api.logs import make_log
from api.month_closer import MonthCloser
from api.result_reading import PeriodSheet, read_period, read_standings
from api.result_workbook import month_sheet
from api.stores import open_store
from api.writer import Database
from bench.hospital import INSTITUTION, SINCE, found
from bench.report import Row, quantile
from bench.server import folder, sqlite_url
from models.calendar import is_weekend, local_day
from models.document import ServerAct, uuid_text
from models.ranking import Measured, rank
from models.result_period import days_of, months_of
from sync.natural import natural_id
from sync.stamp import make

YEAR = "2025"
PEOPLE_A_UNIT = 25
UNITS_AT_ONCE = 20
KEPT = ("full", "partly")
PAUSE_SECONDS = 0.005
"""Between two writes of somebody else while a month is closed."""


def measure(people: int, months: int) -> list[Row]:
    """Rows for the first closing and the last of so many months."""
    with folder() as data_dir:
        persons = [phone.person for phone in found(sqlite_url(data_dir), people)]
        store = open_store(sqlite_url(data_dir))
        _spread(store, persons)
        _programme(store)
        rows: list[Row] = []
        for number, month in enumerate(months_of(YEAR)[:months]):
            _fill(store, persons, month)
            if number in (0, months - 1):
                read = _cpu(lambda month=month: _read(store, month))
                waits: list[float] = []
                closed = _cpu(lambda month=month, waits=waits: asyncio.run(_beside(data_dir, persons, month, waits)))
                what = f"{people:,} people, month {number + 1}"
                rows.append(Row(f"close, {what}", closed * 1e3, "ms CPU", read * 1e3, "reading its records once"))
                rows.append(Row(f"a push meanwhile, p95 of {len(waits)}", quantile(waits, 0.95) * 1e3, "ms"))
                rows.append(Row("the one that waited longest", max(waits) * 1e3, "ms"))
            else:
                _close(store, month)
        last = months_of(YEAR)[months - 1]
        for what, work in (
            (f"the ranking of a month's groups, {people:,} people", lambda: _ranking(store, last)),
            (f"rank {people:,} people", lambda: _rank(persons)),
            (f"the result sheet of {people:,} people as Excel", lambda: _excel(store, last)),
            (f"the result sheet of the year, {people:,} people", lambda: _excel(store, YEAR)),
        ):
            rows.append(Row(what, _cpu(work) * 1e3, "ms CPU"))
        store.close()
        return rows


def _programme(store: Store) -> None:
    """The demonstration's scoring models, in a programme that is published."""
    doc = make(1_577_836_800_000, 3_999, 1)
    writes = {"institution": INSTITUTION, "code": "bench", "version": 1, "about/starts_on": SINCE, "published": True}
    with store.transaction() as txn:
        write_as_server(txn, [ServerAct(doc, "programme", {**writes, **DAILY_SCORE, **MONTH_SCORE})], system_clock())


def _sheet(store: Store, period: str) -> PeriodSheet:
    with store.reading() as txn:
        found = read_period(txn, INSTITUTION, period, system_clock())
    if found is None:
        raise RuntimeError("the month has no results")
    return found


def _ranking(store: Store, period: str) -> int:
    with store.reading() as txn:
        return len(read_standings(txn, INSTITUTION, period, system_clock()))


def _excel(store: Store, period: str) -> int:
    return len(month_sheet(_sheet(store, period), "", lambda done, of: None))


def _spread(store: Store, persons: list[bytes]) -> None:
    """Departments of equal size, each person in one."""
    units = [
        make(1_577_836_800_000, 20_000 // 5 + number % 90, 2 + number)
        for number in range(1 + len(persons) // PEOPLE_A_UNIT)
    ]
    acts = [
        ServerAct(unit, "unit", {"institution": INSTITUTION, "name": f"科室{number}", "type": "department"})
        for number, unit in enumerate(units)
    ]
    for number, person in enumerate(persons):
        stay = {"unit": units[number // PEOPLE_A_UNIT], "from": SINCE, "to": None}
        acts.append(ServerAct(person, "person", {"memberships/1": stay}))
    for start in range(0, len(acts), UNITS_AT_ONCE * PEOPLE_A_UNIT):
        with store.transaction() as txn:
            write_as_server(txn, acts[start : start + UNITS_AT_ONCE * PEOPLE_A_UNIT], system_clock())


def _fill(store: Store, persons: list[bytes], month: str) -> None:
    """Everybody's self-evaluations of a month, some of them missing."""
    for day in days_of(month):
        if not is_weekend(day):
            with store.transaction() as txn:
                write_as_server(txn, _evaluations(persons, day), system_clock())


def _evaluations(persons: list[bytes], day: str) -> Iterator[ServerAct]:
    for number, person in enumerate(persons):
        lot = (number * 31 + int(day[8:]) * 7) % 17
        if lot:
            doc = natural_id(f"self_evaluation/{uuid_text(person)}/daily/{day}")
            answers: dict[str, Any] = {
                "answers/first_asked": KEPT[lot % 2],
                "answers/attitude": 3 + lot % 3,
                "answers/discipline": lot != 3,
            }
            opening = {"person": person, "form": "daily@1", "day": day}
            yield ServerAct(doc, "self_evaluation", {**opening, **answers, "submitted": True})


def _close(store: Store, month: str) -> None:
    doc = natural_id(f"month_close/{uuid_text(INSTITUTION)}/{month}")
    writes = {"institution": INSTITUTION, "period": month, "closings/1": ""}
    with store.transaction() as txn:
        write_as_server(txn, [ServerAct(doc, "month_close", writes)], system_clock())


async def _beside(data_dir: Path, persons: list[bytes], month: str, waits: list[float]) -> None:
    """Closes a month as the server does, while somebody writes one evaluation after the other."""
    database = Database(open_store(sqlite_url(data_dir)), lambda news: None)
    doc = natural_id(f"month_close/{uuid_text(INSTITUTION)}/{month}")
    writes = {"institution": INSTITUTION, "period": month, "closings/1": "", "state": "closing"}

    def begin(txn: Txn) -> None:
        intake = Intake(txn, SERVER_AUTHOR, system_clock(), closings=[])
        intake.write([ServerAct(doc, "month_close", writes)], NO_STAMP)
        intake.finish()

    await database.write(begin)
    closer = MonthCloser(lambda: database, system_clock, ClosingProgress(), make_log("critical"))
    closing = asyncio.create_task(closer.close(doc))
    today = local_day(system_clock())
    acts = _evaluations(persons, today)
    while not closing.done():
        act = next(acts, None)
        if act is None:
            await closing
            break
        began = time.perf_counter()
        await database.write(lambda txn, act=act: write_as_server(txn, [act], system_clock()))
        waits.append(time.perf_counter() - began)
        await asyncio.sleep(PAUSE_SECONDS)
    await closing
    await database.close()


def _read(store: Store, month: str) -> int:
    with store.transaction() as txn:
        return sum(
            len(
                txn.fetch(
                    "select d.subject, s.registers from documents d join states s on s.doc = d.id "
                    "where d.kind = ? and d.day = ?",
                    ["self_evaluation", day],
                )
            )
            for day in days_of(month)
        )


def _rank(persons: list[bytes]) -> int:
    lot = [Measured(person.hex(), 22, 10 + number % 13) for number, person in enumerate(persons)]
    return len(rank(lot))


def _cpu(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began

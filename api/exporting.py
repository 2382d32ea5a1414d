"""Exports: files of results and orders, made beside the requests, with their progress; kept for minutes and for who
asked alone.

Promises: results and the ledger of orders go to the office of their institution, a personal file to its person and
the office, an order's paper to who holds the order; each export is
noted in the log before its bytes leave. What is stopped or old is forgotten. One file of a person is made at a time.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any
from uuid import UUID

from msgspec import Struct

from api import honour_paper, order_paper, order_workbook, personal_file, report_word, result_workbook
from api.clock import Clock
from api.database import Txn
from api.founding import new_id
from api.intake import write_as_server
from api.order_reading import OrderBook, read_orders
from api.problems import Problem
from api.result_reading import PeriodSheet, read_period
from api.roster_cache import roster_of
from api.sessions import Caller, Doors
from api.shelf import read_documents
from models.calendar import local_day
from models.export_event import (
    HONOUR_PAPER,
    MONTH_SHEET,
    ORDER_LEDGER,
    ORDER_PAPER,
    PAY_PROPOSAL,
    PERSONAL_FILE,
    REPORT_PAPER,
    export_event,
)
from models.pay_proposal import PayRule, rules_of
from models.result_period import is_period
from models.roster import Roster

KEPT_MS = 10 * 60_000
JOBS_MAX = 64
READ_SHARE = 20
"""Per cent of the progress that reading stands for."""
BONUS_MAX = 1_000_000
"""元: what a pool to be shared out may come to."""
OFFICE = ("leader", "supervisor", "admin")


class Stopped(Exception):  # noqa: N818 - says what is the case
    """The work was stopped by who asked for it."""


class Order(Struct, frozen=True):
    """导出单: what is to be made. `period` is a month, quarter or year; of a personal file the year."""

    what: str
    institution: bytes
    period: str
    rule: PayRule | None = None
    bonus: Fraction | None = None
    person: bytes | None = None
    paper: bytes | None = None
    """The rectification order, honour or report that is printed."""

    @property
    def ending(self) -> str:
        return ENDINGS.get(self.what, "xlsx")

    @property
    def name(self) -> str:
        """The file's name, in ASCII."""
        return f"{_STEMS[self.what]}-{self.period}.{self.ending}"


_STEMS = {
    MONTH_SHEET: "month",
    PAY_PROPOSAL: "pay",
    PERSONAL_FILE: "file",
    ORDER_LEDGER: "orders",
    ORDER_PAPER: "order",
    HONOUR_PAPER: "certificate",
    REPORT_PAPER: "report",
}
ENDINGS = {PERSONAL_FILE: "pdf", ORDER_PAPER: "pdf", HONOUR_PAPER: "pdf", REPORT_PAPER: "docx"}
_PAPERS = {ORDER_PAPER: order_paper, HONOUR_PAPER: honour_paper, REPORT_PAPER: report_word}
"""What is made of one document, by whom."""
_FileOf = Callable[[UUID], Path]


class Job(Struct):
    """导出任务: one order under way; `percent` rises to 100, `data` is there at the end."""

    id: str
    asker: bytes
    order: Order
    began_ms: int
    percent: int = 0
    data: bytes | None = None
    failed: bool = False
    stopped: bool = False
    work: asyncio.Task[None] | None = None


class Exports:
    """导出: the orders of everybody in this process."""

    def __init__(self, database: Callable[[], Doors], clock: Clock, file_of: Callable[[UUID], Path]) -> None:
        self._database, self._clock, self._file_of = database, clock, file_of
        self._jobs: dict[str, Job] = {}

    async def sheet_order(
        self, caller: Caller, what: str, period: str, institution: bytes | None, *, rule: str, bonus: Fraction | None
    ) -> Order:
        """The order of a table of results; Problem `forbidden` for who is not of the office, or `invalid`."""
        if not is_period(period):
            raise wrong_field("file", "Expected a month, quarter or year")
        if bonus is not None and not 0 <= bonus <= BONUS_MAX:
            raise wrong_field("bonus", f"Expected `float` {'>= 0' if bonus < 0 else f'<= {BONUS_MAX}'}")
        now_ms = self._clock()
        place, rules = await self._database().read(lambda txn: _office_rules(txn, caller.person, institution, now_ms))
        if place is None:
            raise Problem("forbidden")
        if rule not in rules:
            raise wrong_field("rule", f"Expected one of {', '.join(sorted(rules))}")
        pays = what == PAY_PROPOSAL
        return Order(what, place, period, rules[rule] if pays else None, bonus if pays else None)

    async def file_order(self, caller: Caller, person: bytes, year: str) -> Order:
        """The order of a personal file: one's own, or anybody's of one's institution for the office."""
        if len(year) != 4 or not is_period(year):
            raise wrong_field("file", "Expected a year")
        now_ms = self._clock()
        place = await self._database().read(lambda txn: _file_place(roster_of(txn, now_ms), caller.person, person))
        if place is None:
            raise Problem("not_found")
        return Order(PERSONAL_FILE, place, year, person=person)

    async def paper_order(self, caller: Caller, id: bytes, what: str) -> Order:
        """The order of one document's paper; Problem `not_found` for who doesn't hold it."""
        now_ms = self._clock()
        data = await self._database().read(
            lambda txn: _paper(txn, what, id, caller.person, now_ms, file_of=self._file_of)
        )
        place = await self._database().read(lambda txn: roster_of(txn, now_ms).institution_of(caller.person))
        if data is None or place is None:
            raise Problem("not_found")
        return Order(what, place, local_day(now_ms)[:4], paper=id)

    async def make(self, caller: Caller, order: Order, tell: Callable[[int], None] | None = None) -> bytes:
        """The file, noted in the log; Problem `not_found` where there is nothing to export."""
        said = tell or _nobody_asks
        now_ms = self._clock()
        made = f"　导出于 {local_day(now_ms)}"
        gathered = await self._database().read(lambda txn: _gathered(txn, order, caller.person, now_ms, self._file_of))
        if gathered is None:
            raise Problem("not_found")
        said(READ_SHARE)
        data = await asyncio.to_thread(_made, order, gathered, made, said)
        await self._database().write(lambda txn: _note(txn, order, caller.person, now_ms))
        said(100)
        return data

    def start(self, caller: Caller, order: Order) -> Job:
        """Begins the work and returns at once; the same order that is under way is returned again."""
        self._forget_old()
        for job in self._jobs.values():
            if job.asker == caller.person and job.order == order and not (job.failed or job.stopped):
                return job
        if len(self._jobs) >= JOBS_MAX:
            raise Problem("unavailable")
        job = Job(secrets.token_urlsafe(18), caller.person, order, self._clock())
        self._jobs[job.id] = job
        job.work = asyncio.create_task(self._run(caller, job))
        return job

    def find(self, caller: Caller, id: str) -> Job:
        """The caller's own job; Problem `not_found` for all else."""
        self._forget_old()
        job = self._jobs.get(id)
        if job is None or job.asker != caller.person:
            raise Problem("not_found")
        return job

    def stop(self, caller: Caller, id: str) -> None:
        job = self.find(caller, id)
        job.stopped = True
        job.data = None
        del self._jobs[id]

    async def _run(self, caller: Caller, job: Job) -> None:
        def tell(percent: int) -> None:
            if job.stopped:
                raise Stopped
            job.percent = percent

        try:
            job.data = await self.make(caller, job.order, tell)
        except Stopped:
            return
        except Exception:  # who asks is told that it failed; the request's own log has no more to say
            job.failed = True

    def _forget_old(self) -> None:
        oldest = self._clock() - KEPT_MS
        for id in [id for id, job in self._jobs.items() if job.began_ms < oldest]:
            self._jobs.pop(id).stopped = True


def wrong_field(field: str, message: str) -> Problem:
    """What is wrong with an order, and where."""
    return Problem("invalid", extra={"fields": [{"field": field, "message": message}]})


Gathered = PeriodSheet | OrderBook | dict[str, Any]


def _nobody_asks(percent: int) -> None:
    """The file is made in one go."""


def _made(order: Order, gathered: Any, made: str, said: Callable[[int], None]) -> bytes:
    def tell(done: int, of: int) -> None:
        said(READ_SHARE + (99 - READ_SHARE) * done // max(1, of))

    if order.what == PERSONAL_FILE:
        return personal_file.render(gathered)
    if order.what in _PAPERS:
        return _PAPERS[order.what].render(gathered)
    if order.what == ORDER_LEDGER:
        return order_workbook.ledger(gathered, order.period, made, tell)
    if order.rule is not None:
        return result_workbook.pay_sheet(gathered, order.rule, order.bonus, made, tell)
    return result_workbook.month_sheet(gathered, made, tell)


def _gathered(txn: Txn, order: Order, reader: bytes, now_ms: int, file_of: _FileOf) -> Gathered | None:
    if order.person is not None:
        return personal_file.gather(txn, order.person, order.period, reader, now_ms)
    if order.paper is not None:
        return _paper(txn, order.what, order.paper, reader, now_ms, file_of=file_of)
    if order.what == ORDER_LEDGER:
        return read_orders(txn, order.institution, order.period, now_ms)
    return read_period(txn, order.institution, order.period, now_ms)


def _paper(txn: Txn, what: str, id: bytes, reader: bytes, now_ms: int, *, file_of: _FileOf) -> dict[str, Any] | None:
    """What one document says on paper; a report's with the files of its pictures."""
    if what == REPORT_PAPER:
        return report_word.gather(txn, id, reader, now_ms, file_of)
    return (order_paper if what == ORDER_PAPER else honour_paper).gather(txn, id, reader, now_ms)


def _note(txn: Txn, order: Order, by: bytes, now_ms: int) -> None:
    event = export_event(
        new_id(txn, now_ms),
        order.institution,
        by,
        what=order.what,
        period=order.period,
        at_ms=now_ms,
        subject=order.paper or order.person,
    )
    write_as_server(txn, [event], now_ms)


def _office_rules(
    txn: Txn, person: bytes, wanted: bytes | None, now_ms: int
) -> tuple[bytes | None, dict[str, PayRule]]:
    """The institution that the person exports for, and the pay rules that may be chosen there."""
    place = _office_of(roster_of(txn, now_ms), person, wanted)
    if place is None:
        return None, {}
    rows = txn.fetch("select id from documents where kind = ? and group_key = ? order by id", ["programme", place])
    return place, rules_of(read_documents(txn, [id for (id,) in rows]))


def _office_of(roster: Roster, person: bytes, wanted: bytes | None) -> bytes | None:
    """The institution in whose office the person is: the one asked for, else their own, else any."""
    own = roster.institution_of(person)
    held = [at for role, at in sorted(roster.roles(person)) if role in OFFICE and at in roster.institutions]
    if wanted is not None:
        return wanted if wanted in held else None
    return own if own in held else next(iter(held), None)


def _file_place(roster: Roster, reader: bytes, person: bytes) -> bytes | None:
    place = roster.institution_of(person)
    if place is None:
        return None
    return place if reader == person or roster.holds_role(reader, place, *OFFICE) else None

"""Exports of results and orders: Excel and PDF, at once or as a job with progress."""

from __future__ import annotations

from fractions import Fraction
from typing import Any
from uuid import UUID

from litestar import Request, Response, delete, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from msgspec import Struct

from api.exporting import ENDINGS, Exports, Job, Order, wrong_field
from api.problems import Problem
from api.sessions import Caller, caller_in
from api.step_up import StepUp
from models.export_event import HONOUR_PAPER, MONTH_SHEET, ORDER_LEDGER, ORDER_PAPER, PAY_PROPOSAL, REPORT_PAPER
from models.value_type import as_decimal

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TYPES = {"pdf": PDF, "docx": DOCX, "xlsx": XLSX}
_WHAT = {"month": MONTH_SHEET, "pay": PAY_PROPOSAL, "orders": ORDER_LEDGER}
_Request = Request[Caller, Any, Any]


class Progress(Struct):
    """导出进度: `percent` of 100; `ready` once the file can be fetched, `failed` where it won't be."""

    id: str
    percent: int
    ready: bool
    failed: bool
    name: str


@get(
    "/api/exports/{what:str}/{file:str}",
    summary="A table in Excel: month/2026-10.xlsx, pay/2026-10.xlsx, orders/2026.xlsx",
)
async def sheet(
    request: _Request,
    exports: NamedDependency[Exports],
    step_up: NamedDependency[StepUp],
    what: FromPath[str],
    file: FromPath[str],
    *,
    institution: FromQuery[str | None] = None,
    rule: FromQuery[str] = "points",
    bonus: FromQuery[str | None] = None,
) -> Response[bytes]:
    """Made in one go; 403 to all but the office, 404 without results. `bonus` is one person's, in yuan."""
    asked = (what, file)
    caller, order = await _opened(request, exports, step_up, asked, institution, rule=rule, bonus=bonus)
    return _file(await exports.make(caller, order), order)


@get("/api/exports/file/{person:str}/{file:str}", summary="A personal file as PDF: file/<person>/2026.pdf")
async def personal(
    request: _Request,
    exports: NamedDependency[Exports],
    step_up: NamedDependency[StepUp],
    person: FromPath[str],
    file: FromPath[str],
) -> Response[bytes]:
    """One's own, or anybody's of the institution for its office; 404 for all else."""
    caller = caller_in(request.scope)
    order = await exports.file_order(caller, _id(person), _stem(file, ".pdf"))
    if order.person != caller.person:
        await step_up.check(caller)
    return _file(await exports.make(caller, order), order)


@get("/api/exports/order/{order:str}/{file:str}", summary="A rectification order as PDF: order/<order>/order.pdf")
async def paper(
    request: _Request, exports: NamedDependency[Exports], order: FromPath[str], file: FromPath[str]
) -> Response[bytes]:
    """For who holds the order, in the official layout, with the head of the ledger's chain; 404 for all else."""
    return await _paper(request, exports, ORDER_PAPER, order, file)


@get("/api/exports/honour/{honour:str}/{file:str}", summary="A certificate: honour/<honour>/certificate.pdf")
async def certificate(
    request: _Request, exports: NamedDependency[Exports], honour: FromPath[str], file: FromPath[str]
) -> Response[bytes]:
    """Of an honour that is conferred and stands, for who reads it; 404 for all else."""
    return await _paper(request, exports, HONOUR_PAPER, honour, file)


@get("/api/exports/report/{report:str}/{file:str}", summary="A report or a brief as Word: report/<report>/report.docx")
async def letter(
    request: _Request, exports: NamedDependency[Exports], report: FromPath[str], file: FromPath[str]
) -> Response[bytes]:
    """For who reads it, the office above once it was sent, in the official layout; 404 for all else."""
    return await _paper(request, exports, REPORT_PAPER, report, file)


@post("/api/exports/{what:str}/{file:str}", opt={"takes": None}, status_code=202, summary="Begin a table of results")
async def begin(
    request: _Request,
    exports: NamedDependency[Exports],
    step_up: NamedDependency[StepUp],
    what: FromPath[str],
    file: FromPath[str],
    *,
    institution: FromQuery[str | None] = None,
    rule: FromQuery[str] = "points",
    bonus: FromQuery[str | None] = None,
) -> Progress:
    """202 with the job; ask for its progress, then fetch its file."""
    asked = (what, file)
    caller, order = await _opened(request, exports, step_up, asked, institution, rule=rule, bonus=bonus)
    return _progress(exports.start(caller, order))


@get("/api/exports/jobs/{job:str}/progress", summary="How far an export is")
async def progress(request: _Request, exports: NamedDependency[Exports], job: FromPath[str]) -> Progress:
    """The caller's own job; 404 for all else, and after some minutes."""
    return _progress(exports.find(caller_in(request.scope), job))


@get("/api/exports/jobs/{job:str}/result", summary="The file of an export that is ready")
async def fetch(request: _Request, exports: NamedDependency[Exports], job: FromPath[str]) -> Response[bytes]:
    """404 until it is ready."""
    found = exports.find(caller_in(request.scope), job)
    if found.data is None:
        raise Problem("not_found")
    return _file(found.data, found.order)


@delete("/api/exports/jobs/{job:str}", opt={"takes": None}, status_code=204, summary="Stop an export")
async def stop(request: _Request, exports: NamedDependency[Exports], job: FromPath[str]) -> None:
    """204; what was made is forgotten."""
    exports.stop(caller_in(request.scope), job)


async def _paper(request: _Request, exports: Exports, what: str, document: str, file: str) -> Response[bytes]:
    """One document on paper, under a name with its own ending."""
    caller = caller_in(request.scope)
    _stem(file, f".{ENDINGS[what]}")
    order = await exports.paper_order(caller, _id(document), what)
    return _file(await exports.make(caller, order), order)


async def _opened(
    request: _Request,
    exports: Exports,
    step_up: StepUp,
    asked: tuple[str, str],
    institution: str | None,
    *,
    rule: str,
    bonus: str | None,
) -> tuple[Caller, Order]:
    """Who asks for a table, and for what; the second factor only once it is known that they may have it."""
    caller = caller_in(request.scope)
    order = await _sheet_order(exports, caller, asked, institution, rule=rule, bonus=bonus)
    await step_up.check(caller)
    return caller, order


async def _sheet_order(
    exports: Exports, caller: Caller, asked: tuple[str, str], institution: str | None, *, rule: str, bonus: str | None
) -> Order:
    what, file = asked
    if what not in _WHAT:
        raise Problem("not_found")
    amount = None if bonus is None else as_decimal(bonus)
    if bonus is not None and amount is None:
        raise wrong_field("bonus", "Expected `float`, got `str`")
    place = None if institution is None else _id(institution)
    exact = None if amount is None else Fraction(amount)
    period = _stem(file, ".xlsx")
    return await exports.sheet_order(caller, _WHAT[what], period, place, rule=rule, bonus=exact)


def _progress(job: Job) -> Progress:
    return Progress(job.id, job.percent, job.data is not None, job.failed, job.order.name)


def _file(data: bytes, order: Order) -> Response[bytes]:
    """To be saved under an ASCII name; never shown, never kept by the browser."""
    headers = {"content-disposition": f'attachment; filename="{order.name}"', "cache-control": "no-store"}
    return Response(data, media_type=_TYPES[order.ending], headers=headers)


def _stem(file: str, ending: str) -> str:
    if not file.endswith(ending):
        raise Problem("not_found")
    return file.removesuffix(ending)


def _id(text: str) -> bytes:
    try:
        return UUID(text).bytes
    except ValueError:
        raise Problem("not_found") from None

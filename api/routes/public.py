"""The public's voice, without an account: rate, read the answer, complain; and the sheets with the codes for staff."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.openapi import ResponseSpec
from litestar.params import FromPath, JSONBody
from msgspec.structs import replace

from api import public_labels
from api.assets import answer_of, takes_gzip
from api.clock import Clock
from api.problems import Problem
from api.public_board import Board, Institutions, institutions_of
from api.public_box import Asked, Box, Complained, Said, complain, look, say
from api.public_codes import read_code
from api.public_copies import BoardCopies
from api.public_page import BOARD_PAGE, NOTHING, RATING_PAGE, Page, packed, page_data
from api.public_ratings import Rated, Rating, rate
from api.public_slip import slip_of
from api.sessions import Caller, caller_in
from api.writer import Database

BODY_BYTES_MAX = 8 * 1024
PDF = "application/pdf"
_OPEN = {"open": True, "limit": BODY_BYTES_MAX}
_printing = asyncio.Semaphore(1)


@get(["/r", "/r/{batch:str}", "/k/{batch:str}", "/open/{batch:str}"], opt={"open": True}, include_in_schema=False)
async def rating_page(
    request: Request[Any, Any, Any], database: NamedDependency[Database], clock: NamedDependency[Clock]
) -> Response[bytes]:
    """The page behind a QR code; the code itself stands in the fragment, which no server sees."""
    way, _, batch = request.scope["path"][1:].partition("/")
    now_ms, id = clock(), read_code(batch)
    data = await database.read(lambda txn: page_data(txn, way, id, now_ms))
    damaged = bool(batch) and id is None
    return _page(request, RATING_PAGE, NOTHING if damaged else data, status=404 if damaged else 200)


@get("/public", opt={"open": True}, include_in_schema=False)
async def board_page(
    request: Request[Any, Any, Any], database: NamedDependency[Database], clock: NamedDependency[Clock]
) -> Response[bytes]:
    """The public board, for a wall and for phones."""
    now_ms = clock()
    told = await database.read(lambda txn: institutions_of(txn, now_ms))
    return _page(request, BOARD_PAGE, {"institutions": [[each.id, each.name] for each in told.institutions]})


@get("/api/public/board", opt={"open": True}, summary="The institutions that have a public board")
async def institutions(database: NamedDependency[Database], clock: NamedDependency[Clock]) -> Institutions:
    """By name."""
    now_ms = clock()
    return await database.read(lambda txn: institutions_of(txn, now_ms))


@get(
    "/api/public/board/{institution:str}",
    opt={"open": True},
    summary="What an institution shows the public",
    responses={200: ResponseSpec(Board, description="Pledges on display, standards, duties, notices")},
)
async def board(
    request: Request[Any, Any, Any], institution: FromPath[str], boards: NamedDependency[BoardCopies]
) -> Response[bytes]:
    """At most three seconds old; 304 for who holds it, 404 for what is no institution."""
    found = await boards.of(_id(institution))
    if found is None:
        raise Problem("not_found")
    asked = request.headers
    status, body, headers = answer_of(found, asked.get("if-none-match"), asked.get("accept-encoding"))
    return Response(body, status_code=status, headers=headers)


@post("/api/public/rate", opt=_OPEN, status_code=200, summary="Rate by a one-time code, a kiosk or a poster")
async def rate_by_code(
    request: Request[Any, Any, Any],
    data: JSONBody[Rating],
    database: NamedDependency[Database],
    clock: NamedDependency[Clock],
) -> Rated:
    """Counted once; sent again it hears the same. 404 for a code that isn't active."""
    now_ms = clock()
    rated = await database.write(lambda txn: rate(txn, data, now_ms))
    return replace(rated, slip=slip_of(request.headers["origin"], data.code)) if rated.box and data.via else rated


@post("/api/public/box", opt=_OPEN, status_code=200, summary="What was answered behind a code")
async def box(data: JSONBody[Asked], database: NamedDependency[Database], clock: NamedDependency[Clock]) -> Box:
    """404 for a code that nobody drew."""
    now_ms = clock()
    return await database.read(lambda txn: look(txn, data, now_ms))


@post("/api/public/box/lines", opt=_OPEN, status_code=200, summary="Say more behind a code")
async def box_lines(data: JSONBody[Said], database: NamedDependency[Database], clock: NamedDependency[Clock]) -> Box:
    """The same number again changes nothing."""
    now_ms = clock()
    return await database.write(lambda txn: say(txn, data, now_ms))


@post("/api/public/complaints", opt=_OPEN, status_code=200, summary="Complain by QR code")
async def complaints(
    data: JSONBody[Complained], database: NamedDependency[Database], clock: NamedDependency[Clock]
) -> Box:
    """Taken down once for each code that the page draws."""
    now_ms = clock()
    return await database.write(lambda txn: complain(txn, data, now_ms))


@post("/api/public/batches/{batch:str}/sheets", opt={"takes": None}, status_code=200, summary="Print a batch of codes")
async def sheets(
    request: Request[Caller, Any, Any],
    batch: FromPath[str],
    database: NamedDependency[Database],
    clock: NamedDependency[Clock],
) -> Response[bytes]:
    """The PDF, with the codes that stand nowhere else; 409 once the batch is active."""
    caller, id, now_ms = caller_in(request.scope), _id(batch), clock()
    origin = request.headers["origin"]
    async with _printing:
        printed = await database.write(lambda txn: public_labels.print_codes(txn, id, caller.person, now_ms))
        made = await asyncio.to_thread(public_labels.render, printed, origin)
    headers = {"content-disposition": f'attachment; filename="codes-{printed.number}.pdf"', "cache-control": "no-store"}
    return Response(made, media_type=PDF, headers=headers)


def _page(request: Request[Any, Any, Any], page: Page, data: dict[str, Any], *, status: int = 200) -> Response[bytes]:
    body = page.with_data(data)
    headers = {"content-type": "text/html; charset=utf-8", "content-security-policy": page.policy}
    headers |= {"cache-control": "no-store", "vary": "accept-encoding"}
    if takes_gzip(request.headers.get("accept-encoding")):
        body, headers = packed(body), headers | {"content-encoding": "gzip"}
    return Response(body, status_code=status, headers=headers)


def _id(text: str) -> bytes:
    try:
        return UUID(text).bytes
    except ValueError:
        raise Problem("not_found") from None

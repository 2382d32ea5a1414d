"""How far the closing of a month is."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from msgspec import Struct

from api.closings import Closings
from api.problems import Problem
from api.sessions import Caller, caller_in

_Request = Request[Caller, Any, Any]


class ClosingPercent(Struct):
    """结账进度: `percent` of 100, null where this process works on no such closing; `waits` where it is tried again."""

    percent: int | None
    waits: bool


@get("/api/closings/{closing:str}/progress", summary="How far the closing of a month is")
async def progress(request: _Request, closings: NamedDependency[Closings], closing: FromPath[str]) -> ClosingPercent:
    """For supervisors and administrators; 404 for all else."""
    try:
        id = UUID(closing).bytes
    except ValueError:
        raise Problem("not_found") from None
    return ClosingPercent(*await closings.progress(caller_in(request.scope), id))

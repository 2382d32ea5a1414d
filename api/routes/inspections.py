"""Inspections: what the server expects of a visit. All else of them is documents."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from api.clock import Clock
from api.problems import Problem
from api.sessions import Caller, caller_in
from api.visit_debts import Expected, expected
from api.writer import Database


@get("/api/visits/{visit:str}/expected", summary="What phones have announced of a visit and the server doesn't have")
async def expected_of(
    visit: FromPath[str],
    request: Request[Caller, Any, Any],
    database: NamedDependency[Database],
    clock: NamedDependency[Clock],
) -> Expected:
    """To its circle alone; 404 to everybody else, as for what doesn't exist."""
    caller = caller_in(request.scope)
    try:
        id = UUID(visit).bytes
    except ValueError:
        raise Problem("not_found") from None
    now_ms = clock()
    return await database.read(lambda txn: expected(txn, caller.person, id, now_ms))

"""The roster as a file: previews of imports, the template, and everybody in Excel."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromQuery

from api.attachment import XLSX, attachment
from api.imports import Imports
from api.problems import Problem, language_of
from api.sessions import Caller, caller_in
from api.step_up import StepUp
from api.workbooks import BYTES_MAX
from models.roster_import import Choices

FILE = "application/octet-stream"
TAKES = (FILE, XLSX, "application/vnd.ms-excel", "text/csv")
CHOICES_CHARACTERS_MAX = 60_000
_Request = Request[Caller, Any, Any]


@post(
    "/api/imports/roster",
    opt={"takes": TAKES, "limit": BYTES_MAX},
    status_code=200,
    summary="Preview a roster from Excel or CSV",
)
async def import_roster(
    request: _Request, imports: NamedDependency[Imports], choices: FromQuery[str | None] = None
) -> Response[bytes]:
    """The body is the file, `choices` is JSON; answers every row, every problem by cell, and the changes to write."""
    if choices is not None and len(choices) > CHOICES_CHARACTERS_MAX:
        raise Problem("invalid")
    try:
        decided = Choices() if not choices else msgspec.json.decode(choices, type=Choices)
    except msgspec.MsgspecError:
        raise Problem("invalid") from None
    language = language_of(request.headers.get("accept-language"))
    preview = await imports.roster(caller_in(request.scope), await request.body(), decided, language)
    return Response(msgspec.json.encode(preview), media_type="application/json")


@get("/api/exports/roster-template", summary="The roster's template in Excel")
async def roster_template(request: _Request, imports: NamedDependency[Imports]) -> Response[bytes]:
    """An empty table with headings, explanations and print set-up."""
    return attachment(await imports.template(caller_in(request.scope)), "roster-template.xlsx")


@get("/api/exports/roster", summary="The roster in Excel")
async def export_roster(
    request: _Request, imports: NamedDependency[Imports], step_up: NamedDependency[StepUp]
) -> Response[bytes]:
    """Everybody of the caller's institution as they stand today; 403 to all but its administrators."""
    made = await imports.roster_file(caller_in(request.scope))
    await step_up.check(caller_in(request.scope))
    return attachment(made, "roster.xlsx")

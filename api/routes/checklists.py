"""Checklists and forms as files: previews of what a table, an XLSForm or a questionnaire holds, and the template."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromQuery

from api.attachment import attachment
from api.imports import Imports
from api.problems import language_of
from api.sessions import Caller, caller_in
from api.workbooks import BYTES_MAX

TAKES = (
    "application/octet-stream",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.ms-excel",
    "text/csv",
)
_Request = Request[Caller, Any, Any]
_OPT = {"takes": TAKES, "limit": BYTES_MAX}


@post("/api/imports/checklist", opt=_OPT, status_code=200, summary="Preview a checklist from Excel or TSV")
async def import_checklist(
    request: _Request, imports: NamedDependency[Imports], name: FromQuery[str | None] = None
) -> Response[bytes]:
    """The body is the file, `name` its name; answers the items as they would be written, and problems by cell."""
    return await _preview("checklist", "checklist", request, imports, name)


@post("/api/imports/xlsform", opt=_OPT, status_code=200, summary="Preview an XLSForm")
async def import_xlsform(
    request: _Request,
    imports: NamedDependency[Imports],
    name: FromQuery[str | None] = None,
    kind: FromQuery[str | None] = None,
) -> Response[bytes]:
    """`kind` is form or checklist; whatever isn't supported is named with sheet, row and reason."""
    return await _preview("xlsform", kind, request, imports, name)


@post("/api/imports/questionnaire", opt=_OPT, status_code=200, summary="Preview a questionnaire in JSON")
async def import_questionnaire(
    request: _Request,
    imports: NamedDependency[Imports],
    name: FromQuery[str | None] = None,
    kind: FromQuery[str | None] = None,
) -> Response[bytes]:
    """`{"title", "questions": [{"id", "section", "label", "type", "options"}]}`; `kind` as above."""
    return await _preview("questionnaire", kind, request, imports, name)


@get("/api/exports/checklist-template", summary="The checklist's template in Excel")
async def template_of_checklists(request: _Request, imports: NamedDependency[Imports]) -> Response[bytes]:
    """A table with headings, two rows that show how, and explanations."""
    return attachment(await imports.checklist_template(caller_in(request.scope)), "checklist-template.xlsx")


async def _preview(
    wanted: str, kind: str | None, request: _Request, imports: Imports, name: str | None
) -> Response[bytes]:
    language = language_of(request.headers.get("accept-language"))
    options = {"name": (name or "")[:100], "kind": "checklist" if kind == "checklist" else "form"}
    told = await imports.form(caller_in(request.scope), wanted, await request.body(), options, language)
    return Response(msgspec.json.encode(told), media_type="application/json")

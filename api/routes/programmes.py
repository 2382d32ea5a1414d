"""Programmes: the templates that come with the app, and the preview of a file."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from api.problems import language_of
from api.programmes import ProgrammePreview, Programmes, Template
from api.sessions import Caller, caller_in
from models.bundle_yaml import BYTES_MAX

TAKES = ("application/yaml", "application/x-yaml", "text/yaml", "application/octet-stream")
_Request = Request[Caller, Any, Any]


@get("/api/templates", summary="The programmes that come with the app")
async def list_templates(request: _Request, programmes: NamedDependency[Programmes]) -> list[Template]:
    """Code, titles, level, sector, how much is in them and what is peculiar about their sources."""
    return await programmes.templates(caller_in(request.scope))


@get("/api/templates/{code:str}", summary="A programme to start from")
async def open_template(
    request: _Request,
    code: FromPath[str],
    programmes: NamedDependency[Programmes],
    starts: FromQuery[str | None] = None,
) -> ProgrammePreview:
    """What a new programme writes, its dates moved to the day it `starts`; the browser adds `institution` and an id."""
    language = language_of(request.headers.get("accept-language"))
    return await programmes.template(caller_in(request.scope), code, language, starts)


@post(
    "/api/imports/programme",
    opt={"takes": TAKES, "limit": BYTES_MAX},
    status_code=200,
    summary="Preview a programme from YAML",
)
async def import_programme(
    request: _Request, programmes: NamedDependency[Programmes], starts: FromQuery[str | None] = None
) -> Response[bytes]:
    """The body is the file; answers every problem by its line, and the changes to write where none is an error."""
    language = language_of(request.headers.get("accept-language"))
    preview = await programmes.read(caller_in(request.scope), await request.body(), language, starts)
    return Response(msgspec.json.encode(preview), media_type="application/json")


@get("/api/exports/programme/{doc:str}", summary="A programme as a file")
async def export_programme(
    request: _Request, doc: FromPath[str], programmes: NamedDependency[Programmes]
) -> Response[bytes]:
    """The YAML that the import reads back, draft or published, for whoever reads the programme."""
    name, data = await programmes.file(caller_in(request.scope), doc)
    headers = {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"}
    return Response(data, media_type="application/yaml", headers=headers)

"""A meeting's minutes on paper. All else of it is documents."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from api import meeting_word
from api.clock import Clock
from api.database import Txn
from api.founding import new_id
from api.intake import write_as_server
from api.meeting_reading import read_minutes
from api.problems import Problem
from api.sessions import Caller, caller_in
from api.writer import Database
from models.calendar import local_day
from models.export_event import MEETING_MINUTES, export_event

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@get("/api/meetings/{meeting:str}/minutes.docx", summary="A meeting's minutes as Word")
async def minutes(
    meeting: FromPath[str],
    request: Request[Caller, Any, Any],
    *,
    database: NamedDependency[Database],
    clock: NamedDependency[Clock],
) -> Response[bytes]:
    """To who may read the meeting, once it has begun; 404 to everybody else, as for what doesn't exist."""
    caller = caller_in(request.scope)
    try:
        id = UUID(meeting).bytes
    except ValueError:
        raise Problem("not_found") from None
    now_ms = clock()
    found = await database.read(lambda txn: read_minutes(txn, id, caller.person, now_ms))
    if found is None:
        raise Problem("not_found")
    institution, said = found
    data = await asyncio.to_thread(meeting_word.render, said, datetime.fromtimestamp(now_ms // 1000))
    await database.write(lambda txn: _note(txn, institution, caller.person, id, now_ms))
    headers = {"content-disposition": f'attachment; filename="{said.stem}.docx"', "cache-control": "no-store"}
    return Response(data, media_type=DOCX, headers=headers)


def _note(txn: Txn, institution: bytes, by: bytes, meeting: bytes, now_ms: int) -> None:
    """That it was taken out, in the log before its bytes leave."""
    event = export_event(
        new_id(txn, now_ms),
        institution,
        by,
        what=MEETING_MINUTES,
        period=local_day(now_ms)[:7],
        at_ms=now_ms,
        subject=meeting,
    )
    write_as_server(txn, [event], now_ms)

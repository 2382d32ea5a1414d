"""A meeting's minutes and a poll's protocol on paper. All else of them is documents, and ballots."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from api import meeting_word, poll_word
from api.clock import Clock
from api.handing_out import hand_out
from api.meeting_reading import read_minutes
from api.poll_reading import read_protocol
from api.sessions import Caller, caller_in
from api.writer import Database
from models.export_event import MEETING_MINUTES, POLL_PROTOCOL


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
    return await hand_out(
        database, caller, clock(), meeting, what=MEETING_MINUTES, read=read_minutes, render=meeting_word.render
    )


@get("/api/polls/{poll:str}/protocol.docx", summary="A poll's protocol as Word")
async def protocol(
    poll: FromPath[str],
    request: Request[Caller, Any, Any],
    *,
    database: NamedDependency[Database],
    clock: NamedDependency[Clock],
) -> Response[bytes]:
    """To who may read the poll, once the chair has revealed it; 404 to everybody else, as for what doesn't exist."""
    caller = caller_in(request.scope)
    return await hand_out(
        database, caller, clock(), poll, what=POLL_PROTOCOL, read=read_protocol, render=poll_word.render
    )

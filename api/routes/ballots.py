"""Anonymous ballots: the three requests that are no documents (docs/protocol.md, "Anonymous ballots")."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from api.ballots import Ballots
from api.problems import Problem
from api.sessions import Caller, caller_in
from models.ballot import ENVELOPE_BYTES

MESSAGEPACK = "application/x-msgpack"
ISSUE_BYTES_MAX = 1_024
_Request = Request[Caller, Any, Any]
_AnyRequest = Request[Any, Any, Any]


@post(
    "/api/ballots/issue",
    status_code=200,
    opt={"takes": MESSAGEPACK, "limit": ISSUE_BYTES_MAX},
    summary="A blind signature for an anonymous ballot",
)
async def issue(request: _Request, ballots: NamedDependency[Ballots]) -> Response[bytes]:
    """Once for whoever is on the roll: the same request gets the same answer, another one 409."""
    signature = await ballots.issue(caller_in(request.scope), await request.body())
    return _packed({"signature": signature})


@get("/api/ballots/issued", summary="Of which contexts the caller was given an anonymous ballot")
async def issued(request: _Request, ballots: NamedDependency[Ballots]) -> Response[bytes]:
    """For a device that is not to take the only ballot unasked: whether another one has it."""
    return _packed({"issued": await ballots.issued(caller_in(request.scope))})


@post(
    "/api/ballots/cast",
    status_code=200,
    opt={"takes": MESSAGEPACK, "limit": ENVELOPE_BYTES, "open": True, "cookies": False},
    summary="An anonymous ballot",
)
async def cast(request: _AnyRequest, ballots: NamedDependency[Ballots]) -> Response[bytes]:
    """Without a session: a cookie is refused unread. 202 while the ballot waits; 200 once it is written."""
    answer = await ballots.cast(await request.body())
    return _packed(answer.told, answer.status)


@get("/api/ballots/published/{context:str}", summary="The ballots of a context that has closed")
async def published(request: _Request, ballots: NamedDependency[Ballots], context: FromPath[str]) -> Response[bytes]:
    """For those on the roll and the office; 404 before it closes, and where too few took part."""
    try:
        id = UUID(context).bytes
    except ValueError:
        raise Problem("not_found") from None
    return _packed(await ballots.published(caller_in(request.scope), id))


def _packed(told: dict[str, Any], status: int = 200) -> Response[bytes]:
    return Response(msgspec.msgpack.encode(told), media_type=MESSAGEPACK, status_code=status)

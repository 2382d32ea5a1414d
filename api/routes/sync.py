"""Push, pull, the registry of kinds and the quarantine (protocol §5, §7, §12)."""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple, NoReturn

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromQuery

from api.clock import Clock
from api.intake import take_push
from api.leak_list import note_seen, unnoted
from api.ledger import LogChanged, now_of
from api.metrics import Metrics
from api.month_closer import MonthCloser
from api.outlet import give, packed
from api.phones import note, says_more
from api.problems import PROBLEMS, Problem, language_of
from api.quarantine import Listed, listed
from api.roster_cache import roster_of
from api.sessions import Caller, caller_in
from api.step_up import StepUp
from api.writer import Database
from models.kinds import registry_json
from sync.errors import BodyError
from sync.messages import PULL_BYTES_MAX, PUSH_BYTES_MAX, decode_pull, decode_push

MESSAGEPACK = "application/x-msgpack"
ID_BYTES = 16
_TAKES = {"accept-encoding": "gzip"}
"""Said in every answer, so that clients may pack their pushes (docs/protocol.md, "Packed pushes")."""
_REGISTRY = msgspec.json.encode(registry_json())
_Request = Request[Caller, Any, Any]


class Exchange(NamedTuple):
    """What push and pull need, as one dependency: several would be a task each, at every request."""

    database: Database
    clock: Clock
    counted: Metrics
    closer: MonthCloser
    step_up: StepUp


@post(
    "/api/sync/push",
    status_code=200,
    opt={"takes": MESSAGEPACK, "limit": PUSH_BYTES_MAX, "packed": True},
    summary="Send changes",
)
async def push(request: _Request, exchange: NamedDependency[Exchange]) -> Response[bytes]:
    """Each change is judged alone and once; results in order: nil stored, else code, message and path."""
    caller = caller_in(request.scope)
    language = language_of(request.headers.get("accept-language"))
    now_ms = exchange.clock()
    closings: list[bytes] = []
    try:
        changes = decode_push(await request.body())
        answer = await exchange.database.write(
            lambda txn: take_push(
                txn,
                caller,
                changes,
                now_ms,
                language,
                closings=closings,
                missing=lambda: exchange.step_up.missing(txn, caller, now_ms),
            )
        )
    except (BodyError, LogChanged) as error:
        _refuse(error)
    for closing in closings:
        exchange.closer.start(closing)
    outcomes = Counter("stored" if result is None else result["code"] for result in answer.results)
    for outcome, count in outcomes.items():
        exchange.counted.changes.labels(outcome).inc(count)
    return Response(answer.encode(), media_type=MESSAGEPACK, headers=_TAKES)


@post("/api/sync/pull", status_code=200, opt={"takes": MESSAGEPACK, "limit": PULL_BYTES_MAX}, summary="Fetch state")
async def pull(request: _Request, exchange: NamedDependency[Exchange]) -> Response[bytes]:
    """The state after the cursors, scope by scope, and the scopes that are gone."""
    caller = caller_in(request.scope)
    now_ms = exchange.clock()
    accepted = request.headers.get("accept-encoding", "")
    try:
        wanted = decode_pull(await request.body())
        (body, headers), says, new = await exchange.database.read(
            lambda txn: (
                packed(give(txn, caller, wanted, now_ms), accepted),
                says_more(txn, caller.replica, wanted),
                unnoted(txn, caller.person, now_ms),
            )
        )
    except (BodyError, LogChanged) as error:
        _refuse(error)
    if says:
        await exchange.database.write(lambda txn: note(txn, caller.replica, wanted))
    if new:
        await exchange.database.write(lambda txn: note_seen(txn, caller.person, now_ms))
    return Response(body, media_type=MESSAGEPACK, headers={**headers, **_TAKES})


@get("/api/sync/kinds", summary="The registry of document kinds")
async def kinds() -> Response[bytes]:
    """For each kind its natural key, its paths with their types, which are written once, and the schema version."""
    return Response(_REGISTRY, media_type="application/json")


@get("/api/sync/quarantine", summary="Changes that were refused")
async def quarantine(
    request: _Request,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    clock: NamedDependency[Clock],
    doc: FromQuery[str | None] = None,
) -> list[Listed]:
    """One's own refused changes; with `doc` (hexadecimal) those to one document, everybody's if one oversees it."""
    language = language_of(request.headers.get("accept-language"))
    wanted = None if doc is None else _id(doc)
    now_ms = clock()
    return await database.read(
        lambda txn: listed(txn, caller.person, roster_of(txn, now_of(txn, now_ms)), language, wanted)
    )


def _id(text: str) -> bytes:
    try:
        id = bytes.fromhex(text.replace("-", ""))
    except ValueError:
        id = b""
    if len(id) != ID_BYTES:
        raise Problem("not_found")
    return id


def _refuse(error: BodyError | LogChanged) -> NoReturn:
    """The problem that stands for a body nobody can read, or for another log."""
    if isinstance(error, LogChanged):
        raise Problem("log_changed") from error
    key = error.code if error.code in PROBLEMS and error.status == PROBLEMS[error.code].status else "malformed"
    if key == "malformed" and "field" in error.params:
        key = "malformed_field"
    problem = Problem(key)
    problem.params.update(error.params)
    raise problem from error

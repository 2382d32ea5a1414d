"""The edge: the outermost layer, which every request enters and every answer leaves by.

Promises: each answer carries the security headers and a request id; HEAD is GET without the body; whatever goes wrong
inside is a problem document and never a stack; one log line and one measurement a request, by route and never by id,
and none of anonymous ballots.
"""

import re
import secrets
from collections.abc import Awaitable, Callable
from typing import Any, Protocol, cast

from litestar.types import ASGIApp, Message, Receive, Scope, Send

from api.clock import monotonic_ms
from api.guards import scheme_of
from api.problems import Problem, language_in, problem_of

PATH_BYTES_MAX = 4096
QUERY_BYTES_MAX = 4096
OWN_HEAD = "/api/documents/"
"""Under this prefix HEAD is a question of its own (how much of a picture the server has)."""

SILENT = "/api/ballots/"

_STRANGE = re.compile(r"/\.|[\x00-\x1f\x7f\\\ufffd]")
"""What no address of ours has: a hidden name or a step up, control characters, bytes that are no UTF-8."""

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; object-src 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
SECURITY_HEADERS: dict[bytes, bytes] = {
    b"content-security-policy": CONTENT_SECURITY_POLICY.encode(),
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"no-referrer",
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
    b"permissions-policy": (
        b"camera=(self), microphone=(), geolocation=(), payment=(), usb=(), display-capture=(), "
        b"accelerometer=(), gyroscope=(), magnetometer=(), browsing-topics=()"
    ),
    b"cache-control": b"no-store",
}
_TRANSPORT_SECURITY = (b"strict-transport-security", b"max-age=31536000")


class Watcher(Protocol):
    """Who is told of every answer: the log, the metrics. `code` is the problem's, None where there was none."""

    def answered(
        self, *, route: str, method: str, status: int, code: str | None, took_ms: int, request_id: str
    ) -> None: ...

    def failed(self, *, route: str, request_id: str, error: BaseException) -> None: ...


class Edge:
    """The ASGI layer around Litestar's own."""

    def __init__(self, app: ASGIApp, watchers: tuple[Watcher, ...], *, secure: bool = False) -> None:
        """`secure`: every public address is https, whatever reaches us behind the proxy."""
        self._app, self._watchers, self._secure = app, watchers, secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope["state"] = dict(_fields(scope).get("state") or {})
        scope["state"]["request_id"] = secrets.token_hex(8)
        if self._secure:
            scope["scheme"] = "https" if scope["type"] == "http" else "wss"
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        await self._http(scope, receive, send)

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        began_ms = monotonic_ms()
        method = str(_fields(scope)["method"])
        inner = cast(Scope, {**scope, "method": "GET"}) if _as_get(method, scope["path"]) else scope
        answer = _Answer(send, scope, bare=method == "HEAD")
        try:
            _check_address(scope)
            await self._app(inner, receive, answer)
        except Exception as error:
            if answer.status:
                raise
            await answer.problem(problem_of(error))
            inner["state"]["error"] = error
        route = str(_fields(inner).get("path_template") or "(none)")
        request_id = inner["state"]["request_id"]
        error = inner["state"].get("error")
        for watcher in self._watchers if _is_told(route, answer.status) else ():
            if error is not None and answer.status == 500:
                watcher.failed(route=route, request_id=request_id, error=error)
            watcher.answered(
                route=route,
                method=method,
                status=answer.status,
                code=inner["state"].get("code"),
                took_ms=monotonic_ms() - began_ms,
                request_id=request_id,
            )


class _Answer:
    """A send function that adds what every answer carries."""

    def __init__(self, send: Send, scope: Scope, *, bare: bool) -> None:
        self._send: Callable[[Any], Awaitable[None]] = cast(Callable[[Any], Awaitable[None]], send)
        self._scope, self._bare = scope, bare
        self.status = 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            await self._send({**message, "headers": self._headers(list(message["headers"]))})
        elif message["type"] == "http.response.body" and self._bare:
            if not message.get("more_body", False):
                await self._send({"type": "http.response.body", "body": b"", "more_body": False})
        else:
            await self._send(message)

    async def problem(self, problem: Problem) -> None:
        told = problem.told(language_in(self._scope["headers"]), self._scope["state"]["request_id"])
        headers = [(name.encode(), value.encode("latin-1")) for name, value in told.headers.items()]
        headers.append((b"content-length", str(len(told.body)).encode()))
        self._scope["state"]["code"] = problem.code
        await self({"type": "http.response.start", "status": told.status, "headers": headers})
        await self({"type": "http.response.body", "body": told.body, "more_body": False})

    def _headers(self, headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        given = {name.lower() for name, _ in headers}
        headers += [(name, value) for name, value in SECURITY_HEADERS.items() if name not in given]
        headers.append((b"x-request-id", self._scope["state"]["request_id"].encode()))
        if scheme_of(self._scope) == "https":
            headers.append(_TRANSPORT_SECURITY)
        return headers


def _as_get(method: str, path: str) -> bool:
    return method == "HEAD" and not path.startswith(OWN_HEAD)


def _is_told(route: str, status: int) -> bool:
    """Of anonymous ballots nobody is told when one was issued or cast, so that no log puts the two beside each other;
    only that something failed."""
    return status == 500 or not route.startswith(SILENT)


def _check_address(scope: Scope) -> None:
    fields = _fields(scope)
    if len(fields.get("raw_path") or b"") > PATH_BYTES_MAX:
        raise Problem("path_too_long", limit=PATH_BYTES_MAX)
    if len(fields.get("query_string") or b"") > QUERY_BYTES_MAX:
        raise Problem("path_too_long", limit=QUERY_BYTES_MAX)
    if not scope["path"].startswith("/") or _STRANGE.search(scope["path"]):
        raise Problem("not_found")


def _fields(scope: Scope) -> dict[str, Any]:
    """The scope as the plain mapping that it is."""
    return cast(dict[str, Any], scope)

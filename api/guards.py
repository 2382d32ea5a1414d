"""Guards: what every request must be before a handler sees it (protocol §11, security.md).

Promises: no write without X-Mingcha and our own Origin (403), no other content type than the endpoint's (415), no
encoded body (415) but gzip where the endpoint takes it, no session no entry (401), no body over its limit or pace
(413, 408), no wild JSON (400). A handler says what differs from the rule in its `opt`: `open` (no session needed),
`takes` (content type or None), `limit` (bytes), `stream` (it reads the body itself), `packed` (the body may be gzip;
answers name it, RFC 9110 §12.5.3), `cookies` False (a request that carries any is refused before it is read).
"""

from typing import Any, Protocol

from litestar.types import ASGIApp, Receive, Scope, Send

from api.bodies import BODY_BYTES_MAX, MeteredBody, check_json, inflate, read_body
from api.problems import Problem
from api.settings import Settings

JSON = "application/json"
MESSAGEPACK = "application/x-msgpack"
GZIP = b"gzip"
READING = frozenset({"GET", "HEAD"})
_JSON_FORMS = frozenset({JSON, "application/json;charset=utf-8", 'application/json;charset="utf-8"'})


class Doorkeeper(Protocol):
    """Who tells the caller of a request from its cookie; None where nobody is signed in, Problem where that ended."""

    async def caller_of(self, scope: Scope) -> Any: ...


class Guard:
    """The middleware that stands between routing and handlers."""

    def __init__(self, app: ASGIApp, settings: Settings, doorkeeper: Doorkeeper) -> None:
        self._app, self._settings, self._doorkeeper = app, settings, doorkeeper

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope)
        opt: dict[str, Any] = dict(scope["route_handler"].opt or {})
        writing = scope["method"] not in READING
        if writing:
            check_origin(scope, headers, self._settings)
        if opt.get("cookies") is False and (headers.get(b"cookie") or headers.get(b"authorization")):
            raise Problem("cookies_refused")
        if scope["method"] == "OPTIONS":
            await self._app(scope, receive, send)
            return
        coding = headers.get(b"content-encoding", b"identity").lower()
        if coding != b"identity" and not (coding == GZIP and opt.get("packed")):
            raise Problem("content_encoding", headers={"accept-encoding": "gzip"} if opt.get("packed") else None)
        if writing:
            takes = opt.get("takes", MESSAGEPACK if scope["path"].startswith("/api/sync/") else JSON)
            check_content_type(headers, takes)
        if not opt.get("open"):
            scope["user"] = await self._doorkeeper.caller_of(scope)
            if scope["user"] is None:
                raise Problem("no_session")
        if writing:
            receive = await self._read(headers, opt, receive)
        await self._app(scope, receive, send)

    async def _read(self, headers: "Headers", opt: dict[str, Any], receive: Receive) -> Receive:
        limit = int(opt.get("limit", BODY_BYTES_MAX))
        metered = MeteredBody(receive, limit)
        if headers.length > limit:
            await metered.refuse()
        if opt.get("stream"):
            return metered
        body = await read_body(metered)
        if headers.get(b"content-encoding").lower() == GZIP:
            body = inflate(body, limit)
        if headers.type_of().startswith(JSON) and (body or opt.get("takes", JSON) is not None):
            check_json(body)
        return Replay(body, receive)


class Headers:
    """The raw headers of one request, looked up by lower-case name; a name that stands twice is joined by a comma."""

    def __init__(self, scope: Scope) -> None:
        self._found: dict[bytes, bytes] = {}
        for name, value in scope["headers"]:
            self._found[name] = self._found[name] + b"," + value if name in self._found else value

    def get(self, name: bytes, default: bytes = b"") -> bytes:
        return self._found.get(name, default)

    @property
    def length(self) -> int:
        """Content-Length; 0 where none is declared."""
        written = self.get(b"content-length")
        return int(written) if written.isdigit() else 0

    @property
    def has_body(self) -> bool:
        return self.length > 0 or b"transfer-encoding" in self._found

    def type_of(self) -> str:
        """Content-Type, lower case, without spaces."""
        return self.get(b"content-type").decode("latin-1").lower().replace(" ", "")


class Replay:
    """A receive function that hands out a body which was read already."""

    def __init__(self, body: bytes, receive: Receive) -> None:
        self._body: bytes | None = body
        self._receive = receive

    async def __call__(self) -> Any:
        if self._body is None:
            return await self._receive()
        body, self._body = self._body, None
        return {"type": "http.request", "body": body, "more_body": False}


def own_origins(scope: Scope, settings: Settings) -> tuple[str, ...]:
    """The origins that are ours: the configured ones, or the address that this request was sent to."""
    if settings.origins:
        return settings.origins
    host = Headers(scope).get(b"host").decode("latin-1").lower()
    return (f"{scheme_of(scope)}://{host}",) if host else ()


def scheme_of(scope: Scope) -> str:
    """http or https, as the client speaks it (a trusted proxy's word is in the scope already)."""
    return "https" if scope["scheme"] in {"https", "wss"} else "http"


def check_origin(scope: Scope, headers: Headers, settings: Settings) -> None:
    """403 unless the request comes from our own pages and says so."""
    origin = headers.get(b"origin").decode("latin-1").lower()
    if not origin or origin not in own_origins(scope, settings):
        raise Problem("csrf_origin")
    if headers.get(b"sec-fetch-site", b"same-origin").lower() != b"same-origin":
        raise Problem("csrf_origin")
    if headers.get(b"x-mingcha") != b"1":
        raise Problem("csrf_header")


def check_content_type(headers: Headers, takes: str | tuple[str, ...] | None) -> None:
    """415 unless the body is of the endpoint's type. `takes` None: a body is not needed, JSON is let pass."""
    written = headers.type_of()
    if takes is None:
        if not written and not headers.has_body:
            return
        takes = JSON
    wanted = (takes,) if isinstance(takes, str) else takes
    if written in wanted or (JSON in wanted and written in _JSON_FORMS):
        return
    raise Problem("content_type", wanted=", ".join(wanted))

"""The HTTP server: uvicorn with our limits on headers and on patience.

Promises: header blocks over 32 KiB are 431, ones that trickle are 408, nonsense is 400, each a problem document and the
end of its connection; a method that nobody knows is 405 like any other; HTTP/1.1 names one Host (400); sockets are
ours (`api.websocket_protocol`); requests are logged by the edge and by nobody else.
"""

import asyncio
import re
import resource
from typing import Any, cast

import httptools
import uvicorn
from litestar import Litestar
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from api.edge import SECURITY_HEADERS
from api.problems import Problem
from api.settings import Settings
from api.websocket_protocol import LiveWebSocket
from sync.messages import LIVE_HELLO_BYTES_MAX

HEADER_BYTES_MAX = 32 * 1024
HEADER_SECONDS_MAX = 20
KEEP_ALIVE_SECONDS = 75
BACKLOG = 2048
STOPPING_SECONDS_MAX = 10
OPEN_FILES_WANTED = 65_536
LINGER_SECONDS = 1.0
_METHOD = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}) (?=/)")
_PARSED = frozenset(
    b"DELETE GET HEAD POST PUT CONNECT OPTIONS TRACE COPY LOCK MKCOL MOVE PROPFIND PROPPATCH SEARCH UNLOCK BIND REBIND "
    b"UNBIND ACL REPORT MKACTIVITY CHECKOUT MERGE M-SEARCH NOTIFY SUBSCRIBE UNSUBSCRIBE PATCH PURGE MKCALENDAR LINK "
    b"UNLINK SOURCE".split()
)
"""The methods that the parser knows."""
_NOBODYS = b"UNBIND"
"""One that it knows and no address of ours has: it stands for those that it doesn't, so that they are 405."""
_REASONS = {400: b"Bad Request", 408: b"Request Timeout", 431: b"Request Header Fields Too Large"}


class PatientProtocol(HttpToolsProtocol):
    """uvicorn's connection, which waits for headers neither for ever nor without bound."""

    def connection_made(self, transport: asyncio.Transport) -> None:
        super().connection_made(transport)
        self._header_bytes = 0
        self._listed = 0
        self._in_headers = True
        self._told = False
        self._hosts = 0
        self._between = True
        self._patience: asyncio.TimerHandle | None = None
        self._expect_headers()

    def connection_lost(self, exc: Exception | None) -> None:
        self._calm()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._told:
            return
        super().data_received(self._with_known_method(data))
        if self._in_headers:
            self._header_bytes += len(data)
        if self._header_bytes > HEADER_BYTES_MAX:
            self._end_with(Problem("headers_too_large", limit=HEADER_BYTES_MAX))

    def on_message_begin(self) -> None:
        self._in_headers = True
        self._between = False
        self._header_bytes = self._listed = self._hosts = 0
        if self._patience is None:
            self._expect_headers()
        super().on_message_begin()

    def on_header(self, name: bytes, value: bytes) -> None:
        self._listed += len(name) + len(value)
        self._hosts += name.lower() == b"host"
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        self._in_headers = False
        self._header_bytes = 0
        self._calm()
        if self._listed + len(self.url) > HEADER_BYTES_MAX:
            self._end_with(Problem("headers_too_large", limit=HEADER_BYTES_MAX))
            raise httptools.HttpParserError("headers too large")
        if self._hosts > 1 or (self._hosts == 0 and cast(Any, self.parser).get_http_version() != "1.0"):
            self._end_with(Problem("bad_request"))
            raise httptools.HttpParserError("one Host is needed")
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self._between = True
        super().on_message_complete()

    def _with_known_method(self, data: bytes) -> bytes:
        """The first bytes of a request, with a method in them that the parser doesn't take for nonsense."""
        found = _METHOD.match(data) if self._between else None
        return data if found is None or found[1] in _PARSED else _NOBODYS + data[found.end(1) :]

    def send_400_response(self, msg: str) -> None:
        """uvicorn's answer to what is no HTTP."""
        self._end_with(Problem("bad_request"))

    def _expect_headers(self) -> None:
        self._patience = self.loop.call_later(HEADER_SECONDS_MAX, self._out_of_patience)

    def _out_of_patience(self) -> None:
        self._patience = None
        if self._in_headers and not self.transport.is_closing():
            if self._header_bytes:
                self._end_with(Problem("body_timeout"))
            else:
                self.transport.close()

    def _calm(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None

    def _end_with(self, problem: Problem) -> None:
        """Answers once, below everything that answers otherwise, and closes."""
        if self._told or self.transport.is_closing():
            return
        self._told = True
        cycle = cast(RequestResponseCycle | None, self.cycle)
        if cycle is None or cycle.response_complete or not cycle.response_started:
            told = problem.told("zh-CN")
            lines = [
                b"HTTP/1.1 %d %s" % (told.status, _REASONS[told.status]),
                *(f"{name}: {value}".encode("latin-1") for name, value in told.headers.items()),
                *(name + b": " + value for name, value in SECURITY_HEADERS.items()),
                b"content-length: %d" % len(told.body),
                b"connection: close",
            ]
            self.transport.write(b"\r\n".join(lines) + b"\r\n\r\n" + told.body)
            self.transport.write_eof()
            # What the client still sends is read and dropped for a moment: closing at once would take the answer back.
            self.loop.call_later(LINGER_SECONDS, self.transport.close)
            return
        self.transport.close()


def allow_open_files() -> None:
    """Asks for as many open files as the system lets us have: a thousand sockets are more than the usual 1,024."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = OPEN_FILES_WANTED if hard == resource.RLIM_INFINITY else min(OPEN_FILES_WANTED, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def make_config(app: Litestar, settings: Settings) -> uvicorn.Config:
    """How we run uvicorn."""
    return uvicorn.Config(
        cast(Any, app),
        host=settings.host,
        port=settings.port,
        loop="uvloop",
        http=PatientProtocol,
        ws=LiveWebSocket,
        ws_max_size=LIVE_HELLO_BYTES_MAX,
        ws_per_message_deflate=False,
        lifespan="on",
        interface="asgi3",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=list(settings.trusted_proxies),
        backlog=BACKLOG,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=STOPPING_SECONDS_MAX,
    )

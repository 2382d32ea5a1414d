"""Live sockets: from the upgrade to the close (protocol §8).

Promises: nobody gets as far as a socket without a session (401), from a foreign page (403) or beyond their places
(429); the client says hello within 10 s and is caught up from its cursors; after that it hears only what the hub and
the presences tell it, and every close has a code that says what the client is to do.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, NamedTuple, Protocol, cast

from litestar.types import Receive, Scope, Send

from api.catch_up import CatchUp, Reader
from api.database import DatabaseError
from api.edge import SECURITY_HEADERS
from api.frames import encode_frame
from api.guards import Headers, own_origins
from api.hub import RIGHTS_CHANGED, Caller, Carrier, Hub, Listener
from api.places import Places, PlacesTakenError
from api.presence import Presences
from api.problems import Problem, language_in
from api.settings import Settings
from api.websocket_protocol import CARRIER
from models.scopes import Families
from sync.errors import BodyError
from sync.messages import LIVE_HELLO_SECONDS, Hello, decode_hello, decode_presence

NOT_DECODABLE = 1007
NO_HELLO = 1008
TRY_LATER = 1013
SESSION_ENDED = 4401


class Opening(NamedTuple):
    """What a hello's cursors leave open: the scopes with something after them, those not held (any more), and what
    its person may see in the same state of the database."""

    scopes: list[str]
    gone: list[str]
    families: Families


class Opener(Reader, Protocol):
    """The database as a new socket sees it. Raises DatabaseError."""

    async def open(self, caller: Caller, cursors: dict[str, int]) -> Opening:
        """BodyError where a cursor lies beyond the end of its scope."""
        ...


class SocketCarrier(Carrier, Protocol):
    """What the WebSocket class adds for whoever serves it."""

    on_drained: Callable[[], None] | None


class Live:
    """直播: serves `GET /api/sync/live`."""

    def __init__(
        self,
        *,
        settings: Settings,
        caller_of: Callable[[Scope], Awaitable[Caller | None]],
        hub: Hub,
        catch_up: CatchUp,
        presences: Presences,
        opener: Opener,
        places: Places,
    ) -> None:
        self._settings = settings
        self._caller_of = caller_of
        self.hub = hub
        self._catch_up = catch_up
        self._presences = presences
        self._opener = opener
        self._places = places

    async def serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One connection, from its request to its end."""
        if scope["type"] != "websocket":
            raise Problem("upgrade_required", headers={"upgrade": "websocket", "connection": "upgrade"})
        await receive()
        try:
            caller = await self._admitted(scope)
            with self._places.place(caller.person, _address_of(scope)):
                await _tell(send, {"type": "websocket.accept"})
                await self._attend(caller, _carrier_of(scope), receive)
        except PlacesTakenError:
            await _refuse(scope, send, Problem("too_many_sockets", headers={"retry-after": "60"}))
        except Problem as problem:
            await _refuse(scope, send, problem)
        except DatabaseError:
            await _refuse(scope, send, Problem("unavailable", headers={"retry-after": "3"}))

    def ended(self, person: bytes, device: bytes) -> None:
        """Closes the sockets of a person's device: its sessions have ended."""
        for listener in self.hub.of_person(person):
            if listener.caller.device == device:
                self.end_session(listener)

    def end_session(self, listener: Listener) -> None:
        """Closes a socket whose session has ended."""
        listener.end(SESSION_ENDED, "session ended")

    async def _admitted(self, scope: Scope) -> Caller:
        origin = Headers(scope).get(b"origin").decode("latin-1").lower()
        if origin and origin not in own_origins(scope, self._settings):
            raise Problem("csrf_origin")
        if Headers(scope).get(b"sec-fetch-site", b"same-origin").lower() != b"same-origin":
            raise Problem("csrf_origin")
        caller = await self._caller_of(scope)
        if caller is None:
            raise Problem("no_session")
        return caller

    async def _attend(self, caller: Caller, carrier: SocketCarrier, receive: Receive) -> None:
        try:
            hello = await _hello(receive)
        except BodyError:
            carrier.end(NOT_DECODABLE, "not a hello")
            return
        except TimeoutError:
            carrier.end(NO_HELLO, "no hello")
            return
        if hello is None:
            return
        if hello.log is not None and hello.log != self.hub.log:
            carrier.write_frame(encode_frame(self.hub.now(), self.hub.log, ()))
            carrier.end(RIGHTS_CHANGED, "log changed")
            return
        try:
            listener = await self._listen(caller, carrier, hello)
        except BodyError:
            carrier.end(NOT_DECODABLE, "a cursor is not valid")
            return
        except DatabaseError:
            carrier.end(TRY_LATER, "unavailable")
            return
        try:
            await self._hear(listener, receive)
        finally:
            self._presences.left(listener)
            self.hub.remove(listener)

    async def _listen(self, caller: Caller, carrier: SocketCarrier, hello: Hello) -> Listener:
        """A listener that is in the hub and being caught up. It listens before it reads, so nothing falls between."""
        families = (await self._opener.read(set(), {caller.person})).families[caller.person]
        listener = Listener(caller, families, dict(hello.cursors), carrier)
        listener.reading = True
        self.hub.add(listener)
        carrier.on_drained = lambda: self._catch_up.wake(listener)
        try:
            opening = await self._opener.open(caller, listener.cursors)
        except BaseException:
            self.hub.remove(listener)
            raise
        if opening.families != families and not listener.closed:
            listener.end(RIGHTS_CHANGED, "rights changed")
        for name in opening.gone:
            listener.cursors.pop(name, None)
        if opening.gone and not listener.closed:
            carrier.write_frame(encode_frame(self.hub.now(), self.hub.log, (), opening.gone))
        listener.pending.update(opening.scopes)
        listener.reading = False
        self._catch_up.wake(listener)
        return listener

    async def _hear(self, listener: Listener, receive: Receive) -> None:
        """What a client says after its hello, until it has gone."""
        try:
            await self._presences.greet(listener)
            while True:
                frame = await _received(receive)
                if frame is None:
                    return
                at = decode_presence(frame)
                await self._presences.told(listener, at)
        except BodyError:
            listener.end(NOT_DECODABLE, "not decodable")
        except DatabaseError:
            listener.end(TRY_LATER, "unavailable")


async def _hello(receive: Receive) -> Hello | None:
    """None if the client has gone; BodyError or TimeoutError if it says something else or nothing."""
    async with asyncio.timeout(LIVE_HELLO_SECONDS):
        frame = await _received(receive)
    return None if frame is None else decode_hello(frame)


async def _received(receive: Receive) -> bytes | None:
    """The next binary frame, None at the end; BodyError for text."""
    message = cast(dict[str, Any], await receive())
    if message["type"] == "websocket.disconnect":
        return None
    frame = message.get("bytes")
    if frame is None:
        raise BodyError("body_encoding", "frames are binary")
    return frame


async def _refuse(scope: Scope, send: Send, problem: Problem) -> None:
    """Answers the request for an upgrade with a problem document."""
    told = problem.told(language_in(scope["headers"]), scope["state"].get("request_id", ""))
    headers = [(name.encode(), value.encode("latin-1")) for name, value in told.headers.items()]
    headers += list(SECURITY_HEADERS.items())
    await _tell(send, {"type": "websocket.http.response.start", "status": told.status, "headers": headers})
    await _tell(send, {"type": "websocket.http.response.body", "body": told.body})


async def _tell(send: Send, message: dict[str, Any]) -> None:
    await cast(Callable[[dict[str, Any]], Awaitable[None]], send)(message)


def _carrier_of(scope: Scope) -> SocketCarrier:
    extensions = cast(dict[str, dict[str, Any]], scope).get("extensions") or {}
    carrier = extensions.get(CARRIER)
    if carrier is None:
        raise RuntimeError("the server must run with api.websocket_protocol.LiveWebSocket")
    return carrier


def _address_of(scope: Scope) -> str:
    client = cast(dict[str, Any], scope).get("client")
    return str(client[0]) if client else ""

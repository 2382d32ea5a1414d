"""Sessions: who calls, by the cookie that a request carries.

Promises: the cookie's token is random and stored only hashed; a session that was ended is refused at the next request
of this process, and of any other within seconds; a device that was ended is told so (`device_ended`).
"""

import hmac
import secrets
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, Protocol, TypeVar

from litestar.datastructures import Cookie
from litestar.types import Scope
from msgspec import Struct

from api import accounts
from api.clock import Clock
from api.database import DatabaseError, Txn
from api.guards import Headers, scheme_of
from api.problems import Problem

COOKIE = "mingcha"
SECURE_COOKIE = "__Host-mingcha"
KNOWN_COOKIE = "mingcha-device"
SECURE_KNOWN_COOKIE = "__Host-mingcha-device"
SESSION_MS_MAX = 180 * 86_400_000
IDLE_MS_MAX = 60 * 86_400_000
KNOWN_SECONDS_MAX = 365 * 86_400
_REMEMBERED_MS = 2_000
_REMEMBERED_MAX = 20_000
_SEEN_EVERY_MS = 10 * 60_000
_TOKEN_LENGTH_MAX = 100

T = TypeVar("T")


class Doors(Protocol):
    """The two doors to the data, as `api.writer.Database` has them."""

    async def read(self, work: Callable[[Txn], T]) -> T: ...

    async def write(self, work: Callable[[Txn], T]) -> T: ...


class Caller(Struct, frozen=True):
    """来者: who makes this request. `person` and `device` are 16 bytes, `session` the hash of the token."""

    person: bytes
    replica: int
    device: bytes
    session: bytes


Ended = Callable[[bytes, bytes], Awaitable[None] | None]
"""Told of (person, device) whose sessions have just ended, so that their sockets close."""


class Sessions:
    """Looks callers up and remembers them for a moment."""

    def __init__(self, database: Callable[[], Doors], clock: Clock) -> None:
        self._database, self._clock = database, clock
        self._remembered: OrderedDict[bytes, tuple[int, Caller]] = OrderedDict()

    async def caller_of(self, scope: Scope) -> Caller | None:
        """Who calls; None without a session. Problem `device_ended` where the device was ended."""
        token = token_in(scope)
        if token is None or len(token) > _TOKEN_LENGTH_MAX:
            return None
        hashed = accounts.token_hash(token)
        now_ms = self._clock()
        remembered = self._remembered.get(hashed)
        if remembered is not None and 0 <= now_ms - remembered[0] < _REMEMBERED_MS:
            return remembered[1]
        row = await self._database().read(lambda txn: accounts.find_session(txn, hashed))
        caller = self._judged(hashed, row, now_ms)
        if caller is None or row is None:
            self._remembered.pop(hashed, None)
            return None
        self._remembered[hashed] = (now_ms, caller)
        if len(self._remembered) > _REMEMBERED_MAX:
            self._remembered.popitem(last=False)
        if now_ms - row.seen_ms > _SEEN_EVERY_MS:
            with suppress(DatabaseError):  # being seen late is no reason to refuse
                await self._database().write(lambda txn: accounts.touch_session(txn, hashed, row.device, now_ms))
        return caller

    def forget(self, *, device: bytes | None = None, session: bytes | None = None) -> None:
        """Drops what is remembered of a device or a session that has ended."""
        gone = [
            hashed
            for hashed, (_, caller) in self._remembered.items()
            if hashed == session or (device is not None and caller.device == device)
        ]
        for hashed in gone:
            del self._remembered[hashed]

    def _judged(self, hashed: bytes, row: accounts.SessionRow | None, now_ms: int) -> Caller | None:
        if row is None:
            return None
        if row.device_ended_ms is not None:
            raise Problem("device_ended")
        too_old = now_ms - row.created_ms > SESSION_MS_MAX or now_ms - row.seen_ms > IDLE_MS_MAX
        if row.ended_ms is not None or row.disabled or too_old:
            return None
        return Caller(row.person, row.replica, row.device, hashed)


def token_in(scope: Scope) -> str | None:
    """The session's token in this request's cookies."""
    return _cookie_in(scope, SECURE_COOKIE if scheme_of(scope) == "https" else COOKIE)


def session_cookie(token: str, *, secure: bool) -> Cookie:
    """The Set-Cookie that signs in."""
    return _set_cookie(SECURE_COOKIE if secure else COOKIE, token, SESSION_MS_MAX // 1000, secure=secure)


def no_cookie(*, secure: bool) -> Cookie:
    """The Set-Cookie that signs out."""
    return _set_cookie(SECURE_COOKIE if secure else COOKIE, "", 0, secure=secure)


def known_cookie(username: str, key: bytes, *, secure: bool) -> Cookie:
    """The Set-Cookie by which this browser proves later that this account has signed in here."""
    nonce = secrets.token_urlsafe(16)
    value = f"{nonce}.{_known_mark(username, nonce, key)}"
    return _set_cookie(SECURE_KNOWN_COOKIE if secure else KNOWN_COOKIE, value, KNOWN_SECONDS_MAX, secure=secure)


def known_device_in(scope: Scope, username: str, key: bytes) -> str | None:
    """The proof in this request's cookies, None where it is missing, forged or another account's."""
    written = _cookie_in(scope, SECURE_KNOWN_COOKIE if scheme_of(scope) == "https" else KNOWN_COOKIE)
    nonce, _, mark = (written or "")[:_TOKEN_LENGTH_MAX].partition(".")
    right = hmac.compare_digest(mark.encode("utf-8", "replace"), _known_mark(username, nonce, key).encode())
    return nonce if nonce and right else None


def _known_mark(username: str, nonce: str, key: bytes) -> str:
    return hmac.digest(key, f"known\0{username}\0{nonce}".encode("utf-8", "replace"), "sha256").hex()[:40]


def _cookie_in(scope: Scope, name: str) -> str | None:
    written = Headers(scope).get(b"cookie").decode("latin-1").replace(",", ";")
    for part in written.split(";"):
        found, _, value = part.strip().partition("=")
        if found == name and value:
            return value
    return None


def _set_cookie(name: str, value: str, seconds: int, *, secure: bool) -> Cookie:
    return Cookie(
        key=name,
        value=value,
        path="/",
        max_age=seconds,
        httponly=True,
        samesite="Strict",  # pyright: ignore[reportArgumentType] -- as RFC 6265bis writes it
        secure=secure,
    )


def caller_in(scope: Any) -> Caller:
    """The caller whom the guard let in."""
    caller: Caller = scope["user"]
    return caller

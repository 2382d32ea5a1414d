"""Request bodies: how many bytes, how fast, how deep, looked at before any object is built from them.

Promises: a body over its limit is 413, one that trickles is 408, JSON that nests, repeats a name or overflows a number
is 400; a packed body is unpacked up to the limit and no further; memory stays within a small multiple of it.
"""

import asyncio
import json
import re
import zlib
from collections.abc import Awaitable, Callable
from typing import Any, cast

from litestar.types import HTTPReceiveMessage, Receive

from api.clock import monotonic_ms
from api.problems import Problem
from sync.walk import NAME_CHARACTERS_SHOWN

BODY_BYTES_MAX = 1024 * 1024
BLOB_BYTES_MAX = 8 * 1024 * 1024
JSON_DEPTH_MAX = 32
JSON_ITEMS_MAX = 2000
PATIENCE_MS = 20_000
"""What a body may take before its first byte counts."""
PACE_BYTES_A_MS = 1
"""Each kilobyte that arrived buys a second more."""
DRAINED_BYTES_MAX = 16 * 1024 * 1024
DRAINED_MS_MAX = 5_000

_STRING = re.compile(rb'"(?:[^"\\]|\\.)*+"', re.DOTALL)
_NOT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))


class MeteredBody:
    """A receive function that counts bytes and time as they pass; Problem at either limit."""

    def __init__(self, receive: Receive, limit: int, *, now: Callable[[], int] = monotonic_ms) -> None:
        self._receive, self._limit, self._now = receive, limit, now
        self._began_ms = now()
        self._taken = 0
        self._done = False

    async def __call__(self) -> Any:
        if self._done:
            return await self._receive()
        left_ms = PATIENCE_MS + self._taken // PACE_BYTES_A_MS - (self._now() - self._began_ms)
        try:
            message = await asyncio.wait_for(_of(self._receive()), max(left_ms, 1) / 1000)
        except TimeoutError:
            raise Problem("body_timeout", headers={"connection": "close"}) from None
        if message["type"] == "http.disconnect":
            raise Problem("malformed")
        self._taken += len(message.get("body", b""))
        self._done = not message.get("more_body", False)
        if self._taken > self._limit:
            await self.refuse()
        return message

    async def refuse(self) -> None:
        """Lets a moderate rest of the body pass unread, so that the client hears the answer, then raises 413."""
        heard = self._done or await _drained(self._receive)
        raise Problem("body_too_large", limit=self._limit, headers={} if heard else {"connection": "close"})


async def read_body(metered: MeteredBody) -> bytes:
    """The whole body. Problem at a limit, and where the client hung up before the end."""
    parts: list[bytes] = []
    while True:
        message = cast(HTTPReceiveMessage, await metered())
        parts.append(cast(bytes, message.get("body", b"")))
        if not message.get("more_body", False):
            return b"".join(parts)


def inflate(packed: bytes, limit: int) -> bytes:
    """The content of a gzip body, at most `limit` bytes of it ever unpacked. Problem beyond, or where it is none."""
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        body = unpacker.decompress(packed, limit + 1)
    except zlib.error:
        raise Problem("content_encoding") from None
    if len(body) > limit:
        raise Problem("body_too_large", limit=limit)
    if not unpacker.eof or unpacker.unused_data:
        raise Problem("malformed")
    return body


def check_json(body: bytes) -> None:
    """Raises Problem unless the body is JSON of a sane shape. Nothing is kept."""
    bare = _STRING.sub(b"", body)
    brackets = bare.translate(None, _NOT_BRACKETS)
    for _ in range(JSON_DEPTH_MAX):
        brackets = brackets.replace(b"[]", b"").replace(b"{}", b"")
    if brackets:
        matched = len(brackets) > len(brackets.replace(b"[]", b"").replace(b"{}", b""))
        raise Problem("too_deep", limit=JSON_DEPTH_MAX) if matched else Problem("malformed")
    if bare.count(b",") + bare.count(b"{") + bare.count(b"[") > JSON_ITEMS_MAX:
        raise Problem("too_many_items", limit=JSON_ITEMS_MAX)
    try:
        json.loads(body, object_pairs_hook=_names_once, parse_float=_finite, parse_constant=_finite)
    except (ValueError, RecursionError):
        raise Problem("malformed") from None


def _names_once(pairs: list[tuple[str, Any]]) -> None:
    seen: set[str] = set()
    for name, _ in pairs:
        if name in seen:
            raise Problem("duplicate_key", name=name[:NAME_CHARACTERS_SHOWN])
        seen.add(name)


def _finite(written: str) -> float:
    value = float(written)
    if value - value != 0:
        raise Problem("bad_number")
    return value


async def _of(awaitable: Awaitable[Any]) -> Any:
    return await awaitable


async def _drained(receive: Receive) -> bool:
    """True if the body ended within the bytes and the time that we spend on refusing it."""
    passed = 0
    try:
        async with asyncio.timeout(DRAINED_MS_MAX / 1000):
            while passed < DRAINED_BYTES_MAX:
                message: Any = await receive()
                passed += len(message.get("body", b""))
                if message["type"] == "http.disconnect":
                    return False
                if not message.get("more_body", False):
                    return True
    except TimeoutError:
        return False
    return False

"""The pace of tallies: a scope in which nothing but tallies is new is told of at most ten times a second.

Promises: the first news go at once, the last always go, PACE_MS later at most; what else is new anywhere waits for
nothing, and takes along what was waiting in its scope. Knows no socket and no clock of its own.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from api.clock import monotonic_ms

PACE_MS = 110
"""So that ten fit into no second that begins where one was sent: with the look after lost messages they are ten."""
SCOPES_KEPT = 4_096

Later = Callable[[float, Callable[[], None]], object]


def in_loop(seconds: float, call: Callable[[], None]) -> object:
    """Calls in so many seconds, in the running event loop."""
    return asyncio.get_running_loop().call_later(seconds, call)


class Pace:
    """步调: `send` is given the scopes whose time has come, each with the number up to which it is to be sent."""

    def __init__(
        self,
        send: Callable[[dict[str, int]], None],
        clock_ms: Callable[[], int] = monotonic_ms,
        later: Later = in_loop,
    ) -> None:
        self._send = send
        self._clock_ms = clock_ms
        self._later = later
        self._sent: dict[str, int] = {}
        """When each scope was last told of."""
        self._held: dict[str, int] = {}

    def holds(self, scope: str, end: int) -> bool:
        """Whether tallies up to this number are to wait. If so they are sent in time, without being asked for again."""
        if scope in self._held:
            self._held[scope] = max(end, self._held[scope])
            return True
        now = self._clock_ms()
        wait = self._sent[scope] + PACE_MS - now if scope in self._sent else 0
        if wait <= 0:
            self._told(scope, now)
            return False
        self._held[scope] = end
        self._later(wait / 1000, lambda: self._release(scope))
        return True

    def told(self, scope: str) -> None:
        """Something else was new in a scope, and its tallies went along."""
        if scope in self._sent:
            self._sent[scope] = self._clock_ms()

    def _release(self, scope: str) -> None:
        end = self._held.pop(scope)
        self._told(scope, self._clock_ms())
        self._send({scope: end})

    def _told(self, scope: str, now: int) -> None:
        if len(self._sent) >= SCOPES_KEPT:
            self._sent = {name: at for name, at in self._sent.items() if now - at < PACE_MS}
        self._sent[scope] = now

"""The pace of tallies: each is sent at most ten times a second, however many move and in however many scopes it is.

Promises: news of tallies that rested go at once; all that is held goes with the beat, every PACE_MS and in one, so
that what stands in several scopes goes once; the last always goes, two beats later at most. Tallies have scopes of
their own (`models/scope_names.py`), so nothing else waits. Knows no socket and no clock of its own.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping

from api.clock import monotonic_ms

PACE_MS = 110
"""So that ten fit into no second that begins where one was sent: with the look after lost messages they are ten."""
SCOPES_KEPT = 4_096

Later = Callable[[float, Callable[[], None]], object]


def in_loop(seconds: float, call: Callable[[], None]) -> object:
    """Calls in so many seconds, in the running event loop."""
    return asyncio.get_running_loop().call_later(seconds, call)


class Pace:
    """步调: `send` is given the scopes whose beat has come, each with the number up to which it is to be sent."""

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
        self._beats: dict[int, list[str]] = {}
        """What goes with which beat."""

    def holds(self, ends: Mapping[str, int]) -> bool:
        """Whether tallies up to these numbers of their scopes are to wait, all of one commit together. If so they are
        sent in time, without being asked for again."""
        now = self._clock_ms()
        if all(scope not in self._held and now >= self._free_at(scope, now) for scope in ends):
            for scope in ends:
                self._told(scope, now)
            return False
        for scope, end in ends.items():
            if scope not in self._held:
                self._wait(scope, now)
            self._held[scope] = max(end, self._held.get(scope, 0))
        return True

    def told(self, scope: str) -> None:
        """Something else was new in a scope of tallies: somebody came to see it, or sees it no more."""
        if scope in self._sent:
            self._sent[scope] = self._clock_ms()

    def _free_at(self, scope: str, now: int) -> int:
        return self._sent[scope] + PACE_MS if scope in self._sent else now

    def _wait(self, scope: str, now: int) -> None:
        beat = -(-max(now + 1, self._free_at(scope, now)) // PACE_MS) * PACE_MS
        if beat not in self._beats:
            self._beats[beat] = []
            self._later((beat - now) / 1000, lambda: self._release(beat))
        self._beats[beat].append(scope)

    def _release(self, beat: int) -> None:
        ends = {scope: self._held.pop(scope) for scope in self._beats.pop(beat)}
        now = max(beat, self._clock_ms())
        for scope in ends:
            self._told(scope, now)
        self._send(ends)

    def _told(self, scope: str, now: int) -> None:
        if len(self._sent) >= SCOPES_KEPT:
            self._sent = {name: at for name, at in self._sent.items() if now - at < PACE_MS}
        self._sent[scope] = now

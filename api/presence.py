"""Presence: who is at which path of which document just now, told to those who hold the document.

Promises: held in memory only, and forgotten after 30 seconds, at the next word of the same socket or when it closes;
told for kinds that declare it and documents that the teller holds, and otherwise nobody notices a difference; who
holds a document is looked up each time that something is told about it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Protocol

from api.frames import encode_presence
from api.hub import Hub, Listener
from sync.messages import PRESENCE_SECONDS, PresenceAt

PRESENT_MAX = 10_000


class Whereabouts(Protocol):
    """Looks a document up: its scopes, if its kind declares presence and the person holds it; else None."""

    async def __call__(self, doc: bytes, person: bytes) -> frozenset[str] | None: ...


class _Present(NamedTuple):
    at: PresenceAt
    scopes: frozenset[str]
    until_ms: int


class Presences:
    """在场: what each socket said last. `monotonic_ms` is a clock that never goes back, in milliseconds."""

    def __init__(self, hub: Hub, whereabouts: Whereabouts, monotonic_ms: Callable[[], int]) -> None:
        self._hub = hub
        self._whereabouts = whereabouts
        self._now_ms = monotonic_ms
        self._present: dict[Listener, _Present] = {}

    async def told(self, teller: Listener, at: PresenceAt) -> None:
        """Passes on what a socket says to everybody else who holds the document."""
        scopes = await self._whereabouts(at.doc, teller.person)
        if scopes is None or teller.closed:
            return
        self._forget_old()
        self._present.pop(teller, None)
        if len(self._present) < PRESENT_MAX:
            self._present[teller] = _Present(at, scopes, self._now_ms() + PRESENCE_SECONDS * 1000)
        frame = encode_presence(teller.person, at.doc, at.path)
        for listener in {each for scope in scopes for each in self._hub.holders(scope)}:
            if listener is not teller and listener.carrier.drained and not (listener.closed or listener.in_doubt):
                listener.carrier.write_frame(frame)

    async def greet(self, newcomer: Listener) -> None:
        """Tells a new socket who is where among the documents that it holds."""
        self._forget_old()
        for teller, present in list(self._present.items()):
            if not any(newcomer.families.has(scope) for scope in present.scopes):
                continue
            scopes = await self._whereabouts(present.at.doc, newcomer.person)
            if scopes is not None and not newcomer.closed and teller in self._present:
                newcomer.carrier.write_frame(encode_presence(teller.person, present.at.doc, present.at.path))

    def left(self, teller: Listener) -> None:
        """Forgets a socket that has closed."""
        self._present.pop(teller, None)

    def _forget_old(self) -> None:
        now_ms = self._now_ms()
        for teller in [each for each, present in self._present.items() if present.until_ms <= now_ms]:
            del self._present[teller]

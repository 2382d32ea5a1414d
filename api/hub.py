"""The hub: who listens to which scopes, and the frame for each of them after a commit.

Promises: a frame reaches exactly those who hold its scopes; who holds none of them costs nothing and is sent nothing.
Whoever stands at the cursor from which a commit went on is sent the commit's own entries, encoded once for all alike
and without a look at the database; everybody else is left to the catch-up, which reads. Knows no socket and no
database, only a `Carrier` and a `CatchUp`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from api.announcement import Announcement
from api.frames import FRAME_ENTRIES_MAX, Part, encode_frame, encode_part, standing
from api.pace import Pace
from models.scopes import Families

RIGHTS_CHANGED = 4403
TOO_SLOW = 4408
OWED_FRAMES_MAX = 256
OWED_BYTES_MAX = 4 * 1024 * 1024
FRAME_BYTES_MAX = 1024 * 1024
_WHATEVER = 1 << 62
"""A number that no scope has reached: whoever waits is caught up."""

Key = TypeVar("Key", str, bytes)


class Carrier(Protocol):
    """A socket as the hub sees it. `drained` is False while what was written has not left."""

    drained: bool

    def write_frame(self, framed: bytes) -> None: ...

    def end(self, code: int, reason: str = "") -> None: ...


class Caller(Protocol):
    """Who is signed in, on which device, in which session (16, 16 and 32 bytes)."""

    @property
    def person(self) -> bytes: ...

    @property
    def device(self) -> bytes: ...

    @property
    def session(self) -> bytes: ...


class CatchUp(Protocol):
    """Who brings a listener up to date that has `pending` scopes, or whose rights are in doubt."""

    def wake(self, listener: Listener) -> None: ...


class Listener:
    """监听者: one socket of one person: what it may see, where it stands, and what it is still owed.

    `cursors`: scope to the last number sent. `pending`: scopes with something that was not sent. `in_doubt`: the
    rights may have changed. `reading`: the catch-up is at work for it, and nobody else sends to it.
    """

    def __init__(self, caller: Caller, families: Families, cursors: dict[str, int], carrier: Carrier):
        self.caller = caller
        self.person = caller.person
        self.families = families
        self.cursors = cursors
        self.carrier = carrier
        self.pending: set[str] = set()
        self.in_doubt = False
        self.reading = False
        self.closed = False
        self.owed_frames = 0
        self.owed_bytes = 0

    @property
    def is_current(self) -> bool:
        """Whether the next news can be sent as it comes."""
        return not (self.reading or self.pending or self.in_doubt or self.closed) and self.carrier.drained

    def end(self, code: int, reason: str) -> None:
        """Nothing more is sent; the client reconnects and pulls."""
        self.closed = True
        self.pending.clear()
        self.carrier.end(code, reason)


class Hub:
    """集线器: `announce` is called in the event loop after each commit; `is_recent` says which quarters are sent
    without being asked for."""

    def __init__(self, log: bytes, now: Callable[[], int], is_recent: Callable[[str], bool], catch_up: CatchUp):
        self.log = log
        self.now = now
        self._is_recent = is_recent
        self._catch_up = catch_up
        self._plain: dict[str, set[Listener]] = {}
        self._ageing: dict[str, set[Listener]] = {}
        self._persons: dict[bytes, set[Listener]] = {}
        self.pace = Pace(self.reached)

    @property
    def listeners(self) -> list[Listener]:
        return [listener for group in self._persons.values() for listener in group]

    def of_person(self, person: bytes) -> frozenset[Listener]:
        return frozenset(self._persons.get(person, ()))

    def add(self, listener: Listener) -> None:
        """From now on the listener misses nothing."""
        self._persons.setdefault(listener.person, set()).add(listener)
        for name in listener.families.plain:
            self._plain.setdefault(name, set()).add(listener)
        for name in listener.families.ageing:
            self._ageing.setdefault(name, set()).add(listener)

    def remove(self, listener: Listener) -> None:
        listener.closed = True
        _discard(self._persons, (listener.person,), listener)
        _discard(self._plain, listener.families.plain, listener)
        _discard(self._ageing, listener.families.ageing, listener)

    def holders(self, scope: str) -> Iterable[Listener]:
        """Who holds a scope."""
        plain = self._plain.get(scope)
        ageing = self._ageing.get(scope[: scope.rfind("/")])
        if plain and ageing:
            return plain | ageing
        return plain or ageing or ()

    def announce(self, news: Announcement) -> None:
        """Sends the news of one commit to those whom it concerns."""
        doubted = [listener for person in news.rights_changed for listener in self.of_person(person)]
        for listener in doubted:
            listener.in_doubt = True
        wanted: dict[Listener, list[str]] = {}
        for scope in sorted(news.scopes.keys() - self._held_back(news)):
            recent = self._is_recent(scope)
            for listener in self.holders(scope):
                if recent or scope in listener.cursors:
                    wanted.setdefault(listener, []).append(scope)
        if wanted:
            self._send(_Parcels(self, news), wanted)
        for listener in doubted:
            self._catch_up.wake(listener)

    def _held_back(self, news: Announcement) -> frozenset[str]:
        """The scopes of which is told a little later, because their tallies just went."""
        for scope in news.scopes.keys() - news.paced:
            self.pace.told(scope)
        ends = {scope: news.scopes[scope][1] for scope in news.paced}
        return frozenset(ends) if self.pace.holds(ends) else frozenset()

    def renewed(self, families: dict[bytes, Families]) -> None:
        """Takes what persons may see now: who sees more or less than before is closed, the others go on."""
        for person, held in families.items():
            for listener in self.of_person(person):
                if listener.families != held:
                    listener.end(RIGHTS_CHANGED, "rights changed")

    def missed(self, scopes: Iterable[str]) -> None:
        """Something is new in these scopes, and nobody here knows what: whoever holds them is caught up."""
        for scope in scopes:
            recent = self._is_recent(scope)
            for listener in list(self.holders(scope)):
                if recent or scope in listener.cursors:
                    self._owe(listener, (scope,))

    def tallies_missed(self, scopes: Iterable[str]) -> None:
        """The same where nothing but tallies is new."""
        ends = dict.fromkeys(scopes, _WHATEVER)
        if not self.pace.holds(ends):
            self.missed(ends)

    def reached(self, ends: dict[str, int]) -> None:
        """Compares where scopes end with what was sent of them, and makes up for what is missing."""
        for scope, end in ends.items():
            for listener in list(self.holders(scope)):
                if listener.cursors.get(scope, 0) < end and (scope in listener.cursors or self._is_recent(scope)):
                    self._owe(listener, (scope,))

    def _send(self, parcels: _Parcels, wanted: dict[Listener, list[str]]) -> None:
        for listener, scopes in wanted.items():
            if not listener.is_current:
                self._owe(listener, scopes, parcels.size_of(scopes))
                continue
            cursors = listener.cursors
            fresh, last = parcels.fresh(scopes, cursors)
            if fresh:
                listener.carrier.write_frame(parcels.frame(fresh))
                cursors.update(last)
            elif behind := parcels.behind(scopes, cursors):
                self._owe(listener, behind)

    def _owe(self, listener: Listener, scopes: Iterable[str], size: int = 0) -> None:
        """Leaves scopes to the catch-up; a socket that takes nothing for too long is closed."""
        if listener.closed:
            return
        listener.pending.update(scopes)
        if listener.carrier.drained:
            listener.owed_frames = listener.owed_bytes = 0
            self._catch_up.wake(listener)
            return
        listener.owed_frames += 1
        listener.owed_bytes += size
        if listener.owed_frames > OWED_FRAMES_MAX or listener.owed_bytes > OWED_BYTES_MAX:
            listener.end(TOO_SLOW, "queue not drained")


class _Parcels:
    """The frames of one announcement, each encoded when the first listener needs it."""

    def __init__(self, hub: Hub, news: Announcement) -> None:
        self._hub = hub
        self._scopes = news.scopes
        self._news = news
        self._now = hub.now()
        self._parts: dict[str, Part | None] = {}
        self._frames: dict[tuple[str, ...], bytes] = {}

    def fresh(self, scopes: list[str], cursors: dict[str, int]) -> tuple[tuple[str, ...], dict[str, int]]:
        """The scopes, with their new cursors, if all that are news to a listener can be sent as they are; else none."""
        fresh: list[str] = []
        last: dict[str, int] = {}
        entries = size = 0
        for scope in scopes:
            first, end = self._scopes[scope]
            cursor = cursors.get(scope, 0)
            if cursor >= end:
                continue
            part = self._part(scope) if cursor == first - 1 else None
            if part is None:
                return (), {}
            entries += part.entries
            size += len(part.body)
            fresh.append(scope)
            last[scope] = end
        fits = entries <= FRAME_ENTRIES_MAX and size <= FRAME_BYTES_MAX
        return (tuple(fresh), last) if fits else ((), {})

    def behind(self, scopes: list[str], cursors: dict[str, int]) -> list[str]:
        return [scope for scope in scopes if cursors.get(scope, 0) < self._scopes[scope][1]]

    def frame(self, scopes: tuple[str, ...]) -> bytes:
        framed = self._frames.get(scopes)
        if framed is None:
            parts = [(scope, part) for scope in scopes if (part := self._part(scope)) is not None]
            framed = self._frames[scopes] = encode_frame(self._now, self._hub.log, parts)
        return framed

    def size_of(self, scopes: list[str]) -> int:
        """How many bytes these scopes' news takes, about."""
        return sum(len(part.body) for scope in scopes if (part := self._part(scope)) is not None)

    def _part(self, scope: str) -> Part | None:
        """What this commit added to a scope; None where only the database can tell what of it stands."""
        if scope not in self._parts:
            entries = self._news.entries.get(scope)
            digest = self._news.digests.get(scope)
            known = entries is not None and digest is not None and len(entries) <= FRAME_ENTRIES_MAX
            self._parts[scope] = (
                encode_part(self._scopes[scope][1], entries, digest)
                if known and entries is not None and standing(entries)
                else None
            )
        return self._parts[scope]


def _discard(index: dict[Key, set[Listener]], keys: Iterable[Key], listener: Listener) -> None:
    for key in keys:
        group = index.get(key)
        if group is not None:
            group.discard(listener)
            if not group:
                del index[key]

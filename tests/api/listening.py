"""What the tests of live sockets stand on: a carrier that remembers, a reader over a ledger made of lists."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

import msgspec

from api.announcement import Announcement, Entry
from api.catch_up import CatchUp, Reading, Standing
from api.database import Unavailable
from api.frames import FRAME_ENTRIES_MAX, Part, encode_part
from api.hub import Caller, Hub, Listener
from api.live import Opening
from models.scopes import Families
from sync.change import encode_change
from sync.scope import register_hash

LOG = bytes(range(16))
NOW_MS = 1_790_000_000_000


@dataclass(frozen=True)
class Person:
    """A caller."""

    person: bytes
    device: bytes = bytes(16)
    session: bytes = bytes(32)


class FakeCarrier:
    """A socket that keeps what it was given; `drained` is set by the test."""

    def __init__(self) -> None:
        self.drained = True
        self.on_drained: Any = None
        self.raw: list[bytes] = []
        self.code: int | None = None

    def write_frame(self, framed: bytes) -> None:
        assert self.code is None, "a frame after the close"
        self.raw.append(framed)

    def end(self, code: int, reason: str = "") -> None:
        self.code = code

    @property
    def frames(self) -> list[dict[str, Any]]:
        return [msgspec.msgpack.decode(payload_of(framed)) for framed in self.raw]


def payload_of(framed: bytes) -> bytes:
    """The payload of a server's WebSocket frame."""
    assert framed[0] == 0x82
    size, start = framed[1], 2
    if size == 126:
        size, start = int.from_bytes(framed[2:4], "big"), 4
    elif size == 127:
        size, start = int.from_bytes(framed[2:10], "big"), 10
    assert len(framed) == start + size
    return framed[start:]


@dataclass
class FakeLedger:
    """Scopes as lists of entries, and what each person may see. `reads` counts; `down` reads fail; `gate` holds them
    up; `at_opening` is what a newcomer sees by the time it has said hello."""

    scopes: dict[str, list[Entry]] = field(default_factory=dict[str, list[Entry]])
    families: dict[bytes, Families] = field(default_factory=dict[bytes, Families])
    reads: list[set[Standing]] = field(default_factory=list[set[Standing]])
    down: int = 0
    at_opening: Families | None = None
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    reading: asyncio.Event = field(default_factory=asyncio.Event)
    totals: dict[str, int] = field(default_factory=dict[str, int])
    changes: int = 0

    def __post_init__(self) -> None:
        self.gate.set()

    def commit(self, *writes: tuple[str, bytes], rights: set[bytes] | None = None) -> Announcement:
        """Appends one change a pair of scope and document, as one commit."""
        news = Announcement(rights_changed=rights or set())
        for scope, doc in writes:
            entries = self.scopes.setdefault(scope, [])
            seq = len(entries) + 1
            stamp = (NOW_MS + seq).to_bytes(6, "big") + b"\x70\x00" + b"\x80" + bytes(7)
            change = encode_change(stamp, doc, "visit", [("note", f"{scope} {seq}")])
            entry = Entry(seq, doc, NOW_MS, change)
            entries.append(entry)
            self.totals[scope] = self.totals.get(scope, 0) ^ register_hash(doc, "note", stamp)
            news.add(Announcement({scope: (seq, seq)}, {scope: [entry]}, {scope: self.digest(scope)}))
        return news

    def numbered(self, doc: bytes, number: int, *scopes: str) -> Announcement:
        """One change of one document in all its scopes, as one commit: the count `n` that stands in it now."""
        news, self.changes = Announcement(), self.changes + 1
        stamp = (NOW_MS + self.changes).to_bytes(6, "big") + b"\x70\x00" + b"\x80" + bytes(7)
        change = encode_change(stamp, doc, "poll_turnout", [("n", number)])
        for scope in scopes:
            entries = self.scopes.setdefault(scope, [])
            entry = Entry(len(entries) + 1, doc, NOW_MS, change)
            entries.append(entry)
            self.totals[scope] = self.totals.get(scope, 0) ^ register_hash(doc, "n", stamp)
            news.add(Announcement({scope: (entry.seq, entry.seq)}, {scope: [entry]}, {scope: self.digest(scope)}))
        return news

    def digest(self, scope: str) -> bytes:
        return self.totals[scope].to_bytes(16, "big")

    def part(self, scope: str, cursor: int) -> Part:
        entries = self.scopes[scope][cursor : cursor + FRAME_ENTRIES_MAX]
        seq = cursor + len(entries)
        more = seq < len(self.scopes[scope])
        return encode_part(seq, entries, None if more else self.digest(scope))

    async def read(self, wanted: set[Standing], persons: set[bytes]) -> Reading:
        if self.down:
            self.down -= 1
            raise Unavailable("down")
        self.reading.set()
        await self.gate.wait()
        self.reads.append(wanted)
        parts = {(scope, cursor): self.part(scope, cursor) for scope, cursor in wanted}
        return Reading(parts, {person: self.families[person] for person in persons})

    async def open(self, caller: Caller, cursors: dict[str, int]) -> Opening:
        held = self.families[caller.person]
        scopes = [
            name for name, entries in self.scopes.items() if held.has(name) and cursors.get(name, 0) < len(entries)
        ]
        return Opening(sorted(scopes), sorted(name for name in cursors if not held.has(name)), self.at_opening or held)


@dataclass
class House:
    """A hub and its catch-up over a fake ledger."""

    ledger: FakeLedger
    hub: Hub
    catch_up: CatchUp

    def listen(self, person: bytes, cursors: dict[str, int] | None = None, device: bytes = bytes(16)) -> FakeCarrier:
        """Somebody who is up to date listens."""
        carrier = FakeCarrier()
        listener = Listener(Person(person, device), self.ledger.families[person], dict(cursors or {}), carrier)
        carrier.on_drained = lambda: self.catch_up.wake(listener)
        self.hub.add(listener)
        return carrier

    def listener(self, person: bytes) -> Listener:
        return next(iter(self.hub.of_person(person)))


def make_house() -> House:
    ledger = FakeLedger()
    catch_up = CatchUp(ledger)
    hub = Hub(LOG, lambda: NOW_MS, lambda scope: not scope.endswith("/2020Q1"), catch_up)
    catch_up.hub = hub
    return House(ledger, hub, catch_up)


def sees(*plain: str, ageing: tuple[str, ...] = ()) -> Families:
    return Families(frozenset(plain), frozenset(ageing))

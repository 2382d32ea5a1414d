"""The reference replica: what a client is, as a state machine without network, store or clock.

Bodies go out and answers come in as bytes, and the device's time is an argument, so a simulation drives it to the
bit. The app's machine in TypeScript keeps the same promises: accepted state changes by pulls and frames alone; what
the person did is shown on top until a pull has brought it back; nothing unsent is dropped, whatever the answers.

One push or pull is under way at a time. Where an answer doesn't come, the next body is made anew: a lost answer
needs no call, but `pull_lost` where a pull of several answers broke off.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple

from sync.accepted import Accepted
from sync.answers import PullAnswer, Refusal, ScopeAnswer, decode_pull_answer, decode_push_answer, encode_hello
from sync.change import decode_change, decode_value, encode_change
from sync.clock import Clock
from sync.errors import RESTAMPED_CODES, BodyError
from sync.messages import PULL_ENTRIES_USUAL, PUSH_CHANGES_MAX, Pull, encode_pull, encode_push
from sync.outbox import Item, Outbox, folded, make_change, named_documents, shown
from sync.register import Registers, Written, merge
from sync.stamp import CLOCK_AHEAD_MS_MAX, is_ahead, ms_of, replica_of

KEPT_MS = 90 * 86_400_000
EVENTS_MAX = 100


class LogChanged(Exception):  # noqa: N818 - says what is the case
    """The server's database is another one than before: `Replica.log_changed` is to be called."""


class Waiting(NamedTuple):
    """待回: a change that the server took and that no finished pull has brought back; `nil` numbers its acceptance."""

    item: Item
    received_ms: int
    nil: int


class Replica:
    """副本: one installation, signed in as one person (16 bytes) with the replica id that the server issued."""

    def __init__(self, person: bytes, replica: int, log: bytes | None) -> None:
        self.person = person
        self.log = log
        self.clock = Clock(replica)
        self.accepted = Accepted()
        self.outbox = Outbox()
        self.waiting: dict[bytes, Waiting] = {}
        self.kept: dict[bytes, Waiting] = {}
        self.refused: dict[bytes, tuple[Item, Refusal]] = {}
        self.events: list[tuple[int, str]] = []
        self.shaky = False
        self.unknown_replica = False
        self._count_max = PUSH_CHANGES_MAX
        self._in_flight: list[Item] = []
        self._pulling: dict[str, int] = {}
        self._live: dict[str, int] = {}
        self._events_sent: list[tuple[int, str]] = []
        self._more = False
        self._nils = 0
        self._mark = 0

    # What the person does

    def write(self, doc: bytes, kind: str, writes: list[tuple[str, Any]], device_ms: int) -> bytes:
        """One act on one document; returns the stamp of the change that now carries it. Malformed past a limit."""
        registers = self.view(doc)
        stamp = self.clock.tick(device_ms)
        change = decode_change(encode_change(stamp, doc, kind, writes))
        earlier = self.outbox.foldable(change, shown(registers), self._moments(registers))
        both = folded(earlier.change, change) if earlier else None
        if earlier and both:
            self.outbox.remove(earlier.id)
        shaky = self.shaky or bool(earlier and both and earlier.shaky)
        self.outbox.put(Item(both or change, self.clock.offset_ms, shaky=shaky))
        return stamp

    def new_id(self, device_ms: int) -> bytes:
        """The id of a new document without a natural name: a stamp of its own."""
        return self.clock.tick(device_ms)

    def correct(self, id: bytes, writes: list[tuple[str, Any]], device_ms: int) -> None:
        """Puts a refused change, some of its writes replaced, at the outbox's end as a new one, and behind it the
        later refused changes of its document, in order. Of neither goes what its author wrote anew since: that stands.
        """
        item, _ = self.refused.pop(id)
        mended = decode_change(encode_change(id, item.doc, item.change.kind, writes)) if writes else item.change
        before, given = dict(item.change.writes), dict(mended.writes)
        anew = {path for path, value in given.items() if path not in before or before[path] != value}
        later = sorted(other for other, (held, _) in self.refused.items() if held.doc == item.doc and other > id)
        own = {path: held.stamp for path, held in self.view(item.doc).items() if held.author == self.person}
        again = [
            (id, {**before, **given}),
            *((other, dict(self.refused.pop(other)[0].change.writes)) for other in later),
        ]
        for old, values in again:
            pairs = [
                (path, value)
                for path, value in values.items()
                if (old == id and path in anew) or own.get(path, old) <= old
            ]
            if pairs:
                change = make_change(self.clock.tick(device_ms), item.doc, item.change.kind, pairs)
                self.outbox.put(Item(change, self.clock.offset_ms, shaky=self.shaky))

    def discard(self, id: bytes) -> None:
        """The person has seen why a change was refused, and lets it go."""
        self.refused.pop(id, None)

    # What is shown

    def view(self, doc: bytes) -> Registers:
        """The registers of a document: accepted state, with what waits and what is unsent on top."""
        held = self.accepted.docs.get(doc)
        registers = dict(held.registers) if held else {}
        for waiting in self.waiting.values():
            if waiting.item.doc == doc:
                merge(registers, waiting.item.change, self.person, waiting.received_ms)
        for item in self.outbox.of(doc):
            merge(registers, item.change, self.person, 0)
        return registers

    def docs(self) -> set[bytes]:
        """Every document of which there is something to show."""
        ids = set(self.accepted.docs)
        ids.update(item.doc for item in self.outbox.items())
        ids.update(waiting.item.doc for waiting in self.waiting.values())
        return ids

    # What happens to the device

    def clock_moved(self) -> None:
        """The device's clock moved against its monotonic one by over 60 s: the server is asked for the time first."""
        self.shaky = True

    def notice(self, device_ms: int, code: str) -> None:
        """Something the device noticed, for the server to know."""
        self.events = [*self.events, (self.clock.now_ms(device_ms), code)][-EVENTS_MAX:]

    def sign_in(self, replica: int, log: bytes | None) -> None:
        """A new sign-in of the same person: another replica id; what is unsent keeps its stamps. `log` is the one
        that the server named with it: after a restore, that is how a device hears of it whose session was lost too."""
        self.clock.replica = replica
        self.unknown_replica = False
        if log != self.log:
            self.log_changed()

    def wipe(self) -> None:
        """The device's session was ended: what the server gave or has goes, what it has not got stays."""
        self.accepted.clear()
        self.waiting.clear()
        self.kept.clear()
        self._more = False

    # Push

    def push_body(self) -> bytes | None:
        """The body of the next push; None if there is nothing to send, or a pull must be heard first.

        Its changes count as sent from now on: to be saved before the body leaves.
        """
        if self.log is None or self.shaky or self.unknown_replica:
            return None
        self._in_flight = []
        for item in self.outbox.batch(self._count_max):
            sent = replace(item, sent=True)
            self.outbox.put(sent)
            self._in_flight.append(sent)
        return encode_push(self.log, [item.change.raw for item in self._in_flight]) if self._in_flight else None

    def push_too_large(self) -> None:
        """A 413, of the server's or of what stands before it: the next body holds half as many changes; one alone is
        refused, or it would hold up all behind it for ever."""
        if len(self._in_flight) == 1:
            (item,) = self._in_flight
            self.outbox.remove(item.id)
            self.refused[item.id] = (item, Refusal("too_large"))
        self._count_max = max(1, len(self._in_flight) // 2)

    def push_answered(self, body: bytes, sent_ms: int, received_ms: int) -> None:
        """The answer to the last push; times are the device's. BodyError if it can't be read; LogChanged."""
        answer = decode_push_answer(body)
        items, self._in_flight = self._in_flight, []
        if len(answer.results) != len(items):
            raise BodyError("body_fields", "as many results as changes")
        if answer.log != self.log:
            raise LogChanged
        self._count_max = PUSH_CHANGES_MAX
        before_ms = self.clock.offset_ms
        self.clock.measure(answer.now, sent_ms, received_ms)
        again: list[Item] = []
        for item, refusal in zip(items, answer.results, strict=True):
            if refusal is None:
                self._accept(item, answer.now)
                self._leave_out(again, item)
            elif refusal.code == "replica" and replica_of(item.id) == self.clock.replica:
                self.unknown_replica = True
            elif refusal.code != "malformed" and (again or refusal.code in RESTAMPED_CODES):
                again.append(item)
                if refusal.code == "stamp_reused":
                    self.clock.observe(item.id, answer.now)
            else:
                self.outbox.remove(item.id)
                self.refused[item.id] = (item, refusal)
        ids = [item.id for item in again if item.id in self.outbox]
        if ids:
            self.outbox.restamp_from(ids, self.clock, answer.now)
        self._steady(before_ms, answer.now)

    # Pull

    def pull_body(self, limit: int = PULL_ENTRIES_USUAL) -> bytes:
        """The body of the next pull."""
        if not self._more:
            self._mark = self._nils
        self._pulling = dict(self.accepted.cursors)
        self._events_sent = self.events
        oldest = min((ms_of(item.id) for item in self.outbox.items()), default=None)
        waiting = (len(self.outbox), 0, oldest)
        return encode_pull(Pull(log=self.log, cursors=self._pulling, limit=limit, waiting=waiting, events=self.events))

    def pull_answered(self, body: bytes, sent_ms: int, received_ms: int) -> bool:
        """The answer to the last pull; True if another is needed. BodyError if it can't be read; LogChanged."""
        answer = decode_pull_answer(body)
        if self.log is not None and answer.log != self.log:
            raise LogChanged
        self.log = answer.log
        before_ms = self.clock.offset_ms
        self.clock.measure(answer.now, sent_ms, received_ms)
        self._steady(before_ms, answer.now)
        self.events = [event for event in self.events if event not in self._events_sent]
        repairing = self._apply(answer, self._pulling)
        self._more = repairing or any(scope.more for scope in answer.scopes.values())
        if not self._more:
            self.accepted.settle()
            self.waiting = {id: held for id, held in self.waiting.items() if held.nil > self._mark}
            self._forget_old(answer.now)
        return self._more

    def pull_lost(self) -> None:
        """A pull of several answers broke off; the next one begins anew."""
        self._more = False

    def log_changed(self) -> None:
        """The server's database is another one (409 `log_changed`): everything is pulled anew, and what this replica
        was told is stored goes back to the front of the outbox under its ids."""
        self.log = None
        self._more = False
        self.accepted.restart()
        self.outbox.put_before(self.kept[id].item for id in sorted(self.kept))
        self.waiting.clear()
        self.kept.clear()

    # Live

    def hello(self) -> bytes:
        """The first frame of a socket: from here on it brings what is new."""
        self._live = dict(self.accepted.cursors)
        return encode_hello(Pull(log=self.log, cursors=self._live))

    def frame(self, body: bytes) -> bool:
        """A frame of the socket, to be called while no push or pull is under way; True if a pull is needed."""
        answer = decode_pull_answer(body)
        if answer.log != self.log:
            return True
        begun = dict(self._live)
        missed = any(begun.get(name, 0) > self.accepted.cursors.get(name, 0) for name in answer.scopes)
        self._live.update({name: scope.seq for name, scope in answer.scopes.items()})
        repairing = self._apply(answer, begun)
        return repairing or missed or any(scope.more for scope in answer.scopes.values())

    # Parts of the above

    def _accept(self, item: Item, now_ms: int) -> None:
        self.outbox.remove(item.id)
        self._nils += 1
        self.kept[item.id] = self.waiting[item.id] = Waiting(item, now_ms, self._nils)
        self.clock.observe(item.id, now_ms)

    def _leave_out(self, again: list[Item], accepted: Item) -> None:
        """What a later act of this person wrote must not be overwritten by an earlier one that is stamped again."""
        for item in again:
            if item.doc == accepted.doc and item.id in self.outbox:
                self.outbox.leave_out(item.id, {path for path, _ in accepted.change.writes})

    def _steady(self, before_ms: int, now_ms: int) -> None:
        """The server has said what time it is: what it would refuse as ahead, and what a clock that had jumped has
        stamped, is stamped again before it is sent; and what is behind that too, so that the order stays."""
        moved = self.shaky and abs(self.clock.offset_ms - before_ms) > CLOCK_AHEAD_MS_MAX
        self.shaky = False
        unsent = [item for item in self.outbox.items() if not item.sent]
        ids = [item.id for item in unsent if is_ahead(item.id, now_ms) or (moved and item.shaky)]
        if ids:
            self.outbox.restamp_from(ids, self.clock, now_ms)
        for item in self.outbox.items():
            if item.shaky:
                self.outbox.put(replace(item, shaky=False))

    def _apply(self, answer: PullAnswer, begun: dict[str, int]) -> bool:
        """Takes the scopes whose starting cursor is still this replica's own; True if one is to be given anew."""
        for scope in answer.gone:
            self.accepted.drop(scope)
        cursors = self.accepted.cursors
        fresh: dict[str, ScopeAnswer] = {}
        for name, scope in answer.scopes.items():
            if begun.get(name, 0) != cursors.get(name, 0) or scope.seq < cursors.get(name, 0):
                continue
            fresh[name] = scope
            for entry in scope.entries:
                if entry.author is not None:
                    self.clock.observe(decode_change(entry.content).id, answer.now)
                self.accepted.take(name, entry)
            cursors[name] = scope.seq
        repairing = False
        for name, scope in fresh.items():
            if scope.more or scope.digest is None or name not in cursors:
                continue
            if self.accepted.differs(name, scope.digest, answer.now):
                self.events = [*self.events, (answer.now, "digest_differed")][-EVENTS_MAX:]
                repairing = repairing or name not in cursors
        return repairing

    def _moments(self, registers: Registers) -> list[int]:
        """When the documents close that these registers name, in ms."""
        held = [self.accepted.docs[doc] for doc in named_documents(registers) if doc in self.accepted.docs]
        closing = [each.registers.get("closes_at", Written(b"", b"\xc0", b"", 0)) for each in held]
        values = [decode_value(written.value) for written in closing]
        return [value for value in values if isinstance(value, int)]

    def _forget_old(self, now_ms: int) -> None:
        """Own changes are kept for 90 days from their acceptance, in case the server's database is restored: counted
        from their stamp, what a phone with a clock far behind wrote would be gone at once. Of a document that this
        person may not see any more nothing is kept."""
        forgotten = self.accepted.take_forgotten()
        self.kept = {
            id: held
            for id, held in self.kept.items()
            if held.received_ms >= now_ms - KEPT_MS and held.item.doc not in forgotten
        }

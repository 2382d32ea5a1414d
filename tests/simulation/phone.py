"""A phone: a client, a clock that may be wrong, a network that may not be there, and the loop that exchanges."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from sync.change import decode_change
from sync.errors import Refused
from sync.replica import LogChanged
from tests.simulation.acts import Act
from tests.simulation.clients import Client
from tests.simulation.hospital import Member
from tests.simulation.server import DEVICE_ENDED, LOG_CHANGED, OK, SIGNED_OUT, Violation

PUSHES_MAX = 20
CLOCK_MOVED_MS_MAX = 60_000


class Surroundings(Protocol):
    """What a phone needs of the world."""

    @property
    def now_ms(self) -> int: ...

    def send(self, phone: Phone, what: str, body: bytes, answered: Callable[[int, bytes], None]) -> None:
        """Brings a request to the server and its answer back, or doesn't: then `answered` is told status 0."""
        ...

    def connect(self, phone: Phone) -> None:
        """Opens a socket with the client's hello."""
        ...

    def pull_limit(self) -> int: ...

    def later(self, phone: Phone, what: str) -> None:
        """Has the phone try again, or sign in again, after a while."""
        ...


class Phone:
    """手机: one person's device. `token` None while nobody is signed in; `marks` are the acts done on it, in order."""

    def __init__(self, world: Surroundings, member: Member, client: Client, token: int) -> None:
        self.world = world
        self.member = member
        self.client = client
        self.token: int | None = token
        self.clock_error_ms = 0
        self.offline = False
        self.has_socket = False
        self.socket: dict[str, int] | None = None
        self.marks: list[tuple[str, bytes]] = []
        self.discarded: set[str] = set()
        self.promised: set[bytes] = set()
        """Changes that a restore of the server lost and this phone had kept: it must bring them back."""
        self._busy = False
        self._life = 0
        self._frames: list[bytes] = []
        self._known_error_ms = 0
        self._owed: dict[tuple[bytes, str], bytes] = {}
        """Registers that the server has taken from here and no finished pull has brought back: they must be seen."""
        self._owed_before: list[tuple[bytes, str]] = []
        self._snapshot: tuple[Client, int, set[str]] | None = None

    @property
    def device_ms(self) -> int:
        """What the phone's clock shows."""
        return self.world.now_ms + self.clock_error_ms

    def do(self, act: Act | None, mark: str) -> None:
        """The person does something."""
        if act is None:
            return
        self._notice_the_clock()
        self.client.write(act.doc, act.kind, act.writes, self.device_ms)
        self.marks.append((mark, act.doc))

    def see_to_refusals(self, choose: Callable[[], float]) -> None:
        """The person reads why changes were refused, and discards them."""
        for refused in self.client.refused():
            if choose() < 0.5:
                self.discarded |= {mark for mark, _ in self.marks if mark.encode() in refused.raw}
                self.client.discard(refused.id)

    def replace_client(self, client: Client) -> None:
        """The storage holds something else than before."""
        self._life += 1
        self.client = client
        self.discarded = set()
        self.promised = set()
        self._snapshot = None
        self._owed.clear()
        self.socket = None
        self._frames.clear()
        self._busy = False

    def kill(self) -> None:
        """The app is killed and started again: it goes on from what it has saved; what is under way has no listener."""
        self._life += 1
        self._busy = False
        self.drop_socket()
        self.client.restart()
        self.world.later(self, "exchange")

    def set_clock(self, error_ms: int, *, noticed: bool) -> None:
        """The device's clock is set; who starts the app anew afterwards has no monotonic clock to compare it with."""
        self._notice_the_clock()
        self.clock_error_ms = error_ms
        if not noticed:
            self._known_error_ms = error_ms

    def back_up(self) -> None:
        """The device's storage is copied."""
        copy = self.client.copy()
        if copy is not None:
            self._snapshot = copy, len(self.marks), set(self.discarded)

    def restore(self) -> list[tuple[str, bytes]]:
        """The device's storage is put back to the copy; returns the acts that it knows nothing of any more."""
        if self._snapshot is None or self.token is None:
            return []
        client, count, discarded = self._snapshot
        gone, self.marks = self.marks[count:], self.marks[:count]
        self.replace_client(client)
        self.discarded = discarded
        return gone

    def wipe(self) -> None:
        """The device was ended: what the server gave or has leaves it."""
        self.client.wipe()
        self._owed.clear()
        self.promised.clear()

    # The loop: push the outbox, then pull until there is no more; frames wait meanwhile

    def exchange(self) -> None:
        """Begins to exchange, unless it is under way."""
        if self._busy or self.offline or self.token is None:
            return
        self._busy = True
        self._notice_the_clock()
        self._push(PUSHES_MAX)

    def frame(self, body: bytes) -> None:
        """A frame of the socket arrives."""
        self._frames.append(body)
        if not self._busy:
            self._take_frames()

    def drop_socket(self) -> None:
        self.socket = None
        self._frames.clear()

    def _push(self, left: int) -> None:
        body = self.client.push_body() if left else None
        if body is None:
            self._owed_before = list(self._owed)
            self._pull()
            return
        sent_ms = self.device_ms
        client, life = self.client, self._life

        def answered(status: int, answer: bytes) -> None:
            if life == self._life and self._goes_on(status):
                before = client.outbox()
                try:
                    client.push_answered(answer, sent_ms, self.device_ms)
                    self._note_taken(before)
                except LogChanged:
                    self._log_changed()
                except Refused:
                    self._fail()
                else:
                    self._push(left - 1)

        self.world.send(self, "push", body, answered)

    def _pull(self) -> None:
        sent_ms = self.device_ms
        client, life = self.client, self._life

        def answered(status: int, answer: bytes) -> None:
            if life == self._life and self._goes_on(status):
                try:
                    more = client.pull_answered(answer, sent_ms, self.device_ms)
                except LogChanged:
                    self._log_changed()
                except Refused:
                    self._fail()
                else:
                    if more:
                        self._look()
                        self._pull()
                    else:
                        self._finish()

        self.world.send(self, "pull", client.pull_body(self.world.pull_limit()), answered)

    def _goes_on(self, status: int) -> bool:
        if status == OK:
            return True
        if status in (SIGNED_OUT, DEVICE_ENDED):
            self._busy = False
            self.client.pull_lost()
            if status == DEVICE_ENDED:
                self.wipe()
            self.drop_socket()
            self._sign_out()
        elif status == LOG_CHANGED:
            self._log_changed()
        else:
            self._fail()
        return False

    def _log_changed(self) -> None:
        self.drop_socket()
        self.client.log_changed(self.device_ms)
        self._owed.clear()
        self._pull()

    def _fail(self) -> None:
        self._busy = False
        self.client.pull_lost()
        self._take_frames()
        self.world.later(self, "exchange")

    def _finish(self) -> None:
        self._busy = False
        for register in self._owed_before:
            self._owed.pop(register, None)
        self._owed_before = []
        self._look()
        if self.has_socket and self.socket is None:
            self.world.connect(self)
        self._take_frames()
        if self.client.needs_sign_in():
            self._sign_out()
        elif self.client.outbox():
            self.world.later(self, "exchange")

    def _sign_out(self) -> None:
        self.token = None
        self.world.later(self, "sign in")

    def _take_frames(self) -> None:
        frames, self._frames = self._frames, []
        wanting = [body for body in frames if self.client.frame(body)]
        self._look()
        if wanting:
            self.world.later(self, "exchange")

    def _note_taken(self, before: list[bytes]) -> None:
        """Which registers the server has just taken; where something was stamped again, that can't be told apart."""
        after = self.client.outbox()
        if all(raw in before for raw in after):
            gone = {*before} - {*after} - {refused.raw for refused in self.client.refused()}
            for change in sorted(decode_change(raw) for raw in gone):
                self._owed.update({(change.doc, path): change.id for path, _ in change.writes})
        self._look()

    def _look(self) -> None:
        """What the person did is on the screen from the tap on, whatever the network does."""
        for (doc, path), stamp in self._owed.items():
            if self.client.shown(doc).get(path, b"") < stamp:
                raise Violation(f"I8: {path} of {doc.hex()} vanished from the screen after it was taken")

    def _notice_the_clock(self) -> None:
        """The device compares its clock with its monotonic one."""
        if abs(self.clock_error_ms - self._known_error_ms) > CLOCK_MOVED_MS_MAX:
            self.client.clock_moved()
        self._known_error_ms = self.clock_error_ms

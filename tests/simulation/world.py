"""The world of one seed: a virtual clock, a network, a server, phones, and what goes wrong with each of them.

Everything that is left to chance is drawn from one generator in the order of events, so a seed replays to the bit.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable
from pathlib import Path
from random import Random

from sync.stamp import REPLICA_MIN
from tests.simulation.acts import Actor
from tests.simulation.clients import Client, ReferenceClient
from tests.simulation.faults import DAY_MS, Faults, draw
from tests.simulation.hospital import found
from tests.simulation.phone import Phone
from tests.simulation.server import OK, Server
from tests.simulation.stranger import push_strangely

START_MS = 1_793_577_600_000  # 2026-11-02 in Shanghai, 08:00
TIMEOUT_MS = 30_000
TENTHS = 10
MakeClient = Callable[[bytes, int, bytes], Client]


class World:
    """世界: `run` plays the seed up to the moment when everything is healed and every delayed request has arrived."""

    def __init__(self, seed: int, folder: Path, template: Path, make_client: MakeClient = ReferenceClient) -> None:
        self.seed = seed
        self.random = Random(seed)  # noqa: S311 - has to replay, not to surprise
        self.faults: Faults = draw(self.random)
        self.now_ms = START_MS + self.random.randrange(DAY_MS)
        self.end_ms = self.now_ms + self.faults.days * DAY_MS
        self.healed = False
        self.service = Server(folder, template, self.random.randbytes(16))
        self.hospital = found(self.random, self.random.randint(4, 8), self.now_ms)
        self.service.write(self.hospital.acts, self.now_ms)
        self._make_client = make_client
        self._queue: list[tuple[int, int, Callable[[], None]]] = []
        self._count = 0
        self._acts = 0
        self._server_back_ms = 0
        self._frame_due_ms: dict[int, int] = {}
        self.rotten: list[bytes] = []
        self.evicted: list[tuple[Phone, Client, list[tuple[str, bytes]]]] = []
        self.phones = [self._phone(number) for number in range(self._how_many())]

    def run(self) -> None:
        for phone in self.phones:
            self._plan(phone)
        for tenth in range(1, TENTHS):
            self._at(self.end_ms - (self.end_ms - self.now_ms) * tenth // TENTHS, self._misfortunes)
        self._at(self.end_ms, self._heal)
        while self._queue:
            due_ms, _, happen = heapq.heappop(self._queue)
            self.now_ms = max(self.now_ms, due_ms)
            happen()

    # What the phones ask of the world

    def send(self, phone: Phone, what: str, body: bytes, answered: Callable[[int, bytes], None]) -> None:
        faults, random, token = self.faults, self.random, phone.token or 0
        open_until_ms = self.now_ms + TIMEOUT_MS
        waiting = [True]

        def answer(status: int, content: bytes) -> None:
            if waiting.pop() if waiting else False:
                answered(status, content)

        def arrive() -> None:
            status, content = self._serve(token, what, _cut(body, random) if random.random() < faults.cut else body)
            if random.random() >= faults.lost_answer and not phone.offline:
                content = _cut(content, random) if random.random() < faults.cut else content
                self._after(random.randint(5, 2_000), lambda: answer(status, content))

        def duplicate() -> None:
            self._serve(token, what, body)

        if random.random() >= faults.lost_request:
            self._after(random.randint(5, 2_000), arrive)
        if random.random() < faults.duplicated:
            self._after(random.randint(5, faults.late_ms_max), duplicate)
        self._at(open_until_ms, lambda: answer(0, b""))

    def connect(self, phone: Phone) -> None:
        if phone.token is not None and not self.healed:
            phone.socket = self.service.greet(phone.token, phone.client.hello())

    def pull_limit(self) -> int:
        return self.random.choice((1, 3, 20, 2_000))

    def later(self, phone: Phone, what: str) -> None:
        wait_ms = self.random.randint(1_000, 1_800_000)
        if not self.healed:  # then every phone is asked in rounds
            self._after(wait_ms, (lambda: self.sign_in(phone)) if what == "sign in" else phone.exchange)

    def sign_in(self, phone: Phone) -> None:
        """The person signs in again: a new replica id; what is unsent stays."""
        if phone.token is None:
            replica = self._replica()
            phone.token = self.service.sign_in(phone.member.id, replica, self.now_ms)
            phone.client.sign_in(replica, self.service.log, phone.device_ms)
            phone.exchange()

    # What happens by itself

    def _how_many(self) -> int:
        return self.random.choice((4, 5, 6, 6, 7, 8, 10, 16))

    def _phone(self, number: int) -> Phone:
        members = self.hospital.members
        member = members[number] if number < len(members) else self.random.choice(members)
        replica = self._replica()
        token = self.service.sign_in(member.id, replica, self.now_ms)
        phone = Phone(self, member, self._make_client(member.id, replica, self.service.log), token)
        if self.random.random() < self.faults.wrong_clocks:
            phone.set_clock(self._clock_error(), noticed=False)
        phone.has_socket = self.random.random() < self.faults.frames
        return phone

    def _plan(self, phone: Phone) -> None:
        """When the person acts and when the phone exchanges, over the whole run."""
        random = self.random
        for _ in range(random.randint(1, 5)):
            burst_ms = random.randrange(self.now_ms, self.end_ms)
            for _ in range(random.randint(1, 8)):
                self._at(burst_ms + random.randrange(3_600_000), lambda: self._act(phone))
            self._at(burst_ms + random.randrange(7_200_000), phone.exchange)
        for _ in range(random.randint(1, 4)):
            self._at(random.randrange(self.now_ms, self.end_ms), phone.exchange)
        if random.random() < 0.5 and self.faults.offline_days_max:
            begin_ms = random.randrange(self.now_ms, self.end_ms)
            self._at(begin_ms, lambda: self._go_offline(phone, True))
            back_ms = begin_ms + random.randrange(self.faults.offline_days_max * DAY_MS)
            self._at(back_ms, lambda: self._go_offline(phone, False))

    def _act(self, phone: Phone) -> None:
        if self.healed:
            return
        random, faults = self.random, self.faults
        if random.random() < faults.clock_jumps:
            phone.set_clock(self._clock_error() if random.random() < 0.7 else 0, noticed=random.random() < 0.5)
        actor = Actor(random, self.hospital, phone.member, phone.client)
        self._acts += 1
        mark = f"#{self._acts};"
        device_ms = phone.device_ms
        administers = phone.member.roles[:1] and phone.member.roles[0][0] in ("admin", "head")
        if random.random() < faults.refusals:
            phone.do(actor.is_refused(mark, device_ms), mark)
        elif administers and random.random() < faults.roster_changes:
            phone.do(actor.moves_somebody(mark, device_ms), mark)
        elif administers and random.random() < faults.rounds:
            phone.do(actor.plans_a_round(mark, device_ms), mark)
        else:
            review = actor.reviews(mark) if random.random() < 0.6 else None
            phone.do(review or actor.evaluates(mark, device_ms), mark)
        phone.see_to_refusals(lambda: random.random() * 4)
        if random.random() < 0.5:
            phone.exchange()
        if random.random() < faults.kills:
            self._after(random.randrange(60_000) if random.random() < 0.3 else random.randrange(5_000), phone.kill)

    def _misfortunes(self) -> None:
        """Once in each tenth of the run."""
        random, faults = self.random, self.faults
        if self.healed:
            return
        for phone in self.phones:
            if random.random() < faults.evictions:
                self._evict(phone)
            if random.random() < faults.rot:
                self._rot(phone)
            if random.random() < faults.phone_restores:
                client, gone = phone.client, phone.restore()
                self.evicted.append((phone, client, gone))
            elif random.random() < faults.phone_restores * 3:
                phone.back_up()
            session = self.service.sessions.get(phone.token or 0)
            if session is not None and random.random() < faults.ended_devices:
                session.ended = True
                phone.drop_socket()
        if random.random() < faults.restores:
            self._restore()
        elif random.random() < faults.restores * 3:
            self.service.back_up()
        if random.random() < faults.strangers:
            push_strangely(self.service, random, self.server_ms)
        self.service.deadlines(self.server_ms)
        self._ring()

    def _restore(self) -> None:
        """The server's database is put back to the backup."""
        if self.service.restore(self.random.randbytes(16)):
            for phone in self.phones:
                phone.drop_socket()
                phone.promised |= set(phone.client.kept()) & set(self.service.lost.values())

    def _evict(self, phone: Phone) -> None:
        """The phone's storage is gone; the person signs in on what is as good as a new phone."""
        self.evicted.append((phone, phone.client, phone.marks))
        replica = self._replica()
        phone.token = self.service.sign_in(phone.member.id, replica, self.now_ms)
        phone.marks = []
        phone.replace_client(self._make_client(phone.member.id, replica, self.service.log))

    def _rot(self, phone: Phone) -> None:
        """A document is lost; when the server next says something about its scopes, the digest differs."""
        doc = phone.client.rot(self.random)
        if doc is not None:
            self.service.rotten.add(phone.member.id)
            self.rotten.append(doc)

    def _go_offline(self, phone: Phone, offline: bool) -> None:
        phone.offline = offline and not self.healed
        phone.drop_socket()

    def _heal(self) -> None:
        """From now on nothing goes wrong any more; what is under way still arrives."""
        self.healed = True
        self._server_back_ms = 0
        days = self.faults.days
        self.faults = Faults(days=days)
        for phone in self.phones:
            phone.offline = False
            phone.drop_socket()

    # Requests and frames

    def _serve(self, token: int, what: str, body: bytes) -> tuple[int, bytes]:
        if self.random.random() < 0.2:
            self._server_back_ms = self.random.randint(0, self.faults.server_clock_back_ms_max)
        if what == "pull":
            return self.service.pull(token, body, self.server_ms)
        crash = self.random.random() < self.faults.server_crash
        status, content = self.service.push(token, body, self.server_ms, crash=crash)
        if status == OK:
            self._ring()
        return status, content

    def _ring(self) -> None:
        """After a commit every socket is sent what is new to it, in order."""
        for number, phone in enumerate(self.phones):
            if phone.socket is None or phone.token is None:
                continue
            body = self.service.frame(phone.token, phone.socket, self.server_ms)
            if body is None:
                continue
            if self.random.random() < self.faults.lost_answer / 4:
                phone.drop_socket()
                continue
            due_ms = max(self._frame_due_ms.get(number, 0), self.now_ms + self.random.randint(5, 3_000))
            self._frame_due_ms[number] = due_ms
            self._at(due_ms, lambda phone=phone, body=body, socket=phone.socket: _deliver(phone, body, socket))

    @property
    def server_ms(self) -> int:
        """What the server's clock shows: it may be set back, and `now` must not."""
        return self.now_ms - self._server_back_ms

    def _clock_error(self) -> int:
        most = self.faults.clock_error_ms_max
        return self.random.randint(-most, most)

    def _replica(self) -> int:
        return self.random.randrange(REPLICA_MIN, 1 << 62)

    def _after(self, wait_ms: int, happen: Callable[[], None]) -> None:
        self._at(self.now_ms + wait_ms, happen)

    def _at(self, due_ms: int, happen: Callable[[], None]) -> None:
        self._count += 1
        heapq.heappush(self._queue, (due_ms, self._count, happen))


def _deliver(phone: Phone, body: bytes, socket: dict[str, int]) -> None:
    if phone.socket is socket:
        phone.frame(body)


def _cut(body: bytes, random: Random) -> bytes:
    return body[: random.randrange(len(body))] if body else body

"""A small hospital in a database, and phones that speak to it without HTTP: for tests of intake, ledger and outlet."""

from __future__ import annotations

import datetime
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from typing import Any

from api.database import Store, Txn
from api.intake import PushAnswer, take, write_as_server
from api.migrate import migrate
from api.outlet import give
from api.stores import open_store
from models import built_in_forms
from models.document import ServerAct, natural_id, uuid_text
from sync.answers import PullAnswer, decode_pull_answer
from sync.change import encode_change
from sync.messages import Pull, encode_push
from sync.stamp import make

NOW_MS = 1_795_250_000_000
"""2026-11-21 in the afternoon in Shanghai."""
TODAY = datetime.date(2026, 11, 21)
LOG = bytes(range(16))
DAY = "2026-11-20"
ANSWERS: dict[str, Any] = {"answers/first_asked": "full", "answers/attitude": 4, "answers/discipline": True}
LEDGER_TABLES = ("entries", "scopes", "changes", "documents", "states", "quarantine")


def server_id(number: int) -> bytes:
    """An id that the server may have drawn."""
    return make(NOW_MS - 10_000_000, number, 1)


INSTITUTION, PHARMACY, WARD, BRANCH, NEIGHBOUR, ELSEWHERE = (server_id(number) for number in range(1, 7))
NURSE, COLLEAGUE, HEAD, SECRETARY, ADMIN, STRANGER = (server_id(number) for number in range(11, 17))
PEOPLE = (NURSE, COLLEAGUE, HEAD, SECRETARY, ADMIN, STRANGER)


class Phone:
    """A replica of one person; its stamps rise by themselves."""

    def __init__(self, hospital: Hospital, person: bytes, replica: int) -> None:
        self.hospital = hospital
        self.person = person
        self.replica = replica
        self.ms = NOW_MS - 1_000_000
        self.counter = 0

    def stamp(self, ms: int | None = None) -> bytes:
        self.counter = 0 if ms is not None and ms != self.ms else self.counter + 1
        self.ms = self.ms if ms is None else ms
        return make(self.ms, self.counter, self.replica)

    def change(
        self, doc: bytes, writes: Mapping[str, Any], *, kind: str = "self_evaluation", stamp: bytes = b""
    ) -> bytes:
        return encode_change(stamp or self.stamp(), doc, kind, [(path, value) for path, value in writes.items()])

    def push(self, *changes: bytes, language: str = "zh-CN", now_ms: int = NOW_MS) -> PushAnswer:
        return self.push_body(encode_push(LOG, list(changes)), language=language, now_ms=now_ms)

    def push_body(self, body: bytes, *, language: str = "zh-CN", now_ms: int = NOW_MS) -> PushAnswer:
        with self.hospital.store.transaction() as txn:
            return take(txn, self, body, now_ms, language)

    def codes(self, *changes: bytes, now_ms: int = NOW_MS) -> list[str | None]:
        results = self.push(*changes, now_ms=now_ms).results
        return [None if result is None else result["code"] for result in results]

    def pull(self, cursors: dict[str, int] | None = None, *, limit: int = 2000, now_ms: int = NOW_MS) -> PullAnswer:
        return decode_pull_answer(self.pull_body(cursors, limit=limit, now_ms=now_ms))

    def pull_body(self, cursors: dict[str, int] | None = None, *, limit: int = 2000, now_ms: int = NOW_MS) -> bytes:
        with self.hospital.store.reading() as txn:
            return give(txn, self, Pull(log=LOG, cursors=cursors or {}, limit=limit), now_ms).body

    def evaluation(self, day: str = DAY, person: bytes | None = None) -> bytes:
        return natural_id(f"self_evaluation/{uuid_text(person or self.person)}/daily/{day}")

    def opening(self, day: str = DAY, form: str = "daily@1") -> dict[str, Any]:
        return {"person": self.person, "form": form, "day": day}

    def submitted(self, day: str = DAY) -> bytes:
        """Opens and submits a whole evaluation; its id."""
        doc = self.evaluation(day)
        assert self.codes(self.change(doc, {**self.opening(day), **ANSWERS, "submitted": True})) == [None]
        return doc


class Hospital:
    """A store with people in it."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.replicas = 0

    def phone(self, person: bytes, issued_ms: int = NOW_MS) -> Phone:
        """A new sign-in."""
        self.replicas += 1
        replica = (1 << 20) + self.replicas
        with self.store.transaction() as txn:
            txn.execute("insert into replicas (id, person, issued_ms) values (?, ?, ?)", [replica, person, issued_ms])
        return Phone(self, person, replica)

    def write(self, *acts: ServerAct, now_ms: int = NOW_MS) -> None:
        with self.store.transaction() as txn:
            write_as_server(txn, acts, now_ms)

    def fill(self) -> None:
        """The forms of the library, two institutions and six people."""
        self.write(*built_in_forms.acts(), *_places(), *_people(), now_ms=NOW_MS - 5_000_000)


@contextmanager
def hospital_at(url: str) -> Generator[Hospital]:
    """A migrated database with the hospital in it."""
    store = open_store(url)
    try:
        migrate(store, LOG)
        hospital = Hospital(store)
        hospital.fill()
        yield hospital
    finally:
        store.close()


def emptied(hospital: Hospital) -> Hospital:
    """The same database as it was after `fill`, for the next example of a property."""
    with hospital.store.transaction() as txn:
        for table in LEDGER_TABLES:
            txn.execute(f"delete from {table}")  # noqa: S608 - our own names
        txn.execute("delete from replicas where id <> 1")
        txn.execute("update replicas set last_stamp = null")
        txn.execute("update meta set value = '0' where key = 'roster_version'")
        txn.memory.clear()
    again = Hospital(hospital.store)
    again.fill()
    return again


def fetch(hospital: Hospital, sql: str, *args: Any) -> list[tuple[Any, ...]]:
    def read(txn: Txn) -> list[tuple[Any, ...]]:
        return txn.fetch(sql, args)

    with hospital.store.transaction() as txn:
        return read(txn)


def _places() -> list[ServerAct]:
    return [
        ServerAct(INSTITUTION, "institution", {"name": "洛溪镇中心卫生院"}),
        ServerAct(NEIGHBOUR, "institution", {"name": "邻镇卫生院"}),
        ServerAct(PHARMACY, "unit", {"institution": INSTITUTION, "name": "药房", "type": "service_window"}),
        ServerAct(WARD, "unit", {"institution": INSTITUTION, "name": "住院部", "type": "department"}),
        ServerAct(ELSEWHERE, "unit", {"institution": NEIGHBOUR, "name": "门诊", "type": "department"}),
        ServerAct(BRANCH, "party_branch", {"institution": INSTITUTION, "name": "第一支部"}),
    ]


def _people() -> list[ServerAct]:
    since = {"from": "2020-01-01", "to": None}

    def person(id: bytes, name: str, unit: bytes, institution: bytes = INSTITUTION, **more: Any) -> ServerAct:
        registers = {path.replace("_1", "/1"): value for path, value in more.items()}
        membership = {"unit": unit, **since}
        return ServerAct(
            id, "person", {"institution": institution, "name": name, "memberships/1": membership, **registers}
        )

    return [
        person(NURSE, "李燕", PHARMACY, branches_1={"branch": BRANCH, **since}),
        person(COLLEAGUE, "王芳", PHARMACY),
        person(HEAD, "张伟", PHARMACY, roles_1={"role": "head", "at": PHARMACY, **since}),
        person(SECRETARY, "赵敏", WARD, roles_1={"role": "secretary", "at": BRANCH, **since}),
        person(ADMIN, "钱进", WARD, roles_1={"role": "admin", "at": INSTITUTION, **since}),
        person(STRANGER, "孙莉", ELSEWHERE, institution=NEIGHBOUR),
    ]

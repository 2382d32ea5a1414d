"""The real service layer on a real database, driven in one thread at virtual time: what a request meets.

Only the edges are made up: sessions are a dict, and a request is a call. After every commit the shadow follows the
log, and what no log may do is noticed at once.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from msgspec import Struct

from api.database import Connection, Txn
from api.intake import take, write_as_server, write_what_is_due
from api.ledger import LogChanged
from api.migrate import migrate
from api.outlet import give
from api.phones import note
from api.sqlite import SQLiteConnection, SQLiteStore
from models.document import ServerAct
from sync.answers import decode_pull_answer
from sync.change import Change
from sync.errors import BodyError
from sync.messages import Pull, decode_hello, decode_pull
from sync.stamp import CLOCK_AHEAD_MS_MAX, ms_of, replica_of
from tests.simulation.shadow import Shadow

OK, UNREADABLE, SIGNED_OUT, LOG_CHANGED, UNAVAILABLE = 200, 400, 401, 409, 503
DEVICE_ENDED = 4010
"""A 401 whose code says that the device was ended, not merely that nobody is signed in."""


class Violation(AssertionError):  # noqa: N818 - says what is the case
    """An invariant that doesn't hold; the text says which and how."""


class Session(Struct):
    """会话: who is signed in as which replica; `ended` once the device was ended. A restore loses the newest ones."""

    person: bytes
    replica: int
    ended: bool = False


class Crash(Exception):  # noqa: N818 - says what happens
    """The server stops before the commit."""


class _HastyStore(SQLiteStore):
    """Waits for no disk: power loss has a test of its own."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self._hasty: SQLiteConnection | None = None

    def _writer(self) -> SQLiteConnection:
        if self._hasty is None:
            self._hasty = super()._writer()
            self._hasty.execute("pragma synchronous=off")
        return self._hasty


class Server:
    """服务: push, pull and frames as the server gives them, and what befalls a server."""

    def __init__(self, folder: Path, template: Path, log: bytes) -> None:
        self._folder = folder
        self._path = folder / "mingcha.sqlite"
        shutil.copyfile(template, self._path)
        self._store = _HastyStore(str(self._path))
        self.shadow = Shadow()
        self.log = log
        self.sessions: dict[int, Session] = {}
        self.lost: dict[bytes, bytes] = {}
        """Changes that a restored backup didn't have."""
        self.rotten: set[bytes] = set()
        """Persons on whose phones a digest may differ."""
        self._backup: Path | None = None
        self._accepted: dict[int, bytes] = {}
        self._tokens = 0
        self._set_log(log)

    def close(self) -> None:
        self._store.close()

    # What a request meets

    def push(self, token: int, body: bytes, now_ms: int, *, crash: bool = False) -> tuple[int, bytes]:
        session = self.sessions.get(token)
        if session is None or session.ended:
            return (DEVICE_ENDED if session else SIGNED_OUT), b""
        try:
            with self._writing(crash) as txn:
                answer = take(txn, session, body, now_ms, "zh-CN")
        except BodyError:
            return UNREADABLE, b""
        except LogChanged:
            return LOG_CHANGED, b""
        except Crash:
            return UNAVAILABLE, b""
        return OK, answer.encode()

    def pull(self, token: int, body: bytes, now_ms: int) -> tuple[int, bytes]:
        session = self.sessions.get(token)
        if session is None or session.ended:
            return (DEVICE_ENDED if session else SIGNED_OUT), b""
        try:
            pull = decode_pull(body)
            with self._writing(False) as txn:
                given = give(txn, session, pull, now_ms)
                note(txn, session.replica, pull)
        except BodyError:
            return UNREADABLE, b""
        except LogChanged:
            return LOG_CHANGED, b""
        if session.person not in self.rotten and any(code == "digest_differed" for _, code in pull.events):
            raise Violation(f"I3: a digest differed on a sound phone of {session.person.hex()}")
        self._inspect(session.person, given.body, now_ms)
        return OK, given.body

    def frame(self, token: int, cursors: dict[str, int], now_ms: int) -> bytes | None:
        """What the socket of this session is sent beyond these cursors; None for nothing. Moves the cursors on."""
        session = self.sessions.get(token)
        if session is None or session.ended:
            return None
        with self._store.reading() as txn:
            given = give(txn, session, Pull(log=self.log, cursors=cursors), now_ms)
        answer = decode_pull_answer(given.body)
        if not answer.scopes and not answer.gone:
            return None
        self._inspect(session.person, given.body, now_ms)
        for name in answer.gone:
            del cursors[name]
        cursors.update({name: scope.seq for name, scope in answer.scopes.items()})
        return given.body

    def greet(self, token: int, hello: bytes) -> dict[str, int] | None:
        """The cursors from which a socket goes on; None where it isn't opened."""
        session = self.sessions.get(token)
        said = decode_hello(hello)
        if session is None or session.ended or said.log not in (None, self.log):
            return None
        return dict(said.cursors)

    # What befalls a server

    def sign_in(self, person: bytes, replica: int, now_ms: int) -> int:
        """A new session; its token. The replica's id is new for the whole server."""
        with self._store.transaction() as txn:
            txn.execute("insert into replicas (id, person, issued_ms) values (?, ?, ?)", [replica, person, now_ms])
        self._tokens += 1
        token = self._tokens
        self.sessions[token] = Session(person, replica)
        return token

    def write(self, acts: list[ServerAct], now_ms: int) -> None:
        with self._writing(False) as txn:
            write_as_server(txn, acts, now_ms)

    def deadlines(self, now_ms: int) -> None:
        with self._writing(False) as txn:
            write_what_is_due(txn, now_ms)

    def back_up(self) -> None:
        self._backup = self._folder / "backup.sqlite"
        self._backup.unlink(missing_ok=True)
        with sqlite3.connect(self._path) as source:
            source.execute("vacuum into ?", [str(self._backup)])
        source.close()

    def restore(self, fresh_log: bytes) -> bool:
        """Puts the backup in the database's place, under a new log; False where there is none."""
        if self._backup is None:
            return False
        self._store.close()
        for tail in ("-wal", "-shm"):
            Path(f"{self._path}{tail}").unlink(missing_ok=True)
        shutil.copyfile(self._backup, self._path)
        self._store = _HastyStore(str(self._path))
        self._set_log(fresh_log)
        known = self.shadow.bodies
        self.shadow = Shadow()
        with self._store.reading() as txn:
            self.shadow.follow(txn)
            replicas = {id: stamp or b"" for id, stamp in txn.fetch("select id, last_stamp from replicas")}
        self.lost |= {id: raw for id, raw in known.items() if id not in self.shadow.bodies}
        self._accepted = {id: stamp for id, stamp in replicas.items() if stamp}
        self.sessions = {token: each for token, each in self.sessions.items() if each.replica in replicas}
        return True

    def fetch(self, sql: str) -> list[Any]:
        with self._store.reading() as txn:
            return txn.fetch(sql)

    @contextmanager
    def reading(self) -> Generator[Txn]:
        with self._store.reading() as txn:
            yield txn

    # Parts of the above

    @contextmanager
    def _writing(self, crash: bool) -> Generator[Txn]:
        with self._store.transaction() as txn:
            yield txn
            if crash:
                raise Crash
        with self._store.reading() as txn:
            fresh = self.shadow.follow(txn)
        for change in sorted(fresh, key=lambda each: each.id):
            self._rises(change)

    def _rises(self, change: Change) -> None:
        """I5: what a replica has accepted rises."""
        replica = replica_of(change.id)
        if change.id <= self._accepted.get(replica, b""):
            raise Violation(f"I5: replica {replica} went back to {change.id.hex()}")
        if ms_of(change.id) > self.shadow.received_ms + CLOCK_AHEAD_MS_MAX:
            raise Violation(f"I6: {change.id.hex()} was accepted from a clock far ahead")
        self._accepted[replica] = change.id

    def _inspect(self, person: bytes, body: bytes, now_ms: int) -> None:
        """I4: nothing is delivered to who may not see it."""
        for name, scope in decode_pull_answer(body).scopes.items():
            for doc in {_doc_of(entry.content) for entry in scope.entries if entry.author is not None}:
                if not self.shadow.holds(person, doc, now_ms):
                    raise Violation(f"I4: {person.hex()} was sent {doc.hex()} in {name}")

    def _set_log(self, log: bytes) -> None:
        self.log = log
        with self._store.transaction() as txn:
            txn.execute("update meta set value = ? where key = 'log'", [log.hex()])


def make_template(path: Path) -> None:
    """An empty database in one file, for every seed to start from a copy of."""
    store = SQLiteStore(str(path))
    migrate(store, bytes(16))
    with store.transaction() as txn:  # a seed plays alike to the bit: the draw of reviews hangs on this secret
        txn.execute("insert into meta (key, value) values ('key', ?)", [bytes(32).hex()])
    connection: Connection = store.connect(writing=True)
    connection.begin()
    connection.commit()
    store.close()
    connection.close()
    with sqlite3.connect(path) as raw:
        raw.execute("pragma wal_checkpoint(truncate)").fetchall()
    raw.close()


def _doc_of(content: bytes) -> bytes:
    """The document of a change's bytes: id and doc stand first, each two bytes of head and sixteen of its own."""
    return content[21:37]

"""The two clients that a phone of the simulation can be: the reference replica, or the app's machine over a pipe.

A `Client` is a replica seen from outside; everything that the checks ask for is told in the same words by both.
"""

from __future__ import annotations

from copy import deepcopy
from random import Random
from typing import Any, NamedTuple, Protocol

from sync.change import decode_value
from sync.outbox import shown
from sync.register import Registers
from sync.replica import Replica

State = dict[bytes, Registers]


class RefusedChange(NamedTuple):
    """被退回: the change's id, its document, the server's code and the change's bytes."""

    id: bytes
    doc: bytes
    code: str
    raw: bytes


class Client(Protocol):
    """客户端: see `sync.replica.Replica` for what each act promises."""

    def write(self, doc: bytes, kind: str, writes: dict[str, Any], device_ms: int) -> None: ...
    def new_id(self, device_ms: int) -> bytes: ...
    def correct(self, id: bytes, writes: dict[str, Any], device_ms: int) -> None: ...
    def discard(self, id: bytes) -> None: ...
    def now_ms(self, device_ms: int) -> int: ...
    def clock_moved(self) -> None: ...
    def sign_in(self, replica: int, log: bytes, device_ms: int) -> None: ...
    def wipe(self) -> None: ...
    def needs_sign_in(self) -> bool:
        """The server doesn't know this replica: nothing is pushed until the person signs in again."""
        ...

    def push_body(self) -> bytes | None: ...
    def push_answered(self, body: bytes, sent_ms: int, received_ms: int) -> None: ...
    def pull_body(self, limit: int) -> bytes: ...
    def pull_answered(self, body: bytes, sent_ms: int, received_ms: int) -> bool: ...
    def pull_lost(self) -> None: ...
    def log_changed(self, device_ms: int) -> None: ...
    def hello(self) -> bytes: ...
    def frame(self, body: bytes) -> bool: ...

    def restart(self) -> None:
        """Goes on from what was saved last; the reference replica has no storage of its own, so nothing changes."""
        ...

    def copy(self) -> Client | None:
        """The same storage once more; None where this client can't be copied."""
        ...

    def view(self, doc: bytes) -> dict[str, Any]:
        """Path to value, as the person sees the document."""
        ...

    def shown(self, doc: bytes) -> dict[str, bytes]:
        """Path to the stamp that stands, as the person sees the document."""
        ...

    def rot(self, random: Random) -> bytes | None:
        """The storage loses a document without a trace; its id, None where nothing can be lost."""
        ...

    def kinds(self) -> dict[bytes, str]:
        """Every document of the accepted state, and its kind."""
        ...

    def scopes(self) -> dict[str, State]:
        """The accepted state by scope, empty scopes left out."""
        ...

    def digest(self, scope: str) -> bytes:
        """The client's own digest of a scope."""
        ...

    def cursors(self) -> dict[str, int]: ...
    def outbox(self) -> list[bytes]: ...
    def kept(self) -> list[bytes]: ...
    def waiting(self) -> list[bytes]: ...
    def refused(self) -> list[RefusedChange]: ...


class ReferenceClient:
    """The reference replica."""

    def __init__(self, person: bytes, replica: int, log: bytes) -> None:
        self.replica = Replica(person, replica, log)

    def write(self, doc: bytes, kind: str, writes: dict[str, Any], device_ms: int) -> None:
        self.replica.write(doc, kind, list(writes.items()), device_ms)

    def new_id(self, device_ms: int) -> bytes:
        return self.replica.new_id(device_ms)

    def correct(self, id: bytes, writes: dict[str, Any], device_ms: int) -> None:
        self.replica.correct(id, list(writes.items()), device_ms)

    def discard(self, id: bytes) -> None:
        self.replica.discard(id)

    def now_ms(self, device_ms: int) -> int:
        return self.replica.clock.now_ms(device_ms)

    def clock_moved(self) -> None:
        self.replica.clock_moved()

    def sign_in(self, replica: int, log: bytes, device_ms: int) -> None:
        self.replica.sign_in(replica, log)

    def wipe(self) -> None:
        self.replica.wipe()

    def needs_sign_in(self) -> bool:
        return self.replica.unknown_replica

    def push_body(self) -> bytes | None:
        return self.replica.push_body()

    def push_answered(self, body: bytes, sent_ms: int, received_ms: int) -> None:
        self.replica.push_answered(body, sent_ms, received_ms)

    def pull_body(self, limit: int) -> bytes:
        return self.replica.pull_body(limit)

    def pull_answered(self, body: bytes, sent_ms: int, received_ms: int) -> bool:
        return self.replica.pull_answered(body, sent_ms, received_ms)

    def pull_lost(self) -> None:
        self.replica.pull_lost()

    def log_changed(self, device_ms: int) -> None:
        self.replica.log_changed()

    def hello(self) -> bytes:
        return self.replica.hello()

    def frame(self, body: bytes) -> bool:
        return self.replica.frame(body)

    def restart(self) -> None:
        self.replica.pull_lost()

    def copy(self) -> Client | None:
        return deepcopy(self)

    def view(self, doc: bytes) -> dict[str, Any]:
        return {path: decode_value(written.value) for path, written in self.replica.view(doc).items()}

    def shown(self, doc: bytes) -> dict[str, bytes]:
        return shown(self.replica.view(doc))

    def rot(self, random: Random) -> bytes | None:
        docs = self.replica.accepted.docs
        return docs.pop(doc := random.choice(sorted(docs))) and doc if docs else None

    def kinds(self) -> dict[bytes, str]:
        return {doc: held.kind for doc, held in self.replica.accepted.docs.items()}

    def scopes(self) -> dict[str, State]:
        found: dict[str, State] = {}
        for doc, held in self.replica.accepted.docs.items():
            for name in held.scopes:
                found.setdefault(name, {})[doc] = held.registers
        return found

    def digest(self, scope: str) -> bytes:
        return self.replica.accepted.digest(scope)

    def cursors(self) -> dict[str, int]:
        return self.replica.accepted.cursors

    def outbox(self) -> list[bytes]:
        return [item.change.raw for item in self.replica.outbox.items()]

    def kept(self) -> list[bytes]:
        return [held.item.change.raw for held in self.replica.kept.values()]

    def waiting(self) -> list[bytes]:
        return [held.item.change.raw for held in self.replica.waiting.values()]

    def refused(self) -> list[RefusedChange]:
        return [
            RefusedChange(id, item.doc, refusal.code, item.change.raw)
            for id, (item, refusal) in self.replica.refused.items()
        ]

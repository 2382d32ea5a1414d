"""A server of a few lines, for a replica to talk to: one person's scopes, no rules but those that a test sets."""

from __future__ import annotations

from sync.answers import Entry, PullAnswer, ScopeAnswer, decode_pull_answer, decode_push_answer, encode_pull_answer
from sync.change import Change, decode_change
from sync.messages import decode_hello, decode_pull, decode_push, encode_push_answer
from sync.register import Registers, merge
from sync.replica import Replica
from sync.scope import digest
from sync.stamp import is_ahead, replica_of
from tests.sync.strategies import LOG, NOW_MS, PERSON


class SmallServer:
    """Every document is in scope "own" unless `scopes_of` says otherwise; `refuse` maps a change's id to a code."""

    def __init__(self) -> None:
        self.log = LOG
        self.now_ms = NOW_MS
        self.replicas: set[int] | None = None
        self.last: dict[int, bytes] = {}
        self.judged: dict[bytes, tuple[bytes, str | None]] = {}
        self.streams: dict[str, list[Entry]] = {}
        self.docs: dict[str, set[bytes]] = {}
        self.states: dict[bytes, Registers] = {}
        self.refuse_docs: dict[bytes, str] = {}

    def push(self, body: bytes) -> bytes:
        push = decode_push(body)
        assert push.log == self.log
        codes = [self._judged(decode_change(raw)) for raw in push.changes]
        results = [None if code is None else {"code": code, "message": code, "path": None} for code in codes]
        answer = encode_push_answer(self.now_ms, self.log, results)
        assert len(decode_push_answer(answer).results) == len(push.changes)
        return answer

    def pull(self, body: bytes) -> bytes:
        pull = decode_pull(body)
        assert pull.log in (None, self.log)
        return self.since(pull.cursors, pull.limit)

    def since(self, cursors: dict[str, int], limit: int = 2_000) -> bytes:
        scopes: dict[str, ScopeAnswer] = {}
        for name, stream in sorted(self.streams.items()):
            after = [entry for entry in stream if entry.seq > cursors.get(name, 0)]
            if after:
                part, rest = after[:limit], after[limit:]
                scopes[name] = ScopeAnswer(part[-1].seq, part, bool(rest), None if rest else self.digest(name))
        gone = [name for name in cursors if name not in self.streams]
        body = encode_pull_answer(PullAnswer(self.now_ms, self.log, scopes, gone))
        assert decode_pull_answer(body).log == self.log
        return body

    def frame(self, hello: bytes) -> bytes:
        return self.since(decode_hello(hello).cursors)

    def enter(self, scope: str, doc: bytes) -> None:
        """A document enters a scope with a change for each of its registers."""
        self.docs.setdefault(scope, set()).add(doc)
        self.streams.setdefault(scope, [])
        for raw in sorted({written.value for written in self.states[doc].values()}):
            self._append(scope, Entry(0, PERSON, self.now_ms, raw))

    def leave(self, scope: str, doc: bytes) -> None:
        self.docs[scope].discard(doc)
        self._append(scope, Entry(0, None, self.now_ms, doc))

    def digest(self, scope: str) -> bytes:
        return digest(
            (doc, path, written.stamp) for doc in self.docs[scope] for path, written in self.states[doc].items()
        )

    def store(self, change: Change, scope: str = "own") -> None:
        """The state keeps the whole change for a register's value, so that it can be sent again."""
        whole = change._replace(writes=[(path, change.raw) for path, _ in change.writes])
        merge(self.states.setdefault(change.doc, {}), whole, PERSON, self.now_ms)
        for name, docs in self.docs.items():
            if change.doc in docs:
                self._append(name, Entry(0, PERSON, self.now_ms, change.raw))
        if change.doc not in self.docs.get(scope, ()):
            self.enter(scope, change.doc)

    def _judged(self, change: Change) -> str | None:
        if self.replicas is not None and replica_of(change.id) not in self.replicas:
            return "replica"
        if change.id in self.judged:
            raw, code = self.judged[change.id]
            return code if raw == change.raw else "stamp_reused"
        code = self._refusal(change)
        self.judged[change.id] = (change.raw, code)
        if code is None:
            self.last[replica_of(change.id)] = change.id
            self.store(change)
        return code

    def _refusal(self, change: Change) -> str | None:
        if is_ahead(change.id, self.now_ms):
            return "clock_ahead"
        if change.id <= self.last.get(replica_of(change.id), b""):
            return "stamp_order"
        return self.refuse_docs.get(change.doc)

    def _append(self, scope: str, entry: Entry) -> None:
        stream = self.streams.setdefault(scope, [])
        stream.append(entry._replace(seq=len(stream) + 1))


def exchange(replica: Replica, server: SmallServer, device_ms: int | None = None, limit: int = 2_000) -> None:
    """One round: push until the outbox is empty or nothing more is taken, then pull until there is no more."""
    at = server.now_ms if device_ms is None else device_ms
    for _ in range(10):
        body = replica.push_body()
        if body is None:
            break
        replica.push_answered(server.push(body), at, at)
    while replica.pull_answered(server.pull(replica.pull_body(limit)), at, at):
        pass

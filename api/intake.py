"""The one way in: judge, append, count, announce. Nothing else writes documents.

Each change of a push is decoded and judged alone, in order, against the state that the server holds, and once for
ever; what is accepted is appended with its consequences in the same transaction. Everything is synchronous over a
`Txn`, and time is an argument.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, Protocol

from msgspec import Struct

from api.append import Appender, OtherKindError
from api.ballot_keys import erase_key
from api.books import Books
from api.database import Row, Txn
from api.judge import REPLICA, STAMP_REUSED, WRONG_KIND, Judge
from api.ledger import NO_STAMP, SERVER_AUTHOR, UPDATE_REPLICAS, Replica, bodies_of, now_of, replicas_of, same_log
from api.quarantine import INSERT_REFUSED, Judged, refused_before, row_of, told
from api.rating_counting import alone, beyond
from api.roster_cache import roster_of
from api.shelf import Held, shelf_of
from models import meeting_month, reinspection
from models.ballot_context import stops_issuing
from models.closing_work import begins, begun
from models.consequences import consequences, due, due_of, follows_by_itself, keeping
from models.document import Act, Document, Refusal, ServerAct
from models.inspection_kinds import INSPECTION_KIND_NAMES
from models.kinds import KINDS
from models.roster import ROSTER_KINDS
from models.scopes import affected_by
from sync.change import encode_standing, encode_value, split
from sync.errors import Malformed
from sync.messages import Push, decode_push, encode_push_answer
from sync.reading import ReadChange, read_change
from sync.stamp import SERVER_REPLICA, is_stamp, ms_of, next_stamp, replica_of

CONSEQUENCES_MAX = 100_000
QUIET_REPLICA_MIN, QUIET_REPLICA_MAX = 16, 1 << 16
"""Numbers of the server's own (protocol §1) under which it writes what belongs to inspections."""
_QUIET_KINDS = INSPECTION_KIND_NAMES | {"finding", meeting_month.KIND}
"""What is published of an inspection is told to its audience, and is nothing that others could notice."""


class Sender(Protocol):
    """Who pushes: the person signed in (16 bytes). Which of their replicas wrote a change stands in its stamp."""

    @property
    def person(self) -> bytes: ...


class PushAnswer(Struct, frozen=True):
    """推送的答复: `results` hold None (stored) or {"code", "message", "path"}, in the order of the changes."""

    now: int
    log: bytes
    results: list[dict[str, Any] | None]

    def encode(self) -> bytes:
        return encode_push_answer(self.now, self.log, self.results)


def take(txn: Txn, sender: Sender, body: bytes, now_ms: int, language: str) -> PushAnswer:
    """Judges and stores a push. BodyError where the body is none, LogChanged where it is for another log."""
    return take_push(txn, sender, decode_push(body), now_ms, language)


def take_push(
    txn: Txn,
    sender: Sender,
    push: Push,
    now_ms: int,
    language: str,
    *,
    closings: list[bytes] | None = None,
    missing: Callable[[], Refusal | None] | None = None,
) -> PushAnswer:
    """Judges and stores a decoded push. LogChanged where it is for another log.

    `closings` takes up the months whose closing begins, for `MonthCloser` to work out; without it that is done here.
    `missing` says why the sender lacks a fresh second factor, if so; without it nobody is asked for one.
    """
    log = same_log(txn, push.log)
    changes = [_decoded(raw) for raw in push.changes]
    intake = Intake(
        txn, sender.person, now_ms, {change.kind for change in changes if not isinstance(change, Refusal)}, closings
    )
    results = intake.take(changes, missing)
    intake.finish()
    return PushAnswer(intake.now_ms, log, [refusal and told(refusal, language) for refusal in results])


def write_as_server(txn: Txn, acts: Iterable[ServerAct], now_ms: int) -> None:
    """Writes documents under the server's own stamps, with what follows from them."""
    acts = list(acts)
    intake = Intake(txn, SERVER_AUTHOR, now_ms, {act.kind for act in acts})
    intake.write(acts, NO_STAMP)
    intake.finish()


def write_what_is_due(txn: Txn, now_ms: int, institution: bytes | None = None, doc: bytes | None = None) -> None:
    """What time brings: rounds that close; of one institution or one document, where they are said. Asked again, it
    writes nothing."""
    intake = Intake(txn, SERVER_AUTHOR, now_ms)
    intake.write((act for act in _due(intake, institution) if doc in (None, act.doc)), NO_STAMP)
    intake.finish()


def what_is_due(txn: Txn, now_ms: int, institution: bytes) -> list[bytes]:
    """The documents to which time brings something there."""
    return list(dict.fromkeys(act.doc for act in _due(Intake(txn, SERVER_AUTHOR, now_ms), institution)))


def institutions_of(txn: Txn, now_ms: int) -> list[bytes]:
    return sorted(roster_of(txn, now_of(txn, now_ms)).institutions)


def _due(intake: Intake, institution: bytes | None) -> list[ServerAct]:
    if institution is None:
        return due(intake.books, intake.now_ms)
    return due_of(institution, intake.books, intake.now_ms)


class Intake:
    """One piece of work of one author in one transaction."""

    def __init__(
        self,
        txn: Txn,
        author: bytes,
        clock_ms: int,
        kinds: AbstractSet[str] = frozenset(),
        closings: list[bytes] | None = None,
    ) -> None:
        """`kinds` are those that will be written: who writes people waits for all who judge by them."""
        self._txn = txn
        self._closings = closings
        self._author = author
        self._shelf = shelf_of(txn)
        if "rating_flag" in kinds:
            alone(txn)  # what a ruling lets count is counted
        self._shelf.lock_roster(writing=not ROSTER_KINDS.isdisjoint(kinds))
        self.now_ms = now_of(txn, clock_ms)
        self._roster = roster_of(txn, self.now_ms)
        self._appender = Appender(txn, self._shelf, self._roster)
        self.books = Books(
            txn, self._shelf, self._roster, now_ms=self.now_ms, author=author, flush=self._appender.flush
        )
        self._moved: set[bytes] = set()
        self._server_stamp: bytes | None = None

    def take(
        self, changes: Sequence[ReadChange | Refusal], missing: Callable[[], Refusal | None] | None = None
    ) -> list[Refusal | None]:
        """Judges changes in order (a Refusal: malformed) and applies those that are accepted; None for each stored."""
        known = [change for change in changes if not isinstance(change, Refusal)]
        replicas, stored = self._look_up(known)
        judge = Judge(self._author, replicas, self.books, self._shelf, missing)
        self._shelf.gather(dict.fromkeys(change.doc for change in known), writing=True, reads=judge.reads)
        before = dict(replicas)
        refused: list[Row] = []
        results: list[Refusal | None] = []
        for change in changes:
            if isinstance(change, Refusal):
                results.append(change)
                continue
            replica = replica_of(change.id)
            if replica not in before:
                results.append(REPLICA)
                continue
            judged = stored.get(change.id)
            if judged is not None:
                results.append(judged.refusal if judged.body == change.raw else STAMP_REUSED)
                continue
            act, refusal = judge.ask(change, replica)
            if refusal is None:
                refusal = self._accept(act, change, judge)
            if refusal is None:
                replicas[replica] = Replica(change.id, replicas[replica].issued_ms)
            else:
                refused.append(row_of(change, self._author, refusal, self.now_ms))
            stored[change.id] = Judged(change.raw, refusal)
            results.append(refusal)
        self._txn.execute_bulk(INSERT_REFUSED, refused)
        risen = [(held.last_stamp, replica) for replica, held in replicas.items() if held != before[replica]]
        self._txn.execute_bulk(UPDATE_REPLICAS, risen)
        return results

    def write(self, acts: Iterable[ServerAct], cause: bytes) -> None:
        """Appends the server's acts and what follows from them; their stamps lie above `cause`.

        An act on a document that is there as another kind is left out, and nothing else with it.
        """
        waiting = list(acts)
        written = 0
        while waiting:
            following: list[ServerAct] = []
            self._shelf.gather([each.doc for each in waiting], writing=True)
            for each in waiting:
                written += 1
                if written > CONSEQUENCES_MAX:
                    raise RuntimeError("consequences that never end")
                if self._is_another(each):
                    continue
                following += self._write(self._numbered(each), cause)
            waiting = following

    def _write(self, act: ServerAct, cause: bytes) -> list[ServerAct]:
        """Appends an act in as many changes as the limits of one ask for, its names in the first; what follows from it
        follows once, when all of it stands."""
        parts = split([(path, encode_value(value)) for path, value in act.writes.items()])
        if not parts:
            return []
        if len(parts) > 1:
            names = KINDS[act.kind].natural
            writes = sorted(act.writes.items(), key=lambda write: write[0] not in names)
            parts = split([(path, encode_value(value)) for path, value in writes])
        for part in parts[:-1]:
            self._put(self._server_change(act, part, cause), SERVER_AUTHOR)
        change = self._server_change(act, parts[-1], cause)
        stamp = change.id
        done = Act(SERVER_AUTHOR, replica_of(stamp), stamp, ms_of(stamp), self.now_ms, act.doc, act.kind, act.writes)
        return self._append(done, change)

    def finish(self) -> None:
        """Moves the documents of those whose place has changed, and writes everything."""
        while self._moved:
            self._appender.flush()
            persons, self._moved = sorted(self._moved), set()
            rows = self._txn.fetch_in("select id from documents where subject in (*)", persons)
            ids = [id for (id,) in rows]
            self._shelf.gather(ids, writing=True)
            for id in ids:
                held = self._shelf.get(id)
                if held is not None:
                    self._appender.rescope(held, self.now_ms)
        self._appender.flush()
        if self._server_stamp is not None:
            self._txn.execute_bulk(UPDATE_REPLICAS, [(self._server_stamp, SERVER_REPLICA)])

    def _look_up(self, changes: Sequence[ReadChange]) -> tuple[dict[int, Replica], dict[bytes, Judged]]:
        """The sender's replicas, and what was answered before to those ids that are known."""
        numbers = {replica_of(change.id) for change in changes}
        replicas = replicas_of(self._txn, self._author, list(numbers), writing=True)
        makers = {replica_of(change.doc) for change in changes if is_stamp(change.doc)} - numbers
        if makers:
            replicas.update(replicas_of(self._txn, self._author, list(makers), writing=False))
        ids = [change.id for change in changes]
        stored = refused_before(self._txn, ids)
        old = [id for id in ids if (held := replicas.get(replica_of(id))) is not None and id <= held.last_stamp]
        for id, (_, _, body) in bodies_of(self._txn, old).items():
            stored[id] = Judged(body, None)
        return replicas, stored

    def _accept(self, act: Act, change: ReadChange, judge: Judge) -> Refusal | None:
        """Appends a change and its consequences; after one that changes the roster the judge asks it again."""
        try:
            follows = self._append(act, change)
        except OtherKindError:
            return WRONG_KIND
        if follows:
            self.write(follows, act.stamp)
        if change.kind in ROSTER_KINDS:
            judge.refresh()
        return None

    def _append(self, act: Act, change: ReadChange) -> list[ServerAct]:
        kept = keeping(act, self.books)
        held = self._put(change, act.author)
        if self._closings is not None and change.kind == "month_close" and begins(act):
            self._closings.append(change.doc)
            return begun(held.document)
        if change.kind == "ballot_context":
            self._keys_of(act, held.document)
        if follows_by_itself(act, kept):
            return kept
        further = beyond(self._txn, act, held.document, self.books, self.now_ms)
        return kept + consequences(act, held.document, self.books) + further

    def _is_another(self, act: ServerAct) -> bool:
        """Whether the place is taken by another kind (docs/decisions/form-ids.md); `mingcha recount` names it."""
        held = self._shelf.get(act.doc)
        return held is not None and held.document.kind != act.kind

    def _put(self, change: ReadChange, author: bytes) -> Held:
        if change.kind in ROSTER_KINDS:
            return self._append_to_roster(change, author)
        return self._appender.apply(change, author, self.now_ms)

    def _keys_of(self, act: Act, context: Document) -> None:
        """A context needs a key once it is there, and none once nothing is issued any more."""
        if "source" in act.writes:
            self._txn.news.keys_wanted = True
        elif "closed" in act.writes or stops_issuing(act, context):
            erase_key(self._txn, act.doc)

    def _append_to_roster(self, change: ReadChange, author: bytes) -> Held:
        """A person, unit, branch or institution: whose documents move, and whose rights change, by it."""
        self._shelf.lock_roster(writing=True)
        known = self._shelf.get(change.doc)
        before = None if known is None else _copy(known.document)
        held = self._appender.apply(change, author, self.now_ms)
        self._roster.apply(held.document)
        affected = affected_by(before, held.document, self._roster)
        self._moved |= affected.documents
        self._txn.news.rights_changed |= affected.rights
        return held

    def _numbered(self, act: ServerAct) -> ServerAct:
        """A tally's next state carries the next number, so that no screen ever shows an older one after it."""
        if not KINDS[act.kind].tally:
            return act
        held = self._shelf.get(act.doc)
        last = 0 if held is None else held.document.value("n", 0)
        return ServerAct(act.doc, act.kind, {**act.writes, "n": last + 1})

    def _server_change(self, act: ServerAct, writes: Sequence[tuple[str, bytes]], cause: bytes) -> ReadChange:
        quiet = act.kind in _QUIET_KINDS or all(path.startswith(reinspection.TOLD) for path in act.writes)
        stamp = self._quiet_stamp(act.doc, cause) if quiet else self._next_stamp(cause)
        raw = encode_standing(stamp, act.doc, act.kind, list(writes))
        return ReadChange(stamp, act.doc, act.kind, {path: act.writes[path] for path, _ in writes}, raw)

    def _next_stamp(self, cause: bytes) -> bytes:
        if self._server_stamp is None:
            found = replicas_of(self._txn, SERVER_AUTHOR, [SERVER_REPLICA], writing=True)
            self._server_stamp = found[SERVER_REPLICA].last_stamp
        self._server_stamp = next_stamp(max(self._server_stamp, cause), self.now_ms, SERVER_REPLICA)
        return self._server_stamp

    def _quiet_stamp(self, doc: bytes, cause: bytes) -> bytes:
        """A stamp for what the server writes of inspections and findings: above its cause and all that stands there.

        It moves nothing that others could see: the server's own clock of stamps stays where it is, and each document
        has a replica number of its own (docs/inspections.md, "Nothing shared moves").
        """
        held = self._shelf.get(doc)
        registers = () if held is None else held.document.registers.values()
        replica = QUIET_REPLICA_MIN + int.from_bytes(doc[-4:], "big") % (QUIET_REPLICA_MAX - QUIET_REPLICA_MIN)
        stamp = max((register.stamp for register in registers), default=cause)
        while True:
            stamp = next_stamp(max(stamp, cause), self.now_ms, replica)
            if not self._appender.knows(stamp):
                return stamp


def _decoded(raw: bytes) -> ReadChange | Refusal:
    try:
        return read_change(raw)
    except Malformed as error:
        return Refusal(error.code, error.reason, error.path, {**error.params})


def _copy(document: Document) -> Document:
    return Document(document.id, document.kind, document.creator, dict(document.registers))

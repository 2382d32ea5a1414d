"""Judging one change: the questions of the protocol's table in its order, the first that applies answers.

Whether a document exists is asked only after id, kind and the right to create are known, and who may neither create
nor read it is answered the same, for the same work, whether it exists or not.
"""

from __future__ import annotations

from collections.abc import Callable

from api.books import Books
from api.ledger import Replica
from api.shelf import Held, Shelf
from models.document import Act, Refusal
from models.kind import Kind
from models.kinds import KINDS
from models.permission import judge, may_create, unknown
from models.scopes import Families, scopes_for
from models.step_up import asks
from sync.natural import is_natural, natural_id
from sync.reading import ReadChange
from sync.stamp import CLOCK_AHEAD_MS_MAX, is_stamp, ms_of, replica_of

REPLICA = Refusal("replica", "replica")
STAMP_REUSED = Refusal("stamp_reused", "stamp_reused")
CLOCK_AHEAD = Refusal("clock_ahead", "clock_ahead")
STAMP_ORDER = Refusal("stamp_order", "stamp_order")
UNKNOWN_KIND = Refusal("unknown_kind", "unknown_kind")
NOT_FOUND = Refusal("not_found", "not_found")
WRONG_ID = Refusal("invalid", "wrong_id")
WRONG_KIND = Refusal("invalid", "wrong_kind")


class Judge:
    """Judges the new changes of one person at one moment, against documents as they stand when each is asked."""

    def __init__(
        self,
        person: bytes,
        replicas: dict[int, Replica],
        books: Books,
        shelf: Shelf,
        missing: Callable[[], Refusal | None] | None = None,
    ) -> None:
        """`replicas`: those issued to the person, as far as each has come (kept by the caller).

        `missing` says why the sender may do nothing now that asks for a fresh second factor, if so.
        """
        self._missing = missing
        self._person = person
        self._replicas = replicas
        self._books = books
        self._shelf = shelf
        self._latest_ms = books.now_ms + CLOCK_AHEAD_MS_MAX
        self._families: Families = scopes_for(person, books.roster)
        self._readable: dict[frozenset[str], bool] = {}

    def refresh(self) -> None:
        """Call when the roster has changed: what the person may read is asked again."""
        self._families = scopes_for(self._person, self._books.roster)
        self._readable.clear()

    def ask(self, change: ReadChange, replica: int) -> tuple[Act, Refusal | None]:
        """The act that a change is, and why it isn't taken, if it isn't."""
        stamp, values = change.id, change.values
        stamp_ms = ms_of(stamp)
        now_ms = self._books.now_ms
        issued_ms = self._replicas[replica].issued_ms
        act = Act(self._person, replica, stamp, stamp_ms, now_ms, change.doc, change.kind, values, issued_ms)
        if stamp_ms > self._latest_ms:
            return act, CLOCK_AHEAD
        if stamp <= self._replicas[replica].last_stamp:
            return act, STAMP_ORDER
        kind = KINDS.get(change.kind)
        if kind is None:
            return act, UNKNOWN_KIND
        strange = kind.shape(values).unknown
        if strange is not None:
            return act, Refusal("outdated", "unknown_path", strange)
        refusal = self._ask_document(act, kind)
        if refusal is None and self._missing is not None and asks(act):
            refusal = self._missing()
        return act, refusal

    def _ask_document(self, act: Act, kind: Kind) -> Refusal | None:
        """Everything after the registry is known."""
        held = self._shelf.peek(act.doc)
        if held is None or not self.reads(held):
            refusal = unknown(act, self._books) or wrong_id(act, kind)
            if refusal is not None:
                return refusal
            creates = self._owns(act, kind) and may_create(act, self._books)
            if held is not None or not creates:
                return NOT_FOUND
            return judge(act, None, self._books)
        held = self._shelf.get(act.doc) or held
        refusal = wrong_id(act, kind)
        if refusal is not None:
            return unknown(act, self._books) or refusal
        if held.document.kind != act.kind:
            return unknown(act, self._books) or WRONG_KIND
        return judge(act, held.document, self._books)

    def reads(self, held: Held) -> bool:
        """Whether the person may know of this document."""
        scopes = held.scopes
        readable = self._readable.get(scopes)
        if readable is None:
            readable = self._readable[scopes] = any(self._families.has(scope) for scope in scopes)
        return readable

    def _owns(self, act: Act, kind: Kind) -> bool:
        """Whether the document's id is one that this person may have drawn: one of their replicas is in it."""
        return bool(kind.natural) or replica_of(act.doc) in self._replicas


def wrong_id(act: Act, kind: Kind) -> Refusal | None:
    """An id that no document of this kind can have, or not with these parts of its name."""
    if not kind.natural:
        return None if is_stamp(act.doc) else WRONG_ID
    if not is_natural(act.doc):
        return WRONG_ID
    name = kind.natural_name(act.writes)
    if name is None:
        unfit = Refusal(WRONG_ID.code, WRONG_ID.reason, kind.nameless_part(act.writes))
        return unfit if kind.names_itself(act.writes) else None
    return None if natural_id(name) == act.doc else WRONG_ID

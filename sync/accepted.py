"""Accepted state: the documents that the server has given one person, scope by scope.

Promises: a document stays while some scope holds it, and goes with the last. Pulls and frames alone change it.
"""

from __future__ import annotations

from sync.answers import Entry
from sync.change import decode_change
from sync.register import Registers, merge
from sync.scope import digest

REPAIR_AGAIN_MS = 3_600_000


class Held:
    """持有: a document as the server gave it: its registers, the scopes that hold it, and the epoch it was given in."""

    def __init__(self, kind: str, epoch: int) -> None:
        self.kind = kind
        self.epoch = epoch
        self.scopes: set[str] = set()
        self.registers: Registers = {}


class Accepted:
    """已接受: `docs` by id and `cursors` by scope."""

    def __init__(self) -> None:
        self.docs: dict[bytes, Held] = {}
        self.cursors: dict[str, int] = {}
        self.epoch = 0
        self._forgotten: set[bytes] = set()
        self._repairs: dict[str, tuple[int, int]] = {}

    def take(self, scope: str, entry: Entry) -> None:
        """One entry of one scope."""
        if entry.author is None:
            self._leave(entry.content, scope)
            return
        change = decode_change(entry.content)
        held = self.docs.get(change.doc)
        if held is None or held.epoch != self.epoch:
            held = self.docs[change.doc] = Held(change.kind, self.epoch)
        held.scopes.add(scope)
        merge(held.registers, change, entry.author, entry.received_ms)

    def drop(self, scope: str) -> None:
        """This person doesn't hold the scope any more, or it is to be given anew."""
        self.cursors.pop(scope, None)
        for doc in list(self.docs):
            self._leave(doc, scope)

    def restart(self) -> None:
        """Everything is to be given anew; what is here is shown until `settle`, and counts in no digest."""
        self.epoch += 1
        self.cursors.clear()

    def settle(self) -> None:
        """Every scope is complete: what nobody gave again since `restart` goes."""
        for doc, held in list(self.docs.items()):
            if held.epoch != self.epoch:
                del self.docs[doc]
                self._forgotten.add(doc)

    def clear(self) -> None:
        """Nothing of what the server gave stays on the device."""
        self.docs.clear()
        self.restart()

    def digest(self, scope: str) -> bytes:
        """Over every register of every document that this scope holds."""
        return digest(
            (doc, path, written.stamp)
            for doc, held in self.docs.items()
            if held.epoch == self.epoch and scope in held.scopes
            for path, written in held.registers.items()
        )

    def differs(self, scope: str, expected: bytes, now_ms: int) -> bool:
        """Compares a complete scope with the server's digest, and at a difference has it given anew.

        `now_ms` is when the digest held. Where another scope has given more since of a document that both hold, it is
        passed over: what this scope brings next carries a newer one. The second difference in a row has everything
        given anew. A third is left alone for an hour, so that a fault
        of the server's doesn't keep a phone pulling. `cursors` then lack what is to be pulled.
        """
        if self.digest(scope) == expected:
            self._repairs.pop(scope, None)
            return False
        if self._knows_more(scope, now_ms):
            return False
        times, since_ms = self._repairs.get(scope, (0, now_ms))
        if times >= 2:
            if now_ms - since_ms < REPAIR_AGAIN_MS:
                return True
            times, since_ms = 0, now_ms
        self._repairs[scope] = (times + 1, since_ms)
        if times:
            self.restart()
        else:
            self.drop(scope)
        return True

    def _knows_more(self, scope: str, now_ms: int) -> bool:
        """Whether a document of the scope holds what the server took after this moment."""
        return any(
            written.received_ms > now_ms
            for held in self.docs.values()
            if scope in held.scopes
            for written in held.registers.values()
        )

    def _leave(self, doc: bytes, scope: str) -> None:
        held = self.docs.get(doc)
        if held is not None and scope in held.scopes:
            held.scopes.remove(scope)
            if not held.scopes:
                del self.docs[doc]
                self._forgotten.add(doc)

    def take_forgotten(self) -> set[bytes]:
        """The documents that went since the last call and have not come back; to be asked when all is complete."""
        forgotten, self._forgotten = self._forgotten - self.docs.keys(), set[bytes]()
        return forgotten

"""The log as the recount reads it: what each document comes to by its stored changes, and what screens are given."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple
from uuid import UUID

import msgspec

from api.database import Txn

CHANGES_AT_ONCE = 5_000
Values = dict[str, Any]

_decode = msgspec.msgpack.decode


class Expected(NamedTuple):
    """What a tally must say: which one it is by its `names`, and its `counts`; under `listed` nothing else may stand.

    `needed`: False where it need not be there, because there was nothing to count yet.
    """

    kind: str
    names: Mapping[str, Any]
    counts: Mapping[str, Any]
    listed: tuple[str, ...] = ()
    needed: bool = True


class Exactly(NamedTuple):
    """This and nothing more, where a map would otherwise be held against what was counted of it alone."""

    value: Any


class Between(NamedTuple):
    """Any number from `low` to `high`: where a count never goes down again when something is corrected."""

    low: int
    high: int


class Difference(NamedTuple):
    """差异: what a tally says at a path (None: nothing), and what it should say."""

    kind: str
    doc: bytes | None
    path: str
    said: Any
    counted: Any

    def __str__(self) -> str:
        which = "—" if self.doc is None else str(UUID(bytes=self.doc))
        return f"{self.kind} {which} {self.path}: {in_words(self.said)} ≠ {in_words(self.counted)}"


def in_words(value: Any) -> str:
    value = value.value if isinstance(value, Exactly) else value
    return str(UUID(bytes=value)) if isinstance(value, bytes) and len(value) == 16 else str(value)


class Box:
    """票箱: what is written in a context, its keys, and who was issued one."""

    def __init__(self) -> None:
        self.leaves: list[bytes] = []
        self.answers: list[Values] = []
        self.keys: set[bytes] = set()
        self.asked: list[bytes] = []

    @property
    def issued(self) -> int:
        return len(self.asked)


class Log:
    """日志: `documents` by kind and id with their standing values, from the changes alone; `shown` by id, from the
    stored registers; `dated` by id, for some kinds, the stamp and the arrival of what stands at each path, and `past`
    what something later stands over; `boxes` of anonymous ballots by context, `ratings` of the public, `codes` by
    batch; `peaks` by document and path, the most ever written; `ever` by document and path, for some kinds, all that
    was ever written, by stamp."""

    def __init__(self, documents: dict[str, dict[bytes, Values]], peaks: dict[tuple[bytes, str], int]) -> None:
        self._documents = documents
        self.peaks = peaks
        self.shown: dict[bytes, Values] = {}
        self.dated: dict[bytes, dict[str, tuple[bytes, int]]] = {}
        self.ever: dict[bytes, dict[str, list[tuple[bytes, Any]]]] = {}
        self.past: dict[bytes, list[tuple[str, bytes, int, Any]]] = {}
        self.boxes: dict[bytes, Box] = {}
        self.ratings: list[Values] = []
        self.codes: dict[bytes, int] = {}

    def of(self, kind: str) -> dict[bytes, Values]:
        return self._documents.get(kind, {})

    def until(self, doc: bytes, values: Values, end_ms: int) -> Values:
        """What the values of a document were by what had come at that moment; `values` are those that stand."""
        writes = [(path, *moments, values.get(path)) for path, moments in self.dated[doc].items()]
        came = [each for each in (*writes, *self.past.get(doc, ())) if each[2] <= end_ms]
        last = {path: value for path, _, _, value in sorted(came, key=lambda each: each[1])}
        return {path: value for path, value in last.items() if value is not None}

    def grouped(self, kind: str, by: str) -> dict[Any, list[Values]]:
        """The documents of a kind by what stands at one path."""
        found: dict[Any, list[Values]] = {}
        for values in self.of(kind).values():
            found.setdefault(values.get(by), []).append(values)
        return found


def read_log(
    txn: Txn, kinds: Collection[str], tallies: Collection[str], dated: Collection[str], storied: Collection[str]
) -> Log:
    """The documents of these kinds; `shown` holds those of `tallies`, `dated` those of the kinds of that name, `ever`
    those of `storied`."""
    standing: dict[bytes, dict[str, tuple[bytes, int, Any]]] = {}
    kind_of: dict[bytes, str] = {}
    peaks: dict[tuple[bytes, str], int] = {}
    ever: dict[bytes, dict[str, list[tuple[bytes, Any]]]] = {}
    past: dict[bytes, list[tuple[str, bytes, int, Any]]] = {}
    for received_ms, body in _bodies(txn):
        stamp, doc, kind, writes = _decode(body)
        if kind not in kinds:
            continue
        kind_of[doc] = kind
        registers = standing.setdefault(doc, {})
        for path, value in writes:
            if type(value) is int:
                peaks[doc, path] = max(value, peaks.get((doc, path), value))
            if kind in storied:
                ever.setdefault(doc, {}).setdefault(path, []).append((stamp, value))
            known = registers.get(path)
            if known is None or known[0] < stamp:
                registers[path] = (stamp, received_ms, value)
            if known is not None and kind in dated:
                past.setdefault(doc, []).append((path, *min(known, (stamp, received_ms, value), key=_stamp)))
    documents: dict[str, dict[bytes, Values]] = {}
    for doc, registers in standing.items():
        values = {path: value for path, (_, _, value) in registers.items() if value is not None}
        documents.setdefault(kind_of[doc], {})[doc] = values
    log = Log(documents, peaks)
    log.ever = ever
    log.past = past
    log.dated = {
        doc: {path: each[:2] for path, each in registers.items()}
        for doc, registers in standing.items()
        if kind_of[doc] in dated
    }
    log.shown = _registers(txn, [doc for doc, kind in kind_of.items() if kind in tallies])
    return log


def _stamp(write: tuple[bytes, int, Any]) -> bytes:
    return write[0]


def _bodies(txn: Txn) -> Iterator[tuple[int, bytes]]:
    last = b""
    while True:
        rows = txn.fetch(
            "select id, received_ms, body from changes where id > ? order by id limit ?", [last, CHANGES_AT_ONCE]
        )
        if not rows:
            return
        for id, received_ms, body in rows:
            yield received_ms, body
            last = id


def _registers(txn: Txn, docs: list[bytes]) -> dict[bytes, Values]:
    shown: dict[bytes, Values] = {doc: {} for doc in docs}
    for doc, page in txn.fetch_in("select doc, registers from states where doc in (*)", docs):
        registers = _decode(page)
        shown[doc].update({path: each[1] for path, each in registers.items() if each[1] is not None})
    return shown


def listed(values: Values, prefix: str) -> list[str]:
    """What stands under a prefix, without it: `subjects/<person>` → the persons."""
    return [path[len(prefix) :] for path in values if path.startswith(prefix)]

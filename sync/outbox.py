"""The outbox: changes that the server has not yet accepted, in the order in which they are sent.

Folding. Who edits offline for an hour writes the same registers again and again, and only the last write counts. So
an act takes up the unsent change before it on the same document: one change with the new stamp, the later write per
path, at the end. Not folded is

- what was sent: the server may have judged it, and a change is judged once;
- what closes (`submitted`, `opened`, `published`): a later write must be judged against the closed document, alone.
  A closing act itself takes up the draft before it, so answers and `submitted` arrive together or not at all;
- past the limits of a change;
- over the turn of an hour or a moment at which something closes: written in time stays written in time;
- where a change in between names the document: behind that one, it would not exist yet when that is judged;
- where a write would come to stand above one that it stood below: folding never changes the state that is shown;
- evidence (what an inspector sees), and documents that go from step to step (`STEP_KINDS`), but into the very same
  registers within a minute: each keeps its own time, since
  somebody may have closed the visit in between, and this device doesn't know it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sync.change import CHANGE_BYTES_MAX, WRITES_MAX, Change, decode_change, decode_value, encode_standing
from sync.clock import Clock
from sync.messages import PUSH_BYTES_MAX
from sync.register import Registers
from sync.stamp import is_ahead, ms_of, restamp

HOUR_MS = 3_600_000
BODY_HEAD_BYTES = 64
CLOSING_PATHS = frozenset({"submitted", "opened", "published"})
EVIDENCE_KINDS = frozenset({"visit", "observation"})
STEP_KINDS = frozenset({"pledge", "contracted_task", "order", "assistance", "nomination", "month_close"})
"""Documents that go from step to step: the server judges a step by those before it, so they travel one by one."""
_ALIKE_MS_MAX = 60_000


@dataclass(frozen=True)
class Item:
    """待发: a change on its way. `offset_ms` is the clock's correction when it was stamped; `sent` says that the
    server may have it; `shaky` that the device's clock had jumped; `tries` how often it was stamped again."""

    change: Change
    offset_ms: int
    sent: bool = False
    shaky: bool = False
    tries: int = 0

    @property
    def id(self) -> bytes:
        return self.change.id

    @property
    def doc(self) -> bytes:
        return self.change.doc

    @property
    def closes(self) -> bool:
        return any(path in CLOSING_PATHS and decode_value(value) is True for path, value in self.change.writes)


def make_change(stamp: bytes, doc: bytes, kind: str, writes: list[tuple[str, bytes]]) -> Change:
    """A change of raw values; Malformed where no server would take it."""
    return decode_change(encode_standing(stamp, doc, kind, writes))


class Outbox:
    """待发箱: items by id, in their order."""

    def __init__(self) -> None:
        self._items: dict[bytes, Item] = {}

    def __len__(self) -> int:
        return len(self._items)

    def __contains__(self, id: bytes) -> bool:
        return id in self._items

    def items(self) -> list[Item]:
        return list(self._items.values())

    def of(self, doc: bytes) -> list[Item]:
        return [item for item in self._items.values() if item.doc == doc]

    def put(self, item: Item) -> None:
        """At the end, or in the place of the one with its id."""
        self._items[item.id] = item

    def remove(self, id: bytes) -> None:
        del self._items[id]

    def put_before(self, items: Iterable[Item]) -> None:
        """Puts items in front of what is here, in their order."""
        front = {item.id: item for item in items if item.id not in self._items}
        self._items = {**front, **self._items}

    def batch(self, count_max: int) -> list[Item]:
        """The changes of the next push: what was sent before goes again first and alone, so that what is new can
        still be folded until the server is heard."""
        batch: list[Item] = []
        room = PUSH_BYTES_MAX - BODY_HEAD_BYTES
        for item in self._items.values():
            size = len(item.change.raw)
            if len(batch) == count_max or size > room or (batch and batch[0].sent and not item.sent):
                break
            room -= size
            batch.append(item)
        return batch

    def foldable(self, change: Change, above: Mapping[str, bytes], moments: Iterable[int]) -> Item | None:
        """The item that this new change may take up, or None; see above.

        `above` gives, of each register shown, the stamp that stands; `moments` are when things here close, in ms.
        """
        earlier = next(reversed(self.of(change.doc)), None)
        if earlier is None or earlier.sent or earlier.closes or earlier.change.kind != change.kind:
            return None
        then_ms, now_ms = ms_of(earlier.id), ms_of(change.id)
        if then_ms // HOUR_MS != now_ms // HOUR_MS or any(then_ms <= moment <= now_ms for moment in moments):
            return None
        written = {path for path, _ in change.writes}
        if change.kind in EVIDENCE_KINDS | STEP_KINDS and (
            now_ms - then_ms > _ALIKE_MS_MAX or written != {path for path, _ in earlier.change.writes}
        ):
            return None
        if any(path not in written and above.get(path) != earlier.id for path, _ in earlier.change.writes):
            return None
        return None if self._named_after(earlier) else earlier

    def restamp_from(self, ids: list[bytes], clock: Clock, now_ms: int) -> None:
        """Stamps the items of these ids, and every item behind the first of them that was never sent, again.

        Each time is the old one less the correction, not above `now_ms`; who is stamped for the second time gets
        `now_ms`, so that a server that knows later stamps of this replica than the device does is caught up with.
        What was sent and has not been answered keeps its stamp: it may have been accepted.
        """
        behind = False
        moving: list[Item] = []
        for item in self._items.values():
            behind = behind or item.id == ids[0]
            if item.id in ids or (behind and not item.sent):
                moving.append(item)
        for item in moving:
            del self._items[item.id]
        clock.fall_back()
        for item in self._items.values():
            if not is_ahead(item.id, now_ms):
                clock.latest = max(clock.latest, item.id)
        for item in moving:
            correction_ms = ms_of(item.id) - now_ms if item.tries else item.offset_ms - clock.offset_ms
            (clock.latest,) = restamp([item.id], correction_ms, now_ms, clock.latest, clock.replica)
            fresh = make_change(clock.latest, item.doc, item.change.kind, item.change.writes)
            tries = item.tries + (1 if item.sent else 0)
            self.put(Item(fresh, clock.offset_ms, tries=tries))

    def leave_out(self, id: bytes, paths: set[str]) -> None:
        """Takes writes out of an item: later acts of the same person wrote these paths, and have been accepted."""
        item = self._items[id]
        writes = [(path, value) for path, value in item.change.writes if path not in paths]
        if writes:
            change = make_change(id, item.doc, item.change.kind, writes)
            self._items[id] = replace(item, change=change)
        else:
            del self._items[id]

    def _named_after(self, earlier: Item) -> bool:
        """Whether a later change of another document names this one, by its id or by the name it gives itself."""
        values = dict(earlier.change.writes)
        name = values.get("name")
        behind = False
        for item in self._items.values():
            if behind and item.doc != earlier.doc:
                written = b"".join(value for _, value in item.change.writes)
                if earlier.doc in written or (name is not None and name in written):
                    return True
            behind = behind or item.id == earlier.id
        return False


def folded(earlier: Change, later: Change) -> Change | None:
    """Two changes as one under the later stamp, the later write per path; None past a limit."""
    writes = {**dict(earlier.writes), **dict(later.writes)}
    if len(writes) > WRITES_MAX or len(earlier.raw) + len(later.raw) > CHANGE_BYTES_MAX:
        return None
    return make_change(later.id, later.doc, later.kind, list(writes.items()))


def shown(registers: Registers) -> dict[str, bytes]:
    """Path to the stamp that stands."""
    return {path: written.stamp for path, written in registers.items()}


def named_documents(registers: Registers) -> list[bytes]:
    """The documents that registers name by their 16 bytes."""
    values: list[Any] = [decode_value(written.value) for written in registers.values()]
    return [value for value in values if isinstance(value, bytes) and len(value) == 16]

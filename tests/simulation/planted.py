"""Planted bugs: mistakes that somebody might make in the client or in the server, each to be found by the seeds.

A simulation that finds nothing proves nothing; one that finds each of these is looking.
"""

# A planted bug reaches into what nobody else may touch, and stands in for functions whose types it doesn't need.
# pyright: reportPrivateUsage=false, reportUnknownLambdaType=false, reportUnknownArgumentType=false
# pyright: reportUnknownVariableType=false

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pytest import MonkeyPatch  # noqa: PT013 - the type alone

import api.intake
import api.outlet
import sync.replica
import tests.simulation.server
from api.append import Appender, Item
from api.intake import Intake
from api.judge import CLOCK_AHEAD, STAMP_ORDER, Judge
from api.shelf import Held
from api.sqlite import SQLiteConnection
from sync.accepted import Accepted
from sync.answers import Entry
from sync.clock import Clock
from sync.outbox import Outbox
from sync.reading import ReadChange
from sync.replica import Replica
from tests.simulation.server import Server

Plant = Callable[[MonkeyPatch], None]
PLANTED: dict[str, Plant] = {}


def planted(plant: Plant) -> Plant:
    """Adds a bug under the sentence of its docstring."""
    PLANTED[(plant.__doc__ or "").strip().rstrip(".")] = plant
    return plant


# In the client


@planted
def _digest_adopted(patch: MonkeyPatch) -> None:
    """The client adopts the server's digest."""
    patch.setattr(Accepted, "differs", lambda self, scope, expected, now_ms: False)


@planted
def _waiting_emptied_early(patch: MonkeyPatch) -> None:
    """The waiting list is emptied with the answer to the push."""
    accept = Replica._accept

    def early(self: Replica, item: Any, now_ms: int) -> None:
        accept(self, item, now_ms)
        self.waiting.clear()

    patch.setattr(Replica, "_accept", early)


@planted
def _not_stamped_again(patch: MonkeyPatch) -> None:
    """A change with a wrong stamp is refused instead of stamped again."""
    patch.setattr(sync.replica, "RESTAMPED_CODES", frozenset[str]())


@planted
def _all_stamped_again(patch: MonkeyPatch) -> None:
    """What was sent and never answered is stamped again as well."""
    again = Outbox.restamp_from

    def everything(self: Outbox, ids: list[bytes], clock: Clock, now_ms: int) -> None:
        again(self, [item.id for item in self.items()], clock, now_ms)

    def steady(self: Replica, before_ms: int, now_ms: int) -> None:
        self.shaky = False
        if self.outbox.items() and abs(self.clock.offset_ms - before_ms) > 1_000:
            self.outbox.restamp_from([], self.clock, now_ms)

    patch.setattr(Outbox, "restamp_from", everything)
    patch.setattr(Replica, "_steady", steady)


@planted
def _clock_stays_ahead(patch: MonkeyPatch) -> None:
    """The clock stays at the stamps that were refused as ahead."""
    patch.setattr(Clock, "fall_back", lambda self: None)


@planted
def _cursor_first(patch: MonkeyPatch) -> None:
    """The cursor moves before the entries are applied, and the app is closed in between."""
    take = Accepted.take
    count = [0]

    def forgetful(self: Accepted, scope: str, entry: Entry) -> None:
        count[0] += 1
        if count[0] % 50:
            take(self, scope, entry)

    patch.setattr(Accepted, "take", forgetful)


@planted
def _forget_everywhere(patch: MonkeyPatch) -> None:
    """A document is dropped although another scope still holds it."""

    def leave(self: Accepted, doc: bytes, scope: str) -> None:
        self.docs.pop(doc, None)

    patch.setattr(Accepted, "_leave", leave)


@planted
def _forget_ignored(patch: MonkeyPatch) -> None:
    """Entries that say to forget are passed over."""
    take = Accepted.take

    def deaf(self: Accepted, scope: str, entry: Entry) -> None:
        if entry.author is not None:
            take(self, scope, entry)

    patch.setattr(Accepted, "take", deaf)


@planted
def _gone_ignored(patch: MonkeyPatch) -> None:
    """Scopes that are gone stay on the phone."""

    def drop(self: Accepted, scope: str) -> None:
        self.cursors.pop(scope, None)

    patch.setattr(Accepted, "drop", drop)


@planted
def _not_offered_again(patch: MonkeyPatch) -> None:
    """After a restore the client doesn't offer again what had been accepted from it."""
    changed = Replica.log_changed

    def forgetful(self: Replica) -> None:
        self.kept.clear()
        changed(self)

    patch.setattr(Replica, "log_changed", forgetful)


@planted
def _wiped_whole(patch: MonkeyPatch) -> None:
    """A device whose session ended loses what it has not sent."""
    wipe = Replica.wipe

    def whole(self: Replica) -> None:
        wipe(self)
        self.outbox = Outbox()

    patch.setattr(Replica, "wipe", whole)


@planted
def _refused_in_silence(patch: MonkeyPatch) -> None:
    """A refused change is dropped without a word."""
    answered = Replica.push_answered

    def silent(self: Replica, body: bytes, sent_ms: int, received_ms: int) -> None:
        answered(self, body, sent_ms, received_ms)
        self.refused.clear()

    patch.setattr(Replica, "push_answered", silent)


@planted
def _epochs_mixed(patch: MonkeyPatch) -> None:
    """After a restore what nobody gives again stays."""
    patch.setattr(Accepted, "settle", lambda self: None)


# In the server


@planted
def _merge_by_arrival(patch: MonkeyPatch) -> None:
    """The last write to arrive wins."""
    merge = Appender._merge

    def by_arrival(self: Appender, held: Held, change: ReadChange, *arguments: Any) -> int:
        for path in change.values:
            register = held.document.registers.get(path)
            if register is not None and register.stamp > change.id:
                del held.document.registers[path]
        return merge(self, held, change, *arguments)

    patch.setattr(Appender, "_merge", by_arrival)


@planted
def _any_stamp_order(patch: MonkeyPatch) -> None:
    """The order of a replica's stamps isn't looked at."""
    _skip(patch, STAMP_ORDER)


@planted
def _any_time(patch: MonkeyPatch) -> None:
    """A clock that is ahead isn't refused."""
    _skip(patch, CLOCK_AHEAD)


@planted
def _judged_twice(patch: MonkeyPatch) -> None:
    """What was refused before is judged again."""
    patch.setattr(api.intake, "refused_before", lambda txn, ids: {})
    patch.setattr(api.intake, "INSERT_REFUSED", api.intake.INSERT_REFUSED._replace(row=_replacing()))


@planted
def _own_not_pulled(patch: MonkeyPatch) -> None:
    """A replica isn't sent its own changes."""
    entries, give = api.outlet._entries, api.outlet.give
    asking = [0]

    def give_to(txn: Any, asker: Any, *arguments: Any) -> Any:
        asking[0] = asker.replica
        return give(txn, asker, *arguments)

    def others(txn: Any, rows: list[Any]) -> Any:
        mine = asking[0].to_bytes(8, "big")[1:]
        return [entry for entry in entries(txn, rows) if entry.author is None or entry.content[12:19] != mine]

    patch.setattr(tests.simulation.server, "give", give_to)
    patch.setattr(api.outlet, "_entries", others)


@planted
def _enters_bare(patch: MonkeyPatch) -> None:
    """A document enters a scope without its registers."""
    patch.setattr(Appender, "_standing", lambda self, held, last: [] if last is None else [last])


@planted
def _leaves_in_silence(patch: MonkeyPatch) -> None:
    """A document leaves a scope and nobody is told."""
    add = Appender._add

    def quiet(self: Appender, scope: str, item: Item) -> None:
        if item.change is not None:
            add(self, scope, item)

    patch.setattr(Appender, "_add", quiet)


@planted
def _stays_behind(patch: MonkeyPatch) -> None:
    """Documents stay where they were when the roster changes."""
    patch.setattr(Appender, "rescope", lambda self, held, received_ms: None)


@planted
def _dead_are_sent(patch: MonkeyPatch) -> None:
    """Entries of documents that have left are sent on."""
    patch.setattr(Appender, "_silence", lambda self, scope, doc: None)


@planted
def _numbers_skip(patch: MonkeyPatch) -> None:
    """A scope's numbers have gaps."""
    number = Appender._number

    def gaps(self: Appender, heads: Any) -> Any:
        for head in heads.values():
            head.seq += head.seq % 7 == 3
        return number(self, heads)

    patch.setattr(Appender, "_number", gaps)


@planted
def _acknowledged_early(patch: MonkeyPatch) -> None:
    """The server answers before the commit, and stops."""
    push = Server.push

    def early(self: Server, token: int, body: bytes, now_ms: int, *, crash: bool = False) -> Any:
        answer: list[Any] = []

        def noted(*arguments: Any) -> Any:
            answer.append(api.intake.take(*arguments))
            return answer[0]

        with MonkeyPatch.context() as inner:
            inner.setattr(tests.simulation.server, "take", noted)
            result = push(self, token, body, now_ms, crash=crash)
        return (200, answer[0].encode()) if crash and answer else result

    patch.setattr(Server, "push", early)


@planted
def _remembers_what_was_undone(patch: MonkeyPatch) -> None:
    """What a rolled back transaction had in memory is kept."""

    def rollback(self: SQLiteConnection) -> None:
        if self.is_open:
            self.execute("rollback")

    patch.setattr(SQLiteConnection, "rollback", rollback)


@planted
def _time_goes_back(patch: MonkeyPatch) -> None:
    """The server's time follows its clock back."""
    for module in (api.intake, api.outlet):
        patch.setattr(module, "now_of", lambda txn, clock_ms: clock_ms)


@planted
def _digest_drifts(patch: MonkeyPatch) -> None:
    """The digest isn't turned when a register is overwritten."""
    merge = Appender._merge

    def forgetful(self: Appender, held: Held, *arguments: Any) -> int:
        won = merge(self, held, *arguments)
        self._before = {doc: dict.fromkeys(paths) for doc, paths in self._before.items()}
        return won

    patch.setattr(Appender, "_merge", forgetful)


@planted
def _consequence_alone(patch: MonkeyPatch) -> None:
    """The server's own writes don't reach the scopes."""
    write = Intake.write

    def lost(self: Intake, acts: Any, cause: bytes) -> None:
        write(self, acts, cause)
        if cause != bytes(16):
            self._appender._items.clear()

    patch.setattr(Intake, "write", lost)


def _skip(patch: MonkeyPatch, skipped: Any) -> None:
    """The judge passes over one question."""
    ask = Judge.ask

    def blind(self: Judge, change: ReadChange, replica: int) -> Any:
        act, refusal = ask(self, change, replica)
        if refusal is not skipped:
            return act, refusal
        with MonkeyPatch.context() as inner:
            inner.setattr(self, "_latest_ms", 1 << 60)
            inner.setitem(self._replicas, replica, b"")
            return ask(self, change, replica)

    patch.setattr(Judge, "ask", blind)


def _replacing() -> str:
    return api.intake.INSERT_REFUSED.row.replace("insert into", "insert or replace into")

"""What a phone says of itself when it pulls: what it still owes and what it noticed, kept with its replica."""

from __future__ import annotations

import msgspec

from api.database import Txn
from sync.messages import Pull

EVENTS_KEPT = 100


class Phone(msgspec.Struct, frozen=True):
    """手机: `waiting` is (changes, photos, oldest_ms or None), `events` are (ms, code), the newest last."""

    waiting: tuple[int, int, int | None] | None = None
    events: tuple[tuple[int, str], ...] = ()


def phone_of(txn: Txn, replica: int) -> Phone:
    """What the replica said last."""
    rows = txn.fetch("select waiting, events from replicas where id = ?", [replica])
    if not rows:
        return Phone()
    waiting, events = rows[0]
    return msgspec.convert(
        {"waiting": waiting and msgspec.json.decode(waiting), "events": msgspec.json.decode(events or "[]")}, Phone
    )


def says_more(txn: Txn, replica: int, pull: Pull) -> bool:
    """Whether this pull tells something of its phone that isn't known yet."""
    if pull.waiting is None and not pull.events:
        return False
    known = phone_of(txn, replica)
    return (pull.waiting is not None and pull.waiting != known.waiting) or not set(pull.events) <= set(known.events)


def note(txn: Txn, replica: int, pull: Pull) -> None:
    """Keeps what a phone said; said twice, it is kept once."""
    known = phone_of(txn, replica)
    events = sorted({*known.events, *pull.events})[-EVENTS_KEPT:]
    waiting = known.waiting if pull.waiting is None else pull.waiting
    txn.execute(
        "update replicas set waiting = ?, events = ? where id = ?",
        [waiting and msgspec.json.encode(waiting).decode(), msgspec.json.encode(events).decode(), replica],
    )

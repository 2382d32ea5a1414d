"""What ratings add up to, counted anew from their table whenever one comes or a second person has ruled.

Promises: a tally is written only where a step of it is full (`models.rating_steps`) or its month is over, in the
transaction of what moves it; those by posters go in steps of their own.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from api.database import Txn
from models.calendar import DAY_MS, DEFAULT_ZONE, local_day
from models.document import Act, Document, Library, ServerAct
from models.rating_flag import ruling
from models.rating_steps import FRESH, RULED, WAITING, WITHDRAWN, step_of
from models.rating_tally import Counted, tally_act, tally_id

_OF = "unit = ? and form = ? and period = ?"
_POSTERS, _OTHERS = "means = 'poster'", "means <> 'poster'"
_LOCK = 0x72617465


def alone(txn: Txn) -> None:
    """What the public says is taken, counted, ruled on and shown by one at a time, whichever process does it: on
    PostgreSQL two would each count without the other. Call it before anything else is locked."""
    if txn.engine == "postgres":
        txn.fetch("select pg_advisory_xact_lock(?)", [_LOCK])


def counting(txn: Txn, books: Library, batch: Document, period: str, now_ms: int) -> list[ServerAct]:
    """The tally of a batch's unit, form and month, as the table has it once what may be told is told."""
    unit, form = batch.value("unit"), batch.value("form")
    of = [unit, form.partition("@")[0], period]
    over = period < day_of(books, batch, now_ms)[:7]
    for apart in (_POSTERS, _OTHERS):
        _tell(txn, apart, of, over=over)
    rows = txn.fetch(
        f"select means, says, state, step > 0, count(*) from public_ratings where {_OF} "  # noqa: S608 - our own words
        "group by means, says, state, step > 0 order by means, says, state, step > 0",
        of,
    )
    counts = [Counted(means, said, state, number, bool(told)) for means, said, state, told, number in rows]
    act = tally_act(batch, period, counts, books.document(tally_id(unit, form, period)))
    return [] if act is None else [act]


def zone_of(books: Library, batch: Document) -> str:
    """The time zone of where a batch is."""
    institution = books.roster.institutions.get(batch.value("institution"))
    return DEFAULT_ZONE if institution is None else institution.timezone


def day_of(books: Library, batch: Document, now_ms: int) -> str:
    """The day that it is where a batch is."""
    return local_day(now_ms, zone_of(books, batch))


def _tell(txn: Txn, apart: str, of: list[Any], *, over: bool) -> None:
    rows = txn.fetch(
        f"select step, count(*) from public_ratings where {_OF} and {apart} and state = 'counts' "  # noqa: S608
        "group by step",
        of,
    )
    steps: dict[int, int] = dict(rows)
    step, takes = step_of(steps.get(FRESH, 0), steps.get(RULED, 0), max([0, *steps]), over=over)
    for each in sorted(takes & WAITING & steps.keys()):
        txn.execute(
            f"update public_ratings set step = ? where {_OF} and {apart} and state = 'counts' and step = ?",  # noqa: S608
            [step, *of, each],
        )


def hold(txn: Txn, batch: Document, period: str, flag: bytes, hashes: Collection[bytes]) -> None:
    """Ratings wait for a second person; the others of a step that told one of them wait for the next one again."""
    of = [batch.value("unit"), batch.value("form").partition("@")[0], period]
    apart = _POSTERS if batch.value("means") == "poster" else _OTHERS
    for hash in hashes:
        ((step,),) = txn.fetch("select step from public_ratings where code_hash = ?", [hash])
        if step > 0:
            txn.execute(
                f"update public_ratings set step = ? where {_OF} and {apart} and step = ?",  # noqa: S608
                [WITHDRAWN, *of, step],
            )
        txn.execute(
            "update public_ratings set flag = ?, state = 'held', step = ? where code_hash = ?", [flag, RULED, hash]
        )


def ruled(txn: Txn, books: Library, flag: Document, now_ms: int) -> list[ServerAct]:
    """What follows from a ruling: the ratings that were held count, or they don't, and the tally says so."""
    counts, batch = ruling(flag), books.document(flag.value("batch"))
    if counts is None or batch is None:
        return []
    state = "counts" if counts else "dropped"
    moved = txn.execute("update public_ratings set state = ? where flag = ? and state <> ?", [state, flag.id, state])
    return counting(txn, books, batch, flag.value("period"), now_ms) if moved else []


def after_their_month(txn: Txn, books: Library, now_ms: int) -> list[ServerAct]:
    """The tallies of months that have ended, of which something still waits."""
    latest = local_day(now_ms + DAY_MS)[:7]
    rows = txn.fetch(
        "select distinct batch, period from public_ratings where state = 'counts' and step < 1 and period < ? "
        "order by period, batch",
        [latest],
    )
    acts: dict[bytes, ServerAct] = {}
    for id, period in rows:
        batch = books.document(bytes(id))
        if batch is not None:  # where its month isn't over yet, counting tells nothing
            acts |= {act.doc: act for act in counting(txn, books, batch, period, now_ms)}
    return list(acts.values())


def beyond(txn: Txn, act: Act, document: Document, books: Library, now_ms: int) -> list[ServerAct]:
    """What follows from an act in tables that don't replicate, and from them in turn."""
    return ruled(txn, books, document, now_ms) if act.kind == "rating_flag" else []

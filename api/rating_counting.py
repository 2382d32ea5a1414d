"""What ratings add up to, counted anew from their table whenever one comes or a second person has ruled.

Promises: a tally is written only where it moves, in the transaction of what moves it.
"""

from __future__ import annotations

from api.database import Txn
from models.document import Act, Document, Library, ServerAct
from models.rating_flag import ruling
from models.rating_tally import Counted, tally_act, tally_id


def counting(txn: Txn, books: Library, batch: Document, period: str) -> list[ServerAct]:
    """The tally of a batch's unit, form and month, as the table has it."""
    unit, form = batch.value("unit"), batch.value("form")
    rows = txn.fetch(
        "select means, says, state, count(*) from public_ratings where unit = ? and form = ? and period = ? "
        "group by means, says, state order by means, says, state",
        [unit, form.partition("@")[0], period],
    )
    counts = [Counted(means, said, state, number) for means, said, state, number in rows]
    act = tally_act(batch, period, counts, books.document(tally_id(unit, form, period)))
    return [] if act is None else [act]


def ruled(txn: Txn, books: Library, flag: Document) -> list[ServerAct]:
    """What follows from a ruling: the ratings that were held count, or they don't, and the tally says so."""
    counts, batch = ruling(flag), books.document(flag.value("batch"))
    if counts is None or batch is None:
        return []
    state = "counts" if counts else "dropped"
    moved = txn.execute("update public_ratings set state = ? where flag = ? and state <> ?", [state, flag.id, state])
    return counting(txn, books, batch, flag.value("period")) if moved else []


def beyond(txn: Txn, act: Act, document: Document, books: Library) -> list[ServerAct]:
    """What follows from an act in tables that don't replicate, and from them in turn."""
    return ruled(txn, books, document) if act.kind == "rating_flag" else []

"""低分回访 on their way to staff: a case opens in the morning after its day, with all others of that day, or at once
where whoever rated has asked for help now (docs/decisions/cases-next-morning.md).

Promises: what waits stands in the rating's own row until its case is written in the same transaction that says so, so a
restart loses nothing and nothing opens twice; cases open in the order of their hashes, which says nothing of who came
first; whoever holds the code reads and writes behind it meanwhile.
"""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from api.database import Row, Txn
from api.intake import Intake
from api.ledger import NO_STAMP
from api.rating_counting import alone, day_of, zone_of
from models.complaint import calendars
from models.deed import under
from models.document import SERVER, Document, Library, ServerAct, natural_id
from models.rating_case import CALLBACK_DAYS, RECTIFY_DAYS, SAID_MAX, shown_ms
from models.working_days import working_days

_ROW = "select code_hash, batch, received_ms, answers, words, more from public_ratings where "
_encode, _decode = msgspec.msgpack.encode, msgspec.msgpack.decode


class Spoken(Struct, frozen=True):
    """所说: what a case is made of; `more` was written behind the code before staff were shown it."""

    hash: bytes
    batch: Document
    day: str
    answers: dict[str, Any]
    words: str
    more: list[str] = []


def case_id(hash: bytes) -> bytes:
    return natural_id(f"rating_case/{hash.hex()}")


def waits(txn: Txn, hash: bytes) -> bool:
    """Whether a case stands behind this code that staff aren't shown yet."""
    return bool(txn.fetch("select 1 from public_ratings where code_hash = ? and opens_ms is not null", [hash]))


def waiting(txn: Txn, books: Library, hash: bytes) -> Spoken | None:
    """What waits behind a code."""
    rows = txn.fetch(_ROW + "code_hash = ? and opens_ms is not null", [hash])
    return _read(books, rows[0]) if rows else None


def add(txn: Txn, spoken: Spoken, text: str) -> Spoken:
    """One more line behind a code of which nothing has reached staff yet."""
    more = [*spoken.more, text]
    txn.execute("update public_ratings set more = ? where code_hash = ?", [_encode(more), spoken.hash])
    return replace(spoken, more=more)


def say_more(txn: Txn, intake: Intake, hash: bytes, batch: Document, text: str) -> None:
    """Words that came with a code which has been used, as from a page that never heard of its first try: behind the
    code, once; where nothing stood there, they open its case."""
    spoken, found = waiting(txn, intake.books, hash), intake.books.document(case_id(hash))
    if spoken is not None:
        if text not in spoken.more and len(spoken.more) < SAID_MAX:
            add(txn, spoken, text)
    elif found is None:
        opens_ms = shown_ms(day_of(intake.books, batch, intake.now_ms), zone_of(intake.books, batch))
        txn.execute("update public_ratings set words = ?, opens_ms = ? where code_hash = ?", [text, opens_ms, hash])
    else:
        say_in(intake, found, text)


def say_in(intake: Intake, found: Document, text: str) -> None:
    """One more line in a case or a complaint that is open, unless it stands there."""
    paths = under(found.registers, "said/")
    closed = found.value("closed") is not None or found.value("finding") is not None
    if not closed and len(paths) < SAID_MAX and text not in [found.value(path) for path in paths]:
        intake.write([ServerAct(found.id, found.kind, {f"said/{len(paths) + 1}": text})], NO_STAMP)
        intake.finish()


def days_of(books: Library, spoken: Spoken) -> tuple[str, str]:
    """By when it is to be answered, and set right."""
    institution = spoken.batch.value("institution")
    calendar = working_days(calendars(books, institution), institution)
    return calendar.add(spoken.day, CALLBACK_DAYS), calendar.add(spoken.day, RECTIFY_DAYS)


def case_act(books: Library, spoken: Spoken) -> ServerAct:
    """The case, as staff are shown it."""
    callback_by, rectify_by = days_of(books, spoken)
    writes: dict[str, Any] = {"key": spoken.hash.hex(), "batch": spoken.batch.id, "day": spoken.day}
    writes |= {path: spoken.batch.value(path) for path in ("institution", "unit", "form")}
    writes |= {f"answers/{item}": value for item, value in spoken.answers.items()}
    if spoken.words:
        writes["words"] = spoken.words
    writes |= {"callback_by": callback_by, "rectify_by": rectify_by}
    writes |= {f"said/{number}": text for number, text in enumerate(spoken.more, 1)}
    return ServerAct(case_id(spoken.hash), "rating_case", writes)


def open_cases(txn: Txn, now_ms: int) -> None:
    """Opens the cases whose morning has come. Asked again, it writes nothing."""
    if not txn.fetch("select 1 from public_ratings where opens_ms <= ? limit 1", [now_ms]):
        return
    alone(txn)
    intake = Intake(txn, SERVER, now_ms)
    rows = txn.fetch(_ROW + "opens_ms <= ? order by code_hash", [now_ms])
    found = [spoken for row in rows if (spoken := _read(intake.books, row)) is not None]
    intake.write([case_act(intake.books, each) for each in found], NO_STAMP)
    intake.finish()
    for each in found:
        txn.execute("update public_ratings set opens_ms = null, more = null where code_hash = ?", [each.hash])


def _read(books: Library, row: Row) -> Spoken | None:
    hash, batch, received_ms, answers, words, more = row
    found = books.document(bytes(batch))
    if found is None:
        return None
    day = day_of(books, found, int(received_ms))
    return Spoken(bytes(hash), found, day, _decode(answers), words or "", [] if more is None else _decode(more))

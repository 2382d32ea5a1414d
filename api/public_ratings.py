"""Ratings of the public: taken by code, counted at once, held where they look odd, answered where they are low.

Promises: a code counts once, until the day that is printed beside it, and whoever sends again hears what was said the
first time; a rating, its tally, its flag and what makes its case stand in one transaction; nothing is judged by where
it came from (a hospital is one address), and by when it was given rather than by when it came.
"""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct

from api.database import Txn
from api.intake import Intake
from api.ledger import NO_STAMP
from api.printable import printable
from api.problems import Problem
from api.public_codes import batch_of, hash_of, read_code
from api.public_slip import Slip
from api.rating_cases import Spoken, case_act, case_id, say_more, waits
from api.rating_counting import after_their_month, alone, counting, day_of, hold, zone_of
from models.document import SERVER, Act, Document, Library, ServerAct, natural_id, uuid_text
from models.form import Form, form_document, read_form, wrong_answer
from models.item import is_blank
from models.rating_batch import is_open, is_over
from models.rating_case import shown_ms
from models.rating_flag import LOOK_BACK, STREAK_MS, Seen, odd, ruling
from models.rating_tally import NOT_SATISFIED, says

SHOWN_TYPES = frozenset({"choice", "rating", "yes_no"})
"""Item types that the public page shows."""
WORDS_MAX = 500
WAITED_S_MAX = 7 * 86_400
"""A kiosk that was longer without a network is judged by when its ratings come."""
_encode, _decode = msgspec.msgpack.encode, msgspec.msgpack.decode


class Rating(Struct, frozen=True, forbid_unknown_fields=True):
    """患者评价: `via` is the kiosk's or the poster's code where `code` is one that the page drew itself; `batch` is
    the one whose page was shown, so that a code counts for no other ward than the one that was read there. `waited_s`:
    how long the page kept it without a network; `now`: whoever rated wants staff to read it at once."""

    code: str
    answers: dict[str, str | int | bool]
    words: str = ""
    via: str = ""
    batch: str = ""
    waited_s: int = 0
    now: bool = False


class Rated(Struct, frozen=True):
    """评价的答复: `again`: the code had been used; `box`: an answer will stand behind the code; `slip`: the way to it,
    for a kiosk to show. Nothing tells what had been answered: somebody else may hold the label by now."""

    again: bool
    box: bool
    slip: Slip | None = None


class _Way(Struct, frozen=True):
    batch: Document
    hash: bytes
    many: bool


def rate(txn: Txn, rating: Rating, now_ms: int) -> Rated:
    """Takes one rating. Problem where the code is none, isn't active or is over, or the answers don't fit the form."""
    alone(txn)
    intake = Intake(txn, SERVER, now_ms)
    books = intake.books
    way = _way(txn, books, rating)
    if known := txn.fetch("select words from public_ratings where code_hash = ?", [way.hash]):
        return _again(txn, intake, way, rating, known[0][0])
    day = day_of(books, way.batch, intake.now_ms)
    let_in(way.batch, day)
    answers = _answers(books, way.batch, rating, intake.now_ms)
    measure = way.batch.value("measure")
    said = says(answers.get(measure["item"]), measure)
    words = printable(rating.words).strip()[:WORDS_MAX]
    box = bool(words) or (said == NOT_SATISFIED and not way.many)
    taken: dict[str, Any] = {"period": day[:7], "received_ms": intake.now_ms, "says": said, "answers": _encode(answers)}
    taken |= {"words": words or None, "given_ms": intake.now_ms - _waited_ms(way.batch, rating.waited_s)}
    if box and not rating.now:
        taken["opens_ms"] = shown_ms(day, zone_of(books, way.batch))
    _store(txn, way, taken)
    acts = _flagging(txn, books, way, day[:7])
    acts += counting(txn, books, way.batch, day[:7], intake.now_ms)
    if box and rating.now:
        acts.append(case_act(books, Spoken(way.hash, way.batch, day, answers, words)))
    intake.write(acts, NO_STAMP)
    intake.finish()
    return Rated(again=False, box=box)


def _again(txn: Txn, intake: Intake, way: _Way, rating: Rating, known: str | None) -> Rated:
    """What is sent again counts no second time; what it says otherwise is read all the same."""
    words = printable(rating.words).strip()[:WORDS_MAX]
    if words and words != known:
        say_more(txn, intake, way.hash, way.batch, words)
    box = waits(txn, way.hash) or intake.books.document(case_id(way.hash)) is not None
    return Rated(again=True, box=box)


def let_in(batch: Document, day: str) -> None:
    """Problem where codes of this batch don't count, or no longer."""
    if not is_open(batch):
        raise Problem("code_unknown")
    if is_over(batch, day):
        raise Problem("label_expired", day=batch.value("until"))


def tell_what_waits(txn: Txn, now_ms: int) -> None:
    """Tells what still waits of months that have ended. Asked again, it writes nothing."""
    if not txn.fetch("select 1 from public_ratings where state = 'counts' and step < 1 limit 1"):
        return
    alone(txn)
    intake = Intake(txn, SERVER, now_ms)
    acts = after_their_month(txn, intake.books, intake.now_ms)
    if acts:
        intake.write(acts, NO_STAMP)
        intake.finish()


def batch_behind(txn: Txn, books: Library, text: str) -> tuple[Document, bool, bytes]:
    """The batch of a code as it is spelled, whether it is used again and again, and the code's hash."""
    code = read_code(text)
    found = None if code is None else batch_of(txn, hash_of(code))
    batch = None if found is None else books.document(found[0])
    if code is None or found is None or batch is None:
        raise Problem("code_unknown")
    return batch, found[1], hash_of(code)


def _way(txn: Txn, books: Library, rating: Rating) -> _Way:
    batch, many, hash = batch_behind(txn, books, rating.via or rating.code)
    own = read_code(rating.code)
    shown = batch.id if rating.batch == "" else read_code(rating.batch)
    if own is None or many != bool(rating.via) or shown != batch.id:
        raise Problem("code_unknown")
    return _Way(batch, hash_of(own) if many else hash, many)


def _answers(books: Library, batch: Document, rating: Rating, now_ms: int) -> dict[str, Any]:
    form = form_of(books, batch)
    writes = {f"answers/{item}": value for item, value in rating.answers.items()}
    refusal = wrong_answer(form, Act(SERVER, 0, NO_STAMP, now_ms, now_ms, batch.id, "rating", writes))
    shown = all(form.items[item].type in SHOWN_TYPES for item in rating.answers if item in form.items)
    if refusal is not None or not shown or is_blank(rating.answers.get(batch.value("measure")["item"])):
        raise Problem("rating_invalid")
    return dict(sorted(rating.answers.items()))


def form_of(books: Library, batch: Document) -> Form:
    document = form_document(batch.value("form"), books)
    if document is None:
        raise Problem("code_unknown")
    return read_form(document)


def _waited_ms(batch: Document, waited_s: int) -> int:
    """How long a kiosk without a network kept a rating, as its page says."""
    return 1_000 * waited_s if batch.value("means") == "kiosk" and 0 < waited_s <= WAITED_S_MAX else 0


def _store(txn: Txn, way: _Way, taken: dict[str, Any]) -> None:
    batch = way.batch
    row: dict[str, Any] = {"code_hash": way.hash, "batch": batch.id, "unit": batch.value("unit"), "state": "counts"}
    row |= {"form": batch.value("form").partition("@")[0], "means": batch.value("means"), **taken}
    marks = ", ".join("?" for _ in row)
    txn.execute(f"insert into public_ratings ({', '.join(row)}) values ({marks})", [*row.values()])  # noqa: S608
    if not way.many:
        txn.execute("update rating_codes set used_ms = ? where code_hash = ?", [taken["received_ms"], way.hash])


_SEEN = "select code_hash, given_ms, received_ms, answers, words, flag, period from public_ratings where batch = ? "


def _flagging(txn: Txn, books: Library, way: _Way, period: str) -> list[ServerAct]:
    """Holds ratings of a batch where they look odd with the one that just came; how far apart they were given is told,
    not when."""
    batch = way.batch
    rows = txn.fetch(_SEEN + "order by received_ms desc, code_hash limit ?", [batch.id, LOOK_BACK])
    rows.sort(key=lambda row: bytes(row[0]) != way.hash)
    known = {bytes(row[0]) for row in rows}
    around = [batch.id, int(rows[0][1]) - STREAK_MS, int(rows[0][1]) + STREAK_MS]
    near = txn.fetch(_SEEN + "and given_ms between ? and ? order by given_ms, code_hash", around)
    beside = [row for row in near if bytes(row[0]) not in known]
    seen = [Seen(int(row[1]), _decode(row[3]), int(row[2]) - int(row[1])) for row in (*rows, *beside)]
    reason, places = odd(batch.value("means"), seen[: len(rows)], seen[len(rows) :])
    here = [(*rows, *beside)[place] for place in places]
    fresh = sorted((row for row in here if row[5] is None and row[6] == period), key=lambda row: int(row[1]))
    if not reason or not fresh:
        return []
    id, key, known_flag = _flag_of(books, batch, f"{day_of(books, batch, seen[0].at_ms)}.{reason}")
    last = 0 if known_flag is None else sum(path.startswith("ratings/") for path in known_flag.registers)
    writes: dict[str, Any] = {}
    hold(txn, batch, period, id, [row[0] for row in fresh])
    ((first_ms,),) = txn.fetch("select min(given_ms) from public_ratings where flag = ?", [id])
    for place, (_, given_ms, _, answers, words, _, _) in enumerate(fresh, last + 1):
        after_s = max(0, int(given_ms) - int(first_ms)) // 1000
        writes[f"ratings/{place}"] = {"after_s": after_s, "answers": _decode(answers), "words": words}
    if known_flag is None:
        copied = {path: batch.value(path) for path in ("institution", "unit", "form")}
        writes |= {**copied, "batch": batch.id, "key": key, "period": period, "reason": reason}
    return [ServerAct(id, "rating_flag", writes)]


def _flag_of(books: Library, batch: Document, stem: str) -> tuple[bytes, str, Document | None]:
    """The flag of a day that nobody has ruled on, or the next one."""
    number = 1
    while True:
        key = f"{stem}.{number}"
        id = natural_id(f"rating_flag/{uuid_text(batch.id)}/{key}")
        known = books.document(id)
        if known is None or ruling(known) is None:
            return id, key, known
        number += 1

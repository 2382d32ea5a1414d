"""The box behind a code: what the hospital has answered to a low rating or to a complaint, and what is written back.

Promises: whoever holds the code reads and writes, and nobody is asked who that is, before staff are shown a low rating
too; what is sent twice stands once; a code that has nothing behind it looks like one that nobody ever drew.
"""

from __future__ import annotations

import re
from typing import Any

from msgspec import Struct

from api.database import Txn
from api.intake import Intake
from api.ledger import NO_STAMP
from api.printable import printable
from api.problems import Problem
from api.public_codes import hash_of, read_code
from api.public_page import reading_books
from api.public_ratings import batch_behind, let_in
from api.rating_cases import Spoken, add, days_of, say_in, waiting
from api.rating_counting import alone, day_of
from models.calendar import DEFAULT_ZONE, local_day
from models.complaint import WITHIN_DAYS
from models.deed import under
from models.document import SERVER, Document, Library, ServerAct, natural_id
from models.rating_case import SAID_MAX

TEXT_MAX = 1_000
CONTACT_MAX = 100
COMPLAINTS_A_DAY = 60
"""Through the page, of one unit: beyond that somebody is playing there, and nobody else is kept from complaining."""
_NUMBERED = re.compile(r"(?:said|replies)/(\d+)\Z")


class Asked(Struct, frozen=True, forbid_unknown_fields=True):
    """查看回复: the code whose box is looked into."""

    code: str


class Said(Struct, frozen=True, forbid_unknown_fields=True):
    """补充说明: words put into the box; `n` counts from 1 and makes sending again harmless."""

    code: str
    text: str
    n: int


class Complained(Struct, frozen=True, forbid_unknown_fields=True):
    """二维码投诉: `via` is the code on the paper, `code` one that the page drew and keeps."""

    code: str
    via: str
    text: str
    contact: str = ""


class Line(Struct, frozen=True):
    """一句话: `by` is "you" or "hospital"."""

    by: str
    on: str
    text: str


class Box(Struct, frozen=True):
    """回复信箱: `kind` is case, complaint or none; `finding` is yes, partly or no once it is decided."""

    kind: str
    lines: list[Line]
    due_on: str = ""
    finding: str = ""
    closed: bool = False
    next: int = 1


def look(txn: Txn, asked: Asked, now_ms: int) -> Box:
    """What stands behind a code; `none` for one that was drawn and has nothing behind it."""
    books = reading_books(txn, now_ms)
    hash = _hash(asked.code)
    spoken, found = waiting(txn, books, hash), _behind(books, hash)
    if spoken is not None:
        return _waiting_box(books, spoken)
    if found is None:
        batch_behind(txn, books, asked.code)
        return Box("none", [])
    return _box(books, found)


def say(txn: Txn, said: Said, now_ms: int) -> Box:
    """Adds words of whoever holds the code."""
    alone(txn)
    intake = Intake(txn, SERVER, now_ms)
    hash = _hash(said.code)
    spoken, found = waiting(txn, intake.books, hash), _behind(intake.books, hash)
    text = printable(said.text).strip()[:TEXT_MAX]
    if spoken is not None:
        return _waiting_box(intake.books, add(txn, spoken, text) if _is_fresh(spoken.more, said.n, text) else spoken)
    if found is None:
        raise Problem("code_unknown")
    lines = [found.value(f"said/{number}") for number in range(1, len(under(found.registers, "said/")) + 1)]
    if _is_fresh(lines, said.n, text):
        if _is_closed(found):
            raise Problem("box_closed")
        intake.write([ServerAct(found.id, found.kind, {f"said/{len(lines) + 1}": text})], NO_STAMP)
        intake.finish()
    return _box(intake.books, found)


def _is_fresh(lines: list[str], n: int, text: str) -> bool:
    """Whether this line isn't there yet. One of the same number that says something else was said by another page
    behind the same code meanwhile; sent again, it is found further on."""
    if not text or len(lines) >= SAID_MAX or not 1 <= n <= len(lines) + 1:
        raise Problem("rating_invalid")
    return text not in lines[n - 1 :]


def complain(txn: Txn, given: Complained, now_ms: int) -> Box:
    """Takes a complaint down; what one that a code has already says otherwise is added to it."""
    alone(txn)
    intake = Intake(txn, SERVER, now_ms)
    books, key, text = intake.books, _hash(given.code).hex(), printable(given.text).strip()[:TEXT_MAX]
    batch, _, _ = batch_behind(txn, books, given.via)
    if not text:
        raise Problem("rating_invalid")
    id = natural_id(f"complaint/{key}")
    if books.document(id) is None:
        let_in(batch, day_of(books, batch, intake.now_ms))
        institution = batch.value("institution")
        day = _local(books, institution, intake.now_ms)
        unit = batch.value("unit")
        here = [each for each in books.documents_of("complaint", institution) if each.value("unit") == unit]
        if sum(each.creator == SERVER and each.value("day") == day for each in here) >= COMPLAINTS_A_DAY:
            raise Problem("too_many_attempts", headers={"retry-after": "3600"}, seconds=3600)
        writes: dict[str, Any] = {"key": key, "institution": institution, "means": "qr", "day": day, "text": text}
        writes |= {"unit": unit, "within": WITHIN_DAYS}
        if contact := printable(given.contact).strip()[:CONTACT_MAX]:
            writes["contact"] = contact
        intake.write([ServerAct(id, "complaint", writes)], NO_STAMP)
        intake.finish()
    elif (known := books.document(id)) is not None:  # sent again by a page that hasn't heard, perhaps put otherwise
        contact = printable(given.contact).strip()[:CONTACT_MAX]
        for each in (text, contact):
            if each and each not in (known.value("text"), known.value("contact")):
                say_in(intake, known, each)
    found = books.document(id)
    if found is None:
        raise Problem("code_unknown")
    return _box(books, found)


def _hash(text: str) -> bytes:
    code = read_code(text)
    if code is None:
        raise Problem("code_unknown")
    return hash_of(code)


def _behind(books: Library, hash: bytes) -> Document | None:
    key = hash.hex()  # staff read a case's key and take complaints down: they must not put one before it
    return books.document(natural_id(f"rating_case/{key}")) or books.document(natural_id(f"complaint/{key}"))


def _is_closed(found: Document) -> bool:
    return found.value("closed") is not None or found.value("finding") is not None


def _waiting_box(books: Library, spoken: Spoken) -> Box:
    """As the case will be shown to staff in the morning."""
    lines = [Line("you", spoken.day, text) for text in (spoken.words, *spoken.more) if text]
    return Box("case", lines, days_of(books, spoken)[0], next=len(spoken.more) + 1)


def _box(books: Library, found: Document) -> Box:
    """Lines by when they came; who of the hospital answered isn't told."""
    institution = found.value("institution")
    first = found.value("text") if found.kind == "complaint" else found.value("words")
    told: list[tuple[int, str, int, str]] = []
    for path, register in found.registers.items():
        numbered = _NUMBERED.match(path)
        if numbered and register.value is not None:
            by = "you" if path.startswith("said/") else "hospital"
            told.append((register.received_ms, by, int(numbered[1]), register.value))
    lines = [Line("you", found.value("day"), first)] if first else []
    lines += [Line(by, _local(books, institution, at_ms), text) for at_ms, by, _, text in sorted(told)]
    finding: dict[str, str] = found.value("finding", {})
    if finding:
        at_ms = found.registers["finding"].received_ms
        lines.append(Line("hospital", _local(books, institution, at_ms), finding["reason"]))
    return Box(
        found.kind if found.kind == "complaint" else "case",
        lines,
        found.value("due_on") or found.value("callback_by") or "",
        finding.get("substantiated", ""),
        _is_closed(found),
        len(under(found.registers, "said/")) + 1,
    )


def _local(books: Library, institution: bytes, at_ms: int) -> str:
    place = books.roster.institutions.get(institution)
    return local_day(at_ms, DEFAULT_ZONE if place is None else place.timezone)

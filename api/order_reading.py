"""Orders as exports and reminders need them: documents of one institution with names from the roster.

Promises: reads one state of the database; what is derived of an order comes from `models/` alone.
"""

from __future__ import annotations

from typing import Any, cast

from msgspec import Struct

from api.database import Txn
from api.ledger import heads_of
from api.roster_cache import roster_of
from api.shelf import read_documents
from models.calendar import DEFAULT_ZONE, local_day
from models.document import Document, uuid_text
from models.order_desk import Line, line_of
from models.people import MISSING
from models.roster import Roster
from models.working_days import WorkingDays, working_days


class OrderBook(Struct, frozen=True):
    """整改台账: the issued orders of an institution; `chain` is the head of the office's scope, hexadecimal."""

    institution: str
    today: str
    lines: list[Line]
    documents: dict[str, Document]
    roster: Roster
    days: WorkingDays
    chain: str


def read_orders(txn: Txn, institution: bytes, period: str, now_ms: int) -> OrderBook | None:
    """The orders issued in a period, and those from before that were open when it began; None where there are none."""
    roster = roster_of(txn, now_ms)
    place = roster.institutions.get(institution)
    zone = DEFAULT_ZONE if place is None else place.timezone
    today = local_day(now_ms, zone)
    days = days_of(txn, institution)
    documents = documents_of(txn, "order", institution)
    lines: list[Line] = []
    for document in documents:
        line = line_of(document, today, days, zone)
        if line is not None and (line.issued_on.startswith(period) or _was_open(line, period)):
            lines.append(line)
    if not lines:
        return None
    known = {document.id.hex(): document for document in documents}
    name = "" if place is None else place.name
    return OrderBook(name, today, lines, known, roster, days, office_chain(txn, institution)[1])


def _was_open(line: Line, period: str) -> bool:
    return line.issued_on < period and (not line.closed_on or line.closed_on >= period)


def documents_of(txn: Txn, kind: str, group: bytes) -> list[Document]:
    rows = txn.fetch("select id from documents where kind = ? and group_key = ? order by id", [kind, group])
    return list(read_documents(txn, [id for (id,) in rows]))


def days_of(txn: Txn, institution: bytes) -> WorkingDays:
    """The working days of an institution, over those of the library."""
    calendars = [*documents_of(txn, "work_calendar", MISSING), *documents_of(txn, "work_calendar", institution)]
    return working_days(calendars, institution)


def office_chain(txn: Txn, institution: bytes) -> tuple[int, str]:
    """Number and head of the chain of the office's scope, in which issued orders live."""
    name = f"office/{uuid_text(institution)}"
    head = heads_of(txn, [name]).get(name)
    return (0, "") if head is None else (head.seq, head.chain.hex())


def number_words(order: Document) -> str:
    """整改〔2026〕3号; before the server has given a number, that it hasn't."""
    number, year = order.value("number"), order.value("year")
    return f"整改〔{year}〕{number}号" if number is not None else "编号待定"


def origin_words(order: Document) -> str:
    """What it rests on, in a word."""
    origin = cast("dict[str, Any]", order.value("origin") or {})
    words = str(origin.get("words") or "").strip()
    return words or ORIGIN_WORDS.get(str(origin.get("kind")), "")


ORIGIN_WORDS = {
    "finding": "检查发现",
    "commentary": "讲评、点评",
    "complaint": "群众意见",
    "survey": "满意度调查",
    "result": "考核结果",
    "meeting": "支部会议",
    "words": "其他",
}
STATE_WORDS = {
    "issued": "待签收",
    "received": "整改中",
    "reported": "待复查",
    "failed": "复查不合格",
    "passed": "待销号",
    "closed": "已销号",
    "reopened": "重新整改",
}

"""荣誉证书 on paper: one conferred honour as a PDF with its number, the days of its notice and the ledger's head.

Promises: only of an honour that is conferred and stands, for who reads it; every text is set as it stands and never run
as markup; the Chinese glyphs are embedded (`docs/decisions/pdf.md`).
"""

from __future__ import annotations

from typing import Any

from api.database import Txn
from api.order_paper import chinese_day
from api.order_reading import office_chain
from api.roster_cache import roster_of
from api.shelf import read_documents
from api.typesetting import typeset
from models.deed import id_at
from models.document import Document
from models.people import MISSING
from models.roster import Roster
from models.scopes import holds, scopes_of

_PARTS = {"Q": "年第{}季度", "H": "年{}半年"}


def gather(txn: Txn, honour: bytes, reader: bytes, now_ms: int) -> dict[str, Any] | None:
    """What the certificate says; None where there is no such honour for the reader, or it doesn't stand."""
    roster = roster_of(txn, now_ms)
    found = next(iter(read_documents(txn, [honour])), None)
    if found is None or found.kind != "honour" or found.value("number") is None:
        return None
    if found.value("stripped") is not None or not holds(reader, scopes_of(found, roster), roster):
        return None
    institution = id_at(found, "institution") or MISSING
    place = roster.institutions.get(institution)
    seq, chain = office_chain(txn, institution)
    period = str(found.value("period") or found.value("year"))
    first, last = (chinese_day(str(found.value(path))) for path in ("announced_on", "objections_until"))
    return {
        "institution": "" if place is None else place.name,
        "head": "荣誉证书",
        "name": _name(roster, found),
        "lead": f"在{written_period(period)}工作中成绩突出，经逐级推荐、公示，授予",
        "title": f"“{found.value('title')}”",
        "post": str(found.value("post") or ""),
        "tail": "称号。特发此证，以资鼓励。",
        "number": f"〔{found.value('year')}〕{found.value('number')}号",
        "notice": f"{first}至{last}",
        "date": chinese_day(str(found.value("conferred_on"))),
        "chain": f"账本链首 #{seq} {chain}",
    }


def render(data: dict[str, Any]) -> bytes:
    """The PDF."""
    return typeset("honour_paper", data)


def written_period(period: str) -> str:
    """2026 → 2026年度, 2026Q4 → 2026年第四季度, 2026-10 → 2026年10月."""
    year, rest = period[:4], period[4:]
    if not rest:
        return f"{year}年度"
    if rest[0] == "-":
        return f"{year}年{int(rest[1:])}月"
    said = "一二三四"[int(rest[1]) - 1] if rest[0] == "Q" else "上下"[int(rest[1]) - 1]
    return year + _PARTS[rest[0]].format(said)


def _name(roster: Roster, honour: Document) -> str:
    subject = id_at(honour, "subject") or MISSING
    for found in (roster.persons.get(subject), roster.units.get(subject), roster.branches.get(subject)):
        if found is not None:
            return found.name
    return ""

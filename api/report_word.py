"""上报材料 as a Word file in the official layout (`models.report_paper` says what it says).

Promises: for who reads the report, and so for the office above once it was sent; every text is set as it stands.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from api.bulletin_word import end, head, signature
from api.database import Txn
from api.official_word import OfficialWord
from api.order_reading import office_chain
from api.roster_cache import roster_of
from api.shelf import read_documents
from models.deed import id_at
from models.people import MISSING
from models.report_paper import blocks, note, paper_of
from models.scopes import holds, scopes_of


def gather(txn: Txn, report: bytes, reader: bytes, now_ms: int) -> dict[str, Any] | None:
    """The paper and when it was made; None where there is no such report for the reader."""
    roster = roster_of(txn, now_ms)
    found = next(iter(read_documents(txn, [report])), None)
    if found is None or found.kind not in ("report", "brief") or not holds(reader, scopes_of(found, roster), roster):
        return None
    institution = id_at(found, "institution") or MISSING
    house = roster.institutions.get(institution)
    above = roster.institutions.get(next(iter(roster.institutions_above(institution)[1:2]), MISSING))
    unit = roster.units.get(id_at(found, "unit") or MISSING)
    sent = found.registers.get("sent")
    paper = paper_of(
        found,
        str(found.value("sender") or ("" if house is None else house.name)),
        "" if above is None else above.name,
        roster.today[:4],
        unit="" if unit is None else unit.name,
        chain=office_chain(txn, institution),
    )
    return {"paper": paper, "made_ms": now_ms if sent is None else sent.received_ms}


def render(data: dict[str, Any]) -> bytes:
    """The file."""
    paper = data["paper"]
    word = OfficialWord(paper.title, paper.issuer, datetime.fromtimestamp(data["made_ms"] // 1000))
    head(word, paper, "（草稿，未报送）")
    lines = blocks(paper)
    for at, line in enumerate(lines, 1):
        word.add(line.rank, line.text, head=line.head, keep=at == len(lines))
    signature(word, paper, note(paper))
    end(word, paper)
    return word.save()

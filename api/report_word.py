"""上报材料 as a Word file in the official layout (`models.report_paper` says what it says).

Promises: for who reads the report, and so for the office above once it was sent; every text is set as it stands. The
pictures of a brief stand on a page of their own behind it, as those of a bulletin do.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from api.bulletin_word import annex, announce_annex, end, head, signature
from api.database import Txn
from api.official_word import OfficialWord
from api.order_reading import office_chain
from api.paper_photos import own_files, paper_photo
from api.roster_cache import roster_of
from api.shelf import read_documents
from models.deed import id_at
from models.people import MISSING
from models.report_paper import ANNEX, blocks, caption, note, paper_of
from models.scopes import holds, scopes_of


def gather(
    txn: Txn, report: bytes, reader: bytes, now_ms: int, file_of: Callable[[UUID], Path]
) -> dict[str, Any] | None:
    """The paper, its pictures' files and when it was made; None where there is no such report for the reader."""
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
    files = own_files(txn, found, file_of)
    return {"paper": paper, "files": files, "made_ms": now_ms if sent is None else sent.received_ms}


def render(data: dict[str, Any]) -> bytes:
    """The file."""
    paper = data["paper"]
    word = OfficialWord(paper.title, paper.issuer, datetime.fromtimestamp(data["made_ms"] // 1000))
    head(word, paper, "（草稿，未报送）")
    lines = blocks(paper)
    for at, line in enumerate(lines, 1):
        word.add(line.rank, line.text, head=line.head, keep=at == len(lines))
    pictures = [photo for file in data["files"] if (photo := paper_photo(file)) is not None]
    if pictures:
        announce_annex(word, ANNEX)
    signature(word, paper, note(paper))
    if pictures:
        annex(word, [(photo, caption(paper, at, len(pictures))) for at, photo in enumerate(pictures, 1)], ANNEX)
    end(word, paper)
    return word.save()

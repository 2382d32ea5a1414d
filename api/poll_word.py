"""表决记录 as a Word file in the official layout (`api.poll_reading` says what it says).

Promises: every text is set as it stands; the same protocol gives the same bytes; there is room for the tellers' hands.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT

from api.official_layout import BLACK, BODY, SIZE_3_PT, SIZE_4_PT
from api.official_word import ALIGN, OfficialWord, element, face_run, indent, say
from api.poll_reading import Protocol
from models.bulletin_paper import numeral

RULES = ("top", "left", "bottom", "right", "insideH", "insideV")
LINE_FOR_A_HAND = "________________"


def render(protocol: Protocol, made_at: datetime) -> bytes:
    """The file."""
    word = OfficialWord(f"{protocol.title}表决记录", protocol.institution, made_at)
    word.add("title", f"{protocol.institution}{protocol.branch}")
    word.add("title", "表决记录")
    word.blank(1)
    for label, text in protocol.about:
        line = word.add("to", "")
        face_run(say(line, f"{label}："), BLACK, SIZE_3_PT)
        say(line, text)
    word.blank(1)
    chapters = [("分渠道票数", protocol.channels), ("计票结果", protocol.lines)]
    told = [(title, rows) for title, rows in chapters if rows]
    for at, (title, rows) in enumerate(told, 1):
        word.add("h1", f"{numeral(at)}、{title}")
        _table(word, rows)
    for text in filter(None, (protocol.void, *protocol.remarks)):
        word.add("body", text)
    if protocol.root:
        word.add("note", f"公布的无记名票校验值：{protocol.root}")
    _hands(word, protocol)
    return word.save()


def _table(word: OfficialWord, rows: tuple[tuple[str, ...], ...]) -> None:
    table: Any = word.file.add_table(rows=0, cols=len(rows[0]))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    borders = element("w:tblBorders")
    for side in RULES:
        borders.append(element(f"w:{side}", val="single", sz="6", space="0", color="000000"))
    table._tbl.tblPr.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    for at, row in enumerate(rows):
        made = table.add_row()
        made._tr.get_or_add_trPr().append(element("w:cantSplit"))
        if at == 0:
            made._tr.get_or_add_trPr().append(element("w:tblHeader"))
        for place, (cell, text) in enumerate(zip(made.cells, row, strict=True)):
            line = cell.paragraphs[0]
            line.alignment = ALIGN.LEFT if place == 0 else ALIGN.CENTER
            face_run(say(line, text), BLACK if at == 0 else BODY, SIZE_4_PT)


def _hands(word: OfficialWord, protocol: Protocol) -> None:
    word.blank(1, keep=True)
    for each in protocol.tellers:
        signed = f"（{each.signed}）" if each.signed else ""
        word.add("to", f"监票、计票人  {each.name}：{LINE_FOR_A_HAND}{signed}", keep=True)
    word.add("to", f"主持人  {protocol.chair}：{LINE_FOR_A_HAND}", keep=True)
    line = word.add("to", protocol.day)
    line.alignment = ALIGN.RIGHT
    indent(line, rightChars=200, right=round(2 * SIZE_3_PT * 20))

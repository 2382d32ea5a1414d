"""通报 as a Word file in the official layout, ready to be stamped (`models.bulletin_paper` says what it says).

Promises: the date and the room for the seal never stand on a page without text; the block of copies stands at the foot
of the last page; every text is set as it stands.
"""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any, Protocol

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Mm, Pt

from api import official_layout as layout
from api.official_layout import BLACK, TITLE
from api.official_word import (
    ALIGN,
    FOOT_STYLE,
    OfficialWord,
    element,
    face_run,
    foot_block,
    indent,
    off_grid,
    rule,
    say,
)
from api.printable import printable
from models.bulletin_paper import BulletinPaper, PaperPhoto, blocks, captions, note

ANNEX = "现场照片"
PICTURE_WIDTH, PICTURE_HEIGHT_MAX = 74, 62
_DRAFT = "（草稿，未印发）"


class Letter(Protocol):
    """公文: what every paper in the official layout has around its text."""

    @property
    def issuer(self) -> str: ...
    @property
    def mark(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def date(self) -> str: ...
    @property
    def copies(self) -> str: ...
    @property
    def number_words(self) -> str: ...


def render(paper: BulletinPaper, made_at: datetime) -> bytes:
    """The file."""
    word = OfficialWord(paper.title, paper.issuer, made_at)
    head(word, paper, _DRAFT)
    _body(word, paper)
    signature(word, paper, note(paper))
    pictures = captions(paper)
    if pictures:
        annex(word, pictures, ANNEX)
    end(word, paper)
    return word.save()


def head(word: OfficialWord, paper: Letter, draft: str) -> None:
    """The red mark over its line, the number (`draft` behind it while there is none) and the title."""
    size = layout.mark_pt(paper.mark)
    mark = word.add("to", "")
    mark.alignment = ALIGN.CENTER
    off_grid(mark)
    mark.paragraph_format.space_before = Mm(layout.MARK_DROP)
    mark.paragraph_format.line_spacing = Pt(size * 1.2)
    face_run(say(mark, paper.mark), TITLE, size, layout.RED)
    word.blank(2)
    number = word.add("to", paper.number_words if paper.date else f"{paper.number_words}{draft}")
    number.alignment = ALIGN.CENTER
    rule(number, layout.RED, layout.RED_LINE_DROP * layout.POINTS_PER_MM, bottom=layout.RED_LINE_THICK)
    word.blank(2)
    word.add("title", paper.title)
    word.blank(1)


def _body(word: OfficialWord, paper: BulletinPaper) -> None:
    lines = blocks(paper)
    for at, line in enumerate(lines, 1):
        word.add(line.rank, line.text, head=line.head, keep=at == len(lines))
    if captions(paper):
        announce_annex(word, ANNEX)


def announce_annex(word: OfficialWord, title: str) -> None:
    """附件说明: below the text, before the signature."""
    word.blank(1, keep=True)
    word.add("body", f"附件：{title}", keep=True)


def signature(word: OfficialWord, paper: Letter, below: str) -> None:
    """The signer centred over the date, with room for the seal; all of it on the page of the last words."""
    word.blank(layout.SEAL_LINES, keep=True)
    signer_in, date_in = layout.signature_indents(paper.issuer, paper.date)
    for text, inwards, last in ((paper.issuer, signer_in, False), (paper.date, date_in, not below)):
        line = word.add("to", text, keep=not last)
        line.alignment = ALIGN.RIGHT
        indent(line, rightChars=round(inwards * 100), right=round(inwards * layout.SIZE_3_PT * 20))
    if below:
        word.add("note", below)


def annex(word: OfficialWord, pictures: list[tuple[PaperPhoto, str]], title: str) -> None:
    """The pictures on a page of their own, two to a row, each with the words below it."""
    first = word.add("to", "", keep=True)
    first.paragraph_format.page_break_before = True
    face_run(say(first, "附件"), BLACK, layout.SIZE_3_PT)
    word.blank(1, keep=True)
    word.add("title", title, keep=True)
    table = word.file.add_table(rows=0, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for at in range(0, len(pictures), 2):
        row = table.add_row()
        row._tr.get_or_add_trPr().append(element("w:cantSplit"))
        for cell, (photo, caption) in zip(row.cells, pictures[at : at + 2], strict=False):
            _picture(cell, photo, caption)


def _picture(cell: Any, photo: PaperPhoto, caption: str) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = ALIGN.CENTER
    off_grid(paragraph)
    paragraph.paragraph_format.line_spacing = 1.0
    paragraph.paragraph_format.space_before = Pt(8)
    paragraph.paragraph_format.keep_with_next = True
    height = PICTURE_WIDTH * photo.height / max(1, photo.width)
    room = {"height": Mm(PICTURE_HEIGHT_MAX)} if height > PICTURE_HEIGHT_MAX else {"width": Mm(PICTURE_WIDTH)}
    shape = paragraph.add_run().add_picture(io.BytesIO(photo.data), **room)
    shape._inline.docPr.set("descr", printable(caption))
    words = cell.add_paragraph(printable(caption), style=FOOT_STYLE)
    words.alignment = ALIGN.CENTER
    words.paragraph_format.line_spacing = Pt(18)
    indent(words, leftChars=0, left=0, rightChars=0, right=0)


def end(word: OfficialWord, paper: Letter) -> None:
    """版记: who gets a copy, who printed it and when, between rules at the foot of the last page."""
    copies = paper.copies.strip().rstrip("。")
    lines = foot_block(word.file, 2 if copies else 1)
    one = layout.SIZE_4_PT * 20
    if copies:
        say(lines[0], f"抄送：{copies}。")
        indent(lines[0], leftChars=400, left=one * 4, hangingChars=300, hanging=one * 3, rightChars=100, right=one)
    last = lines[-1]
    say(last, f"{paper.issuer}\t{paper.date}印发" if paper.date else paper.issuer)
    indent(last, leftChars=100, left=one, rightChars=100, right=one)
    stop = Mm(layout.CORE_WIDTH) - Pt(layout.SIZE_4_PT)
    last.paragraph_format.tab_stops.add_tab_stop(stop, alignment=WD_TAB_ALIGNMENT.RIGHT)
    word.add("note", "").paragraph_format.line_spacing = Pt(1)

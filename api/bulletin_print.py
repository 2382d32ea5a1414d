"""通报 as a PDF in the official layout: the same words as the Word file, with its Chinese glyphs in it.

Promises: every text is set as it stands and never run as markup; what it looks like depends on no machine's fonts
(`docs/decisions/pdf.md`).
"""

from __future__ import annotations

from typing import Any

from api import official_layout as layout
from api.typesetting import typeset
from models.bulletin_paper import BulletinPaper, PaperPhoto, blocks, captions, note

ANNEX = "现场照片"
PICTURE_WIDTH, PICTURE_HEIGHT_MAX = 74, 62


def render(paper: BulletinPaper) -> bytes:
    """The PDF."""
    data = _data(paper)
    return typeset("bulletin_paper", data)


def _data(paper: BulletinPaper) -> dict[str, Any]:
    signer_in, date_in = layout.signature_indents(paper.issuer, paper.date)
    return {
        "measures": _measures(),
        "mark": paper.mark,
        "mark_pt": layout.mark_pt(paper.mark),
        "number": paper.number_words if paper.date else f"{paper.number_words}（草稿，未印发）",
        "title": paper.title,
        "issuer": paper.issuer,
        "blocks": [{"rank": each.rank, "head": each.head, "text": each.text} for each in blocks(paper)],
        "annex": ANNEX,
        "pictures": [_picture(photo, caption) for photo, caption in captions(paper)],
        "signer_in": signer_in,
        "date_in": date_in,
        "date": paper.date,
        "note": note(paper),
        "copies": f"{paper.copies.strip().rstrip('。')}。" if paper.copies.strip() else "",
        "printed": f"{paper.date}印发" if paper.date else "",
    }


def _picture(photo: PaperPhoto, caption: str) -> dict[str, Any]:
    tall = PICTURE_WIDTH * photo.height / max(1, photo.width)
    width = PICTURE_WIDTH if tall <= PICTURE_HEIGHT_MAX else PICTURE_HEIGHT_MAX * photo.width / max(1, photo.height)
    return {"bytes": list(photo.data), "width": width, "caption": caption}


def _measures() -> dict[str, Any]:
    return {
        "width": layout.PAGE_WIDTH,
        "height": layout.PAGE_HEIGHT,
        "left": layout.LEFT,
        "right": layout.RIGHT,
        "top": layout.TOP,
        "bottom": layout.BOTTOM,
        "size": layout.SIZE_3_PT,
        "closer": layout.CLOSER_PT,
        "lead": layout.LEAD_PT,
        "note": layout.NOTE_PT,
        "red": layout.RED,
        "mark_drop": layout.MARK_DROP,
        "red_line_drop": layout.RED_LINE_DROP,
        "red_line_thick": layout.RED_LINE_THICK,
        "seal_lines": layout.SEAL_LINES,
        "thick": layout.RULE_THICK_MM,
        "thin": layout.RULE_THIN_MM,
    }

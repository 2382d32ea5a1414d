"""公文 as a Word file: page, styles, fonts, rules and page numbers of GB/T 9704-2012 (`api.official_layout`).

Promises: fonts stand under the names that the standard's practice uses, and the font table names what may be taken
instead where they aren't installed; headings carry outline levels; the same content gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Any
from xml.sax.saxutils import quoteattr

from docx import Document, oxml
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from api import official_layout as layout
from api.official_layout import BLACK, BODY, FACES, LATIN, LINE, NUMERALS, TITLE, Face
from api.printable import printable

ALIGN = WD_ALIGN_PARAGRAPH
_oxml: Any = oxml
_RANKS: dict[str, tuple[str, Face, float, int | None]] = {
    "title": ("公文标题", TITLE, layout.SIZE_2_PT, None),
    "to": ("公文主送机关", BODY, layout.SIZE_3_PT, None),
    "body": ("公文正文", BODY, layout.SIZE_3_PT, None),
    "h1": ("公文一级标题", BLACK, layout.SIZE_3_PT, 0),
    "h2": ("公文二级标题", LINE, layout.SIZE_3_PT, 1),
    "item": ("公文条目", BODY, layout.SIZE_3_PT, None),
    "note": ("公文附注", BODY, layout.NOTE_PT, None),
    "end": ("公文版记", BODY, layout.SIZE_4_PT, None),
}
"""By rank: the style's name, face, size in points, and its outline level."""
FOOT_STYLE = _RANKS["end"][0]
_FONT_TABLE = "word/fontTable.xml"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


class OfficialWord:
    """公文稿: a document in the official layout that paragraphs are added to."""

    def __init__(self, title: str, issuer: str, made_at: datetime) -> None:
        self.file: Any = Document()
        self._prepare_page()
        self._prepare_styles()
        about = self.file.core_properties
        about.title = printable(title)
        about.author = about.last_modified_by = printable(issuer)
        about.created = about.modified = made_at
        about.comments, about.language = "", "zh-CN"

    def add(self, rank: str, text: str, *, head: str = "", keep: bool = False) -> Any:
        """A paragraph; `keep` holds it on the page of what follows."""
        paragraph = self.file.add_paragraph(style=_RANKS[rank][0])
        say(paragraph, head + text)
        paragraph.paragraph_format.keep_with_next = keep or rank in ("h1", "h2")
        return paragraph

    def blank(self, lines: int = 1, *, keep: bool = False) -> None:
        for _ in range(lines):
            self.add("to", "", keep=keep)

    def save(self) -> bytes:
        """The file, with our font table, and without the moment of packing."""
        made = io.BytesIO()
        self.file.save(made)
        packed = io.BytesIO()
        with zipfile.ZipFile(made) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
            for name in source.namelist():
                data = font_table() if name == _FONT_TABLE else source.read(name)
                entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                entry.compress_type = zipfile.ZIP_DEFLATED
                target.writestr(entry, data)
        return packed.getvalue()

    def _prepare_page(self) -> None:
        section = self.file.sections[0]
        section.page_width, section.page_height = Mm(layout.PAGE_WIDTH), Mm(layout.PAGE_HEIGHT)
        section.top_margin, section.bottom_margin = Mm(layout.TOP), Mm(layout.BOTTOM)
        section.left_margin, section.right_margin = Mm(layout.LEFT), Mm(layout.RIGHT)
        section.header_distance, section.footer_distance = Mm(20), Mm(22.5)
        grid: Any = section._sectPr.find(qn("w:docGrid"))
        if grid is None:
            grid = element("w:docGrid")
            section._sectPr.append(grid)
        grid.set(qn("w:type"), "lines")
        grid.set(qn("w:linePitch"), str(round(layout.LEAD_PT * 20)))
        self.file.settings.odd_and_even_pages_header_footer = True
        _number_pages(section.footer, ALIGN.RIGHT, "right")
        _number_pages(section.even_page_footer, ALIGN.LEFT, "left")

    def _prepare_styles(self) -> None:
        _set_defaults(self.file.styles.element)
        normal = self.file.styles["Normal"]
        _set_face(normal, BODY, layout.SIZE_3_PT)
        _set_lead(normal.paragraph_format)
        for rank, (name, face, size, level) in _RANKS.items():
            style = self.file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style, style.quick_style = normal, True
            _set_face(style, face, size)
            _set_lead(style.paragraph_format)
            if size == layout.SIZE_3_PT:
                _stand_closer(style)
            if rank == "title":
                style.paragraph_format.alignment = ALIGN.CENTER
                style.paragraph_format.line_spacing = Pt(36)
                off_grid(style)
            elif rank in ("body", "h1", "h2", "item", "note"):
                style.paragraph_format.alignment = ALIGN.JUSTIFY if rank in ("body", "item") else ALIGN.LEFT
                indent(style, firstLineChars=200, firstLine=round(size * 2 * 20))
            if rank in ("note", "end"):
                style.paragraph_format.line_spacing = Pt(16 if rank == "note" else 20)
                off_grid(style)
            if level is not None:
                outline = element("w:outlineLvl", val=str(level))
                style.element.get_or_add_pPr().append(outline)


def say(paragraph: Any, text: str) -> Any:
    """Adds a run with this text; returns the run."""
    return paragraph.add_run(printable(text))


def element(tag: str, **attributes: str) -> Any:
    made = _oxml.OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def indent(owner: Any, **values: int) -> None:
    """Indents of a paragraph or a style, by characters (`…Chars`, in hundredths) and in twentieths of a point."""
    properties = (owner.element if hasattr(owner, "element") else owner._p).get_or_add_pPr()
    found: Any = properties.get_or_add_ind()
    for name, value in values.items():
        found.set(qn(f"w:{name}"), str(value))


def off_grid(owner: Any) -> None:
    """Lets characters stand as wide as they are: marks, titles and small print keep out of the page's grid."""
    properties = (owner.element if hasattr(owner, "element") else owner._p).get_or_add_pPr()
    grid = element("w:snapToGrid", val="0")
    properties.insert_element_before(grid, "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl")


def face_run(run: Any, face: Face, size_pt: float, colour: str | None = None) -> None:
    """Sets one run in a face of its own."""
    _set_face(run, face, size_pt)
    if colour is not None:
        run.font.color.rgb = RGBColor.from_string(colour)


def rule(paragraph: Any, colour: str = "000000", drop_pt: float = 1, **thick_mm: float) -> None:
    """Lines above (`top`) and below (`bottom`) a paragraph, as wide as the core; thick in millimetres."""
    borders = element("w:pBdr")
    for edge, thick in thick_mm.items():
        size = str(round(thick * layout.POINTS_PER_MM * 8))
        borders.append(element(f"w:{edge}", val="single", sz=size, space=str(round(drop_pt)), color=colour))
    after = ("w:shd", "w:tabs", "w:snapToGrid", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")
    paragraph._p.get_or_add_pPr().insert_element_before(borders, *after)


def foot_block(file: Any, lines: int) -> list[Any]:
    """Paragraphs between rules at the core's lower edge, on one page; placed by the page's edge, since LibreOffice
    leaves a table as wide as the text where it stands otherwise."""
    table = file.add_table(rows=lines, cols=1)
    place = {"leftFromText": "0", "rightFromText": "0", "vertAnchor": "margin", "horzAnchor": "page"}
    beside = str(Mm(layout.LEFT).twips)
    after = ("w:tblOverlap", "w:tblW", "w:jc", "w:tblBorders", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    properties = table._tbl.tblPr
    properties.insert_element_before(element("w:tblpPr", **place, tblpX=beside, tblpYSpec="bottom"), *after)
    borders, margins = element("w:tblBorders"), element("w:tblCellMar")
    thick, thin = layout.RULE_THICK_MM, layout.RULE_THIN_MM
    for edge, width in (("top", thick), ("bottom", thick), ("insideH", thin)):
        size = str(round(width * layout.POINTS_PER_MM * 8))
        borders.append(element(f"w:{edge}", val="single", sz=size, space="0", color="000000"))
    for edge in ("left", "right"):
        margins.append(element(f"w:{edge}", w="0", type="dxa"))
    properties.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    properties.insert_element_before(margins, "w:tblLook")
    found: list[Any] = []
    for row in table.rows:
        row._tr.get_or_add_trPr().append(element("w:cantSplit"))
        row.cells[0].width = Mm(layout.CORE_WIDTH)
        paragraph = row.cells[0].paragraphs[0]
        paragraph.style = FOOT_STYLE
        paragraph.paragraph_format.keep_with_next = True
        found.append(paragraph)
    return found


def font_table() -> bytes:
    """Every face under its own name, with what may stand in for it."""
    fonts = "".join(
        f"<w:font w:name={quoteattr(face.name)}><w:altName w:val={quoteattr(','.join(face.instead))}/>"
        f'<w:panose1 w:val="{face.panose}"/><w:charset w:val="{"00" if face is LATIN else "86"}"/>'
        f'<w:family w:val="{face.family}"/><w:pitch w:val="variable"/></w:font>'
        for face in FACES
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{head}<w:fonts xmlns:w="{_WORD}">{fonts}</w:fonts>'.encode()


def _set_face(owner: Any, face: Face, size_pt: float) -> None:
    """East Asian text in the face; digits and Latin letters too, but for the body's, which stand in Times."""
    latin = face.name if face in (TITLE, BLACK, NUMERALS) else LATIN.name
    owner.font.name, owner.font.size = latin, Pt(size_pt)
    fonts = owner.element.rPr.rFonts if hasattr(owner, "element") else owner._r.rPr.rFonts
    for attribute in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{attribute}"), None)
    fonts.set(qn("w:eastAsia"), face.name)
    fonts.set(qn("w:cs"), latin)


def _stand_closer(style: Any) -> None:
    """By spacing and not by the page's grid of characters: programs differ in how they fill a grid."""
    spacing = element("w:spacing", val=str(-round(layout.CLOSER_PT * 20)))
    style.element.rPr.insert_element_before(spacing, "w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:lang")


def _set_defaults(styles: Any) -> None:
    """What nothing else is said about is set as the body is."""
    defaults = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for child in list(defaults):
        defaults.remove(child)
    latin = LATIN.name
    defaults.append(element("w:rFonts", ascii=latin, hAnsi=latin, eastAsia=BODY.name, cs=latin))
    half_points = str(round(layout.SIZE_3_PT * 2))
    defaults.append(element("w:sz", val=half_points))
    defaults.append(element("w:szCs", val=half_points))
    defaults.append(element("w:lang", val="en-US", eastAsia="zh-CN"))


def _set_lead(owner: Any) -> None:
    owner.space_before = owner.space_after = Pt(0)
    owner.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    owner.line_spacing = Pt(layout.LEAD_PT)
    owner.widow_control = True


def _number_pages(footer: Any, side: Any, edge: str) -> None:
    """— 1 —: outside on the page, one character in."""
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.alignment = side
    indent(paragraph, **{f"{edge}Chars": 100, edge: layout.SIZE_4_PT * 20})
    for kind, text in (
        ("", "— "),
        ("begin", ""),
        ("instr", "PAGE"),
        ("separate", ""),
        ("", "1"),
        ("end", ""),
        ("", " —"),
    ):
        run = paragraph.add_run(text if kind == "" else "")
        face_run(run, NUMERALS, layout.SIZE_4_PT)
        if kind == "instr":
            words = element("w:instrText")
            words.text = text
            run._r.append(words)
        elif kind:
            run._r.append(element("w:fldChar", fldCharType=kind))

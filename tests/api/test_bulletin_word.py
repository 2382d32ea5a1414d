"""The Word file of a bulletin, opened again: layout of GB/T 9704-2012, words, fonts, what stays together."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Any

from docx import Document, oxml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from api import bulletin_word
from api import official_layout as layout
from models.bulletin_paper import BulletinPaper, blocks
from tests.bulletin_sample import ISSUER, sample

_oxml: Any = oxml
MADE_AT = datetime(2026, 11, 28, 8)


def _open(paper: BulletinPaper | None = None) -> Any:
    return Document(io.BytesIO(bulletin_word.render(paper or sample(), MADE_AT)))


def _line(word: Any, text: str) -> Any:
    return next(each for each in word.paragraphs if each.text == text)


def _face(owner: Any) -> str:
    return owner.element.rPr.rFonts.get(qn("w:eastAsia"))


def test_the_page_is_a4_with_the_core_of_the_standard() -> None:
    section = _open().sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    mm = [round(each.mm) for each in (section.top_margin, section.left_margin, section.right_margin)]
    assert mm == [37, 28, 26]
    assert round(section.page_height.mm - section.top_margin.mm - section.bottom_margin.mm) == 225


def test_twenty_two_lines_of_twenty_eight_characters_fill_the_core() -> None:
    word = _open()
    style = word.styles["公文正文"]
    lead, size = style.paragraph_format.line_spacing.pt, style.font.size.pt
    spacing = int(style.element.rPr.find(qn("w:spacing")).get(qn("w:val"))) / 20
    height, width = (Mm(225).pt, Mm(156).pt)
    assert size == 16
    assert 22 * lead <= height < 23 * lead
    assert 28 * (size + spacing) <= width < 29 * (size + spacing)
    assert style.element.pPr.ind.get(qn("w:firstLineChars")) == "200"


def test_ranks_have_the_faces_that_the_standard_names() -> None:
    styles = _open().styles
    wanted = {
        "公文正文": "仿宋_GB2312",
        "公文一级标题": "黑体",
        "公文二级标题": "楷体_GB2312",
        "公文标题": "方正小标宋简体",
    }
    assert {name: _face(styles[name]) for name in wanted} == wanted
    assert styles["公文标题"].font.size == Pt(22)


def test_what_may_stand_in_for_a_font_is_named_in_the_font_table() -> None:
    with zipfile.ZipFile(io.BytesIO(bulletin_word.render(sample(), MADE_AT))) as packed:
        fonts: Any = _oxml.parse_xml(packed.read("word/fontTable.xml"))
    name, instead = qn("w:name"), qn("w:altName")
    found = {font.get(name): alt.get(qn("w:val")) for font in fonts for alt in font.iter(instead)}
    assert "仿宋" in str(found["仿宋_GB2312"]).split(",")
    assert "楷体" in str(found["楷体_GB2312"]).split(",")
    assert "华文中宋" in str(found["方正小标宋简体"]).split(",")
    assert "SimHei" in str(found["黑体"]).split(",")


def test_the_mark_is_red_and_fits_one_line_over_number_and_red_rule() -> None:
    word = _open()
    mark = _line(word, f"{ISSUER}文件").runs[-1]
    assert str(mark.font.color.rgb) == "FF0000"
    assert mark.font.size.pt * len(f"{ISSUER}文件") <= Mm(156).pt
    number = _line(word, "明医通〔2026〕43号")
    rule = number._p.pPr.find(f"{qn('w:pBdr')}/{qn('w:bottom')}")
    assert rule.get(qn("w:color")) == "FF0000"


def test_it_says_what_the_bulletin_says_in_order() -> None:
    said = [each.text for each in _open().paragraphs if each.text]
    wanted = [each.head + each.text for each in blocks(sample())]
    at = said.index(wanted[0])
    assert said[at : at + len(wanted)] == wanted
    assert [each.style.name for each in _open().paragraphs if each.text.startswith("（一）")] == ["公文二级标题"]


def test_date_and_seal_never_leave_the_last_words() -> None:
    lines = _open().paragraphs
    texts = [each.text for each in lines]
    last, date = texts.index("附件：现场照片"), texts.index("2026年11月28日")
    assert all(each.paragraph_format.keep_with_next for each in lines[last:date])
    assert texts[last + 1 : date] == ["", "", ISSUER]
    assert lines[date]._p.pPr.ind.get(qn("w:rightChars")) == "400"


def test_pages_are_numbered_outside() -> None:
    word = _open()
    section = word.sections[0]
    assert word.settings.odd_and_even_pages_header_footer is True
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    assert (odd.alignment, even.alignment) == (2, 0)
    assert [each.text for each in odd._p.iter(qn("w:instrText"))] == ["PAGE"]


def test_copies_stand_at_the_foot_of_the_last_page() -> None:
    table = _open().tables[-1]
    assert [row.cells[0].text for row in table.rows] == ["抄送：市卫生健康委员会。", f"{ISSUER}\t2026年11月28日印发"]
    place = table._tbl.tblPr.find(qn("w:tblpPr"))
    assert (place.get(qn("w:vertAnchor")), place.get(qn("w:tblpYSpec"))) == ("margin", "bottom")
    # LibreOffice lets a table as wide as the text float only where it is placed by the page's edge.
    assert (place.get(qn("w:horzAnchor")), int(place.get(qn("w:tblpX")))) == ("page", Mm(layout.LEFT).twips)


def test_pictures_stand_in_the_annex_with_number_and_words_for_who_cannot_see() -> None:
    table = _open().tables[0]
    captions = [cell.text.strip() for row in table.rows for cell in row.cells if cell.text.strip()]
    assert captions[0] == "图1 门诊部门诊楼2层卫生间"
    described = [each.get("descr") for each in table._tbl.iter(qn("wp:docPr"))]
    assert described == captions
    assert len(_open(sample(groups=())).tables) == 1


def test_a_draft_says_so_and_has_no_date() -> None:
    texts = [each.text for each in _open(sample(number=None, date="", chain_head="")).paragraphs]
    assert "明医通〔2026〕　号（草稿，未印发）" in texts
    assert not any("账本" in each for each in texts)


def test_the_same_bulletin_gives_the_same_bytes() -> None:
    assert bulletin_word.render(sample(), MADE_AT) == bulletin_word.render(sample(), MADE_AT)

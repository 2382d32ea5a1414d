"""The PDF of a bulletin: its words in Chinese glyphs, its pages, and nothing of it run."""

from __future__ import annotations

import io

from pypdf import PdfReader

from api import bulletin_print
from models.bulletin_paper import BulletinPaper
from tests.bulletin_sample import ISSUER, sample


def _read(paper: BulletinPaper) -> PdfReader:
    return PdfReader(io.BytesIO(bulletin_print.render(paper)))


def _text(paper: BulletinPaper) -> str:
    return "".join("".join(page.extract_text() for page in _read(paper).pages).split())


def test_it_holds_every_part_of_the_bulletin() -> None:
    text = _text(sample())
    for words in (
        f"{ISSUER}文件",
        "明医通〔2026〕43号",
        "关于2026年第四季度暗访检查情况的通报",
        "（一）环境卫生",
        "对放射科予以通报批评",
        "图3后勤保障部住院楼B1层电梯厅",
        "抄送：市卫生健康委员会。",
        "2026年11月28日印发",
        "3f2a" * 8,
    ):
        assert words in text


def test_the_page_is_a4() -> None:
    box = _read(sample()).pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == (595, 842)


def test_glyphs_are_in_the_file() -> None:
    fonts = _read(sample()).pages[0]["/Resources"]["/Font"]  # pyright: ignore[reportUnknownVariableType, reportIndexIssue, reportOptionalSubscript]
    assert fonts
    assert all("NotoS" in str(fonts[name].get_object()) for name in fonts)  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType, reportUnknownMemberType, reportIndexIssue]


def test_date_and_seal_never_leave_the_last_words() -> None:
    """However long the text, the page of the date holds the end of the text."""
    for lines in range(1, 24):
        paper = sample(requirements="\n".join(["逐条整改。"] * lines), objection_days=0, groups=(), copies="")
        page = next(page for page in _read(paper).pages if "2026年11月28日" in "".join(page.extract_text().split()))
        assert "整改" in page.extract_text().split("2026")[0]


def test_text_is_set_and_never_run() -> None:
    assert "#pagebreak()" in _text(sample(title="#pagebreak()"))
    assert "$x$*粗*" in _text(sample(opening="$x$*粗*"))

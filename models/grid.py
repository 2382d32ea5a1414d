"""A workbook as the rules see it: sheets of plain cells, what is wrong with one, and how cells and words are spelled.

Promises: pure; a cell is named as the program names it ("科室!C7"), so that a problem can be found again by eye.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct, field

Cell = str | int | float | bool | None

TOTALS = ("合计", "总计", "小计", "共计", "总分", "总得分", "合 计", "总 计")
NOTES = (
    "备注",
    "注:",
    "说明",
    "填表",
    "制表",
    "审核人",
    "填报",
    "负责人签",
    "签名",
    "签字",
    "日期:",
    "时间:",
    "注意",
    "以下空白",
    "以下无正文",
)

_SPACES = re.compile(r"\s+")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")


class Grid(Struct):
    """工作表: one sheet; row and column 0 are its first. Merged areas carry their value in every cell."""

    name: str
    rows: list[list[Cell]]
    merged: list[tuple[int, int, int, int]] = []
    """First row, first column, last row, last column of each merged area."""

    def cell(self, row: int, column: int) -> Cell:
        cells = self.rows[row] if 0 <= row < len(self.rows) else []
        return cells[column] if 0 <= column < len(cells) else None

    def at(self, row: int, column: int | None = None) -> str:
        """Where a cell is, "科室!C7"; of a whole row, "科室!7"."""
        return f"{self.name}!{'' if column is None else letters(column)}{row + 1}"

    def is_blank(self, row: int) -> bool:
        return all(plain(cell) == "" for cell in self.rows[row])


class Fault(Struct):
    """问题: what is wrong at a place of a file. `code` has its words in models.import_words."""

    code: str
    level: str
    """stop: nothing is written while it stands · ask: the person decides · left: this part isn't taken · note."""
    at: str = ""
    """The cell, "科室!C7"; empty for the whole file."""
    row: int | None = None
    """1-based, as the program shows it."""
    params: dict[str, int | float | str] = field(default_factory=dict[str, int | float | str])


def letters(column: int) -> str:
    """0 → A, 26 → AA."""
    found = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


def plain(cell: Cell) -> str:
    """A cell's words: full-width letters and digits made plain, white space at the ends gone, inner runs made one."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int | float):
        return number_text(cell)
    return _SPACES.sub(" ", unicodedata.normalize("NFKC", cell).replace("\u200b", "").replace("\ufeff", "")).strip()


def long_text(cell: Cell) -> str:
    """A cell's words with its lines kept, for what people read."""
    if not isinstance(cell, str):
        return plain(cell)
    lines = (line.strip() for line in cell.replace("\r", "\n").replace("\u200b", "").split("\n"))
    return "\n".join(line for line in lines if line)


def number_text(value: float) -> str:
    """A number as people write it: 12.0 as 12, without exponent."""
    exact = Decimal(repr(value))
    if not exact.is_finite():
        return ""
    text = f"{exact:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def without_spaces(text: str) -> str:
    return _SPACES.sub("", text)


def name_text(cell: Cell) -> str:
    """A person's or a unit's name: spaces between Chinese characters gone (张 三), single ones kept otherwise."""
    text = plain(cell)
    return without_spaces(text) if _HAN.search(text) else text


def is_total(text: str) -> bool:
    return without_spaces(text).rstrip(":：").startswith(tuple(without_spaces(each) for each in TOTALS))


def is_note(text: str) -> bool:
    bare = without_spaces(text).replace("：", ":")
    return bare.startswith(NOTES) or bare in ("注", "备注")


def filled(row: list[Cell]) -> Iterator[tuple[int, str]]:
    """The cells of a row that hold something, with their columns."""
    for column, cell in enumerate(row):
        text = plain(cell)
        if text:
            yield column, text

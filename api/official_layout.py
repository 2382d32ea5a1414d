"""公文格式: the measures of GB/T 9704-2012, once for the Word file and the PDF.

A4; the core (版心) of 156 × 225 mm holds 22 lines of 28 characters of size 三号. Lengths in millimetres unless the name
says otherwise; one point is 1/72 inch.
"""

from __future__ import annotations

from msgspec import Struct

PAGE_WIDTH, PAGE_HEIGHT = 210, 297
TOP, LEFT = 37, 28
"""天头 and 订口."""
CORE_WIDTH, CORE_HEIGHT = 156, 225
RIGHT, BOTTOM = PAGE_WIDTH - LEFT - CORE_WIDTH, PAGE_HEIGHT - TOP - CORE_HEIGHT
LINES, CHARACTERS = 22, 28
POINTS_PER_MM = 72 / 25.4
LEAD_PT = 28.95
"""行距: 225 mm in 22 lines."""
SIZE_2_PT, SIZE_3_PT, SIZE_4_PT = 22, 16, 14
"""二号, 三号, 四号."""
CLOSER_PT = 0.25
"""28 characters of 三号 are a little wider than the core, so they stand closer by so much."""
NOTE_PT = 10.5
MARK_DROP = 35
"""From the core's upper edge to the mark's upper edge."""
MARK_PT_MAX, MARK_PT_MIN = 62, 22
RED = "FF0000"
RED_LINE_DROP, RED_LINE_THICK = 4, 0.6
RULE_THICK_MM, RULE_THIN_MM = 0.35, 0.25
SEAL_LINES = 2
"""Blank lines over the signature, so that a seal of 42 mm begins within a line below the text."""
DATE_INDENT = 4
"""Characters to the right of the date."""
SIGNATURE_INDENT_MIN = 2


class Face(Struct, frozen=True):
    """字体: a font as the standard names it, what Word may take instead, and its family for those that have neither."""

    name: str
    instead: tuple[str, ...]
    family: str
    panose: str


TITLE = Face(
    "方正小标宋简体",
    ("FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "小标宋体", "华文中宋", "STZhongsong", "Noto Serif CJK SC", "宋体"),
    "roman",
    "02010601030101010101",
)
BODY = Face(
    "仿宋_GB2312",
    ("仿宋", "FangSong", "方正仿宋_GBK", "华文仿宋", "STFangsong", "Noto Serif CJK SC", "宋体"),
    "modern",
    "02010609030101010101",
)
LINE = Face(
    "楷体_GB2312",
    ("楷体", "KaiTi", "方正楷体_GBK", "华文楷体", "STKaiti", "Noto Serif CJK SC", "宋体"),
    "modern",
    "02010609030101010101",
)
BLACK = Face(
    "黑体", ("SimHei", "方正黑体_GBK", "华文细黑", "Noto Sans CJK SC", "微软雅黑"), "modern", "02010609060101010101"
)
NUMERALS = Face("宋体", ("SimSun", "Noto Serif CJK SC"), "auto", "02010600030101010101")
LATIN = Face("Times New Roman", ("Liberation Serif", "Tinos"), "roman", "02020603050405020304")
FACES = (TITLE, BODY, LINE, BLACK, NUMERALS, LATIN)


def mark_pt(mark: str) -> float:
    """The size of the red mark: as large as fits the core on one line."""
    room = CORE_WIDTH * POINTS_PER_MM / max(1, width_of(mark))
    return max(MARK_PT_MIN, min(MARK_PT_MAX, int(room)))


def signature_indents(signer: str, date: str) -> tuple[float, float]:
    """Characters to the right of the signer and of the date: the date four from the edge, the signer centred over it,
    both further in where the signer is long."""
    signer_indent = DATE_INDENT + (width_of(date) - width_of(signer)) / 2
    further = max(0.0, SIGNATURE_INDENT_MIN - signer_indent)
    return signer_indent + further, DATE_INDENT + further


def width_of(text: str) -> float:
    """Characters: digits and Latin letters count half."""
    return sum(0.5 if each.isascii() else 1.0 for each in text)

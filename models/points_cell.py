"""Points as offices write them into a cell: 5, 5.0, "5分", "（5 分）", "满分10分", "0～5分", 五分.

Promises: pure and total; what could mean two things (5～10, -5, 5分/次) is no points.
"""

from __future__ import annotations

import re
from decimal import Decimal

from models.grid import Cell, plain, without_spaces

_POINTS = re.compile(r"(?:满分|总分|标准分|共|计)?:?(?:0(?:\.0+)?(?:[-~—–]|至|到))?(\d{1,6}(?:\.\d{1,6})?)分?\Z")
_WORDS = re.compile(r"([一二两三四五六七八九])?(十)?([一二三四五六七八九])?分\Z")
_DIGITS = {sign: value for value, sign in enumerate("一二三四五六七八九", 1)} | {"两": 2}


def points_of(cell: Cell) -> Decimal | None:
    """The points, None where the cell says none for certain."""
    if isinstance(cell, bool):
        return None
    text = without_spaces(plain(cell)).removeprefix("(").removesuffix(")")
    found = _POINTS.match(text)
    if found:
        return Decimal(found[1])
    words = _WORDS.match(text)
    if words is None or text == "分":
        return None
    tens, ten, ones = words.groups()
    if ten is None:
        return Decimal(_DIGITS[tens]) if tens and not ones else None
    return Decimal(_DIGITS.get(tens or "", 1) * 10 + _DIGITS.get(ones or "", 0))

"""Days as people type them into a table: real dates, serial numbers, 2024-1-5, 2024年1月5日, 20240105, 2024.1.5.

Promises: `day_of` is pure and total; what could be two different days is none.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from models.grid import Cell, plain, without_spaces

_EPOCH = date(1899, 12, 30)
_SERIAL_MIN, _SERIAL_MAX = 20_000, 80_000
"""Serial numbers from 1954 to 2119; a smaller number is no date that a roster means."""
_WHOLE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T ].*)?\Z")
_MONTH = re.compile(r"(\d{4})\s*[-/年]\s*(\d{1,2})\s*月?\Z")
_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})\Z")


def day_of(cell: Cell) -> str | None:
    """The day as `YYYY-MM-DD`; a month means its first day. None where the cell holds no day that is certain."""
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, int | float):
        if not 0 <= cell < 100_000_000:
            return None
        whole = int(cell)
        if _SERIAL_MIN <= cell <= _SERIAL_MAX:
            return (_EPOCH + timedelta(days=whole)).isoformat()
        return _made(_DIGITS.match(str(whole))) if whole == cell else None
    text = plain(cell)
    found = _WHOLE.match(text) or _DIGITS.match(without_spaces(text))
    if found:
        return _made(found)
    month = _MONTH.match(text)
    return _real(int(month[1]), int(month[2]), 1) if month else None


def _made(found: re.Match[str] | None) -> str | None:
    return None if found is None else _real(int(found[1]), int(found[2]), int(found[3]))


def _real(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat() if 1900 <= year <= 2200 else None
    except ValueError:
        return None

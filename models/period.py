"""Periods: the year, half-year, quarter or month that a commentary speaks of.

Promises: text `2026`, `2026H1`, `2026Q3` or `2026-07`; pure; the same in `pwa/src/model/period.ts`.
"""

from __future__ import annotations

import re

from models.calendar import add_days, quarter

_SHAPE = re.compile(r"(?:[1-9]\d{3})(?:H[12]|Q[1-4]|-(?:0[1-9]|1[0-2]))?\Z")
_MONTHS = {"H": 6, "Q": 3}


def is_period(text: str) -> bool:
    return text.isascii() and _SHAPE.match(text) is not None


def first_day(period: str) -> str:
    """The first day of a period, which must be one."""
    return f"{period[:4]}-{_first_month(period):02}-01"


def last_day(period: str) -> str:
    """The last day of a period, which must be one."""
    month = _first_month(period) + _length(period)
    return f"{period[:4]}-12-31" if month > 12 else add_days(f"{period[:4]}-{month:02}-01", -1)


def quarter_spoken_of(day: str) -> str:
    """The quarter that is spoken of on a day: until its last weeks the one before, since one looks back."""
    return quarter(add_days(day, -75))


def _length(period: str) -> int:
    if len(period) == 4:
        return 12
    return _MONTHS.get(period[4], 1)


def _first_month(period: str) -> int:
    if len(period) == 4:
        return 1
    if period[4] == "-":
        return int(period[5:])
    return (int(period[5:]) - 1) * _MONTHS[period[4]] + 1

"""Periods of results: a month `2026-10`, a quarter `2026Q4`, a year `2026`.

Promises: pure; periods of one kind compare as text in the order of time.
"""

from __future__ import annotations

from datetime import date, timedelta

from models.calendar import is_day, quarter

_MONTH, _QUARTER, _YEAR = 7, 6, 4


def is_month(text: object) -> bool:
    return isinstance(text, str) and len(text) == _MONTH and is_day(f"{text}-01")


def is_period(text: object) -> bool:
    """True for a month, a quarter or a year in the one spelling we accept."""
    if not isinstance(text, str) or not text.isascii():
        return False
    if len(text) == _QUARTER:
        return text[4] == "Q" and text[5] in "1234" and is_day(f"{text[:4]}-01-01")
    return is_month(text) or (len(text) == _YEAR and is_day(f"{text}-01-01"))


def months_of(period: str) -> tuple[str, ...]:
    """`2026Q4` → its three months; a month is its own."""
    year = period[:4]
    if len(period) == _MONTH:
        return (period,)
    if len(period) == _QUARTER:
        first = int(period[5]) * 3 - 2
        return tuple(f"{year}-{month:02}" for month in range(first, first + 3))
    return tuple(f"{year}-{month:02}" for month in range(1, 13))


def first_day(period: str) -> str:
    return f"{months_of(period)[0]}-01"


def last_day(period: str) -> str:
    year, month = (int(part) for part in months_of(period)[-1].split("-"))
    return f"{year:04}-12-31" if month == 12 else (date(year, month + 1, 1) - timedelta(days=1)).isoformat()


def days_of(month: str) -> list[str]:
    """Every day of a month."""
    return [f"{month}-{day:02}" for day in range(1, int(last_day(month)[8:]) + 1)]


def periods_with(month: str) -> tuple[str, str, str]:
    """The month, its quarter and its year."""
    return month, quarter(f"{month}-01"), month[:4]


def quarter_of(period: str) -> str:
    """The quarter in whose scopes a result of this period lives: a year's is its last."""
    return quarter(last_day(period))

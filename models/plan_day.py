"""Days as plans write them: to the day, to the month, or not at all; and the days that such texts mean.

Promises: `2011-10` begins on its first day and ends on its last (底前); 年底 is 31 December, 上半年 ends on 30 June;
no function reads a clock.
"""

from __future__ import annotations

from typing import Any

from models.calendar import add_days, is_day

DAY_LENGTH = 10
MONTH_LENGTH = 7
YEAR_MIN = 1900
YEAR_MAX = 2999


def is_plan_day(value: Any) -> bool:
    """True for `2011-10-31` and `2011-10`, in a year that a plan can mean."""
    if not isinstance(value, str) or len(value) not in (MONTH_LENGTH, DAY_LENGTH):
        return False
    return is_day(value if len(value) == DAY_LENGTH else f"{value}-01") and YEAR_MIN <= int(value[:4]) <= YEAR_MAX


def first_day(text: str) -> str:
    """The day on which a plan's day or month begins."""
    return text if len(text) == DAY_LENGTH else f"{text}-01"


def last_day(text: str) -> str:
    """The day on which a plan's day or month ends: `2011-10` (10月底前) → `2011-10-31`."""
    return text if len(text) == DAY_LENGTH else f"{text}-{month_length(text):02}"


def month_length(month: str) -> int:
    return int(add_days(f"{add_months(month, 1)}-01", -1)[8:])


def day_of_month(month: str, day: int) -> str:
    """A day of a month; the last one where the month is too short for it."""
    return f"{month}-{min(day, month_length(month)):02}"


def add_months(month: str, count: int) -> str:
    """`2011-12` and 1 → `2012-01`."""
    months = int(month[:4]) * 12 + int(month[5:7]) - 1 + count
    return f"{months // 12:04}-{months % 12 + 1:02}"


def year_end(year: int) -> str:
    return f"{year:04}-12-31"

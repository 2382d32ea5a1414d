"""Local days and quarters: what "today" is in a hospital, and when a day ends.

Promises: a day is text `YYYY-MM-DD`, a quarter `2026Q4`, a moment Unix milliseconds; no function here reads a clock.
"""

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

DEFAULT_ZONE = "Asia/Shanghai"
DAY_MS = 86_400_000
HOUR_MS = 3_600_000
MOMENT_MS_MAX = 253_402_214_400_000
"""A day before the year 10000 in UTC: days have four digits of year in every zone."""
FIRST_DAY, LAST_DAY = "0001-01-01", "9999-12-31"

_DAY_LENGTH = 10


def is_day(text: str) -> bool:
    """True for a real day of the calendar in the one spelling we accept."""
    return len(text) == _DAY_LENGTH and _is_in_the_calendar(text)


@lru_cache(maxsize=8_192)
def _is_in_the_calendar(text: str) -> bool:
    if text[4] != "-" or text[7] != "-" or not text.isascii():
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


@lru_cache(maxsize=8_192)
def quarter(day: str) -> str:
    """`2026-11-21` → `2026Q4`. The day must be valid."""
    return f"{day[:4]}Q{(int(day[5:7]) + 2) // 3}"


@lru_cache(maxsize=1_024)
def quarter_end(name: str) -> str:
    """The last day of a quarter: `2026Q4` → `2026-12-31`."""
    year, number = int(name[:4]), int(name[5:])
    following = date(year + number // 4, number % 4 * 3 + 1, 1) if year + number // 4 <= date.max.year else None
    return f"{year:04}-12-31" if following is None else (following - timedelta(days=1)).isoformat()


@lru_cache(maxsize=64)
def is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


@lru_cache(maxsize=64)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def local_day(moment_ms: int, zone: str = DEFAULT_ZONE) -> str:
    """The day that a moment falls on in a zone; for one that lies beyond all days (an id's time may), the last."""
    return datetime.fromtimestamp(min(moment_ms, MOMENT_MS_MAX) / 1000, _zone(zone)).date().isoformat()


@lru_cache(maxsize=8_192)
def day_start_ms(day: str, zone: str = DEFAULT_ZONE) -> int:
    """The first moment of a local day."""
    start = date.fromisoformat(day)
    return int(datetime(start.year, start.month, start.day, tzinfo=_zone(zone)).timestamp() * 1000)


def day_end_ms(day: str, zone: str = DEFAULT_ZONE) -> int:
    """The first moment after a local day."""
    return day_start_ms(day, zone) + DAY_MS if day == LAST_DAY else day_start_ms(add_days(day, 1), zone)


@lru_cache(maxsize=8_192)
def add_days(day: str, count: int) -> str:
    """The day `count` days later (earlier when negative)."""
    return (date.fromisoformat(day) + timedelta(days=count)).isoformat()


def is_weekend(day: str) -> bool:
    """Saturday or Sunday; holidays and 调休 are another matter."""
    return date.fromisoformat(day).weekday() >= 5


def covers(begin: str, end: str | None, day: str) -> bool:
    """True when `day` lies in begin..end, both included; no end is an open one."""
    return begin <= day and (end is None or day <= end)

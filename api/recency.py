"""Which quarters of an ageing scope are sent without being asked for: those that end within 90 days before today."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from models.calendar import local_day, quarter
from sync.scope import SNAPSHOT_DAYS

AHEAD_DAYS = 366
"""What is of a quarter to come is sent as well: a year's result and commentary live in its last one from January on."""

_QUARTER = re.compile(r"[0-9]{4}Q[1-4]\Z")
_TAIL = len("/2026Q4")


def is_quarter(text: str) -> bool:
    """Whether this is a quarter's name, such as 2026Q4."""
    return _QUARTER.match(text) is not None


def recent_quarters(now_ms: int) -> tuple[str, ...]:
    """The quarters that are sent unasked at this moment (Unix milliseconds), oldest first."""
    return _quarters_around(local_day(now_ms))


def is_recent(scope: str, now_ms: int) -> bool:
    """Whether a scope is sent unasked: one that doesn't age, or a recent quarter."""
    tail = scope[-_TAIL:]
    return not (tail.startswith("/") and is_quarter(tail[1:])) or tail[1:] >= recent_quarters(now_ms)[0]


@lru_cache(maxsize=64)
def _quarters_around(day: str) -> tuple[str, ...]:
    today = date.fromisoformat(day)
    days = range(-SNAPSHOT_DAYS, AHEAD_DAYS + 1)
    return tuple(sorted({quarter((today + timedelta(days=offset)).isoformat()) for offset in days}))

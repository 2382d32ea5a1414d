"""工作日: which days are worked, by the calendars of an institution and of the library, and counting in them.

Promises: an institution's own entry wins over the library's, day by day; where neither knows a year, weekdays are
worked and weekends not, and `known` says that this is only supposed. Counting stops at the first and the last day
that there are. No function reads a clock or a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

from msgspec import Struct

from models.calendar import FIRST_DAY, LAST_DAY, add_days, is_weekend
from models.document import Document
from models.people import MISSING

MOVE_MAX = 20
"""Free days in a row beyond this aren't believed: a due day then stays where it is."""


class SpecialDay(Struct, frozen=True):
    """特别日: a day that isn't what its weekday says, or has a name."""

    type: str
    name: str = ""


class WorkingDays(Struct, frozen=True):
    """工作日历: the special days that are known, and the years of which all of them are."""

    special: Mapping[str, SpecialDay]
    years: frozenset[int]

    def works(self, day: str) -> bool:
        found = self.special.get(day)
        return not is_weekend(day) if found is None else found.type == "work"

    def name(self, day: str) -> str:
        found = self.special.get(day)
        return "" if found is None else found.name

    def known(self, day: str) -> bool:
        """False where holidays and 调休 of that year haven't been published to us yet."""
        return int(day[:4]) in self.years

    def next(self, day: str) -> str:
        """The day itself if it is worked, else the first one after it that is."""
        return self._towards(day, 1)

    def previous(self, day: str) -> str:
        """The day itself if it is worked, else the last one before it that is."""
        return self._towards(day, -1)

    def add(self, day: str, count: int) -> str:
        """The day `count` working days later (3 个工作日内); the day itself isn't counted."""
        here, left = day, abs(count)
        step = 1 if count > 0 else -1
        while left:
            if _is_the_end(here, step):
                return here
            here = self._towards(add_days(here, step), step)
            left -= 1
        return here

    def moved(self, day: str, rule: str) -> str:
        """Where a due day falls: `same`, or the working day before or after where it is free."""
        if rule == "same":
            return day
        return self.previous(day) if rule == "previous" else self.next(day)

    def _towards(self, day: str, step: int) -> str:
        here = day
        for _ in range(MOVE_MAX):
            if self.works(here):
                return here
            if _is_the_end(here, step):
                return day
            here = add_days(here, step)
        return day


def _is_the_end(day: str, step: int) -> bool:
    return day == (LAST_DAY if step > 0 else FIRST_DAY)


PLAIN = WorkingDays({}, frozenset())
"""Weekdays only: what is known without any calendar."""


def working_days(documents: Iterable[Document], institution: bytes) -> WorkingDays:
    """The days of the library's calendars with the institution's own ones over them."""
    found = sorted(
        (document for document in documents if document.value("institution") in (MISSING, institution)),
        key=lambda document: (document.value("institution") != MISSING, document.id),
    )
    special: dict[str, SpecialDay] = {}
    years: set[int] = set()
    for document in found:
        year = document.value("year")
        if not isinstance(year, str) or not year.isdecimal():
            continue
        years.add(int(year))
        for path, register in document.registers.items():
            value = register.value
            if path.startswith("days/") and isinstance(value, dict):
                given = cast("dict[str, Any]", value)
                special[f"{year}-{path[5:]}"] = SpecialDay(str(given.get("type")), str(given.get("name") or ""))
    return WorkingDays(special, frozenset(years))

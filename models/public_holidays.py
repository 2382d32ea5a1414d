"""国家法定节假日: the public holidays and 调休 that a well-kept library knows, as calendars that everybody reads.

Promises: for a year that the library doesn't know there is nothing, never a guess; a year that it knows is whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from chinese_calendar import constants  # pyright: ignore[reportMissingTypeStubs] the library has none

from models.document import ServerAct, natural_id, uuid_text
from models.people import MISSING
from models.working_days import SpecialDay, WorkingDays

SOURCE = "chinesecalendar（国务院办公厅节假日安排）"

_HOLIDAYS = cast("Mapping[date, str]", constants.holidays)
_IN_LIEU = cast("Mapping[date, str]", constants.in_lieu_days)
_WORKED = cast("Mapping[date, str]", constants.workdays)
YEARS = frozenset(day.year for day in _HOLIDAYS)
"""The years whose arrangement has been published and is known here."""


def special_days(year: int) -> dict[str, SpecialDay]:
    """The special days of a year by `MM-DD`; empty where it isn't known."""
    days: dict[str, SpecialDay] = {}
    for day, name in _HOLIDAYS.items():
        if day.year == year:
            days[f"{day:%m-%d}"] = SpecialDay("rest" if day in _IN_LIEU else "holiday", _chinese(name))
    for day, name in _WORKED.items():
        if day.year == year:
            days[f"{day:%m-%d}"] = SpecialDay("work", _chinese(name))
    return dict(sorted(days.items()))


def _chinese(name: str) -> str:
    return cast("Any", constants.Holiday(name)).chinese


def public_days() -> WorkingDays:
    """All years of the library at once."""
    special = {f"{year}-{day}": found for year in YEARS for day, found in special_days(year).items()}
    return WorkingDays(special, YEARS)


def acts(years: range) -> list[ServerAct]:
    """The library's calendars of those of these years that are known."""
    made: list[ServerAct] = []
    for year in years:
        if year in YEARS:
            writes: dict[str, Any] = {"institution": MISSING, "year": f"{year}", "source": SOURCE}
            for day, found in special_days(year).items():
                writes[f"days/{day}"] = {"type": found.type, "name": found.name}
            made.append(ServerAct(natural_id(f"work_calendar/{uuid_text(MISSING)}/{year}"), "work_calendar", writes))
    return made

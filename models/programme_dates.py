"""A programme begun in a month of one's own: all its dates move with it, by whole months.

    begun_in(writes, day) → the same registers, as if the programme had begun on that day

Promises: what stood at the end of a month stands at the end of a month again; days of every year (05-01, July and
December) stay; what was dated by its issuer (`issued_on`, the date of the paper) is left out, for the new one has none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast

from models.calendar import is_day
from models.plan_day import DAY_LENGTH, add_months, day_of_month, is_plan_day, month_length

_DATED = ("from", "to", "due", "cadence")
_MONTHS_A_YEAR = 12


def begun_in(writes: Mapping[str, Any], day: str) -> dict[str, Any]:
    """The registers of a programme, moved so that its first stage begins in the month of `day`."""
    first = earliest(writes)
    months = 0 if first is None else _months(day[:7]) - _months(first)
    moved = {path: _moved(path, value, months) for path, value in writes.items() if path != "about/issued_on"}
    ends = moved.get("about/ends_on")
    if isinstance(ends, str):
        moved["about/ends_on"] = plan_day_moved(ends, months)
    return {**moved, "about/starts_on": day}


def earliest(writes: Mapping[str, Any]) -> str | None:
    """The month in which a programme begins, by its stages, else by its own first day; None where nothing says it."""
    days: list[str] = []
    for path, value in writes.items():
        if path.startswith("stages/") and isinstance(value, dict):
            stage = cast("dict[str, Any]", value)
            days += [str(each) for each in (stage.get("from"), *_listed(stage.get("due"))) if is_plan_day(each)]
    starts = writes.get("about/starts_on")
    if not days and isinstance(starts, str) and is_day(starts):
        return starts[:7]
    return min(days)[:7] if days else None


def plan_day_moved(text: str, months: int) -> str:
    """`2011-10-31` and 4 → `2012-02-29`; what is no day or month stays as it is."""
    if not is_plan_day(text):
        return text
    month = add_months(text[:7], months)
    if len(text) != DAY_LENGTH:
        return month
    day = int(text[8:])
    return day_of_month(month, 31 if day == month_length(text[:7]) else day)


def _moved(path: str, value: Any, months: int) -> Any:
    if not isinstance(value, dict):
        return value
    given = cast("dict[str, Any]", value)
    section = path.partition("/")[0]
    kept = {name: each for name, each in given.items() if not (section == "documents" and name == "date")}
    return {name: _field(section, name, each, months) for name, each in kept.items()}


def _field(section: str, name: str, value: Any, months: int) -> Any:
    if name in _DATED:
        return _cadence(value, months) if isinstance(value, dict) else _days(value, months)
    change = _OTHERS.get((section, name))
    return value if change is None else change(value, months)


def _days(value: Any, months: int) -> Any:
    if isinstance(value, list):
        return [_days(each, months) for each in cast("list[Any]", value)]
    return plan_day_moved(value, months) if isinstance(value, str) else value


def _cadence(value: Any, months: int) -> Any:
    given = cast("dict[str, Any]", value)
    moved = {name: _days(each, months) if name in ("dates", "months") else each for name, each in given.items()}
    if isinstance(given.get("of"), list):
        moved["of"] = [_cadence(each, months) if isinstance(each, dict) else each for each in given["of"]]
    return moved


def _year(value: Any, months: int) -> Any:
    """The year in which the end of that year comes to stand."""
    return int(add_months(f"{value:04}-12", months)[:4]) if isinstance(value, int) else value


def _windows(value: Any, months: int) -> Any:
    """Windows of one year move to the year that theirs comes to; those of every year stay."""
    if not isinstance(value, list):
        return value
    windows = cast("list[Any]", value)
    return [
        {
            name: _days(each, months) if name in ("from", "to") else _year(each, months) if name == "year" else each
            for name, each in cast("dict[str, Any]", window).items()
        }
        if isinstance(window, dict)
        else window
        for window in windows
    ]


def _when(value: Any, months: int) -> Any:
    """`2011-year_end` → the year end of the moved programme."""
    year, dash, rest = str(value).partition("-")
    return f"{_year(int(year), months)}-{rest}" if dash and rest == "year_end" and year.isdecimal() else value


_OTHERS: dict[tuple[str, str], Callable[[Any, int], Any]] = {
    ("stages", "year"): _year,
    ("stages", "moving"): _windows,
    ("awards", "when"): _when,
}


def _months(month: str) -> int:
    return int(month[:4]) * _MONTHS_A_YEAR + int(month[5:7]) - 1


def _listed(value: Any) -> list[Any]:
    return cast("list[Any]", value) if isinstance(value, list) else [value]

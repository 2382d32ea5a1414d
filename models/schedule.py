"""日程: the periods that a cadence makes of a plan's days, each with the day it is due.

    periods(cadence, frame, low, high) → the periods that touch low..high, in their order

Promises: pure, and TypeScript's `periods` gives the same. A period never reaches beyond the plan; one whose due day
lies before its own beginning isn't asked for. What has no schedule (per_event, immediate, irregular, campaign,
unspecified) has no periods; 定期 has a month without a due day. A switch of cadence begins with its month: what was
before it stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from msgspec import Struct

from models.cadence import Cadence
from models.calendar import add_days
from models.plan_day import add_months, day_of_month, first_day, last_day
from models.stage import Stage, Stretch, stretch_of
from models.working_days import WorkingDays

EARLIEST = "0001-01-01"
LATEST = "9998-12-31"
REMIND_DAYS = 3
"""How long before the due day somebody is reminded, where the cadence says nothing."""

MOVED_DAYS_MAX = 20
"""So far at most does a due day move over holidays."""


class Period(Struct, frozen=True):
    """周期段: one stretch in which something is asked for once (or `times`); no `due_on`: nothing is ever late."""

    begin: str
    end: str
    label: str
    """`2012-06`, `2012Q2`, `2012H1`, `2012`, a day, two days or months with a stroke between, or `stage:<id>`."""
    opens_on: str
    due_on: str | None
    remind_on: str | None


class Frame(Struct, frozen=True):
    """框架: what a cadence needs to become days: the plan's stretch, its stages, the calendar and the switches."""

    within: Stretch
    stages: Mapping[str, Stage]
    days: WorkingDays
    ended_on: str | None = None
    """The day on which the plan was ended: nothing is asked for after it."""


class _Raw(Struct, frozen=True):
    begin: str
    end: str
    label: str
    due_on: str | None
    opens_on: str | None = None
    own: bool = False
    """Written with its own days, so the plan's stretch doesn't cut it."""


def switched(
    cadence: Cadence, switches: Mapping[str, Cadence], frame: Frame, low: str, high: str
) -> tuple[Period, ...]:
    """As `periods`, where another cadence holds from some month on: `{"2012-04": bimonthly}`."""
    months = sorted(switches)
    found: list[Period] = []
    for at, month in enumerate(["", *months]):
        begin = first_day(month) if month else None
        end = add_days(first_day(months[at]), -1) if at < len(months) else None
        held = switches[month] if month else cadence
        found += _periods(held, Stretch(begin, end), frame, low, high)
    return tuple(sorted(set(found), key=_order))


def periods(cadence: Cadence, frame: Frame, low: str, high: str) -> tuple[Period, ...]:
    """The periods of a cadence that touch the days low..high."""
    return switched(cadence, {}, frame, low, high)


def _order(period: Period) -> tuple[str, ...]:
    return (period.begin, period.end, period.label, period.due_on or "", period.opens_on, period.remind_on or "")


def _periods(cadence: Cadence, held: Stretch, frame: Frame, low: str, high: str) -> list[Period]:
    if cadence.type == "choice_of":
        return _periods(cadence.of[0], held, frame, low, high) if cadence.of else []
    if cadence.type == "combined":
        return [period for each in cadence.of for period in _periods(each, held, frame, low, high)]
    make = _MAKERS.get(cadence.type)
    if make is None:
        return []
    begin = max(held.begin or EARLIEST, frame.within.begin or EARLIEST)
    end = min(held.end or LATEST, frame.within.end or LATEST, frame.ended_on or LATEST)
    found: list[Period] = []
    for raw in make(cadence, held, frame, max(begin, add_days(low, -MOVED_DAYS_MAX)), min(end, high)):
        own = Stretch(held.begin or EARLIEST, min(held.end or LATEST, frame.ended_on or LATEST))
        period = _cut(raw, cadence, own if raw.own else Stretch(begin, end), frame)
        if period is not None and period.begin <= high and low <= max(period.end, period.due_on or EARLIEST):
            found.append(period)
    return found


def _cut(raw: _Raw, cadence: Cadence, within: Stretch, frame: Frame) -> Period | None:
    """A period as it stands inside the plan; None where nothing of it is left."""
    begin = max(raw.begin, within.begin or EARLIEST)
    end = min(raw.end, within.end or LATEST)
    if begin > end or (raw.due_on is not None and raw.due_on < begin):
        return None
    opens_on = min(max(begin, raw.opens_on or begin), end)
    if raw.due_on is None:
        return Period(begin, end, raw.label, opens_on, None, None)
    due_on = frame.days.moved(min(raw.due_on, end), cadence.on_holiday)
    before = cadence.remind_days if cadence.remind_days is not None else _remind_days(cadence.type)
    remind_on = max(opens_on, add_days(due_on, -before)) if before else None
    return Period(begin, end, raw.label, min(opens_on, due_on), due_on, remind_on)


def _remind_days(type: str) -> int:
    return {"daily": 0, "weekly": 1}.get(type, REMIND_DAYS)


def _once_by(cadence: Cadence, held: Stretch, frame: Frame, low: str, high: str) -> Iterator[_Raw]:
    before: str | None = None
    for text in cadence.dates:
        due_on = last_day(text)
        earliest = min(frame.within.begin or due_on[:8] + "01", due_on)
        begin = earliest if before is None else add_days(before, 1)
        yield _Raw(min(begin, due_on), due_on, due_on, due_on, own=True)
        before = due_on


def _daily(cadence: Cadence, held: Stretch, frame: Frame, low: str, high: str) -> Iterator[_Raw]:
    day = low
    while day <= high:
        if not cadence.working_days or frame.days.works(day):
            yield _Raw(day, day, day, day)
        day = add_days(day, 1)


def _weekly(cadence: Cadence, held: Stretch, frame: Frame, low: str, high: str) -> Iterator[_Raw]:
    if low > high:
        return
    monday = add_days(low, -date.fromisoformat(low).weekday())
    while monday <= high:
        sunday = add_days(monday, 6)
        yield _Raw(monday, sunday, f"{monday}/{sunday}", add_days(monday, cadence.weekday - 1))
        monday = add_days(monday, 7)


def _monthly(cadence: Cadence, held: Stretch, frame: Frame, low: str, high: str) -> Iterator[_Raw]:
    for month in _months_between(low, high, 1, 0):
        yield _months(month, 1, month, cadence)


def _bimonthly(cadence: Cadence, held: Stretch, frame: Frame, low: str, high: str) -> Iterator[_Raw]:
    """January and February, March and April …; after a switch, counted from the month of the switch."""
    begin = int(held.begin[5:7]) - 1 if held.begin is not None else 0
    for month in _months_between(low, high, 2, begin % 2):
        yield _months(month, 2, f"{month}/{add_months(month, 1)}", cadence)


def _quarterly(cadence: Cadence, held: Stretch, frame: Frame, low: str, high: str) -> Iterator[_Raw]:
    for month in _months_between(low, high, 3, 0):
        yield _months(month, 3, f"{month[:4]}Q{int(month[5:]) // 3 + 1}", cadence)


def _half_yearly(cadence: Cadence, held: Stretch, frame: Frame, low: str, high: str) -> Iterator[_Raw]:
    for month in _months_between(low, high, 6, 0):
        yield _months(month, 6, f"{month[:4]}H{int(month[5:]) // 6 + 1}", cadence)


def _named_months(cadence: Cadence, held: Stretch, frame: Frame, low: str, high: str) -> Iterator[_Raw]:
    for named in cadence.months:
        if len(named) > 2:
            month = _months(named, 1, named, cadence)
            yield _Raw(month.begin, month.end, month.label, month.due_on, own=True)
    for month in _months_between(low, high, 1, 0):
        if month[5:] in cadence.months:
            yield _months(month, 1, month, cadence)


def _year_end(cadence: Cadence, held: Stretch, frame: Frame, low: str, high: str) -> Iterator[_Raw]:
    """The whole year is looked back upon; the work opens in its last month."""
    for month in _months_between(low, high, 12, 0):
        year = month[:4]
        yield _Raw(f"{year}-01-01", f"{year}-12-31", year, f"{year}-12-31", f"{year}-12-01")


def _in_stage(cadence: Cadence, held: Stretch, frame: Frame, low: str, high: str) -> Iterator[_Raw]:
    stage = frame.stages.get(cadence.stage)
    if stage is None:
        return
    stretch = stretch_of(stage, frame.within.begin)
    begin = stretch.begin or frame.within.begin or EARLIEST
    yield _Raw(begin, stretch.end or frame.within.end or LATEST, f"stage:{stage.id}", stretch.end, own=True)


def _periodic(cadence: Cadence, held: Stretch, frame: Frame, low: str, high: str) -> Iterator[_Raw]:
    for month in _months_between(low, high, 1, 0):
        yield _Raw(f"{month}-01", last_day(month), month, None)


def _months_between(low: str, high: str, step: int, offset: int) -> Iterator[str]:
    """The first months of the stretches of `step` months that touch low..high, counted from January and `offset`."""
    if low > high:
        return
    number = int(low[5:7]) - 1
    back = (number - offset) % step
    month = add_months(low[:7], -back) if int(low[:4]) * 12 + number - back >= 12 else low[:7]
    while first_day(month) <= high:
        yield month
        month = add_months(month, step)


def _months(month: str, count: int, label: str, cadence: Cadence) -> _Raw:
    last = add_months(month, count - 1)
    due_on = last_day(last) if cadence.due_day is None else day_of_month(last, cadence.due_day)
    return _Raw(first_day(month), last_day(last), label, due_on)


_MAKERS: dict[str, Callable[[Cadence, Stretch, Frame, str, str], Iterator[_Raw]]] = {
    "once_by": _once_by,
    "daily": _daily,
    "weekly": _weekly,
    "monthly": _monthly,
    "bimonthly": _bimonthly,
    "quarterly": _quarterly,
    "half_yearly": _half_yearly,
    "months": _named_months,
    "year_end": _year_end,
    "in_stage": _in_stage,
    "periodic": _periodic,
    "regular_and_irregular": _periodic,
}

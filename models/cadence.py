"""周期: how often a plan asks for something, as it is written in a bundle and in the programme's registers.

Promises: reading is total: what is wrong is told by path and code, and the rest is read all the same; a cadence says
nothing of stages, holidays or people: `models.schedule` makes days of it.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from models.fault import Fault, Path, Reading
from models.plan_day import is_plan_day

TIMES_MAX = 99
REMIND_DAYS_MAX = 60

_SCHEDULED = frozenset({"times", "remind_days", "on_holiday"})
_KEYS: dict[str, frozenset[str]] = {
    "once_by": _SCHEDULED | {"dates"},
    "daily": _SCHEDULED | {"working_days"},
    "weekly": _SCHEDULED | {"weekday"},
    "monthly": _SCHEDULED | {"due_day"},
    "bimonthly": _SCHEDULED | {"due_day"},
    "quarterly": _SCHEDULED,
    "half_yearly": _SCHEDULED,
    "months": _SCHEDULED | {"months", "due_day"},
    "year_end": _SCHEDULED,
    "in_stage": _SCHEDULED | {"stage"},
    "per_event": frozenset({"event"}),
    "immediate": frozenset(),
    "irregular": frozenset(),
    "regular_and_irregular": frozenset(),
    "choice_of": frozenset({"of"}),
    "periodic": frozenset(),
    "campaign": frozenset({"title", "stage", "dates", "from", "to"}),
    "combined": frozenset({"of"}),
    "unspecified": frozenset(),
}
CADENCE_TYPES = tuple(_KEYS)
ON_HOLIDAY = ("same", "previous", "next")
"""What becomes of a due day that is no working day: it stays, or goes to the working day before or after."""

_NEEDED = {"once_by": "dates", "months": "months", "in_stage": "stage", "choice_of": "of", "combined": "of"}


class Cadence(Struct, frozen=True):
    """周期: how often something is due; what a type has no use for keeps its default."""

    type: str
    dates: tuple[str, ...] = ()
    """Days or months (`2011-10` is due on its last day), in their order."""
    times: int = 1
    """How often within each period."""
    due_day: int | None = None
    weekday: int = 7
    """1 Monday … 7 Sunday."""
    months: tuple[str, ...] = ()
    """`07` for each year's July, `2012-06` for that one."""
    stage: str = ""
    event: str = ""
    working_days: bool = False
    on_holiday: str = "same"
    remind_days: int | None = None
    of: tuple[Cadence, ...] = ()


UNSPECIFIED = Cadence("unspecified")


def read_cadence(value: Any, path: Path, faults: list[Fault]) -> Cadence:
    """The cadence of a map (or of a type's bare name); `unspecified` where it can't be read at all."""
    given = Reading({"type": value} if isinstance(value, str) else value, path, faults)
    if not given.map:
        return UNSPECIFIED
    type = given.one_of("type", CADENCE_TYPES, "")
    if not type:
        if "type" not in given.map:
            given.wrong((), "missing", key="type")
        return UNSPECIFIED
    given.only(_KEYS[type] | {"type"})
    needed = _NEEDED.get(type)
    if needed is not None and given.map.get(needed) in (None, [], ""):
        given.wrong((), "missing", key=needed)
    return Cadence(
        type,
        _dates(given),
        given.whole("times", 1, TIMES_MAX) or 1,
        given.whole("due_day", 1, 31),
        given.whole("weekday", 1, 7) or 7,
        _months(given),
        given.text("stage"),
        given.text("event"),
        given.true("working_days"),
        given.one_of("on_holiday", ON_HOLIDAY, "same"),
        given.whole("remind_days", 0, REMIND_DAYS_MAX),
        tuple(read_cadence(each, given.below("of", at), faults) for at, each in enumerate(given.list("of"))),
    )


def _dates(given: Reading) -> tuple[str, ...]:
    found: list[str] = []
    for at, each in enumerate(given.list("dates")):
        if is_plan_day(each):
            found.append(each)
        else:
            given.wrong(("dates", at), "bad_day", value=str(each))
    return tuple(sorted(set(found)))


def _months(given: Reading) -> tuple[str, ...]:
    found: list[str] = []
    for at, each in enumerate(given.list("months")):
        if type(each) is int and 1 <= each <= 12:
            found.append(f"{each:02}")
        elif isinstance(each, str) and len(each) == 7 and is_plan_day(each):
            found.append(each)
        else:
            given.wrong(("months", at), "bad_month", value=str(each))
    return tuple(sorted(set(found)))

"""阶段、节点、时段: the stages of a plan as written, and the days they come to.

Promises: stages may nest, overlap, leave gaps, lack an end or be absent; a child may begin before its parent or end
after it. A milestone is due on its days. A window returns every year around its day, and has none until that is known
(十八大). A month begins on its first day and ends on its last; 年底 is 31 December.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct

from models.calendar import LAST_DAY, add_days, is_day
from models.fault import Fault, Path, Reading
from models.plan_day import YEAR_MAX, YEAR_MIN, add_months, day_of_month, first_day, is_plan_day, last_day, year_end

STAGE_KINDS = ("stage", "milestone", "window")
AROUND_DAYS_MAX = 60
DURATION = re.compile(r"P(?:([1-9]\d?)Y)?(?:([1-9]\d?)M)?\Z")

_KEYS = frozenset({
    "id", "title", "title_en", "kind", "from", "to", "due", "at", "year", "duration", "parent", "moving", "tasks",
    "items", "question",
})  # fmt: skip
_MOVING_KEYS = frozenset({"title", "title_en", "at", "around_days", "year", "from", "to", "question"})


class Moving(Struct, frozen=True):
    """时段: a window around a day of each year, `05-01`, or of one year; no `at`: its day is not known yet.

    `at` may also be one day, `2012-10-01`.
    """

    title: str
    at: str | None = None
    around_days: int = 0
    year: int | None = None
    begin: str | None = None
    end: str | None = None
    """A window written with its own days or months."""


class Stage(Struct, frozen=True):
    """阶段: a stretch, a milestone or a window of a plan; days as written (`2011-07` to the month), None where open."""

    id: str
    title: str
    kind: str = "stage"
    begin: str | None = None
    end: str | None = None
    due: tuple[str, ...] = ()
    at: str | None = None
    """`year_end`, of `year`."""
    year: int | None = None
    duration_months: int | None = None
    parent: str | None = None
    moving: tuple[Moving, ...] = ()
    tasks: tuple[str, ...] = ()
    items: tuple[str, ...] = ()


class Stretch(Struct, frozen=True):
    """起止: the first and the last day of a stage, a window or a plan; None where it is open."""

    begin: str | None = None
    end: str | None = None

    def covers(self, day: str) -> bool:
        return (self.begin is None or self.begin <= day) and (self.end is None or day <= self.end)


def read_stage(value: Any, path: Path, faults: list[Fault], id: str = "") -> Stage:
    """The stage of a map; `id` is the register's where the map has none."""
    given = Reading(value, path, faults)
    given.only(_KEYS)
    stage = Stage(
        given.text("id", id),
        given.text("title"),
        given.one_of("kind", STAGE_KINDS, _kind_of(given.map)),
        _plan_day(given, "from"),
        _plan_day(given, "to"),
        _due(given),
        given.one_of("at", ("year_end",), "") or None,
        given.whole("year", YEAR_MIN, YEAR_MAX),
        _duration(given),
        given.text("parent") or None,
        tuple(_moving(each, given.below("moving", at), faults) for at, each in enumerate(given.list("moving"))),
        _texts(given, "tasks"),
        _texts(given, "items"),
    )
    if stage.begin is not None and stage.end is not None and last_day(stage.end) < first_day(stage.begin):
        given.wrong(("to",), "ends_before_it_begins")
    if stage.kind == "milestone" and not stage.due and stage.at is None:
        given.wrong((), "missing", key="due")
    return stage


def _kind_of(given: dict[str, Any]) -> str:
    """What a stage without `kind` is: a milestone has a due day, a window a moving day."""
    if given.get("moving"):
        return "window"
    return "milestone" if given.get("due") and not given.get("from") else "stage"


def check_stages(stages: Iterable[Stage], paths: dict[str, Path], faults: list[Fault]) -> None:
    """What only shows between stages: a parent that isn't there, or that is below itself."""
    by_id = {stage.id: stage for stage in stages}
    for stage in by_id.values():
        path = (*paths.get(stage.id, ()), "parent")
        above = stage.parent
        if above is not None and above not in by_id:
            faults.append(Fault(path, "unknown_stage", {"id": above}))
        seen = {stage.id}
        while above is not None and above in by_id:
            if above in seen:
                faults.append(Fault(path, "loop", {"id": stage.id}))
                break
            seen.add(above)
            above = by_id[above].parent


def _plan_day(given: Reading, key: str) -> str | None:
    value = given.map.get(key)
    if value is None:
        return None
    if is_plan_day(value):
        return value
    given.wrong((key,), "bad_day", value=str(value))
    return None


def _due(given: Reading) -> tuple[str, ...]:
    found: list[str] = []
    for at, each in enumerate(given.list("due")):
        if is_plan_day(each):
            found.append(each)
        else:
            given.wrong(("due", at), "bad_day", value=str(each))
    return tuple(sorted(set(found)))


def _duration(given: Reading) -> int | None:
    value = given.map.get("duration")
    if value is None:
        return None
    found = DURATION.match(value) if isinstance(value, str) else None
    months = 0 if found is None else int(found[1] or 0) * 12 + int(found[2] or 0)
    if months == 0:
        given.wrong(("duration",), "bad_duration", value=str(value))
        return None
    return months


def _moving(value: Any, path: Path, faults: list[Fault]) -> Moving:
    given = Reading({"title": value} if isinstance(value, str) else value, path, faults)
    given.only(_MOVING_KEYS)
    at = given.map.get("at")
    if at is not None and not (isinstance(at, str) and is_plan_day(f"2024-{at}" if len(at) == 5 else at)):
        given.wrong(("at",), "bad_day", value=str(at))
        at = None
    return Moving(
        given.text("title"),
        at,
        given.whole("around_days", 0, AROUND_DAYS_MAX) or 0,
        given.whole("year", YEAR_MIN, YEAR_MAX),
        _plan_day(given, "from"),
        _plan_day(given, "to"),
    )


def _texts(given: Reading, key: str) -> tuple[str, ...]:
    found: list[str] = []
    for at, each in enumerate(given.list(key)):
        text = each.get("title") if isinstance(each, dict) else each  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType] asked next
        if isinstance(text, str):
            found.append(text)
        else:
            given.wrong((key, at), "not_a_text")
    return tuple(found)


def stretch_of(stage: Stage, starts_on: str | None) -> Stretch:
    """First and last day of a stage; a plan that begins on `starts_on` begins those that say only how long."""
    begin = None if stage.begin is None else first_day(stage.begin)
    end = None if stage.end is None else last_day(stage.end)
    if stage.at == "year_end" and stage.year is not None:
        return Stretch(begin or f"{stage.year:04}-12-01", end or year_end(stage.year))
    if stage.due:
        return Stretch(begin, end or last_day(stage.due[-1]))
    if stage.duration_months is not None and end is None:
        begin = begin or starts_on
        end = None if begin is None else _after_months(begin, stage.duration_months)
    return Stretch(begin, end)


def _after_months(begin: str, months: int) -> str:
    """The last day of a stretch of whole months: from 1 October, P1Y ends on 30 September; none is after the last."""
    following = add_months(begin[:7], months)
    if following >= LAST_DAY[:7] or len(following) > len(LAST_DAY[:7]):
        return LAST_DAY
    return add_days(day_of_month(following, int(begin[8:])), -1)


def due_days(stage: Stage) -> tuple[str, ...]:
    """The days on which a milestone is due, in their order."""
    days = {last_day(each) for each in stage.due}
    if stage.kind == "milestone" and stage.at == "year_end" and stage.year is not None:
        days.add(year_end(stage.year))
    return tuple(sorted(days))


def windows(stage: Stage, within: Stretch, years: Iterable[int]) -> tuple[tuple[Moving, Stretch], ...]:
    """The windows of a stage in these years, those inside the plan; one whose day is not known has none."""
    found: list[tuple[Moving, Stretch]] = []
    for moving in stage.moving:
        if moving.begin is not None or moving.end is not None:
            begin = None if moving.begin is None else first_day(moving.begin)
            end = None if moving.end is None else last_day(moving.end)
            found.append((moving, Stretch(begin, end)))
            continue
        for middle in _middles(moving, years):
            if not within.covers(middle):
                continue
            around = Stretch(add_days(middle, -moving.around_days), add_days(middle, moving.around_days))
            found.append((moving, around))
    return tuple(found)


def _middles(moving: Moving, years: Iterable[int]) -> list[str]:
    """The days around which a window lies."""
    if moving.at is None:
        return []
    if len(moving.at) > len("05-01"):
        return [moving.at]
    days = (f"{year:04}-{moving.at}" for year in sorted(set(years)) if moving.year in (None, year))
    return [day for day in days if is_day(day)]


def plan_stretch(stages: Iterable[Stage], starts_on: str | None = None, ends_on: str | None = None) -> Stretch:
    """From when to when a plan runs: as it says, else from its first stage to the end of its last.

    A stage that begins and doesn't end leaves the plan open, unless the stage it is part of ends; one without any day
    of its own says nothing.
    """
    known = tuple(stages)
    if starts_on is None:
        begins = [
            stretch.begin for stretch in (stretch_of(stage, None) for stage in known) if stretch.begin is not None
        ]
        starts_on = min(begins, default=None)
    if ends_on is None:
        ended = {stage.id: stretch_of(stage, starts_on).end for stage in known}
        if not any(_goes_on(stage, ended) for stage in known):
            ends_on = max((end for end in ended.values() if end is not None), default=None)
    return Stretch(starts_on, ends_on)


def _goes_on(stage: Stage, ended: Mapping[str, str | None]) -> bool:
    """Whether a stage has begun on a day of its own for good."""
    begun = stage.kind == "stage" and stage.begin is not None and ended[stage.id] is None
    return begun and ended.get(stage.parent or "") is None

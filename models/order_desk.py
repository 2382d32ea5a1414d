"""整改台账: what orders come to together: how many are open where, how long they took, what returns, who is in time.

Promises: pure and exact, and the same as `pwa/src/model/order-desk.ts`; nobody is ranked by fewer orders than
`models.ranking` asks for.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct

from models.calendar import DEFAULT_ZONE, local_day
from models.deed import Registers, id_at, stamp_of
from models.document import Document, stamp_ms
from models.ladder import colour
from models.order_standing import OPEN, closed_at, due_at, order_standing
from models.ranking import Measured
from models.working_days import WorkingDays

CYCLE_ENDS = (3, 7, 15, 30)
"""Working days: up to 3, 7, 15, 30, and beyond."""
ELSEWHERE = ""
"""Of an order that names no building."""
_DULL = re.compile(r"[\W_]+")


class Line(Struct, frozen=True):
    """台账行: one issued order as the desk counts it."""

    id: str
    unit: str
    building: str
    title: str
    key: str
    """What makes two orders the same matter: the part of a checklist or result, else the title without its dress."""
    state: str
    colour: str
    issued_on: str
    due_on: str
    closed_on: str
    took: int | None
    """Working days from the issue to the closing; None while it is open."""
    in_time: bool | None
    """Whether the report that passed came by its due day; None while that is open."""


class Spot(Struct, frozen=True):
    """位置: what is open in one building of one unit."""

    building: str
    unit: str
    open: int
    colour: str
    """The gravest of them."""


class Repeated(Struct, frozen=True):
    """反复问题: one matter that came up more than once in a unit, the latest order first."""

    unit: str
    title: str
    orders: tuple[str, ...]


def line_of(order: Document, today: str, days: WorkingDays, zone: str = DEFAULT_ZONE) -> Line | None:
    """None for a draft and for what was withdrawn."""
    registers = order.registers
    standing, issued = order_standing(registers), stamp_of(registers, "issued")
    if issued is None or standing.state in ("draft", "withdrawn"):
        return None
    issued_on = str(order.value("issued_on") or local_day(stamp_ms(issued), zone))
    closed = closed_at(registers)
    closed_on = "" if closed is None else local_day(stamp_ms(closed), zone)
    unit = id_at(order, "unit")
    title = str(order.value("title") or "")
    return Line(
        order.id.hex(),
        "" if unit is None else unit.hex(),
        str(order.value("building") or ELSEWHERE).strip(),
        title,
        _key(order, title),
        standing.state,
        colour(standing, today, days),
        issued_on,
        standing.due_on,
        closed_on,
        working_days_between(issued_on, closed_on, days) if closed_on else None,
        _in_time(registers, today, zone),
    )


def working_days_between(first: str, last: str, days: WorkingDays) -> int:
    """Working days after `first` up to `last`."""
    count, here = 0, first
    while here < last and count < 1_000:
        here = days.add(here, 1)
        count += here <= last
    return count


def is_open(line: Line) -> bool:
    return line.state != "closed"


def spots(lines: Iterable[Line]) -> list[Spot]:
    """Buildings and units that have something open, by building and unit."""
    grave = ("", "blue", "yellow", "red")
    found: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in lines:
        if is_open(line):
            found[line.building, line.unit].append(line)
    return [
        Spot(building, unit, len(here), max((each.colour for each in here), key=grave.index))
        for (building, unit), here in sorted(found.items())
    ]


def cycles(lines: Iterable[Line]) -> list[int]:
    """How many closed orders took up to 3, 7, 15, 30 working days, and more."""
    counts = [0] * (len(CYCLE_ENDS) + 1)
    for line in lines:
        if line.took is not None:
            counts[sum(line.took > end for end in CYCLE_ENDS)] += 1
    return counts


def median(lines: Iterable[Line]) -> int | None:
    """The middle number of working days, of two middle ones the larger."""
    took = sorted(line.took for line in lines if line.took is not None)
    return took[len(took) // 2] if took else None


def repeated(lines: Iterable[Line]) -> list[Repeated]:
    """Matters with more than one order in a unit, the most frequent first."""
    found: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in lines:
        found[line.unit, line.key].append(line)
    several = [sorted(here, key=lambda each: each.id, reverse=True) for here in found.values() if len(here) > 1]
    several.sort(key=lambda here: (-len(here), here[0].unit, here[0].key))
    return [Repeated(here[0].unit, here[0].title, tuple(each.id for each in here)) for here in several]


def measured(lines: Iterable[Line], units: Sequence[str]) -> list[Measured]:
    """Each unit's share of orders that were answered in time, of those of which that is settled."""
    settled: dict[str, list[bool]] = {unit: [] for unit in units}
    for line in lines:
        if line.in_time is not None:
            settled.setdefault(line.unit, []).append(line.in_time)
    return [Measured(unit, len(found), sum(found)) for unit, found in sorted(settled.items())]


def _key(order: Document, title: str) -> str:
    origin: dict[str, Any] = order.value("origin") or {}
    part = origin.get("part")
    if isinstance(part, str) and part.strip():
        return f"part {part.strip()}"
    return _DULL.sub("", unicodedata.normalize("NFKC", title)).lower()


def _in_time(registers: Registers, today: str, zone: str) -> bool | None:
    standing = order_standing(registers)
    if standing.state in OPEN:
        return False if standing.due_on and today > standing.due_on else None
    report = stamp_of(registers, f"reports/{standing.round}")
    if standing.state not in ("passed", "closed") or report is None:
        return None
    return local_day(stamp_ms(report), zone) <= due_at(registers, report)

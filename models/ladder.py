"""督办阶梯: near the due day blue, on it yellow, past it red; then 督办通知, 现场会, 公开通报 or the programme's own.

Promises: pure, in working days, and the same as `pwa/src/model/ladder.ts`; each rung is reached once for each due day,
one measure a day at most; who was told of it stands beside it. While a report waits to be looked at, the clock rests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, cast

from msgspec import Struct

from models.calendar import local_day
from models.deed import Registers, id_at, under
from models.document import Document, Library, ServerAct
from models.order_handover import has_left
from models.order_standing import OPEN, OrderStanding, order_standing
from models.people import MISSING
from models.roster import Roster
from models.working_days import WorkingDays, working_days

NEAR_DAYS = 3
MEASURE_DAYS = 3
"""Working days from one measure to the next."""
FAILURES_MAX = 2
"""So many rechecks that failed bring the first measure at once, whatever the day (整改质量不高)."""
MEASURES = ("督办通知", "现场会", "公开通报")
COLOURS = {"blue": "蓝色提醒", "yellow": "黄色提醒", "red": "红色提醒"}


class Rung(Struct, frozen=True):
    """阶梯: one rung: its name (a colour, or a measure's number), its title, and the day on which it is reached."""

    step: str
    title: str
    on: str


def rungs(due_on: str, measures: Sequence[str], days: WorkingDays) -> tuple[Rung, ...]:
    """The whole ladder of a due day."""
    colours = (("blue", days.add(due_on, -NEAR_DAYS)), ("yellow", due_on), ("red", days.add(due_on, 1)))
    found = [Rung(name, COLOURS[name], day) for name, day in colours]
    for number, title in enumerate(measures, 1):
        found.append(Rung(str(number), title, days.add(due_on, MEASURE_DAYS * number)))
    return tuple(found)


def colour(standing: OrderStanding, today: str, days: WorkingDays) -> str:
    """blue, yellow or red; "" where the clock rests or the day is far."""
    if standing.state not in OPEN or not standing.due_on:
        return ""
    if today > standing.due_on:
        return "red"
    if today == standing.due_on:
        return "yellow"
    return "blue" if today >= days.add(standing.due_on, -NEAR_DAYS) else ""


def days_left(due_on: str, today: str, days: WorkingDays) -> int:
    """Working days from today to the due day; negative once it is past."""
    first, last = min(today, due_on), max(today, due_on)
    count, here = 0, first
    while here < last and count <= 400:
        here = days.add(here, 1)
        count += here <= last
    return -count if today > due_on else count


def reached(
    registers: Registers, standing: OrderStanding, today: str, measures: Sequence[str], days: WorkingDays
) -> list[Rung]:
    """The rungs to be written today: the colour that holds now, and the next measure; what is written, never again."""
    if standing.state not in OPEN or not standing.due_on:
        return []
    ladder = {rung.step: rung for rung in rungs(standing.due_on, measures, days)}
    found: list[Rung] = []
    now = colour(standing, today, days)
    if now and step_key(standing.due_on, now) not in registers:
        found.append(ladder[now])
    for number in range(1, len(measures) + 1):
        rung, key = ladder[str(number)], step_key(standing.due_on, str(number))
        written = registers.get(key)
        if written is not None:
            if written.value["on"] >= today:
                break
            continue
        if today >= rung.on or (number == 1 and standing.failures >= FAILURES_MAX):
            found.append(rung)
        break
    return found


def step_key(due_on: str, step: str) -> str:
    """`steps/20261205.blue`."""
    return f"steps/{due_on.replace('-', '')}.{step}"


def measures_of(order: Document, programme: Document | None) -> tuple[str, ...]:
    """What the programme's element of rectification says follows, else the usual three."""
    element = order.value("element")
    if programme is None or not isinstance(element, str):
        return MEASURES
    value = programme.value(f"rectification/{element.rpartition('.')[2]}")
    ladder = cast("dict[str, Any]", value).get("ladder") if isinstance(value, dict) else None
    titles = tuple(str(each) for each in cast("list[Any]", ladder)) if isinstance(ladder, list) else ()
    return titles or MEASURES


def told(order: Document, step: str, roster: Roster) -> list[bytes]:
    """Who is told: the unit from the beginning, the leader on the day, the office once it is late.

    Where who is responsible has left the unit, the office hears of it from the beginning.
    """
    unit, institution = id_at(order, "unit") or MISSING, order.value("institution")
    people = [id_at(order, "responsible"), *roster.heads_of(unit)]
    people += [bytes.fromhex(path[len("helpers/") :].replace("-", "")) for path in under(order.registers, "helpers/")]
    if step != "blue":
        people.append(id_at(order, "leader"))
    if step not in ("blue", "yellow") or has_left(order, roster):
        for above in roster.ancestors(unit)[1:]:
            people += roster.heads_of(above)
        people += [id for id in sorted(roster.persons) if roster.holds_role(id, institution, "supervisor")]
    if step.isdecimal():
        people += [id for id in sorted(roster.persons) if roster.holds_role(id, institution, "leader")]
    return list(dict.fromkeys(each for each in people if each is not None))


def reminding(library: Library, institution: bytes, now_ms: int) -> Iterator[Callable[[], list[ServerAct]]]:
    """What the clock writes into each order of an institution; asked again, nothing more."""
    orders = [each for each in library.documents_of("order", institution) if each.value("issued") is True]
    if not orders:
        return
    today = local_day(now_ms, library.roster.institutions[institution].timezone)
    calendars = [*library.documents_of("work_calendar", MISSING), *library.documents_of("work_calendar", institution)]
    days = working_days(calendars, institution)
    for order in sorted(orders, key=lambda each: each.id):
        yield partial(_reminders, order, today, days, library)


def _reminders(order: Document, today: str, days: WorkingDays, library: Library) -> list[ServerAct]:
    standing = order_standing(order.registers)
    if standing.state not in OPEN:
        return []
    programme = id_at(order, "programme")
    measures = measures_of(order, None if programme is None else library.document(programme))
    writes: dict[str, Any] = {}
    for rung in reached(order.registers, standing, today, measures, days):
        writes[step_key(standing.due_on, rung.step)] = {
            "step": rung.step,
            "title": rung.title,
            "due_on": standing.due_on,
            "on": today,
            "told": told(order, rung.step, library.roster),
        }
    return [ServerAct(order.id, "order", writes)] if writes else []

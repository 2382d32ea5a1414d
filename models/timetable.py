"""时间表: what a plan asks of a person on a day, from its cadences, its stages, the calendar and the memberships then.

    read_plan(registers, …)              → the plan as far as time is concerned
    tasks(plan, person, day, scene, …)   → what is asked of that person, seen from that day
    schedule(plan, item, …)              → every period of one thing that the plan asks for

Promises: pure, and TypeScript's `tasks` gives the same. Nothing here knows what has been done, and nothing is refused:
what is past its day is `late`. A person owes what the place asked where they were when it was due.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from msgspec import Struct
from msgspec.structs import replace

from models.cadence import UNSPECIFIED, Cadence, read_cadence
from models.calendar import add_days
from models.document import is_id
from models.people import Person
from models.plan_day import DAY_LENGTH, first_day, is_plan_day
from models.schedule import Frame, Period, switched
from models.selector import Scene, is_outside, listed, speaks
from models.stage import Stage, due_days, plan_stretch, read_stage, stretch_of
from models.working_days import WorkingDays

LATE_DAYS = 92
"""So long does what is late stay on the list."""
LATE_DAYS_DAILY = 7
AHEAD_DAYS = 31
"""So far ahead is the next period told."""
SECTIONS = ("evaluations", "inspections", "checklists", "publications", "documents", "stages")
"""The sections of a programme that ask for something at a time, in the order of a list."""

_BY_ITSELF = frozenset({"self", "unit_self"})
ASSESSED = frozenset({"unit_self", "unit_assessment", "personal_assessment", "comparison", "rating", "experience"})
"""Kinds of evaluation in which somebody judges places or people on a form, each by itself (`models.assessment`)."""
_RUN_BY_THEMSELVES = ASSESSED | {"self", "leader_remark", "branch_commentary"}
"""Kinds of evaluation that nobody has to open for the others."""


class Asked(Struct, frozen=True):
    """要求: one thing that a plan asks for, whoever it is."""

    section: str
    element: str
    kind: str
    title: str
    cadence: Cadence
    switches: Mapping[str, Cadence]
    actors: Any
    """The selector of those who do it; None where the organisers do."""
    subjects: Any
    form: str | None = None
    places: Mapping[bytes, Mapping[str, Cadence]] = {}
    """What single units and branches have switched to, for their own people."""
    times: int = 1
    items: tuple[str, ...] = ()
    """The items of a checklist that have this cadence."""


class Plan(Struct, frozen=True):
    """计划: a programme as far as time is concerned."""

    frame: Frame
    asked: tuple[Asked, ...]
    roles: Mapping[str, Any]
    owners: Mapping[str, bytes]


class Task(Struct, frozen=True):
    """任务: what is asked of one person, for one period."""

    section: str
    element: str
    kind: str
    part: str
    """`actor`: does it; `organiser`: sees to it that it is done."""
    begin: str
    end: str
    label: str
    opens_on: str
    due_on: str | None
    remind_on: str | None
    state: str
    """`ahead`, `open`, `due_today` or `late`."""
    times: int
    items: tuple[str, ...] = ()


def read_plan(registers: Mapping[str, Any], days: WorkingDays, published_on: str | None = None) -> Plan:
    """The plan of a programme's registers (path to value); what can't be read asks for nothing."""
    stages = {id: read_stage(value, (), [], id) for id, value in sorted(_elements(registers, "stages").items())}
    begins: list[Any] = [
        registers.get("about/starts_on"),
        *_earliest(stages, registers.get("about/issued_on")),
        published_on,
    ]
    within = plan_stretch(
        stages.values(),
        next((each for each in begins if _is_day(each)), None),
        _day_or_none(registers.get("about/ends_on")),
    )
    ended_on = registers.get("ended_on")
    owners = {path[7:]: value for path, value in registers.items() if path.startswith("owners/") and is_id(value)}
    roles = {id: each.get("holder") or None for id, each in _elements(registers, "roles").items()}
    return Plan(
        Frame(within, stages, days, ended_on if _is_day(ended_on) else None),
        tuple(asked for section in SECTIONS for asked in _asked_in(section, registers)),
        roles,
        owners,
    )


def _is_day(value: Any) -> bool:
    return isinstance(value, str) and len(value) == DAY_LENGTH and is_plan_day(value)


def _day_or_none(value: Any) -> str | None:
    return value if _is_day(value) else None


def _is_month(text: str) -> bool:
    return len(text) < DAY_LENGTH and is_plan_day(text)


def _earliest(stages: Mapping[str, Stage], issued_on: Any) -> list[str]:
    """The first day of the first stage, else the day of issue: a stage may begin before the plan is signed."""
    begins = [first_day(stage.begin) for stage in stages.values() if stage.begin is not None]
    return [min(begins)] if begins else [issued_on] if _is_day(issued_on) else []


def _elements(registers: Mapping[str, Any], section: str) -> dict[str, dict[str, Any]]:
    """The elements of a section that are maps, by their ids."""
    found: dict[str, dict[str, Any]] = {}
    for path, value in registers.items():
        parts = path.split("/")
        if len(parts) == 2 and parts[0] == section and isinstance(value, dict):
            found[parts[1]] = cast("dict[str, Any]", value)
    return found


def _asked_in(section: str, registers: Mapping[str, Any]) -> list[Asked]:
    found: list[Asked] = []
    for id, given in sorted(_elements(registers, section).items()):
        plain = Asked(section, id, section[:-1], _title(given), _cadence(given), {}, None, _subjects(given), None)
        match section:
            case "evaluations":
                found += _evaluations(plain, given, registers)
            case "checklists":
                found += _checklists(plain, given, registers)
            case "stages":
                days = due_days(read_stage(given, (), [], id))
                if days:
                    found.append(replace(plain, kind="milestone", cadence=Cadence("once_by", days)))
            case _:
                found.append(replace(plain, actors=given.get("inspectors")))
    return found


def _title(given: Mapping[str, Any]) -> str:
    return str(given.get("title") or "")


def _subjects(given: Mapping[str, Any]) -> Any:
    return given.get("subjects", given.get("subject"))


def _evaluations(plain: Asked, given: Mapping[str, Any], registers: Mapping[str, Any]) -> list[Asked]:
    """One thing asked for each of an evaluation's kinds (自评 and 互评 in one sentence are two).

    Where it names as many evaluators as kinds, each kind has its own, in the order in which both are written.
    """
    times, form = given.get("times"), given.get("form")
    plain = replace(
        plain,
        switches=_switches(f"cadences/{plain.element}/", registers),
        places=_places(plain.element, registers),
        form=form if isinstance(form, str) else None,
        times=times if type(times) is int and times > 0 else plain.cadence.times,
    )
    evaluators, kinds = given.get("evaluators"), listed(given.get("kind"))
    own = listed(evaluators) if 1 < len(kinds) == len(listed(evaluators)) else [evaluators] * len(kinds)
    found: list[Asked] = []
    for kind, evaluator in zip(kinds, own, strict=True):
        actors = evaluator
        if listed(evaluator) in ([], ["self"]):
            alone = kind in _BY_ITSELF and listed(plain.subjects) not in ([], ["self"])
            actors = plain.subjects if alone else None
        found.append(replace(plain, kind=str(kind), actors=actors))
    return found


def _places(element: str, registers: Mapping[str, Any]) -> dict[bytes, dict[str, Cadence]]:
    """The switches of single places, by their ids: `unit_cadences/<element>/<place>/<month>`."""
    prefix = f"unit_cadences/{element}/"
    places = {path[len(prefix) :].partition("/")[0] for path in registers if path.startswith(prefix)}
    ids = {place: place_id(place) for place in sorted(places)}
    found = {id: _switches(f"{prefix}{place}/", registers) for place, id in ids.items() if id is not None}
    return {id: months for id, months in found.items() if months}


def place_id(text: str) -> bytes | None:
    """The id that a path names in its dashed text; None where it names none."""
    digits = text.replace("-", "")
    return bytes.fromhex(digits) if len(digits) == 32 and set(digits) <= set("0123456789abcdef") else None


def _switches(prefix: str, registers: Mapping[str, Any]) -> dict[str, Cadence]:
    """The months from which another cadence holds: 每月或双月."""
    months = {path[len(prefix) :]: value for path, value in registers.items() if path.startswith(prefix)}
    return {
        month: read_cadence(value, (), []) for month, value in months.items() if value is not None and _is_month(month)
    }


def _checklists(plain: Asked, given: Mapping[str, Any], registers: Mapping[str, Any]) -> list[Asked]:
    """A checklist's items by their cadence: those that have none follow the list's."""
    groups: dict[Cadence, list[str]] = {}
    prefix = f"checklists/{plain.element}/"
    for path in sorted(path for path in registers if path.startswith(prefix)):
        item = registers[path]
        if isinstance(item, dict):
            cadence = _item_cadence(cast("dict[str, Any]", item), plain.cadence)
            groups.setdefault(cadence, []).append(path[len(prefix) :])
    return [
        replace(plain, cadence=cadence, times=cadence.times, actors=given.get("inspectors"), items=tuple(items))
        for cadence, items in (groups or {plain.cadence: []}).items()
    ]


def _item_cadence(item: Mapping[str, Any], checklist: Cadence) -> Cadence:
    if item.get("cadence") is not None:
        return read_cadence(item["cadence"], (), [])
    if item.get("due_day") is not None:
        return read_cadence({"type": "monthly", "due_day": item["due_day"]}, (), [])
    return checklist


def _cadence(given: Mapping[str, Any]) -> Cadence:
    if given.get("cadence") is not None:
        return read_cadence(given["cadence"], (), [])
    due = given.get("due")
    return UNSPECIFIED if due is None else read_cadence({"type": "once_by", "dates": listed(due)}, (), [])


def schedule(
    plan: Plan, asked: Asked, low: str, high: str, switches: Mapping[str, Cadence] | None = None
) -> tuple[Period, ...]:
    """The periods of one thing asked for that touch the days low..high; `switches` where a place has its own."""
    return switched(asked.cadence, asked.switches if switches is None else switches, plan.frame, low, high)


def switches_for(asked: Asked, person: Person, day: str, scene: Scene) -> Mapping[str, Cadence]:
    """The switches that hold for a person: the house's, and over them those of the first place of theirs with its own.

    Looked at are the places that they answer for, then their units and branches, each with those above it.
    """
    if not asked.places:
        return asked.switches
    roster = scene.roster
    answered = (each.at for each in person.roles if each.role in ("head", "secretary") and each.covers(day))
    for place in (*answered, *roster.units_of(person.id, day), *roster.branches_of(person.id, day)):
        own = next((asked.places[above] for above in roster.ancestors(place) if above in asked.places), None)
        if own is not None:
            return {**asked.switches, **own}
    return asked.switches


def tasks(plan: Plan, person: Person, day: str, scene: Scene) -> list[Task]:
    """What the plan asks of a person as seen from a day, the first due before the others."""
    here = Scene(scene.roster, scene.institution, plan.roles, plan.owners)
    found: list[Task] = []
    for asked in plan.asked:
        daily = asked.cadence.type == "daily"
        back = LATE_DAYS_DAILY if daily else LATE_DAYS
        told = False
        switches = switches_for(asked, person, day, here)
        for period in schedule(plan, asked, add_days(day, -back), add_days(day, 0 if daily else AHEAD_DAYS), switches):
            state = state_of(period, day)
            if state is None or (state == "late" and (period.due_on or "") < add_days(day, -back)):
                continue
            if state == "ahead" and (told or period.opens_on > add_days(day, AHEAD_DAYS)):
                continue
            told = told or state == "ahead"
            then = day if period.due_on is None else min(day, period.due_on)
            found += [_task(asked, part, period, state) for part in _parts(asked, person, then, here)]
    return sorted(found, key=_order)


def _order(task: Task) -> tuple[str, int, str, str, str, str]:
    return (task.due_on or "9999", SECTIONS.index(task.section), task.element, task.kind, task.part, task.begin)


def state_of(period: Period, day: str) -> str | None:
    """What a period is on a day; None where it is over and nothing of it can be late."""
    if day < period.opens_on:
        return "ahead"
    if period.due_on is None:
        return "open" if day <= period.end else None
    if day == period.due_on:
        return "due_today"
    return "open" if day < period.due_on else "late"


def _parts(asked: Asked, person: Person, day: str, scene: Scene) -> list[str]:
    """What a person has to do with it: to do it, to see that it is done, both or nothing."""
    parts: list[str] = []
    outside = is_outside(asked.actors, scene)
    if not outside and speaks(asked.actors, person, day, scene):
        parts.append("actor")
    if outside or (asked.section == "evaluations" and asked.kind not in _RUN_BY_THEMSELVES):
        owner = scene.owners.get(asked.element)
        plain = Scene(scene.roster, scene.institution)
        runs = owner == person.id if owner is not None else speaks("organiser", person, day, plain)
        if runs:
            parts.append("organiser")
    return parts


def _task(asked: Asked, part: str, period: Period, state: str) -> Task:
    return Task(
        asked.section,
        asked.element,
        asked.kind,
        part,
        period.begin,
        period.end,
        period.label,
        period.opens_on,
        period.due_on,
        period.remind_on,
        state,
        asked.times,
        asked.items,
    )


def unscheduled(plan: Plan, day: str) -> list[tuple[Asked, str]]:
    """What is to happen without a schedule (不定期), with each stage that has ended: once in each is the least."""
    found: list[tuple[Asked, str]] = []
    for asked in plan.asked:
        if asked.cadence.type not in ("irregular", "regular_and_irregular"):
            continue
        for id, stage in plan.frame.stages.items():
            end = stretch_of(stage, plan.frame.within.begin).end
            if stage.kind == "stage" and end is not None and end < day:
                found.append((asked, id))
    return found


def days_left(task: Task, day: str) -> int | None:
    """How many days are left until it is due; negative once it is late, None where nothing is due."""
    if task.due_on is None:
        return None
    return (date.fromisoformat(task.due_on) - date.fromisoformat(day)).days

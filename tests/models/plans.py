"""Plans, rosters and days for the timetable: a seeded generator, and how a case is written as JSON and answered.

The same JSON goes to TypeScript (pwa/tests/plan-player.ts): as committed vectors, and by the
thousand through Node (tests/models/compare_plans.py).
"""

from __future__ import annotations

from random import Random
from typing import Any

from models.cadence import CADENCE_TYPES
from models.calendar import add_days
from models.document import Document, Register, uuid_text
from models.people import MISSING
from models.roster import Roster
from models.selector import Scene, persons_of, places_of
from models.timetable import Task, read_plan, schedule, tasks, unscheduled
from models.working_days import WorkingDays, working_days
from tests.models.world import id_of
from tests.vectors.tagged import tag, untag

INSTITUTION = id_of(2)
UNITS = {id_of(10 + n): type for n, type in enumerate(("department", "ward", "service_window", "leadership", "office"))}
BRANCHES = [id_of(30), id_of(31)]
PEOPLE = [id_of(100 + n) for n in range(8)]
WORDS = (
    "party_member", "staff", "doctor", "department", "service_window", "window", "unit", "branch", "leadership",
    "leadership_member", "middle_manager", "leader", "organiser", "inspector", "self", "public", "patient", "reviewer",
    "office", "section", "constructor", "chief", "nurse", "head", "secretary", "supervisor", "admin",
)  # fmt: skip
MAPS: tuple[dict[str, Any], ...] = (
    {"role": "head"},
    {"role": "middle_manager"},
    {"role": "supervisor"},
    {"party": "probationary"},
    {"unit_type": "ward"},
    {"unit": "病区"},
    {"unit": id_of(10)},
    {"branch": id_of(30)},
    {"branch": "第二党支部"},
    {"party": "member", "unit_type": "service_window"},
    {"post": "收费岗"},
    {},
)


def document(id: bytes, kind: str, writes: dict[str, Any]) -> Document:
    return Document(
        id, kind, bytes(16), {path: Register(bytes(16), value, bytes(16), 0) for path, value in writes.items()}
    )


def world(random: Random) -> list[list[Any]]:
    """Documents of a small institution: units, branches, people who move, and calendars; as [id, kind, registers]."""
    made: list[list[Any]] = []
    for number, (id, type) in enumerate(UNITS.items()):
        names = ("内科", "病区", "收费窗口", "领导班子", "办公室")
        above = {"parent": id_of(10)} if number == 1 else {}
        made.append([id, "unit", {"institution": INSTITUTION, "name": names[number], "type": type, **above}])
    for number, id in enumerate(BRANCHES):
        above = {"parent": BRANCHES[0]} if number and random.random() < 0.5 else {}
        made.append(
            [id, "party_branch", {"institution": INSTITUTION, "name": ("第一党支部", "第二党支部")[number], **above}]
        )
    for id in PEOPLE:
        made.append([id, "person", _person(random)])
    for year in (2011, 2012):
        for whose in (MISSING, INSTITUTION) if random.random() < 0.3 else (MISSING,):
            made.append([id_of(year + whose[-1]), "work_calendar", _calendar(random, whose, year)])
    return made


def _person(random: Random) -> dict[str, Any]:
    writes: dict[str, Any] = {
        "institution": INSTITUTION if random.random() < 0.95 else id_of(3),
        "name": "某人",
        "party": random.choice(("member", "member", "probationary", "none")),
    }
    if random.random() < 0.6:
        writes["profession"] = random.choice(("doctor", "nurse", "pharmacist"))
    moved = day_in(random)
    units = random.sample(list(UNITS), 2)
    if random.random() < 0.1:
        writes["roles/9"] = {"role": "assessor", "at": INSTITUTION, "from": day_in(random), "to": None}
        return writes
    writes["memberships/1"] = {"unit": units[0], "from": "2000-01-01", "to": moved}
    writes["memberships/2"] = {"unit": units[1], "from": add_days(moved, 1), "to": None}
    if writes["party"] != "none":
        writes["branches/1"] = {"branch": random.choice(BRANCHES), "from": "2000-01-01", "to": None}
    for n in range(random.randrange(3)):
        role = random.choice(("staff", "head", "secretary", "leader", "inspector", "supervisor", "admin", "assessor"))
        at = {"head": units[0], "secretary": BRANCHES[0]}.get(role, INSTITUTION)
        writes[f"roles/{n}"] = {"role": role, "at": at, "from": day_in(random), "to": None}
    return writes


def _calendar(random: Random, whose: bytes, year: int) -> dict[str, Any]:
    writes: dict[str, Any] = {"institution": whose, "year": f"{year}", "source": "试验"}
    for _ in range(random.randrange(1, 25)):
        type = random.choice(("work", "rest", "holiday"))
        writes[f"days/{day_in(random)[5:]}"] = {"type": type, "name": "节"}
    writes.pop("days/02-29", None)
    first = random.randrange(1, 24)
    writes.update({f"days/01-{day:02}": {"type": "holiday", "name": "春节"} for day in range(first, first + 7)})
    return writes


def day_in(random: Random) -> str:
    return add_days("2011-01-01", random.randrange(900))


def month_in(random: Random) -> str:
    return day_in(random)[:7]


def cadence(random: Random, deep: int = 0) -> Any:
    """Any cadence, whole or wrong."""
    type = random.choice(CADENCE_TYPES)
    if deep > 1 and type in ("choice_of", "combined"):
        type = "monthly"
    made: dict[str, Any] = {"type": type}
    if type == "once_by":
        made["dates"] = [random.choice((day_in, month_in))(random) for _ in range(random.randrange(1, 4))]
    if type == "months":
        made["months"] = [
            random.choice((random.randrange(1, 13), month_in(random))) for _ in range(random.randrange(1, 4))
        ]
    if type == "in_stage":
        made["stage"] = random.choice(("s1", "s2", "s3", "nowhere"))
    if type in ("choice_of", "combined"):
        made["of"] = [cadence(random, deep + 1) for _ in range(random.randrange(3))]
    if type in ("monthly", "bimonthly", "months") and random.random() < 0.6:
        made["due_day"] = random.choice((1, 5, 5, 15, 30, 31, 40))
    if type == "weekly":
        made["weekday"] = random.randrange(0, 9)
    if type == "daily":
        made["working_days"] = random.random() < 0.5
    if random.random() < 0.4:
        made["on_holiday"] = random.choice(("same", "previous", "next", "never"))
    if random.random() < 0.3:
        made["remind_days"] = random.randrange(0, 12)
    if random.random() < 0.2:
        made["times"] = random.randrange(1, 4)
    return random.choice((type, made, made, made))


def selectors(random: Random) -> Any:
    one = random.choice((random.choice(WORDS), random.choice(WORDS), random.choice(MAPS)))
    return random.choice((one, one, [one, random.choice(WORDS)], [], None))


def stage(random: Random) -> dict[str, Any]:
    made: dict[str, Any] = {"title": "阶段"}
    first = random.choice((day_in, month_in))(random)
    match random.randrange(7):
        case 0 | 1 | 2:
            made |= {"from": first, "to": random.choice((add_days((first + "-01")[:10], random.randrange(200)), None))}
        case 3:
            made |= {"kind": "milestone", "due": random.choice((first, [first, day_in(random)]))}
        case 4:
            made |= {
                "at": "year_end",
                "year": random.choice((2011, 2012)),
                **random.choice(({}, {"kind": "milestone"})),
            }
        case 5:
            made |= {"duration": random.choice(("P1Y", "P6M", "P1Y2M", "1Y"))}
        case _:
            made |= {"moving": [{"title": "五一", "at": "05-01", "around_days": 3}, "十八大"]}
    if random.random() < 0.3:
        made["parent"] = random.choice(("s1", "s2", "s3"))
    return made


def programme(random: Random) -> dict[str, Any]:
    """Registers of a programme: anything that the contract allows, and some that it doesn't."""
    writes: dict[str, Any] = {"about/title": "方案"}
    for n in range(random.randrange(5)):
        writes[f"stages/s{n}"] = stage(random)
    if random.random() < 0.4:
        writes["about/starts_on"] = day_in(random)
    if random.random() < 0.3:
        writes["about/ends_on"] = day_in(random)
    if random.random() < 0.5:
        writes["about/issued_on"] = random.choice((day_in(random), "201*-01-06"))
    if random.random() < 0.15:
        writes["ended_on"] = day_in(random)
    if random.random() < 0.5:
        writes["roles/chief"] = {
            "title": "组长",
            "holder": random.choice(("leader", "chief", "external", "department", "secretary")),
        }
    _evaluations(random, writes)
    if random.random() < 0.2:
        writes["owners/chief"] = random.choice(PEOPLE)
    if random.random() < 0.6:
        writes["checklists/c"] = {"title": "检查表", "subject": "unit", "cadence": cadence(random)}
        for item in "abcd":
            due = {"due_day": random.randrange(1, 32)} if random.random() < 0.4 else {}
            own = {"cadence": cadence(random)} if random.random() < 0.3 else {}
            writes[f"checklists/c/{item}"] = {"text": item, **due, **own}
    writes["publications/p"] = {"title": "上报", "due": day_in(random)} if random.random() < 0.5 else None
    writes["inspections/i"] = {"title": "督查", "cadence": cadence(random), "inspectors": selectors(random)}
    return writes


def _evaluations(random: Random, writes: dict[str, Any]) -> None:
    kinds = (
        "self",
        "peer",
        "leader_remark",
        "branch_commentary",
        "mass",
        "upward",
        "unit_self",
        "comparison",
        ["self", "peer"],
    )
    pairs = ("staff", "self", "leader", "department", "public")
    for n in range(random.randrange(1, 4)):
        made = {"title": f"评价{n}", "kind": random.choice(kinds), "evaluators": selectors(random)}
        if random.random() < 0.1:
            made["evaluators"] = random.choices(pairs, k=2)
        made |= {"subjects": selectors(random), "cadence": cadence(random), "form": random.choice(("daily@1", None))}
        writes[f"evaluations/e{n}"] = made
        for _ in range(random.choice((0, 0, 1, 2))):
            writes[f"cadences/e{n}/{month_in(random)}"] = cadence(random)
        for place in random.sample([*UNITS, *BRANCHES], random.choice((0, 0, 1, 2))):
            writes[f"unit_cadences/e{n}/{uuid_text(place)}/{month_in(random)}"] = cadence(random)
        if random.random() < 0.2:
            writes[f"owners/e{n}"] = random.choice(PEOPLE)


def case(random: Random) -> dict[str, Any]:
    """One question: a programme, a person, a day; and selectors and a span of working days."""
    published = day_in(random) if random.random() < 0.7 else None
    return {
        "programme": programme(random),
        "published": published,
        "person": random.choice(PEOPLE),
        "day": day_in(random),
        "selectors": selectors(random),
        "count": random.randrange(-12, 13),
        "span": random.randrange(200),
    }


def written(case: dict[str, Any]) -> dict[str, Any]:
    """A case as tagged JSON."""
    return {name: tag(value) for name, value in case.items()}


def read(written: dict[str, Any]) -> dict[str, Any]:
    return {name: untag(value) for name, value in written.items()}


def documents_of(world: list[list[Any]]) -> list[Document]:
    return [document(id, kind, writes) for id, kind, writes in world]


def answers(world: list[list[Any]], cases: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What Python says to each case."""
    documents = documents_of(world)
    roster = Roster(documents)
    calendars = [each for each in documents if each.kind == "work_calendar"]
    days = working_days(calendars, INSTITUTION)
    return [answer(case, roster, days) for case in cases]


def answer(case: dict[str, Any], roster: Roster, days: WorkingDays) -> dict[str, Any]:
    scene = Scene(roster, INSTITUTION)
    plan = read_plan(case["programme"], days, case["published"])
    person = roster.person(case["person"])
    assert person is not None
    low, high = (add_days(case["day"], step * case["span"]) for step in (-1, 1))
    return {
        "periods": [
            [asked.element, period.begin, period.end, period.label, period.opens_on, period.due_on, period.remind_on]
            for asked in plan.asked
            for period in (schedule(plan, asked, low, high) if case["span"] else ())
        ],
        "tasks": [row(task) for task in tasks(plan, person, case["day"], scene)],
        "unscheduled": [[asked.element, stage] for asked, stage in unscheduled(plan, case["day"])],
        "persons": [id.hex() for id in persons_of(case["selectors"], case["day"], scene)],
        "places": [id.hex() for id in places_of(case["selectors"], scene)],
        "working": [days.add(case["day"], case["count"]), days.works(case["day"]), days.known(case["day"])],
    }


def row(task: Task) -> list[Any]:
    """A task as a list, in the order in which both languages write it."""
    return [
        task.section,
        task.element,
        task.kind,
        task.part,
        task.begin,
        task.end,
        task.label,
        task.opens_on,
        task.due_on,
        task.remind_on,
        task.state,
        task.times,
        list(task.items),
    ]

"""Who may write calendars of work and marks of what is done: scenes for the permission table, and its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from models.document import natural_id, uuid_text
from models.people import MISSING
from models.public_holidays import acts
from tests.models.plans import document
from tests.models.world import CENTRE, PEOPLE, World, id_of

OWN = natural_id(f"work_calendar/{uuid_text(CENTRE)}/2026")
LIBRARYS = natural_id(f"work_calendar/{uuid_text(MISSING)}/2026")
FREE: dict[str, Any] = {"days/12-31": {"type": "rest", "name": "本院放假"}}

CALENDAR_TABLE = """
work_calendar | absent | create | yes: admin; not_found: others
work_calendar | absent | create with a day that isn't there | invalid: admin; not_found: others
work_calendar | own | add a day | yes: admin; not_found: outsiders; forbidden: others
work_calendar | own | move to another year | immutable: admin; not_found: outsiders; forbidden: others
work_calendar | library | add a day | forbidden: others

task_mark | absent | the supervisor has sent the report | yes: supervisor; not_found: others
task_mark | absent | the nurse has sent the report | not_found: others
task_mark | absent | the head has assessed | yes: head; not_found: others
task_mark | absent | the nurse has assessed | not_found: others
task_mark | absent | the supervisor has sent what a draft asks | not_found: others
task_mark | marked | take it back | yes: supervisor; forbidden: leader admin bureau_supervisor; not_found: others
"""


def own(world: World) -> None:
    writes = {"institution": CENTRE, "year": "2026", "source": "院办通知"}
    assert world.code("admin", "work_calendar", OWN, writes) is None


def library(world: World) -> None:
    for act in acts(range(2026, 2027)):
        world.write(act)


PROGRAMME, DRAFT = id_of(800), id_of(801)
PLAN: dict[str, Any] = {
    "institution": CENTRE,
    "publications/report": {"title": "情况报告", "kind": "report", "due": "2026-11-30"},
    "evaluations/units": {"title": "科室考核", "kind": "unit_assessment", "evaluators": "middle_manager"},
}


def programmes(world: World) -> None:
    world.documents[PROGRAMME] = document(PROGRAMME, "programme", {**PLAN, "published": True})
    world.documents[DRAFT] = document(DRAFT, "programme", PLAN)


def mark(programme: bytes, element: str, who: str) -> tuple[bytes, dict[str, Any]]:
    name = f"task_mark/{uuid_text(programme)}/{element}/2026-11-30/{uuid_text(PEOPLE[who])}"
    named = {"programme": programme, "element": element, "period": "2026-11-30", "person": PEOPLE[who]}
    return natural_id(name), {**named, "institution": CENTRE, "done_on": "2026-11-21"}


def marked(world: World) -> None:
    programmes(world)
    id, writes = mark(PROGRAMME, "publications.report", "supervisor")
    assert world.code("supervisor", "task_mark", id, writes) is None


def scenes() -> Iterator[tuple[str, str, str, Callable[[World], object], bytes, dict[str, Any]]]:
    def nothing(world: World) -> None:
        """Nobody has made one yet."""

    kind, new = "work_calendar", {"institution": CENTRE, "year": "2026", **FREE}
    wrong = {**new, "days/02-29": {"type": "work"}}
    yield kind, "absent", "create", nothing, OWN, new
    yield kind, "absent", "create with a day that isn't there", nothing, OWN, wrong
    yield kind, "own", "add a day", own, OWN, FREE
    yield kind, "own", "move to another year", own, OWN, {"year": "2027"}
    yield kind, "library", "add a day", library, LIBRARYS, FREE
    yield from _marks()


def _marks() -> Iterator[tuple[str, str, str, Callable[[World], object], bytes, dict[str, Any]]]:
    kind, report, assessment = "task_mark", "publications.report", "evaluations.units"
    for act, programme, element, who in (
        ("the supervisor has sent the report", PROGRAMME, report, "supervisor"),
        ("the nurse has sent the report", PROGRAMME, report, "nurse"),
        ("the head has assessed", PROGRAMME, assessment, "head"),
        ("the nurse has assessed", PROGRAMME, assessment, "nurse"),
        ("the supervisor has sent what a draft asks", DRAFT, report, "supervisor"),
    ):
        yield kind, "absent", act, programmes, *mark(programme, element, who)
    id, _ = mark(PROGRAMME, report, "supervisor")
    yield kind, "marked", "take it back", marked, id, {"done_on": None}

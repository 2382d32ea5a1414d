"""Who may do what to a calendar of work: scenes for the permission table, and the rows that they must give."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from models.document import natural_id, uuid_text
from models.people import MISSING
from models.public_holidays import acts
from tests.models.world import CENTRE, World

OWN = natural_id(f"work_calendar/{uuid_text(CENTRE)}/2026")
LIBRARYS = natural_id(f"work_calendar/{uuid_text(MISSING)}/2026")
FREE: dict[str, Any] = {"days/12-31": {"type": "rest", "name": "本院放假"}}

CALENDAR_TABLE = """
work_calendar | absent | create | yes: admin; not_found: others
work_calendar | absent | create with a day that isn't there | invalid: admin; not_found: others
work_calendar | own | add a day | yes: admin; not_found: outsiders; forbidden: others
work_calendar | own | move to another year | immutable: admin; not_found: outsiders; forbidden: others
work_calendar | library | add a day | forbidden: others
"""


def own(world: World) -> None:
    writes = {"institution": CENTRE, "year": "2026", "source": "院办通知"}
    assert world.code("admin", "work_calendar", OWN, writes) is None


def library(world: World) -> None:
    for act in acts(range(2026, 2027)):
        world.write(act)


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

"""Who may do what to a checklist: scenes for the permission table, and the rows that they must give."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from tests.models.world import CENTRE, World, id_of

CHECKLIST = id_of(700)
ITEM: dict[str, Any] = {"order": 1, "text": "物品摆放整齐", "group": ["环境"], "scale": "pass_fail"}
DRAFT: dict[str, Any] = {"institution": CENTRE, "name": "窗口检查表", "version": 1, "items/a": ITEM}

CHECKLIST_TABLE = """
checklist | absent | create | yes: keepers; not_found: others
checklist | draft | add an item | yes: keepers; forbidden: leader; not_found: others
checklist | draft | publish | yes: keepers; forbidden: leader; not_found: others
checklist | draft | move elsewhere | immutable: keepers; forbidden: leader; not_found: others
checklist | published | add an item | closed: keepers; not_found: outsiders; forbidden: others
checklist | published | publish | yes: keepers; not_found: outsiders; forbidden: others
checklist | published | end | yes: keepers; not_found: outsiders; forbidden: others
"""


def drafted(world: World) -> None:
    assert world.code("supervisor", "checklist", CHECKLIST, DRAFT) is None


def published(world: World) -> None:
    drafted(world)
    assert world.code("supervisor", "checklist", CHECKLIST, {"published": True}) is None


def scenes() -> Iterator[tuple[str, str, str, Callable[[World], object], bytes, dict[str, Any]]]:
    def nothing(world: World) -> None:
        """Nobody has made one yet."""

    more = {"items/b": ITEM}
    yield "checklist", "absent", "create", nothing, CHECKLIST, DRAFT
    yield "checklist", "draft", "add an item", drafted, CHECKLIST, more
    yield "checklist", "draft", "publish", drafted, CHECKLIST, {"published": True}
    yield "checklist", "draft", "move elsewhere", drafted, CHECKLIST, {"institution": id_of(3)}
    yield "checklist", "published", "add an item", published, CHECKLIST, more
    yield "checklist", "published", "publish", published, CHECKLIST, {"published": True}
    yield "checklist", "published", "end", published, CHECKLIST, {"ended_on": "2026-12-31"}

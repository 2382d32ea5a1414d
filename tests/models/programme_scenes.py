"""Scenes of the permission table about programmes, and the rows that they must give."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from models.document import Document
from models.programme import programme_form_name
from tests.models.world import CENTRE, PEOPLE, World, id_of

PROGRAMME = id_of(700)
ITEM = {"type": "rating", "label": "比素质", "required": True}
PLAN: dict[str, Any] = {
    "institution": CENTRE,
    "code": "luoxi-five",
    "version": 1,
    "about/title": "五亮五比五创五评",
    "evaluations/self": {
        "title": "个人自评",
        "kind": ["self"],
        "evaluators": ["party_member"],
        "subjects": ["self"],
        "cadence": {"type": "monthly", "due_day": 25},
        "form": "five_contests",
    },
    "forms/five_contests": {"title": "五比自评表", "order": 1},
    "forms/five_contests/quality": {**ITEM, "order": 1},
    "roles/office": {"title": "活动办公室", "order": 1},
}
FORM = programme_form_name("five_contests", PROGRAMME, 1)

PROGRAMME_TABLE = """
programme | absent | create | yes: organisers; not_found: others
programme | draft | edit | yes: organisers; forbidden: leader; not_found: others
programme | draft | publish | yes: organisers; forbidden: leader; not_found: others
programme | draft | name an owner | yes: organisers; forbidden: leader; not_found: others
programme | published | edit | closed: organisers; not_found: outsiders; forbidden: others
programme | published | rename | closed: organisers; not_found: outsiders; forbidden: others
programme | published | take back | invalid: organisers; not_found: outsiders; forbidden: others
programme | published | name an owner | yes: organisers; not_found: outsiders; forbidden: others
programme | published | switch the cadence | yes: organisers; not_found: outsiders; forbidden: others
programme | published | end | yes: organisers; not_found: outsiders; forbidden: others
"""


def drafted(world: World) -> None:
    assert world.code("admin", "programme", PROGRAMME, PLAN) is None


def published(world: World) -> Document:
    drafted(world)
    assert world.code("admin", "programme", PROGRAMME, {"published": True}) is None
    return world.documents[PROGRAMME]


def absent(world: World) -> None:
    """Nobody has made a programme yet."""


PREPARE: dict[str, Callable[[World], object]] = {"absent": absent, "draft": drafted, "published": published}


def scenes() -> Iterator[tuple[str, str, str, Callable[[World], object], bytes, dict[str, Any]]]:
    for state, act, writes in _acts():
        yield "programme", state, act, PREPARE[state], PROGRAMME, writes


def _acts() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """State, act and writes."""
    edit = {"evaluations/self": {**PLAN["evaluations/self"], "title": "自评"}}
    owner = {"owners/office": PEOPLE["head"]}
    yield "absent", "create", PLAN
    yield "draft", "edit", edit
    yield "draft", "publish", {"published": True}
    yield "draft", "name an owner", owner
    yield "published", "edit", edit
    yield "published", "rename", {"about/title": "改名"}
    yield "published", "take back", {"published": None}
    yield "published", "name an owner", owner
    yield "published", "switch the cadence", {"cadences/self/2026-12": {"type": "bimonthly"}}
    yield "published", "end", {"ended_on": "2026-12-31"}

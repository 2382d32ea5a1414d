"""Who may do what with somebody's unsaved form: scenes for the permission table, and its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from models.document import natural_id, uuid_text
from tests.models.world import PEOPLE, World

Row = tuple[str, str, str, Callable[[World], object], bytes, dict[str, Any]]

DRAFT = natural_id(f"form_draft/{uuid_text(PEOPLE['nurse'])}/complaint")
BEGUN: dict[str, Any] = {"person": PEOPLE["nurse"], "form": "complaint", "fields/text": "等了两个小"}

DRAFT_TABLE = """
form_draft | absent | create | yes: nurse; not_found: others
form_draft | absent | create for another | not_found: others
form_draft | begun | go on | yes: nurse; not_found: others
form_draft | begun | throw away | yes: nurse; not_found: others
form_draft | begun | hand to another | immutable: nurse; not_found: others
form_draft | begun | write too much | invalid: nurse; not_found: others
"""


def nothing(world: World) -> None:
    """Nobody has typed anything."""


def begun(world: World) -> None:
    assert world.code("nurse", "form_draft", DRAFT, BEGUN) is None


def scenes() -> Iterator[Row]:
    yield "form_draft", "absent", "create", nothing, DRAFT, BEGUN
    yield "form_draft", "absent", "create for another", nothing, DRAFT, {**BEGUN, "person": bytes(15) + b"\1"}
    yield "form_draft", "begun", "go on", begun, DRAFT, {"fields/text": "等了两个小时"}
    yield "form_draft", "begun", "throw away", begun, DRAFT, {"fields/text": None}
    yield "form_draft", "begun", "hand to another", begun, DRAFT, {"person": PEOPLE["colleague"]}
    yield "form_draft", "begun", "write too much", begun, DRAFT, {"fields/text": "长" * 16_001}

"""Contexts of anonymous ballots for tests, their scenes for the permission table, and their rows of it."""

from __future__ import annotations

from typing import Any

from models.ballot_context import context_id, opening
from tests.models.world import CENTRE, PEOPLE, World, id_of

SOURCE = id_of(900)
ROLL = frozenset(PEOPLE[name] for name in ("nurse", "colleague", "head", "head_of_bay", "head_of_surgery"))
CONTEXT = context_id(SOURCE)


def asked(world: World) -> None:
    world.write(opening(SOURCE, CENTRE, ROLL, opens_at=world.now_ms, closes_at=world.now_ms + 1))


def nothing(world: World) -> None:
    """Nobody is asked."""


def scenes() -> list[tuple[Any, ...]]:
    """(kind, state, act, prepare, doc, writes) of each."""
    named = {"source": SOURCE, "subject": SOURCE, "voter_class": "member", "institution": CENTRE}
    return [
        ("ballot_context", "absent", "create", nothing, CONTEXT, named),
        ("ballot_context", "open", "close", asked, CONTEXT, {"closed": 1}),
    ]


BALLOT_TABLE = """
ballot_context | absent | create | not_found: others
ballot_context | open | close | forbidden: office nurse colleague head head_of_bay head_of_surgery; not_found: others
"""

"""The names of scopes: a family, whose it is, and for what ages its quarter; before it, what is a tally.

Promises: pure; what names nobody is in no scope. Tallies have scopes of their own, held by the same people: what holds
tallies back, so that they aren't sent too often, holds nothing else back.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from models.document import uuid_text
from models.people import MISSING

NOWHERE: frozenset[str] = frozenset()


def named(family: str, id: Any) -> frozenset[str]:
    """`person/<id>`, or nothing where there is no id."""
    return frozenset({f"{family}/{uuid_text(id)}"}) if isinstance(id, bytes) and id != MISSING else NOWHERE


def of_tallies(names: Iterable[str]) -> frozenset[str]:
    """`tally/office/<id>` beside `office/<id>`."""
    return frozenset(f"tally/{name}" for name in names)

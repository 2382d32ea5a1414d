"""The names of scopes: a family, whose it is, and for what ages its quarter.

Promises: pure; what names nobody is in no scope.
"""

from __future__ import annotations

from typing import Any

from models.document import uuid_text
from models.people import MISSING

NOWHERE: frozenset[str] = frozenset()


def named(family: str, id: Any) -> frozenset[str]:
    """`person/<id>`, or nothing where there is no id."""
    return frozenset({f"{family}/{uuid_text(id)}"}) if isinstance(id, bytes) and id != MISSING else NOWHERE

"""结账状态: how often a month was closed, opened again and corrected, read from the facts of its closing.

Promises: pure; the order in which they arrive makes no difference.
"""

from __future__ import annotations

from msgspec import Struct

from models.document import Document

CLOSINGS, REOPENINGS, CORRECTIONS = "closings/", "reopenings/", "corrections/"


class Standing(Struct, frozen=True):
    """结账状态: how often a month was closed, opened again and corrected."""

    closings: int
    reopenings: int
    corrections: int

    @property
    def closed(self) -> bool:
        return self.closings > self.reopenings


def standing_of(document: Document | None) -> Standing:
    counts = dict.fromkeys((CLOSINGS, REOPENINGS, CORRECTIONS), 0)
    for path in () if document is None else document.registers:
        family = path[: path.find("/") + 1]
        if family in counts:
            counts[family] += 1
    return Standing(counts[CLOSINGS], counts[REOPENINGS], counts[CORRECTIONS])

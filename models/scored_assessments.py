"""考核计分: the sheets that assessments bring to a scoring model, by whom they judge.

Promises: pure; only what was submitted counts, told to its subject or not; an assessment belongs to the time in which
the period that it speaks of ends, however late it was written, and to that of its arrival where its period is a stage.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from models.calendar import is_day
from models.document import Document, Library
from models.period import is_period, last_day
from models.sheet import Sheet, sheet_of

_Times = tuple[str, str, int, int]
"""First and last day, and the moments at which they begin and end."""


def assessed(
    versions: Sequence[Document], evaluation: str, times: _Times, library: Library
) -> dict[bytes, Counter[Sheet]]:
    """By place or person, what was filled in for an evaluation under whichever version of its programme."""
    found: dict[bytes, Counter[Sheet]] = {}
    for version in versions:
        for each in sorted(library.documents_of("assessment", version.id), key=lambda one: one.id):
            if each.value("element") == evaluation and _counts(each, times):
                found.setdefault(each.value("subject"), Counter())[sheet_of(each)] += 1
    return found


def _counts(assessment: Document, times: _Times) -> bool:
    first, last, begin_ms, end_ms = times
    submitted = assessment.registers.get("submitted")
    if submitted is None or submitted.value is not True:
        return False
    ends = ends_on(str(assessment.value("period") or ""))
    return begin_ms <= submitted.received_ms < end_ms if ends is None else first <= ends <= last


def ends_on(label: str) -> str | None:
    """The last day of the period that a label names (see `Period.label`); None where it names no days: a stage."""
    end = label.rpartition("/")[2]
    if is_period(end):
        return last_day(end)
    return end if is_day(end) else None

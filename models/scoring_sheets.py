"""多份答卷计分: what a component comes to over several filled-in sheets: a month's self-evaluations, a round's reviews.

Promises: exact; the order of the sheets means nothing. What an aggregate is made for (a mean, a rate, votes) is worked
out over all the answers together; what speaks of one sheet (a sum, deductions) is worked out sheet by sheet, and the
sheets on which it was answered count alike. TypeScript's `score` does the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, cast

from msgspec.structs import replace

from models.scoring_model import Component
from models.scoring_parts import Part, leaf
from models.scoring_values import NO, Answers, answer_measure

Sheets = Sequence[tuple[Answers, int]]
"""Filled-in sheets, each with how many there are of it."""
TOGETHER = frozenset({"mean", "trimmed_mean", "min", "max", "count", "rate", "ballots"})


def over_sheets(component: Component, sheets: Sheets) -> Part:
    """A component whose source are items, over sheets; there is at least one."""
    if component.aggregate in TOGETHER:
        keys = () if component.source is None else component.source.keys()
        return leaf(component, {key: _pooled(sheets, key) for key in keys})
    parts = [(leaf(component, sheet), times) for sheet, times in sheets]
    whole = [(part, times) for part, times in parts if part.complete and part.applies]
    known = [(part, part.value, times) for part, times in whole or parts if part.value is not None]
    keys = {} if whole else dict.fromkeys(key for part, _ in parts for key in part.absent)
    unread = dict.fromkeys(key for part, _ in parts for key in part.unread)
    found = Part(
        value=None,
        complete=not unread and (bool(whole) or not keys),
        applies=any(part.applies for part, _ in parts),
        counted=sum(part.counted * times for part, times in parts),
        excluded=sum(part.excluded * times for part, times in parts),
        absent=tuple(keys),
        unread=tuple(unread),
    )
    if not known:
        return found
    n = sum(times for _, _, times in known)
    return replace(
        found,
        value=sum((value * times for _, value, times in known), NO) / n,
        lost=sum((part.lost * times for part, _, times in known), NO) / n,
        cut=sum((part.cut * times for part, _, times in known), NO) / n,
    )


def measure_of(key: str, answers: Answers, sheets: Sheets) -> Fraction | None:
    """A raw answer as a condition sees it; over sheets what they add up to (累计), as far as it was answered."""
    if key in answers or not sheets:
        return answer_measure(answers.get(key))
    said = [(measure, times) for sheet, times in sheets if (measure := answer_measure(sheet.get(key))) is not None]
    return sum((measure * times for measure, times in said), NO) if said else None


def _pooled(sheets: Sheets, key: str) -> list[Any]:
    """Every answer to an item; what is no answer of one sheet (a tally) is none."""
    values: list[Any] = []
    for sheet, times in sheets:
        given: Any = sheet.get(key)
        if not isinstance(given, Mapping):
            values += (list(cast("Sequence[Any]", given)) if isinstance(given, list | tuple) else [given]) * times
    return values

"""How values become one: each aggregate, deductions with their steps and caps, and what a component makes of it.

Promises: exact; nothing is rounded here. What a cap takes away is told, so that it can be explained.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from models.scoring_model import Component, Deduct, Trim
from models.scoring_values import NO, Answers, Found, find

Pairs = Sequence[tuple[Fraction, int]]


class Part(Struct, frozen=True, kw_only=True):
    """分项得分: what one component came to, exactly, and how."""

    value: Fraction | None
    """None where nothing is known yet, or where it does not apply."""
    complete: bool = True
    """False while an answer is missing below."""
    applies: bool = True
    """False where all of it was 不了解 or 不适用: it leaves the denominator."""
    counted: int = 0
    excluded: int = 0
    dropped: int = 0
    lost: Fraction = NO
    """Points deducted."""
    cut: Fraction = NO
    """What a cap, a floor or the full points took away."""
    absent: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


Parts = Mapping[str, Part]


def leaf(component: Component, answers: Answers) -> Part:
    """A component with a source in the answers."""
    found = find(component, answers)
    short = component.expect is not None and found.counted + found.excluded < component.expect
    complete = not found.absent and not found.unread and not short
    absent = found.absent or (component.source.keys() if short and component.source else ())
    part = Part(
        value=None,
        complete=complete,
        applies=found.counted > 0 or not (complete and found.excluded),
        counted=found.counted,
        excluded=found.excluded,
        absent=tuple(absent),
        unread=tuple(found.unread),
    )
    if not found.counted:
        return part
    lost, dropped = NO, 0
    if component.aggregate == "deductions":
        lost = deducted(component, _times(found.values))
        value = (component.full or NO) - lost
    elif component.aggregate == "bonus":
        value = _times(found.values) * (1 if component.each is None else component.each)
    elif component.aggregate == "rate":
        value = Fraction(100 * found.hits, found.counted)
    else:
        value, dropped = _combined(component, found)
    value, cut = bounded(component, value)
    return replace(part, value=value, lost=lost, dropped=dropped, cut=cut)


def _combined(component: Component, found: Found) -> tuple[Fraction, int]:
    if component.aggregate == "trimmed_mean":
        kept, dropped = trimmed(found.values, component.trim)
        return _times(kept) / _size(kept), dropped
    return together(component.aggregate, found.values, component.each), 0


def together(aggregate: str, values: Pairs, each: Fraction | None = None) -> Fraction:
    """One value of several; there is at least one."""
    if aggregate in ("mean", "ballots"):
        return _times(values) / _size(values)
    if aggregate == "min":
        return min(value for value, times in values if times)
    if aggregate == "max":
        return max(value for value, times in values if times)
    if aggregate == "count":
        return sum(times for value, times in values if value) * (Fraction(1) if each is None else each)
    return _times(values)


def trimmed(values: Pairs, trim: Trim) -> tuple[list[tuple[Fraction, int]], int]:
    """Without the highest and the lowest, where there are more than `n_gt` and something stays."""
    size = _size(values)
    if size <= trim.n_gt or size <= 2 * trim.drop:
        return list(values), 0
    kept = _without(sorted(values), trim.drop)
    return _without(kept[::-1], trim.drop), 2 * trim.drop


def _without(values: Pairs, drop: int) -> list[tuple[Fraction, int]]:
    kept: list[tuple[Fraction, int]] = []
    for value, times in values:
        left = min(times, drop)
        drop -= left
        if times > left:
            kept.append((value, times - left))
    return kept


def _times(values: Pairs) -> Fraction:
    return sum((value * times for value, times in values), NO)


def _size(values: Pairs) -> int:
    return sum(times for _, times in values)


def deducted(component: Component, times: Fraction) -> Fraction:
    """The points lost for so many times (or, where discretionary, for so many points judged)."""
    rule = component.deduct or Deduct()
    everything = _everything(component, rule)
    lost = times if rule.discretionary else times * (rule.each or NO)
    if rule.all_or_nothing and times:
        lost = everything
    for step in rule.steps:
        if times >= step.at:
            lost = everything if step.points is None else step.points
    if rule.cap is not None:
        lost = min(lost, rule.cap)
    return lost if component.full is None else min(lost, component.full)


def _everything(component: Component, rule: Deduct) -> Fraction:
    return component.full if component.full is not None else rule.cap or NO


def counted(component: Component, parts: Parts, known: Mapping[str, Component]) -> Part:
    """A component that looks at others: how many of them are met, or any aggregate of their values."""
    names = component.source.names if component.source is not None else ()
    looked = [(known[name], parts[name]) for name in names if parts[name].applies]
    complete = all(part.complete for _, part in looked)
    values = [(each, part.value) for each, part in looked if part.value is not None]
    if not values:
        return Part(value=None, complete=complete, applies=bool(looked))
    if component.met is not None:
        pairs = [(Fraction(_is_met(component, each, value)), 1) for each, value in values]
    else:
        pairs = [(value, 1) for _, value in values]
    value, cut = bounded(component, *_alone(component, pairs))
    return Part(value=value, complete=complete, counted=len(pairs), cut=cut)


def _alone(component: Component, pairs: Pairs) -> tuple[Fraction]:
    if component.aggregate == "trimmed_mean":
        kept, _ = trimmed(pairs, component.trim)
        return (_times(kept) / _size(kept),)
    return (together(component.aggregate, pairs, component.each),)


def _is_met(component: Component, other: Component, value: Fraction) -> bool:
    if component.met is None or other.full is None:
        return value > 0
    wanted = component.met.at.get(other.full, other.full * component.met.share)
    return value >= wanted


def inner(component: Component, children: Sequence[Component], parts: Parts) -> Part:
    """A component with others below it."""
    looked = [(child, parts[child.id]) for child in children if not child.apart]
    value, applies, complete, dropped = over(component.aggregate, component.trim, looked, component.each)
    if value is None:
        return Part(value=None, applies=applies, complete=complete)
    value, cut = bounded(component, value)
    return Part(value=value, complete=complete, counted=len(looked), dropped=dropped, cut=cut)


def over(
    aggregate: str, trim: Trim, looked: Sequence[tuple[Component, Part]], each: Fraction | None = None
) -> tuple[Fraction | None, bool, bool, int]:
    """The value of several components, whether any applies, whether all are complete, how many were dropped."""
    applying = [(child, part) for child, part in looked if part.applies]
    complete = all(part.complete for _, part in applying)
    known = [(child, part.value) for child, part in applying if part.value is not None]
    if not known:
        return None, bool(applying), complete, 0
    pairs = [(value, 1) for _, value in known]
    if aggregate == "weighted":
        return _weighted(applying, known), True, complete, 0
    if aggregate == "trimmed_mean":
        kept, dropped = trimmed(pairs, trim)
        return _times(kept) / _size(kept), True, complete, dropped
    return together(aggregate, pairs, each), True, complete, 0


def _weighted(applying: Sequence[tuple[Component, Part]], known: Sequence[tuple[Component, Fraction]]) -> Fraction:
    """By weight over all that applies, what is missing earning nothing; what has no weight is added on top."""
    whole = sum((child.weight for child, _ in applying if child.weight is not None), NO)
    added = sum((value for child, value in known if child.weight is None), NO)
    weighed = sum((value * child.weight for child, value in known if child.weight is not None), NO)
    return (weighed / whole if whole else NO) + added


def bounded(component: Component, value: Fraction) -> tuple[Fraction, Fraction]:
    """On the component's own scale, with its base, within its bounds; and what the bounds took away."""
    if component.out_of is not None and component.full is not None:
        value = value * component.full / component.out_of
    value += component.base
    kept = value
    for most in (component.cap, component.full):
        if most is not None:
            kept = min(kept, most)
    if component.floor is not None:
        kept = max(kept, component.floor)
    return kept, value - kept

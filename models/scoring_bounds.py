"""What a scoring model can come to at all: the lowest and the highest value of each component and of the total.

Promises: what it calls impossible is; where answers have no bound that the model knows, it says so with None.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from msgspec import Struct

from models.scoring_model import Component, ScoringModel
from models.scoring_tree import in_order
from models.scoring_values import NO


class Reach(Struct, frozen=True):
    """可达范围: from `low` to `high`, both reached; None where there is no bound."""

    low: Fraction | None
    high: Fraction | None


def reaches(model: ScoringModel) -> dict[str, Reach]:
    """The reach of every measure that conditions may name, raw answers left out."""
    found: dict[str, Reach] = {}
    for each in in_order(model.components):
        children = [child for child in model.children(each.id) if not child.apart]
        if model.children(each.id):
            raw = _together(each.aggregate, children, found)
        elif each.source is not None and each.source.kind == "components":
            raw = _looking(each, found)
        else:
            raw = _leaf(each)
        found[each.id] = _bounded(each, raw)
    total = _together(model.aggregate, [each for each in model.children(None) if not each.apart], found)
    found["deductions"] = Reach(NO, _sum(_lost(model)))
    found["bonus"] = Reach(NO, _sum([_most_won(each, found) for each in _counting(model, "bonus")]))
    found["vetoes"] = Reach(NO, Fraction(len(model.vetoes)))
    found["total"] = _limited(model, total)
    return found


def _counting(model: ScoringModel, aggregate: str) -> list[Component]:
    return [each for each in model.components if each.aggregate == aggregate and not each.apart]


def _lost(model: ScoringModel) -> list[Fraction | None]:
    lost = [each.full if each.full is not None else _cap(each) for each in _counting(model, "deductions")]
    return [*lost, *(None if gate.each else gate.deduct or NO for gate in model.gates)]


def _cap(each: Component) -> Fraction | None:
    return None if each.deduct is None else each.deduct.cap


def _most_won(each: Component, found: dict[str, Reach]) -> Fraction | None:
    high = found[each.id].high
    return None if high is None else high - each.base


def _sum(values: Sequence[Fraction | None]) -> Fraction | None:
    total = NO
    for value in values:
        if value is None:
            return None
        total += value
    return total


def _leaf(each: Component) -> Reach:
    if each.aggregate == "deductions":
        cap = _cap(each)
        if each.full is not None:
            return Reach(max(NO, each.full - cap) if cap is not None else NO, each.full)
        return Reach(None if cap is None else -cap, NO)
    if each.aggregate == "rate":
        return Reach(NO, Fraction(100))
    if not each.points or each.aggregate in ("bonus", "count"):
        return Reach(NO, each.out_of)
    return _of_points(each)


def _of_points(each: Component) -> Reach:
    low, high = min(each.points.values()), max(each.points.values())
    if each.unknown == "count":
        low = min(low, NO)
    if each.aggregate != "sum":
        return Reach(low, high)
    if each.source is not None and each.source.kind == "items":
        return Reach(low * len(each.source.names), high * len(each.source.names))
    return Reach(None if low < 0 else NO, None)


def _looking(each: Component, found: dict[str, Reach]) -> Reach:
    names = each.source.names if each.source is not None else ()
    if each.met is not None or each.aggregate == "count":
        return Reach(NO, len(names) * (Fraction(1) if each.each is None else each.each))
    return _spread(each.aggregate, [found[name] for name in names])


def _together(aggregate: str, children: Sequence[Component], found: dict[str, Reach]) -> Reach:
    if aggregate != "weighted":
        return _spread(aggregate, [found[child.id] for child in children])
    whole = sum((child.weight for child in children if child.weight is not None), NO)
    low: list[Fraction | None] = []
    high: list[Fraction | None] = []
    for child in children:
        share = Fraction(1) if child.weight is None else child.weight / whole if whole else NO
        reach = found[child.id]
        low.append(None if reach.low is None else reach.low * share)
        high.append(None if reach.high is None else reach.high * share)
    return Reach(_sum(low), _sum(high))


def _spread(aggregate: str, reaches: Sequence[Reach]) -> Reach:
    lows, highs = [each.low for each in reaches], [each.high for each in reaches]
    if aggregate == "sum":
        return Reach(_sum(lows), _sum(highs))
    if aggregate == "count":
        return Reach(NO, Fraction(len(reaches)))
    least = None if None in lows else min((each for each in lows if each is not None), default=NO)
    most = None if None in highs else max((each for each in highs if each is not None), default=NO)
    return Reach(least, most)


def _bounded(each: Component, raw: Reach) -> Reach:
    scale = each.full / each.out_of if each.out_of is not None and each.full is not None else Fraction(1)
    low, high = (None if bound is None else bound * scale + each.base for bound in (raw.low, raw.high))
    for most in (each.cap, each.full):
        if most is not None:
            low = None if low is None else min(low, most)
            high = most if high is None else min(high, most)
    if each.floor is not None:
        low = each.floor if low is None else max(low, each.floor)
        high = None if high is None else max(high, each.floor)
    return Reach(low, high)


def _limited(model: ScoringModel, summed: Reach) -> Reach:
    taken = _sum([None if gate.each else gate.deduct or NO for gate in model.gates])
    zeroes = any(gate.zero is not None for gate in model.gates)
    low = None if summed.low is None or taken is None else summed.low + model.base - taken
    high = None if summed.high is None else summed.high + model.base
    if zeroes and low is not None:
        low = min(low, model.base - (taken or NO))
    if model.cap is not None:
        low = None if low is None else min(low, model.cap)
        high = model.cap if high is None else min(high, model.cap)
    if model.floor is not None:
        low = model.floor if low is None else max(low, model.floor)
        high = None if high is None else max(high, model.floor)
    return Reach(low, high)

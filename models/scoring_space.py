"""The space that bands divide: every measure they look at, cut where a condition changes, at the model's own precision.

Promises: within a cell every condition of every band says the same, so looking at one point of each cell looks at
them all; 89.5 is a point where the model has one decimal, and none where it has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import product
from math import ceil, floor

from msgspec import Struct

from models.scoring_bounds import Reach, reaches
from models.scoring_model import Condition, ScoringModel
from models.scoring_plain import number_text
from models.scoring_when import holds

CELLS_MAX = 20_000

NAMES = {
    "total": ("总分", "total"),
    "deductions": ("扣分", "deductions"),
    "bonus": ("加分", "bonus"),
    "vetoes": ("一票否决", "vetoes"),
}
Place = tuple[int, ...]


class Stretch(Struct, frozen=True):
    """区段: the values from `low` to `high`, both in it, on which no condition changes."""

    low: Fraction | None
    high: Fraction | None
    reached: bool
    """False where the model can't come to any of it."""


class Axis(Struct, frozen=True):
    """一维: one measure and its stretches, from below."""

    of: str
    stretches: tuple[Stretch, ...]


class Cell(Struct, frozen=True):
    """格: one stretch of each measure, the bands whose conditions hold there, and whether anybody can be there."""

    place: Place
    bands: tuple[int, ...]
    chosen: int | None
    reached: bool


class Space(Struct, frozen=True):
    """等次空间: the axes and every cell."""

    axes: tuple[Axis, ...]
    cells: dict[Place, Cell]


def band_space(model: ScoringModel) -> Space | None:
    """The space of the model's bands; None where it has more cells than can be looked at."""
    conditions = [condition for band in model.bands for condition in band.when.conditions()]
    by_measure: dict[str, list[Condition]] = {}
    for condition in conditions:
        by_measure.setdefault(condition.of, []).append(condition)
    known = reaches(model)
    axes = tuple(_axis(model, of, cuts, known.get(of, Reach(Fraction(0), None))) for of, cuts in by_measure.items())
    size = 1
    for axis in axes:
        size *= len(axis.stretches)
    if size > CELLS_MAX:
        return None
    places = product(*(range(len(axis.stretches)) for axis in axes))
    return Space(axes, {place: _cell(model, axes, place) for place in places})


def _step(model: ScoringModel, of: str) -> Fraction:
    component = model.component(of)
    whole = of == "vetoes" or (component is not None and component.aggregate == "count" and component.each is None)
    return Fraction(1) if whole else Fraction(1, 10**model.decimals)


def _axis(model: ScoringModel, of: str, conditions: Iterable[Condition], reach: Reach) -> Axis:
    step = _step(model, of)
    starts: set[Fraction] = set()
    for each in conditions:
        at, after = ceil(each.value / step) * step, (floor(each.value / step) + 1) * step
        if each.op in (">=", "<"):
            starts.add(at)
        elif each.op in (">", "<="):
            starts.add(after)
        elif each.op in ("=", "!="):
            starts |= {at, after}
        elif each.to is not None:
            starts |= {at, (floor(each.to / step) + 1) * step}
    lowest = reach.low if of in NAMES and of != "total" else None
    edges = sorted(start for start in starts if lowest is None or start > lowest)
    bounds = zip([lowest, *edges], [*(edge - step for edge in edges), None], strict=True)
    return Axis(of, tuple(Stretch(low, high, _meets(low, high, reach)) for low, high in bounds))


def _meets(low: Fraction | None, high: Fraction | None, reach: Reach) -> bool:
    above = reach.high is None or low is None or low <= reach.high
    return above and (reach.low is None or high is None or high >= reach.low)


def _cell(model: ScoringModel, axes: Sequence[Axis], place: Place) -> Cell:
    point = {axis.of: _point(axis.stretches[at]) for axis, at in zip(axes, place, strict=True)}
    bands = tuple(at for at, band in enumerate(model.bands) if not band.otherwise and holds(band.when, point))
    rest = next((at for at, band in enumerate(model.bands) if band.otherwise), None)
    reached = all(axis.stretches[at].reached for axis, at in zip(axes, place, strict=True))
    return Cell(place, bands, min(bands, default=rest), reached)


def _point(stretch: Stretch) -> Fraction:
    if stretch.low is not None:
        return stretch.low
    return Fraction(0) if stretch.high is None else stretch.high


Box = tuple[tuple[int, int], ...]


def boxes(places: Iterable[Place]) -> list[Box]:
    """The places as few boxes, each from one place to another, both in it."""
    left = set(places)
    found: list[Box] = []
    while left:
        first = min(left)
        box = [(at, at) for at in first]
        for axis in range(len(box)):
            while _all_in(slab := [*box[:axis], (box[axis][1] + 1, box[axis][1] + 1), *box[axis + 1 :]], left):
                box[axis] = (box[axis][0], slab[axis][1])
        left -= set(_places(box))
        found.append(tuple(box))
    return found


def _places(box: Sequence[tuple[int, int]]) -> Iterable[Place]:
    return product(*(range(first, last + 1) for first, last in box))


def _all_in(box: Sequence[tuple[int, int]], left: set[Place]) -> bool:
    return all(place in left for place in _places(box))


def box_words(model: ScoringModel, space: Space, box: Box) -> tuple[str, str]:
    """Where a box lies, in Chinese and English: `扣分 25–29，总分 ≥ 60`."""
    zh: list[str] = []
    en: list[str] = []
    for axis, (first, last) in zip(space.axes, box, strict=True):
        within = _within(axis, first, last)
        if within:
            component = model.component(axis.of)
            own = (axis.of, axis.of) if component is None else (component.title, component.title_en or component.title)
            names = NAMES.get(axis.of, own)
            zh.append(f"{names[0]} {within}")
            en.append(f"{names[1]} {within}")
    return "，".join(zh) or "任何情况", ", ".join(en) or "always"


def _within(axis: Axis, first: int, last: int) -> str:
    low, high = axis.stretches[first].low, axis.stretches[last].high
    reached = [at for at, each in enumerate(axis.stretches) if each.reached] or [first, last]
    open_low = low is None or first <= reached[0]
    open_high = high is None or last >= reached[-1]
    if open_low and open_high:
        return ""
    if high is None or open_high:
        return f"≥ {_text(low)}"
    if low is None or open_low:
        return f"≤ {_text(high)}"
    return _text(low) if low == high else f"{_text(low)}–{_text(high)}"


def _text(value: Fraction | None) -> str:
    return "" if value is None else number_text(value)

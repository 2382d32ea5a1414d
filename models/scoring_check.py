"""What is wrong with a scoring model that can be worked out: gaps between bands, wrong sums, rules without effect.

Promises: says only what holds for some answer that the model can get, or for none; each fault has its place, and words
in both languages that say what to do. What the rule's author meant is for a person to say: a model with gaps may be
imported, and who falls into one is shown as ungraded.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Any

from models.fault import Fault, Path
from models.scoring_bounds import Reach, reaches
from models.scoring_model import Component, Condition, ScoringModel
from models.scoring_plain import number_text
from models.scoring_quota import quota_faults
from models.scoring_space import NAMES, Cell, Space, band_space, box_words, boxes
from models.scoring_tree import ANSWER
from models.scoring_values import NO

BOXES_TOLD_MAX = 20


def check_model(model: ScoringModel, path: Path = ()) -> list[Fault]:
    """Every fault of a model that was read, in the order of its sections."""
    known = reaches(model)
    faults = [
        *_weights(model),
        *_points(model),
        *_fulls(model),
        *_bonus(model, known),
        *_gates(model, known),
        *_bands(model),
        *quota_faults(model),
    ]
    return [Fault((*path, *each.path), each.code, each.params) for each in faults]


def _place(model: ScoringModel, component: Component | None) -> Path:
    return () if component is None else ("components", model.components.index(component))


def _parents(model: ScoringModel) -> Iterator[tuple[Component | None, str, list[Component]]]:
    for each in (None, *model.components):
        children = [child for child in model.children(None if each is None else each.id) if not child.apart]
        if children:
            yield each, model.aggregate if each is None else each.aggregate, children


def _weights(model: ScoringModel) -> Iterator[Fault]:
    for parent, aggregate, children in _parents(model):
        weights = [child.weight for child in children if child.weight is not None]
        if aggregate == "weighted" and sum(weights, NO) not in (1, 100):
            title = model.title if parent is None else parent.title
            yield Fault(
                (*_place(model, parent), "components" if parent is None else "weight"),
                "weights_sum",
                {"title": title, "sum": number_text(sum(weights, NO))},
            )


def _points(model: ScoringModel) -> Iterator[Fault]:
    for at, each in enumerate(model.components):
        most = each.out_of if each.out_of is not None else each.full
        beyond = [option for option, points in each.points.items() if most is not None and points > most]
        if beyond and most is not None and each.aggregate not in ("deductions", "bonus", "count"):
            told = {"title": each.title, "options": "、".join(beyond), "full": number_text(most)}
            yield Fault(("components", at, "points"), "points_beyond_full", told)
        strange = [option for option in each.numerator if each.points and option not in each.points]
        if strange:
            told = {"title": each.title, "options": "、".join(strange)}
            yield Fault(("components", at, "numerator"), "numerator_not_offered", told)


def _fulls(model: ScoringModel) -> Iterator[Fault]:
    for parent, aggregate, children in _parents(model):
        full = model.full if parent is None else parent.full
        base = model.base if parent is None else parent.base
        if aggregate != "sum" or full is None:
            continue
        fulls = [child.full for child in children if child.aggregate != "bonus"]
        if None in fulls or not fulls:
            continue
        together = sum((each for each in fulls if each is not None), base)
        if together != full:
            title = model.title if parent is None else parent.title
            told = {"title": title, "sum": number_text(together), "full": number_text(full)}
            yield Fault((*_place(model, parent), "full"), "full_sum", told)


def _bonus(model: ScoringModel, known: dict[str, Reach]) -> Iterator[Fault]:
    for at, each in enumerate(model.components):
        rate = each.each if each.each is not None else Fraction(1)
        if each.aggregate == "bonus" and each.cap is not None and not each.points and rate > 0:
            told = {
                "title": each.title,
                "times": number_text(Fraction(-(-each.cap // rate))),
                "cap": number_text(each.cap),
            }
            yield Fault(("components", at, "cap"), "cap_reached_early", told)
    for parent, aggregate, children in _parents(model):
        cap = model.cap if parent is None else _least(parent.cap, parent.full)
        base = model.base if parent is None else parent.base
        if cap is None or aggregate != "sum":
            continue
        highs = [known[child.id].high for child in children]
        summed = sum((high for high in highs if high is not None), base)
        place, title = (*_place(model, parent), "cap"), model.title if parent is None else parent.title
        told: dict[str, Any] = {"title": title, "cap": number_text(cap), "sum": number_text(summed)}
        if None not in highs and summed < cap and (parent is None or parent.cap is not None):
            yield Fault(place, "cap_never_reached", told)
        if all(child.aggregate == "bonus" for child in children) and None not in highs and summed > cap:
            yield Fault(place, "bonus_never_counts", told)


def _least(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    return min((each for each in (one, other) if each is not None), default=None)


def _gates(model: ScoringModel, known: dict[str, Reach]) -> Iterator[Fault]:
    for section, each in (("vetoes", model.vetoes), ("gates", model.gates)):
        for at, barrier in enumerate(each):
            if any(_never(condition, known) for condition in barrier.when.all):
                yield Fault((section, at, "when"), "gate_never_holds", {"title": barrier.title})


def _never(condition: Condition, known: dict[str, Reach]) -> bool:
    reach = known.get(condition.of)
    if reach is None or condition.of.startswith(ANSWER):
        return False
    above = reach.high is not None and (
        condition.value > reach.high
        if condition.op in (">=", "=", "between")
        else condition.op == ">" and condition.value >= reach.high
    )
    most = condition.value if condition.to is None else condition.to
    below = reach.low is not None and (
        most < reach.low if condition.op in ("<=", "=", "between") else condition.op == "<" and most <= reach.low
    )
    return above or below


def _bands(model: ScoringModel) -> Iterator[Fault]:
    if not model.bands:
        return
    space = band_space(model)
    if space is None:
        yield Fault(("bands",), "too_many_cells", {})
        return
    yield from _gaps(model, space)
    yield from _overlaps(model, space)
    yield from _unreached(model, space)
    yield from _falls(model, space)


def _gaps(model: ScoringModel, space: Space) -> Iterator[Fault]:
    empty = [place for place, cell in space.cells.items() if cell.chosen is None and cell.reached]
    for box in boxes(empty)[:BOXES_TOLD_MAX]:
        where, where_en = box_words(model, space, box)
        yield Fault(("bands",), "band_gap", {"where": where, "where_en": where_en})


def _overlaps(model: ScoringModel, space: Space) -> Iterator[Fault]:
    """Two bands for one result. Bands that only say from where on they hold stand above each other on purpose."""
    for later, band in enumerate(model.bands):
        bounded = any(each.of == "total" and each.op in ("<", "<=", "=", "between") for each in band.when.all)
        if not (bounded or band.when.any):
            continue
        for earlier in range(later):
            both = [
                place for place, cell in space.cells.items() if cell.reached and {earlier, later} <= set(cell.bands)
            ]
            for box in boxes(both)[:1]:
                where, where_en = box_words(model, space, box)
                told = {"title": model.bands[earlier].title, "other": band.title, "where": where, "where_en": where_en}
                yield Fault(("bands", later), "bands_overlap", told)


def _unreached(model: ScoringModel, space: Space) -> Iterator[Fault]:
    given = _given_otherwise(model)
    for at, band in enumerate(model.bands):
        if band.id in given:
            continue
        if band.otherwise:
            matching = [cell for cell in space.cells.values() if cell.chosen == at]
        else:
            matching = [cell for cell in space.cells.values() if at in cell.bands]
        reached = [cell for cell in matching if cell.reached]
        if not matching:
            code = "band_hidden" if band.otherwise else "band_impossible"
        elif not reached:
            code = "band_never_reached"
        elif all(cell.chosen != at for cell in reached):
            code = "band_hidden"
        else:
            continue
        yield Fault(("bands", at), code, {"title": band.title})


def _given_otherwise(model: ScoringModel) -> set[str]:
    """The bands that somebody may have without their conditions: by a veto, a gate, or a full quota above."""
    given = {veto.band or model.bands[-1].id for veto in model.vetoes}
    given |= {id for gate in model.gates for id in (gate.band, gate.at_most) if id is not None}
    limited = {quota.band for quota in model.quotas}
    return given | {below.id for above, below in pairwise(model.bands) if above.id in limited}


def _falls(model: ScoringModel, space: Space) -> Iterator[Fault]:
    """A better result in one measure with a worse band: somebody is punished for a point."""
    told: set[tuple[str, int, int]] = set()
    for dimension, axis in enumerate(space.axes):
        up = _upward(model, axis.of)
        if up == 0:
            continue
        for place, cell in space.cells.items():
            better = space.cells.get((*place[:dimension], place[dimension] + up, *place[dimension + 1 :]))
            if better is None or not (cell.reached and better.reached) or not _worse(better, cell):
                continue
            key = (axis.of, cell.chosen or 0, better.chosen or 0)
            if key in told:
                continue
            told.add(key)
            where, where_en = box_words(model, space, tuple((at, at) for at in better.place))
            titles = [model.bands[each.chosen or 0].title for each in (cell, better)]
            names = _measure_names(model, axis.of)
            yield Fault(
                ("bands", better.chosen or 0),
                "band_falls",
                {
                    "measure": names[0],
                    "measure_en": names[1],
                    "title": titles[0],
                    "other": titles[1],
                    "where": where,
                    "where_en": where_en,
                },
            )


def _worse(better: Cell, cell: Cell) -> bool:
    return better.chosen is not None and cell.chosen is not None and better.chosen > cell.chosen


def _upward(model: ScoringModel, of: str) -> int:
    """+1 where more is better, -1 where less is, 0 where the model doesn't say."""
    component = model.component(of)
    if of in ("total", "bonus") or (component is not None and component.aggregate != "deductions"):
        return 1 if component is None or not component.apart or component.met is not None else 0
    return -1 if of in ("deductions", "vetoes") else 1 if component is not None else 0


def _measure_names(model: ScoringModel, of: str) -> tuple[str, str]:
    component = model.component(of)
    return NAMES.get(of, (of, of) if component is None else (component.title, component.title_en or component.title))

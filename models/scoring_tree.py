"""What hangs together in a scoring model: parents, sources, and the names that conditions and gates use.

Promises: a model without an error here can be worked out: no loop, no name that leads nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.fault import Fault
from models.scoring_model import LEAF_ONLY, MEASURES, Component, ScoringModel, When

ANSWER = "answer/"


def tree_faults(model: ScoringModel) -> list[Fault]:
    return [
        *_repeated(model),
        *_components(model),
        *_loops(model),
        *_conditions(model),
        *_band_names(model),
        *_otherwise(model),
    ]


def _repeated(model: ScoringModel) -> Iterator[Fault]:
    for section in ("components", "vetoes", "gates", "bands"):
        seen: set[str] = set()
        for at, each in enumerate(getattr(model, section)):
            if each.id and (each.id in seen or (section == "components" and each.id in MEASURES)):
                yield Fault((section, at, "id"), "id_taken", {"id": each.id})
            seen.add(each.id)
    if not model.components:
        yield Fault(("components",), "no_components", {})


def _components(model: ScoringModel) -> Iterator[Fault]:
    known = {each.id for each in model.components}
    parents = {each.parent for each in model.components if each.parent is not None}
    for at, each in enumerate(model.components):
        path = ("components", at)
        if each.parent is not None and each.parent not in known:
            yield Fault((*path, "parent"), "unknown_parent", {"id": each.parent})
        if each.id in parents and each.source is not None:
            yield Fault((*path, "source"), "source_and_children", {"title": each.title})
        if each.id not in parents and each.source is None and each.default is None:
            yield Fault((*path, "source"), "no_source", {"title": each.title})
        if each.aggregate in LEAF_ONLY and each.id in parents:
            yield Fault((*path, "aggregate"), "only_for_answers", {"aggregate": each.aggregate})
        if each.aggregate == "weighted" and each.id not in parents:
            yield Fault((*path, "aggregate"), "only_for_parents", {"aggregate": each.aggregate})
        yield from _leaf(each, path, known)


def _leaf(each: Component, path: tuple[str, int], known: set[str]) -> Iterator[Fault]:
    if each.source is not None and each.source.kind == "components":
        for name in each.source.names:
            if name not in known or name == each.id:
                yield Fault((*path, "source"), "unknown_component", {"id": name})
    if each.aggregate == "rate" and not each.numerator:
        yield Fault((*path, "numerator"), "rate_without_numerator", {"title": each.title})
    if each.aggregate == "ballots" and not each.points:
        yield Fault((*path, "points"), "ballots_without_points", {"title": each.title})
    if each.aggregate == "deductions" and each.deduct is None:
        yield Fault((*path, "deduct"), "deductions_without_rule", {"title": each.title})
    if each.deduct is not None and each.full is None and each.deduct.cap is None and _takes_all(each):
        yield Fault((*path, "full"), "all_of_what", {"title": each.title})
    if each.out_of is not None and (each.out_of <= 0 or each.full is None):
        yield Fault((*path, "out_of"), "scale_without_full", {"title": each.title})


def _takes_all(each: Component) -> bool:
    deduct = each.deduct
    return deduct is not None and (deduct.all_or_nothing or any(step.points is None for step in deduct.steps))


def _loops(model: ScoringModel) -> Iterator[Fault]:
    """Each component before what needs it: what remains when nothing more can be placed goes in a circle."""
    needs: dict[str, set[str]] = {each.id: set() for each in model.components}
    for each in model.components:
        if each.parent in needs:
            needs[each.parent].add(each.id)
        if each.source is not None and each.source.kind == "components":
            needs[each.id] |= set(each.source.names) & needs.keys()
    while ready := [id for id, waiting in needs.items() if not waiting]:
        for id in ready:
            del needs[id]
        for waiting in needs.values():
            waiting.difference_update(ready)
    for at, each in enumerate(model.components):
        if each.id in needs:
            yield Fault(("components", at, "parent"), "goes_in_a_circle", {"title": each.title})


def whens(model: ScoringModel) -> Iterator[tuple[tuple[str, int], When]]:
    """Every set of conditions with its place."""
    for at, veto in enumerate(model.vetoes):
        yield ("vetoes", at), veto.when
    for at, gate in enumerate(model.gates):
        yield ("gates", at), gate.when
    for at, band in enumerate(model.bands):
        yield ("bands", at), band.when


def _conditions(model: ScoringModel) -> Iterator[Fault]:
    known = {*MEASURES, *(each.id for each in model.components)}
    for path, when in whens(model):
        for condition in when.conditions():
            if condition.of not in known and not condition.of.startswith(ANSWER):
                yield Fault((*path, "when"), "unknown_measure", {"id": condition.of})
            if path[0] == "vetoes" and condition.of in MEASURES:
                yield Fault((*path, "when"), "measure_too_late", {"id": condition.of})
    for at, name in enumerate(model.tie_by):
        if name not in known:
            yield Fault(("tie_by", at), "unknown_measure", {"id": name})
    for at, gate in enumerate(model.gates):
        if gate.zero is not None and gate.zero not in known:
            yield Fault(("gates", at, "zero"), "unknown_component", {"id": gate.zero})


def _band_names(model: ScoringModel) -> Iterator[Fault]:
    bands = {each.id for each in model.bands}
    named: list[tuple[tuple[str | int, ...], str | None]] = [
        *((("vetoes", at, "band"), each.band) for at, each in enumerate(model.vetoes)),
        *((("gates", at, "band"), each.band) for at, each in enumerate(model.gates)),
        *((("gates", at, "at_most"), each.at_most) for at, each in enumerate(model.gates)),
        *((("quotas", at, "band"), each.band) for at, each in enumerate(model.quotas)),
    ]
    for path, name in named:
        if name is not None and name not in bands:
            yield Fault(path, "unknown_band", {"id": name})


def _otherwise(model: ScoringModel) -> Iterator[Fault]:
    for at, each in enumerate(model.bands[:-1]):
        if each.otherwise:
            yield Fault(("bands", at, "otherwise"), "otherwise_not_last", {"title": each.title})


def in_order(components: Iterable[Component]) -> list[Component]:
    """Each after what it needs: children before parents, counted components before what counts them."""
    left = {each.id: each for each in components}
    placed: list[Component] = []
    while left:
        blocked = {each.parent for each in left.values()} | {
            each.id
            for each in left.values()
            if each.source is not None and each.source.kind == "components" and left.keys() & set(each.source.names)
        }
        ready = [each for id, each in left.items() if id not in blocked]
        if not ready:
            break
        placed += ready
        for each in ready:
            del left[each.id]
    return placed

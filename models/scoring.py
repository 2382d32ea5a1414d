"""得分: what a scoring model makes of answers: the total, each component, and the band as a proposal.

Promises: pure and exact; rounded once, at the end; the order of answers means nothing; TypeScript's `score` gives the
same to the digit (tests/vectors/scoring.json). What is missing is stated and never guessed: while anything that
decides is missing there is no band. A veto stands whatever the sum.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from msgspec import Struct

from models.scoring_model import Band, Component, Gate, ScoringModel, Trim
from models.scoring_parts import Part, counted, inner, leaf, over
from models.scoring_sheets import Sheets, measure_of, over_sheets
from models.scoring_tree import ANSWER, in_order, whens
from models.scoring_values import NO, Answers, rounded
from models.scoring_when import holds

Measured = dict[str, Fraction | None]


class Scored(Struct, frozen=True, kw_only=True):
    """计分结果: a total with all that it came from; the band is a proposal."""

    total: Decimal | None
    """What there is so far; None before the first answer."""
    complete: bool
    components: dict[str, Decimal | None]
    band: str | None
    vetoed: bool
    vetoes: tuple[str, ...]
    gates: tuple[str, ...]
    """The gates that hold."""
    deductions: Decimal
    bonus: Decimal
    missing: tuple[str, ...]
    """The keys of answers that are still to come."""
    unread: tuple[str, ...]
    """The keys of answers that the model has no worth for."""
    ungraded: bool
    """True where all is known and no band takes it: the model has a gap."""
    sha256: str
    """Of the model's canonical form."""
    parts: dict[str, Part]
    so_far: dict[str, Fraction | None]
    """The measures by what is known now."""


def score(model: ScoringModel, answers: Answers, sheets: Sheets = ()) -> Scored:
    """The model's result for one person, department or whatever is judged.

    Where there are several filled-in `sheets`, items that `answers` doesn't hold are taken from them all.
    """
    given = _Given(answers, sheets)
    parts = _parts(model, given, frozenset())
    early = _measures(model, parts, given, strict=True)
    zeroed = frozenset(gate.zero for gate in model.gates if gate.zero is not None and holds(gate.when, early))
    if zeroed:
        parts = _parts(model, given, zeroed)
        early = _measures(model, parts, given, strict=True)
    vetoes = [(veto, holds(veto.when, early)) for veto in model.vetoes]
    tops = [(each, parts[each.id]) for each in model.children(None) if not each.apart]
    summed, _, complete, _ = over(model.aggregate, Trim(5, 1), tops)
    count = None if any(held is None for _, held in vetoes) else Fraction(sum(held is True for _, held in vetoes))
    before = {**early, **_sums(model, parts, summed, NO, complete), "vetoes": count}
    taken = sum((_taken(gate, before) for gate in model.gates), NO)
    # A gate of which nobody can tell whether it holds leaves the total open: what it would take isn't guessed.
    complete = complete and all(holds(gate.when, before) is not None for gate in model.gates)
    sums = _sums(model, parts, summed, taken, complete)
    measures = {**early, **sums, "vetoes": count}
    held = [veto.band or model.bands[-1].id for veto, held in vetoes if held and model.bands]
    band, decided = band_of(model, measures, held)
    so_far = {
        **_measures(model, parts, given, strict=False),
        **_sums(model, parts, summed, taken, True),
        "vetoes": Fraction(sum(held is True for _, held in vetoes)),
    }
    return Scored(
        total=_shown(model, _limited(model, summed, taken)),
        complete=complete,
        components={id: _shown(model, part.value) for id, part in parts.items()},
        band=None if band is None else band.id,
        vetoed=any(held for _, held in vetoes),
        vetoes=tuple(veto.id for veto, held in vetoes if held),
        gates=tuple(gate.id for gate in model.gates if _holds(gate, measures, before, early)),
        deductions=rounded(so_far["deductions"] or NO, model.decimals, model.rounding),
        bonus=rounded(so_far["bonus"] or NO, model.decimals, model.rounding),
        missing=_missing(model, parts, given),
        unread=tuple(dict.fromkeys(key for part in parts.values() for key in part.unread)),
        ungraded=bool(model.bands) and decided and band is None,
        sha256=model.sha256,
        parts=parts,
        so_far=so_far,
    )


class _Given(NamedTuple):
    """What was answered: single answers, and sheets."""

    answers: Answers
    sheets: Sheets

    def part(self, component: Component) -> Part:
        source = component.source
        asks = source is not None and source.kind == "items" and not any(key in self.answers for key in source.names)
        return over_sheets(component, self.sheets) if self.sheets and asks else leaf(component, self.answers)

    def measure(self, key: str) -> Fraction | None:
        return measure_of(key, self.answers, self.sheets)


def _parts(model: ScoringModel, given: _Given, zeroed: frozenset[str]) -> dict[str, Part]:
    known = {each.id: each for each in model.components}
    below: dict[str | None, list[Component]] = {}
    for each in model.components:
        below.setdefault(each.parent, []).append(each)
    parts: dict[str, Part] = {}
    for each in in_order(model.components):
        if each.id in below:
            part = inner(each, below[each.id], parts)
        elif each.source is not None and each.source.kind == "components":
            part = counted(each, parts, known)
        else:
            part = given.part(each)
        parts[each.id] = Part(value=NO, cut=part.value or NO) if each.id in zeroed else part
    return {each.id: parts[each.id] for each in model.components}


def _measures(model: ScoringModel, parts: Mapping[str, Part], given: _Given, *, strict: bool) -> Measured:
    """What conditions see before the sum: components as they are shown, and raw answers. Strict: only what is whole."""
    measures: Measured = {}
    for id, part in parts.items():
        measures[id] = _exact(model, part.value) if part.complete or not strict else None
    for _, when in whens(model):
        for condition in when.conditions():
            if condition.of.startswith(ANSWER):
                measures[condition.of] = given.measure(condition.of[len(ANSWER) :])
    return measures


def _sums(
    model: ScoringModel, parts: Mapping[str, Part], summed: Fraction | None, taken: Fraction, whole: bool
) -> Measured:
    lost, won = taken, NO
    for each in model.components:
        if not each.apart:
            lost += parts[each.id].lost
            won += _won(each, parts[each.id])
    if not whole:
        return {"total": None, "deductions": None, "bonus": None}
    return {
        "total": _exact(model, _limited(model, summed, taken)),
        "deductions": _exact(model, lost),
        "bonus": _exact(model, won),
    }


def _won(component: Component, part: Part) -> Fraction:
    return part.value - component.base if component.aggregate == "bonus" and part.value is not None else NO


def _limited(model: ScoringModel, summed: Fraction | None, taken: Fraction) -> Fraction | None:
    """The total with the model's base, less what gates take, within its bounds."""
    if summed is None:
        return None
    value = summed + model.base - taken
    if model.cap is not None:
        value = min(value, model.cap)
    return value if model.floor is None else max(value, model.floor)


def _taken(gate: Gate, measures: Mapping[str, Fraction | None]) -> Fraction:
    if not holds(gate.when, measures):
        return NO
    first = next(iter(gate.when.conditions()))
    each = NO if gate.each is None else gate.each * (measures.get(first.of) or NO)
    return (gate.deduct or NO) + each


def _holds(gate: Gate, measures: Measured, before: Measured, early: Measured) -> bool:
    """Whether a gate has had its effect: each effect looks at the measures of its own moment."""
    moments = (
        (gate.zero is not None, early),
        (gate.deduct is not None or gate.each is not None, before),
        (gate.at_most is not None or gate.band is not None, measures),
    )
    return any(has and holds(gate.when, seen) is True for has, seen in moments)


def band_of(model: ScoringModel, measures: Measured, vetoed: Sequence[str]) -> tuple[Band | None, bool]:
    """The band, and whether all that decides it is known. A veto needs nothing else."""
    place = {band.id: at for at, band in enumerate(model.bands)}
    if not place:
        return None, False
    if vetoed:
        return model.bands[max(place[id] for id in vetoed)], True
    gates = [(gate, holds(gate.when, measures)) for gate in model.gates if gate.at_most or gate.band]
    if measures["vetoes"] is None or any(held is None for _, held in gates):
        return None, False
    forced = [place[gate.band] for gate, held in gates if held and gate.band is not None]
    if forced:
        at: int | None = max(forced)
    else:
        at, decided = _first(model, measures)
        if at is None:
            return None, decided
    return model.bands[max([at, *(place[gate.at_most] for gate, held in gates if held and gate.at_most)])], True


def _first(model: ScoringModel, measures: Measured) -> tuple[int | None, bool]:
    """The first band from the top that holds; not decided where one that is not known stands above it."""
    for at, band in enumerate(model.bands):
        held = measures["total"] is not None if band.otherwise else holds(band.when, measures)
        if held:
            return at, True
        if held is None or (band.otherwise and not held):
            return None, False
    return None, True


def _missing(model: ScoringModel, parts: Mapping[str, Part], given: _Given) -> tuple[str, ...]:
    keys = [key for part in parts.values() for key in part.absent]
    for _, when in whens(model):
        for condition in when.conditions():
            key = condition.of.removeprefix(ANSWER)
            if key != condition.of and given.measure(key) is None:
                keys.append(key)
    return tuple(dict.fromkeys(keys))


def _shown(model: ScoringModel, value: Fraction | None) -> Decimal | None:
    return None if value is None else rounded(value, model.decimals, model.rounding)


def _exact(model: ScoringModel, value: Fraction | None) -> Fraction | None:
    """The value as it is shown: conditions judge by what people see."""
    return None if value is None else Fraction(rounded(value, model.decimals, model.rounding))

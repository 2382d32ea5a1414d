"""How a score came about, and what is missing to a better grade.

Promises: says nothing that the score does not hold; TypeScript's `missingTo` answers alike. What can't be made good by
points, a veto or a gate, is named as what stands in the way.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from models.scoring import Scored
from models.scoring_model import Component, Condition, Gate, ScoringModel, Veto
from models.scoring_parts import Part
from models.scoring_values import NO, rounded
from models.scoring_when import condition_holds


class Reached(Struct, frozen=True):
    """已得: what a score has come to, without how."""

    band: str | None
    so_far: Mapping[str, Fraction | None]
    vetoes: tuple[str, ...] = ()
    gates: tuple[str, ...] = ()


class Line(Struct, frozen=True, kw_only=True):
    """计分说明: one component as it is explained, below its parent."""

    id: str
    title: str
    title_en: str
    depth: int
    aggregate: str
    value: Decimal | None
    full: Fraction | None
    weight: Fraction | None
    share: Fraction | None
    """Of what its parent is made of by weight: 3/5 for 60 of 100, of what applies; None for what has no weight."""
    brings: Decimal | None
    """The points that it adds to its parent; None where that is no sum, or nothing is known."""
    part: Part


class Lack(Struct, frozen=True, kw_only=True):
    """差距: one condition of a band that does not hold yet; `short` is how far away it is, where that is known."""

    condition: Condition
    have: Fraction | None
    short: Fraction | None


class Way(Struct, frozen=True, kw_only=True):
    """距上一等次: what lacks to a band, and the vetoes and gates that stand in its way."""

    band: str
    lacks: tuple[Lack, ...]
    blocked: tuple[str, ...]


def explain(model: ScoringModel, scored: Scored) -> list[Line]:
    """Every component in the order of the tree, parents first."""
    lines: list[Line] = []

    def below(parent: Component | None, depth: int) -> None:
        children = [each for each in model.children(None if parent is None else parent.id) if each.id in scored.parts]
        aggregate = model.aggregate if parent is None else parent.aggregate
        weights = [each.weight for each in children if not each.apart and scored.parts[each.id].applies]
        whole = sum((weight for weight in weights if weight is not None), NO)
        for each in children:
            part = scored.parts[each.id]
            share = _share(each, part, aggregate, whole)
            brings = None if share is None or part.value is None else part.value * share
            lines.append(
                Line(
                    id=each.id,
                    title=each.title,
                    title_en=each.title_en,
                    depth=depth,
                    aggregate=each.aggregate,
                    value=_shown(model, part.value),
                    full=each.full,
                    weight=each.weight,
                    share=share if aggregate == "weighted" and each.weight is not None else None,
                    brings=_shown(model, brings),
                    part=part,
                )
            )
            below(each, depth + 1)

    below(None, 0)
    return lines


def _share(component: Component, part: Part, aggregate: str, whole: Fraction) -> Fraction | None:
    """What of a component's points its parent takes; None where the parent is no sum, or leaves it out."""
    if component.apart or not part.applies or aggregate not in ("sum", "weighted"):
        return None
    if aggregate == "sum" or component.weight is None:
        return Fraction(1)
    return component.weight / whole if whole else NO


def _shown(model: ScoringModel, value: Fraction | None) -> Decimal | None:
    return None if value is None else rounded(value, model.decimals, model.rounding)


def next_band(model: ScoringModel, scored: Scored | Reached) -> str | None:
    """The band above the one reached; the last one while none is; None for who stands at the top."""
    place = next((at for at, band in enumerate(model.bands) if band.id == scored.band), len(model.bands))
    return model.bands[place - 1].id if place > 0 else None


def missing_to(model: ScoringModel, scored: Scored | Reached, band: str) -> Way:
    """What lacks to the band by what is known so far; of alternatives, the one with the fewest conditions open."""
    place = {each.id: at for at, each in enumerate(model.bands)}
    when = model.bands[place[band]].when
    open_now = [each for each in when.all if not condition_holds(each, scored.so_far)]
    groups = [[each for each in group if not condition_holds(each, scored.so_far)] for group in when.any]
    if groups:
        open_now += min(groups, key=len)
    barriers: list[tuple[Veto | Gate, str | None]] = [
        *((veto, veto.band or model.bands[-1].id) for veto in model.vetoes if veto.id in scored.vetoes),
        *((gate, gate.band or gate.at_most) for gate in model.gates if gate.id in scored.gates),
    ]
    blocked = [each.id for each, best in barriers if best is not None and place[best] > place[band]]
    return Way(band=band, lacks=tuple(_lack(each, scored) for each in open_now), blocked=tuple(blocked))


def _lack(condition: Condition, scored: Scored | Reached) -> Lack:
    have = scored.so_far.get(condition.of)
    if have is None:
        return Lack(condition=condition, have=None, short=None)
    goal = condition.to if condition.to is not None and have > condition.to else condition.value
    return Lack(condition=condition, have=have, short=abs(goal - have))

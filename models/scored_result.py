"""计分成绩: what a programme's scoring model makes of a period, as a result stores it; and several months as one.

    stored(ruling, scored)    → the register `scores/<programme>` of a result
    rolled(ruling, months)    → the same for a period longer than the one that the model is made for

Promises: exact; rounded once. A longer period is the mean of those that the model is made for, as far as they are
complete, each counting alike, and its band is the model's for those means; a veto that held in one of them holds. It
carries the SHA-256 of the model, its version and every part, so that the phone explains it without the answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any, cast

from models.document import uuid_text
from models.programme_scoring import Ruling
from models.scoring import Scored, band_of
from models.scoring_explain import Reached, missing_to, next_band
from models.scoring_model import ScoringModel
from models.scoring_parts import Part
from models.scoring_plain import fraction, number_text
from models.scoring_values import NO, rounded

PLACES_MAX = 12
Said = Mapping[str, Any]
"""What a result says of one programme: see `ProgrammeScore` of `models.result_values`."""


def path_of(ruling: Ruling) -> str:
    return f"scores/{uuid_text(ruling.programme)}"


def stored(ruling: Ruling, scored: Scored) -> dict[str, Any]:
    """A score with what it came from, by parts and measures; `total` and `grade` only of what is whole."""
    model = ruling.model
    said: dict[str, Any] = {
        **_head(ruling),
        "complete": scored.complete,
        "parts": [_part(id, part) for id, part in scored.parts.items()],
        "measures": {name: exact_text(value) for name, value in scored.so_far.items() if value is not None},
    }
    lists = ("missing", "unread", "vetoes", "gates")
    said |= {name: list(getattr(scored, name)) for name in lists if getattr(scored, name)}
    if scored.total is not None:
        said["total"] = f"{scored.total:f}"
    reached = Reached(scored.band, scored.so_far, scored.vetoes, scored.gates)
    return said | _graded(model, scored.band) | (_next(model, reached) if scored.complete else {})


def exact_text(value: Fraction) -> str:
    """The number in full; one of more digits than numbers may be written with here is rounded to twelve places."""
    text = number_text(value)
    return text if fraction(text) is not None else number_text(Fraction(rounded(value, PLACES_MAX, "half_up")))


def _head(ruling: Ruling) -> dict[str, Any]:
    model = ruling.model
    return {"version": ruling.version, "evaluation": ruling.evaluation, "model": model.sha256}


def _part(id: str, part: Part) -> dict[str, Any]:
    """Where it is nothing it is left out."""
    told: dict[str, Any] = {"id": id}
    if part.value is not None:
        told["value"] = exact_text(part.value)
    told |= {name: n for name in ("counted", "excluded", "dropped") if (n := getattr(part, name))}
    told |= {name: exact_text(value) for name in ("lost", "cut") if (value := getattr(part, name))}
    if not part.complete:
        told["complete"] = False
    if not part.applies:
        told["applies"] = False
    return told


def _graded(model: ScoringModel, band: str | None) -> dict[str, Any]:
    found = None if band is None else model.band(band)
    return {} if found is None else {"band": found.id, "grade": found.title}


def _next(model: ScoringModel, reached: Reached) -> dict[str, Any]:
    """The next better band; how many points it takes, where it is a matter of points alone."""
    better = next_band(model, reached)
    if better is None:
        return {}
    way, band = missing_to(model, reached, better), model.band(better)
    points = [each.short for each in way.lacks if each.condition.of == "total" and each.condition.op in (">=", ">")]
    short = points[0] if points and len(way.lacks) == 1 and not way.blocked else None
    told = {} if short is None else {"lacking": f"{rounded(short, 2, 'half_up'):f}"}
    return {"next": {"grade": "" if band is None else band.title, **told}}


def rolled(ruling: Ruling, each: Sequence[Said]) -> dict[str, Any]:
    """Several periods that the model is made for, as one; `of` of them, `months` were complete."""
    model = ruling.model
    whole = [said for said in each if said.get("complete") is True and said.get("total") is not None]
    told: dict[str, Any] = {**_head(ruling), "complete": bool(whole), "months": len(whole), "of": len(each)}
    parts = _by_id(said["parts"] for said in whole)
    told["parts"] = [
        _mean_part(component.id, parts[component.id]) for component in model.components if component.id in parts
    ]
    vetoes = [veto.id for veto in model.vetoes if any(veto.id in said.get("vetoes", ()) for said in whole)]
    gates = [gate.id for gate in model.gates if any(gate.id in said.get("gates", ()) for said in whole)]
    told |= {name: ids for name, ids in (("vetoes", vetoes), ("gates", gates)) if ids}
    if not whole:
        return told
    measures = _measures(model, [cast("dict[str, str]", said["measures"]) for said in whole])
    measures["vetoes"] = Fraction(len(vetoes))
    held = [veto.band or model.bands[-1].id for veto in model.vetoes if veto.id in vetoes and model.bands]
    band, _ = band_of(model, measures, held)
    told["measures"] = {name: exact_text(value) for name, value in measures.items() if value is not None}
    total = measures.get("total")
    if total is not None:
        told["total"] = f"{rounded(total, model.decimals, model.rounding):f}"
    id = None if band is None else band.id
    return told | _graded(model, id) | _next(model, Reached(id, measures, tuple(vetoes), tuple(gates)))


def _by_id(each: Iterable[Sequence[Said]]) -> dict[str, list[Said]]:
    found: dict[str, list[Said]] = {}
    for parts in each:
        for part in parts:
            found.setdefault(part["id"], []).append(part)
    return found


def _mean_part(id: str, parts: Sequence[Said]) -> dict[str, Any]:
    told: dict[str, Any] = {"id": id, "counted": sum(part.get("counted", 0) for part in parts)}
    values = [exact for part in parts if (exact := fraction(part.get("value"))) is not None]
    if values:
        told["value"] = exact_text(sum(values, NO) / len(values))
    for name in ("lost", "cut"):
        sums = [fraction(part.get(name)) or NO for part in parts]
        if any(sums):
            told[name] = exact_text(sum(sums, NO) / len(sums))
    return told


def _measures(model: ScoringModel, each: Sequence[Mapping[str, str]]) -> dict[str, Fraction | None]:
    """The mean of each measure over those that know it, as it is shown; of raw answers what they add up to."""
    found: dict[str, Fraction | None] = {}
    for name in dict.fromkeys(name for measures in each for name in measures):
        values = [exact for measures in each if (exact := fraction(measures.get(name))) is not None]
        if not values:
            continue
        whole = sum(values, NO)
        mean = whole if name.startswith("answer/") else whole / len(values)
        found[name] = Fraction(rounded(mean, model.decimals, model.rounding))
    return found

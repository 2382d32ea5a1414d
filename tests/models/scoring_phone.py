"""The phone's scoring as a program of Node, and what the server's says in the same words: for comparing them."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

import msgspec

from models.grading import Standing, ballot_fault, grade
from models.scoring import Scored, score
from models.scoring_explain import Line, explain, missing_to, next_band
from models.scoring_model import ScoringModel
from models.scoring_plain import canonical, fraction, number_text
from models.scoring_reader import read_model
from models.target import is_met, rate, read_indicator
from setup.node import BIN, built_scoring_pipe
from setup.steps import ROOT


def phone_says(commands: Sequence[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    """One answer for each command, in order."""
    built_scoring_pipe()
    lines = "".join(json.dumps(command, ensure_ascii=False) + "\n" for command in commands)
    pipe = ROOT / "build" / "scoring.mjs"
    ended = subprocess.run(
        [str(BIN / "node"), str(pipe)], input=lines, capture_output=True, check=True, encoding="utf-8"
    )
    return [json.loads(line) for line in ended.stdout.splitlines()]


def sound(plain: Any) -> ScoringModel:
    """The model, which must be without an error."""
    model, faults = read_model(plain)
    assert model is not None, faults
    return model


def server_says(plain: dict[str, Any], answers: dict[str, Any], sheets: Sequence[Any] = ()) -> dict[str, Any]:
    """What the pipe's `score` gives, from the server's rules."""
    model = sound(plain)
    scored = score(model, answers, [(sheet, times) for sheet, times in sheets])
    lines = [_line(each) for each in explain(model, scored)]
    return {**told(scored), "canonical": canonical(plain), **_way(model, scored), "lines": lines}


def _line(line: Line) -> dict[str, Any]:
    """One step of the explanation in plain JSON."""
    return {
        "id": line.id,
        "depth": line.depth,
        "value": _text(line.value),
        "share": None if line.share is None else number_text(line.share),
        "brings": _text(line.brings),
        "counted": line.part.counted,
        "excluded": line.part.excluded,
        "dropped": line.part.dropped,
        "lost": number_text(line.part.lost),
        "cut": number_text(line.part.cut),
    }


def graded(plain: dict[str, Any], people: list[list[Any]]) -> dict[str, Any]:
    """What the pipe's `grade` gives."""
    standings = [
        Standing(
            who=who,
            total=fraction(total),
            band=band,
            graded=takes_part,
            measures={name: fraction(value) for name, value in measures.items()},
        )
        for who, total, band, takes_part, measures in people
    ]
    result = grade(sound(plain), standings)
    return {"placings": [msgspec.to_builtins(each) for each in result.placings], "unmet": list(result.unmet)}


def ballot(plain: dict[str, Any], scores: list[Any]) -> dict[str, Any]:
    """What the pipe's `ballot` gives."""
    rules = sound(plain).ballots
    assert rules is not None
    return {"fault": ballot_fault(rules, [fraction(each) or Fraction(0) for each in scores])}


def measured(target: dict[str, Any], answers: Any, baseline: Any) -> dict[str, Any]:
    """What the pipe's `rate` gives."""
    indicator, faults = read_indicator(target)
    assert not faults
    found = rate(indicator, answers)
    value = None if found.value is None else number_text(found.value)
    met = is_met(indicator, found.value, fraction(baseline))
    return {"above": found.above, "below": found.below, "excluded": found.excluded, "value": value, "met": met}


def told(scored: Scored) -> dict[str, Any]:
    return {
        "total": _text(scored.total),
        "complete": scored.complete,
        "components": {id: _text(value) for id, value in scored.components.items()},
        "band": scored.band,
        "vetoes": list(scored.vetoes),
        "gates": list(scored.gates),
        "deductions": str(scored.deductions),
        "bonus": str(scored.bonus),
        "missing": list(scored.missing),
        "unread": list(scored.unread),
        "ungraded": scored.ungraded,
    }


def _way(model: ScoringModel, scored: Scored) -> dict[str, Any]:
    band = next_band(model, scored)
    if band is None:
        return {"next": None, "lacks": [], "blocked": []}
    way = missing_to(model, scored, band)
    lacks = [
        [each.condition.of, each.condition.op, None if each.short is None else number_text(each.short)]
        for each in way.lacks
    ]
    return {"next": band, "lacks": lacks, "blocked": list(way.blocked)}


def _text(value: Any) -> str | None:
    return None if value is None else f"{value:f}"

"""The phone's scoring as a program of Node, and what the server's says in the same words: for comparing them."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Sequence
from typing import Any

from models.scoring import Scored, score
from models.scoring_explain import missing_to, next_band
from models.scoring_model import ScoringModel
from models.scoring_plain import canonical, number_text
from models.scoring_reader import read_model
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


def server_says(plain: dict[str, Any], answers: dict[str, Any]) -> dict[str, Any]:
    """What the pipe's `score` gives, from the server's rules."""
    model = sound(plain)
    scored = score(model, answers)
    return {**told(scored), "canonical": canonical(plain), **_way(model, scored)}


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

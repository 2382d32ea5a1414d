"""Cases of the draw and of results; `tests/models/make.py` writes them to peer_review.json."""

from __future__ import annotations

from typing import Any

from models.assignment import assign
from models.ballot_context import grace_ms
from models.document import Document, Register
from models.form import read_form
from models.result import result
from tests.models.world import id_of
from tests.vectors.tagged import tag

SEED = id_of(700)
_TWO_UNITS = {1: 1, 2: 1, 3: 1, 4: 1, 5: 2, 6: 2, 7: 2}
DRAWS: list[dict[str, Any]] = [
    {"groups": dict.fromkeys(range(1, 9), 1), "across": False, "each": 5},
    {"groups": dict.fromkeys(range(1, 4), 1), "across": False, "each": 5},
    {"groups": {1: 1}, "across": False, "each": 5},
    {"groups": _TWO_UNITS, "across": False, "each": 2},
    {"groups": _TWO_UNITS, "across": True, "each": 2},
    {"groups": {}, "across": True, "each": 1},
]
FORM: dict[str, Any] = {
    "title": "互评",
    "items/virtue": {"order": 1, "type": "rating", "label": "德", "required": True},
    "items/result": {"order": 2, "type": "score", "label": "绩", "min": 0, "max": 10, "step": 0.5},
    "items/times": {"order": 3, "type": "number", "label": "次数"},
    "items/words": {"order": 4, "type": "text", "label": "建议"},
}
_FIVE: list[dict[str, Any]] = [
    {"virtue": 5, "result": 9.5},
    {"virtue": 4, "result": "8.5"},
    {"virtue": 4, "result": 10},
    {"virtue": 5, "result": 7, "words": "继续努力"},
    {"virtue": 3, "result": 6.5, "times": 2},
]
RESULTS: list[tuple[int, list[dict[str, Any]]]] = [
    (5, _FIVE),
    (5, _FIVE[:4]),
    (3, _FIVE[:3]),
    (3, [{"virtue": 5}, {"virtue": 5}, {"virtue": 4}, {"virtue": 4, "result": 10}]),
    (3, [{"virtue": 1}, {"virtue": 2}, {"virtue": 2}]),
    (5, []),
    (3, [{}, {}, {}]),
    (3, [{"times": -1}, {"times": -1}, {"times": -2}]),
]


def peer_vectors() -> dict[str, Any]:
    return {
        "draws": [_draw(case) for case in DRAWS],
        "results": [_result(threshold, reviews) for threshold, reviews in RESULTS],
        "graces": [_grace(spread) for spread in (None, 0, 15, 600, 3_600)],
    }


def _draw(case: dict[str, Any]) -> dict[str, Any]:
    groups = {id_of(person): id_of(group) for person, group in case["groups"].items()}
    drawn = assign(groups, across=case["across"], each=case["each"], seed=SEED)
    return {
        "seed": SEED.hex(),
        "groups": {person.hex(): group.hex() for person, group in groups.items()},
        "across": case["across"],
        "each": case["each"],
        "drawn": {reviewer.hex(): [subject.hex() for subject in subjects] for reviewer, subjects in drawn.items()},
    }


def _result(threshold: int, reviews: list[dict[str, Any]]) -> dict[str, Any]:
    form = read_form(document("form", FORM))
    submitted = [
        document("peer_review", {**{f"answers/{item}": value for item, value in answers.items()}, "submitted": True})
        for answers in reviews
    ]
    draft = document("peer_review", {"answers/virtue": 1})
    return {
        "form": {path[6:]: tag(item) for path, item in FORM.items() if path.startswith("items/")},
        "threshold": threshold,
        "submitted": [tag(answers) for answers in reviews],
        "result": tag(result([*submitted, draft], form, threshold)),
    }


def _grace(spread: int | None) -> dict[str, Any]:
    """How long an anonymous round waits for what is on its way."""
    registers = {} if spread is None else {"ballot_spread_s": spread}
    return {"spread": spread, "ms": grace_ms(document("institution", registers))}


def document(kind: str, registers: dict[str, Any]) -> Document:
    """A document that one act of somebody left so."""
    id = id_of(800)
    return Document(id, kind, id, {path: Register(id, value, id, 0) for path, value in registers.items()})

"""Cases of the timetable; `tests/models/make.py` writes them to timetable.json, and TypeScript plays the same."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.models.plans import INSTITUTION, answers, case, world, written
from tests.vectors.tagged import tag

SEEDS = (*range(6), 10)
"""The worlds played; in the last one a stage that begins never ends."""
CASES = 8


def timetable_vectors() -> dict[str, Any]:
    return {"institution": INSTITUTION.hex(), "worlds": [_played(seed) for seed in SEEDS]}


def _played(seed: int) -> dict[str, Any]:
    random = Random(seed)  # noqa: S311 repeatable, not secret
    documents = world(random)
    cases = [{**case(random), "span": 0} for _ in range(CASES)]
    return {
        "world": tag(documents),
        "cases": [
            {"case": written(given), "answer": answer}
            for given, answer in zip(cases, answers(documents, cases), strict=True)
        ],
    }

"""Cases of the places that an award has; `tests/models/make.py` writes them to awards.json."""

from __future__ import annotations

from typing import Any

from models.nomination import levels_of

AWARDS: list[dict[str, Any]] = [
    {},
    {"quota": 10},
    {"quota": {"min": 1, "max": 2}},
    {"quota": {"ratio": "15%"}},
    {"quota": {"ratio": "15%", "rounding": "up"}},
    {"quota": {"ratio": "3/20", "rounding": "half_up"}},
    {"quota": {"ratio": "1/3", "max": 4}},
    {"quota": "unspecified"},
    {"quota": 5, "chain": [{"level": "unit", "quota": {"ratio": "1/2"}}, {"level": "city", "quota": "unspecified"}]},
    {"quota": {"ratio": "10%"}, "chain": [{"level": "unit"}, {"level": "city"}]},
]
BASES = (0, 1, 7, 40, 43)


def award_vectors() -> dict[str, Any]:
    return {
        "awards": [
            {"award": award, "base": base, "most": [level.most(base) for level in levels_of(award)]}
            for award in AWARDS
            for base in BASES
        ]
    }

"""Each planted bug is found by some of the first seeds; without it the same seeds find nothing."""

from __future__ import annotations

import pytest

from tests.simulation.planted import PLANTED
from tests.simulation.play import Stage, violation

SEEDS_MAX = 100


@pytest.mark.slow
@pytest.mark.parametrize("bug", PLANTED)
def test_the_seeds_find(stage: Stage, monkeypatch: pytest.MonkeyPatch, bug: str) -> None:
    PLANTED[bug](monkeypatch)
    found = next((what for seed in range(SEEDS_MAX) if (what := violation(stage, seed))), None)
    assert found, f"{SEEDS_MAX} seeds don't notice: {bug}"

"""Three hundred seeds against the real service layer: whatever goes wrong, everything is right in the end."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

import pytest

from tests.simulation.play import Stage, play

FIRST_SEED = int(os.environ.get("MINGCHA_FIRST_SEED", "0"))
"""Set it to try three hundred others."""
SEEDS = 300
TOGETHER = 10
QUICK = 30
"""Seeds that `make check` plays too."""


def _blocks() -> list[Any]:
    """The first seed of each test; all but a few are left to `make test`."""
    firsts = range(FIRST_SEED, FIRST_SEED + SEEDS, TOGETHER)
    return [pytest.param(first, marks=[pytest.mark.slow] if first >= FIRST_SEED + QUICK else []) for first in firsts]


@pytest.mark.parametrize("first", _blocks())
def test_after_healing_nothing_is_lost_doubled_leaked_or_left_open(stage: Stage, first: int) -> None:
    for seed in range(first, first + TOGETHER):
        play(stage, seed)


def test_a_seed_replays_to_the_bit(stage: Stage) -> None:
    here = play(stage, 3)
    for hash_seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
        command = [sys.executable, "-m", "tests.simulation.play", "3"]
        there = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        assert there.stdout.strip() == here

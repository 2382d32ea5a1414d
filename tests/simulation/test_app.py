"""The app's own machine plays the same seeds in Node, so that the reference replica stays honest."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.simulation.app_client import AppClients
from tests.simulation.play import Stage, play

SEEDS = 35
TOGETHER = 5


@pytest.fixture(scope="module")
def app() -> Iterator[AppClients]:
    with AppClients() as clients:
        yield clients


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, SEEDS, TOGETHER))
def test_after_healing_the_app_has_lost_doubled_leaked_and_left_nothing(
    stage: Stage, app: AppClients, first: int
) -> None:
    for seed in range(first, first + TOGETHER):
        play(stage, seed, app.make)

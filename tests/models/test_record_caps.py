"""封顶: of a month's records no more count in a score than the programme's carriers let count."""

from __future__ import annotations

from typing import Any

import pytest

from tests.models.results import of
from tests.models.scored import TOGETHER, begun, recorded, score_of
from tests.models.test_period_result import close
from tests.models.test_programme_scoring import SEPTEMBER, later
from tests.models.world import World


@pytest.fixture
def world() -> World:
    made = World()
    made.now_ms = SEPTEMBER
    made.roster.turn_to(made.today)
    return made


def test_a_month_counts_no_more_records_than_the_programmes_carrier_lets_count(world: World) -> None:
    model = {
        "title": "台账",
        "components": [{"id": "done", "title": "台账", "source": {"records": "study"}, "aggregate": "sum"}],
    }
    element: dict[str, Any] = {**TOGETHER, "combines": [], "scoring": "done", "order": 3}
    rest = dict.fromkeys(("evaluations/self", "evaluations/peer", "scoring/month", "scoring/sheet"))
    carrier = {"title": "学", "type": "study", "monthly_cap": 2, "order": 1}
    begun(
        world,
        **{**rest, "carriers/xue": carrier, "evaluations/together": element, "scoring/done": {**model, "order": 1}},
    )
    recorded(world, "nurse", 3)
    later(world, "2026-10-02")
    close(world, "2026-09")
    told = {part["id"]: part.get("value") for part in score_of(of(world, "nurse", "2026-09"))["parts"]}
    assert told == {"done": "2"}

"""An honour that a closed month has counted and that is taken away later marks that month's result."""

from __future__ import annotations

from typing import Any

import pytest

from models.calendar import day_start_ms
from models.document import ServerAct, uuid_text
from models.period_key import batch_id
from tests.models.results import of
from tests.models.scored import PROGRAMME, TOGETHER, begun, component, recorded
from tests.models.test_period_result import close
from tests.models.world import CENTRE, HOUR_MS, PEOPLE, World, id_of

HONOUR = id_of(890)
MONTH = "2026-09"
COUNTED = {"id": "best", "title": "荣誉", "source": {"honours": "best"}, "aggregate": "bonus", "each": 3}
RECORDS = {"id": "done", "title": "台账", "source": {"records": "study"}, "aggregate": "bonus", "each": 2, "cap": 5}


def _closed(*parts: dict[str, Any]) -> World:
    """September is closed, in which the nurse was honoured; its model has these parts."""
    world = World()
    world.now_ms = day_start_ms("2026-09-10") + 12 * HOUR_MS
    world.roster.turn_to(world.today)
    base = component("came", 100, {"activities": "all"}, default=80)
    whole: dict[str, Any] = {**TOGETHER, "combines": [], "scoring": "all", "order": 3}
    rest = dict.fromkeys(("evaluations/self", "evaluations/peer", "scoring/month", "scoring/sheet"))
    model = {"title": "全", "components": [base, *parts], "order": 1}
    award = {"title": "标兵", "subject": "staff"}
    begun(world, **{**rest, "evaluations/together": whole, "scoring/all": model, "awards/best": award})
    recorded(world, "nurse", 1)
    honour = {"programme": PROGRAMME, "element": "best", "subject": PEOPLE["nurse"], "institution": CENTRE}
    for writes in ({**honour, "title": "标兵", "announced": True}, {"conferred": True, "conferred_on": "2026-09-20"}):
        world.write(ServerAct(HONOUR, "honour", writes))
    world.pass_time(day_start_ms("2026-10-02") + HOUR_MS - world.now_ms)
    close(world, MONTH)
    return world


def _strips(world: World) -> str | None:
    return world.reason("supervisor", "honour", HONOUR, {"stripped": "查实有投诉"})


def _late(world: World) -> tuple[Any, Any]:
    closing = world.documents[batch_id(CENTRE, MONTH)]
    return of(world, "nurse", MONTH).get("late", 0), closing.value(f"late/{uuid_text(PEOPLE['nurse'])}", 0)


def test_it_marks_the_month_and_counts_from_the_correction_on() -> None:
    world = _closed(COUNTED)
    before = of(world, "nurse", MONTH)
    assert world.reason("supervisor", "honour", HONOUR, {"conferred": True}) is None, "said again"
    assert _late(world) == (0, 0)
    assert _strips(world) is None
    assert _late(world) == (1, 1)
    assert of(world, "nurse", MONTH)["total"] == before["total"]
    assert _strips(world) is None, "said twice"
    assert _late(world) == (1, 1)
    closing = batch_id(CENTRE, MONTH)
    assert world.code("supervisor", "month_close", closing, {"corrections/1": "取消称号"}) is None
    after = of(world, "nurse", MONTH)
    assert float(before["total"]) - float(after["total"]) == pytest.approx(3)
    assert (after["revision"], after["reason"]) == (2, "取消称号")
    assert _late(world) == (0, 0)


def test_a_month_whose_model_counts_no_honours_is_not_marked() -> None:
    world = _closed(RECORDS)
    assert _strips(world) is None
    assert _late(world) == (0, 0)


def test_a_month_that_is_open_is_not_marked() -> None:
    world = _closed(COUNTED)
    assert world.code("supervisor", "month_close", batch_id(CENTRE, MONTH), {"reopenings/1": "再看"}) is None
    assert _strips(world) is None
    assert _late(world) == (0, 0)

"""A month with evidence in the small world, and the acts that close it."""

from __future__ import annotations

from typing import Any

from models.calendar import is_weekend
from models.document import natural_id, uuid_text
from models.period_result import result_id
from models.result_period import days_of
from tests.models.world import CENTRE, PEOPLE, REQUIRED, World, evaluation_id, opening

MONTH = "2026-10"
CLOSE = natural_id(f"month_close/{uuid_text(CENTRE)}/{MONTH}")
CLOSING: dict[str, Any] = {"institution": CENTRE, "period": MONTH, "closings/1": ""}
WORKDAYS = [day for day in days_of(MONTH) if not is_weekend(day)]


def evaluate(world: World, who: str, day: str, **answers: Any) -> None:
    """One submitted self-evaluation of that day."""
    given = {f"answers/{item}": value for item, value in answers.items()}
    writes = {**opening(who, day), **REQUIRED, **given, "submitted": True}
    assert world.code(who, "self_evaluation", evaluation_id(who, day), writes) is None


def filled(world: World) -> None:
    """The nurse filled in every second working day of October."""
    for day in WORKDAYS[::2]:
        evaluate(world, "nurse", day)


def closed(world: World) -> None:
    filled(world)
    assert world.code("supervisor", "month_close", CLOSE, CLOSING) is None


def reopened(world: World) -> None:
    closed(world)
    assert world.code("supervisor", "month_close", CLOSE, {"reopenings/1": "漏了一个科室"}) is None


def of(world: World, who: str, period: str = MONTH) -> dict[str, Any]:
    """The registers of a person's result."""
    return registers(world, PEOPLE[who], period)


def registers(world: World, subject: bytes, period: str = MONTH) -> dict[str, Any]:
    document = world.document(result_id(CENTRE, period, subject))
    assert document is not None
    return {path: register.value for path, register in document.registers.items() if register.value is not None}

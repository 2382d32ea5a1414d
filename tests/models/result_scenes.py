"""The scenes of results and closings in the permission table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from models.document import ServerAct
from models.export_event import MONTH_SHEET, export_event
from models.period_decision import decision_id
from models.period_result import result_id
from tests.models import results
from tests.models.results import CLOSE, CLOSING, MONTH
from tests.models.world import CENTRE, PEOPLE, WARD, World, id_of

EVENT = id_of(320)
Row = tuple[str, str, str, Any, bytes, dict[str, Any]]


def _nothing(world: World) -> None:
    """Nobody has closed anything."""


def _exported(world: World) -> None:
    world.write(export_event(EVENT, CENTRE, PEOPLE["admin"], what=MONTH_SHEET, period=MONTH, at_ms=world.now_ms))


DECISION = decision_id(CENTRE, MONTH, PEOPLE["nurse"])


def _proposed(world: World) -> None:
    """October is closed, and the leadership is asked for the nurse's grade."""
    results.closed(world)
    names = {"institution": CENTRE, "period": MONTH, "subject": PEOPLE["nurse"], "batch": CLOSE, "revision": 1}
    told = {"decider": "leader", "grades": ["优秀", "良好"], "proposal": {"score": "80.00", "grade": "良好"}}
    world.write(ServerAct(DECISION, "period_decision", {**names, **told}))


def _decided(world: World) -> None:
    _proposed(world)
    assert world.code("leader", "period_decision", DECISION, _CONFIRMED) is None


_CONFIRMED = {"grade": "良好", "decided": True}


def result_scenes() -> Iterator[Row]:
    """As `permission_cases.Scene`."""
    yield "month_close", "absent", "close", _nothing, CLOSE, CLOSING
    for state, prepare in (("closed", results.closed), ("reopened", results.reopened)):
        yield "month_close", state, "close again", prepare, CLOSE, {"closings/2": "补录后重结"}
        yield "month_close", state, "open", prepare, CLOSE, {f"reopenings/{1 + (state == 'reopened')}": "有误"}
        yield "month_close", state, "correct", prepare, CLOSE, {"corrections/1": "补交"}
        yield "month_close", state, "say it is closed", prepare, CLOSE, {"state": "closed"}
    for state, prepare in (("proposed", _proposed), ("decided", _decided)):
        for name, writes in (
            ("confirm", _CONFIRMED),
            ("override", {"grade": "优秀", "reason": "援外", "decided": True}),
            ("override without a reason", {"grade": "优秀", "decided": True}),
            ("propose", {"proposal": {"grade": "优秀"}}),
        ):
            yield "period_decision", state, name, prepare, DECISION, writes
    event = export_event(EVENT, CENTRE, PEOPLE["admin"], what=MONTH_SHEET, period=MONTH, at_ms=1).writes
    yield "export_event", "absent", "create", _nothing, EVENT, event
    yield "export_event", "present", "say otherwise", _exported, EVENT, {"by": PEOPLE["nurse"]}
    for whose, subject in (("own", PEOPLE["nurse"]), ("department", WARD), ("institution", CENTRE)):
        doc = result_id(CENTRE, MONTH, subject)
        yield "period_result", whose, "change", results.closed, doc, {"total": "100.00"}

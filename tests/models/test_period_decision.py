"""期间定级: the grade of a closed period is confirmed or overridden where the programme says so, and a correction that
comes to another grade asks anew."""

from __future__ import annotations

from typing import Any

import pytest

from models.document import uuid_text
from models.period_decision import decision_id
from models.scopes import scopes_of
from tests.models.results import of
from tests.models.scored import PLAN, SELF, begun, fills
from tests.models.test_period_result import close
from tests.models.test_programme_scoring import SEPTEMBER, later
from tests.models.world import CENTRE, PEOPLE, World

MONTH = "2026-09"
ALONE: dict[str, Any] = {
    "evaluations/peer": None,
    "evaluations/together": None,
    "scoring/month": None,
    "scoring/sheet": {
        **PLAN["scoring/sheet"],
        "bands": [
            {"id": "excellent", "title": "优秀", "min": 90},
            {"id": "good", "title": "良好", "min": 60},
            {"id": "poor", "title": "较差", "otherwise": True},
        ],
    },
}


def judged(world: World, decider: str | None = "supervisor", answer: str = "partly") -> None:
    """September is closed, and the nurse's score proposes a grade that the programme lets somebody decide."""
    own = {**SELF, "scoring": "sheet", "order": 1, **({"decided_by": decider} if decider else {})}
    begun(world, **{**ALONE, "evaluations/self": own})
    for who in ("nurse", "leader"):
        fills(world, who, "2026-09-08", care=answer)
    later(world, "2026-10-02")
    close(world, MONTH)


@pytest.fixture
def world() -> World:
    made = World()
    made.now_ms = SEPTEMBER
    made.roster.turn_to(made.today)
    return made


NURSE = decision_id(CENTRE, MONTH, PEOPLE["nurse"])
LINE = f"decided/{uuid_text(PEOPLE['nurse'])}"


def line(world: World) -> Any:
    """What the sheet of the nurse's unit says of the decided grade."""
    row = f"rows/{uuid_text(PEOPLE['nurse'])}"
    of_month = [each for each in world.documents.values() if each.value("period") == MONTH and row in each.registers]
    (sheet,) = [each for each in of_month if each.value("subject_kind") == "department"]
    return sheet.value(LINE)


def decide(world: World, who: str = "supervisor", **writes: Any) -> str | None:
    return world.reason(who, "period_decision", NURSE, {**writes, "decided": True})


def test_a_programme_that_names_nobody_has_its_grades_proposed_and_no_more(world: World) -> None:
    judged(world, None)
    assert of(world, "nurse", MONTH)["grade"] == "良好"
    assert NURSE not in world.documents


def test_a_closed_month_waits_for_who_decides_and_says_so(world: World) -> None:
    judged(world)
    found = world.documents[NURSE]
    assert {"score": "60.00", "grade": "良好"}.items() <= found.value("proposal").items()
    assert found.value("grades") == ["优秀", "良好", "较差"]
    assert of(world, "nurse", MONTH)["decision"] == {"decider": "supervisor"}
    assert all(scope.startswith("office/") and scope.endswith("/2026Q3") for scope in scopes_of(found, world.roster))
    assert not world.sees("nurse", NURSE)


def test_a_confirmed_grade_stands_in_the_result_and_in_the_departments_line(world: World) -> None:
    judged(world)
    assert decide(world, grade="良好") is None
    told = of(world, "nurse", MONTH)["decision"]
    assert (told["grade"], told["proposed"], told["by"]) == ("良好", "良好", PEOPLE["supervisor"])
    assert "reason" not in told
    assert line(world) == {"grade": "良好", "changed": False}
    assert world.reason("supervisor", "period_decision", NURSE, {"grade": "优秀", "reason": "再议"}) == "decided"


def test_another_grade_needs_its_reason_which_the_person_reads(world: World) -> None:
    judged(world)
    assert decide(world, grade="优秀") == "reason_missing"
    assert decide(world, grade="满分", reason="好") == "unknown_grade"
    assert decide(world, grade="优秀", reason="抗洪救灾表现突出") is None
    told = of(world, "nurse", MONTH)["decision"]
    assert (told["grade"], told["proposed"], told["reason"]) == ("优秀", "良好", "抗洪救灾表现突出")
    assert line(world) == {"grade": "优秀", "changed": True}
    assert of(world, "nurse", MONTH)["grade"] == "良好", "what the score came to stays what it was"


def test_only_who_is_named_decides_and_nobody_on_himself(world: World) -> None:
    judged(world, "leader")
    assert decide(world, "supervisor", grade="良好") == "deciders_only"
    assert decide(world, "leader", grade="良好") is None
    own = decision_id(CENTRE, MONTH, PEOPLE["leader"])
    assert world.reason("leader", "period_decision", own, {"grade": "良好", "decided": True}) == "not_on_oneself"


def test_a_secretary_decides_on_the_members_of_the_branch(world: World) -> None:
    judged(world, "secretary")
    assert world.sees("secretary", NURSE)
    assert decide(world, "secretary", grade="良好") is None


def test_while_a_month_is_open_again_nothing_is_decided(world: World) -> None:
    judged(world)
    close(world, MONTH, "reopenings/1", "漏了一个科室")
    assert decide(world, grade="良好") == "period_open"
    close(world, MONTH, "closings/2", "补录后重结")
    assert decide(world, grade="良好") is None


def test_a_correction_to_another_grade_asks_anew_and_keeps_what_was_decided(world: World) -> None:
    judged(world)
    assert decide(world, grade="较差", reason="有投诉") is None
    asked_ms = world.now_ms
    later(world, "2026-10-03")
    fills(world, "nurse", "2026-09-09", care="did")
    fills(world, "nurse", "2026-09-10", care="did")
    fills(world, "nurse", "2026-09-11", care="did")
    close(world, MONTH, "corrections/1", "补交")
    assert of(world, "nurse", MONTH)["grade"] == "优秀"
    found = world.documents[NURSE]
    assert found.value("decided") is None
    assert (found.value("earlier/1")["grade"], found.value("earlier/1")["reason"]) == ("较差", "有投诉")
    assert of(world, "nurse", MONTH)["decision"] == {"decider": "supervisor"}
    assert line(world) is None
    late = world.reason("supervisor", "period_decision", NURSE, {"grade": "良好", "decided": True}, at_ms=asked_ms)
    assert late == "proposed_anew"
    assert decide(world, grade="优秀") is None


def test_a_correction_to_the_same_grade_leaves_the_decision(world: World) -> None:
    judged(world)
    assert decide(world, grade="优秀", reason="援外") is None
    later(world, "2026-10-03")
    fills(world, "nurse", "2026-09-09", care="partly")
    close(world, MONTH, "corrections/1", "补交")
    assert of(world, "nurse", MONTH)["decision"]["grade"] == "优秀"
    close(world, MONTH, "corrections/2", "再算一遍")
    assert of(world, "nurse", MONTH)["decision"]["grade"] == "优秀"


def test_a_quarter_is_decided_once_its_last_month_is_closed(world: World) -> None:
    quarter, year = (decision_id(CENTRE, period, PEOPLE["nurse"]) for period in ("2026Q3", "2026"))
    judged(world)
    assert quarter in world.documents
    assert year not in world.documents
    writes = {"grade": "优秀", "reason": "全季无投诉", "decided": True}
    assert world.reason("supervisor", "period_decision", quarter, writes) is None
    assert of(world, "nurse", "2026Q3")["decision"]["grade"] == "优秀"


def test_a_programme_that_asks_for_no_decision_any_more_withdraws_what_waits(world: World) -> None:
    judged(world)
    for path in [path for path in world.documents if world.documents[path].kind == "programme"]:
        assert world.code("admin", "programme", path, {"ended_on": "2026-08-31"}) is None
    close(world, MONTH, "corrections/1", "方案已结束")
    assert world.documents[NURSE].value("void") is True
    assert "decision" not in of(world, "nurse", MONTH)
    assert decide(world, grade="良好") == "proposed_anew"

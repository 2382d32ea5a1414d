"""Reports upward: due days, the second person, what is filed, and what the bureau sees of it."""

from __future__ import annotations

from typing import Any

import pytest

from models.calendar import DAY_MS
from models.document import natural_id, uuid_text
from models.report_due import due_on, rule_of
from models.working_days import PLAIN
from tests.models import honour_scenes as scenes
from tests.models.honour_scenes import ACCEPTED, BRIEF, CORRECTING, CORRECTION, MONTHLY, REPORT, TURNOUT
from tests.models.world import BUREAU, CENTRE, OTHER, PEOPLE, TODAY, World, id_of

BUREAU_LEADER = id_of(880)


@pytest.fixture
def above(world: World, monkeypatch: pytest.MonkeyPatch) -> str:
    """Somebody who leads the bureau and holds nothing in the house."""
    world.add_person(BUREAU_LEADER, "局长", BUREAU, None, roles=(("leader", BUREAU),))
    monkeypatch.setitem(PEOPLE, "bureau_leader", BUREAU_LEADER)
    return "bureau_leader"


@pytest.mark.parametrize(
    ("type", "period", "rule", "day"),
    [
        ("monthly", "2026-10", {}, "2026-11-05"),
        ("monthly", "2026-12", {}, "2027-01-05"),
        ("monthly", "2026-11", {}, "2026-12-05"),
        ("monthly", "2026-11", {"on_holiday": "previous"}, "2026-12-04"),
        ("monthly", "2026-11", {"on_holiday": "next"}, "2026-12-07"),
        ("monthly", "2027-01", {"due_day": 31}, "2027-02-28"),
        ("yearly", "2026", {}, "2026-12-31"),
        ("yearly", "2028", {"on_holiday": "previous"}, "2028-12-29"),
    ],
)
def test_the_day_on_which_a_report_is_due(type: str, period: str, rule: dict[str, Any], day: str) -> None:
    assert due_on(type, period, rule, PLAIN) == day


def test_the_programme_says_when() -> None:
    monthly = {"kind": "report", "cadence": {"type": "monthly", "due_day": 3}}
    registers = {"publications/a": {"kind": "bulletin", "cadence": {"type": "monthly"}}, "publications/b": monthly}
    assert rule_of(registers, "monthly") == monthly["cadence"]
    assert rule_of(registers, "yearly") is None


def test_whoever_drafted_it_does_not_check_it_and_a_change_is_checked_again(world: World) -> None:
    scenes.reported(world)
    send = {"sent": True}
    own = {f"checks/{uuid_text(PEOPLE['supervisor'])}": ACCEPTED}
    assert world.reason("supervisor", "report", REPORT, own) == "report_second_person"
    assert world.reason("supervisor", "report", REPORT, send) == "report_unchecked"
    check = {f"checks/{uuid_text(PEOPLE['leader'])}": ACCEPTED}
    assert world.reason("leader", "report", REPORT, check) is None
    assert world.reason("supervisor", "report", REPORT, {"title": "十月月报"}) is None
    assert world.reason("supervisor", "report", REPORT, send) == "report_unchecked"
    back = {f"checks/{uuid_text(PEOPLE['leader'])}": {"ruling": "returned", "reason": "数字不对"}}
    assert world.reason("leader", "report", REPORT, back) is None
    assert world.reason("supervisor", "report", REPORT, send) == "report_unchecked"
    assert world.reason("leader", "report", REPORT, check) is None
    assert world.reason("supervisor", "report", REPORT, send) is None


def test_whoever_wrote_in_it_does_not_check_that_and_the_other_does(world: World) -> None:
    """Two people of one office: each checks what the other wrote."""
    scenes.reported(world)
    checks = {who: {f"checks/{uuid_text(PEOPLE[who])}": ACCEPTED} for who in ("leader", "supervisor")}
    rewritten = {"sections/a": {**MONTHLY["sections/a"], "text": "全由审核的人改写。"}}
    assert world.reason("leader", "report", REPORT, rewritten) is None
    assert world.reason("leader", "report", REPORT, checks["leader"]) is None, "of what the supervisor wrote"
    assert world.reason("leader", "report", REPORT, {"sent": True}) == "report_unchecked"
    assert world.reason("supervisor", "report", REPORT, checks["supervisor"]) is None
    assert world.reason("leader", "report", REPORT, {"sent": True}) is None


def test_it_may_be_checked_and_sent_at_once_but_not_with_words_of_ones_own(world: World) -> None:
    scenes.reported(world)
    both = {f"checks/{uuid_text(PEOPLE['leader'])}": ACCEPTED, "sent": True}
    assert world.reason("leader", "report", REPORT, {**both, "title": "十月月报"}) == "report_unchecked"
    back = {f"checks/{uuid_text(PEOPLE['leader'])}": {"ruling": "returned", "reason": "数字不对"}, "sent": True}
    assert world.reason("leader", "report", REPORT, back) == "report_unchecked"
    assert world.reason("leader", "report", REPORT, both) is None


def test_what_arrives_after_the_check_is_checked_again_whatever_its_stamp_says(world: World) -> None:
    scenes.reported(world)
    between = world.now_ms + 1_000
    world.pass_time(60_000)
    check = {f"checks/{uuid_text(PEOPLE['leader'])}": ACCEPTED}
    assert world.reason("leader", "report", REPORT, check) is None
    world.pass_time(60_000)
    assert world.reason("supervisor", "report", REPORT, {"title": "悄悄改过"}, between) is None
    assert world.documents[REPORT].value("title") == "悄悄改过"
    assert world.reason("supervisor", "report", REPORT, {"sent": True}) == "report_unchecked"
    assert world.reason("leader", "report", REPORT, check) is None
    assert world.reason("supervisor", "report", REPORT, {"sent": True}) is None


def test_what_was_sent_is_filed_with_its_number_and_stands(world: World) -> None:
    scenes.sent(world)
    report = world.documents[REPORT]
    said = {path: report.value(path) for path in ("sender", "number", "year", "sent_on", "due_on")}
    assert said == {
        "sender": "洛溪镇中心卫生院",
        "number": 1,
        "year": "2026",
        "sent_on": TODAY,
        "due_on": "2026-11-05",
    }
    assert world.reason("supervisor", "report", REPORT, {"sections/b": MONTHLY["sections/a"]}) == "report_filed"
    assert world.reason("supervisor", "report", CORRECTION, CORRECTING) is None
    check = {f"checks/{uuid_text(PEOPLE['leader'])}": ACCEPTED}
    assert world.reason("leader", "report", CORRECTION, check) is None
    assert world.reason("leader", "report", CORRECTION, {"sent": True}) is None
    assert world.documents[CORRECTION].value("number") == 2
    assert world.documents[TURNOUT].value(f"sent/{uuid_text(CENTRE)}") == TODAY


def test_a_correction_says_why(world: World) -> None:
    scenes.sent(world)
    bare = {path: value for path, value in CORRECTING.items() if path != "reason"}
    assert world.reason("supervisor", "report", CORRECTION, bare) is None
    check = {f"checks/{uuid_text(PEOPLE['leader'])}": ACCEPTED}
    assert world.reason("leader", "report", CORRECTION, check) is None
    assert world.reason("supervisor", "report", CORRECTION, {"sent": True}) == "reason_missing"


def test_the_bureau_sees_what_was_sent_up_and_nothing_else(world: World, above: str) -> None:
    scenes.told(world)
    scenes.checked(world)
    scenes.announced(world)
    assert not any(world.sees(above, doc) for doc in (REPORT, BRIEF, scenes.HONOUR))
    assert world.reason("leader", "brief", BRIEF, {f"checks/{uuid_text(PEOPLE['leader'])}": ACCEPTED}) is None
    for doc, kind in ((REPORT, "report"), (BRIEF, "brief")):
        assert world.reason("supervisor", kind, doc, {"sent": True}) is None
        assert world.sees(above, doc)
        assert not world.sees("strange_admin", doc)
        assert not world.sees("nurse", doc)
        assert world.tries(above, kind, doc, {"title": "改"}) is not None
    seen = {each.kind for each in world.documents.values() if world.sees(above, each.id)}
    assert seen & {"honour", "self_evaluation", "record_entry", "order", "bulletin", "programme"} == set()
    assert {"report", "brief", "report_turnout"} <= seen


def test_once_the_month_is_over_every_house_below_is_awaited(world: World) -> None:
    world.pass_time(DAY_MS)
    turnout = world.documents[TURNOUT]
    assert {path: turnout.value(path) for path in turnout.registers if path.startswith(("due", "names", "sent"))} == {
        f"due/{uuid_text(CENTRE)}": "2026-11-05",
        f"names/{uuid_text(CENTRE)}": "洛溪镇中心卫生院",
        f"due/{uuid_text(OTHER)}": "2026-11-05",
        f"names/{uuid_text(OTHER)}": "石桥乡卫生院",
    }
    assert [each for each in world.pass_time(DAY_MS) if each.kind == "report_turnout"] == []
    world.pass_time(10 * DAY_MS)
    year = natural_id(f"report_turnout/{uuid_text(BUREAU)}/yearly/2026")
    assert world.documents[year].value(f"due/{uuid_text(CENTRE)}") == "2026-12-31"


def test_whoever_writes_a_brief_may_be_at_it_and_then_not(world: World) -> None:
    scenes.told(world)
    for value in (True, None, True):
        assert world.reason("supervisor", "brief", BRIEF, {"drafting": value}) is None
    assert world.code("supervisor", "brief", BRIEF, {"drafting": False}) == "invalid"


def test_an_edition_that_says_again_which_it_is_changes_nothing(world: World) -> None:
    scenes.sent(world)
    assert world.reason("supervisor", "report", CORRECTION, CORRECTING) is None
    assert world.reason("supervisor", "report", CORRECTION, {"edition": "2", "title": "十月月报（更正）"}) is None

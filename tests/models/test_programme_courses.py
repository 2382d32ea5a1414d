"""Courses of the programmes that people of the house go through, each act judged as the intake judges it.

The acceptance checks of P07's prohibited act, P09's month and P03's assist point; P03's task for a reward and P07's
windows around the festivals.
"""

from __future__ import annotations

from typing import Any

import pytest

from models.document import natural_id, uuid_text
from models.pay_proposal import proposal, rules_of
from models.programme import plain, programme_writes
from models.publication import finding_id
from models.stage import Stretch, windows
from models.stage import read_stage as stage_of
from models.task_standing import task_standing
from models.timetable import read_plan
from models.working_days import PLAIN
from tests.models import deeds, inspection_scenes, orders
from tests.models.bulletin_scenes import PUBLICATION
from tests.models.deeds import ACCEPT, TASK, own
from tests.models.fact_table import bundle_of
from tests.models.inspection_scenes import HOST, LEADER, SECOND, VISIT, observation, observation_id
from tests.models.orders import ASSISTANCE
from tests.models.results import MONTH, registers
from tests.models.test_period_result import close
from tests.models.world import CENTRE, NOON, PEOPLE, SURGERY, TODAY, WARD, World, id_of

PROGRAMME = id_of(760)


@pytest.fixture
def world() -> World:
    return World()


def begins(world: World, code: str, **more: Any) -> None:
    """The shipped programme, started here and published."""
    own_writes = {path.replace("__", "/"): value for path, value in more.items()}
    writes = {**programme_writes(bundle_of(code)), "institution": CENTRE, "version": 1, **own_writes}
    assert world.reason("supervisor", "programme", PROGRAMME, writes) is None
    assert world.reason("supervisor", "programme", PROGRAMME, {"published": True}) is None


# -- P07: rolled-up trousers ----------------------------------------------------------------------------------


def booth_items() -> dict[str, dict[str, Any]]:
    """P07's items as a checklist has them: each thing that an item counts is a child of its own."""
    found: dict[str, dict[str, Any]] = {}
    for checklist in bundle_of("P07").checklists:
        for order, item in enumerate(checklist.items, 1):
            children = [{"id": f"c{number}", "text": each.title} for number, each in enumerate(item.children, 1)]
            looks = {"order": order, "text": item.text, "polarity": item.polarity}
            found[item.id] = {**looks, **({"children": children} if children else {})}
    return found


def test_p07_rolled_up_trousers_are_a_finding_on_one_person_and_one_prohibited_act(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    items = booth_items()
    dress = items["dress"]
    assert dress["polarity"] == "prohibited"
    (trousers,) = [each["id"] for each in dress["children"] if each["text"] == "卷裤腿"]
    monkeypatch.setattr(inspection_scenes, "ITEMS", items)
    inspection_scenes.sealed(world)
    seen = {"verdict": "fail", f"children/{trousers}": "fail", "person": PEOPLE["nurse"], "count": 1}
    doc = observation_id(SECOND, "dress")
    assert world.reason(SECOND, "observation", doc, observation(SECOND, "dress", **seen)) is None
    told = world.documents[doc]
    failed = [path for path in told.registers if path.startswith("children/") and told.value(path) == "fail"]
    assert (failed, told.value("person"), told.value("count")) == ([f"children/{trousers}"], PEOPLE["nurse"], 1)
    other = observation(LEADER, "dress", **{"verdict": "fail", "children/unheard": "fail"})
    assert world.reason(LEADER, "observation", observation_id(LEADER, "dress"), other) == "unknown_item"

    assert world.reason(LEADER, "visit", VISIT, {own("finished/1/", LEADER): NOON, **HOST}) is None
    said = {"item": "dress", "kind": "着装仪表", "text": "一名收费员卷裤腿", "object": "2号岗亭"}
    chosen = {"visit": VISIT, "findings/f1": said, "withheld": True, own("proposed/1/", LEADER): NOON}
    assert world.reason(LEADER, "publication", PUBLICATION, chosen) is None
    assert world.reason("supervisor", "publication", PUBLICATION, {own("confirmed/1/", "supervisor"): NOON}) is None
    finding = world.documents[finding_id(VISIT, "f1")]
    assert [finding.value(path) for path in ("unit", "item", "text")] == [WARD, "dress", "一名收费员卷裤腿"]
    assert [each.id for each in world.documents_of("finding", CENTRE)] == [finding.id]
    assert PEOPLE["nurse"] not in [each.value for each in finding.registers.values()]


# -- P09: a month, told to the house, with a proposal of pay ---------------------------------------------------

SCORING: dict[str, Any] = {
    "title": "每月质量考核计分",
    "components": [
        {
            "id": "all",
            "title": "各项得分",
            "weight": 100,
            "source": {"items": ["medical", "service", "surroundings", "ethics"]},
            "aggregate": "sum",
        }
    ],
    "bands": [
        {"id": "good", "title": "良好", "min": 80},
        {"id": "poor", "title": "较差", "otherwise": True},
    ],
    "order": 1,
}


def test_p09_a_months_assessment_is_told_to_the_whole_house_and_pay_is_proposed(world: World) -> None:
    month = {**plain(next(each for each in bundle_of("P09").evaluations if each.id == "month")), "scoring": "quality"}
    wages = plain(next(each for each in bundle_of("P09").consequences if each.id == "wages"))
    pay = {"baseline": 90, "step": 1, "max": 110}
    begins(
        world,
        "P09",
        about__starts_on="2026-01-01",
        evaluations__month={name: each for name, each in month.items() if name != "id"},
        scoring__quality=SCORING,
        consequences__wages={**{name: each for name, each in wages.items() if name != "id"}, "pay": pay},
    )
    names = (uuid_text(PROGRAMME), "month", MONTH, uuid_text(PEOPLE["leader"]), uuid_text(SURGERY))
    doc = natural_id("/".join(("assessment", *names)))
    opening = {"programme": PROGRAMME, "element": "month", "period": MONTH, "by": PEOPLE["leader"]}
    answers = {"answers/medical": 38, "answers/service": 18, "answers/surroundings": 20, "answers/ethics": 19}
    whole = {**opening, "subject": SURGERY, "institution": CENTRE, **answers, "submitted": True}
    assert world.reason("leader", "assessment", doc, whole) is None
    assert not world.sees("nurse", doc)
    assert world.reason("supervisor", "assessment", doc, {"told": "everyone"}) is None
    assert all(world.sees(who, doc) for who in ("nurse", "head", "secretary", "inspector"))
    assert not world.sees("stranger", doc)
    close(world, MONTH)
    result = registers(world, SURGERY)
    assert (result["total"], result["grade"], result["judged_by"]) == ("95.00", "良好", PROGRAMME)
    before = set(world.documents)
    rule = rules_of(world.documents_of("programme", CENTRE))[f"{uuid_text(PROGRAMME)}/wages"]
    assert proposal(result["total"], result["grade"], rule, None) == ("105.00", None)
    assert set(world.documents) == before  # it is worked out and pays nothing


# -- P03: an assist point, and a task for a reward -------------------------------------------------------------


def test_p03_an_assist_point_stays_open_until_its_indicator_has_improved(world: World) -> None:
    begins(world, "P03")
    (target,) = [each for each in bundle_of("P03").targets if each.id == "assistance"]
    satisfaction, complaints, *_ = target.metrics
    at_start = {
        "indicators/a": {"title": satisfaction.title, "op": "increase", "baseline": "84.5", "source": "stated"},
        "indicators/b": {"title": complaints.title, "op": "decrease", "baseline": "2", "source": "stated"},
    }
    orders.does(world, "supervisor", {**orders.HELP, **at_start, "begun": True}, ASSISTANCE, "assistance")

    def closing() -> str | None:
        return world.reason("leader", "assistance", ASSISTANCE, {"closings/1": ""})

    assert closing() == "not_improved"
    orders.does(world, "leader", {"readings/a/1": {"on": TODAY, "value": "84.5"}}, ASSISTANCE, "assistance")
    assert closing() == "not_improved"
    orders.does(world, "leader", {"readings/a/2": {"on": TODAY, "value": "88"}}, ASSISTANCE, "assistance")
    assert closing() == "not_improved"
    orders.does(world, "leader", {"readings/b/1": {"on": TODAY, "value": "1.5"}}, ASSISTANCE, "assistance")
    orders.does(world, "leader", {"readings/a/3": {"on": TODAY, "value": "84"}}, ASSISTANCE, "assistance")
    assert closing() == "not_improved"
    orders.does(world, "leader", {"readings/a/4": {"on": TODAY, "value": "86"}}, ASSISTANCE, "assistance")
    assert closing() is None


def test_p03_who_contracts_a_task_is_responsible_and_its_reward_is_a_proposal(world: World) -> None:
    begins(world, "P03")
    terms = {**deeds.TASK_TERMS, "programme": PROGRAMME, "element": "contract", "reward": "按承包协议"}
    refusal = world.tries("head_of_bay", "contracted_task", TASK, {**terms, "assigned": True})
    assert refusal is None, refusal
    assert world.reason("colleague", "contracted_task", TASK, {"reports/1": deeds.NOTE}) is not None
    assert world.reason("nurse", "contracted_task", TASK, {"reports/1": deeds.NOTE}) == "task_not_taken"
    deeds.signs(world, "nurse", TASK, "answers/", ACCEPT)
    assert world.reason("head_of_bay", "contracted_task", TASK, {"amount": "100"}) == "task_taken"
    assert world.reason("nurse", "contracted_task", TASK, {"reports/1": deeds.NOTE}) is None
    assert world.reason("nurse", "contracted_task", TASK, {own("checks/1/", "nurse"): ACCEPT}) == "assigner_only"
    deeds.signs(world, "head_of_bay", TASK, "checks/1/", ACCEPT)
    task = world.documents[TASK]
    assert task_standing(task.registers).state == "done"
    told = [task.value(path) for path in ("responsible", "amount", "reward", "element")]
    assert told == [PEOPLE["nurse"], "200", "按承包协议", "contract"]


# -- P07: windows around the festivals -------------------------------------------------------------------------


def test_p07_the_windows_of_the_festivals_move_with_the_year(world: World) -> None:
    begins(world, "P07")
    registers_of = {path: each.value for path, each in world.documents[PROGRAMME].registers.items()}
    plan = read_plan(registers_of, PLAIN)
    festivals = plan.frame.stages["festivals"]
    found = windows(festivals, plan.frame.within, range(2011, 2014))
    assert [(moving.title, stretch.begin, stretch.end) for moving, stretch in found] == [
        ("5.1", "2012-05-01", "2012-05-01"),
        ("7.1", "2012-07-01", "2012-07-01"),
    ]
    moved = {**registers_of["stages/festivals"], "moving": [{"title": "5.1", "at": "05-01", "around_days": 3}]}
    wide = stage_of(moved, (), [], "festivals")
    (_, around), *_ = windows(wide, Stretch("2012-01-01", "2013-12-31"), (2013,))
    assert (around.begin, around.end) == ("2013-04-28", "2013-05-04")

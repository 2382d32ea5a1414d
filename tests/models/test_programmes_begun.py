"""What follows at once from the ten programmes as they are shipped: the acceptance checks that concern reading them."""

from __future__ import annotations

from typing import Any

from models.bundle_judging import ChecklistItem
from models.programme import programme_writes
from models.timetable import read_plan, schedule
from models.working_days import PLAIN
from tests.models.fact_table import bundle_of, read


def due(code: str, low: str, high: str, **switches: dict[str, Any]) -> dict[str, list[str]]:
    """The due days of each thing that a programme asks for, by section and element."""
    writes = {**programme_writes(bundle_of(code)), **{path.replace("__", "/"): each for path, each in switches.items()}}
    plan = read_plan(writes, PLAIN)
    found: dict[str, list[str]] = {}
    for asked in plan.asked:
        days = [period.due_on for period in schedule(plan, asked, low, high) if period.due_on is not None]
        found.setdefault(f"{asked.section}/{asked.element}", []).extend(sorted(set(days)))
    return found


def item(code: str, checklist: str, id: str) -> ChecklistItem:
    lists = {each.id: each for each in bundle_of(code).checklists}
    return next(each for each in lists[checklist].items if each.id == id)


def test_lost_and_unlisted_carriers_are_reported_as_incomplete_and_never_as_errors() -> None:
    for code in ("P03", "P04"):
        assert not read(code).wrong()
        assert {"incomplete", "unlisted"} & {each.code for each in read(code).problems if each.severity == "flag"}


def test_the_leadership_is_evaluated_in_july_and_december_though_the_stages_split_there() -> None:
    days = due("P02", "2008-01-01", "2008-12-31")
    assert days["evaluations/upward"] == ["2008-07-31", "2008-12-31"]


def test_the_provinces_deadlines_come_to_their_days() -> None:
    days = due("P08", "2011-01-01", "2012-12-31")
    told = {day for name, each in days.items() for day in each if name.startswith(("stages/", "evaluations/"))}
    assert told == {"2011-10-31", "2011-12-31", "2012-05-31", "2012-06-30"}


def test_a_unit_may_switch_from_monthly_to_every_other_month_and_keeps_its_past() -> None:
    (choice,) = [each for each in bundle_of("P06").evaluations if each.cadence and each.cadence["type"] == "choice_of"]
    name = f"evaluations/{choice.id}"
    before = due("P06", "2012-01-01", "2012-12-31")[name]
    switched = due("P06", "2012-01-01", "2012-12-31", **{f"cadences__{choice.id}__2012-07": {"type": "bimonthly"}})[
        name
    ]
    assert len(before) == 12
    assert switched[:6] == before[:6]
    assert len(switched) == 9


def test_a_rectification_of_the_community_must_say_measure_deadline_and_responsible() -> None:
    (rule,) = [each for each in bundle_of("P05").rectification if each.fields]
    assert len(rule.fields) == 3
    assert item("P05", "community", "monthly_report").due_day == 5


def test_one_rolled_up_trouser_leg_is_one_child_of_one_item_about_one_person() -> None:
    found = [
        (entry.subject, place)
        for checklist in bundle_of("P07").checklists
        for entry in checklist.items
        for place, child in enumerate(entry.children)
        if child.title == "卷裤腿"
    ]
    assert found == [(("person",), 2)]


def test_the_provinces_quota_and_the_levels_below_it_are_there_to_be_kept() -> None:
    cup = next(each for each in bundle_of("P08").awards if each.id == "bethune_cup")
    assert cup.quota == 30
    assert [step.level for step in cup.chain] == ["unit", "county", "city", "province"]


def test_satisfaction_is_worked_out_without_those_who_cannot_say() -> None:
    (target,) = bundle_of("P02").targets
    assert (target.op, target.value, target.exclude) == (">=", 90, ("不了解",))
    (form,) = [each for each in bundle_of("P02").forms if each.id == "inpatient"]
    options = {option["value"] for option in form.items[0]["options"]}
    assert {*target.numerator, *target.exclude} <= options
    evaluation = next(each for each in bundle_of("P02").evaluations if each.id == "inpatient")
    assert (evaluation.anonymity, evaluation.voluntary) == ("anonymous", True)


def test_an_assisted_place_is_closed_by_its_indicator_and_by_nothing_else() -> None:
    assert [each.close_when for each in bundle_of("P03").rectification if each.close_when] == ["indicator_improved"]


def test_a_months_result_is_posted_in_the_whole_hospital_and_counts_for_pay() -> None:
    bundle = bundle_of("P09")
    assert [each.cadence for each in bundle.publications if each.cadence] == [{"type": "monthly"}]
    assert [each.cadence for each in bundle.consequences if each.cadence] == [{"type": "monthly"}]

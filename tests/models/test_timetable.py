"""The timetable: what the ten programmes' dates and cadences come to, and that both languages say the same."""

from __future__ import annotations

from typing import Any

import pytest

from models.calendar import add_days
from models.public_holidays import YEARS, acts, public_days, special_days
from models.roster import Roster
from models.selector import Scene, belongs, persons_of, places_of, speaks
from models.timetable import Plan, Task, days_left, read_plan, schedule, tasks, unscheduled
from models.working_days import PLAIN, WorkingDays, working_days
from tests.models.compare_plans import differences
from tests.models.plans import document
from tests.models.world import BAY, BRANCH, CENTRE, PEOPLE, SURGERY, WARD, World, id_of

EVALUATION: dict[str, Any] = {"title": "自评", "kind": "self", "evaluators": "staff"}
WINDOW = id_of(15)
MONTH_ENDS = [
    f"2026-{month:02}-{last}" for month, last in enumerate((31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), 1)
]


def plan(registers: dict[str, Any], days: WorkingDays = PLAIN) -> Plan:
    return read_plan(registers, days)


def due(registers: dict[str, Any], low: str, high: str, days: WorkingDays = PLAIN) -> list[str | None]:
    """The due days of the first thing that a programme asks for."""
    made = plan(registers, days)
    return [period.due_on for period in schedule(made, made.asked[0], low, high)]


def with_cadence(cadence: Any, **more: Any) -> dict[str, Any]:
    return {
        "evaluations/e": {**EVALUATION, "cadence": cadence},
        **{path.replace("__", "/"): v for path, v in more.items()},
    }


@pytest.fixture(scope="module")
def scene() -> Scene:
    world = World()
    documents = [*world.documents.values()]
    window = document(WINDOW, "unit", {"institution": CENTRE, "name": "收费窗口", "type": "service_window"})
    return Scene(Roster([*documents, window], world.today), CENTRE)


def asked_of(who: str, registers: dict[str, Any], day: str, scene: Scene) -> list[Task]:
    person = scene.roster.person(PEOPLE[who])
    assert person is not None
    return tasks(plan(registers), person, day, scene)


def test_july_and_december_stand_though_the_stages_are_cut_elsewhere() -> None:
    """P02: 2008-03..04, 05..09, 10..12; middle managers evaluate in July and December."""
    registers = {
        "stages/1": {"title": "宣传发动", "from": "2008-03", "to": "2008-04"},
        "stages/2": {"title": "组织实施", "from": "2008-05", "to": "2008-09"},
        "stages/3": {"title": "总结提高", "from": "2008-10", "to": "2008-12"},
        **with_cadence({"type": "months", "months": [7, 12], "times": 1}),
    }
    assert due(registers, "2000-01-01", "2020-12-31") == ["2008-07-31", "2008-12-31"]


def test_the_deadlines_of_a_province_are_its_milestones() -> None:
    """P08: 10月底前, 年底前, 明年5月底前, 明年上半年."""
    registers = {
        "about/issued_on": "2011-09-06",
        "stages/d1": {"title": "三亮专项检查", "kind": "milestone", "due": "2011-10-31"},
        "stages/d3": {"title": "领导点评两次", "kind": "milestone", "due": ["2011-12-31", "2012-06-30"]},
        "stages/d5": {"title": "综合评议报告", "kind": "milestone", "due": "2012-05"},
    }
    made = plan(registers)
    days = {p.due_on for asked in made.asked for p in schedule(made, asked, "2011-01-01", "2013-01-01")}
    assert days == {"2011-10-31", "2011-12-31", "2012-05-31", "2012-06-30"}
    assert made.frame.within.begin == "2011-09-06"


def test_a_switch_from_monthly_to_every_other_month_keeps_the_past_rounds() -> None:
    """P06: 每月或双月."""
    monthly = with_cadence({"type": "monthly"}, about__starts_on="2012-01-01", about__ends_on="2012-12-31")
    before = due(monthly, "2012-01-01", "2012-12-31")
    after = due({**monthly, "cadences/e/2012-06": {"type": "bimonthly"}}, "2012-01-01", "2012-12-31")
    assert after[:5] == before[:5] == ["2012-01-31", "2012-02-29", "2012-03-31", "2012-04-30", "2012-05-31"]
    assert after[5:] == ["2012-07-31", "2012-09-30", "2012-11-30", "2012-12-31"]


def test_a_switch_may_be_switched_back() -> None:
    registers = with_cadence({"type": "choice_of", "of": [{"type": "monthly"}, {"type": "bimonthly"}]})
    registers |= {"cadences/e/2012-02": {"type": "bimonthly"}, "cadences/e/2012-05": {"type": "monthly"}}
    found = due(registers, "2012-01-01", "2012-06-30")
    assert found == ["2012-01-31", "2012-03-31", "2012-04-30", "2012-05-31", "2012-06-30"]


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("same", ["2026-09-05", "2026-10-05", "2026-11-05"]),
        ("previous", ["2026-09-04", "2026-09-30", "2026-11-05"]),
        ("next", ["2026-09-07", "2026-10-08", "2026-11-05"]),
    ],
)
def test_day_five_on_a_holiday_stays_or_goes_to_a_working_day(rule: str, days: list[str]) -> None:
    """P05: 每月5号前. 2026-09-05 is a Saturday; 2026-10-05 lies in the holidays that end on the 7th."""
    registers = with_cadence({"type": "monthly", "due_day": 5, "on_holiday": rule})
    assert due(registers, "2026-09-01", "2026-11-30", public_days()) == days


def test_somebody_is_reminded_before_the_day_and_never_before_it_opens(scene: Scene) -> None:
    registers = with_cadence({"type": "monthly", "due_day": 5, "remind_days": 10})
    (task,) = [task for task in asked_of("nurse", registers, "2026-11-02", scene) if task.state == "open"]
    assert (task.due_on, task.remind_on, days_left(task, "2026-11-02")) == ("2026-11-05", "2026-11-01", 3)


@pytest.mark.parametrize(
    ("cadence", "days"),
    [
        ({"type": "half_yearly"}, ["2026-06-30", "2026-12-31"]),
        ({"type": "quarterly", "times": 2}, ["2026-03-31", "2026-06-30", "2026-09-30", "2026-12-31"]),
        ({"type": "year_end"}, ["2026-12-31"]),
        ({"type": "monthly", "due_day": 31}, MONTH_ENDS),
        ({"type": "once_by", "dates": ["2026-05"]}, ["2026-05-31"]),
        ({"type": "periodic"}, [None] * 12),
        ({"type": "combined", "of": [{"type": "half_yearly"}, {"type": "immediate"}]}, ["2026-06-30", "2026-12-31"]),
        ({"type": "immediate"}, []),
        ({"type": "irregular"}, []),
        ({"type": "per_event", "event": "stay"}, []),
        ({"type": "unspecified"}, []),
    ],
)  # fmt: skip
def test_a_cadence_becomes_days(cadence: Any, days: list[str | None]) -> None:
    assert due(with_cadence(cadence, about__starts_on="2026-01-01"), "2026-01-01", "2026-12-31") == days


def test_a_working_day_is_asked_for_by_the_calendar_and_not_by_the_weekday() -> None:
    registers = with_cadence({"type": "daily", "working_days": True})
    found = due(registers, "2026-10-01", "2026-10-11", public_days())
    assert found == ["2026-10-08", "2026-10-09", "2026-10-10"], "Saturday the 10th is worked, the first week is not"


def test_a_stage_without_an_end_asks_without_a_day() -> None:
    stages = {"stages/s": {"title": "深化", "from": "2012-05"}}
    made = plan({**stages, **with_cadence({"type": "in_stage", "stage": "s"})})
    (period,) = schedule(made, made.asked[0], "2012-06-01", "2012-06-02")
    assert (period.begin, period.due_on, period.label) == ("2012-05-01", None, "stage:s")


def test_a_plan_that_was_ended_asks_for_nothing_more() -> None:
    registers = with_cadence({"type": "monthly"}, ended_on="2012-03-10")
    assert due(registers, "2012-02-01", "2012-06-30") == ["2012-02-29", "2012-03-10"]


def test_a_plan_without_any_date_asks_from_the_day_it_was_published() -> None:
    made = read_plan(with_cadence({"type": "monthly"}), PLAIN, "2012-03-15")
    assert [p.begin for p in schedule(made, made.asked[0], "2012-01-01", "2012-04-30")] == ["2012-03-15", "2012-04-01"]


def test_what_is_late_is_marked_and_stays_for_a_while(scene: Scene) -> None:
    registers = with_cadence({"type": "monthly"}, about__starts_on="2026-01-01")
    found = [(task.label, task.state) for task in asked_of("nurse", registers, "2026-11-20", scene)]
    assert found == [
        ("2026-08", "late"),
        ("2026-09", "late"),
        ("2026-10", "late"),
        ("2026-11", "open"),
        ("2026-12", "ahead"),
    ]
    assert asked_of("nurse", registers, "2026-11-30", scene)[-2].state == "due_today"


def test_who_moved_owes_what_the_ward_of_that_time_asked() -> None:
    world = World()
    moved = {
        "institution": CENTRE,
        "name": "唐国平",
        "memberships/1": {"unit": BAY, "from": "2025-01-01", "to": "2026-10-15"},
        "memberships/2": {"unit": SURGERY, "from": "2026-10-16", "to": None},
    }
    roster = Roster([*world.documents.values(), document(id_of(900), "person", moved)], world.today)
    person = roster.person(id_of(900))
    assert person is not None
    asked = {**EVALUATION, "evaluators": [{"unit": BAY}], "cadence": {"type": "monthly"}}
    found = tasks(
        plan({"evaluations/e": asked, "about/starts_on": "2026-08-01"}), person, "2026-11-20", Scene(roster, CENTRE)
    )
    assert [task.label for task in found] == ["2026-08", "2026-09"]


def test_a_report_is_the_owners_else_the_organisers(scene: Scene) -> None:
    registers: dict[str, Any] = {"publications/p": {"title": "上报", "kind": "report", "due": "2026-11-25"}}
    assert [task.part for task in asked_of("supervisor", registers, "2026-11-20", scene)] == ["organiser"]
    assert not asked_of("nurse", registers, "2026-11-20", scene)
    registers["owners/p"] = PEOPLE["nurse"]
    assert [task.part for task in asked_of("nurse", registers, "2026-11-20", scene)] == ["organiser"]
    assert not asked_of("supervisor", registers, "2026-11-20", scene)


def test_items_of_a_checklist_are_asked_by_their_own_days(scene: Scene) -> None:
    """P05: 每月5日前; 80 岁以上每半年."""
    registers = {
        "checklists/c": {"title": "低保", "subject": "case"},
        "checklists/c/review": {"text": "动态管理", "due_day": 5},
        "checklists/c/aged": {"text": "八十岁以上", "cadence": {"type": "half_yearly"}},
    }
    found = {
        (task.items, task.due_on)
        for task in asked_of("supervisor", registers, "2026-11-03", scene)
        if task.state == "open"
    }
    assert found == {(("review",), "2026-11-05"), (("aged",), "2026-12-31")}


def test_what_has_no_schedule_is_missed_only_in_stages_that_are_over() -> None:
    registers = {
        "stages/1": {"title": "一", "from": "2008-03", "to": "2008-04"},
        "stages/2": {"title": "二", "from": "2008-05", "to": "2008-09"},
        "inspections/i": {"title": "不定期检查", "cadence": {"type": "irregular"}},
    }
    assert [(asked.element, stage) for asked, stage in unscheduled(plan(registers), "2008-06-01")] == [("i", "1")]


def test_two_kinds_of_one_evaluation_are_two_tasks(scene: Scene) -> None:
    """P08: 自评和互评 in one meeting; the organiser sees to the one that needs opening."""
    asked = {
        "title": "自评互评",
        "kind": ["self", "peer"],
        "evaluators": "party_member",
        "cadence": {"type": "once_by", "dates": ["2026-11-30"]},
    }
    members = {"evaluations/e": asked, "owners/e": PEOPLE["supervisor"]}
    assert [task.kind for task in asked_of("supervisor", members, "2026-11-20", scene)] == ["peer"]


@pytest.mark.parametrize(
    ("selector", "who"),
    [
        ("middle_manager", {"head", "head_of_bay", "head_of_surgery"}),
        ("department", set(PEOPLE) - {"assessor"}),
        ("staff", set(PEOPLE) - {"assessor"}),
        ({"unit": WARD}, {"nurse", "colleague", "head", "head_of_bay"}),
        ("branch", {"nurse", "colleague", "head", "secretary"}),
        ("leader", {"leader"}),
        ("organiser", {"supervisor", "admin"}),
        ("public", set[str]()),
        ({"post": "收费岗"}, set[str]()),
    ],
)
def test_a_selector_means_people_of_the_roster(selector: Any, who: set[str], scene: Scene) -> None:
    names = {id: name for name, id in PEOPLE.items()}
    here = {name for name in PEOPLE if (person := scene.roster.person(PEOPLE[name])) and person.institution == CENTRE}
    assert {names[id] for id in persons_of(selector, "2026-11-20", scene)} == who & here


def test_places_are_spoken_for_by_their_heads_and_branches_by_their_secretaries(scene: Scene) -> None:
    head, nurse, secretary = (scene.roster.persons[PEOPLE[name]] for name in ("head", "nurse", "secretary"))
    day = "2026-11-20"
    assert speaks("department", head, day, scene)
    assert not speaks("department", nurse, day, scene)
    assert belongs("department", nurse, day, scene)
    assert speaks("branch", secretary, day, scene)
    assert places_of(["service_window", {"branch": BRANCH}], scene) == sorted([WINDOW, BRANCH])


def test_a_role_of_the_plan_is_who_was_named_for_it_or_who_holds_it(scene: Scene) -> None:
    registers: dict[str, Any] = {
        "roles/office": {"title": "创建办", "holder": "inspector"},
        "evaluations/e": {
            "title": "考核",
            "kind": "unit_assessment",
            "evaluators": "office",
            "cadence": {"type": "monthly"},
        },
    }
    assert "actor" in {task.part for task in asked_of("inspector", registers, "2026-11-20", scene)}
    registers["owners/office"] = PEOPLE["nurse"]
    assert "actor" not in {task.part for task in asked_of("inspector", registers, "2026-11-20", scene)}
    assert "actor" in {task.part for task in asked_of("nurse", registers, "2026-11-20", scene)}


def test_the_librarys_years_are_whole_and_beyond_them_nothing_is_guessed() -> None:
    days = public_days()
    assert not days.works("2026-10-01")
    assert days.works("2026-10-10"), "调休: a Saturday that is worked"
    assert days.name("2026-10-01") == "国庆节"
    last = max(YEARS)
    assert not days.known(f"{last + 1}-01-01")
    assert special_days(last + 1) == {}
    assert not acts(range(last + 1, last + 3))


def test_an_institutions_own_day_wins_over_the_librarys() -> None:
    written = [
        document(id_of(1000 + act.writes["institution"][0]), act.kind, act.writes) for act in acts(range(2026, 2027))
    ]
    own = document(
        id_of(2000), "work_calendar", {"institution": CENTRE, "year": "2026", "days/10-01": {"type": "work"}}
    )
    days = working_days([own, *written], CENTRE)
    assert days.works("2026-10-01")
    assert not days.works("2026-10-02")
    assert days.known("2026-05-01")


def test_counting_working_days_goes_both_ways() -> None:
    days = public_days()
    assert days.add("2026-09-30", 3) == "2026-10-10"
    assert days.add("2026-10-10", -3) == "2026-09-30"
    assert days.add("2026-10-03", 0) == "2026-10-03"
    everything_free = WorkingDays(
        {add_days("2026-01-01", n): special_days(2026)["01-01"] for n in range(60)}, frozenset()
    )
    assert everything_free.moved("2026-01-10", "next") == "2026-01-10", "so many free days aren't believed"


@pytest.mark.slow
def test_two_thousand_random_programmes_come_to_the_same_in_both_languages() -> None:
    different, periods = differences(2_000)
    assert periods > 10_000
    assert not different

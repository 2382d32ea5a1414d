"""Cadences and stages are read from plain maps: all of the contract's shapes, and each fault with its path."""

from __future__ import annotations

from typing import Any

import pytest

from models.cadence import CADENCE_TYPES, Cadence, read_cadence
from models.fault import Fault
from models.stage import (
    Stage,
    Stretch,
    check_stages,
    due_days,
    plan_stretch,
    read_stage,
    stretch_of,
    windows,
)

WHOLE: list[tuple[Any, Cadence]] = [
    ({"type": "once_by", "dates": ["2012-06-30", "2011-10"]}, Cadence("once_by", ("2011-10", "2012-06-30"))),
    ({"type": "daily", "working_days": True}, Cadence("daily", working_days=True)),
    ({"type": "weekly", "weekday": 5}, Cadence("weekly", weekday=5)),
    ({"type": "monthly", "due_day": 5}, Cadence("monthly", due_day=5)),
    ({"type": "bimonthly"}, Cadence("bimonthly")),
    ({"type": "quarterly", "times": 2}, Cadence("quarterly", times=2)),
    ({"type": "half_yearly"}, Cadence("half_yearly")),
    ({"type": "months", "months": [12, 7], "times": 1}, Cadence("months", months=("07", "12"))),
    ({"type": "months", "months": ["2012-06"]}, Cadence("months", months=("2012-06",))),
    ({"type": "year_end"}, Cadence("year_end")),
    ({"type": "in_stage", "stage": "s3"}, Cadence("in_stage", stage="s3")),
    ({"type": "per_event", "event": "stay"}, Cadence("per_event", event="stay")),
    ({"type": "immediate"}, Cadence("immediate")),
    ({"type": "irregular"}, Cadence("irregular")),
    ({"type": "regular_and_irregular"}, Cadence("regular_and_irregular")),
    (
        {"type": "choice_of", "of": [{"type": "monthly"}, "bimonthly"]},
        Cadence("choice_of", of=(Cadence("monthly"), Cadence("bimonthly"))),
    ),
    ("periodic", Cadence("periodic")),
    ({"type": "campaign", "title": "作风整顿"}, Cadence("campaign")),
    (
        {"type": "combined", "of": ["daily", "campaign"]},
        Cadence("combined", of=(Cadence("daily"), Cadence("campaign"))),
    ),
    ({"type": "unspecified"}, Cadence("unspecified")),
]


@pytest.mark.parametrize(("given", "cadence"), WHOLE)
def test_every_cadence_of_the_contract_is_read(given: Any, cadence: Cadence) -> None:
    faults: list[Fault] = []
    assert read_cadence(given, (), faults) == cadence
    assert not faults


def test_each_type_of_cadence_is_among_the_examples() -> None:
    assert {cadence.type for _, cadence in WHOLE} == set(CADENCE_TYPES)


@pytest.mark.parametrize(
    ("given", "path", "code"),
    [
        (7, (), "not_a_map"),
        ({"due_day": 5}, (), "missing"),
        ({"type": "hourly"}, ("type",), "unknown_choice"),
        ({"type": "once_by"}, (), "missing"),
        ({"type": "once_by", "dates": ["2011-10-31", "2011-13"]}, ("dates", 1), "bad_day"),
        ({"type": "monthly", "due_day": 32}, ("due_day",), "not_a_number_within"),
        ({"type": "monthly", "weekday": 3}, ("weekday",), "unknown_key"),
        ({"type": "months", "months": [13]}, ("months", 0), "bad_month"),
        ({"type": "daily", "working_days": "yes"}, ("working_days",), "not_yes_or_no"),
        ({"type": "choice_of", "of": ["monthly", {"type": "months"}]}, ("of", 1), "missing"),
    ],
)
def test_a_fault_has_its_path_and_code(given: Any, path: tuple[str | int, ...], code: str) -> None:
    faults: list[Fault] = []
    read_cadence(given, ("evaluations", 2, "cadence"), faults)
    assert [(fault.path, fault.code) for fault in faults] == [(("evaluations", 2, "cadence", *path), code)]


def stage(**given: Any) -> Stage:
    faults: list[Fault] = []
    found = read_stage(
        {"id": "s", "title": "阶段", **{key.rstrip("_"): value for key, value in given.items()}}, (), faults
    )
    assert not faults
    return found


def test_a_month_begins_on_its_first_and_ends_on_its_last_day() -> None:
    assert stretch_of(stage(from_="2008-03", to="2008-04"), None) == Stretch("2008-03-01", "2008-04-30")
    assert stretch_of(stage(from_="2012-02-10", to="2012-02"), None) == Stretch("2012-02-10", "2012-02-29")
    assert stretch_of(stage(from_="2012-05"), None) == Stretch("2012-05-01", None)


def test_a_year_from_october_ends_in_september() -> None:
    assert stretch_of(stage(duration="P1Y"), "2011-10-01") == Stretch("2011-10-01", "2012-09-30")
    assert stretch_of(stage(duration="P1Y"), None) == Stretch()
    for day in ("9999-01-01", "9999-12-31"):
        assert stretch_of(stage(duration="P99Y"), day) == Stretch(day, "9999-12-31")


def test_the_end_of_the_year_is_its_last_day() -> None:
    summary = stage(at="year_end", year=2011)
    assert stretch_of(summary, None).end == "2011-12-31"
    assert due_days(stage(kind="milestone", at="year_end", year=2011)) == ("2011-12-31",)


def test_a_milestone_is_due_on_each_of_its_days() -> None:
    assert due_days(stage(due=["2012-06-30", "2011-12"])) == ("2011-12-31", "2012-06-30")
    assert stage(due="2011-10-31").kind == "milestone"


def test_a_window_returns_each_year_around_its_day_and_waits_while_that_is_unknown() -> None:
    festival = stage(moving=[{"title": "五一", "at": "05-01", "around_days": 3}, {"title": "十八大", "at": None}])
    found = windows(festival, Stretch("2012-03-01", "2013-12-31"), range(2012, 2014))
    assert [stretch for _, stretch in found] == [
        Stretch("2012-04-28", "2012-05-04"),
        Stretch("2013-04-28", "2013-05-04"),
    ]


def test_a_plan_runs_from_its_first_stage_to_the_end_of_its_last() -> None:
    stages = [
        stage(id="s0", duration="P1Y"),
        stage(id="s1", from_="2011-10", to="2011-10"),
        stage(id="s2", from_="2011-12", to="2012-05"),
        stage(id="s2c", from_="2012-06", to="2012-06", parent="s2"),
    ]
    assert plan_stretch(stages) == Stretch("2011-10-01", "2012-09-30")
    assert plan_stretch([]) == Stretch()
    assert plan_stretch(stages, "2011-09-16", "2012-12-31") == Stretch("2011-09-16", "2012-12-31")


def test_a_stage_that_begins_and_does_not_end_leaves_the_plan_open() -> None:
    first, last = stage(id="s1", from_="2026-09", to="2026-10-15"), stage(id="s2", from_="2026-10-10")
    paper = stage(id="m", due="2026-10-20")
    assert plan_stretch([first, last, paper]) == Stretch("2026-09-01", None)
    assert plan_stretch([first, last, paper], None, "2026-12-31") == Stretch("2026-09-01", "2026-12-31")
    part = stage(id="s2", from_="2026-10-10", parent="s1")
    assert plan_stretch([first, part, paper]) == Stretch("2026-09-01", "2026-10-20"), "it ends with what it is part of"
    assert plan_stretch([first, stage(id="goals")]) == Stretch("2026-09-01", "2026-10-15"), (
        "without days it says nothing"
    )


@pytest.mark.parametrize(
    ("given", "path", "code"),
    [
        ({"from": "2012-05", "to": "2012-04"}, ("to",), "ends_before_it_begins"),
        ({"from": "2012-5"}, ("from",), "bad_day"),
        ({"kind": "milestone"}, (), "missing"),
        ({"kind": "phase"}, ("kind",), "unknown_choice"),
        ({"duration": "1 year"}, ("duration",), "bad_duration"),
        ({"moving": [{"title": "五一", "at": "5.1"}]}, ("moving", 0, "at"), "bad_day"),
        ({"duties": []}, ("duties",), "unknown_key"),
    ],
)
def test_a_wrong_stage_is_told_by_its_path(given: dict[str, Any], path: tuple[str | int, ...], code: str) -> None:
    faults: list[Fault] = []
    read_stage({"id": "s", "title": "阶段", **given}, ("stages", 0), faults)
    assert [(fault.path, fault.code) for fault in faults] == [(("stages", 0, *path), code)]


def test_a_parent_is_there_and_not_below_itself() -> None:
    faults: list[Fault] = []
    stages = [stage(id="a", parent="b"), stage(id="b", parent="a"), stage(id="c", parent="z")]
    check_stages(stages, {}, faults)
    assert {(fault.code, fault.params["id"]) for fault in faults} == {
        ("loop", "a"),
        ("loop", "b"),
        ("unknown_stage", "z"),
    }

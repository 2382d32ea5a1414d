"""A template begun today has its dates from today on, and nothing of its issuer's."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.bundle_check import checked
from models.plan_day import is_plan_day
from models.programme import bundle_tree, programme_writes
from models.programme_dates import begun_in, earliest, plan_day_moved
from tests.models.fact_table import bundle_of, codes

START = "2026-12-01"


@pytest.mark.parametrize("code", codes())
def test_a_shipped_programme_begins_in_the_month_that_is_chosen_and_stays_whole(code: str) -> None:
    writes = programme_writes(bundle_of(code))
    moved = begun_in(writes, START)
    assert moved["about/starts_on"] == START
    assert "about/issued_on" not in moved
    assert earliest(moved) == "2026-12"
    read = checked(bundle_tree(moved))
    assert not read.errors()
    assert moved.keys() - {"about/starts_on"} == writes.keys() - {"about/issued_on", "about/starts_on"}


def test_stages_milestones_cadences_and_year_ends_move_together() -> None:
    p01, p02, p05, p08 = (begun_in(programme_writes(bundle_of(code)), START) for code in ("P01", "P02", "P05", "P08"))
    assert (p01["stages/work"]["from"], p01["stages/work"]["to"]) == ("2026-12", "2027-05")
    assert p01["stages/awards"]["year"] == 2027
    assert p01["awards/windows"]["when"] == "2027-year_end"
    assert "date" not in p01["documents/issue"]
    assert p02["evaluations/upward"]["cadence"]["months"] == [7, 12]
    assert p05["evaluations/peer"]["cadence"]["months"] == ["2027-08"]
    assert p08["stages/leaders_remark"]["due"] == ["2027-02-28", "2027-08-31"]
    assert p08["evaluations/leader"]["cadence"]["dates"] == ["2027-02-28", "2027-08-31"]


def test_a_programme_without_dates_only_gets_its_first_day() -> None:
    writes = {"code": "x", "version": 1, "about/title": "方案", "stages/open": {"title": "全程"}}
    assert begun_in(writes, START) == {**writes, "about/starts_on": START}


def test_its_own_first_and_last_day_move_where_no_stage_says_more() -> None:
    writes = {"about/starts_on": "2012-01-15", "about/ends_on": "2012-12-31", "stages/odd": {"from": "someday"}}
    moved = begun_in(writes, START)
    assert (moved["about/starts_on"], moved["about/ends_on"]) == (START, "2027-11-30")
    assert moved["stages/odd"] == {"from": "someday"}


def test_windows_of_one_year_move_and_those_of_every_year_stay() -> None:
    every, once, span = (
        {"title": "五一", "at": "05-01"},
        {"title": "国庆", "year": 2011},
        {"title": "换届", "from": "2012-01"},
    )
    stage = {"from": "2011-12", "moving": [every, once, span, "春节"]}
    moved = begun_in({"stages/a": stage}, START)["stages/a"]
    assert moved["moving"] == [every, {"title": "国庆", "year": 2026}, {"title": "换届", "from": "2027-01"}, "春节"]
    assert begun_in({"stages/a": {"from": "2011-12", "moving": "x"}}, START)["stages/a"]["moving"] == "x"


@given(st.dates(date(1950, 1, 1), date(2150, 1, 1)), st.integers(-500, 500))
def test_moving_there_and_back_keeps_the_month(day: date, months: int) -> None:
    text = day.isoformat()
    moved = plan_day_moved(text, months)
    assert is_plan_day(moved)
    assert plan_day_moved(moved, -months)[:7] == text[:7]
    assert plan_day_moved("年底", months) == "年底"

"""Periods of nominations: places are counted anew in each, and what has no period stands for the one it was made in."""

from __future__ import annotations

from typing import Any

import pytest

from models.award_period import fits_award, period_at, span_of
from models.calendar import DAY_MS
from models.document import ServerAct, natural_id, uuid_text
from models.kinds import KINDS
from models.period_key import result_id
from tests.models import honour_scenes as scenes
from tests.models.honour_scenes import (
    BANNER,
    BANNER_DRAFT,
    DRAFT,
    HONOUR,
    PROGRAMME,
    SECOND,
    STAR_DRAFT,
    STARS,
    nominate,
    nomination_of,
)
from tests.models.world import CENTRE, PEOPLE, SURGERY, WARD, World

LAST, THIS, NEXT = "2026Q3", "2026Q4", "2027Q1"


@pytest.fixture
def world() -> World:
    made = World()
    scenes.running(made)
    return made


def test_the_places_of_each_period_are_its_own_and_the_same_one_may_come_again(world: World) -> None:
    assert nominate(world, WARD, "quarterly", period=LAST) is None
    assert nominate(world, SURGERY, "quarterly", period=LAST) == "quota_full"
    assert nominate(world, WARD, "quarterly", period=THIS) is None
    assert nominate(world, SURGERY, "quarterly", period=THIS) == "quota_full"
    world.pass_time(60 * DAY_MS)
    assert nominate(world, SURGERY, "quarterly", period=NEXT) is None


def test_a_period_is_one_of_the_awards_and_has_begun(world: World) -> None:
    wrong = {"2026-11": "bad_period", "2026": "bad_period", "2026H2": "bad_period", NEXT: "period_ahead"}
    assert {each: nominate(world, WARD, "quarterly", period=each) for each in wrong} == wrong
    assert nominate(world, WARD, "best", period=THIS) == "bad_period", "a year where the programme says nothing"


def test_one_without_a_period_stands_for_that_in_which_it_was_made(world: World) -> None:
    assert nominate(world, WARD, "quarterly") is None
    assert nominate(world, WARD, "quarterly", period=THIS) == "nominated_already"
    assert nominate(world, SURGERY, "quarterly", period=THIS) == "quota_full"
    assert nominate(world, SURGERY, "quarterly", period=LAST) is None
    old = nomination_of("quarterly", WARD)
    for later in (LAST, "2026"):
        assert world.reason("head", "nomination", old, {"period": later}) == "bad_period", "it stays without"
    world.pass_time(60 * DAY_MS)
    assert nominate(world, WARD, "quarterly", period=NEXT) is None


def _honour(period: str | None, element: str = "quarterly") -> dict[str, Any]:
    said = {"element": element, "title": scenes.PLAN[f"awards/{element}"]["title"], "announced": True}
    writes = {**DRAFT, **said, "period": period}
    del writes["post"]
    return {path: value for path, value in writes.items() if value is not None}


def test_an_honour_rests_on_the_nomination_of_its_own_period(world: World) -> None:
    assert nominate(world, WARD, "quarterly", period=LAST) is None
    for period in (THIS, "2026-09", "2026"):
        assert world.reason("supervisor", "honour", HONOUR, _honour(period)) == "not_put_forward", period
    assert world.reason("supervisor", "honour", HONOUR, _honour(LAST)) is None
    assert nominate(world, WARD, "quarterly", period=THIS) is None
    assert world.reason("supervisor", "honour", SECOND, _honour(THIS)) is None, "the same one in the next period"


@pytest.mark.parametrize(
    ("period", "reason"),
    [("2026Q4", None), *((each, "not_put_forward") for each in ("2026-11", "2026", None, "2026Q3"))],
)
def test_an_honour_is_for_the_awards_period_and_no_other_spelling_of_it(
    world: World, period: str | None, reason: str | None
) -> None:
    assert nominate(world, WARD, "quarterly") is None
    assert world.reason("supervisor", "honour", HONOUR, _honour(period)) == reason


@pytest.mark.parametrize("spelt", ["2026-11", "2026Q4", None])
def test_what_was_announced_under_another_spelling_takes_its_place_all_the_same(
    world: World, spelt: str | None
) -> None:
    old = {**_honour(spelt), "announced_on": "2026-11-02", "subject": SURGERY}
    world.write(ServerAct(SECOND, "honour", old))
    assert nominate(world, WARD, "quarterly", period=THIS) is None
    assert world.reason("supervisor", "honour", HONOUR, _honour(THIS)) == "quota_full"
    assert nominate(world, WARD, "quarterly", period=LAST) is None
    assert world.reason("supervisor", "honour", HONOUR, _honour(LAST)) is None


@pytest.mark.parametrize("period", ["2026-11", "2026", "2026H2"])
def test_a_banner_has_one_holder_because_its_period_has_one_spelling(world: World, period: str) -> None:
    assert world.reason("supervisor", "roving_banner", BANNER, BANNER_DRAFT) is None
    other = natural_id(f"roving_banner/{uuid_text(PROGRAMME)}/banner/{period}")
    again = {**BANNER_DRAFT, "period": period, "holder": SURGERY}
    assert world.reason("supervisor", "roving_banner", other, again) == "bad_period"
    assert world.reason("supervisor", "roving_banner", BANNER, {"withdrawn": "查实"}) is None


def _result(world: World, subject: bytes, period: str, **said: Any) -> None:
    names = {"institution": CENTRE, "programme": "none", "period": period, "subject": subject}
    world.write(ServerAct(result_id(CENTRE, period, subject), "period_result", {**names, **said}))


def test_what_bars_is_looked_at_in_the_year_of_the_period(world: World) -> None:
    nurse, other = PEOPLE["nurse"], PEOPLE["colleague"]
    vetoed = {f"scores/{uuid_text(PROGRAMME)}": {"vetoes": ["complaint"]}}
    world.pass_time(50 * DAY_MS)
    assert world.today == "2027-01-10"
    _result(world, nurse, "2026-12", total="90")
    _result(world, other, "2026-12", total="95", **vetoed)
    assert nominate(world, nurse, "best", period="2027") == "award_total_low", "nothing is closed of this year"
    assert nominate(world, nurse, "best", period="2026") is None
    assert nominate(world, other, "best", period="2026") == "award_vetoed"
    assert world.reason("supervisor", "honour", HONOUR, {**_honour("2026", "best"), "subject": nurse}) is None
    world.pass_time(10 * DAY_MS)
    assert world.reason("supervisor", "honour", HONOUR, {"conferred": True}) is None
    _result(world, WARD, "2026-12", total="95", **vetoed)
    level = {"levels/2026-12": {"stars": 5, "reason": "首次评定"}}
    assert world.reason("supervisor", "star_rating", STARS, {**STAR_DRAFT, **level}) == "award_vetoed"
    level = {"levels/2027-01": {"stars": 5, "reason": "首次评定"}}
    assert world.reason("supervisor", "star_rating", STARS, {**STAR_DRAFT, **level}) is None
    banner = {**BANNER_DRAFT, "period": THIS}
    assert world.reason("supervisor", "roving_banner", BANNER, banner) == "award_vetoed"


def test_the_name_of_a_nomination_has_its_period_where_there_is_one() -> None:
    kind = KINDS["nomination"]
    named = {"programme": PROGRAMME, "element": "best", "subject": WARD}
    plain = f"nomination/{uuid_text(PROGRAMME)}/best/{uuid_text(WARD)}"
    assert kind.natural_name(named) == plain
    assert kind.natural_name({**named, "period": "2026"}) == f"{plain}/2026"
    assert kind.natural_name({**named, "period": 2026}) is None
    assert kind.natural_name({"element": "best", "subject": WARD}) is None


@pytest.mark.parametrize(
    ("said", "day", "period"),
    [
        ("monthly", "2026-11-21", "2026-11"),
        ("quarterly", "2026-11-21", "2026Q4"),
        ("half_yearly", "2026-06-30", "2026H1"),
        ("half_yearly", "2026-07-01", "2026H2"),
        ("yearly", "2026-11-21", "2026"),
        (None, "2026-11-21", "2026"),
        ("fortnight", "2026-11-21", "2026"),
    ],
)
def test_the_period_that_a_day_lies_in(said: str | None, day: str, period: str) -> None:
    award = {} if said is None else {"period": said}
    assert period_at(award, day) == period
    assert fits_award(period, award)
    assert span_of(award) == (said if said not in (None, "fortnight") else "yearly")
    assert span_of({**award, "kind": "flag"}) == (said if said not in (None, "fortnight") else "quarterly")

"""Honours: the chain, the publicity period, aliases, what bars somebody, stars and the banner."""

from __future__ import annotations

from typing import Any

import pytest

from models.award import bands_of, kinds_of, names_of, publicity_days, same_title, stars_for, titles_of
from models.calendar import DAY_MS
from models.document import ServerAct, natural_id, uuid_text
from models.period_key import result_id
from tests.models import honour_scenes as scenes
from tests.models.honour_scenes import BANNER, BANNER_DRAFT, DRAFT, HONOUR, PROGRAMME, SECOND, STAR_DRAFT, STARS
from tests.models.world import BAY, CENTRE, PEOPLE, SURGERY, WARD, World


def _result(world: World, subject: bytes, period: str, **said: Any) -> None:
    names = {"institution": CENTRE, "programme": "none", "period": period, "subject": subject}
    world.write(ServerAct(result_id(CENTRE, period, subject), "period_result", {**names, **said}))


def _draft(element: str, subject: bytes, **more: Any) -> dict[str, Any]:
    title = scenes.PLAN[f"awards/{element}"]["title"]
    draft = {**DRAFT, "element": element, "subject": subject, "title": title, "announced": True, **more}
    return {path: value for path, value in draft.items() if path != "post" or element == "post"}


def test_the_notice_runs_in_working_days_and_cannot_be_cut_short(world: World) -> None:
    scenes.announced(world)
    honour = world.documents[HONOUR]
    assert (honour.value("announced_on"), honour.value("objections_until")) == ("2026-11-21", "2026-11-27")
    world.pass_time(6 * DAY_MS)
    assert world.today == "2026-11-27"
    refusal = world.tries("leader", "honour", HONOUR, {"conferred": True})
    assert refusal is not None
    assert (refusal.reason, refusal.params) == ("publicity_running", {"until": "2026-11-27"})
    world.pass_time(DAY_MS)
    assert world.reason("leader", "honour", HONOUR, {"conferred": True}) is None
    assert (honour.value("number"), honour.value("year"), honour.value("conferred_on")) == (1, "2026", "2026-11-28")


def test_nothing_is_announced_and_conferred_in_one_change(world: World) -> None:
    """Not in the change that makes it, nor in one to a draft, nor under a stamp that lies before the announcement."""
    scenes.running(world)
    assert scenes.nominate(world, WARD, "post") is None
    both = {"announced": True, "conferred": True}
    assert world.reason("supervisor", "honour", HONOUR, {**DRAFT, **both}) == "honour_not_announced"
    assert world.reason("supervisor", "honour", HONOUR, DRAFT) is None
    assert world.reason("supervisor", "honour", HONOUR, both) == "honour_not_announced"
    world.now_ms += 1_000
    assert world.reason("supervisor", "honour", HONOUR, {"announced": True}) is None
    for at_ms in (world.now_ms, world.now_ms - 500):
        assert world.reason("supervisor", "honour", HONOUR, {"conferred": True}, at_ms) == "publicity_running"
    assert world.documents[HONOUR].value("number") is None


def test_a_free_day_in_the_calendar_lengthens_the_notice(world: World) -> None:
    doc = natural_id(f"work_calendar/{uuid_text(CENTRE)}/2026")
    writes = {"institution": CENTRE, "year": "2026", "days/11-25": {"type": "holiday"}}
    assert world.reason("admin", "work_calendar", doc, writes) is None
    scenes.announced(world)
    assert world.documents[HONOUR].value("objections_until") == "2026-11-30"


def test_conferred_by_the_stamp_and_not_by_the_arrival(world: World) -> None:
    """Stamped within the period, though it arrives after it."""
    scenes.over(world)
    early = world.now_ms - 3 * DAY_MS
    assert world.reason("leader", "honour", HONOUR, {"conferred": True}, early) == "publicity_running"


def test_fewer_days_than_the_programme_says_are_refused(world: World) -> None:
    scenes.drafted(world)
    assert world.reason("supervisor", "honour", HONOUR, {"days": 3, "announced": True}) == "publicity_short"
    assert world.reason("supervisor", "honour", HONOUR, {"days": 7, "announced": True}) is None
    assert world.documents[HONOUR].value("objections_until") == "2026-12-01"


def test_an_open_objection_holds_it_up_and_one_that_holds_ends_it(world: World) -> None:
    scenes.objected_and_over(world)
    confer = {"conferred": True}
    assert world.reason("leader", "honour", HONOUR, confer) == "objection_open"
    assert world.reason("leader", "honour_objection", scenes.OBJECTION, scenes.UPHELD) is None
    assert world.reason("leader", "honour", HONOUR, confer) == "objection_upheld"
    assert world.reason("leader", "honour", HONOUR, {"withdrawn": " "}) == "reason_missing"
    assert world.reason("leader", "honour", HONOUR, {"withdrawn": "异议成立"}) is None
    assert world.reason("leader", "honour", HONOUR, confer) == "honour_over"


def test_an_objection_that_does_not_hold_lets_it_pass(world: World) -> None:
    scenes.objected_and_over(world)
    assert world.reason("leader", "honour_objection", scenes.OBJECTION, scenes.REJECTED) is None
    assert world.reason("leader", "honour", HONOUR, {"conferred": True}) is None


def test_an_objection_written_offline_in_time_still_arrives(world: World) -> None:
    scenes.over(world)
    early = world.now_ms - 4 * DAY_MS
    assert world.reason("nurse", "honour_objection", scenes.OBJECTION, scenes.OBJECTING, early) is None
    assert world.sees("leader", scenes.OBJECTION)
    assert not world.sees("colleague", scenes.OBJECTION)


def test_stripped_with_a_reason_that_stays(world: World) -> None:
    scenes.conferred(world)
    assert world.reason("leader", "honour", HONOUR, {"stripped": ""}) == "reason_missing"
    assert world.reason("leader", "honour", HONOUR, {"stripped": "查实有投诉"}) is None
    honour = world.documents[HONOUR]
    assert (honour.value("stripped"), honour.value("stripped_on")) == ("查实有投诉", world.today)
    assert honour.value("number") == 1
    assert world.sees("nurse", HONOUR)


def test_two_names_of_one_award_share_its_places_and_its_title(world: World) -> None:
    scenes.announced(world)
    assert scenes.nominate(world, WARD, "post_again") == "nominated_already"
    assert scenes.nominate(world, SURGERY, "post_again") is None
    twice = {**_draft("post_again", WARD), "title": "巾帼示范岗"}
    assert world.reason("supervisor", "honour", SECOND, twice) == "award_title_unknown"
    twice = _draft("post_again", WARD)
    assert world.reason("supervisor", "honour", SECOND, twice) == "honour_twice"
    assert scenes.nominate(world, BAY, "post") == "quota_full"
    assert world.reason("supervisor", "honour", SECOND, _draft("post", SURGERY, post="导诊台")) == "quota_full"


def test_a_model_post_names_its_post(world: World) -> None:
    scenes.drafted(world)
    bare = {path: value for path, value in _draft("post", WARD).items() if path != "post"}
    assert world.tries("supervisor", "honour", SECOND, bare) is not None
    assert world.reason("supervisor", "honour", SECOND, bare) == "honour_post"


def test_no_other_award_has_a_post_and_so_none_is_given_twice_by_making_one_up(world: World) -> None:
    scenes.announced(world)
    made_up = {**_draft("post_again", WARD), "post": "二号岗"}
    assert world.reason("supervisor", "honour", SECOND, made_up) == "honour_post"


def test_who_has_no_good_result_or_a_veto_or_an_overdue_order_is_barred(world: World) -> None:
    scenes.running(world)
    nurse = PEOPLE["nurse"]
    assert scenes.nominate(world, nurse, "best") == "award_total_low"
    _result(world, nurse, "2026-09", total="91", grade="优秀")
    _result(world, nurse, "2026-10", total="79.99")
    assert scenes.nominate(world, nurse, "best") == "award_total_low", "the last closed one counts"
    _result(world, nurse, "2026-10", total="80")
    assert scenes.nominate(world, nurse, "best") is None
    _result(world, nurse, "2026-09", **{f"scores/{uuid_text(PROGRAMME)}": {"vetoes": ["complaint"]}})
    announced = world.reason("supervisor", "honour", SECOND, _draft("best", nurse, period="2026"))
    assert announced == "award_vetoed", "what came after the nomination counts too"


def test_an_order_past_its_day_bars_a_unit(world: World) -> None:
    scenes.running(world)
    _result(world, WARD, "2026-10", total="95")
    order = natural_id("an order")
    issued = {"institution": CENTRE, "unit": WARD, "due_on": "2026-11-20", "issued": True}
    world.write(ServerAct(order, "order", issued))
    assert scenes.nominate(world, WARD, "best") == "award_order_overdue"
    world.write(ServerAct(order, "order", {"due_on": "2026-11-30"}))
    assert scenes.nominate(world, WARD, "best") is None


def test_a_counter_asks_for_its_amount_since_the_last_error(world: World) -> None:
    scenes.running(world)
    nurse = PEOPLE["nurse"]

    def record(day: str, **said: Any) -> None:
        doc = natural_id(f"{day}{said}")
        writes = {"institution": CENTRE, "person": nurse, "day": day, "type": "error_free", **said}
        world.write(ServerAct(doc, "record_entry", {**writes, "handed_in/1": True}))
        world.write(ServerAct(doc, "record_entry", {f"reviews/1/{uuid_text(PEOPLE['head'])}": {"ruling": "accepted"}}))

    record("2026-09-01", amount="900000")
    record("2026-10-01", error=True)
    record("2026-10-02", amount="600000")
    assert scenes.nominate(world, nurse, "million") == "award_count_short"
    record("2026-11-02", amount="400000")
    assert scenes.nominate(world, nurse, "million") is None


def test_stars_rise_and_fall_with_a_reason_and_keep_their_history(world: World) -> None:
    scenes.running(world)
    _result(world, WARD, "2026-10", total="83")

    def rate(period: str, stars: int, reason: str, **more: Any) -> str | None:
        level = {f"levels/{period}": {"stars": stars, "reason": reason, **more}}
        return world.reason("supervisor", "star_rating", STARS, {**STAR_DRAFT, **level})

    assert rate("2026-10", 4, "首次评定", total="84") == "star_total_wrong"
    assert rate("2026-10", 4, "首次评定", total="83") is None
    assert rate("2026-11", 5, "") == "reason_missing", "promotion"
    assert rate("2026-11", 5, "满意度98%") is None
    assert rate("2026-10", 3, "改") == "star_stands"
    world.pass_time(30 * DAY_MS)
    _result(world, WARD, "2026-12", total="65")
    assert rate("2026-12", 5, "") == "reason_missing", "kept above what the result comes to"
    assert rate("2026-12", 2, "十二月两次投诉") is None
    levels = {path: each.value["stars"] for path, each in world.documents[STARS].registers.items() if "/" in path}
    assert levels == {"levels/2026-10": 4, "levels/2026-11": 5, "levels/2026-12": 2}


def test_two_who_hand_the_banner_over_offline_one_stands_and_the_other_is_told(world: World) -> None:
    scenes.running(world)
    at = world.now_ms - 3_600_000
    assert world.reason("supervisor", "roving_banner", BANNER, BANNER_DRAFT, at + 60_000) is None
    refusal = world.tries("leader", "roving_banner", BANNER, {**BANNER_DRAFT, "holder": SURGERY}, at)
    assert refusal is not None
    assert (refusal.reason, refusal.params) == ("banner_taken", {"name": "内科"})
    assert world.documents[BANNER].value("holder") == WARD


def test_a_quarter_that_has_not_begun_has_no_banner(world: World) -> None:
    scenes.running(world)
    ahead = natural_id(f"roving_banner/{uuid_text(PROGRAMME)}/banner/2027Q1")
    assert world.reason("supervisor", "roving_banner", ahead, {**BANNER_DRAFT, "period": "2027Q1"}) == "period_ahead"


@pytest.mark.parametrize(
    ("total", "stars"),
    [("100", 5), ("90", 5), ("89.99", 4), ("80", 4), ("70", 3), ("60", 2), ("59.99", 1), ("0", 1), (None, None)],
)
def test_the_default_lines_of_stars(total: str | None, stars: int | None) -> None:
    assert stars_for(total, bands_of({})) == stars


def test_a_programme_has_lines_of_its_own() -> None:
    bands = bands_of({"stars": [{"level": 1, "min": 60}, {"level": 2, "min": 85.5}]})
    assert [stars_for(total, bands) for total in ("85.5", "85.4", "59")] == [2, 1, 0]


def test_what_an_award_says_and_what_holds_where_it_says_nothing() -> None:
    award = {"title": "文明科室", "aliases": ["文民科室"], "items": ["文明(科)室", {"title": "平安医院"}]}
    assert names_of(award) == {"文明科室", "文民科室"}
    assert titles_of(award) == {"文明科室", "文民科室", "文明(科)室", "平安医院"}
    assert same_title("“文明科室”", "文民科室", award)
    assert not same_title("平安医院", "文民科室", award)
    assert same_title("文明（科）室", "文明(科)室", award)
    assert kinds_of({"kind": {"branch": "flag", "party_member": "star"}}) == {"flag", "star"}
    assert kinds_of({}) == {"title"}
    assert [publicity_days(each) for each in ({}, {"publicity_days": 7}, {"publicity_days": 0})] == [5, 7, 5]


def test_an_objection_by_a_replica_that_was_issued_after_the_period_comes_too_late(world: World) -> None:
    scenes.over(world)
    early = world.now_ms - 4 * DAY_MS
    world.issued_ms = world.now_ms
    assert world.reason("nurse", "honour_objection", scenes.OBJECTION, scenes.OBJECTING, early) == "objection_over"


def test_an_answer_in_the_same_change_brings_no_objection_in_after_its_period(world: World) -> None:
    scenes.over(world)
    late = {**scenes.OBJECTING, "by": PEOPLE["supervisor"], **scenes.UPHELD}
    id = natural_id(f"honour_objection/{uuid_text(scenes.HONOUR)}/{uuid_text(PEOPLE['supervisor'])}")
    assert world.reason("supervisor", "honour_objection", id, late) == "objection_over"

"""Papers beside phones: one ballot for each elector, whatever teller, device or stamp says so; and the few on paper."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from models.poll_plan import read_poll
from models.poll_result import result
from models.result import rounded
from tests.models import polls
from tests.models.poll_count_cases import GRADE, STANCE, batch, question
from tests.models.polls import MEMBERS, POLL, RESULT, cast, judging, own, paper_id, papers, stance
from tests.models.world import HOUR_MS, World

GIVEN = own("given/", "nurse")


def _on_paper(world: World) -> bool:
    return own("", "nurse") in read_poll(world.documents[POLL]).on_paper


def _handed(world: World, who: str, **more: Any) -> str | None:
    return world.code(who, "poll_paper", paper_id(who), papers(who, issued=1, **{GIVEN: True}, **more))


def _second_teller(world: World) -> None:
    """The secretary chairs, and so counts beside the teller."""
    assert world.code("secretary", "poll_paper", paper_id("secretary"), papers("secretary")) is None


def test_an_older_word_of_a_second_device_lets_nobody_on_paper_cast_on_the_phone(world: World) -> None:
    polls.opened(world)
    world.now_ms += HOUR_MS
    assert _handed(world, "head") is None
    for value in (None, False):
        assert world.code("head", "poll_paper", paper_id("head"), {GIVEN: value}, world.now_ms - 1_000) is None
    assert _on_paper(world)
    assert cast(world, "nurse", judging("nurse")) is not None


def test_an_older_word_keeps_nobody_off_the_phone_who_has_no_paper(world: World) -> None:
    polls.opened(world)
    world.now_ms += HOUR_MS
    assert _handed(world, "head") is None
    world.now_ms += 1
    assert world.code("head", "poll_paper", paper_id("head"), {GIVEN: False}) is None
    assert world.code("head", "poll_paper", paper_id("head"), {GIVEN: True}, world.now_ms - 1_000) is None
    assert not _on_paper(world)
    assert cast(world, "nurse", judging("nurse")) is None


def test_what_another_teller_takes_from_somebody_who_has_none_of_his_changes_nothing(world: World) -> None:
    polls.opened(world)
    assert _handed(world, "head") is None
    _second_teller(world)
    assert world.code("secretary", "poll_paper", paper_id("secretary"), {GIVEN: None}) is None
    assert _on_paper(world), "the first teller's paper is still with her"


def test_whose_first_paper_may_be_among_those_back_stays_off_the_phone_whoever_takes_the_second(world: World) -> None:
    polls.opened(world)
    assert _handed(world, "head", **{own("given/", "colleague"): True}) is None
    assert world.code("head", "poll_paper", paper_id("head"), {"issued": 2, "returned": 1}) is None
    world.now_ms += 1
    assert world.code("head", "poll_paper", paper_id("head"), {GIVEN: False}) is None
    _second_teller(world)
    assert world.code("secretary", "poll_paper", paper_id("secretary"), {GIVEN: True, "issued": 1}) is None
    world.now_ms += 1
    assert world.code("secretary", "poll_paper", paper_id("secretary"), {GIVEN: False, "issued": 0}) is None
    assert _on_paper(world)


def test_a_closing_that_is_dated_before_the_opening_turns_back_no_ballot_that_was_cast_since(world: World) -> None:
    world.now_ms += HOUR_MS
    polls.prepared(world)
    assert world.code("secretary", "poll", POLL, {"opened": True}) is None
    opened_ms = world.now_ms
    world.now_ms += HOUR_MS
    assert world.code("secretary", "poll", POLL, {"closed": True}, opened_ms - 1_000) is None
    assert world.documents[POLL].value("ended") == opened_ms
    assert cast(world, "nurse", judging("nurse"), opened_ms - 1) is None


def test_a_closing_by_a_device_that_came_later_is_no_earlier_than_the_device(world: World) -> None:
    polls.opened(world)
    world.now_ms += HOUR_MS
    world.issued_ms = world.now_ms
    assert world.code("secretary", "poll", POLL, {"closed": True}, world.now_ms - 1_000) is None
    assert world.documents[POLL].value("ended") == world.now_ms
    world.issued_ms = 0
    assert cast(world, "nurse", judging("nurse"), world.now_ms - 1) is None


def test_nobody_reads_what_the_one_on_paper_did(world: World) -> None:
    polls.opened(world, threshold=3, rules={})
    entered = papers("head", issued=1, returned=1, **{own("given/", "nurse"): True, "papers/1": {}})
    assert world.code("head", "poll_paper", paper_id("head"), entered) is None
    for who in MEMBERS[1:]:
        assert cast(world, who, judging(who)) is None
    for fact in ("closed", "revealed"):
        world.now_ms += 1
        assert world.code("secretary", "poll", POLL, {fact: True}) is None
    found = world.documents[RESULT]
    assert found.value("abstained") == 1, "in the whole"
    assert found.value("channels/paper") == {"returned": 1, "issued": 1}
    assert found.value("channels/phone") == {"returned": 3}, "nor by taking away what the others did"


def test_where_ballots_are_open_each_channel_tells_its_abstentions(world: World) -> None:
    polls.moved(world)
    for who in ("nurse", "head"):
        assert cast(world, who, stance(who, 3)) is None
    for fact in ("closed", "revealed"):
        world.now_ms += 1
        assert world.code("secretary", "poll", POLL, {fact: True}) is None
    told = world.documents[RESULT].value("counts/-")
    assert told["channels"] == {"phone": {"3": 2}}
    assert told["counts"]["3"] == 2


def test_who_has_the_ballots_for_excellent_and_no_room_is_proposed_the_next_grade() -> None:
    asked = question(type="appraisal", lines=("a", "b", "c"), options=GRADE, due=13, rules={"quota": {"share": "1/3"}})
    ballots = [{"a": 1, "b": 1, "c": 2}] * 12 + [{"a": 1, "b": 4, "c": 2}]
    found = result(asked, ballots, [])
    assert found["proposals/a"] == {"option": 1, "grade": "优秀"}
    assert found["proposals/b"] == {"option": 2, "grade": "合格", "over_quota": True}


def test_the_few_by_one_channel_are_told_in_no_way_and_many_are() -> None:
    asked = question(type="approval", lines=("-",), options=STANCE, due=20, threshold=3)
    phone = [{"-": 1}] * 5
    few = result(asked, phone, [batch("paper", returned=2, issued=2, papers=[{"-": 3}, {"-": [1, 2]}])])
    assert (few["channels/paper"], few["spoilt"], few["abstained"]) == ({"returned": 2, "issued": 2}, 1, 1)
    many = result(asked, phone, [batch("paper", returned=3, issued=3, papers=[{"-": 3}, {"-": 2}, {"-": 1}])])
    assert many["channels/paper"] == {"returned": 3, "issued": 3, "valid": 3, "spoilt": 0, "abstained": 1}
    assert many["counts/-"]["channels"]["paper"] == {"1": 1, "2": 1, "3": 1}


def test_no_score_is_too_big_to_be_told() -> None:
    asked = question(type="score", lines=("-",), range=("0", "1e300", "1"), due=20)
    found = result(asked, [{"-": 1e299}, {"-": 0}], [])
    assert found["counts/-"]["mean"] == f"5{'0' * 298}.00"
    assert [rounded(Fraction(each)) for each in ("1e27", "-1e27", "4.605", "-0.004", "-1.5")] == [
        f"1{'0' * 27}.00",
        f"-1{'0' * 27}.00",
        "4.61",
        "0.00",
        "-1.50",
    ]


def test_whose_paper_was_counted_back_and_out_again_stays_off_the_phone(world: World) -> None:
    polls.opened(world)
    assert _handed(world, "head", returned=1) is None
    world.now_ms += 1
    assert world.code("head", "poll_paper", paper_id("head"), {"returned": 0}) is None
    world.now_ms += 1
    assert world.code("head", "poll_paper", paper_id("head"), {GIVEN: False, "issued": 0}) is None
    assert _on_paper(world)


def test_no_poll_is_revealed_in_the_change_that_declares_it_void_or_opens_it(world: World) -> None:
    polls.prepared(world)
    at_once = {"opened": True, "closed": True, "revealed": True}
    assert world.reason("secretary", "poll", POLL, at_once) == "poll_not_closed", "its roll isn't settled yet"
    assert world.code("secretary", "poll", POLL, {"opened": True}) is None
    void = {"closed": True, "revealed": True, "voided": "题目写错"}
    assert world.reason("secretary", "poll", POLL, void) == "poll_voided"
    assert RESULT not in world.documents

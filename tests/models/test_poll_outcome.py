"""What the committee decides after the reveal: by the words that were asked, within the quota, with its reasons."""

from __future__ import annotations

from typing import Any

import pytest

from tests.models import polls
from tests.models.polls import MEMBERS, PLAN, POLL, SUBJECTS, cast, judging, own
from tests.models.world import PEOPLE, World


def revealed(world: World, **rules: Any) -> None:
    """Both who are judged have the same two ballots for excellent."""
    polls.opened(world, rules={"quorum": "1/2", **rules})
    for who in MEMBERS:
        assert cast(world, who, judging(who, 1)) is None
    assert world.code("secretary", "poll", POLL, {"closed": True}) is None
    assert world.code("secretary", "poll", POLL, {"revealed": True}) is None


def decided(world: World, who: str, whom: str, grade: str, reason: str | None = None) -> str | None:
    return world.reason(who, "poll", POLL, {own("outcome/", whom): {"grade": grade, "reason": reason}})


def test_where_the_ballots_are_even_at_the_quotas_edge_the_committee_says_why(world: World) -> None:
    revealed(world, quota={"share": 1})
    assert decided(world, "secretary", "nurse", "优秀") == "poll_reason_missing"
    assert decided(world, "secretary", "nurse", "优秀", " ") == "poll_reason_missing"
    assert decided(world, "secretary", "nurse", "优秀", "夜班最多") is None


def test_no_more_are_excellent_than_the_quota_has_room_for(world: World) -> None:
    revealed(world, quota={"share": 1})
    both = {own("outcome/", who): {"grade": "优秀", "reason": "都好"} for who in SUBJECTS}
    assert world.reason("secretary", "poll", POLL, both) == "poll_quota_full", "two at once"
    assert decided(world, "secretary", "nurse", "优秀", "夜班最多") is None
    assert decided(world, "leader", "colleague", "优秀", "也好") == "poll_quota_full", "a second phone"
    swap = {
        own("outcome/", "nurse"): {"grade": "合格", "reason": "复议后让出"},
        own("outcome/", "colleague"): {"grade": "优秀", "reason": "复议"},
    }
    assert world.code("leader", "poll", POLL, swap) is None


def test_a_grade_is_one_that_was_asked_and_of_somebody_who_was_judged(world: World) -> None:
    revealed(world)
    assert decided(world, "secretary", "nurse", "神级", "特别好") == "poll_unknown_grade"
    assert decided(world, "secretary", "head", "优秀", "特别好") == "unknown_subject"


@pytest.mark.parametrize(
    ("grade", "reason"),
    [("甲、乙", None), ("乙", None), ("甲、甲", "poll_unknown_grade"), ("丙", "poll_unknown_grade")],
)
def test_a_choice_is_decided_in_the_words_of_its_options(world: World, grade: str, reason: str | None) -> None:
    options = {"options/1": "甲", "options/2": "乙", "type": "choice", "most": 2}
    plan = {**PLAN, **dict.fromkeys([own("subjects/", who) for who in SUBJECTS], False), **options}
    assert world.code("secretary", "poll", POLL, plan) is None
    assert world.code("secretary", "poll", POLL, {"opened": True}) is None
    for who in MEMBERS:
        assert cast(world, who, polls.stance(who, [1])) is None
    assert world.code("secretary", "poll", POLL, {"closed": True}) is None
    assert world.code("secretary", "poll", POLL, {"revealed": True}) is None
    writes = {"outcome/-": {"grade": grade, "reason": "支委会议定"}}
    assert world.reason("secretary", "poll", POLL, writes) == reason


def test_nothing_is_decided_of_a_void_poll(world: World) -> None:
    polls.opened(world)
    assert world.code("secretary", "poll", POLL, {"closed": True}) is None
    assert world.code("secretary", "poll", POLL, {"revealed": True}) is None
    assert decided(world, "secretary", "nurse", "合格", "没到齐") == "poll_void"


def test_nothing_is_decided_in_one_breath_with_the_reveal(world: World) -> None:
    polls.closed(world)
    both = {"revealed": True, own("outcome/", "nurse"): {"grade": "优秀", "reason": "先定"}}
    assert world.reason("secretary", "poll", POLL, both) == "poll_not_revealed"


def test_what_was_decided_changes_with_a_new_reason_and_leaves_its_trace(world: World) -> None:
    revealed(world)
    assert decided(world, "secretary", "nurse", "合格", "缺勤两次") is None
    first = world.now_ms
    world.now_ms += 1_000
    assert decided(world, "leader", "nurse", "优秀") == "poll_decided", "by the proposal, and still a change"
    assert decided(world, "leader", "nurse", "优秀", "缺勤两次") == "poll_decided"
    assert world.reason("leader", "poll", POLL, {own("outcome/", "nurse"): None}) == "poll_decided"
    assert decided(world, "leader", "nurse", "优秀", "缺勤系公差") is None
    line = own("", "nurse")
    assert [world.documents[POLL].value(f"decided/{n}") for n in (1, 2, 3)] == [
        {"line": line, "grade": "合格", "reason": "缺勤两次", "by": PEOPLE["secretary"], "at": first},
        {"line": line, "grade": "优秀", "reason": "缺勤系公差", "by": PEOPLE["leader"], "at": first + 1_000},
        None,
    ]

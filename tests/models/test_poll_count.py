"""Counting polls: the vectors say what comes out; here what must hold of any ballots in any order."""

from __future__ import annotations

from random import Random
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.ballot import Ballot
from models.ballot_context import BallotBox
from models.document import ServerAct, uuid_text
from models.poll_count import Ballot as Sheet
from models.poll_count import tally
from models.poll_plan import GRADES
from models.poll_result import result
from tests.models import polls
from tests.models.poll_count_cases import batch, question
from tests.models.polls import MEMBERS, POLL, RESULT, TURNOUT, cast, judging, own, paper_id, papers
from tests.models.world import NOON, PEOPLE, World

LINES = ("a", "b", "c")
QUESTION = question(
    type="appraisal", lines=LINES, options=dict(enumerate(GRADES, 1)), due=40, rules={"quota": {"share": "1/3"}}
)
marks = st.none() | st.integers(0, 6) | st.lists(st.integers(1, 5), max_size=3)
ballots = st.lists(st.fixed_dictionaries(dict.fromkeys(LINES, marks)), max_size=12)


@pytest.mark.parametrize("type", ["approval", "appraisal"])
def test_papers_that_were_handed_in_and_not_entered_are_blank_ones_however_many(type: str) -> None:
    asked = question(type=type, lines=LINES, options={1: "同意", 2: "反对", 3: "弃权"}, due=40)
    typed = [batch("paper", returned=9, issued=9, papers=[{}] * 7), batch("paper", returned=7, issued=7)]
    assert result(asked, [{}], typed) == result(asked, [{}], [batch("paper", returned=16, issued=16, papers=[{}] * 16)])
    beyond_counting_one_by_one = 10**15
    found = tally(asked, [], [batch("paper", returned=beyond_counting_one_by_one)])
    assert found.returned == found.lines["a"].valid == found.lines["c"].abstained == beyond_counting_one_by_one


@given(ballots, ballots, st.randoms())
def test_the_order_of_ballots_changes_nothing(phone: list[Sheet], paper: list[Sheet], random: Random) -> None:
    def counted(one: list[Sheet], other: list[Sheet]) -> dict[str, Any]:
        return result(QUESTION, one, [batch("paper", returned=len(other), issued=len(other), papers=other)])

    before = counted(phone, paper)
    shuffled, mixed = [*phone], [*paper]
    random.shuffle(shuffled)
    random.shuffle(mixed)
    assert counted(shuffled, mixed) == before


@given(ballots)
def test_every_ballot_is_valid_or_spoilt_and_every_line_of_a_valid_one_is_accounted_for(phone: list[Sheet]) -> None:
    found = tally(QUESTION, phone, [])
    channel = found.channels["phone"]
    assert channel.returned == len(phone)
    for line in found.lines.values():
        assert line.valid + line.spoilt == channel.returned - channel.spoilt
        assert sum(line.counts.values()) + line.abstained == line.valid


@given(
    st.lists(st.tuples(st.sampled_from(MEMBERS), st.integers(1, 4), st.integers(1, 5_000)), max_size=20), st.randoms()
)
def test_ballots_count_alike_in_whatever_order_and_however_often_they_come(
    casts: list[tuple[str, int, int]], random: Random
) -> None:
    """The latest stamp of each voter stands, whatever came first; what is sent twice is one."""
    stamped = {(who, at): mark for who, mark, at in casts}
    expected: dict[str, int] = {}
    for (who, _), mark in sorted(stamped.items(), key=lambda each: each[0][1]):
        expected[who] = mark
    sent = [*stamped.items(), *random.sample([*stamped.items()], len(stamped) // 2)]
    random.shuffle(sent)
    world = World()
    polls.opened(world, threshold=3, rules={})
    world.now_ms += 10_000
    for (who, at), mark in sent:
        assert cast(world, who, judging(who, mark), NOON + at) is None
    assert world.documents[TURNOUT].value("cast") == len(expected)
    assert world.code("secretary", "poll", POLL, {"closed": True}) is None
    assert world.code("secretary", "poll", POLL, {"revealed": True}) is None
    found = world.documents[RESULT]
    assert found.value("returned") == len(expected)
    if found.value("below") is not True:
        marked = [mark for who, mark in expected.items() if who != "nurse"]
        counts = found.value(own("counts/", "nurse"))["counts"]
        assert counts == {str(option): marked.count(option) for option in (1, 2, 3, 4)}


def test_paper_is_in_the_same_count_and_no_turnout_is_short_of_it(world: World) -> None:
    polls.opened(world, threshold=3, rules={"quorum": "1/2"})
    paper = {own("", "nurse"): 1, own("", "colleague"): 2}
    entered = papers("head", issued=1, returned=1, **{own("given/", "head"): True, "papers/1": paper})
    assert world.code("head", "poll_paper", paper_id("head"), entered) is None
    for who in ("nurse", "colleague", "secretary"):
        assert cast(world, who, judging(who, 2)) is None
    world.now_ms += 1
    assert world.code("secretary", "poll", POLL, {"closed": True}) is None
    assert not world.sees("secretary", RESULT), "the chair knows as little as everybody else"
    assert world.code("secretary", "poll", POLL, {"revealed": True}) is None
    found = world.documents[RESULT]
    assert {path: found.value(path) for path in ("issued", "returned", "valid", "spoilt")} == {
        "issued": 4,
        "returned": 4,
        "valid": 4,
        "spoilt": 0,
    }
    assert found.value(own("counts/", "nurse"))["counts"] == {"1": 1, "2": 2, "3": 0, "4": 0}
    assert "channels" not in found.value(own("counts/", "nurse")), "one paper alone would be told apart"
    assert world.documents[TURNOUT].value("cast") == 4
    assert world.sees("nurse", RESULT)
    readers = {who for who in PEOPLE if world.sees(who, paper_id("head"))}
    assert readers == {"head"}, "one paper with one name beside it is nobody's to read"


def test_who_decides_otherwise_than_the_ballots_propose_says_why(world: World) -> None:
    polls.revealed(world)
    outcome, grade = own("outcome/", "nurse"), {"grade": "合格"}
    assert world.documents[RESULT].value(own("proposals/", "nurse"))["grade"] == "合格"
    other = {"grade": "优秀", "reason": ""}
    assert world.reason("secretary", "poll", POLL, {outcome: other}) == "poll_reason_missing"
    assert world.code("secretary", "poll", POLL, {outcome: grade}) is None
    assert world.code("secretary", "poll", POLL, {outcome: {**other, "reason": "抗疫一线"}}) is None


def test_ballots_of_an_open_poll_are_shown_to_all_at_the_reveal(world: World) -> None:
    polls.moved(world)
    for who in ("nurse", "colleague"):
        assert cast(world, who, polls.stance(who)) is None
    ballot = polls.ballot_id(POLL, PEOPLE["nurse"])
    assert not world.sees("head", ballot)
    world.now_ms += 1
    assert world.code("secretary", "poll", POLL, {"closed": True}) is None
    assert world.code("secretary", "poll", POLL, {"revealed": True}) is None
    assert world.documents[RESULT].value("void") is None
    assert world.sees("head", ballot)
    assert not world.sees("head_of_surgery", ballot)


def test_an_anonymous_poll_has_its_ballot_context_from_the_opening_on(world: World) -> None:
    polls.opened(world, mode="anonymous", threshold=4, rules={"own": True})
    found = world.documents_of("ballot_context", POLL)
    assert [each.value("electors") for each in found] == [4]
    assert found[0].value(f"roll/{uuid_text(PEOPLE['nurse'])}") is True
    refused = world.reason("nurse", "poll_ballot", polls.ballot_id(POLL, PEOPLE["nurse"]), judging("nurse"))
    assert refused == "ballot_is_anonymous"


def test_anonymous_ballots_are_counted_with_the_papers_and_their_turnout_moves_in_steps(world: World) -> None:
    polls.opened(world, mode="anonymous", threshold=3, rules={"own": True})
    context = world.documents_of("ballot_context", POLL)[0]
    world.write(ServerAct(context.id, "ballot_context", {"cast_steps": 0}))
    nurse, colleague = uuid_text(PEOPLE["nurse"]), uuid_text(PEOPLE["colleague"])
    said: list[dict[str, Any]] = [{nurse: 1, colleague: 2}, {nurse: 2}, {colleague: [1, 2], nurse: 2}]
    packed = [msgspec.msgpack.encode(each) for each in said]
    sealed = tuple(Ballot(context.id, 1, answers, bytes([n]), b"", b"", b"") for n, answers in enumerate(packed))
    world.boxes[context.id] = BallotBox(sealed, 4)
    world.now_ms += 1
    assert world.code("secretary", "poll", POLL, {"closed": True}) is None
    assert (context.value("counted"), world.documents[TURNOUT].value("cast")) == (None, 0), "some may be on their way"
    given = own("given/", "secretary")
    paper = papers("head", issued=1, returned=1, **{given: True, "papers/1": {nurse: 2, colleague: 2}})
    assert world.code("head", "poll_paper", paper_id("head"), paper) is None
    assert world.code("secretary", "poll", POLL, {"revealed": True}) is None
    found = world.documents[RESULT]
    assert context.value("counted") == world.documents[TURNOUT].value("phone") == 3
    assert (found.value("returned"), found.value("root")) == (4, context.value("root"))
    assert found.value("root") is not None
    assert found.value(f"counts/{nurse}")["counts"] == {"1": 1, "2": 3, "3": 0, "4": 0}
    assert found.value(f"counts/{colleague}") == {
        "valid": 3,
        "spoilt": 1,
        "abstained": 1,
        "counts": {"1": 0, "2": 2, "3": 0, "4": 0},
    }


def test_of_three_who_judge_each_other_nothing_is_told_for_two_would_read_each_others_marks(world: World) -> None:
    polls.opened(world)
    for who in ("nurse", "colleague", "head"):
        assert cast(world, who, polls.judging(who)) is None
    assert world.code("secretary", "poll", POLL, {"closed": True}) is None
    assert world.code("secretary", "poll", POLL, {"revealed": True}) is None
    found = world.documents[RESULT]
    assert found.value("below") is True
    assert found.value(own("counts/", "nurse")) is None

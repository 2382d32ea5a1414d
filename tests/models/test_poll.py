"""Polls by their rules: what is frozen, who votes once, what is taken late, and what is told before the reveal."""

from __future__ import annotations

from typing import Any

import pytest

from models.ballot_context import context_id
from models.document import Document, uuid_text
from models.poll import OPENS_WITHIN_DAYS
from models.poll_ballot import GRACE_MS
from models.poll_plan import ballot_id, read_poll
from sync.scope import SNAPSHOT_DAYS
from tests.models import meetings, polls
from tests.models.polls import HANDS, MEMBERS, PLAN, POLL, RESULT, TURNOUT, cast, judging, own, paper_id, papers, stance
from tests.models.world import DAY_MS, HOUR_MS, NOON, PEOPLE, SECOND_BRANCH, World, id_of


def poll(world: World) -> Document:
    return world.documents[POLL]


def turnout(world: World) -> tuple[int, int, int]:
    """(due, cast, n)"""
    found = world.documents[TURNOUT]
    return found.value("due"), found.value("cast"), found.value("n")


def test_the_roll_is_settled_at_the_opening(world: World) -> None:
    polls.opened(world)
    assert read_poll(poll(world)).due == {uuid_text(PEOPLE[who]) for who in MEMBERS}
    world.add_person(PEOPLE["nurse"], "nurse", PLAN["institution"], None)
    assert cast(world, "nurse", judging("nurse")) is None, "who has left since is still due"
    assert turnout(world)[:2] == (4, 1)


def test_members_on_probation_take_part_and_are_not_graded(world: World) -> None:
    register = world.documents[PEOPLE["colleague"]].registers
    world.apply(world.act(PEOPLE["admin"], "person", PEOPLE["colleague"], {"party": "probationary"}))
    assert register["party"].value == "probationary"
    polls.opened(world)
    assert read_poll(poll(world)).lines == (uuid_text(PEOPLE["nurse"]),)
    writes = {path: value for path, value in judging("colleague").items() if path != own("answers/", "colleague")}
    assert cast(world, "colleague", writes) is None


@pytest.mark.parametrize("path", ["title", "mode", "type", "rules", "most", "closes_at", "threshold"])
def test_what_was_stated_stands_from_the_opening_on(world: World, path: str) -> None:
    polls.opened(world)
    new: dict[str, Any] = {"title": "别的", "mode": "open", "type": "approval", "rules": {}, "most": 2, "threshold": 4}
    assert world.reason("secretary", "poll", POLL, {path: new.get(path, NOON + 2 * DAY_MS)}) == "poll_opened"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"closes_at": NOON - 1}, "poll_over"),
        ({"type": "choice", "options/1": "甲", "options/2": "乙", "most": 3}, "poll_most"),
        ({"type": "choice"}, "poll_incomplete"),
        ({"type": "score"}, "poll_incomplete"),
        ({"mode": "anonymous", "threshold": 5, "rules": {"own": True}}, "too_few_for_anonymous"),
        ({"mode": "anonymous", "threshold": 3}, "own_line_tells"),
        ({"rules": {"excellent": 9}}, "poll_excellent"),
        ({"voters": {"role": "leader"}}, "nobody_to_poll"),
    ],
)
def test_what_could_not_be_counted_does_not_open(world: World, changes: dict[str, Any], reason: str) -> None:
    polls.prepared(world, **changes)
    assert world.reason("secretary", "poll", POLL, {"opened": True}) == reason


def test_no_subject_is_a_teller(world: World) -> None:
    assert world.reason("secretary", "poll", POLL, {**PLAN, own("tellers/", "nurse"): True}) == "teller_is_subject"


def test_a_ballot_is_one_however_often_and_from_however_many_devices_it_is_cast(world: World) -> None:
    polls.opened(world)
    assert cast(world, "head", judging("head", 1), NOON + 2_000) is None
    assert cast(world, "head", judging("head", 3), NOON + 1_000) is None
    ballots = world.documents_of("poll_ballot", POLL)
    assert [each.value(own("answers/", "nurse")) for each in ballots] == [1], "the last stamp stands"
    assert turnout(world) == (4, 1, 2)


def test_nobody_judges_himself_unless_the_rules_say_so(world: World) -> None:
    polls.opened(world)
    himself = {**judging("nurse"), own("answers/", "nurse"): 1}
    doc = ballot_id(POLL, PEOPLE["nurse"])
    assert world.reason("nurse", "poll_ballot", doc, himself) == "own_line"
    other = World()
    polls.opened(other, rules={"own": True})
    assert cast(other, "nurse", himself) is None


def test_a_ballot_is_cast_whole_or_not_at_all(world: World) -> None:
    polls.opened(world)
    doc, whole = ballot_id(POLL, PEOPLE["head"]), judging("head")
    half = {path: value for path, value in whole.items() if path != own("answers/", "nurse")}
    assert world.reason("head", "poll_ballot", doc, half) == "ballot_not_whole"
    assert world.reason("head", "poll_ballot", doc, {**whole, "answers/-": 1}) == "unknown_subject"
    blank = {**whole, own("answers/", "nurse"): None}
    assert world.reason("head", "poll_ballot", doc, blank) is None, "a line left empty abstains"


def test_what_is_only_marked_counts_nowhere_and_others_never_read_it(world: World) -> None:
    polls.moved(world)
    doc, draft = ballot_id(POLL, PEOPLE["head"]), {"marks/-": 1}
    first = {"poll": POLL, "voter": PEOPLE["head"]}
    assert world.reason("head", "poll_ballot", doc, {**first, "marks/0": 1}) == "unknown_subject"
    assert world.code("head", "poll_ballot", doc, {**first, **draft}) is None
    assert turnout(world)[1] == 0
    assert cast(world, "head", {"answers/-": 2, "marks/-": None, "cast": True}) is None
    assert world.code("head", "poll_ballot", doc, draft) is None
    assert turnout(world)[1] == 1
    assert world.code("secretary", "poll", POLL, {"closed": True}) is None
    assert world.code("secretary", "poll", POLL, {"revealed": True}) is None
    ballot = world.documents[doc]
    assert (ballot.value("shown"), ballot.value("answers/-"), ballot.value("marks/-")) == (True, 2, None)


def test_what_was_cast_in_time_is_taken_late_and_what_was_cast_late_is_not(world: World) -> None:
    polls.opened(world)
    world.now_ms += HOUR_MS
    assert world.code("secretary", "poll", POLL, {"closed": True}) is None
    world.now_ms += HOUR_MS
    doc = ballot_id(POLL, PEOPLE["nurse"])
    assert world.reason("nurse", "poll_ballot", doc, judging("nurse"), world.now_ms) == "poll_closed"
    assert world.reason("nurse", "poll_ballot", doc, judging("nurse"), NOON + HOUR_MS - 1) is None
    assert world.code("secretary", "poll", POLL, {"revealed": True}) is None
    doc = ballot_id(POLL, PEOPLE["head"])
    assert world.reason("head", "poll_ballot", doc, judging("head"), NOON + HOUR_MS - 1) == "poll_revealed_late"


def test_a_poll_closes_by_itself_when_its_time_is_up(world: World) -> None:
    polls.opened(world)
    closings = [[each.writes for each in world.pass_time(ms) if each.kind == "poll"] for ms in (DAY_MS, 1, HOUR_MS)]
    assert closings == [[], [{"closed": True}], []]


def test_an_anonymous_poll_takes_ballots_until_its_reveal_or_until_nobody_waits_for_them_any_more(world: World) -> None:
    polls.opened(world, mode="anonymous", threshold=3, rules={"own": True})
    context = world.documents[context_id(POLL)]
    world.now_ms += 1_000
    assert world.code("secretary", "poll", POLL, {"closed": True}) is None
    ended = world.now_ms
    assert (context.value("closes_at"), context.value("closed")) == (ended, None)
    world.now_ms += 1_000
    assert world.code("secretary", "poll", POLL, {"closed": True}) is None
    assert context.value("closes_at") == ended, "who says so again moves nothing"
    closings = [
        [each.doc for each in world.pass_time(ms) if each.kind in ("ballot_context", "poll")]
        for ms in (GRACE_MS - 1_000, 1, HOUR_MS)
    ]
    assert closings == [[], [context.id], []]
    assert context.value("closed") is not None
    assert world.code("secretary", "poll", POLL, {"revealed": True}) is None, "it is revealed all the same"


def test_a_void_poll_takes_no_ballots(world: World) -> None:
    polls.opened(world, mode="anonymous", threshold=3, rules={"own": True})
    assert world.code("secretary", "poll", POLL, {"voided": "印错了"}) is None
    assert world.documents[context_id(POLL)].value("closed") == world.now_ms


def test_whoever_was_handed_a_paper_casts_no_ballot_on_the_phone_and_the_other_way_round(world: World) -> None:
    polls.opened(world)
    doc = paper_id("head")
    batch = papers("head", issued=1, **{own("given/", "nurse"): True})
    assert world.code("head", "poll_paper", doc, batch) is None
    assert world.reason("nurse", "poll_ballot", ballot_id(POLL, PEOPLE["nurse"]), judging("nurse")) == "paper_given"
    assert cast(world, "colleague", judging("colleague")) is None
    given = own("given/", "colleague")
    assert world.reason("head", "poll_paper", doc, {given: True}) == "already_cast"
    assert world.code("head", "poll_paper", doc, {own("given/", "nurse"): False}) is None
    assert cast(world, "nurse", judging("nurse")) is None


def test_no_more_papers_are_entered_than_came_back_and_none_is_left_out_at_the_reveal(world: World) -> None:
    polls.opened(world)
    for who in ("nurse", "colleague"):
        assert cast(world, who, judging(who)) is None
    assert world.code("secretary", "poll", POLL, {"closed": True}) is None
    doc = paper_id("head")
    paper = {own("", "nurse"): 1, own("", "colleague"): 2}
    assert world.code("head", "poll_paper", doc, papers("head", issued=2, returned=2, **{"papers/1": paper})) is None
    three = {"papers/2": paper, "papers/3": paper}
    assert world.reason("head", "poll_paper", doc, three) == "entered_above_returned"
    assert world.reason("secretary", "poll", POLL, {"revealed": True}) == "papers_not_entered"
    assert world.code("head", "poll_paper", doc, {"papers/2": paper}) is None
    assert world.code("head", "poll_paper", doc, {own("given/", "head"): True}) is None
    assert world.reason("secretary", "poll", POLL, {"revealed": True}) == "papers_unnamed"
    assert world.code("head", "poll_paper", doc, {own("given/", "secretary"): True}) is None
    assert world.code("secretary", "poll", POLL, {"revealed": True}) is None


def test_who_says_again_that_a_poll_is_closed_opens_it_no_more(world: World) -> None:
    polls.voted(world)
    world.now_ms += 1_000
    assert world.code("secretary", "poll", POLL, {"closed": True}) is None
    ended = world.now_ms
    world.now_ms += 10_000
    assert world.code("secretary", "poll", POLL, {"closed": True}, world.now_ms + 50_000) is None
    late = {**judging("nurse", 4), "cast": True}
    assert world.reason("nurse", "poll_ballot", ballot_id(POLL, PEOPLE["nurse"]), late, world.now_ms) == "poll_closed"
    assert cast(world, "nurse", late, ended) is None, "what was cast in time is taken"


@pytest.mark.parametrize("end", [{"closed": True}, {"closed": True, "revealed": True}, {"voided": "无人到会"}])
def test_an_anonymous_poll_is_not_ended_by_the_change_that_opens_it(world: World, end: dict[str, Any]) -> None:
    """Nobody was given a ballot yet, and what is to be closed isn't there."""
    polls.prepared(world, mode="anonymous", threshold=3, rules={"own": True})
    assert world.reason("secretary", "poll", POLL, {"opened": True, **end}) == "poll_not_open"
    assert world.reason("secretary", "poll", POLL, {"opened": True}) is None
    assert world.reason("secretary", "poll", POLL, end) is None


def test_a_paper_and_an_anonymous_ballot_are_never_one_persons(world: World) -> None:
    polls.opened(world, mode="anonymous", threshold=3, rules={"own": True})
    world.issued.add((context_id(POLL), PEOPLE["nurse"]))
    given = papers("head", issued=1, **{own("given/", "nurse"): True})
    assert world.reason("head", "poll_paper", paper_id("head"), given) == "ballot_given"
    given = papers("head", issued=1, **{own("given/", "colleague"): True})
    assert world.code("head", "poll_paper", paper_id("head"), given) is None


def test_the_turnout_never_goes_back(world: World) -> None:
    polls.moved(world)
    assert world.code("head", "poll_hands", HANDS, papers("head", present=3)) is None
    assert cast(world, "nurse", stance("nurse")) is None
    seen = turnout(world)
    assert world.code("head", "poll_hands", HANDS, {"present": 2}) is None
    assert turnout(world)[1] == seen[1] == 4
    assert turnout(world)[2] > seen[2]


def test_nobody_but_the_voter_reads_a_ballot_and_nobody_reads_the_tellers_papers_before_the_reveal(
    world: World,
) -> None:
    polls.counted(world)
    assert cast(world, "nurse", judging("nurse")) is None
    readers = {who for who in PEOPLE if world.sees(who, ballot_id(POLL, PEOPLE["nurse"]))}
    assert readers == {"nurse"}
    assert {who for who in PEOPLE if world.sees(who, paper_id("head"))} == {"head"}


def test_a_poll_is_the_offices_until_it_opens_and_then_its_branchs(world: World) -> None:
    polls.prepared(world)
    assert not world.sees("nurse", POLL)
    assert world.sees("secretary", POLL)
    assert world.code("secretary", "poll", POLL, {"opened": True}) is None
    assert world.sees("nurse", POLL)
    assert world.sees("nurse", TURNOUT)
    assert not world.sees("head_of_surgery", POLL)


def test_a_poll_is_put_in_a_meeting_of_those_who_are_asked(world: World) -> None:
    meetings.planned(world)
    meeting = {"meeting": meetings.MEETING}
    assert world.reason("secretary", "poll", POLL, {**PLAN, "meeting": id_of(998)}) == "unknown_meeting"
    assert world.reason("secretary", "poll", POLL, {**PLAN, "meeting": meetings.ACTIVITY}) == "unknown_meeting"
    elsewhere = {**PLAN, **meeting, "branch": SECOND_BRANCH}
    assert world.reason("supervisor", "poll", POLL, elsewhere) == "unknown_meeting"
    whole = {path: value for path, value in PLAN.items() if path != "branch"}
    assert world.reason("supervisor", "poll", POLL, {**whole, **meeting}) is None
    assert world.reason("secretary", "poll", id_of(997), {**PLAN, **meeting}) is None


def test_a_paper_that_has_come_back_is_not_taken_from_its_voter_again(world: World) -> None:
    polls.opened(world)
    doc, given = paper_id("head"), own("given/", "nurse")
    batch = papers("head", issued=2, returned=1, **{given: True, "papers/1": {own("", "colleague"): 2}})
    assert world.code("head", "poll_paper", doc, batch) is None
    assert world.reason("head", "poll_paper", doc, {given: False}) == "paper_is_back"
    assert world.reason("head", "poll_paper", doc, {given: None, "returned": 0}) == "paper_is_back", "it is entered"
    assert world.code("head", "poll_paper", doc, {given: False, own("given/", "colleague"): True}) is None
    phone = ballot_id(POLL, PEOPLE["nurse"])
    assert world.reason("nurse", "poll_ballot", phone, judging("nurse")) == "paper_given", "one of the two has voted"
    assert world.code("head", "poll_paper", doc, {given: True}) is None, "the name was right after all"


def test_who_was_handed_a_paper_by_one_teller_gets_none_from_another(world: World) -> None:
    polls.opened(world)
    given = own("given/", "nurse")
    assert world.code("head", "poll_paper", paper_id("head"), papers("head", issued=1, **{given: True})) is None
    batch = papers("secretary", issued=1, **{given: True})
    assert world.reason("secretary", "poll_paper", paper_id("secretary"), batch) == "paper_given_twice"


def test_a_paper_that_was_taken_back_is_nobodys_at_the_reveal(world: World) -> None:
    polls.closed(world)
    doc, given = paper_id("head"), own("given/", "head")
    world.documents[ballot_id(POLL, PEOPLE["head"])].registers["cast"].value = None
    assert world.code("head", "poll_paper", doc, papers("head", issued=1, **{given: True})) is None
    assert world.code("head", "poll_paper", doc, {given: False}) is None
    assert world.reason("secretary", "poll", POLL, {"revealed": True}) == "papers_unnamed"


def test_hands_that_one_counted_are_put_right_by_another(world: World) -> None:
    polls.raised(world)
    assert {who for who in PEOPLE if world.sees(who, HANDS)} >= {"head", "secretary"}
    assert not world.sees("nurse", HANDS)
    again = papers("secretary", present=3, **{"tallied/-": {"1": 3}})
    assert world.code("secretary", "poll_hands", HANDS, again) is None
    assert world.documents[HANDS].value("present") == 3
    assert world.reason("head", "poll_hands", HANDS, {"by": PEOPLE["secretary"]}) == "not_yours"
    other = World()
    assert other.code("secretary", "poll", POLL, {**polls.MOTION, own("chair/", "leader"): True}) is None
    assert other.code("secretary", "poll", POLL, {"opened": True}) is None
    assert other.code("secretary", "poll_hands", HANDS, papers("secretary", present=2)) is None
    assert other.code("head", "poll_hands", HANDS, papers("head", present=3)) is None, "a teller"
    assert other.code("leader", "poll_hands", HANDS, {"present": 2}) is None, "the chair that the poll names"
    assert other.code("nurse", "poll_hands", HANDS, {"present": 1}) == "not_found"


def test_what_comes_of_a_poll_that_was_put_to_a_few_is_told_to_them_and_those_who_count_it(world: World) -> None:
    tellers = {own("tellers/", "head"): False, own("tellers/", "colleague"): True, own("chair/", "inspector"): True}
    plan = {**polls.MOTION, **tellers, "voters": {"role": "head"}}
    assert world.code("secretary", "poll", POLL, plan) is None
    assert world.code("secretary", "poll", POLL, {"opened": True}) is None
    assert read_poll(poll(world)).due == {uuid_text(PEOPLE["head"])}
    assert cast(world, "head", stance("head")) is None
    world.now_ms += 1
    assert world.code("secretary", "poll", POLL, {"closed": True}) is None
    assert world.code("secretary", "poll", POLL, {"revealed": True}) is None
    told = {"head", "colleague", "inspector", "secretary"}
    for doc in (POLL, RESULT, ballot_id(POLL, PEOPLE["head"])):
        readers = {who for who in PEOPLE if world.sees(who, doc)}
        assert readers >= told
        assert readers.isdisjoint({"nurse", "head_of_surgery", "head_of_bay"})
    assert world.sees("nurse", TURNOUT), "that there was a poll is no secret"


def test_of_a_poll_put_to_many_the_whole_circle_reads_what_comes_of_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.poll_electorate.READERS_MAX", 0)
    polls.prepared(world, voters={"role": "head"}, **{own("tellers/", "head"): False})
    assert world.code("secretary", "poll", POLL, {"opened": True}) is None
    assert world.sees("nurse", POLL)


def test_a_ballot_by_a_replica_that_was_issued_after_the_closing_was_not_cast_before_it(world: World) -> None:
    polls.voted(world)
    world.now_ms += HOUR_MS
    assert world.code("secretary", "poll", POLL, {"closed": True}) is None
    before = world.now_ms - 1
    revised = {**judging("nurse", 4), "cast": True}
    world.now_ms += HOUR_MS
    world.issued_ms = world.now_ms
    assert world.reason("nurse", "poll_ballot", ballot_id(POLL, PEOPLE["nurse"]), revised, before) == "poll_closed"
    world.issued_ms = before
    assert cast(world, "nurse", revised, before) is None, "written by a replica that was there, sent late"


@pytest.mark.parametrize("name", ["x", "0", "01", "-1", "100"])
def test_an_option_has_a_number_and_no_other_name(world: World, name: str) -> None:
    named = {"type": "choice", "options/1": "甲", f"options/{name}": "乙"}
    assert world.reason("secretary", "poll", POLL, {**PLAN, **named}) == "unknown_option"


def test_whoever_is_judged_counts_no_papers_though_he_chairs(world: World) -> None:
    polls.opened(world, **{own("subjects/", "secretary"): True})
    batch = polls.papers("secretary", issued=1, returned=1)
    assert world.code("secretary", "poll_paper", polls.paper_id("secretary"), batch) == "not_found"
    batch = polls.papers("head", issued=1, returned=1)
    assert world.code("head", "poll_paper", polls.paper_id("head"), batch) is None


def test_a_poll_that_no_phone_would_be_sent_does_not_open(world: World) -> None:
    assert OPENS_WITHIN_DAYS == SNAPSHOT_DAYS
    for far_ms in (-91 * DAY_MS, 91 * DAY_MS):
        old = (NOON + far_ms).to_bytes(6, "big") + POLL[6:]
        assert world.reason("secretary", "poll", old, PLAN) is None
        assert world.reason("secretary", "poll", old, {"opened": True}) == "poll_of_long_ago"

"""A prepared poll can be taken away again, by who may change it; one that was opened can only be declared void."""

from __future__ import annotations

from typing import Any

from models.document import uuid_text
from models.poll_kinds import POLL_KINDS
from models.poll_values import OPTIONS_MAX
from tests.models import meetings, polls
from tests.models.deeds import does
from tests.models.meetings import ITEM, MEETING
from tests.models.polls import PLAN, POLL, own
from tests.models.world import DAY_MS, NOON, PEOPLE, World

MINUTE_MS = 60_000


def item(poll: bytes | None) -> dict[str, Any]:
    return {"kind": "poll", "title": "党员民主评议", "order": 3, "doc": poll}


def put(world: World) -> None:
    """A poll is prepared for the meeting, and stands twice on its agenda."""
    assert world.code("secretary", "poll", POLL, {**PLAN, "meeting": MEETING, "closes_at": NOON + 9 * DAY_MS}) is None
    does(world, "secretary", "meeting", MEETING, agenda__c=item(POLL), agenda__d=item(POLL), agenda__e=item(None))


def agenda(world: World) -> set[str]:
    found = world.documents[MEETING].registers.items()
    return {path for path, register in found if path.startswith("agenda/") and register.value is not None}


def test_what_was_never_opened_is_removed_by_who_may_change_it_and_nothing_comes_of_it_afterwards(world: World) -> None:
    polls.prepared(world)
    assert world.code("head", "poll", POLL, {"removed": True}) == "not_found"
    assert world.reason("leader", "poll", POLL, {"removed": True}) == "poll_chair_only"
    assert world.code("secretary", "poll", POLL, {"removed": True}) is None
    assert world.code("admin", "poll", POLL, {"removed": True}) is None, "said again it is no refusal"
    for writes in ({"title": "改名"}, {"opened": True}, {"removed": True, "title": "改名"}):
        assert world.reason("secretary", "poll", POLL, writes) == "poll_removed"
    assert not world.sees("nurse", POLL)


def test_the_chair_that_it_names_may_take_it_away_too(world: World) -> None:
    polls.prepared(world, **{own("chair/", "head"): True, own("tellers/", "head"): None})
    assert world.code("head", "poll", POLL, {"removed": True}) is None


def test_what_was_opened_stands_however_early_its_removal_is_stamped(world: World) -> None:
    polls.opened(world)
    world.now_ms += MINUTE_MS
    early = NOON - MINUTE_MS
    assert world.reason("secretary", "poll", POLL, {"removed": True}, early) == "poll_stands"
    assert world.reason("secretary", "poll", POLL, {"removed": True}) == "poll_stands"
    assert world.code("secretary", "poll", POLL, {"voided": "换个问法"}) is None


def test_nothing_is_opened_and_removed_in_one_breath(world: World) -> None:
    polls.prepared(world)
    assert world.reason("secretary", "poll", POLL, {"opened": True, "removed": True}) == "poll_stands"


def test_it_leaves_the_agenda_of_its_meeting_for_everybody(world: World) -> None:
    meetings.prepared(world)
    put(world)
    assert world.code("secretary", "poll", POLL, {"removed": True}) is None
    assert agenda(world) == {"agenda/a", "agenda/b", "agenda/e"}


def test_where_it_is_the_item_at_hand_the_meeting_goes_on_at_the_first(world: World) -> None:
    meetings.begun(world)
    put(world)
    does(world, "secretary", "meeting", MEETING, at="c")
    assert world.code("secretary", "poll", POLL, {"removed": True}) is None
    assert world.documents[MEETING].value("at") == "a"


def test_the_agenda_of_a_meeting_that_is_over_stands(world: World) -> None:
    meetings.begun(world)
    put(world)
    does(world, "secretary", "meeting", MEETING, ended=True)
    assert world.code("secretary", "poll", POLL, {"removed": True}) is None
    assert agenda(world) == {"agenda/a", "agenda/b", "agenda/c", "agenda/d", "agenda/e"}


def test_before_the_opening_everything_can_be_changed_but_where_it_belongs(world: World) -> None:
    polls.prepared(world)
    (kind,) = [each for each in POLL_KINDS if each.name == "poll"]
    changes: dict[str, Any] = {
        "title": "换个问法",
        "note": "先看材料",
        "type": "choice",
        "mode": "open",
        "voters": {"role": "head"},
        "options/1": "甲",
        "options/2": "乙",
        "most": 2,
        "range": {"min": "0", "max": "10", "step": "0.5"},
        "rules": {"quorum": "2/3", "majority": ">1/2"},
        "probationary": False,
        "threshold": 4,
        "opens_at": NOON + MINUTE_MS,
        "closes_at": NOON + 3 * DAY_MS,
        own("subjects/", "nurse"): None,
        own("chair/", "head"): True,
        own("tellers/", "head"): None,
    }
    named = {path if "/" not in path else f"{path.partition('/')[0]}/" for path in changes}
    stated = {rule.pattern.partition("<")[0] for rule in kind.paths if rule.writer == "any" and not rule.once}
    ends = {"removed", "opened", "closed", "voided", "revealed", "signed/", "outcome/"}
    assert named == stated - ends, "each register that is stated is tried"
    assert world.code("secretary", "poll", POLL, changes) is None
    assert world.code("secretary", "poll", POLL, {"opened": True}) is None
    judged = {f"judged/{uuid_text(PEOPLE['nurse'])}"} & world.documents[POLL].registers.keys()
    assert not judged, "who was taken off the list is not judged"


def test_a_poll_has_no_more_options_than_can_be_counted(world: World) -> None:
    many = {f"options/{number}": f"选项 {number}" for number in range(1, OPTIONS_MAX + 2)}
    choice = {**polls.MOTION, "type": "choice"}
    assert world.reason("secretary", "poll", POLL, {**choice, **many}) == "poll_options"
    fewer = {**choice, **many, f"options/{OPTIONS_MAX + 1}": None}
    assert world.code("secretary", "poll", POLL, fewer) is None


def test_the_item_that_stays_says_what_it_said(world: World) -> None:
    meetings.prepared(world)
    put(world)
    assert world.code("secretary", "poll", POLL, {"removed": True}) is None
    assert world.documents[MEETING].value("agenda/a") == ITEM

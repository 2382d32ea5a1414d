"""What somebody saw before leaving the team is taken in by the leader alone, whatever ended their place."""

from collections.abc import Callable
from typing import Any

import pytest

from models.calendar import DAY_MS
from models.document import ServerAct
from sync.stamp import make
from tests.models.inspection_scenes import HOST, LEADER, SECOND, TEAM, VISIT, observation, observation_id, own, sealed
from tests.models.world import CENTRE, NOON, PEOPLE, SINCE, WARD, World

ANSWERED: dict[str, Any] = {"answers/who": "patient", "answers/overall": "fairly"}


def dismissed(world: World) -> None:
    assert world.reason("supervisor", "inspection_team", TEAM, {own("members/", SECOND): None}) is None


def without_role(world: World) -> None:
    ended = {"role": "inspector", "at": CENTRE, "from": SINCE, "to": world.today}
    world.write(ServerAct(PEOPLE[SECOND], "person", {"roles/9": ended}))
    world.pass_time(DAY_MS)


def transferred(world: World) -> None:
    world.write(ServerAct(PEOPLE[SECOND], "person", {"memberships/9": {"unit": WARD, "from": SINCE, "to": None}}))


def sent_late(world: World, ends: Callable[[World], None] = dismissed, **found: Any) -> bytes:
    """Written in the basement, sent after the end: the name of the change that was answered `not_found`."""
    sealed(world)
    written_ms = world.now_ms
    world.now_ms += 3_600_000
    ends(world)
    writes = observation(SECOND, **{"verdict": "fail", "note": "无人值守", **found})
    assert world.reason(SECOND, "observation", observation_id(SECOND), writes, at_ms=written_ms) == "not_found"
    (change,) = world.quarantine
    return change


@pytest.mark.parametrize("ends", [dismissed, without_role, transferred])
def test_the_leader_takes_in_what_was_seen_before(world: World, ends: Callable[[World], None]) -> None:
    change = sent_late(world, ends)
    doc = observation_id(SECOND)
    assert doc not in world.documents
    assert world.reason(LEADER, "visit", VISIT, {f"taken_in/{change.hex()}": True}) is None
    taken = world.documents[doc]
    assert (taken.value("verdict"), taken.value("note")) == ("fail", "无人值守")
    assert taken.value("inspector") == PEOPLE[SECOND]
    assert taken.value(f"brought/{change.hex()}") == NOON
    assert world.sees(LEADER, doc)
    assert not world.sees(SECOND, doc)
    assert not world.sees(SECOND, VISIT)
    again = observation(SECOND, verdict="pass")
    assert world.code(SECOND, "observation", doc, again) == "not_found"


def test_it_is_taken_in_by_the_leader_alone(world: World) -> None:
    change = {f"taken_in/{sent_late(world).hex()}": True}
    assert world.reason("supervisor", "visit", VISIT, change) == "team_leader_only"
    assert world.code(SECOND, "visit", VISIT, change) == "not_found"
    assert world.code("nurse", "visit", VISIT, change) == "not_found"


def test_what_came_before_stands_where_it_is_later(world: World) -> None:
    sealed(world)
    early_ms = world.now_ms
    world.now_ms += 1_800_000
    writes = observation(SECOND, verdict="pass")
    assert world.reason(SECOND, "observation", observation_id(SECOND), writes) is None
    world.now_ms += 1_800_000
    dismissed(world)
    late = {"verdict": "fail", "note": "补记"}
    assert world.code(SECOND, "observation", observation_id(SECOND), late, at_ms=early_ms) == "not_found"
    (change,) = world.quarantine
    assert world.reason(LEADER, "visit", VISIT, {f"taken_in/{change.hex()}": True}) is None
    taken = world.documents[observation_id(SECOND)]
    assert (taken.value("verdict"), taken.value("note")) == ("pass", "补记")


def test_after_the_publication_the_visit_is_reopened_first(world: World) -> None:
    change = {f"taken_in/{sent_late(world).hex()}": True}
    assert world.reason(LEADER, "visit", VISIT, {own("finished/1/", LEADER): NOON, **HOST}) is None
    world.write(ServerAct(VISIT, "visit", {"published": world.now_ms}))
    assert world.reason(LEADER, "visit", VISIT, change) == "visit_published"
    world.now_ms += 1000
    assert world.reason(LEADER, "visit", VISIT, {own("reopened/1/", LEADER): "有退组后送到的记录"}) is None
    assert world.reason(LEADER, "visit", VISIT, change) is None
    assert world.documents[observation_id(SECOND)].value("verdict") == "fail"


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        ({"verdict": "wonderful"}, "late_broken"),
        ({"deduction": {"points": "99", "reason": "多"}}, "late_broken"),
        ({"inspector": PEOPLE[LEADER]}, "late_unknown"),
    ],
)
def test_what_could_never_have_been_written_is_not_taken_in(world: World, found: dict[str, Any], reason: str) -> None:
    change = sent_late(world, **found)
    assert world.reason(LEADER, "visit", VISIT, {f"taken_in/{change.hex()}": True}) == reason


def test_nobody_elses_refused_work_is_taken_in(world: World) -> None:
    sealed(world)
    assert world.code("nurse", "observation", observation_id("nurse"), observation("nurse", verdict="pass"))
    (change,) = world.quarantine
    for name in (change.hex(), "00" * 16, "zz"):
        assert world.reason(LEADER, "visit", VISIT, {f"taken_in/{name}": True}) == "late_unknown"


def test_pictures_that_can_come_no_more_are_left_out(world: World) -> None:
    picture: dict[str, Any] = {"blob": "ab" * 32, "type": "image/jpeg", "bytes": 1000, "width": 40, "height": 30}
    change = sent_late(world, dismissed, **{"photos/1": picture})
    assert world.reason(LEADER, "visit", VISIT, {f"taken_in/{change.hex()}": True}) is None
    assert "photos/1" not in world.documents[observation_id(SECOND)].registers


# -- what a patient had said -----------------------------------------------------------------------------------------


def asked_late(world: World, doc: bytes, **found: Any) -> bytes:
    """An interview of the basement, sent after its interviewer was dismissed."""
    sealed(world)
    written_ms = world.now_ms
    world.now_ms += 3_600_000
    dismissed(world)
    said = {"visit": VISIT, "interviewer": PEOPLE[SECOND], "form": "interview@1", **ANSWERED, "done": True, **found}
    assert world.reason(SECOND, "interview", doc, said, at_ms=written_ms) == "not_found"
    (change,) = world.quarantine
    return change


def test_an_interview_is_taken_in_as_it_was_told(world: World) -> None:
    doc = make(world.now_ms, 7, 4711)
    change = asked_late(world, doc)
    assert world.reason(LEADER, "visit", VISIT, {f"taken_in/{change.hex()}": True}) is None
    taken = world.documents[doc]
    assert taken.kind == "interview"
    assert (taken.value("interviewer"), taken.value("answers/overall")) == (PEOPLE[SECOND], "fairly")
    assert (taken.value("done"), taken.value(f"brought/{change.hex()}")) == (True, NOON)
    assert world.sees(LEADER, doc)
    assert not world.sees(SECOND, doc)


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        ({"interviewer": PEOPLE[LEADER]}, "late_unknown"),
        ({"form": "nothing@1"}, "late_broken"),
        ({"answers/overall": "wonderful"}, "late_broken"),
    ],
)
def test_an_interview_that_could_never_have_been_is_not_taken_in(
    world: World, found: dict[str, Any], reason: str
) -> None:
    change = asked_late(world, make(world.now_ms, 7, 4711), **found)
    assert world.reason(LEADER, "visit", VISIT, {f"taken_in/{change.hex()}": True}) == reason


def test_an_interview_takes_nobodys_name(world: World) -> None:
    """An id that is derived from a name would stand in the way of the document that has it."""
    change = asked_late(world, observation_id(LEADER))
    assert world.reason(LEADER, "visit", VISIT, {f"taken_in/{change.hex()}": True}) == "late_unknown"

"""What counts in a visit: by hand, in courses drawn from a seed on server and phone, and what the server keeps."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from models.counted import came_ms, counting, ruled
from models.document import Document, ServerAct, natural_id, uuid_text
from models.visit import timing, visit_standing
from tests.examples import examples
from tests.models import inspection_scenes as scenes
from tests.models.compare_visits import differing, differs
from tests.models.counted_cases import COUNTINGS, RULINGS, document, rulings
from tests.models.inspection_scenes import LEADER, RULED, SECOND, TALLY, TEAM, VISIT, observation, observation_id, own
from tests.models.visits_random import STEPS, Course, counted, tallied
from tests.models.world import NOON, PEOPLE, World

MINUTE = 60_000


@pytest.mark.parametrize("name", RULINGS)
def test_the_last_ruling_that_was_not_taken_back_holds(name: str) -> None:
    said, verdict = RULINGS[name]
    holds = ruled(rulings(said))
    assert (None if holds is None else holds.verdict) == verdict


@pytest.mark.parametrize("name", COUNTINGS)
def test_what_of_an_observation_counts(name: str) -> None:
    facts, writes, when, counts = COUNTINGS[name]
    visit, seen = document("visit", facts), document("observation", writes)
    standing = visit_standing(visit.registers)
    assert timing(visit.registers, standing, came_ms(seen.registers)) == when
    found = counting(seen, visit, standing)
    said = None if found is None else {**msgspec.to_builtins(found)}
    assert (said and {**said, "inspector": ""}) == (counts and {**counts, "inspector": ""})


def test_the_phone_counts_random_visits_as_the_server_and_its_tally_do() -> None:
    assert differing(examples(100), 1) == []


def test_what_differs_is_told() -> None:
    one = {"judged": 1, "score": "5", "items": {"a": ["pass", "0", False, 1]}}
    other = {"judged": 1, "score": "4", "items": {"a": ["fail", "1", False, 1]}}
    assert differs(one, one, one) == {}
    assert differs(one, None, one) == {}
    assert set(differs(one, one, other)) == set(differs(one, other, one)) == {"score", "a"}


def test_between_publication_and_reopening_nothing_that_comes_moves_what_counts() -> None:
    stood = 0
    for seed in range(examples(40)):
        course = Course(seed)
        for _ in range(STEPS):
            before, published = counted(course.world), _published_ms(course.world)
            course.step()
            if published is not None and _published_ms(course.world) == published < course.world.now_ms:
                assert counted(course.world) == before
                stood += 1
    assert stood > 0


def _published_ms(world: World) -> int | None:
    standing = visit_standing(world.documents[VISIT].registers)
    return None if standing.finish is None else standing.published_ms


# -- what the server does ------------------------------------------------------------------------------------------


@pytest.fixture
def world() -> World:
    return World()


def sees(world: World, who: str, writes: dict[str, Any], at_ms: int) -> None:
    """Something of item b, whatever was said of it before."""
    doc = observation_id(who, "b")
    made = writes if doc in world.documents else observation(who, "b", **writes)
    assert world.reason(who, "observation", doc, made, at_ms) is None


def visits(world: World, writes: dict[str, Any]) -> None:
    assert world.reason(LEADER, "visit", VISIT, writes) is None


def of_team(world: World, writes: dict[str, Any]) -> None:
    assert world.reason("supervisor", "inspection_team", TEAM, writes) is None


def leads(world: World, who: str) -> None:
    of_team(world, {"leader": PEOPLE[who]})


def rules(world: World, who: str, verdict: str | None, at_ms: int | None = None) -> str | None:
    doc = natural_id(f"visit_ruling/{uuid_text(VISIT)}/a")
    once = {} if doc in world.documents else {"visit": VISIT, "item": "a"}
    said = None if verdict is None else {**RULED, "verdict": verdict}
    return world.reason(who, "visit_ruling", doc, {**once, own("by/", who): said}, at_ms)


def verdict(world: World, item: str = "a") -> str:
    found = tallied(world)
    assert found is not None
    assert counted(world)["items"][item] == found["items"][item]
    return found["items"][item][0]


def test_a_ruling_stands_over_a_change_of_leader_until_the_new_one_rules_anew(world: World) -> None:
    scenes.observed(world)
    assert rules(world, LEADER, "pass") is None
    leads(world, SECOND)
    assert verdict(world) == "pass"
    assert rules(world, SECOND, "na") is None
    assert verdict(world) == "na"
    leads(world, LEADER)
    assert verdict(world) == "na"
    assert rules(world, LEADER, "fail") is None
    assert verdict(world) == "fail"
    assert rules(world, LEADER, None) is None
    assert verdict(world) == "na"


def test_who_has_never_led_or_leads_no_longer_rules_nothing(world: World) -> None:
    scenes.observed(world)
    assert rules(world, SECOND, "pass") == "not_found"
    assert rules(world, LEADER, "na") is None
    assert rules(world, SECOND, "pass") == "team_leader_only"
    leads(world, SECOND)
    world.now_ms += MINUTE
    assert rules(world, LEADER, "pass", NOON) == "team_leader_only"
    assert rules(world, LEADER, None, NOON) == "team_leader_only"
    assert verdict(world) == "na"


def test_a_ruling_of_somebody_who_was_dismissed_stands(world: World) -> None:
    scenes.observed(world)
    assert rules(world, LEADER, "pass") is None
    leads(world, SECOND)
    of_team(world, {own("members/", LEADER): None})
    assert verdict(world) == "pass"


def published(world: World, **found: Any) -> Document:
    """A visit that was finished at noon and is published a minute later, with one observation of an item."""
    scenes.sealed(world)
    sees(world, SECOND, found, NOON - MINUTE)
    visits(world, {own("finished/1/", LEADER): NOON, **scenes.HOST})
    world.now_ms += MINUTE
    world.write(ServerAct(VISIT, "visit", {"published": world.now_ms}))
    world.now_ms += MINUTE
    return world.documents[observation_id(SECOND, "b")]


LATER: dict[str, dict[str, Any]] = {
    "another verdict": {"verdict": "pass"},
    "no verdict": {"verdict": None},
    "its own deduction": {"deduction": {"points": "3", "reason": "脱岗"}},
    "a part": {"children/badge": "fail"},
    "how often": {"count": 7},
    "a note and a picture": {"note": "另见照片", "place": "三楼"},
}
REOPENED = {
    "another verdict": ("pass", "0"),
    "no verdict": ("unseen", "0"),
    "its own deduction": ("fail", "3"),
    "a part": ("fail", "2"),
    "how often": ("fail", "4"),
    "a note and a picture": ("fail", "2"),
}


@pytest.mark.parametrize("name", LATER)
def test_what_counted_at_the_publication_goes_on_counting_and_the_later_counts_once_it_is_reopened(
    world: World, name: str
) -> None:
    published(world, verdict="fail")
    before = tallied(world)
    for _ in range(2):
        sees(world, SECOND, LATER[name], NOON - 1)
        world.now_ms += MINUTE
    assert tallied(world) == before
    assert counted(world)["items"]["b"] == ["fail", "2", False, 1]
    visits(world, {own("reopened/1/", LEADER): "漏看一处"})
    now = tallied(world)
    assert now is not None
    assert tuple(now["items"]["b"][:2]) == REOPENED[name]
    assert counted(world)["items"]["b"] == now["items"]["b"]


def test_what_came_only_after_the_publication_is_kept_apart_whole(world: World) -> None:
    seen = published(world, note="看过")
    sees(world, SECOND, {"verdict": "fail"}, NOON - 1)
    sees(world, LEADER, {"verdict": "fail"}, NOON - 1)
    assert verdict(world, "b") == "unseen"
    assert "counted" not in seen.registers


def test_what_is_kept_is_written_once_and_by_nobody_else(world: World) -> None:
    seen = published(world, verdict="fail")
    assert world.reason(SECOND, "observation", seen.id, {"counted": {}}, NOON - 1) == "server_only"
    sees(world, SECOND, {"verdict": "pass"}, NOON - 2)
    kept = seen.registers["counted"]
    assert kept.value == {"verdict": "fail", "points": None, "lost": None, "failed": 0, "count": 1}
    sees(world, SECOND, {"count": 3}, NOON - 1)
    assert seen.registers["counted"] is kept
    assert TALLY in world.documents

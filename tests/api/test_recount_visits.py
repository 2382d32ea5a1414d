"""The tally of a visit: moved with each observation and ruling, equal to the score, and recounted by other code."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from api.recount import visits
from api.recount.compare import agree
from api.recount.log import Expected, Log
from models.document import Document, ServerAct, natural_id, uuid_text
from models.inspection_result import visit_score
from models.kinds import KINDS
from models.scope_names import of_tallies
from models.scopes import scopes_of
from models.scored_visits import item_results
from models.visit_items import asked_items
from models.visit_tally import of_what_is_seen
from tests.models import inspection_scenes as scenes
from tests.models.checklist_scenes import CHECKLIST
from tests.models.inspection_scenes import LEADER, RULED, SECOND, TALLY, VISIT, observation, observation_id, own
from tests.models.visits_random import Course
from tests.models.world import NOON, PEOPLE, World

MORE: dict[str, Any] = {
    "d": {"order": 4, "text": "标识清楚", "points": "2.5", "deduct": {"each": "0.5", "cap": "1"}},
    "e": {"order": 5, "text": "首诊负责", "core": True, "deduct": {"all_or_nothing": True, "cap": 3}},
    "f": {"order": 6, "text": "环境整洁", "points": 6, "deduct": {"discretionary": True}},
    "g": {"order": 7, "text": "投诉有登记", "deduct": {"each": "1/3", "cap": 2}},
}
"""Every way in which an item loses points, beside those of the scenes."""
STEPS = 40


@pytest.fixture
def world() -> World:
    return World()


def sealed(world: World, rule: str = "worst") -> None:
    scenes.sealed(world, rule=rule)
    world.write(ServerAct(CHECKLIST, "checklist", {f"items/{id}": item for id, item in MORE.items()}))


def told(world: World) -> dict[str, Any]:
    """What the tally says; nothing while there is none."""
    found = world.documents.get(TALLY)
    return {} if found is None else {path: each.value for path, each in found.registers.items()}


def scored(world: World) -> dict[str, Any]:
    """The same by the whole score of the visit."""
    visit, checklist = world.documents[VISIT], world.documents[CHECKLIST]
    results, items = item_results(visit, checklist, world), asked_items(visit, checklist)
    score = visit_score(items, results)
    return {
        "judged": score.passed + score.failed + score.na,
        "failed": score.failed,
        "disputed": sum(each.disagree and each.source != "ruling" for each in results.values()),
        "observations": sum(each.judged for each in results.values()),
        **{path: getattr(score, path) for path in ("full", "score", "lost")},
    }


def log_of(world: World) -> Log:
    """The world's documents as a recount reads them: as they stand, and what was written over of what it dates."""
    documents: dict[str, dict[bytes, dict[str, Any]]] = {}
    for id, each in world.documents.items():
        standing = {path: found.value for path, found in each.registers.items() if found.value is not None}
        documents.setdefault(each.kind, {})[id] = standing
    log = Log(documents, {})
    log.dated = {
        id: {path: (found.stamp, found.received_ms) for path, found in each.registers.items()}
        for id, each in world.documents.items()
        if each.kind in visits.DATED
    }
    for act in (each for each in world.taken if each.doc in log.dated):
        for path, value in act.writes.items():
            if log.dated[act.doc][path][0] != act.stamp:
                log.past.setdefault(act.doc, []).append((path, act.stamp, act.received_ms, value))
    return log


def differing(world: World) -> set[str]:
    """The paths at which the tally isn't what the recount says."""
    wanted: list[Expected] = list(visits.expected(log_of(world)))
    said = told(world)
    if not wanted:
        return set(said)
    counts = wanted[0].counts
    stray = {path for path in said if path.startswith("items/") and path not in counts}
    return stray | {path for path, count in counts.items() if not agree(said.get(path), count)}


def sees(world: World, who: str, item: str = "a", at_ms: int | None = None, **found: Any) -> str | None:
    doc = observation_id(who, item)
    writes = found if doc in world.documents else observation(who, item, **found)
    return world.reason(who, "observation", doc, writes, at_ms)


def rules(world: World, item: str, **ruling: Any) -> str | None:
    doc = natural_id(f"visit_ruling/{uuid_text(VISIT)}/{item}")
    once = {} if doc in world.documents else {"visit": VISIT, "item": item}
    return world.reason(LEADER, "visit_ruling", doc, {**once, own("by/", LEADER): {**RULED, **ruling}})


def drawn(world: World, random: Random) -> None:
    """One act, whatever the rules say to it."""
    item, who = random.choice("abcdefg"), random.choice((LEADER, SECOND))
    what = random.choice(("see",) * 8 + ("part", "note", "rule", "finish", "reopen", "publish"))
    late = random.choice((None, NOON + random.randint(0, STEPS * 1_000)))
    if what == "see":
        found: dict[str, Any] = {"verdict": random.choice(("pass", "fail", "fail", "na", "unseen"))}
        found |= random.choice(({}, {"count": 3}, {"deduction": {"points": "1.25", "reason": "脱岗"}}))
        found |= {"points": random.choice((0, 1, "2.5"))} if random.random() < 0.3 else {}
        sees(world, who, item, late, **found)
    elif what == "part":
        sees(world, who, "b", late, **{f"children/{random.choice(('badge', 'dress'))}": "fail"})
    elif what == "note":
        sees(world, who, item, late, note="另见照片")
    elif what == "rule":
        rules(world, item, verdict=random.choice(("pass", "fail", "na", "unseen")), lost=random.choice((None, "1")))
    elif what == "publish":
        world.write(ServerAct(VISIT, "visit", {"published": world.now_ms}))
    else:
        number = random.randint(1, 3)
        path, value = (f"{what}ed/{number}/", world.now_ms if what == "finish" else "漏看一处")
        world.reason(LEADER, "visit", VISIT, {own(path, LEADER): value, **scenes.HOST})


@pytest.mark.parametrize("rule", ["worst", "majority", "leader"])
@pytest.mark.parametrize("seed", range(12))
def test_whatever_happens_the_tally_is_the_score_and_the_recount_and_moves_only_with_them(
    world: World, seed: int, rule: str
) -> None:
    sealed(world, rule)
    random = Random(f"visit/{seed}")  # noqa: S311 - has to replay
    for _ in range(STEPS):
        before = told(world)
        world.now_ms += 1_000
        drawn(world, random)
        after = told(world)
        if not after:
            continue
        assert {path: after.get(path) for path in scored(world)} == scored(world)
        assert differing(world) == set()
        assert (after == before) or {**after, "n": None} != {**before, "n": None}
    assert told(world)["observations"] > 0


@pytest.mark.parametrize("seed", range(8))
def test_over_hand_overs_and_late_work_the_recount_is_the_tally(seed: int) -> None:
    course = Course(seed)
    for _ in range(STEPS):
        course.step()
        assert differing(course.world) == set()


def test_what_comes_after_the_publication_moves_nothing_until_the_leader_reopens(world: World) -> None:
    sealed(world)
    sees(world, SECOND, verdict="fail")
    assert world.reason(LEADER, "visit", VISIT, {own("finished/1/", LEADER): NOON, **scenes.HOST}) is None
    world.write(ServerAct(VISIT, "visit", {"published": NOON}))
    world.now_ms += 60_000
    assert sees(world, LEADER, "e", NOON - 1, verdict="fail") is None
    assert (told(world)["failed"], told(world)["observations"]) == (1, 1)
    assert told(world)["items/e"]["seen"] == 0
    assert {path: told(world)[path] for path in ("full", "score", "lost")} == {"full": "5", "score": "0", "lost": "5"}
    assert world.reason(LEADER, "visit", VISIT, {own("reopened/1/", LEADER): "漏看一处"}) is None
    assert (told(world)["failed"], told(world)["observations"], told(world)["lost"]) == (2, 2, "8")
    assert differing(world) == set()


def test_a_visit_that_was_seen_before_there_were_tallies_is_counted_whole_with_the_next_record(world: World) -> None:
    sealed(world)
    sees(world, SECOND, verdict="fail")
    rules(world, "e", verdict="fail")
    del world.documents[TALLY]
    sees(world, LEADER, "c", verdict="pass", points=7)
    assert (told(world)["judged"], told(world)["observations"], told(world)["score"]) == (3, 2, "7")
    assert differing(world) == set()


def test_what_moves_no_number_writes_nothing(world: World) -> None:
    sealed(world)
    sees(world, SECOND, verdict="fail")
    before = told(world)
    assert sees(world, SECOND, note="另见照片", suggestion="加一张排班表") is None
    assert sees(world, SECOND, verdict="fail") is None
    assert told(world) == before
    document = world.documents[observation_id(SECOND)]
    again = world.act(PEOPLE[SECOND], "observation", document.id, {"verdict": "fail"})
    assert of_what_is_seen(again, document, world) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("judged", 2),
        ("failed", 0),
        ("disputed", 1),
        ("observations", 3),
        ("full", "6"),
        ("score", "0.5"),
        ("lost", "4"),
        ("items/a", {"verdict": "pass", "lost": "0", "disputed": False, "seen": 1, "by": [PEOPLE[SECOND]]}),
        ("items/b", {"verdict": "fail", "lost": "2", "disputed": False, "seen": 1, "by": [PEOPLE[SECOND]]}),
    ],
)
def test_a_number_that_is_planted_wrong_is_found_by_the_recount(world: World, path: str, value: Any) -> None:
    scenes.observed(world)
    assert differing(world) == set()
    world.write(ServerAct(TALLY, "visit_tally", {path: value}))
    assert differing(world) == {path}


def test_the_tally_is_where_the_observations_are_and_nowhere_else_even_of_an_announced_visit(world: World) -> None:
    scenes.announced(world)
    sees(world, SECOND, verdict="fail")
    tally: Document = world.documents[TALLY]
    seen = scopes_of(world.documents[observation_id(SECOND)], world.roster)
    assert scopes_of(tally, world.roster) == of_tallies(seen)
    assert world.sees("head", VISIT)
    assert {who for who in PEOPLE if world.sees(who, TALLY)} == {"supervisor", LEADER, SECOND}
    assert KINDS["visit_tally"].tally

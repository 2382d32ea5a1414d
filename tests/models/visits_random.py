"""Courses of visits drawn from a seed, and what the server counts of them: for comparing it with what the phone counts.

Several inspectors judge one checklist with and without network, leaders rule and hand over, people leave and come back,
and the visit is finished, published and reopened while work still arrives. Whatever the rules refuse is not done.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from models.document import Document, ServerAct, natural_id, uuid_text
from models.inspection_result import visit_score
from models.scored_visits import item_results
from models.visit_items import asked_items
from tests.models import inspection_scenes as scenes
from tests.models.checklist_scenes import CHECKLIST
from tests.models.inspection_cases import SHAPES
from tests.models.inspection_scenes import ITEMS, LEADER, SECOND, TALLY, TEAM, VISIT, observation, own
from tests.models.world import CENTRE, PEOPLE, World
from tests.vectors.tagged import tag

THIRD, FOURTH = "secretary", "admin"
INSPECTORS = (LEADER, SECOND, THIRD, FOURTH)
KINDS_HELD = ("visit", "checklist", "observation", "visit_ruling")
STEPS = 45
RULES = ("worst", "majority", "leader")
VERDICTS = ("pass", "pass", "fail", "fail", "fail", "na", "unseen")
MORE: dict[str, dict[str, Any]] = {
    **{f"q{at}": {**shape, "order": 10 + at} for at, shape in enumerate(SHAPES)},
    "z": {"order": 30, "text": "每处扣三分之一", "points": "0", "deduct": {"each": 0, "step": "1/3", "cap": 2}},
    "note": {"order": 31, "text": "先看公示栏", "scale": "note"},
}


class Course:
    """一次检查: a world with a sealed visit, and what a phone was told after each step."""

    def __init__(self, seed: int) -> None:
        self.random = Random(f"course/{seed}")  # noqa: S311 - has to replay
        self.world = World()
        self.world.counter = 0  # stamps of a course don't hang on how many forms are built in
        rule = self.random.choice(RULES)
        for name in (THIRD, FOURTH):
            role = {"role": "inspector", "at": CENTRE, "from": "2025-01-01", "to": None}
            self.world.write(ServerAct(PEOPLE[name], "person", {"roles/9": role}))
        scenes.sealed(self.world, rule=rule, **{own("inspectors/", name): True for name in (THIRD, FOURTH)})
        more = {f"items/{id}": item for id, item in MORE.items()}
        self.world.write(ServerAct(CHECKLIST, "checklist", more))
        self.items = [*ITEMS, *MORE]
        if self.random.random() < 0.25:
            self.items = self.random.sample(self.items, 5)
            self.world.write(ServerAct(VISIT, "visit", {f"only/{item}": True for item in self.items}))
        else:
            self.items = self.random.sample(self.items, 6)
        self._told: dict[bytes, tuple[Any, ...]] = {}

    def step(self) -> None:
        """Moves the clock, or not, and does one thing, whatever the rules say to it."""
        self.world.now_ms += self.random.choice((0, 0, 1, 1_000, 60_000))
        acts: list[tuple[Callable[[], object], int]] = [
            (self._see, 12),
            (self._part, 2),
            (self._rule, 4),
            (self._lead, 2),
            (self._leave, 1),
            (self._finish, 2),
            (self._reopen, 1),
            (self._publish, 2),
        ]
        (act,) = self.random.choices([act for act, _ in acts], [often for _, often in acts])
        act()

    def news(self) -> list[Any]:
        """The documents of the visit that have changed since the last time, as the phone's player reads them."""
        changed: list[Any] = []
        for id, document in self.world.documents.items():
            state = tuple((path, each.stamp) for path, each in document.registers.items())
            if document.kind in KINDS_HELD and self._told.get(id) != state:
                self._told[id] = state
                changed.append(written(document))
        return changed

    @property
    def leader(self) -> str:
        leader = self.world.documents[TEAM].value("leader")
        return next(name for name in INSPECTORS if PEOPLE[name] == leader)

    def _at(self) -> int | None:
        """When a phone says that it was: now, on a clock that is ahead, or before."""
        drawn = self.random.random()
        if drawn < 0.5:
            return None
        return self.world.now_ms + (self.random.randint(0, 50_000) if drawn < 0.6 else -self.random.randint(0, 600_000))

    def _write(self, who: str, item: str, writes: dict[str, Any]) -> None:
        doc = natural_id(f"observation/{uuid_text(VISIT)}/{item}/{uuid_text(PEOPLE[who])}")
        made = writes if doc in self.world.documents else observation(who, item, **writes)
        self.world.tries(who, "observation", doc, made, self._at())

    def _see(self) -> None:
        random = self.random
        writes: dict[str, Any] = {}
        if random.random() < 0.7:
            writes["verdict"] = random.choice(VERDICTS) if random.random() < 0.95 else None
        if random.random() < 0.25:
            deduction = {"points": random.choice(("0", "1", "2.5", 1)), "reason": "脱岗"}
            writes["deduction"] = random.choice((deduction, deduction, None))
        if random.random() < 0.2:
            writes["points"] = random.choice((0, 1, "2", "3.5", None))
        if random.random() < 0.2:
            writes["count"] = random.choice((1, 2, 7, None))
        if random.random() < 0.2 or not writes:
            writes["note"] = random.choice(("另见照片", "下午又去了一次"))
        self._write(random.choice(INSPECTORS), random.choice(self.items), writes)

    def _part(self) -> None:
        item, children = self.random.choice((("b", ("badge", "dress")), ("q8", "abcde")))
        verdict = self.random.choice(("pass", "fail", "fail", None))
        self._write(self.random.choice(INSPECTORS), item, {f"children/{self.random.choice(children)}": verdict})

    def _rule(self) -> None:
        """Mostly by who leads, at times by who doesn't; at times it is taken back."""
        random = self.random
        who = self.leader if random.random() < 0.8 else random.choice(INSPECTORS)
        item = random.choice(self.items[:3])
        points = {"points": random.choice((None, None, "1", 0)), "lost": random.choice((None, None, "1", "2"))}
        said = {"verdict": random.choice(VERDICTS), **points, "reason": "看过照片"}
        doc = natural_id(f"visit_ruling/{uuid_text(VISIT)}/{item}")
        once = {} if doc in self.world.documents else {"visit": VISIT, "item": item}
        ruling = {**once, own("by/", who): said if random.random() < 0.75 else None}
        self.world.tries(who, "visit_ruling", doc, ruling, self._at())

    def _lead(self) -> None:
        self.world.tries("supervisor", "inspection_team", TEAM, {"leader": PEOPLE[self.random.choice(INSPECTORS)]})

    def _leave(self) -> None:
        who, stays = self.random.choice(INSPECTORS), self.random.choice((True, None))
        self.world.tries("supervisor", "inspection_team", TEAM, {own("members/", who): stays})

    def _finish(self) -> None:
        number, leader = self.random.randint(1, 3), self.leader
        facts = {own(f"finished/{number}/", leader): self.world.now_ms, **scenes.HOST}
        self.world.tries(leader, "visit", VISIT, facts, self._at())

    def _reopen(self) -> None:
        number, leader = self.random.randint(1, 3), self.leader
        self.world.tries(leader, "visit", VISIT, {own(f"reopened/{number}/", leader): "漏看一处"}, self._at())

    def _publish(self) -> None:
        visit = self.world.documents[VISIT]
        if any(path.startswith("finished/") for path in visit.registers):
            self.world.write(ServerAct(VISIT, "visit", {"published": self.world.now_ms}))


def written(document: Document) -> list[Any]:
    registers = [
        [path, tag(each.value), each.stamp.hex(), each.received_ms] for path, each in document.registers.items()
    ]
    return [document.id.hex(), document.kind, registers]


def counted(world: World) -> dict[str, Any]:
    """What the server counts, in the words of the phone's player."""
    visit, checklist = world.documents[VISIT], world.documents[CHECKLIST]
    results, items = item_results(visit, checklist, world), asked_items(visit, checklist)
    score = visit_score(items, results)
    disputed = {id: each.disagree and each.source != "ruling" for id, each in results.items()}
    return {
        "judged": score.passed + score.failed + score.na,
        "failed": score.failed,
        "disputed": sum(disputed.values()),
        "observations": sum(each.judged for each in results.values()),
        "full": score.full,
        "score": score.score,
        "lost": score.lost,
        "items": {id: [each.verdict, each.lost, disputed[id], each.judged] for id, each in results.items()},
    }


def tallied(world: World) -> dict[str, Any] | None:
    """What the tally says; None while there is none."""
    tally = world.documents.get(TALLY)
    if tally is None:
        return None
    sums = ("judged", "failed", "disputed", "observations", "full", "score", "lost")
    items = {path[6:]: each.value for path, each in tally.registers.items() if path.startswith("items/")}
    told = {id: [each[name] for name in ("verdict", "lost", "disputed", "seen")] for id, each in items.items()}
    return {**{name: tally.value(name) for name in sums}, "items": told}


def played(seed: int, steps: int = STEPS) -> tuple[dict[str, Any], list[dict[str, Any]], list[dict[str, Any] | None]]:
    """A course as the phone's player is told it; what the server counts after each step; and what its tally says."""
    course = Course(seed)
    states, server, tallies = [course.news()], [counted(course.world)], [tallied(course.world)]
    for _ in range(steps):
        course.step()
        states.append(course.news())
        server.append(counted(course.world))
        tallies.append(tallied(course.world))
    return {"visit": VISIT.hex(), "me": PEOPLE[LEADER].hex(), "states": states}, server, tallies

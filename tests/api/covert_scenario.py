"""What is done in one of the paired runs: ids alike in both houses, acts of the team and of everybody else."""

from __future__ import annotations

import io
from collections.abc import Callable
from random import Random
from typing import Any

from PIL import Image

from api.database import Txn
from api.shelf import read_documents
from models.calendar import local_day
from models.document import natural_id, uuid_text
from models.inspection import team_id, visit_id
from sync.stamp import make
from tests.api.covert_house import (
    BRANCH,
    CENTRE,
    CHECKLIST,
    LABORATORY,
    PEOPLE,
    SURGERY,
    TEAM,
    WARD,
    Somebody,
    evaluation_id,
    picture_hash,
)
from tests.api.door import Door
from tests.models.inspection_scenes import ITEMS

AGAIN = {"again": True}
"""The same team goes again and again; other planners' draws excuse who they know went last."""
PAPER = 0.05
"""How often an export is a PDF, which takes its time."""
MATTER = "窗口无人值守"
PLACE_OF = {name: number for number, name in enumerate(PEOPLE, 1)}
AHEAD_MS_MAX = 59_000
"""As far as a stamp may lie ahead of the server's time."""


class House:
    """One of the two: a door and the people behind it."""

    def __init__(self, door: Door, people: dict[str, Somebody]) -> None:
        self.door, self.people = door, people

    def __getitem__(self, name: str) -> Somebody:
        return self.people[name]


class Scenario:
    """What is done in one pair: ids that are the same in both houses, acts of the team and of everybody else."""

    def __init__(self, house: House, seed: int) -> None:
        self.house, self.seed = house, seed
        self.day = local_day(house.door.clock())
        self.plan = make(house.door.clock(), seed % 4096, house["planner"].replica)
        self.visit = visit_id(self.plan, WARD)
        self.observation = natural_id(f"observation/{uuid_text(self.visit)}/a/{uuid_text(PEOPLE['first'])}")
        self.picture = _picture(seed)
        self.called = b""
        """The branch's meeting, where one was called."""

    # -- everybody else -------------------------------------------------------------------------------------

    def acts_of(self, name: str) -> list[Callable[[str, Random], Any]]:
        usual = [self.looks, self.guesses, self.asks_around, self.evaluates, self.adds_a_picture]
        special = {
            "admin": [self.moves_somebody, self.exports],
            "leader": [self.exports],
            "head": [self.calls_together],
            "secretary": [self.calls_the_branch],
            "other_planner": [self.plans_another],
        }
        return [*usual, *special.get(name, [])]

    async def looks(self, name: str, random: Random) -> None:
        await self.house[name].pull()
        fresh, self.house[name].cursors = self.house[name].cursors, {}
        await self.house[name].pull()
        assert fresh.keys() >= set()

    async def evaluates(self, name: str, random: Random) -> None:
        """Ordinary work, with what the server writes in consequence."""
        opening = {"person": PEOPLE[name], "form": "daily@1", "day": self.day}
        answers = {"answers/first_asked": "full", "answers/attitude": random.randint(1, 5), "answers/discipline": True}
        await self.house[name].push("self_evaluation", evaluation_id(name, self.day), {**opening, **answers})

    async def adds_a_picture(self, name: str, random: Random) -> None:
        """To one's own evaluation; how much room is left for it may not tell of other people's pictures."""
        one = self.house[name]
        picture = _picture(self.seed, PLACE_OF[name])
        opening = {"person": one.person, "form": "daily@1", "day": self.day}
        await one.push("self_evaluation", evaluation_id(name, self.day), {**opening, "answers/photo": shown(picture)})
        path = f"/api/documents/{uuid_text(evaluation_id(name, self.day))}/blobs/{picture_hash(picture)}"
        await one.ask("PUT", path, picture, **{"Content-Type": "image/jpeg"})
        await one.ask("GET", path)

    async def calls_together(self, name: str, random: Random) -> None:
        await self._calls(name, WARD, "科务会")

    async def calls_the_branch(self, name: str, random: Random) -> bytes:
        """To a meeting that the server tells of the month; returns its activity."""
        return await self._calls(name, BRANCH, "支部党员大会")

    async def _calls(self, name: str, place: bytes, title: str) -> bytes:
        one = self.house[name]
        doc, begins = one.stamp(), self.house.door.clock() + 3_600_000
        writes = {"institution": CENTRE, "organiser": PEOPLE[name], "place": place, "type": "meeting", "title": title}
        times = {"begins_at": begins, "ends_at": begins + 3_600_000, "due_by": "everyone", "announced": True}
        assert await one.push("activity", doc, {**writes, **times}) is None
        return doc

    async def moves_somebody(self, name: str, random: Random) -> None:
        unit = random.choice((WARD, SURGERY, LABORATORY))
        stay = {"unit": unit, "from": self.day, "to": None}
        await self.house[name].push("person", PEOPLE["leader"], {"memberships/2": stay})
        await self.house[name].push("unit", WARD, {"order": random.randint(1, 9)})

    async def plans_another(self, name: str, random: Random) -> None:
        """Another planner's covert draw, which may not feel that the same place was just inspected."""
        one = self.house[name]
        plan = one.stamp()
        await one.push("inspection_plan", plan, plan_of(name, "second", "other_inspector"))
        assert await one.push("inspection_plan", plan, {"sealed": True}) is None
        for phone in ("second", "other_inspector", name):
            await self.house[phone].pull()
        await one.push("inspection_plan", plan, {"cancelled": "演练"})

    async def exports(self, name: str, random: Random) -> None:
        one = self.house[name]
        for path in ("/api/exports/month/2026-10.xlsx", "/api/roster/export.xlsx", "/api/exports/month/2026-11.xlsx"):
            await one.ask("GET", path)
        if random.random() < PAPER:
            await one.ask("GET", f"/api/exports/file/{uuid_text(PEOPLE['nurse'])}/2026.pdf")

    async def asks_around(self, name: str, random: Random) -> None:
        """Whatever answers without a document."""
        paths = [
            "/api/health",
            "/api/info",
            "/api/sync/kinds",
            "/api/sync/quarantine",
            "/api/templates",
            "/api/metrics",
        ]
        for path in random.sample(paths, k=3):
            await self.house[name].ask("GET", path)
        await self.house[name].ask("GET", "/api/metrics", Authorization="Bearer guessed")

    async def guesses(self, name: str, random: Random) -> None:
        """Somebody has heard an id, and tries every door with it."""
        one, visit, plan = self.house[name], uuid_text(self.visit), uuid_text(self.plan)
        await one.pull(**{f"covert/{visit}": 0, f"covert/{plan}": 0, f"inspection/{visit}": 0})
        own = uuid_text(one.person)
        await one.push("visit", self.visit, {f"begun/{own}": 1})
        await one.push("inspection_plan", self.plan, {"cancelled": "看看"})
        await one.push("inspection_team", team_id(self.visit), {f"members/{own}": True})
        tried = {"visit": self.visit, "item": "a", "inspector": one.person, "verdict": "pass"}
        await one.push("observation", self.observation, tried)
        path = f"/api/documents/{uuid_text(self.observation)}/blobs/{picture_hash(self.picture)}"
        await one.ask("GET", path)
        await one.ask("HEAD", path)
        await one.ask("PUT", path, self.picture, **{"Content-Type": "image/jpeg"})
        await one.ask("GET", f"/api/visits/{visit}/expected")
        await one.ask("GET", f"/api/sync/quarantine?doc={self.visit.hex()}")
        if name in ("nurse", "head", "other_inspector"):
            await one.says(self.visit, "items/a")


class TeamActs:
    """The acts of the covert visit; each goes as far as what was done before allows."""

    def __init__(self, scenario: Scenario, random: Random) -> None:
        self._scenario, self._random = scenario, random
        self._ahead = random.choice((0, 0, 5_000, AHEAD_MS_MAX))
        self._planner, self._first, self._second = (scenario.house[name] for name in TEAM)
        self._done: set[str] = set()

    def all(self) -> list[Callable[[], Any]]:
        return [
            self.plans,
            self.arrives,
            self.sees,
            self.photographs,
            self.walks_live,
            self.finishes,
            self.gives_up,
        ]

    async def plans(self) -> None:
        if "planned" not in self._done:
            await self._planner.push(
                "inspection_plan", self._scenario.plan, AGAIN | plan_of("planner", "first", "second"), self._ahead
            )
            assert (
                await self._planner.push("inspection_plan", self._scenario.plan, {"sealed": True}, self._ahead) is None
            )
            self._done.add("planned")

    async def arrives(self) -> None:
        await self.plans()
        if "arrived" in self._done:
            return
        self._done.add("arrived")
        for one in (self._first, self._second):
            await one.pull()
            own = uuid_text(one.person)
            await one.push("visit", self._scenario.visit, {f"begun/{own}": 1, f"claims/a/{own}": 2}, self._ahead)

    async def sees(self) -> None:
        await self.arrives()
        if "seen" in self._done:
            return
        self._done.add("seen")
        for one, verdict in ((self._first, "fail"), (self._second, self._random.choice(("pass", "fail")))):
            for item in ITEMS:
                doc = natural_id(f"observation/{uuid_text(self._scenario.visit)}/{item}/{uuid_text(one.person)}")
                writes = {"visit": self._scenario.visit, "item": item, "inspector": one.person, "verdict": verdict}
                await one.push("observation", doc, writes, self._ahead)

    async def photographs(self) -> None:
        await self.sees()
        doc = natural_id(f"observation/{uuid_text(self._scenario.visit)}/a/{uuid_text(self._first.person)}")
        await self._first.push("observation", doc, {"photos/1": shown(self._scenario.picture)}, self._ahead)
        path = f"/api/documents/{uuid_text(doc)}/blobs/{picture_hash(self._scenario.picture)}"
        await self._first.ask("PUT", path, self._scenario.picture, **{"Content-Type": "image/jpeg"})

    async def walks_live(self) -> None:
        await self.arrives()
        for one in (self._first, self._second):
            await one.listen()
            await one.says(self._scenario.visit, "items/a")
        await self._planner.ask("GET", f"/api/visits/{uuid_text(self._scenario.visit)}/expected")
        for one in (self._first, self._second):
            await one.hang_up()

    async def finishes(self) -> None:
        await self.sees()
        leader = self._first if await self._leads(self._first) else self._second
        own = uuid_text(leader.person)
        ruling = natural_id(f"visit_ruling/{uuid_text(self._scenario.visit)}/a")
        ruled = {"verdict": "fail", "reason": "照片清楚"}
        await leader.push(
            "visit_ruling", ruling, {"visit": self._scenario.visit, "item": "a", f"by/{own}": ruled}, self._ahead
        )
        await leader.push("visit", self._scenario.visit, {f"finished/1/{own}": 3, "host_note": "不在"}, self._ahead)
        await self._planner.pull()

    async def proposes(self) -> str:
        """The leader chooses one matter and its picture; the finding's key."""
        await self.finishes()
        await self.photographs()
        leader = self._first if await self._leads(self._first) else self._second
        doc, own = self.publication, uuid_text(leader.person)
        matter = {"kind": "服务", "text": MATTER, "item": "a", "object": "3号窗口"}
        chosen = {"findings/k1": matter, "photos/k1.1": shown(self._scenario.picture)}
        told = {"visit": self._scenario.visit, "withheld": True, **chosen}
        assert await leader.push("publication", doc, told, self._ahead) is None
        assert await leader.push("publication", doc, {f"proposed/1/{own}": 1}, self._ahead) is None
        return "k1"

    async def confirms(self) -> None:
        """The second person: upon this the server writes what was chosen."""
        await self._planner.pull()
        own = uuid_text(self._planner.person)
        assert await self._planner.push("publication", self.publication, {f"confirmed/1/{own}": 1}, self._ahead) is None

    @property
    def publication(self) -> bytes:
        return natural_id(f"publication/{uuid_text(self._scenario.visit)}")

    async def gives_up(self) -> None:
        await self.plans()
        await self._planner.push("inspection_plan", self._scenario.plan, {"cancelled": "改期"}, self._ahead)

    async def seals_from_the_future(self) -> None:
        """A draw by a phone whose clock is ahead: what the server writes next for others may not feel it."""
        plan = self._planner.stamp()
        await self._planner.push("inspection_plan", plan, AGAIN | plan_of("planner", "first", "second"), AHEAD_MS_MAX)
        assert await self._planner.push("inspection_plan", plan, {"sealed": True}, AHEAD_MS_MAX) is None

    async def _leads(self, one: Somebody) -> bool:
        def read(txn: Txn) -> bool:
            return any(
                each.value("leader") == one.person for each in read_documents(txn, [team_id(self._scenario.visit)])
            )

        return await self._planner.door.parts.database().read(read)


def plan_of(organiser: str, *inspectors: str) -> dict[str, Any]:
    """A covert plan for the ward, whole but for its seal."""
    plan = {
        "institution": CENTRE,
        "organiser": PEOPLE[organiser],
        "manner": "covert",
        "title": "节前暗访",
        "practice": "covert",
        "from": "2026-11-01",
        "to": "2026-12-31",
        "checklist": CHECKLIST,
        "rule": "worst",
        "silent": True,
        f"candidates/{uuid_text(WARD)}": True,
    }
    return plan | {f"inspectors/{uuid_text(PEOPLE[name])}": True for name in inspectors}


def _picture(seed: int, number: int = 0) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 20), (seed % 256, 80, 120 + number)).save(out, "JPEG")
    return out.getvalue()


def shown(picture: bytes) -> dict[str, Any]:
    """The value of a register that names this picture."""
    reference = {"blob": picture_hash(picture), "type": "image/jpeg", "bytes": len(picture)}
    return {**reference, "width": 40, "height": 20}

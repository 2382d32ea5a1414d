"""A visit's score on the phone and on the real server: what a phone counts from what it pulled is what the tally says.

The phone's half is the app's own, over a pipe; what it holds was pulled by the reference replica.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import msgspec
import pytest_asyncio

from api.recount.compare import recount
from models.document import natural_id, uuid_text
from models.inspection import team_id
from models.visit_tally import tally_id
from sync.change import encode_change
from sync.messages import encode_push
from sync.replica import Replica
from tests.api.covert_house import MESSAGEPACK, PEOPLE, Somebody
from tests.api.covert_scenario import House
from tests.api.test_covert_pairs import opened
from tests.api.test_publishing import NOW, TEAM, Ids, confirmed, covert_plan, own
from tests.models.compare_visits import phone_counts
from tests.models.visits_random import KINDS_HELD
from tests.vectors.tagged import tag

decode = msgspec.msgpack.decode
SUMS = ("judged", "failed", "disputed", "observations", "full", "score", "lost")


class Team:
    """检查组: a sealed visit, and what its people do."""

    def __init__(self, house: House) -> None:
        self.house, self.ids = house, Ids(house)

    def observation(self, name: str, item: str) -> bytes:
        return natural_id(f"observation/{uuid_text(self.ids.visit)}/{item}/{uuid_text(PEOPLE[name])}")

    async def does(self, name: str, kind: str, doc: bytes, writes: dict[str, Any]) -> None:
        self.house.door.clock.advance(1_000)
        assert await self.house[name].push(kind, doc, writes) is None

    async def sees(self, name: str, item: str, **found: Any) -> None:
        once = {"visit": self.ids.visit, "item": item, "inspector": PEOPLE[name]}
        await self.does(name, "observation", self.observation(name, item), {**once, **found})

    def writes_down(self, name: str, item: str, **found: Any) -> bytes:
        """Seen and not sent: a change that is stamped now."""
        self.house.door.clock.advance(1_000)
        return encode_change(self.house[name].stamp(), self.observation(name, item), "observation", list(found.items()))

    async def sends(self, name: str, changes: list[bytes]) -> None:
        self.house.door.clock.advance(1_000)
        answer = await self.house[name].ask("POST", "/api/sync/push", encode_push(None, changes), **MESSAGEPACK)
        assert decode(answer.content)["results"] == [None] * len(changes)

    async def rules(self, name: str, item: str, verdict: str) -> None:
        doc = natural_id(f"visit_ruling/{uuid_text(self.ids.visit)}/{item}")
        said = {"verdict": verdict, "reason": "看过照片"}
        await self.does(name, "visit_ruling", doc, {"visit": self.ids.visit, "item": item, own("by", name): said})

    async def is_led_by(self, name: str) -> None:
        await self.does("planner", "inspection_team", team_id(self.ids.visit), {"leader": PEOPLE[name]})

    async def counted(self) -> dict[str, Any]:
        """What the tally says, which is what each phone of the circle counts, one that has just signed in as well."""
        held = [await pulled(self.house[name]) for name in TEAM]
        courses = [course(each, self.ids.visit, PEOPLE[name]) for each, name in zip(held, TEAM, strict=True)]
        phones = await asyncio.to_thread(phone_counts, courses)
        tallies = [tallied(each, tally_id(self.ids.visit)) for each in held]
        for (told,), tally in zip(phones, tallies, strict=True):
            assert tally == tallies[0]
            counted = {**told, "items": {id: each for id, each in told["items"].items() if id in tally["items"]}}
            assert counted == tally
        found = await self.house.door.parts.database().read(recount)
        assert (found.tallies, found.differences) == (1, [])
        return {**tallies[0], **tallies[0]["items"]}


def tallied(replica: Replica, tally: bytes) -> dict[str, Any]:
    """What a tally says, in the words of the phone's player."""
    values = {path: decode(each.value) for path, each in replica.accepted.docs[tally].registers.items()}
    items = {path[6:]: each for path, each in values.items() if path.startswith("items/")}
    told = {id: [each[name] for name in ("verdict", "lost", "disputed", "seen")] for id, each in items.items()}
    return {**{path: values[path] for path in SUMS}, "items": told}


async def pulled(one: Somebody) -> Replica:
    """Everything that a new device of theirs is given."""
    replica = Replica(one.person, one.replica, None)
    more = True
    while more:
        answer = await one.ask("POST", "/api/sync/pull", replica.pull_body(), **MESSAGEPACK)
        now_ms = one.door.clock()
        more = replica.pull_answered(answer.content, now_ms, now_ms)
    return replica


def course(replica: Replica, visit: bytes, me: bytes) -> dict[str, Any]:
    """What a device holds, as the phone's player reads it: all at once."""
    held: list[Any] = []
    for doc, each in replica.accepted.docs.items():
        if each.kind in KINDS_HELD:
            registers = [
                [path, tag(decode(written.value)), written.stamp.hex(), written.received_ms]
                for path, written in each.registers.items()
            ]
            held.append([doc.hex(), each.kind, registers])
    return {"visit": visit.hex(), "me": me.hex(), "states": [held]}


@pytest_asyncio.fixture
async def team(new_database: Callable[[], str], tmp_path: Path) -> AsyncGenerator[Team]:
    async with AsyncExitStack() as stack:
        made = Team(await opened(stack, tmp_path, new_database()))
        plan = made.ids.plan
        await made.does("planner", "inspection_plan", plan, covert_plan(made.house))
        await made.does("planner", "inspection_plan", plan, {"sealed": True})
        yield made


async def test_over_two_leaders_the_last_ruling_holds_on_every_phone_and_in_the_tally(team: Team) -> None:
    await team.sees("first", "a", verdict="pass")
    await team.sees("second", "a", verdict="fail")
    await team.sees("second", "b", verdict="fail", **{"children/badge": "fail"})
    assert (await team.counted())["a"] == ["fail", "5", True, 2]
    await team.rules("first", "a", "pass")
    assert (await team.counted())["a"] == ["pass", "0", False, 2]
    await team.is_led_by("second")
    assert (await team.counted())["a"] == ["pass", "0", False, 2]
    await team.rules("second", "a", "fail")
    await team.is_led_by("first")
    told = await team.counted()
    assert (told["a"], told["score"], told["lost"]) == (["fail", "5", False, 2], "0", "7")
    await team.rules("first", "a", "na")
    assert (await team.counted())["a"] == ["na", "0", False, 2]


async def test_what_counted_at_the_publication_counts_on_every_phone_until_it_is_reopened(team: Team) -> None:
    first, visit = "first", team.ids.visit
    await team.sees("second", "a", verdict="fail")
    await team.sees("second", "b", verdict="fail", count=1)
    await team.sees("second", "c", verdict="pass", points=7)
    held = [
        team.writes_down("second", "a", deduction={"points": "1", "reason": "脱岗十分钟"}),
        team.writes_down("second", "b", verdict="pass"),
        team.writes_down("second", "c", points=4, note="改判"),
    ]
    await team.does(first, "visit", visit, {own("finished/1", first): NOW, "host_note": "暗访"})
    chosen = {"kind": "服务", "text": "窗口无人值守", "item": "a", "object": "3号窗口"}
    proposal = {"visit": visit, "withheld": True, "findings/k1": chosen}
    await team.does(first, "publication", team.ids.publication, proposal)
    await team.does(first, "publication", team.ids.publication, {own("proposed/1", first): NOW})
    await confirmed(team.house)
    published = await team.counted()
    assert (published["score"], published["lost"]) == ("7", "10")
    await team.sends("second", held)
    assert await team.counted() == published
    await team.does(first, "visit", visit, {own("reopened/1", first): "后到的记录要算"})
    opened_again = await team.counted()
    assert [opened_again[item][:2] for item in "abc"] == [["fail", "1"], ["pass", "0"], ["pass", "6"]]
    assert (opened_again["score"], opened_again["lost"]) == ("8", "7")

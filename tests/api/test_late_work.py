"""Work of somebody who has left the team, over the real server: the leader sees it lie apart, and takes it in."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Callable
from contextlib import AsyncExitStack
from pathlib import Path

import pytest_asyncio

from api.database import Txn
from api.shelf import read_documents
from models.document import Document, uuid_text
from models.inspection import team_id
from tests.api.covert_scenario import House
from tests.api.test_covert_pairs import opened
from tests.api.test_publishing import TEAM, Ids, covert_plan, own


@pytest_asyncio.fixture
async def house(new_database: Callable[[], str], tmp_path: Path) -> AsyncGenerator[House]:
    async with AsyncExitStack() as stack:
        yield await opened(stack, tmp_path, new_database())


async def sent_late(house: House) -> None:
    """The second inspector is dismissed, and then sends what was seen before."""
    planner, _, second = (house[name] for name in TEAM)
    ids = Ids(house)
    plan = covert_plan(house)
    assert await planner.push("inspection_plan", ids.plan, plan) is None
    assert await planner.push("inspection_plan", ids.plan, {"sealed": True}) is None
    await second.pull()
    assert await planner.push("inspection_team", team_id(ids.visit), {own("members", "second"): None}) is None
    seen = {"visit": ids.visit, "item": "a", "inspector": second.person, "verdict": "fail", "note": "无人值守"}
    assert await second.push("observation", ids.seen, seen) == "not_found"


async def document(house: House, id: bytes) -> Document | None:
    def read(txn: Txn) -> Document | None:
        return next(iter(read_documents(txn, [id])), None)

    return await house["first"].door.parts.database().read(read)


async def test_the_leader_reads_what_came_late_and_takes_it_in(house: House) -> None:
    await sent_late(house)
    first, ids = house["first"], Ids(house)
    await first.pull()
    path = f"/api/visits/{uuid_text(ids.visit)}/expected"
    (late,) = json.loads((await first.ask("GET", path)).content)["late"]
    assert late["person"] == uuid_text(house["second"].person)
    assert late["kind"] == "observation"
    assert (late["item"], late["verdict"], late["words"], late["taken_in"]) == ("a", "fail", ["无人值守"], False)
    assert await document(house, ids.seen) is None
    for stranger in ("second", "head"):
        assert (await house[stranger].ask("GET", path)).status_code == 404
    assert await first.push("visit", ids.visit, {f"taken_in/{late['change']}": True}) is None
    taken = await document(house, ids.seen)
    assert taken is not None
    assert (taken.value("verdict"), taken.value("note")) == ("fail", "无人值守")
    (again,) = json.loads((await first.ask("GET", path)).content)["late"]
    assert again["taken_in"] is True


async def test_who_has_left_receives_nothing_of_it(house: House) -> None:
    await sent_late(house)
    first, second, ids = house["first"], house["second"], Ids(house)
    await second.pull()
    (late,) = json.loads((await first.ask("GET", f"/api/visits/{uuid_text(ids.visit)}/expected")).content)["late"]
    assert await first.push("visit", ids.visit, {f"taken_in/{late['change']}": True}) is None
    assert (await second.pull())["scopes"] == {}
    assert await second.push("observation", ids.seen, {"note": "再补一句"}) == "not_found"

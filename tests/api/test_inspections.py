"""Inspections over HTTP: the leak list, what is expected of a lost phone, and that it is nobody else's business."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack
from typing import Any

import pytest
from PIL import Image

from api.database import Txn
from api.recount.compare import recount
from api.shelf import read_documents
from models.document import natural_id, uuid_text
from models.inspection import visit_id
from models.visit_tally import tally_id
from tests.api.covert_house import CENTRE, CHECKLIST, PEOPLE, WARD, Somebody, founded, picture_hash
from tests.api.door import Door


class Visit:
    """A covert visit of a planner and two inspectors, sealed."""

    def __init__(self, door: Door, people: dict[str, Somebody]) -> None:
        self.door, self.people = door, people
        self.plan = b""

    def __getitem__(self, name: str) -> Somebody:
        return self.people[name]

    @property
    def id(self) -> bytes:
        return visit_id(self.plan, WARD)

    async def seal(self) -> None:
        planner = self["planner"]
        self.plan = planner.stamp()
        writes: dict[str, Any] = {
            "institution": CENTRE,
            "organiser": planner.person,
            "manner": "covert",
            "title": "暗访",
            "practice": "covert",
            "from": "2020-01-01",
            "to": "2099-12-31",
            "checklist": CHECKLIST,
            "rule": "worst",
            f"candidates/{uuid_text(WARD)}": True,
        }
        chosen = {f"inspectors/{uuid_text(PEOPLE[name])}": True for name in ("first", "second")}
        assert await planner.push("inspection_plan", self.plan, {**writes, **chosen}) is None
        assert await planner.push("inspection_plan", self.plan, {"sealed": True}) is None

    async def registers(self, doc: bytes) -> dict[str, Any]:
        def read(txn: Txn) -> dict[str, Any]:
            (found,) = read_documents(txn, [doc])
            return {path: register.value for path, register in found.registers.items()}

        return await self.door.parts.database().read(read)

    async def observe(self, name: str, item: str, **found: Any) -> bytes:
        one = self[name]
        doc = natural_id(f"observation/{uuid_text(self.id)}/{item}/{uuid_text(one.person)}")
        writes = {"visit": self.id, "item": item, "inspector": one.person, "verdict": "fail", **found}
        assert await one.push("observation", doc, writes) is None
        return doc

    async def expected(self, name: str) -> Any:
        answer = await self[name].ask("GET", f"/api/visits/{uuid_text(self.id)}/expected")
        return answer.json() if answer.status_code == 200 else answer.status_code


@pytest.fixture
async def visit(door: Door) -> AsyncGenerator[Visit]:
    signed_in = await door.parts.database().write(founded)
    async with AsyncExitStack() as stack:
        people = {
            name: Somebody(door, name, replica, token, noted=False) for name, (replica, token) in signed_in.items()
        }
        for one in people.values():
            stack.push_async_callback(one.leave)
        door.clock.advance(1_000)
        made = Visit(door, people)
        await made.seal()
        yield made


async def test_whoever_receives_a_covert_visit_is_noted_once_with_the_time(visit: Visit) -> None:
    first = f"seen/{uuid_text(PEOPLE['first'])}"
    assert first not in await visit.registers(visit.id)
    then_ms = visit.door.clock()
    await visit["first"].pull()
    visit.door.clock.advance(60_000)
    await visit["first"].pull()
    found = await visit.registers(visit.id)
    assert found[first] == then_ms
    assert f"seen/{uuid_text(PEOPLE['second'])}" not in found
    assert first not in await visit.registers(visit.plan)


async def test_a_socket_alone_is_noted_too(visit: Visit) -> None:
    await visit["second"].listen()
    noted = f"seen/{uuid_text(PEOPLE['second'])}"
    async with asyncio.timeout(30):
        while True:
            if noted in await visit.registers(visit.id):
                break
            await asyncio.sleep(0.01)


async def test_a_transfer_into_the_place_takes_everything_away_at_the_next_contact(visit: Visit) -> None:
    first = visit["first"]
    scope = f"covert/{uuid_text(visit.id)}"
    assert scope in (await first.pull())["scopes"]
    stay = {"unit": WARD, "from": "2020-01-01", "to": None}
    assert await visit["admin"].push("person", first.person, {"memberships/1": stay}) is None
    assert (await first.pull())["gone"] == [scope]
    assert await first.push("visit", visit.id, {f"begun/{uuid_text(first.person)}": 1}) == "not_found"


def receives(told: dict[str, Any], doc: bytes) -> bool:
    return any(doc in entry[-1] for scope in told["scopes"].values() for entry in scope["entries"])


async def test_the_tally_moves_with_what_is_seen_and_goes_to_the_circle_with_it(visit: Visit) -> None:
    tally = tally_id(visit.id)
    await visit.observe("first", "a")
    begun = await visit.registers(tally)
    assert (begun["observations"], begun["disputed"], begun["score"], begun["n"]) == (1, 0, "0", 1)
    await visit.observe("second", "a", verdict="pass")
    await visit.observe("second", "a", verdict="pass", note="补记")
    moved = await visit.registers(tally)
    assert (moved["observations"], moved["disputed"], moved["score"], moved["n"]) == (2, 1, "0", 2)
    assert [name for name in PEOPLE if receives(await visit[name].pull(), tally)] == ["planner", "first", "second"]
    found = await visit.door.parts.database().read(recount)
    assert (found.tallies, found.differences) == (1, [])


async def test_what_a_lost_phone_had_announced_is_named(visit: Visit) -> None:
    first = visit["first"]
    await first.pull()
    claim = {f"claims/a/{uuid_text(first.person)}": 1, f"begun/{uuid_text(first.person)}": 1}
    assert await first.push("visit", visit.id, claim) is None
    picture = io.BytesIO()
    Image.new("RGB", (40, 20), "white").save(picture, "JPEG")
    hash = picture_hash(picture.getvalue())
    reference = {"blob": hash, "type": "image/jpeg", "bytes": len(picture.getvalue()), "width": 40, "height": 20}
    doc = await visit.observe("first", "a", **{"photos/1": reference})
    told = await visit.expected("planner")
    (debt,) = [each for each in told["debts"] if each["person"] == uuid_text(first.person)]
    assert (debt["claimed"], debt["missing"], debt["photos"], told["complete"]) == (2, ["b"], 1, False)
    path = f"/api/documents/{uuid_text(doc)}/blobs/{hash}"
    await first.ask("PUT", path, picture.getvalue(), **{"Content-Type": "image/jpeg"})
    await visit.observe("first", "b")
    assert (await visit.expected("second"))["complete"] is True


@pytest.mark.parametrize("name", ["nurse", "head", "admin", "leader", "other_planner", "other_inspector"])
async def test_nobody_else_can_tell_a_visit_from_nothing(visit: Visit, name: str) -> None:
    assert await visit.expected(name) == 404
    nothing = await visit[name].ask("GET", f"/api/visits/{uuid_text(bytes(16))}/expected")
    real = await visit[name].ask("GET", f"/api/visits/{uuid_text(visit.id)}/expected")
    assert nothing.status_code == real.status_code
    assert nothing.content[:60] == real.content[:60]


async def test_answers_to_the_team_are_never_compressed(visit: Visit) -> None:
    answer = await visit["first"].ask(
        "POST",
        "/api/sync/pull",
        b"\x82\xa3log\xc0\xa7cursors\x80",
        **{"Content-Type": "application/x-msgpack", "Accept-Encoding": "br, gzip"},
    )
    assert answer.status_code == 200
    assert "content-encoding" not in answer.headers

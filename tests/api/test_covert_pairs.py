"""Every scenario twice, with and without a covert visit: nobody outside the team receives one other byte.

A pair is two houses that are alike to the bit. In one of them a team plans, seals, walks, sees, photographs, differs,
rules and finishes; in the other those people do nothing of it. Everybody else does the same in both: works, looks,
exports, listens, guesses at the ids of the visit. What they received is compared whole. The houses of one process go
on from pair to pair, so every later pair has all earlier visits behind it.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncGenerator, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest
import pytest_asyncio

from api.database import Txn
from api.intake import Intake
from api.migrate import migrate
from api.settings import Settings
from api.stores import open_store
from tests.api.conftest import served
from tests.api.covert_house import BEGINS_MS, OUTSIDERS, PEOPLE, Somebody, founded
from tests.api.covert_scenario import House, Scenario, TeamActs
from tests.api.door import SteppedClock

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]
PAIRS = 40
LISTENING = ("nurse", "head", "other_inspector")
TOKEN = "the operator's alone"
ROOM_BYTES = 24_000
"""So little room for pictures that everybody's own fill it before the last pair."""
LOG = bytes(range(16))
MINUTE_MS = 60_000


class Pair:
    """A house with covert visits, and one without."""

    def __init__(self, houses: dict[bool, House]) -> None:
        self.houses = houses

    async def plays(self, seed: int) -> dict[bool, dict[str, list[Any]]]:
        """What each outsider received, by house."""
        heard: dict[bool, dict[str, list[Any]]] = {}
        for covert, house in self.houses.items():
            with pytest.MonkeyPatch.context() as patched:
                patched.setattr("api.founding.secrets.randbelow", Random(seed).randrange)  # noqa: S311 - has to replay
                heard[covert] = await play(house, seed, covert=covert)
        return heard


def ready(database_url: str) -> None:
    """A migrated database whose log and key are the same in both houses."""
    store = open_store(database_url)
    migrate(store, LOG)
    with store.transaction() as txn:
        txn.execute("insert into meta (key, value) values ('key', ?)", [bytes(32).hex()])
    store.close()


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def pair(new_database: Callable[[], str], tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[Pair]:
    async with AsyncExitStack() as open_houses:
        houses: dict[bool, House] = {}
        for covert in (True, False):
            folder = tmp_path_factory.mktemp("house")
            houses[covert] = await opened(open_houses, folder, new_database())
        yield Pair(houses)


async def opened(stack: AsyncExitStack, folder: Path, url: str) -> House:
    await asyncio.to_thread(ready, url)
    settings = Settings(
        data_dir=folder / "data",
        database_url=url,
        app_dist=folder / "dist",
        log_level="critical",
        metrics_token=TOKEN,
        blob_quota_bytes=ROOM_BYTES,
    )
    door = await stack.enter_async_context(served(settings, SteppedClock(BEGINS_MS)))

    def fill(txn: Txn) -> dict[str, tuple[int, str]]:
        return founded(txn)

    signed_in = await door.parts.database().write(fill)
    people = {
        name: Somebody(door, name, replica, token, noted=name in OUTSIDERS)
        for name, (replica, token) in signed_in.items()
    }
    for one in people.values():
        stack.push_async_callback(one.leave)
    return House(door, people)


def read(event: Any) -> Any:
    """What was received, in words, for whoever has to find the difference."""
    if isinstance(event, bytes):
        return msgspec.msgpack.decode(event) if event[:1] != b"c" else event
    path, (status, headers, body) = event
    packed = ("content-type", "application/x-msgpack") in headers
    return path, status, headers if not packed else "", msgspec.msgpack.decode(body) if packed else body


@pytest.mark.parametrize("seed", range(PAIRS))
async def test_nobody_outside_receives_another_byte(pair: Pair, seed: int) -> None:
    heard = await pair.plays(seed)
    for name in OUTSIDERS:
        with_visit, without = heard[True][name], heard[False][name]
        for one, other in zip(with_visit, without, strict=True):
            assert one == other, f"{name}: {read(one)} and without the visit {read(other)}"


async def test_the_runs_are_not_empty_and_the_visit_is_there(pair: Pair) -> None:
    """A proof that can fail: the team of the one house has what nobody has in the other."""
    heard = await pair.plays(1_000)
    told = {name: len(events) for name, events in heard[True].items()}
    assert all(count >= 2 for count in told.values()), told
    assert sum(told.values()) > 30
    for covert, house in pair.houses.items():
        scopes = (await house["first"].pull())["scopes"].keys() | house["first"].cursors.keys()
        assert any(scope.startswith("covert/") for scope in scopes) == covert


async def test_what_the_operator_counts_names_nothing_that_was_done(pair: Pair) -> None:
    """Figures grow with every use; what stands beside them is from closed sets."""
    door = pair.houses[True].door
    told = await door.client.get("/api/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert told.status_code == 200
    labels = set(re.findall(r'\w+="([^"]*)"', told.text))
    assert not {label for label in labels if "covert" in label or re.search(r"[0-9a-f]{12}", label)}


async def test_a_stamp_that_moved_with_the_visit_would_be_noticed(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted: the server writes what belongs to inspections under the clock that all its stamps share."""

    def shared(intake: Intake, doc: bytes, cause: bytes) -> bytes:
        return intake._next_stamp(cause)  # pyright: ignore[reportPrivateUsage]

    monkeypatch.setattr(Intake, "_quiet_stamp", shared)
    heard = await pair.plays(2_000)
    assert any(heard[True][name] != heard[False][name] for name in OUTSIDERS)


async def play(house: House, seed: int, *, covert: bool) -> dict[str, list[Any]]:
    """One scenario: an hour in which everybody acts in turn; who acts next is drawn from the seed."""
    random = Random(f"pairs/{seed}")  # noqa: S311 - has to replay
    scenario = Scenario(house, seed)
    for name in OUTSIDERS:
        house[name].heard, house[name].frames = [], []
        await house[name].pull()
    await listen(house)
    team = TeamActs(scenario, Random(f"team/{seed}"))  # noqa: S311 - has to replay
    for _ in range(random.randint(5, 8)):
        house.door.clock.advance(random.choice((0, 1, 1_000, MINUTE_MS // 2, 3 * MINUTE_MS)))
        for act in random.sample(team.all(), k=random.randint(1, 3)):
            if covert:
                await act()
        name = random.choice(OUTSIDERS)
        await random.choice(scenario.acts_of(name))(name, random)
        await settled(house)
    if covert:
        await team.seals_from_the_future()
    await scenario.calls_together("head", random)
    await settled(house)
    for name in OUTSIDERS:
        await house[name].pull()
        await house[name].hang_up()
    return {name: [*house[name].heard, *house[name].frames] for name in OUTSIDERS}


async def listen(house: House) -> None:
    """Three outsiders open their sockets; returns when the server knows them."""
    hub, wanted = house.door.parts.broadcast.hub, {PEOPLE[name] for name in LISTENING}
    for name in LISTENING:
        await house[name].listen()
    for _ in range(2_000):
        if wanted <= {each.person for each in hub.listeners}:
            return
        await asyncio.sleep(0.002)
    raise AssertionError("the sockets were never taken")


async def settled(house: House) -> None:
    """Until the sockets have everything and nothing more comes."""
    counts: list[int] | None = None
    await house.door.parts.broadcast.look()
    for _ in range(5_000):
        await asyncio.sleep(0.002)
        now = [len(house[name].frames) for name in OUTSIDERS]
        if now == counts and all(each.is_current for each in house.door.parts.broadcast.hub.listeners):
            return
        counts = now
    raise AssertionError("the sockets never came to rest")

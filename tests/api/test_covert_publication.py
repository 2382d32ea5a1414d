"""A covert visit that is published, beside a house without it: before the act nobody outside receives another byte.

After it the office of the unit and that of the institution receive exactly what was chosen, and everybody else goes on
receiving what they would have received without it. Each pair has two houses of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AsyncExitStack
from random import Random
from typing import Any

import msgspec
import pytest

from models.document import uuid_text
from models.meeting_month import month_id
from models.publication import finding_id
from models.visit_tally import tally_id
from tests.api.covert_house import OUTSIDERS, PEOPLE, TEAM
from tests.api.covert_scenario import MATTER, House, Scenario, TeamActs, shown
from tests.api.test_covert_pairs import listen, opened, read, settled

pytestmark = [pytest.mark.asyncio, pytest.mark.slow]
PAIRS = 6
AUDIENCE = ("head", "admin", "leader", "other_planner", "secretary")
"""Who holds the office of the unit or of the institution, and the secretary of a branch with a member in the unit."""
STRANGERS = ("nurse", "other_inspector")
encode = msgspec.msgpack.encode
Heard = dict[str, list[Any]]


@pytest.mark.parametrize("seed", range(PAIRS))
async def test_until_two_have_published_nobody_notices_and_then_the_audience_alone(
    seed: int, new_database: Callable[[], str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    before: dict[bool, Heard] = {}
    after: dict[bool, Heard] = {}
    async with AsyncExitStack() as stack:
        for published in (True, False):
            house = await opened(stack, tmp_path_factory.mktemp("house"), new_database())
            with pytest.MonkeyPatch.context() as patched:
                patched.setattr("api.founding.secrets.randbelow", Random(seed).randrange)  # noqa: S311 - has to replay
                scenario, acts = await walked(house, seed, covert=published)
                before[published] = await heard_by_all(house)
                if published:
                    await acts.confirms()
                await everybody_goes_on(house, seed)
                after[published] = await heard_by_all(house)
            if published:
                await sees_what_was_chosen(house, scenario, acts)
    for name in OUTSIDERS:
        same(name, before)
    for name in STRANGERS:
        same(name, after)
    for name in AUDIENCE:
        assert MATTER.encode() in b"".join(bodies(after[True][name]))
        assert MATTER.encode() not in b"".join(bodies(after[False][name]))


async def walked(house: House, seed: int, *, covert: bool) -> tuple[Scenario, TeamActs]:
    """The visit up to the proposal, while everybody works, looks and guesses."""
    scenario, random = Scenario(house, seed), Random(f"published/{seed}")  # noqa: S311 - has to replay
    acts = TeamActs(scenario, Random(f"team/{seed}"))  # noqa: S311 - has to replay
    scenario.called = await scenario.calls_the_branch("secretary", random)
    for name in OUTSIDERS:
        await house[name].pull()
    await listen(house)
    for act in (acts.plans, acts.sees, acts.photographs, acts.finishes, acts.proposes):
        house.door.clock.advance(random.choice((1, 1_000, 60_000)))
        if covert:
            await act()
        name = random.choice(OUTSIDERS)
        await random.choice(scenario.acts_of(name))(name, random)
        await settled(house)
    return scenario, acts


async def everybody_goes_on(house: House, seed: int) -> None:
    """Within the very millisecond of the publication too: what the server writes for others may not feel it."""
    scenario, random = Scenario(house, seed), Random(f"on/{seed}")  # noqa: S311 - has to replay
    await scenario.calls_together("head", random)
    for name in STRANGERS:
        for act in (scenario.evaluates, scenario.looks, scenario.asks_around, scenario.adds_a_picture):
            await act(name, random)
        house.door.clock.advance(1_000)
        await scenario.guesses(name, random)
    await settled(house)


async def heard_by_all(house: House) -> Heard:
    """Everything that came since this was last asked."""
    await settled(house)
    told: Heard = {}
    for name in OUTSIDERS:
        one = house[name]
        await one.pull()
        told[name] = [*one.heard, encode(sorted(streamed(one.frames).items()))]
        one.heard, one.frames = [], []
    return told


def streamed(frames: list[bytes]) -> dict[str, Any]:
    """What a socket brought, whole: into how many frames it was cut depends on how busy this machine was."""
    told: dict[str, Any] = {}
    for frame in frames:
        if frame.startswith(b"closed"):
            told["closed"] = frame
            continue
        for kind, value in msgspec.msgpack.decode(frame).items():
            if kind == "scopes":
                for scope, part in value.items():
                    held = told.setdefault(scope, {"entries": []})
                    held["entries"] += part["entries"]
                    held |= {each: part[each] for each in part if each != "entries"}
            elif kind != "now":
                told[kind] = value
    return told


def same(name: str, heard: dict[bool, Heard]) -> None:
    for one, other in zip(heard[True][name], heard[False][name], strict=True):
        assert one == other, f"{name}: {read(one)} and without the visit {read(other)}"


def bodies(events: list[Any]) -> list[bytes]:
    return [each if isinstance(each, bytes) else each[1][2] for each in events]


async def sees_what_was_chosen(house: House, scenario: Scenario, acts: TeamActs) -> None:
    """The head of the unit holds the finding, its words and its picture, and nothing else of the visit."""
    head = house["head"]
    head.cursors = {}
    told = await head.pull()
    entries = [entry for scope in told["scopes"].values() for entry in scope["entries"]]
    finding = finding_id(scenario.visit, "k1")
    whole = encode(entries)
    of_finding = encode([entry for entry in entries if finding in encode(entry)])
    assert MATTER.encode() in of_finding
    covert = (scenario.plan, acts.publication, scenario.observation, tally_id(scenario.visit))
    assert not [doc for doc in covert if doc in whole]
    assert not [name for name in TEAM if PEOPLE[name] in of_finding]
    address = f"/api/documents/{uuid_text(finding)}/blobs/{shown(scenario.picture)['blob']}"
    assert (await head.ask("GET", address)).content == scenario.picture
    month = month_id(scenario.called)
    of_month = await told_of(house, "secretary", month)
    assert MATTER.encode() in of_month
    assert not [doc for doc in covert if doc in of_month]
    assert not [name for name in TEAM if PEOPLE[name] in of_month or uuid_text(PEOPLE[name]).encode() in of_month]
    beside = address.replace(uuid_text(finding), uuid_text(month))
    assert (await house["secretary"].ask("GET", beside)).content == scenario.picture
    for name in STRANGERS:
        assert (await house[name].ask("GET", address)).status_code == 404
        assert (await house[name].ask("GET", beside)).status_code == 404


async def told_of(house: House, name: str, doc: bytes) -> bytes:
    """All that somebody holds of a document."""
    house[name].cursors = {}
    told = await house[name].pull()
    entries = [entry for scope in told["scopes"].values() for entry in scope["entries"]]
    return encode([entry for entry in entries if doc in encode(entry)])

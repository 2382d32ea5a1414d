"""Whatever commits, slow sockets, reads and lost rights come in whatever order: everybody gets all of theirs, once."""

from __future__ import annotations

import asyncio
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from api.hub import RIGHTS_CHANGED
from tests.api.listening import FakeCarrier, House, make_house, sees

SCOPES = ("library", "team", "unit/x/evaluations/2026Q4")
PEOPLE = tuple(bytes([number]) * 16 for number in range(1, 4))
DOCS = tuple(bytes([number]) * 16 for number in range(65, 69))
HELD = {
    PEOPLE[0]: sees("library", "team"),
    PEOPLE[1]: sees("library", ageing=("unit/x/evaluations",)),
    PEOPLE[2]: sees("library"),
}

commits = st.lists(st.tuples(st.sampled_from(SCOPES), st.sampled_from(DOCS)), min_size=1, max_size=4)
steps = st.one_of(
    st.tuples(st.just("commit"), commits),
    st.tuples(st.just("elsewhere"), commits),
    st.tuples(st.just("slow"), st.sampled_from(PEOPLE)),
    st.tuples(st.just("drain"), st.sampled_from(PEOPLE)),
    st.tuples(st.just("hold"), st.just(None)),
    st.tuples(st.just("release"), st.just(None)),
    st.tuples(st.just("work"), st.just(None)),
    st.tuples(st.just("doubt"), st.sampled_from(PEOPLE)),
    st.tuples(st.just("lose"), st.sampled_from(PEOPLE)),
)


async def play(script: list[tuple[str, Any]]) -> tuple[House, dict[bytes, FakeCarrier], dict[bytes, dict[str, int]]]:
    """Plays a script to its end. Returns what each socket got, and where the scopes ended when somebody lost them."""
    house = make_house()
    house.ledger.families = dict(HELD)
    carriers = {person: house.listen(person) for person in PEOPLE}
    lost: dict[bytes, dict[str, int]] = {}
    for word, what in script:
        await step(house, carriers, lost, word, what)
    house.ledger.gate.set()
    for person in PEOPLE:
        await step(house, carriers, lost, "drain", person)
    await house.catch_up.settled()
    return house, carriers, lost


async def step(
    house: House, carriers: dict[bytes, FakeCarrier], lost: dict[bytes, dict[str, int]], word: str, what: Any
) -> None:
    match word:
        case "commit":
            house.hub.announce(house.ledger.commit(*what))
        case "elsewhere":
            house.ledger.commit(*what)
            house.hub.missed(sorted({scope for scope, _ in what}))
        case "slow":
            carriers[what].drained = False
        case "drain":
            carriers[what].drained = True
            carriers[what].on_drained()
        case "hold":
            house.ledger.gate.clear()
        case "release":
            house.ledger.gate.set()
        case "doubt":
            house.hub.announce(house.ledger.commit(("library", DOCS[0]), rights={what}))
        case "lose":
            lost.setdefault(what, {scope: len(entries) for scope, entries in house.ledger.scopes.items()})
            house.ledger.families[what] = sees()
            house.hub.announce(house.ledger.commit(("library", DOCS[0]), rights={what}))
        case _:
            await asyncio.sleep(0)


def received(carrier: FakeCarrier) -> dict[str, list[int]]:
    """Scope to the numbers of the entries that came, in order; every part goes on where the last one ended."""
    found: dict[str, list[int]] = {}
    ends: dict[str, int] = {}
    for frame in carrier.frames:
        for scope, part in frame["scopes"].items():
            found.setdefault(scope, []).extend(entry[0] for entry in part["entries"])
            assert part["seq"] > ends.get(scope, 0)
            ends[scope] = part["seq"]
    return found


@settings(max_examples=300, deadline=None)
@given(st.lists(steps, max_size=30))
def test_everybody_gets_all_of_theirs_once_in_order_and_nothing_else(script: list[tuple[str, Any]]):
    house, carriers, lost = asyncio.run(play(script))
    for person, carrier in carriers.items():
        got = received(carrier)
        assert all(HELD[person].has(scope) for scope in got)
        if person in lost:
            assert carrier.code == RIGHTS_CHANGED
            for scope, numbers in got.items():
                assert numbers == list(range(1, len(numbers) + 1))
                assert len(numbers) <= lost[person].get(scope, 0)
            continue
        assert carrier.code is None
        for scope, entries in house.ledger.scopes.items():
            if HELD[person].has(scope):
                assert got.get(scope, []) == list(range(1, len(entries) + 1))


@settings(max_examples=100, deadline=None)
@given(st.lists(steps, max_size=30))
def test_the_last_part_of_each_scope_carries_its_digest(script: list[tuple[str, Any]]):
    house, carriers, lost = asyncio.run(play(script))
    for person, carrier in carriers.items():
        last = {scope: part for frame in carrier.frames for scope, part in frame["scopes"].items()}
        for scope, part in last.items():
            if person not in lost:
                assert (part["more"], part["digest"]) == (False, house.ledger.digest(scope))

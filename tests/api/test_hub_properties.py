"""Whatever commits, slow sockets, reads and lost rights come in whatever order: everybody gets all of theirs, once."""

from __future__ import annotations

import asyncio
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from api.announcement import Announcement
from api.hub import RIGHTS_CHANGED
from tests.api.listening import FakeCarrier, make_house, sees
from tests.examples import examples

SCOPES = ("library", "team", "unit/x/evaluations/2026Q4")
PEOPLE = tuple(bytes([number]) * 16 for number in range(1, 4))
DOCS = tuple(bytes([number]) * 16 for number in range(65, 69))
HELD = {
    PEOPLE[0]: sees("library", "team"),
    PEOPLE[1]: sees("library", ageing=("unit/x/evaluations",)),
    PEOPLE[2]: sees("library"),
}

commits = st.lists(st.tuples(st.sampled_from(SCOPES), st.sampled_from(DOCS)), min_size=1, max_size=4)
words = st.one_of(
    st.tuples(st.just("commit"), commits),
    st.tuples(st.just("elsewhere"), commits),
    st.tuples(st.just("unheard"), commits),
    st.tuples(st.sampled_from(("slow", "drain", "doubt", "lose")), st.sampled_from(PEOPLE)),
    st.tuples(st.sampled_from(("tell", "tell", "hold", "release")), st.just(None)),
)
steps = st.tuples(words, st.integers(0, 3))
Script = list[tuple[tuple[str, Any], int]]


class Play:
    """A house, what its writer has committed and not yet told, and where the scopes ended when somebody lost them."""

    def __init__(self) -> None:
        self.house = make_house()
        self.house.ledger.families = dict(HELD)
        self.carriers = {person: self.house.listen(person) for person in PEOPLE}
        self.untold: list[Announcement] = []
        self.lost: dict[bytes, dict[str, int]] = {}

    async def run(self, script: Script) -> Play:
        """Plays a script to its end, where everything is told and everybody reads."""
        for (word, what), turns in script:
            self.step(word, what)
            for _ in range(turns):
                await asyncio.sleep(0)
        self.step("release", None)
        self.step("tell", None)
        for person in PEOPLE:
            self.step("drain", person)
        self.house.hub.reached({scope: len(entries) for scope, entries in self.house.ledger.scopes.items()})
        await self.house.catch_up.settled()
        return self

    def step(self, word: str, what: Any) -> None:
        ledger, hub = self.house.ledger, self.house.hub
        match word:
            case "commit":
                self.untold.append(ledger.commit(*what))
            case "elsewhere":  # another process commits, and its news come
                ledger.commit(*what)
                hub.missed(sorted({scope for scope, _ in what}))
            case "unheard":  # another process commits, and its news are lost
                ledger.commit(*what)
            case "tell":
                while self.untold:
                    hub.announce(self.untold.pop(0))
            case "slow" | "drain":
                self.carriers[what].drained = word == "drain"
                if word == "drain":
                    self.carriers[what].on_drained()
            case "hold":
                ledger.gate.clear()
            case "release":
                ledger.gate.set()
            case "doubt":
                self.untold.append(ledger.commit(("library", DOCS[0]), rights={what}))
            case _:
                self.lost.setdefault(what, {scope: len(entries) for scope, entries in ledger.scopes.items()})
                ledger.families[what] = sees()
                self.untold.append(ledger.commit(("library", DOCS[0]), rights={what}))


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


@settings(max_examples=examples(300))
@given(st.lists(steps, max_size=30))
def test_everybody_gets_all_of_theirs_once_in_order_and_nothing_else(script: Script):
    played = asyncio.run(Play().run(script))
    lost = played.lost
    for person, carrier in played.carriers.items():
        got = received(carrier)
        assert all(HELD[person].has(scope) for scope in got)
        if person in lost:
            assert carrier.code == RIGHTS_CHANGED
            for scope, numbers in got.items():
                assert numbers == list(range(1, len(numbers) + 1))
                assert len(numbers) <= lost[person].get(scope, 0)
            continue
        assert carrier.code is None
        for scope, entries in played.house.ledger.scopes.items():
            if HELD[person].has(scope):
                assert got.get(scope, []) == list(range(1, len(entries) + 1))


@settings(max_examples=examples(100))
@given(st.lists(steps, max_size=30))
def test_the_last_part_of_each_scope_carries_its_digest(script: Script):
    played = asyncio.run(Play().run(script))
    for person, carrier in played.carriers.items():
        last = {scope: part for frame in carrier.frames for scope, part in frame["scopes"].items()}
        for scope, part in last.items():
            if person not in played.lost:
                assert (part["more"], part["digest"]) == (False, played.house.ledger.digest(scope))

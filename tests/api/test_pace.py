"""Tallies reach a listener at most ten times a second, the last one always; nothing else waits for them."""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import AsyncIterator, Callable
from itertools import count, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.announcement import Announcement
from api.pace import PACE_MS, SCOPES_KEPT, Pace
from tests.api.listening import House, make_house, sees
from tests.api.test_hub import seqs
from tests.examples import examples

ANN, BEA = b"a" * 16, b"b" * 16
TALLY, ORDER = b"t" * 16, b"o" * 16


class VirtualTime:
    """A clock that stands still until it is moved, and what was asked of it to do later."""

    def __init__(self) -> None:
        self.ms = 0
        self._order = count()
        self._waiting: list[tuple[int, int, Callable[[], None]]] = []

    def later(self, seconds: float, call: Callable[[], None]) -> None:
        heapq.heappush(self._waiting, (self.ms + round(seconds * 1000), next(self._order), call))

    def to(self, ms: int) -> None:
        while self._waiting and self._waiting[0][0] <= ms:
            at, _, call = heapq.heappop(self._waiting)
            self.ms = at
            call()
        self.ms = ms


@pytest.fixture
def time() -> VirtualTime:
    return VirtualTime()


@pytest.fixture
async def house(time: VirtualTime) -> AsyncIterator[House]:
    house = make_house()
    house.hub.pace = Pace(house.hub.reached, lambda: time.ms, time.later)
    house.ledger.families = {ANN: sees("team", "library"), BEA: sees("library")}
    yield house
    await house.catch_up.close()


def tallied(house: House, scope: str = "team") -> Announcement:
    """A commit of a tally alone."""
    news = house.ledger.commit((scope, TALLY))
    news.paced.add(scope)
    return news


async def test_a_tally_that_moves_fifty_times_a_second_comes_ten_times_and_the_last_one_comes(
    house: House, time: VirtualTime
):
    ann = house.listen(ANN)
    arrivals: list[int] = []
    for at in range(0, 3_000, 20):
        time.to(at)
        house.hub.announce(tallied(house))
        await house.catch_up.settled()
        arrivals += [at] * (len(ann.raw) - len(arrivals))
    time.to(4_000)
    await house.catch_up.settled()
    assert max(sum(start <= at < start + 1_000 for at in arrivals) for start in range(0, 3_000, 10)) <= 10
    assert len(ann.raw) >= 25
    assert ann.frames[-1]["scopes"]["team"]["seq"] == 150 == house.listener(ANN).cursors["team"]
    assert seqs(ann) == list(range(1, 151))


async def test_what_is_not_a_tally_goes_at_once_and_takes_along_what_waits_in_its_scope(
    house: House, time: VirtualTime
):
    ann, bea = house.listen(ANN), house.listen(BEA)
    for _ in range(3):
        house.hub.announce(tallied(house))
    assert len(ann.raw) == 1
    house.hub.announce(house.ledger.commit(("library", ORDER)))
    assert len(ann.raw) == 2, "another scope waits for nothing"
    assert len(bea.raw) == 1
    house.hub.announce(house.ledger.commit(("team", ORDER)))
    await house.catch_up.settled()
    assert seqs(ann) == [1, 2, 3, 4]
    reads = len(house.ledger.reads)
    time.to(1_000)
    await house.catch_up.settled()
    assert len(house.ledger.reads) == reads, "who has everything is not read for"


async def test_a_tally_after_a_rest_goes_at_once_without_reading(house: House, time: VirtualTime):
    ann = house.listen(ANN)
    for step in range(3):
        time.to(step * PACE_MS)
        house.hub.announce(tallied(house))
    assert seqs(ann) == [1, 2, 3]
    assert house.ledger.reads == []


async def test_tallies_of_another_process_are_paced_too(house: House, time: VirtualTime):
    ann = house.listen(ANN)
    for at in range(0, 1_000, 10):
        time.to(at)
        house.ledger.commit(("team", TALLY))
        house.hub.tallies_missed(["team"])
        await house.catch_up.settled()
    time.to(2_000)
    await house.catch_up.settled()
    assert len(ann.raw) <= 11
    assert seqs(ann)[-1] == 100


def test_a_commit_of_several_jobs_is_paced_only_where_all_of_them_are_tallies():
    one = Announcement({"team": (1, 1)}, paced={"team"})
    one.add(Announcement({"team": (2, 2), "ward": (1, 1)}, paced={"team", "ward"}))
    assert one.paced == {"team", "ward"}
    one.add(Announcement({"ward": (2, 2)}))
    assert one.paced == {"team"}


def test_scopes_that_rest_are_forgotten(time: VirtualTime):
    pace = Pace(lambda ends: None, lambda: time.ms, time.later)
    for number in range(SCOPES_KEPT):
        assert not pace.holds(f"round/{number}", 1)
    time.to(PACE_MS)
    assert not pace.holds("round/0", 2)
    assert not pace.holds("round/one more", 1)
    assert pace.holds("round/0", 3)


@settings(max_examples=examples(200))
@given(st.lists(st.tuples(st.integers(0, 250), st.booleans()), max_size=40))
def test_whenever_tallies_and_others_come_nothing_is_lost_and_tallies_alone_keep_the_pace(
    course: list[tuple[int, bool]],
):
    async def play() -> None:
        time, house = VirtualTime(), make_house()
        house.hub.pace = Pace(house.hub.reached, lambda: time.ms, time.later)
        house.ledger.families = {ANN: sees("team")}
        ann = house.listen(ANN)
        alone: list[int] = []
        for wait, tally in course:
            for at in range(time.ms, time.ms + wait + 1):
                before = len(ann.raw)
                time.to(at)
                await house.catch_up.settled()
                alone += [at] * (len(ann.raw) - before)
            before = len(ann.raw)
            house.hub.announce(tallied(house) if tally else house.ledger.commit(("team", ORDER)))
            await house.catch_up.settled()
            assert tally or len(ann.raw) == before + 1, "what is no tally goes at once"
            alone += [time.ms] * (len(ann.raw) - before) if tally else []
        time.to(time.ms + PACE_MS)
        await house.catch_up.settled()
        assert seqs(ann) == list(range(1, len(course) + 1))
        assert all(later - sooner >= PACE_MS for sooner, later in pairwise(alone))

    asyncio.run(play())

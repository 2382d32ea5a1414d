"""Each tally reaches a listener at most ten times a second, the last one always; nothing else waits for them."""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import AsyncIterator, Callable
from itertools import count, pairwise
from typing import Any

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


def tallied(house: House, *scopes: str, doc: bytes = TALLY) -> Announcement:
    """A commit of a tally alone, in all scopes that it has."""
    news = house.ledger.commit(*((scope, doc) for scope in scopes or ("team",)))
    news.paced |= news.scopes.keys()
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


async def test_what_is_not_a_tally_goes_at_once_and_takes_no_tally_along(house: House, time: VirtualTime):
    ann, bea = house.listen(ANN), house.listen(BEA)
    for _ in range(3):
        house.hub.announce(tallied(house))
    assert len(ann.raw) == 1
    for _ in range(50):
        house.hub.announce(house.ledger.commit(("library", ORDER)))
    assert (len(ann.raw), len(bea.raw)) == (51, 50)
    news = tallied(house)
    news.add(house.ledger.commit(("library", ORDER)))
    house.hub.announce(news)
    await house.catch_up.settled()
    assert [list(frame["scopes"]) for frame in ann.frames[1:]] == [["library"]] * 51, "nor from one commit with it"
    time.to(2 * PACE_MS)
    await house.catch_up.settled()
    assert seqs(ann, "team") == [1, 2, 3, 4]
    assert seqs(ann, "library") == seqs(bea, "library") == list(range(1, 52))


async def test_a_tally_in_two_scopes_of_one_listener_comes_once_with_each_beat(house: House, time: VirtualTime):
    """The office of an institution holds its polls twice; another tally of one of the two scopes comes between."""
    house.ledger.families[ANN] = sees("team", "house")
    ann = house.listen(ANN)
    arrivals: list[int] = []
    for at in range(0, 3_000, 10):
        time.to(at)
        if at % 30 == 0:
            house.hub.announce(tallied(house, "team", doc=ORDER))
        house.hub.announce(tallied(house, "team", "house"))
        await house.catch_up.settled()
        arrivals += [at] * (len(ann.raw) - len(arrivals))
    carried = [at for at, frame in zip(arrivals, ann.frames, strict=True) if TALLY in docs_of(frame)]
    assert all(later - sooner >= PACE_MS for sooner, later in pairwise(carried))
    assert len(carried) >= 25


async def test_a_tally_after_a_rest_goes_at_once_without_reading(house: House, time: VirtualTime):
    ann = house.listen(ANN)
    for step in range(3):
        time.to(step * PACE_MS + step)
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
        assert not pace.holds({f"round/{number}": 1})
    time.to(PACE_MS)
    assert not pace.holds({"round/0": 2})
    assert not pace.holds({"round/one more": 1})
    assert pace.holds({"round/0": 3})


SCOPES = {b"1" * 16: ("team",), b"2" * 16: ("team", "house"), b"3" * 16: ("house", "ward"), ORDER: ("library",)}
"""Three tallies, each in its scopes, and what is none."""


def docs_of(frame: dict[str, Any]) -> set[bytes]:
    return {entry[3][1] for part in frame["scopes"].values() for entry in part["entries"]}


class Screen:
    """A listener's replica: of each document the change with the latest stamp, and when something of it came."""

    def __init__(self, house: House, person: bytes, *held: str) -> None:
        house.ledger.families[person] = sees(*held)
        self.held = held
        self.carrier = house.listen(person)
        self.taken = 0
        self.arrivals: dict[bytes, list[int]] = {}
        self.shown: dict[bytes, tuple[bytes, int]] = {}

    def look(self, at: int) -> None:
        frames, self.taken = self.carrier.frames[self.taken :], len(self.carrier.raw)
        for doc in {doc for frame in frames for doc in docs_of(frame)}:
            self.arrivals.setdefault(doc, []).append(at)
        for entry in (entry for frame in frames for part in frame["scopes"].values() for entry in part["entries"]):
            stamp, doc, _, writes = entry[3]
            number = dict(writes)["n"]
            before = self.shown.get(doc)
            if before is None or stamp > before[0]:
                assert before is None or number > before[1], "a number that ran backwards"
                self.shown[doc] = (stamp, number)


@settings(max_examples=examples(200), deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 150), st.sampled_from(sorted(SCOPES)), st.booleans()), max_size=60),
    st.booleans(),
)
def test_whatever_moves_each_tally_keeps_its_pace_no_number_runs_backwards_and_none_is_lost(
    course: list[tuple[int, bytes, bool]], elsewhere: bool
):
    """`elsewhere`: some commits are another process's, of which only the names of the scopes are told."""

    async def play() -> None:
        time, house = VirtualTime(), make_house()
        house.hub.pace = Pace(house.hub.reached, lambda: time.ms, time.later)
        screens = [
            Screen(house, ANN, "team", "house", "ward", "library"),
            Screen(house, BEA, "house", "library"),
            Screen(house, b"c" * 16, "team"),
        ]
        written: dict[bytes, int] = {}

        async def settle() -> None:
            await house.catch_up.settled()
            for screen in screens:
                screen.look(time.ms)

        for wait, doc, far in course:
            for _ in range(wait):
                time.to(time.ms + 1)
                await settle()
            written[doc] = written.get(doc, 0) + 1
            news = house.ledger.numbered(doc, written[doc], *SCOPES[doc])
            if doc == ORDER:
                house.hub.announce(news)
            elif far and elsewhere:
                house.hub.tallies_missed(SCOPES[doc])
            else:
                news.paced |= news.scopes.keys()
                house.hub.announce(news)
            await settle()
            for screen in screens[:2] if doc == ORDER else ():
                assert screen.shown[doc][1] == written[doc], "what is no tally goes at once"
        time.to(time.ms + 2 * PACE_MS)
        await settle()
        for screen in screens:
            wanted = {doc: number for doc, number in written.items() if set(SCOPES[doc]) & set(screen.held)}
            assert {doc: number for doc, (_, number) in screen.shown.items()} == wanted
            for doc, arrivals in screen.arrivals.items():
                apart = (later - sooner for sooner, later in pairwise(arrivals))
                assert doc == ORDER or all(each >= PACE_MS for each in apart)

    asyncio.run(play())

"""Who is where is told to those who hold the document, and soon forgotten."""

from collections.abc import AsyncIterator

import pytest

from api.presence import Presences
from sync.messages import PRESENCE_SECONDS, PresenceAt
from tests.api.listening import House, make_house, sees

ANN, BEA, EVE = (bytes([number]) * 16 for number in (1, 2, 3))
VISIT, SECRET, EVALUATION = b"v" * 16, b"s" * 16, b"e" * 16
SCOPES = {VISIT: frozenset({"team"}), SECRET: frozenset({"covert"})}
"""The documents of kinds that declare presence."""


class Bench:
    """A house with three people, and a clock that the test moves."""

    def __init__(self, house: House) -> None:
        self.now_ms = 0
        self.house = house
        self.presences = Presences(house.hub, self.whereabouts, lambda: self.now_ms)

    async def whereabouts(self, doc: bytes, person: bytes) -> frozenset[str] | None:
        scopes = SCOPES.get(doc, frozenset())
        held = self.house.ledger.families[person]
        return scopes if any(held.has(scope) for scope in scopes) else None

    async def tell(self, person: bytes, doc: bytes, path: str = "answers/a") -> None:
        await self.presences.told(self.house.listener(person), PresenceAt(doc=doc, path=path))


@pytest.fixture
async def bench() -> AsyncIterator[Bench]:
    house = make_house()
    house.ledger.families = {ANN: sees("team", "covert"), BEA: sees("team"), EVE: sees("library")}
    yield Bench(house)
    await house.catch_up.close()


async def test_whoever_holds_the_document_hears_who_is_where_but_not_the_teller(bench: Bench):
    ann, bea, eve = (bench.house.listen(person) for person in (ANN, BEA, EVE))
    await bench.tell(ANN, VISIT)
    assert bea.frames == [{"presence": {"person": ANN, "doc": VISIT, "path": "answers/a"}}]
    assert (ann.raw, eve.raw) == ([], [])


async def test_who_does_not_hold_a_document_hears_nothing_of_who_is_in_it(bench: Bench):
    bench.house.listen(ANN)
    bea = bench.house.listen(BEA)
    await bench.tell(ANN, SECRET)
    assert bea.raw == []


@pytest.mark.parametrize("doc", [SECRET, EVALUATION, b"?" * 16])
async def test_a_document_that_is_not_held_has_no_presence_or_does_not_exist_is_all_the_same(bench: Bench, doc: bytes):
    ann, bea = bench.house.listen(ANN), bench.house.listen(BEA)
    await bench.tell(BEA, doc)
    assert (ann.raw, bea.raw, bea.code) == ([], [], None)


async def test_a_newcomer_hears_who_is_where_now(bench: Bench):
    bench.house.listen(ANN)
    await bench.tell(ANN, VISIT, "first")
    await bench.tell(ANN, VISIT, "second")
    bea = bench.house.listen(BEA)
    await bench.presences.greet(bench.house.listener(BEA))
    assert [frame["presence"]["path"] for frame in bea.frames] == ["second"]


async def test_presence_is_forgotten_after_thirty_seconds(bench: Bench):
    bench.house.listen(ANN)
    await bench.tell(ANN, VISIT)
    bea = bench.house.listen(BEA)
    bench.now_ms += PRESENCE_SECONDS * 1000
    await bench.presences.greet(bench.house.listener(BEA))
    assert bea.raw == []


async def test_presence_is_forgotten_when_the_socket_closes(bench: Bench):
    bench.house.listen(ANN)
    await bench.tell(ANN, VISIT)
    bench.presences.left(bench.house.listener(ANN))
    bea = bench.house.listen(BEA)
    await bench.presences.greet(bench.house.listener(BEA))
    assert bea.raw == []


async def test_a_newcomer_hears_nothing_of_documents_that_it_does_not_hold(bench: Bench):
    bench.house.listen(ANN)
    await bench.tell(ANN, SECRET)
    eve = bench.house.listen(EVE)
    await bench.presences.greet(bench.house.listener(EVE))
    assert eve.raw == []


async def test_a_slow_socket_is_not_told(bench: Bench):
    bench.house.listen(ANN)
    bea = bench.house.listen(BEA)
    bea.drained = False
    await bench.tell(ANN, VISIT)
    assert bea.raw == []

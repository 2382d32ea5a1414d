"""What an activation code leaves behind: who sees it, and what happens to confidential reviews after a reset."""

from __future__ import annotations

import pytest

from models.account_event import ACCOUNT_OPENED, ACCOUNT_RESET, CODE_ISSUED, account_event
from tests.models import rounds
from tests.models.rounds import review_id, submit
from tests.models.world import BRANCH, PEOPLE, World, id_of

NURSE, ADMIN = PEOPLE["nurse"], PEOPLE["admin"]
EVENT = id_of(310)


def happens(world: World, what: str, number: int = 310) -> None:
    world.write(account_event(id_of(number), NURSE, ADMIN, what, world.now_ms))


@pytest.mark.parametrize("what", [CODE_ISSUED, ACCOUNT_RESET, ACCOUNT_OPENED])
def test_only_the_person_sees_what_was_done_to_the_account(world: World, what: str) -> None:
    happens(world, what)
    assert [who for who in PEOPLE if world.sees(who, EVENT)] == ["nurse"]


def test_after_a_reset_nobody_reads_a_confidential_review_that_was_submitted(world: World) -> None:
    rounds.opened(world)
    submit(world, "nurse", "colleague")
    happens(world, CODE_ISSUED)
    assert world.sees("nurse", review_id("nurse", "colleague"))
    happens(world, ACCOUNT_RESET, 311)
    assert not [who for who in PEOPLE if world.sees(who, review_id("nurse", "colleague"))]


def test_a_reset_takes_a_published_confidential_review_away_too(world: World) -> None:
    rounds.opened(world)
    submit(world, "nurse", "colleague")
    world.now_ms = rounds.PLAN["closes_at"]
    assert world.code("supervisor", "peer_round", rounds.ROUND, {"published": True}) is None
    happens(world, ACCOUNT_RESET)
    assert not world.sees("nurse", review_id("nurse", "colleague"))


def test_a_reset_leaves_drafts_and_named_reviews_to_their_writer(world: World) -> None:
    rounds.opened(world, anonymity="named")
    submit(world, "nurse", "colleague")
    happens(world, ACCOUNT_RESET)
    assert world.sees("nurse", review_id("nurse", "colleague"))
    draft = World()
    rounds.opened(draft)
    doc = review_id("nurse", "colleague")
    assert draft.code("nurse", "peer_review", doc, rounds.review("nurse", "colleague")) is None
    happens(draft, ACCOUNT_RESET)
    assert draft.sees("nurse", doc)


def test_a_second_reset_writes_nothing_again(world: World) -> None:
    rounds.opened(world)
    submit(world, "nurse", "colleague")
    happens(world, ACCOUNT_RESET)
    standing = world.documents[review_id("nurse", "colleague")].registers["withheld"]
    happens(world, ACCOUNT_RESET, 311)
    assert world.documents[review_id("nurse", "colleague")].registers["withheld"] is standing


def test_a_withheld_review_counts_as_it_did() -> None:
    results: list[dict[str, object]] = []
    for reset in (False, True):
        hospital = World()
        rounds.opened(hospital, branch=BRANCH, rule={"type": "branch", "each": 3})
        for reviewer in PEOPLE:
            if "colleague" in rounds.owed_by(hospital, reviewer):
                submit(hospital, reviewer, "colleague")
        if reset:
            happens(hospital, ACCOUNT_RESET)
            assert not hospital.sees("nurse", review_id("nurse", "colleague"))
        hospital.now_ms = rounds.PLAN["closes_at"]
        assert hospital.code("supervisor", "peer_round", rounds.ROUND, {"published": True}) is None
        registers = hospital.documents[rounds.result_id("colleague")].registers
        results.append({path: register.value for path, register in registers.items()})
    assert results[0] == results[1]
    assert results[0]["count"] == 3

"""Whom anonymous ballots are put to, and what is told of them before and after they close."""

from __future__ import annotations

import pytest

from models.ballot import leaf_hash, tree_root
from models.ballot_context import BallotBox, closing, closing_all, keeps_office, on_roll, opening, read_context, too_few
from models.ballot_scopes import ROLL_SCOPES_MAX
from tests.models.ballot_cases import BALLOTS
from tests.models.ballot_scenes import CONTEXT, ROLL, SOURCE, asked
from tests.models.world import CENTRE, NOON, PEOPLE, World, id_of


@pytest.mark.parametrize(
    ("electors", "threshold", "refused"), [(4, 5, True), (5, 5, False), (3, 3, False), (2, 3, True)]
)
def test_too_few_voters_are_refused_before_anybody_answers(electors: int, threshold: int, refused: bool) -> None:
    refusal = too_few(electors, threshold, "rule")
    assert (refusal is not None) is refused
    if refusal is not None:
        assert (refusal.code, refusal.reason) == ("invalid", "too_few_for_anonymous")
        assert refusal.params == {"count": electors, "threshold": threshold}


def test_a_context_knows_its_roll_and_nobody_else_reads_it_but_the_office() -> None:
    world = World()
    asked(world)
    readers = {name for name in PEOPLE if world.sees(name, CONTEXT)}
    roll = {name for name, id in PEOPLE.items() if id in ROLL}
    assert readers == roll | {"leader", "supervisor", "admin", "bureau_supervisor"}
    document = world.documents[CONTEXT]
    assert {name for name, id in PEOPLE.items() if on_roll(document, id)} == roll
    office = {name for name, id in PEOPLE.items() if keeps_office(id, document, world.roster)}
    assert office == {"leader", "supervisor", "admin", "bureau_supervisor"}


def test_a_large_roll_is_read_by_the_whole_institution() -> None:
    world = World()
    many = frozenset(id_of(2_000 + number) for number in range(ROLL_SCOPES_MAX + 1))
    world.write(opening(SOURCE, CENTRE, many))
    assert world.sees("nurse", CONTEXT)
    assert not world.sees("stranger", CONTEXT)
    assert not on_roll(world.documents[CONTEXT], PEOPLE["nurse"])


def test_closing_tells_the_count_and_the_root_once() -> None:
    world = World()
    asked(world)
    ballots = tuple(BALLOTS.values())
    world.boxes[CONTEXT] = BallotBox(ballots, 7)
    for act in closing_all(SOURCE, world):
        world.write(act)
    document = world.documents[CONTEXT]
    assert document.value("root") == tree_root(sorted(map(leaf_hash, ballots))).hex()
    assert (document.value("counted"), document.value("issued_steps")) == (len(ballots), 7)
    assert read_context(document).closed == NOON
    assert read_context(document).cast_steps == len(ballots)
    world.boxes[CONTEXT] = BallotBox()
    assert closing(document, world) == closing_all(SOURCE, world) == []

"""The recount of ballots finds whatever is not as it should be, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from models.ballot import Ballot, leaf_hash, tree_root
from models.ballot_recount import Published, Row, mismatches
from tests.models.ballot_cases import ballot


def _row(each: Ballot) -> Row:
    return each.key, each.revision, each.answers, each.token, each.signature, each.proof


def _published(count: int) -> Published:
    ballots = sorted((ballot(f"elector/{number}", {"-": number % 3}) for number in range(count)), key=leaf_hash)
    root = tree_root([leaf_hash(each) for each in ballots]).hex()
    context = ballots[0].context if ballots else bytes(16)
    return Published(context, [_row(each) for each in ballots], count, count, root)


def _yes(*_: Any) -> bool:
    return True


@given(some.integers(0, 40))
def test_what_was_counted_rightly_has_no_fault(count: int) -> None:
    assert mismatches(_published(count), _yes, _yes) == []


TOLD = _published(7)
FORGED = (TOLD.rows[0][0], 1, *TOLD.rows[0][2:])


@pytest.mark.parametrize(
    ("changed", "whats"),
    [
        (TOLD._replace(counted=8), {"counted", "issued"}),
        (TOLD._replace(issued=6), {"issued"}),
        (TOLD._replace(root="00" * 32), {"root"}),
        (TOLD._replace(rows=TOLD.rows[:6]), {"counted", "root"}),
        (TOLD._replace(rows=[*TOLD.rows[:6], TOLD.rows[0]]), {"key", "root"}),
        (TOLD._replace(rows=[FORGED, *TOLD.rows[1:]]), {"root"}),
        (TOLD._replace(rows=[(bytes(65), *TOLD.rows[0][1:]), *TOLD.rows[1:]]), {"signature", "root"}),
        (TOLD._replace(context=bytes(16)), {"root"}),
    ],
)
def test_whatever_is_changed_afterwards_is_found(changed: Published, whats: set[str]) -> None:
    assert {mismatch.what for mismatch in mismatches(changed, _yes, _yes)} == whats


def test_a_signature_or_a_proof_that_does_not_hold_is_named_with_its_key() -> None:
    bad = TOLD.rows[3]
    found = mismatches(TOLD, lambda token, signature: token != bad[3], lambda key, message, proof: key != bad[0])
    assert [(mismatch.what, mismatch.said) for mismatch in found] == [
        ("signature", bad[0].hex()),
        ("proof", bad[0].hex()),
    ]

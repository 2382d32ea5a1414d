"""The pay proposal: its two rules at their edges, and that nothing is proposed where nothing is known."""

from __future__ import annotations

from fractions import Fraction

import pytest

from models.pay_proposal import RULES, proposal, share_of


@pytest.mark.parametrize(
    ("total", "points", "bands"),
    [
        ("90.00", "100.00", "100.00"),
        ("93.50", "103.50", "100.00"),
        ("89.99", "99.99", "99.99"),
        ("85.00", "95.00", "94.44"),
        ("80.00", "90.00", "88.89"),
        ("79.99", "89.99", "0.00"),
        ("0.00", "10.00", "0.00"),
        ("100.00", "110.00", "100.00"),
    ],
)
def test_a_total_proposes_its_share_by_each_rule(total: str, points: str, bands: str) -> None:
    assert proposal(total, RULES["points"], None) == (points, None)
    assert proposal(total, RULES["bands"], None) == (bands, None)


def test_an_amount_is_worked_out_from_the_exact_share_and_rounded_once() -> None:
    assert proposal("85.00", RULES["bands"], Fraction(1000)) == ("94.44", "944.44")
    assert proposal("85.00", RULES["bands"], Fraction("333.33")) == ("94.44", "314.81")


def test_no_result_proposes_nothing() -> None:
    assert share_of(None, RULES["points"]) is None
    assert proposal(None, RULES["bands"], Fraction(1000)) == (None, None)


def test_each_rule_is_known_by_its_own_hash() -> None:
    hashes = {rule.hash for rule in RULES.values()}
    assert len(hashes) == len(RULES)
    assert all(len(each) == 64 for each in hashes)

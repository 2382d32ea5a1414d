"""The pay proposal: its two rules at their edges, and that nothing is proposed where nothing is known."""

from __future__ import annotations

from fractions import Fraction

import pytest

from models.document import uuid_text
from models.pay_proposal import RULES, proposal, read_rule, rules_of, share_of, words_of
from tests.models.scored import PROGRAMME, begun
from tests.models.world import CENTRE, World


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
    assert proposal(total, None, RULES["points"], None) == (points, None)
    assert proposal(total, None, RULES["bands"], None) == (bands, None)


def test_an_amount_is_worked_out_from_the_exact_share_and_rounded_once() -> None:
    assert proposal("85.00", None, RULES["bands"], Fraction(1000)) == ("94.44", "944.44")
    assert proposal("85.00", None, RULES["bands"], Fraction("333.33")) == ("94.44", "314.81")


def test_no_result_proposes_nothing() -> None:
    assert share_of(None, None, RULES["points"]) is None
    assert proposal(None, None, RULES["bands"], Fraction(1000)) == (None, None)


def test_each_rule_is_known_by_its_own_hash() -> None:
    hashes = {rule.hash for rule in RULES.values()}
    assert len(hashes) == len(RULES)
    assert all(len(each) == 64 for each in hashes)


ELEMENT = {
    "title": "奖金",
    "pay": {"max": 110, "grades": [{"title": "优秀", "value": 120}, {"title": "合格", "value": 80}]},
}


def test_a_programmes_consequence_is_a_rule_of_its_own_version() -> None:
    world = World()
    begun(world, **{"consequences/wages": {**ELEMENT, "order": 1}})
    found = rules_of(world.documents_of("programme", CENTRE))
    key = f"{uuid_text(PROGRAMME)}/wages"
    assert list(found) == [*RULES, key]
    rule = found[key]
    assert (rule.version, len({each.hash for each in found.values()})) == (1, 3)
    assert proposal("50.00", "优秀", rule, Fraction(1000)) == ("110.00", "1100.00")
    assert proposal("99.00", "合格", rule, None) == ("80.00", None)
    assert proposal("99.00", "待定", rule, None) == (None, None)
    assert words_of(rule) == "奖金：优秀 120%，合格 80%，最多 110%"


def test_points_below_the_floor_propose_nothing_and_the_cap_holds() -> None:
    pay = {"baseline": 80, "step": 2, "min": 60, "max": 120}
    rule = read_rule("x", {"title": "按分", "pay": pay}, 1)
    assert rule is not None
    assert [proposal(total, None, rule, None)[0] for total in ("59.99", "60.00", "80.00", "95.00")] == [
        "0.00", "60.00", "100.00", "120.00"
    ]  # fmt: skip


@pytest.mark.parametrize("pay", [None, "points", {"step": 2}, {}])
def test_what_says_no_rule_is_none(pay: object) -> None:
    assert read_rule("x", {"title": "考核", "pay": pay}, 1) is None

"""The demonstration's scores of a day and a month: sound models without a gap."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from api.demo.scores import DAILY_SCORE, MONTH_SCORE
from models.scoring import score
from models.scoring_check import check_model
from models.scoring_reader import read_model
from models.scoring_words import severity

MODEL, _ = read_model({"id": "daily", **DAILY_SCORE["scoring/daily"]})
MONTH = {"id": "month", **MONTH_SCORE["scoring/month"]}


@pytest.mark.parametrize("plain", [{"id": "daily", **DAILY_SCORE["scoring/daily"]}, MONTH])
def test_it_is_without_a_fault_or_a_gap(plain: dict[str, Any]) -> None:
    model, faults = read_model(plain)
    assert model is not None
    assert [each for each in (*faults, *check_model(model)) if severity(each.code) != "note"] == []


def test_a_month_comes_to_its_score() -> None:
    model, _ = read_model(MONTH)
    assert model is not None
    seen = {"evaluation/daily": {"90": 20}, "evaluation/contest": "80", "indicator/days": "55"}
    result = score(model, {**seen, "records/all": 2})
    assert (result.total, result.band) == (Decimal("84.00"), "fair")
    assert result.gates == ("days",)


@pytest.mark.parametrize(
    ("answers", "total", "band"),
    [
        ({"first_asked": "full", "attitude": 5, "discipline": True}, "100.0", "excellent"),
        ({"first_asked": "none", "attitude": 4, "discipline": True}, "88.3", "good"),
        ({"first_asked": "partly", "attitude": 4, "discipline": True, "praise": 9}, "82.0", "good"),
        ({"first_asked": "full", "attitude": 5, "discipline": False}, "75.0", "fair"),
        ({"first_asked": "full", "attitude": 5}, "75.0", None),
    ],
)
def test_a_day_comes_to_its_score(answers: dict[str, Any], total: str, band: str | None) -> None:
    assert MODEL is not None
    result = score(MODEL, answers)
    assert (result.total, result.band) == (Decimal(total), band)

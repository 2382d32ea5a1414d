"""The demonstration's daily score: a sound model without a gap, over the form that the app brings."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from api.demo.scores import DAILY_SCORE
from models.scoring import score
from models.scoring_check import check_model
from models.scoring_reader import read_model
from models.scoring_words import severity

MODEL, FAULTS = read_model({"id": "daily", **DAILY_SCORE["scoring/daily"]})


def test_it_is_without_a_fault_or_a_gap() -> None:
    assert MODEL is not None
    assert [each for each in (*FAULTS, *check_model(MODEL)) if severity(each.code) != "note"] == []


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

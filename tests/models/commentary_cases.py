"""Cases of periods; `tests/models/make.py` writes them to periods.json."""

from __future__ import annotations

from typing import Any

from models.period import first_day, is_period, last_day

PERIODS = [
    *("2026", "2026H1", "2026H2", "2026Q1", "2026Q2", "2026Q3", "2026Q4"),
    *(f"2026-{month:02}" for month in range(1, 13)),
    *("2024-02", "2028Q1", "9999", "9999Q4"),
]
NONE = ["", "26", "2026Q0", "2026Q5", "2026H0", "2026H3", "2026-00", "2026-13", "2026-1", "2026Q11", "0026", "２０２６"]


def period_vectors() -> dict[str, Any]:
    return {
        "periods": [{"period": each, "first": first_day(each), "last": last_day(each)} for each in PERIODS],
        "none": [each for each in NONE if not is_period(each)],
    }

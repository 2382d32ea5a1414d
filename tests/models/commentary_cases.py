"""Cases of periods; `tests/models/make.py` writes them to periods.json."""

from __future__ import annotations

from typing import Any

from models.document import Document, Register
from models.people import came_by, read_person
from models.period import first_day, is_period, last_day

PERIODS = [
    *("2026", "2026H1", "2026H2", "2026Q1", "2026Q2", "2026Q3", "2026Q4"),
    *(f"2026-{month:02}" for month in range(1, 13)),
    *("2024-02", "2028Q1", "9999", "9999Q4"),
]
NONE = ["", "26", "2026Q0", "2026Q5", "2026H0", "2026H3", "2026-00", "2026-13", "2026-1", "2026Q11", "0026", "２０２６"]


_MAY: dict[str, Any] = {"from": "2026-05-04", "to": None}
_AUGUST: dict[str, Any] = {"from": "2026-08-01", "to": None}
STAYS: list[tuple[dict[str, Any], str]] = [
    ({}, "2020-01-01"),
    ({"memberships/1": _MAY}, "2026-03-31"),
    ({"memberships/1": _MAY}, "2026-05-04"),
    ({"memberships/1": _MAY, "branches/1": {"from": "2026-02-01", "to": None}}, "2026-03-31"),
    ({"memberships/2": _AUGUST, "memberships/1": {"from": "2026-01-05", "to": "2026-02-01"}}, "2026-06-30"),
    ({"memberships/1": None, "memberships/2": _AUGUST}, "2026-06-30"),
    ({"roles/1": _AUGUST}, "2026-06-30"),
]
"""What a person's document says of stays, and a day by which they had come or not."""


def _came(stays: dict[str, Any], day: str) -> bool:
    """The rule, on the stays of a document."""
    place = bytes(range(16))
    rest = {"unit": place, "branch": place, "role": "staff", "at": place}
    registers = {
        path: Register(bytes(16), None if stay is None else rest | stay, place, 0) for path, stay in stays.items()
    }
    return came_by(read_person(Document(place, "person", place, registers)), day)


def period_vectors() -> dict[str, Any]:
    return {
        "came": [{"stays": stays, "day": day, "came": _came(stays, day)} for stays, day in STAYS],
        "periods": [{"period": each, "first": first_day(each), "last": last_day(each)} for each in PERIODS],
        "none": [each for each in NONE if not is_period(each)],
    }

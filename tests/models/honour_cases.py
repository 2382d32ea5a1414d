"""Cases of stars and of due days of reports; `tests/models/make.py` writes them to honours.json."""

from __future__ import annotations

from typing import Any

from models.award import bands_of, kinds_of, stars_for
from models.report_due import due_on
from models.working_days import SpecialDay, WorkingDays

AWARDS: list[dict[str, Any]] = [
    {},
    {"stars": [{"level": 1, "min": 60}, {"level": 2, "min": 85.5}]},
    {"stars": [{"level": 3, "min": "90"}, {"level": 1, "min": 70}], "kind": "star"},
    {"kind": {"branch": "flag", "party_member": "star"}},
    {"kind": ["flag", "star"]},
]
TOTALS = (None, "0", "59.99", "60", "70", "85.49", "85.5", "89.99", "90", "100")
RULES: list[dict[str, Any]] = [{}, {"due_day": 3, "on_holiday": "next"}, {"due_day": 31, "on_holiday": "previous"}]
PERIODS = (
    ("monthly", "2026-09"),
    ("monthly", "2026-12"),
    ("monthly", "2027-01"),
    ("yearly", "2026"),
    ("yearly", "2028"),
)
HOLIDAYS = {"10-01": "holiday", "10-02": "holiday", "10-05": "holiday", "10-10": "work"}


def honour_vectors() -> dict[str, Any]:
    special = {f"2026-{day}": SpecialDay(type) for day, type in HOLIDAYS.items()}
    days = WorkingDays(special, frozenset({2026}))
    return {
        "holidays": HOLIDAYS,
        "stars": [
            {"award": award, "total": total, "stars": stars_for(total, bands_of(award))}
            for award in AWARDS
            for total in TOTALS
        ],
        "kinds": [{"award": award, "kinds": sorted(kinds_of(award))} for award in AWARDS],
        "due": [
            {"type": type, "period": period, "rule": rule, "due": due_on(type, period, rule, days)}
            for type, period in PERIODS
            for rule in RULES
        ],
    }

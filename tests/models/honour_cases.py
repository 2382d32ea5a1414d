"""Cases of stars, of what bars somebody, of periods and of due days; `tests/models/make.py` writes honours.json."""

from __future__ import annotations

from typing import Any

from msgspec import to_builtins

from models.award import bands_of, kinds_of, same_award, stars_for
from models.award_bar import Facts, Result, bar_of, periods_until
from models.award_period import period_at
from models.document import Document, Register
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


BARS: list[dict[str, Any]] = [
    {},
    {"vetoes": ["vetoed", "overdue_order"]},
    {"vetoes": "overdue_order", "needs": {"total": 80}},
    {"needs": {"total": 85.5, "grades": ["优秀", "良好"]}},
    {"needs": {"grades": "优秀"}},
    {"needs": {"error_free": 1_000_000}, "vetoes": ["vetoed"]},
    {"needs": {"total": 60, "error_free": 1_000_000}},
]
FACTS = (
    Facts(),
    Facts((Result(total="80"),), owes=True),
    Facts((Result(total="79.99", grade="良好"), Result(vetoed=True, total="95")), reached=True),
    Facts((Result(vetoed=True), Result(total="85.50", grade="优秀"))),
    Facts((Result(grade="优秀"), Result(total="85.49", grade="良好")), owes=True, reached=True),
    Facts((Result(total="100", grade="优秀"),), reached=True),
    Facts((Result(total="0"),)),
)
DAYS = ("2026-01-01", "2026-03-31", "2026-06-30", "2026-07-01", "2026-11-21", "2026-12-31")
SPANS: list[dict[str, Any]] = [
    {},
    {"kind": "flag"},
    {"kind": ["star", "flag"], "period": "monthly"},
    *({"period": each} for each in ("monthly", "quarterly", "half_yearly", "yearly")),
]


SAME: dict[str, Any] = {
    "a": {"title": "“文明科室”", "aliases": ["文民科室"]},
    "b": {"title": "文民 科室"},
    "c": {"title": "文明（科）室", "aliases": "文明科室"},
    "d": {"title": "文明(科)室"},
    "e": {"aliases": ["平安医院"]},
}


def _programme(awards: dict[str, Any]) -> Document:
    registers = {f"awards/{id}": Register(bytes(16), award, bytes(16), 0) for id, award in awards.items()}
    return Document(
        bytes(16), "programme", bytes(16), {**registers, "awards/a/x": Register(bytes(16), {}, bytes(16), 0)}
    )


def _bar(award: dict[str, Any], facts: Facts) -> dict[str, Any]:
    found = bar_of(award, facts)
    said = None if found is None else {"reason": found[0], "params": found[1]}
    return {"award": award, "facts": to_builtins(facts), "bar": said}


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
        "bars": [_bar(award, facts) for award in BARS for facts in FACTS],
        "same": [
            {"awards": SAME, "element": element, "same": sorted(same_award(_programme(SAME), element))}
            for element in (*SAME, "none")
        ],
        "until": [{"day": day, "periods": periods_until(day)} for day in DAYS],
        "periods": [{"award": award, "day": day, "period": period_at(award, day)} for award in SPANS for day in DAYS],
        "due": [
            {"type": type, "period": period, "rule": rule, "due": due_on(type, period, rule, days)}
            for type, period in PERIODS
            for rule in RULES
        ],
    }

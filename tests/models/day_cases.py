"""Cases of local days and quarters; `tests/models/make.py` writes them to days.json."""

from __future__ import annotations

from typing import Any

from models.calendar import add_days, day_end_ms, day_start_ms, is_day, local_day, quarter, quarter_end

SHANGHAI = "Asia/Shanghai"
MOMENTS = [
    (1_763_740_799_999, SHANGHAI),
    (1_763_740_800_000, SHANGHAI),
    (1_795_190_399_999, SHANGHAI),
    (1_795_190_400_000, SHANGHAI),
    (0, SHANGHAI),
    (1_798_732_800_000, SHANGHAI),
    (1_798_732_799_999, SHANGHAI),
    (1_774_746_000_000, "Europe/Berlin"),
    (1_774_821_599_999, "Europe/Berlin"),
    (1_774_821_600_000, "Europe/Berlin"),
    (1_795_190_400_000, "Asia/Urumqi"),
]
TEXTS = [
    "2026-11-21",
    "2024-02-29",
    "2026-02-29",
    "2026-00-01",
    "2026-04-31",
    "2026-1-01",
    "２０２６-11-21",
    "0000-01-01",
]
STARTS = [("2026-11-21", SHANGHAI), ("2026-03-29", "Europe/Berlin"), ("2026-10-25", "Europe/Berlin")]
DAYS = ["2026-01-01", "2026-03-31", "2026-04-01", "2026-06-30", "2026-07-01", "2026-09-30", "2026-10-01", "2026-12-31"]
STEPS = [("2026-11-21", 1), ("2026-12-31", 1), ("2026-03-01", -1), ("2024-03-01", -1), ("2026-11-21", -700)]


def day_vectors() -> dict[str, Any]:
    return {
        "local_day": [{"ms": ms, "zone": zone, "day": local_day(ms, zone)} for ms, zone in MOMENTS],
        "is_day": [{"text": text, "valid": is_day(text)} for text in TEXTS],
        "bounds": [
            {"day": day, "zone": zone, "start": day_start_ms(day, zone), "end": day_end_ms(day, zone)}
            for day, zone in STARTS
        ],
        "quarter": [{"day": day, "quarter": quarter(day), "last": quarter_end(quarter(day))} for day in DAYS],
        "add_days": [{"day": day, "count": count, "result": add_days(day, count)} for day, count in STEPS],
    }

"""Local days: examples stand in days.json; here what holds for any moment and day."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from models.calendar import (
    DAY_MS,
    FIRST_DAY,
    LAST_DAY,
    MOMENT_MS_MAX,
    add_days,
    covers,
    day_end_ms,
    day_start_ms,
    is_day,
    is_weekend,
    is_zone,
    local_day,
    quarter,
    quarter_end,
)
from models.working_days import PLAIN, SpecialDay, WorkingDays

DAYS = st.dates(date(1900, 1, 1), date(9998, 12, 31)).map(date.isoformat)
ZONES = st.sampled_from(["Asia/Shanghai", "Asia/Urumqi", "Europe/Berlin", "America/New_York", "UTC"])


@given(st.integers(0, MOMENT_MS_MAX - 86_400_000), ZONES)
def test_a_moment_lies_in_its_day(moment_ms: int, zone: str) -> None:
    day = local_day(moment_ms, zone)
    assert day_start_ms(day, zone) <= moment_ms < day_end_ms(day, zone)


@given(DAYS)
def test_a_day_lies_in_its_quarter(day: str) -> None:
    name = quarter(day)
    last = quarter_end(name)
    assert day <= last
    assert quarter(last) == name
    assert quarter(add_days(last, 1)) != name


@given(st.text(max_size=12))
def test_only_what_the_calendar_has_is_a_day(text: str) -> None:
    if is_day(text):
        assert date.fromisoformat(text).isoformat() == text


def test_every_moment_that_a_register_takes_has_a_day_everywhere() -> None:
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Shanghai"):
        assert is_day(local_day(MOMENT_MS_MAX, zone))
    assert quarter_end("9999Q4") == "9999-12-31"
    assert day_end_ms("0001-01-01") - day_start_ms("0001-01-01") == 86_400_000


def test_counting_days_stops_where_the_calendar_does() -> None:
    for count in (1, 3, 400):
        assert PLAIN.add(LAST_DAY, count) == PLAIN.add("9999-12-30", count) == LAST_DAY
        assert PLAIN.add(FIRST_DAY, -count) == FIRST_DAY
    sunday, free = "9999-12-26", WorkingDays({LAST_DAY: SpecialDay("holiday")}, frozenset())
    assert PLAIN.add(sunday, 1) == "9999-12-27"
    assert free.next(LAST_DAY) == LAST_DAY
    assert day_end_ms(LAST_DAY) - day_start_ms(LAST_DAY) == DAY_MS


@given(st.integers(MOMENT_MS_MAX, (1 << 48) - 1), ZONES)
def test_a_moment_beyond_all_days_falls_on_the_last_one(moment_ms: int, zone: str) -> None:
    assert local_day(moment_ms, zone) == local_day(MOMENT_MS_MAX, zone)


def test_an_interval_includes_both_its_days() -> None:
    days = ["2026-01-01", "2026-01-02", "2026-01-03", "2026-01-04"]
    assert [covers("2026-01-02", "2026-01-03", day) for day in days] == [False, True, True, False]
    assert covers("2026-01-02", None, "2999-01-01")


def test_weekends_and_zones_are_known() -> None:
    assert [is_weekend(day) for day in ("2026-11-20", "2026-11-21", "2026-11-22", "2026-11-23")] == [0, 1, 1, 0]
    assert is_zone("Asia/Shanghai")
    assert not is_zone("Asia/Atlantis")
    assert not is_zone("/etc/passwd")

"""Stamps: one clock per replica that never stands still."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync import stamp
from sync.clock import Clock
from tests.sync.strategies import NOW_MS, OTHER_REPLICA, REPLICA, near_stamps, stamps

walls = st.integers(NOW_MS - 10, NOW_MS + 10)


@given(stamps, st.integers(0, stamp.MILLISECONDS_MAX - 1), st.integers(0, stamp.REPLICA_MAX))
def test_the_next_stamp_is_above_the_latest_whatever_the_clock_says(latest: bytes, wall: int, replica: int) -> None:
    if stamp.ms_of(latest) == stamp.MILLISECONDS_MAX and stamp.counter_of(latest) == stamp.COUNTER_MAX:
        return  # the year 10889
    after = stamp.next_stamp(latest, wall, replica)
    assert after > latest
    assert stamp.is_stamp(after)
    assert stamp.replica_of(after) == replica
    assert stamp.ms_of(after) >= wall


@given(stamps, stamps)
def test_byte_order_is_clock_order(one: bytes, two: bytes) -> None:
    def parts(each: bytes) -> tuple[int, int, int]:
        return stamp.ms_of(each), stamp.counter_of(each), stamp.replica_of(each)

    assert (one < two) == (parts(one) < parts(two))


def test_a_full_counter_goes_on_in_the_next_millisecond() -> None:
    full = stamp.make(NOW_MS, stamp.COUNTER_MAX, REPLICA)
    assert stamp.next_stamp(full, NOW_MS, REPLICA) == stamp.make(NOW_MS + 1, 0, REPLICA)


@pytest.mark.parametrize("parts", [(-1, 0, 0), (1 << 48, 0, 0), (0, 4096, 0), (0, -1, 0), (0, 0, 1 << 62), (0, 0, -1)])
def test_what_does_not_fit_is_no_stamp(parts: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="no stamp holds"):
        stamp.make(*parts)


@given(st.binary(max_size=20))
def test_bytes_are_a_stamp_or_not(value: bytes) -> None:
    expected = len(value) == 16 and value[6] & 0xF0 == 0x70 and value[8] & 0xC0 == 0x80
    assert stamp.is_stamp(value) == expected


@given(near_stamps, stamps)
def test_nobody_drags_a_clock_over_60_s_ahead(latest: bytes, seen: bytes) -> None:
    after = stamp.observe(latest, seen, NOW_MS)
    assert after in (latest, seen)
    assert after >= latest
    assert after == latest or stamp.ms_of(after) <= NOW_MS + 60_000
    assert stamp.is_ahead(seen, NOW_MS) == (stamp.ms_of(seen) > NOW_MS + 60_000)


@given(st.lists(near_stamps, max_size=8), st.integers(-100, 100), st.integers(-20, 20), near_stamps)
def test_stamping_again_keeps_the_order_and_is_above_now_only_where_needed(
    old: list[bytes], correction: int, shift: int, latest: bytes
) -> None:
    now = NOW_MS + shift
    fresh = stamp.restamp(old, correction, now, latest, REPLICA)
    assert len(fresh) == len(old)
    assert [latest, *fresh] == sorted({latest, *fresh})
    above = latest
    for before, after in zip(old, fresh, strict=True):
        wanted = min(stamp.ms_of(before) - correction, now)
        assert stamp.ms_of(after) == max(wanted, stamp.ms_of(stamp.next_stamp(above, 0, REPLICA)))
        above = after


@given(st.lists(st.one_of(walls.map(lambda ms: ("tick", ms)), near_stamps.map(lambda seen: ("observe", seen)))))
def test_time_never_stands_still(acts: list[tuple[str, int | bytes]]) -> None:
    clock = Clock(REPLICA)
    issued: list[bytes] = []
    for what, argument in acts:
        if isinstance(argument, int):
            issued.append(clock.tick(argument))
        else:
            clock.observe(argument, NOW_MS)
            assert clock.seen >= argument
        assert clock.latest >= max(issued, default=stamp.ZERO), what
        assert clock.latest >= clock.seen
    assert issued == sorted(set(issued))


@given(walls, st.integers(0, 5_000), st.integers(0, 5_000), st.integers(-(10**9), 10**9))
def test_the_offset_is_right_to_within_the_round_trip(server: int, there: int, back: int, wrong: int) -> None:
    clock = Clock(REPLICA)
    sent = server - there + wrong
    clock.measure(server, sent, sent + there + back)
    assert abs(clock.now_ms(sent + there) - server) <= (there + back) // 2 + 1


def test_an_answer_about_a_jump_of_the_clock_counts_from_its_arrival() -> None:
    clock = Clock(REPLICA)
    for sent in (NOW_MS - 86_400_000, NOW_MS + 86_400_000):
        clock.measure(NOW_MS + 7, sent, NOW_MS)
        assert clock.offset_ms == 7
    assert Clock(REPLICA).now_ms(-5) == 0


def test_falling_back_leaves_what_others_know() -> None:
    clock = Clock(REPLICA)
    known = stamp.make(NOW_MS, 3, OTHER_REPLICA)
    clock.observe(known, NOW_MS)
    clock.observe(stamp.make(NOW_MS + 60_001, 0, OTHER_REPLICA), NOW_MS)
    clock.tick(NOW_MS + 86_400_000)
    clock.fall_back()
    assert clock.latest == known

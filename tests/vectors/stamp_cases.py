"""Vectors of stamps: making, reading, going on, observing, stamping again."""

from __future__ import annotations

from typing import Any

from sync import stamp

NOON = 1_795_233_600_000  # 2026-11-21 12:00 in Shanghai, Unix ms
PHONE = 0x123456789ABCDEF
TABLET = 0x0FEDCBA98765432
LATEST = stamp.MILLISECONDS_MAX


def stamp_vectors() -> dict[str, Any]:
    return {
        "make": [_made(*parts) for parts in _PARTS],
        "not_stamps": [_not_a_stamp(value, why) for value, why in _NOT_STAMPS],
        "next": [_next(*case) for case in _NEXT],
        "observe": [_observed(*case) for case in _OBSERVE],
        "ahead": [
            {"stamp": stamp.make(NOON + ms, 0, PHONE).hex(), "now": NOON, "ahead": ms > 60_000}
            for ms in (-1, 0, 59_999, 60_000, 60_001, 86_400_000)
        ],
        "restamp": [_restamped(*case) for case in _RESTAMP],
    }


_PARTS = (
    (0, 0, 0),
    (NOON, 0, PHONE),
    (NOON, 1, PHONE),
    (NOON, stamp.COUNTER_MAX, TABLET),
    (NOON, 7, stamp.REPLICA_MIN),
    (NOON, 7, stamp.REPLICA_MAX),
    (NOON, 7, stamp.SERVER_REPLICA),
    (LATEST, stamp.COUNTER_MAX, stamp.REPLICA_MAX),
)

_NOT_STAMPS = (
    (b"", "empty"),
    (stamp.make(NOON, 0, PHONE)[:15], "15 bytes"),
    (stamp.make(NOON, 0, PHONE) + b"\0", "17 bytes"),
    (bytes(16), "no version"),
    (bytes.fromhex("019fbb4e16004000923456789abcdef0"), "version 4"),
    (bytes.fromhex("019fbb4e16007000123456789abcdef0"), "variant 00"),
    (bytes.fromhex("019fbb4e16007000d23456789abcdef0"), "variant 11"),
)

_NEXT = (
    (stamp.ZERO, NOON, PHONE, "the first stamp of a replica"),
    (stamp.make(NOON, 5, PHONE), NOON + 1, PHONE, "the wall clock went on"),
    (stamp.make(NOON, 5, PHONE), NOON, PHONE, "the wall clock stands still"),
    (stamp.make(NOON, 5, PHONE), NOON - 86_400_000, PHONE, "the wall clock went back a day"),
    (stamp.make(NOON, stamp.COUNTER_MAX, PHONE), NOON, PHONE, "the counter overflows into the next millisecond"),
    (stamp.make(NOON, stamp.COUNTER_MAX, PHONE), NOON + 1, PHONE, "the wall clock saves the counter"),
    (stamp.make(NOON, 5, TABLET), NOON, PHONE, "latest came from another replica"),
)

_OBSERVE = (
    (stamp.ZERO, stamp.make(NOON, 0, TABLET), NOON, "the first stamp seen"),
    (stamp.make(NOON, 3, PHONE), stamp.make(NOON, 2, TABLET), NOON, "an earlier stamp moves nothing"),
    (stamp.make(NOON, 3, PHONE), stamp.make(NOON, 4, TABLET), NOON, "a later stamp moves the clock"),
    (stamp.make(NOON, 3, PHONE), stamp.make(NOON + 60_000, 0, TABLET), NOON, "60 s ahead is still observed"),
    (stamp.make(NOON, 3, PHONE), stamp.make(NOON + 60_001, 0, TABLET), NOON, "over 60 s ahead moves no clock"),
    (stamp.make(NOON + 90_000, 0, PHONE), stamp.make(NOON + 5, 0, TABLET), NOON, "one's own latest stays"),
)

_RESTAMP: tuple[tuple[str, list[bytes], int, int, bytes], ...] = (
    (
        "the phone was a day ahead: every time is a day earlier, distances stay",
        [stamp.make(NOON + 86_400_000 + ms, 0, PHONE) for ms in (0, 20, 500)],
        86_400_000,
        NOON + 1_000,
        stamp.make(NOON - 5_000, 0, TABLET),
    ),
    (
        "not above now",
        [stamp.make(NOON + 86_400_000 + ms, 0, PHONE) for ms in (0, 20, 500)],
        0,
        NOON,
        stamp.make(NOON - 5_000, 0, TABLET),
    ),
    (
        "raised to stay above latest",
        [stamp.make(NOON + 90_000_000, 0, PHONE), stamp.make(NOON + 90_000_000, 1, PHONE)],
        90_000_000,
        NOON + 5,
        stamp.make(NOON + 3, 9, TABLET),
    ),
    (
        "order stays even where old times don't rise",
        [stamp.make(NOON + 30, 0, PHONE), stamp.make(NOON + 10, 0, TABLET), stamp.make(NOON + 20, 0, TABLET)],
        0,
        NOON + 1_000,
        stamp.ZERO,
    ),
    (
        "a negative correction: the phone was behind",
        [stamp.make(NOON, 0, PHONE)],
        -3_600_000,
        NOON + 7_200_000,
        stamp.ZERO,
    ),
    ("a time before 1970 becomes 1970", [stamp.make(1_000, 0, PHONE)], 86_400_000, NOON, stamp.ZERO),
    ("nothing to stamp", [], 86_400_000, NOON, stamp.make(NOON, 0, PHONE)),
)


def _made(ms: int, counter: int, replica: int) -> dict[str, Any]:
    return {"ms": ms, "counter": counter, "replica": str(replica), "stamp": stamp.make(ms, counter, replica).hex()}


def _not_a_stamp(value: bytes, why: str) -> dict[str, Any]:
    if stamp.is_stamp(value):
        raise AssertionError(f"this is a stamp: {why}")
    return {"bytes": value.hex(), "why": why}


def _next(latest: bytes, wall_ms: int, replica: int, why: str) -> dict[str, Any]:
    after = stamp.next_stamp(latest, wall_ms, replica)
    return {"why": why, "latest": latest.hex(), "wall": wall_ms, "replica": str(replica), "stamp": after.hex()}


def _observed(latest: bytes, seen: bytes, now_ms: int, why: str) -> dict[str, Any]:
    after = stamp.observe(latest, seen, now_ms)
    return {"why": why, "latest": latest.hex(), "seen": seen.hex(), "now": now_ms, "after": after.hex()}


def _restamped(why: str, stamps: list[bytes], correction_ms: int, now_ms: int, latest: bytes) -> dict[str, Any]:
    fresh = stamp.restamp(stamps, correction_ms, now_ms, latest, PHONE)
    return {
        "why": why,
        "stamps": [old.hex() for old in stamps],
        "correction": correction_ms,
        "now": now_ms,
        "latest": latest.hex(),
        "replica": str(PHONE),
        "fresh": [new.hex() for new in fresh],
    }

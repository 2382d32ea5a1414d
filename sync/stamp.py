"""Stamps: one 16-byte value that orders, deduplicates and identifies a change.

A stamp is a hybrid logical clock reading laid out as a UUIDv7 (RFC 9562, counter by §6.2 method 1):
48 bits of Unix milliseconds, version 7, a 12-bit counter, variant 10, 62 bits of replica id.
Byte order is clock order. Time is an argument everywhere; a replica's stamps always rise.
"""

from __future__ import annotations

ZERO = bytes(16)
CLOCK_AHEAD_MS_MAX = 60_000
COUNTER_MAX = 0xFFF
MILLISECONDS_MAX = (1 << 48) - 1
REPLICA_MIN = 1 << 16
REPLICA_MAX = (1 << 62) - 1
SERVER_REPLICA = 1

_VERSION = 0x7 << 76
_VARIANT = 0b10 << 62


def make(ms: int, counter: int, replica: int) -> bytes:
    """The stamp of these parts; ValueError where one doesn't fit its bits."""
    if not (0 <= ms <= MILLISECONDS_MAX and 0 <= counter <= COUNTER_MAX and 0 <= replica <= REPLICA_MAX):
        raise ValueError(f"no stamp holds ms={ms}, counter={counter}, replica={replica}")
    return (ms << 80 | _VERSION | counter << 64 | _VARIANT | replica).to_bytes(16, "big")


def is_stamp(value: bytes) -> bool:
    """Whether these bytes are laid out as a stamp: 16 of them, version 7, variant 10."""
    return len(value) == 16 and value[6] >> 4 == 7 and value[8] >> 6 == 0b10


def ms_of(stamp: bytes) -> int:
    """Unix milliseconds."""
    return int.from_bytes(stamp[:6], "big")


def counter_of(stamp: bytes) -> int:
    return int.from_bytes(stamp[6:8], "big") & COUNTER_MAX


def replica_of(stamp: bytes) -> int:
    return int.from_bytes(stamp[8:], "big") & REPLICA_MAX


def next_stamp(latest: bytes, wall_ms: int, replica: int) -> bytes:
    """The stamp after `latest` at `wall_ms`: above it even when the wall clock stands still or steps back."""
    ms, counter = ms_of(latest), counter_of(latest)
    if wall_ms > ms:
        return make(wall_ms, 0, replica)
    if counter < COUNTER_MAX:
        return make(ms, counter + 1, replica)
    return make(ms + 1, 0, replica)


def observe(latest: bytes, seen: bytes, server_now_ms: int) -> bytes:
    """The later of the two, as a client does: a stamp over 60 s ahead of the server's `now` moves no clock."""
    if ms_of(seen) > server_now_ms + CLOCK_AHEAD_MS_MAX:
        return latest
    return max(latest, seen)


def is_ahead(stamp: bytes, server_now_ms: int) -> bool:
    """Whether the server refuses it as `clock_ahead`."""
    return ms_of(stamp) > server_now_ms + CLOCK_AHEAD_MS_MAX


def restamp(stamps: list[bytes], correction_ms: int, now_ms: int, latest: bytes, replica: int) -> list[bytes]:
    """New stamps for refused changes and all that follow them, in order.

    Each time is the old one less the correction, not above `now_ms`, raised where needed to stay above `latest`.
    """
    fresh: list[bytes] = []
    for old in stamps:
        latest = next_stamp(latest, max(0, min(ms_of(old) - correction_ms, now_ms)), replica)
        fresh.append(latest)
    return fresh

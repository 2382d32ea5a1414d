"""The clock of a replica: the device's time corrected by the server's, and the latest stamp.

Promises: stamps always rise; nobody else's wrong clock drags this one; after a correction the clock stands at the
greatest stamp that was observed or accepted, so a phone that ran ahead doesn't stay ahead. The device's time is an
argument everywhere.
"""

from __future__ import annotations

from sync.stamp import ZERO, is_ahead, next_stamp

ROUND_TRIP_MS_MAX = 300_000
"""An answer that took longer says when it came, not when it left."""


class Clock:
    """时钟: `offset_ms` is what must be added to the device's clock; `latest` the greatest stamp in use;
    `seen` the greatest that was observed or accepted by the server."""

    def __init__(self, replica: int) -> None:
        self.replica = replica
        self.offset_ms = 0
        self.latest = ZERO
        self.seen = ZERO

    def now_ms(self, device_ms: int) -> int:
        """The server's time as this device knows it, never before 1970."""
        return max(0, device_ms + self.offset_ms)

    def tick(self, device_ms: int) -> bytes:
        """The next stamp."""
        self.latest = next_stamp(self.latest, self.now_ms(device_ms), self.replica)
        return self.latest

    def measure(self, server_now_ms: int, sent_ms: int, received_ms: int) -> None:
        """Sets the offset from an answer: `sent_ms` and `received_ms` are the device's times about it."""
        took_ms = received_ms - sent_ms
        middle_ms = received_ms - took_ms // 2 if 0 <= took_ms <= ROUND_TRIP_MS_MAX else received_ms
        self.offset_ms = server_now_ms - middle_ms

    def observe(self, stamp: bytes, server_now_ms: int) -> None:
        """Takes note of a stamp that the server sent or accepted; one too far ahead moves nothing."""
        if not is_ahead(stamp, server_now_ms):
            self.seen = max(self.seen, stamp)
            self.latest = max(self.latest, stamp)

    def fall_back(self) -> None:
        """Forgets stamps that nobody but this device has: what follows is stamped from what is known elsewhere."""
        self.latest = self.seen

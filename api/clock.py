"""Clocks: the wall clock behind an argument, so that nothing else asks the machine for the time."""

import time
from collections.abc import Callable

Clock = Callable[[], int]
"""Unix milliseconds, now."""


def system_clock() -> int:
    """The machine's wall clock, Unix milliseconds."""
    return time.time_ns() // 1_000_000


def monotonic_ms() -> int:
    """Milliseconds on a clock that never goes back; only differences mean anything."""
    return time.monotonic_ns() // 1_000_000

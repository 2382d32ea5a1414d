"""What goes wrong in one seed. Each seed switches some faults off, so that each is also tried without the others."""

from __future__ import annotations

from random import Random

from msgspec import Struct

DAY_MS = 86_400_000


class Faults(Struct):
    """故障: chances per request or per occasion, 0 where a fault is switched off; times in ms."""

    days: int
    """How long the seed runs before everything is healed."""
    lost_request: float = 0
    lost_answer: float = 0
    duplicated: float = 0
    late_ms_max: int = 0
    """How late a duplicate may come."""
    cut: float = 0
    server_crash: float = 0
    wrong_clocks: float = 0
    """Chance that a phone's clock is wrong from the start."""
    clock_error_ms_max: int = 0
    clock_jumps: float = 0
    server_clock_back_ms_max: int = 0
    offline_days_max: int = 0
    evictions: float = 0
    """Chances from here on: per phone and tenth of the run."""
    kills: float = 0
    """Chance per act that the app is killed at some moment of the next minute."""
    rot: float = 0
    """A phone's storage loses a document without a trace."""
    phone_restores: float = 0
    """A phone is put back to an earlier copy of its storage."""
    ended_devices: float = 0
    roster_changes: float = 0
    restores: float = 0
    rounds: float = 0
    refusals: float = 0
    """Chance that an act is one that the server refuses."""
    strangers: float = 0
    """A program of somebody's own pushes what no client of ours would."""
    frames: float = 0
    """Share of the phones with a socket."""


def draw(random: Random) -> Faults:
    """The faults of one seed; each is off in a third of them."""

    def some(most: float) -> float:
        return random.uniform(most / 4, most) if random.random() < 0.66 else 0.0

    return Faults(
        days=random.choice((1, 2, 5, 12, 40, 110)),
        lost_request=some(0.3),
        lost_answer=some(0.3),
        duplicated=some(0.3),
        late_ms_max=int(some(3 * DAY_MS)) + 1_000,
        cut=some(0.1),
        server_crash=some(0.1),
        wrong_clocks=some(0.6),
        clock_error_ms_max=random.choice((2 * 60_000, 2 * 3_600_000, DAY_MS, 3 * 365 * DAY_MS)),
        clock_jumps=some(0.15),
        server_clock_back_ms_max=int(some(600_000)),
        offline_days_max=int(some(30)),
        evictions=some(0.04),
        kills=some(0.15),
        rot=some(0.04),
        phone_restores=some(0.04),
        ended_devices=some(0.06),
        roster_changes=some(0.6),
        restores=some(0.12),
        rounds=some(0.5),
        refusals=some(0.25),
        strangers=some(0.5),
        frames=some(0.9),
    )

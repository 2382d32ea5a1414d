"""Delays at the door: how long somebody who fails must wait, by account and device, and never a lockout.

Promises: an attempt is counted before it is tried, so a hundred at once are no way round; a device on which the account
has signed in before has a count of its own, so nobody can make a colleague wait there; waits end by themselves.
"""

import hashlib
from typing import Any, NamedTuple

from api.database import Txn
from models import tables

FORGOTTEN_AFTER_MS = 3_600_000
Attempt: Any = tables.Attempt  # Piccolo's own types are partial


class Allowance(NamedTuple):
    """How many failures are free, and how long the longest wait is (each wait doubles the one before)."""

    free: int
    wait_ms_max: int


DEVICE = Allowance(5, 15 * 60_000)
ACCOUNT = Allowance(30, 30_000)
ADDRESS = Allowance(300, 10_000)
FIRST_WAIT_MS = 2_000


class Counted(NamedTuple):
    """What an attempt is counted under: a key and its allowance."""

    key: str
    allowance: Allowance


def keys_of(username: str, device_name: str, address: str, known_device: str | None) -> tuple[Counted, ...]:
    """The counters of a sign-in. `known_device` is this browser's proof that the account signed in here before."""
    if known_device is not None:
        return (Counted(_hashed("known", username, known_device), DEVICE),)
    return (
        Counted(_hashed("device", username, address, device_name), DEVICE),
        Counted(_hashed("account", username), ACCOUNT),
        Counted(_hashed("address", address), ADDRESS),
    )


def keys_of_code(address: str) -> tuple[Counted, ...]:
    """The counter of somebody who tries activation codes."""
    return (Counted(_hashed("code", address), ADDRESS),)


def begin(txn: Txn, counters: tuple[Counted, ...], now_ms: int) -> int:
    """Counts an attempt and returns 0, or returns the milliseconds to wait and counts nothing."""
    found: dict[str, tuple[int, int]] = {}
    for counter in counters:
        for row in txn.run(Attempt.select().where(Attempt.key == counter.key)):
            if now_ms < row["next_ms"] + FORGOTTEN_AFTER_MS:
                found[counter.key] = (row["failures"], row["next_ms"])
    wait_ms = max((next_ms - now_ms for _, next_ms in found.values()), default=0)
    if wait_ms > 0:
        return wait_ms
    for counter in counters:
        failures = found.get(counter.key, (0, 0))[0] + 1
        txn.execute(
            "insert into attempt (key, failures, next_ms) values (?, ?, ?) "
            "on conflict (key) do update set failures = excluded.failures, next_ms = excluded.next_ms",
            [counter.key, failures, now_ms + wait_after(failures, counter.allowance)],
        )
    return 0


def forgive(txn: Txn, counters: tuple[Counted, ...]) -> None:
    """After a success: the account's counters start anew, the address keeps its own less this attempt."""
    for counter in counters:
        if counter.allowance is ADDRESS:
            txn.execute("update attempt set failures = failures - 1 where key = ? and failures > 0", [counter.key])
        else:
            txn.execute("delete from attempt where key = ?", [counter.key])


def sweep(txn: Txn, now_ms: int) -> None:
    """Drops what is forgotten."""
    txn.execute("delete from attempt where next_ms < ?", [now_ms - FORGOTTEN_AFTER_MS])


def wait_after(failures: int, allowance: Allowance) -> int:
    """Milliseconds to wait after so many failures."""
    beyond = failures - allowance.free
    if beyond < 0:
        return 0
    return min(FIRST_WAIT_MS << min(beyond, 20), allowance.wait_ms_max)


def _hashed(kind: str, *parts: str) -> str:
    digest = hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()
    return f"{kind}:{digest[:40]}"

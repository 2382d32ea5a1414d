"""Merging: for every path, the write with the latest stamp wins.

Commutative, associative and idempotent, so replicas that saw the same changes hold the same state,
whatever the order and however often the changes arrived.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sync.change import Change


class Written(NamedTuple):
    """What one register holds: the stamp of the write that stands, its raw value, who wrote and when it was taken."""

    stamp: bytes
    value: bytes
    author: bytes
    received_ms: int


Registers = dict[str, Written]


def merge(registers: Registers, change: Change, author: bytes, received_ms: int) -> list[str]:
    """Puts a change's writes where they are later than what stands; returns the paths that changed."""
    moved: list[str] = []
    for path, value in change.writes:
        held = registers.get(path)
        if held is None or change.id > held.stamp:
            registers[path] = Written(change.id, value, author, received_ms)
            moved.append(path)
    return moved


def merged(states: Iterable[Registers]) -> Registers:
    """The state of somebody who has seen everything that these states have seen."""
    result: Registers = {}
    for state in states:
        for path, written in state.items():
            held = result.get(path)
            if held is None or written.stamp > held.stamp:
                result[path] = written
    return result

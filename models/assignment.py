"""Who reviews whom: a fair draw that anybody can repeat from the round's id.

Promises: nobody is given himself; recusals are kept; the same people and seed give the same draw in any order; where
the rule leaves the choice, each person is reviewed about as often as any other.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from hashlib import sha256


def assign(
    groups: Mapping[bytes, bytes],
    *,
    across: bool,
    each: int,
    recusals: Set[tuple[bytes, bytes]] = frozenset(),
    seed: bytes,
) -> dict[bytes, tuple[bytes, ...]]:
    """Reviewer → subjects, at most `each`, in the order of their ids.

    `groups` gives everybody's unit or branch; reviewers stay within their own, or with `across` outside it.
    """
    ring = sorted(groups, key=lambda person: (_lot(seed, person), person))
    possible = {
        reviewer: [
            subject
            for subject in (*ring[place + 1 :], *ring[:place])
            if (groups[subject] != groups[reviewer]) == across and (reviewer, subject) not in recusals
        ]
        for place, reviewer in enumerate(ring)
    }
    chosen: dict[bytes, set[bytes]] = {reviewer: set() for reviewer in ring}
    load = dict.fromkeys(ring, 0)
    for _ in range(each):
        for reviewer in ring:
            free = [subject for subject in possible[reviewer] if subject not in chosen[reviewer]]
            if free:
                subject = min(free, key=load.__getitem__)
                chosen[reviewer].add(subject)
                load[subject] += 1
    _balance(possible, chosen, load)
    return {reviewer: tuple(sorted(chosen[reviewer])) for reviewer in sorted(chosen)}


def _balance(possible: Mapping[bytes, list[bytes]], chosen: dict[bytes, set[bytes]], load: dict[bytes, int]) -> None:
    """Moves single reviews from who has more to who has at least two fewer, until none can be moved."""
    moved = True
    while moved:
        moved = False
        for reviewer, subjects in possible.items():
            given = chosen[reviewer]
            others = [subject for subject in subjects if subject not in given]
            if not given or not others:
                continue
            most = max(sorted(given), key=load.__getitem__)
            least = min(others, key=load.__getitem__)
            if load[most] - load[least] >= 2:
                given.remove(most)
                given.add(least)
                load[most] -= 1
                load[least] += 1
                moved = True


def _lot(seed: bytes, person: bytes) -> bytes:
    return sha256(seed + person).digest()

"""Who reviews whom: a fair draw that only who has the seed can repeat.

Promises: nobody is given himself; the same people and seed give the same draw in any order; where the rule leaves the
choice, each person is reviewed about as often as any other.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Set
from hashlib import sha256


def assign(groups: Mapping[bytes, bytes], *, across: bool, each: int, seed: bytes) -> dict[bytes, tuple[bytes, ...]]:
    """Reviewer → subjects, at most `each`, in the order of their ids.

    `groups` gives everybody's unit or branch; reviewers stay within their own, or with `across` outside it.
    """
    ring = sorted(groups, key=lambda person: (_lot(seed, person), person))
    possible = _possible(ring, groups, across)
    chosen: dict[bytes, set[bytes]] = {reviewer: set() for reviewer in ring}
    load = dict.fromkeys(ring, 0)
    for _ in range(each):
        floor = min(load.values(), default=0)
        for reviewer in ring:
            subject = _least(possible[reviewer], chosen[reviewer], load, floor)
            if subject is not None:
                chosen[reviewer].add(subject)
                load[subject] += 1
    _balance(possible, chosen, load)
    return {reviewer: tuple(sorted(chosen[reviewer])) for reviewer in sorted(chosen)}


def _possible(ring: list[bytes], groups: Mapping[bytes, bytes], across: bool) -> dict[bytes, list[bytes]]:
    """Whom each may review, beginning with who comes next in the ring."""
    within: dict[bytes, list[bytes]] = {}
    for person in ring:
        within.setdefault(groups[person], []).append(person)
    possible: dict[bytes, list[bytes]] = {}
    for reviewer in ring:
        circle = ring if across else within[groups[reviewer]]
        place = circle.index(reviewer)
        possible[reviewer] = [
            subject
            for subject in (*circle[place + 1 :], *circle[:place])
            if (groups[subject] != groups[reviewer]) == across
        ]
    return possible


def _least(subjects: list[bytes], given: Set[bytes], load: Mapping[bytes, int], floor: int) -> bytes | None:
    """The first of those with the fewest reviews; nobody has fewer than `floor`."""
    least: bytes | None = None
    for subject in subjects:
        if subject not in given and (least is None or load[subject] < load[least]):
            least = subject
            if load[subject] <= floor:
                break
    return least


def _balance(possible: Mapping[bytes, list[bytes]], chosen: dict[bytes, set[bytes]], load: dict[bytes, int]) -> None:
    """Passes reviews on from who has more to who has at least two fewer, until that can't be done any more."""
    reviewers: dict[bytes, set[bytes]] = {subject: set() for subject in load}
    for reviewer, subjects in chosen.items():
        for subject in subjects:
            reviewers[subject].add(reviewer)
    settled: set[bytes] = set()
    while True:
        start = max((each for each in load if each not in settled), key=lambda each: (load[each], each), default=None)
        if start is None or load[start] - min(load.values()) < 2:
            return
        chain = _chain(start, possible, chosen, reviewers=reviewers, load=load, reached=settled)
        if chain:
            settled.clear()
        for reviewer, here, there in chain:
            chosen[reviewer].remove(here)
            chosen[reviewer].add(there)
            reviewers[here].remove(reviewer)
            reviewers[there].add(reviewer)
            load[here] -= 1
            load[there] += 1


def _chain(
    start: bytes,
    possible: Mapping[bytes, list[bytes]],
    chosen: Mapping[bytes, set[bytes]],
    *,
    reviewers: Mapping[bytes, set[bytes]],
    load: Mapping[bytes, int],
    reached: set[bytes],
) -> list[tuple[bytes, bytes, bytes]]:
    """The shortest row of (reviewer, subject, subject instead) from `start` to somebody with two reviews fewer.

    Where there is none, nobody on the way can pass anything on either: they are added to `reached`.
    """
    came: dict[bytes, tuple[bytes, bytes, bytes] | None] = {start: None}
    asked: set[bytes] = set()
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        for reviewer in sorted(reviewers[here] - asked):
            asked.add(reviewer)
            for there in possible[reviewer]:
                if there in came or there in chosen[reviewer]:
                    continue
                came[there] = (reviewer, here, there)
                if load[there] <= load[start] - 2:
                    return _back(came, there)
                waiting.append(there)
    reached.update(came)
    return []


def _back(came: Mapping[bytes, tuple[bytes, bytes, bytes] | None], end: bytes) -> list[tuple[bytes, bytes, bytes]]:
    chain: list[tuple[bytes, bytes, bytes]] = []
    step = came[end]
    while step is not None:
        chain.append(step)
        step = came[step[1]]
    return chain


def _lot(seed: bytes, person: bytes) -> bytes:
    return sha256(seed + person).digest()

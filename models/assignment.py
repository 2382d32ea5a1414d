"""Who reviews whom: a fair draw that only who has the seed can repeat.

    assign(groups, …)    each reviewer is given so many, and everybody is reviewed about as often as anybody
    spread(possible, …)  each subject is given so many, and every reviewer has about as much to do as any other

Promises: nobody is given himself; the same people and seed give the same draw in any order. `spread` leaves out only
what the most that a reviewer may be given doesn't allow, and then no other draw of the kind would cover more.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence, Set
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


def spread(
    possible: Mapping[bytes, Sequence[bytes]], *, each: int, most: int | None, seed: bytes
) -> dict[bytes, tuple[bytes, ...]]:
    """Subject → reviewers, `each` of them where so many may review, none with more than `most` subjects.

    `possible` says who may review whom: neither himself, nor relatives, nor who has declared a conflict.
    """
    ring = sorted(possible, key=lambda subject: (_lot(seed, subject), subject))
    ordered = {
        subject: sorted(set(possible[subject]), key=lambda reviewer: (_lot(seed + subject, reviewer), reviewer))
        for subject in ring
    }
    chosen: dict[bytes, set[bytes]] = {subject: set() for subject in ring}
    load = dict.fromkeys(sorted({reviewer for reviewers in possible.values() for reviewer in reviewers}), 0)
    for _ in range(each):
        floor = min(load.values(), default=0)
        for subject in ring:
            reviewer = _least(ordered[subject], chosen[subject], load, floor)
            if reviewer is not None:
                chosen[subject].add(reviewer)
                load[reviewer] += 1
    _balance(ordered, chosen, load)
    if most is not None:
        _relieve(chosen, load, most)
    return {subject: tuple(sorted(chosen[subject])) for subject in sorted(chosen)}


def draw_some(people: Iterable[bytes], count: int, seed: bytes) -> tuple[bytes, ...]:
    """So many of these people, by lot."""
    return tuple(sorted(sorted(set(people), key=lambda person: (_lot(seed, person), person))[:count]))


def _relieve(chosen: dict[bytes, set[bytes]], load: dict[bytes, int], most: int) -> None:
    """Takes from reviewers what is above their most, from those subjects first who have the most reviewers.

    After `_balance` nobody who could take it over has room: what is taken away is what can't be covered.
    """
    for reviewer in sorted(load):
        while load[reviewer] > most:
            theirs = [subject for subject, reviewers in chosen.items() if reviewer in reviewers]
            subject = max(theirs, key=lambda each: (len(chosen[each]), each))
            chosen[subject].remove(reviewer)
            load[reviewer] -= 1


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

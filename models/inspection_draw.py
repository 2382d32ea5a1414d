"""双随机: which places are inspected, and by whom: drawn by lot, so that whoever has the seed can draw again.

Promises: pure; the same candidates, inspectors, excuses and seed give the same draw in whatever order they come.
Nobody is drawn for a place that excuses them; every place gets as many inspectors as any, and every inspector has
about as much to do as any other. A leader who is set is on every team; else the lot names one of each.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from hashlib import sha256

from msgspec import Struct

from models.assignment import draw_some, spread


class Lots(Struct, frozen=True):
    """抽签条件: what a draw is made of besides its seed."""

    candidates: frozenset[bytes]
    inspectors: frozenset[bytes]
    excused: frozenset[tuple[bytes, bytes]]
    """(inspector, place) pairs that don't go together."""
    places: int | None = None
    """How many places; None for all of them."""
    each: int | None = None
    """How many inspectors for each; None for all who may."""
    leader: bytes | None = None


class Drawn(Struct, frozen=True):
    """抽签结果: the team of one place, its leader among them."""

    team: tuple[bytes, ...]
    leader: bytes


def able(lots: Lots, place: bytes) -> frozenset[bytes]:
    """The inspectors who may go to a place."""
    return frozenset(person for person in lots.inspectors if (person, place) not in lots.excused)


def short(lots: Lots) -> list[bytes]:
    """The candidates that too few may go to: none may be among them, or the draw couldn't be kept."""
    needed = lots.each or 1
    return sorted(
        place
        for place in lots.candidates
        if len(able(lots, place)) < needed or (lots.leader is not None and lots.leader not in able(lots, place))
    )


def draw(lots: Lots, seed: bytes) -> dict[bytes, Drawn]:
    """Each drawn place with its team, in the order of their ids. No candidate may be `short`."""
    count = len(lots.candidates) if lots.places is None else lots.places
    places = draw_some(lots.candidates, count, _part(seed, b"places"))
    if lots.each is None:
        teams = {place: tuple(sorted(able(lots, place))) for place in places}
    else:
        teams = _teams(lots, places, lots.each, seed)
    return {place: Drawn(team, _leader(lots, place, team, seed)) for place, team in sorted(teams.items()) if team}


def _teams(lots: Lots, places: Iterable[bytes], each: int, seed: bytes) -> dict[bytes, tuple[bytes, ...]]:
    """A leader who is set takes one seat of every team; the others are drawn."""
    fixed = () if lots.leader is None else (lots.leader,)
    possible = {place: sorted(able(lots, place) - set(fixed)) for place in places}
    drawn = spread(possible, each=each - len(fixed), most=None, seed=_part(seed, b"inspectors"))
    return {place: tuple(sorted((*fixed, *team))) for place, team in drawn.items()}


def _leader(lots: Lots, place: bytes, team: Collection[bytes], seed: bytes) -> bytes:
    if lots.leader is not None:
        return lots.leader
    (leader,) = draw_some(team, 1, _part(seed, b"leader" + place))
    return leader


def _part(seed: bytes, use: bytes) -> bytes:
    return sha256(seed + use).digest()

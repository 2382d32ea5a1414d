"""How a pledge stands: 提诺, 审诺, 公示, 践诺, 评诺, read from its facts.

Promises: pure, and the same as `pledgeStanding` in TypeScript for every case of `tests/vectors/deeds.json`; any order
of arrival gives the same; a fact that came when it could no longer count is kept and named in `odd`.
"""

from __future__ import annotations

from msgspec import Struct

from models.deed import Registers, first, round_of, stamp_of, under, verdict
from models.deed_values import GRADES


class PledgeStanding(Struct, frozen=True):
    """承诺状态: `state` is draft, waiting, returned, accepted, published, reported, graded or withdrawn."""

    state: str
    round: int
    grade: str | None = None
    """The strictest of those given."""
    disputed: bool = False
    """Two reviewers disagree: on the text of what is on display, or on the grade."""
    excused: bool = False
    """The objective excuse is accepted by everybody who gave the grade that stands."""
    odd: tuple[str, ...] = ()


def pledge_standing(registers: Registers) -> PledgeStanding:
    reviewed = verdict(registers)
    displays = under(registers, "published/")
    shown = first(registers, displays)
    withdrawn = stamp_of(registers, "withdrawn")
    if shown is not None and reviewed.accepted_round and (withdrawn is None or withdrawn > shown):
        return _on_display(registers, shown, reviewed.accepted_round, reviewed.odd)
    odd = {*reviewed.odd, *displays, *_after_display(registers)}
    state = reviewed.state if withdrawn is None else "withdrawn"
    return PledgeStanding(state, reviewed.round, odd=tuple(sorted(odd)))


def _after_display(registers: Registers) -> list[str]:
    """What only a pledge on display can have."""
    alone = [path for path in ("reported", "excuse") if stamp_of(registers, path) is not None]
    return [*under(registers, "fulfilments/"), *under(registers, "grades/"), *alone]


def _on_display(registers: Registers, shown: bytes, round: int, odd_reviews: tuple[str, ...]) -> PledgeStanding:
    odd = set(odd_reviews)
    if stamp_of(registers, "withdrawn") is not None:
        odd.add("withdrawn")
    odd.update(path for path in under(registers, "handed_in/") if round_of(path.removeprefix("handed_in/")) > round)
    against = [path for path in under(registers, f"reviews/{round}/") if registers[path].value["ruling"] == "returned"]
    odd.update(against)
    grades = [path for path in under(registers, "grades/") if registers[path].stamp > shown]
    last = max((registers[path].stamp for path in grades), default=None)
    for path in _after_display(registers):
        stamp = registers[path].stamp
        if stamp < shown or (last is not None and stamp > last):
            odd.add(path)
    if not grades:
        reported = "reported" not in odd and stamp_of(registers, "reported") is not None
        state = "reported" if reported else "published"
        return PledgeStanding(state, round, disputed=bool(against), odd=tuple(sorted(odd)))
    given = {path: registers[path].value["grade"] for path in grades}
    worst = max(given.values(), key=GRADES.index)
    excuses = [registers[path].value.get("excuse") for path in grades if given[path] == worst]
    excused = (
        "excuse" not in odd
        and stamp_of(registers, "excuse") is not None
        and all(each == "accepted" for each in excuses)
    )
    disputed = bool(against) or len(set(given.values())) > 1
    return PledgeStanding("graded", round, worst, disputed, excused, tuple(sorted(odd)))

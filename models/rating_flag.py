"""异常评价: ratings that came in a burst, all alike or in a row at a kiosk, and what a second person says of them.

Promises: what looks odd is held, shown and decided, and never dropped in silence. Who decides has had no hand in it:
not who made, printed or activated the batch, and nobody of the unit. The first ruling stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from models.deed import in_office, signed, under
from models.document import Act, Document, Library, Refusal, uuid_text
from models.order_rights import of_unit

BURST_RATINGS, BURST_MS = 6, 120_000
"""So many by labels of one ward's batch in two minutes: nobody's patients all scan at once."""
STREAK_RATINGS, STREAK_MS = 4, 40_000
"""So many in a row at one kiosk: one finger, not four people."""
ALIKE_RATINGS, ALIKE_ANSWERS_MIN = 8, 3
"""So many in a row with the same answers to three questions or more."""
LOOK_BACK = max(BURST_RATINGS, STREAK_RATINGS, ALIKE_RATINGS)


class Seen(Struct, frozen=True):
    """一次评价: when it was given, what it answered, and how long before it came that was."""

    at_ms: int
    answers: dict[str, Any]
    waited_ms: int = 0

    @property
    def came_ms(self) -> int:
        return self.at_ms + self.waited_ms


def odd(means: str, seen: Sequence[Seen], beside: Sequence[Seen] = ()) -> tuple[str, list[int]]:
    """("burst" | "streak" | "alike" | "", the places of those that are). `seen` begins with the one that just came,
    the latest arrivals first; `beside` are others that were given about when it was; places count on through both."""
    if not seen:
        return "", []
    if means == "kiosk":
        streak = _streak([*seen, *beside])
        if streak:
            return "streak", streak
    else:
        near = [place for place, each in enumerate(seen) if seen[0].at_ms - each.at_ms <= BURST_MS]
        if len(near) >= BURST_RATINGS:
            return "burst", near
    alike = 0
    for each in seen:
        if each.answers != seen[0].answers:
            break
        alike += 1
    if alike >= ALIKE_RATINGS and len(seen[0].answers) >= ALIKE_ANSWERS_MIN:
        return "alike", list(range(alike))
    return "", []


def _streak(known: Sequence[Seen]) -> list[int]:
    """One finger's: given within a short while, around the first of these; or kept, so that only the page says when
    they were given, and sent within one, which is faster than the page does it."""
    mine = known[0]
    given: list[int] = []
    for start_ms in (each.at_ms for each in known):
        if start_ms <= mine.at_ms <= start_ms + STREAK_MS:
            here = [place for place, each in enumerate(known) if start_ms <= each.at_ms <= start_ms + STREAK_MS]
            given = max(given, here, key=len)
    if len(given) >= STREAK_RATINGS:
        return given
    near = [place for place, each in enumerate(known) if abs(mine.came_ms - each.came_ms) <= STREAK_MS]
    kept = [place for place in near if mine.waited_ms and known[place].waited_ms]
    return kept if len(kept) >= STREAK_RATINGS else []


def forbidden(act: Act, document: Document, library: Library) -> Refusal | None:
    roster = library.roster
    if not in_office(act.author, document.value("institution"), roster):
        return Refusal("forbidden", "rating_office_only")
    batch = library.document(document.value("batch"))
    unit = document.value("unit")
    hands = set[bytes]() if batch is None else {batch.value("by"), *_activated_by(batch)}
    printed = batch is not None and batch.value(f"printers/{uuid_text(act.author)}") is True
    if act.author in hands or printed or of_unit(act.author, unit, roster):
        return Refusal("forbidden", "second_person_only")
    return None


def _activated_by(batch: Document) -> list[bytes]:
    register = batch.registers.get("activated")
    return [] if register is None else [register.author]


def closed(act: Act, document: Document | None, library: Library) -> Refusal | None:
    if document is None:
        return None
    for path, value in act.writes.items():
        if document.value(path) == value:
            continue
        if under(document.registers, "rulings/"):
            return Refusal("closed", "flag_ruled", path)
    return None


def invalid(act: Act, document: Document | None, library: Library) -> Refusal | None:
    wrong = next((path for path in act.writes if not signed(path, act.author)), None)
    return None if wrong is None else Refusal("invalid", "own_name_only", wrong)


def ruling(document: Document) -> bool | None:
    """True: these ratings count; False: they don't; None: nobody has said."""
    said = under(document.registers, "rulings/")
    first = min(said, key=lambda path: document.registers[path].stamp, default=None)
    return None if first is None else document.registers[first].value["counts"]

"""How a meeting stands: its agenda in order, what it decided, and whether enough have come.

Promises: pure, and the same in TypeScript for every case of `tests/vectors/meeting.json`; any order of arrival gives
the same.
"""

from __future__ import annotations

from typing import Any

from models.deed import Registers, stamp_of, under

SHARES = {">1/2": (1, 2), "2/3": (2, 3), "4/5": (4, 5)}
USUAL_QUORUM = ">1/2"


def meeting_state(registers: Registers) -> str:
    """planned, begun, ended or signed."""
    if stamp_of(registers, "ended") is None:
        return "planned" if stamp_of(registers, "begun") is None else "begun"
    return "signed" if under(registers, "signed/") else "ended"


def agenda(registers: Registers) -> list[tuple[str, dict[str, Any]]]:
    """Items by their place; those of one place by their names."""
    items = {path.removeprefix("agenda/"): registers[path].value for path in under(registers, "agenda/")}
    return sorted(items.items(), key=lambda item: (item[1]["order"], item[0]))


def decisions(registers: Registers) -> list[tuple[str, dict[str, Any]]]:
    """By the agenda's order of what they are about, those about nothing last; within that as they were written."""
    places = {name: place for place, (name, _) in enumerate(agenda(registers))}
    last = len(places)
    found = [(path.removeprefix("decisions/"), registers[path].value) for path in under(registers, "decisions/")]
    return sorted(found, key=lambda each: (places.get(each[1].get("item") or "", last), each[0]))


def notes(registers: Registers, item: str) -> list[str]:
    """What was noted on an item; each scribe's stands by itself, so that two who write at once keep both."""
    own = (path for path in under(registers, "notes/") if path == f"notes/{item}" or path.startswith(f"notes/{item}."))
    return [text for path in own if (text := str(registers[path].value).strip())]


def needed(quorum: str, due: int) -> int:
    """How many must be present: more than half, or at least two thirds or four fifths of those due."""
    top, bottom = SHARES.get(quorum, SHARES[USUAL_QUORUM])
    return due * top // bottom + 1 if quorum not in ("2/3", "4/5") else -(-due * top // bottom)

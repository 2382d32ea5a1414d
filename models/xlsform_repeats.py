"""The repeats of an XLSForm: how often each can be filled in, and what is asked before each time.

Promises: pure. A repeat stands in the form as many times as there is room for, each time under a question whether there
is one more (or under the form's own count), so that it is added, taken back and kept offline like any answer.
"""

from __future__ import annotations

import re
from typing import Any

from msgspec import Struct, field

from models.condition import OPERANDS_MAX, Condition
from models.grid import plain
from models.xlsform_sheets import Cells
from models.xlsform_types import BEGIN, END

TIMES_MAX = 12
FIXED_TIMES_MAX = 40
"""Where the form itself says how often."""
INNER_TIMES_MAX = 3
"""Of a repeat within a repeat."""
_COUNT = re.compile(r"\d{1,4}\Z")


class Repeat(Struct):
    """重复组: the rows from its beginning to its end, and how often it stands in the form."""

    begin: int
    end: int
    depth: int = 0
    times: int = 1
    fixed: int | None = None
    """The form's own count, where it is a plain number."""
    inner: list[Repeat] = field(default_factory=list["Repeat"])


def type_of(cells: Cells) -> str:
    return plain(cells.get("type"))


def kind_of(type: str) -> str:
    return "repeat" if "repeat" in type.lower() else "group"


def repeats_of(rows: list[Cells], most: int) -> dict[int, Repeat]:
    """The repeats that have an end, by the place of their first row; `most` is what the form takes of items."""
    found: dict[int, Repeat] = {}
    outer: list[Repeat] = []
    opened: list[Repeat | None] = []
    for at, cells in enumerate(rows):
        type = type_of(cells).lower()
        if BEGIN.match(type):
            inside = [each for each in opened if each]
            count = cells.get("repeat_count").strip()
            made = Repeat(at, at, len(inside), fixed=int(count) if _COUNT.match(count) else None)
            opened.append(made if "repeat" in type else None)
        elif END.match(type) and opened:
            closed = opened.pop()
            if closed is None:
                continue
            closed.end = at
            found[closed.begin] = closed
            above = next((each for each in reversed(opened) if each), None)
            (above.inner if above else outer).append(closed)
    for each in outer:
        _set_inner(each, most // (2 * len(outer)))
    once = sum(_size(each) for each in outer)
    beside = sum(not BEGIN.match(type_of(cells).lower()) for cells in rows) - sum(
        each.end - each.begin for each in outer
    )
    room = max(0, most - beside)
    for each in outer:
        share = room * _size(each) // once if once else 0
        each.times = max(1, min(share // (_size(each) + 1), each.fixed or TIMES_MAX, FIXED_TIMES_MAX))
    return found


def _set_inner(outer: Repeat, most: int) -> None:
    """Repeats within a repeat, from the outside in, as long as one time of the outer one stays within `most`."""
    for each in outer.inner:
        each.times = max(1, min(each.fixed or INNER_TIMES_MAX, INNER_TIMES_MAX))
        if _size(outer) > most:
            each.times = 1
        _set_inner(each, most // max(1, each.times * len(outer.inner)))


def _size(repeat: Repeat) -> int:
    """How many items one time of it takes at most."""
    inner = sum((_size(each) + 1) * each.times - (each.end - each.begin) for each in repeat.inner)
    return max(1, repeat.end - repeat.begin - 1 + inner)


def one_more(label: str, place: int, order: int | str) -> dict[str, Any]:
    """The question before each time."""
    first = place == 1
    return {
        "order": order,
        "type": "choice",
        "label": f"有“{label}”要填吗？" if first else f"还有“{label}”要填吗？（第 {place} 份）",
        "label_en": f"Is there any “{label}” to fill in?" if first else f"One more “{label}”? (no. {place})",
        "required": False,
        "options": [
            {"value": "yes", "label": "有", "label_en": "Yes"},
            {"value": "no", "label": "没有", "label_en": "No"},
        ],
    }


def said_yes(id: str) -> Condition:
    return [["answer", id], ["text", "yes"], ["="]]


def at_least(count: Condition, place: int) -> Condition:
    return [*count, ["number", place], [">="]]


def number_of(times: list[Condition]) -> Condition:
    """How many of these hold."""
    steps: Condition = [["number", 0]]
    for each in times:
        steps = [*steps, *each, ["number", 1], ["number", 0], ["if"], ["+"]]
    return steps


def sum_of(ids: list[str]) -> Condition:
    """The sum of the answers that are numbers; one that isn't given adds nothing."""
    steps: Condition = [["number", 0]]
    for id in ids:
        steps = [*steps, ["answer", id], ["number", 0], ["coalesce"], ["+"]]
    return steps


def extreme_of(name: str, ids: list[str]) -> Condition:
    """The least or the greatest of the answers that are numbers; absent where none is given."""
    step = "least" if name == "min" else "greatest"
    steps: Condition = []
    for at in range(0, len(ids), OPERANDS_MAX):
        some = ids[at : at + OPERANDS_MAX]
        steps += [*(["answer", id] for id in some), [step, len(some)]]
    parts = -(-len(ids) // OPERANDS_MAX)
    return [*steps, [step, parts]] if parts > 1 else steps

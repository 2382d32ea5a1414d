"""What a row of an XLSForm says in expressions and texts: conditions on questions above, answers quoted in labels.

Promises: pure; what can't be worked out on a phone is named with its cell, and nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from msgspec import Struct, field

from models.condition import Condition, check_condition, mentioned
from models.xlsform_repeats import extreme_of, sum_of
from models.xlsform_sheets import Cells
from models.xpath import NotRead, spelled_plainly, steps

Said = Callable[..., None]
"""Says a fault: (code, cells, heading, level, **params)."""

_LEFT = {"calculation": "calculation_left", "choice_filter": "choices_filtered"}
"""What is said of expressions that are no condition."""
_OVER_ALL = frozenset({"sum_of", "min_of", "max_of", "count_of"})
"""What is asked of all times of a repeat."""
_REFERENCE = re.compile(r"\$\{\s*([^{}\s]+)\s*\}")
_POSITION = re.compile(r"position\(\s*\.\.\s*\)")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_ENTITIES = {"&nbsp;": " ", "&#x0a;": "\n", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&amp;": "&"}
_BOLD = re.compile(r"\*\*([^*]+)\*\*")


class Names(Struct):
    """名称: what the questions of a survey are called, and which of them stand above."""

    later: frozenset[str]
    """All that the survey has, wherever it stands."""
    ids: dict[str, str] = field(default_factory=dict[str, str])
    """Names of questions above to the ids of their items."""
    labels: dict[str, str] = field(default_factory=dict[str, str])
    left: dict[str, str] = field(default_factory=dict[str, str])
    """Names of what was left out, with its type."""
    inside: list[set[str]] = field(default_factory=list[set[str]])
    """What the repeats hold that are being read."""
    place: int = 0
    """Which time of the innermost repeat is being read."""
    more: dict[str, str] = field(default_factory=dict[str, str])
    """Names of repeats to the question that was asked last for another time."""
    every: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    """Names in a repeat above to the ids of all its times."""
    counts: dict[str, Condition] = field(default_factory=dict[str, Condition])
    """Names of repeats above, and of what they hold, to how often they are filled in."""


def condition_in(cells: Cells, name: str, names: Names, said: Said, *, also: str = "") -> Condition | None:
    """The steps of the expression in a cell; None where there is none, or it was left out, which is then said."""
    written = cells.get(name).strip()
    if not written:
        return None
    text = spelled_plainly(written)
    own = cells.get("name")
    try:
        found = steps(_POSITION.sub(str(names.place), text) if names.place else text, also=also)
        _whole_repeats_known(found, names)
    except NotRead as stopped:
        said(_LEFT.get(name, "condition_left"), cells, name, **_told(cells, written, stopped.part))
        return None
    for asked in mentioned(found):
        if (name == "constraint" and asked == own) or asked in names.ids:
            continue
        told = _told(cells, written, asked) if name in _LEFT else {"text": asked[:40]}
        said(_LEFT.get(name, _absent(asked, names)), cells, name, **told)
        return None
    named: Condition = []
    for step in found:
        named += [["own"]] if name == "constraint" and step == ["answer", own] else _by_id(step, names)
    if check_condition(named, also=also) is not None:
        said(_LEFT.get(name, "condition_left"), cells, name, **_told(cells, written, written[:40]))
        return None
    if text != written:
        said("signs_typographic", cells, name, "note", text=written[:60])
    return named


def _whole_repeats_known(found: Condition, names: Names) -> None:
    """What is asked of all times of a repeat can be answered behind it: sum, bounds, how often it is filled in."""
    for step in found:
        if step[0] in _OVER_ALL:
            known = names.counts if step[0] == "count_of" else {**names.ids, **names.every}
            if step[1] not in known or any(step[1] in each for each in names.inside):
                raise NotRead(f"{step[0].removesuffix('_of')}()")


def _by_id(step: list[Any], names: Names) -> Condition:
    if step[0] == "sum_of":
        return sum_of(names.every.get(step[1]) or [names.ids[step[1]]])
    if step[0] in ("min_of", "max_of"):
        return extreme_of(step[0].removesuffix("_of"), names.every.get(step[1]) or [names.ids[step[1]]])
    if step[0] == "count_of":
        return names.counts[step[1]]
    return [["answer", names.ids[step[1]]]] if step[0] == "answer" else [step]


def just_after(order: int | str, place: int = 50) -> str:
    """An order between this and the next."""
    text = str(order)
    return f"{text}{'' if '.' in text else '.'}{place:02d}"


def _told(cells: Cells, written: str, part: str) -> dict[str, str]:
    return {"text": written[:80], "part": part[:80], "who": cells.get("name")[:40]}


def _absent(asked: str, names: Names) -> str:
    if asked in names.left:
        return "condition_of_left"
    return "condition_ahead" if asked in names.later else "condition_unknown"


def worded(cells: Cells, name: str, text: str, names: Names, said: Said) -> str:
    """A text as it is shown: answers above are quoted as `${id}`, others by their question; tags are taken off."""
    heading = next((each for each in cells.values if each.partition("::")[0] == name), name)
    if _TAG.search(text) or _BOLD.search(text):
        said("styling_left", cells, heading, "note", text=text[:60])
        text = _BOLD.sub(r"\1", _TAG.sub("", re.sub(r"<br\s*/?>", "\n", text)))
        for sign, plain in _ENTITIES.items():
            text = text.replace(sign, plain)
    asked = _REFERENCE.findall(text)
    if any(each not in names.ids for each in asked):
        said("answer_in_text", cells, heading, text=text[:60])
    return _REFERENCE.sub(lambda found: _quoted(found[1], names), text)


def _quoted(name: str, names: Names) -> str:
    return f"${{{names.ids[name]}}}" if name in names.ids else f"「{names.labels.get(name, name)}」"


def all_of(conditions: list[Condition]) -> Condition | None:
    """One condition that asks for all of them."""
    if not conditions:
        return None
    found = list(conditions[0])
    for each in conditions[1:]:
        found = [*found, *each, ["and"]]
    return found

"""帮扶联系点: a leader stands by a unit until an indicator has improved; who may begin, visit, measure and end it.

Promises: it can't be closed before every indicator has got better, by `models.target`; what is measured by results is
held against the stored result; terms that have begun stand.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from models.deed import Registers, id_at, in_office, stamp_of, under
from models.document import Act, Document, Library, Refusal, after, standing
from models.order_standing import closed_at, numbers
from models.period_result import result_id
from models.result_period import is_period
from models.roster import Roster
from models.scoring_plain import fraction
from models.target import Indicator, is_met
from models.value_type import as_decimal

_TERMS = frozenset({"title", "goal"})


class AssistanceStanding(Struct, frozen=True):
    """帮扶状态: `state` is draft, running, improved or closed; `met` by indicator, None while nobody has measured."""

    state: str
    met: dict[str, bool | None]


def assistance_standing(registers: Registers) -> AssistanceStanding:
    met = {path.removeprefix("indicators/"): _met(registers, path) for path in under(registers, "indicators/")}
    if stamp_of(registers, "begun") is None:
        return AssistanceStanding("draft", met)
    if closed_at(registers) is not None:
        return AssistanceStanding("closed", met)
    better = bool(met) and all(each is True for each in met.values())
    return AssistanceStanding("improved" if better else "running", met)


def latest_reading(registers: Registers, indicator: str) -> Mapping[str, Any] | None:
    """The reading of the latest day; of one day, the one stated last."""
    paths = under(registers, f"readings/{indicator}/")
    best = max(paths, key=lambda path: (registers[path].value["on"], registers[path].stamp), default=None)
    return None if best is None else registers[best].value


def _met(registers: Registers, path: str) -> bool | None:
    given: Mapping[str, Any] = registers[path].value
    reading = latest_reading(registers, path.removeprefix("indicators/"))
    if reading is None:
        return None
    indicator = Indicator(
        formula="value", op=given["op"], value=fraction(given.get("value")), relative=given.get("relative") is True
    )
    return is_met(indicator, fraction(reading["value"]), fraction(given["baseline"]))


def may_create(act: Act, library: Library) -> bool:
    """The office sets it up; the leader must be one of the institution, the unit too."""
    writes, roster = act.writes, library.roster
    institution, leader, unit = (writes.get(path) for path in ("institution", "leader", "unit"))
    if writes.get("maker") != act.author or not isinstance(writes.get("day"), str):
        return False
    if not isinstance(institution, bytes) or not isinstance(leader, bytes) or not isinstance(unit, bytes):
        return False
    right = in_office(act.author, institution, roster) and roster.holds_role(leader, institution, "leader")
    return right and unit in roster.units and roster.institution_of_place(unit) == institution


def forbidden(act: Act, document: Document, library: Library) -> Refusal | None:
    """Terms are the maker's until it has begun; visits the leader's; readings and the end his or the office's."""
    begun = document.value("begun") is True
    for path in act.writes:
        if not begun or path == "begun":
            right = document.value("maker") == act.author
        elif path.startswith(("visits/", "photos/")):
            right = document.value("leader") == act.author
        else:
            right = _minds(act.author, document, library.roster)
        if not right:
            return Refusal("forbidden", "assistance_leader_only", path)
    return None


def _minds(person: bytes, document: Document, roster: Roster) -> bool:
    return person == document.value("leader") or in_office(person, document.value("institution"), roster)


def closed(act: Act, document: Document | None, library: Library) -> Refusal | None:
    if document is None:
        return None
    begun, end = stamp_of(document.registers, "begun"), closed_at(document.registers)
    for path, value in act.writes.items():
        if path in document.registers and document.value(path) == value:
            continue
        if begun is not None and act.stamp > begun and (path in _TERMS or path.startswith("indicators/")):
            return Refusal("closed", "assistance_begun", path)
        if end is not None and act.stamp > end and not path.startswith("reopenings/"):
            return Refusal("closed", "assistance_closed", path)
    return None


def invalid(act: Act, document: Document | None, library: Library) -> Refusal | None:
    if document is None and act.writes["day"] > library.today:
        return Refusal("invalid", "day_ahead", "day", {"today": library.today})
    if "begun" in act.writes:
        if not (after(act, document, "title") or "").strip():
            return Refusal("invalid", "title_missing", "title")
        if not standing(act, document, "indicators/"):
            return Refusal("invalid", "indicator_missing", "begun")
    shape = document or Document(act.doc, act.kind, act.author)
    for path, value in act.writes.items():
        if path in shape.registers and shape.value(path) == value:
            continue
        refusal = _step_wrong(act, shape, path, library)
        if refusal is not None:
            return refusal
    return None


def _step_wrong(act: Act, shape: Document, path: str, library: Library) -> Refusal | None:
    family, _, rest = path.partition("/")
    if family not in ("visits", "photos", "readings", "closings", "reopenings"):
        return None
    if shape.value("begun") is not True:
        return Refusal("invalid", "assistance_not_begun", path)
    if family == "readings" and act.writes[path] is not None:
        return _reading_wrong(act, shape, path, library)
    if family == "closings":
        return _closing_wrong(shape, path, rest)
    return _reopening_wrong(act, shape, path) if family == "reopenings" else None


def _reopening_wrong(act: Act, shape: Document, path: str) -> Refusal | None:
    last = max(numbers(shape.registers, "closings/"), default=0)
    if closed_at(shape.registers) is None or path != f"reopenings/{last}":
        return Refusal("invalid", "assistance_not_closed", path)
    return None if (act.writes[path] or "").strip() else Refusal("invalid", "reason_missing", path)


def _reading_wrong(act: Act, shape: Document, path: str, library: Library) -> Refusal | None:
    reading: dict[str, Any] = act.writes[path]
    indicator = shape.value(f"indicators/{path.split('/')[1]}")
    if indicator is None:
        return Refusal("invalid", "unknown_indicator", path)
    if reading["on"] > library.today:
        return Refusal("invalid", "day_ahead", path, {"today": library.today})
    if indicator["source"] != "result":
        return None
    period, unit, institution = reading.get("period"), id_at(shape, "unit"), id_at(shape, "institution")
    if not is_period(period) or unit is None or institution is None:
        return Refusal("invalid", "bad_period", path)
    result = library.document(result_id(institution, str(period), unit))
    said = None if result is None else as_decimal(result.value("total"))
    return (
        None
        if said is not None and said == as_decimal(reading["value"])
        else Refusal("invalid", "reading_differs", path)
    )


def _closing_wrong(shape: Document, path: str, rest: str) -> Refusal | None:
    found = assistance_standing(shape.registers)
    wanted = max(numbers(shape.registers, "closings/"), default=0) + 1
    if found.state == "closed" or rest != str(wanted):
        return Refusal("invalid", "assistance_closed", path)
    return None if found.state == "improved" else Refusal("invalid", "not_improved", path)

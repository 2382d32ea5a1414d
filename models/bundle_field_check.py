"""What a field's text or map must be, by the name that its type gives the check (`models.bundle_element`)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, cast

from models.bundle_element import ID_MAX
from models.bundle_problem import Finding, Path
from models.bundle_shape import Shaping
from models.cadence import Cadence, read_cadence
from models.calendar import is_day
from models.fault import Fault
from models.fault_words import fault_words
from models.item import check_item
from models.plan_day import is_plan_day
from models.stage import DURATION
from models.words import explain

_ID = re.compile(rf"[a-z0-9_.-]{{1,{ID_MAX}}}\Z")
_CODE = re.compile(r"[A-Za-z0-9_.-]{1,48}\Z")
_MASKED_DAY = re.compile(r"[0-9*]{4}-[0-9*]{2}-[0-9*]{2}\Z")
_FRACTION = re.compile(r"[1-9][0-9]?/[1-9][0-9]?\Z")

Ids = dict[str, set[str]]


def _text(good: Callable[[str], bool], code: str, **params: str | int) -> Callable[[Shaping, Path, Any, Ids], None]:
    def check(shaping: Shaping, path: Path, value: Any, ids: Ids) -> None:
        if not good(value):
            shaping.error(path, code, value=value[:80], **params)

    return check


def _masked_day(value: str) -> bool:
    return is_day(value) or ("*" in value and bool(_MASKED_DAY.match(value)))


def _fraction(value: str) -> bool:
    found = _FRACTION.match(value)
    return found is not None and int(value.partition("/")[0]) <= int(value.partition("/")[2])


def _cadence(shaping: Shaping, path: Path, value: Any, ids: Ids) -> None:
    faults: list[Fault] = []
    cadence = read_cadence(value, path, faults)
    for fault in faults:
        zh, en = fault_words(fault)
        shaping.found.append(Finding(fault.path, "error", "bad_cadence", {"reason_zh": zh, "reason": en}))
    _stages_of(shaping, path, cadence, ids)


def _stages_of(shaping: Shaping, path: Path, cadence: Cadence, ids: Ids) -> None:
    if cadence.stage and cadence.stage not in ids["stages"]:
        shaping.error((*path, "stage"), "unknown_reference", value=cadence.stage[:80], section="stages")
    for place, each in enumerate(cadence.of):
        _stages_of(shaping, (*path, "of", place), each, ids)


def _form_items(shaping: Shaping, path: Path, value: Any, ids: Ids) -> None:
    seen: set[str] = set()
    for place, each in enumerate(cast("tuple[dict[str, Any], ...]", value)):
        here = (*path, place)
        id = each.get("id")
        if not isinstance(id, str) or not _ID.match(id):
            shaping.error((*here, "id"), "bad_id", value=str(id)[:80], max=ID_MAX)
            continue
        if id in seen:
            shaping.error((*here, "id"), "duplicate_id", value=id)
        seen.add(id)
        reason = check_item({name: part for name, part in each.items() if name != "id"})
        if reason is not None:
            zh, en = (explain("invalid", reason, {}, language) for language in ("zh", "en"))
            params: dict[str, str | int] = {"item": id, "reason_zh": zh, "reason": en}
            shaping.found.append(Finding(here, "error", "bad_form_item", params))


FIELD_CHECKS: dict[str, Callable[[Shaping, Path, Any, Ids], None]] = {
    "id": _text(lambda value: bool(_ID.match(value)), "bad_id", max=ID_MAX),
    "code": _text(lambda value: bool(_CODE.match(value)), "bad_code"),
    "day": _text(is_day, "bad_day"),
    "masked_day": _text(_masked_day, "bad_day"),
    "day_or_month": _text(is_plan_day, "bad_month"),
    "month_day": _text(lambda value: len(value) == 5 and is_day(f"2024-{value}"), "bad_month_day"),
    "duration": _text(lambda value: bool(DURATION.match(value)) and value != "P", "bad_duration"),
    "stage_at": _text(lambda value: value == "year_end", "unknown_word", allowed="year_end"),
    "fraction": _text(_fraction, "bad_fraction"),
    "cadence": _cadence,
    "form_items": _form_items,
}
"""By the name of the check; selectors and `about` are looked up by `models.bundle_check`, which knows every id."""

"""评价码批次: one-time codes that are printed for a ward, a kiosk or a poster: who makes them, and when they count.

Promises: a batch counts from when somebody of the office or of the unit has typed the number that is printed on its
sheets, so a box that was stolen before that is worthless; stopped, it stays stopped. What is counted as satisfied is
what the form of the programme says, settled when the batch is made.
"""

from __future__ import annotations

import re
from typing import Any, cast

from models.deed import in_office, leads, programme_wrong
from models.document import Act, Document, Library, Refusal, ServerAct, after
from models.form import form_document, readable_form
from models.item import option_values

NUMBER_DIGITS = 6
_SAYS_NO = re.compile(r"不(?!错)|差(?!不多)|\b(?:not?|poor|bad|dissatisfied|unsatisfied|unhappy)\b", re.I)
_KNOWS_NOT = re.compile(r"不了解|不清楚|不知道|不适用|没用过|don't know|unknown|not sure|n/a", re.I)


def may_create(act: Act, library: Library) -> bool:
    writes = act.writes
    return (
        writes.get("by") == act.author
        and isinstance(writes.get("unit"), bytes)
        and isinstance(writes.get("means"), str)
        and in_office(act.author, writes.get("institution"), library.roster)
    )


def outdated(act: Act, library: Library) -> Refusal | None:
    name = act.writes.get("form")
    if not isinstance(name, str) or readable_form(name, act.author, library) is not None:
        return None
    return Refusal("outdated", "unknown_form", "form", {"form": name})


def forbidden(act: Act, document: Document, library: Library) -> Refusal | None:
    roster, unit = library.roster, document.value("unit")
    if in_office(act.author, document.value("institution"), roster):
        return None
    if set(act.writes) <= {"activated"} and isinstance(unit, bytes) and leads(act.author, unit, roster):
        return None
    return Refusal("forbidden", "rating_office_only")


def closed(act: Act, document: Document | None, library: Library) -> Refusal | None:
    if document is None:
        return None
    active = document.registers.get("activated")
    if "activated" in act.writes and active is not None and active.author != act.author:
        return Refusal("closed", "batch_active", "activated")  # else nobody knew who had a hand in it
    if document.value("stopped") is None:
        return None
    same = all(document.value(path) == value for path, value in act.writes.items())
    return None if same else Refusal("closed", "batch_stopped")


def invalid(act: Act, document: Document | None, library: Library) -> Refusal | None:
    if document is None:
        return _made_wrong(act, library)
    if "stopped" in act.writes and not (act.writes["stopped"] or "").strip():
        return Refusal("invalid", "reason_missing", "stopped")
    if "activated" in act.writes and act.writes["activated"] != document.value("number"):
        return Refusal("invalid", "batch_number_wrong", "activated")
    return None


def _made_wrong(act: Act, library: Library) -> Refusal | None:
    writes = act.writes
    if library.roster.institution_of_place(writes["unit"]) != writes["institution"]:
        return Refusal("invalid", "unknown_unit", "unit")
    if "activated" in writes or "stopped" in writes:
        return Refusal("invalid", "batch_number_wrong", "activated")
    for path in ("form", "measure"):
        if after(act, None, path) is None:
            return Refusal("invalid", "batch_incomplete", path)
    if writes["means"] == "label" and writes.get("labels") is None:
        return Refusal("invalid", "batch_incomplete", "labels")
    form, measure = form_document(writes["form"], library), writes["measure"]
    item = None if form is None else form.value(f"items/{measure['item']}")
    options = cast("list[Any]", cast("dict[str, Any]", item).get("options") or []) if isinstance(item, dict) else []
    if _measure_wrong(measure, options):
        return Refusal("invalid", "measure_options", "measure")
    return programme_wrong(act, library)


def _measure_wrong(measure: dict[str, Any], options: list[Any]) -> bool:
    """Nobody prints himself a better rate: what says no is not satisfied, and only who doesn't know is left out."""
    known = set(option_values(options))
    satisfied, excluded = set(measure["satisfied"]), set(measure["excluded"])
    words = {value: _words_of(value, options) for value in known}
    return (
        not satisfied
        or not satisfied | excluded <= known
        or bool(satisfied & excluded)
        or not known - satisfied - excluded
        or any(_SAYS_NO.search(words[each]) for each in satisfied)
        or not all(_KNOWS_NOT.search(words[each]) for each in excluded)
    )


def _words_of(value: Any, options: list[Any]) -> str:
    for each in options:
        given = cast("dict[str, Any]", each) if isinstance(each, dict) else {"value": each}
        if given["value"] == value:
            return " ".join(str(given.get(name) or "") for name in ("value", "label", "label_en"))
    return ""


def numbering(act: Act, document: Document, library: Library) -> list[ServerAct]:
    """The number that is printed on the sheets, which nobody can work out; and a form that is asked on stands still."""
    if document.value("number") is not None or not isinstance(document.value("form"), str):
        return []
    acts = [ServerAct(document.id, "rating_batch", {"number": number_of(library.secret_for(document.id))})]
    form = form_document(document.value("form"), library)
    if form is not None and form.value("used") is not True:
        acts.append(ServerAct(form.id, "form", {"used": True}))
    return acts


def number_of(secret: bytes) -> str:
    """Six digits of a batch's secret."""
    return f"{int.from_bytes(secret[:8], 'big') % 10**NUMBER_DIGITS:0{NUMBER_DIGITS}}"


def is_open(document: Document) -> bool:
    """Whether its codes count now."""
    return document.value("activated") is not None and document.value("stopped") is None

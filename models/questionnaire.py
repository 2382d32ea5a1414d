"""A questionnaire as JSON: `{"title", "questions": [{"id", "section", "label", "type", "options"}]}`.

Promises: total; each question is an item of a form or has a fault that names its place in the list.
"""

from __future__ import annotations

import re
from typing import Any, cast

from models.form import ITEMS_MAX
from models.grid import Fault
from models.imported import Imported, ImportedItem, as_checklist_item, free_id

TYPES = {
    "select_one": "choice", "single": "choice", "radio": "choice", "choice": "choice",
    "select_multiple": "multiple", "multi": "multiple", "checkbox": "multiple", "multiple": "multiple",
    "text": "text", "textarea": "text", "integer": "number", "decimal": "number", "number": "number",
    "date": "date", "yes_no": "yes_no", "rating": "rating", "score": "score", "note": "note",
}  # fmt: skip
_LIMIT = re.compile(r"限选\s*([一二三四五六七八九十]|\d{1,2})\s*项|最多选\s*([一二三四五六七八九十]|\d{1,2})\s*项")
_DIGITS = {sign: number for number, sign in enumerate("一二三四五六七八九十", 1)}
_KNOWN = frozenset({"id", "section", "label", "type", "options", "required", "hint", "max_choices", "min", "max"})


def read_questionnaire(document: Any, kind: str = "form") -> Imported:
    """The form that a questionnaire describes; questions have the place `questions[3]`."""
    made = Imported(kind)
    questions = cast("dict[str, Any]", document).get("questions") if isinstance(document, dict) else None
    if not isinstance(questions, list):
        made.faults.append(Fault("no_questions", "stop"))
        return made
    title = cast("dict[str, Any]", document).get("title")
    made.title = title[:100] if isinstance(title, str) else ""
    taken: set[str] = set()
    for number, question in enumerate(cast("list[Any]", questions), 1):
        _take(question, number, made, taken)
    made.limit(ITEMS_MAX)
    return made


def _take(question: Any, number: int, made: Imported, taken: set[str]) -> None:
    at = f"questions[{number}]"

    def fault(code: str, level: str = "stop", **params: int | float | str) -> None:
        made.faults.append(Fault(code, level, at, number, params))

    if not isinstance(question, dict):
        fault("question_shape")
        return
    given = cast("dict[str, Any]", question)
    wanted = str(given.get("type", ""))[:40]
    if wanted not in TYPES:
        fault("type_unsupported", "left", type=wanted)
        return
    for name in sorted(given.keys() - _KNOWN):
        fault("key_unknown", "note", heading=str(name)[:40])
    label = given.get("label")
    value: dict[str, Any] = {
        "order": number,
        "type": TYPES[wanted],
        "label": label.strip() if isinstance(label, str) else "",
    }
    if isinstance(given.get("hint"), str):
        value["hint"] = given["hint"]
    for name in ("min", "max"):
        if given.get(name) is not None:
            value[name] = given[name]
    value["required"] = given.get("required") is True
    options = given.get("options")
    if TYPES[wanted] in ("choice", "multiple"):
        listed = cast("list[Any]", options) if isinstance(options, list) else []
        value["options"] = [_option(option, place) for place, option in enumerate(listed, 1)]
    limit = given.get("max_choices") or _limit(value["label"])
    if limit and TYPES[wanted] == "multiple":
        value["max_choices"] = limit
    section = given.get("section")
    groups = [section.strip()] if isinstance(section, str) and section.strip() else []
    if groups:
        value["aspect"] = groups[0][:100]
    id = free_id(str(given.get("id", "")), number, taken)
    written = value if made.kind == "form" else as_checklist_item(value, groups)
    made.add(ImportedItem(id, number, at, written))


def _option(option: Any, place: int) -> dict[str, Any]:
    if isinstance(option, dict):
        one = cast("dict[str, Any]", option)
        return {"value": str(one.get("value", place)), "label": str(one.get("label", one.get("value", place)))[:500]}
    return {"value": str(place), "label": str(option)[:500]}


def _limit(label: str) -> int | None:
    found = _LIMIT.search(label)
    word = next((group for group in found.groups() if group), "") if found else ""
    return _DIGITS.get(word) or (int(word) if word.isdigit() else None)

"""The choices of an XLSForm: its lists, the options of a question, and the columns by which they are filtered.

Promises: pure; every row of the sheet is an option or has a fault, and a list that a phone can't hold is named.
"""

from __future__ import annotations

import re
from typing import Any

import msgspec

from models.condition import Condition, columns_of
from models.grid import Fault
from models.item import COLUMNS_MAX, LABEL_MAX, OPTIONS_MAX
from models.xlsform_sheets import MEDIA, Cells, Workbook, settings_of, told
from models.xlsform_words import Names, Said, condition_in, just_after

OPTIONS_BYTES_MAX = 12 * 1024
"""A question goes into one register, which holds 16 KiB."""
OTHER = "other"
RANKED_MAX = 12
"""Of a list that is put in order: each place is a question of its own."""
YES = frozenset({"yes", "true", "true()", "1", "是", "y"})
TIME: Condition = [["own"], ["matches", "([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?"]]
"""What a time of day must be like; it is written, for no phone here asks for it otherwise."""
TIME_WORDS = "请写成 08:30 这样"
_KNOWN = frozenset({"list_name", "name", "label", "media", "order"})
_COLUMN = re.compile(r"[A-Za-z0-9_.-]{1,64}\Z")


class Choices:
    """选项表: the lists of the choices sheet."""

    def __init__(self, workbook: Workbook, faults: list[Fault], language: str, english: str | None) -> None:
        self.workbook, self.faults = workbook, faults
        self.language, self.english = language, english
        self.asked: set[str] = set()
        """The lists that some question chooses from."""
        self.used: set[str] = set()
        """The columns that some filter asks for."""
        self.lists = self._read(workbook.choices.rows)
        self.external = self._read(workbook.external.rows)

    def _read(self, rows: list[Cells]) -> dict[str, list[Cells]]:
        lists: dict[str, list[Cells]] = {}
        duplicates = str(settings_of(self.workbook).get("allow_choice_duplicates", "")).lower() in YES
        for cells in rows:
            name, value = cells.get("list_name").strip(), cells.get("name").strip()
            if not name:
                self._fault("choice_without_list", cells, "note")
                continue
            if not value:
                self._fault("choice_without_name", cells, "stop")
            elif not duplicates and any(other.get("name").strip() == value for other in lists.get(name, [])):
                self._fault("choice_twice", cells, "stop", text=value[:40], list=name[:40])
                continue
            for heading in cells.values:
                if heading.partition("::")[0] in MEDIA:
                    self._fault("media_left", cells, "left", text=cells.get(heading)[:40])
            lists.setdefault(name, []).append(cells)
        return lists

    def _fault(self, code: str, cells: Cells, level: str, **params: int | float | str) -> None:
        sheet = next(iter(cells.places.values())).rpartition("!")[0]
        at = cells.at("name") or f"{sheet}!{cells.row}"
        self.faults.append(Fault(code, level, at, cells.row, params))

    def options(
        self, cells: Cells, rest: str, names: Names, said: Said, *, external: bool = False, ranked: bool = False
    ) -> dict[str, Any] | None:
        """`options`, and `choice_filter` where there is one; None where they can't be had, which is then said."""
        name, _, other = rest.partition(" ")
        if name.startswith("${") or name.endswith((".csv", ".xml", ".geojson")):
            said("choices_elsewhere", cells, text=name[:40])
            return None
        found = (self.external if external else self.lists).get(name) or self.lists.get(name)
        self.asked.add(name)
        if not found:
            said("list_missing", cells, level="stop", text=name[:40])
            return None
        if ranked and len(found) > RANKED_MAX:
            said("rank_too_long", cells, text=name[:40], count=len(found), max=RANKED_MAX)
            return None
        filter = self._filter(cells, names, said)
        options = [self._option(choice, columns_of(filter) if filter else []) for choice in found]
        if other.strip().lower().replace(" ", "_") in ("or_other", "or_specify_other"):
            options.append({"value": OTHER, "label": "其他", "label_en": "Other"})
        told_apart = self._told_apart(cells, options, bool(filter), name, said)
        heavy = len(msgspec.msgpack.encode(told_apart)) > OPTIONS_BYTES_MAX
        if heavy or len(told_apart) > OPTIONS_MAX:
            code = "list_too_long" if len(told_apart) > OPTIONS_MAX else "list_too_heavy"
            said(code, cells, text=name[:40], count=len(told_apart), max=OPTIONS_MAX, kib=OPTIONS_BYTES_MAX // 1024)
            return None
        return {"options": told_apart, **({"choice_filter": filter} if filter else {})}

    def _filter(self, cells: Cells, names: Names, said: Said) -> Condition | None:
        filter = condition_in(cells, "choice_filter", names, said, also="column")
        if filter is None:
            return None
        there = {heading for sheet in (self.workbook.choices, self.workbook.external) for heading, _ in sheet.headings}
        asked = list(dict.fromkeys(columns_of(filter)))
        odd = next((each for each in asked if each.lower() not in there or not _COLUMN.match(each)), None)
        if odd is not None or len(asked) > COLUMNS_MAX:
            said("filter_column", cells, "choice_filter", text=(odd or " ".join(asked))[:40])
            return None
        self.used |= {each.lower() for each in asked}
        return filter

    def _option(self, choice: Cells, columns: list[str]) -> dict[str, Any]:
        label = told(choice, "label", self.language) or choice.get("name")
        option: dict[str, Any] = {"value": choice.get("name").strip()[:100], "label": label[:500]}
        english = choice.get(f"label::{self.english}") if self.english else ""
        if english:
            option["label_en"] = english[:500]
        if columns:
            option["columns"] = {name: choice.get(name.lower())[:100] for name in columns}
        return option

    def _told_apart(
        self, cells: Cells, options: list[dict[str, Any]], filtered: bool, list: str, said: Said
    ) -> list[dict[str, Any]]:
        """Each value once: where a list says one twice, an answer can't tell which of them was meant."""
        by_value: dict[str, dict[str, Any]] = {}
        for option in options:
            value = option["value"]
            if value not in by_value:
                by_value[value] = option
            elif option != by_value[value]:
                code = "choice_merged" if filtered else "choice_twice_asked"
                said(code, cells, text=value[:40], list=list[:40], label=str(option["label"])[:40])
        return [*by_value.values()]

    def say_unused(self) -> None:
        """Columns of the sheet by which nothing is filtered, and lists that nothing chooses from."""
        for lists in (self.lists, self.external):
            for name in lists.keys() - self.asked:
                rows = [each.row for each in lists[name]]
                self._fault("list_unused", lists[name][0], "note", text=name[:40], first=rows[0], last=rows[-1])
        for sheet in (self.workbook.choices, self.workbook.external):
            for heading, at in sheet.headings:
                if heading.partition("::")[0] in _KNOWN | MEDIA | self.used:
                    continue
                row = sheet.header_row
                self.faults.append(Fault("choice_column_left", "note", at, row, {"heading": heading[:40]}))


def other_question(asked: dict[str, Any], id: str) -> dict[str, Any]:
    """The question for the words of "other", as XLSForm asks it beside the list."""
    chosen = ["selected"] if asked["type"] == "multiple" else ["="]
    when = [["answer", id], ["text", OTHER], chosen]
    outer = asked.get("when")
    return {
        "order": just_after(asked["order"]),
        "type": "text",
        "label": "其他，请注明",
        "label_en": "Specify other",
        "required": False,
        "when": [*outer, *when, ["and"]] if outer else when,
    }


def ranked(asked: dict[str, Any], id: str) -> list[dict[str, Any]]:
    """A list that is put in order, as one choice for each place among what is left."""
    options = [
        {**option, "columns": {**option.get("columns", {}), "name": option["value"]}} for option in asked["options"]
    ]
    made: list[dict[str, Any]] = []
    left: Condition = asked.get("choice_filter") or []
    for place in range(1, len(options) + 1):
        each = {**asked, "type": "choice", "options": options, "label": f"{asked['label'][:480]}（第 {place} 位）"}
        if asked.get("label_en"):
            each["label_en"] = f"{asked['label_en'][:480]} (no. {place})"
        if place > 1:
            each["order"] = just_after(asked["order"], place)
            each.pop("hint", None)
            each.pop("constraint", None)
            each.pop("constraint_words", None)
        if left:
            each["choice_filter"] = left
        made.append(each)
        chosen = id if place == 1 else f"{id}_{place}"
        taken = [["column", "name"], ["answer", chosen], ["!="]]
        left = [*left, *taken, ["and"]] if left else taken
    return made


def time_beside(asked: dict[str, Any]) -> dict[str, Any]:
    """The time of day that is asked beside a day."""
    kept = {name: given for name, given in asked.items() if name not in ("constraint", "constraint_words", "hint")}
    english = {"label_en": f"{asked['label_en']}: time"} if asked.get("label_en") else {}
    return {
        **kept,
        **english,
        "order": just_after(asked["order"]),
        "type": "text",
        "label": f"{asked['label'][: LABEL_MAX - 4]}：时刻",
        "constraint": TIME,
        "constraint_words": TIME_WORDS,
    }

"""XLSForm: the questions of a survey sheet as items of a form or a checklist.

Promises: what a phone here can ask is taken as it is, with its conditions, its calculations and its filtered choices;
whatever it can't is named with sheet, row and reason, and nothing goes missing in silence. Each row of the survey is
an item or has a fault.
"""

from __future__ import annotations

import re
from typing import Any

from models.checklist import ITEMS_MAX as CHECKLIST_ITEMS_MAX
from models.condition import Condition, check_condition
from models.form import ITEMS_MAX as FORM_ITEMS_MAX
from models.grid import Fault
from models.imported import Imported, ImportedItem, as_checklist_item, free_id
from models.item import LABEL_MAX
from models.xlsform_cells import cells_left, is_worked_out
from models.xlsform_choices import OTHER, TIME, TIME_WORDS, YES, Choices, other_question, ranked, time_beside
from models.xlsform_default import set_initial
from models.xlsform_names import is_known, name_faults
from models.xlsform_repeats import Repeat, at_least, kind_of, number_of, one_more, repeats_of, said_yes, type_of
from models.xlsform_sheets import Cells, Workbook, main_language, settings_of, told
from models.xlsform_types import BEGIN, END, INSTEAD, LONG_TYPES, NO, RECORDED, SETTINGS, TYPES
from models.xlsform_words import Names, all_of, condition_in, just_after, worded

HINT_MAX = 2_000


class _Group:
    """A group that is open: its heading, its condition, and where it began."""

    def __init__(self, cells: Cells, label: str, when: Condition | None, kind: str) -> None:
        self.cells, self.label, self.when, self.kind = cells, label, when, kind
        self.place = 0
        self.name = cells.get("name") or str(cells.row)
        self.unread = bool(cells.get("relevant")) and when is None and kind == "group"
        """It has a condition that isn't worked out here: whoever it was not meant for can't be made to answer."""
        """Which time of a repeat it is; 0 of any other group."""


def read_xlsform(workbook: Workbook, kind: str, file_name: str = "") -> Imported:
    """The form or checklist that the file describes."""
    made = Imported(kind, name=file_name, faults=list(workbook.faults))
    settings = settings_of(workbook)
    made.title = str(settings.get("form_title") or settings.get("title") or file_name)[:100]
    made.name = str(settings.get("form_id") or settings.get("id_string") or file_name)[:100]
    if workbook.survey.rows:
        most = FORM_ITEMS_MAX if kind == "form" else CHECKLIST_ITEMS_MAX
        _Walk(workbook, made, most).walk()
        made.limit(most)
    return made


class _Walk:
    """The survey from its first row to its last."""

    def __init__(self, workbook: Workbook, made: Imported, most: int) -> None:
        self.workbook, self.made = workbook, made
        self.language, self.english = main_language(workbook)
        self.groups: list[_Group] = []
        self.names = Names(frozenset(cells.get("name") for cells in workbook.survey.rows) - {""})
        self.taken: set[str] = set()
        self.choices = Choices(workbook, made.faults, self.language, self.english)
        self.rows = workbook.survey.rows
        self.repeats = repeats_of(self.rows, most)
        self.end_row = 0
        """Where the outermost repeat ends that is told again: that stands behind its first time."""
        self.placed = 0
        self.parts: dict[tuple[int, tuple[str | int, ...]], int] = {}
        """How many items a row has made so far, each time of a repeat by itself."""

    def fault(
        self, code: str, cells: Cells, name: str = "type", level: str = "left", **params: int | float | str
    ) -> None:
        at = cells.at(name) or f"{self.workbook.survey.name}!{cells.row}"
        if not self.end_row:  # what is told again was said at the first time
            self.made.faults.append(Fault(code, level, at, cells.row, params))

    def walk(self) -> None:
        self._columns()
        self.made.faults += name_faults(self.workbook)
        self._between(0, len(self.rows))
        for group in self.groups:
            self.fault("group_open", group.cells, level="stop", text=group.label[:40])
        self.choices.say_unused()

    def _between(self, at: int, end: int) -> None:
        """The rows from one place to another."""
        while at < end:
            cells = self.rows[at]
            type = type_of(cells)
            if cells.get("disabled").lower() in YES:
                self.fault("row_disabled", cells, "disabled", "note")
            elif not type:
                self.fault("type_missing", cells, level="note", text=next(iter(cells.values.values()))[:40])
            elif BEGIN.match(type.lower()) and at in self.repeats:
                self._repeat(cells, self.repeats[at])
                at = self.repeats[at].end
            elif BEGIN.match(type.lower()):
                self._begin(cells, kind_of(type))
            elif END.match(type.lower()):
                self._end(cells, kind_of(type))
            else:
                self._question(cells, type)
            at += 1

    def _columns(self) -> None:
        """Columns that say nothing here, and the languages that aren't shown."""
        for language in self.workbook.survey.languages:
            if language not in (self.language, self.english, ""):
                self.made.faults.append(
                    Fault("language_left", "note", self.workbook.survey.name, None, {"language": language})
                )
        settings = self.workbook.settings
        for cells in settings.rows[:1]:
            for heading in cells.values.keys() - SETTINGS:
                params: dict[str, int | float | str] = {"heading": heading[:40], "text": cells.get(heading)[:60]}
                self.made.faults.append(Fault("setting_left", "note", cells.at(heading), cells.row, params))

    # -- groups ---------------------------------------------------------------------------------------------

    def _begin(self, cells: Cells, kind: str) -> None:
        label = told(cells, "label", self.language).strip()
        text = (label or cells.get("name"))[:40]
        if kind == "group":
            self.fault("row_group", cells, level="note", text=text)
        cells_left(cells, self.fault)
        self.groups.append(_Group(cells, label[:500], self._condition(cells, "relevant"), kind))
        if cells.get("name"):
            self.names.left.setdefault(cells.get("name"), kind)

    def _end(self, cells: Cells, kind: str) -> None:
        if self.groups:
            group = self.groups.pop()
            self.fault("row_end", cells, level="note")
            if group.kind != kind:
                self.fault(f"{group.kind}_crossed", cells, level="stop", text=group.label[:40], row=group.cells.row)
        else:
            self.fault("group_not_begun", cells, level="stop")

    def _repeat(self, cells: Cells, repeat: Repeat) -> None:
        """A repeat as often as there is room for it, each time under its question or under the form's own count."""
        label = (told(cells, "label", self.language).strip() or cells.get("name"))[:80]
        self._say_times(cells, repeat, label)
        self._begin(cells, "repeat")
        count = None if repeat.fixed is not None else self._condition(cells, "repeat_count")
        body = {each.get("name") for each in self.rows[repeat.begin + 1 : repeat.end]} - {""}
        self.names.inside.append(body | {cells.get("name")})
        outside, place = self.end_row, self.names.place
        whens: list[Condition] = []
        before: dict[str, str] = {}
        ids: dict[str, list[str]] = {}
        for time in range(1, repeat.times + 1):
            if time > 1:
                self.end_row = outside or self.rows[repeat.end].row
            for name in body:
                self.names.ids.pop(name, None)
            whens.append(self._whether(cells, repeat, label, time, count))
            group = _Group(cells, f"{label} {time}" if repeat.times > 1 else label, whens[-1] or None, "repeat")
            group.place = self.names.place = time
            self.groups.append(group)
            self._between(repeat.begin + 1, repeat.end)
            self.groups.pop()
            for name in body & self.names.ids.keys():
                before.setdefault(name, self.names.ids[name])
                ids.setdefault(name, []).append(self.names.ids[name])
        self.end_row, self.names.place = outside, place
        self.names.inside.pop()
        self.names.ids |= before
        self.names.every |= ids
        number = number_of([when or [["true"]] for when in whens])
        self.names.counts |= dict.fromkeys({*ids, cells.get("name")}, number)
        self._end(self.rows[repeat.end], kind_of(type_of(self.rows[repeat.end])))

    def _say_times(self, cells: Cells, repeat: Repeat, label: str) -> None:
        if repeat.fixed is not None and repeat.fixed <= repeat.times:
            self.fault("repeat_fixed", cells, level="note", text=label[:40], count=repeat.times)
        elif repeat.times == 1:
            self.fault("repeat_once", cells, text=label[:40])
        else:
            self.fault("repeat_times", cells, text=label[:40], max=repeat.times)

    def _whether(self, cells: Cells, repeat: Repeat, label: str, time: int, count: Condition | None) -> Condition:
        """When a repeat is filled in for this time; empty for always."""
        if repeat.fixed is not None:
            return []
        if count:
            return at_least(count, time)
        name = cells.get("name")
        self.names.place = time
        id = free_id(f"{name}_more" if name else "", cells.row, self.taken, f"{self._tail()}.{time}")
        asked = one_more(label, time, self._order(cells))
        last = self.names.more.get(name) if time > 1 else None
        whens = [group.when for group in self.groups if group.when] + ([said_yes(last)] if last else [])
        if when := all_of(whens):
            asked["when"] = when
        self._add(id, cells, asked, (cells.get("name") or str(cells.row), time))
        self.names.more[name] = id
        return said_yes(id)

    def _tail(self) -> str:
        """What tells the ids of one time of a repeat from those of another; nothing at the first."""
        places = [group.place for group in self.groups if group.place]
        return "" if all(each == 1 for each in places) else "".join(f".{each}" for each in places)

    def _order(self, cells: Cells) -> int | str:
        self.placed += 1
        return f"{self.end_row}.{self.placed:06d}" if self.end_row else cells.row

    # -- questions ------------------------------------------------------------------------------------------

    def _question(self, cells: Cells, type: str) -> None:
        words = type.split(" ")
        base = next((each for each in LONG_TYPES if type.lower().startswith(each)), words[0].lower())
        rest = type[len(base) :].strip().removeprefix("from ").strip()
        name = cells.get("name")
        if base in RECORDED or type.lower() in RECORDED:
            self.names.left[name] = base
            self.fault("recorded_anyway", cells, level="note", type=type[:40])
            return
        asked = self._asked(cells, base, rest, type)
        if asked is None:
            self.names.left[name] = type[:40]
            return
        self._common(cells, asked)
        id = free_id(name, cells.row, self.taken, self._tail())
        self.names.ids[name], self.names.labels[name] = id, asked["label"]
        if asked["type"] == "rank":
            for place, each in enumerate(ranked(asked, id)):
                self._add(id if place == 0 else free_id(f"{id}_{place + 1}", cells.row, self.taken), cells, each)
            return
        self._add(id, cells, asked)
        if base == "datetime":
            self._add(free_id(f"{name}_time", cells.row, self.taken, self._tail()), cells, time_beside(asked))
        if is_worked_out(cells, base):
            shown = {
                **asked,
                "order": just_after(asked["order"]),
                "type": "note",
                "label": f"{asked['label']}：${{{id}}}",
            }
            del shown["calculation"]
            self._add(free_id(f"{name}_shown", cells.row, self.taken, self._tail()), cells, shown)
        if any(option["value"] == OTHER for option in asked.get("options", ())) and "other" in rest.partition(" ")[2]:
            own = free_id(f"{name}_other", cells.row, self.taken, self._tail())
            self._add(own, cells, other_question(asked, id))
            self.names.ids.setdefault(f"{name}_other", own)
            self.fault("or_other_asked", cells, level="note")

    def _add(self, id: str, cells: Cells, asked: dict[str, Any], asks: tuple[str | int, ...] = ()) -> None:
        """`asks`: the repeat and the time for which the question asks whether there is one more."""
        at = (*(part for each in self.groups if each.place for part in (each.name, each.place)), *asks)
        if at and self.made.kind == "form":
            part = self.parts[cells.row, at] = self.parts.get((cells.row, at), 0) + 1
            asked["repeat"] = {"of": f"{cells.row}.{part}", "at": [*at], **({"asks": True} if asks else {})}
        groups = [each.label for each in self.groups if each.label]
        if groups and self.made.kind == "form":
            time = next((each.label for each in reversed(self.groups) if each.place), groups[-1])
            asked["aspect"] = (groups[-1] if time == groups[-1] else f"{time} · {groups[-1]}")[:100]
        value = asked if self.made.kind == "form" else as_checklist_item(asked, groups[-5:])
        self.made.add(ImportedItem(id, cells.row, cells.at("type"), value))

    def _asked(self, cells: Cells, base: str, rest: str, type: str) -> dict[str, Any] | None:
        """Type and options; None where a phone here can't ask it, which is then said."""
        kind = "calculate" if is_worked_out(cells, base) else TYPES.get(base)
        if kind is None:
            code = INSTEAD.get(base, "type_unsupported" if is_known(type) else "type_unknown")
            level = "stop" if code == "type_unknown" else "left"
            self.fault(code, cells, level=level, type=type[:40], who=cells.get("name")[:40])
            return None
        asked: dict[str, Any] = {"order": self._order(cells), "type": kind}
        if base in ("acknowledge", "trigger"):
            asked["options"] = [{"value": "OK", "label": "确认", "label_en": "OK"}]
        elif kind in ("choice", "multiple", "rank"):
            external = base == "select_one_external"
            found = self.choices.options(cells, rest, self.names, self.fault, external=external, ranked=kind == "rank")
            if found is None:
                return None
            asked |= found
        elif kind == "calculate":
            if not cells.get("calculation"):
                self.fault("calculation_missing", cells, level="stop", who=cells.get("name")[:40])
                return None
            calculation = self._condition(cells, "calculation")
            if calculation is None:
                return None
            asked["calculation"] = calculation
        elif base in ("integer", "int"):
            asked["step"] = 1
        elif base == "range":
            self._range(cells, asked)
        elif base == "barcode":
            self.fault("barcode_typed", cells)
        elif base in ("time", "datetime"):
            self.fault(f"{base}_typed", cells, level="note")
        if kind == "photo" and {"signature", "draw", "annotate"} & set(cells.get("appearance").split()):
            asked["type"] = "signature"
        return asked

    def _range(self, cells: Cells, asked: dict[str, Any]) -> None:
        given = dict(re.findall(r"(start|end|step)\s*=\s*(-?\d+(?:\.\d+)?)", cells.get("parameters")))
        for name, ours, default in (("start", "min", "0"), ("end", "max", "10"), ("step", "step", "1")):
            asked[ours] = given.get(name, default)

    # -- what every question may say ------------------------------------------------------------------------

    def _common(self, cells: Cells, asked: dict[str, Any]) -> None:
        label = worded(cells, "label", told(cells, "label", self.language), self.names, self.fault)
        if not label.strip():
            if asked["type"] != "calculate":
                self.fault("label_missing", cells, "name", "note", text=cells.get("name")[:40])
            label = cells.get("name")
        label = label.replace("\n", " ").strip()
        asked["label"] = label if len(label) <= LABEL_MAX else label[: LABEL_MAX - 1] + "…"
        if self.english and cells.get(f"label::{self.english}"):
            asked["label_en"] = worded(cells, "label", cells.get(f"label::{self.english}"), self.names, self.fault)[
                :500
            ]
        hints = (
            worded(cells, name, told(cells, name, self.language), self.names, self.fault)
            for name in ("hint", "guidance_hint")
        )
        hint = "\n".join(each for each in hints if each)
        if len(label) > LABEL_MAX:
            self.fault("label_long", cells, "name", "note", max=LABEL_MAX)
            hint = f"{label}\n{hint}".strip()
        if hint:
            asked["hint"] = hint[:HINT_MAX]
        if len(hint) > HINT_MAX:
            self.fault("hint_cut", cells, "name", max=HINT_MAX)
        self._required(cells, asked)
        own = self._condition(cells, "relevant")
        whens = [group.when for group in self.groups if group.when] + [own]
        when = all_of([each for each in whens if each])
        if when:
            if check_condition(when) is None:
                asked["when"] = when
            else:
                self.fault("condition_too_long", cells, "relevant")
        self._constrained(cells, asked)
        set_initial(cells, asked, self.made.kind, self.fault)
        unread = bool(cells.get("relevant")) and (own is None or "when" not in asked)
        if (unread or any(group.unread for group in self.groups)) and (
            asked["required"] or asked.pop("required_when", None)
        ):
            asked["required"] = False
            self.fault("required_dropped", cells, "required")
        cells_left(cells, self.fault)

    def _constrained(self, cells: Cells, asked: dict[str, Any]) -> None:
        constraint = self._condition(cells, "constraint", also="today")
        if type_of(cells).lower() == "time":
            asked["constraint"], asked["constraint_words"] = TIME, TIME_WORDS
            constraint = all_of([TIME, constraint]) if constraint else None
        if constraint:
            asked["constraint"] = constraint
            words = told(cells, "constraint_message", self.language)
            if words:
                asked["constraint_words"] = words[:500]

    def _required(self, cells: Cells, asked: dict[str, Any]) -> None:
        words = cells.get("required").strip()
        answered = asked["type"] not in ("note", "calculate")
        asked["required"] = words.lower() in YES and answered
        if words.lower() in YES | NO or not answered:
            return
        found = condition_in(cells, "required", self.names, self._required_left)
        if found:
            asked["required_when"] = found

    def _required_left(self, code: str, cells: Cells, name: str, level: str = "left", **params: Any) -> None:
        code = code if level == "note" else "required_condition"
        self.fault(code, cells, name, level, text=cells.get("required")[:60])

    def _condition(self, cells: Cells, name: str, also: str = "") -> Condition | None:
        return condition_in(cells, name, self.names, self.fault, also=also)

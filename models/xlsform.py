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
from models.value_type import as_decimal
from models.xlsform_choices import OTHER, YES, Choices, other_question
from models.xlsform_sheets import MEDIA, TRANSLATED, Cells, Workbook, main_language, settings_of, told
from models.xlsform_words import Names, condition_in, worded

TYPES = {
    "text": "text", "string": "text", "integer": "number", "int": "number", "decimal": "number", "range": "number",
    "date": "date", "image": "photo", "photo": "photo", "note": "note", "acknowledge": "choice", "trigger": "choice",
    "select_one": "choice", "select one": "choice", "select_multiple": "multiple", "select all that apply": "multiple",
    "select multiple": "multiple", "select1": "choice", "select": "multiple", "calculate": "calculate",
    "barcode": "text",
}  # fmt: skip
RECORDED = frozenset({
    "start", "end", "today", "deviceid", "device id", "subscriberid", "simserial", "imei", "phonenumber", "username",
    "email", "audit", "start-geopoint", "uri:deviceid", "uri:username", "background-audio", "hidden",
})  # fmt: skip
"""What the form records about itself: who, when and on what device, which is kept here anyway."""
PLAIN_LOOKS = frozenset({
    "minimal", "compact", "quick", "quickcompact", "horizontal", "horizontal-compact", "columns", "columns-pack",
    "likert", "field-list", "multiline", "numbers", "label", "list-nolabel", "no-calendar", "month-year", "w1", "w2",
    "w3", "w4", "w5", "w6", "search", "autocomplete", "thousands-sep", "picker",
})  # fmt: skip
READ = (
    frozenset({"type", "name", "relevant", "constraint", "required", "appearance", "parameters", "disabled", ""})
    | frozenset({"choice_filter"})
    | (TRANSLATED - {"required_message"})
)
SETTINGS = frozenset({
    "form_title", "title", "form_id", "id_string", "version", "default_language", "allow_choice_duplicates",
})  # fmt: skip
HINT_MAX = 2_000
LONG_TYPES = ("select all that apply", "select multiple", "select one")
NO = frozenset({"", "no", "false", "false()", "0", "否", "n"})
_BEGIN = re.compile(r"begin[\s_]+(group|repeat|lgroup|looped[\s_]+group)\Z")
_END = re.compile(r"end[\s_]+(group|repeat|lgroup|looped[\s_]+group)\Z")


class _Group:
    """A group that is open: its heading, its condition, and where it began."""

    def __init__(self, cells: Cells, label: str, when: Condition | None, kind: str) -> None:
        self.cells, self.label, self.when, self.kind = cells, label, when, kind


def read_xlsform(workbook: Workbook, kind: str, file_name: str = "") -> Imported:
    """The form or checklist that the file describes."""
    made = Imported(kind, name=file_name, faults=list(workbook.faults))
    settings = settings_of(workbook)
    made.title = str(settings.get("form_title") or settings.get("title") or file_name)[:100]
    made.name = str(settings.get("form_id") or settings.get("id_string") or file_name)[:100]
    if workbook.survey.rows:
        _Walk(workbook, made).walk()
        made.limit(FORM_ITEMS_MAX if kind == "form" else CHECKLIST_ITEMS_MAX)
    return made


class _Walk:
    """The survey from its first row to its last."""

    def __init__(self, workbook: Workbook, made: Imported) -> None:
        self.workbook, self.made = workbook, made
        self.language, self.english = main_language(workbook)
        self.groups: list[_Group] = []
        self.names = Names(frozenset(cells.get("name") for cells in workbook.survey.rows) - {""})
        self.taken: set[str] = set()
        self.choices = Choices(workbook, made.faults, self.language, self.english)

    def fault(
        self, code: str, cells: Cells, name: str = "type", level: str = "left", **params: int | float | str
    ) -> None:
        at = cells.at(name) or f"{self.workbook.survey.name}!{cells.row}"
        self.made.faults.append(Fault(code, level, at, cells.row, params))

    def walk(self) -> None:
        self._columns()
        for cells in self.workbook.survey.rows:
            type = re.sub(r"\s+", " ", cells.get("type")).strip()
            if cells.get("disabled").lower() in YES:
                self.fault("row_disabled", cells, "disabled", "note")
            elif not type:
                self.fault("type_missing", cells, level="note", text=next(iter(cells.values.values()))[:40])
            elif _BEGIN.match(type.lower()):
                self._begin(cells, "repeat" if "repeat" in type.lower() else "group")
            elif _END.match(type.lower()):
                self._end(cells)
            else:
                self._question(cells, type)
        for group in self.groups:
            self.fault("group_open", group.cells, level="stop", text=group.label[:40])
        self.choices.say_unused()

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
        if kind == "repeat":
            self.fault("repeat_once", cells, text=text)
        else:
            self.fault("row_group", cells, level="note", text=text)
        self._cells_left(cells)
        self.groups.append(_Group(cells, label[:500], self._condition(cells, "relevant"), kind))
        if cells.get("name"):
            self.names.left.setdefault(cells.get("name"), kind)

    def _end(self, cells: Cells) -> None:
        if self.groups:
            self.groups.pop()
            self.fault("row_end", cells, level="note")
        else:
            self.fault("group_not_begun", cells, level="stop")

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
        id = free_id(name, cells.row, self.taken)
        self._add(id, cells, asked)
        self.names.ids[name], self.names.labels[name] = id, asked["label"]
        if _is_worked_out(cells, base):
            shown = {**asked, "order": f"{cells.row}.5", "type": "note", "label": f"{asked['label']}：${{{id}}}"}
            del shown["calculation"]
            self._add(free_id(f"{name}_shown", cells.row, self.taken), cells, shown)
        if any(option["value"] == OTHER for option in asked.get("options", ())) and "other" in rest.partition(" ")[2]:
            own = free_id(f"{name}_other", cells.row, self.taken)
            self._add(own, cells, other_question(asked, id))
            self.names.ids.setdefault(f"{name}_other", own)
            self.fault("or_other_asked", cells, level="note")

    def _add(self, id: str, cells: Cells, asked: dict[str, Any]) -> None:
        groups = [group.label for group in self.groups if group.label]
        if groups and self.made.kind == "form":
            asked["aspect"] = groups[-1][:100]
        value = asked if self.made.kind == "form" else as_checklist_item(asked, groups[-5:])
        self.made.add(ImportedItem(id, cells.row, cells.at("type"), value))

    def _asked(self, cells: Cells, base: str, rest: str, type: str) -> dict[str, Any] | None:
        """Type and options; None where a phone here can't ask it, which is then said."""
        kind = "calculate" if _is_worked_out(cells, base) else TYPES.get(base)
        if kind is None:
            self.fault("type_unsupported", cells, type=type[:40], who=cells.get("name")[:40])
            return None
        asked: dict[str, Any] = {"order": cells.row, "type": kind}
        if base in ("acknowledge", "trigger"):
            asked["options"] = [{"value": "OK", "label": "确认", "label_en": "OK"}]
        elif kind in ("choice", "multiple"):
            found = self.choices.options(cells, rest, self.names, self.fault)
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
        if kind == "photo" and {"signature", "draw", "annotate"} & set(cells.get("appearance").split()):
            asked["type"] = "signature"
        return asked

    def _range(self, cells: Cells, asked: dict[str, Any]) -> None:
        given = dict(re.findall(r"(start|end|step)\s*=\s*(-?\d+(?:\.\d+)?)", cells.get("parameters")))
        for name, ours, default in (("start", "min", "0"), ("end", "max", "10"), ("step", "step", "1")):
            asked[ours] = given.get(name, default)

    # -- what every question may say ------------------------------------------------------------------------

    def _common(self, cells: Cells, asked: dict[str, Any]) -> None:
        label = self._worded(cells, "label", told(cells, "label", self.language))
        if not label.strip():
            if asked["type"] != "calculate":
                self.fault("label_missing", cells, "name", "note", text=cells.get("name")[:40])
            label = cells.get("name")
        label = label.replace("\n", " ").strip()
        asked["label"] = label if len(label) <= LABEL_MAX else label[: LABEL_MAX - 1] + "…"
        if self.english and cells.get(f"label::{self.english}"):
            asked["label_en"] = self._worded(cells, "label", cells.get(f"label::{self.english}"))[:500]
        hints = (self._worded(cells, name, told(cells, name, self.language)) for name in ("hint", "guidance_hint"))
        hint = "\n".join(each for each in hints if each)
        if len(label) > LABEL_MAX:
            self.fault("label_long", cells, "name", "note", max=LABEL_MAX)
            hint = f"{label}\n{hint}".strip()
        if hint:
            asked["hint"] = hint[:HINT_MAX]
        if len(hint) > HINT_MAX:
            self.fault("hint_cut", cells, "name", max=HINT_MAX)
        self._required(cells, asked)
        whens = [group.when for group in self.groups if group.when] + [self._condition(cells, "relevant")]
        when = _all([each for each in whens if each])
        if when:
            if check_condition(when) is None:
                asked["when"] = when
            else:
                self.fault("condition_too_long", cells, "relevant")
        constraint = self._condition(cells, "constraint", also="today")
        if constraint:
            asked["constraint"] = constraint
            words = told(cells, "constraint_message", self.language)
            if words:
                asked["constraint_words"] = words[:500]
        if cells.get("relevant") and "when" not in asked and (asked["required"] or asked.pop("required_when", None)):
            asked["required"] = False
            self.fault("required_dropped", cells, "required")
        self._cells_left(cells)

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

    def _worded(self, cells: Cells, name: str, text: str) -> str:
        return worded(cells, name, text, self.names, self.fault)

    def _condition(self, cells: Cells, name: str, also: str = "") -> Condition | None:
        return condition_in(cells, name, self.names, self.fault, also=also)

    def _cells_left(self, cells: Cells) -> None:
        """Cells that ask for what isn't done here, each by its place."""
        for heading, text in cells.values.items():
            base = heading.partition("::")[0]
            if base == "appearance":
                odd = [
                    look
                    for look in text.split()
                    if look.lower() not in PLAIN_LOOKS and look not in ("signature", "draw", "annotate")
                ]
                code = "look_left" if odd else "look_plain"
                self.fault(code, cells, heading, "left" if odd else "note", text=" ".join(odd or text.split())[:40])
            elif base in MEDIA:
                self.fault("media_left", cells, heading, text=text[:40])
            elif _says_nothing(base, text, cells):
                continue
            elif base not in READ and not (base == "parameters" and as_decimal(text) is None):
                self.fault("cell_left", cells, heading, heading=heading[:40], text=text[:60])


def _is_worked_out(cells: Cells, base: str) -> bool:
    """Whether a question is only there to show what its calculation gives: nobody may answer it."""
    return TYPES.get(base) in ("text", "number") and bool(cells.get("calculation")) and _is_read_only(cells)


def _is_read_only(cells: Cells) -> bool:
    return cells.get("read_only").strip().lower() in YES


def _says_nothing(base: str, text: str, cells: Cells) -> bool:
    """A cell that only repeats what its row says already."""
    type = cells.get("type").split(" ")[0].lower()
    shown = _is_worked_out(cells, type) or type in ("calculate", "note")
    return (base == "read_only" and (text.lower() in NO or shown)) or (base == "calculation" and shown)


def _all(conditions: list[Condition]) -> Condition | None:
    """One condition that asks for all of them."""
    if not conditions:
        return None
    found = list(conditions[0])
    for each in conditions[1:]:
        found = [*found, *each, ["and"]]
    return found

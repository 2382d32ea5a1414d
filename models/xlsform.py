"""XLSForm: the questions of a survey sheet as items of a form or a checklist.

Promises: what a phone here can ask is taken as it is, with its conditions; whatever it can't is named with sheet, row
and reason, and nothing goes missing in silence. Each row of the survey is an item or has a fault.
"""

from __future__ import annotations

import re
from typing import Any

from models.checklist import ITEMS_MAX as CHECKLIST_ITEMS_MAX
from models.condition import Condition, check_condition, mentioned
from models.form import ITEMS_MAX as FORM_ITEMS_MAX
from models.grid import Fault
from models.imported import Imported, ImportedItem, as_checklist_item, free_id
from models.item import LABEL_MAX, OPTIONS_MAX
from models.value_type import as_decimal
from models.xlsform_sheets import MEDIA, TRANSLATED, Cells, Workbook, main_language, settings_of, told
from models.xpath import NotRead, steps

TYPES = {
    "text": "text", "string": "text", "integer": "number", "int": "number", "decimal": "number", "range": "number",
    "date": "date", "image": "photo", "photo": "photo", "note": "note", "acknowledge": "choice", "trigger": "choice",
    "select_one": "choice", "select one": "choice", "select_multiple": "multiple", "select all that apply": "multiple",
    "select multiple": "multiple", "select1": "choice", "select": "multiple",
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
    | TRANSLATED
)
HINT_MAX = 2_000
YES = frozenset({"yes", "true", "true()", "1", "是", "y"})
NO = frozenset({"", "no", "false", "false()", "0", "否", "n"})
_BEGIN = re.compile(r"begin[\s_]+(group|repeat|lgroup|looped[\s_]+group)\Z")
_END = re.compile(r"end[\s_]+(group|repeat|lgroup|looped[\s_]+group)\Z")
_REFERENCE = re.compile(r"\$\{\s*([^{}\s]+)\s*\}")


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
        self.ids: dict[str, str] = {}
        """Names of questions above to the ids of their items."""
        self.labels: dict[str, str] = {}
        self.left: dict[str, str] = {}
        """Names of questions that were left out, with their type."""
        self.taken: set[str] = set()
        self.lists = self._lists()
        self.later = {cells.get("name") for cells in workbook.survey.rows if cells.get("name")}

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

    def _columns(self) -> None:
        """Columns that say nothing here, and the languages that aren't shown."""
        for language in self.workbook.survey.languages:
            if language not in (self.language, self.english, ""):
                self.made.faults.append(
                    Fault("language_left", "note", self.workbook.survey.name, None, {"language": language})
                )

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
            self.left.setdefault(cells.get("name"), kind)

    def _end(self, cells: Cells) -> None:
        if self.groups:
            self.groups.pop()
            self.fault("row_end", cells, level="note")
        else:
            self.fault("group_not_begun", cells, level="stop")

    # -- questions ------------------------------------------------------------------------------------------

    def _question(self, cells: Cells, type: str) -> None:
        words = type.split(" ")
        base = next(
            (
                each
                for each in ("select all that apply", "select multiple", "select one")
                if type.lower().startswith(each)
            ),
            words[0].lower(),
        )
        rest = type[len(base) :].removeprefix(" from").strip()
        name = cells.get("name")
        if base in RECORDED or type.lower() in RECORDED:
            self.left[name] = base
            self.fault("recorded_anyway", cells, level="note", type=type[:40])
            return
        asked = self._asked(cells, base, rest, type)
        if asked is None:
            self.left[name] = type[:40]
            return
        self._common(cells, asked)
        id = free_id(name, cells.row, self.taken)
        groups = [group.label for group in self.groups if group.label]
        if groups and self.made.kind == "form":
            asked["aspect"] = groups[-1][:100]
        value = asked if self.made.kind == "form" else as_checklist_item(asked, groups[-5:])
        self.made.add(ImportedItem(id, cells.row, cells.at("type"), value))
        self.ids[name], self.labels[name] = id, asked["label"]

    def _asked(self, cells: Cells, base: str, rest: str, type: str) -> dict[str, Any] | None:
        """Type and options; None where a phone here can't ask it, which is then said."""
        kind = TYPES.get(base)
        if kind is None:
            code = "calculation_left" if base == "calculate" else "type_unsupported"
            self.fault(code, cells, type=type[:40], who=cells.get("name")[:40])
            return None
        asked: dict[str, Any] = {"order": cells.row, "type": kind}
        if base in ("acknowledge", "trigger"):
            asked["options"] = [{"value": "OK", "label": "确认", "label_en": "OK"}]
        elif kind in ("choice", "multiple"):
            options = self._options(cells, rest)
            if options is None:
                return None
            asked["options"] = options
        elif base in ("integer", "int"):
            asked["step"] = 1
        elif base == "range":
            self._range(cells, asked)
        if kind == "photo" and {"signature", "draw", "annotate"} & set(cells.get("appearance").split()):
            asked["type"] = "signature"
        return asked

    def _lists(self) -> dict[str, list[Cells]]:
        lists: dict[str, list[Cells]] = {}
        duplicates = str(settings_of(self.workbook).get("allow_choice_duplicates", "")).lower() in YES
        for cells in self.workbook.choices.rows:
            name, value = cells.get("list_name").strip(), cells.get("name").strip()
            if not name:
                self._choice_fault("choice_without_list", cells, "note")
                continue
            if not value:
                self._choice_fault("choice_without_name", cells, "stop")
            elif any(other.get("name").strip() == value for other in lists.get(name, [])):
                self._choice_fault(
                    "choice_twice", cells, "note" if duplicates else "stop", text=value[:40], list=name[:40]
                )
                continue
            for heading in cells.values:
                if heading.partition("::")[0] in MEDIA:
                    self._choice_fault("media_left", cells, "left", text=cells.get(heading)[:40])
            lists.setdefault(name, []).append(cells)
        return lists

    def _choice_fault(self, code: str, cells: Cells, level: str, **params: int | float | str) -> None:
        at = cells.at("name") or f"{self.workbook.choices.name}!{cells.row}"
        self.made.faults.append(Fault(code, level, at, cells.row, params))

    def _options(self, cells: Cells, rest: str) -> list[dict[str, Any]] | None:
        name, _, other = rest.partition(" ")
        if other.strip().lower().replace(" ", "_") in ("or_other", "or_specify_other"):
            self.fault("or_other_left", cells)
        if name.startswith("${") or name.endswith((".csv", ".xml", ".geojson")):
            self.fault("choices_elsewhere", cells, text=name[:40])
            return None
        found = self.lists.get(name)
        if not found:
            self.fault("list_missing", cells, level="stop", text=name[:40])
            return None
        if len(found) > OPTIONS_MAX:
            self.fault("list_too_long", cells, text=name[:40], count=len(found), max=OPTIONS_MAX)
            return None
        options: list[dict[str, Any]] = []
        for choice in found:
            label = told(choice, "label", self.language) or choice.get("name")
            option = {"value": choice.get("name")[:100], "label": label[:500]}
            english = choice.get(f"label::{self.english}") if self.english else ""
            options.append({**option, "label_en": english[:500]} if english else option)
        if len({option["value"] for option in options}) < len(options):
            self.fault("list_too_long", cells, text=name[:40], count=len(found), max=OPTIONS_MAX)
            return None
        return options

    def _range(self, cells: Cells, asked: dict[str, Any]) -> None:
        given = dict(re.findall(r"(start|end|step)\s*=\s*(-?\d+(?:\.\d+)?)", cells.get("parameters")))
        for name, ours, default in (("start", "min", "0"), ("end", "max", "10"), ("step", "step", "1")):
            asked[ours] = given.get(name, default)

    # -- what every question may say ------------------------------------------------------------------------

    def _common(self, cells: Cells, asked: dict[str, Any]) -> None:
        label = self._worded(cells, "label", told(cells, "label", self.language))
        if not label.strip():
            self.fault("label_missing", cells, "name", "note", text=cells.get("name")[:40])
            label = cells.get("name")
        label = label.replace("\n", " ").strip()
        asked["label"] = label if len(label) <= LABEL_MAX else label[: LABEL_MAX - 1] + "…"
        if self.english and cells.get(f"label::{self.english}"):
            asked["label_en"] = self._worded(cells, "label", cells.get(f"label::{self.english}"))[:500]
        hint = self._worded(cells, "hint", told(cells, "hint", self.language))
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
        constraint = self._condition(cells, "constraint")
        if constraint:
            asked["constraint"] = constraint
            words = told(cells, "constraint_message", self.language)
            if words:
                asked["constraint_words"] = words[:500]
        if asked["required"] and cells.get("relevant") and "when" not in asked:
            asked["required"] = False
            self.fault("required_dropped", cells, "required")
        self._cells_left(cells)

    def _required(self, cells: Cells, asked: dict[str, Any]) -> None:
        words = cells.get("required").strip().lower()
        asked["required"] = words in YES and asked["type"] != "note"
        if words not in YES and words not in NO:
            self.fault("required_condition", cells, "required", text=words[:60])

    def _worded(self, cells: Cells, name: str, text: str) -> str:
        """A text in which other answers are quoted: their questions stand there instead, and that is said."""
        if "${" not in text:
            return text
        heading = next((each for each in cells.values if each.partition("::")[0] == name), name)
        self.fault("answer_in_text", cells, heading, text=text[:60])
        return _REFERENCE.sub(lambda found: f"「{self.labels.get(found[1], found[1])}」", text)

    def _condition(self, cells: Cells, name: str) -> Condition | None:
        text = cells.get(name).strip()
        if not text:
            return None
        try:
            found = steps(text)
        except NotRead as stopped:
            self.fault("condition_left", cells, name, text=text[:80], part=stopped.part)
            return None
        own = cells.get("name")
        for asked in mentioned(found):
            if name == "constraint" and asked == own:
                continue
            if asked not in self.ids:
                code = (
                    "condition_of_left"
                    if asked in self.left
                    else "condition_ahead"
                    if asked in self.later
                    else "condition_unknown"
                )
                self.fault(code, cells, name, text=asked[:40])
                return None
        named = [
            ["own"] if step == ["answer", own] else ["answer", self.ids[step[1]]] if step[0] == "answer" else step
            for step in found
        ]
        return named if check_condition(named) is None else None

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
            elif base == "choice_filter":
                self.fault("choices_filtered", cells, heading, text=text[:60])
            elif base not in READ and not (base == "parameters" and as_decimal(text) is None):
                self.fault("cell_left", cells, heading, heading=heading[:40], text=text[:60])


def _says_nothing(base: str, text: str, cells: Cells) -> bool:
    """A cell that only repeats what its row says already."""
    return (base == "read_only" and text.lower() in NO) or (base == "calculation" and cells.get("type") == "calculate")


def _all(conditions: list[Condition]) -> Condition | None:
    """One condition that asks for all of them."""
    if not conditions:
        return None
    found = list(conditions[0])
    for each in conditions[1:]:
        found = [*found, *each, ["and"]]
    return found

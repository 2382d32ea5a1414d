"""An XLSForm's sheets as maps: survey, choices and settings, headings in one spelling, each cell with its place.

Promises: pure; every sheet, row and column of the file is used or said to be left out.
"""

from __future__ import annotations

import re
from typing import Any

from msgspec import Struct, field

from models.grid import Fault, Grid, filled, letters, long_text, plain

HEADER_ROWS_MAX = 5
_SPELLED = {
    "relevance": "relevant", "bind::relevant": "relevant", "bind:relevant": "relevant",
    "bind::constraint": "constraint", "bind:constraint": "constraint", "bind::required": "required",
    "bind:required": "required",
    "constraint message": "constraint_message", "constraint-msg": "constraint_message",
    "bind:jr:constraintmsg": "constraint_message", "bind::jr:constraintmsg": "constraint_message",
    "required message": "required_message", "requiredmsg": "required_message", "readonly": "read_only",
    "read only": "read_only", "calculate": "calculation", "bind::calculate": "calculation", "list name": "list_name",
    "list": "list_name", "value": "name", "caption": "label", "command": "type", "skip": "relevant",
    "repeat count": "repeat_count", "control::appearance": "appearance", "control:appearance": "appearance",
    "guidance hint": "guidance_hint", "help": "guidance_hint",
}  # fmt: skip
PYXFORM_ALONE = frozenset({"external_choices", "entities", "osm"})
"""Sheets that are not imported but belong to a form that is whole."""
TRANSLATED = frozenset({"label", "hint", "constraint_message", "required_message", "guidance_hint"})
MEDIA = frozenset({"image", "audio", "video", "big-image", "media"})


class Cells(Struct):
    """表单行: one row's cells by heading; of a translated one, by `heading::language`."""

    row: int
    values: dict[str, str]
    places: dict[str, str] = field(default_factory=dict[str, str])

    def get(self, name: str) -> str:
        return self.values.get(name, "")

    def at(self, name: str) -> str:
        return self.places.get(name, "")


class Sheet(Struct):
    """表单工作表: the rows below the header, and the languages of its texts ("" is the one without a name)."""

    name: str = ""
    header_row: int = 0
    rows: list[Cells] = field(default_factory=list[Cells])
    languages: list[str] = field(default_factory=list[str])
    headings: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    """(heading in our spelling, place)."""


class Workbook(Struct):
    """表单文件: the three sheets that say something."""

    survey: Sheet
    choices: Sheet
    settings: Sheet
    external: Sheet = field(default_factory=Sheet)
    """The choices of select_one_external."""
    faults: list[Fault] = field(default_factory=list[Fault])
    raw: dict[str, list[dict[str, str]]] = field(default_factory=dict[str, list[dict[str, str]]])
    """The sheets as pyxform takes them: rows by the headings as they are written."""


def read_workbook(grids: list[Grid]) -> Workbook:
    """The sheets by their names; whatever else the file holds is said."""
    if len(grids) == 1 and grids[0].name.strip().lower() != "survey":
        grids = _parts_of(grids[0])
    found: dict[str, Grid] = {}
    beside: dict[str, Grid] = {}
    faults: list[Fault] = []
    for grid in grids:
        name = grid.name.strip().lower()
        if name in ("survey", "choices", "settings") and name not in found:
            found[name] = grid
        elif any(not grid.is_blank(row) for row in range(len(grid.rows))):
            beside[name] = grid
            if name != "external_choices":
                faults.append(Fault("sheet_left_out", "left", grid.name, None, {"sheet": grid.name}))
    raw: dict[str, list[dict[str, str]]] = {}
    sheets: list[Sheet] = []
    for name in ("survey", "choices", "settings"):
        sheet = _sheet(found[name], name, raw, faults) if name in found else Sheet()
        sheets.append(sheet)
    for name in PYXFORM_ALONE & beside.keys():
        _keep_raw(beside[name], name, 0, raw)
    if not sheets[0].rows:
        faults.append(Fault("no_survey", "stop"))
    outside = beside.get("external_choices")
    external = _sheet(outside, "external_choices", raw, faults) if outside else Sheet()
    survey, choices, settings = sheets
    return Workbook(survey, choices, settings, external, faults, raw)


def _parts_of(grid: Grid) -> list[Grid]:
    """A file of one table (CSV): the sheets one below the other, each named in the first column, or a survey alone."""
    if any({"type", "name"} <= _headings(grid, row) for row in range(min(HEADER_ROWS_MAX, len(grid.rows)))):
        named = {plain(row[0]).lower() for row in grid.rows if row}
        if not named & {"survey", "choices", "settings"} or "type" in named:
            return [Grid("survey", grid.rows, grid.merged)]
    parts: list[Grid] = []
    for at, row in enumerate(grid.rows):
        if row and plain(row[0]):
            parts.append(Grid(plain(row[0]), [[] for _ in range(at + 1)]))
        elif parts:
            parts[-1].rows.append(row)
    return parts if any(part.name.lower() == "survey" for part in parts) else [grid]


def _sheet(grid: Grid, name: str, raw: dict[str, list[dict[str, str]]], faults: list[Fault]) -> Sheet:
    wanted = {
        "survey": {"type", "name"},
        "choices": {"list_name", "name"},
        "external_choices": {"list_name", "name"},
        "settings": set[str](),
    }[name]
    first = [row for row in range(len(grid.rows)) if not grid.is_blank(row)][:HEADER_ROWS_MAX]
    header = next((row for row in first if wanted <= _headings(grid, row)), None)
    if header is None or not grid.rows:
        if wanted and grid.rows:
            faults.append(Fault("no_form_header", "stop", grid.at(0), 1, {"sheet": grid.name}))
        return Sheet(grid.name)
    for row in range(header):
        if not grid.is_blank(row):
            faults.append(Fault("row_note", "note", grid.at(row), row + 1, {"text": plain(grid.rows[row][0])[:40]}))
    spelled = [_spelled(plain(cell)) for cell in grid.rows[header]]
    sheet = Sheet(grid.name, header + 1)
    sheet.headings = [(text, f"{grid.name}!{letters(at)}{header + 1}") for at, text in enumerate(spelled) if text]
    for text in spelled:
        base, _, language = text.partition("::")
        if base == "label" and language not in sheet.languages:
            sheet.languages.append(language)
    for row in range(header + 1, len(grid.rows)):
        cells = Cells(row + 1, {})
        for column, text in enumerate(spelled):
            words = long_text(grid.cell(row, column))
            if text and words:
                cells.values.setdefault(text, words)
                cells.places.setdefault(text, grid.at(row, column))
        if cells.values:
            sheet.rows.append(cells)
        elif not grid.is_blank(row):
            text = next(filled(grid.rows[row]))[1]
            faults.append(Fault("row_note", "note", grid.at(row), row + 1, {"text": text[:40]}))
    _unnamed(grid, header, faults)
    _keep_raw(grid, name, header, raw)
    return sheet


def _unnamed(grid: Grid, header: int, faults: list[Fault]) -> None:
    """Says of each column without a heading that what stands in it is left out."""
    width = max((len(row) for row in grid.rows), default=0)
    for column in range(width):
        cells = (plain(grid.cell(row, column)) for row in range(header + 1, len(grid.rows)))
        if not plain(grid.cell(header, column)) and any(cells):
            faults.append(Fault("column_unnamed", "left", grid.at(header, column), header + 1))


def _keep_raw(grid: Grid, name: str, header: int, raw: dict[str, list[dict[str, str]]]) -> None:
    """The rows by the headings as they are written; those above the header are empty: rows keep their number."""
    if not grid.rows:
        return
    written = [plain(cell) for cell in grid.rows[header]]
    raw[name] = [{} for _ in range(header)]
    for row in range(header + 1, len(grid.rows)):
        words = {text: long_text(grid.cell(row, column)) for column, text in enumerate(written) if text}
        raw[name].append({text: _as_checked(text, each) for text, each in words.items() if each})
    raw[f"{name}_header"] = [dict.fromkeys((text for text in written if text), "")]


def _as_checked(heading: str, words: str) -> str:
    """A type in plain letters, as it is read here; a group's beginning and end as pyxform alone knows them."""
    if heading.strip().lower() != "type":
        return words
    found = re.fullmatch(r"(begin|end)[\s_]+(group|repeat)", plain(words).lower())
    if found:
        return f"{found[1]}_{found[2]}"
    type, space, rest = plain(words).partition(" ")
    return f"{type if type == 'dateTime' else type.lower()}{space}{rest}"


def _headings(grid: Grid, row: int) -> set[str]:
    return {_spelled(plain(cell)) for cell in grid.rows[row]}


def _spelled(text: str) -> str:
    """A heading in our spelling: `Label :: English (en)` as `label::English (en)`."""
    base, mark, language = re.sub(r"\s*::?\s*", "::", text.strip(), count=1).partition("::")
    whole = _SPELLED.get(text.strip().lower())
    if whole:
        return whole
    base = base.strip().lower().replace("media", "media") if mark else text.strip().lower()
    base = _SPELLED.get(base, base)
    if base in TRANSLATED or base in MEDIA:
        return f"{base}::{language.strip()}" if mark else base
    return f"{base}::{language.strip().lower()}" if mark else base


def main_language(workbook: Workbook) -> tuple[str, str | None]:
    """The language to be shown, and the English beside it: Chinese where there is any, else the form's own default."""
    languages = workbook.survey.languages or [""]
    default = workbook.settings.rows[0].get("default_language") if workbook.settings.rows else ""
    chinese = next((each for each in languages if _is(each, "zh", "chinese", "中文")), None)
    english = next((each for each in languages if _is(each, "en", "english")), None)
    main = chinese
    if main is None:
        main = default if default in languages else "" if "" in languages else languages[0]
    return main, None if english == main else english


def _is(language: str, code: str, *words: str) -> bool:
    text = language.strip().lower()
    found = re.search(r"\(([\w-]+)\)\s*$", text)
    return text == code or any(word in text for word in words) or (found is not None and found[1].split("-")[0] == code)


def told(cells: Cells, name: str, language: str) -> str:
    """A translated text: in this language, without one, or else in whichever the row has it."""
    own = cells.get(f"{name}::{language}" if language else name) or cells.get(name)
    return own or next((text for key, text in cells.values.items() if key.startswith(f"{name}::")), "")


def settings_of(workbook: Workbook) -> dict[str, Any]:
    return dict(workbook.settings.rows[0].values) if workbook.settings.rows else {}

"""The check of an XLSForm by pyxform, which says what is wrong with one by row.

Promises: what pyxform refuses is refused here, with its row where it can be found; what this project has said of a row
already is not said again in other words. pyxform gets the cells that were read, never the file.
"""

from __future__ import annotations

import re
from typing import Any

from api.xlsform_check_words import in_chinese
from models.grid import Fault
from models.xlsform_sheets import Sheet, Workbook

_ROW = re.compile(r"\[row : (\d+)\]\s*")
_SHEET = re.compile(r"On the '(\w+)' sheet|sheet: '(\w+)'|not in (choices) sheet")
_CHOICE = re.compile(r"See \[(.*?)\] in \[(.*?)\]")
_ELEMENT = re.compile(r"survey elements? named '?([^'.]+)'?")


def checked(workbook: Workbook, said: list[Fault]) -> list[Fault]:
    """The faults that pyxform finds and nobody has said."""
    if not workbook.survey.rows:
        return []
    # Half a second that only XLSForms need; pyxform has no stubs, and a bare dict among its types.
    from pyxform.errors import PyXFormError  # noqa: PLC0415 # pyright: ignore[reportMissingTypeStubs]
    from pyxform.xls2xform import convert  # noqa: PLC0415 # pyright: ignore[reportMissingTypeStubs, reportUnknownVariableType]

    given: dict[str, Any] = {**workbook.raw, "sheet_names": [name for name in workbook.raw if "_" not in name]}
    try:
        convert(xlsform=given, validate=False, form_name="data", warnings=[])
    except PyXFormError as error:
        stops = [fault for fault in said if fault.level == "stop"]
        rows = {fault.row for fault in stops}
        # It goes no further than the first: what it says of no row is of one that was said, where there is any.
        known = any(fault.row for fault in stops)
        found = _faults(str(error), workbook)
        return [fault for fault in found if (not known if fault.row is None else fault.row not in rows)]
    except Exception as error:
        return [_fault(type(error).__name__, workbook.survey, None)]
    return []


def _faults(text: str, workbook: Workbook) -> list[Fault]:
    """One for each line that names a row, one for all where none does."""
    faults: list[Fault] = []
    for line in text.splitlines():
        if found := _ROW.search(line):
            words = _ROW.sub("", line).split("Learn more")[0].strip().rstrip(".")
            faults.append(_fault(words, _sheet_of(line, workbook), int(found[1])))
    if faults:
        return faults
    words = text.strip().split("Learn more")[0].strip().rstrip(".")
    sheet = _sheet_of(words, workbook)
    if choice := _CHOICE.search(words):
        sheet = workbook.choices
        rows = [each.row for each in sheet.rows if (each.get("name"), each.get("list_name")) == choice.groups()]
    elif element := _ELEMENT.search(words):
        quoted = f"${{{element[1].strip()}}}"
        rows = [each.row for each in sheet.rows if any(quoted in text for text in each.values.values())] or [
            each.row for each in sheet.rows if each.get("name") == element[1].strip()
        ]
    else:
        rows = [sheet.header_row] if "header" in words and sheet.header_row else []
    return [_fault(words, sheet, rows[0] if rows else None)]


def _sheet_of(words: str, workbook: Workbook) -> Sheet:
    found = _SHEET.search(words)
    named = next((each for each in found.groups() if each), "") if found else ""
    return {"choices": workbook.choices, "settings": workbook.settings}.get(named, workbook.survey)


def _fault(words: str, sheet: Sheet, row: int | None) -> Fault:
    at = f"{sheet.name}!{row}" if row else sheet.name
    return Fault("form_check", "stop", at, row, {"text": words[:300], "text_zh": in_chinese(words[:300])})

"""The check of an XLSForm by pyxform, which says what is wrong with one by row.

Promises: what pyxform refuses is refused here, with its row; what this project has said of a row already is not said
again in other words. pyxform gets the cells that were read, never the file.
"""

from __future__ import annotations

import re
from typing import Any

from models.grid import Fault
from models.xlsform_sheets import Workbook

_ROW = re.compile(r"\[row : (\d+)\]\s*")
_SHEET = re.compile(r"On the '(\w+)' sheet")


def checked(workbook: Workbook, said: list[Fault]) -> list[Fault]:
    """The faults that pyxform finds and nobody has said."""
    if not workbook.survey.rows:
        return []
    # Half a second that only XLSForms need; pyxform has no types of its own.
    from pyxform.errors import PyXFormError  # noqa: PLC0415 # pyright: ignore[reportMissingTypeStubs]
    from pyxform.xls2xform import convert  # noqa: PLC0415 # pyright: ignore

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
        return [Fault("form_check", "stop", "", None, {"text": type(error).__name__})]
    return []


def _faults(text: str, workbook: Workbook) -> list[Fault]:
    """One for each line that names a row, one for all where none does."""
    faults: list[Fault] = []
    for line in text.splitlines():
        found = _ROW.search(line)
        sheet = _SHEET.search(line)
        name = workbook.choices.name if sheet and sheet[1] == "choices" else workbook.survey.name
        if found:
            words = _ROW.sub("", line).split("Learn more")[0].strip().rstrip(".")
            faults.append(Fault("form_check", "stop", f"{name}!{found[1]}", int(found[1]), {"text": words[:300]}))
    return faults or [Fault("form_check", "stop", workbook.survey.name, None, {"text": text.strip()[:300].rstrip(".")})]

"""The names in an XLSForm's survey: what has none, a wrong one, or one that something beside it has too.

Promises: pure; each fault has its cell, in the order of the rows.
"""

from __future__ import annotations

import re

from models.grid import Fault
from models.xlsform_choices import YES
from models.xlsform_repeats import type_of
from models.xlsform_sheets import Cells, Workbook
from models.xlsform_types import BEGIN, END, KNOWN, LONG_TYPES, RECORDED

_NAME = re.compile(r"[^\W\d][\w.-]*\Z")
_USED = re.compile(r"\$\{\s*([^{}\s]+)\s*\}")


def name_faults(workbook: Workbook) -> list[Fault]:
    """What is wrong with the names; each of them stops the import."""
    faults: list[Fault] = []
    inside: list[dict[str, str]] = [{}]
    everywhere: dict[str, list[Cells]] = {}
    for cells in workbook.survey.rows:
        type = type_of(cells).lower()
        if not type or cells.get("disabled").lower() in YES:
            continue
        if END.match(type):
            inside = inside[:-1] if len(inside) > 1 else inside
            continue
        name = cells.get("name")
        at = cells.at("name") or f"{workbook.survey.name}!{cells.row}"
        here = inside[-1]
        if BEGIN.match(type):
            inside.append({})
        if not name and type not in RECORDED:
            faults.append(Fault("question_name_missing", "stop", at, cells.row))
        elif name and not _NAME.match(name):
            faults.append(Fault("question_name_wrong", "stop", at, cells.row, {"text": name[:40]}))
        elif name and name in here:
            faults.append(Fault("question_name_twice", "stop", at, cells.row, {"text": name[:40], "other": here[name]}))
        here.setdefault(name, at)
        if name:
            everywhere.setdefault(name, []).append(cells)
    return faults + _unclear(workbook, everywhere)


def _unclear(workbook: Workbook, everywhere: dict[str, list[Cells]]) -> list[Fault]:
    """Where an expression or a text names what two questions are called."""
    faults: list[Fault] = []
    for cells in workbook.survey.rows:
        for heading, text in cells.values.items():
            for name in dict.fromkeys(_USED.findall(text)):
                if len(everywhere.get(name, [])) > 1:
                    rows = "、".join(str(each.row) for each in everywhere[name][:5])
                    params: dict[str, int | float | str] = {"text": name[:40], "rows": rows}
                    faults.append(Fault("question_name_unclear", "stop", cells.at(heading), cells.row, params))
    return faults


def is_known(type: str) -> bool:
    """Whether XLSForm has such a type at all, whether it is asked here or not."""
    lower = type.lower()
    return lower in RECORDED or lower.split(" ")[0] in KNOWN or lower.startswith(LONG_TYPES)

"""What a spreadsheet hides from who reads its values alone: formulas without a stored result, hidden rows and sheets.

Promises: looked for in the bytes of an xlsx with plain searches, whose time grows with the file; nothing is worked out.
A program that only writes files stores formulas without results: their cells read as empty, so they are named.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile

from models.grid import Fault

CELLS_NAMED_MAX = 20
_SHEET = re.compile(rb'<(?:\w+:)?sheet\s[^>]*?\bname="([^"]*)"[^>]*?\b\w+:id="([^"]*)"[^>]*>')
_STATE = re.compile(rb'\bstate="(?:hidden|veryHidden)"')
_TARGET = re.compile(rb"<Relationship\s([^>]*)>")
_ATTRIBUTE = re.compile(rb'(\w+)="([^"]*)"')
_BARE_FORMULA = re.compile(
    rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]+)(\d+)"[^>]*>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^<]*</(?:\w+:)?f>)\s*'
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\b(?=[^>]*\bhidden="(?:1|true)")[^>]*?\br="(\d+)"')


def traps(data: bytes) -> list[Fault]:
    """The faults, each with the sheet that it stands on."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        names = set(packed.namelist())
        if "xl/workbook.xml" not in names or "xl/_rels/workbook.xml.rels" not in names:
            return []
        targets = _targets(packed.read("xl/_rels/workbook.xml.rels"))
        faults: list[Fault] = []
        for found in _SHEET.finditer(packed.read("xl/workbook.xml")):
            name = _told(found[1])
            if _STATE.search(found[0]):
                faults.append(Fault("sheet_hidden", "note", name, None, {"sheet": name}))
            part = targets.get(found[2], "")
            if part in names:
                faults += _of_sheet(name, packed.read(part))
    return faults


def _targets(relations: bytes) -> dict[bytes, str]:
    found: dict[bytes, str] = {}
    for relation in _TARGET.finditer(relations):
        given: dict[bytes, bytes] = dict(_ATTRIBUTE.findall(relation[1]))
        target = given.get(b"Target", b"").decode("utf-8", "replace")
        found[given.get(b"Id", b"")] = posixpath.normpath(posixpath.join("xl", target)).lstrip("/")
    return found


def _of_sheet(name: str, part: bytes) -> list[Fault]:
    faults = [
        Fault("formula_bare", "stop", f"{name}!{found[1].decode()}{found[2].decode()}", int(found[2]))
        for found, _ in zip(_BARE_FORMULA.finditer(part), range(CELLS_NAMED_MAX), strict=False)
    ]
    hidden = [int(row) for row in _HIDDEN_ROW.findall(part)]
    if hidden:
        params: dict[str, int | float | str] = {"sheet": name, "count": len(hidden), "first": hidden[0]}
        faults.append(Fault("rows_hidden", "note", f"{name}!{hidden[0]}", hidden[0], params))
    return faults


def _told(name: bytes) -> str:
    text = name.decode("utf-8", "replace")
    for sign, plain in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        text = text.replace(sign, plain)
    return text


def of_sheets(faults: list[Fault], used: set[str]) -> list[Fault]:
    """The faults of a file, those that stand on sheets that nobody reads no more than said."""
    for fault in faults:
        sheet = fault.at.rpartition("!")[0] or fault.at
        if fault.level == "stop" and sheet and sheet not in used:
            fault.level = "note"
    return faults

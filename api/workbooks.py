"""Workbooks from outside: bytes in, sheets of plain cells out.

Promises: nothing in a file is run or fetched: formulas give their stored values, macros and links to other files are
passed over and said. What is encrypted, packed to burst, or larger than the limits is refused before it is read.
Runs in a program of its own (`api/reading.py`), so that a hostile file can take down nothing else.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import date, datetime, time, timedelta
from typing import Any, cast

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from api.workbook_traps import traps
from models.grid import Cell, Fault, Grid

BYTES_MAX = 8 * 1024 * 1024
UNPACKED_BYTES_MAX = 64 * 1024 * 1024
PARTS_MAX = 2_000
SHEETS_MAX = 40
ROWS_MAX = 20_000
COLUMNS_MAX = 400
CELLS_MAX = 600_000
CELL_CHARACTERS_MAX = 32_767

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_UNTOLD = re.compile(rb'formatCode="0{2,20}"|<c [^>]*t="e"')


class FileRefused(Exception):  # noqa: N818 - says what is the case
    """Why a file isn't read, by its key in the table of problems."""

    def __init__(self, key: str, limit: int = 0) -> None:
        super().__init__(key)
        self.key, self.limit = key, limit


def read_sheets(data: bytes) -> tuple[list[Grid], list[Fault]]:
    """The sheets of an xlsx, xls, csv or tsv file, and what is to be said of the file."""
    if len(data) > BYTES_MAX:
        raise FileRefused("file_too_large", limit=BYTES_MAX)
    if not data.strip():
        raise FileRefused("file_empty")
    if data.startswith(_ZIP):
        return _workbook(data, _look_into(data))
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise FileRefused("file_encrypted")
        return _workbook(data, [])
    return [_delimited(decoded(data))], []


def _look_into(data: bytes) -> list[Fault]:
    """Unpacks a zip as far as it takes to know its size, and looks at what is in it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            if len(parts) > PARTS_MAX:
                raise FileRefused("file_unpacked_too_large", limit=UNPACKED_BYTES_MAX)
            _measure(packed, parts)
            names = {part.filename.lower() for part in parts}
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, RuntimeError) as error:
        raise FileRefused("file_damaged") from error
    if "encryptedpackage" in names:
        raise FileRefused("file_encrypted")
    if "xl/workbook.xml" not in names and "xl/workbook.bin" not in names:
        raise FileRefused("file_format")
    faults: list[Fault] = []
    if any(name.endswith("vbaproject.bin") for name in names):
        faults.append(Fault("macros", "note"))
    if any("externallinks/" in name for name in names):
        faults.append(Fault("external_links", "note"))
    return faults + traps(data)


def _measure(packed: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    total = sum(part.file_size for part in parts)
    if total > UNPACKED_BYTES_MAX:
        raise FileRefused("file_unpacked_too_large", limit=UNPACKED_BYTES_MAX)
    for part in parts:
        if part.flag_bits & 1:
            raise FileRefused("file_encrypted")
        taken = 0
        with packed.open(part) as stream:
            while chunk := stream.read(1 << 20):
                taken += len(chunk)
                if taken > UNPACKED_BYTES_MAX:
                    raise FileRefused("file_unpacked_too_large", limit=UNPACKED_BYTES_MAX)


def _workbook(data: bytes, faults: list[Fault]) -> tuple[list[Grid], list[Fault]]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        if len(book.sheet_names) > SHEETS_MAX:
            raise FileRefused("file_sheets", limit=SHEETS_MAX)
        looked = _closer_look(data)
        grids = [
            _grid(name, book.get_sheet_by_name(name), looked.get(name, {}), faults)
            for name, about in zip(book.sheet_names, book.sheets_metadata, strict=True)
            if "WorkSheet" in str(about.typ)
        ]
    except FileRefused:
        raise
    except CalamineError as error:
        encrypted = "assword" in str(error) or "ncrypt" in str(error)
        raise FileRefused("file_encrypted" if encrypted else "file_damaged") from error
    except Exception as error:
        raise FileRefused("file_damaged") from error
    if sum(len(row) for grid in grids for row in grid.rows) > CELLS_MAX:
        raise FileRefused("file_cells", limit=CELLS_MAX)
    return grids, faults


def _grid(name: str, sheet: CalamineSheet, looked: dict[tuple[int, int], int | str], faults: list[Fault]) -> Grid:
    grid = Grid(name, [])
    if sheet.start is None:
        return grid
    if sheet.total_height > ROWS_MAX:
        raise FileRefused("file_rows", limit=ROWS_MAX)
    if sheet.total_width > COLUMNS_MAX:
        raise FileRefused("file_columns", limit=COLUMNS_MAX)
    values = sheet.to_python(skip_empty_area=False)
    grid.rows = [[_cell(value) for value in row] for row in values]
    for top, left, bottom, right in _areas(sheet, len(grid.rows)):
        grid.merged.append((top, left, bottom, right))
        first = grid.cell(top, left)
        for row in range(top, bottom + 1):
            for column in range(left, min(right + 1, len(grid.rows[row]))):
                grid.rows[row][column] = first
    for (row, column), known in looked.items():
        value = grid.cell(row, column)
        if isinstance(known, str):
            faults.append(Fault("cell_error", "stop", grid.at(row, column), row + 1, {"text": known}))
        elif isinstance(value, int | float) and value >= 0 and value == int(value):
            grid.rows[row][column] = str(int(value)).zfill(known)
    return grid


def _areas(sheet: CalamineSheet, height: int) -> list[tuple[int, int, int, int]]:
    """The merged areas that lie within the rows."""
    areas: list[Any] = list(sheet.merged_cell_ranges or [])
    return [(top, left, min(bottom, height - 1), right) for (top, left), (bottom, right) in areas if top < height]


def _closer_look(data: bytes) -> dict[str, dict[tuple[int, int], int | str]]:
    """What the quick reader doesn't tell, by sheet and place: error values, and the width of numbers shown as 00012.

    Looked at only where the file has such a thing at all, for it takes a hundred times as long.
    """
    if not data.startswith(_ZIP):
        return {}
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = [
            name for name in packed.namelist() if name.startswith("xl/worksheets/sheet") or name == "xl/styles.xml"
        ]
        wanted = any(_UNTOLD.search(packed.read(name)) for name in parts)
    if not wanted:
        return {}
    import openpyxl  # noqa: PLC0415 - half a second that few files need

    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    found: dict[str, dict[tuple[int, int], int | str]] = {}
    for sheet in book.worksheets:
        places = found.setdefault(sheet.title, {})
        for row in cast(Any, sheet).iter_rows():
            for cell in row:
                format = getattr(cell, "number_format", "")
                if isinstance(cell.value, int | float) and format and set(format) == {"0"} and len(format) > 1:
                    places[cell.row - 1, cell.column - 1] = len(format)
                elif getattr(cell, "data_type", "") == "e":
                    places[cell.row - 1, cell.column - 1] = str(cell.value)
    return found


def _cell(value: Any) -> Cell:
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, str):
        return value[:CELL_CHARACTERS_MAX] or None
    return value if isinstance(value, bool | int | float) else None


def decoded(data: bytes) -> str:
    """A text file's words: by its mark, else UTF-8, else as Chinese Windows writes it."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", "replace")
    elif b"\x00" in data:
        raise FileRefused("file_format")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = _in_one_of(data, "gb18030", "cp1252")
    if re.match(r"\s*<(!doctype|html|\?xml|table)", text, re.IGNORECASE):
        raise FileRefused("file_html")
    return text


def _in_one_of(data: bytes, *encodings: str) -> str:
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FileRefused("file_encoding")


def _delimited(text: str) -> Grid:
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(("\t", ",", ";", "|"), key=first.count)
    csv.field_size_limit(CELL_CHARACTERS_MAX)
    rows: list[list[Cell]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            if len(row) > COLUMNS_MAX:
                raise FileRefused("file_columns", limit=COLUMNS_MAX)
            rows.append([_csv_cell(each) for each in row])
            if len(rows) > ROWS_MAX:
                raise FileRefused("file_rows", limit=ROWS_MAX)
    except csv.Error as error:
        raise FileRefused("file_damaged") from error
    return Grid("CSV", rows)


def _csv_cell(text: str) -> Cell:
    """Excel's own way of keeping zeros in a csv, ="0012", is the text 0012."""
    found = re.fullmatch(r'="?([^"]*)"?', text)
    return (found[1] if found and text.startswith('="') else text) or None

"""Workbooks that tests of imports make: real ones of every shape, and ones that mean harm."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from typing import Any

import openpyxl

HEADER = ["工号", "姓名", "科室", "职务"]


def xlsx(*sheets: tuple[str, list[list[Any]]], formats: dict[str, str] | None = None) -> bytes:
    """A workbook with these sheets; `formats` gives cells of the first one a number format."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    for place, format in (formats or {}).items():
        book.worksheets[0][place].number_format = format
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def merged(rows: list[list[Any]], *areas: str) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "表"
    for row in rows:
        sheet.append(row)
    for area in areas:
        sheet.merge_cells(area)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The workbook with one more file inside."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return target.getvalue()


def bomb() -> bytes:
    """A quarter of a megabyte that unpacks to 256 MB."""
    return with_part(xlsx(("表", [HEADER])), "xl/media/zeros.bin", bytes(256 * 1024 * 1024))


def entity() -> bytes:
    """A sheet whose text is an external entity."""
    part = (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>&e;</t></is></c></row></sheetData></worksheet>'
    )
    return with_part(xlsx(("表", [HEADER])), "xl/worksheets/sheet1.xml", part.encode())


def encrypted() -> bytes:
    """What a workbook with a password begins and is filled with, as far as anybody looks."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(500)


DATES: list[Any] = [date(2024, 3, 1), datetime(2024, 3, 1, 8, 30), "2024年3月1日", 45352]

"""Workbooks from outside: every real shape is read, whatever means harm is refused before it is opened."""

from __future__ import annotations

import codecs
import io

import openpyxl
import pytest

from api.reading import ReadRoster, Refused, Request, read
from api.workbooks import BYTES_MAX, COLUMNS_MAX, ROWS_MAX, FileRefused, read_sheets
from models.roster_sheet import read_roster
from models.sheet_days import day_of
from tests.api.workbooks_made import DATES, HEADER, bomb, encrypted, entity, merged, with_part, xlsx

ROW = ["00123", "李燕", "内科", "护士长"]
TEXT = "工号,姓名,科室,职务\r\n00123,李燕,内科,护士长\r\n"


@pytest.mark.parametrize(
    "data",
    [
        xlsx(("花名册", [HEADER, ROW])),
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("gb18030"),
        TEXT.encode("utf-16"),
        TEXT.replace(",", "\t").encode("gbk"),
        TEXT.replace(",", ";").encode(),
        TEXT.replace("00123", '="00123"').encode(),
        ("导出时间,2026-11-21,,\n" + TEXT).encode(),
    ],
    ids=["xlsx", "utf8", "bom", "gb18030", "utf16", "tab gbk", "semicolon", "excel's zeros", "a line above"],
)
def test_a_roster_is_the_same_in_every_shape(data: bytes) -> None:
    grids, faults = read_sheets(data)
    (row,) = read_roster(grids).rows
    assert (row.staff_no, row.name, row.unit, row.duty) == ("00123", "李燕", "内科", "护士长")
    assert not faults


def test_numbers_keep_the_zeros_that_their_format_shows() -> None:
    data = xlsx(("表", [HEADER, [123, "李燕", "内科"], [1001.0, "王芳", "内科"]]), formats={"A2": "00000"})
    assert [row.staff_no for row in read_roster(read_sheets(data)[0]).rows] == ["00123", "1001"]


def test_dates_are_days_however_the_cell_holds_them() -> None:
    grids, _ = read_sheets(xlsx(("表", [[each] for each in DATES])))
    assert [day_of(grids[0].cell(row, 0)) for row in range(len(DATES))] == ["2024-03-01"] * 4


def test_a_merged_area_has_its_value_in_every_cell() -> None:
    grids, _ = read_sheets(
        merged([["花名册", None, None], HEADER[:3], ["1", "甲", "内科"], ["2", "乙", None]], "A1:C1", "C3:C4")
    )
    assert [row.unit for row in read_roster(grids).rows] == ["内科", "内科"]


def test_formulas_give_what_was_stored_and_nothing_is_worked_out() -> None:
    grids, faults = read_sheets(xlsx(("表", [["=1+1", "=cmd|' /C calc'!A0"]])))
    assert all(cell in (None, 0, "0") for row in grids[0].rows for cell in row)
    assert [(fault.code, fault.at) for fault in faults] == [("formula_bare", "表!A1"), ("formula_bare", "表!B1")]
    part = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
        '<c r="A1"><f>1+1</f><v>2</v></c><c r="B1" s="1"><f t="shared" si="0"/><v/></c></row></sheetData></worksheet>'
    )
    grids, faults = read_sheets(with_part(xlsx(("表", [[1]])), "xl/worksheets/sheet1.xml", part.encode()))
    assert grids[0].rows[0][0] == 2
    assert [fault.at for fault in faults] == ["表!B1"]


def test_hidden_rows_and_sheets_are_read_and_said() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "名册 & 表"
    for row in (HEADER, ROW, ROW):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    book.create_sheet("旧的").sheet_state = "hidden"
    target = io.BytesIO()
    book.save(target)
    grids, faults = read_sheets(target.getvalue())
    assert len(grids[0].rows) == 3
    assert [(fault.code, fault.at, fault.level) for fault in faults] == [
        ("rows_hidden", "名册 & 表!3", "note"),
        ("sheet_hidden", "旧的", "note"),
    ]


def test_what_is_wrong_on_a_sheet_that_nobody_reads_stops_nothing() -> None:
    data = xlsx(("名册", [HEADER, ROW]), ("草稿", [["=1+1"]]))
    answer = read(Request("roster", data))
    assert isinstance(answer, ReadRoster)
    assert [(fault.code, fault.level) for fault in answer.table.faults if fault.code == "formula_bare"] == [
        ("formula_bare", "note")
    ]


def test_a_cell_far_away_or_a_format_down_to_the_last_row_is_no_trouble() -> None:
    cells = "".join(
        f'<row r="{number}">' + "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in row) + "</row>"
        for number, row in enumerate((HEADER, ROW), 1)
    )
    part = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/>'
        f'<sheetData>{cells}<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
        '<mergeCells count="1"><mergeCell ref="A3:XFD1048576"/></mergeCells></worksheet>'
    )
    grids, _ = read_sheets(with_part(xlsx(("表", [HEADER])), "xl/worksheets/sheet1.xml", part.encode()))
    assert [row.name for row in read_roster(grids).rows] == [ROW[1]]


def test_an_error_value_is_named_at_its_cell() -> None:
    rows = [HEADER, ["1", "甲", "内科", None]]
    _, faults = read_sheets(with_error(xlsx(("表", rows))))
    assert [(fault.code, fault.at) for fault in faults] == [("cell_error", "表!C2")]


def with_error(data: bytes) -> bytes:
    part = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="2"><c r="C2" t="e"><v>#REF!</v></c></row></sheetData></worksheet>'
    )
    return with_part(data, "xl/worksheets/sheet1.xml", part.encode())


def test_macros_and_links_are_passed_over_and_said() -> None:
    data = with_part(xlsx(("表", [HEADER, ROW])), "xl/vbaProject.bin", b"anything")
    data = with_part(data, "xl/externalLinks/externalLink1.xml", b"<externalLink/>")
    grids, faults = read_sheets(data)
    assert [fault.code for fault in faults] == ["macros", "external_links"]
    assert len(read_roster(grids).rows) == 1


def test_an_entity_from_outside_is_not_fetched() -> None:
    answer = read(Request("roster", entity()))
    assert "root" not in str(answer)
    assert isinstance(answer, Refused) or (isinstance(answer, ReadRoster) and not answer.table.rows)


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "file_empty"),
        (b"  \n ", "file_empty"),
        (bytes(BYTES_MAX + 1), "file_too_large"),
        (bomb(), "file_unpacked_too_large"),
        (encrypted(), "file_encrypted"),
        (b"PK\x03\x04" + bytes(100), "file_damaged"),
        (xlsx(("表", [HEADER]))[:2_000], "file_damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3_000), "file_damaged"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "file_format"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "file_html"),
        ("\n".join(["1,2"] * (ROWS_MAX + 1)).encode(), "file_rows"),
        (",".join(["1"] * (COLUMNS_MAX + 1)).encode(), "file_columns"),
        (b"\xff\xfa\x81\x20\x81", "file_encoding"),
    ],
)
def test_what_is_no_table_or_too_much_is_refused(data: bytes, key: str) -> None:
    with pytest.raises(FileRefused) as refused:
        read_sheets(data)
    assert refused.value.key == key


def test_a_zip_that_is_no_workbook_is_refused() -> None:
    packed = with_part(xlsx(("表", [HEADER])), "xl/workbook.xml", b"not xml at all")
    assert isinstance(read(Request("roster", packed)), Refused)
    assert read(Request("poem", b"x")) == Refused("file_format")

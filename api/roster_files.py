"""The roster as real Excel: a template to fill in, and everybody as they stand today.

Promises: no cell is a formula, whatever a name begins with; staff numbers are text, so their zeros stay; what is
written here can be read by the import again.
"""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter  # pyright: ignore[reportMissingTypeStubs] it has none

from api.printable import printable
from models.calendar import covers
from models.document import Document
from models.roster_import import Existing

OPTIONS: dict[str, Any] = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
HEADINGS = ("工号", "姓名", "科室", "上级科室", "党支部", "政治面貌", "职务", "任职日期")
WIDTHS = (12, 12, 20, 16, 20, 12, 14, 14)
PARTY_WORDS = {"member": "党员", "probationary": "预备党员", "none": "群众"}
ROLE_WORDS = {"head": "科室负责人", "secretary": "支部书记", "leader": "院领导"}
ROWS_TO_FILL = 2_000
NOTES = (
    ("工号", "必填。按文本填写，前面的 0 会保留；导入只认工号，不按姓名对人。"),
    ("姓名", "必填。同名的人用工号区分。"),
    ("科室", "新人员必填。系统里没有的科室，导入时可以新建或指定。"),
    ("上级科室", "可不填。有几个科室同名时用来区分。"),
    ("党支部", "可不填。填“无”表示不在任何支部。"),
    ("政治面貌", "党员、预备党员、群众。"),
    ("职务", "可填：科室负责人、护士长、支部书记、院领导；其他职务不导入。"),
    ("任职日期", "可不填，例如 2026-03-01。"),
)


def template() -> bytes:
    """An empty roster with its headings, a page of explanations, and the choices of the closed columns."""
    return _written([], empty=True)


def roster_sheet(existing: Existing, day: str) -> bytes:
    """Everybody who has a unit on the day, by unit and staff number."""
    titles = {each.id: str(each.value("name") or "") for each in (*existing.units, *existing.branches)}
    parents = {each.id: titles.get(each.value("parent") or b"", "") for each in existing.units}
    rows = [_row(person, titles, parents, day) for person in existing.persons]
    return _written(sorted(row for row in rows if row[2]), empty=False)


def _row(person: Document, titles: dict[bytes, str], parents: dict[bytes, str], day: str) -> tuple[str, ...]:
    units, branches, roles = (_covering(person, prefix, day) for prefix in ("memberships/", "branches/", "roles/"))
    unit = units[0] if units else None
    duty = next((ROLE_WORDS[each["role"]] for each in roles if each["role"] in ROLE_WORDS), "")
    return (
        str(person.value("staff_no") or ""),
        str(person.value("name") or ""),
        titles.get(unit["unit"], "") if unit else "",
        parents.get(unit["unit"], "") if unit else "",
        titles.get(branches[0]["branch"], "") if branches else "",
        PARTY_WORDS.get(str(person.value("party") or "none"), ""),
        duty,
        unit["from"] if unit else "",
    )


def _covering(person: Document, prefix: str, day: str) -> list[dict[str, Any]]:
    values = [person.registers[path].value for path in sorted(person.registers) if path.startswith(prefix)]
    return [value for value in values if isinstance(value, dict) and covers(value["from"], value.get("to"), day)]  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType, reportUnknownMemberType] a register's map


def _written(rows: list[tuple[str, ...]], *, empty: bool) -> bytes:
    target = io.BytesIO()
    book: Any = xlsxwriter.Workbook(target, OPTIONS)
    heading = book.add_format({"bold": True, "bg_color": "#DCE9E4", "border": 1, "align": "center", "num_format": "@"})
    text = book.add_format({"num_format": "@"})
    sheet = book.add_worksheet("花名册")
    for column, (title, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True)):
        sheet.set_column(column, column, width, text)
        sheet.write_string(0, column, title, heading)
    for number, row in enumerate(rows, 1):
        for column, words in enumerate(row):
            sheet.write_string(number, column, printable(words), text)
    last = max(len(rows), ROWS_TO_FILL)
    sheet.data_validation(1, 5, last, 5, {"validate": "list", "source": list(PARTY_WORDS.values())})
    sheet.data_validation(
        1, 6, last, 6, {"validate": "list", "source": ["护士长", *ROLE_WORDS.values()], "error_type": "warning"}
    )
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(len(rows), 1), len(HEADINGS) - 1)
    _page(sheet, "花名册")
    if empty:
        _explain(book, heading)
    book.close()
    return target.getvalue()


def _explain(book: Any, heading: Any) -> None:
    sheet = book.add_worksheet("填写说明")
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 14, wrapped)
    sheet.set_column(1, 1, 70, wrapped)
    sheet.write_string(0, 0, "列", heading)
    sheet.write_string(0, 1, "怎么填", heading)
    for row, (title, words) in enumerate(NOTES, 1):
        sheet.write_string(row, 0, title, wrapped)
        sheet.write_string(row, 1, words, wrapped)
    _page(sheet, "填写说明")


def _page(sheet: Any, title: str) -> None:
    """A4 across, one page wide, the header on every page, the page's number below."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_header(f"&C&14{title}")
    sheet.set_footer("&C第 &P 页，共 &N 页")

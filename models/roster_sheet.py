"""A roster as a table: which row is its header, what its columns mean, and who stands in it.

Promises: a person is known by staff number, never by name alone; titles, totals and notes around the table are passed
over and said; every row is either a `RosterRow` or has a fault that names its cell.
"""

from __future__ import annotations

import re
from typing import Protocol

from msgspec import Struct, field

from models.grid import Cell, Fault, Grid, filled, is_note, is_total, letters, name_text, plain, without_spaces
from models.sheet_days import day_of
from models.value_type import NAME_MAX

HEADER_ROWS_MAX = 25
"""How far down a header is looked for."""
STAFF_NO_DIGITS_MAX = 15
"""A longer number in a cell has lost digits to the program that saved it."""

ALIASES: dict[str, tuple[str, ...]] = {
    "staff_no": (
        "工号", "职工号", "职工编号", "职工工号", "员工号", "员工编号", "员工工号", "人员编号", "人员编码",
        "人员工号", "编号", "用户编号", "工作证号", "胸牌号", "人事编号", "工号/职工号", "医生工号", "护士工号",
        "staffno", "staffid", "employeeno", "employeeid", "staffnumber",
    ),
    "name": ("姓名", "职工姓名", "员工姓名", "人员姓名", "学员姓名", "名字", "name", "fullname"),
    "unit": (
        "科室", "所在科室", "所属科室", "科室名称", "部门", "所在部门", "所属部门", "部门名称", "病区",
        "单位科室", "科别", "现科室", "科室/部门", "部门/科室", "department", "unit", "ward",
    ),
    "parent_unit": ("上级科室", "上级部门", "大科", "大科室", "片区", "系统"),
    "branch": (
        "党支部", "所在支部", "所属支部", "支部", "所在党支部", "所属党支部", "党组织", "支部名称", "partybranch",
    ),
    "party": ("政治面貌", "政治面目", "是否党员", "党员", "党员身份", "partystatus"),
    "profession": ("职业", "专业类别", "人员类别", "岗位类别", "岗位类型", "职业类别", "profession"),
    "duty": ("职务", "行政职务", "岗位职务", "任职", "担任职务", "duty", "role"),
    "since": (
        "任职日期", "任现职日期", "到岗日期", "到科日期", "入科日期", "入职日期", "入职时间", "来院时间", "来院日期",
        "参加工作时间", "到岗时间", "入院日期", "起始日期", "开始日期", "since",
    ),
}  # fmt: skip
PRIVATE = ("手机", "手机号", "手机号码", "电话", "联系电话", "联系方式", "身份证", "身份证号", "身份证号码", "邮箱",
           "电子邮箱", "邮件", "住址", "家庭住址", "银行卡", "银行卡号", "出生日期", "出生年月", "生日")  # fmt: skip
"""Columns that we don't keep on purpose, and say so."""

_FIELD_OF = {alias: name for name, aliases in ALIASES.items() for alias in aliases}
_PARTY = {
    "member": ("中共党员", "党员", "正式党员", "中国共产党党员", "是", "共产党员"),
    "probationary": ("预备党员", "中共预备党员", "中国共产党预备党员"),
    "none": (
        "群众", "团员", "共青团员", "中国共产主义青年团团员", "无党派", "无党派人士", "民主党派", "非党员", "否", "无",
        "民革", "民盟", "民建", "民进", "农工党", "致公党", "九三学社", "台盟", "入党积极分子", "发展对象", "普通群众",
    ),
}  # fmt: skip
PARTY_OF = {word: status for status, words in _PARTY.items() for word in words}
_STAFF_NO = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,39}\Z")
_FLOAT = re.compile(r"(\d+)\.0\Z")
_EXAMPLE = re.compile(r"[{$]|示例|样例|例如|举例|^例[::]?")


class _Say(Protocol):
    """How a row tells of a cell that is wrong."""

    def __call__(self, code: str, name: str, level: str = "stop", **params: int | float | str) -> None: ...


class Column(Struct):
    """列: a column of the table: its letters, its heading, and the field that it is read as."""

    column: str
    heading: str
    field: str
    """A key of `ALIASES`, "private" for what isn't kept on purpose, "" for what isn't known."""


class RosterRow(Struct):
    """花名册行: one person as the table has it; `cells` says where each field stands."""

    sheet: str
    row: int
    staff_no: str
    name: str
    unit: str = ""
    parent_unit: str = ""
    branch: str = ""
    party: str = ""
    profession: str = ""
    duty: str = ""
    since: str = ""
    digits: bool = False
    """The staff number stood as a number, so leading zeros may be gone."""
    cells: dict[str, str] = field(default_factory=dict[str, str])


class RosterTable(Struct):
    """花名册表: what was found in the file."""

    sheet: str = ""
    header_row: int = 0
    columns: list[Column] = field(default_factory=list[Column])
    rows: list[RosterRow] = field(default_factory=list[RosterRow])
    faults: list[Fault] = field(default_factory=list[Fault])


def read_roster(grids: list[Grid], meant: dict[str, str] | None = None) -> RosterTable:
    """The table of the first sheet that has one. `meant`: column letters to fields, as a person has corrected them."""
    table = RosterTable()
    found: tuple[Grid, int] | None = None
    for grid in grids:
        row = _header_of(grid)
        if row is not None and found is None:
            found = (grid, row)
        elif any(not grid.is_blank(each) for each in range(len(grid.rows))):
            level = "left" if found is not None else "note"
            table.faults.append(Fault("sheet_left_out", level, grid.name, None, {"sheet": grid.name}))
    if found is None:
        table.faults.append(Fault("no_header", "stop"))
        return table
    grid, header = found
    table.sheet, table.header_row = grid.name, header + 1
    table.columns = _columns(grid, header, meant or {}, table.faults)
    fields = {column.field for column in table.columns}
    for needed in ("staff_no", "name"):
        if needed not in fields:
            place = grid.at(header)
            table.faults.append(Fault(f"no_{needed}_column", "stop", place, header + 1))
    if {"staff_no", "name"} <= fields:
        _read_rows(grid, header, table)
    return table


def _key(cell: Cell) -> str:
    """A heading without what people put around it: spaces, stars, brackets with remarks."""
    text = without_spaces(plain(cell)).lower().replace("*", "").replace("#", "")
    return re.sub(r"[(（\[【].*?[)）\]】]", "", text).strip(":：*")


def _header_of(grid: Grid) -> int | None:
    """The row in which most columns are known; at least two, a name or a staff number among them."""
    best: tuple[int, int] | None = None
    for row in range(min(HEADER_ROWS_MAX, len(grid.rows))):
        fields = {_FIELD_OF.get(_key(cell), "") for cell in grid.rows[row]} - {""}
        if len(fields) >= 2 and fields & {"name", "staff_no"} and (best is None or len(fields) > best[0]):
            best = (len(fields), row)
    return None if best is None else best[1]


def _columns(grid: Grid, header: int, meant: dict[str, str], faults: list[Fault]) -> list[Column]:
    columns: list[Column] = []
    taken: dict[str, str] = {meaning: letter for letter, meaning in meant.items() if meaning in ALIASES}
    for column, cell in enumerate(grid.rows[header]):
        heading, letter = plain(cell) or plain(grid.cell(header + 1, column)), letters(column)
        if not heading:
            continue
        name = meant.get(letter, _FIELD_OF.get(_key(cell), "private" if _key(cell) in PRIVATE else ""))
        if name in ALIASES and taken.setdefault(name, letter) != letter:
            params: dict[str, int | float | str] = {"heading": heading, "other": taken[name]}
            faults.append(Fault("column_twice", "note", grid.at(header, column), header + 1, params))
            name = ""
        if name in ("", "private"):
            code = "column_private" if name == "private" else "column_unknown"
            faults.append(Fault(code, "note", grid.at(header, column), header + 1, {"heading": heading}))
        columns.append(Column(letter, heading, name))
    return columns


def _read_rows(grid: Grid, header: int, table: RosterTable) -> None:
    where = {
        column.field: index
        for index in range(len(grid.rows[header]))
        for column in table.columns
        if column.column == letters(index) and column.field in ALIASES
    }
    seen: dict[str, RosterRow] = {}
    for row in range(header + 1, len(grid.rows)):
        if grid.is_blank(row) or _is_passed_over(grid, row, where, table.faults):
            continue
        one = _row(grid, row, where, table.faults)
        if one is None:
            continue
        first = seen.setdefault(one.staff_no, one)
        if one.staff_no and first is not one:
            params: dict[str, int | float | str] = {"staff_no": one.staff_no, "other": first.cells["staff_no"]}
            table.faults.append(Fault("staff_no_twice", "stop", one.cells["staff_no"], row + 1, params))
        table.rows.append(one)
    if not table.rows:
        table.faults.append(Fault("no_rows", "stop", grid.at(header), header + 1))
    _zeros(table)


def _is_passed_over(grid: Grid, row: int, where: dict[str, int], faults: list[Fault]) -> bool:
    """Titles repeated on each page, totals, notes and examples: none of them is a person."""
    cells = list(filled(grid.rows[row]))
    first = cells[0][1]
    known = {_FIELD_OF.get(_key(text), "") for _, text in cells} - {""}
    number = plain(grid.cell(row, where["staff_no"]))
    name = name_text(grid.cell(row, where["name"]))
    if len(known) >= 2 or (len(known) == len(cells) and len(cells) > 0 and known):
        code = "row_header_again"
    elif any(is_total(text) for text in (first, name, number)):
        code = "row_total"
    elif is_note(first) or (not number and not name and len({text for _, text in cells}) == 1):
        code = "row_note"
    elif _EXAMPLE.search(number) or _EXAMPLE.search(name):
        code = "row_example"
    else:
        return False
    faults.append(Fault(code, "note", grid.at(row), row + 1, {"text": first[:40]}))
    return True


def _row(grid: Grid, row: int, where: dict[str, int], faults: list[Fault]) -> RosterRow | None:
    def cell(name: str) -> Cell:
        return grid.cell(row, where[name]) if name in where else None

    def fault(code: str, name: str, level: str = "stop", **params: int | float | str) -> None:
        faults.append(Fault(code, level, grid.at(row, where[name]), row + 1, params))

    number = cell("staff_no")
    one = RosterRow(grid.name, row + 1, _staff_no(number), name_text(cell("name")))
    one.digits = isinstance(number, int | float)
    one.cells = {name: grid.at(row, column) for name, column in where.items()}
    if not one.staff_no:
        fault("staff_no_missing", "staff_no", who=one.name)
    elif one.digits and len(one.staff_no) > STAFF_NO_DIGITS_MAX:
        fault("number_too_long", "staff_no")
    elif not _STAFF_NO.match(one.staff_no) or (isinstance(number, str) and "\n" in number.strip()):
        fault("staff_no_wrong", "staff_no", text=one.staff_no[:40])
    if not one.name:
        fault("name_missing", "name")
    for name in ("unit", "parent_unit", "branch"):
        setattr(one, name, name_text(cell(name)))
    for name in ("name", "unit", "parent_unit", "branch"):
        if len(getattr(one, name)) > NAME_MAX:
            fault("text_too_long", name, max=NAME_MAX)
    _said(one, cell("party"), cell("since"), fault)
    words = name_text(cell("profession"))
    one.profession = profession_of(words)
    if words and not one.profession:
        fault("profession_unknown", "profession", "note", text=words[:40])
    one.duty = name_text(cell("duty"))
    return one


def profession_of(words: str) -> str:
    """What a profession is as far as its name says: 主管护师 is a nurse, 副主任药师 a pharmacist."""
    return next((profession for sign, profession in _PROFESSIONS if sign in words), "")


_PROFESSIONS = (
    ("护", "nurse"),
    ("助产", "nurse"),
    ("药", "pharmacist"),
    ("医技", "technician"),
    ("技师", "technician"),
    ("技士", "technician"),
    ("检验", "technician"),
    ("影像", "technician"),
    ("医", "doctor"),
    ("管理", "manager"),
    ("行政", "manager"),
    ("工勤", "support"),
    ("后勤", "support"),
)
"""The first sign that stands in the words decides."""


def _said(one: RosterRow, party: Cell, since: Cell, fault: _Say) -> None:
    words = name_text(party)
    if words:
        one.party = PARTY_OF.get(words, "")
        if not one.party:
            fault("party_unknown", "party", text=words[:40])
    if plain(since):
        one.since = day_of(since) or ""
        if not one.since:
            fault("day_wrong", "since", text=plain(since)[:40])


def _staff_no(cell: Cell) -> str:
    """As text, leading zeros kept; 12.0 as 12; without spaces and the apostrophe of "number stored as text"."""
    return _FLOAT.sub(r"\1", without_spaces(plain(cell)).lstrip("'`’"))


def _zeros(table: RosterTable) -> None:
    """Where some numbers begin with 0 as text, a shorter one that stands as a number has probably lost its own."""
    wide = {len(row.staff_no) for row in table.rows if not row.digits and row.staff_no.startswith("0")}
    if len(wide) != 1:
        return
    (width,) = wide
    for row in table.rows:
        if row.digits and 0 < len(row.staff_no) < width:
            params: dict[str, int | float | str] = {"staff_no": row.staff_no, "whole": row.staff_no.zfill(width)}
            table.faults.append(Fault("zeros_lost", "stop", row.cells["staff_no"], row.row, params))

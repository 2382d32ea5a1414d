"""Result sheet and pay proposal as Excel: real numbers, Chinese headers, ready to print.

Promises: no cell is a formula, whatever a name begins with; who reads it sees by which rule, with its hash, and at
which head of the chain it was made. `tell(done, of)` is called as rows are written, and may raise to stop the work.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import xlsxwriter  # pyright: ignore[reportMissingTypeStubs] the library has none

from api.printable import printable
from api.result_reading import Line, PeriodSheet, Standing
from models.pay_proposal import PayRule, proposal, words_of
from models.result_model import ACTIVITIES, COMMENTARY, DAYS, DEFAULT, MODEL_HASH, PEER, PLEDGES, RECORDS, REMARKS, SELF

Tell = Callable[[int, int], None]
Cell = str | Fraction | int | None
ROWS_A_STEP = 50
HEX_SHOWN = 16
PAY_COLUMNS = "序号 工号 姓名 科室 综合得分 建议系数% 奖金基数（元） 建议金额（元） 审定金额（元） 备注"
_DEEDS = {
    RECORDS: "台账件数",
    PLEDGES: "承诺兑现率%",
    ACTIVITIES: "活动出席率%",
    COMMENTARY: "支部讲评份数",
    REMARKS: "领导点评份数",
}
_KINDS = {"department": "科室", "window": "窗口", "branch": "支部"}
_WHY = {"few": "不排名：人数太少，不公布", "wide": "不排名：区间太宽"}
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


class Table:
    """One worksheet, written from the top."""

    def __init__(self, book: Any, formats: dict[str, Any], name: str, title: str, widths: list[int]) -> None:
        self.sheet = book.add_worksheet(name)
        self.formats = formats
        self.row = 0
        self.columns = len(widths)
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)
        self.sheet.merge_range(0, 0, 0, max(1, self.columns - 1), "", formats["title"])
        self.sheet.write_string(0, 0, printable(title), formats["title"])
        self.sheet.set_row(0, 30)
        self.row = 1

    def head(self, names: list[str]) -> None:
        """The header row, which stays in view and is repeated on each printed page."""
        for column, name in enumerate(names):
            self.sheet.write_string(self.row, column, printable(name), self.formats["head"])
        self.sheet.set_row(self.row, 34)
        self.sheet.repeat_rows(self.row)
        self.sheet.freeze_panes(self.row + 1, min(3, self.columns))
        self.row += 1

    def line(self, cells: list[Cell]) -> None:
        for column, cell in enumerate(cells):
            if cell is None:
                self.sheet.write_blank(self.row, column, None, self.formats["text"])
            elif isinstance(cell, str):
                self.sheet.write_string(self.row, column, printable(cell), self.formats["text"])
            elif isinstance(cell, Fraction):
                self.sheet.write_number(self.row, column, float(cell), self.formats["decimal"])
            else:
                self.sheet.write_number(self.row, column, cell, self.formats["whole"])
        self.row += 1

    def words(self, text: str) -> None:
        """A line of its own across the table."""
        self.sheet.merge_range(self.row, 0, self.row, max(1, self.columns - 1), "", self.formats["words"])
        self.sheet.write_string(self.row, 0, printable(text), self.formats["words"])
        self.row += 1

    def print_on(self, footer: str) -> None:
        self.sheet.set_landscape()
        self.sheet.set_paper(9)  # A4
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.8)
        self.sheet.set_footer(footer)


def month_sheet(sheet: PeriodSheet, made: str, tell: Tell) -> bytes:
    """The result sheet of a period: people, ranking of groups, and how it was worked out."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, OPTIONS)
    formats = formats_of(book)
    aspects = [key for key in sheet.components if key != DAYS]
    decided = any(line.asked for line in sheet.lines)
    names, widths = _columns(
        [*(_component_words(key) for key in aspects), *(f"得分·{title}" for title in sheet.parts)], decided=decided
    )
    people = Table(book, formats, "结果表", f"{sheet.title} 考核结果表", widths)
    people.head(names)
    for number, line in enumerate(sheet.lines, 1):
        people.line(_person_cells(number, line, aspects, sheet.parts, decided=decided))
        if number % ROWS_A_STEP == 0:
            tell(number, len(sheet.lines))
    grades = "等次由审定人确认或改定，改定的写明理由。" if decided else "等次为按规则算出的建议，由集体研究决定。"
    people.words(grades + made)
    for title, hash in sheet.rules:
        people.words(f"计分办法：{title}，版本 {hash[:HEX_SHOWN]}")
    rule, hash = sheet.rules[0] if sheet.rules else (DEFAULT["title"], MODEL_HASH)
    people.print_on(_footer(rule, hash, sheet.chain))
    groups = Table(book, formats, "单位排名", f"{sheet.title} 单位排名", [8, 10, 22, 8, 10, 22, 26])
    groups.head(["类别", "名次", "单位", "人数", "平均分", "95%区间", "说明"])
    for standing in sheet.standings:
        groups.line(_group_cells(standing))
    groups.words(
        "只按平均分先后，同分同名次；名次写成一段，是因为区间重叠、分不出先后。人数不足的不公布，也推算不出来。"
    )
    groups.print_on(_footer(rule, hash, sheet.chain))
    book.close()
    return file.getvalue()


def _columns(measures: list[str], *, decided: bool) -> tuple[list[str], list[int]]:
    """The headers of the result sheet and how wide they are."""
    named = {"序号": 6, "工号": 12, "姓名": 12, "科室": 16, "支部": 16}
    named |= {"应自评天数": 9, "已自评天数": 9, "按时自评率%": 10}
    told = {"综合得分": 10, "等次（建议）": 10, **({"审定等次": 10, "审定说明": 24} if decided else {})}
    told |= {"更正次数": 8, "待更正补交": 10}
    return [*named, *measures, *told], [*named.values(), *(10 for _ in measures), *told.values()]


def pay_sheet(sheet: PeriodSheet, rule: PayRule, bonus: Fraction | None, made: str, tell: Tell) -> bytes:
    """The pay proposal of a period, by the rule; amounts only where the bonus of one person is given."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, OPTIONS)
    formats = formats_of(book)
    title = f"{sheet.title} 绩效分配建议表"
    table = Table(book, formats, "绩效分配建议", title, [6, 12, 12, 18, 10, 10, 14, 14, 16, 18])
    table.head(
        [
            "序号",
            "工号",
            "姓名",
            "科室",
            "综合得分",
            "建议系数%",
            "奖金基数（元）",
            "建议金额（元）",
            "审定金额（元）",
            "备注",
        ]
    )
    for number, line in enumerate(sheet.lines, 1):
        share, amount = proposal(line.total, line.standing, rule, bonus)
        note = _note(line, known=share is not None)
        cells: list[Cell] = [number, line.staff_no, line.name, line.unit, _decimal(line.total), _decimal(share)]
        table.line([*cells, bonus, _decimal(amount), None, note])
        if number % ROWS_A_STEP == 0:
            tell(number, len(sheet.lines))
    version = f"方案第 {rule.version} 版，" if rule.version else ""
    table.words(f"分配规则：{words_of(rule)}。{version}规则版本 {rule.hash[:HEX_SHOWN]}")
    table.words("本表只计算、不发放；经审批后由财务执行。" + made)
    table.row += 1
    table.words("　　　　　　　　".join(f"{who}：" for who in ("制表人", "审核", "分管领导", "财务", "日期")))
    table.print_on(_footer(rule.title, rule.hash, sheet.chain))
    book.close()
    return file.getvalue()


def formats_of(book: Any) -> dict[str, Any]:
    edge = {"border": 1, "border_color": "#A0A8A5", "valign": "vcenter"}
    return {
        "title": book.add_format({"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"}),
        "head": book.add_format({"bold": True, "text_wrap": True, "align": "center", "bg_color": "#DFF0EC", **edge}),
        "text": book.add_format(edge),
        "whole": book.add_format({"num_format": "0", **edge}),
        "decimal": book.add_format({"num_format": "0.00", **edge}),
        "words": book.add_format({"font_color": "#4B5955", "text_wrap": True, "valign": "vcenter"}),
    }


def _person_cells(number: int, line: Line, aspects: list[str], parts: list[str], *, decided: bool) -> list[Cell]:
    days = line.components.get(DAYS)
    cells: list[Cell] = [number, line.staff_no, line.name, line.unit, line.branch]
    cells += [None, None, None] if days is None else [days["n"], days["hits"], _decimal(days["value"])]
    for key in aspects:
        component = line.components.get(key)
        cells.append(None if component is None else _decimal(component["value"]))
    cells += [_decimal(line.parts.get(title)) for title in parts]
    cells += [_decimal(line.total), line.grade]
    if decided:
        cells += _decided_cells(line)
    return [*cells, line.revision - 1, line.late]


def _decided_cells(line: Line) -> list[Cell]:
    """The decided grade, and why it is another one; a grade that waits says so."""
    if not line.asked:
        return [None, None]
    if line.decided is None:
        return [None, "待审定"]
    return [line.decided, f"改定：{line.reason}" if line.reason else "确认"]


def _note(line: Line, *, known: bool) -> str | None:
    if line.asked and line.decided is None and line.total is not None:
        return "等次待审定"
    if not known:
        return "无结果，不作建议"
    return "待更正" if line.late else None


def _group_cells(standing: Standing) -> list[Cell]:
    place = standing.place
    kind = _KINDS.get(standing.kind, standing.kind)
    if place.state == "few":
        return [kind, None, standing.name, None, None, None, _WHY["few"]]
    span = str(place.place) if place.best == place.worst else f"{place.best}–{place.worst}"
    reach = f"{place.low}–{place.high}"
    if place.state == "wide":
        return [kind, None, standing.name, standing.people, _decimal(place.value), reach, _WHY["wide"]]
    return [kind, span, standing.name, standing.people, _decimal(place.value), reach, None]


def _component_words(key: str) -> str:
    if key.startswith(SELF):
        return f"自评·{key.removeprefix(SELF)}"
    if key in _DEEDS:
        return _DEEDS[key]
    return f"互评·{key.removeprefix(PEER)}" if key.startswith(PEER) else key


def _decimal(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)


def _footer(rule: str, hash: str, chain: str) -> str:
    """Left the rule with its hash, in the middle the page, right the head of the chain."""
    said = f"规则：{rule} {hash[:HEX_SHOWN]}".replace("&", "&&")
    return f"&L&8{said}&C&8第 &P 页，共 &N 页&R&8链首 {chain[:HEX_SHOWN]}"

"""The ledger of rectification as Excel: every order, units by the share in time, what returns, how long it took.

Promises: as `api.result_workbook`: no cell is a formula, real numbers, Chinese headers, the chain's head in the foot.
"""

from __future__ import annotations

import io
from fractions import Fraction
from typing import Any

import xlsxwriter  # pyright: ignore[reportMissingTypeStubs] the library has none

from api.order_reading import STATE_WORDS, OrderBook, number_words, origin_words
from api.result_workbook import HEX_SHOWN, OPTIONS, Cell, Table, Tell, formats_of
from models.deed import id_at, under
from models.order_desk import CYCLE_ENDS, Line, cycles, measured, median, repeated
from models.ranking import rank

ROWS_A_STEP = 50
_COLOURS = {"": "", "blue": "蓝（临期）", "yellow": "黄（到期）", "red": "红（逾期）"}
_HEAD = (
    "序号 编号 科室 事由 问题 整改要求 来源 楼栋 位置 责任人 发出日期 现期限 状态 预警 报告轮次 复查不合格次数 "
    "销号日期 用时（工作日） 按期 督办记录"
)
_WIDTHS = [6, 16, 16, 22, 36, 36, 14, 12, 14, 10, 12, 12, 10, 12, 8, 8, 12, 10, 8, 30]


def ledger(book: OrderBook, period: str, made: str, tell: Tell) -> bytes:
    """The workbook."""
    file = io.BytesIO()
    workbook: Any = xlsxwriter.Workbook(file, OPTIONS)
    formats = formats_of(workbook)
    title = f"{book.institution}　{period} 整改台账"
    table = Table(workbook, formats, "整改台账", title, _WIDTHS)
    table.head([str(each) for each in _HEAD.split(" ")])
    lines = sorted(book.lines, key=lambda line: (line.issued_on, line.id))
    for number, line in enumerate(lines, 1):
        table.line(_cells(number, line, book))
        if number % ROWS_A_STEP == 0:
            tell(number, len(lines))
    table.words("一事一单；期限按工作日计算，销号以后才算办结。" + made)
    table.print_on(_footer(book))
    _units(workbook, formats, book)
    _returning(workbook, formats, book)
    _took(workbook, formats, book)
    workbook.close()
    return file.getvalue()


def _cells(number: int, line: Line, book: OrderBook) -> list[Cell]:
    order = book.documents[line.id]
    steps: list[dict[str, Any]] = [order.value(path) for path in under(order.registers, "steps/")]
    responsible = book.roster.person(id_at(order, "responsible") or b"")
    rulings: list[dict[str, Any]] = [order.value(path) for path in under(order.registers, "rechecks/")]
    failed = sum(each["ruling"] == "returned" for each in rulings)
    rounds = len(under(order.registers, "reports/"))
    return [
        number,
        number_words(order),
        unit_name(line.unit, book),
        line.title,
        str(order.value("matter") or ""),
        str(order.value("measure") or ""),
        origin_words(order),
        line.building or None,
        str(order.value("spot") or "") or None,
        "" if responsible is None else responsible.name,
        line.issued_on,
        line.due_on,
        STATE_WORDS.get(line.state, line.state),
        _COLOURS[line.colour] or None,
        rounds,
        failed,
        line.closed_on or None,
        line.took,
        None if line.in_time is None else "是" if line.in_time else "否",
        "；".join(f"{each['on']} {each['title']}" for each in steps) or None,
    ]


def unit_name(unit: str, book: OrderBook) -> str:
    found = book.roster.units.get(bytes.fromhex(unit)) if unit else None
    return "" if found is None else found.name


def _units(workbook: Any, formats: dict[str, Any], book: OrderBook) -> None:
    """Units by the share of orders answered in time; who has too few is not ranked."""
    table = Table(workbook, formats, "单位排名", f"{book.institution}　按期整改率", [8, 22, 10, 10, 12, 20, 26])
    table.head(["名次", "科室", "已定件数", "按期件数", "按期率%", "95%区间", "说明"])
    found = {each.id: each for each in measured(book.lines, [])}
    for place in rank(list(found.values())):
        one = found[place.id]
        name = unit_name(place.id, book)
        if place.state == "few":
            table.line([None, name, one.n, None, None, None, "不排名：件数太少"])
            continue
        span = str(place.place) if place.best == place.worst else f"{place.best}–{place.worst}"
        why = "不排名：区间太宽" if place.state == "wide" else None
        share = None if place.value is None else Fraction(place.value)
        cells: list[Cell] = [None if why else span, name, one.n, one.hits, share, f"{place.low}–{place.high}", why]
        table.line(cells)
    table.words("按期：复查合格的那次报告在当时的期限之内交上；逾期未报的算不按期；还没到期的不计。")
    table.print_on(_footer(book))


def _returning(workbook: Any, formats: dict[str, Any], book: OrderBook) -> None:
    table = Table(workbook, formats, "反复问题", f"{book.institution}　反复出现的问题", [20, 36, 8, 50])
    table.head(["科室", "事由", "次数", "编号"])
    for each in repeated(book.lines):
        numbers = "、".join(number_words(book.documents[id]) for id in each.orders)
        table.line([unit_name(each.unit, book), each.title, len(each.orders), numbers])
    table.print_on(_footer(book))


def _took(workbook: Any, formats: dict[str, Any], book: OrderBook) -> None:
    table = Table(workbook, formats, "用时", f"{book.institution}　从发出到销号的工作日", [24, 10])
    table.head(["工作日", "件数"])
    ends = (0, *CYCLE_ENDS)
    words = [f"{first + 1 if first else 0}–{last}" for first, last in zip(ends, CYCLE_ENDS, strict=False)]
    for label, count in zip([*words, f"{CYCLE_ENDS[-1]} 以上"], cycles(book.lines), strict=True):
        table.line([label, count])
    middle = median(book.lines)
    if middle is not None:
        table.words(f"中位数：{middle} 个工作日")
    table.print_on(_footer(book))


def _footer(book: OrderBook) -> str:
    return f"&L&8明察 整改台账&C&8第 &P 页，共 &N 页&R&8链首 {book.chain[:HEX_SHOWN]}"

"""A checklist as a table: our own template, and the scoring tables that offices keep (指标, 评分标准, 分值, …).

Promises: a blank or merged cell of a heading means "as above"; totals, signatures and notes around the table are passed
over and said; declared sums are compared with what the items add up to; what a rule's words say of deductions is read
only where it is beyond doubt, and the words stay.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from models.checklist import ITEMS_MAX
from models.checklist_item import check_checklist_item
from models.grid import Cell, Fault, Grid, filled, is_note, is_total, long_text, name_text, plain, without_spaces
from models.imported import Imported, ImportedItem
from models.points_cell import points_of
from models.value_type import as_decimal

HEADER_ROWS_MAX = 20

ALIASES: dict[str, tuple[str, ...]] = {
    "group1": ("一级指标", "一级分组", "分组", "大类", "类别", "分类", "模块", "维度", "考核项目", "检查类别",
               "评价项目", "项目类别", "检查大项", "大项", "活动形式", "项目"),
    "group2": ("二级指标", "二级分组", "子类", "小类", "检查小项"),
    "group3": ("三级分组",),
    "text": ("三级指标", "检查内容", "检查项", "检查项目", "检查要点", "指标", "评价指标", "考核指标", "考核要点",
             "指标名称", "考核内容", "评估项目", "评价内容", "内容", "检查标准", "考评内容", "四级指标", "考评项目",
             "检查项目及内容", "考核项目及内容", "检查项目和内容", "考核内容及要求",
             "内容与要求", "内容及要求", "考核内容及标准"),
    "detail": ("评估内容", "内容要求", "要求", "说明", "具体要求", "标准要求", "考核要求", "指标说明"),
    "method": ("现场评估方式", "评估方式", "检查方法", "检查方式", "考核方式", "考核方法", "评价方法", "检查办法"),
    "rule": ("评分标准", "扣分标准", "评分细则", "赋分说明", "评分办法", "考核标准", "评分方法", "计分办法", "扣分细则",
             "考评细则", "考核细则", "扣分依据", "扣分办法", "评分说明", "评分标准及方法"),
    "points": ("分值", "标准分", "赋分标准", "满分", "分数", "权重分", "标准分值", "赋分",
               "应得分", "满分值", "配分", "基础分", "分值设置"),
    "core": ("核心", "是否核心", "核心指标"),
    "polarity": ("性质", "类型"),
    "scale": ("评分方式", "判定方式", "评价方式"),
    "evidence": ("佐证", "佐证要求", "取证"),
    "each": ("每次扣分", "每处扣分", "单次扣分"),
    "cap": ("扣分上限", "最多扣分"),
    "children": ("子项", "检查子项", "细项"),
    "subject": ("检查对象", "对象"),
    "text_en": ("英文", "检查内容英文"),
}  # fmt: skip
RESULTS = ("得分", "扣分", "扣分原因", "存在问题", "自评分", "自查得分", "检查结果", "实得分", "考核得分", "备注",
           "序号", "编号", "检查情况", "检查人", "整改意见", "小计", "评分情况", "评分", "打分")  # fmt: skip
"""Columns that are filled in when inspecting, or count: not part of the checklist."""

POLARITY_OF = {"应做": "required", "必须": "required", "要求": "required", "禁止": "prohibited", "不得": "prohibited",
               "提倡": "encouraged", "鼓励": "encouraged", "混合": "mixed"}  # fmt: skip
SCALE_OF = {
    "合格": "pass_fail", "合格/不合格": "pass_fail", "合格不合格": "pass_fail", "是否": "yes_no", "是/否": "yes_no",
    "打分": "score", "评分": "score", "星级": "rating", "数字": "number", "次数": "number", "百分比": "percent",
    "文字": "text", "日期": "date", "照片": "photo", "签名": "signature",
}  # fmt: skip
EVIDENCE_OF = {"无": "none", "照片": "photo", "不合格时照片": "photo_if_fail", "不合格拍照": "photo_if_fail",
               "文件": "document", "签名": "signature"}  # fmt: skip
YES = frozenset({"是", "★", "√", "y", "yes", "1", "核心"})

_FIELD_OF = {alias: name for name, aliases in ALIASES.items() for alias in aliases}
_DECLARED = re.compile(r"[(（](?:共|计|满分)?\s*(\d+(?:\.\d+)?)\s*分[)）]")
_HEADING = re.compile(
    r"[(（]?[一二三四五六七八九十]{1,3}[)）]?[、.．:：\s]|第[一二三四五六七八九十]{1,3}(?:部分|章|项|类)"
)
_EACH = re.compile(r"扣\s*(\d+(?:\.\d+)?)\s*分")
_FORM_LINE = re.compile(r"[:：]\s*(?:\S{0,6}\s+|$)")


def read_checklist(grids: list[Grid], file_name: str = "") -> Imported:
    """The checklist of the first sheet that has one."""
    made = Imported("checklist", name=file_name)
    found: tuple[Grid, int, dict[str, int]] | None = None
    for grid in grids:
        header = _header_of(grid)
        if header is not None and found is None:
            found = (grid, *header)
        elif any(not grid.is_blank(row) for row in range(len(grid.rows))):
            level = "note" if found is None else "left"
            made.faults.append(Fault("sheet_left_out", level, grid.name, None, {"sheet": grid.name}))
    if found is None:
        made.faults.append(Fault("no_checklist_header", "stop"))
        return made
    grid, header, where = found
    made.title = _title(grid, header) or file_name
    _say_columns(grid, header, where, made)
    _Table(grid, header, where, made).read()
    made.limit(ITEMS_MAX)
    return made


def _key(cell: Cell) -> str:
    text = without_spaces(plain(cell)).replace("*", "")
    return re.sub(r"[(（\[].*?[)）\]]|★.*", "", text).strip(":：")


def _header_of(grid: Grid) -> tuple[int, dict[str, int]] | None:
    """The row with most known columns, and where each field stands; two at least, what is looked at among them."""
    best: tuple[int, int, dict[str, int]] | None = None
    for row in range(min(HEADER_ROWS_MAX, len(grid.rows))):
        where = _fields(grid, row)
        if "text" in where and len(where) >= 2 and (best is None or len(where) > best[0]):
            best = (len(where), row, where)
    return None if best is None else best[1:]


def _fields(grid: Grid, row: int) -> dict[str, int]:
    where: dict[str, int] = {}
    previous = ""
    for column, cell in enumerate(grid.rows[row]):
        key = _key(cell)
        name = _FIELD_OF.get(key, "")
        repeated = name == "text" and key == previous
        if (not key or repeated) and where.get("text") == column - 1 and "group1" not in where and column > 0:
            where["group1"], where["text"] = where["text"], column
        elif name and name not in where:
            where[name] = column
        previous = key
    if "text" not in where:
        lowest = next((name for name in ("group3", "group2", "group1") if name in where), None)
        if lowest and ("points" in where or "rule" in where):
            where["text"] = where.pop(lowest)
    return where


def _title(grid: Grid, header: int) -> str:
    """The first row above the header that holds one thing only."""
    for row in range(header):
        words = {text for _, text in filled(grid.rows[row])}
        if len(words) == 1 and not _is_form_line(next(iter(words))):
            return next(iter(words))[:100]
    return ""


def _is_form_line(text: str) -> bool:
    """姓名: 科室: 时间: — lines to be filled in by hand."""
    return (
        is_note(text) or (len(_FORM_LINE.findall(text)) >= 2 and len(text) < 120) or bool(re.search(r"[:：]\s*$", text))
    )


def _say_columns(grid: Grid, header: int, where: dict[str, int], made: Imported) -> None:
    for row in range(header):
        if not grid.is_blank(row):
            text = next(filled(grid.rows[row]))[1]
            made.faults.append(Fault("row_above", "note", grid.at(row), row + 1, {"text": text[:40]}))
    for column, text in filled(grid.rows[header]):
        if column in where.values():
            continue
        code = "column_result" if _key(text) in RESULTS else "column_unknown"
        level = "note" if code == "column_result" else "left"
        made.faults.append(Fault(code, level, grid.at(header, column), header + 1, {"heading": text[:40]}))


class _Table:
    """The rows below the header, read with what stands above each."""

    def __init__(self, grid: Grid, header: int, where: dict[str, int], made: Imported) -> None:
        self.grid, self.header, self.where, self.made = grid, header, where, made
        self.width = max((column for column, _ in filled(grid.rows[header])), default=0) + 1
        self.groups = ["", "", ""]
        self.sum = Decimal(0)
        self.by_group: dict[str, Decimal] = {}
        self.total: tuple[int, Decimal] | None = None

    def read(self) -> None:
        for row in range(self.header + 1, len(self.grid.rows)):
            if not self.grid.is_blank(row) and not self._passes_over(row):
                self._take(row)
        self._compare()
        if self.sum:
            self.made.points = f"{self.sum.normalize():f}"

    def _cell(self, row: int, name: str, shift: int = 0) -> Cell:
        column = self.where.get(name)
        return None if column is None or column < shift else self.grid.cell(row, column - shift)

    def _fault(self, code: str, row: int, name: str = "", level: str = "left", **params: int | float | str) -> None:
        at = self.grid.at(row, self.where.get(name)) if name else self.grid.at(row)
        self.made.faults.append(Fault(code, level, at, row + 1, params))

    def _passes_over(self, row: int) -> bool:
        cells = list(filled(self.grid.rows[row]))
        first = cells[0][1]
        words = {text for _, text in cells}
        known = sum(_key(text) in _FIELD_OF or _key(text) in RESULTS for text in words)
        if known >= 2 and known == len(words):
            code = "row_header_again"
        elif is_total(first) or (len(words) <= 2 and any(is_total(word) for word in words)):
            numbers = [as_decimal(text) for _, text in cells]
            self.total = (row, next((number for number in numbers if number is not None), Decimal(-1)))
            code = "row_total"
        elif is_note(first) or _key(first) in RESULTS or all(_is_form_line(word) for word in words):
            code = "row_note"
        else:
            return False
        self._fault(code, row, level="note", text=first[:40])
        return True

    def _shift(self, row: int) -> int | None:
        """How many leading cells a row lacks because they are merged from above; None where that is not certain.

        A table that came from a web page drops them; then the row is short, and its points stand where they fit.
        """
        cells = self.grid.rows[row]
        short = self.width - len(cells)
        if short <= 0 or "points" not in self.where:
            return 0
        return short if points_of(self._cell(row, "points", short)) is not None else None

    def _take(self, row: int) -> None:
        shift = self._shift(row)
        if shift is None:
            text = next(filled(self.grid.rows[row]))[1]
            self._fault(
                "row_short", row, level="left", text=text[:40], cells=len(self.grid.rows[row]), wanted=self.width
            )
            return
        if shift:
            self._fault("row_shifted", row, level="note", cells=shift)
        if self._heads(row) or self._joins(row):
            return
        self._headings(row, shift)
        text = name_text(self._cell(row, "text", shift)) if shift else long_text(self._cell(row, "text"))
        if not text.strip():
            self._without_text(row)
            return
        value: dict[str, Any] = {"order": row + 1, "text": text.replace("★", "").replace("\n", " ").strip()}
        if "★" in text or plain(self._cell(row, "core", shift)).lower() in YES:
            value["core"] = True
        groups = [group for group in self.groups if group]
        if groups:
            value["group"] = groups
        for name in ("detail", "method", "rule", "subject", "text_en"):
            words = long_text(self._cell(row, name, shift))
            if words:
                value[name] = words
        self._judged(row, shift, value)
        at = self.grid.at(row, self.where["text"] - shift)
        self.made.add(ImportedItem(f"r{row + 1}", row + 1, at, value))

    def _heads(self, row: int) -> bool:
        """A heading that stands alone in its row, where no column is kept for headings."""
        if "group1" in self.where or ("points" not in self.where and "rule" not in self.where):
            return False
        cells = list(filled(self.grid.rows[row]))
        words = long_text(self._cell(row, "text")).replace("\n", " ").strip()
        alone = bool(words) and {text for _, text in cells} == {cells[0][1]}
        if not alone or not (len(cells) > 1 or _HEADING.match(words) or _DECLARED.search(words)):
            return False
        self.groups = [words[:500], "", ""]
        self._fault("row_heading", row, level="note", text=words[:40])
        return True

    def _merged(self, row: int, name: str) -> tuple[int, int] | None:
        """First and last row of the merged area in which the cell lies, where it spans rows."""
        column = self.where.get(name, -1)
        return next(
            (
                (first, last)
                for first, left, last, right in self.grid.merged
                if first <= row <= last and first < last and left <= column <= right
            ),
            None,
        )

    def _joins(self, row: int) -> bool:
        """A row whose item is merged from above says more of that item: its rules are put to it."""
        item, points = self._merged(row, "text"), self._merged(row, "points")
        if item is None or item[0] == row or not self.made.items:
            return False
        own = plain(self._cell(row, "points")) and (points is None or points[0] > item[0])
        last = self.made.items[-1]
        if own or last.row - 1 < item[0]:
            return False
        for name in ("detail", "method", "rule"):
            words, before = long_text(self._cell(row, name)), str(last.value.get(name, ""))
            if words and words not in before.split("\n"):
                last.value[name] = f"{before}\n{words}".strip()
                last.value.pop("deduct", None)
        if reason := check_checklist_item(last.value):
            self._fault("item_too_long", row, "text", level="stop", reason=reason)
        self._fault("row_joined", row, level="note", item=last.row)
        return True

    def _shares(self, row: int) -> bool:
        """Whether the points are merged over several items: nobody can say how many are of which."""
        area = self._merged(row, "points")
        if area is None:
            return False
        items = {plain(self._cell(each, "text")) for each in range(area[0], area[1] + 1)} - {""}
        if len(items) > 1 and area[0] == row:
            words = plain(self._cell(row, "points"))[:40]
            self._fault("points_shared", row, "points", level="stop", text=words, first=row + 1, last=area[1] + 1)
        return len(items) > 1

    def _headings(self, row: int, shift: int) -> None:
        """A heading that is blank stands as above; a new one ends those below it."""
        for level, name in enumerate(("group1", "group2", "group3")):
            words = long_text(self._cell(row, name, shift)).replace("\n", " ")
            if words and words != self.groups[level]:
                self.groups[level:] = [words[:500], *[""] * (2 - level)]

    def _without_text(self, row: int) -> None:
        cells = list(filled(self.grid.rows[row]))
        headings = {self.where[name] for name in ("group1", "group2", "group3") if name in self.where}
        if all(column in headings for column, _ in cells):
            self._fault("row_heading", row, level="note", text=cells[0][1][:40])
        else:
            self._fault("text_missing", row, "text", level="stop", text=cells[0][1][:40])

    def _judged(self, row: int, shift: int, value: dict[str, Any]) -> None:
        """Scale, points, deductions, parts: each from its column, or as the words say."""
        shared = self._shares(row)
        cell = None if shared else self._cell(row, "points", shift)
        points = points_of(cell)
        if plain(cell) and points is None:
            self._fault("points_wrong", row, "points", level="stop", text=plain(cell)[:40])
        if points is not None:
            value |= {"scale": "score", "points": _number(points)}
            if 0 < points < 1 and points != Decimal("0.5"):
                self._fault("points_small", row, "points", level="note", text=f"{points.normalize():f}")
            self.sum += points
            if self.groups[0]:
                self.by_group[self.groups[0]] = self.by_group.get(self.groups[0], Decimal(0)) + points
        elif "points" in self.where and not plain(cell) and not shared:
            self._fault("points_missing", row, "points", level="note")
        for name, table in (("scale", SCALE_OF), ("polarity", POLARITY_OF), ("evidence", EVIDENCE_OF)):
            words = without_spaces(plain(self._cell(row, name, shift)))
            if words and words not in table:
                self._fault("word_unknown", row, name, level="stop", text=words[:40], words="、".join(table))
            elif words:
                value[name] = table[words]
        deduct = self._deduction(row, shift, value)
        if deduct:
            value["deduct"] = deduct
        parts = [
            part.strip() for part in re.split(r"[;；\n]", long_text(self._cell(row, "children", shift))) if part.strip()
        ]
        if parts:
            value["children"] = [{"id": f"c{number}", "text": part} for number, part in enumerate(parts, 1)]

    def _deduction(self, row: int, shift: int, value: dict[str, Any]) -> dict[str, Any]:
        deduct: dict[str, Any] = {}
        for name in ("each", "cap"):
            cell = self._cell(row, name, shift)
            amount = points_of(cell)
            if amount is not None:
                deduct[name] = _number(amount)
            elif plain(cell):
                self._fault("points_wrong", row, name, level="stop", text=plain(cell)[:40])
        rule = without_spaces(value.get("rule", ""))
        if deduct or not rule or "points" not in value:
            return deduct
        amounts = _EACH.findall(rule)
        if len(amounts) == 1 and re.search(rf"[每一缺][^,，。;；]{{0,12}}{_EACH.pattern}", rule):
            return {"each": _number(Decimal(amounts[0])), "cap": value["points"]}
        if not amounts and "不得分" in rule and not re.search(r"得\d", rule):
            return {"all_or_nothing": True}
        return {}

    def _compare(self) -> None:
        """What the table says it adds up to, and what it does."""
        for heading, found in self.by_group.items():
            declared = _DECLARED.search(heading)
            if declared and Decimal(declared[1]) != found:
                params: dict[str, int | float | str] = {"text": heading[:40], "found": f"{found:f}"}
                self.made.faults.append(Fault("points_sum", "note", self.grid.name, None, params))
        if self.total and self.total[1] >= 0 and self.total[1] != self.sum:
            self._fault("points_sum", self.total[0], level="note", text=f"{self.total[1]:f}", found=f"{self.sum:f}")


def _number(value: Decimal) -> int | str:
    return int(value) if value == value.to_integral_value() else f"{value.normalize():f}"

"""Checklists as real Excel: the template to fill in, with an example and explanations, and any checklist as it stands.

Promises: no cell is a formula; what is written here can be read by the import again.
"""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter  # pyright: ignore[reportMissingTypeStubs] it has none

from api.printable import printable
from api.roster_files import OPTIONS

HEADINGS = (
    ("一级分组", 14, "可不填；空着就和上一行一样。合并单元格也可以。"),
    ("二级分组", 14, "同上。"),
    ("检查内容", 36, "必填。一行一项，最多 500 字。"),
    ("评估内容", 30, "可不填：具体要求。"),
    ("核心", 8, "核心指标填 ★ 或“是”。"),
    ("性质", 10, "应做、禁止、提倡。"),
    ("评分方式", 12, "合格、是否、打分、星级、数字、百分比、文字、日期、照片、签名；填了分值就是打分。"),
    ("分值", 8, "这一项的满分，例如 5。"),
    ("评分标准", 30, "文字写明怎么扣分。"),
    ("每次扣分", 10, "可不填，例如 2。"),
    ("扣分上限", 10, "可不填；不超过分值。"),
    ("检查方法", 16, "可不填，例如 看现场、查资料。"),
    ("佐证", 14, "无、照片、不合格时照片、文件、签名。"),
    ("子项", 30, "可不填；几个子项用分号隔开。"),
    ("检查对象", 12, "可不填，例如 窗口、病区、人员。"),
)
EXAMPLE: tuple[dict[str, str], ...] = (
    {
        "一级分组": "窗口服务",
        "二级分组": "在岗",
        "检查内容": "窗口按时开放，有人值守",
        "核心": "★",
        "性质": "应做",
        "评分方式": "合格",
        "检查方法": "看现场",
        "佐证": "不合格时照片",
        "检查对象": "窗口",
    },
    {
        "检查内容": "仪容仪表",
        "性质": "应做",
        "分值": "5",
        "评分标准": "一项不符扣 1 分",
        "每次扣分": "1",
        "扣分上限": "5",
        "检查方法": "看现场",
        "子项": "工号牌佩戴端正；着装整洁",
        "检查对象": "人员",
    },
)
LISTS = {
    5: ("应做", "禁止", "提倡"),
    6: ("合格", "是否", "打分", "星级", "数字", "百分比", "文字", "日期", "照片", "签名"),
    12: ("无", "照片", "不合格时照片", "文件", "签名"),
}
ROWS_TO_FILL = 1_000


def checklist_template() -> bytes:
    """The table with two rows that show how, and a page that explains each column."""
    target = io.BytesIO()
    book: Any = xlsxwriter.Workbook(target, OPTIONS)
    heading = book.add_format({"bold": True, "bg_color": "#DCE9E4", "border": 1, "align": "center", "text_wrap": True})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet("检查表")
    for column, (title, width, _) in enumerate(HEADINGS):
        sheet.set_column(column, column, width, text)
        sheet.write_string(0, column, title, heading)
    for row, cells in enumerate(EXAMPLE, 1):
        for column, (title, _, _) in enumerate(HEADINGS):
            sheet.write_string(row, column, printable(cells.get(title, "")), text)
    for column, words in LISTS.items():
        sheet.data_validation(1, column, ROWS_TO_FILL, column, {"validate": "list", "source": list(words)})
    sheet.freeze_panes(1, 3)
    _page(sheet, "检查表", landscape=True)
    explained = book.add_worksheet("填写说明")
    explained.set_column(0, 0, 14, text)
    explained.set_column(1, 1, 70, text)
    for row, (title, _, words) in enumerate(HEADINGS, 1):
        explained.write_string(row, 0, title, text)
        explained.write_string(row, 1, words, text)
    explained.write_string(0, 0, "列", heading)
    explained.write_string(0, 1, "怎么填", heading)
    _page(explained, "填写说明", landscape=False)
    book.close()
    return target.getvalue()


def _page(sheet: Any, title: str, *, landscape: bool) -> None:
    if landscape:
        sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_header(f"&C&14{title}")
    sheet.set_footer("&C第 &P 页，共 &N 页")

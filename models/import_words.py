"""What a person reads of a file that is imported: what is wrong at a cell, and what to do about it.

Promises: every code of a fault has both languages (a test looks); `{…}` are the fault's own parameters.
"""

from __future__ import annotations

import re

from models.grid import Fault

_PARAMETER = re.compile(r"\{(\w+)\}")

FAULTS: dict[str, tuple[str, str]] = {
    # The file
    "sheet_left_out": ("工作表“{sheet}”没有用到。", "The sheet “{sheet}” was not used."),
    "macros": ("文件里有宏，没有运行，也没有导入。", "The file has macros; they were neither run nor imported."),
    "external_links": (
        "文件引用了别的文件，只读取了存下来的数值。",
        "The file refers to other files; only the values stored in it were read.",
    ),
    "cell_error": (
        "这一格是错误值 {text}，请在表里改正。",
        "This cell holds the error {text}; correct it in the table.",
    ),
    # The header
    "no_header": (
        "没有找到表头。表头里要有“工号”和“姓名”，可下载模板对照。",
        "No header row was found. It needs a staff number and a name; the template shows how.",
    ),
    "no_staff_no_column": (
        "没有工号列。同名的人只能用工号区分，请加上“工号”列，或指明哪一列是工号。",
        "There is no column of staff numbers. Only these tell people of one name apart: add it, or say which it is.",
    ),
    "no_name_column": ("没有姓名列，请加上“姓名”列。", "There is no column of names; please add one."),
    "column_twice": (
        "“{heading}”与 {other} 列意思相同，只用 {other} 列。",
        "“{heading}” means the same as column {other}; only that one is used.",
    ),
    "column_unknown": (
        "“{heading}”列没有对应的内容，没有导入。",
        "The column “{heading}” is not known and was left out.",
    ),
    "column_private": (
        "“{heading}”列不导入：系统不保存这类个人信息。",
        "The column “{heading}” is left out: such personal data is not kept here.",
    ),
    "no_rows": ("表头下面没有人员。", "Nobody stands below the header."),
    # Rows that are passed over
    "row_header_again": ("重复的表头，已跳过。", "The header again; passed over."),
    "row_total": ("合计行“{text}”，已跳过。", "A row of totals, “{text}”; passed over."),
    "row_note": ("说明文字“{text}”，已跳过。", "A note, “{text}”; passed over."),
    "row_example": ("示例行，已跳过。", "An example; passed over."),
    # Cells of a roster
    "staff_no_missing": ("缺工号。请填上工号再导入。", "The staff number is missing. Fill it in and import again."),
    "staff_no_wrong": (
        "工号“{text}”不对：只能有字母、数字和 . _ / -。",
        "“{text}” is no staff number: letters, digits and . _ / - only.",
    ),
    "staff_no_twice": (
        "工号 {staff_no} 与 {other} 重复。请改正其中一个。",
        "The staff number {staff_no} stands in {other} too. Correct one of them.",
    ),
    "staff_no_of_two": (
        "名册里有两个人都是这个工号：{names}。请先在名册里改正。",
        "Two people on the roster bear this number: {names}. Correct the roster first.",
    ),
    "number_too_long": (
        "数字太长，表格软件存的时候丢了后几位。请把这一列设为文本后重新填写。",
        "The number is too long: its last digits were lost. Make the column text and enter it again.",
    ),
    "zeros_lost": (
        "这一格是数字 {staff_no}，前面的 0 可能丢了（应为 {whole}？）。请把这一列设为文本后改正。",
        "The cell holds the number {staff_no}; leading zeros are probably lost ({whole}?). Make the column text.",
    ),
    "name_missing": ("缺姓名。", "The name is missing."),
    "name_differs": (
        "工号 {staff_no} 在名册里是“{before}”，表里是“{after}”。请核对工号；确实改了名，请勾选。",
        "{staff_no} is “{before}” on the roster and “{after}” here. Check the number, or tick that the name changed.",
    ),
    "text_too_long": ("文字太长，最多 {max} 字。", "Too long: at most {max} characters."),
    "party_unknown": (
        "政治面貌“{text}”不认识。请填“党员”“预备党员”或“群众”。",
        "“{text}” is not known. Write 党员, 预备党员 or 群众.",
    ),
    "day_wrong": (
        "日期“{text}”看不出是哪一天。请写成 2026-03-01 这样。",
        "“{text}” is not a day for certain. Write it like 2026-03-01.",
    ),
    "unit_missing": ("新人员要有科室。", "A new person needs a unit."),
    "unit_unknown": (
        "没有“{text}”这个科室。可以新建，或选一个已有的科室。",
        "There is no unit “{text}”. Make it, or choose the one that is meant.",
    ),
    "unit_unknown_again": ("科室“{text}”同上。", "The unit “{text}”, as above."),
    "unit_of_two": (
        "有几个科室都叫“{text}”。请写成“上级科室/{text}”，或选一个。",
        "Several units are called “{text}”. Write “upper unit/{text}”, or choose one.",
    ),
    "branch_unknown": (
        "没有“{text}”这个党支部。可以新建，或选一个已有的支部。",
        "There is no party branch “{text}”. Make it, or choose the one that is meant.",
    ),
    "branch_unknown_again": ("党支部“{text}”同上。", "The party branch “{text}”, as above."),
    "branch_of_two": ("有几个支部都叫“{text}”，请选一个。", "Several branches are called “{text}”; choose one."),
    "duty_unknown": (
        "职务“{text}”没有对应的系统职务，没有导入。",
        "The duty “{text}” stands for no role here and was left out.",
    ),
    "duty_without_place": (
        "“{text}”要有对应的科室或支部。",
        "“{text}” needs the unit or branch where it is held.",
    ),
}


def said(fault: Fault, language: str) -> str:
    """The sentence for a fault; Chinese unless `language` begins with "en"."""
    words = FAULTS.get(fault.code, (fault.code, fault.code))[language.lower().startswith("en")]
    return _PARAMETER.sub(lambda found: str(fault.params.get(found[1], "…")), words)

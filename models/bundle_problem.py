"""What is wrong with a bundle, and where: found once, told with its line and in both languages.

Promises: `error` means that the bundle can't be used as it is, `warning` that somebody should look, `flag` that the
source itself is so (incomplete, masked, corrected) and the bundle says it.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct

Path = tuple[str | int, ...]
"""Where in the tree of plain values: `("stages", 2, "to")`."""


class Finding(Struct, frozen=True):
    """所见: one thing found at a place of the tree; `key` where the key is meant and not its value."""

    path: Path
    severity: str
    code: str
    params: dict[str, str | int] = {}
    key: bool = False


class BundleProblem(Struct, frozen=True):
    """方案问题: a finding as people are told of it; line and column count from 1, and are 0 where there is no text."""

    line: int
    column: int
    path: str
    severity: str
    code: str
    zh: str
    en: str


WORDS: dict[str, tuple[str, str]] = {
    "too_large": ("文件太大，最多 {max} KiB", "the file is too large: at most {max} KiB"),
    "not_utf8": ("不是 UTF-8 文本，请另存为 UTF-8 再试", "not UTF-8 text; save it as UTF-8 and try again"),
    "not_yaml": ("看不懂这一行：{reason}", "this line can't be read: {reason}"),
    "too_deep": ("层次太深，最多 {max} 层", "nested too deeply: at most {max} levels"),
    "too_many_parts": (
        "内容太多，展开后超过 {max} 个部分",
        "too much content: more than {max} parts once aliases are written out",
    ),
    "alias_of_itself": ("“*{name}”引用了它自己", "“*{name}” refers to itself"),
    "unknown_alias": ("没有名为“&{name}”的内容", "nothing here is named “&{name}”"),
    "tag": ("不能使用标签“{tag}”", "the tag “{tag}” can't be used"),
    "several_documents": ("一个文件只能有一个方案", "a file holds one programme only"),
    "empty": ("文件是空的", "the file is empty"),
    "duplicate_key": ("“{key}”写了两次，前面在第 {line} 行", "“{key}” is written twice; first on line {line}"),
    "key_type": ("键必须是一个词", "a key must be a single word"),
    "wrong_type": ("应为{expected_zh}", "should be {expected}"),
    "missing": ("缺少“{name}”", "“{name}” is missing"),
    "empty_text": ("“{name}”不能为空", "“{name}” can't be empty"),
    "unknown_section": ("没有“{name}”这一部分{hint_zh}", "there is no section “{name}”{hint}"),
    "unknown_key": (
        "不认识字段“{name}”{hint_zh}，已原样保留",
        "the field “{name}” isn't known{hint}; it is kept as it is",
    ),
    "unknown_word": ("不认识“{value}”，可用：{allowed}", "“{value}” isn't known here; use one of: {allowed}"),
    "bad_id": (
        "编号“{value}”只能用小写字母、数字和 _ . -，最多 {max} 个",
        "the id “{value}” may hold a-z, 0-9 and _ . - only, at most {max}",
    ),
    "bad_code": ("代号“{value}”只能用字母、数字和 _ . -", "the code “{value}” may hold letters, digits and _ . - only"),
    "bad_day": (
        "“{value}”不是日期，请写成 2011-08-20",
        "“{value}” isn't a date; write it as 2011-08-20",
    ),
    "bad_month": (
        "“{value}”不是日期也不是月份，请写成 2011-08-20 或 2011-08",
        "“{value}” is neither a date nor a month; write 2011-08-20 or 2011-08",
    ),
    "bad_month_day": ("“{value}”不是月日，请写成 05-01", "“{value}” isn't a day of the year; write 05-01"),
    "bad_duration": (
        "“{value}”不是时长，请写成 P1Y、P6M 或 P14D",
        "“{value}” isn't a duration; write P1Y, P6M or P14D",
    ),
    "duplicate_id": ("编号“{value}”在这一部分用了两次", "the id “{value}” is used twice in this section"),
    "unknown_reference": (
        "“{value}”指向不存在的内容（{section}）",
        "“{value}” refers to nothing in the section {section}",
    ),
    "unknown_selector": (
        "不知道“{value}”是谁：请用已有的词，或在 roles 中写明",
        "nobody knows who “{value}” is: use a known word, or describe it under roles",
    ),
    "parent_of_itself": ("阶段“{value}”是它自己的上级", "the stage “{value}” is above itself"),
    "ends_before_it_begins": ("结束（{to}）早于开始（{from}）", "the end ({to}) is before the beginning ({from})"),
    "outside_parent": ("超出上级阶段“{parent}”的时间", "reaches beyond the time of its parent stage “{parent}”"),
    "year_missing": ("年底属于哪一年没有写明", "the year of this year's end isn't given"),
    "bad_cadence": ("频次有误：{reason_zh}", "the cadence is wrong: {reason}"),
    "bad_form_item": ("题目“{item}”有误：{reason_zh}", "the item “{item}” is wrong: {reason}"),
    "bad_target": ("指标有误：{reason_zh}", "the target is wrong: {reason}"),
    "bad_scoring": ("计分办法有误：{reason_zh}", "the scoring model is wrong: {reason}"),
    "scoring_gap": ("计分办法请核对：{reason_zh}", "please look at the scoring model: {reason}"),
    "scoring_note": ("计分办法：{reason_zh}", "about the scoring model: {reason}"),
    "out_of_range": ("{value} 超出范围，应为 {min} 到 {max}", "{value} is out of range: {min} to {max}"),
    "bad_level": (
        "层级“{value}”只能用字母、数字和 _ . -，如 unit、county、province",
        "the level “{value}” may hold letters, digits and _ . - only, such as unit or county",
    ),
    "item_not_there": (
        "计分办法要的题目“{value}”不在表单里，这一项会一直算不出",
        "the item “{value}” that the model asks for isn't in the form, so it never comes to anything",
    ),
    "option_not_there": (
        "计分办法给“{value}”定了分，表单里没有这个选项",
        "the model gives points for “{value}”, which is no option of the form",
    ),
    "bad_fraction": ("“{value}”不是比例，请写成 1/2", "“{value}” isn't a fraction; write 1/2"),
    "value_missing": ("目标写了“{op}”却没有数值", "the target says “{op}” without a value"),
    "quota_crossed": ("名额的下限大于上限", "the quota's minimum is above its maximum"),
    "too_big": (
        "这一项太大（{size} 字节，最多 {max}），请拆成几项",
        "this element is too big ({size} bytes, at most {max}); split it",
    ),
    "incomplete": (
        "“{title}”写明 {declared} 项，列出 {listed} 项",
        "“{title}” declares {declared} items and lists {listed}",
    ),
    "items_lost": ("“{title}”有 {lost} 项在原文中缺失", "{lost} items of “{title}” are lost in the source"),
    "unlisted": ("“{title}”的内容原文没有列出", "the source doesn't list the items of “{title}”"),
    "truncated": ("“{title}”在原文中被截断", "“{title}” is cut off in the source"),
    "masked": ("“{value}”有被遮盖的部分", "parts of “{value}” are masked"),
    "corrected": ("原文为“{raw}”，显示为“{shown}”", "the source has “{raw}”, “{shown}” is shown"),
    "garbled": (
        "“{raw}”像是乱码，请核对，并把原文写进 raw",
        "“{raw}” looks garbled; check it, and put the source's spelling under raw",
    ),
}

EXPECTED: dict[str, tuple[str, str]] = {
    "text": ("文字", "text"),
    "number": ("数字", "a number"),
    "whole": ("整数", "a whole number"),
    "yes_or_no": ("true 或 false", "true or false"),
    "list": ("列表", "a list"),
    "map": ("键值", "keys and values"),
}


def told(finding: Finding, place: str, line: int, column: int) -> BundleProblem:
    """A finding in words, with its place."""
    zh, en = WORDS[finding.code]
    params: dict[str, Any] = dict(finding.params)
    return BundleProblem(line, column, place, finding.severity, finding.code, zh.format(**params), en.format(**params))

"""Faults of plans in words: what is wrong with a cadence, a stage or a scoring model, in both languages.

Promises: a code that has no words here is told by its name and parameters, so nothing is ever hidden.
"""

from __future__ import annotations

import re

from models.fault import Fault

_PARAMETER = re.compile(r"\{(\w+)\}")

FAULTS: dict[str, tuple[str, str]] = {
    "not_a_map": ("应为键值", "should be keys and values"),
    "not_a_text": ("应为文字", "should be text"),
    "not_yes_or_no": ("应为 true 或 false", "should be true or false"),
    "not_a_number_within": ("应为 {min} 到 {max} 的整数", "should be a whole number from {min} to {max}"),
    "unknown_key": ("不认识“{key}”", "“{key}” isn't known here"),
    "unknown_choice": ("不认识“{value}”，可用：{choices}", "“{value}” isn't known; use one of: {choices}"),
    "missing": ("缺少“{key}”", "“{key}” is missing"),
    "bad_day": ("“{value}”不是日期", "“{value}” isn't a date"),
    "bad_month": ("“{value}”不是月份", "“{value}” isn't a month"),
    "bad_duration": ("“{value}”不是时长", "“{value}” isn't a duration"),
    "unknown_stage": ("没有阶段“{id}”", "there is no stage “{id}”"),
    "loop": ("“{id}”是它自己的上级", "“{id}” is above itself"),
    "ends_before_it_begins": ("结束早于开始", "the end is before the beginning"),
}


def fault_words(fault: Fault) -> tuple[str, str]:
    """The sentence for a fault in Chinese and in English."""
    known = FAULTS.get(fault.code)
    if known is None:
        told = ", ".join(f"{name}={value}" for name, value in fault.params.items())
        return (f"{fault.code} {told}".strip(), f"{fault.code} {told}".strip())
    zh, en = (_PARAMETER.sub(lambda found: str(fault.params.get(found[1], "…"))[:120], each) for each in known)
    return zh, en

"""What whoever writes a scoring model reads about its faults: what is wrong, and what to do.

Promises: every code of `models.scoring_reader`, `models.scoring_tree`, `models.scoring_check` and `models.target` has
both languages (a test looks). `{…}` are the fault's own parameters.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_PARAMETER = re.compile(r"\{(\w+)\}")

NOTES = frozenset({"unknown_field", "rounding_unstated", "cap_reached_early"})
"""What is said once and stands in nobody's way."""
GAPS = frozenset(
    {
        "band_gap",
        "bands_overlap",
        "band_impossible",
        "band_hidden",
        "band_falls",
        "band_never_reached",
        "weights_sum",
        "points_beyond_full",
        "full_sum",
        "bonus_never_counts",
        "cap_never_reached",
        "gate_never_holds",
        "quota_empty",
        "quota_impossible",
        "share_impossible",
        "too_many_cells",
        "numerator_not_offered",
    }
)
"""What can be worked out and leaves somebody without a grade, or a rule without effect: to be mended or confirmed."""

WORDS: dict[str, tuple[str, str]] = {
    # Reading
    "not_a_map": ("「{field}」应写成若干“名称: 值”。", "“{field}” must be a map of names and values."),
    "not_a_list": ("「{field}」应写成列表。", "“{field}” must be a list."),
    "not_a_text": ("「{field}」应写成文字。", "“{field}” must be text."),
    "not_texts": ("「{field}」应写成文字的列表。", "“{field}” must be a list of texts."),
    "no_text": ("缺少「{field}」，请补上。", "“{field}” is missing; please add it."),
    "no_number": ("缺少「{field}」，请补上数值。", "“{field}” is missing; please add a number."),
    "not_a_number": (
        "「{field}」应写成数值，如 90、89.5、15% 或 1/3。",
        "“{field}” must be a number such as 90, 89.5, 15% or 1/3.",
    ),
    "not_whole": (
        "「{field}」应写成 {low} 到 {high} 的整数。",
        "“{field}” must be a whole number from {low} to {high}.",
    ),
    "not_yes_or_no": ("「{field}」应写成 true 或 false。", "“{field}” must be true or false."),
    "not_a_choice": ("「{field}」只能是：{allowed}。", "“{field}” must be one of: {allowed}."),
    "bad_id": (
        "id 只能用小写字母、数字和 _ . -，最多 48 个字符。",
        "an id has lower-case letters, digits and _ . - only, at most 48 characters.",
    ),
    "too_many": ("「{field}」最多 {most} 项，请拆分。", "“{field}” holds at most {most}; please split it."),
    "unknown_field": (
        "不认识「{field}」，保留但不起作用。请核对拼写。",
        "“{field}” is not known: it is kept and has no effect. Please check its spelling.",
    ),
    "source_unknown": ("来源只能是：{allowed}。", "a source is one of: {allowed}."),
    "step_points": (
        "每一档要写扣多少分，或写 all（该项不得分）。",
        "each step says how many points it costs, or `all`.",
    ),
    "bad_condition": (
        "看不懂条件「{text}」。请写成 total >= 90 或 core between 7..9 的样子。",
        "the condition “{text}” can't be read. Write it like `total >= 90` or `core between 7..9`.",
    ),
    "no_condition": ("请写明什么时候成立。", "please say when it holds."),
    "gate_without_effect": (
        "这道关口没有后果，请写 deduct、each、zero、at_most 或 band。",
        "this gate does nothing: give deduct, each, zero, at_most or band.",
    ),
    "band_without_condition": (
        "这个等次没有条件，请写分数线或 otherwise: true。",
        "this band has no condition: give a bound, or `otherwise: true`.",
    ),
    "otherwise_with_condition": (
        "otherwise 的等次收下其余所有人，不能再有条件。",
        "a band that takes all the rest can't have a condition.",
    ),
    "otherwise_not_last": (
        "「{title}」收下其余所有人，应放在最后。",
        "“{title}” takes all the rest, so it must stand last.",
    ),
    "quota_without_number": ("名额要写比例或人数。", "a quota needs a share or a number."),
    # What hangs together
    "no_components": ("没有计分项，请至少写一项。", "there is nothing to score: give at least one component."),
    "id_taken": ("id「{id}」已经用过或有别的含义，请换一个。", "the id “{id}” is taken; please choose another."),
    "unknown_parent": ("上级「{id}」不存在。", "there is no parent “{id}”."),
    "unknown_component": ("计分项「{id}」不存在。", "there is no component “{id}”."),
    "unknown_measure": (
        "条件里的「{id}」不存在。可用 total、deductions、bonus、vetoes、计分项的 id 或 answer/…。",
        "“{id}” in a condition is not known: use total, deductions, bonus, vetoes, a component's id or answer/….",
    ),
    "unknown_band": ("等次「{id}」不存在。", "there is no band “{id}”."),
    "measure_too_late": (
        "一票否决先于总分，条件不能用「{id}」。请用计分项或 answer/…，或改成关口。",
        "a veto stands before the sum and can't look at “{id}”: use a component or answer/…, or make it a gate.",
    ),
    "source_and_children": (
        "「{title}」既有来源又有下级，请只留一个。",
        "“{title}” has a source and components below it: keep one of them.",
    ),
    "no_source": (
        "「{title}」没有来源也没有下级，请写明分数从哪里来。",
        "“{title}” has neither a source nor components below it: say where its score comes from.",
    ),
    "only_for_answers": (
        "「{aggregate}」只能用于有来源的项。",
        "“{aggregate}” is for components with a source.",
    ),
    "only_for_parents": ("「{aggregate}」只能用于有下级的项。", "“{aggregate}” is for components with others below."),
    "rate_without_numerator": (
        "「{title}」是比率，请写明哪些选项算在分子里。",
        "“{title}” is a rate: name the options that its numerator counts.",
    ),
    "ballots_without_points": (
        "「{title}」按票折分，请写明每一档值多少分。",
        "“{title}” turns ballots into points: say what each grade is worth.",
    ),
    "deductions_without_rule": ("「{title}」是扣分项，请写明怎样扣。", "“{title}” deducts: say how much for what."),
    "all_of_what": (
        "「{title}」可能全扣，请写明满分。",
        "“{title}” can be lost as a whole: give its full points.",
    ),
    "scale_without_full": (
        "「{title}」要折算，请写明折成多少分（full），out_of 应大于 0。",
        "“{title}” is converted: say to how many points (full); out_of must be above 0.",
    ),
    "goes_in_a_circle": ("「{title}」的上下级绕成了圈。", "“{title}” is part of a circle."),
    # Bands
    "band_gap": (
        "{where}：没有等次。请补上这一段，或把相邻等次的界线改成相接。",
        "{where_en}: no band takes this. Add one, or let the bands beside it meet.",
    ),
    "bands_overlap": (
        "{where}：「{title}」和「{other}」都符合，取「{title}」。请把两条界线分开。",
        "{where_en}: “{title}” and “{other}” both hold, and “{title}” is taken. Please part their bounds.",
    ),
    "band_impossible": (
        "「{title}」的条件互相矛盾，谁也得不到。请改条件。",
        "the conditions of “{title}” contradict each other, so nobody can have it. Please change them.",
    ),
    "band_never_reached": (
        "按现有的计分项，谁也到不了「{title}」。请核对满分和界线。",
        "nobody can reach “{title}” with these components. Check the full points and the bound.",
    ),
    "band_hidden": (
        "「{title}」总被前面的等次先取走。请核对顺序和界线。",
        "“{title}” is always taken by a band above it. Check their order and bounds.",
    ),
    "band_falls": (
        "{where}：{measure}更好，等次反而从「{title}」落到「{other}」。请补上这种情况。",
        "{where_en}: with a better {measure_en} the band falls from “{title}” to “{other}”. Say what holds here.",
    ),
    "too_many_cells": (
        "等次的条件太多，无法逐一核对。请减少条件。",
        "there are too many conditions to look at every case. Please use fewer.",
    ),
    # Sums and bounds
    "weights_sum": (
        "「{title}」的权重合计 {sum}，应为 100（或 1）。请核对。",
        "the weights of “{title}” sum to {sum} instead of 100 (or 1). Please check them.",
    ),
    "points_beyond_full": (
        "「{title}」满分 {full}，选项「{options}」的分值更高。请核对。",
        "“{title}” has {full} points in full, and the options {options} are worth more. Please check.",
    ),
    "numerator_not_offered": (
        "「{title}」的分子里有未列出的选项：{options}。请核对写法。",
        "the numerator of “{title}” names options that are not offered: {options}. Please check the spelling.",
    ),
    "full_sum": (
        "「{title}」写明满分 {full}，各项合计 {sum}。请核对。",
        "“{title}” says {full} points in full, its parts sum to {sum}. Please check.",
    ),
    "bonus_never_counts": (
        "「{title}」各项加分合计 {sum}，最多只计 {cap}。请核对上限。",
        "the bonuses of “{title}” sum to {sum}, of which {cap} count. Please check the cap.",
    ),
    "cap_never_reached": (
        "「{title}」上限 {cap}，最多只能得 {sum}，上限不起作用。请核对。",
        "“{title}” is capped at {cap} and can only come to {sum}: the cap does nothing. Please check.",
    ),
    "cap_reached_early": (
        "「{title}」到第 {times} 次已加满 {cap} 分，以后不再加分。",
        "“{title}” has its {cap} points with the {times}th time; more add nothing.",
    ),
    "gate_never_holds": (
        "「{title}」的条件不会成立。请核对界线。",
        "“{title}” can never hold. Please check its bound.",
    ),
    # Quotas
    "rounding_unstated": (
        "「{title}」的名额是 {share}，没有写明怎样取整，按去尾计。",
        "the quota of “{title}” is {share} without a rounding; it is rounded down.",
    ),
    "quota_empty": (
        "{base} 人（个）里「{title}」的名额不足一个，谁也得不到。请核对比例和取整。",
        "among {base} the quota of “{title}” is less than one: nobody can have it. Check the share and the rounding.",
    ),
    "quota_impossible": (
        "「{title}」的名额不可能满足。请核对比例和人数。",
        "the quota of “{title}” can't be met. Check the share and the numbers.",
    ),
    "share_impossible": (
        "这条分布要求不可能满足。请核对分数段和人数。",
        "no ballot can meet this distribution. Check its range and numbers.",
    ),
}


def severity(code: str) -> str:
    """`error`: can't be used; `gap`: can, and should be mended; `note`: said once."""
    return "note" if code in NOTES else "gap" if code in GAPS else "error"


def fault_words(code: str, params: Mapping[str, Any], language: str) -> str:
    """The sentence for a fault; Chinese unless the language begins with "en"."""
    words = WORDS[code][language.lower().startswith("en")]
    return _PARAMETER.sub(lambda found: str(params.get(found[1], "…")), words)

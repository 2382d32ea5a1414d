"""Why an assessment or a nomination was not taken, in words; merged into `models.words`."""

from __future__ import annotations

ASSESSMENT_REASONS: dict[str, tuple[str, str]] = {
    "told_stands": ("已经公开的不能收回。", "What has been told can't be taken back."),
    "nominators_only": ("只有负责推荐的人可以办。", "Only those who put forward for awards may do this."),
    "unknown_level": ("这个称号没有这一级。", "This award has no such level."),
    "level_below_first": ("要先由下一级推荐上来。", "The level below has to put this forward first."),
    "quota_full": (
        "名额 {quota} 个已满；先收回一个，才能再推荐。",
        "All {quota} places are taken. Take one back before you put another forward.",
    ),
}

"""Why something about an anonymous ballot was not taken, in words; merged into `models.words`."""

from __future__ import annotations

BALLOT_REASONS: dict[str, tuple[str, str]] = {
    "bad_spread": (
        "匿名票最多延迟 3600 秒发出。请填 0 到 3600。",
        "An anonymous ballot leaves within 3,600 seconds at most. Please say 0 to 3600.",
    ),
    "round_anonymous": (
        "这一轮是匿名的：更新应用后在匿名评议里填写，不要实名提交。",
        "This round is anonymous: update the app and fill it in there, not under your name.",
    ),
    "too_few_for_anonymous": (
        "只有 {count} 人参加，少于 {threshold} 人，匿名就保护不了他们。请合并范围，或改用保密方式。",
        "Only {count} would take part, fewer than {threshold}: anonymity could not protect them. "
        "Put groups together, or make it confidential.",
    ),
    "words_on_oneself": ("说你自己的评语，由别的组织者来看。", "Words about you are for another organiser to rule on."),
    "words_ruled": (
        "这条评语已经有人定过了，以先定的为准。",
        "Somebody has ruled on these words already, and the first ruling stands.",
    ),
    "unknown_words": ("没有这条评语，请更新后再看。", "There are no such words; please update and look again."),
    "withheld_reason_missing": ("不公开要写明理由。", "Please say why these words are withheld."),
}

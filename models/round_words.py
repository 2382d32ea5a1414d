"""Why something of a round, a commentary, a remark or a survey was not taken, in words; merged into `models.words`."""

from __future__ import annotations

ROUND_REASONS: dict[str, tuple[str, str]] = {
    # Peer review
    "round_not_yet": ("本轮还没有开始。", "This round has not begun yet."),
    "round_closed": (
        "本轮已经截止。你写的内容还在，可以另存或放弃。",
        "This round has closed. What you wrote is still here: keep a copy or discard it.",
    ),
    "round_published": (
        "本轮结果已经公布，不再接收。你写的内容还在，可以另存或放弃。",
        "The results are out and nothing more is taken. What you wrote is still here: keep a copy or discard it.",
    ),
    "round_opened": (
        "本轮已经开始，约定的规则不能再改。可以延长截止时间。",
        "The round is open and its rules stand. You may extend its end.",
    ),
    "round_incomplete": ("开始之前，请先填好这一项。", "Please fill this in before you open the round."),
    "round_over": ("截止时间已经过去，请另选时间。", "The closing time has passed; please choose another."),
    "round_not_open": (
        "本轮还没有开始，不能公布。",
        "The round has not been opened, so there is nothing to publish.",
    ),
    "round_running": (
        "本轮还在进行，{day} 截止后才能公布。",
        "The round still runs; publish after it closes on {day}.",
    ),
    "sheets_on_their_way": (
        "匿名的票可能还有在路上的，再过 {minutes} 分钟才能公布，到时会自动公布。",
        "Anonymous sheets may be on their way: the results come out in {minutes} min, by themselves.",
    ),
    "closes_before_it_opens": ("截止时间应晚于开始时间。", "The round must close after it opens."),
    "closes_earlier": ("截止时间只能推后，不能提前。", "The end may be moved later, not earlier."),
    "threshold_low": ("公布人数下限不能少于 3 人。", "The threshold can't be under 3."),
    "bad_each": ("每人评议人数应在 1 到 50 之间。", "Each person reviews from 1 to 50 others."),
    "each_below_threshold": (
        "每人只评 {each} 人，达不到公布下限 {threshold} 人。请调整其中一项。",
        "With {each} reviews each, the threshold of {threshold} can't be reached. Please change one of them.",
    ),
    "nobody_to_review": (
        "按这条规则没有可以互评的人，请核对名册。",
        "Nobody can review anybody by this rule; check the roster.",
    ),
    "recused": ("你已声明回避，这份评议不再由你填写。", "You have withdrawn from this review."),
    "weights_wrong": ("各部分的权重合计应为 100。", "The weights of the parts must add up to 100."),
    "decider_wrong": ("由谁定级，与本轮不符。", "Who is to decide doesn't fit this round."),
    "grades_wrong": (
        "等次至少两个，且各有不同的起点分。",
        "There must be at least two grades, each from a percentage of its own.",
    ),
    "bad_sample": ("抽查的人数或比例不合理。", "This sample is not possible."),
    "bad_selector": ("参评范围不合理，请重新选择。", "This choice of people is not possible."),
    "bad_quorum": ("参评下限应像 1/2 或 4/5。", "A quorum is like 1/2 or 4/5."),
    "not_two_people": ("请选择本单位的两个不同的人。", "Please choose two different people of the institution."),
    "not_on_oneself": ("不能给自己定级。", "Nobody decides on himself."),
    "deciders_only": ("只有指定的人可以定级。", "Only those who are named decide."),
    "decided": ("已经定级，不能再改。", "This has been decided and stands."),
    "period_open": (
        "这个时段有月份重新打开了或正在结账，等算完再定级。",
        "A month of this period is open again or being closed; decide once it is worked out.",
    ),
    "proposed_anew": (
        "更正以后建议等次变了，请看过新的建议再定。",
        "A correction has come to another proposal; please decide on the new one.",
    ),
    "unknown_grade": ("没有这个等次。", "There is no such grade."),
    "grade_missing": ("请先选择等次。", "Please choose a grade first."),
    "reason_missing": ("与建议等次不同，请写明理由。", "This is not the proposed grade: please give the reason."),
    "organisers_only": ("只有本轮的组织者可以改。", "Only those who run this round may change it."),
    # Commentary, remarks and surveys
    "not_oneself": ("不能点评自己。", "Nobody comments on himself."),
    "commentary_out": (
        "已经提交给本人，原文不能再改。可以补写落实情况。",
        "It was given to the person and stands. You may add what came of it.",
    ),
    "part_missing": (
        "四个部分都要写：肯定成绩、指出问题、改进意见、努力方向。",
        "All four parts are needed: strengths, problems, advice and direction.",
    ),
    "not_out_yet": ("提交以后才能评落实情况。", "What came of it can be judged once it has been submitted."),
    "bad_period": ("时段应像 2026Q3、2026H1、2026-07 或 2026。", "A period is like 2026Q3, 2026H1, 2026-07 or 2026."),
    "period_ahead": ("这个时段还没有开始。", "This period has not begun yet."),
    "not_in_branch": (
        "这个人在该时段不是本支部党员。",
        "This person was not a member of the branch in that period.",
    ),
    "bad_percent": ("应在 0 到 100 之间。", "It must be from 0 to 100."),
    "measure_options": (
        "满意度的计算项与表单选项不符，请核对。",
        "The measured item doesn't fit the form's options; please check it.",
    ),
    "channel_missing": ("请选择调查方式。", "Please say how the person was asked."),
    "assessor_needs_end": ("外部评议员必须有截止日期。", "An assessor from outside needs a last day."),
}

"""What a person reads when a pledge, a record, an activity or a task was not taken; joined in `models.words`."""

from __future__ import annotations

DEED_REASONS: dict[str, tuple[str, str]] = {
    # Values
    "too_many_labels": ("太多了，最多 12 项。", "too many: at most 12."),
    "bad_amount": ("数量不能是负数，最多两位小数。", "amounts can't be negative and have at most two places."),
    "bad_percent": ("进度应在 0 到 100 之间。", "progress is from 0 to 100."),
    "bad_code": ("签到码是六位数字。", "the sign-in code has six digits."),
    "reason_missing": ("请写明理由。", "Please say why."),
    # Handing in and reviewing
    "own_name_only": ("这一项只能由本人填写。", "This stands under the name of who writes it."),
    "reviewers_only": (
        "只有负责人、书记或院领导可以办，不能办自己的。",
        "Only the head, the secretary or the leadership may do this, and never for themselves.",
    ),
    "not_handed_in": ("还没有交上来，不能审。", "It has not been handed in, so there is nothing to review."),
    "hand_in_order": (
        "已经交过了，退回之后才能再交。",
        "It is handed in already; hand it in anew if it comes back.",
    ),
    "due_before_it_begins": ("期限早于开始的日子。", "The due day is before it begins."),
    # Pledges
    "pledge_incomplete": ("请先写好内容、类别和期限。", "Please fill in text, type and due day first."),
    "pledge_handed_in": (
        "已经交审，退回之后才能改。你写的内容还在。",
        "It is under review and can be changed once it comes back. What you wrote is still here.",
    ),
    "pledge_stands": (
        "承诺已经审定，不能再改。要变更，请新提一份并注明原承诺。",
        "This pledge stands. To change it, make a new one that names it.",
    ),
    "pledge_withdrawn": ("承诺已由本人撤回。", "This pledge was withdrawn."),
    "display_before_pledge": (
        "公示日期早于作出承诺的日子（{day}），请改一下。",
        "A pledge is not on display before the day on which it was made ({day}).",
    ),
    "pledge_not_accepted": ("审核通过之后才能公示。", "It can be published once it is accepted."),
    "pledge_not_published": ("公示之后才能办这一项。", "This can be done once the pledge is published."),
    "pledge_graded": (
        "承诺已经评定，不再接收。你写的内容还在，可以另存或放弃。",
        "This pledge is graded. What you wrote is still here: keep a copy or discard it.",
    ),
    "unknown_pledge": ("原承诺找不到，或不是你的。", "There is no such pledge of yours."),
    # Records
    "record_incomplete": ("请写明做了什么。", "Please say what was done."),
    "unknown_programme": (
        "没有这份方案，或不是本单位的。请重新选择。",
        "There is no such programme here. Please choose again.",
    ),
    "hours_of_a_day": ("一天最多 24 小时，请分日登记。", "A day has 24 hours: please enter each day by itself."),
    "amount_missing": ("请填写金额，或注明出了差错。", "Please give the amount, or say that there was an error."),
    "record_handed_in": (
        "已经交上去，退回之后才能改；也可以撤回重记。",
        "It is handed in. Change it once it comes back, or withdraw it and enter it anew.",
    ),
    "record_confirmed": ("已经确认，不能再改。", "This record is confirmed and stands."),
    "record_withdrawn": ("这条记录已经撤回。", "This record was withdrawn."),
    # Activities
    "activity_organisers_only": ("只有活动的组织者可以办。", "Only those who run this activity may do this."),
    "activity_incomplete": ("通知之前，请先填好这一项。", "Please fill this in before you announce it."),
    "activity_not_announced": ("活动还没有通知。", "This activity has not been announced."),
    "activity_announced": (
        "已经通知，参加范围不能再改，可以另外添人。",
        "It is announced; add people by name.",
    ),
    "activity_ended": ("活动已经结束，出席不能再改。", "The activity is over and its attendance stands."),
    "activity_cancelled": ("活动已经取消。", "The activity was cancelled."),
    "unknown_person": ("没有这个人，或不在本单位。", "There is no such person in this institution."),
    # Contracted tasks
    "responsible_only": ("只有承包人可以办。", "Only the person responsible may do this."),
    "assigner_only": ("只有下达任务的人可以办。", "Only who handed the task out may do this."),
    "task_incomplete": ("下达之前，请写明任务和期限。", "Please give the task a title and a due day first."),
    "task_not_assigned": ("任务还没有下达。", "The task has not been handed out."),
    "task_not_taken": ("承接之后才能办这一项。", "This can be done once the task is taken on."),
    "task_taken": ("任务已经承接，约定的内容不能再改。", "The task is taken on and its terms stand."),
    "task_over": ("任务已经验收或取消。", "The task is done or cancelled."),
}

"""What a person reads when something of an inspection was not taken; joined in `models.words`."""

from __future__ import annotations

INSPECTION_REASONS: dict[str, tuple[str, str]] = {
    "planners_only": ("只有制订方案的人可以改。", "Only those who plan it may change this."),
    "inspection_sealed": (
        "方案已封存，抽签结果不能再改。可以作废后另建。",
        "The plan is sealed and its draw stands. You may cancel it and make another.",
    ),
    "inspection_cancelled": ("这次检查已经作废。", "This inspection was cancelled."),
    "inspection_incomplete": ("封存之前，请先填好这一项。", "Please fill this in before you seal the plan."),
    "not_an_inspector": ("这个人不是本单位的检查员。", "This person is no inspector of the institution."),
    "not_a_planner": ("只有领导和督导可以制订方案。", "Only leaders and supervisors plan inspections."),
    "planner_belongs": (
        "参与检查的人不能属于被检查的科室，请换人或换科室。",
        "Nobody who takes part may belong to a place that is inspected: choose somebody or somewhere else.",
    ),
    "checklist_ended": ("这份检查表已经停用，请换一份。", "This checklist has ended. Please choose another."),
    "checklist_unknown": ("请选择本单位已发布的检查表。", "Please choose a published checklist of the institution."),
    "reinspection_unknown": (
        "要回头看的通知书找不到，或者还没有发出。",
        "The order to look at again can't be found, or isn't issued.",
    ),
    "reinspection_unit": (
        "回头看只去这份通知书的责任科室。",
        "A re-inspection leads to the unit of its order and nowhere else.",
    ),
    "not_to_be_announced": ("这类检查不预先通知。", "Inspections of this kind are not announced."),
    "too_few_candidates": ("候选科室不够抽。", "There are fewer candidates than are to be drawn."),
    "too_few_inspectors": (
        "回避之后，能去这里的检查员不够。请增加检查员，或去掉这个科室。",
        "After recusals too few inspectors may go there. Add inspectors, or leave this place out.",
    ),
    "team_only": ("只有本次检查组的成员可以填写。", "Only members of this visit's team write here."),
    "team_leader_only": ("这一项由组长办理。", "The leader of the team does this."),
    "leader_on_team": ("组长必须是检查组成员。", "The leader must be a member of the team."),
    "visit_finished": (
        "组长已结束现场检查，之后的记录没有收下。可以请组长重新打开。",
        "The leader has finished the visit, and what was written after that is not taken. The leader may reopen it.",
    ),
    "late_unknown": ("找不到这条退组后送到的记录。", "There is no such record of somebody who has left the team."),
    "late_broken": ("这条记录不完整，不能收入。", "This record isn't whole and can't be taken in."),
    "visit_published": ("检查结果已经发布。", "The results of this visit are out."),
    "visit_not_finished": ("现场检查还没有结束。", "The visit isn't finished."),
    "visit_not_to_finish": ("现场检查已经结束过了。", "The visit has been finished already."),
    "day_outside": ("日期不在方案的时间范围内。", "The day lies outside the plan's dates."),
    "host_missing": (
        "请由被检查单位签字，或写明为什么没有签。",
        "Somebody of the place must sign, or say why nobody did.",
    ),
    "bad_points": ("分数不能是负数，也不能超过本项满分。", "Points can't be negative or more than the item has."),
    "bad_count": ("数量不合理，请核对。", "This number is not possible; please check it."),
    "too_many_photos": ("每项最多 30 张照片。", "At most 30 pictures for one item."),
}

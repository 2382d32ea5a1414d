"""Why an honour or a report was not taken, in words; merged into `models.words`."""

from __future__ import annotations

HONOUR_REASONS: dict[str, tuple[str, str]] = {
    "honour_office_only": ("荣誉由领导小组办公室办理。", "Honours are the business of the leaders and supervisors."),
    "honour_announced": ("已经公示，内容不能再改。", "It is on public notice and stands as it is."),
    "honour_conferred": (
        "已经授予，不能再改；要取消请写明原因。",
        "It is conferred and stands. To take it away, say why.",
    ),
    "honour_over": ("这项荣誉已经取消。", "This honour has been taken away or was not conferred."),
    "honour_incomplete": ("公示之前，请先填好这一项。", "Please fill this in before the public notice."),
    "honour_post": (
        "示范岗要写明岗位；别的称号不带岗位。",
        "A model post names its post, and no other award has one.",
    ),
    "honour_not_announced": ("还没有公示。", "There has been no public notice yet."),
    "honour_not_conferred": ("还没有授予。", "It hasn't been conferred."),
    "honour_twice": (
        "同一期里，这个称号（含别名）已经给过同一对象。",
        "The same title, under this or another name, was given to the same one for this period.",
    ),
    "unknown_award": ("方案里没有这个称号。", "The programme has no such award."),
    "award_title_unknown": ("方案里没有这个称号或别名。", "The programme has no award by this name."),
    "nominated_already": (
        "这个对象已经以这个称号或别名推荐过。",
        "This one has been put forward for the award already, under this or another name.",
    ),
    "not_put_forward": ("要先逐级推荐到最后一级。", "It has to be put forward by every level first."),
    "publicity_short": ("公示至少 {days} 个工作日。", "Public notice takes at least {days} working days."),
    "publicity_running": (
        "公示到 {until} 才结束，之后才能授予。",
        "The public notice runs until {until}. It can be conferred after that.",
    ),
    "objection_open": ("还有异议没有答复。", "An objection hasn't been answered yet."),
    "objection_upheld": ("有异议成立，不能授予。", "An objection was upheld, so it can't be conferred."),
    "award_vetoed": ("当年考核有一票否决，不能参评。", "A veto in that year's results rules this out."),
    "award_order_overdue": (
        "有整改通知书逾期未销号，不能参评。",
        "A rectification order is overdue, which rules this out.",
    ),
    "award_total_low": ("考核得分不到 {least} 分，不能参评。", "The result is below {least}, which rules this out."),
    "award_grade_low": ("考核等次不够，不能参评。", "The grade doesn't reach what the award asks for."),
    "award_count_short": ("无差错金额还不到 {amount} 元。", "The error-free amount hasn't reached {amount} yuan yet."),
    "period_ahead": ("这一期还没有开始。", "This period hasn't begun."),
    "bad_stars": ("方案里没有这个星级。", "The programme has no such number of stars."),
    "star_stands": ("后面已经有新的星级，以前的不能再改。", "A later rating stands; earlier ones can't be changed."),
    "star_total_wrong": ("得分和考核结果对不上。", "The total isn't that of the result."),
    "banner_taken": ("这一期的流动红旗已经在{name}。", "The banner of this period is already with {name}."),
    "report_office_only": (
        "上报材料由本单位领导小组办公室办理。",
        "Reports are the business of the house's own office.",
    ),
    "report_second_person": ("自己写的不能自己审核，请另一位办理。", "Nobody checks what they wrote themselves."),
    "report_filed": (
        "已经报送备案，不能再改。需要改正时请另报更正。",
        "It was sent and is filed as it is. To put something right, send a correction.",
    ),
    "report_incomplete": ("报送之前，请先填好这一项。", "Please fill this in before you send it."),
    "report_unchecked": (
        "每一处都要由没有写它的人审核通过才能报送；审核之后改过的，要重新审核。",
        "Each part has to be checked by somebody who didn't write it, and again where it was changed since.",
    ),
    "report_unknown": ("要更正的材料不存在，或还没有报送。", "What is to be corrected isn't there or wasn't sent."),
    "bad_edition": ("更正次数写得不对。", "The number of the edition isn't right."),
}

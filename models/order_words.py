"""What a person reads when an order, its report or an assistance was not taken; joined in `models.words`."""

from __future__ import annotations

ORDER_REASONS: dict[str, tuple[str, str]] = {
    # Values
    "bad_within": ("期限应在 1 到 250 个工作日之间。", "the time is from 1 to 250 working days."),
    "origin_missing": ("请写明这件事从哪里来。", "please say what this rests on."),
    # Issuing
    "origin_unknown": (
        "依据的那份记录找不到，或者还没有公布。",
        "What this rests on can't be found, or isn't published yet.",
    ),
    "order_incomplete": ("发出之前，请先填好这一项。", "Please fill this in before you issue the order."),
    "order_issued": (
        "通知书已经发出，内容不能再改。要改，请撤销后另发一份。",
        "The order is issued and stands. To change it, withdraw it and issue another.",
    ),
    "order_not_issued": ("通知书还没有发出。", "The order has not been issued."),
    "matter_has_order": (
        "这件事已经有一份通知书了：一事一单。",
        "This matter has an order already: one matter, one order.",
    ),
    "responsible_of_unit": (
        "责任人应是该科室的人，或科室负责人。",
        "Who is responsible must be of the unit, or its head.",
    ),
    "order_office_only": (
        "只有院领导和督导可以办。",
        "Only leaders and supervisors of the institution may do this.",
    ),
    # Answering
    "order_unit_only": (
        "只有责任人、科室负责人和他们指定的经办人可以办。",
        "Only who is responsible, the head, and those whom they take along may do this.",
    ),
    "order_handed_over": (
        "这份通知书已经交给别人负责。你写的内容还在，可以转给现在的责任人，也可以复制。",
        "Somebody else is responsible for this order now. What you wrote is still here: hand it on, or copy it.",
    ),
    "handover_reason": ("请写明为什么更换责任人。", "Please say why somebody else is responsible now."),
    "handover_over": (
        "责任人刚刚已经换过，请先看现在是谁。",
        "Who is responsible has just changed. Please look who it is now.",
    ),
    "report_checked": (
        "这一轮已经复查过，照片不能再改。",
        "This round has been looked at, and its pictures stand.",
    ),
    "extension_waits": (
        "上一次延期申请还没有答复。",
        "The extension that you asked for before is still to be answered.",
    ),
    "extension_earlier": ("延期应晚于现在的期限。", "An extension must be later than the day that holds now."),
    "nothing_asked": ("没有这次延期申请。", "Nobody has asked for this extension."),
    "not_reported": ("还没有整改报告，不能复查。", "There is no report to look at yet."),
    "recheck_over": ("这一轮已经过去，请复查最新的报告。", "This round is over; please look at the latest report."),
    "order_not_independent": (
        "复查、销号要由没有参与整改、也不属于该科室的人来办。",
        "Only somebody who has no part in the work and isn't of the unit rechecks and closes.",
    ),
    "helper_looks_again": (
        "院领导、督导和复查人要留着复查，不能做经办人。",
        "The office and those charged with the recheck look again, so they can't be taken along.",
    ),
    "checker_of_unit": (
        "复查人不能是该科室的人，也不能是写报告的人。",
        "Who rechecks can't be of the unit, nor have reported.",
    ),
    "not_passed": ("复查合格之后才能销号。", "It can be closed once a recheck has passed it."),
    "order_closed": ("已经销号。要再办，请先重新打开。", "The order is closed. Open it anew first."),
    "order_not_closed": ("还没有销号，不用重新打开。", "The order isn't closed, so there is nothing to open."),
    "order_withdrawn": (
        "通知书已经撤销。你写的内容还在，可以另存。",
        "The order was withdrawn. What you wrote is still here.",
    ),
    "step_not_reached": ("还没有到这一步。", "This step has not been reached."),
    # Assistance
    "assistance_leader_only": (
        "只有帮扶的领导和本单位的领导、督导可以办。",
        "Only the leader who assists, and leaders and supervisors of the institution, may do this.",
    ),
    "assistance_begun": ("帮扶已经开始，约定的内容不能再改。", "The assistance has begun and its terms stand."),
    "assistance_not_begun": ("帮扶还没有开始。", "The assistance has not begun."),
    "assistance_closed": ("帮扶已经结束。要再办，请先重新打开。", "The assistance has ended. Open it anew first."),
    "assistance_not_closed": ("帮扶还没有结束。", "The assistance hasn't ended."),
    "indicator_missing": ("至少要有一个指标。", "It needs an indicator at least."),
    "unknown_indicator": ("没有这个指标。", "There is no such indicator."),
    "reading_differs": (
        "与该时段的考核结果不符，请核对。",
        "This isn't what the period's result says; please check it.",
    ),
    "not_improved": (
        "指标还没有改观，帮扶不能结束。",
        "The indicators haven't improved, so the assistance can't end.",
    ),
}

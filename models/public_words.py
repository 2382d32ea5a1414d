"""What a person reads when a batch, a ruling, a case or a complaint was not taken; joined in `models.words`."""

from __future__ import annotations

PUBLIC_REASONS: dict[str, tuple[str, str]] = {
    "bad_label_count": ("一批是 1 到 2000 个码。", "a batch has from 1 to 2,000 codes."),
    "rating_office_only": (
        "只有院领导和督导可以办。",
        "Only leaders and supervisors of the institution may do this.",
    ),
    "batch_incomplete": ("请先填好这一项。", "Please fill this in first."),
    "batch_stopped": ("这一批已经停用。要再用，请另印一批。", "This batch is stopped. Print another one."),
    "batch_active": ("这一批已经有人启用了。", "Somebody has activated this batch already."),
    "batch_over": (
        "这一批码的有效期已过（到 {day}）。请另印一批。",
        "This batch was good until {day}. Print another one.",
    ),
    "batch_until": ("有效期从今天起，最晚到 {last}。", "It is from today until {last} at the latest."),
    "measure_programmes": (
        "满意率怎么算，由方案和表单决定，不能另选。",
        "How the rate is worked out is for the programme and its form to say, and nobody's choice.",
    ),
    "batch_number_wrong": (
        "与印在标签纸上的批号不符，请再看一下。",
        "This isn't the number that is printed on the sheets; please look again.",
    ),
    "second_person_only": (
        "要由没有经手这批码、也不属于该科室的人来定。",
        "This is for somebody who hasn't made or activated the batch and isn't of the unit.",
    ),
    "flag_ruled": ("已经有人定过了。", "Somebody has decided this already."),
    "case_not_yours": (
        "只有该科室负责人、经办人和院领导、督导可以回复。",
        "Only the unit's head, who handles it, and the office may answer.",
    ),
    "case_closed_by_office": (
        "要由不属于该科室的院领导或督导来结案。",
        "A leader or supervisor who isn't of the unit closes it.",
    ),
    "case_closed": ("这件已经结案。", "This case is closed."),
    "answer_first": ("请先回复来评价或投诉的人。", "Please answer who has rated or complained first."),
    "complaint_incomplete": ("请先填好这一项。", "Please fill this in first."),
    "complaint_not_yours": (
        "已经交给别人办。只有经办人和院领导、督导可以办。",
        "Somebody else handles this. Only that person and the office may go on with it.",
    ),
    "finding_by_office": (
        "是否属实，要由不属于该科室的院领导或督导来定。",
        "Whether it was so is for a leader or supervisor who isn't of the unit.",
    ),
    "complaint_own_unit": (
        "投诉的是您所在的科室，要由别人来改。",
        "It is about your own unit; somebody else has to change that.",
    ),
    "complaint_closed": ("已经认定，不能再改。", "It has been decided and stands."),
}

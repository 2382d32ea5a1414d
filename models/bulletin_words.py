"""What a person reads when something of publishing was not taken; joined in `models.words`."""

from __future__ import annotations

BULLETIN_REASONS: dict[str, tuple[str, str]] = {
    "publishers_only": (
        "只有组长和制订方案的人可以公布。",
        "Only the team's leader and those who planned it may publish.",
    ),
    "publication_two": (
        "公布要两个人：提议的人不能自己确认，请另一位办理。",
        "Publishing takes two people: whoever proposed it can't confirm it.",
    ),
    "publication_waits": (
        "已经提议公布，正在等人确认。要修改，请先退回。",
        "It has been proposed and waits to be confirmed. Return it first to change it.",
    ),
    "publication_not_proposed": ("还没有人提议公布，或已经退回。", "Nobody has proposed this, or it was returned."),
    "publication_empty": ("请至少选一条要公布的内容。", "Please choose at least one matter to publish."),
    "visit_not_ended": (
        "组长结束现场检查之后才能公布。",
        "It can be published once the leader has finished the visit.",
    ),
    "finding_is_out": ("这一条已经公布，不能再改。", "This has been published and stands."),
    "photo_of_visit": ("照片不在本次检查的记录里。", "This picture isn't among those of the visit."),
    "names_inspector": (
        "选了不公开检查人员姓名，但这里写了检查人员的名字。请改写。",
        "Names are to be withheld, but an inspector's name stands here. Please reword it.",
    ),
    "names_were_withheld": (
        "这次检查已经公布过，当时说好不公开检查人员姓名，不能再改成公开。",
        "Of this visit something is out without the inspectors' names, and so they stay withheld.",
    ),
    "bulletin_office_only": (
        "通报由领导小组办公室办理。",
        "Bulletins are the business of the leaders and supervisors.",
    ),
    "bulletin_issued": (
        "通报已经印发，不能再改。需要改正时请另发更正通报。",
        "The bulletin is issued and stands. To put something right, issue a correction.",
    ),
    "bulletin_incomplete": ("印发之前，请先填好这一项。", "Please fill this in before you issue the bulletin."),
    "finding_unknown": (
        "引用的检查发现不存在，或还没有公布。",
        "The finding doesn't exist or hasn't been published.",
    ),
    "photo_of_finding": ("照片不在已公布的检查发现里。", "This picture isn't among those of a published finding."),
    "bulletin_unknown": (
        "要更正的通报不存在，或还没有印发。",
        "The bulletin to be corrected isn't there or isn't issued.",
    ),
    "objection_over": ("异议期已过。", "The period for objections is over."),
    "objection_raised": ("异议已经提出，不能再改。", "The objection is raised and stands."),
    "objection_unit_only": ("由本科室负责人提出。", "The head of the unit raises this."),
    "objection_not_answered": ("这条异议还没有答复。", "This objection hasn't been answered yet."),
    "planners_there": (
        "制订方案的人还在任，请他们确认。",
        "Somebody of those who planned this still may confirm it: please ask them.",
    ),
    "objection_not_raised": ("还没有提出异议。", "No objection has been raised."),
}

"""What a person reads when something of a meeting was not taken; joined in `models.words`."""

from __future__ import annotations

MEETING_REASONS: dict[str, tuple[str, str]] = {
    "bad_place": ("次序不对，请重新排。", "this place in the order isn't possible; please sort again."),
    "meeting_staff_only": (
        "只有支部书记、主持人和记录人可以办。",
        "Only the branch's secretary, the chair and the scribes may do this.",
    ),
    "meeting_not_begun": ("会议还没有开始。", "The meeting has not begun."),
    "decision_tasked": (
        "这项决定已经下达过任务，不再另下一份。",
        "A task was handed out for this decision already; there is no second one.",
    ),
    "meeting_not_ended": ("会议结束之后才能签字。", "Minutes are signed once the meeting has ended."),
    "meeting_ended": (
        "会议已经结束，只能补充记录和决定。",
        "The meeting has ended: only notes and decisions may still be added.",
    ),
    "meeting_signed": (
        "会议记录已经签字，不能再改。你写的内容还在，可以另存或放弃。",
        "The minutes are signed and stand. What you wrote is still here: keep a copy or discard it.",
    ),
    "meeting_full": ("太多了，最多 {max} 项。", "too many: at most {max}."),
    "leader_comments": (
        "支部书记由领导点评，不在这里记。",
        "A secretary is commented on by the leader, not here.",
    ),
    "no_such_part": ("没有这一部分。", "There is no such part."),
    "unknown_meeting": (
        "这次表决不属于那个支部的会议，请从会议里重新发起。",
        "That meeting is not of the branch that is asked: put the poll from the meeting itself.",
    ),
    "no_such_item": ("议程里已经没有这一项。", "The agenda has no such item any more."),
}

"""What a person reads when something was not taken: short, kind, exact, and what to do now.

Promises: `explain` never raises and never shows a key; every reason in the rules has both languages (a test looks).
`{…}` are the refusal's own parameters. A sentence about an item begins with its number as the person sees it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from models.assessment_words import ASSESSMENT_REASONS
from models.ballot_words import BALLOT_REASONS
from models.bulletin_words import BULLETIN_REASONS
from models.deed_words import DEED_REASONS
from models.honour_words import HONOUR_REASONS
from models.inspection_words import INSPECTION_REASONS
from models.malformed_words import MALFORMED_REASONS
from models.meeting_words import MEETING_REASONS
from models.order_words import ORDER_REASONS
from models.poll_words import POLL_REASONS
from models.programme_words import PROGRAMME_REASONS
from models.public_words import PUBLIC_REASONS
from models.round_words import ROUND_REASONS

_PARAMETER = re.compile(r"\{(\w+)\}")

REASONS: dict[str, tuple[str, str]] = {
    # A form's answers
    "wrong_type": ("填写的内容类型不对，请重新填写。", "this answer has the wrong form; please fill it in again."),
    "rating_range": ("评分应在 {min} 到 {max} 之间。", "the rating must be from {min} to {max}."),
    "rating_step": ("评分应从 {min} 起，每档 {step}。", "ratings go in steps of {step} from {min}."),
    "score_range": ("得分应在 {min} 到 {max} 之间。", "the score must be from {min} to {max}."),
    "score_step": ("得分应以 {step} 为一档。", "scores go in steps of {step}."),
    "number_range": ("数值超出允许的范围，请核对。", "the number is outside what is allowed; please check it."),
    "number_step": ("数值应以 {step} 为一档。", "numbers go in steps of {step}."),
    "unknown_option": ("选项已不存在，请重新选择。", "this option is not on offer; please choose again."),
    "repeated_choice": ("同一选项选了两次，请去掉一个。", "one option was chosen twice; please remove one."),
    "too_many_choices": ("最多选 {max} 项，请去掉多余的。", "choose at most {max}; please remove some."),
    "too_few_choices": ("选得太少，至少选 {min} 项。", "choose at least {min}."),
    "text_too_long": ("文字太长，请删短一些。", "the text is too long; please shorten it."),
    "text_too_short": ("文字太短，至少写 {min} 个字。", "the text is too short: at least {min} characters."),
    "text_empty": ("不能为空，请填写。", "this can't be empty; please fill it in."),
    "photo_reference": ("照片信息不完整，请重新拍摄。", "the picture is incomplete; please take it again."),
    "bad_day": ("日期不存在，请重新选择。", "there is no such day; please choose again."),
    "date_range": ("日期超出允许的范围，请重新选择。", "the date is outside what is allowed; please choose again."),
    "unknown_item": (
        "表单里没有这一项，请更新后重填。",
        "the form has no such item; please update and fill it in again.",
    ),
    "missing_answer": (
        "还没有填写（共缺 {count} 项）。填好后再提交。",
        "it is not filled in yet ({count} missing in all). Fill it in, then submit.",
    ),
    "constraint_broken": (
        "填写的内容不符合这一项的要求，请核对。",
        "this answer doesn't meet what the form asks of it; please check it.",
    ),
    "constraint_said": (
        "填写的内容不符合要求：{words}。",
        "this answer doesn't meet what the form asks: {words}.",
    ),
    # Closing
    "submitted": (
        "这份表已经提交，不能再改。你写的内容还在，可以另存或放弃。",
        "This was already submitted and can't be changed. What you wrote is still here: keep a copy or discard it.",
    ),
    "late_over": (
        "补交期（{hours} 小时）已过，没有收下。你写的内容还在，可以另存或放弃。",
        "The {hours} hours for late work are over. What you wrote is still here: keep a copy or discard it.",
    ),
    "correction_over": (
        "只能在当天修改，现在已过。你写的内容还在，可以另存或放弃。",
        "Corrections end with the day. What you wrote is still here: keep a copy or discard it.",
    ),
    "form_used": (
        "这份表单已经有人填写，不能再改。请新建一个版本。",
        "This form is in use and can't be changed. Please make a new version.",
    ),
    # Self-evaluation
    "day_ahead": ("这一天还没有到，不能填。今天是 {today}。", "That day has not come yet. Today is {today}."),
    "day_before": (
        "这一天你还没有加入科室，不能自评。最早可以填 {first}。",
        "You belonged to no unit on that day. The first day that you can evaluate is {first}.",
    ),
    "subject_not_here": (
        "这个时段对方还没有来，不用评。",
        "The person had not come yet in that period; nothing is to be said of it.",
    ),
    "form_about_others": (
        "这份表是评别人的，不能用来自评。",
        "This form asks about others; nobody evaluates himself on it.",
    ),
    "unknown_form": (
        "这个版本的表单找不到，请更新后重试。你写的内容会保留。",
        "This version of the form is not known. Please update and try again; what you wrote is kept.",
    ),
    "not_yours": (
        "这是别人的记录，你可以看，不能改。",
        "This belongs to somebody else: you may read it, not change it.",
    ),
    # Results
    "bad_month": ("月份应像 2026-10。", "A month is written like 2026-10."),
    "ended_before_begin": (
        "不能在开始之前终止，最早是 {day}。",
        "It can't end before it begins; the earliest day is {day}.",
    ),
    "month_running": (
        "这个月还没有过完，{day} 以后才能结账。",
        "The month isn't over: it can be closed after {day}.",
    ),
    "month_before_anybody": (
        "这个月还没有人在册，没有可以结账的。",
        "Nobody was on the roster yet in this month: there is nothing to close.",
    ),
    "month_closed": ("这个月已经结账。可以更正，或先重新打开。", "The month is closed. Correct it, or open it first."),
    "month_closing": (
        "这个月正在结账，请稍后再试。",
        "The month is being closed. Try again in a moment.",
    ),
    "month_open": ("这个月现在没有结账。", "The month isn't closed now."),
    "close_reason": ("请写明原因。", "Please give the reason."),
    "one_step": ("一次只能结账、重开或更正其中一项。", "Close, open or correct: one at a time."),
    "closers_only": (
        "只有本单位的督导和管理员可以结账。",
        "Only supervisors and administrators of the institution close a month.",
    ),
    # People and places
    "administrators_only": (
        "只有本单位管理员可以改。请联系管理员。",
        "Only your institution's administrators may change this. Please ask one.",
    ),
    "both_sides": (
        "改变隶属关系，须由现上级和新上级双方的管理员办理。",
        "Only an administrator of both the present and the new parent may move an institution.",
    ),
    "name_missing": ("请填写名称。", "Please give it a name."),
    "title_missing": ("请填写标题。", "Please give it a title."),
    "unknown_unit": ("没有这个科室，或不属于本单位。", "There is no such unit in this institution."),
    "unknown_branch": ("没有这个党支部，或不属于本单位。", "There is no such party branch in this institution."),
    "unknown_institution": ("没有这个机构。", "There is no such institution."),
    "unknown_place": (
        "任职地点不属于本单位或下级单位。",
        "This place is not in the person's institution or one below it.",
    ),
    "role_place": (
        "职务和地点不符：科主任在科室，书记在支部，其余在机构。",
        "Role and place don't fit: heads at units, secretaries at branches, others at the institution.",
    ),
    "place_has_people": (
        "{day} 之后还有 {count} 人在这里（{name}等），请先把他们调走，再停用。",
        "After {day}, {count} people are still here ({name} and so on); please move them before ending it.",
    ),
    "place_has_places": (
        "{day} 之后还有 {count} 个下级（{name}等），请先改它们的上级或停用它们。",
        "After {day}, {count} places still stand under it ({name} and so on); please move or end them first.",
    ),
    "place_has_roles": (
        "{day} 之后还有 {count} 个职务在这里（{name}等），请先结束职务，再停用。",
        "After {day}, {count} roles are still held here ({name} and so on); please end them first.",
    ),
    "place_ended": (
        "这个科室或支部那时已经停用，请选别的，或先重新启用它。",
        "That unit or branch has ended by then; please choose another, or take it up again first.",
    ),
    "loop": ("上级不能是自己或自己的下级。", "It can't be placed under itself."),
    "last_administrator": (
        "这是最后一位管理员，请先指定另一位。",
        "This is the last administrator; please name another first.",
    ),
    "ends_before_it_begins": ("结束日期早于开始日期。", "The end is before the beginning."),
    "unknown_zone": ("时区不存在，请重新选择。", "There is no such time zone; please choose again."),
    # Forms as documents
    "bad_form_name": ("表单编号应像 daily@1。", "A form is named like daily@1."),
    "bad_hours": ("补交期应在 0 到 720 小时之间。", "The time for late work is from 0 to 720 hours."),
    "bad_moment": ("时间不正确，请重新选择。", "This moment is not possible; please choose again."),
    "item_type": ("题型不认识，请重新选择。", "This type of item is not known; please choose again."),
    "item_label": ("题目不能为空，也不能超过 500 字。", "An item needs a text of at most 500 characters."),
    "item_required": ("“必填”只能是“是”或“否”。", "An item is required or it is not."),
    "item_order": ("题目的次序应是数字。", "The order of an item is a number."),
    "item_options": ("选项不能为空或重复，最多 100 个。", "Options can't be empty or repeated; at most 100."),
    "item_bounds": ("最小值、最大值不合理，请核对。", "Minimum and maximum don't fit; please check them."),
    "item_step": ("每档的大小应大于 0。", "A step must be more than 0."),
    "item_condition": (
        "显示或限制条件写得不对，请核对。",
        "The condition for showing or limiting this item is not a whole one.",
    ),
    "item_initial": ("预填的答案这一题不接受，请核对。", "The item does not take the answer it begins with."),
    "too_many_items": ("题目太多，最多 {max} 项。", "Too many items: at most {max}."),
    # Any kind
    "step_up": (
        "需要动态验证码。内容还在，输入验证码后会送出。",
        "A fresh code is needed. What you wrote is still here and is sent once you have entered it.",
    ),
    "step_up_unset": (
        "本单位要求先启用动态验证码。内容还在，启用后可以再送出。",
        "Here this takes a second factor. What you wrote is still here: turn it on, then send it again.",
    ),
    "must_be_true": ("这一项不能撤销。", "This can't be taken back."),
    "written_once": ("这一项只能写一次，已经有别的内容。", "This is written once, and already holds something else."),
    "server_only": ("这一项由系统填写。", "The system writes this itself."),
    "wrong_id": ("编号与内容不符，请更新后重试。", "Its number doesn't fit its content. Please update and try again."),
    "wrong_kind": ("这个编号已属于别的记录。", "This number belongs to another kind of record."),
    "unknown_path": (
        "这个版本还不认识这一项，请更新后重试。",
        "This version doesn't know this field. Please update and try again.",
    ),
    **ASSESSMENT_REASONS,
    **BALLOT_REASONS,
    **MALFORMED_REASONS,
    **DEED_REASONS,
    **INSPECTION_REASONS,
    **MEETING_REASONS,
    **ORDER_REASONS,
    **BULLETIN_REASONS,
    **POLL_REASONS,
    **PROGRAMME_REASONS,
    **ROUND_REASONS,
    **PUBLIC_REASONS,
    **HONOUR_REASONS,
}

CODES: dict[str, tuple[str, str]] = {
    "malformed": ("数据损坏，没有收下。请更新后重试。", "The data arrived damaged. Please update and try again."),
    "replica": ("这台设备的登录已失效，请重新登录。", "This device's sign-in has ended. Please sign in again."),
    "stamp_reused": ("同一编号已有别的内容，设备会重新发送。", "This number is taken; the device will send it anew."),
    "clock_ahead": (
        "设备时间快了，校准后会重新发送。",
        "The device's clock is ahead; it will be sent again once corrected.",
    ),
    "stamp_order": ("顺序乱了，设备会重新发送。", "The order was mixed up; the device will send it again."),
    "unknown_kind": (
        "服务器还不认识这种记录，请更新后重试。",
        "The server doesn't know this kind of record. Please update and try again.",
    ),
    "outdated": (
        "版本过旧，请更新后重试。你写的内容会保留。",
        "This version is too old. Please update; what you wrote is kept.",
    ),
    "not_found": ("找不到这份记录，或者你无权查看。", "There is no such record, or you may not see it."),
    "forbidden": ("你可以看，不能改。", "You may read this, not change it."),
    "closed": (
        "已经截止，没有收下。你写的内容还在，可以另存或放弃。",
        "It is closed. What you wrote is still here: keep a copy or discard it.",
    ),
    "immutable": ("这一项只能写一次，已经有别的内容。", "This is written once, and already holds something else."),
    "invalid": ("内容不符合要求，请核对。", "This doesn't fit what is asked for; please check it."),
}


def explain(code: str, reason: str, params: Mapping[str, int | float | str], language: str) -> str:
    """The sentence for a refusal; `language` as in Accept-Language's best match, Chinese unless it begins with "en"."""
    english = language.lower().startswith("en")
    words = REASONS.get(reason) or CODES.get(code) or CODES["invalid"]
    sentence = _PARAMETER.sub(lambda found: str(params.get(found[1], "…")), words[english])
    number, label = params.get("number"), params.get("label")
    if not number:
        return sentence[:1].upper() + sentence[1:]
    if english:
        return f"Item {number} ({label}): {sentence}" if label else f"Item {number}: {sentence}"
    return f"第 {number} 项「{label}」没有被接受：{sentence}" if label else f"第 {number} 项没有被接受：{sentence}"

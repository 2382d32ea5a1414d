"""What a person reads when something was not taken: short, kind, exact, and what to do now.

Promises: `explain` never raises and never shows a key; every reason in the rules has both languages (a test looks).
`{…}` are the refusal's own parameters. A sentence about an item begins with its number as the person sees it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from models.assessment_words import ASSESSMENT_REASONS
from models.bulletin_words import BULLETIN_REASONS
from models.deed_words import DEED_REASONS
from models.inspection_words import INSPECTION_REASONS
from models.malformed_words import MALFORMED_REASONS
from models.order_words import ORDER_REASONS

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
    # Checklists
    "checklist_keepers_only": (
        "检查表由本单位管理员和督导维护。",
        "Checklists are kept by your institution's administrators and supervisors.",
    ),
    "checklist_published": (
        "这一版检查表已经发布，不能再改。请新建一个版本。",
        "This version of the checklist is published and stands. Please make a new version.",
    ),
    "checklist_incomplete": (
        "发布之前，检查表至少要有一项，并有版本号。",
        "Before it is published, a checklist needs an item and a version.",
    ),
    "checklist_group": (
        "分组最多 5 级，子项最多 60 个，且编号不能重复。",
        "An item stands under at most 5 headings and has at most 60 parts, each with an id of its own.",
    ),
    "bad_version": ("版本号应是 1 到 9999 的整数。", "A version is a whole number from 1 to 9,999."),
    "supersedes_unknown": (
        "新版本应接在本单位已发布的、版本号较低的检查表之后。",
        "A new version follows a published one of the same institution with a lower number.",
    ),
    # Programmes
    "programme_makers_only": (
        "只有本单位的管理员和督导可以改方案。",
        "Only administrators and supervisors may change the institution's programmes.",
    ),
    "programme_published": (
        "方案已发布，不能再改。请另建新版本。",
        "This programme is published. Please make a new version of it.",
    ),
    "programme_head_missing": ("请填写方案的代号和版本。", "A programme needs a code and a version."),
    "programme_element": ("“{field}”填写有误，请核对。", "“{field}” isn't right; please check it."),
    "programme_incomplete": (
        "方案还有 {count} 处要改，第一处在“{place}”。",
        "{count} things are still to be put right in this programme, first at “{place}”.",
    ),
    "item_reused": (
        "“{item}”在上一版是另一种题目，请换一个编号。",
        "“{item}” was another kind of item in the version before; please give it an id of its own.",
    ),
    "bad_programme_code": (
        "代号只能用字母、数字和 _ . -，最多 48 个。",
        "A code holds letters, digits and _ . - only, at most 48.",
    ),
    "bad_cadence": ("频次填写有误，请核对。", "This cadence isn't right; please check it."),
    "unknown_cadence_place": ("没有这项评价，或月份不对。", "There is no such evaluation, or no such month."),
    "form_ended": ("这份表单所属的方案已经结束。", "The programme of this form has ended."),
    "programme_ended": ("这个方案已经结束。", "This programme has ended."),
    "owner_of_elsewhere": ("负责人应是本单位的人员。", "An owner must be somebody of this institution."),
    "version_taken": (
        "这份方案的第 {version} 版已经发布。请在它之上另建新版本。",
        "Version {version} of this programme is published. Please make the next version from that one.",
    ),
    "supersedes_nothing": (
        "被替代的应是同一方案的较早版本。",
        "What it supersedes must be an earlier version of the same programme.",
    ),
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
    **MALFORMED_REASONS,
    **DEED_REASONS,
    **INSPECTION_REASONS,
    **ORDER_REASONS,
    **BULLETIN_REASONS,
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

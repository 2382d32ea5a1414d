"""The forms that every deployment brings: the library that everybody reads, as data.

Promises: written by the server alone, never changed once used; a better wording is a new version. Chinese is the text,
`*_en` its English. The daily form takes six taps on a day without anything special.
"""

from __future__ import annotations

from typing import Any

from models.document import ServerAct, natural_id


def _option(value: str, label: str, label_en: str) -> dict[str, str]:
    return {"value": value, "label": label, "label_en": label_en}


def _item(order: int, type: str, label: str, label_en: str, **more: Any) -> dict[str, Any]:
    return {"order": order, "type": type, "label": label, "label_en": label_en, **more}


_KEPT = [
    _option("full", "做到", "Kept"),
    _option("partly", "部分做到", "Partly"),
    _option("missed", "没做到", "Not kept"),
    _option("none", "今天没遇到", "Did not arise"),
]

_DAILY = {
    "title": "每日自评",
    "title_en": "Daily self-evaluation",
    "items/first_asked": _item(
        1, "choice", "首问负责", "First asked, first responsible", required=True, options=_KEPT, aspect="服务"
    ),
    "items/attitude": _item(
        2, "rating", "服务态度", "Manner with patients", required=True, min=1, max=5, step=1, aspect="服务"
    ),
    "items/discipline": _item(3, "yes_no", "遵守劳动纪律", "Kept working discipline", required=True, aspect="纪律"),
    "items/praise": _item(
        4, "number", "患者表扬次数", "Times praised by patients", min=0, max=99, step=1, aspect="服务"
    ),
    "items/study": _item(
        5,
        "multiple",
        "今天学习了什么",
        "Learnt today",
        max_choices=3,
        aspect="学习",
        options=[
            _option("guideline", "诊疗规范", "Clinical guidelines"),
            _option("skill", "操作技能", "Practical skills"),
            _option("theory", "理论政策", "Theory and policy"),
            _option("case", "病例讨论", "Case discussion"),
        ],
    ),
    "items/remark": _item(6, "text", "有什么要说明", "Anything to explain", max=500, aspect="其他"),
    "items/photo": _item(7, "photo", "照片", "Picture", aspect="其他"),
}

_NURSING = {
    "title": "护理每日自评",
    "title_en": "Daily self-evaluation for nurses",
    "items/hand_hygiene": _item(1, "pass_fail", "手卫生", "Hand hygiene", required=True, aspect="质量"),
    "items/checks": _item(2, "pass_fail", "三查七对", "Checks before medication", required=True, aspect="质量"),
    "items/rounds": _item(
        3, "score", "按时巡视病房", "Ward rounds on time", required=True, min=0, max=10, step=0.5, aspect="质量"
    ),
    "items/attitude": _item(
        4, "rating", "服务态度", "Manner with patients", required=True, min=1, max=5, step=1, aspect="服务"
    ),
    "items/teaching": _item(5, "number", "健康宣教人次", "Patients taught", min=0, max=200, step=1, aspect="服务"),
    "items/handed_over": _item(6, "yes_no", "床旁交接完整", "Full bedside handover", required=True, aspect="纪律"),
    "items/next_training": _item(7, "date", "下次培训日期", "Next training", aspect="学习"),
    "items/signature": _item(8, "signature", "签名", "Signature", aspect="其他"),
}

_RATED = {"required": True, "min": 1, "max": 5, "step": 1}

_REVIEW = {
    "title": "同事互评",
    "title_en": "Peer review",
    "items/virtue": _item(1, "rating", "德：医德医风", "Ethics", aspect="德", **_RATED),
    "items/ability": _item(2, "rating", "能：业务能力", "Skill", aspect="能", **_RATED),
    "items/diligence": _item(3, "rating", "勤：工作态度", "Diligence", aspect="勤", **_RATED),
    "items/achievement": _item(
        4, "score", "绩：工作实绩", "Results", required=True, min=0, max=10, step=0.5, aspect="绩"
    ),
    "items/integrity": _item(5, "rating", "廉：廉洁自律", "Integrity", aspect="廉", **_RATED),
}

_SATISFIED = [
    _option("very", "很满意", "Very satisfied"),
    _option("satisfied", "满意", "Satisfied"),
    _option("fairly", "基本满意", "Fairly satisfied"),
    _option("not", "不满意", "Not satisfied"),
    _option("unknown", "不了解", "Don't know"),
]

_SATISFACTION = {
    "title": "服务对象满意度",
    "title_en": "Satisfaction of those served",
    "items/overall": _item(1, "choice", "总的来说满意吗", "All in all, satisfied?", required=True, options=_SATISFIED),
    "items/manner": _item(2, "choice", "服务态度", "Manner", options=_SATISFIED),
    "items/waiting": _item(3, "choice", "候诊等待", "Waiting", options=_SATISFIED),
    "items/fees": _item(4, "choice", "收费清楚", "Clear fees", options=_SATISFIED),
    "items/gift": _item(5, "yes_no", "有人收红包或礼物", "Somebody took a gift"),
    "items/words": _item(6, "text", "意见和建议", "What should be better", max=300),
}

_UPWARD = {
    "title": "领导班子成员评议",
    "title_en": "Evaluation of leaders",
    "items/virtue": _item(1, "rating", "德：政治品质与作风", "Character", aspect="德", **_RATED),
    "items/ability": _item(2, "rating", "能：组织领导", "Leading", aspect="能", **_RATED),
    "items/diligence": _item(3, "rating", "勤：尽职尽责", "Diligence", aspect="勤", **_RATED),
    "items/achievement": _item(4, "rating", "绩：分管工作实绩", "Results", aspect="绩", **_RATED),
    "items/integrity": _item(5, "rating", "廉：廉洁自律", "Integrity", aspect="廉", **_RATED),
}

CONTESTS = {
    "quality": ("比素质", "Quality"),
    "drive": ("比干劲", "Drive"),
    "dedication": ("比奉献", "Dedication"),
    "innovation": ("比创新", "Innovation"),
    "style": ("比作风", "Style of work"),
}
"""The five contests 五比 by their items; each is an aspect of its own."""

_CONTEST = {
    "title": "五比自评",
    "title_en": "The five contests",
    **{
        f"items/{id}": _item(order, "rating", label, label_en, aspect=label, **_RATED)
        for order, (id, (label, label_en)) in enumerate(CONTESTS.items(), 1)
    },
}

_INTERVIEW = {
    "title": "现场访谈",
    "title_en": "Interview on the spot",
    "items/who": _item(
        1,
        "choice",
        "对方是",
        "Who is it",
        required=True,
        options=[_option("patient", "患者", "A patient"), _option("family", "家属", "A relative")],
    ),
    "items/overall": _item(2, "choice", "总的来说满意吗", "All in all, satisfied?", required=True, options=_SATISFIED),
    "items/waited": _item(3, "number", "等了多少分钟", "Minutes waited", min=0, max=600),
    "items/explained": _item(4, "yes_no", "病情和费用讲清楚了", "Condition and fees were explained"),
    "items/gift": _item(5, "yes_no", "有人收红包或礼物", "Somebody took a gift"),
    "items/words": _item(6, "text", "原话", "In their words", max=300),
}
"""No name, no bed, no age: who was asked can't be found again."""

FORMS: dict[str, dict[str, Any]] = {
    "daily@1": _DAILY,
    "nursing@1": _NURSING,
    "review@1": _REVIEW,
    "upward@1": _UPWARD,
    "satisfaction@1": _SATISFACTION,
    "contest@1": _CONTEST,
    "interview@1": _INTERVIEW,
}

ABOUT_OTHERS = frozenset({"review", "upward", "satisfaction", "interview"})
"""Those, by their names without the version, on which nobody evaluates himself: they ask about somebody else."""


def acts() -> list[ServerAct]:
    """What the server writes into an empty database so that there is something to fill in."""
    return [
        ServerAct(natural_id(f"form/{name}"), "form", {"name": name, **registers}) for name, registers in FORMS.items()
    ]

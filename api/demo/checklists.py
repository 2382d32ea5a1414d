"""The checklists of the demonstration: one in force for the service windows, and the draft of its next version.

Promises: pure; written by the supervisor, published once, before `now_ms`.
"""

from __future__ import annotations

from typing import Any

from api.demo.hospital import Colleague, Deed, Hospital
from models.calendar import HOUR_MS, add_days, day_start_ms
from sync.stamp import make

_APPEARANCE = [
    {"id": "badge", "text": "工号牌佩戴端正"},
    {"id": "dress", "text": "着装整洁"},
    {"id": "desk", "text": "台面物品摆放有序"},
]
_ITEMS: dict[str, dict[str, Any]] = {
    "on_duty": {"text": "窗口按时开放，有人值守", "group": ["服务窗口", "在岗"], "core": True, "polarity": "required"},
    "appearance": {"text": "仪容仪表", "group": ["服务窗口", "在岗"], "children": _APPEARANCE, "polarity": "required"},
    "idle": {
        "text": "工作时间闲聊、玩手机",
        "group": ["服务窗口", "在岗"],
        "polarity": "prohibited",
        "evidence": "photo_if_fail",
    },
    "queue": {"text": "排队超过 15 分钟", "group": ["服务窗口", "等候"], "scale": "yes_no", "polarity": "prohibited"},
    "queue_why": {
        "text": "排队的原因",
        "group": ["服务窗口", "等候"],
        "scale": "text",
        "when": [["answer", "queue"], ["true"], ["="]],
        "required": True,
    },
    "manner": {
        "text": "使用文明用语，首问负责",
        "group": ["服务窗口", "态度"],
        "scale": "score",
        "points": 10,
        "step": 1,
        "rule": "每发现一次推诿扣 2 分，扣完为止",
        "deduct": {"each": 2, "cap": 10},
    },
    "fees": {"text": "收费项目和价格公开", "group": ["服务窗口", "公开"], "core": True, "method": "看公示栏"},
    "hygiene": {"text": "地面、厕所清洁", "group": ["环境"], "evidence": "photo_if_fail"},
}
_ADDED: dict[str, dict[str, Any]] = {
    "elderly": {"text": "为老年人设优先窗口", "group": ["服务窗口", "等候"], "polarity": "encouraged"},
}


def checklist_deeds(hospital: Hospital, today: str, now_ms: int) -> list[Deed]:
    """What the supervisor wrote of them."""
    here, keeper, made_ms = hospital.places["centre"], _keeper(hospital), _made_ms(today)
    first, second = checklist_id(hospital, today), make(made_ms, 2, keeper.replica)
    about: dict[str, Any] = {"institution": here, "name": "窗口服务检查表", "subject": "服务窗口"}
    draft = {**about, "version": 2, "supersedes": first, **_registers({**_ITEMS, **_ADDED})}
    deeds = [
        Deed(made_ms, keeper.id, first, "checklist", {**about, "version": 1, **_registers(_ITEMS)}),
        Deed(made_ms + HOUR_MS, keeper.id, first, "checklist", {"published": True}),
        Deed(made_ms + 30 * 24 * HOUR_MS, keeper.id, second, "checklist", draft),
    ]
    return [deed for deed in deeds if deed.moment_ms < now_ms]


def checklist_id(hospital: Hospital, today: str) -> bytes:
    """The one that is in force."""
    return make(_made_ms(today), 1, _keeper(hospital).replica)


def _made_ms(today: str) -> int:
    return day_start_ms(add_days(today, -40)) + 10 * HOUR_MS


def _keeper(hospital: Hospital) -> Colleague:
    here = hospital.places["centre"]
    return next(each for each in hospital.people if each.institution == here and each.role == "supervisor")


def _registers(items: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {f"items/{id}": {"order": order, **item} for order, (id, item) in enumerate(items.items(), 1)}

"""Items of checklists and the questions that they become, for pytest and vitest alike, in checklists.json."""

from __future__ import annotations

from typing import Any

from models.checklist_item import form_item, group_path
from tests.vectors.tagged import tag

ITEMS: list[dict[str, Any]] = [
    {"text": "物品摆放整齐"},
    {"text": "仪容", "order": 3, "group": ["窗口", "在岗"], "scale": "score", "points": "5", "required": True},
    {
        "text": "满意率",
        "text_en": "Satisfied",
        "group": "结果",
        "scale": "percent",
        "detail": "近一个月",
        "rule": "低于 90 不得分",
    },
    {"text": "选", "scale": "choice", "options": [{"value": "a", "label": "甲"}], "hint": "看现场"},
    {"text": "次数", "scale": "number", "min": 0, "max": 9, "step": 1, "when": [["true"]], "constraint": [["own"]]},
]


def checklist_vectors() -> dict[str, Any]:
    return {
        "questions": [
            {"item": tag(item), "question": tag(form_item(item)), "groups": group_path(item)} for item in ITEMS
        ]
    }

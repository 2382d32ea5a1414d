"""How the demonstration hospital scores each day's self-evaluation and the month that it makes with what else was done.

Promises: elements of its programme as data only; the models are sound and without a gap (a test looks).
"""

from __future__ import annotations

from typing import Any

_KEPT = {"full": 100, "partly": 60, "missed": 0}

DAILY_SCORE: dict[str, dict[str, Any]] = {
    "evaluations/daily": {
        "title": "每日自评",
        "title_en": "Daily self-evaluation",
        "kind": ["self"],
        "evaluators": ["staff"],
        "subjects": ["self"],
        "cadence": {"type": "unspecified"},
        "form": "daily@1",
        "scoring": "daily",
        "order": 90,
    },
    "scoring/daily": {
        "title": "每日自评得分",
        "title_en": "Daily score",
        "decimals": 1,
        "cap": 100,
        "components": [
            {
                "id": "first_asked",
                "title": "首问负责",
                "title_en": "First asked",
                "weight": 40,
                "source": {"items": "first_asked"},
                "points": _KEPT,
                "unknown_options": ["none"],
                "full": 100,
            },
            {
                "id": "attitude",
                "title": "服务态度",
                "title_en": "Manner",
                "weight": 35,
                "source": {"items": "attitude"},
                "full": 100,
                "out_of": 5,
            },
            {
                "id": "discipline",
                "title": "劳动纪律",
                "title_en": "Discipline",
                "weight": 25,
                "source": {"items": "discipline"},
                "points": {"true": 100, "false": 0},
                "full": 100,
            },
            {
                "id": "praise",
                "title": "患者表扬",
                "title_en": "Praise",
                "source": {"items": "praise"},
                "aggregate": "bonus",
                "each": 1,
                "cap": 5,
                "default": 0,
            },
        ],
        "gates": [
            {
                "id": "discipline",
                "title": "违反劳动纪律",
                "title_en": "Broke discipline",
                "when": "discipline < 100",
                "at_most": "fair",
            }
        ],
        "bands": [
            {"id": "excellent", "title": "优秀", "title_en": "Excellent", "min": 90},
            {"id": "good", "title": "良好", "title_en": "Good", "min": 75},
            {"id": "fair", "title": "合格", "title_en": "Fair", "min": 60},
            {"id": "below", "title": "待改进", "title_en": "To be improved", "otherwise": True},
        ],
        "order": 1,
    },
}

MONTH_SCORE: dict[str, dict[str, Any]] = {
    "evaluations/contest": {
        "title": "五比自评",
        "title_en": "Five contests",
        "kind": ["self"],
        "evaluators": ["staff"],
        "subjects": ["self"],
        "cadence": {"type": "unspecified"},
        "form": "contest@1",
        "order": 91,
    },
    "evaluations/month": {
        "title": "月度综合考核",
        "title_en": "The month together",
        "kind": ["combined"],
        "subjects": ["staff"],
        "cadence": {"type": "unspecified"},
        "combines": ["daily", "contest"],
        "scoring": "month",
        "decided_by": "leader",
        "order": 92,
    },
    "consequences/bonus": {
        "title": "月度奖金分配",
        "title_en": "The month's bonus",
        "input": "month",
        "pay": {
            "grades": [
                {"title": "优秀", "value": 120},
                {"title": "良好", "value": 100},
                {"title": "合格", "value": 80},
                {"title": "待改进", "value": 50},
            ]
        },
        "order": 90,
    },
    "scoring/month": {
        "title": "月度综合得分",
        "title_en": "Score of the month",
        "full": 100,
        "cap": 100,
        "components": [
            {
                "id": "daily",
                "title": "每日自评",
                "title_en": "Daily self-evaluation",
                "weight": 50,
                "source": {"evaluation": "daily"},
                "aggregate": "mean",
                "full": 100,
            },
            {
                "id": "contest",
                "title": "五比自评",
                "title_en": "Five contests",
                "weight": 20,
                "source": {"evaluation": "contest"},
                "aggregate": "mean",
                "full": 100,
            },
            {
                "id": "days",
                "title": "按时自评率",
                "title_en": "Days evaluated",
                "weight": 20,
                "source": {"indicator": "days"},
                "aggregate": "mean",
                "full": 100,
            },
            {
                "id": "activities",
                "title": "活动出席率",
                "title_en": "Attendance",
                "weight": 10,
                "source": {"activities": "all"},
                "aggregate": "mean",
                "full": 100,
                "default": 100,
            },
            {
                "id": "records",
                "title": "台账加分",
                "title_en": "Records",
                "source": {"records": "all"},
                "aggregate": "bonus",
                "each": 1,
                "cap": 5,
                "default": 0,
            },
        ],
        "gates": [
            {
                "id": "days",
                "title": "按时自评率不足 60%",
                "title_en": "Fewer than 60% of the days",
                "when": "days < 60",
                "at_most": "fair",
            }
        ],
        "bands": [
            {"id": "excellent", "title": "优秀", "title_en": "Excellent", "min": 90},
            {"id": "good", "title": "良好", "title_en": "Good", "min": 80},
            {"id": "fair", "title": "合格", "title_en": "Fair", "min": 60},
            {"id": "below", "title": "待改进", "title_en": "To be improved", "otherwise": True},
        ],
        "order": 2,
    },
}

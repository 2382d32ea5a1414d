"""How the demonstration hospital scores its daily self-evaluation: an element of its programme, and its scoring model.

Promises: data only; the model is sound and without a gap (a test looks).
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

"""What the demonstration's hospital added to its programme: the windows are assessed once a month, by the leader."""

from __future__ import annotations

from typing import Any

ELEMENT = "window_month"
FORM = "window_month"


def window_assessment() -> dict[str, Any]:
    """What the hospital added to its programme: the windows, once a month, by the leader."""
    score: dict[str, Any] = {"type": "score", "required": True, "min": 0, "step": 0.5}
    return {
        f"evaluations/{ELEMENT}": {
            "title": "窗口月考核",
            "title_en": "The windows, month by month",
            "kind": "unit_assessment",
            "evaluators": "leading_group",
            "subjects": "service_window",
            "cadence": {"type": "monthly"},
            "anonymity": "named",
            "form": FORM,
            "order": 90,
        },
        f"forms/{FORM}": {"title": "窗口月考核表", "title_en": "A window", "order": 90},
        f"forms/{FORM}/manner": {**score, "label": "服务态度", "label_en": "Manner", "max": 40, "order": 1},
        f"forms/{FORM}/order": {**score, "label": "窗口秩序", "label_en": "Order", "max": 30, "order": 2},
        f"forms/{FORM}/speed": {**score, "label": "办理速度", "label_en": "Speed", "max": 30, "order": 3},
        f"forms/{FORM}/reason": {"type": "text", "label": "扣分原因", "label_en": "Why", "max": 500, "order": 4},
    }

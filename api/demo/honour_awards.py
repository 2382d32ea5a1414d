"""The awards that the demonstration's hospital added: stars for windows, a banner each quarter, a star each month."""

from __future__ import annotations

from typing import Any

STARS, BANNER, MONTHLY = "star_window", "red_banner", "service_star"


def honour_awards() -> dict[str, Any]:
    """Stars for windows, a banner each quarter, and each month those whose service was best and against whom nothing
    speaks."""
    return {
        f"awards/{STARS}": {
            "title": "星级服务窗口",
            "title_en": "Star windows",
            "kind": "star",
            "subject": "service_window",
            "quota": "unspecified",
            "order": 91,
        },
        f"awards/{BANNER}": {
            "title": "流动红旗",
            "title_en": "Roving banner",
            "kind": "flag",
            "subject": "unit",
            "quota": 1,
            "order": 92,
        },
        f"awards/{MONTHLY}": {
            "title": "月度服务之星",
            "title_en": "Service stars of the month",
            "subject": "staff",
            "quota": 3,
            "period": "monthly",
            "vetoes": ["vetoed", "overdue_order"],
            "needs": {"total": 88},
            "order": 93,
        },
    }

"""The awards that the demonstration's hospital added to its programme: stars for windows, a banner each quarter."""

from __future__ import annotations

from typing import Any

STARS, BANNER = "star_window", "red_banner"


def honour_awards() -> dict[str, Any]:
    """What the hospital added to its programme: stars for windows, and a banner each quarter."""
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
    }

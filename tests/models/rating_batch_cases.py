"""Cases of a batch of codes: how its rate is worked out, and until when it is good; `make.py` writes them."""

from __future__ import annotations

from typing import Any

from models.built_in_forms import acts
from models.document import Document, Register
from models.rating_batch import is_over
from models.rating_formula import formula

FOUR = ["满意", "基本满意", "不满意", "不了解"]
SO_SO = [
    {"value": "good", "label": "不错", "label_en": "Good"},
    {"value": "close", "label": "差不多", "label_en": "About right"},
    {"value": "so", "label": "一般", "label_en": "So-so"},
    {"value": "poor", "label": "差", "label_en": "Poor"},
    {"value": "na", "label": "没用过", "label_en": "n/a"},
]
STRICT = {"metric": "satisfaction_rate", "numerator": ["满意"], "exclude": ["不了解"]}
WIDE = {"metric": "satisfaction_rate", "numerator": ["满意", "基本满意"], "exclude": ["不了解"]}
SILENT = {"metric": "satisfaction_rate", "numerator": ["满意", "基本满意"]}
OTHER_WORDS = {"metric": "satisfaction_rate", "numerator": ["很好", "好"]}


def _choice(options: list[Any], order: int = 1, **more: Any) -> dict[str, Any]:
    return {"type": "choice", "label": "满意吗", "order": order, "options": options, **more}


def _built_in(name: str) -> dict[str, Any]:
    (writes,) = (act.writes for act in acts() if act.writes.get("name") == name)
    return {path.removeprefix("items/"): value for path, value in writes.items() if path.startswith("items/")}


ITEMS: dict[str, dict[str, Any]] = {
    "four": {"service": _choice(FOUR), "overall": _choice(FOUR, 2)},
    "first": {"later": _choice(FOUR, 2), "first": _choice(SO_SO)},
    "satisfaction@1": _built_in("satisfaction@1"),
    "糟糕": {"overall": _choice(["很好", "一般", "糟糕"])},
    "失望": {"overall": _choice(["满意", "基本满意", "失望", "没满意", "不满意"])},
    "in English": {"overall": _choice(["Great", "OK", "Terrible", "Unsatisfactory", "Poor"])},
    "worst first": {"overall": _choice(["很差", "差", "一般", "好", "很好"])},
    "words that say neither": {"overall": _choice(["没意见", "有点慢", "太慢了"])},
    "two options": {"overall": _choice(["满意", "不满意"])},
    "all content": {"overall": _choice(["很满意", "满意", "基本满意"])},
    "no question": {"words": {"type": "text", "label": "意见", "order": 1}},
}


def rating_batch_vectors() -> dict[str, Any]:
    targets: list[dict[str, Any] | None] = [None, STRICT, WIDE, SILENT, OTHER_WORDS]
    return {
        "formulas": [
            {"form": name, "items": items, "target": target, "measure": formula(items, target)}
            for name, items in ITEMS.items()
            for target in targets
        ],
        "ends": [
            {"until": until, "day": day, "over": is_over(_batch(until), day)}
            for until in (None, "2026-11-21")
            for day in ("2026-11-20", "2026-11-21", "2026-11-22", "2027-01-01")
        ],
    }


def _batch(until: str | None) -> Document:
    document = Document(bytes(16), "rating_batch", bytes(16))
    if until is not None:
        document.registers["until"] = Register(bytes(16), until, bytes(16), 0)
    return document

"""Cases of items and answers, for pytest and vitest alike; `tests/models/make.py` writes them to forms.json."""

from __future__ import annotations

from typing import Any

from models.form import missing
from models.item import Item, check_answer, check_item, read_item
from tests.vectors.tagged import tag

_BLOB = {"blob": "ab" * 32, "type": "image/jpeg", "bytes": 240_000, "width": 1600, "height": 1200}
_PLAIN_OPTIONS = ["a", "b", "c"]
_LABELLED_OPTIONS = [{"value": "full", "label": "做到"}, {"value": "none", "label": "没做到"}]

ANSWERS: list[tuple[dict[str, Any], list[Any]]] = [
    ({"type": "rating"}, [None, 1, 3, 5, 0, 6, 3.0, 3.5, True, "3", [3], {"a": 1}, b"3", -1]),
    ({"type": "rating", "min": 0, "max": 10, "step": 2}, [0, 2, 3, 10, 11]),
    ({"type": "rating", "min": "1", "max": "3"}, [1, 3, 4]),
    (
        {"type": "score"},
        [0, 100, 101, -1, 99.5, "99.5", "100.0", "100.01", "1e2", " 5", "5.", ".5", "-0", "", "x", None],
    ),
    ({"type": "score", "min": 0, "max": 10, "step": 0.5}, [0, 9.5, 9.25, "9.5", "9.4", 10, 10.5, True]),
    ({"type": "score", "min": 0, "max": 1, "step": 0.1}, [0.1, 0.3, 0.7, "0.7", 0.75, 0.30000000000000004]),
    ({"type": "score", "min": 0.05, "max": 1, "step": "0.1"}, [0.05, 0.15, 0.1, "0.95", 1]),
    (
        {"type": "number"},
        [0, -5, 2.5, "7", "7.25", 1e20, 1e-7, "12345678901234567", "123456789012345678", "--1", "1-1"],
    ),
    ({"type": "number", "min": 0, "max": 99, "step": 1}, [0, 99, 100, -1, 1.5, "12", "12.0"]),
    ({"type": "number", "step": 1e-10}, [1e20, 0.00000000005]),
    ({"type": "choice", "options": _PLAIN_OPTIONS}, ["a", "d", "A", "", 1, None, ["a"], True]),
    ({"type": "choice", "options": _LABELLED_OPTIONS}, ["full", "做到", "none"]),
    ({"type": "choice", "options": [{"value": 1, "label": "一"}, {"value": 2, "label": "二"}]}, [1, 2, 3, "1"]),
    ({"type": "multiple", "options": _PLAIN_OPTIONS}, [[], ["a"], ["a", "b", "c"], ["a", "a"], ["a", "d"], "a", None]),
    ({"type": "multiple", "options": _PLAIN_OPTIONS, "max_choices": 2}, [["a", "b"], ["a", "b", "c"], [["a"]]]),
    ({"type": "multiple", "options": _PLAIN_OPTIONS, "max": 1}, [["a"], ["a", "b"]]),
    ({"type": "multiple", "options": _PLAIN_OPTIONS, "min": 2}, [[], ["a"], ["a", "b"]]),
    ({"type": "yes_no"}, [True, False, None, 1, 0, "yes", "true"]),
    ({"type": "pass_fail"}, ["pass", "fail", "na", "NA", True, 1, None]),
    ({"type": "pass_fail", "options": _LABELLED_OPTIONS}, ["full", "pass", 1]),
    ({"type": "text"}, ["", "好", "字" * 2000, "字" * 2001, "𠮷" * 2000, 5, None]),
    ({"type": "text", "max": 5}, ["一二三四五", "一二三四五六", "👍👍👍👍👍"]),
    ({"type": "text", "min": 2}, ["", "一", "一二"]),
    ({"type": "photo"}, [_BLOB, {**_BLOB, "blob": "AB" * 32}, {**_BLOB, "blob": "ab"}, {**_BLOB, "type": "image/gif"}]),
    ({"type": "photo"}, [{**_BLOB, "bytes": 0}, {**_BLOB, "bytes": 8 * 1024 * 1024 + 1}, {**_BLOB, "width": 0}, {}]),
    (
        {"type": "photo"},
        [
            {**_BLOB, "width": 9999, "height": 9999},
            {**_BLOB, "height": 20_001},
            {**_BLOB, "width": 1.5},
            "ab" * 32,
            [_BLOB],
            None,
        ],
    ),
    ({"type": "photo"}, [{**_BLOB, "type": "image/png"}, {**_BLOB, "type": "image/webp", "taken": "早上"}]),
    ({"type": "signature"}, [_BLOB, "李燕", None]),
    ({"type": "note", "required": True}, ["读过了", True, None]),
    ({"type": "calculate", "calculation": [["number", 5]]}, [5, None]),
    ({"type": "date"}, ["2026-11-21", "2024-02-29", "2026-02-29", "2026-13-01", "2026-1-1", "20261121", "", 5, None]),
    ({"type": "date", "min": "2026-01-01", "max": "2026-12-31"}, ["2026-01-01", "2025-12-31", "2027-01-01"]),
]

_GOOD: dict[str, Any] = {"order": 1, "type": "rating", "label": "服务态度"}
ITEMS: list[Any] = [
    _GOOD,
    {**_GOOD, "required": True, "min": 1, "max": 5, "step": 1, "label_en": "Manner", "aspect": "服务"},
    {"type": "text", "label": "只有这些"},
    {**_GOOD, "unheard_of": [1, 2]},
    {**_GOOD, "options": [[1]]},
    {**_GOOD, "order": "1.5"},
    {**_GOOD, "order": "first"},
    {**_GOOD, "order": True},
    {**_GOOD, "required": "yes"},
    {**_GOOD, "required": None},
    {**_GOOD, "type": "stars"},
    {**_GOOD, "type": None},
    {**_GOOD, "label": ""},
    {**_GOOD, "label": "  "},
    {**_GOOD, "label": 5},
    {**_GOOD, "label": "字" * 501},
    {**_GOOD, "min": 5, "max": 1},
    {**_GOOD, "min": 0.5},
    {**_GOOD, "max": "five"},
    {**_GOOD, "step": 0},
    {**_GOOD, "step": -1},
    {**_GOOD, "min": 6},
    {"type": "score", "label": "得分", "min": "0", "max": "10", "step": "0.5"},
    {"type": "score", "label": "得分", "min": 101},
    {"type": "choice", "label": "选", "options": _PLAIN_OPTIONS},
    {"type": "choice", "label": "选", "options": _LABELLED_OPTIONS},
    {"type": "choice", "label": "选"},
    {"type": "choice", "label": "选", "options": []},
    {"type": "choice", "label": "选", "options": ["a", "a"]},
    {"type": "choice", "label": "选", "options": [""]},
    {"type": "choice", "label": "选", "options": [{"label": "没有值"}]},
    {"type": "choice", "label": "选", "options": [True]},
    {"type": "choice", "label": "选", "options": "abc"},
    {"type": "choice", "label": "选", "options": [str(number) for number in range(101)]},
    {"type": "multiple", "label": "选", "options": _PLAIN_OPTIONS, "max_choices": 2},
    {"type": "multiple", "label": "选", "options": _PLAIN_OPTIONS, "max_choices": 0},
    {"type": "pass_fail", "label": "合格吗"},
    {"type": "pass_fail", "label": "合格吗", "options": []},
    {"type": "date", "label": "哪天", "min": "2026-01-01"},
    {"type": "date", "label": "哪天", "max": "some day"},
    {"type": "date", "label": "哪天", "min": 20260101},
    {**_GOOD, "when": [["answer", "a"], ["text", "yes"], ["="]], "hint": "看现场"},
    {**_GOOD, "when": [["answer", "a"], ["="]]},
    {**_GOOD, "constraint": [["own"], ["number", 3], [">="]], "constraint_words": "至少三分"},
    {**_GOOD, "constraint": "own >= 3"},
    {**_GOOD, "constraint_words": 3},
    "rating",
    [1],
]

_FORM = {
    "b": {"order": 1, "type": "text", "label": "说明", "required": True},
    "a": {"order": 2, "type": "multiple", "label": "学习", "required": True, "options": _PLAIN_OPTIONS},
    "d": {"order": 2, "type": "yes_no", "label": "纪律", "required": True},
    "c": {"order": 10, "type": "rating", "label": "态度"},
    "e": {"order": "1.5", "type": "number", "label": "次数", "required": True},
}
FILLED: list[dict[str, Any]] = [
    {},
    {"b": "好", "a": ["a"], "d": False, "e": 0},
    {"b": "  ", "a": [], "d": None, "e": "0"},
    {"c": 5, "d": True},
]


def form_vectors() -> dict[str, Any]:
    return {
        "answers": [_answer(item, value) for item, values in ANSWERS for value in values],
        "items": [{"item": tag(item), "reason": check_item(item)} for item in ITEMS],
        "missing": [
            {
                "items": {id: tag(item) for id, item in _FORM.items()},
                "answers": {id: tag(answer) for id, answer in answers.items()},
                "order": list(_in_order()),
                "missing": missing(_in_order(), answers),
            }
            for answers in FILLED
        ],
    }


def _answer(item: dict[str, Any], value: Any) -> dict[str, Any]:
    whole = {"label": "题目", **item}
    return {"item": tag(whole), "value": tag(value), "reason": check_answer(read_item("q", whole), value)}


def _in_order() -> dict[str, Item]:
    items = [read_item(id, item) for id, item in _FORM.items()]
    return {item.id: item for item in sorted(items, key=lambda item: (item.order, item.id))}

"""The named cases of scoring, for pytest and vitest alike: what the real rule sets make of their worked examples."""

from __future__ import annotations

from typing import Any

from models.scoring_plain import fingerprint, fraction, number_text
from models.scoring_values import rounded
from tests.models.grading_random import commands, server_does
from tests.models.rule_sets import expected, rule_sets, scoring_of
from tests.models.scoring_phone import ballot, graded, server_says
from tests.vectors.tagged import tag

_ODD: list[dict[str, Any]] = [
    {"id": "m", "title": "键的次序 \u2028 𠮷", "b": None, "a": [1.50, "1.50", True, 1e-7, 1e21], "𠮷": 1, "～": 2},
    {"id": "m", "title": '引号 " 反斜线 \\ 换行 \n', "rounding": "half_even", "decimals": 0, "base": 0.5},
]
_NUMBERS: list[Any] = [0, -0.0, 2.5, -2.5, "0.125", "1/3", "-2/3", "12.50%", "1/0", "", "1e2", ".5", True, None, 1e-7]


def scoring_vectors() -> dict[str, Any]:
    return {
        "scores": [*_scores(), *_odd()],
        "sheets": _sheets(),
        "grades": _grades(),
        "ballots": _ballots(),
        "rates": [_case(f"{at}", each, server_does(each)) for at, each in enumerate(_rates())],
        "numbers": _numbers(),
    }


def _rates() -> list[dict[str, Any]]:
    return [each for each in commands(7, 60) if each["do"] == "rate"]


def _case(name: str, command: dict[str, Any], answer: Any) -> dict[str, Any]:
    return {"name": name, "command": tag(command), "answer": tag(answer)}


def _scores() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for at, (id, case) in enumerate(expected("scores")):
        model = scoring_of(rule_sets()[id], case["scoring"])
        command = {"do": "score", "model": model, "answers": case["answers"]}
        said = _case(f"{id} {at}", command, server_says(model, case["answers"]))
        found.append({**said, "sha256": fingerprint(model)})
    return found


def _odd() -> list[dict[str, Any]]:
    component = {"id": "c", "title": "项", "source": {"items": "q"}, "points": {"1": 2, "true": 3, "0.5": 4}}
    found: list[dict[str, Any]] = []
    for at, odd in enumerate(_ODD):
        model = {**odd, "components": [component]}
        for answer in (1, True, 0.5, "1", [1, True, None, ""], {"1": 2}):
            answers = {"q": answer}
            command = {"do": "score", "model": model, "answers": answers}
            said = _case(f"odd {at} {answer}", command, server_says(model, answers))
            found.append({**said, "sha256": fingerprint(model)})
    return found


_OF_SHEETS: dict[str, Any] = {
    "id": "m",
    "title": "多份",
    "components": [
        {"id": "sum", "title": "合计", "weight": 60, "source": {"items": ["a", "b"]}, "points": {"did": 50, "not": 0}},
        {"id": "mean", "title": "平均", "weight": "1/3", "source": {"items": "c"}, "aggregate": "mean"},
        {"id": "trim", "title": "去极值", "source": {"items": "c"}, "aggregate": "trimmed_mean", "apart": True},
        {
            "id": "rate",
            "title": "率",
            "source": {"items": "a"},
            "aggregate": "rate",
            "numerator": ["did"],
            "apart": True,
        },
        {
            "id": "late",
            "title": "迟到",
            "source": {"items": "d"},
            "aggregate": "deductions",
            "deduct": {"each": 2, "cap": 5},
            "full": 10,
            "default": 0,
        },
    ],
    "gates": [{"id": "leave", "title": "累计事假", "when": "answer/e >= 10", "at_most": "good"}],
    "bands": [{"id": "best", "title": "优", "min": 40}, {"id": "good", "title": "良", "otherwise": True}],
}
_SHEETS: list[list[Any]] = [
    [],
    [[{"a": "did", "b": "not", "c": 3, "d": 1, "e": 4}, 1]],
    [[{"a": "did", "b": "did", "c": 100, "d": 9, "e": 4}, 3], [{"a": "not", "b": "did", "c": 10, "e": 4.5}, 2]],
    [[{"a": "did", "c": 100}, 1], [{"a": "not", "b": "did", "c": [1, 2], "d": 1, "e": True}, 2]],
    [[{"a": "did", "c": None}, 4]],
    [[{"a": "never", "b": "did", "c": "na"}, 1], [{"a": "did", "b": "did", "c": 7}, 7]],
]


def _sheets() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for at, sheets in enumerate(_SHEETS):
        for answers in ({}, {"c": [1, 2, 3]}):
            command = {"do": "score", "model": _OF_SHEETS, "answers": answers, "sheets": sheets}
            found.append(_case(f"sheets {at} {len(answers)}", command, server_says(_OF_SHEETS, answers, sheets)))
    return found


def _grades() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for at, (id, case) in enumerate(expected("grades")):
        model = scoring_of(rule_sets()[id], case["scoring"])
        people: list[list[Any]] = [[who, total, band, not rest, {}] for who, total, band, *rest in case["people"]]
        command = {"do": "grade", "model": model, "people": people}
        found.append(_case(f"{id} {at}", command, graded(model, people)))
    return found


def _ballots() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for at, (id, case) in enumerate(expected("ballots")):
        model = scoring_of(rule_sets()[id], case["scoring"])
        command = {"do": "ballot", "rules": model["ballots"], "scores": case["scores"]}
        found.append(_case(f"{id} {at}", command, ballot(model, case["scores"])))
    return found


def _numbers() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for value in _NUMBERS:
        for rounding in ("half_up", "half_even", "floor", "ceil"):
            number = fraction(value)
            answer = {
                "text": None if number is None else number_text(number),
                "rounded": None if number is None else f"{rounded(number, 2, rounding):f}",
            }
            command = {"do": "number", "value": value, "decimals": 2, "rounding": rounding}
            found.append(_case(f"{value} {rounding}", command, answer))
    return found

"""Random groups to grade, ballots and indicators, from one seed, as commands of the phone's pipe."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.models.scoring_phone import ballot, graded, measured

WORDS = ("满意", "基本满意", "不满意", "不了解", "")


def commands(seed: int, count: int) -> list[dict[str, Any]]:
    random = Random(seed)  # noqa: S311 (repeatable, not secret)
    makers = (_grade, _ballot, _rate)
    return [makers[at % 3](random) for at in range(count)]


def server_does(command: dict[str, Any]) -> dict[str, Any]:
    """The server's answer to a command."""
    if command["do"] == "grade":
        return graded(command["model"], command["people"])
    if command["do"] == "ballot":
        return ballot({**_model(), "ballots": command["rules"]}, command["scores"])
    return measured(command["target"], command["answers"], command["baseline"])


def _model() -> dict[str, Any]:
    component = {"id": "c", "title": "项", "source": {"items": "q"}}
    bands = [{"id": f"b{at}", "title": "等", "min": 90 - 10 * at} for at in range(3)]
    return {"id": "m", "title": "定级", "components": [component], "bands": bands}


def _grade(random: Random) -> dict[str, Any]:
    quotas: list[dict[str, Any]] = []
    for band in random.sample(["b0", "b1"], random.randint(0, 2)):
        quota: dict[str, Any] = {"band": band, "rounding": random.choice(["floor", "half_up", "ceil"])}
        quota |= random.choice([{"ratio": "20%"}, {"ratio": "1/3"}, {"count": random.randint(0, 3)}])
        quota |= {"of": "everyone"} if random.random() < 0.3 else {}
        quota |= {"at_least": random.randint(0, 3)} if random.random() < 0.3 else {}
        quotas.append(quota)
    model = {**_model(), "quotas": quotas, "ties": random.choice(["open", "all", "none"])}
    if random.random() < 0.5:
        model["tie_by"] = ["c"]
    people: list[list[Any]] = []
    for at in range(random.randint(0, 12)):
        total = random.choice([random.randint(60, 100), "89.5", None])
        band = None if total is None else "b0" if float(total) >= 90 else "b1" if float(total) >= 80 else "b2"
        measures = {"c": random.choice([1, 2, None])}
        people.append([f"p{at:02d}", total, band, random.random() < 0.9, measures])
    random.shuffle(people)
    return {"do": "grade", "model": model, "people": people}


def _ballot(random: Random) -> dict[str, Any]:
    rules: dict[str, Any] = {
        name: random.random() < 0.5 for name in ("equal_invalid", "full_invalid", "redo_if_more_returned")
    }
    rules["distribution"] = [{"low": 90, "at_most": random.randint(0, 3)}, {"below": 70, "at_least": 1}]
    if random.random() < 0.4:
        rules |= {"marks_max": random.randint(1, 5), "full": 95, "distribution": []}
    scores = [random.choice([95, 100, "89.5", 60, 70]) for _ in range(random.randint(0, 6))]
    return {"do": "ballot", "rules": rules, "scores": scores[:1] * len(scores) if random.random() < 0.3 else scores}


def _rate(random: Random) -> dict[str, Any]:
    op = random.choice([">=", "<=", ">", "<", "=", "increase", "decrease"])
    target: dict[str, Any] = {"op": op, "value": random.choice([90, 85, "66.7", 0, None])}
    target |= {"relative": True} if random.random() < 0.3 else {}
    formula = random.choice(["answers", "every", "counts", "value"])
    target["formula"] = formula
    if formula in ("answers", "every"):
        target["numerator"] = ["满意", "基本满意"]
        target |= {"exclude": ["不了解"]} if random.random() < 0.6 else {}
        target |= {"denominator": ["满意", "不满意"]} if random.random() < 0.2 else {}
    baseline = random.choice([None, 0, 80, "89.9"])
    return {"do": "rate", "target": target, "answers": _answers(random, formula), "baseline": baseline}


def _answers(random: Random, formula: str) -> Any:
    if formula == "value":
        return random.choice([90, 85, "66.7", 1_000_000, None, "多"])
    if formula == "counts":
        return random.choice([{"numerator": 3, "denominator": 1000}, {"numerator": 1, "denominator": 0}, None, {}])
    how = random.random()
    if how < 0.3:
        return {word: random.randint(0, 9) for word in WORDS[:4]}
    if how < 0.6:
        return [random.choice(WORDS) for _ in range(random.randint(0, 9))]
    return [[random.choice(WORDS) for _ in range(random.randint(0, 4))] for _ in range(random.randint(0, 9))]

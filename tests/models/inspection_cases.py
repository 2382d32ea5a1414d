"""Cases of inspections for both languages: what observations come to, scores, sections, standings, agreement."""

from __future__ import annotations

from fractions import Fraction
from random import Random
from typing import Any

import msgspec

from models.agreement import Agreement, across, agreement, per_item, told
from models.document import Register
from models.inspection_result import Ruling, Seen, in_order, of_item, owed, sections, visit_score
from models.scoring_plain import number_text
from models.visit import timing, visit_standing
from tests.models.inspection_scenes import ITEMS

RULES = ("worst", "majority", "leader")
VERDICTS = ("pass", "fail", "na", "unseen")
SHAPES: list[dict[str, Any]] = [
    {"text": "合格与否", "points": 5},
    {"text": "合格与否，没有分值"},
    {"text": "每处扣 2 分，扣完为止", "points": 10, "deduct": {"each": 2, "cap": 6}},
    {"text": "每处扣 0.5 分", "deduct": {"each": "0.5"}},
    {"text": "一处全扣", "points": "3.5", "deduct": {"all_or_nothing": True}},
    {"text": "酌情扣分", "points": 4, "deduct": {"discretionary": True, "cap": 3}},
    {"text": "打分", "points": 10, "scale": "score", "step": 1},
    {"text": "核心项", "points": 2, "core": True},
    {"text": "五正", "children": [{"id": each, "text": each} for each in "abcde"], "deduct": {"each": 1, "cap": 3}},
]


def inspection_vectors() -> dict[str, Any]:
    return {
        "items": [_item_case(number) for number in range(240)],
        "scores": [_score_case(number) for number in range(40)],
        "sections": [_section_case(items) for items in (ITEMS, _long(), _read(), {})],
        "standings": [_standing_case(facts) for facts in STANDINGS],
        "agreements": [_agreement_case(number) for number in range(30)],
        "courses": [_course_case(number) for number in range(24)],
    }


def _random(name: str, number: int) -> Random:
    return Random(f"inspection/{name}/{number}")  # noqa: S311 - has to replay


def _seen(random: Random, who: str, item: dict[str, Any]) -> Seen:
    verdict = random.choice(VERDICTS)
    points = random.choice((None, 0, 3, "7.5", 10)) if item.get("scale") == "score" else None
    lost = random.choice((None, None, None, "1", "2.5", 9)) if verdict == "fail" else None
    failed = random.randint(0, 4) if item.get("children") and verdict == "fail" else 0
    return Seen(who, verdict, points, lost, failed, random.choice((1, 1, 1, 2, 7)))


def _item_case(number: int) -> dict[str, Any]:
    random = _random("item", number)
    item = SHAPES[number % len(SHAPES)]
    seen = [_seen(random, f"i{who}", item) for who in range(random.randint(0, 5))]
    ruling = Ruling(random.choice(VERDICTS[:3]), None, random.choice((None, "1"))) if random.random() < 0.15 else None
    rule = RULES[number // len(SHAPES) % len(RULES)]
    result = of_item(item, seen, ruling, rule)
    return {
        "item": item,
        "seen": [msgspec.to_builtins(each) for each in seen],
        "ruling": None if ruling is None else msgspec.to_builtins(ruling),
        "rule": rule,
        "result": msgspec.to_builtins(result),
    }


def _score_case(number: int) -> dict[str, Any]:
    random = _random("score", number)
    rule = random.choice(RULES)
    items = {f"q{at}": {**shape, "order": at} for at, shape in enumerate(SHAPES[: random.randint(1, 9)])}
    seen = {
        id: [_seen(random, f"i{who}", item) for who in range(3) if random.random() < 0.8] for id, item in items.items()
    }
    results = {id: of_item(item, seen[id], None, rule) for id, item in items.items()}
    return {
        "items": items,
        "rule": rule,
        "seen": {id: [msgspec.to_builtins(each) for each in found] for id, found in seen.items()},
        "score": msgspec.to_builtins(visit_score(items, results)),
    }


def _long() -> dict[str, dict[str, Any]]:
    """Headings that come back, items without one, an order that isn't that of the ids."""
    groups: tuple[Any, ...] = (["甲"], ["甲"], "乙", [], None, ["甲"], ["甲", "一"], ["甲", "一"])
    return {f"x{9 - at}": {"order": at, "text": str(at), "group": group} for at, group in enumerate(groups)}


def _read() -> dict[str, dict[str, Any]]:
    """What is only read stands among what is looked at."""
    scales = ("note", "pass_fail", "calculate", "score")
    return {f"r{at}": {"order": at, "text": str(at), "scale": scale} for at, scale in enumerate(scales)}


def _section_case(items: dict[str, Any]) -> dict[str, Any]:
    placed = dict(in_order(items))
    known = sections(placed)
    claims, seen = list(known)[::2], list(placed)[::3]
    return {
        "items": items,
        "order": list(placed),
        "sections": [[first, ids] for first, ids in known.items()],
        "claims": claims,
        "seen": seen,
        "owed": owed(placed, claims, seen),
    }


A, B = "11111111-1111-7111-8111-111111111111", "22222222-2222-7222-8222-222222222222"
STANDINGS: list[list[tuple[str, Any, int, int]]] = [
    [],
    [(f"begun/{A}", 5, 10, 12)],
    [(f"begun/{A}", 5, 10, 12), (f"finished/1/{A}", 20, 20, 22)],
    [(f"begun/{A}", 5, 10, 12), (f"finished/1/{A}", 20, 20, 22), (f"reopened/1/{A}", "漏看", 30, 31)],
    [
        (f"finished/1/{A}", 20, 20, 22),
        (f"reopened/1/{A}", "漏看", 30, 31),
        (f"finished/2/{B}", 40, 40, 41),
        ("published", 50, 50, 50),
    ],
    [(f"finished/1/{A}", 20, 20, 22), ("published", 50, 50, 50), (f"reopened/1/{A}", "漏看", 60, 61)],
    [(f"finished/1/{A}", 20, 20, 22), ("published", 50, 50, 50), (f"reopened/1/{A}", "漏看", 45, 61)],
    [
        (f"finished/1/{A}", 20, 20, 22),
        ("published", 50, 50, 50),
        (f"reopened/1/{A}", "漏看", 45, 61),
        (f"finished/2/{A}", 70, 70, 71),
    ],
    [(f"finished/1/{A}", 20, 20, 22), ("cancelled", "停电", 25, 26)],
    [(f"finished/1/{A}", 20, 20, 22), (f"finished/1/{B}", 19, 19, 70)],
    [(f"finished/x/{A}", 20, 20, 22), (f"reopened/0/{A}", "", 30, 31)],
]
"""(path, value, stamp's milliseconds, received) of each register."""
TIMES = (None, 5, 21, 22, 23, 45, 60, 90)


def stamp_of(ms: int) -> bytes:
    return (ms << 80 | 0x7 << 76 | 0b10 << 62 | 70_000).to_bytes(16, "big")


def _standing_case(facts: list[tuple[str, Any, int, int]]) -> dict[str, Any]:
    registers = {path: Register(stamp_of(ms), value, bytes(16), received) for path, value, ms, received in facts}
    found = visit_standing(registers)
    return {
        "registers": [
            {"path": path, "value": value, "stamp": stamp_of(ms).hex(), "received": received}
            for path, value, ms, received in facts
        ],
        "standing": {
            "state": found.state,
            "round": found.round,
            "finish": None if found.finish is None else found.finish.hex(),
            "reopened": found.reopened,
            "published_ms": found.published_ms,
        },
        "timings": [[received, timing(registers, found, received)] for received in TIMES],
    }


def _ratings(random: Random, people: list[str], items: int, share: float) -> dict[str, dict[str, str]]:
    """What each of these people said; `share` of what could have been said was."""
    return {
        f"q{at}": {who: random.choice(VERDICTS[:3]) for who in people if random.random() < share} for at in range(items)
    }


def _text(value: Fraction | None) -> str | None:
    return None if value is None else number_text(value)


def _agreement_case(number: int) -> dict[str, Any]:
    random = _random("agreement", number)
    two = number % 3 == 0
    people = [f"i{who}" for who in range(2 if two else random.randint(1, 5))]
    ratings = _ratings(random, people, random.randint(0, 12), 1 if two else 0.8)
    found = agreement(ratings)
    return {
        "ratings": ratings,
        "subjects": found.subjects,
        "observed": _text(found.observed),
        "kappa": _text(found.kappa),
        "alike": {item: number_text(share) for item, share in per_item(ratings).items()},
    }


def _course_case(number: int) -> dict[str, Any]:
    """Several visits with one checklist: by the same two, or by whoever was drawn."""
    random = _random("course", number)
    pool = [f"i{who}" for who in range(6)]
    visits = {
        f"v{at:02}": _ratings(random, pool[:2] if number % 2 else random.sample(pool, random.randint(2, 4)), 4, 0.9)
        for at in range(random.choice((0, 3, 12, 16)))
    }
    return {"visits": visits, "items": {item: _told_of(found) for item, found in across(visits).items()}}


def _told_of(found: Agreement) -> dict[str, Any]:
    return {
        "subjects": found.subjects,
        "observed": _text(found.observed),
        "kappa": _text(found.kappa),
        "told": _text(told(found)),
    }

"""Cases for both languages of what counts in a visit: whose ruling holds, and what of an observation came when.

What is right stands here by hand; `visits` are courses drawn from a seed, with what the server counts after each step.
"""

from __future__ import annotations

from typing import Any

import msgspec

from models.counted import came_ms, counting, ruled
from models.document import Document, Register
from models.visit import timing, visit_standing
from tests.models.inspection_cases import A, B
from tests.models.visits_random import played
from tests.vectors.tagged import tag

C = "33333333-3333-7333-8333-333333333333"
RULINGS: dict[str, tuple[dict[str, tuple[str | None, int, int]], str | None]] = {
    "nobody has ruled": ({}, None),
    "the leader has": ({A: ("pass", 10, 0)}, "pass"),
    "a second leader rules anew": ({A: ("pass", 10, 0), B: ("fail", 20, 0)}, "fail"),
    "the second one had led and ruled before the first": ({A: ("pass", 20, 0), B: ("fail", 10, 0)}, "pass"),
    "of three the last": ({A: ("pass", 20, 0), B: ("fail", 30, 0), C: ("na", 10, 0)}, "fail"),
    "the later one is taken back": ({A: ("pass", 10, 0), B: (None, 20, 0)}, "pass"),
    "the earlier one is taken back": ({A: (None, 30, 0), B: ("fail", 20, 0)}, "fail"),
    "all are taken back": ({A: (None, 30, 0), B: (None, 20, 0)}, None),
    "in the same millisecond the counter tells": ({A: ("pass", 10, 2), B: ("fail", 10, 1)}, "pass"),
    "under the same stamp the path tells": ({B: ("fail", 10, 0), A: ("pass", 10, 0)}, "fail"),
    "left open by the leader": ({A: ("fail", 10, 0), B: ("unseen", 20, 0)}, "unseen"),
}
"""By who ruled: the verdict (None: taken back), the stamp's milliseconds and counter; and the verdict that holds."""

FINISHED: dict[str, tuple[Any, int, int]] = {f"finished/1/{A}": (20, 20, 22)}
PUBLISHED = {**FINISHED, "published": (50, 50, 50)}
REOPENED = {**PUBLISHED, f"reopened/1/{A}": ("漏看", 60, 61)}
AGAIN = {**REOPENED, f"finished/2/{A}": (70, 70, 71), "published": (80, 80, 80)}
KEPT = {"verdict": "fail", "points": None, "lost": "2", "failed": 0, "count": 1}
FAIL = {"verdict": "fail", "points": None, "lost": None, "failed": 0, "count": 1}
SHARP = {**FAIL, "lost": "3"}
Writes = dict[str, tuple[Any, int, int]]


def _cost(points: str) -> dict[str, str]:
    return {"points": points, "reason": "脱岗"}


COUNTINGS: dict[str, tuple[Writes, Writes, str, dict[str, Any] | None]] = {
    "everything before the finish": (
        PUBLISHED,
        {"verdict": ("fail", 5, 6), "deduction": (_cost("2"), 6, 7), "photos/1": ("", 7, 8)},
        "in_time",
        KEPT,
    ),
    "everything between finish and publication": (
        PUBLISHED,
        {"verdict": ("fail", 5, 30), "deduction": (_cost("2"), 6, 30)},
        "late",
        KEPT,
    ),
    "in the very millisecond of the publication": (PUBLISHED, {"verdict": ("fail", 5, 50)}, "late", FAIL),
    "everything after the publication": (
        PUBLISHED,
        {"verdict": ("fail", 5, 60), "deduction": (_cost("2"), 6, 60)},
        "apart",
        None,
    ),
    "the verdict before, a note and a picture after": (
        PUBLISHED,
        {"verdict": ("fail", 5, 30), "note": ("另见照片", 6, 60), "photos/1": ("", 7, 90), "place": ("三楼", 8, 61)},
        "late",
        FAIL,
    ),
    "the verdict before, a deduction after": (
        PUBLISHED,
        {"verdict": ("fail", 5, 30), "deduction": (_cost("3"), 6, 60), "counted": (FAIL, 60, 60)},
        "apart",
        FAIL,
    ),
    "the verdict before, another deduction after": (
        PUBLISHED,
        {"verdict": ("fail", 5, 30), "deduction": (_cost("3"), 6, 60), "counted": (KEPT, 60, 60)},
        "apart",
        KEPT,
    ),
    "a verdict over a verdict": (PUBLISHED, {"verdict": ("pass", 5, 60), "counted": (FAIL, 60, 60)}, "apart", FAIL),
    "a verdict taken back": (PUBLISHED, {"verdict": (None, 5, 60), "counted": (FAIL, 60, 60)}, "apart", FAIL),
    "the points before, the verdict after": (
        PUBLISHED,
        {"points": ("2", 5, 30), "verdict": ("fail", 6, 60)},
        "apart",
        None,
    ),
    "a picture before, the verdict after": (
        PUBLISHED,
        {"photos/1": ("", 5, 30), "verdict": ("fail", 6, 60)},
        "apart",
        None,
    ),
    "how often, after": (
        PUBLISHED,
        {"verdict": ("fail", 5, 30), "count": (7, 6, 60), "counted": (FAIL, 60, 60)},
        "apart",
        FAIL,
    ),
    "a part of the item, after": (
        PUBLISHED,
        {"verdict": ("fail", 5, 30), "children/a": ("fail", 6, 60), "counted": (FAIL, 60, 60)},
        "apart",
        FAIL,
    ),
    "nothing was kept": (PUBLISHED, {"verdict": ("fail", 5, 30), "points": ("2", 6, 60)}, "apart", None),
    "no verdict": (PUBLISHED, {"note": ("看过", 5, 60)}, "in_time", None),
    "a verdict taken back in time": (PUBLISHED, {"verdict": (None, 5, 6)}, "in_time", None),
    "not looked at": (FINISHED, {"verdict": ("unseen", 5, 6)}, "in_time", {**FAIL, "verdict": "unseen"}),
    "reopened": (
        REOPENED,
        {"verdict": ("fail", 5, 30), "deduction": (_cost("3"), 6, 60), "counted": (KEPT, 60, 60)},
        "in_time",
        SHARP,
    ),
    "reopened, everything after the publication": (REOPENED, {"verdict": ("fail", 5, 60)}, "in_time", FAIL),
    "reopened and published again": (
        AGAIN,
        {"verdict": ("fail", 5, 30), "deduction": (_cost("3"), 6, 60), "counted": (KEPT, 60, 60)},
        "in_time",
        SHARP,
    ),
    "what the first publication kept is nothing to the second": (
        AGAIN,
        {"verdict": ("fail", 5, 90), "counted": (KEPT, 60, 60)},
        "apart",
        None,
    ),
    "after the second publication": (
        AGAIN,
        {"verdict": ("fail", 5, 30), "deduction": (_cost("2"), 6, 90), "counted": (SHARP, 90, 90)},
        "apart",
        SHARP,
    ),
}
"""The visit and the observation (value, the stamp's milliseconds, received), how it stands, and what of it counts."""
COURSES, STEPS = 4, 30


def counted_vectors() -> dict[str, Any]:
    courses = [played(seed, STEPS)[:2] for seed in range(1, COURSES + 1)]
    return {
        "rulings": [_ruling_case(name) for name in RULINGS],
        "countings": [_counting_case(name) for name in COUNTINGS],
        "visits": [{"course": course, "counted": server} for course, server in courses],
    }


def _stamp(ms: int, counter: int = 0) -> bytes:
    return (ms << 80 | 0x7 << 76 | counter << 64 | 0b10 << 62 | 70_000).to_bytes(16, "big")


def document(kind: str, writes: Writes) -> Document:
    registers = {path: Register(_stamp(ms), value, bytes(16), came) for path, (value, ms, came) in writes.items()}
    return Document(bytes(16), kind, bytes(16), registers)


def rulings(said: dict[str, tuple[str | None, int, int]]) -> Document:
    """A document of rulings, whose other registers are later than all of them."""
    registers = {"item": Register(_stamp(99), "a", bytes(16), 99)}
    for who, (verdict, ms, counter) in said.items():
        value = None if verdict is None else {"verdict": verdict, "reason": "看过照片"}
        registers[f"by/{who}"] = Register(_stamp(ms, counter), value, bytes(16), ms)
    return Document(bytes(16), "visit_ruling", bytes(16), registers)


def _written(document: Document) -> list[Any]:
    return [[path, tag(each.value), each.stamp.hex(), each.received_ms] for path, each in document.registers.items()]


def _ruling_case(name: str) -> dict[str, Any]:
    document = rulings(RULINGS[name][0])
    holds = ruled(document)
    return {"name": name, "registers": _written(document), "verdict": None if holds is None else holds.verdict}


def _counting_case(name: str) -> dict[str, Any]:
    visit, observation = (document("", writes) for writes in COUNTINGS[name][:2])
    standing = visit_standing(visit.registers)
    counted = counting(observation, visit, standing)
    said = None if counted is None else msgspec.to_builtins(counted)
    return {
        "name": name,
        "visit": _written(visit),
        "observation": _written(observation),
        "timing": timing(visit.registers, standing, came_ms(observation.registers)),
        "counted": said and {path: value for path, value in said.items() if path != "inspector"},
    }

"""Cases of intervals and places; `tests/models/make.py` writes them to ranking.json."""

from __future__ import annotations

from random import Random
from typing import Any

import msgspec

from models.ranking import Measured, interval, rank

RATES = [(0, 1), (1, 1), (0, 5), (5, 5), (3, 7), (81, 263), (90, 100), (19_999, 20_000), (1, 3)]
MEANS = [
    Measured("m", 2, sum="0", squares="0"),
    Measured("m", 5, sum="425.00", squares="36325.0000"),
    Measured("m", 5, sum="7.5", squares="11.25"),
    Measured("m", 3, sum="-1.01", squares="0.5"),
    Measured("m", 31, sum="2900", squares="272000", ceiling=100),
    Measured("m", 6, sum="590", squares="58100", ceiling=100),
    Measured("m", 2000, sum="176543.21", squares="15700000.1234", ceiling=100),
    Measured("m", 45, sum="3", squares="9"),
]
DEPARTMENTS = [
    Measured("internal", 120, 111),
    Measured("surgery", 88, 80),
    Measured("maternity", 60, 60),
    Measured("pharmacy", 4, 4),
    Measured("radiology", 6, 3),
    Measured("laboratory", 120, 111),
    Measured("guide", 40, 2),
]


def _plain(value: Any) -> dict[str, Any]:
    return {name: each for name, each in msgspec.structs.asdict(value).items() if each is not None}


def _random(count: int) -> list[list[Measured]]:
    """Lists of all sizes with ties, small groups and wide intervals among them."""
    random = Random(20)  # noqa: S311 - cases, not secrets
    lists: list[list[Measured]] = []
    for _ in range(count):
        made: list[Measured] = []
        for number in range(random.randint(1, 9)):
            n = random.choice((1, 2, 4, 5, 9, 30, 35, 61, 121, 500))
            if random.random() < 0.5:
                made.append(Measured(f"u{number}", n, random.randint(0, n)))
            else:
                values = [random.randint(0, 10_000) for _ in range(n)]
                total, squares = sum(values), sum(value * value for value in values)
                made.append(Measured(f"u{number}", n, None, _cents(total, 2), _cents(squares, 4), 100))
        lists.append(made)
    return lists


def _cents(units: int, places: int) -> str:
    text = str(units).rjust(places + 1, "0")
    return f"{text[:-places]}.{text[-places:]}"


def ranking_vectors() -> dict[str, Any]:
    single = [Measured("r", n, hits) for hits, n in RATES] + MEANS
    lists = [DEPARTMENTS, [], [Measured("alone", 9, 9)], *_random(60)]
    return {
        "intervals": [{"of": _plain(each), "is": _plain(interval(each))} for each in single],
        "ranks": [
            {"of": [_plain(each) for each in one], "is": [_plain(place) for place in rank(one)]} for one in lists
        ],
    }

"""Cases of publishing for both languages: facts in some order, and how the proposal stands."""

from __future__ import annotations

from random import Random
from typing import Any

from models.document import Register
from models.publication import publication_standing

PEOPLE = [bytes([number]) * 16 for number in range(1, 4)]
STEPS = ("proposed", "returned", "confirmed")


def publication_vectors() -> dict[str, Any]:
    return {"standings": [_case(number) for number in range(60)]}


def _case(number: int) -> dict[str, Any]:
    random = Random(f"publication/{number}")  # noqa: S311 - has to replay
    registers: dict[str, Register] = {}
    facts: list[dict[str, Any]] = []
    for at in range(random.randint(0, 7)):
        who = random.choice(PEOPLE)
        path = f"{random.choice(STEPS)}/{random.choice(('1', '2', '3', '0', 'x'))}/{who.hex()}"
        value = random.choice((1, 1, 1, None))
        stamp = at.to_bytes(16, "big")
        registers[path] = Register(stamp, value, who, 0)
        facts.append({"path": path, "value": value, "author": who.hex(), "stamp": stamp.hex()})
    found = publication_standing(registers)
    expected = {
        "state": found.state,
        "round": found.round,
        "proposers": sorted(each.hex() for each in found.proposers),
    }
    return {"facts": facts, "expected": expected}

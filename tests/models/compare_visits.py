"""Whether the phone counts a visit as the tally does, in random courses: `python -m tests.models.compare_visits`.

A thousand of them; it takes the number of courses and the first seed where others are wanted.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from setup.node import BIN, built_visit_pipe
from setup.steps import ROOT
from tests.models.visits_random import played


def phone_counts(courses: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """What the phone counts after each state of each course."""
    built_visit_pipe()
    lines = "".join(json.dumps(course, ensure_ascii=False) + "\n" for course in courses)
    program = [str(BIN / "node"), str(ROOT / "build" / "visits.mjs")]
    ended = subprocess.run(program, input=lines, capture_output=True, check=True, encoding="utf-8")
    return [json.loads(line) for line in ended.stdout.splitlines()]


def differing(count: int, first: int) -> list[str]:
    """The states in which the two differ, with what each says."""
    plays = [played(seed) for seed in range(first, first + count)]
    phone = phone_counts([course for course, _, _ in plays])
    found: list[str] = []
    for at, ((_, server, tallies), told) in enumerate(zip(plays, phone, strict=True)):
        for step, (mine, tally, theirs) in enumerate(zip(server, tallies, told, strict=True)):
            wrong = differs(mine, tally, theirs)
            if wrong:
                found.append(json.dumps({"seed": first + at, "step": step, **wrong}, ensure_ascii=False))
    return found


def differs(server: dict[str, Any], tally: dict[str, Any] | None, phone: dict[str, Any]) -> dict[str, Any]:
    """Each number on which the server's count, its tally and the phone don't agree. The tally names no item that nobody
    has looked at."""
    wrong: dict[str, Any] = {}
    for name in (name for name in server if name != "items"):
        said = server[name] if tally is None else tally[name]
        if not server[name] == said == phone[name]:
            wrong[name] = [server[name], said, phone[name]]
    for id in sorted({*server["items"], *phone["items"]}):
        mine = server["items"].get(id)
        said = mine if tally is None else tally["items"].get(id, ["unseen", "0", False, 0])
        if not mine == said == phone["items"].get(id):
            wrong[id] = [mine, said, phone["items"].get(id)]
    return wrong


if __name__ == "__main__":
    count, first = [*(int(each) for each in sys.argv[1:]), *(1_000, 1)[len(sys.argv) - 1 :]]
    different = differing(count, first)
    sys.stdout.write("\n".join([*different[:5], f"{count} courses from {first} on: {len(different)} differ"]) + "\n")
    sys.exit(1 if different else 0)

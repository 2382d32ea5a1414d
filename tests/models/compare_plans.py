"""Compares the timetable in Python and in TypeScript: `python -m tests.models.compare_plans 10000`."""

from __future__ import annotations

import json
import subprocess
import sys
from random import Random
from typing import Any

from setup.node import APP, BIN, node_packages, path_with_node
from setup.steps import ROOT, run
from tests.models.plans import INSTITUTION, answers, case, world, written
from tests.vectors.tagged import tag

CASES_EACH = 50
"""Cases that share one institution."""
PROGRAM = ROOT / "build" / "plans.mjs"


def differences(count: int) -> tuple[list[tuple[int, Any, Any]], int]:
    """The cases that the two languages answer differently, with their seeds; and how many periods were compared."""
    node_packages()
    run(BIN / "npm", "run", "--silent", "plans", folder=APP, extra={"PATH": path_with_node()})
    found: list[tuple[int, Any, Any]] = []
    periods = 0
    pipe = subprocess.PIPE
    with subprocess.Popen([str(BIN / "node"), str(PROGRAM)], stdin=pipe, stdout=pipe, encoding="utf-8") as node:
        assert node.stdin is not None
        assert node.stdout is not None
        for seed in range(-(-count // CASES_EACH)):
            random = Random(seed)  # noqa: S311 repeatable, not secret
            documents = world(random)
            cases = [case(random) for _ in range(CASES_EACH)]
            line = {
                "institution": INSTITUTION.hex(),
                "world": tag(documents),
                "cases": [written(each) for each in cases],
            }
            node.stdin.write(json.dumps(line) + "\n")
            node.stdin.flush()
            told = json.loads(node.stdout.readline())
            expected = json.loads(json.dumps(answers(documents, cases)))
            periods += sum(len(answer["periods"]) for answer in expected)
            found += [(seed, mine, theirs) for mine, theirs in zip(expected, told, strict=True) if mine != theirs]
        node.stdin.close()
    return found, periods


if __name__ == "__main__":
    different, periods = differences(int(sys.argv[1]))
    for seed, mine, theirs in different[:10]:
        print(seed, "Python:", mine, "TypeScript:", theirs, sep="\n")
    print(f"{sys.argv[1]} cases, {periods} periods, {len(different)} different")
    sys.exit(1 if different else 0)

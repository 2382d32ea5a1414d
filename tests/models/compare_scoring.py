"""Whether the phone scores as the server does, for 10,000 random models: `python -m tests.models.compare_scoring`.

It takes the number of cases and the seed where others are wanted.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from tests.models.scoring_phone import phone_says, server_says
from tests.models.scoring_random import cases

SHEETS_EACH = 3
"""Of so many cases one takes its items from several filled-in sheets."""


def differing(count: int, seed: int) -> list[str]:
    """The cases in which the two differ, with both answers."""
    made = cases(seed, count)
    others = [*made[1:], *made[:1]]
    asked: list[tuple[Any, Any, list[Any]]] = []
    for at, ((model, answers), (_, other)) in enumerate(zip(made, others, strict=True)):
        sheets = [[answers, 1], [other, 2]]
        asked.append((model, {}, sheets) if at % SHEETS_EACH == 0 else (model, answers, []))
    server = [server_says(*each) for each in asked]
    phone = phone_says(
        [{"do": "score", "model": model, "answers": answers, "sheets": sheets} for model, answers, sheets in asked]
    )
    return [
        json.dumps({"case": case, "server": one, "phone": other}, ensure_ascii=False)
        for case, one, other in zip(asked, server, phone, strict=True)
        if one != other
    ]


if __name__ == "__main__":
    count, seed = [*(int(each) for each in sys.argv[1:]), *(10_000, 1)[len(sys.argv) - 1 :]]
    different = differing(count, seed)
    sys.stdout.write("\n".join([*different[:5], f"{count} cases of seed {seed}: {len(different)} differ"]) + "\n")
    sys.exit(1 if different else 0)

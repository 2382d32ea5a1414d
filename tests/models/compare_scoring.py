"""Whether the phone scores as the server does, for 10,000 random models: `python -m tests.models.compare_scoring`.

It takes the number of cases and the seed where others are wanted.
"""

from __future__ import annotations

import json
import sys

from tests.models.scoring_phone import phone_says, server_says
from tests.models.scoring_random import cases


def differing(count: int, seed: int) -> list[str]:
    """The cases in which the two differ, with both answers."""
    made = cases(seed, count)
    server = [server_says(model, answers) for model, answers in made]
    phone = phone_says([{"do": "score", "model": model, "answers": answers} for model, answers in made])
    return [
        json.dumps({"case": case, "server": one, "phone": other}, ensure_ascii=False)
        for case, one, other in zip(made, server, phone, strict=True)
        if one != other
    ]


if __name__ == "__main__":
    count, seed = [*(int(each) for each in sys.argv[1:]), *(10_000, 1)[len(sys.argv) - 1 :]]
    different = differing(count, seed)
    sys.stdout.write("\n".join([*different[:5], f"{count} cases of seed {seed}: {len(different)} differ"]) + "\n")
    sys.exit(1 if different else 0)

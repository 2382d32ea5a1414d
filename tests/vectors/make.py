"""Makes the shared vectors of `sync/`: `python -m tests.vectors.make` writes the JSON files beside this one.

pytest and vitest both play the committed files; tests/sync/test_vectors.py proves that they equal what is made here.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.vectors.change_cases import change_vectors
from tests.vectors.message_cases import message_vectors
from tests.vectors.stamp_cases import stamp_vectors
from tests.vectors.state_cases import digest_vectors, natural_vectors, register_vectors

FOLDER = Path(__file__).parent
MAKERS: dict[str, Callable[[], dict[str, Any]]] = {
    "stamps": stamp_vectors,
    "changes": change_vectors,
    "registers": register_vectors,
    "digests": digest_vectors,
    "natural_ids": natural_vectors,
    "messages": message_vectors,
}


def text_of(name: str) -> str:
    """What the file of this name holds."""
    return json.dumps(MAKERS[name](), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    for name in MAKERS:
        (FOLDER / f"{name}.json").write_text(text_of(name), encoding="utf-8")

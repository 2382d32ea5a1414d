"""Makes the shared vectors of `models/`: `python -m tests.models.make` writes the JSON files in tests/vectors."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from tests.models.award_cases import award_vectors
from tests.models.ballot_cases import ballot_vectors
from tests.models.checklist_cases import checklist_vectors
from tests.models.commentary_cases import period_vectors
from tests.models.condition_cases import condition_vectors
from tests.models.counted_cases import counted_vectors
from tests.models.day_cases import day_vectors
from tests.models.deed_cases import deed_vectors
from tests.models.form_cases import form_vectors
from tests.models.honour_cases import honour_vectors
from tests.models.inspection_cases import inspection_vectors
from tests.models.meeting_cases import meeting_vectors
from tests.models.order_cases import order_vectors
from tests.models.peer_cases import peer_vectors
from tests.models.permission_cases import permission_vectors
from tests.models.poll_count_cases import poll_count_vectors
from tests.models.programme_cases import programme_vectors
from tests.models.publication_cases import publication_vectors
from tests.models.ranking_cases import ranking_vectors
from tests.models.rating_batch_cases import rating_batch_vectors
from tests.models.scope_cases import scope_vectors
from tests.models.scoring_cases import scoring_vectors
from tests.models.timetable_cases import timetable_vectors

FOLDER = Path(__file__).parent.parent / "vectors"
MAKERS: dict[str, Callable[[], dict[str, Any]]] = {
    "forms": form_vectors,
    "permission": permission_vectors,
    "scopes_kinds": scope_vectors,
    "scoring": scoring_vectors,
    "peer_review": peer_vectors,
    "days": day_vectors,
    "periods": period_vectors,
    "ranking": ranking_vectors,
    "conditions": condition_vectors,
    "checklists": checklist_vectors,
    "timetable": timetable_vectors,
    "programmes": programme_vectors,
    "deeds": deed_vectors,
    "inspection": inspection_vectors,
    "counted": counted_vectors,
    "meeting": meeting_vectors,
    "orders": order_vectors,
    "publication": publication_vectors,
    "awards": award_vectors,
    "poll_count": poll_count_vectors,
    "honours": honour_vectors,
    "ballot": ballot_vectors,
    "rating_batch": rating_batch_vectors,
}


def text_of(name: str) -> str:
    """What the file of this name holds: one case a line."""
    cases = MAKERS[name]()
    parts: list[str] = []
    for group, entries in cases.items():
        if isinstance(entries, list):
            rows = cast("list[Any]", entries)
            lines = ",\n".join(f"  {json.dumps(row, ensure_ascii=False)}" for row in rows)
            parts.append(f" {json.dumps(group)}: [\n{lines}\n ]")
        else:
            parts.append(f" {json.dumps(group)}: {json.dumps(entries, ensure_ascii=False)}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


if __name__ == "__main__":
    for name in MAKERS:
        (FOLDER / f"{name}.json").write_text(text_of(name), encoding="utf-8")

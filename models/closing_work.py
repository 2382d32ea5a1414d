"""结账的计算: a month's closing worked out beside the writer and written in short pieces, while others go on writing.

    begins(act)                        → whether an act asks for results to be made, or for the mark of an opening
    worked_out(document, library)      → what is to be written, all of it from one state of the database
    finishing(document, work, library) → the end of it; None where it has to be worked out again

Promises: pure. From its beginning to its end a closing has the state `closing`. What is submitted in that time is
marked as late like what comes after it; what the work had seen already is taken back off those marks at the end. Where
another month of the institution was closed meanwhile, quarter and year are worked out again.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from models.document import Act, Document, Library, ServerAct
from models.month_standing import CLOSINGS, CORRECTIONS, REOPENINGS, standing_of
from models.period_result import batch_id, result_id, results
from models.result_model import MODEL_HASH

LATE = "late/"
CLOSING = "closing"


class Work(Struct, frozen=True):
    """结账的结果: the acts that write it, and what it rests on."""

    acts: list[ServerAct]
    results: int
    late: Mapping[str, int]
    """By path, how much that was late the work has seen."""
    beside: Mapping[bytes, Any]
    """When each other month of the institution was worked out last."""


_STEPS = (CLOSINGS, REOPENINGS, CORRECTIONS)


def begins(act: Act) -> bool:
    """A closing, a correction or an opening."""
    return any(path.startswith(_STEPS) for path in act.writes)


def begun(document: Document) -> list[ServerAct]:
    return [ServerAct(document.id, "month_close", {"state": CLOSING})]


def asked_by(document: Document) -> bytes | None:
    """Who closed or corrected last; None where nothing is under way."""
    step = _step(document)
    return None if step is None or not is_under_way(document) else document.registers[step].author


def is_under_way(document: Document) -> bool:
    return document.value("state") == CLOSING


def _step(document: Document) -> str | None:
    steps = [path for path in document.registers if path.startswith(_STEPS)]
    return max(steps, key=lambda path: document.registers[path].stamp, default=None)


def worked_out(document: Document, library: Library) -> Work:
    """The results of a closing or a correction, or the marks that an opening leaves on them."""
    institution, month, step = document.value("institution"), document.value("period"), _step(document)
    stored = library.documents_of("period_result", batch_id(institution, month))
    if not standing_of(document).closed:
        opened = [each.id for each in stored if each.value("reopened") is not True]
        acts = [ServerAct(id, "period_result", {"reopened": True}) for id in opened]
        return Work(acts, len(stored), {}, {})
    acts = results(institution, month, "" if step is None else document.value(step), library)
    made = {each.id for each in stored}
    made |= {each.doc for each in acts if each.kind == "period_result" and each.writes.get("batch") == document.id}
    return Work(acts, len(made), _late(document), _beside(document, library))


def finishing(document: Document, work: Work, library: Library) -> list[ServerAct] | None:
    """The last acts: the state, and what came late after the work had looked."""
    if not standing_of(document).closed:
        return [ServerAct(document.id, "month_close", {"state": "open"})]
    if _beside(document, library) != work.beside:
        return None
    done: dict[str, Any] = {"state": "closed", "computed_at": library.now_ms}
    done |= {"results": work.results, "model": MODEL_HASH}
    acts: list[ServerAct] = []
    for path, count in _late(document).items():
        left = count - work.late.get(path, 0)
        if left != count:
            done[path] = left
        person = bytes.fromhex(path.removeprefix(LATE).replace("-", ""))
        result = library.document(result_id(document.value("institution"), document.value("period"), person))
        if result is not None and result.value("late", 0) != left:
            acts.append(ServerAct(result.id, "period_result", {"late": left}))
    return [*acts, ServerAct(document.id, "month_close", done)]


def _late(document: Document) -> dict[str, int]:
    return {path: each.value for path, each in document.registers.items() if path.startswith(LATE) and each.value}


def _beside(document: Document, library: Library) -> dict[bytes, Any]:
    return {
        each.id: each.value("computed_at")
        for each in library.documents_of("month_close", document.value("institution"))
        if each.id != document.id
    }

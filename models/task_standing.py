"""How a contracted task stands: 下达, 承接, 进展, 报验, 验收, read from its facts.

Promises: pure, and the same as `taskStanding` in TypeScript for every case of `tests/vectors/deeds.json`; any order of
arrival gives the same; a fact that came when it could no longer count is kept and named in `odd`.
"""

from __future__ import annotations

from msgspec import Struct

from models.deed import Registers, stamp_of, under, verdict


class TaskStanding(Struct, frozen=True):
    """任务状态: `state` is draft, assigned, declined, taken, reported, returned, done or cancelled."""

    state: str
    round: int
    percent: int
    """As the responsible person last said; 100 once it is done."""
    odd: tuple[str, ...] = ()


def task_standing(registers: Registers) -> TaskStanding:
    checked = verdict(registers, "reports/", "checks/")
    checks = [registers[path].stamp for path in under(registers, f"checks/{checked.round}/")]
    done_at = max(checks, default=None) if checked.state == "accepted" else None
    cancelled = stamp_of(registers, "cancelled")
    odd = set(checked.odd)
    if cancelled is not None and done_at is not None:
        if cancelled > done_at:
            odd.add("cancelled")
            cancelled = None
        else:
            odd.update(under(registers, f"checks/{checked.round}/"))
    state = "cancelled" if cancelled is not None else _running(registers, checked.state)
    end = cancelled if cancelled is not None else done_at
    if end is not None:
        odd.update(path for path in under(registers, "progress/") if registers[path].stamp > end)
    percent = 100 if state == "done" else _percent(registers)
    return TaskStanding(state, checked.round, percent, tuple(sorted(odd)))


def _running(registers: Registers, checked: str) -> str:
    """Where a task is that nobody has cancelled; `checked` is the verdict on its last report."""
    if stamp_of(registers, "assigned") is None:
        return "draft"
    if checked != "draft":
        return {"accepted": "done", "returned": "returned"}.get(checked, "reported")
    answers = {registers[path].value["ruling"] for path in under(registers, "answers/")}
    if not answers:
        return "assigned"
    return "taken" if "accepted" in answers else "declined"


def _percent(registers: Registers) -> int:
    notes = sorted((registers[path] for path in under(registers, "progress/")), key=lambda each: each.stamp)
    told = [each.value["percent"] for each in notes if each.value.get("percent") is not None]
    return told[-1] if told else 0

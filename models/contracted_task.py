"""承包任务: who may hand a task out, who takes it, reports on it, checks it; its reward is a proposal and pays nothing.

Promises: tasks go to people whom one leads; the responsible person alone takes and reports; who handed it out (or leads
the institution) checks; terms that somebody has taken on stand.
"""

from __future__ import annotations

from models.deed import in_office, leads, programme_wrong, round_of, signed, stamp_of, under, verdict
from models.document import Act, Document, Library, Refusal, after
from models.meeting import tasked_already
from models.roster import Roster
from models.task_standing import task_standing

_TERMS = frozenset({"title", "text", "due_on", "amount", "reward", "assigned"})
_WORK = ("progress/", "reports/", "photos/")


def may_create(act: Act, library: Library) -> bool:
    writes, roster = act.writes, library.roster
    responsible = writes.get("responsible")
    return (
        writes.get("assigner") == act.author
        and isinstance(responsible, bytes)
        and responsible != act.author
        and isinstance(writes.get("day"), str)
        and writes.get("institution") is not None
        and roster.institution_of(responsible) == writes["institution"]
        and may_assign(act.author, responsible, roster)
    )


def may_assign(person: bytes, responsible: bytes, roster: Roster) -> bool:
    """Heads to their people, secretaries to their members, leaders and supervisors to everybody."""
    if in_office(person, roster.institution_of(responsible), roster):
        return True
    day = roster.today
    places = (*roster.units_of(responsible, day), *roster.branches_of(responsible, day))
    return any(leads(person, place, roster) for place in places)


def may_check(person: bytes, document: Document, roster: Roster) -> bool:
    if person == document.value("responsible"):
        return False
    return person == document.value("assigner") or in_office(person, document.value("institution"), roster)


def forbidden(act: Act, document: Document, library: Library) -> Refusal | None:
    for path in act.writes:
        named = path.startswith(("answers/", "checks/"))
        if named and not signed(path, act.author):
            return Refusal("forbidden", "own_name_only", path)
        if path.startswith(("answers/", *_WORK)):
            if document.value("responsible") != act.author:
                return Refusal("forbidden", "responsible_only", path)
        elif path.startswith("checks/"):
            if not may_check(act.author, document, library.roster):
                return Refusal("forbidden", "assigner_only", path)
        elif document.value("assigner") != act.author:
            return Refusal("forbidden", "assigner_only", path)
    return None


def closed(act: Act, document: Document | None, library: Library) -> Refusal | None:
    if document is None:
        return None
    registers = document.registers
    standing = task_standing(registers)
    checks = under(registers, f"checks/{standing.round}/")
    done = max((registers[path].stamp for path in checks), default=None) if standing.state == "done" else None
    end = stamp_of(registers, "cancelled") if standing.state == "cancelled" else done
    taken = min((registers[path].stamp for path in under(registers, "answers/")), default=None)
    for path in act.writes:
        if end is not None and act.stamp > end:
            return Refusal("closed", "task_over", path)
        if path in _TERMS and taken is not None and act.stamp > taken:
            return Refusal("closed", "task_taken", path)
        if path.startswith("answers/") and standing.round:
            return Refusal("closed", "task_taken", path)
    return None


def invalid(act: Act, document: Document | None, library: Library) -> Refusal | None:
    if (refusal := programme_wrong(act, library) or tasked_already(act, document, library)) is not None:
        return refusal
    due, day = after(act, document, "due_on"), after(act, document, "day")
    if isinstance(due, str) and due < day and "due_on" in act.writes:
        return Refusal("invalid", "due_before_it_begins", "due_on")
    if "assigned" in act.writes:
        for path in ("title", "due_on"):
            if not after(act, document, path):
                return Refusal("invalid", "task_incomplete", path)
    if "cancelled" in act.writes and not (act.writes["cancelled"] or "").strip():
        return Refusal("invalid", "reason_missing", "cancelled")
    shape = document or Document(act.doc, act.kind, act.author)
    for path in act.writes:
        refusal = _step_wrong(shape, path)
        if refusal is not None:
            return refusal
    return None


def _step_wrong(shape: Document, path: str) -> Refusal | None:
    """A step that comes before the one that it follows."""
    registers = shape.registers
    if path.startswith("answers/"):
        return None if shape.value("assigned") is True else Refusal("invalid", "task_not_assigned", path)
    if path.startswith(_WORK) and not _taken(shape):
        return Refusal("invalid", "task_not_taken", path)
    if path.startswith("reports/"):
        checked = verdict(registers, "reports/", "checks/")
        next = checked.round + 1 if checked.state in ("draft", "returned") else checked.round
        return None if round_of(path.removeprefix("reports/")) == next else Refusal("invalid", "hand_in_order", path)
    if path.startswith("checks/") and shape.value(f"reports/{path.split('/')[1]}") is None:
        return Refusal("invalid", "not_handed_in", path)
    return None


def _taken(shape: Document) -> bool:
    paths = under(shape.registers, "answers/")
    return any(shape.registers[path].value["ruling"] == "accepted" for path in paths)

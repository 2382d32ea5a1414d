"""考核结果: what the server writes when a month is closed or corrected: results of people and groups for the month, and
the quarter and year that it belongs to.

Promises: pure; the same documents give the same results. A programme's own scoring model judges where there is one, the
default model of `models.result_model` where there is none. Nothing is overwritten in silence: a result that comes out
differently than before keeps what it said under `earlier/<n>`, with the reason. No figure of a group speaks of fewer
than `N_MIN` people, neither by itself nor by the difference of others (`models.suppression`), component by component.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Any

from models.document import Document, Library, ServerAct
from models.group_result import Person, of_groups
from models.period_decision import proposing
from models.period_key import NO_PROGRAMME, batch_id, result_id
from models.programme_scoring import Ruling
from models.result_evidence import Component, branch_of, place_of, pooled
from models.result_marks import SCORES, SHEETS, Mark, Marking, path_of
from models.result_model import ACTIVITIES, COMMENTARY, DAYS, MODEL_HASH, PEER, PLEDGES, RECORDS, REMARKS, SELF, judge
from models.result_period import months_of, periods_with
from models.roster import Roster
from models.scored_answers import drawn_on, kinds_of, sheets_from

_SAID = (
    "components",
    "total",
    "sum",
    "squares",
    "grade",
    "next",
    "model",
    "judged_by",
    "months",
    "people",
    "below",
    "subject_kind",
)
"""What a result says, with what stands below `_FAMILIES`; the rest is about its making."""
_FAMILIES = ("rows/", SCORES, SHEETS)


def results(institution: bytes, month: str, reason: str, library: Library) -> list[ServerAct]:
    """The acts that bring the results of a month, its quarter and its year to what the documents say now."""
    marking = Marking(institution, month, library)
    acts: list[ServerAct] = []
    corrected: set[bytes] = set()
    for period in periods_with(month):
        months, components = _of_period(period, marking, library.roster)
        marks = marking.marks(period, components)
        people = _people(components, marks, months[-1], library.roster)
        said = {each.id: _of_person(each, marks.get(each.id, ())) for each in people}
        said |= of_groups(institution, people, marks, library.roster)
        for person, kept in (marking.kept() if period == month else {}).items():
            said.setdefault(person, {"subject_kind": "person", "components": []}).update(kept)
        said = {subject: {**each, "months": months} for subject, each in said.items()}
        written = list(_written(institution, (period, month), said, (reason, corrected), library))
        if period == month:
            corrected = {each.doc for each in written if each.writes.get("revision", 1) > 1}
        acts += written
        acts += proposing(institution, period, months, marks, library)
    return acts


def _of_period(period: str, marking: Marking, roster: Roster) -> tuple[list[str], Mapping[bytes, list[Component]]]:
    """Everybody's components over the closed months of a period, this one among them as it is seen now."""
    seen = marking.seen.components
    if period == marking.month:
        return [period], seen
    parts: dict[bytes, list[Sequence[Component]]] = defaultdict(list)
    months: list[str] = []
    for each in months_of(period):
        told: Mapping[bytes, Any] | None = seen
        if each != marking.month:
            registers = marking.earlier(each)
            if registers is None:
                continue
            told = {subject: found.get("components") for subject, found in registers.items()}
        months.append(each)
        for subject, components in told.items():
            if subject in roster.persons and components is not None:
                parts[subject].append(components)
    return months, {subject: pooled(found) for subject, found in parts.items()}


def _people(
    components: Mapping[bytes, list[Component]],
    marks: Mapping[bytes, Sequence[Mark]],
    month: str,
    roster: Roster,
) -> list[Person]:
    found: list[Person] = []
    for id in sorted({*components, *(each for each in marks if each in roster.persons)}):
        person, own = roster.persons[id], components.get(id, [])
        place, branch = place_of(person, month), branch_of(person, month)
        if mark := next(iter(marks.get(id, ())), None):
            said = mark[1]
            whole = said.get("complete") is True
            total, grade = (said.get("total"), said.get("grade")) if whole else (None, None)
            found.append(Person(id, own, total, grade, mark[0].model.sha256, place, branch))
        else:
            judged = judge(own)
            total, grade = (None, None) if judged is None else (judged.total, judged.grade)
            found.append(Person(id, own, total, grade, MODEL_HASH, place, branch))
    return found


def _of_person(person: Person, marks: Sequence[Mark]) -> dict[str, Any]:
    said: dict[str, Any] = {"subject_kind": "person", "components": person.components, "model": person.model}
    if marks:
        ruling, first = marks[0]
        said["components"] = _fed(person.components, ruling)
        said["judged_by"] = ruling.programme
        said |= {path_of(each): dict(told) for each, told in marks}
        if person.total is not None and "next" in first:
            said["next"] = {"lacking": "", **first["next"]}
    elif (judged := judge(person.components)) is not None:
        said["components"] = [
            {**each, "weight": judged.weights[each["id"]]} if each["id"] in judged.weights else each
            for each in person.components
        ]
        if judged.next is not None:
            said["next"] = judged.next
    if person.total is not None:
        said["total"] = person.total
    return said if person.grade is None else {**said, "grade": person.grade}


def _fed(components: Sequence[Component], ruling: Ruling) -> list[Component]:
    """The components with a mark on those that the programme's model draws on; the rest is shown and not scored."""
    drawn = {*sheets_from(ruling), *drawn_on(ruling, "evaluation")}
    kinds = {kind for each in drawn for kind in kinds_of(ruling, each)}
    counts = {
        DAYS: DAYS in drawn_on(ruling, "indicator"),
        PLEDGES: bool(drawn_on(ruling, "pledges")) or "pledge_fulfilment" in kinds,
        ACTIVITIES: bool(drawn_on(ruling, "activities")),
        RECORDS: bool(drawn_on(ruling, "records")),
        COMMENTARY: "branch_commentary" in kinds,
        REMARKS: "leader_remark" in kinds,
        SELF: "self" in kinds,
        PEER: bool(kinds - {"self", "branch_commentary", "leader_remark", "pledge_fulfilment", "combined"}),
    }
    return [{**each, "counts": True} if counts.get(_family(each["id"])) else each for each in components]


def _family(id: str) -> str:
    return id[: id.index("/") + 1] if "/" in id else id


def _written(
    institution: bytes,
    of: tuple[str, str],
    said: Mapping[bytes, Mapping[str, Any]],
    why: tuple[str, Set[bytes]],
    library: Library,
) -> Iterable[ServerAct]:
    """What has to be written so that the stored results of a period say this; of what they say already, nothing.

    `of` is the period and the month that is closed, `why` the reason and which results of that month it has corrected.
    """
    (period, month), (reason, corrected) = of, why
    batch = batch_id(institution, period)
    stored = {each.value("subject"): each for each in library.documents_of("period_result", batch)}
    for subject in sorted(said.keys() | stored.keys()):
        new = said.get(subject, {"components": []})
        document = stored.get(subject)
        id = result_id(institution, period, subject)
        if document is None:
            names = {"institution": institution, "programme": NO_PROGRAMME, "period": period, "subject": subject}
            made = {**names, "batch": batch, **new, "computed_at": library.now_ms, "revision": 1}
            yield ServerAct(id, "period_result", made)
        elif writes := _corrected(
            document, new, reason, library.now_ms, beside=result_id(institution, month, subject) not in corrected
        ):
            yield ServerAct(id, "period_result", writes)


def _corrected(document: Document, new: Mapping[str, Any], reason: str, now_ms: int, *, beside: bool) -> dict[str, Any]:
    """The registers that a correction writes; what stood is kept where the figures differ.

    `beside`: the month that is closed says of the subject what it said; where a quarter or year then rests on other
    months than before, one has joined it or left it, which corrects nothing.
    """
    paths = {*_SAID, *(path for path in (*document.registers, *new) if path.startswith(_FAMILIES))}
    changed = {path: new.get(path) for path in sorted(paths) if document.value(path) != new.get(path)}
    if document.value("late"):
        changed["late"] = 0
    if document.value("reopened") is True:
        changed["reopened"] = False
    if not changed.keys() - {"late", "reopened"}:
        return changed
    if beside and document.value("months") != new.get("months"):
        return {**changed, "computed_at": now_ms}
    revision = document.value("revision", 1)
    kept: dict[str, Any] = {"components": document.value("components") or []}
    for path in ("total", "grade", "computed_at", "reason"):
        if document.value(path) is not None:
            kept[path] = document.value(path)
    changed |= {"computed_at": now_ms, "revision": revision + 1, "reason": reason, f"earlier/{revision}": kept}
    return changed


__all__ = ["batch_id", "result_id", "results"]

"""考核结果: what the server writes when a month is closed or corrected: results of people and groups for the month, and
the quarter and year that it belongs to.

Promises: pure; the same documents give the same results. Nothing is overwritten in silence: a result that comes out
differently than before keeps what it said under `earlier/<n>`, with the reason. No figure of a group speaks of fewer
than `N_MIN` people, neither by itself nor by the difference of others (`models.suppression`), component by component.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from msgspec import Struct

from models.document import Document, Library, ServerAct, natural_id, uuid_text
from models.ranking import N_MIN
from models.result import rounded
from models.result_evidence import Component, branch_of, evidence, exact, grouped, place_of, pooled
from models.result_model import DAYS, MODEL_HASH, RECORDS, Judged, judge
from models.result_period import months_of, periods_with
from models.roster import Roster
from models.suppression import Cell, hidden

NO_PROGRAMME = "none"
TOTAL = "total"
"""The name under which totals are suppressed, beside the components' own."""

_SAID = ("components", "total", "sum", "squares", "grade", "next", "model", "months", "people", "below", "subject_kind")
"""What a result says; the rest is about its making."""


class Person(Struct, frozen=True):
    """个人结果: one person's components with what the model makes of them, and where the period counts them."""

    id: bytes
    components: list[Component]
    judged: Judged | None
    unit: bytes | None
    branch: bytes | None


def batch_id(institution: bytes, period: str) -> bytes:
    """The key that all results of an institution's period share; of a month, its closing's id."""
    return natural_id(f"month_close/{uuid_text(institution)}/{period}")


def result_id(institution: bytes, period: str, subject: bytes) -> bytes:
    name = f"period_result/{uuid_text(institution)}/{NO_PROGRAMME}/{period}/{uuid_text(subject)}"
    return natural_id(name)


def results(institution: bytes, month: str, reason: str, library: Library) -> list[ServerAct]:
    """The acts that bring the results of a month, its quarter and its year to what the documents say now."""
    seen = evidence(institution, month, library)
    acts: list[ServerAct] = []
    for period in periods_with(month):
        months, components = _of_period(institution, period, month, seen, library)
        people = _people(components, months[-1], library.roster)
        said = {each.id: _of_person(each) for each in people}
        said |= _of_groups(institution, people, library.roster)
        said = {subject: {**each, "months": months} for subject, each in said.items()}
        acts += _written(institution, period, said, reason, library)
    return acts


def _of_period(
    institution: bytes, period: str, month: str, seen: Mapping[bytes, list[Component]], library: Library
) -> tuple[list[str], Mapping[bytes, list[Component]]]:
    """Everybody's components over the closed months of a period, this one among them as it is seen now."""
    if period == month:
        return [month], seen
    parts: dict[bytes, list[Sequence[Component]]] = defaultdict(list)
    months: list[str] = []
    for each in months_of(period):
        told: Mapping[bytes, Any] = seen
        if each != month:
            close = library.document(batch_id(institution, each))
            if close is None or close.value("state") != "closed":
                continue
            told = library.column("period_result", batch_id(institution, each), "components")
        months.append(each)
        for subject, components in told.items():
            if subject in library.roster.persons:
                parts[subject].append(components)
    return months, {subject: pooled(found) for subject, found in parts.items()}


def _people(components: Mapping[bytes, list[Component]], month: str, roster: Roster) -> list[Person]:
    found: list[Person] = []
    for id in sorted(components):
        person = roster.persons[id]
        found.append(
            Person(id, components[id], judge(components[id]), place_of(person, month), branch_of(person, month))
        )
    return found


def _of_person(person: Person) -> dict[str, Any]:
    judged = person.judged
    if judged is None:
        return {"subject_kind": "person", "components": person.components, "model": MODEL_HASH}
    weighed = [
        {**each, "weight": judged.weights[each["id"]]} if each["id"] in judged.weights else each
        for each in person.components
    ]
    said: dict[str, Any] = {"subject_kind": "person", "components": weighed, "model": MODEL_HASH}
    said |= {"total": judged.total, "grade": judged.grade}
    return said if judged.next is None else {**said, "next": judged.next}


def _of_groups(institution: bytes, people: Sequence[Person], roster: Roster) -> dict[bytes, dict[str, Any]]:
    """The institution, its units and its branches: what may be told of each, and the lines of its own people."""
    members: dict[bytes, list[Person]] = {institution: list(people)}
    own: dict[bytes, list[Person]] = defaultdict(list)
    for person in people:
        for place in (person.unit, person.branch):
            if place is not None:
                own[place].append(person)
                for above in roster.ancestors(place):
                    members.setdefault(above, []).append(person)
    untold = {
        tree: _untold(institution, members, places, roster)
        for tree, places in (("units", roster.units), ("branches", roster.branches))
    }
    whole = {key: found | untold["branches"].get(key, frozenset()) for key, found in untold["units"].items()}
    said: dict[bytes, dict[str, Any]] = {}
    for place, group in members.items():
        tree = whole if place == institution else untold["branches" if place in roster.branches else "units"]
        said[place] = _of_group(place, group, tree, roster)
        said[place] |= {f"rows/{uuid_text(each.id)}": _row(each) for each in own.get(place, ())}
    return said


def _untold(
    institution: bytes, members: Mapping[bytes, Sequence[Person]], places: Mapping[bytes, Any], roster: Roster
) -> dict[str, frozenset[bytes]]:
    """For the total and each component, the groups of one tree that are not told."""
    parents = {
        place: _above(place, institution, roster) if place in places else None
        for place in members
        if place == institution or place in places
    }
    counts: dict[str, dict[bytes, int]] = defaultdict(lambda: dict.fromkeys(parents, 0))
    for place in parents:
        for person in members[place]:
            for key in _keys(person):
                counts[key][place] += 1
    return {key: _hidden(n, parents) for key, n in counts.items()}


def _above(place: bytes, institution: bytes, roster: Roster) -> bytes:
    return (*roster.ancestors(place), institution)[1]


def _hidden(n: Mapping[bytes, int], parents: Mapping[bytes, bytes | None]) -> frozenset[bytes]:
    cells = [Cell(place.hex(), n[place], (parent or b"").hex()) for place, parent in parents.items()]
    return frozenset(bytes.fromhex(id) for id in hidden(cells, N_MIN))


def _keys(person: Person) -> Iterator[str]:
    if person.judged is not None:
        yield TOTAL
    for each in person.components:
        if each["id"] != RECORDS:
            yield each["id"]


def _of_group(
    place: bytes, group: Sequence[Person], untold: Mapping[str, frozenset[bytes]], roster: Roster
) -> dict[str, Any]:
    by_id: dict[str, list[Component]] = defaultdict(list)
    for person in group:
        for each in person.components:
            if each["id"] != RECORDS:
                by_id[each["id"]].append(each)
    components = [
        grouped(by_id[id])
        for id in sorted(by_id, key=lambda id: (id != DAYS, id))
        if place not in untold.get(id, frozenset())
    ]
    said: dict[str, Any] = {"subject_kind": kind_of(place, roster), "components": components, "model": MODEL_HASH}
    totals = [Fraction(person.judged.total) for person in group if person.judged is not None]
    if not totals or place in untold.get(TOTAL, frozenset()):
        return {**said, "below": True}
    total = sum(totals, Fraction(0))
    squares = sum((each * each for each in totals), Fraction(0))
    mean = rounded(total / len(totals))
    return {**said, "total": mean, "sum": exact(total, 2), "squares": exact(squares, 4), "people": len(totals)}


def kind_of(place: bytes, roster: Roster) -> str:
    """What a group is called: a service window, a branch, the institution, or a department."""
    if place in roster.institutions:
        return "institution"
    if place in roster.branches:
        return "branch"
    unit = roster.units.get(place)
    return "window" if unit is not None and unit.type == "service_window" else "department"


def _row(person: Person) -> dict[str, Any]:
    row: dict[str, Any] = {}
    if person.judged is not None:
        row |= {"total": person.judged.total, "grade": person.judged.grade}
    for each in person.components:
        if each["id"] == DAYS:
            row |= {"hits": each["hits"], "due": each["n"]}
    return row


def _written(
    institution: bytes, period: str, said: Mapping[bytes, Mapping[str, Any]], reason: str, library: Library
) -> Iterable[ServerAct]:
    """What has to be written so that the stored results say this; of what they say already, nothing."""
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
        elif writes := _corrected(document, new, reason, library.now_ms):
            yield ServerAct(id, "period_result", writes)


def _corrected(document: Document, new: Mapping[str, Any], reason: str, now_ms: int) -> dict[str, Any]:
    """The registers that a correction writes; what stood is kept where the figures differ."""
    rows = [path for path in document.registers if path.startswith("rows/")]
    paths = {*_SAID, *rows, *(path for path in new if path.startswith("rows/"))}
    changed = {path: new.get(path) for path in sorted(paths) if document.value(path) != new.get(path)}
    if document.value("late"):
        changed["late"] = 0
    if document.value("reopened") is True:
        changed["reopened"] = False
    if not changed.keys() - {"late", "reopened"}:
        return changed
    if not reason and document.value("months") != new.get("months"):
        return {**changed, "computed_at": now_ms}  # another month of the quarter or year, which corrects nothing
    revision = document.value("revision", 1)
    kept: dict[str, Any] = {"components": document.value("components") or []}
    for path in ("total", "grade", "computed_at", "reason"):
        if document.value(path) is not None:
            kept[path] = document.value(path)
    changed |= {"computed_at": now_ms, "revision": revision + 1, "reason": reason, f"earlier/{revision}": kept}
    return changed

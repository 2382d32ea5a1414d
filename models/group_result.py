"""What a period came to for the institution, its units and its branches, with the lines of their own people.

Promises: no figure speaks of fewer than `N_MIN` people, neither by itself nor by the difference of others. A place that
a programme judges itself has that score, which says nothing of any one of its people.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from msgspec import Struct

from models.document import uuid_text
from models.ranking import N_MIN
from models.result import rounded
from models.result_evidence import Component, exact, grouped
from models.result_marks import Mark, path_of
from models.result_model import COUNTED, DAYS, MODEL_HASH
from models.roster import Roster
from models.suppression import Cell, hidden

TOTAL = "total"
"""The name under which totals are suppressed, beside the components' own."""


class Person(Struct, frozen=True):
    """个人结果: one person's components with what the model makes of them, and where the period counts them."""

    id: bytes
    components: list[Component]
    total: str | None
    grade: str | None
    model: str
    unit: bytes | None
    branch: bytes | None


def of_groups(
    institution: bytes, people: Sequence[Person], marks: Mapping[bytes, Sequence[Mark]], roster: Roster
) -> dict[bytes, dict[str, Any]]:
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
    for place in {**members, **{place: [] for place in marks if place not in roster.persons}}:
        group = members.get(place, [])
        tree = whole if place == institution else untold["branches" if place in roster.branches else "units"]
        said[place] = _of_group(place, group, tree, roster)
        said[place] |= _judged(marks.get(place, ()), said[place])
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
    if person.total is not None:
        yield TOTAL
    for each in person.components:
        if each["id"] not in COUNTED:
            yield each["id"]


def _of_group(
    place: bytes, group: Sequence[Person], untold: Mapping[str, frozenset[bytes]], roster: Roster
) -> dict[str, Any]:
    by_id: dict[str, list[Component]] = defaultdict(list)
    for person in group:
        for each in person.components:
            if each["id"] not in COUNTED:
                by_id[each["id"]].append(each)
    components = [
        grouped(by_id[id])
        for id in sorted(by_id, key=lambda id: (id != DAYS, id))
        if place not in untold.get(id, frozenset())
    ]
    models = Counter(person.model for person in group).most_common(1)
    said: dict[str, Any] = {"subject_kind": kind_of(place, roster), "components": components}
    said["model"] = models[0][0] if models else MODEL_HASH
    totals = [Fraction(person.total) for person in group if person.total is not None]
    if not totals or place in untold.get(TOTAL, frozenset()):
        return {**said, "below": True}
    total = sum(totals, Fraction(0))
    squares = sum((each * each for each in totals), Fraction(0))
    mean = rounded(total / len(totals))
    return {**said, "total": mean, "sum": exact(total, 2), "squares": exact(squares, 4), "people": len(totals)}


def _judged(marks: Sequence[Mark], said: dict[str, Any]) -> dict[str, Any]:
    """The score of a place that programmes judge itself; its people's mean then stands among the components no more."""
    if not marks:
        return {}
    for path in ("sum", "squares", "people", "below", "total"):
        said.pop(path, None)
    ruling, first = marks[0]
    told: dict[str, Any] = {"judged_by": ruling.programme, "model": ruling.model.sha256}
    told |= {path_of(each): dict(score) for each, score in marks}
    if first.get("complete") is True:
        told |= {path: first[path] for path in ("total", "grade") if path in first}
    return told


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
    if person.total is not None:
        row["total"] = person.total
    if person.grade is not None:
        row["grade"] = person.grade
    for each in person.components:
        if each["id"] == DAYS:
            row |= {"hits": each["hits"], "due": each["n"]}
    return row

"""What a month saw of each person, as components: read from the documents that exist, each named with its source.

Promises: pure; exact, rounded once (half up, two decimals). A component's value is in hundredths of the full measure:
a rating of 4 from 1 to 5 is 75, a "yes" 100. A day counts as filled once its self-evaluation is submitted; days are due
on working days while the person belongs to a unit; `models.working_days` knows the holidays. Only aspects that an item
names are counted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Mapping, Sequence
from fractions import Fraction
from typing import Any, cast

from msgspec import Struct

from models.calendar import day_end_ms, day_start_ms
from models.document import Document, Library
from models.form import form_document
from models.item import check_item, read_item
from models.people import MISSING, Person
from models.result import rounded
from models.result_deeds import count, deeds, rate
from models.result_model import COUNTED, DAYS, PEER, SELF
from models.result_period import days_of, first_day, last_day
from models.sheet import Sheet, sheet_of
from models.working_days import WorkingDays, working_days

Component = dict[str, Any]
"""组成: see `ResultComponent` of `models.result_values`."""
Scale = tuple[str, dict[Any, Fraction | None], Any]

_ANSWERS = "answers/"


class Evidence(Struct, frozen=True):
    """依据: what a month saw: everybody's components, and of the forms that were asked for all that was filled in."""

    components: dict[bytes, list[Component]]
    sheets: dict[bytes, dict[str, Counter[Sheet]]]
    """By person and by the form's full name."""


def evidence(institution: bytes, month: str, forms: Mapping[str, Container[str]], library: Library) -> Evidence:
    """The components of everybody of whom the month was to see something, and the sheets of these forms."""
    roster = library.roster
    here = [person for person in roster.people_of(institution) if place_of(person, month) is not None]
    calendars = (*library.documents_of("work_calendar", MISSING), *library.documents_of("work_calendar", institution))
    calendar = working_days(calendars, institution)
    due = {person.id: due_days(person, month, calendar) for person in here}
    filled, aspects, sheets = _self_evaluations(institution, list(due), month, forms, library)
    peers = _peers(institution, month, library)
    done = deeds(institution, list(due), month, library)
    found: dict[bytes, list[Component]] = {}
    for person, days in due.items():
        components = [rate(DAYS, "self_evaluation", len(filled[person] & days), len(days))] if days else []
        told = sorted(aspects[person].items())
        components += [_mean(SELF + name, "self_evaluation", counts) for name, counts in told]
        components += peers.get(person, [])
        components += done.get(person, [])
        if components:
            found[person] = components
    return Evidence(found, sheets)


def due_days(person: Person, month: str, calendar: WorkingDays) -> frozenset[str]:
    """The days of a month on which the person was to fill in the self-evaluation."""
    return frozenset(
        day for day in days_of(month) if calendar.works(day) and any(each.covers(day) for each in person.memberships)
    )


def place_of(person: Person, month: str) -> bytes | None:
    """The unit that a month counts a person in: the one they belonged to last."""
    return next(iter(_last(person.memberships, month)), None)


def branch_of(person: Person, month: str) -> bytes | None:
    return next(iter(_last(person.branches, month)), None)


def pooled(parts: Sequence[Sequence[Component]]) -> list[Component]:
    """Several months as one: rates by their days; means weighted by how many were seen, from the months' own values."""
    by_id: dict[str, list[Component]] = defaultdict(list)
    for components in parts:
        for each in components:
            by_id[each["id"]].append(each)
    return [_pooled(by_id[id]) for id in sorted(by_id, key=lambda id: (id != DAYS, id))]


def grouped(parts: Sequence[Component]) -> Component:
    """One component over people: a rate by all their days, a mean of their values with what its interval needs."""
    first = parts[0]
    if "hits" in first:
        return {**_pooled_rate(parts), "people": len(parts)}
    values = [Fraction(each["value"]) for each in parts]
    total, squares = sum(values, Fraction(0)), sum((value * value for value in values), Fraction(0))
    return {
        "id": first["id"],
        "source": first["source"],
        "value": rounded(total / len(values)),
        "n": len(values),
        "sum": exact(total, 2),
        "squares": exact(squares, 4),
    }


def exact(value: Fraction, places: int) -> str:
    """A sum of values of two places (or of their squares), which needs no rounding."""
    units = value * 10**places
    text = str(units.numerator).rjust(places + 1, "0")
    return f"{text[:-places]}.{text[-places:]}"


def _last(stays: Sequence[Any], month: str) -> list[bytes]:
    """The places of the stays that touch the month, the one that lasted longest into it first."""
    begin, end = first_day(month), last_day(month)
    touching = [stay for stay in stays if stay.begin <= end and (stay.end is None or stay.end >= begin)]
    until = [min(stay.end or end, end) for stay in touching]
    order = sorted(range(len(touching)), key=lambda at: until[at], reverse=True)
    return [touching[at].place for at in order]


def _mean(id: str, source: str, counts: Mapping[Fraction, int]) -> Component:
    n = sum(counts.values())
    total = sum((points * count for points, count in counts.items()), Fraction(0))
    return {"id": id, "source": source, "value": rounded(total / n), "n": n}


def _pooled(parts: Sequence[Component]) -> Component:
    first = parts[0]
    if first["id"] in COUNTED:
        return count(first["id"], sum(each["n"] for each in parts))
    if "hits" in first:
        return _pooled_rate(parts)
    n = sum(each["n"] for each in parts)
    total = sum((Fraction(each["value"]) * each["n"] for each in parts), Fraction(0))
    return {"id": first["id"], "source": first["source"], "value": rounded(total / n), "n": n}


def _pooled_rate(parts: Sequence[Component]) -> Component:
    hits, n = (sum(each[name] for each in parts) for name in ("hits", "n"))
    return rate(parts[0]["id"], parts[0]["source"], hits, n)


Counts = dict[str, dict[Fraction, int]]


def _self_evaluations(
    institution: bytes, people: Sequence[bytes], month: str, forms: Mapping[str, Container[str]], library: Library
) -> tuple[Mapping[bytes, set[str]], Mapping[bytes, Counts], dict[bytes, dict[str, Counter[Sheet]]]]:
    """Who filled which days in on the institution's own form, the points of every answer by its aspect, the sheets."""
    found = library.roster.institutions.get(institution)
    daily = "daily" if found is None else found.self_evaluation_form.partition("@")[0]
    scales = _Scales(library)
    filled: dict[bytes, set[str]] = defaultdict(set)
    aspects: dict[bytes, Counts] = defaultdict(dict)
    sheets: dict[bytes, dict[str, Counter[Sheet]]] = {}
    for document in library.about("self_evaluation", people, first_day(month), last_day(month)):
        if document.value("submitted") is not True:
            continue
        person, form = document.value("person"), document.value("form")
        if form.partition("@")[0] == daily:
            filled[person].add(document.value("day"))
        if form in forms:
            sheet = sheet_of(document, forms[form])
            sheets.setdefault(person, {}).setdefault(form, Counter())[sheet] += 1
        scales.count(form, document, aspects[person])
    return filled, aspects, sheets


def _peers(institution: bytes, month: str, library: Library) -> dict[bytes, list[Component]]:
    """Means of the rounds that were published in the month, by the aspects of their form; nothing below a threshold."""
    zone = library.roster.institutions[institution].timezone
    begin, end = day_start_ms(first_day(month), zone), day_end_ms(last_day(month), zone)
    gathered: dict[bytes, list[list[Component]]] = defaultdict(list)
    scales = _Scales(library)
    for round in library.documents_of("peer_round", institution):
        published = round.registers.get("published")
        if published is None or published.value is not True or not begin <= published.received_ms < end:
            continue
        items = scales.of(round.value("form"))
        for result in library.documents_of("peer_result", round.id):
            gathered[result.value("subject")].append(_peer_components(result, items))
    return {person: pooled(parts) for person, parts in gathered.items()}


def _peer_components(result: Document, items: Mapping[str, Scale]) -> list[Component]:
    found: list[Component] = []
    for id, (aspect, _, item) in items.items():
        told = cast("dict[str, Any] | None", result.value(f"items/{id}"))
        if told is not None and item.low is not None and item.high is not None and item.low < item.high:
            share = (Fraction(told["mean"]) - Fraction(item.low)) / Fraction(item.high - item.low) * 100
            found.append({"id": PEER + aspect, "source": "peer_review", "value": rounded(share), "n": told["n"]})
    return found


class _Scales:
    """How the answers to a form's items count, looked up once for each form."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._forms: dict[str, dict[str, Scale]] = {}

    def of(self, form: Any) -> dict[str, Scale]:
        """The items of a form that name an aspect, with the points of the answers seen so far."""
        known = self._forms.get(form)
        if known is None:
            document = form_document(form, self._library)
            known = self._forms[form] = {} if document is None else _items(document)
        return known

    def count(self, form: Any, document: Document, counts: Counts) -> None:
        """Adds a document's answers to what is counted of its person."""
        items = self.of(form)
        for path, register in document.registers.items():
            if not path.startswith(_ANSWERS):
                continue
            scale = items.get(path[8:])
            if scale is None or register.value is None:
                continue
            aspect, known, item = scale
            key = (type(register.value), register.value) if isinstance(register.value, (str, int, float)) else None
            points = known.get(key) if key in known else known.setdefault(key, points_of(item, register.value))
            if points is not None:
                of_aspect = counts.setdefault(aspect, {})
                of_aspect[points] = of_aspect.get(points, 0) + 1


def points_of(item: Any, value: Any) -> Fraction | None:
    """The answer in hundredths of the item's full measure; None where it has no measure."""
    if item.type in ("rating", "score"):
        if item.low is None or item.high is None or item.low >= item.high:
            return None
        return (Fraction(str(value)) - Fraction(item.low)) / Fraction(item.high - item.low) * 100
    if item.type == "yes_no":
        return Fraction(100 if value else 0)
    if item.type == "pass_fail" and value in ("pass", "fail"):
        return Fraction(100 if value == "pass" else 0)
    return None


def _items(form: Document) -> dict[str, Scale]:
    found: dict[str, Scale] = {}
    for path, register in form.registers.items():
        if path.startswith("items/") and check_item(register.value) is None and register.value.get("aspect"):
            found[path[6:]] = (register.value["aspect"], {}, read_item(path[6:], register.value))
    return found

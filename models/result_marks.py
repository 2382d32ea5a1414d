"""What the programmes' scoring models make of a month, and of the quarter and the year that it belongs to.

Promises: pure. A period for which a programme has a model is scored from what was seen in it; a longer one is the mean
of its periods that are closed (`models.scored_result.rolled`); a shorter one is not judged by that model.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, cast

from models.document import Library, uuid_text
from models.period_key import batch_id
from models.programme_scoring import SPANS, Ruling, rulings
from models.result_evidence import Component, Evidence, evidence
from models.result_model import DAYS
from models.result_period import months_of, periods_with
from models.result_quotas import within_quotas
from models.scored_answers import Gathering, Given, drawn_on, forms_asked, self_forms
from models.scored_result import Said, path_of, rolled, stored
from models.scoring import score
from models.sheet import Sheet, frozen_sheet

SHEETS = "sheets/"
SCORES = "scores/"
_KEPT = ("components", SHEETS, SCORES)

Mark = tuple[Ruling, Said]
Told = Mapping[bytes, Mapping[str, Any]]


class Marking:
    """结账一次: one closing's look at its month and at the closed months beside it; each is read once."""

    def __init__(self, institution: bytes, month: str, library: Library) -> None:
        self.institution, self.month, self.library = institution, month, library
        self._told: dict[str, Told] = {}
        self._fresh: dict[tuple[str, bytes, str, bool], dict[bytes, Said]] = {}

    @cached_property
    def rulings(self) -> dict[str, list[Ruling]]:
        return {period: rulings(self.institution, period, self.library) for period in periods_with(self.month)}

    @cached_property
    def seen(self) -> Evidence:
        forms = forms_asked((ruling for each in self.rulings.values() for ruling in each), self.library)
        return evidence(self.institution, self.month, forms, self.library)

    def earlier(self, period: str) -> Told | None:
        """What a closed month (or a quarter) said before this closing; None where it isn't closed."""
        if period not in self._told:
            close = self.library.document(batch_id(self.institution, period))
            closed = len(period) < len(self.month) or (close is not None and close.value("state") == "closed")
            batch = batch_id(self.institution, period)
            self._told[period] = self.library.columns("period_result", batch, _KEPT) if closed else {}
        return self._told[period] or None

    def marks(self, period: str, components: Mapping[bytes, Sequence[Component]]) -> dict[bytes, list[Mark]]:
        """By person or place, what each programme's model makes of a period: the latest programme first, but those last
        by which nobody has a whole score yet, so that a programme that has just begun takes no result away."""
        made: list[tuple[Ruling, dict[bytes, Said]]] = []
        span = SPANS[periods_with(self.month).index(period)]
        for ruling in _fitting(self.rulings[period], span):
            made_for_it = ruling.span == span
            scored = self._scored(ruling, period, components) if made_for_it else self._rolled(ruling, period)
            said = within_quotas(ruling, scored)
            self._fresh[period, ruling.programme, ruling.evaluation, ruling.people is None] = said
            made.append((ruling, said))
        made.sort(key=lambda each: not any(said.get("complete") is True for said in each[1].values()))
        found: dict[bytes, list[Mark]] = defaultdict(list)
        for ruling, said in made:
            for subject, each in said.items():
                found[subject].append((ruling, each))
        return found

    def kept(self) -> dict[bytes, dict[str, Any]]:
        """The month's sheets that a longer period's model will ask for, by the registers that keep them."""
        found: dict[bytes, dict[str, Any]] = defaultdict(dict)
        longer = [ruling for each in self.rulings.values() for ruling in each if ruling.span != "month"]
        for ruling in {(each.programme, each.evaluation): each for each in longer}.values():
            for person, sheets in self._filled(ruling).items():
                path = SHEETS + uuid_text(ruling.programme)
                plain = {name: [[dict(sheet), n] for sheet, n in each.items()] for name, each in sheets.items()}
                found[person][path] = {**found[person].get(path, {}), **plain}
        return found

    def _scored(
        self, ruling: Ruling, period: str, components: Mapping[bytes, Sequence[Component]]
    ) -> dict[bytes, Said]:
        filled: dict[bytes, dict[str, Counter[Sheet]]] = self._filled(ruling)
        if period != self.month:
            for month in months_of(period):
                told = self.earlier(month) if month != self.month else None
                for person, registers in (told or {}).items():
                    _take_kept(ruling, registers, filled.setdefault(person, {}))
        days = {
            person: str(each["value"]) for person, found in components.items() for each in found if each["id"] == DAYS
        }
        given = Gathering(ruling, period, filled, days, self.library).all()
        for subject, key, total in self._results(ruling, period):
            given.setdefault(subject, Given()).add(key, total)
        scores = _Scores(ruling)
        return {subject: scores.of(each) for subject, each in sorted(given.items())}

    def _results(self, ruling: Ruling, period: str) -> Iterator[tuple[bytes, str, str]]:
        """`results: <model>`: what another model of the programme made of the shorter periods, as far as complete."""
        for name in drawn_on(ruling, "results"):
            for other in self.rulings[period]:
                same = other.programme == ruling.programme and (other.people is None) == (ruling.people is None)
                if same and other.model.id == name and SPANS.index(other.span) < SPANS.index(ruling.span):
                    for subject, each in self._parts(other, period).items():
                        for said in each:
                            if said.get("complete") is True and "total" in said:
                                yield subject, f"results/{name}", said["total"]

    def _rolled(self, ruling: Ruling, period: str) -> dict[bytes, Said]:
        return {subject: rolled(ruling, each) for subject, each in sorted(self._parts(ruling, period).items())}

    def _parts(self, ruling: Ruling, period: str) -> dict[bytes, list[Said]]:
        """What a model made of those periods within a longer one that it is made for and that are closed."""
        paths = {SCORES + uuid_text(version.id) for version in ruling.versions}
        parts: dict[bytes, list[Said]] = defaultdict(list)
        for each in _within(period, ruling.span):
            if each in periods_with(self.month):
                found = self._just_made(ruling, each)
            else:
                told = self.earlier(each) or {}
                found = [(subject, said) for subject, all in told.items() for said in _of(paths, all)]
            for subject, said in found:
                if said.get("evaluation") == ruling.evaluation:
                    parts[subject].append(said)
        return parts

    def _just_made(self, ruling: Ruling, period: str) -> list[tuple[bytes, Said]]:
        of_places = ruling.people is None
        keys = [(period, version.id, ruling.evaluation, of_places) for version in ruling.versions]
        return [each for key in keys for each in self._fresh.get(key, {}).items()]

    def _filled(self, ruling: Ruling) -> dict[bytes, dict[str, Counter[Sheet]]]:
        forms = self_forms(ruling)
        found: dict[bytes, dict[str, Counter[Sheet]]] = {}
        for person, by_form in self.seen.sheets.items():
            for form in by_form.keys() & forms.keys():
                found.setdefault(person, {}).setdefault(forms[form], Counter()).update(by_form[form])
        return found


class _Scores:
    """A ruling's scores; who brings the same is scored once."""

    def __init__(self, ruling: Ruling) -> None:
        self._ruling = ruling
        self._known: dict[Any, dict[str, Any]] = {}

    def of(self, given: Given) -> dict[str, Any]:
        answers = tuple((key, _frozen(value)) for key, value in sorted(given.answers.items()))
        key = answers, frozenset(given.sheets.items())
        known = self._known.get(key)
        if known is None:
            sheets = [(dict(sheet), times) for sheet, times in sorted(given.sheets.items(), key=repr)]
            known = self._known[key] = stored(self._ruling, score(self._ruling.model, given.answers, sheets))
        return known


def _frozen(value: Any) -> Any:
    return frozenset(cast("dict[Any, Any]", value).items()) if isinstance(value, dict) else value


def _fitting(all: Iterable[Ruling], span: str) -> list[Ruling]:
    """For each programme, and for people and places apart: the model made for this span, else for the next shorter."""
    chosen: dict[tuple[bytes, bool], Ruling] = {}
    for ruling in all:
        key = ruling.programme, ruling.people is None
        known = chosen.get(key)
        fits = SPANS.index(ruling.span) <= SPANS.index(span)
        if fits and (known is None or SPANS.index(ruling.span) > SPANS.index(known.span)):
            chosen[key] = ruling
    return list(chosen.values())


def _within(period: str, span: str) -> tuple[str, ...]:
    """The months or quarters of a period."""
    if span == "month":
        return months_of(period)
    return tuple(f"{period[:4]}Q{number}" for number in range(1, 5))


def _of(paths: Iterable[str], registers: Mapping[str, Any]) -> list[Said]:
    return [registers[path] for path in sorted(paths) if registers.get(path) is not None]


def _take_kept(ruling: Ruling, registers: Mapping[str, Any], into: dict[str, Counter[Sheet]]) -> None:
    """The sheets that an earlier month has kept for a longer period."""
    for version in ruling.versions:
        kept = cast("dict[str, list[Any]]", registers.get(SHEETS + uuid_text(version.id)) or {})
        for evaluation, sheets in kept.items():
            for plain, n in sheets:
                into.setdefault(evaluation, Counter())[frozen_sheet(plain.items())] += n


__all__ = ["Mark", "Marking", "path_of"]

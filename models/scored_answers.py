"""计分材料: what a period holds for a programme's scoring model: filled-in sheets, and all else as answers by key.

Promises: pure; a model is given only what was handed in, submitted or published. Of a confidential round it is given
nothing below the threshold, and no lowest or highest voice; what isn't there is left out, so that the score names it
as missing. What people were simply not asked to do is no answer: records are counted from 0, all else isn't.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

from msgspec import Struct, field

from models.attendance_standing import attendance
from models.calendar import day_end_ms, day_start_ms
from models.deed_values import RECORD_TYPES
from models.document import Document, Library, natural_id, uuid_text
from models.form import form_document, read_form
from models.item import SCORED
from models.period import is_period
from models.period import last_day as last_day_of
from models.pledge_standing import pledge_standing
from models.programme_lists import LISTS, first_version
from models.programme_scoring import Ruling, elements_of
from models.record_count import caps_of, counted
from models.result import fraction
from models.result_period import first_day, last_day
from models.scored_assessments import assessed
from models.scored_visits import verdicts
from models.scoring import score
from models.scoring_model import ScoringModel
from models.scoring_plain import number_text
from models.scoring_tree import ANSWER, whens
from models.selector import listed
from models.sheet import Sheet, reviews_of, share_of
from models.timetable import ASSESSED

ALL = "all"
"""`activities: all`: whatever the activity."""
_REVIEWED = frozenset(
    {
        "peer",
        "mass",
        "upward",
        "external",
        "unit_assessment",
        "personal_assessment",
        "rating",
        "comparison",
        "leader_remark",
    }
)


class Given(Struct):
    """计分所得: what one person or place brings to the model."""

    answers: dict[str, Any] = field(default_factory=dict[str, Any])
    sheets: Counter[Sheet] = field(default_factory=Counter[Sheet])

    def add(self, key: str, value: Any, times: int = 1) -> None:
        """One more value for a key, in a tally of how many there are of each."""
        tally = self.answers.setdefault(key, {})
        tally[value] = tally.get(value, 0) + times


_NOTHING: Mapping[bytes, Counter[str]] = {}
Filled = Mapping[bytes, Mapping[str, Mapping[Sheet, int]]]
"""By person and evaluation, the self-evaluations of a period."""
Days = Mapping[bytes, str]
DAYS = "days"
"""`indicator: days`: the share of due days on which the daily self-evaluation was handed in."""


def drawn_on(ruling: Ruling, kind: str) -> list[str]:
    """The names that a ruling's model has under one kind of source: evaluations, records …"""
    sources = [each.source for each in ruling.model.components if each.source is not None]
    return list(dict.fromkeys(name for source in sources if source.kind == kind for name in source.names))


def sheets_from(ruling: Ruling) -> list[str]:
    """The evaluations whose sheets answer the model's items: the one that names it, or those that it combines."""
    element = ruling.elements[ruling.evaluation]
    return [str(each) for each in listed(element.get("combines"))] or [ruling.evaluation]


def asks_items(ruling: Ruling) -> bool:
    """Whether the model looks at the answers themselves."""
    conditions = (condition.of for _, when in whens(ruling.model) for condition in when.conditions())
    return bool(drawn_on(ruling, "items")) or any(of.startswith(ANSWER) for of in conditions)


def self_forms(ruling: Ruling) -> dict[str, str]:
    """The forms of self-evaluations that the model draws on, each with the evaluation it is filled in for."""
    wanted = {*(sheets_from(ruling) if asks_items(ruling) else ()), *drawn_on(ruling, "evaluation")}
    return {form: each for each in sorted(wanted) if "self" in kinds_of(ruling, each) for form in ruling.forms_of(each)}


def forms_asked(rulings: Iterable[Ruling], library: Library) -> dict[str, frozenset[str]]:
    """The forms of self-evaluations on which these rulings draw, each with the items that they may look at."""
    found: dict[str, frozenset[str]] = {}
    for ruling in rulings:
        for form, evaluation in self_forms(ruling).items():
            document = form_document(form, library)
            items = {} if document is None else read_form(document).items
            models = [each for each in (ruling.model, ruling.model_of(evaluation)) if each is not None]
            named = frozenset(name for model in models for name in _looked_at(model))
            scored = frozenset(id for id, item in items.items() if item.type in SCORED)
            found[form] = found.get(form, frozenset()) | scored | named
    return found


def _looked_at(model: ScoringModel) -> Iterator[str]:
    for each in model.components:
        if each.source is not None and each.source.kind == "items":
            yield from each.source.names
    for _, when in whens(model):
        yield from (each.of[len(ANSWER) :] for each in when.conditions() if each.of.startswith(ANSWER))


def kinds_of(ruling: Ruling, evaluation: str) -> list[Any]:
    return listed(ruling.elements.get(evaluation, {}).get("kind"))


class Gathering:
    """One look at a period for one ruling.

    `filled` are the self-evaluations, which are read once for all; `days` the share of due days filled in, by person.
    """

    def __init__(self, ruling: Ruling, period: str, filled: Filled, days: Days, library: Library) -> None:
        institution = ruling.scene.institution
        self.ruling, self.institution, self.library = ruling, institution, library
        self.filled, self.days = filled, days
        found = library.roster.institutions.get(institution)
        zone = {} if found is None else {"zone": found.timezone}
        self.first, self.last = first_day(period), last_day(period)
        self.begin_ms, self.end_ms = day_start_ms(self.first, **zone), day_end_ms(self.last, **zone)
        self.subjects = ruling.judges(min(self.last, library.today))
        self.found: dict[bytes, Given] = defaultdict(Given)
        self._scores: dict[tuple[str, Sheet], str | None] = {}
        if ruling.people is not None:
            for person in self.subjects.intersection(days):
                self.found[person] = Given()

    def all(self) -> dict[bytes, Given]:
        """What everybody whom the ruling judges brings, were it nothing; of places, those that bring something."""
        items = set(sheets_from(self.ruling)) if asks_items(self.ruling) else set[str]()
        for evaluation in sorted({*items, *drawn_on(self.ruling, "evaluation")}):
            self._evaluation(evaluation, evaluation in items, evaluation in drawn_on(self.ruling, "evaluation"))
        for name in drawn_on(self.ruling, "indicator"):
            if name == DAYS:
                for person, rate in self.days.items():
                    self.found[person].add(f"indicator/{DAYS}", rate)
            elif name in elements_of(self.ruling.versions[-1], "targets"):
                self._surveys(f"indicator/{name}", None)
        if drawn_on(self.ruling, "checklist"):
            self._checklists()
        for name in drawn_on(self.ruling, "pledges"):
            self._pledges(f"pledges/{name}", name)
        if drawn_on(self.ruling, "activities"):
            self._activities()
        if self.found and drawn_on(self.ruling, "records"):
            self._records()
        if self.found and drawn_on(self.ruling, "honours"):
            self._honours()
        return {subject: given for subject, given in self.found.items() if subject in self.subjects}

    def _evaluation(self, evaluation: str, *told: bool) -> None:
        """What an evaluation brings, by its kinds: its sheets for the items, and their scores where it is drawn on."""
        kinds = set(kinds_of(self.ruling, evaluation))
        if kinds & {"self", "unit_self"}:
            self._self(evaluation, *told)
        if kinds & _REVIEWED:
            self._rounds(evaluation, *told)
        if kinds & ASSESSED:
            times = self.first, self.last, self.begin_ms, self.end_ms
            for subject, sheets in sorted(assessed(self.ruling.versions, evaluation, times, self.library).items()):
                self._take(subject, sheets, (told[0], told[1]), evaluation)
        if kinds & {"branch_commentary", "leader_remark"}:
            self._said(evaluation)
        if "combined" in kinds:
            self._combined(evaluation)
        if "pledge_fulfilment" in kinds:
            self._pledges(f"evaluation/{evaluation}", None)
        if kinds & {"mass", "patient", "survey"}:
            self._surveys(f"evaluation/{evaluation}", evaluation)

    def _in_time(self, document: Document, path: str = "published") -> bool:
        register = document.registers.get(path)
        return register is not None and register.value is True and self.begin_ms <= register.received_ms < self.end_ms

    def _take(self, subject: bytes, sheets: Mapping[Sheet, int], told: tuple[bool, bool], evaluation: str) -> None:
        """Sheets as such where they answer items, and each one's score where the evaluation is drawn on."""
        given = self.found[subject]
        if told[0]:
            given.sheets.update(sheets)
        if told[1]:
            for sheet, times in sheets.items():
                value = self._score(evaluation, sheet)
                if value is not None:
                    given.add(f"evaluation/{evaluation}", value, times)

    def _score(self, evaluation: str, sheet: Sheet) -> str | None:
        """What one sheet comes to: by the evaluation's own model, else as a share of what its form can reach."""
        model = self.ruling.model_of(evaluation)
        if model is not None and evaluation != self.ruling.evaluation:
            key = evaluation, sheet
            if key not in self._scores:  # the same few sheets are filled in again and again
                total = score(model, dict(sheet)).total
                self._scores[key] = None if total is None else f"{total:f}"
            return self._scores[key]
        names = sorted(self.ruling.forms_of(evaluation))
        return next((share for name in names if (share := share_of(name, sheet, self.library)) is not None), None)

    def _self(self, evaluation: str, *told: bool) -> None:
        for person, by_evaluation in self.filled.items():
            if sheets := by_evaluation.get(evaluation):
                self._take(person, sheets, (told[0], told[1]), evaluation)

    def _rounds(self, evaluation: str, *told: bool) -> None:
        for round in self._of_programme("peer_round", evaluation):
            if not self._in_time(round) or round.value("not_valid") is True or round.value("kind") == "combined":
                continue
            if round.value("anonymity") != "named" and exposes(self.ruling, evaluation, items=told[0]):
                continue
            model = self.ruling.model_of(evaluation)
            for subject, sheets in sorted(reviews_of(round, model, self.library).items()):
                self._take(subject, Counter(sheets), (told[0], told[1]), evaluation)

    def _combined(self, evaluation: str) -> None:
        for round in self._of_programme("peer_round", evaluation):
            if self._in_time(round) and round.value("kind") == "combined":
                for result in self.library.documents_of("combined_result", round.id):
                    if result.value("total") is not None:
                        self.found[result.value("subject")].add(f"evaluation/{evaluation}", result.value("total"))

    def _of_programme(self, kind: str, evaluation: str | None) -> Iterator[Document]:
        found = self.library.documents_of(kind, self.institution)
        return (each for each in sorted(found, key=lambda one: one.id) if self.ruling.is_of(each, evaluation))

    def _said(self, evaluation: str) -> None:
        """The scores given with commentary and remarks whose own period ends in this one."""
        branches = [id for id, each in self.library.roster.branches.items() if each.institution == self.institution]
        said = [each for branch in sorted(branches) for each in self.library.documents_of("branch_commentary", branch)]
        kinds = kinds_of(self.ruling, evaluation)
        of_branch = "branch_commentary" in kinds
        remarks = self.library.documents_of("quarterly_remark", self.institution) if "leader_remark" in kinds else []
        for each in (*(said if of_branch else ()), *remarks):
            mine = each.value("programme") is None or self.ruling.is_of(each, evaluation)
            value, period = each.value("score"), each.value("period")
            ends = last_day_of(period) if isinstance(period, str) and is_period(period) else ""
            if mine and value is not None and each.value("submitted") is True and self.first <= ends <= self.last:
                self.found[each.value("subject")].add(f"evaluation/{evaluation}", number_text(fraction(value)))

    def _surveys(self, key: str, evaluation: str | None) -> None:
        """The rate of a person's unit, of a place its own; of all surveys of the programme where none is named."""
        for survey in self._of_programme("survey_round", evaluation):
            result = self.library.document(natural_id(f"survey_result/{uuid_text(survey.id)}"))
            if not self._in_time(survey) or result is None:
                continue
            for subject in self.subjects:
                unit = self.library.roster.unit_of(subject, min(self.last, self.library.today)) or subject
                tally = cast("dict[str, Any]", result.value(f"units/{uuid_text(unit)}") or {})
                rate = result.value("rate") if unit == self.institution else tally.get("rate")
                if rate is not None:
                    self.found[subject].add(key, rate)
        self._rated(key, evaluation)

    def _rated(self, key: str, evaluation: str | None) -> None:
        """What patients said of a unit by codes and at kiosks in the months of the period; never by open posters."""
        for tally in self._of_programme("rating_tally", evaluation):
            rate = cast("dict[str, Any]", tally.value("counted", {})).get("rate")
            if rate is None or not self.first[:7] <= tally.value("period") <= self.last[:7]:
                continue
            for subject in self.subjects:
                unit = self.library.roster.unit_of(subject, min(self.last, self.library.today)) or subject
                if unit == tally.value("unit"):
                    self.found[subject].add(key, rate)

    def _checklists(self) -> None:
        """The verdicts on each item (`pass`, `fail`, `na`), of a person's unit, of a place its own."""
        links = {name: self.ruling.versions[-1].value(LISTS + name) for name in drawn_on(self.ruling, "checklist")}
        lists = {name: first_version(link, self.library) for name, link in links.items() if link is not None}
        found = verdicts(self.institution, lists.values(), self.begin_ms, self.end_ms, self.library)
        for name, meant in lists.items():
            for subject in self.subjects:
                unit = self.library.roster.unit_of(subject, min(self.last, self.library.today)) or subject
                for verdict, n in found.get(meant, _NOTHING).get(unit, Counter[str]()).items():
                    self.found[subject].add(f"checklist/{name}", verdict, n)

    def _pledges(self, key: str, element: str | None) -> None:
        """The grades given in the period (`kept`, `mostly`, `not`); what is excused is 不适用."""
        for pledge in self.library.documents_of("pledge", self.institution):
            standing = pledge_standing(pledge.registers)
            given = [each.received_ms for path, each in pledge.registers.items() if path.startswith("grades/")]
            if standing.grade is None or not self.begin_ms <= max(given, default=0) < self.end_ms:
                continue
            if element is None or (element == pledge.value("element") or element == ALL):
                subject = pledge.value("unit") or pledge.value("branch") or pledge.value("pledger")
                self.found[subject].add(key, "na" if standing.excused else standing.grade)

    def _activities(self) -> None:
        """100 for each time that somebody who was due came, 0 where not; who was excused wasn't due."""
        wanted = drawn_on(self.ruling, "activities")
        for activity in activities_of(self.institution, self.begin_ms, self.end_ms, self.library):
            names = [name for name in wanted if name in (ALL, activity.value("element"))]
            for person, came in came_to(activity, self.library) if names else ():
                for name in names:
                    self.found[person].add(f"activities/{name}", 100 if came else 0)

    def _records(self) -> None:
        """How many records are confirmed, by type and by the element of the programme they were made for; of a month
        no more than the programme's carriers let count."""
        made: dict[bytes, list[Document]] = defaultdict(list)
        for record in self.library.about("record_entry", sorted(self.subjects), self.first, self.last):
            made[record.value("person")].append(record)
        caps = caps_of(elements_of(self.ruling.versions[-1], "carriers").values())
        counts = {(person, name): n for person, own in made.items() for name, n in counted(own, caps).items()}
        elements = {id for version in self.ruling.versions for id in _element_ids(version)}
        for name in drawn_on(self.ruling, "records"):
            if name in RECORD_TYPES or name == ALL or name in elements:
                for subject, given in self.found.items():
                    given.answers[f"records/{name}"] = counts.get((subject, name), 0)

    def _honours(self) -> None:
        """How many honours were conferred in the period and stand, by award and in all."""
        counts: Counter[tuple[bytes, str]] = Counter()
        for version in self.ruling.versions:
            for honour in self.library.documents_of("honour", version.id):
                on = honour.value("conferred_on")
                if isinstance(on, str) and self.first <= on <= self.last and honour.value("stripped") is None:
                    counts.update((honour.value("subject"), name) for name in (honour.value("element"), ALL))
        for name in drawn_on(self.ruling, "honours"):
            for subject, given in self.found.items():
                given.answers[f"honours/{name}"] = counts[subject, name]


def _element_ids(programme: Document) -> set[str]:
    return {path.partition("/")[2] for path in programme.registers if path.count("/") == 1}


def exposes(ruling: Ruling, evaluation: str, *, items: bool) -> bool:
    """Whether the model shows a single voice of an evaluation: its lowest or its highest."""
    for component in ruling.model.components:
        source = component.source
        if source is None or component.aggregate not in ("min", "max"):
            continue
        if (source.kind == "items" and items) or (source.kind == "evaluation" and evaluation in source.names):
            return True
    return False


def activities_of(institution: bytes, begin_ms: int, end_ms: int, library: Library) -> Iterator[Document]:
    """The activities that took place in a time: announced, begun in it, not cancelled."""
    for activity in library.documents_of("activity", institution):
        begins = activity.value("begins_at")
        announced = activity.value("announced") is True and activity.value("cancelled") is None
        if announced and isinstance(begins, int) and begin_ms <= begins < min(end_ms, library.now_ms):
            yield activity


def came_to(activity: Document, library: Library) -> Iterable[tuple[bytes, bool]]:
    """Who was due, and whether they came; without those who were excused."""
    marks = {
        each.value("person"): attendance(each.registers, activity.value("organiser"))
        for each in library.documents_of("attendance", activity.id)
    }
    for path, register in activity.registers.items():
        if path.startswith("due/") and register.value is True:
            person = bytes.fromhex(path[len("due/") :].replace("-", ""))
            if marks.get(person) not in ("excused", "asked"):
                yield person, marks.get(person) == "present"

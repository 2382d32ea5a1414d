"""方案计分: which scoring models of an institution's programmes judge a period, and whom.

Promises: pure. An evaluation that names a scoring model makes it count; its cadence says what period the model is made
for (a month where it doesn't say). Of several for one period the combined evaluation's comes first, then one that draws
on more than the items of a form, then the first in the programme's order. The version in force at the period's end
judges, and takes in what was filled in under the versions before it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, cast

import msgspec
from msgspec import Struct

from models.cadence import read_cadence
from models.calendar import local_day
from models.document import Document, Library, stamp_ms
from models.plan_day import first_day as first_of
from models.programme import order_of
from models.programme_forms import form_name
from models.result_period import first_day, last_day
from models.scoring_model import ScoringModel
from models.scoring_reader import read_model
from models.selector import BRANCH_WORDS, UNIT_WORDS, Scene, listed, persons_of, places_of

SPANS = ("month", "quarter", "year")
"""What a result may be of, the shorter first."""
_SPAN_OF = {
    "quarterly": "quarter",
    "bimonthly": "quarter",
    "half_yearly": "year",
    "months": "year",
    "year_end": "year",
    "once_by": "year",
    "in_stage": "year",
    "campaign": "year",
}
_HOUSE_WORDS = frozenset({"hospital", "organisation"})


class Ruling(Struct, frozen=True):
    """计分依据: a programme's scoring model as it judges people or places, with all that it may draw on."""

    programme: bytes
    version: int
    evaluation: str
    """The evaluation that names the model."""
    model: ScoringModel
    span: str
    """The period that the model is made for."""
    people: Any
    """The selector of the people judged; None where it judges places."""
    scene: Scene
    versions: tuple[Document, ...]
    """The programme's versions up to this one, this one last."""

    @property
    def elements(self) -> dict[str, dict[str, Any]]:
        """The evaluations of the version, by id."""
        return elements_of(self.versions[-1], "evaluations")

    def model_of(self, evaluation: str) -> ScoringModel | None:
        """The model by which the single sheets of an evaluation are scored; None where it names none."""
        name = self.elements.get(evaluation, {}).get("scoring")
        return None if not isinstance(name, str) else model_at(self.versions[-1], name)

    def forms_of(self, evaluation: str) -> frozenset[str]:
        """The full names of the forms on which it was filled in, under whichever version."""
        names = (form_name(version, evaluation) for version in self.versions)
        return frozenset(name for name in names if name is not None)

    def is_of(self, document: Document, evaluation: str | None) -> bool:
        """Whether a document was made for this evaluation of the programme, or (None) for the programme at all."""
        made_for = document.value("programme")
        fits = evaluation is None or document.value("element") == evaluation
        return fits and made_for is not None and any(version.id == made_for for version in self.versions)

    def judges(self, day: str) -> frozenset[bytes]:
        """The people or places that it judges, as of a day."""
        if self.people is not None:
            return frozenset(persons_of(self.people, day, self.scene))
        subjects = listed(self.elements[self.evaluation].get("subjects"))
        house = {self.scene.institution} if _HOUSE_WORDS.intersection(each for each in subjects if _word(each)) else ()
        return frozenset({*places_of(subjects, self.scene), *house})


def _word(value: Any) -> bool:
    return isinstance(value, str)


def elements_of(programme: Document, section: str) -> dict[str, dict[str, Any]]:
    """The elements of a section that are maps, by id, in the programme's order."""
    prefix = f"{section}/"
    found = {
        path[len(prefix) :]: cast("dict[str, Any]", value)
        for path, value in ((path, register.value) for path, register in programme.registers.items())
        if path.startswith(prefix) and "/" not in path[len(prefix) :] and isinstance(value, dict)
    }
    return dict(sorted(found.items(), key=lambda each: (order_of(each[1]), each[0])))


def rulings(institution: bytes, period: str, library: Library) -> list[Ruling]:
    """Every ruling of the programmes in force at the end of a period, the latest programme first."""
    found: list[Ruling] = []
    for versions in _in_force(institution, period, library):
        found += rulings_of(versions, institution, library)
    return found


def rulings_of(versions: tuple[Document, ...], institution: bytes, library: Library) -> list[Ruling]:
    """What the last of these versions rules: for people and for places, for each span at most one model."""
    programme = versions[-1]
    owners = {path[7:]: each.value for path, each in programme.registers.items() if path.startswith("owners/")}
    roles = {id: each.get("holder") or None for id, each in elements_of(programme, "roles").items()}
    scene = Scene(library.roster, institution, roles, {id: each for id, each in owners.items() if each is not None})
    chosen: dict[tuple[bool, str], Ruling] = {}
    for evaluation, element in sorted(elements_of(programme, "evaluations").items(), key=_rank(programme)):
        model = model_at(programme, element.get("scoring"))
        if model is None:
            continue
        span = span_of(element)
        people, places = _whom(element)
        for of_people, wanted in ((True, people), (False, places)):
            if wanted and (of_people, span) not in chosen:
                selector = people if of_people else None
                chosen[of_people, span] = Ruling(
                    programme.id,
                    int(programme.value("version") or 1),
                    evaluation,
                    model,
                    span,
                    selector,
                    scene,
                    versions,
                )
    return list(chosen.values())


def span_of(element: Mapping[str, Any]) -> str:
    """The period that an evaluation's cadence means its result for."""
    return _SPAN_OF.get(read_cadence(element.get("cadence"), (), []).type, "month")


def _rank(programme: Document) -> Any:
    def of(each: tuple[str, dict[str, Any]]) -> tuple[bool, bool]:
        model = model_at(programme, each[1].get("scoring"))
        sources = [] if model is None else [one.source.kind for one in model.components if one.source is not None]
        return "combined" not in listed(each[1].get("kind")), all(kind == "items" for kind in sources)

    return of


def _whom(element: Mapping[str, Any]) -> tuple[list[Any], list[Any]]:
    """The selectors of the people and of the places that an evaluation judges; the staff where it names none."""
    subjects = listed(element.get("subjects"))
    if not [each for each in subjects if each != "self"]:
        return listed(element.get("evaluators")) or ["staff"], []
    words = UNIT_WORDS.keys() | BRANCH_WORDS | _HOUSE_WORDS
    places = [each for each in subjects if _word(each) and each in words]
    return [each for each in subjects if not (_word(each) and each in words) and each != "self"], places


def _in_force(institution: bytes, period: str, library: Library) -> list[tuple[Document, ...]]:
    """The published programmes that hold at the end of the period, each with the versions before it."""
    by_code: dict[str, list[Document]] = {}
    for document in library.documents_of("programme", institution):
        if document.value("published") is True and _begins(document) <= last_day(period):
            by_code.setdefault(str(document.value("code") or ""), []).append(document)
    held: list[tuple[str, tuple[Document, ...]]] = []
    for versions in by_code.values():
        versions.sort(key=lambda each: (each.value("version") or 0, each.id))
        ends = versions[-1].value("ended_on") or versions[-1].value("about/ends_on")
        if not isinstance(ends, str) or ends >= first_day(period):
            held.append((_begins(versions[-1]), tuple(versions)))
    held.sort(key=lambda each: (each[0], each[1][-1].id), reverse=True)
    return [versions for _, versions in held]


def _begins(programme: Document) -> str:
    """The day from which a version holds: the first one as it says itself, else that of its publication."""
    said = programme.value("about/starts_on")
    if programme.value("supersedes") is None and isinstance(said, str) and len(said) >= len("2026-01"):
        return first_of(said)
    return local_day(stamp_ms(programme.registers["published"].stamp))


def model_at(programme: Document, name: Any) -> ScoringModel | None:
    """A scoring model of a version of a programme; None where there is none that can be used."""
    plain = programme.value(f"scoring/{name}") if isinstance(name, str) else None
    if not isinstance(plain, dict):
        return None
    return _read(msgspec.json.encode({"id": name, **cast("dict[str, Any]", plain)}))


@lru_cache(maxsize=256)
def _read(plain: bytes) -> ScoringModel | None:
    return read_model(msgspec.json.decode(plain))[0]

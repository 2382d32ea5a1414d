"""综合结果: several evaluations of one person put together by their weights.

Promises: exact; a part that isn't there is named and never guessed, and while one is missing there is no total.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from models.decision import percent
from models.document import Document, Library, natural_id, uuid_text
from models.form import form_document, read_form
from models.item import SCORED, is_blank
from models.period import first_day, is_period, last_day
from models.result import fraction, rounded
from models.round import Part, Round, read_round


def combined(round: Round, subject: bytes, library: Library) -> dict[str, Any]:
    """The registers of a combined result: `parts/<id>` with a score or why there is none, and the total."""
    writes: dict[str, Any] = {}
    total, whole = Fraction(0), True
    for part in round.parts:
        score, missing = part_score(part, subject, library)
        weight = rounded(Fraction(part.weight))
        if score is None:
            writes[f"parts/{part.id}"] = {"weight": weight, "missing": missing}
            whole = False
        else:
            writes[f"parts/{part.id}"] = {"weight": weight, "score": rounded(score)}
            total += score * Fraction(part.weight) / 100
    return {**writes, "total": rounded(total)} if whole else writes


Found = tuple[Fraction | None, str]


def part_score(part: Part, subject: bytes, library: Library) -> Found:
    """What one part comes to for a person, or None with the reason."""
    return _SOURCES[part.source](part, subject, library)


def _of_round(part: Part, subject: bytes, library: Library) -> Found:
    result, score = round_percent(part.of, subject, library)
    if result is None:
        return None, "no_result"
    if result.value("below") is True:
        return None, "below"
    return (None, "no_score") if score is None else (fraction(score), "")


def round_percent(round: bytes | None, subject: bytes, library: Library) -> tuple[Document | None, str | None]:
    """The result of a round for one person, and its total in percent of what can be reached."""
    found = None if round is None else library.document(round)
    if found is None or found.kind != "peer_round":
        return None, None
    result = library.document(natural_id(f"peer_result/{uuid_text(found.id)}/{uuid_text(subject)}"))
    form = form_document(read_round(found).form, library)
    if result is None or form is None:
        return result, None
    items = {path[6:] for path in result.registers if path.startswith("items/")}
    return result, percent(result.value("total"), read_form(form), items)


def _of_self(part: Part, subject: bytes, library: Library) -> Found:
    """The mean of what the submitted self-evaluations of the period reach, each day alike."""
    if not is_period(part.period):
        return None, "no_score"
    days: list[Fraction] = []
    for document in library.documents_of("self_evaluation", subject):
        day = document.value("day") or ""
        if document.value("submitted") is True and first_day(part.period) <= day <= last_day(part.period):
            share = _share(document, library)
            if share is not None:
                days.append(share)
    return (sum(days, Fraction(0)) / len(days), "") if days else (None, "no_result")


def _share(document: Document, library: Library) -> Fraction | None:
    form = form_document(document.value("form"), library)
    if form is None:
        return None
    reached, reach = Fraction(0), Fraction(0)
    for id, item in read_form(form).items.items():
        answer = document.value(f"answers/{id}")
        if item.type in SCORED and item.high is not None and not is_blank(answer):
            reached, reach = reached + fraction(answer), reach + Fraction(item.high)
    return reached * 100 / reach if reach else None


def _of_commentary(part: Part, subject: bytes, library: Library) -> Found:
    branches = {stay.place for stay in person.branches} if (person := library.roster.person(subject)) else set[bytes]()
    found = [
        document
        for branch in sorted(branches)
        for document in library.documents_of("branch_commentary", branch)
        if document.value("subject") == subject
    ]
    return _mean(found, part)


def _of_remark(part: Part, subject: bytes, library: Library) -> Found:
    institution = library.roster.institution_of(subject)
    every = [] if institution is None else library.documents_of("quarterly_remark", institution)
    return _mean([document for document in every if document.value("subject") == subject], part)


def _mean(documents: list[Document], part: Part) -> Found:
    """The mean of the scores that were given with what is out and lies in the period."""
    out = [
        document
        for document in documents
        if document.value("submitted") is True and is_period(part.period) and _lies_in(document, part.period)
    ]
    scores = [fraction(score) for document in out if (score := document.value("score")) is not None]
    if scores:
        return sum(scores, Fraction(0)) / len(scores), ""
    return None, "no_score" if out else "no_result"


def _lies_in(document: Document, period: str) -> bool:
    own = document.value("period")
    return first_day(period) <= first_day(own) and last_day(own) <= last_day(period)


def _of_survey(part: Part, subject: bytes, library: Library) -> Found:
    """The rate of the person's unit."""
    result = None if part.of is None else library.document(natural_id(f"survey_result/{uuid_text(part.of)}"))
    unit = library.roster.unit_of(subject, library.today) or subject
    tally: dict[str, Any] | None = None if result is None else result.value(f"units/{uuid_text(unit)}")
    if tally is None:
        return None, "no_result"
    return (None, "below") if "rate" not in tally else (fraction(tally["rate"]), "")


_SOURCES: dict[str, Callable[[Part, bytes, Library], Found]] = {
    "round": _of_round,
    "self": _of_self,
    "commentary": _of_commentary,
    "remark": _of_remark,
    "survey": _of_survey,
}

"""答卷: one filled-in form as its answers alone, and which reviews of a round may be counted.

Promises: pure; of a confidential round nothing below its threshold leaves here, neither in all nor for one item.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Sequence
from fractions import Fraction
from typing import Any, cast

from models.document import Document, Library
from models.form import form_document, read_form
from models.grading import ballot_fault
from models.item import SCORED
from models.result import fraction
from models.round import THRESHOLD, read_round
from models.round_ballots import reviews
from models.scoring_model import ScoringModel
from models.scoring_plain import fraction as exact_of
from models.scoring_plain import number_text

Sheet = tuple[tuple[str, Any], ...]
"""One filled-in form: its answers by item, sorted; several options of one answer as a tuple."""


def sheet_of(document: Document, items: Container[str] | None = None) -> Sheet:
    """The answers of a self-evaluation or a review (to these items), without what was left open."""
    return frozen_sheet(
        (path[8:], each.value)
        for path, each in document.registers.items()
        if path.startswith("answers/") and (items is None or path[8:] in items)
    )


def frozen_sheet(answers: Iterable[tuple[str, Any]]) -> Sheet:
    """Answers as one sheet, without what is no answer."""
    found: list[tuple[str, Any]] = []
    for item, value in answers:
        if isinstance(value, list | tuple):
            found.append((item, tuple(cast("Sequence[Any]", value))))
        elif value is not None and not isinstance(value, dict):
            found.append((item, value))
    return tuple(sorted(found, key=lambda answer: answer[0]))


def share_of(form: str, sheet: Sheet, library: Library) -> str | None:
    """What a sheet reaches of what its rated and scored items can, in per cent; None where nothing is scored."""
    found = form_document(form, library)
    if found is None:
        return None
    items = read_form(found).items
    scored = [(items[id].high, value) for id, value in sheet if id in items and items[id].type in SCORED]
    reach = sum((Fraction(high) for high, _ in scored if high is not None), Fraction(0))
    return number_text(sum((fraction(value) for _, value in scored), Fraction(0)) * 100 / reach) if reach else None


def reviews_of(round: Document, model: ScoringModel | None, library: Library) -> dict[bytes, list[Sheet]]:
    """By subject, the reviews of a round that may be counted. A reviewer's ballot that the model calls not valid (all
    alike, all full, against the distribution) counts for nobody."""
    by_reviewer: dict[bytes, list[tuple[bytes, Sheet]]] = defaultdict(list)
    for review in reviews(read_round(round), library):
        if review.value("submitted") is True:
            by_reviewer[review.value("reviewer")].append((review.value("subject"), sheet_of(review)))
    found: dict[bytes, list[Sheet]] = defaultdict(list)
    for _, given in sorted(by_reviewer.items()):
        if _is_valid(model, str(round.value("form")), [sheet for _, sheet in given], library):
            for subject, sheet in given:
                found[subject].append(sheet)
    return {subject: told_of(sheets, round) for subject, sheets in found.items()}


def _is_valid(model: ScoringModel | None, form: str, sheets: Sequence[Sheet], library: Library) -> bool:
    if model is None or model.ballots is None:
        return True
    shares = (share_of(form, sheet, library) for sheet in sheets)
    return ballot_fault(model.ballots, [exact for each in shares if (exact := exact_of(each)) is not None]) is None


def told_of(sheets: Sequence[Sheet], round: Document) -> list[Sheet]:
    """The reviews of one person that may be counted: none below the round's threshold, and no item below it either."""
    threshold = round.value("threshold") or THRESHOLD
    if round.value("anonymity") == "named":
        threshold = 1
    if len(sheets) < threshold:
        return []
    answered = Counter(id for sheet in sheets for id, _ in sheet)
    return [tuple(answer for answer in sheet if answered[answer[0]] >= threshold) for sheet in sheets]

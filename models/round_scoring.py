"""轮次计分: the grades that a programme's scoring model proposes when one of its rounds is published.

Promises: pure; the model is the one that the round's evaluation names, and its bands are the round's grades. Quota,
ties, vetoes and gates hold as the model says; who has something missing has no grade proposed, and it is said what.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from msgspec import Struct

from models.combined import part_score
from models.document import Document, Library, ServerAct, uuid_text
from models.grading import Placing, Standing, grade
from models.programme_scoring import elements_of, model_at
from models.round import Round
from models.scoring import Scored, score
from models.scoring_model import Band, ScoringModel
from models.scoring_plain import number_text
from models.selector import listed
from models.sheet import reviews_of, share_of

_OF_PARTS = {"self": "self", "commentary": "branch_commentary", "remark": "leader_remark"}


class RoundModel(Struct, frozen=True):
    """轮次的计分办法: the model of a round's evaluation, with the programme that has it."""

    programme: Document
    evaluation: str
    model: ScoringModel


def round_model(programme: Any, evaluation: Any, library: Library) -> RoundModel | None:
    """The scoring model by which the rounds of an evaluation are graded; None where it names none with grades."""
    found = library.document(programme) if isinstance(programme, bytes) else None
    if found is None or found.kind != "programme" or not isinstance(evaluation, str):
        return None
    element = elements_of(found, "evaluations").get(evaluation, {})
    model = model_at(found, element.get("scoring"))
    return None if model is None or not model.bands else RoundModel(found, evaluation, model)


def grades_act(document: Document, round: Round, library: Library) -> list[ServerAct]:
    """The model's bands as the grades that may be given, written when the round opens."""
    found = round_model(document.value("programme"), document.value("element"), library)
    if found is None:
        return []
    writes: dict[str, Any] = {
        f"bands/{number}": {"grade": band.title, "from": _least(band)}
        for number, band in enumerate(found.model.bands, 1)
    }
    known = [path for path in document.registers if path.startswith("bands/")]
    writes |= {path: None for path in known if path not in writes and document.value(path) is not None}
    return [ServerAct(round.id, "peer_round", writes)]


def _least(band: Band) -> str:
    """The total that a band takes, where it is that simple."""
    bounds = [each.value for each in band.when.all if each.of == "total" and each.op in (">=", ">")]
    least = max(bounds, default=Fraction(0))
    return number_text(least) if 0 <= least <= 100 and least.denominator in (1, 2, 5, 10, 20, 100) else "0"


def proposals(document: Document, round: Round, subjects: Sequence[bytes], library: Library) -> dict[bytes, Any] | None:
    """By subject what the model proposes; None where no programme's model grades this round."""
    found = round_model(document.value("programme"), document.value("element"), library)
    if found is None:
        return None
    if round.kind == "combined":
        scores = _of_parts(found, round, subjects, library)
    else:
        reviews = reviews_of(document, found.model, library)
        scores = {subject: _of_reviews(found, round, reviews.get(subject, []), library) for subject in subjects}
    standings = [
        Standing(who=uuid_text(subject), total=_total(scored), band=scored.band, measures=scored.so_far)
        for subject, scored in scores.items()
    ]
    placings = {each.who: each for each in grade(found.model, standings).placings}
    return {subject: _said(found.model, scored, placings[uuid_text(subject)]) for subject, scored in scores.items()}


def _total(scored: Scored) -> Fraction | None:
    return Fraction(scored.total) if scored.complete and scored.total is not None else None


def _of_reviews(found: RoundModel, round: Round, sheets: Sequence[Any], library: Library) -> Scored:
    shares = [share for sheet in sheets if (share := share_of(round.form, sheet, library)) is not None]
    answers = {f"evaluation/{found.evaluation}": dict(Counter(shares))} if shares else {}
    return score(found.model, answers, [(dict(sheet), times) for sheet, times in Counter(sheets).items()])


def _of_parts(found: RoundModel, round: Round, subjects: Sequence[bytes], library: Library) -> dict[bytes, Scored]:
    """Each part of a combined round under the evaluation that it is the result of."""
    elements = elements_of(found.programme, "evaluations")
    scores: dict[bytes, Scored] = {}
    for subject in subjects:
        answers: dict[str, Any] = {}
        for part in round.parts:
            value, _ = part_score(part, subject, library)
            source = None if part.of is None else library.document(part.of)
            name = None if source is None else source.value("element")
            kind = _OF_PARTS.get(part.source)
            names = [name] if name else [id for id, each in elements.items() if kind in listed(each.get("kind"))]
            if value is not None and names:
                answers[f"evaluation/{names[0]}"] = number_text(value)
        scores[subject] = score(found.model, answers)
    return scores


def _said(model: ScoringModel, scored: Scored, placing: Placing) -> dict[str, Any]:
    """The proposal as the decision stores it; what is not the case isn't said."""
    band = None if placing.band is None else model.band(placing.band)
    said: dict[str, Any] = {"model": model.sha256}
    if scored.total is not None and scored.complete:
        said["score"] = f"{scored.total:f}"
    if band is not None:
        said["grade"] = band.title
    if placing.place is not None:
        said["place"] = placing.place
    said |= {name: True for name in ("moved", "open") if getattr(placing, name)}
    reasons = [each.title for each in model.vetoes if each.id in scored.vetoes]
    reasons += [each.title for each in model.gates if each.id in scored.gates]
    if reasons:
        said["reasons"] = reasons
    return said | ({"missing": list(scored.missing)} if scored.missing else {})

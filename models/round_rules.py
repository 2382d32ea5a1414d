"""The rules of a round, from its planning to its publication.

Promises: what people were promised when the round opened (form, rule, who takes part, anonymity, threshold, grades)
stays so; nothing is published while the round runs, or while anonymous sheets may be on their way; what the rule
can't cover is known before it opens.
"""

from __future__ import annotations

from models import round_ballots
from models.ballot_context import too_few
from models.decision import DECIDING
from models.document import Act, Document, Library, Refusal, after
from models.electorate import electorate
from models.form import readable_form
from models.programme_lists import has_ended
from models.roster import Roster
from models.round import Round, organises, published_early, read_round
from models.round_scoring import round_model

REOPENABLE = frozenset({"title", "closes_at", "opened", "published"})
"""What may still be written once a round is open."""


def may_create(act: Act, library: Library) -> bool:
    return organises(act.author, act.writes.get("institution"), act.writes.get("branch"), library.roster)


def outdated(act: Act, library: Library) -> Refusal | None:
    name = act.writes.get("form")
    if not isinstance(name, str) or readable_form(name, act.author, library) is not None:
        return None
    return Refusal("outdated", "unknown_form", "form", {"form": name})


def forbidden(act: Act, document: Document, library: Library) -> Refusal | None:
    if organises(act.author, document.value("institution"), document.value("branch"), library.roster):
        return None
    return Refusal("forbidden", "organisers_only")


def closed(act: Act, document: Document | None, library: Library) -> Refusal | None:
    if document is None:
        return None
    if document.value("published") is True:
        return None if set(act.writes) <= {"opened", "published"} else Refusal("closed", "round_published")
    if document.value("opened") is True:
        path = next((path for path in act.writes if path not in REOPENABLE), None)
        return None if path is None else Refusal("closed", "round_opened", path)
    return None


def invalid(act: Act, document: Document | None, library: Library) -> Refusal | None:
    if (document is None or "title" in act.writes) and not after(act, document, "title"):
        return Refusal("invalid", "title_missing", "title")
    shape = document or Document(act.doc, act.kind, act.author)
    round = read_round(shape, act)
    refusal = _places_wrong(round, act, library.roster) or _times_wrong(round, act, document)
    opening = "opened" in act.writes and not (document and document.value("opened"))
    refusal = refusal or has_ended(act, document, library, opening=opening)
    if refusal is None and opening:
        refusal = _opening_wrong(round, act, shape, library)
    if refusal is None and "published" in act.writes:
        grace_ms = round_ballots.grace_ms(round, library)
        refusal = published_early(act, opened=round.opened, closes_at=round.closes_at, grace_ms=grace_ms)
    return refusal


def _places_wrong(round: Round, act: Act, roster: Roster) -> Refusal | None:
    if round.branch is not None and roster.institution_of_place(round.branch) != round.institution:
        return Refusal("invalid", "unknown_branch", "branch")
    return None


def _times_wrong(round: Round, act: Act, document: Document | None) -> Refusal | None:
    if round.opens_at is not None and round.closes_at is not None and round.closes_at <= round.opens_at:
        return Refusal("invalid", "closes_before_it_opens", "closes_at")
    if document is None or document.value("opened") is not True or "closes_at" not in act.writes:
        return None
    before = document.value("closes_at")
    if round.closes_at is None or round.closes_at < before:
        return Refusal("invalid", "closes_earlier", "closes_at")
    return None


def _opening_wrong(round: Round, act: Act, shape: Document, library: Library) -> Refusal | None:
    combined = round.kind == "combined"
    for path in ("closes_at",) if combined else ("form", "opens_at", "closes_at", "rule"):
        if after(act, shape, path) is None:
            return Refusal("invalid", "round_incomplete", path)
    if round.closes_at is not None and round.closes_at <= act.received_ms:
        return Refusal("invalid", "round_over", "closes_at")
    graded = round_model(after(act, shape, "programme"), after(act, shape, "element"), library) is not None
    return (_parts_wrong if combined else _draw_wrong)(round, library) or _grades_wrong(round, by_model=graded)


def _draw_wrong(round: Round, library: Library) -> Refusal | None:
    found = electorate(round, library)
    if not any(found.drawn.values()):
        return Refusal("invalid", "nobody_to_review", "rule")
    if round.anonymity == "anonymous":
        least = min(found.reviewers_of(subject) for subject in found.subjects)
        return too_few(least, round.threshold, "rule")
    each = len(found.evaluators) if round.rule == "all" else round.each
    if round.anonymity == "confidential" and each < round.threshold:
        return Refusal("invalid", "each_below_threshold", "rule", {"each": each, "threshold": round.threshold})
    return None


def _parts_wrong(round: Round, library: Library) -> Refusal | None:
    """A combined result has parts that weigh a hundred together, and somebody whom it is of."""
    if not round.parts or sum(part.weight for part in round.parts) != 100:
        return Refusal("invalid", "weights_wrong", "parts/1")
    if not electorate(round, library).subjects:
        return Refusal("invalid", "nobody_to_review", "subjects")
    return None


def _grades_wrong(round: Round, *, by_model: bool) -> Refusal | None:
    """Who is to decide has grades to give, each of them once; those of a programme's scoring model come with it."""
    if not round.decider:
        return None
    if round.decider not in DECIDING or (round.decider == "secretary" and round.branch is None):
        return Refusal("invalid", "decider_wrong", "decider")
    if by_model:
        return None
    grades = {band.grade for band in round.bands}
    if len(grades) < 2 or len({band.least for band in round.bands}) < len(round.bands):
        return Refusal("invalid", "grades_wrong", "bands/1")
    return None

"""账号事件: what was done to somebody's account by somebody else, told to whom it concerns, and what follows of it.

Promises: the server alone writes it and nobody removes it. Whoever opens an account with a code gets none of the
confidential reviews that were submitted from it before: they count as they did, and nobody reads them any more. Who
plans a covert inspection that the account holds reads in its leak list that the account was reset.
"""

from __future__ import annotations

from models.document import Act, Document, Library, ServerAct, natural_id, uuid_text
from models.inspection_circle import COVERT
from models.round import read_round

CODE_ISSUED = "code_issued"
ACCOUNT_RESET = "account_reset"
ACCOUNT_OPENED = "account_opened"


def account_event(id: bytes, person: bytes, by: bytes, what: str, at_ms: int) -> ServerAct:
    """The act that writes an event: `by` is who made the code, or the person whose code was used."""
    return ServerAct(id, "account_event", {"person": person, "by": by, "what": what, "at": at_ms})


def withholding(act: Act, document: Document, library: Library) -> list[ServerAct]:
    """After a reset: `withheld` for each confidential review that the person has submitted, whatever became of it."""
    if act.writes.get("what") != ACCOUNT_RESET:
        return []
    acts: list[ServerAct] = []
    for institution in sorted(library.roster.institutions):
        for round in library.documents_of("peer_round", institution):
            if read_round(round).anonymity != "named":
                acts += _submitted_reviews(round.id, document.value("person"), library)
    return acts + _leaks(document.value("person"), document.value("at"), library)


def _leaks(person: bytes, at_ms: int, library: Library) -> list[ServerAct]:
    """A mark in each covert plan, and each visit that isn't out yet, which the account was given."""
    circle, roster = library.roster.circle, library.roster
    held = circle.scopes_for(person, roster)
    named = {each.scope: id for each_of in (circle.plans, circle.teams) for id, each in each_of.items()}
    found = (library.document(named[scope]) for scope in sorted(held) if scope.startswith(f"{COVERT}/"))
    return [
        ServerAct(each.id, each.kind, {f"reset/{uuid_text(person)}": at_ms})
        for each in found
        if each is not None and each.value("published") is None
    ]


def _submitted_reviews(round: bytes, reviewer: bytes, library: Library) -> list[ServerAct]:
    names = f"{uuid_text(round)}/{uuid_text(reviewer)}"
    assignment = library.document(natural_id(f"peer_assignment/{names}"))
    acts: list[ServerAct] = []
    for path in () if assignment is None else sorted(assignment.registers):
        if path.startswith("subjects/"):
            review = library.document(natural_id(f"peer_review/{names}/{path.removeprefix('subjects/')}"))
            if review is not None and review.value("submitted") is True and review.value("withheld") is not True:
                acts.append(ServerAct(review.id, "peer_review", {"withheld": True}))
    return acts

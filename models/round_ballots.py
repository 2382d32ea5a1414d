"""匿名互评: a round whose reviews are anonymous ballots: one context a subject, sheets without a reviewer.

Promises: pure; no peer_review is written; a ballot that the form doesn't take counts for nobody; everything closes and
is counted in the transaction in which the round is published. What else works with reviews asks `reviews` and reads
both kinds of rounds alike.
"""

from __future__ import annotations

from typing import Any

from models.ballot import Ballot, leaf_hash, said_of
from models.ballot_context import closing_all, opening, read_context
from models.ballot_context import grace_ms as ballot_grace_ms
from models.document import SERVER, Act, Document, Library, Register, ServerAct, natural_id, stamp_ms, uuid_text
from models.electorate import Electorate
from models.form import Form, form_document, lacking, read_form, wrong_answer
from models.round import Round
from models.value_type import TEXT_MAX

NOTE = "note"
_NO_STAMP = bytes(16)


def contexts(round: Round, found: Electorate) -> list[ServerAct]:
    """Whom each subject's ballots are put to: settled with the draw."""
    acts: list[ServerAct] = []
    for subject in sorted(found.subjects):
        roll = frozenset(reviewer for reviewer, subjects in found.drawn.items() if subject in subjects)
        if roll:
            acts.append(
                opening(
                    round.id,
                    round.institution,
                    roll,
                    threshold=round.threshold,
                    subject=subject,
                    branch=round.branch,
                    form=round.form,
                    opens_at=round.opens_at,
                    closes_at=round.closes_at,
                )
            )
    return acts


def longer(act: Act, round: Round, library: Library) -> list[ServerAct]:
    """A round that closes later closes its contexts later."""
    if round.anonymity != "anonymous" or not round.opened or "closes_at" not in act.writes:
        return []
    found = library.documents_of("ballot_context", round.id)
    moved = [each.id for each in found if each.value("closes_at") != round.closes_at]
    return [ServerAct(id, "ballot_context", {"closes_at": round.closes_at}) for id in sorted(moved)]


def grace_ms(round: Round, library: Library) -> int:
    """For how long after its end sheets of a round may still be on their way without a stamp that says when they were
    given: whoever publishes it, a person or the time, waits for them. Nothing where it is not anonymous."""
    if round.anonymity != "anonymous" or round.kind == "combined":
        return 0
    return ballot_grace_ms(library.document(round.institution))


def closed(round: Round, library: Library) -> list[ServerAct]:
    """Closes and counts everything of an anonymous round."""
    return closing_all(round.id, library) if round.anonymity == "anonymous" else []


def turnout(act: Act, document: Document, library: Library) -> list[ServerAct]:
    """What is told of how many sheets are in: the steps of all subjects together."""
    if "cast_steps" not in act.writes:
        return []
    source = document.value("source")
    told = library.document(natural_id(f"peer_turnout/{uuid_text(source)}"))
    if told is None:
        return []
    submitted = sum(each.value("cast_steps", 0) for each in library.documents_of("ballot_context", source))
    return (
        [] if told.value("submitted") == submitted else [ServerAct(told.id, "peer_turnout", {"submitted": submitted})]
    )


def reviews(round: Round, library: Library) -> list[Document]:
    """The reviews of a round in the order of their ids; of an anonymous one, its valid ballots as such."""
    if round.anonymity != "anonymous":
        return sorted(library.documents_of("peer_review", round.id), key=lambda each: each.id)
    found = form_document(round.form, library)
    if found is None:
        return []
    form, made = read_form(found), list[Document]()
    for each in library.documents_of("ballot_context", round.id):
        context = read_context(each)
        for ballot in library.ballot_box(each.id).ballots:
            sheet = _sheet(ballot, round, context.subject, form, library)
            if sheet is not None:
                made.append(sheet)
    return sorted(made, key=lambda each: each.id)


def is_sheet(answers: dict[str, Any], form: Form, act: Act, library: Library) -> bool:
    """Whether the form takes these answers, whole."""
    note = answers.get(NOTE)
    if note is not None and not (isinstance(note, str) and len(note) <= TEXT_MAX):
        return False
    return wrong_answer(form, act) is None and lacking(form, act, None, library) is None


def _sheet(ballot: Ballot, round: Round, subject: bytes, form: Form, library: Library) -> Document | None:
    """A ballot as a review: its id is its leaf's, its reviewer nobody whom there is."""
    answers = said_of(ballot)
    if answers is None:
        return None
    id = leaf_hash(ballot)[:16]
    said = answers.get(NOTE)
    writes = {f"answers/{item}": value for item, value in answers.items() if item != NOTE or NOTE in form.items}
    made_ms = round.closes_at or stamp_ms(round.id)
    act = Act(SERVER, 0, _NO_STAMP, made_ms, made_ms, id, "peer_review", writes)
    if not is_sheet(answers, form, act, library):
        return None
    named = {"round": round.id, "reviewer": id, "subject": subject, "submitted": True, NOTE: said}
    values = {path: value for path, value in {**writes, **named}.items() if value is not None}
    registers = {path: Register(_NO_STAMP, value, SERVER, made_ms) for path, value in values.items()}
    return Document(id, "peer_review", SERVER, registers)

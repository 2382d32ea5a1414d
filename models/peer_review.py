"""互评: what one person writes of another in a round.

Promises: only whom the draw assigned may be reviewed, nobody reviews himself, and nobody but the reviewer writes. What
is stamped after the round closes is refused; what was written in time is taken for the form's grace, until the results
are out.
"""

from __future__ import annotations

from models.closing import closed_by_submission, touches_content
from models.document import Act, Document, Library, Refusal, after, natural_id, uuid_text
from models.form import Form, form_document, lacking, read_form, wrong_answer
from models.recusal import withdrawn
from models.round import Round, read_round


def may_create(act: Act, library: Library) -> bool:
    writes = act.writes
    round, subject = writes.get("round"), writes.get("subject")
    if writes.get("reviewer") != act.author or not isinstance(round, bytes) or not isinstance(subject, bytes):
        return False
    name = f"peer_assignment/{uuid_text(round)}/{uuid_text(act.author)}"
    owed = library.document(natural_id(name))
    return owed is not None and owed.value(f"subjects/{uuid_text(subject)}") is True


def forbidden(act: Act, document: Document, library: Library) -> Refusal | None:
    """The subject of a named round reads it in the end; only the reviewer writes."""
    return None if document.value("reviewer") == act.author else Refusal("forbidden", "not_yours")


def closed(act: Act, document: Document | None, library: Library) -> Refusal | None:
    round, form = _round_and_form(act, document, library)
    if round is None or not _adds(act, document):
        return None
    if round.published:
        return Refusal("closed", "round_published")
    if document is not None and withdrawn(round.id, act.author, document.value("subject"), library):
        return Refusal("closed", "recused")
    grace_ms = 0 if form is None else form.grace_ms
    if round.closes_at is not None:
        if act.made_ms > round.closes_at:
            return Refusal("closed", "round_closed")
        if act.received_ms > round.closes_at + grace_ms:
            return Refusal("closed", "late_over", None, {"hours": grace_ms // 3_600_000})
    return None if document is None else closed_by_submission(act, document, form, None)


def invalid(act: Act, document: Document | None, library: Library) -> Refusal | None:
    round, form = _round_and_form(act, document, library)
    if round is None or form is None:
        return Refusal("invalid", "unknown_form", None)
    if round.anonymity == "anonymous":
        return Refusal("invalid", "round_anonymous")
    if round.opens_at is not None and act.stamp_ms < round.opens_at:
        return Refusal("invalid", "round_not_yet")
    refusal = wrong_answer(form, act)
    if refusal is None and after(act, document, "submitted") is True:
        refusal = lacking(form, act, document, library)
    return refusal


def _adds(act: Act, document: Document | None) -> bool:
    """True unless the act only repeats a submission that stands."""
    return touches_content(act) or document is None or document.value("submitted") is not True


def _round_and_form(act: Act, document: Document | None, library: Library) -> tuple[Round | None, Form | None]:
    id = act.writes.get("round") if document is None else document.value("round")
    found = library.document(id) if isinstance(id, bytes) else None
    if found is None or found.kind != "peer_round":
        return None, None
    round = read_round(found)
    form = form_document(round.form, library)
    return round, None if form is None else read_form(form)

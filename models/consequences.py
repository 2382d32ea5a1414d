"""What the server writes because of an act, or because time has passed.

    consequences(act, document, library) → acts for the same transaction; `document` stands after the act
    keeping(act, library)                → acts that keep what the act would write over; asked before the act stands
    due(library, now_ms)                 → acts that time brings; each has its own consequences in turn
    due_of(institution, library, now_ms) → those of one institution, whatever one of its documents may hold

Promises: all are pure; asked again for the same state they give the same, and for what is already there, nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial

from models import (
    assessment,
    commentary_kept,
    complaint,
    counted,
    honour,
    inspection_following,
    ladder,
    late_work,
    meeting,
    meeting_month,
    moderation,
    nomination,
    order_paperwork,
    period_decision,
    poll_following,
    programme_lists,
    rating_batch,
    recusal,
    report,
    report_due,
    round_ballots,
    round_following,
    survey_result,
    visit_tally,
)
from models.account_event import withholding
from models.activity import announcing
from models.bulletin import issuing
from models.commentary import coverage
from models.document import Act, Document, Library, ServerAct
from models.form import form_document, read_form
from models.month_close import assessment_marks, following, honour_marks, marks, record_marks
from models.programme_forms import programme_forms
from models.publication_following import publishing
from models.round import Round, read_round
from models.round_following import all_in, uses_form


def consequences(act: Act, document: Document, library: Library) -> list[ServerAct]:
    """The server's acts that follow; of an act of the server itself too."""
    follow = _FOLLOW.get(act.kind)
    return [] if follow is None else follow(act, document, library)


def keeping(act: Act, library: Library) -> list[ServerAct]:
    """What must not be lost by an act that hasn't been written yet. Where it is kept in the same document, what follows
    from it is what follows from the act (`follows_by_itself`)."""
    if act.kind in commentary_kept.KINDS:
        return commentary_kept.keeping(act, library)
    return counted.keeping(act, library) if act.kind == "observation" else []


def follows_by_itself(act: Act, kept: Sequence[ServerAct]) -> bool:
    """Whether what follows from the act follows from what was kept of it."""
    return any(each.doc == act.doc for each in kept)


def due(library: Library, now_ms: int) -> list[ServerAct]:
    """What time brings to everybody; where that can't be worked out of a document, its fault."""
    places = sorted(library.roster.institutions)
    return [act for place in places for bring in _brought_to(place, library, now_ms) for act in bring()]


def due_of(institution: bytes, library: Library, now_ms: int) -> list[ServerAct]:
    """What time brings to one institution; a document at fault is passed over, and holds up no other."""
    acts: list[ServerAct] = []
    for bring in _brought_to(institution, library, now_ms):
        with suppress(*_FAULTS):
            acts += bring()
    return acts


def _brought_to(institution: bytes, library: Library, now_ms: int) -> Iterator[Callable[[], list[ServerAct]]]:
    """One question a document."""
    for kind, bring in _AT_ITS_TIME.items():
        for document in sorted(library.documents_of(kind, institution), key=lambda each: each.id):
            yield partial(bring, document, library, now_ms)
    yield from ladder.reminding(library, institution, now_ms)
    yield partial(report_due.calling, library, institution, now_ms)
    yield from nomination.coming_up(library, institution)


def _closing_round(document: Document, library: Library, now_ms: int) -> list[ServerAct]:
    """Publishes a round that has closed: at once if every review is in, else after the grace for late ones; an
    anonymous one after its grace alone."""
    round = read_round(document)
    if not round.opened or round.published or round.closes_at is None or now_ms < round.closes_at:
        return []
    over = now_ms >= round.closes_at + _grace_ms(round, library) or all_in(round, library)
    return [ServerAct(round.id, "peer_round", {"published": True})] if over else []


def _grace_ms(round: Round, library: Library) -> int:
    """For reviews that are on their way: an anonymous one has no stamp that says when it was given."""
    if round.anonymity == "anonymous":
        return round_ballots.grace_ms(round, library)
    form = form_document(round.form, library)
    return 0 if form is None else read_form(form).grace_ms


_AT_ITS_TIME: dict[str, Callable[[Document, Library, int], list[ServerAct]]] = {
    "peer_round": _closing_round,
    "survey_round": survey_result.closing_survey,
    "poll": poll_following.closing_poll,
}
_FAULTS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What the content of a document can bring about; a database that is away is none of these."""


def _of_evaluation(act: Act, document: Document, library: Library) -> list[ServerAct]:
    used = uses_form(act.writes["form"], library) if "form" in act.writes else []
    return used + marks(act, document, library)


def _of_assessment(act: Act, document: Document, library: Library) -> list[ServerAct]:
    return assessment.using(act, document, library) + assessment_marks(act, document, library)


def _of_programme(act: Act, document: Document, library: Library) -> list[ServerAct]:
    return programme_forms(act, document, library) + programme_lists.of_programme(act, document, library)


def _of_order(act: Act, document: Document, library: Library) -> list[ServerAct]:
    paperwork = order_paperwork.following(act, document, library) + meeting.ordering(act, document, library)
    return paperwork + meeting_month.of_order(act, document, library)


def _of_complaint(act: Act, document: Document, library: Library) -> list[ServerAct]:
    return complaint.following(act, document, library) + meeting_month.of_complaint(act, document, library)


def _of_activity(act: Act, document: Document, library: Library) -> list[ServerAct]:
    told = announcing(act, document, library) + meeting.telling(act, document, library)
    return told + meeting_month.opening(act, document, library)


def _of_meeting(act: Act, document: Document, library: Library) -> list[ServerAct]:
    told = meeting.telling(act, document, library) + meeting.speaking(act, document, library)
    return told + meeting_month.opening(act, document, library)


def _of_commentary(act: Act, document: Document, library: Library) -> list[ServerAct]:
    return coverage(act, document, library) + meeting.speaking(act, document, library)


def _of_honour(act: Act, document: Document, library: Library) -> list[ServerAct]:
    return honour.following(act, document, library) + honour_marks(act, document, library)


def _of_visit(act: Act, document: Document, library: Library) -> list[ServerAct]:
    told = late_work.taking_in(act, document, library) + visit_tally.of_visit(act, document, library)
    return told + meeting_month.of_visit(act, document, library)


def _of_context(act: Act, document: Document, library: Library) -> list[ServerAct]:
    """The turnout of what its ballots are for: a round of reviews or a poll."""
    return round_ballots.turnout(act, document, library) + poll_following.of_context(act, document, library)


_FOLLOW: dict[str, Callable[[Act, Document, Library], list[ServerAct]]] = {
    "self_evaluation": _of_evaluation,
    "peer_round": round_following.of_round,
    "peer_review": round_following.of_review,
    "ballot_context": _of_context,
    "anonymous_words": moderation.telling,
    "account_event": withholding,
    "recusal": recusal.replacing,
    "branch_commentary": _of_commentary,
    "survey_round": survey_result.of_survey,
    "survey_answer": survey_result.of_answer,
    "programme": _of_programme,
    "checklist": programme_lists.of_checklist,
    "month_close": following,
    "record_entry": record_marks,
    "period_decision": period_decision.following,
    "activity": _of_activity,
    "meeting": _of_meeting,
    "inspection_plan": inspection_following.of_plan,
    "order": _of_order,
    "order_note": order_paperwork.beside,
    "order_draft": order_paperwork.beside,
    "inspection_team": inspection_following.of_team,
    "visit": _of_visit,
    "observation": visit_tally.of_what_is_seen,
    "visit_ruling": visit_tally.of_what_is_seen,
    "assessment": _of_assessment,
    "publication": publishing,
    "bulletin": issuing,
    "rating_batch": rating_batch.numbering,
    "complaint": _of_complaint,
    "nomination": nomination.following,
    "honour": _of_honour,
    "report": report.following,
    "brief": report.following,
    "contracted_task": meeting.tasking,
    "poll": poll_following.of_poll,
    "poll_ballot": poll_following.of_ballot,
    "poll_paper": poll_following.of_papers,
    "poll_hands": poll_following.of_papers,
}

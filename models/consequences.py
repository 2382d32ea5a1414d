"""What the server writes because of an act, or because time has passed.

    consequences(act, document, library) → acts for the same transaction; `document` stands after the act
    due(library, now_ms)                 → acts that time brings; each has its own consequences in turn

Promises: both are pure; asked again for the same state they give the same, and for what is already there, nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from models import survey_result
from models.account_event import withholding
from models.activity import announcing
from models.commentary import coverage
from models.document import Act, Document, Library, ServerAct, natural_id, uuid_text
from models.form import form_document, read_form
from models.month_close import following, marks
from models.programme_forms import programme_forms
from models.result import result
from models.round import Round, assignments, read_round


def consequences(act: Act, document: Document, library: Library) -> list[ServerAct]:
    """The server's acts that follow; of an act of the server itself too."""
    follow = _FOLLOW.get(act.kind)
    return [] if follow is None else follow(act, document, library)


def due(library: Library, now_ms: int) -> list[ServerAct]:
    """Publishes the rounds that have closed: at once if every review is in, else after the grace for late ones."""
    acts: list[ServerAct] = []
    for institution in sorted(library.roster.institutions):
        for document in sorted(library.documents_of("peer_round", institution), key=lambda each: each.id):
            round = read_round(document)
            if not round.opened or round.published or round.closes_at is None or now_ms < round.closes_at:
                continue
            form = form_document(round.form, library)
            grace_ms = 0 if form is None else read_form(form).grace_ms
            if now_ms >= round.closes_at + grace_ms or _all_in(round, library):
                acts.append(ServerAct(round.id, "peer_round", {"published": True}))
        acts += survey_result.closing_surveys(library, institution, now_ms)
    return acts


def _all_in(round: Round, library: Library) -> bool:
    turnout = library.document(_turnout_id(round.id))
    return turnout is not None and turnout.value("submitted", 0) >= turnout.value("owed", 0)


def _of_evaluation(act: Act, document: Document, library: Library) -> list[ServerAct]:
    used = _uses_form(act.writes["form"], library) if "form" in act.writes else []
    return used + marks(act, document, library)


def _uses_form(name: str, library: Library) -> list[ServerAct]:
    """From its first use a form stands still."""
    form = form_document(name, library)
    return [] if form is None or form.value("used") is True else [ServerAct(form.id, "form", {"used": True})]


def _of_round(act: Act, document: Document, library: Library) -> list[ServerAct]:
    acts: list[ServerAct] = []
    round = read_round(document)
    if "opened" in act.writes and library.document(_turnout_id(round.id)) is None:
        acts += _opening(round, library)
    if "published" in act.writes and round.published:
        acts += _publishing(round, library)
    return acts


def _opening(round: Round, library: Library) -> list[ServerAct]:
    """The draw, made once and stored: whoever asks later reads the assignments."""
    owed = 0
    acts = _uses_form(round.form, library)
    drawn = assignments(round, library.roster, library.today, library.secret_for(round.id))
    for reviewer, subjects in drawn.items():
        if not subjects:
            continue
        owed += len(subjects)
        writes: dict[str, Any] = {"round": round.id, "reviewer": reviewer}
        writes.update({f"subjects/{uuid_text(subject)}": True for subject in subjects})
        acts.append(ServerAct(_assignment_id(round.id, reviewer), "peer_assignment", writes))
    turnout = {"round": round.id, **_offices(round), "owed": owed, "submitted": 0}
    return [*acts, ServerAct(_turnout_id(round.id), "peer_turnout", turnout)]


def _publishing(round: Round, library: Library) -> list[ServerAct]:
    """Results for everybody who was to be reviewed; in a named round the subjects see their reviews from now on."""
    form = form_document(round.form, library)
    if form is None:
        return []
    reviews = sorted(library.documents_of("peer_review", round.id), key=lambda each: each.id)
    by_subject: dict[bytes, list[Document]] = {subject: [] for subject in _subjects(round, library)}
    for review in reviews:
        by_subject.setdefault(review.value("subject"), []).append(review)
    acts: list[ServerAct] = []
    for subject in sorted(by_subject):
        id = natural_id(f"peer_result/{uuid_text(round.id)}/{uuid_text(subject)}")
        if library.document(id) is None:
            registers = result(by_subject[subject], read_form(form), round.threshold)
            names = {"round": round.id, "subject": subject, **_offices(round)}
            acts.append(ServerAct(id, "peer_result", {**names, **registers}))
    if round.anonymity == "named":
        acts += [
            ServerAct(review.id, "peer_review", {"shown": True})
            for review in reviews
            if review.value("submitted") is True and review.value("shown") is not True
        ]
    return acts


def _subjects(round: Round, library: Library) -> list[bytes]:
    """Everybody whom somebody was to review."""
    found: set[bytes] = set()
    for assignment in library.documents_of("peer_assignment", round.id):
        for path, register in assignment.registers.items():
            if path.startswith("subjects/") and register.value is True:
                found.add(bytes.fromhex(path[len("subjects/") :].replace("-", "")))
    return sorted(found)


def _of_review(act: Act, document: Document, library: Library) -> list[ServerAct]:
    """Counts a review once, at its first submission: the assignment remembers which ones are done."""
    if "submitted" not in act.writes or document.value("submitted") is not True:
        return []
    round, subject = document.value("round"), document.value("subject")
    assignment = library.document(_assignment_id(round, document.value("reviewer")))
    turnout = library.document(_turnout_id(round))
    done = f"done/{uuid_text(subject)}"
    if assignment is None or turnout is None or assignment.value(done) is True:
        return []
    return [
        ServerAct(assignment.id, "peer_assignment", {done: True}),
        ServerAct(turnout.id, "peer_turnout", {"submitted": turnout.value("submitted", 0) + 1}),
    ]


def _offices(round: Round) -> dict[str, Any]:
    offices = {"institution": round.institution}
    return offices if round.branch is None else {**offices, "branch": round.branch}


def _turnout_id(round: bytes) -> bytes:
    return natural_id(f"peer_turnout/{uuid_text(round)}")


def _assignment_id(round: bytes, reviewer: bytes) -> bytes:
    return natural_id(f"peer_assignment/{uuid_text(round)}/{uuid_text(reviewer)}")


_FOLLOW: dict[str, Callable[[Act, Document, Library], list[ServerAct]]] = {
    "self_evaluation": _of_evaluation,
    "peer_round": _of_round,
    "peer_review": _of_review,
    "account_event": withholding,
    "branch_commentary": coverage,
    "survey_round": survey_result.of_survey,
    "survey_answer": survey_result.of_answer,
    "programme": programme_forms,
    "month_close": following,
    "activity": announcing,
}

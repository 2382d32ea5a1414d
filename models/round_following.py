"""What the server writes for a round: the snapshot and the draw, the turnout, and at the close results and proposals.

Promises: pure; asked again for the same state, nothing more. A round below its quorum has no results and says so. The
seed's hash is out from the opening on; the seed itself only with the results of a named round: who reviews whom in a
confidential one can never be worked out (docs/decisions/sealed-draws.md).
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from models import moderation, round_ballots
from models.combined import combined
from models.decision import percent, proposal
from models.document import Act, Document, Library, ServerAct, natural_id, uuid_text
from models.electorate import Electorate, electorate, registers_of
from models.form import form_document, read_form
from models.result import result
from models.round import Round, read_round
from models.round_scoring import grades_act, proposals


def all_in(round: Round, library: Library) -> bool:
    """Whether every review that is owed is in; what is put together of other results waits for nobody. Of an anonymous
    round nobody can say so: a sheet that changes one that is in may be on its way."""
    if round.kind == "combined":
        return True
    if round.anonymity == "anonymous":
        return False
    turnout = library.document(_turnout_id(round.id))
    return turnout is not None and turnout.value("submitted", 0) >= turnout.value("owed", 0)


def uses_form(name: str, library: Library) -> list[ServerAct]:
    """From its first use a form stands still."""
    form = form_document(name, library)
    return [] if form is None or form.value("used") is True else [ServerAct(form.id, "form", {"used": True})]


def of_round(act: Act, document: Document, library: Library) -> list[ServerAct]:
    acts: list[ServerAct] = []
    round = read_round(document)
    if "opened" in act.writes and library.document(_turnout_id(round.id)) is None:
        acts += _opening(round, document, library)
    elif not round.opened and (round.rule or round.kind == "combined"):
        acts += _snapshot(round, electorate(round, library), library)
    acts += round_ballots.longer(act, round, library)
    if "published" in act.writes and round.published:
        acts += _publishing(round, document, library)
    return acts


def _snapshot(round: Round, found: Electorate, library: Library) -> list[ServerAct]:
    """Who would take part today, for the organiser to see before the round opens; from then on it stands."""
    id = _electorate_id(round.id)
    before = library.document(id)
    writes = registers_of(found, round, library.today, before)
    names = {} if before else {"round": round.id, **_offices(round)}
    return [ServerAct(id, "electorate", {**names, **writes})] if writes else []


def _opening(round: Round, document: Document, library: Library) -> list[ServerAct]:
    """The draw, made once and stored: whoever asks later reads the assignments."""
    found = electorate(round, library)
    acts, graded = _snapshot(round, found, library), grades_act(document, round, library)
    if round.kind == "combined":
        turnout = {"round": round.id, **_offices(round), "owed": 0, "submitted": 0}
        return [*acts, *graded, ServerAct(_turnout_id(round.id), "peer_turnout", turnout)]
    seed = library.secret_for(round.id)
    acts += [*uses_form(round.form, library), *graded]
    acts.append(ServerAct(round.id, "peer_round", {"seed_hash": sha256(seed).hexdigest()}))
    owed = 0
    for reviewer, subjects in found.drawn.items():
        if not subjects:
            continue
        owed += len(subjects)
        writes: dict[str, Any] = {"round": round.id, "reviewer": reviewer}
        writes.update({f"subjects/{uuid_text(subject)}": True for subject in subjects})
        if library.roster.is_external(reviewer):
            writes.update(_names(subjects, library))
        acts.append(ServerAct(_assignment_id(round.id, reviewer), "peer_assignment", writes))
    if round.anonymity == "anonymous":
        acts += round_ballots.contexts(round, found)
    turnout = {"owed": owed, "submitted": 0, "due": len(found.evaluators), "taking_part": 0}
    names = {"round": round.id, **_offices(round)}
    return [*acts, ServerAct(_turnout_id(round.id), "peer_turnout", {**names, **turnout})]


def _names(subjects: tuple[bytes, ...], library: Library) -> dict[str, Any]:
    """Who comes from outside reads no roster: the names of those to be reviewed come with the task."""
    people = ((subject, library.roster.person(subject)) for subject in subjects)
    return {f"names/{uuid_text(subject)}": person.name for subject, person in people if person is not None}


def _publishing(round: Round, document: Document, library: Library) -> list[ServerAct]:
    """Results, or that too few took part; nothing twice."""
    if round.kind == "combined":
        return _combining(round, document, library)
    acts, enough = round_ballots.closed(round, library), _has_quorum(round, library)
    if not enough:
        told = document.value("not_valid") is True
        return acts if told else [*acts, ServerAct(round.id, "peer_round", {"not_valid": True})]
    acts += _results(round, document, library)
    if round.anonymity == "named" and document.value("seed") is None and document.value("seed_hash") is not None:
        acts.append(ServerAct(round.id, "peer_round", {"seed": library.secret_for(round.id).hex()}))
    return acts


def _has_quorum(round: Round, library: Library) -> bool:
    """Of an anonymous round nobody knows who took part: there the sheets are counted, not the people."""
    turnout = library.document(_turnout_id(round.id))
    if turnout is None:
        return True
    if round.anonymity == "anonymous":
        return round.has_quorum(len(round_ballots.reviews(round, library)), turnout.value("owed", 0))
    return round.has_quorum(turnout.value("taking_part", 0), turnout.value("due", 0))


def _combining(round: Round, document: Document, library: Library) -> list[ServerAct]:
    acts: list[ServerAct] = []
    subjects = _named_in_snapshot(round, library)
    proposed = proposals(document, round, subjects, library) or {}
    for subject in subjects:
        id = natural_id(f"combined_result/{uuid_text(round.id)}/{uuid_text(subject)}")
        if library.document(id) is None:
            names = {"round": round.id, "subject": subject, **_offices(round)}
            registers = combined(round, subject, library)
            acts.append(ServerAct(id, "combined_result", {**names, **registers}))
            made = proposed.get(subject) or proposal(registers.get("total"), round.bands)
            acts += _proposing(round, subject, made, library)
    return acts


def _named_in_snapshot(round: Round, library: Library) -> list[bytes]:
    found = library.document(_electorate_id(round.id))
    registers = {} if found is None else found.registers
    paths = [path for path, each in registers.items() if path.startswith("subjects/") and each.value is not None]
    return sorted(bytes.fromhex(path[len("subjects/") :].replace("-", "")) for path in paths)


def _proposing(round: Round, subject: bytes, made: dict[str, Any], library: Library) -> list[ServerAct]:
    """Where somebody decides on grades: what the score comes to, for them to confirm or to override."""
    id = natural_id(f"decision/{uuid_text(round.id)}/{uuid_text(subject)}")
    if not round.decider or library.document(id) is not None:
        return []
    names = {"round": round.id, "subject": subject, **_offices(round), "decider": round.decider}
    return [ServerAct(id, "decision", {**names, "proposal": made})]


def _results(round: Round, document: Document, library: Library) -> list[ServerAct]:
    """Results for everybody who was to be reviewed; in a named round the subjects see their reviews from now on."""
    form = form_document(round.form, library)
    if form is None:
        return []
    reviews = round_ballots.reviews(round, library)
    by_subject: dict[bytes, list[Document]] = {subject: [] for subject in _subjects(round, library)}
    for review in reviews:
        by_subject.setdefault(review.value("subject"), []).append(review)
    acts: list[ServerAct] = []
    proposed = proposals(document, round, sorted(by_subject), library) if round.decider else None
    for subject in sorted(by_subject):
        id = natural_id(f"peer_result/{uuid_text(round.id)}/{uuid_text(subject)}")
        if library.document(id) is None:
            registers = result(by_subject[subject], read_form(form), round.threshold)
            names = {"round": round.id, "subject": subject, **_offices(round)}
            acts.append(ServerAct(id, "peer_result", {**names, **registers}))
            if round.anonymity == "anonymous" and "below" not in registers:
                secret = library.secret_for(round.id)
                acts += moderation.collecting(names, by_subject[subject], read_form(form), secret)
            items = {path[6:] for path in registers if path.startswith("items/")}
            score = percent(registers.get("total"), read_form(form), items)
            made = proposal(score, round.bands) if proposed is None else proposed[subject]
            acts += _proposing(round, subject, made, library)
            acts += _uncovered(round, subject, by_subject[subject], library)
    if round.anonymity == "named":
        acts += [
            ServerAct(review.id, "peer_review", {"shown": True})
            for review in reviews
            if review.value("submitted") is True and review.value("shown") is not True
        ]
    return acts


def _uncovered(round: Round, subject: bytes, reviews: list[Document], library: Library) -> list[ServerAct]:
    """Names who was reviewed by fewer than the round asks for, in the snapshot that the office reads."""
    wanted = round.threshold if round.rule == "all" else round.each
    found, path = library.document(_electorate_id(round.id)), f"uncovered/{uuid_text(subject)}"
    came = sum(review.value("submitted") is True for review in reviews)
    if round.plain or found is None or came >= wanted or found.value(path) is True:
        return []
    return [ServerAct(found.id, "electorate", {path: True})]


def _subjects(round: Round, library: Library) -> list[bytes]:
    """Everybody whom somebody was to review."""
    found: set[bytes] = set()
    for assignment in library.documents_of("peer_assignment", round.id):
        for path, register in assignment.registers.items():
            if path.startswith("subjects/") and register.value is True:
                found.add(bytes.fromhex(path[len("subjects/") :].replace("-", "")))
    return sorted(found)


def of_review(act: Act, document: Document, library: Library) -> list[ServerAct]:
    """Counts a review once, at its first submission: the assignment remembers which ones are done."""
    if "submitted" not in act.writes or document.value("submitted") is not True:
        return []
    round, subject = document.value("round"), document.value("subject")
    assignment = library.document(_assignment_id(round, document.value("reviewer")))
    turnout = library.document(_turnout_id(round))
    done = f"done/{uuid_text(subject)}"
    if assignment is None or turnout is None or assignment.value(done) is True:
        return []
    counts = {"submitted": turnout.value("submitted", 0) + 1}
    first = not any(path.startswith("done/") for path in assignment.registers)
    if first and turnout.value("due") is not None:
        counts["taking_part"] = turnout.value("taking_part", 0) + 1
    return [
        ServerAct(assignment.id, "peer_assignment", {done: True}),
        ServerAct(turnout.id, "peer_turnout", counts),
    ]


def _offices(round: Round) -> dict[str, Any]:
    offices = {"institution": round.institution}
    return offices if round.branch is None else {**offices, "branch": round.branch}


def _turnout_id(round: bytes) -> bytes:
    return natural_id(f"peer_turnout/{uuid_text(round)}")


def _electorate_id(round: bytes) -> bytes:
    return natural_id(f"electorate/{uuid_text(round)}")


def _assignment_id(round: bytes, reviewer: bytes) -> bytes:
    return natural_id(f"peer_assignment/{uuid_text(round)}/{uuid_text(reviewer)}")

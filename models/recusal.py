"""回避: a reviewer who may not judge somebody says so, and another is drawn.

Promises: nobody but the server learns who withdrew from whom; a review that is in stays in. In an anonymous round the
other one joins the roll, from which nobody is struck: who reads it sees that somebody withdrew, and not who.
"""

from __future__ import annotations

from models.assignment import draw_some
from models.ballot_context import context_id, joining
from models.document import Act, Document, Library, Refusal, ServerAct, natural_id, uuid_text
from models.electorate import relatives
from models.round import read_round


def may_create(act: Act, library: Library) -> bool:
    """Only who was given the subject, and has not submitted the review."""
    round, subject = act.writes.get("round"), act.writes.get("subject")
    if act.writes.get("reviewer") != act.author or not isinstance(round, bytes) or not isinstance(subject, bytes):
        return False
    owed = library.document(assignment_id(round, act.author))
    name = uuid_text(subject)
    return owed is not None and owed.value(f"subjects/{name}") is True and owed.value(f"done/{name}") is not True


def forbidden(act: Act, document: Document, library: Library) -> Refusal | None:
    return None if document.value("reviewer") == act.author else Refusal("forbidden", "not_yours")


def closed(act: Act, document: Document | None, library: Library) -> Refusal | None:
    round = act.writes.get("round") if document is None else document.value("round")
    found = library.document(round) if isinstance(round, bytes) else None
    closes_at = None if found is None else read_round(found).closes_at
    return Refusal("closed", "round_closed") if closes_at is not None and act.received_ms > closes_at else None


def withdrawn(round: bytes, reviewer: bytes, subject: bytes, library: Library) -> bool:
    """Whether the reviewer has declared a conflict."""
    return library.document(recusal_id(round, reviewer, subject)) is not None


def recusal_id(round: bytes, reviewer: bytes, subject: bytes) -> bytes:
    return natural_id(f"recusal/{uuid_text(round)}/{uuid_text(reviewer)}/{uuid_text(subject)}")


def replacing(act: Act, document: Document, library: Library) -> list[ServerAct]:
    """Takes the subject from the reviewer and gives it to who has least to do, by lot among those."""
    round_id, reviewer, subject = (document.value(path) for path in ("round", "reviewer", "subject"))
    owed, found = library.document(assignment_id(round_id, reviewer)), library.document(round_id)
    path = f"subjects/{uuid_text(subject)}"
    if owed is None or found is None or owed.value(path) is not True:
        return []
    acts = [ServerAct(owed.id, "peer_assignment", {path: None})]
    anonymous = read_round(found).anonymity == "anonymous"
    context = library.document(context_id(round_id, subject)) if anonymous else None
    if anonymous and (context is None or context.value("closed") is not None):
        return [*acts, *_short(round_id, subject, library)]
    loads = _loads(round_id, library)
    kin = relatives(read_round(found).institution, library)
    able = [
        person
        for person, subjects in loads.items()
        if person not in (reviewer, subject)
        and subject not in subjects
        and (person, subject) not in kin
        and not withdrawn(round_id, person, subject, library)
    ]
    most = read_round(found).load
    least = min((len(loads[person]) for person in able), default=0)
    seed = library.secret_for(round_id) + reviewer + subject
    chosen = draw_some([person for person in able if len(loads[person]) == least], 1, seed)
    if chosen and (most is None or least < most):
        writes = {"round": round_id, "reviewer": chosen[0]} if not loads[chosen[0]] else {}
        acts.append(ServerAct(assignment_id(round_id, chosen[0]), "peer_assignment", {**writes, path: True}))
        return acts if context is None else [*acts, joining(context, chosen[0])]
    return [*acts, *_short(round_id, subject, library)]


def _short(round: bytes, subject: bytes, library: Library) -> list[ServerAct]:
    """Nobody is left to take over: the organiser sees one reviewer less, and one review less is owed."""
    acts: list[ServerAct] = []
    name = uuid_text(subject)
    electorate = library.document(natural_id(f"electorate/{uuid_text(round)}"))
    if electorate is not None:
        left = max(0, (electorate.value(f"subjects/{name}") or 0) - 1)
        acts.append(ServerAct(electorate.id, "electorate", {f"subjects/{name}": left, f"short/{name}": left}))
    turnout = library.document(natural_id(f"peer_turnout/{uuid_text(round)}"))
    if turnout is not None:
        acts.append(ServerAct(turnout.id, "peer_turnout", {"owed": max(0, turnout.value("owed", 0) - 1)}))
    return acts


def _loads(round: bytes, library: Library) -> dict[bytes, set[bytes]]:
    """Everybody who takes part, with the subjects that are theirs now."""
    loads: dict[bytes, set[bytes]] = {}
    electorate = library.document(natural_id(f"electorate/{uuid_text(round)}"))
    for path, register in ({} if electorate is None else electorate.registers).items():
        if path.startswith("evaluators/") and register.value is True:
            loads[_id(path)] = set()
    for assignment in library.documents_of("peer_assignment", round):
        loads[assignment.value("reviewer")] = {
            _id(path)
            for path, register in assignment.registers.items()
            if path.startswith("subjects/") and register.value is True
        }
    return loads


def _id(path: str) -> bytes:
    return bytes.fromhex(path.partition("/")[2].replace("-", ""))


def assignment_id(round: bytes, reviewer: bytes) -> bytes:
    return natural_id(f"peer_assignment/{uuid_text(round)}/{uuid_text(reviewer)}")

"""匿名投票范围: whom one round of anonymous ballots is put to, under which key, and what is told of it until it closes.

Promises: pure; a context with fewer voters than its threshold (5 where nothing is said, never under 3) is refused
before anybody answers; the roll is settled once, with the context, and joined only in another's place; turnout moves in
steps of five, and last when the context closes. Issuing ends at `closes_at`; casting goes on until the context closes:
a poll's with its reveal, a round's with its publication. Ballots are counted once, in the transaction of that change.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from models.ballot import Ballot, leaf_hash, tree_root
from models.document import Act, Document, Library, Refusal, ServerAct, natural_id, uuid_text
from models.roster import Roster

MEMBER = "member"
"""The class of voters where a rule splits none."""
ELECTORS_MIN = 5
"""Where nothing is said; the type `threshold` keeps it from going under 3."""
ROLL = "roll/"
SPREAD_S_USUAL = 3_600
"""Within so many seconds a ballot leaves its phone, unless the institution says less."""
NETWORK_MS = 60_000
"""And so long a slow network may take to bring it."""


class BallotBox(Struct, frozen=True):
    """票箱: the ballots of a context that stand, one a key, and how many voters were given a signature."""

    ballots: tuple[Ballot, ...] = ()
    issued: int = 0


class BallotContext(Struct, frozen=True):
    """匿名投票范围: a context as its document stands; moments are None until they are set."""

    id: bytes
    source: bytes
    subject: bytes
    institution: bytes
    branch: bytes | None
    form: str | None
    threshold: int
    electors: int
    opens_at: int | None
    closes_at: int | None
    closed: int | None
    key: str
    """Base64 of the issuer's SPKI; empty until it has been made."""
    issued_steps: int
    cast_steps: int


def read_context(document: Document) -> BallotContext:
    """The context of a document that the server wrote."""
    return BallotContext(
        document.id,
        document.value("source"),
        document.value("subject"),
        document.value("institution"),
        document.value("branch"),
        document.value("form"),
        document.value("threshold", ELECTORS_MIN),
        document.value("electors", 0),
        document.value("opens_at"),
        document.value("closes_at"),
        document.value("closed"),
        document.value("key", ""),
        document.value("issued_steps", 0),
        document.value("cast_steps", 0),
    )


def context_id(source: bytes, subject: bytes | None = None, voter_class: str = MEMBER) -> bytes:
    """The id of a context; of a source as a whole where no subject is named."""
    return natural_id(f"ballot_context/{uuid_text(source)}/{uuid_text(subject or source)}/{voter_class}")


def too_few(electors: int, threshold: int, path: str | None = None) -> Refusal | None:
    """Why nobody may be asked anonymously; None where enough are."""
    if electors >= threshold:
        return None
    return Refusal("invalid", "too_few_for_anonymous", path, {"count": electors, "threshold": threshold})


def opening(
    source: bytes,
    institution: bytes,
    roll: frozenset[bytes],
    *,
    threshold: int = ELECTORS_MIN,
    subject: bytes | None = None,
    voter_class: str = MEMBER,
    **more: Any,
) -> ServerAct:
    """Makes a context with its roll. `more`: `branch`, `form`, `opens_at`, `closes_at` as far as they are said."""
    writes: dict[str, Any] = {
        "source": source,
        "subject": subject or source,
        "voter_class": voter_class,
        "institution": institution,
        "threshold": threshold,
        "electors": len(roll),
        "issued_steps": 0,
        "cast_steps": 0,
        **{path: value for path, value in more.items() if value is not None},
        **{f"{ROLL}{uuid_text(person)}": True for person in sorted(roll)},
    }
    return ServerAct(context_id(source, subject, voter_class), "ballot_context", writes)


def joining(document: Document, person: bytes) -> ServerAct:
    """Puts somebody on the roll in the place of one who withdrew, and who stays on it: so nobody can tell who did. As
    many are asked as before."""
    return ServerAct(document.id, "ballot_context", {f"{ROLL}{uuid_text(person)}": True})


def closing(document: Document, library: Library) -> list[ServerAct]:
    """Closes a context and tells its count and root; nothing where it is closed. What was answered is then found in
    `library.ballot_box`."""
    if document.value("closed") is not None:
        return []
    box = library.ballot_box(document.id)
    leaves = sorted(map(leaf_hash, box.ballots))
    counted = len(leaves)
    writes = {"closed": library.now_ms, "root": tree_root(leaves).hex(), "counted": counted}
    return [
        ServerAct(document.id, "ballot_context", {**writes, "cast_steps": counted, "issued_steps": box.issued}),
    ]


def ending(source: bytes, moment_ms: int, library: Library) -> list[ServerAct]:
    """Ends the issuing of every context of a poll at this moment; what was issued may still be cast."""
    found = sorted(library.documents_of("ballot_context", source), key=lambda each: each.id)
    return [
        ServerAct(document.id, "ballot_context", {"closes_at": moment_ms})
        for document in found
        if document.value("closed") is None and moment_ms < document.value("closes_at", moment_ms + 1)
    ]


def stops_issuing(act: Act, document: Document) -> bool:
    """Whether an act ends a poll's issuing for good; a round may be given more time."""
    return document.value("form") is None and act.writes.get("closes_at", act.received_ms + 1) <= act.received_ms


def grace_ms(institution: Document | None) -> int:
    """How long after its end a round still takes anonymous ballots: as long as they take to leave the phones."""
    told = None if institution is None else institution.value("ballot_spread_s")
    return min(SPREAD_S_USUAL if told is None else told, SPREAD_S_USUAL) * 1_000 + NETWORK_MS


def closing_all(source: bytes, library: Library) -> list[ServerAct]:
    """Closes every context of a poll or a round."""
    found = sorted(library.documents_of("ballot_context", source), key=lambda each: each.id)
    return [act for document in found for act in closing(document, library)]


def on_roll(document: Document, person: bytes) -> bool:
    return document.value(f"{ROLL}{uuid_text(person)}") is True


def keeps_office(person: bytes, document: Document, roster: Roster) -> bool:
    """Leaders, supervisors and administrators of the institution, and the secretary where a branch asks."""
    if roster.holds_role(person, document.value("institution"), "leader", "supervisor", "admin"):
        return True
    branch = document.value("branch")
    return isinstance(branch, bytes) and roster.holds_role(person, branch, "secretary")

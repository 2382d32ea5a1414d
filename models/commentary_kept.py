"""讲评留底: words of a commentary that another device writes over are kept for who typed them.

Promises: pure; nothing that somebody typed into one of the four parts is lost, in whatever order two devices arrive:
what one didn't have in its box when it wrote stands in a note beside the commentary, under its own stamp. Who gives the
commentary reads it there; of the subject and of everybody else it is as far away as the draft was.
"""

from __future__ import annotations

from typing import Any

from models.commentary import PARTS
from models.document import SERVER, Act, Document, Library, Register, ServerAct, natural_id, uuid_text

KINDS = frozenset({"branch_commentary", "quarterly_remark"})
BASED_ON = "from/"
"""`from/<part>`: the stamp of the words of another device that this one had in its box when it wrote."""


def keeping(act: Act, library: Library) -> list[ServerAct]:
    """What is lost by an act that has not been written yet: what it writes over without having seen it, or, where it
    arrives behind what was written later, its own words."""
    document = library.document(act.doc)
    if act.author == SERVER or document is None:
        return []
    kept: dict[bytes, dict[str, str]] = {}
    for part in PARTS:
        standing = document.registers.get(part)
        if part not in act.writes or standing is None or _of_one_device(standing.stamp, act.stamp):
            continue
        lost, other = _lost(part, act, standing)
        if lost is not None and not _stands_in(lost.value, other):
            kept.setdefault(lost.author, {})[f"said/{part}.{lost.stamp.hex()}"] = lost.value
    return [_note(document, author, words, library) for author, words in sorted(kept.items())]


def _of_one_device(one: bytes, other: bytes) -> bool:
    """The end of a stamp is its replica (protocol §3)."""
    return one[8:] == other[8:]


def _lost(part: str, act: Act, standing: Register) -> tuple[Register | None, Any]:
    """Whose words don't stand afterwards, and which do; None where they were written over knowingly."""
    if act.stamp < standing.stamp:
        return Register(act.stamp, act.writes[part], act.author, act.received_ms), standing.value
    knowingly = act.writes.get(BASED_ON + part) == standing.stamp
    return None if knowingly else standing, act.writes[part]


def _stands_in(words: Any, other: Any) -> bool:
    """Whether nothing is lost: no words, or words that the others hold."""
    said = words.strip() if isinstance(words, str) else ""
    return not said or (isinstance(other, str) and said in other)


def note_id(commentary: bytes, subject: bytes, by: bytes) -> bytes:
    """Where what somebody typed into a commentary, and is not in it, is kept."""
    return natural_id(f"commentary_note/{uuid_text(commentary)}/{uuid_text(subject)}/{uuid_text(by)}")


def _note(document: Document, author: bytes, words: dict[str, str], library: Library) -> ServerAct:
    """A note of this commentary, as a scribe's is one of its meeting. A leader's words are read by the leader alone."""
    subject = document.value("subject")
    id = note_id(document.id, subject, author)
    if library.document(id) is not None:
        return ServerAct(id, "commentary_note", dict(words))
    names: dict[str, Any] = {"meeting": document.id, "subject": subject, "by": author}
    names |= {path: document.value(path) for path in ("institution", "period")}
    if document.kind == "branch_commentary" and document.value("by_leader") is not True:
        names["branch"] = document.value("branch")
    return ServerAct(id, "commentary_note", {**names, **words})

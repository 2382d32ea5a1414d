"""退组后才送到的记录: what somebody saw before leaving the team, and what reached the server only afterwards.

Promises: whoever has left gets the answer that everybody outside gets, and nothing of the visit; what they had written
lies apart, as it was judged, until the leader takes it in. Then the server writes it under the inspector's own name,
with the moment at which it was written, and never over anything later of theirs.
"""

from __future__ import annotations

from typing import Any

from models import observation
from models.document import Act, Document, Library, Refusal, ServerAct, natural_id, uuid_text, wins
from models.kinds import KINDS
from models.values import VALUE_TYPES
from models.visit import visit_standing

TAKEN_IN, BROUGHT = "taken_in/", "brought/"
_VERSION_OF_OWN = 7
"""Of the ids that phones make; the others are derived from names, and are somebody else's."""
INSPECTOR = {"observation": "inspector", "interview": "interviewer"}
"""The kinds of work that are taken in, with the register that names whose it is."""
_INVALID = {"observation": observation.invalid, "interview": observation.interview_invalid}


def formers(visit: bytes, library: Library) -> frozenset[bytes]:
    """Who was on the team and isn't any more, for whatever reason."""
    team = library.document(natural_id(f"inspection_team/{uuid_text(visit)}"))
    named = () if team is None else team.registers
    people = {bytes.fromhex(path[8:].replace("-", "")) for path in named if path.startswith("members/")}
    roster = library.roster
    return frozenset(each for each in people if not roster.circle.is_member(each, visit, roster))


def is_of(late: Act, visit: bytes, library: Library) -> bool:
    """Whether a refused act is work of a former member on this visit."""
    whose = INSPECTOR.get(late.kind)
    if whose is None or late.author not in formers(visit, library):
        return False
    document = library.document(late.doc)
    if document is not None and document.kind != late.kind:
        return False
    about = late.writes if document is None else {path: document.value(path) for path in ("visit", whose, "item")}
    if about.get("visit") != visit or about.get(whose) != late.author:
        return False
    if late.kind == "interview":
        return late.doc[6] >> 4 == _VERSION_OF_OWN
    return late.doc == natural_id(f"observation/{uuid_text(visit)}/{about.get('item')}/{uuid_text(late.author)}")


def wrong(act: Act, visit: Document, path: str, library: Library) -> Refusal | None:
    """Why the leader can't take this in; None where it may be."""
    late = _late(path, library)
    if late is None or not is_of(late, visit.id, library):
        return Refusal("invalid", "late_unknown", path)
    found = visit_standing(visit.registers)
    if found.published_ms is not None:
        return Refusal("closed", "visit_published", path)
    if found.finish is not None and late.stamp > found.finish:
        return Refusal("closed", "visit_finished", path)
    document = library.document(late.doc)
    said = Act(late.author, late.replica, late.stamp, late.stamp_ms, act.received_ms, late.doc, late.kind, _said(late))
    broken = _mistyped(said) or _INVALID[late.kind](said, document, library)
    return None if broken is None else Refusal("invalid", "late_broken", path)


def taking_in(act: Act, visit: Document, library: Library) -> list[ServerAct]:
    """What the server writes for what the leader has taken in."""
    acts: list[ServerAct] = []
    for path in act.writes:
        late = _late(path, library) if path.startswith(TAKEN_IN) else None
        if late is None:
            continue
        document, brought = library.document(late.doc), BROUGHT + late.stamp.hex()
        if document is not None and brought in document.registers:
            continue
        writes = {name: value for name, value in _said(late).items() if wins(late, document, name)}
        acts.append(ServerAct(late.doc, late.kind, {**writes, brought: late.stamp_ms}))
    return acts


def _late(path: str, library: Library) -> Act | None:
    name = path[len(TAKEN_IN) :]
    id = bytes.fromhex(name) if len(name) == 32 and not set(name) - set("0123456789abcdef") else None
    return None if id is None else library.refused(id)


def _said(late: Act) -> dict[str, Any]:
    """Without its pictures: the phone that has them may bring them no more."""
    return {path: value for path, value in late.writes.items() if not path.startswith("photos/")}


def _mistyped(said: Act) -> Refusal | None:
    """What was answered `not_found` was looked at no further: neither at its paths nor at its values."""
    for path, value in said.writes.items():
        rule = KINDS[said.kind].path_rule(path)
        if rule is None or rule.writer == "server" or (value is None and rule.once):
            return Refusal("invalid", "late_broken", path)
        if value is not None and VALUE_TYPES[rule.type].check(value) is not None:
            return Refusal("invalid", "late_broken", path)
    return None

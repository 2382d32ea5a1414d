"""Who reads results and decides on them: the person their own; heads and secretaries their department's or branch's,
with its people's lines; the office of the institution all groups. Nobody else's phone holds any of them.
"""

from __future__ import annotations

from models.document import Document, uuid_text
from models.result_period import is_period, quarter_of
from models.roster import Roster
from models.scope_names import NOWHERE, named


def scopes_of_result(document: Document, roster: Roster) -> frozenset[str]:
    """In the quarter in which the period ends."""
    subject, period, institution = document.value("subject"), document.value("period"), document.value("institution")
    if not isinstance(subject, bytes) or not is_period(period) or not isinstance(institution, bytes):
        return NOWHERE
    tail = quarter_of(period)
    kind = document.value("subject_kind")
    if kind == "person":
        return frozenset({f"person/{uuid_text(subject)}/{tail}"})
    office = f"office/{uuid_text(institution)}/{tail}"
    if kind == "institution":
        return frozenset({office})
    tree = "branch" if kind == "branch" else "unit"
    return frozenset({office, f"{tree}/{uuid_text(subject)}/evaluations/{tail}"})


def scopes_of_decision(document: Document, roster: Roster) -> frozenset[str]:
    """The office's in the quarter in which the period ends, and the secretary's where a branch decides; the subject
    reads it in the result."""
    institution, period = document.value("institution"), document.value("period")
    if not isinstance(institution, bytes) or not isinstance(period, str):
        return NOWHERE
    tail = quarter_of(period)
    held, branch = {f"office/{uuid_text(institution)}/{tail}"}, document.value("branch")
    if document.value("decider") == "secretary" and isinstance(branch, bytes):
        held.add(f"branch/{uuid_text(branch)}/evaluations/{tail}")
    return frozenset(held)


def scopes_of_close(document: Document, roster: Roster) -> frozenset[str]:
    """Of a closing, and of what was taken out: the office's."""
    return named("office", document.value("institution"))

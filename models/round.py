"""互评轮次: one round of peer review, from its planning to its publication.

Promises: what people were promised when the round opened (form, rule, anonymity, threshold) stays so; nobody outside
the server can work out who reviews whom; nothing is published while the round runs. Times are moments in milliseconds;
a round takes reviews stamped in opens_at..closes_at.
"""

from __future__ import annotations

from typing import Any, cast

from msgspec import Struct

from models.assignment import assign
from models.calendar import local_day
from models.document import Act, Document, Library, Refusal, after
from models.form import readable_form
from models.roster import Roster

THRESHOLD = 5
"""Fewer reviews than this show no result, where the round says nothing."""
EACH = 5
REOPENABLE = frozenset({"title", "closes_at", "opened", "published"})
"""What may still be written once a round is open."""


class Round(Struct, frozen=True):
    """互评轮次: a round as its document stands; moments are None until they are set."""

    id: bytes
    institution: bytes
    branch: bytes | None
    form: str
    opens_at: int | None
    closes_at: int | None
    anonymity: str
    threshold: int
    rule: str
    each: int
    opened: bool
    published: bool


def read_round(document: Document, act: Act | None = None) -> Round:
    """The round of a document, or as it would stand after an act on it."""

    def value(path: str, default: Any = None) -> Any:
        found = document.value(path) if act is None else after(act, document, path)
        return default if found is None else found

    rule = cast("dict[str, Any]", value("rule", {}))
    return Round(
        document.id,
        value("institution", b""),
        value("branch"),
        value("form", ""),
        value("opens_at"),
        value("closes_at"),
        value("anonymity", "confidential"),
        value("threshold", THRESHOLD),
        rule.get("type", ""),
        rule.get("each", EACH),
        value("opened") is True,
        value("published") is True,
    )


def assignments(round: Round, roster: Roster, day: str, secret: bytes) -> dict[bytes, tuple[bytes, ...]]:
    """Whom each reviewer is to review, by the roster of that day.

    Everybody reads the round and the roster: `secret` (`Library.secret_for` the round) alone keeps the draw.
    """
    groups: dict[bytes, bytes] = {}
    for person in roster.people_of(round.institution):
        group = _group(person.id, round, roster, day)
        if group is not None:
            groups[person.id] = group
    return assign(groups, across=round.rule == "cross_unit", each=round.each, seed=secret)


def _group(person: bytes, round: Round, roster: Roster, day: str) -> bytes | None:
    """The unit or branch by which the rule knows a person; None for who takes no part."""
    branches = roster.branches_of(person, day)
    if round.branch is not None and round.branch not in branches:
        return None
    if round.rule == "branch":
        return round.branch or next(iter(branches), None)
    return roster.unit_of(person, day)


def organises(person: bytes, institution: Any, branch: Any, roster: Roster) -> bool:
    """Supervisors and administrators run the rounds of their institution, secretaries those of their branch."""
    if not isinstance(institution, bytes):
        return False
    if roster.holds_role(person, institution, "supervisor", "admin"):
        return True
    return (
        isinstance(branch, bytes)
        and roster.holds_role(person, branch, "secretary")
        and roster.institution_of_place(branch) == institution
    )


def may_create(act: Act, library: Library) -> bool:
    return organises(act.author, act.writes.get("institution"), act.writes.get("branch"), library.roster)


def outdated(act: Act, library: Library) -> Refusal | None:
    name = act.writes.get("form")
    if not isinstance(name, str) or readable_form(name, act.author, library) is not None:
        return None
    return Refusal("outdated", "unknown_form", "form", {"form": name})


def forbidden(act: Act, document: Document, library: Library) -> Refusal | None:
    if organises(act.author, document.value("institution"), document.value("branch"), library.roster):
        return None
    return Refusal("forbidden", "organisers_only")


def closed(act: Act, document: Document | None, library: Library) -> Refusal | None:
    if document is None:
        return None
    if document.value("published") is True:
        return None if set(act.writes) <= {"opened", "published"} else Refusal("closed", "round_published")
    if document.value("opened") is True:
        path = next((path for path in act.writes if path not in REOPENABLE), None)
        return None if path is None else Refusal("closed", "round_opened", path)
    return None


def invalid(act: Act, document: Document | None, library: Library) -> Refusal | None:
    if (document is None or "title" in act.writes) and not after(act, document, "title"):
        return Refusal("invalid", "title_missing", "title")
    shape = document or Document(act.doc, act.kind, act.author)
    round = read_round(shape, act)
    refusal = _places_wrong(round, act, library.roster) or _times_wrong(round, act, document)
    if refusal is None and "opened" in act.writes and not (document and document.value("opened")):
        refusal = _opening_wrong(round, act, shape, library)
    if refusal is None and "published" in act.writes:
        refusal = _publishing_wrong(round, act)
    return refusal


def _places_wrong(round: Round, act: Act, roster: Roster) -> Refusal | None:
    if round.branch is not None and roster.institution_of_place(round.branch) != round.institution:
        return Refusal("invalid", "unknown_branch", "branch")
    return None


def _times_wrong(round: Round, act: Act, document: Document | None) -> Refusal | None:
    if round.opens_at is not None and round.closes_at is not None and round.closes_at <= round.opens_at:
        return Refusal("invalid", "closes_before_it_opens", "closes_at")
    if document is None or document.value("opened") is not True or "closes_at" not in act.writes:
        return None
    before = document.value("closes_at")
    if round.closes_at is None or round.closes_at < before:
        return Refusal("invalid", "closes_earlier", "closes_at")
    return None


def _opening_wrong(round: Round, act: Act, shape: Document, library: Library) -> Refusal | None:
    for path in ("form", "opens_at", "closes_at", "rule"):
        if after(act, shape, path) is None:
            return Refusal("invalid", "round_incomplete", path)
    if round.closes_at is not None and round.closes_at <= act.received_ms:
        return Refusal("invalid", "round_over", "closes_at")
    if round.anonymity == "confidential" and round.each < round.threshold:
        return Refusal("invalid", "each_below_threshold", "rule", {"each": round.each, "threshold": round.threshold})
    drawn = assignments(round, library.roster, library.today, library.secret_for(round.id))
    if not any(drawn.values()):
        return Refusal("invalid", "nobody_to_review", "rule")
    return None


def _publishing_wrong(round: Round, act: Act) -> Refusal | None:
    if not round.opened:
        return Refusal("invalid", "round_not_open", "published")
    if round.closes_at is not None and act.received_ms < round.closes_at:
        return Refusal("invalid", "round_running", "published", {"day": local_day(round.closes_at)})
    return None

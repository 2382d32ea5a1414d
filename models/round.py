"""互评轮次: one round of evaluation as its document stands, and the draw of a round that says no more than its rule.

Promises: pure; what a round doesn't say has the value that rounds had before they could say it. Times are moments in
milliseconds; a round takes reviews stamped in opens_at..closes_at.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any, cast

from msgspec import Struct, field

from models.assignment import assign
from models.calendar import local_day
from models.document import Act, Document, Refusal, after
from models.roster import Roster
from models.value_type import as_decimal

THRESHOLD = 5
"""Fewer reviews than this show no result, where the round says nothing."""
EACH = 5
MINUTE_MS = 60_000


class Band(Struct, frozen=True):
    """等次: a grade and the least percentage that it takes."""

    grade: str
    least: Decimal


class Part(Struct, frozen=True):
    """组成部分: one source of a combined result, with its weight in percent."""

    id: str
    source: str
    weight: Decimal
    of: bytes | None
    """The round or survey whose result it is."""
    period: str
    """The time that it speaks of, where it has no round."""


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
    kind: str = "peer"
    evaluators: Any = None
    """A selector; None for everybody whom the rule knows."""
    subjects: Any = None
    load: int | None = None
    """The most subjects that one reviewer is given."""
    sample: dict[str, Any] = field(default_factory=dict[str, Any])
    """{"count"} or {"percent"} of the subjects; empty for all."""
    quorum: str = ""
    decider: str = ""
    bands: tuple[Band, ...] = ()
    parts: tuple[Part, ...] = ()

    @property
    def plain(self) -> bool:
        """A round that says no more than its rule."""
        says_who = self.evaluators is not None or self.subjects is not None
        says_more = self.load is not None or self.sample or self.rule == "all"
        return self.kind == "peer" and not says_who and not says_more

    def sample_of(self, subjects: int) -> int:
        """How many of so many subjects are to be reviewed: a share is rounded up."""
        count = self.sample.get("count")
        share = as_decimal(self.sample.get("percent"))
        if share is not None:
            count = -(-subjects * Fraction(share) // 100)
        return subjects if count is None else min(subjects, int(count))

    def has_quorum(self, taking_part: int, due: int) -> bool:
        """ "1/2": at least half of those due took part; ">1/2": more than half; nothing: always."""
        if not self.quorum:
            return True
        share = Fraction(self.quorum.lstrip(">"))
        return taking_part > share * due if self.quorum.startswith(">") else taking_part >= share * due


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
        value("kind", "peer"),
        value("evaluators"),
        value("subjects"),
        rule.get("load"),
        rule.get("sample") or {},
        value("quorum", ""),
        value("decider", ""),
        _bands(_maps(document, act, "bands/")),
        _parts(_maps(document, act, "parts/")),
    )


def _maps(document: Document, act: Act | None, prefix: str) -> dict[str, dict[str, Any]]:
    paths = {path for path in (*document.registers, *(act.writes if act else ())) if path.startswith(prefix)}
    found = {path[len(prefix) :]: document.value(path) if act is None else after(act, document, path) for path in paths}
    return {name: cast("dict[str, Any]", value) for name, value in sorted(found.items()) if isinstance(value, dict)}


def _bands(given: dict[str, dict[str, Any]]) -> tuple[Band, ...]:
    """The best first."""
    bands = (Band(each["grade"], as_decimal(each["from"]) or Decimal(0)) for each in given.values())
    return tuple(sorted(bands, key=lambda band: band.least, reverse=True))


def _parts(given: dict[str, dict[str, Any]]) -> tuple[Part, ...]:
    return tuple(
        Part(id, each["source"], as_decimal(each["weight"]) or Decimal(0), each.get("of"), each.get("period") or "")
        for id, each in given.items()
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


def published_early(act: Act, *, opened: bool, closes_at: int | None, grace_ms: int = 0) -> Refusal | None:
    """Why results may not be published yet: of a round and of a survey alike, nothing before it has run, and of an
    anonymous round nothing while its sheets may be on their way."""
    if not opened:
        return Refusal("invalid", "round_not_open", "published")
    if closes_at is not None and act.received_ms < closes_at:
        return Refusal("invalid", "round_running", "published", {"day": local_day(closes_at)})
    if closes_at is not None and act.received_ms < closes_at + grace_ms:
        minutes = -(-(closes_at + grace_ms - act.received_ms) // MINUTE_MS)
        return Refusal("invalid", "sheets_on_their_way", "published", {"minutes": minutes})
    return None

"""表决方案: a poll as its document stands, and the paths that name people.

Promises: pure; what a poll doesn't say has the value that its kind of question has by itself.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, cast

from msgspec import Struct

from models.document import Act, Document, Library, after, is_id, natural_id, uuid_text
from models.value_type import as_decimal, is_whole

NOBODY = "-"
"""The line of a question that is about nobody."""
GRADES = ("优秀", "合格", "基本合格", "不合格")
STANCES = ("同意", "不同意", "弃权")
ABSTAIN = 3
"""The number of the option that means abstention in an approval."""
ANONYMOUS_LEAST, CONFIDENTIAL_LEAST = 5, 3
"""Fewer ballots than these tell nothing, where the poll doesn't say how many."""
_NAMED = ("subjects", "options", "chair", "tellers", "due", "on_paper")
OWN_OPTIONS = {"appraisal": GRADES, "approval": STANCES}


class Poll(Struct, frozen=True):
    """表决: a poll as its document stands; people by the text of their ids."""

    id: bytes
    institution: bytes
    branch: bytes | None
    programme: bytes | None
    title: str
    type: str
    mode: str
    voters: Any
    subjects: frozenset[str]
    options: dict[int, str]
    """By their numbers, in order."""
    most: int
    range: tuple[Decimal, Decimal, Decimal] | None
    rules: dict[str, Any]
    probationary: bool
    """Members on probation take part and aren't graded."""
    threshold: int
    chair: frozenset[str]
    tellers: frozenset[str]
    opens_at: int | None
    closes_at: int | None
    removed: bool
    opened: bool
    closed: bytes | None
    """The stamp under which it was closed, the last time that somebody said so."""
    ended: int | None
    """The moment of the first closing that came in: what says so again moves it no more."""
    voided: str
    revealed: bool
    due: frozenset[str]
    on_paper: frozenset[str]
    """Who was handed a paper and casts no ballot on the phone."""
    judged: dict[str, str]

    @property
    def lines(self) -> tuple[str, ...]:
        """What a ballot answers: each subject who is graded, or the one question."""
        graded = tuple(sorted(person for person, how in self.judged.items() if how == "graded"))
        return graded if self.judged else (NOBODY,)

    def takes(self, stamp: bytes, made_ms: int) -> bool:
        """Whether something written under this stamp, and not before that moment, was written before the closing."""
        if self.closes_at is not None and made_ms > self.closes_at:
            return False
        if self.closed is None or (self.ended is not None and made_ms < self.ended):
            return True
        return stamp < self.closed and self.ended in (None, made_ms)


def read_poll(document: Document, act: Act | None = None) -> Poll:
    """The poll of a document, worked out once for each state of its registers; or as it would stand after an act."""

    def value(path: str, default: Any = None) -> Any:
        found = document.value(path) if act is None else after(act, document, path)
        return default if found is None else found

    if act is not None:
        return _read(document, act, value)
    stamps = [register.stamp for register in document.registers.values()]
    if document.memo is None or document.memo[0] != stamps:
        document.memo = (stamps, _read(document, act, value))
    return document.memo[1]


def _read(document: Document, act: Act | None, value: Any) -> Poll:
    type = value("type", "")
    named = {name: _under(document, act, f"{name}/") for name in _NAMED}
    given = {int(each): label for each, label in named["options"].items() if each.isascii() and each.isdecimal()}
    options = given or dict(enumerate(OWN_OPTIONS.get(type, ()), 1))
    most = value("most", 1)
    mode = value("mode", "")
    closed = document.registers.get("closed")
    return Poll(
        document.id,
        value("institution", b""),
        value("branch"),
        value("programme"),
        value("title", ""),
        type,
        mode,
        value("voters"),
        frozenset(named["subjects"]),
        dict(sorted(options.items())),
        most if is_whole(most) else 0,
        _range(value("range")),
        value("rules", {}),
        value("probationary", True) is True,
        value("threshold", ANONYMOUS_LEAST if mode == "anonymous" else CONFIDENTIAL_LEAST),
        frozenset(named["chair"]),
        frozenset(named["tellers"]),
        value("opens_at"),
        value("closes_at"),
        value("removed") is True,
        value("opened") is True,
        _stamp_of(closed, act),
        value("ended"),
        str(value("voided", "")).strip(),
        value("revealed") is True,
        frozenset(named["due"]),
        frozenset(named["on_paper"]),
        cast("dict[str, str]", _under(document, act, "judged/")),
    )


def _stamp_of(closed: Any, act: Act | None) -> bytes | None:
    if closed is not None and closed.value is True:
        return cast("bytes", closed.stamp)
    return act.stamp if act is not None and act.writes.get("closed") is True else None


def _under(document: Document, act: Act | None, prefix: str) -> dict[str, Any]:
    paths = {path for path in (*document.registers, *(act.writes if act else ())) if path.startswith(prefix)}
    found = {path[len(prefix) :]: document.value(path) if act is None else after(act, document, path) for path in paths}
    return {name: value for name, value in sorted(found.items()) if value is not None and value is not False}


def _range(value: Any) -> tuple[Decimal, Decimal, Decimal] | None:
    if not isinstance(value, dict):
        return None
    given = cast("dict[str, Any]", value)
    low, high, step = (as_decimal(given[each]) for each in ("min", "max", "step"))
    return None if low is None or high is None or step is None else (low, high, step)


def ballot_id(poll: bytes, voter: bytes) -> bytes:
    return natural_id(f"poll_ballot/{uuid_text(poll)}/{uuid_text(voter)}")


def turnout_id(poll: bytes) -> bytes:
    return natural_id(f"poll_turnout/{uuid_text(poll)}")


def result_id(poll: bytes) -> bytes:
    return natural_id(f"poll_result/{uuid_text(poll)}")


def poll_of(id: Any, library: Library) -> Poll | None:
    """The poll that a ballot or a batch names."""
    found = library.document(id) if is_id(id) else None
    return read_poll(found) if found is not None and found.kind == "poll" else None

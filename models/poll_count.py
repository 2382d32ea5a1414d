"""计票: what ballots come to, on the phone, on paper and by hand in one count.

    verdict(ballot, question)          → does a ballot count, and if not, why (the phone asks before casting)
    tally(question, phone, batches)    → the marks on every line, by channel

Promises: pure and exact; the order in which ballots come changes nothing; TypeScript (`pwa/src/model/poll-count.ts`)
gives the same, held by tests/vectors/poll_count.json. A blank is an abstention and valid; a wrong mark spoils its
line, and the ballot where nothing else is marked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any, cast

from msgspec import Struct, field

from models.poll_plan import ABSTAIN, Poll
from models.value_type import as_decimal, is_whole

Ballot = Mapping[str, Any]
"""Answers by line: a subject's id as text, or "-"."""

VALID, BLANK, SPOILT = "valid", "blank", "spoilt"
TRIMMED_ABOVE = 5
"""Of more scores than these the highest and the lowest are left out, where the rules say so."""


class Question(Struct, frozen=True):
    """票面: what is counted by: the lines of a ballot, its options and the rules."""

    type: str
    mode: str
    lines: tuple[str, ...]
    options: dict[int, str]
    most: int = 1
    range: tuple[Fraction, Fraction, Fraction] | None = None
    rules: dict[str, Any] = field(default_factory=dict[str, Any])
    due: int = 0
    threshold: int = 0


class Batch(Struct, frozen=True):
    """纸质票, 举手: what tellers entered: one paper each, or how many for each option."""

    channel: str
    returned: int
    issued: int | None = None
    papers: Sequence[Ballot] = ()
    tallied: Mapping[str, Mapping[str, int]] = field(default_factory=dict[str, Mapping[str, int]])


class Line(Struct):
    """一行: the count of one line."""

    counts: Counter[int] = field(default_factory=Counter[int])
    channels: dict[str, Counter[int]] = field(default_factory=dict[str, Counter[int]])
    scores: list[Fraction] = field(default_factory=list[Fraction])
    valid: int = 0
    spoilt: int = 0
    abstained: int = 0


class Channel(Struct):
    """渠道: what came by one way."""

    returned: int = 0
    spoilt: int = 0
    abstained: int = 0
    issued: int | None = None


class Tally(Struct):
    """计票结果: all of it, before anything is proposed."""

    lines: dict[str, Line]
    channels: dict[str, Channel] = field(default_factory=dict[str, Channel])

    @property
    def returned(self) -> int:
        return sum(each.returned for each in self.channels.values())


def question_of(poll: Poll) -> Question:
    steps = (
        None if poll.range is None else cast("tuple[Fraction, Fraction, Fraction]", tuple(map(Fraction, poll.range)))
    )
    return Question(
        poll.type,
        poll.mode,
        poll.lines,
        poll.options,
        poll.most,
        steps,
        poll.rules,
        len(poll.due),
        poll.threshold + _leaves_own_lines(poll),
    )


def _leaves_own_lines(poll: Poll) -> bool:
    """Whether a line of a poll that isn't open has one ballot fewer than there are: who is judged leaves his own. Of
    three who judge each other two mark each line, and either would know what the other said."""
    return poll.mode != "open" and poll.rules.get("own") is not True and not poll.due.isdisjoint(poll.lines)


# -- one ballot ---------------------------------------------------------------------------------------------------


def marks(answer: Any, question: Question) -> list[int] | Fraction | str | None:
    """What one line says: options, or a score; None where it is blank, a word where it is spoilt and why."""
    if answer is None or answer == []:
        return None
    if question.type == "score":
        return _score(answer, question)
    said = cast("list[Any]", answer) if isinstance(answer, list) else [answer]
    if not all(is_whole(each) and each in question.options for each in said):
        return "unknown_option"
    given: list[int] = sorted(set(said))
    if len(given) > (question.most if question.type == "choice" else 1):
        return "too_many"
    return None if question.type == "approval" and given == [ABSTAIN] else given


def _score(answer: Any, question: Question) -> Fraction | str:
    exact = as_decimal(answer)
    if exact is None or question.range is None:
        return "out_of_range"
    low, high, step = question.range
    score = Fraction(exact)
    return score if low <= score <= high and (score - low) % step == 0 else "out_of_range"


def verdict(ballot: Ballot, question: Question) -> tuple[str, str | None]:
    """(valid, blank or spoilt, why it is spoilt)."""
    read = [marks(ballot.get(line), question) for line in question.lines]
    marked = [each for each in read if not isinstance(each, str) and each is not None]
    wrong = next((each for each in read if isinstance(each, str)), None)
    if not marked:
        return (SPOILT, wrong) if wrong is not None else (BLANK, None)
    alike = len(marked) > 1 and wrong is None and all(each == marked[0] for each in marked)
    return (SPOILT, "all_equal") if alike and question.rules.get("all_equal_void") is True else (VALID, None)


# -- all of them ----------------------------------------------------------------------------------------------------


def tally(question: Question, phone: Iterable[Ballot], batches: Iterable[Batch]) -> Tally:
    found = Tally({line: Line() for line in question.lines}, {"phone": Channel()})
    for ballot in phone:
        _add(ballot, "phone", question, found)
    for batch in batches:
        channel = found.channels.setdefault(batch.channel, Channel())
        if batch.issued is not None:
            channel.issued = (channel.issued or 0) + batch.issued
        if batch.papers or not batch.tallied:
            for paper in batch.papers:
                _add(paper, batch.channel, question, found)
            _add_blank(max(0, batch.returned - len(batch.papers)), batch.channel, question, found)
        else:
            _add_tallied(batch, question, found)
    return found


def _add(ballot: Ballot, name: str, question: Question, found: Tally) -> None:
    state, _ = verdict(ballot, question)
    channel = found.channels[name]
    channel.returned += 1
    if state == SPOILT:
        channel.spoilt += 1
        return
    channel.abstained += state == BLANK
    for line, count in found.lines.items():
        read = marks(ballot.get(line), question)
        if isinstance(read, str):
            count.spoilt += 1
            continue
        count.valid += 1
        if read is None:
            count.abstained += 1
            if question.type == "approval":
                count.channels.setdefault(name, Counter()).update([ABSTAIN])
        elif isinstance(read, Fraction):
            count.scores.append(read)
        else:
            count.counts.update(read)
            count.channels.setdefault(name, Counter()).update(read)


def _add_blank(number: int, name: str, question: Question, found: Tally) -> None:
    """So many ballots on which nothing is marked, at once: a slip of a teller's may make them a hundred thousand."""
    channel = found.channels[name]
    channel.returned += number
    channel.abstained += number
    for count in found.lines.values():
        count.valid += number
        count.abstained += number
        if question.type == "approval" and number:
            count.channels.setdefault(name, Counter())[ABSTAIN] += number


def _add_tallied(batch: Batch, question: Question, found: Tally) -> None:
    """Counts instead of ballots: as many are wholly blank or spoilt as are so on every line."""
    channel = found.channels[batch.channel]
    given = [batch.tallied.get(line, {}) for line in question.lines]
    spoilt = min(each.get("spoilt", 0) for each in given)
    channel.returned += batch.returned
    channel.spoilt += spoilt
    channel.abstained += min(_blank(each, batch, question) for each in given)
    for line, each in zip(question.lines, given, strict=True):
        count = found.lines[line]
        wrong = each.get("spoilt", 0)
        options = {int(name): number for name, number in each.items() if name.isdecimal() and number}
        if question.type == "approval":
            options.pop(ABSTAIN, None)
        count.counts.update(options)
        own = count.channels.setdefault(batch.channel, Counter())
        own.update(options)
        if question.type == "approval":
            own[ABSTAIN] += _blank(each, batch, question)
        count.spoilt += wrong - spoilt
        count.valid += batch.returned - wrong
        count.abstained += _blank(each, batch, question)


def _blank(given: Mapping[str, int], batch: Batch, question: Question) -> int:
    """Blank ones, those who said that they abstain, and what nobody marked."""
    said = given.get("blank", 0) + (given.get(str(ABSTAIN), 0) if question.type == "approval" else 0)
    if question.type == "choice":
        return said
    return said + batch.returned - sum(given.values())


def reaches(needed: str, number: int, of: int) -> bool:
    """ "1/2": at least half; ">1/2": more than half."""
    share = Fraction(needed.lstrip(">"))
    return number > share * of if needed.startswith(">") else number >= share * of


def mean(scores: Sequence[Fraction], *, trim: bool) -> Fraction | None:
    """Exact; trimmed of its highest and lowest where there are more than five."""
    kept = sorted(scores)[1:-1] if trim and len(scores) > TRIMMED_ABOVE else list(scores)
    return sum(kept, Fraction(0)) / len(kept) if kept else None

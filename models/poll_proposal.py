"""建议: what the ballots of a poll propose; the committee decides.

Promises: pure and exact. A grade is the one with the most marks, and of grades that are even the lower one; who has
the ballots for excellent and no room under the quota is told so, and proposed the grade that follows; where the ballots
can't tell who is in and who is out, it says that they are even and proposes neither.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import ceil, floor
from typing import Any

from models.poll_count import Line, Question, Tally, mean, reaches

FOR, AGAINST = 1, 2
MOST_ARE_FOR = ">1/2"
"""The majority of an approval that says none."""
_HALF = Fraction(1, 2)

Proposal = dict[str, Any]


def proposals(question: Question, found: Tally) -> dict[str, Proposal]:
    """By line."""
    if question.type == "score":
        return _ranked(question, found)
    if question.type == "appraisal":
        return _graded(question, found)
    choose = _adopted if question.type == "approval" else _chosen
    return {line: choose(count, question) for line, count in found.lines.items()}


def quota_met(question: Question, found: Tally) -> dict[str, int] | None:
    """How many may be excellent and how many have the ballots for it; None where there is no quota."""
    most = places(question)
    if most is None:
        return None
    return {"most": most, "would_be": len(found.lines if question.type == "score" else _would_be(question, found))}


def places(question: Question) -> int | None:
    """How many the quota has room for: a number, or a share of the subjects or of those due, rounded as it says."""
    quota: Mapping[str, Any] | None = question.rules.get("quota")
    if not quota or question.type not in ("appraisal", "score"):
        return None
    share = quota["share"]
    if isinstance(share, int):
        return share
    of = question.due if quota.get("of") == "due" else len(question.lines)
    part = (Fraction(int(share[:-1]), 100) if share.endswith("%") else Fraction(share)) * of
    rounding = quota.get("rounding") or "floor"
    return ceil(part) if rounding == "ceil" else floor(part + _HALF if rounding == "round" else part)


def _graded(question: Question, found: Tally) -> dict[str, Proposal]:
    top = excellent(question)
    made = {line: _grade(count, question, without=None) for line, count in found.lines.items()}
    inside, even, outside = _cut(
        {line: Fraction(found.lines[line].counts[top]) for line in _would_be(question, found)}, places(question)
    )
    for line, count in found.lines.items():
        if line in outside:
            made[line] = {**_grade(count, question, without=top), "over_quota": True}
        elif line in even:
            made[line] = {"tied": True}
        elif line not in inside and made[line].get("option") == top:
            made[line] = _grade(count, question, without=top)
    return made


def excellent(question: Question) -> int:
    """The grade that the quota is on: the first, where the rules name none."""
    return question.rules.get("excellent") or min(question.options, default=0)


def _would_be(question: Question, found: Tally) -> list[str]:
    """Whose ballots come to excellent, by the majority that the rules ask for."""
    top = excellent(question)
    return [
        line
        for line, count in found.lines.items()
        if _grade(count, question, without=None).get("option") == top and _has_majority(count, top, question)
    ]


def _grade(count: Line, question: Question, *, without: int | None) -> Proposal:
    """The option with the most marks; of those that are even the last, which is the lowest. Without one, its marks are
    for the grade that follows it: who is good enough for the better one is good enough for that."""
    marks = {option: count.counts[option] for option in question.options if option != without}
    after = next((option for option in marks if without is not None and option > without), None)
    if after is not None and without is not None:
        marks[after] += count.counts[without]
    most = max(marks.values(), default=0)
    if most == 0:
        return {}
    even = [option for option in marks if marks[option] == most]
    made: Proposal = {"option": even[-1], "grade": question.options[even[-1]]}
    return made if len(even) == 1 else {**made, "tied": even}


def _has_majority(count: Line, option: int, question: Question, usual: str | None = None) -> bool:
    needed = question.rules.get("majority") or usual
    of = question.due if question.rules.get("majority_of") == "due" else count.valid
    return needed is None or reaches(needed, count.counts[option], of)


def _adopted(count: Line, question: Question) -> Proposal:
    adopted = _has_majority(count, FOR, question, MOST_ARE_FOR)
    option = FOR if adopted else AGAINST
    return {"option": option, "grade": question.options.get(option, ""), "adopted": adopted}


def _chosen(count: Line, question: Question) -> Proposal:
    """As many options as may be marked, those with the most marks first."""
    standing = {
        str(option): Fraction(count.counts[option])
        for option in question.options
        if option and count.counts[option] and _has_majority(count, option, question)
    }
    inside, even, _ = _cut(standing, question.most)
    options = sorted(map(int, inside), key=lambda option: (-count.counts[option], option))
    made: Proposal = {"options": options, "grade": "、".join(question.options[option] for option in options)}
    return {**made, "tied": sorted(map(int, even))} if even else made


def _ranked(question: Question, found: Tally) -> dict[str, Proposal]:
    trim = question.rules.get("trim") is True
    means = {
        line: average for line, count in found.lines.items() if (average := mean(count.scores, trim=trim)) is not None
    }
    most = places(question)
    inside, even, _ = _cut(means, most)
    made: dict[str, Proposal] = {}
    for line, average in means.items():
        place: Proposal = {"rank": 1 + sum(other > average for other in means.values())}
        if sum(other == average for other in means.values()) > 1:
            place["tied"] = True
        if most is not None and line not in even:
            place["adopted"] = line in inside
        made[line] = place
    return made


def _cut(standing: Mapping[str, Fraction], most: int | None) -> tuple[set[str], set[str], set[str]]:
    """Who is inside a quota, who is even at its edge, and who is outside."""
    if most is None or len(standing) <= most:
        return set(standing), set(), set()
    ordered = sorted(standing.values(), reverse=True)
    edge = ordered[most - 1] if most else None
    if edge is None:
        return set(), set(), set(standing)
    if ordered[most] != edge:
        inside = {name for name, value in standing.items() if value >= edge}
        return inside, set(), set(standing) - inside
    inside = {name for name, value in standing.items() if value > edge}
    even = {name for name, value in standing.items() if value == edge}
    return inside, even, set(standing) - inside - even

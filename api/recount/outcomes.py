"""表决建议, worked out again: quorum, what makes a poll void, the excellent quota, and what the ballots propose.

Promises: who is inside a quota is told by how many are ahead and how many are even, nothing is sorted into places.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, NamedTuple

from api.recount.log import Values, listed

GRADES = ("优秀", "合格", "基本合格", "不合格")
STANCES = ("同意", "不同意", "弃权")
OWN = {"appraisal": GRADES, "approval": STANCES}
FOR = 1
IN, EVEN, OUT = "in", "even", "out"
TRIMMED_FROM = 6
"""So many scores lose their highest and lowest, where the rules say so."""


class Marks(NamedTuple):
    """得票: of one line: how often each option was marked, the scores, and how many ballots are valid there."""

    options: dict[int, int]
    scores: list[Fraction]
    valid: int


def options_of(poll: Values) -> dict[int, str]:
    """By their numbers; the poll's own, else those of its kind of question."""
    own = {int(each): poll[f"options/{each}"] for each in listed(poll, "options/") if each.isdecimal()}
    return dict(sorted(own.items())) or dict(enumerate(OWN.get(poll["type"], ()), 1))


def rules_of(poll: Values) -> Values:
    return poll.get("rules") or {}


def reached(needed: str, number: int, of: int) -> bool:
    """`2/3`: that many or more; `>1/2`: more."""
    over, under = needed.removeprefix(">").split("/")
    spare = number * int(under) - int(over) * of
    return spare > 0 if needed.startswith(">") else spare >= 0


def void(poll: Values, due: int, returned: dict[str, int], issued: dict[str, int]) -> str | None:
    """Why nothing may be made of a poll."""
    came, needed = sum(returned.values()), rules_of(poll).get("quorum")
    if any(returned.get(way, 0) > number for way, number in issued.items()):
        return "returned_above_issued"
    if came > due:
        return "returned_above_due"
    return "no_quorum" if needed and not reached(needed, came, due) else None


def mean(scores: list[Fraction], poll: Values) -> Fraction | None:
    if rules_of(poll).get("trim") is True and len(scores) >= TRIMMED_FROM:
        return (sum(scores, Fraction(0)) - max(scores) - min(scores)) / (len(scores) - 2)
    return sum(scores, Fraction(0)) / len(scores) if scores else None


def hundredths(value: Fraction) -> str:
    """Two decimals, half away from zero."""
    units = int((abs(value) * 200 + 1) / 2)
    return f"{'-' if value < 0 and units else ''}{units // 100}.{units % 100:02}"


def room(poll: Values, lines: int, due: int) -> int | None:
    """How many the quota lets in; None where there is none."""
    quota = rules_of(poll).get("quota")
    if not quota or poll["type"] not in ("appraisal", "score"):
        return None
    share = quota["share"]
    if isinstance(share, int):
        return share
    over, under = (share[:-1], "100") if share.endswith("%") else share.split("/")
    up, down = int(over) * (due if quota.get("of") == "due" else lines), int(under)
    whole, rest = divmod(up, down)
    rounding = quota.get("rounding") or "floor"
    return whole + (rest > 0 if rounding == "ceil" else 2 * rest >= down if rounding == "round" else 0)


def outcome(poll: Values, marks: dict[str, Marks], due: int) -> Values:
    """`quota` and `proposals/<line>`."""
    most, kind = room(poll, len(marks), due), poll["type"]
    if kind == "score":
        made, would = _places(poll, marks, most), len(marks)
    elif kind == "appraisal":
        made, would = _grades(poll, marks, most, due)
    else:
        decide = _motion if kind == "approval" else _elected
        made, would = {line: decide(poll, each, due) for line, each in marks.items()}, 0
    found: Values = {f"proposals/{line}": each for line, each in made.items()}
    return found if most is None else found | {"quota": {"most": most, "would_be": would}}


def _stands(standing: dict[Any, Any], most: int | None) -> dict[Any, str]:
    """Who is in, who is even at the edge and who is out, by how many are ahead."""
    found: dict[Any, str] = {}
    for name, own in standing.items():
        ahead = sum(each > own for each in standing.values())
        level = sum(each == own for each in standing.values())
        found[name] = IN if most is None or ahead + level <= most else OUT if ahead >= most else EVEN
    return found


def _carried(poll: Values, marks: Marks, option: int, due: int, usual: str | None = None) -> bool:
    needed = rules_of(poll).get("majority") or usual
    of = due if rules_of(poll).get("majority_of") == "due" else marks.valid
    return needed is None or reached(needed, marks.options.get(option, 0), of)


def _grade(options: dict[int, str], marks: Marks) -> Values:
    """The most marks; of those that are even the lower grade."""
    most = max((marks.options.get(each, 0) for each in options), default=0)
    even = [each for each in options if marks.options.get(each, 0) == most]
    if not most or not even:
        return {}
    return {"option": even[-1], "grade": options[even[-1]]} | ({"tied": even} if len(even) > 1 else {})


def _next(options: dict[int, str], top: int, marks: Marks) -> Values:
    """The grade of who doesn't get the excellent one: whoever marked that one is for the one that follows it."""
    rest = {each: label for each, label in options.items() if each != top}
    below = min((each for each in rest if each > top), default=None)
    more = {} if below is None else {below: marks.options.get(below, 0) + marks.options.get(top, 0)}
    return _grade(rest, marks._replace(options=marks.options | more))


def _grades(poll: Values, marks: dict[str, Marks], most: int | None, due: int) -> tuple[dict[str, Values], int]:
    options = options_of(poll)
    top = rules_of(poll).get("excellent") or min(options, default=0)
    made = {line: _grade(options, each) for line, each in marks.items()}
    best = [line for line, each in made.items() if each.get("option") == top]
    would = {line: marks[line].options.get(top, 0) for line in best if _carried(poll, marks[line], top, due)}
    stands = _stands(would, most)
    for line in best:
        stand = stands.get(line)
        if stand == EVEN:
            made[line] = {"tied": True}
        elif stand != IN:
            made[line] = _next(options, top, marks[line]) | ({"over_quota": True} if stand == OUT else {})
    return made, len(would)


def _motion(poll: Values, marks: Marks, due: int) -> Values:
    adopted = _carried(poll, marks, FOR, due, ">1/2")
    option = FOR if adopted else FOR + 1
    return {"option": option, "grade": options_of(poll).get(option, ""), "adopted": adopted}


def _elected(poll: Values, marks: Marks, due: int) -> Values:
    options = options_of(poll)
    named = {each: marks.options.get(each, 0) for each in options}
    stands = _stands({each: n for each, n in named.items() if n and _carried(poll, marks, each, due)}, _most(poll))
    inside = sorted((each for each, stand in stands.items() if stand == IN), key=lambda each: (-named[each], each))
    even = sorted(each for each, stand in stands.items() if stand == EVEN)
    made: Values = {"options": inside, "grade": "、".join(options[each] for each in inside)}
    return made | ({"tied": even} if even else {})


def _most(poll: Values) -> int:
    return poll.get("most", 1)


def _places(poll: Values, marks: dict[str, Marks], most: int | None) -> dict[str, Values]:
    means = {line: each for line, one in marks.items() if (each := mean(one.scores, poll)) is not None}
    made: dict[str, Values] = {}
    for line, stand in _stands(means, most).items():
        made[line] = {"rank": 1 + sum(each > means[line] for each in means.values())}
        if list(means.values()).count(means[line]) > 1:
            made[line]["tied"] = True
        if most is not None and stand != EVEN:
            made[line]["adopted"] = stand == IN
    return made

"""表决进度与结果, counted again: from the ballots of members, the anonymous ones, papers and hands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from math import isfinite
from typing import Any, NamedTuple

from api.recount import ballots
from api.recount.log import Between, Box, Exactly, Expected, Log, Values, listed
from api.recount.outcomes import Marks, hundredths, mean, options_of, outcome, reached, rules_of, void

READS = ("poll", "poll_ballot", "poll_paper", "poll_hands", "ballot_context")
LEAST = {"anonymous": 5}
"""Fewer ballots than these tell nothing where the poll says no number; of other modes three."""
_DIGITS = re.compile(r"(?=.{1,17}\Z)-?[0-9]+(\.[0-9]+)?")
ABSTAINS = 3
"""The option of an approval that is an abstention."""


class Sheet(NamedTuple):
    """票: what one ballot says by line, and the way it came."""

    way: str
    answers: Values


class Heap(NamedTuple):
    """堆: papers or hands of which only the numbers were entered, by line and option."""

    way: str
    size: int
    numbers: dict[str, dict[str, int]]


def _opened(log: Log) -> Iterator[tuple[bytes, Values]]:
    return ((id, poll) for id, poll in log.of("poll").items() if poll.get("opened") is True and listed(poll, "due/"))


def turnouts(log: Log) -> Iterator[Expected]:
    named, contexts = log.grouped("poll_ballot", "poll"), _contexts(log)
    for id, poll in _opened(log):
        due = len(listed(poll, "due/"))
        cast = [each for each in named.get(id, []) if each.get("cast") is True]
        counts: Values = {"due": due, "paper": _entered(log, "poll_paper", id, "returned")}
        counts["hands"] = _entered(log, "poll_hands", id, "present")
        told = most = len(cast)
        if poll.get("mode") == "anonymous":
            told = most = sum(_told(log, one) for one in contexts.get(id, []) if one in log.boxes)
        else:
            counts["phone"] = told
        low = told + counts["paper"] + counts["hands"]
        high = most + sum(_entered(log, *each, peak=True) for each in _entries(id))
        counts["cast"] = Between(min(low, due), min(high, due))
        yield Expected("poll_turnout", {"poll": id}, counts)


def _told(log: Log, context: bytes) -> int:
    """How many of a context are told: until it has closed, the last full step."""
    keys = len(log.boxes[context].keys)
    has_closed = log.of("ballot_context")[context].get("closed") is not None
    return keys if has_closed else keys - keys % ballots.STEP


def _entries(id: bytes) -> tuple[tuple[str, bytes, str], ...]:
    return (("poll_paper", id, "returned"), ("poll_hands", id, "present"))


def _entered(log: Log, kind: str, id: bytes, path: str, *, peak: bool = False) -> int:
    own = [(doc, each) for doc, each in log.of(kind).items() if each.get("poll") == id]
    return sum(log.peaks.get((doc, path), 0) if peak else each.get(path, 0) for doc, each in own)


def _contexts(log: Log) -> dict[bytes, list[bytes]]:
    found: dict[bytes, list[bytes]] = {}
    for context, values in log.of("ballot_context").items():
        found.setdefault(values.get("source", b""), []).append(context)
    return found


def results(log: Log) -> Iterator[Expected]:
    contexts = _contexts(log)
    for id, poll in log.of("poll").items():
        if poll.get("revealed") is not True:
            continue
        own = [log.boxes[each] for each in contexts.get(id, []) if each in log.boxes]
        issued = {"paper": _entered(log, "poll_paper", id, "issued")} if _handed_out(log, id) else {}
        counts = result(poll, len(listed(poll, "due/")), *_gathered(log, id, own), issued)
        if poll.get("mode") == "anonymous":
            counts["root"] = ballots.root([leaf for box in own for leaf in box.leaves])
        exact = {path: Exactly(count) for path, count in counts.items()}
        yield Expected("poll_result", {"poll": id}, exact, listed=("counts/", "channels/", "proposals/"))


def _handed_out(log: Log, id: bytes) -> bool:
    return any(each.get("poll") == id for each in log.of("poll_paper").values())


def _gathered(log: Log, id: bytes, own: list[Box]) -> tuple[list[Sheet], list[Heap]]:
    sheets: list[Sheet] = []
    heaps: list[Heap] = []
    for each in log.of("poll_ballot").values():
        if each.get("poll") == id and each.get("cast") is True:
            sheets.append(Sheet("phone", {name: each[f"answers/{name}"] for name in listed(each, "answers/")}))
    sheets += [Sheet("phone", one) for box in own for one in box.answers]
    for kind, way, size in (("poll_paper", "paper", "returned"), ("poll_hands", "hands", "present")):
        for each in log.of(kind).values():
            if each.get("poll") != id:
                continue
            papers = [each[f"papers/{name}"] for name in listed(each, "papers/")]
            numbers = {name: each[f"tallied/{name}"] for name in listed(each, "tallied/")}
            if numbers and not papers:
                heaps.append(Heap(way, each.get(size, 0), numbers))
            else:
                sheets += [Sheet(way, one) for one in papers]
                sheets += [Sheet(way, {})] * (each.get(size, 0) - len(papers))
    return sheets, heaps


# -- what the ballots come to -------------------------------------------------------------------------------------


def _lines(poll: Values) -> list[str]:
    judged = listed(poll, "judged/")
    return [who for who in judged if poll[f"judged/{who}"] == "graded"] if judged else ["-"]


def result(poll: Values, due: int, sheets: list[Sheet], heaps: list[Heap], issued: dict[str, int]) -> Values:
    """All that a result says, None for what it mustn't."""
    returned = {"phone": 0} | dict.fromkeys(issued, 0)
    for way, size in [(sheet.way, 1) for sheet in sheets] + [(heap.way, heap.size) for heap in heaps]:
        returned[way] = returned.get(way, 0) + size
    came, needed, why = sum(returned.values()), rules_of(poll).get("quorum"), void(poll, due, returned, issued)
    said: Values = dict.fromkeys(("quorum", "void", "below", "valid", "spoilt", "abstained", "quota"))
    said |= {"issued": due, "returned": came}
    if needed:
        said["quorum"] = {"needed": needed, "due": due, "taking_part": came, "met": reached(needed, came, due)}
    if why is not None:
        return said | {"void": why} | _ways(returned, issued)
    if poll.get("mode") != "open" and came < _threshold(poll):
        return said | {"below": True}
    return said | counted(poll, due, sheets, heaps, returned=returned, issued=issued)


def _ways(returned: dict[str, int], issued: dict[str, int]) -> Values:
    """What is said of each way on which something came or was handed out."""
    found: Values = {}
    for way, number in returned.items():
        if number or way in issued:
            found[f"channels/{way}"] = {"returned": number} | ({"issued": issued[way]} if way in issued else {})
    return found


def counted(
    poll: Values,
    due: int,
    sheets: list[Sheet],
    heaps: list[Heap],
    *,
    returned: dict[str, int],
    issued: dict[str, int],
) -> Values:
    lines, found = _lines(poll), _ways(returned, issued)
    read = [(sheet.way, {line: _said(sheet.answers.get(line), poll) for line in lines}) for sheet in sheets]
    good = [(way, each) for way, each in read if not _is_spoilt(each, poll)]
    whole: Values = dict.fromkeys(("valid", "spoilt", "abstained"), 0)
    used = [number for number in returned.values() if number]
    apart = poll.get("mode") == "open" or (len(used) > 1 and min(used) >= max(_threshold(poll), 1))
    for path, said in found.items():
        way = path.removeprefix("channels/")
        own, piles = [each for one, each in good if one == way], [heap for heap in heaps if heap.way == way]
        spoilt = [one for one, _ in read].count(way) - len(own)
        spoilt += sum(min(heap.numbers.get(line, {}).get("spoilt", 0) for line in lines) for heap in piles)
        blank = len([each for each in own if all(one == () for one in each.values())])
        blank += sum(min(_unmarked(heap, line, poll) for line in lines) for heap in piles)
        told = {"valid": said["returned"] - spoilt, "spoilt": spoilt, "abstained": blank}
        whole = {name: number + told[name] for name, number in whole.items()}
        if apart:
            said.update(told)
    marks: dict[str, Marks] = {}
    for line in lines:
        found[f"counts/{line}"], marks[line] = _line(line, lines, poll, good, heaps)
        if apart and poll["type"] != "score":
            found[f"counts/{line}"]["channels"] = _by_way(line, poll, good, heaps)
    return whole | found | outcome(poll, marks, due)


def _threshold(poll: Values) -> int:
    """One more where somebody leaves the line about himself: each line is to have as many ballots beside his."""
    least = poll.get("threshold", LEAST.get(poll.get("mode", ""), 3))
    own = rules_of(poll).get("own") is True or poll.get("mode") == "open"
    return least + (not own and any(poll.get(f"due/{line}") is True for line in _lines(poll)))


def _by_way(line: str, poll: Values, good: list[Any], heaps: list[Heap]) -> Values:
    """The marks of a line by the way on which they came; no way and no option without one."""
    found: dict[str, dict[str, int]] = {}
    given = [(way, str(mark), 1) for way, each in good for mark in each[line] or ()]
    given += [
        (heap.way, option, number)
        for heap in heaps
        for option, number in heap.numbers.get(line, {}).items()
        if number and _is_mark(option, poll)
    ]
    if poll["type"] == "approval":
        given += [(way, str(ABSTAINS), 1) for way, each in good if each[line] == ()]
        given += [(heap.way, str(ABSTAINS), blank) for heap in heaps if (blank := _unmarked(heap, line, poll))]
    found |= {heap.way: {} for heap in heaps}
    for way, option, number in given:
        own = found.setdefault(way, {})
        own[option] = own.get(option, 0) + number
    return found


def _is_mark(option: str, poll: Values) -> bool:
    known = option.isdigit() and int(option) in options_of(poll)
    return known and not (poll["type"] == "approval" and option == str(ABSTAINS))


def _said(answer: Any, poll: Values) -> tuple[Any, ...] | None:
    """What a line marks: nothing (an abstention), options, or a score; None where it is wrong."""
    if answer is None or answer == []:
        return ()
    if poll["type"] == "score":
        return _score(answer, poll["range"])
    given: list[Any] = answer if isinstance(answer, list) else [answer]  # pyright: ignore[reportUnknownVariableType]
    if not all(type(each) is int for each in given):
        return None
    marks = set(given)
    room = poll.get("most", 1) if poll["type"] == "choice" else 1
    if not marks <= options_of(poll).keys() or len(marks) > room:
        return None
    return () if poll["type"] == "approval" and marks == {ABSTAINS} else tuple(sorted(marks))


def _score(answer: Any, span: Values) -> tuple[Fraction] | None:
    score = _number(answer)
    low, high, step = (Fraction(str(span[each])) for each in ("min", "max", "step"))
    return (score,) if score is not None and low <= score <= high and ((score - low) / step).denominator == 1 else None


def _number(answer: Any) -> Fraction | None:
    """A number, or a text that is one in digits."""
    if type(answer) in (int, float):
        return Fraction(repr(answer)) if isfinite(answer) else None
    return Fraction(answer) if isinstance(answer, str) and _DIGITS.fullmatch(answer) else None


def _is_spoilt(said: dict[str, tuple[Any, ...] | None], poll: Values) -> bool:
    """A wrong mark and nothing else; or the same for everybody, where that is void."""
    marked = [each for each in said.values() if each]
    if not marked:
        return None in said.values()
    rules: Values = poll.get("rules") or {}
    alike = len(set(marked)) == 1 and len(marked) > 1 and None not in said.values()
    return alike and rules.get("all_equal_void") is True


def _unmarked(heap: Heap, line: str, poll: Values) -> int:
    numbers = heap.numbers.get(line, {})
    said = numbers.get("blank", 0) + (numbers.get(str(ABSTAINS), 0) if poll["type"] == "approval" else 0)
    return said if poll["type"] == "choice" else said + heap.size - sum(numbers.values())


def _line(line: str, lines: list[str], poll: Values, good: list[Any], heaps: list[Heap]) -> tuple[Values, Marks]:
    said = [each[line] for _, each in good if each[line] is not None]
    wrong = len(good) - len(said)
    valid, blank = len(said), len([each for each in said if each == ()])
    marks = {} if poll["type"] == "score" else dict.fromkeys(options_of(poll), 0)
    scores = [each[0] for each in said if each] if poll["type"] == "score" else []
    for option in (mark for each in said for mark in each if mark in marks):
        marks[option] += 1
    for heap in heaps:
        numbers = heap.numbers.get(line, {})
        bad = numbers.get("spoilt", 0)
        wrong += bad - min(heap.numbers.get(one, {}).get("spoilt", 0) for one in lines)
        valid += heap.size - bad
        blank += _unmarked(heap, line, poll)
        for option in marks:
            marks[option] += numbers.get(str(option), 0) if _is_mark(str(option), poll) else 0
    told: Values = {"valid": valid, "spoilt": wrong, "abstained": blank}
    if poll["type"] == "score":
        average = mean(scores, poll)
        told |= {"n": len(scores)} | ({} if average is None else {"mean": hundredths(average)})
    else:
        own = {ABSTAINS: blank} if poll["type"] == "approval" else {}
        told["counts"] = {str(option): number for option, number in (marks | own).items()}
    return told, Marks(marks, scores, valid)

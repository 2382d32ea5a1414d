"""表决进度与结果, counted again: from the ballots of members, the anonymous ones, papers and hands."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, NamedTuple

from api.recount.log import Between, Expected, Log, Values, listed

READS = ("poll", "poll_ballot", "poll_paper", "poll_hands", "ballot_context")
BY_ITSELF = {"appraisal": 4, "approval": 3}
"""How many options a kind of question has that names none."""
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
    ballots, contexts = log.grouped("poll_ballot", "poll"), _contexts(log)
    for id, poll in _opened(log):
        due = len(listed(poll, "due/"))
        cast = [each for each in ballots.get(id, []) if each.get("cast") is True]
        counts: Values = {"due": due, "paper": _entered(log, "poll_paper", id, "returned")}
        counts["hands"] = _entered(log, "poll_hands", id, "present")
        told = len(cast)
        if poll.get("mode") == "anonymous":
            keys = sum(len(log.boxes[one].keys) for one in contexts.get(id, []) if one in log.boxes)
            most = sum(log.boxes[one].issued for one in contexts.get(id, []) if one in log.boxes)
            told = keys if poll.get("closed") is True else 0
        else:
            counts["phone"] = most = told
        low = told + counts["paper"] + counts["hands"]
        high = most + sum(_entered(log, *each, peak=True) for each in _entries(id))
        counts["cast"] = Between(min(low, due), min(high, due))
        yield Expected("poll_turnout", {"poll": id}, counts)


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
        sheets, heaps = _gathered(log, id, contexts.get(id, []))
        returned = len(sheets) + sum(heap.size for heap in heaps)
        counts: Values = {"issued": len(listed(poll, "due/")), "returned": returned}
        shown = log.grouped("poll_result", "poll").get(id, [{}])[0]
        if "void" not in shown and "below" not in shown:
            counts |= counted(poll, sheets, heaps)
        yield Expected("poll_result", {"poll": id}, counts)


def _gathered(log: Log, id: bytes, contexts: list[bytes]) -> tuple[list[Sheet], list[Heap]]:
    sheets: list[Sheet] = []
    heaps: list[Heap] = []
    for each in log.of("poll_ballot").values():
        if each.get("poll") == id and each.get("cast") is True:
            sheets.append(Sheet("phone", {name: each[f"answers/{name}"] for name in listed(each, "answers/")}))
    sheets += [Sheet("phone", one) for each in contexts if each in log.boxes for one in log.boxes[each].answers]
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


def counted(poll: Values, sheets: list[Sheet], heaps: list[Heap]) -> Values:
    lines = _lines(poll)
    read = [{line: _said(sheet.answers.get(line), poll) for line in lines} for sheet in sheets]
    good = [each for each in read if not _is_spoilt(each, poll)]
    spoilt = len(read) - len(good)
    blank = len([each for each in good if all(said == () for said in each.values())])
    for heap in heaps:
        spoilt += min(heap.numbers.get(line, {}).get("spoilt", 0) for line in lines)
        blank += min(_unmarked(heap, line, poll) for line in lines)
    total = len(sheets) + sum(heap.size for heap in heaps)
    counts: Values = {"valid": total - spoilt, "spoilt": spoilt, "abstained": blank}
    return counts | {f"counts/{line}": _line(line, lines, poll, good, heaps) for line in lines}


def _said(answer: Any, poll: Values) -> tuple[Any, ...] | None:
    """What a line marks: nothing (an abstention), options, or a score; None where it is wrong."""
    if answer is None or answer == []:
        return ()
    if poll["type"] == "score":
        return _score(answer, poll["range"])
    given: list[Any] = answer if isinstance(answer, list) else [answer]  # pyright: ignore[reportUnknownVariableType]
    marks = set(given)
    own = {int(each) for each in listed(poll, "options/")}
    options = own or set(range(1, BY_ITSELF.get(poll["type"], 0) + 1))
    room = poll.get("most", 1) if poll["type"] == "choice" else 1
    if not marks <= options or len(marks) > room:
        return None
    return () if poll["type"] == "approval" and marks == {ABSTAINS} else tuple(sorted(marks))


def _score(answer: Any, span: Values) -> tuple[Fraction] | None:
    score, low, high, step = (Fraction(str(each)) for each in (answer, span["min"], span["max"], span["step"]))
    return (score,) if low <= score <= high and ((score - low) / step).denominator == 1 else None


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


def _line(line: str, lines: list[str], poll: Values, good: list[Any], heaps: list[Heap]) -> Values:
    said = [each[line] for each in good if each[line] is not None]
    wrong = len(good) - len(said)
    valid, blank = len(said), len([each for each in said if each == ()])
    marks: dict[str, int] = {}
    for option in (str(mark) for each in said for mark in each):
        marks[option] = marks.get(option, 0) + 1
    for heap in heaps:
        numbers = heap.numbers.get(line, {})
        bad = numbers.get("spoilt", 0)
        wrong += bad - min(heap.numbers.get(one, {}).get("spoilt", 0) for one in lines)
        valid += heap.size - bad
        blank += _unmarked(heap, line, poll)
        for option, number in numbers.items():
            if option.isdigit() and not (poll["type"] == "approval" and option == str(ABSTAINS)):
                marks[option] = marks.get(option, 0) + number
    counts: Values = {"valid": valid, "spoilt": wrong, "abstained": blank}
    return counts | ({"n": len(said) - blank} if poll["type"] == "score" else {"counts": marks})

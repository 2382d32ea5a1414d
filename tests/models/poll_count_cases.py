"""Cases of counting polls; `tests/models/make.py` writes them to poll_count.json."""

from __future__ import annotations

from fractions import Fraction
from random import Random
from typing import Any

from models.poll_count import Ballot, Batch, Question, verdict
from models.poll_plan import GRADES, STANCES
from models.poll_result import result

GRADE = dict(enumerate(GRADES, 1))
STANCE = dict(enumerate(STANCES, 1))
NAMES = ("甲", "乙", "丙", "丁", "戊", "己")


def question(**given: Any) -> Question:
    """A question as a case spells it; ranges are decimal texts there."""
    steps = given.pop("range", None)
    span = None if steps is None else tuple(Fraction(each) for each in steps)
    options = {int(each): label for each, label in given.pop("options", {}).items()}
    return Question(**{"mode": "confidential", **given, "lines": tuple(given["lines"])}, options=options, range=span)  # pyright: ignore[reportArgumentType]


def batch(channel: str, **given: Any) -> Batch:
    return Batch(channel, **given)


Case = tuple[str, dict[str, Any], list[Ballot], list[dict[str, Any]]]

_APPRAISAL: dict[str, Any] = {"type": "appraisal", "lines": ["a", "b", "c"], "options": GRADE, "due": 10}
_APPROVAL: dict[str, Any] = {"type": "approval", "lines": ["-"], "options": STANCE, "due": 10}
_CHOICE: dict[str, Any] = {
    "type": "choice",
    "lines": ["-"],
    "options": dict(enumerate(NAMES, 1)),
    "most": 3,
    "due": 20,
}
_SCORE: dict[str, Any] = {"type": "score", "lines": ["a", "b", "c"], "range": ["0", "100", "0.5"], "due": 12}
_THIRD: dict[str, Any] = {"quota": {"share": "1/3", "rounding": "floor"}}


def _graded(*rows: tuple[int | list[int] | None, ...]) -> list[Ballot]:
    return [dict(zip("abc", row, strict=True)) for row in rows]


def _stances(*marks: Any) -> list[Ballot]:
    return [{"-": mark} for mark in marks]


def _by_hand() -> list[Case]:
    voices = _graded((1, 2, 2), (1, 1, 2), (1, 2, None), (2, 2, 3), ([1, 2], 2, 2), (9, None, 2))
    alike = _graded((1, 1, 1), (2, 2, 2), (1, 2, 2), (None, None, None), (3, 3, None))
    papers: list[Ballot] = [{"a": 1, "b": 2, "c": 2}, {"a": [1, 2], "b": [3, 4], "c": [1, 4]}, {}]
    paper = {"channel": "paper", "returned": 3, "issued": 3, "papers": papers}
    all_one = _graded(*[(1, 1, 1)] * 4, (1, 1, 2), (1, 2, 2))
    even = _graded((1, 1, 2), (1, 1, 2), (2, 2, 1), (2, 2, 1))
    crowded = _graded(*[(1, 1, 2)] * 12, (1, 4, 2))
    split = _graded((1, 1, 2), (1, 1, 3), (1, 2, 3), (1, 4, 4))
    one_off: dict[str, Any] = {"channel": "paper", "returned": 1, "issued": 1, "papers": [{}]}
    return [
        ("an appraisal with spoilt lines and blanks", _APPRAISAL, voices, []),
        ("all equal is void where configured", {**_APPRAISAL, "rules": {"all_equal_void": True}}, alike, []),
        ("all equal stands otherwise", _APPRAISAL, alike, []),
        ("paper in the same count, marked as such", _APPRAISAL, voices, [paper]),
        ("channels are told apart where they are many", {**_APPRAISAL, "threshold": 3}, voices, [paper]),
        ("more papers returned than issued", _APPRAISAL, voices, [{**paper, "issued": 2}]),
        ("more returned than are due", {**_APPRAISAL, "due": 8}, voices, [paper]),
        ("half is a quorum of a half", {**_APPRAISAL, "due": 12, "rules": {"quorum": "1/2"}}, voices, []),
        ("more than a half isn't", {**_APPRAISAL, "due": 12, "rules": {"quorum": ">1/2"}}, voices, []),
        ("four fifths of seven and a half", {**_APPRAISAL, "due": 7, "rules": {"quorum": "4/5"}}, voices, []),
        ("two thirds of nine", {**_APPRAISAL, "due": 9, "rules": {"quorum": "2/3"}}, voices, []),
        ("two thirds of ten", {**_APPRAISAL, "due": 10, "rules": {"quorum": "2/3"}}, voices, []),
        ("fewer than the threshold tell nothing", {**_APPRAISAL, "threshold": 7}, voices, []),
        ("open polls have no threshold", {**_APPRAISAL, "mode": "open", "threshold": 7}, voices, []),
        ("a third of three is one", {**_APPRAISAL, "rules": _THIRD}, all_one, []),
        ("even at the edge of the quota", {**_APPRAISAL, "rules": _THIRD}, even, []),
        *(
            (
                f"a quota of {share} {rounding}",
                {**_APPRAISAL, "rules": {"quota": {"share": share, "rounding": rounding, "of": of}}},
                all_one,
                [],
            )
            for share in ("1/3", "15%", "1/2", 2)
            for rounding in ("floor", "round", "ceil")
            for of in ("subjects", "due")
        ),
        ("excellent takes a majority", {**_APPRAISAL, "rules": {**_THIRD, "majority": "4/5"}}, all_one, []),
        ("no room: the next grade, whatever the few say", {**_APPRAISAL, "due": 13, "rules": _THIRD}, crowded, []),
        ("no room: the next grade of the most", {**_APPRAISAL, "rules": _THIRD}, split, []),
        ("no majority: the next grade", {**_APPRAISAL, "rules": {"majority": "4/5"}}, split, []),
        (
            "the excellent grade is the second",
            {**_APPRAISAL, "rules": {**_THIRD, "excellent": 2}},
            _graded((2, 2, 1), (2, 2, 1), (2, 3, 3), (1, 1, 3), (1, 2, 4)),
            [],
        ),
        ("the excellent grade is the last", {**_APPRAISAL, "rules": {"majority": "4/5", "excellent": 4}}, split, []),
        ("one paper that says nothing is nobody's to read", _APPRAISAL | {"threshold": 3}, even, [one_off]),
        (
            "excellent takes a majority of those due",
            {**_APPRAISAL, "rules": {"majority": "1/2", "majority_of": "due"}},
            all_one,
            [],
        ),
    ]


def _other_questions() -> list[Case]:
    return [
        ("a motion carried", _APPROVAL, _stances(1, 1, 1, 2, 3, None), []),
        ("a motion that is even is lost", _APPROVAL, _stances(1, 1, 2, 2), []),
        ("abstentions are valid and weigh", _APPROVAL, _stances(1, 1, 3, 3, [3]), []),
        (
            "two thirds of those due",
            {**_APPROVAL, "rules": {"majority": "2/3", "majority_of": "due"}},
            _stances(*[1] * 7, 2),
            [],
        ),
        (
            "no answer of any shape stops the count",
            _APPROVAL,
            _stances([[1]], {"a": 1}, [{}], [None], [1, 1], [1, "x"], True, 1.5, "", 1, 2),
            [],
        ),
        ("two marks spoil a motion", _APPROVAL, _stances([1, 2], 1, 7, "1"), []),
        (
            "hands in an open motion",
            {**_APPROVAL, "mode": "open"},
            _stances(1, 2),
            [{"channel": "hands", "returned": 5, "tallied": {"-": {"1": 3, "2": 1}}}],
        ),
        (
            "papers by number",
            _APPROVAL,
            _stances(1, 2),
            [{"channel": "paper", "returned": 6, "issued": 6, "tallied": {"-": {"1": 3, "2": 1, "3": 1, "spoilt": 1}}}],
        ),
        ("three of six", _CHOICE, _stances([1, 2, 3], [1, 2], [1, 4], [2, 5, 6], 1), []),
        ("too many marks", _CHOICE, _stances([1, 2, 3, 4], [1, 2, 3], [5, 5]), []),
        ("even for the last place", _CHOICE, _stances([1, 2, 3], [1, 2, 4], [1, 3, 4], [1, 2, 5]), []),
        ("chosen by a majority", {**_CHOICE, "rules": {"majority": ">1/2"}}, _stances([1, 2], [1, 3], [1, 2], [2]), []),
        (
            "scores",
            _SCORE,
            [{"a": 90, "b": 85.5, "c": "77.5"}, {"a": 91, "b": 85, "c": 101}, {"a": 92.3, "b": None, "c": 60}],
            [],
        ),
        (
            "trimmed of six",
            {**_SCORE, "rules": {"trim": True}},
            [{"a": 10 * each, "b": 50, "c": each} for each in range(6)],
            [],
        ),
        (
            "not trimmed of five",
            {**_SCORE, "rules": {"trim": True}},
            [{"a": 10 * each, "b": 50, "c": each} for each in range(5)],
            [],
        ),
        ("scores that are even", {**_SCORE, "rules": {"quota": {"share": 1}}}, [{"a": 90, "b": 90, "c": 80}], []),
        ("nobody voted", _APPRAISAL, [], []),
    ]


def _abstaining() -> list[Case]:
    return [
        (
            "who abstained, by channel",
            {**_APPROVAL, "mode": "open"},
            _stances(1, 3, None, [3]),
            [
                {"channel": "hands", "returned": 5, "tallied": {"-": {"1": 3, "3": 1}}},
                {"channel": "paper", "returned": 2, "issued": 2, "papers": [{"-": 3}, {"-": [1, 2]}]},
            ],
        ),
        (
            "abstention is no option of its own",
            {**_APPROVAL, "mode": "open", "options": {1: "同意", 2: "不同意"}},
            _stances(1, None),
            [{"channel": "hands", "returned": 3, "tallied": {"-": {"1": 1}}}],
        ),
    ]


def _answer(random: Random, type: str, options: int) -> Any:
    if random.random() < 0.15:
        return None
    if type == "score":
        return random.choice([0, 60, 77.5, "88.5", 100, 33.3, 120])
    if type == "choice":
        return random.sample(range(1, options + 2), random.randint(0, 4))
    return (
        random.choice([*range(1, options + 1), options + 1, [1, 2]]) if random.random() < 0.3 else random.randint(1, 2)
    )


def drawn(count: int, seed: int = 8) -> list[Case]:
    random = Random(seed)  # noqa: S311 - cases, not secrets
    cases: list[Case] = []
    for number in range(count):
        base = random.choice([_APPRAISAL, _APPROVAL, _CHOICE, _SCORE])
        rules = {
            "quorum": random.choice([None, "1/2", "2/3", "4/5"]),
            "majority": random.choice([None, "1/2", ">1/2", "2/3", "4/5"]),
            "majority_of": random.choice(["valid", "due"]),
            "all_equal_void": random.random() < 0.5,
            "trim": random.random() < 0.5,
            "quota": random.choice(
                [
                    None,
                    {"share": random.choice(["1/3", "15%", 1]), "rounding": random.choice(["floor", "round", "ceil"])},
                ]
            ),
        }
        asked = {
            **base,
            "rules": rules,
            "due": random.randint(8, 30),
            "mode": random.choice(["open", "confidential"]),
            "threshold": 3,
        }
        ballots: list[Ballot] = [
            {line: _answer(random, base["type"], len(base.get("options", ()))) for line in base["lines"]}
            for _ in range(random.randint(0, 24))
        ]
        split = random.randint(0, len(ballots))
        papers = ballots[split:]
        entered = [
            {
                "channel": "paper",
                "returned": len(papers),
                "issued": len(papers) + random.randint(-1, 3),
                "papers": papers,
            }
        ]
        cases.append((f"random {number}", asked, ballots[:split], entered if papers else []))
    return cases


def vectors_of(cases: list[Case]) -> list[dict[str, Any]]:
    return [
        {
            "what": what,
            "question": _spelt(asked),
            "phone": phone,
            "batches": batches,
            "is": result(question(**asked), phone, [batch(**each) for each in batches]),
        }
        for what, asked, phone, batches in cases
    ]


def poll_count_vectors() -> dict[str, Any]:
    cases = [*_by_hand(), *_other_questions(), *_abstaining(), *drawn(40)]
    return {
        "results": vectors_of(cases),
        "verdicts": [
            {"question": _spelt(asked), "ballot": ballot, "is": list(verdict(ballot, question(**asked)))}
            for _, asked, phone, _ in [*_by_hand(), *_other_questions(), *_abstaining()]
            for ballot in phone
        ],
    }


def _spelt(asked: dict[str, Any]) -> dict[str, Any]:
    given: dict[str, Any] = {"mode": "confidential", "most": 1, "rules": {}, "threshold": 0, "options": {}, **asked}
    return {**given, "options": {str(each): label for each, label in given["options"].items()}}

"""Cases of meetings; `tests/models/make.py` writes them to meeting.json."""

from __future__ import annotations

from typing import Any

from models.meeting_standing import agenda, decisions, meeting_state, needed
from tests.models.deed_cases import A, Fact, by, registers, stamp, who
from tests.vectors.tagged import tag


def _item(order: float, title: str = "议题") -> dict[str, Any]:
    return {"kind": "other", "title": title, "order": order}


def _decided(item: str | None, text: str = "决定") -> dict[str, Any]:
    return {"text": text, "becomes": "note", **({} if item is None else {"item": item})}


AGENDA: list[Fact] = [
    ("agenda/b", _item(2), 1, A),
    ("agenda/a", _item(2), 2, A),
    ("agenda/c", _item(1), 3, A),
    ("agenda/d", _item(1.5), 4, A),
]
BEGUN: Fact = ("begun", True, 5, A)
ENDED: Fact = ("ended", True, 6, A)
CASES: list[tuple[str, list[Fact]]] = [
    ("nothing yet", []),
    ("an agenda by places, then by names", AGENDA),
    ("an item taken out", [*AGENDA, ("agenda/c", None, 5, A)]),
    ("begun", [*AGENDA, BEGUN]),
    ("ended", [*AGENDA, BEGUN, ENDED]),
    ("signed", [*AGENDA, BEGUN, ENDED, (by("signed/", A), True, 7, A)]),
    ("a signature that came before the end", [BEGUN, (by("signed/", A), True, 5, A)]),
    (
        "decisions by the agenda, those about nothing last",
        [
            *AGENDA,
            ("decisions/1", _decided(None), 5, A),
            ("decisions/2", _decided("b"), 6, A),
            ("decisions/3", _decided("c"), 7, A),
            ("decisions/4", _decided("gone"), 8, A),
        ],
    ),
]
DUE = (0, 1, 2, 3, 9, 10, 11, 15)


def meeting_vectors() -> dict[str, Any]:
    return {"meetings": [_case(why, facts) for why, facts in CASES], "quorums": _quorums()}


def _case(why: str, facts: list[Fact]) -> dict[str, Any]:
    held = registers(facts)
    told = [[path, tag(value), stamp(moment).hex(), who(author).hex()] for path, value, moment, author in facts]
    return {
        "why": why,
        "facts": told,
        "state": meeting_state(held),
        "agenda": [name for name, _ in agenda(held)],
        "decisions": [name for name, _ in decisions(held)],
    }


def _quorums() -> list[dict[str, Any]]:
    return [
        {"quorum": quorum, "due": due, "needed": needed(quorum, due)}
        for quorum in (">1/2", "2/3", "4/5")
        for due in DUE
    ]

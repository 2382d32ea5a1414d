"""The recount of polls agrees with the count for every vector, and with the ledger from the opening to the reveal."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any

import msgspec
import pytest

from api.database import Txn
from api.intake import write_as_server
from api.recount import ballots
from api.recount.compare import Difference, recount
from api.recount.polls import Heap, Sheet, result
from models.ballot import Ballot, answers_of, tree_root
from models.document import ServerAct, natural_id, uuid_text
from models.poll_count import Ballot as Answered
from models.poll_plan import result_id, turnout_id
from tests.api.hospital import (
    COLLEAGUE,
    HEAD,
    INSTITUTION,
    NOW_MS,
    NURSE,
    SECRETARY,
    Hospital,
    hospital_at,
    server_id,
)
from tests.api.planting import falsify, found_after
from tests.models.poll_count_cases import drawn, vectors_of
from tests.repository import ROOT

VECTORS: dict[str, Any] = json.loads((ROOT / "tests/vectors/poll_count.json").read_text("utf-8"))
POLL = server_id(700)
JUDGED = uuid_text(COLLEAGUE)


def values_of(question: dict[str, Any]) -> dict[str, Any]:
    """The registers of a poll with this question."""
    plan = {path: question[path] for path in ("type", "mode", "most", "rules", "threshold")}
    plan |= {f"options/{number}": label for number, label in question["options"].items()}
    if question.get("range"):
        plan["range"] = dict(zip(("min", "max", "step"), question["range"], strict=True))
    return plan | {f"judged/{line}": "graded" for line in question["lines"] if line != "-"}


def gathered(case: dict[str, Any]) -> tuple[list[Sheet], list[Heap]]:
    sheets = [Sheet("phone", each) for each in case["phone"]]
    heaps: list[Heap] = []
    for each in case["batches"]:
        papers: list[dict[str, Any]] = each.get("papers") or []
        if papers or not each.get("tallied"):
            sheets += [Sheet(each["channel"], one) for one in papers]
            sheets += [Sheet(each["channel"], {})] * (each["returned"] - len(papers))
        else:
            heaps.append(Heap(each["channel"], each["returned"], each["tallied"]))
    return sheets, heaps


@pytest.mark.parametrize("case", VECTORS["results"], ids=lambda case: case["what"])
def test_every_vector_of_the_count_is_recounted_alike(case: dict[str, Any]):
    assert recounted(case) == case["is"]


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_asked_and_answered_is_recounted_alike(seed: int):
    for case in vectors_of(drawn(40, seed + 100)):
        assert recounted(case) == case["is"]


SHAPES: list[Any] = [
    [[1]],
    {"a": 1},
    [{}],
    [None],
    [1, 1],
    [1, "x"],
    True,
    1.5,
    "",
    "1",
    "1/2",
    "1.",
    -1,
    10**30,
    2,
    [2],
]
"""What a ballot may say for an answer, since nobody reads it before it is counted."""


@pytest.mark.parametrize("case", drawn(60, 7)[:12], ids=lambda case: f"{case[0]} {case[1]['type']}")
def test_no_answer_of_any_shape_stops_the_recount(case: Any):
    what, asked, _, _ = case
    cast: list[Answered] = [dict.fromkeys(asked["lines"], shape) for shape in SHAPES]
    (made,) = vectors_of([(what, {**asked, "due": 30, "rules": {}}, cast, [])])
    assert "valid" in made["is"]
    assert recounted(made) == made["is"]


SAID: list[Any] = [{"-": 1, "a": None}, {"-": [[[1]]]}, {"-": [[[[1]]]]}, {"-": {"a": [[{}]]}}, {1: 2}, [1], 7, {}]


@pytest.mark.parametrize("said", SAID, ids=str)
def test_what_an_anonymous_ballot_answers_is_read_alike(said: Any):
    body = msgspec.msgpack.encode(said)
    made = answers_of(Ballot(bytes(16), 0, body, bytes(65), bytes(97), bytes(256), bytes(64))) or {}
    assert ballots.answers_in(body) == {path: value for path, value in made.items() if value is not None}


def recounted(case: dict[str, Any]) -> dict[str, Any]:
    """What a recount says of a case."""
    handed = {each["channel"]: each["issued"] for each in case["batches"] if each.get("issued") is not None}
    found = result(values_of(case["question"]), case["question"]["due"], *gathered(case), handed)
    return {path: value for path, value in found.items() if value is not None}


def test_the_tree_of_ballots_is_built_alike_from_below_and_from_above():
    leaves = [sha256(bytes([number])).digest() for number in range(40)]
    for size in range(41):
        assert ballots.root(leaves[:size]) == tree_root(sorted(leaves[:size])).hex()


@pytest.fixture(scope="module")
def hospital(new_database: Callable[[], str]) -> Iterator[Hospital]:
    with hospital_at(new_database()) as hospital:
        for act in story():  # each is followed by its consequences before the next one is taken
            hospital.write(act)
        yield hospital


def story() -> list[ServerAct]:
    """A poll that two answer on the phone and one on paper, which is corrected, closed and revealed: both subjects
    have the ballots for excellent, and the quota takes one."""
    plan: dict[str, Any] = {
        "institution": INSTITUTION,
        "title": "党员民主评议",
        "type": "appraisal",
        "mode": "confidential",
        "threshold": 3,
        "closes_at": NOW_MS + 60_000,
        f"subjects/{uuid_text(COLLEAGUE)}": True,
        f"subjects/{uuid_text(SECRETARY)}": True,
        "rules": {"own": True, "quorum": ">1/3", "quota": {"share": "1/2", "rounding": "floor"}},
    }
    lines = (f"answers/{uuid_text(COLLEAGUE)}", f"answers/{uuid_text(SECRETARY)}")
    acts = [ServerAct(POLL, "poll", plan), ServerAct(POLL, "poll", {"opened": True})]
    acts += [
        ServerAct(
            natural_id(f"poll_ballot/{uuid_text(POLL)}/{uuid_text(who)}"),
            "poll_ballot",
            {"poll": POLL, "voter": who, **dict(zip(lines, marks, strict=True)), "cast": True},
        )
        for who, marks in ((NURSE, (1, 1)), (HEAD, (1, 2)))
    ]
    paper = natural_id(f"poll_paper/{uuid_text(POLL)}/{uuid_text(SECRETARY)}")
    first = {"poll": POLL, "by": SECRETARY, "issued": 2, "returned": 2}
    second = {"returned": 1, "papers/1": {uuid_text(COLLEAGUE): 1, uuid_text(SECRETARY): 1}}
    acts += [ServerAct(paper, "poll_paper", first), ServerAct(paper, "poll_paper", second)]
    return [*acts, ServerAct(POLL, "poll", {"closed": True}), ServerAct(POLL, "poll", {"revealed": True})]


def after(hospital: Hospital, *acts: ServerAct, plant: Callable[[Txn], None] = lambda txn: None) -> list[Difference]:
    """What the recount finds after these acts and what else is planted, all of which is taken back."""

    def planted(txn: Txn) -> None:
        write_as_server(txn, acts, NOW_MS)
        plant(txn)

    return found_after(hospital.store, planted)


def test_a_poll_with_paper_is_recounted_and_a_corrected_paper_leaves_the_turnout_where_it_was(hospital: Hospital):
    with hospital.store.reading() as txn:
        found = recount(txn)
        numbers = _numbers(txn)
    assert found.differences == []
    assert found.tallies == 2
    assert numbers == list(range(1, len(numbers) + 1))


def _numbers(txn: Txn) -> list[int]:
    rows = txn.fetch("select body from changes where doc = ? order by id", [turnout_id(POLL)])
    return [dict(msgspec.msgpack.decode(body)[3])["n"] for (body,) in rows]


def test_a_wrong_turnout_and_a_wrong_result_are_found(hospital: Hospital):
    counts = f"counts/{JUDGED}"
    wrong = {"valid": 3, "spoilt": 0, "abstained": 0, "counts": {"1": 1, "2": 2, "3": 0, "4": 0}}
    found = after(
        hospital,
        ServerAct(turnout_id(POLL), "poll_turnout", {"phone": 9}),
        ServerAct(result_id(POLL), "poll_result", {counts: wrong, "valid": 7}),
    )
    assert {(each.kind, each.path) for each in found} == {
        ("poll_turnout", "phone"),
        ("poll_result", counts),
        ("poll_result", "valid"),
    }


PLANTED: dict[str, Any] = {
    "quota": {"most": 2, "would_be": 2},
    "quorum": {"needed": ">1/3", "due": 5, "taking_part": 3, "met": False},
    "void": "no_quorum",
    "below": True,
    "channels/paper": {"returned": 1, "issued": 3, "valid": 1, "spoilt": 0, "abstained": 0},
    "channels/hands": {"returned": 1, "valid": 1, "spoilt": 0, "abstained": 0},
    f"proposals/{JUDGED}": {"option": 2, "grade": "合格", "over_quota": True},
    f"proposals/{uuid_text(SECRETARY)}": {"option": 1, "grade": "优秀"},
    f"proposals/{uuid_text(NURSE)}": {"option": 1, "grade": "优秀"},
    f"counts/{uuid_text(NURSE)}": {"valid": 3, "spoilt": 0, "abstained": 0, "counts": {}},
}
"""What a result may say wrongly beside its counts, and what it may say of somebody whom nobody judged."""


def test_two_have_the_ballots_for_excellent_and_the_quota_takes_the_one_with_more(hospital: Hospital):
    with hospital.store.reading() as txn:
        said = msgspec.msgpack.decode(txn.fetch("select registers from states where doc = ?", [result_id(POLL)])[0][0])
    assert said["quota"][1] == {"most": 1, "would_be": 2}
    assert said[f"proposals/{JUDGED}"][1] == {"option": 1, "grade": "优秀"}
    assert said[f"proposals/{uuid_text(SECRETARY)}"][1] == {"option": 2, "grade": "合格", "over_quota": True}


@pytest.mark.parametrize("path", PLANTED)
def test_a_result_that_proposes_what_the_ballots_do_not_is_found(hospital: Hospital, path: str):
    found = after(hospital, ServerAct(result_id(POLL), "poll_result", {path: PLANTED[path]}))
    assert [(each.kind, each.path, each.said) for each in found] == [("poll_result", path, PLANTED[path])]


@pytest.mark.parametrize("path", ["quota", f"proposals/{JUDGED}"])
def test_a_stored_proposal_that_is_changed_past_the_log_is_found(hospital: Hospital, path: str):
    found = after(hospital, plant=lambda txn: falsify(txn, result_id(POLL), path, {"most": 9, "grade": "合格"}))
    assert [(each.path, each.said) for each in found] == [(path, {"most": 9, "grade": "合格"})]

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
from api.recount.compare import Difference, agree, recount
from api.recount.polls import Heap, Sheet, counted
from models.ballot import tree_root
from models.document import ServerAct, natural_id, uuid_text
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
from tests.repository import ROOT

VECTORS: dict[str, Any] = json.loads((ROOT / "tests/vectors/poll_count.json").read_text("utf-8"))
POLL = server_id(700)
UNTOLD = ("quorum", "quota", "channels/", "proposals/", "issued", "returned", "void", "below", "root")
"""What a result says beside its counts."""


def values_of(question: dict[str, Any]) -> dict[str, Any]:
    """The registers of a poll with this question."""
    plan = {"type": question["type"], "most": question["most"], "rules": question["rules"]}
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
    said: dict[str, Any] = case["is"]
    if "valid" not in said:
        return
    found = counted(values_of(case["question"]), *gathered(case))
    assert not {path: (said.get(path), count) for path, count in found.items() if not agree(said.get(path), count)}
    assert {path for path in said if not path.startswith(UNTOLD)} <= found.keys()


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
    """A poll that three answer on the phone and one on paper, which is corrected, closed and revealed."""
    plan: dict[str, Any] = {
        "institution": INSTITUTION,
        "title": "党员民主评议",
        "type": "appraisal",
        "mode": "confidential",
        "threshold": 3,
        "closes_at": NOW_MS + 60_000,
        f"subjects/{uuid_text(COLLEAGUE)}": True,
        "rules": {},
    }
    line = f"answers/{uuid_text(COLLEAGUE)}"
    acts = [ServerAct(POLL, "poll", plan), ServerAct(POLL, "poll", {"opened": True})]
    acts += [
        ServerAct(
            natural_id(f"poll_ballot/{uuid_text(POLL)}/{uuid_text(who)}"),
            "poll_ballot",
            {"poll": POLL, "voter": who, line: mark, "cast": True},
        )
        for who, mark in ((NURSE, 1), (HEAD, 2))
    ]
    paper = natural_id(f"poll_paper/{uuid_text(POLL)}/{uuid_text(SECRETARY)}")
    first = {"poll": POLL, "by": SECRETARY, "issued": 2, "returned": 2}
    second = {"returned": 1, "papers/1": {uuid_text(COLLEAGUE): 1}}
    acts += [ServerAct(paper, "poll_paper", first), ServerAct(paper, "poll_paper", second)]
    return [*acts, ServerAct(POLL, "poll", {"closed": True}), ServerAct(POLL, "poll", {"revealed": True})]


def differences(hospital: Hospital, *acts: ServerAct) -> list[Difference]:
    with hospital.store.transaction() as txn:
        write_as_server(txn, acts, NOW_MS)
        return recount(txn).differences


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
    counts = f"counts/{uuid_text(COLLEAGUE)}"
    wrong = {"valid": 3, "spoilt": 0, "abstained": 0, "counts": {"1": 1, "2": 2, "3": 0, "4": 0}}
    found = differences(
        hospital,
        ServerAct(turnout_id(POLL), "poll_turnout", {"phone": 9}),
        ServerAct(result_id(POLL), "poll_result", {counts: wrong, "valid": 7}),
    )
    assert {(each.kind, each.path) for each in found} == {
        ("poll_turnout", "phone"),
        ("poll_result", counts),
        ("poll_result", "valid"),
    }

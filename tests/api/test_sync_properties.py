"""Properties of the ledger: whatever comes in whatever order, it ends alike and counts up from its own log."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.document import uuid_text
from sync.answers import PullAnswer
from sync.change import decode_change
from sync.scope import digest
from tests.api.hospital import ADMIN, ANSWERS, HEAD, NURSE, PHARMACY, WARD, Hospital, Phone, emptied, hospital_at
from tests.api.recount import recount, registers
from tests.conftest import DATABASE

FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
DAYS = ("2026-11-18", "2026-11-19", "2026-11-20")

Act = tuple[str, int, Any]
_acts = st.lists(
    st.one_of(
        st.tuples(st.just("open"), st.sampled_from([0, 1]), st.sampled_from(DAYS)),
        st.tuples(st.just("note"), st.sampled_from([0, 1]), st.tuples(st.sampled_from(DAYS), st.integers(0, 5))),
        st.tuples(st.just("answer"), st.sampled_from([0, 1]), st.tuples(st.sampled_from(DAYS), st.integers(0, 9))),
        st.tuples(st.just("submit"), st.sampled_from([0, 1]), st.sampled_from(DAYS)),
        st.tuples(st.just("move"), st.just(2), st.sampled_from([PHARMACY, WARD, None])),
    ),
    min_size=3,
    max_size=30,
)


@pytest.fixture(scope="module")
def places(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hospital]:
    """One database for all examples; each begins by emptying it."""
    if DATABASE == "sqlite":
        url, server = f"sqlite:///{tmp_path_factory.mktemp('properties') / 'a.sqlite'}", None
    else:
        server = request.getfixturevalue("postgresql")
        url = server.url(server.create())
    with hospital_at(url) as made:
        yield made


def _changes(phones: list[Phone], acts: list[Act]) -> list[list[bytes]]:
    """The outbox of each phone, from what their people did in turn."""
    boxes: list[list[bytes]] = [[] for _ in phones]
    for what, who, detail in acts:
        phone = phones[who]
        for other in phones:
            other.stamp()
        if what == "move":
            since = {"unit": detail, "from": "2026-11-19", "to": None}
            boxes[who].append(phone.change(NURSE, {"memberships/2": None if detail is None else since}, kind="person"))
            continue
        day = detail if isinstance(detail, str) else detail[0]
        writes: dict[str, Any] = {
            "open": phone.opening(day),
            "note": {"note": f"第{detail[1]}稿"},
            "answer": {"answers/attitude": detail[1]},
            "submit": {**phone.opening(day), **ANSWERS, "submitted": True},
        }[what]
        boxes[who].append(phone.change(phone.evaluation(day), writes))
    return boxes


def _registers(hospital: Hospital) -> dict[tuple[bytes, str], tuple[bytes, Any]]:
    with hospital.store.transaction() as txn:
        return registers(txn)


@FEW
@given(acts=_acts, seed=st.randoms(use_true_random=False))
def test_accepted_changes_end_alike_in_every_order_of_arrival(places: Hospital, acts: list[Act], seed: Any) -> None:
    """Two orders that keep each replica's own; what both accept of a draft leads to one state."""
    ends: list[Any] = []
    for shuffled in (False, True):
        hospital = emptied(places)
        phones = [hospital.phone(NURSE), hospital.phone(NURSE)]
        drafts = [
            act for act in acts if act[0] in ("note", "answer") and (act[0] == "note" or act[2][1] in range(1, 6))
        ]
        boxes = _changes(phones, [("open", 0, day) for day in DAYS] + [("open", 1, day) for day in DAYS] + drafts)
        turns = [number for number, box in enumerate(boxes) for _ in box]
        if shuffled:
            seed.shuffle(turns)
        heads = [iter(box) for box in boxes]
        for turn in turns:
            assert phones[turn].codes(next(heads[turn])) == [None]
        with hospital.store.transaction() as txn:
            recount(txn, "2026-11-21")
        ends.append({place: value for place, value in _registers(hospital).items() if place[1] != "used"})
    assert ends[0] == ends[1]


@FEW
@given(acts=_acts, cuts=st.lists(st.integers(1, 4), min_size=1, max_size=10))
def test_however_pushes_are_cut_the_ledger_counts_up_from_its_log(
    places: Hospital, acts: list[Act], cuts: list[int]
) -> None:
    hospital = emptied(places)
    phones = [hospital.phone(NURSE), hospital.phone(NURSE), hospital.phone(ADMIN)]
    boxes = _changes(phones, acts)
    turn = 0
    answers: dict[bytes, Any] = {}
    while any(boxes):
        who = turn % 3
        some, boxes[who] = boxes[who][: cuts[turn % len(cuts)]], boxes[who][cuts[turn % len(cuts)] :]
        turn += 1
        answers.update(zip(some, phones[who].push(*some).results, strict=True))
        with hospital.store.transaction() as txn:
            recount(txn, "2026-11-21")
    for phone in phones:
        mine = [change for change in answers if int.from_bytes(change[11:19], "big") & ((1 << 62) - 1) == phone.replica]
        assert phone.push(*mine).results == [answers[change] for change in mine]


@FEW
@given(acts=_acts, limits=st.lists(st.integers(1, 6), min_size=1, max_size=5))
def test_pulls_at_any_cursor_and_limit_add_up_to_the_server_s_state(
    places: Hospital, acts: list[Act], limits: list[int]
) -> None:
    """A follower that pulled all along, with whatever limits, holds what a new replica gets at the end."""
    hospital = emptied(places)
    phones = [hospital.phone(NURSE), hospital.phone(NURSE), hospital.phone(ADMIN)]
    head = hospital.phone(HEAD)
    followers = [_Follower(phones[0]), _Follower(head)]
    boxes = _changes(phones, acts)
    for number in range(max(map(len, boxes))):
        for phone, box in zip(phones, boxes, strict=True):
            phone.push(*box[number : number + 1])
        follower = followers[number % 2]
        follower.take(follower.phone.pull(follower.cursors, limit=limits[number % len(limits)]))
    for follower in followers:
        while follower.take(follower.phone.pull(follower.cursors, limit=limits[0])):
            pass
        fresh = _Follower(follower.phone)
        fresh.take(fresh.phone.pull(limit=5000))
        assert follower.held == fresh.held
        assert follower.cursors == fresh.cursors
    unit = f"unit/{uuid_text(PHARMACY)}/evaluations/2026Q4"
    assert unit in followers[1].cursors or not followers[1].held.get(unit)


class _Follower:
    """What a replica makes of what it is sent: (doc, path) to stamp, by scope."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone
        self.cursors: dict[str, int] = {}
        self.held: dict[str, dict[tuple[bytes, str], bytes]] = {}

    def take(self, answer: PullAnswer) -> bool:
        for name, scope in answer.scopes.items():
            held = self.held.setdefault(name, {})
            for entry in scope.entries:
                if entry.author is None:
                    for key in [key for key in held if key[0] == entry.content]:
                        del held[key]
                    continue
                change = decode_change(entry.content)
                for path, _ in change.writes:
                    held[change.doc, path] = max(held.get((change.doc, path), b""), change.id)
            self.cursors[name] = scope.seq
            if not scope.more:
                assert scope.digest == digest((doc, path, stamp) for (doc, path), stamp in held.items())
        return any(scope.more for scope in answer.scopes.values())

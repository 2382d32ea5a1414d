"""Folding: unsent drafts become one change, and nothing that is shown differs for it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.change import CHANGE_BYTES_MAX, WRITES_MAX, decode_value
from sync.errors import Malformed
from sync.messages import PUSH_BYTES_MAX, decode_push
from sync.outbox import HOUR_MS, STEP_KINDS
from sync.replica import Replica
from sync.stamp import make, ms_of
from tests.sync.small_server import SmallServer, exchange
from tests.sync.strategies import (
    DOCS,
    LOG,
    NOW_MS,
    OTHER_REPLICA,
    PERSON,
    REPLICA,
    a_change,
    few_writes,
)

DOC, OTHER_DOC = DOCS[:2]


def a_replica() -> Replica:
    return Replica(PERSON, REPLICA, LOG)


def waiting(replica: Replica) -> list[dict[str, Any]]:
    return [item.change.values() for item in replica.outbox.items()]


def shown(replica: Replica, doc: bytes = DOC) -> dict[str, Any]:
    return {path: decode_value(written.value) for path, written in replica.view(doc).items()}


def test_a_draft_takes_up_the_draft_before_it() -> None:
    replica = a_replica()
    for answers in ({"a": 1, "b": 1}, {"b": 2}, {"c": 3}):
        replica.write(DOC, "note", list(answers.items()), NOW_MS)
    assert waiting(replica) == [{"a": 1, "b": 2, "c": 3}]


def test_it_moves_behind_what_was_written_meanwhile() -> None:
    replica = a_replica()
    for doc in (DOC, OTHER_DOC, DOC):
        replica.write(doc, "note", [("a", 1)], NOW_MS)
    assert [item.doc for item in replica.outbox.items()] == [OTHER_DOC, DOC]
    assert [item.id for item in replica.outbox.items()] == sorted(item.id for item in replica.outbox.items())


def test_a_closing_act_takes_up_its_draft_and_is_taken_up_by_none() -> None:
    replica = a_replica()
    replica.write(DOC, "note", [("a", 1)], NOW_MS)
    replica.write(DOC, "note", [("submitted", True)], NOW_MS)
    replica.write(DOC, "note", [("a", 2)], NOW_MS)
    assert waiting(replica) == [{"a": 1, "submitted": True}, {"a": 2}]


def test_what_was_sent_is_left_as_it_is() -> None:
    replica = a_replica()
    replica.write(DOC, "note", [("a", 1)], NOW_MS)
    assert replica.push_body() is not None
    replica.write(DOC, "note", [("a", 2)], NOW_MS)
    replica.write(DOC, "note", [("b", 3)], NOW_MS)
    assert waiting(replica) == [{"a": 1}, {"a": 2, "b": 3}]


def test_what_was_sent_with_a_stamp_far_ahead_draws_nothing_after_it() -> None:
    replica, ahead_ms = a_replica(), NOW_MS + 72 * HOUR_MS
    replica.write(DOC, "note", [("a", 1)], ahead_ms)
    assert replica.push_body() is not None
    replica.write(OTHER_DOC, "note", [("b", 2)], ahead_ms)
    sent, behind = replica.outbox.items()
    replica.outbox.restamp_from([behind.id], replica.clock, NOW_MS)
    found = {item.doc: item.id for item in replica.outbox.items()}
    assert found[DOC] == sent.id
    assert ms_of(found[OTHER_DOC]) <= NOW_MS


def test_another_kind_is_another_change() -> None:
    replica = a_replica()
    replica.write(DOC, "note", [("a", 1)], NOW_MS)
    replica.write(DOC, "visit", [("b", 1)], NOW_MS)
    assert len(replica.outbox) == 2


def test_the_turn_of_an_hour_is_not_folded_over() -> None:
    replica = a_replica()
    for ms in (HOUR_MS - 2, HOUR_MS - 1, HOUR_MS):
        replica.write(DOC, "note", [("a", ms)], NOW_MS + ms)
    assert len(replica.outbox) == 2


@pytest.mark.parametrize(("closes_at", "changes"), [(NOW_MS + 5, 2), (NOW_MS + 11, 1), ("soon", 1)])
def test_a_moment_at_which_a_round_closes_is_not_folded_over(closes_at: object, changes: int) -> None:
    server, replica = SmallServer(), a_replica()
    server.store(a_change(make(NOW_MS - 9, 0, OTHER_REPLICA), OTHER_DOC, {"closes_at": closes_at}))
    exchange(replica, server)
    replica.write(DOC, "note", [("round", OTHER_DOC), ("a", 1)], NOW_MS)
    replica.write(DOC, "note", [("a", 2)], NOW_MS + 10)
    assert len(replica.outbox) == changes


def test_evidence_keeps_its_time_but_for_the_same_registers_within_a_minute() -> None:
    replica = a_replica()
    replica.write(DOC, "observation", [("verdict", "pass")], NOW_MS)
    replica.write(DOC, "observation", [("verdict", "fail")], NOW_MS + 5_000)
    assert waiting(replica) == [{"verdict": "fail"}]
    replica.write(DOC, "observation", [("note", "脱岗")], NOW_MS + 6_000)
    replica.write(DOC, "observation", [("note", "脱岗十分钟")], NOW_MS + 90_000)
    assert waiting(replica) == [{"verdict": "fail"}, {"note": "脱岗"}, {"note": "脱岗十分钟"}]


@pytest.mark.parametrize("kind", sorted(STEP_KINDS))
def test_steps_travel_one_by_one_since_the_server_judges_each_by_those_before_it(kind: str) -> None:
    replica = a_replica()
    replica.write(DOC, kind, [("answers/a", "accepted")], NOW_MS)
    replica.write(DOC, kind, [("progress/1", "一半")], NOW_MS + 5_000)
    replica.write(DOC, kind, [("progress/1", "一大半")], NOW_MS + 6_000)
    assert waiting(replica) == [{"answers/a": "accepted"}, {"progress/1": "一大半"}]


@pytest.mark.parametrize("mention", [("unit", DOC), ("form", "daily@1")])
def test_a_document_that_is_named_meanwhile_stays_before_that(mention: tuple[str, Any]) -> None:
    replica = a_replica()
    replica.write(DOC, "note", [("name", "daily@1")], NOW_MS)
    replica.write(OTHER_DOC, "note", [mention], NOW_MS)
    replica.write(DOC, "note", [("title", "x")], NOW_MS)
    assert [item.doc for item in replica.outbox.items()] == [DOC, OTHER_DOC, DOC]


def test_a_write_that_is_overruled_does_not_come_back_on_top() -> None:
    server, replica = SmallServer(), a_replica()
    replica.write(DOC, "note", [("a", "mine"), ("b", 1)], NOW_MS)
    server.store(a_change(make(NOW_MS + 5, 0, OTHER_REPLICA), DOC, {"a": "theirs"}))
    replica.pull_answered(server.pull(replica.pull_body()), NOW_MS, NOW_MS)
    replica.write(DOC, "note", [("b", 2)], NOW_MS + 9)
    assert shown(replica) == {"a": "theirs", "b": 2}
    assert len(replica.outbox) == 2


@given(st.lists(st.tuples(st.sampled_from([DOC, OTHER_DOC]), few_writes, st.integers(0, 9)), max_size=12))
def test_folding_keeps_the_state(acts: list[tuple[bytes, dict[str, Any], int]]) -> None:
    replica = a_replica()
    expected: dict[bytes, dict[str, Any]] = {DOC: {}, OTHER_DOC: {}}
    device_ms = NOW_MS
    for doc, writes, step in acts:
        device_ms += step * 600_000
        replica.write(doc, "note", list(writes.items()), device_ms)
        expected[doc] |= writes
        assert {each: shown(replica, each) for each in expected} == expected
    ids = [item.id for item in replica.outbox.items()]
    assert ids == sorted(ids)
    server = SmallServer()
    server.now_ms = device_ms
    exchange(replica, server)
    assert {each: shown(replica, each) for each in expected} == expected
    assert not replica.outbox.items()


def test_folding_never_crosses_the_limit_of_writes() -> None:
    replica = a_replica()
    for start in (0, 300, 600):
        replica.write(DOC, "note", [(f"w/{start + n}", n) for n in range(300)], NOW_MS)
    assert [len(writes) for writes in waiting(replica)] == [300, 300, 300]
    replica.write(DOC, "note", [(f"w/{600 + n}", n) for n in range(WRITES_MAX)], NOW_MS)
    assert [len(writes) for writes in waiting(replica)] == [300, 300, WRITES_MAX]


def test_folding_never_crosses_the_limit_of_bytes() -> None:
    replica = a_replica()
    for start in range(0, 24, 6):
        replica.write(DOC, "note", [(f"w/{start + n}", "x" * 16_000) for n in range(6)], NOW_MS)
    sizes = [len(item.change.raw) for item in replica.outbox.items()]
    assert len(sizes) == 2
    assert max(sizes) <= CHANGE_BYTES_MAX


def test_a_push_stays_within_its_limits() -> None:
    replica = a_replica()
    for number in range(8):
        replica.write(bytes([number]) * 16, "note", [(f"w/{n}", "x" * 16_000) for n in range(12)], NOW_MS)
    body = replica.push_body()
    assert body is not None
    assert len(body) <= PUSH_BYTES_MAX
    assert len(decode_push(body).changes) == 5


def test_a_thousand_edits_of_two_hundred_records_cost_forty_kilobytes() -> None:
    replica = a_replica()
    for number in range(1_000):
        doc = (number % 200).to_bytes(16, "big")
        replica.write(doc, "note", [(f"answers/q{number % 4}", "好" * 8)], NOW_MS + number)
    body = replica.push_body()
    assert body is not None
    assert len(decode_push(body).changes) == 200
    assert len(body) <= 40_000


def test_what_no_change_can_hold_is_not_queued() -> None:
    replica = a_replica()
    with pytest.raises(Malformed):
        replica.write(DOC, "note", [("a", 1 << 60)], NOW_MS)
    assert not replica.outbox.items()

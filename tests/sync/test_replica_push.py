"""The way up: what is sent, stamped again, refused, corrected, and brought back after a restore."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.change import decode_value
from sync.errors import BodyError
from sync.messages import decode_push, encode_push_answer
from sync.replica import KEPT_MS, LogChanged, Replica
from sync.stamp import make, ms_of, replica_of
from tests.sync.small_server import SmallServer, exchange
from tests.sync.strategies import DOCS, LOG, NOW_MS, OTHER_REPLICA, PERSON, REPLICA, a_change

DOC, OTHER_DOC, THIRD_DOC = DOCS[:3]
DAY_MS = 86_400_000


@pytest.fixture
def server() -> SmallServer:
    return SmallServer()


@pytest.fixture
def replica() -> Replica:
    return Replica(PERSON, REPLICA, LOG)


def shown(replica: Replica, doc: bytes = DOC) -> dict[str, Any]:
    return {path: decode_value(written.value) for path, written in replica.view(doc).items()}


def test_a_stored_change_is_shown_until_a_pull_brings_it_back(server: SmallServer, replica: Replica) -> None:
    replica.write(DOC, "note", [("a", 1)], NOW_MS)
    body = replica.push_body()
    assert body is not None
    replica.push_answered(server.push(body), NOW_MS, NOW_MS)
    assert (len(replica.outbox), len(replica.waiting), replica.accepted.docs) == (0, 1, {})
    assert shown(replica) == {"a": 1}
    assert replica.docs() == {DOC}
    exchange(replica, server)
    assert not replica.waiting
    assert shown(replica) == {"a": 1}


def test_a_pull_that_began_before_the_change_was_stored_empties_nothing(server: SmallServer, replica: Replica) -> None:
    early = server.pull(replica.pull_body())
    replica.write(DOC, "note", [("a", 1)], NOW_MS)
    body = replica.push_body()
    assert body is not None
    replica.push_answered(server.push(body), NOW_MS, NOW_MS)
    replica.pull_answered(early, NOW_MS, NOW_MS)
    assert shown(replica) == {"a": 1}
    assert len(replica.waiting) == 1


def test_a_lost_answer_costs_nothing(server: SmallServer, replica: Replica) -> None:
    replica.write(DOC, "note", [("a", 1)], NOW_MS)
    for _ in range(3):
        body = replica.push_body()
        assert body is not None
        server.push(body)
    exchange(replica, server)
    assert len(server.streams["own"]) == 1
    assert not replica.outbox.items()


def test_what_was_sent_goes_again_first_and_alone(server: SmallServer, replica: Replica) -> None:
    replica.write(DOC, "note", [("a", 1)], NOW_MS)
    first = replica.push_body()
    replica.write(OTHER_DOC, "note", [("a", 2)], NOW_MS)
    assert replica.push_body() == first


def test_before_the_log_is_known_nothing_is_sent(server: SmallServer) -> None:
    replica = Replica(PERSON, REPLICA, None)
    replica.write(DOC, "note", [("a", 1)], NOW_MS)
    assert replica.push_body() is None
    exchange(replica, server)
    assert replica.push_body() is not None


def test_a_body_too_large_is_halved_and_a_change_too_large_alone_holds_up_no_other(
    server: SmallServer, replica: Replica
) -> None:
    for number in range(5):
        replica.write(bytes([number]) * 16, "note", [("a", 1)], NOW_MS)
    sizes: list[int] = []
    for _ in range(3):
        sizes.append(len(decode_push(replica.push_body() or b"").changes))
        replica.push_too_large()
    assert sizes == [5, 2, 1]
    exchange(replica, server)
    assert not replica.outbox.items()
    assert len(server.states) == 4
    assert [(item.doc, refusal.code) for item, refusal in replica.refused.values()] == [(bytes(16), "too_large")]


@pytest.mark.parametrize("ahead_ms", [61_000, DAY_MS, 400 * DAY_MS])
def test_a_clock_ahead_is_corrected_and_the_times_with_it(server: SmallServer, replica: Replica, ahead_ms: int) -> None:
    device_ms = NOW_MS + ahead_ms
    for doc, ago_ms in ((DOC, 900), (OTHER_DOC, 700), (THIRD_DOC, 200)):
        replica.write(doc, "note", [("a", 1)], device_ms - ago_ms)
    wrong = [item.id for item in replica.outbox.items()]
    exchange(replica, server, device_ms)
    right = [held.stamp for doc in (DOC, OTHER_DOC, THIRD_DOC) for held in server.states[doc].values()]
    assert [ms_of(stamp) for stamp in right] == [ms_of(stamp) - ahead_ms for stamp in wrong]
    assert replica.clock.latest == right[-1]
    assert not replica.refused


def test_documents_made_by_a_clock_ahead_keep_their_ids(server: SmallServer, replica: Replica) -> None:
    doc = replica.new_id(NOW_MS + DAY_MS)
    replica.write(doc, "visit", [("a", 1)], NOW_MS + DAY_MS)
    exchange(replica, server, NOW_MS + DAY_MS)
    assert set(server.states) == {doc}


def test_stamps_that_the_server_is_past_rise_above_them(server: SmallServer, replica: Replica) -> None:
    server.last[REPLICA] = make(NOW_MS - 5, 7, REPLICA)
    replica.write(DOC, "note", [("a", 1)], NOW_MS - 60_000)
    replica.write(OTHER_DOC, "note", [("a", 1)], NOW_MS - 50_000)
    exchange(replica, server)
    assert not replica.outbox.items()
    assert [entry.seq for entry in server.streams["own"]] == [1, 2]


def test_refusals_behind_a_wrong_stamp_are_asked_again(server: SmallServer, replica: Replica) -> None:
    replica.clock.offset_ms = DAY_MS
    replica.write(DOC, "note", [("a", 1)], NOW_MS)
    replica.sign_in(OTHER_REPLICA, LOG)
    replica.clock.fall_back()
    replica.clock.offset_ms = 0
    replica.write(OTHER_DOC, "note", [("a", 1)], NOW_MS)
    server.refuse_docs[OTHER_DOC] = "not_found"
    body = replica.push_body()
    assert body is not None
    replica.push_answered(server.push(body), NOW_MS, NOW_MS)
    assert len(replica.outbox) == 2
    server.refuse_docs.clear()
    exchange(replica, server)
    assert set(server.states) == {DOC, OTHER_DOC}
    assert not replica.refused


def test_an_earlier_act_stamped_again_does_not_overwrite_a_later_one(server: SmallServer, replica: Replica) -> None:
    replica.clock.offset_ms = DAY_MS
    replica.write(DOC, "note", [("a", "early"), ("b", "early")], NOW_MS)
    replica.write(OTHER_DOC, "note", [("a", "early")], NOW_MS)
    replica.sign_in(OTHER_REPLICA, LOG)
    replica.clock.fall_back()
    replica.clock.offset_ms = 0
    replica.write(DOC, "note", [("a", "late")], NOW_MS + 3_600_000)
    replica.write(OTHER_DOC, "note", [("a", "late")], NOW_MS + 3_600_000)
    server.now_ms = NOW_MS + 3_600_000
    exchange(replica, server)
    assert shown(replica) == {"a": "late", "b": "early"}
    assert shown(replica, OTHER_DOC) == {"a": "late"}


def test_a_refused_change_waits_for_the_person(server: SmallServer, replica: Replica) -> None:
    server.refuse_docs[DOC] = "invalid"
    replica.write(DOC, "note", [("a", 99), ("b", 1)], NOW_MS)
    replica.write(OTHER_DOC, "note", [("a", 1)], NOW_MS)
    exchange(replica, server)
    ((id, (item, refusal)),) = replica.refused.items()
    assert (item.id, refusal.code, refusal.message) == (id, "invalid", "invalid")
    assert set(server.states) == {OTHER_DOC}
    assert shown(replica) == {}
    server.refuse_docs.clear()
    replica.correct(id, [("a", 5)], NOW_MS)
    exchange(replica, server)
    assert shown(replica) == {"a": 5, "b": 1}
    assert not replica.refused


def test_a_correction_lays_no_older_answer_over_a_later_one(server: SmallServer, replica: Replica) -> None:
    server.refuse_docs[DOC] = "invalid"
    replica.write(DOC, "note", [("a", 99), ("note", "first")], NOW_MS)
    exchange(replica, server)
    replica.write(DOC, "note", [("note", "between")], NOW_MS)
    exchange(replica, server)
    server.refuse_docs.clear()
    replica.write(DOC, "note", [("note", "second")], NOW_MS)
    exchange(replica, server)
    replica.correct(min(replica.refused), [("a", 5), ("note", "first")], NOW_MS)
    exchange(replica, server)
    assert shown(replica) == {"a": 5, "note": "second"}


def test_a_correction_takes_the_later_refused_changes_of_its_document_along(
    server: SmallServer, replica: Replica
) -> None:
    server.refuse_docs |= {DOC: "invalid", OTHER_DOC: "forbidden"}
    for doc, writes in ((DOC, {"a": 1}), (DOC, {"submitted": True}), (OTHER_DOC, {"a": 1}), (DOC, {"c": 1})):
        replica.write(doc, "note", list(writes.items()), NOW_MS)
    exchange(replica, server)
    first = min(replica.refused)
    replica.correct(first, [], NOW_MS)
    assert [item.change.values() for item in replica.outbox.items()] == [{"a": 1, "submitted": True}, {"c": 1}]
    ((left, (item, _)),) = replica.refused.items()
    assert item.doc == OTHER_DOC
    replica.discard(left)
    replica.discard(left)
    assert not replica.refused


def test_a_stamp_that_another_change_has_is_given_up(server: SmallServer, replica: Replica) -> None:
    other = a_change(make(NOW_MS, 0, REPLICA), OTHER_DOC, {"a": 1})
    server.judged[other.id] = (other.raw, None)
    replica.write(DOC, "note", [("a", 1)], NOW_MS)
    exchange(replica, server)
    assert set(server.states) == {DOC}


def test_a_replica_that_the_server_lost_is_replaced_by_the_next_sign_in(server: SmallServer, replica: Replica) -> None:
    server.replicas = {OTHER_REPLICA}
    replica.write(DOC, "note", [("a", 1)], NOW_MS)
    exchange(replica, server)
    assert replica.unknown_replica
    assert replica.push_body() is None
    replica.sign_in(OTHER_REPLICA, LOG)
    exchange(replica, server)
    (written,) = server.states[DOC].values()
    assert replica_of(written.stamp) == OTHER_REPLICA


def test_a_malformed_change_is_refused_even_behind_a_wrong_stamp(server: SmallServer, replica: Replica) -> None:
    for doc in (DOC, OTHER_DOC):
        replica.write(doc, "note", [("a", 1)], NOW_MS)
    replica.push_body()
    codes = ({"code": "clock_ahead", "message": "", "path": None}, {"code": "malformed", "message": "", "path": None})
    replica.push_answered(encode_push_answer(NOW_MS, LOG, list(codes)), NOW_MS, NOW_MS)
    assert [item.doc for item in replica.outbox.items()] == [DOC]
    assert [item.doc for item, _ in replica.refused.values()] == [OTHER_DOC]


def test_an_answer_with_another_number_of_results_is_none(replica: Replica) -> None:
    replica.write(DOC, "note", [("a", 1)], NOW_MS)
    replica.push_body()
    with pytest.raises(BodyError):
        replica.push_answered(encode_push_answer(NOW_MS, LOG, []), NOW_MS, NOW_MS)
    assert len(replica.outbox) == 1


# The device's clock moves while nothing is sent


def test_after_a_jump_the_server_is_asked_for_the_time_before_anything_is_sent(
    server: SmallServer, replica: Replica
) -> None:
    replica.write(DOC, "note", [("a", 1)], NOW_MS - 9_000)
    replica.clock_moved()
    replica.write(OTHER_DOC, "note", [("a", 1)], NOW_MS - 5_000 + DAY_MS)
    replica.write(OTHER_DOC, "note", [("b", 1)], NOW_MS - 4_000 + DAY_MS)
    assert replica.push_body() is None
    exchange(replica, server, NOW_MS + DAY_MS)
    assert [ms_of(item.id) for item in replica.outbox.items()] == [NOW_MS - 9_000, NOW_MS - 4_000]
    exchange(replica, server, NOW_MS + DAY_MS)
    assert not replica.outbox.items()


def test_a_device_that_only_slept_keeps_its_stamps(server: SmallServer, replica: Replica) -> None:
    replica.clock_moved()
    stamp = replica.write(DOC, "note", [("a", 1)], NOW_MS)
    exchange(replica, server)
    assert [(item.id, item.shaky) for item in replica.outbox.items()] == [(stamp, False)]


def test_what_was_sent_before_the_jump_was_noticed_keeps_its_stamp(server: SmallServer, replica: Replica) -> None:
    stamp = replica.write(DOC, "note", [("a", 1)], NOW_MS)
    body = replica.push_body()
    assert body is not None
    server.push(body)
    replica.clock_moved()
    replica.write(OTHER_DOC, "note", [("a", 1)], NOW_MS + DAY_MS)
    exchange(replica, server, NOW_MS + DAY_MS)
    exchange(replica, server, NOW_MS + DAY_MS)
    assert [entry.seq for entry in server.streams["own"]] == [1, 2]
    assert next(iter(server.states[DOC].values())).stamp == stamp


@given(st.lists(st.tuples(st.integers(-10, 10), st.booleans(), st.booleans()), min_size=1, max_size=10))
def test_whatever_the_clock_does_each_act_is_stored_once(steps: list[tuple[int, bool, bool]]) -> None:
    """Days by which the clock is wrong; whether that is noticed; whether the next answer is lost."""
    server, replica = SmallServer(), Replica(PERSON, REPLICA, LOG)
    for number, (days, noticed, lost) in enumerate(steps):
        server.now_ms += 7_200_000
        device_ms = server.now_ms + days * DAY_MS
        if noticed:
            replica.clock_moved()
        replica.write(bytes([number]) * 16, "note", [("a", number)], device_ms)
        body = replica.push_body()
        if body is not None:
            answer = server.push(body)
            if not lost:
                replica.push_answered(answer, device_ms, device_ms)
    for _ in range(3):
        exchange(replica, server)
    assert not replica.outbox.items()
    assert not replica.refused
    assert len(server.streams["own"]) == len(steps)
    stamps = [next(iter(server.states[bytes([n]) * 16].values())).stamp for n in range(len(steps))]
    assert stamps == sorted(stamps)
    assert all(ms_of(stamp) <= server.now_ms + 60_000 for stamp in stamps)


# The server's database was restored from a backup


def test_after_a_restore_everything_that_was_accepted_is_offered_again(server: SmallServer, replica: Replica) -> None:
    replica.write(DOC, "note", [("a", 1)], NOW_MS)
    exchange(replica, server)
    replica.write(OTHER_DOC, "note", [("a", 2)], NOW_MS)
    body = replica.push_body()
    assert body is not None
    replica.push_answered(server.push(body), NOW_MS, NOW_MS)
    accepted = [*replica.kept]
    replica.write(THIRD_DOC, "note", [("a", 3)], NOW_MS)
    restored = SmallServer()
    restored.log = bytes(reversed(LOG))
    with pytest.raises(LogChanged):
        replica.pull_answered(restored.pull(replica.pull_body().replace(LOG, restored.log)), NOW_MS, NOW_MS)
    replica.log_changed()
    assert [shown(replica, doc) for doc in (DOC, OTHER_DOC, THIRD_DOC)] == [{"a": 1}, {"a": 2}, {"a": 3}]
    for _ in range(2):
        exchange(replica, restored)
    assert list(restored.judged)[:2] == accepted
    assert set(replica.accepted.docs) == {DOC, OTHER_DOC, THIRD_DOC}
    assert not replica.outbox.items()


def test_a_sign_in_tells_of_a_restore_too(server: SmallServer, replica: Replica) -> None:
    replica.write(DOC, "note", [("a", 1)], NOW_MS)
    exchange(replica, server)
    replica.sign_in(OTHER_REPLICA, bytes(16))
    restored = SmallServer()
    restored.log = bytes(16)
    exchange(replica, restored)
    exchange(replica, restored)
    assert set(restored.states) == {DOC}


def test_an_answer_of_another_log_is_not_taken(replica: Replica) -> None:
    replica.write(DOC, "note", [("a", 1)], NOW_MS)
    replica.push_body()
    with pytest.raises(LogChanged):
        replica.push_answered(encode_push_answer(NOW_MS, bytes(16), [None]), NOW_MS, NOW_MS)
    assert len(replica.outbox) == 1


def test_what_nobody_gives_again_after_a_restore_goes(server: SmallServer, replica: Replica) -> None:
    server.store(a_change(make(NOW_MS, 0, OTHER_REPLICA), DOC, {"a": 1}))
    exchange(replica, server)
    replica.log_changed()
    assert shown(replica) == {"a": 1}
    restored = SmallServer()
    exchange(replica, restored)
    assert shown(replica) == {}


def test_own_accepted_changes_are_kept_for_ninety_days(server: SmallServer, replica: Replica) -> None:
    replica.write(DOC, "note", [("a", 1)], NOW_MS)
    exchange(replica, server)
    server.now_ms += KEPT_MS
    exchange(replica, server)
    assert len(replica.kept) == 1
    server.now_ms += 1
    exchange(replica, server)
    assert not replica.kept


def test_what_a_phone_a_year_behind_wrote_is_kept_as_long(server: SmallServer, replica: Replica) -> None:
    """Found by a seed: counted from its stamp it was gone at once, and a restored backup lost it."""
    stamp = replica.write(DOC, "note", [("a", 1)], NOW_MS - 400 * DAY_MS)
    exchange(replica, server)
    assert list(replica.kept) == [stamp]


def test_of_a_document_that_may_not_be_seen_any_more_nothing_is_kept(server: SmallServer, replica: Replica) -> None:
    for doc in (DOC, OTHER_DOC):
        replica.write(doc, "note", [("a", 1)], NOW_MS)
    exchange(replica, server)
    server.leave("own", DOC)
    exchange(replica, server)
    assert [held.item.doc for held in replica.kept.values()] == [OTHER_DOC]


def test_on_a_device_that_was_ended_nothing_accepted_is_kept(server: SmallServer, replica: Replica) -> None:
    replica.write(DOC, "note", [("a", 1)], NOW_MS)
    exchange(replica, server)
    replica.write(OTHER_DOC, "note", [("a", 1)], NOW_MS)
    replica.wipe()
    assert not replica.kept
    assert [item.doc for item in replica.outbox.items()] == [OTHER_DOC]

"""The way down: entries, scopes that come and go, digests that differ, frames of the socket."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.accepted import REPAIR_AGAIN_MS
from sync.answers import PullAnswer, ScopeAnswer, decode_pull_answer, encode_pull_answer
from sync.change import decode_value
from sync.messages import decode_pull
from sync.replica import EVENTS_MAX, Replica
from sync.stamp import make
from tests.sync.small_server import SmallServer, exchange
from tests.sync.strategies import DOCS, LOG, NOW_MS, OTHER_REPLICA, PERSON, REPLICA, a_change, few_writes

DOC, OTHER_DOC = DOCS[:2]


@pytest.fixture
def server() -> SmallServer:
    return SmallServer()


@pytest.fixture
def replica() -> Replica:
    return Replica(PERSON, REPLICA, LOG)


def shown(replica: Replica, doc: bytes = DOC) -> dict[str, Any]:
    return {path: decode_value(written.value) for path, written in replica.view(doc).items()}


def stored(server: SmallServer, number: int, doc: bytes, writes: dict[str, Any], scope: str = "own") -> None:
    server.store(a_change(make(NOW_MS, number, OTHER_REPLICA), doc, writes), scope)


@given(
    st.lists(
        st.tuples(st.sampled_from(DOCS), st.sampled_from(["own", "unit"]), few_writes, st.booleans()), max_size=14
    ),
    st.integers(1, 4),
)
def test_at_any_limit_the_state_is_the_servers(acts: list[tuple[bytes, str, dict[str, Any], bool]], limit: int) -> None:
    server, replica = SmallServer(), Replica(PERSON, REPLICA, LOG)
    for number, (doc, scope, writes, leaves) in enumerate(acts):
        stored(server, number, doc, writes, scope)
        if leaves:
            server.leave(scope, doc)
        if number % 3 == 0:
            exchange(replica, server, limit=limit)
    exchange(replica, server, limit=limit)
    held = {doc for docs in server.docs.values() for doc in docs}
    assert replica.docs() == held
    for doc in held:
        expected = {path: written.stamp for path, written in server.states[doc].items()}
        assert {path: written.stamp for path, written in replica.view(doc).items()} == expected
    assert not replica.events


def test_a_document_stays_while_some_scope_holds_it(server: SmallServer, replica: Replica) -> None:
    stored(server, 1, DOC, {"a": 1}, "own")
    server.enter("unit", DOC)
    exchange(replica, server)
    server.leave("own", DOC)
    exchange(replica, server)
    assert shown(replica) == {"a": 1}
    server.leave("unit", DOC)
    server.leave("unit", OTHER_DOC)
    exchange(replica, server)
    assert shown(replica) == {}


def test_a_scope_no_longer_held_takes_its_documents_along(server: SmallServer, replica: Replica) -> None:
    stored(server, 1, DOC, {"a": 1}, "unit")
    stored(server, 2, OTHER_DOC, {"a": 1}, "unit")
    server.enter("own", OTHER_DOC)
    exchange(replica, server)
    del server.streams["unit"]
    exchange(replica, server)
    assert set(replica.accepted.docs) == {OTHER_DOC}
    assert set(replica.accepted.cursors) == {"own"}


def test_an_answer_from_another_cursor_is_dropped(server: SmallServer, replica: Replica) -> None:
    stored(server, 1, DOC, {"a": 1})
    early = server.pull(replica.pull_body())
    server.leave("own", DOC)
    exchange(replica, server)
    replica.pull_body()
    replica.pull_answered(early, NOW_MS, NOW_MS)
    assert shown(replica) == {}
    assert replica.accepted.cursors == {"own": 2}


def test_a_pull_that_broke_off_begins_anew(server: SmallServer, replica: Replica) -> None:
    for number in range(3):
        stored(server, number, DOCS[number], {"a": 1})
    assert replica.pull_answered(server.pull(replica.pull_body(1)), NOW_MS, NOW_MS)
    replica.write(DOCS[3], "note", [("a", 1)], NOW_MS)
    replica.pull_lost()
    exchange(replica, server, limit=1)
    assert not replica.waiting
    assert len(replica.accepted.docs) == 4


def test_the_pull_says_what_the_phone_owes_and_noticed(server: SmallServer, replica: Replica) -> None:
    replica.write(DOC, "note", [("a", 1)], NOW_MS)
    for number in range(EVENTS_MAX + 5):
        replica.notice(NOW_MS + number, "storage_evicted")
    body = replica.pull_body()
    pull = decode_pull(body)
    assert pull.waiting == (1, 0, NOW_MS)
    assert len(pull.events) == EVENTS_MAX
    replica.notice(NOW_MS, "quota_full")
    replica.pull_answered(server.pull(body), NOW_MS, NOW_MS)
    assert [code for _, code in replica.events] == ["quota_full"]


def test_the_device_whose_session_ended_keeps_what_it_has_not_sent(server: SmallServer, replica: Replica) -> None:
    stored(server, 1, DOC, {"a": 1})
    exchange(replica, server)
    replica.write(OTHER_DOC, "note", [("a", 1)], NOW_MS)
    replica.wipe()
    assert replica.docs() == {OTHER_DOC}
    replica.sign_in(OTHER_REPLICA, LOG)
    exchange(replica, server)
    assert replica.docs() == {DOC, OTHER_DOC}


# Digests


def test_a_digest_that_differs_is_repaired_and_reported(server: SmallServer, replica: Replica) -> None:
    stored(server, 1, DOC, {"a": 1})
    stored(server, 2, OTHER_DOC, {"a": 1}, "unit")
    exchange(replica, server)
    del replica.accepted.docs[DOC]
    stored(server, 3, DOCS[2], {"a": 1})
    exchange(replica, server)
    assert replica.docs() == {DOC, OTHER_DOC, DOCS[2]}
    assert decode_pull(replica.pull_body()).events == []
    assert replica.accepted.cursors["own"] == 2


def test_a_digest_from_before_what_another_scope_has_given_is_passed_over(
    server: SmallServer, replica: Replica
) -> None:
    stored(server, 1, DOC, {"a": 1})
    exchange(replica, server)
    held = replica.accepted.docs[DOC].registers["a"]
    replica.accepted.docs[DOC].registers["a"] = held._replace(received_ms=NOW_MS + 1)
    assert not replica.accepted.differs("own", bytes(16), NOW_MS)
    assert replica.accepted.differs("own", bytes(16), NOW_MS + 1)


def test_a_second_difference_in_a_row_gives_everything_anew_and_a_third_waits(
    server: SmallServer, replica: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored(server, 1, DOC, {"a": 1})

    def wrong(scope: str) -> bytes:
        return scope.encode().ljust(16)[:16]

    monkeypatch.setattr(server, "digest", wrong)
    pulls: list[dict[str, int]] = []
    for _ in range(2):
        again = True
        while again:
            body = replica.pull_body()
            pulls.append(decode_pull(body).cursors)
            again = replica.pull_answered(server.pull(body), NOW_MS, NOW_MS)
    assert pulls == [{}, {}, {}, {"own": 1}]
    assert replica.accepted.epoch == 1
    stored(server, 2, DOC, {"a": 2})
    exchange(replica, server)
    assert shown(replica) == {"a": 2}
    assert [code for _, code in replica.events] == ["digest_differed"]
    server.now_ms += REPAIR_AGAIN_MS
    stored(server, 3, DOC, {"a": 3})
    body = replica.pull_body()
    assert replica.pull_answered(server.pull(body), NOW_MS, NOW_MS)
    assert decode_pull(replica.pull_body()).cursors == {}
    monkeypatch.undo()
    exchange(replica, server)
    assert shown(replica) == {"a": 3}


def test_the_servers_digest_is_never_adopted(server: SmallServer, replica: Replica) -> None:
    stored(server, 1, DOC, {"a": 1})
    exchange(replica, server)
    assert replica.accepted.digest("own") == server.digest("own")
    written = replica.accepted.docs[DOC].registers["a"]
    replica.accepted.docs[DOC].registers["a"] = written._replace(stamp=make(NOW_MS, 9, REPLICA))
    assert replica.accepted.digest("own") != server.digest("own")


# Frames


def test_frames_bring_what_is_new_from_the_hello_on(server: SmallServer, replica: Replica) -> None:
    stored(server, 1, DOC, {"a": 1})
    exchange(replica, server)
    hello = replica.hello()
    stored(server, 2, DOC, {"a": 2})
    assert not replica.frame(server.frame(hello))
    assert shown(replica) == {"a": 2}
    stored(server, 3, DOC, {"a": 3})
    assert not replica.frame(server.since({"own": 2}))
    assert shown(replica) == {"a": 3}


def test_a_frame_that_a_pull_has_overtaken_is_dropped(server: SmallServer, replica: Replica) -> None:
    stored(server, 1, DOC, {"a": 1})
    exchange(replica, server)
    replica.hello()
    server.leave("own", DOC)
    old = server.since({"own": 1})
    server.enter("own", DOC)
    exchange(replica, server)
    assert not replica.frame(old)
    assert shown(replica) == {"a": 1}
    assert replica.accepted.cursors == {"own": 3}


def test_a_frame_behind_a_gap_asks_for_a_pull(server: SmallServer, replica: Replica) -> None:
    stored(server, 1, DOC, {"a": 1})
    exchange(replica, server)
    replica.hello()
    replica.accepted.drop("own")
    stored(server, 2, DOC, {"a": 2})
    assert replica.frame(server.since({"own": 1}))
    assert shown(replica) == {}


def test_a_frame_with_more_behind_it_or_of_another_log_asks_for_a_pull(server: SmallServer, replica: Replica) -> None:
    stored(server, 1, DOC, {"a": 1})
    stored(server, 2, OTHER_DOC, {"a": 1})
    replica.hello()
    assert replica.frame(server.since({}, limit=1))
    assert replica.frame(encode_pull_answer(PullAnswer(NOW_MS, bytes(16), {}, [])))


def test_a_frame_may_say_that_a_scope_is_gone_and_leave_out_the_digest(replica: Replica) -> None:
    replica.accepted.cursors = {"unit": 3}
    replica.hello()
    frame = PullAnswer(NOW_MS, LOG, {"own": ScopeAnswer(4, [], False, None)}, ["unit"])
    assert not replica.frame(encode_pull_answer(frame))
    assert replica.accepted.cursors == {"own": 4}


def test_what_somebody_with_a_wrong_clock_wrote_drags_nobody(server: SmallServer, replica: Replica) -> None:
    far = make(NOW_MS + 60_001, 0, OTHER_REPLICA)
    server.store(a_change(far, DOC, {"a": 1}))
    exchange(replica, server)
    assert decode_pull_answer(server.since({})).scopes["own"].entries[0].received_ms == NOW_MS
    assert replica.clock.latest < far
    assert shown(replica) == {"a": 1}

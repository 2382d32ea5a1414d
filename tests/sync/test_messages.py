"""Messages: what is encoded comes back; what isn't a message is a BodyError with a status, never a crash."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync import answers, messages
from sync.answers import Entry, PresenceOf, PullAnswer, ScopeAnswer
from sync.change import decode_change
from sync.errors import BodyError, Malformed
from sync.messages import Pull
from sync.walk import deeper_than
from tests.sync.strategies import DOCS, LOG, NOW_MS, OTHER_PERSON, PERSON, a_change, histories, near_stamps
from tests.vectors.message_cases import message_vectors
from tests.vectors.tagged import unrun

DECODERS: list[Callable[[bytes], Any]] = [
    messages.decode_push,
    messages.decode_pull,
    messages.decode_hello,
    messages.decode_presence,
    answers.decode_push_answer,
    answers.decode_pull_answer,
    answers.decode_presence_of,
]
pack = msgspec.msgpack.Encoder().encode
names = st.text("abc/0", min_size=1, max_size=8)
cursors = st.dictionaries(names, st.integers(0, 1 << 53), max_size=4)
entries = st.one_of(
    st.builds(Entry, st.integers(1, 99), st.none(), st.integers(0, 1 << 48), st.sampled_from(DOCS)),
    near_stamps.map(lambda stamped: Entry(7, PERSON, NOW_MS, a_change(stamped, DOCS[0], {"a": 1}).raw)),
)
scopes = st.builds(
    ScopeAnswer,
    st.integers(0, 99),
    st.lists(entries, max_size=3),
    st.booleans(),
    st.none() | st.binary(min_size=16, max_size=16),
)


@given(histories(), st.sampled_from([None, LOG]))
def test_pushes_come_back(history: list[Any], log: bytes | None) -> None:
    push = messages.decode_push(messages.encode_push(log, [change.raw for change in history]))
    assert push == messages.Push(log, [change.raw for change in history])


@given(cursors, st.integers(1, 5_000), st.none() | st.tuples(st.integers(0, 9), st.integers(0, 9), st.none()))
def test_pulls_come_back(at: dict[str, int], limit: int, waiting: tuple[int, int, int | None] | None) -> None:
    pull = Pull(log=LOG, cursors=at, limit=limit, waiting=waiting, events=[(NOW_MS, "x")] if waiting else [])
    assert messages.decode_pull(messages.encode_pull(pull)) == pull
    hello = messages.decode_hello(answers.encode_hello(pull))
    assert (hello.log, hello.cursors) == (LOG, at)


@given(st.dictionaries(names, scopes, max_size=3), st.lists(names, max_size=2, unique=True))
def test_answers_come_back(by_name: dict[str, ScopeAnswer], gone: list[str]) -> None:
    answer = PullAnswer(NOW_MS, LOG, by_name, sorted(gone))
    body = answers.encode_pull_answer(answer)
    assert answers.decode_pull_answer(body) == answer
    assert list(msgspec.msgpack.decode(body)["scopes"]) == sorted(by_name)


def test_results_come_back() -> None:
    refusal = {"code": "invalid", "message": "请填写", "path": "answers/a"}
    answer = answers.decode_push_answer(messages.encode_push_answer(NOW_MS, LOG, [None, refusal]))
    assert answer == answers.PushAnswer(NOW_MS, LOG, [None, answers.Refusal("invalid", "请填写", "answers/a")])


def test_presence_comes_back() -> None:
    at = messages.decode_presence(answers.encode_presence(DOCS[0], "verdicts/3"))
    assert (at.doc, at.path) == (DOCS[0], "verdicts/3")
    seen = PresenceOf(OTHER_PERSON, DOCS[0], "verdicts/3")
    assert answers.decode_presence_of(answers.encode_presence_of(seen)) == seen


BUILT_BYTES_MAX = 512 * 1024
"""What objects made of any of these would be many times over."""


def _many(head: bytes, number: int, item: bytes) -> bytes:
    """A list or map that says in 32 bits how many it holds, and holds them."""
    return head + number.to_bytes(4, "big") + item * number


def _distinct(number: int) -> bytes:
    """The content of a map of so many different cursors."""
    return number.to_bytes(4, "big") + b"".join(b"\xa5%05d\x00" % name for name in range(number))


CLAIMED = (1 << 32) - 1
LIST, MAP = b"\xdd", b"\xdf"
CHANGES, EVENTS, CURSORS = (
    b"\x81\xa7changes",
    b"\x83\xa3log\xc0\xa7cursors\x80\xa6events",
    b"\x82\xa3log\xc0\xa7cursors",
)
OVERSIZED: list[tuple[Callable[[bytes], Any], bytes]] = [
    (messages.decode_push, LIST + CLAIMED.to_bytes(4, "big")),
    (messages.decode_push, MAP + CLAIMED.to_bytes(4, "big")),
    (messages.decode_push, _many(LIST, 100_000, b"\x80")),
    (messages.decode_push, CHANGES + LIST + CLAIMED.to_bytes(4, "big")),
    (messages.decode_push, CHANGES + _many(LIST, 100_000, b"\x80")),
    (messages.decode_push, b"\x82\xa7changes\x90\xa3log" + _many(LIST, 100_000, b"\x80")),
    (messages.decode_pull, EVENTS + LIST + CLAIMED.to_bytes(4, "big")),
    (messages.decode_pull, EVENTS + _many(LIST, 60_000, b"\x92\x00\xa0")),
    (messages.decode_pull, CURSORS + MAP + _distinct(60_000)),
    (messages.decode_hello, CURSORS + MAP + _distinct(60_000)),
]


@contextmanager
def builds_little() -> Generator[None]:
    tracemalloc.start()
    try:
        yield
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < BUILT_BYTES_MAX


@pytest.mark.parametrize(("decode", "body"), OVERSIZED)
def test_a_body_that_claims_or_holds_too_many_is_refused_before_anything_is_built(
    decode: Callable[[bytes], Any], body: bytes
) -> None:
    with builds_little(), pytest.raises(BodyError):
        decode(body)


def test_a_change_that_claims_or_holds_too_many_writes_is_refused_before_they_are_built() -> None:
    head = pack((DOCS[0], DOCS[0], "k", []))[:-1]
    for change in (head + LIST + CLAIMED.to_bytes(4, "big"), head + _many(LIST, 60_000, b"\x92\xa1a\x00")):
        with builds_little(), pytest.raises(Malformed):
            decode_change(change)


def test_a_client_passes_over_what_a_later_server_adds() -> None:
    body = pack({"now": 1, "log": LOG, "scopes": {"a": {"seq": 1, "entries": [], "more": True, "new": 1}}, "new": {}})
    assert answers.decode_pull_answer(body) == PullAnswer(1, LOG, {"a": ScopeAnswer(1, [], True, None)}, [])
    result = {"code": "c", "message": "m", "path": None, "hint": 1}
    assert answers.decode_push_answer(pack({"now": 1, "log": LOG, "results": [result], "x": 1})).results[0] is not None


@pytest.mark.parametrize("decode", DECODERS)
@given(raw=st.binary(max_size=120))
def test_no_bytes_break_a_decoder(decode: Callable[[bytes], Any], raw: bytes) -> None:
    with_head = [raw, b"\x82\xa3log\xc0\xa7cursors" + raw, b"\x81\xa7changes" + raw, b"\x91" * 2_000 + raw]
    for body in with_head:
        with suppress(BodyError):
            assert decode(body) is not None


@pytest.mark.parametrize("body", [message_vectors()["push"][0]["bytes"], message_vectors()["pull"][2]["bytes"]])
def test_every_cut_of_a_body_is_refused_whole(body: str) -> None:
    raw = bytes.fromhex(body)
    decode = messages.decode_push if b"changes" in raw else messages.decode_pull
    for end in range(len(raw)):
        with pytest.raises(BodyError):
            decode(raw[:end])
    with pytest.raises(BodyError):
        decode(raw + b"\xc0")


@pytest.mark.parametrize("case", message_vectors()["refused"], ids=lambda case: f"{case['body']}: {case['why']}")
def test_it_is_refused_with_its_status(case: dict[str, Any]) -> None:
    decode = messages.decode_push if case["body"] == "push" else messages.decode_pull
    with pytest.raises(BodyError) as refused:
        decode(unrun(case["bytes"]))
    assert (refused.value.status, refused.value.code) == (case["status"], case["code"])


DEEP = b"\x91" * 5_000 + b"\xc0"


def test_one_change_that_nests_too_deep_spoils_itself_alone() -> None:
    good = a_change(bytes.fromhex("01a1fc42d20070008123456789abcdef"), DOCS[0], {"a": 1}).raw
    for log in (b"\xa3log\xc4\x10" + LOG, b"\xa3log\xc0"):
        push = messages.decode_push(b"\x82" + log + b"\xa7changes\x92" + DEEP + good)
        assert push.changes == [DEEP, good]
    assert messages.decode_push(b"\x81\xa7changes\x92" + DEEP + good).log is None


@pytest.mark.parametrize(
    "body",
    [
        b"\x82\xa3log\xc4\x0f" + LOG[:15] + b"\xa7changes\x91" + DEEP,
        b"\x82\xa3log\xa1x\xa7changes\x91" + DEEP,
        b"\x82\xa4more\x01\xa7changes\x91" + DEEP,
        b"\x81\xa7changes\x91" + DEEP + b"\xc0",
        b"\x81\xa7changes\x92" + DEEP,
    ],
    ids=["log of 15 bytes", "log of text", "unknown field", "trailing byte", "cut off"],
)
def test_a_deep_body_that_is_no_push_is_refused_whole(body: bytes) -> None:
    with pytest.raises(BodyError):
        messages.decode_push(body)


@pytest.mark.parametrize(
    ("fields", "code", "status"),
    [
        ({"cursors": {f"s{n}": 1 for n in range(10_001)}}, "too_many_cursors", 413),
        ({"cursors": {"": 1}}, "cursor_invalid", 400),
        ({"cursors": {"x" * 201: 1}}, "cursor_invalid", 400),
        ({"cursors": {"a": (1 << 53) + 1}}, "cursor_invalid", 400),
        ({"cursors": {}, "events": [[1, "x" * 65]]}, "body_fields", 400),
        ({"cursors": {}, "events": [[1, "x"]] * 101}, "too_many_events", 413),
        ({"cursors": {}, "events": [[-1, "x"]]}, "body_fields", 400),
        ({"cursors": {}, "waiting": [-1, 0, None]}, "body_fields", 400),
        ({"cursors": {}, "waiting": [0, 1 << 60, 3]}, "body_fields", 400),
        ({"cursors": {}, "waiting": [0, 0, -1]}, "body_fields", 400),
        ({"cursors": {}, "waiting": [0, 0, 1 << 48]}, "body_fields", 400),
        ({"cursors": {}, "log": bytes(15)}, "body_fields", 400),
        ({"cursors": {}, "unknown": 1}, "body_fields", 400),
        ({}, "body_fields", 400),
    ],
)
def test_a_pull_keeps_its_limits(fields: dict[str, Any], code: str, status: int) -> None:
    with pytest.raises(BodyError) as refused:
        messages.decode_pull(pack({"log": LOG, **fields}))
    assert (refused.value.code, refused.value.status) == (code, status)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"\x82\xa3log", "body_encoding"),
        (b"\x81\x01\x02", "body_fields"),
        (b"\x81\xa7changes", "truncated"),
        (b"\x81\xa7changes\x91\xc1", "body_encoding"),
    ],
)
def test_what_is_wrong_with_a_push_has_a_name(body: bytes, code: str) -> None:
    with pytest.raises(BodyError) as refused:
        messages.decode_push(body)
    assert refused.value.code == code


@pytest.mark.parametrize("at", [{"doc": bytes(15), "path": "a"}, {"doc": bytes(16), "path": "x" * 201}])
def test_presence_keeps_its_limits(at: dict[str, Any]) -> None:
    with pytest.raises(BodyError):
        messages.decode_presence(pack({"presence": at}))


def mapped(*pairs: tuple[str, Any]) -> bytes:
    """A map with these pairs as they are, whatever their names."""
    return bytes([0x80 + len(pairs)]) + b"".join(
        pack(name) + (value if isinstance(value, bytes) else pack(value)) for name, value in pairs
    )


@pytest.mark.parametrize(
    ("decode", "body", "twice"),
    [
        (messages.decode_pull, mapped(("log", None), ("cursors", mapped(("s", 1), ("s", 5)))), "s"),
        (messages.decode_pull, mapped(("cursors", mapped(("a", 1), ("s", 1), ("s", 1))), ("log", None)), "s"),
        (messages.decode_pull, mapped(("cursors", {}), ("log", None), ("cursors", {})), "cursors"),
        (messages.decode_hello, mapped(("log", None), ("cursors", mapped(("s", 1), ("t", 2), ("s", 1)))), "s"),
        (
            messages.decode_presence,
            mapped(("presence", mapped(("doc", pack(DOCS[0])), ("path", "a"), ("path", "b")))),
            "path",
        ),
    ],
)
def test_a_name_twice_is_refused_wherever_it_stands(decode: Callable[[bytes], Any], body: bytes, twice: str) -> None:
    with pytest.raises(BodyError) as refused:
        decode(body)
    assert (refused.value.code, refused.value.status, refused.value.params["name"]) == ("duplicate_key", 400, twice)


def test_a_body_of_very_many_fields_is_refused_by_the_first_unknown_one_and_costs_nothing() -> None:
    body = pack({"log": None, "cursors": {}, **{f"x{number}": 0 for number in range(60_000)}})
    for decode in (messages.decode_pull, messages.decode_hello):
        tracemalloc.start()
        with pytest.raises(BodyError) as refused:
            decode(body)
        peak_bytes = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert (refused.value.code, refused.value.params["field"]) == ("body_fields", "x0")
        assert peak_bytes < len(body)


def test_an_entry_to_forget_holds_a_document() -> None:
    with pytest.raises(BodyError):
        answers.decode_pull_answer(
            pack({"now": 1, "log": LOG, "scopes": {"a": {"seq": 1, "entries": [[1, None, 1, "x"]], "more": False}}})
        )


def test_refusals_say_their_code() -> None:
    assert str(Malformed("why")) == "malformed: why"
    assert BodyError("truncated", "why").status == 400


@given(st.integers(1, 60), st.binary(max_size=8))
def test_how_deep_a_body_nests_is_seen_whole_or_cut_off(levels: int, rest: bytes) -> None:
    body = b"\x92\x01" * levels + b"\xc0"
    assert [deeper_than(body, most) for most in (levels - 1, levels)] == [True, False]
    assert deeper_than(b"\x81\xa1a" * levels + rest, levels - 1)


@pytest.mark.parametrize("decode", [messages.decode_push, messages.decode_pull, messages.decode_hello])
@pytest.mark.parametrize("levels", [33, 900, 5_000])
def test_a_body_that_nests_too_deep_is_told_our_limit_and_not_the_interpreters(
    decode: Callable[[bytes], Any], levels: int
) -> None:
    with pytest.raises(BodyError) as refused:
        decode(b"\x91" * levels + b"\xc0")
    assert (refused.value.code, refused.value.params) == ("too_deep", {"limit": 32})

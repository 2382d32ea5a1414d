"""Vectors of messages: bodies and answers of push and pull, frames of the live socket, bodies that are refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from sync import answers, messages
from sync.answers import Entry, PresenceOf, PullAnswer, ScopeAnswer
from sync.change import encode_change
from sync.errors import BodyError
from sync.scope import digest
from sync.stamp import make
from tests.vectors.change_cases import DOC, KIND
from tests.vectors.stamp_cases import NOON, PHONE, TABLET
from tests.vectors.state_cases import HEAD, NURSE, OTHER
from tests.vectors.tagged import runs

LOG = bytes.fromhex("5f3b1d8ec0a74f6692d1c3e4b5a69788")
OWN = "person/7a0f3a52-5f1e-4c5e-8d57-0d6f6a4a9c11/2026Q4"
UNIT = "unit/0190a7c3-b2d4-758f-8a1b-2c3d4e5f6071/evaluations/2026Q4"
CHANGE = encode_change(make(NOON, 0, PHONE), DOC, KIND, [("answers/attitude", 5), ("note", "今天值班")])
SECOND = encode_change(make(NOON + 9, 3, TABLET), OTHER, "star_rating", [("stars", 4.5)])

_pack = msgspec.msgpack.Encoder().encode


def message_vectors() -> dict[str, Any]:
    return {
        "push": [_push(why, log, changes) for why, log, changes in _PUSHES],
        "push_answer": [_push_answer(why, results) for why, results in _RESULTS],
        "pull": [_pull(why, pull) for why, pull in _PULLS],
        "pull_answer": [_pull_answer(why, answer) for why, answer in _ANSWERS],
        "hello": [_hello(messages.Pull(log=LOG, cursors={OWN: 7}))],
        "presence": [_presence()],
        "presence_of": [_presence_of()],
        "refused": [_refused(*case) for case in _REFUSED],
    }


_PUSHES: tuple[tuple[str, bytes | None, list[bytes]], ...] = (
    ("two changes", LOG, [CHANGE, SECOND]),
    ("no changes", LOG, []),
    ("a log not known yet", None, [CHANGE]),
)

_RESULTS: tuple[tuple[str, list[dict[str, Any] | None]], ...] = (
    ("all stored", [None, None]),
    (
        "one refused among them",
        [None, {"code": "invalid", "message": "请选择 1–5 分", "path": "answers/attitude"}, None],
    ),
    ("no path where none applies", [{"code": "clock_ahead", "message": "时间超前", "path": None}]),
)

_PULLS: tuple[tuple[str, messages.Pull], ...] = (
    ("a new phone", messages.Pull(log=None, cursors={})),
    ("cursors", messages.Pull(log=LOG, cursors={"library": 5, OWN: 12_345}, limit=500)),
    (
        "what the phone owes and noticed",
        messages.Pull(
            log=LOG,
            cursors={OWN: 1},
            waiting=(3, 1, NOON - 60_000),
            events=[(NOON - 5_000, "storage_evicted"), (NOON, "digest_differed")],
        ),
    ),
    ("nothing owed", messages.Pull(log=LOG, cursors={OWN: 1}, waiting=(0, 0, None))),
)

_ANSWERS: tuple[tuple[str, PullAnswer], ...] = (
    ("nothing new", PullAnswer(NOON, LOG, {}, [])),
    (
        "two scopes, a document to forget, a scope no longer held",
        PullAnswer(
            NOON + 100,
            LOG,
            {
                OWN: ScopeAnswer(
                    9,
                    [Entry(8, NURSE, NOON + 50, CHANGE), Entry(9, NURSE, NOON + 60, SECOND)],
                    False,
                    digest(
                        [
                            (DOC, "answers/attitude", make(NOON, 0, PHONE)),
                            (DOC, "note", make(NOON, 0, PHONE)),
                            (OTHER, "stars", make(NOON + 9, 3, TABLET)),
                        ]
                    ),
                ),
                UNIT: ScopeAnswer(41, [Entry(41, None, NOON + 70, DOC)], False, bytes(16)),
            },
            ["person/7a0f3a52-5f1e-4c5e-8d57-0d6f6a4a9c11/2025Q1"],
        ),
    ),
    (
        "more to come, without a digest",
        PullAnswer(NOON, LOG, {"library": ScopeAnswer(1, [Entry(1, bytes(16), NOON - 9, CHANGE)], True, None)}, []),
    ),
    ("entries of which nothing stands", PullAnswer(NOON, LOG, {UNIT: ScopeAnswer(44, [], False, bytes(16))}, [])),
    (
        "written by another",
        PullAnswer(NOON, LOG, {UNIT: ScopeAnswer(45, [Entry(45, HEAD, NOON, SECOND)], True, None)}, []),
    ),
)

_PUSH = messages.encode_push(LOG, [CHANGE])
_PULL = messages.encode_pull(messages.Pull(log=LOG, cursors={OWN: 7}))

_REFUSED: tuple[tuple[str, str, bytes, Callable[[bytes], Any]], ...] = (
    ("push", "nothing", b"", messages.decode_push),
    ("push", "nil", b"\xc0", messages.decode_push),
    ("push", "an array", _pack([1]), messages.decode_push),
    ("push", "no changes", _pack({"log": LOG}), messages.decode_push),
    ("push", "changes are a map", _pack({"log": LOG, "changes": {}}), messages.decode_push),
    ("push", "a log of 15 bytes", _pack({"log": LOG[:15], "changes": []}), messages.decode_push),
    ("push", "a log of text", _pack({"log": LOG.hex(), "changes": []}), messages.decode_push),
    ("push", "cut off", _PUSH[:-1], messages.decode_push),
    ("push", "a byte after the end", _PUSH + b"\xc0", messages.decode_push),
    ("push", "five thousand levels", b"\x91" * 5_000 + b"\xc0", messages.decode_push),
    ("push", "a field twice", b"\x82\xa7changes\x90\xa7changes\x90", messages.decode_push),
    ("push", "1,001 changes", _pack({"log": LOG, "changes": [None] * 1_001}), messages.decode_push),
    ("push", "over 1 MiB", _pack({"log": LOG, "changes": [bytes(1024 * 1024)]}), messages.decode_push),
    ("pull", "no cursors", _pack({"log": LOG}), messages.decode_pull),
    ("pull", "limit 0", _pack({"log": LOG, "cursors": {}, "limit": 0}), messages.decode_pull),
    ("pull", "limit 5,001", _pack({"log": LOG, "cursors": {}, "limit": 5_001}), messages.decode_pull),
    ("pull", "a limit of text", _pack({"log": LOG, "cursors": {}, "limit": "9"}), messages.decode_pull),
    ("pull", "a cursor below 0", _pack({"log": LOG, "cursors": {"library": -1}}), messages.decode_pull),
    ("pull", "a cursor of text", _pack({"log": LOG, "cursors": {"library": "1"}}), messages.decode_pull),
    ("pull", "cut off", _PULL[:-1], messages.decode_pull),
    ("pull", "a byte after the end", _PULL + b"\xc0", messages.decode_pull),
)


def _push(why: str, log: bytes | None, changes: list[bytes]) -> dict[str, Any]:
    body = messages.encode_push(log, changes)
    messages.decode_push(body)
    return {"why": why, "log": log and log.hex(), "changes": [raw.hex() for raw in changes], "bytes": body.hex()}


def _push_answer(why: str, results: list[dict[str, Any] | None]) -> dict[str, Any]:
    body = messages.encode_push_answer(NOON, LOG, results)
    answers.decode_push_answer(body)
    return {"why": why, "now": NOON, "log": LOG.hex(), "results": results, "bytes": body.hex()}


def _pull(why: str, pull: messages.Pull) -> dict[str, Any]:
    body = messages.encode_pull(pull)
    messages.decode_pull(body)
    fields: dict[str, Any] = {"log": pull.log and pull.log.hex(), "cursors": pull.cursors, "limit": pull.limit}
    if pull.waiting is not None:
        fields["waiting"] = list(pull.waiting)
    if pull.events:
        fields["events"] = [list(event) for event in pull.events]
    return {"why": why, **fields, "bytes": body.hex()}


def _pull_answer(why: str, answer: PullAnswer) -> dict[str, Any]:
    body = answers.encode_pull_answer(answer)
    answers.decode_pull_answer(body)
    scopes = {name: _scope(scope) for name, scope in sorted(answer.scopes.items())}
    fields = {"now": answer.now, "log": answer.log.hex(), "scopes": scopes, "gone": answer.gone}
    return {"why": why, **fields, "bytes": body.hex()}


def _scope(scope: ScopeAnswer) -> dict[str, Any]:
    entries: list[dict[str, Any]] = []
    for seq, author, received_ms, content in scope.entries:
        what = {"forget": content.hex()} if author is None else {"author": author.hex(), "change": content.hex()}
        entries.append({"seq": seq, "received_ms": received_ms, **what})
    fields: dict[str, Any] = {"seq": scope.seq, "entries": entries, "more": scope.more}
    return fields if scope.digest is None else {**fields, "digest": scope.digest.hex()}


def _hello(pull: messages.Pull) -> dict[str, Any]:
    frame = answers.encode_hello(pull)
    messages.decode_hello(frame)
    return {"log": pull.log and pull.log.hex(), "cursors": pull.cursors, "bytes": frame.hex()}


def _presence() -> dict[str, Any]:
    frame = answers.encode_presence(DOC, "verdicts/3")
    messages.decode_presence(frame)
    return {"doc": DOC.hex(), "path": "verdicts/3", "bytes": frame.hex()}


def _presence_of() -> dict[str, Any]:
    frame = answers.encode_presence_of(PresenceOf(NURSE, DOC, "verdicts/3"))
    answers.decode_presence_of(frame)
    return {"person": NURSE.hex(), "doc": DOC.hex(), "path": "verdicts/3", "bytes": frame.hex()}


def _refused(what: str, why: str, body: bytes, decode: Callable[[bytes], Any]) -> dict[str, Any]:
    try:
        decode(body)
    except BodyError as error:
        return {"body": what, "why": why, "bytes": runs(body), "status": error.status, "code": error.code}
    raise AssertionError(f"this decodes: {why}")

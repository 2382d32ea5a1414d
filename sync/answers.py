"""Answers: what the server says to a push, a pull and a listening socket, as a client reads it.

A client takes more than it knows: fields that a later server adds are passed over, kinds and paths it doesn't
know are kept. What it can't read at all is a BodyError, and then nothing of the answer is applied.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import msgspec

from sync.errors import BodyError
from sync.messages import Pull

_encode = msgspec.msgpack.Encoder().encode


class Refusal(msgspec.Struct, frozen=True):
    """退回: why one change wasn't taken: a code of the protocol, words for the person, a path or None."""

    code: str
    message: str = ""
    path: str | None = None


class PushAnswer(msgspec.Struct, frozen=True):
    """推送的答复: the server's time in ms, its log id (16 bytes), and a result per change: None means stored."""

    now: int
    log: bytes
    results: list[Refusal | None]


class Entry(NamedTuple):
    """条目: one entry of a scope. `author` None says to forget the document whose 16 bytes `content` then holds;
    otherwise `content` is the raw bytes of a change. `received_ms` are Unix milliseconds."""

    seq: int
    author: bytes | None
    received_ms: int
    content: bytes


class ScopeAnswer(NamedTuple):
    """范围的答复: entries after a cursor, the last number looked at, whether there is more, else the digest."""

    seq: int
    entries: list[Entry]
    more: bool
    digest: bytes | None


class PullAnswer(NamedTuple):
    """拉取的答复: the server's time in ms, its log id, an answer per scope that has news, scopes no longer held."""

    now: int
    log: bytes
    scopes: dict[str, ScopeAnswer]
    gone: list[str]


class PresenceOf(msgspec.Struct, frozen=True):
    """在场: who is where: a person, a document and a path in it."""

    person: bytes
    doc: bytes
    path: str


class _Scope(msgspec.Struct, frozen=True):
    seq: int
    entries: list[tuple[int, bytes | None, int, msgspec.Raw]]
    more: bool
    digest: bytes | None = None


class _PullAnswer(msgspec.Struct, frozen=True):
    now: int
    log: bytes
    scopes: dict[str, _Scope]
    gone: list[str] = []


class _PresenceFrame(msgspec.Struct, frozen=True):
    presence: PresenceOf


_decode_push_answer = msgspec.msgpack.Decoder(PushAnswer).decode
_decode_pull_answer = msgspec.msgpack.Decoder(_PullAnswer).decode
_decode_presence = msgspec.msgpack.Decoder(_PresenceFrame).decode
_decode_doc = msgspec.msgpack.Decoder(bytes).decode


def decode_push_answer(body: bytes) -> PushAnswer:
    """The answer of these bytes; BodyError if it is none."""
    try:
        return _decode_push_answer(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise BodyError("body_encoding", f"not a push's answer: {error}") from error


def decode_pull_answer(body: bytes) -> PullAnswer:
    """The answer, or the frame of a socket, of these bytes; BodyError if it is none."""
    try:
        answer = _decode_pull_answer(body)
        scopes = {
            name: ScopeAnswer(scope.seq, [_entry(*entry) for entry in scope.entries], scope.more, scope.digest)
            for name, scope in answer.scopes.items()
        }
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise BodyError("body_encoding", f"not a pull's answer: {error}") from error
    return PullAnswer(answer.now, answer.log, scopes, answer.gone)


def decode_presence_of(frame: bytes) -> PresenceOf:
    """A frame that says where somebody is; BodyError if it is none."""
    try:
        return _decode_presence(frame).presence
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise BodyError("body_encoding", f"not a presence: {error}") from error


def encode_pull_answer(answer: PullAnswer) -> bytes:
    """The bytes of an answer: scopes sorted by name, `digest` left out where there is more."""
    scopes: dict[str, Any] = {}
    for name in sorted(answer.scopes):
        scope = answer.scopes[name]
        scopes[name] = {"seq": scope.seq, "entries": [_raw(entry) for entry in scope.entries], "more": scope.more}
        if scope.digest is not None:
            scopes[name]["digest"] = scope.digest
    return _encode({"now": answer.now, "log": answer.log, "scopes": scopes, "gone": sorted(answer.gone)})


def encode_hello(hello: Pull) -> bytes:
    """The first frame of a socket: the log and the cursors of this state."""
    return _encode({"log": hello.log, "cursors": hello.cursors})


def encode_presence(doc: bytes, path: str) -> bytes:
    """A client's frame that says where its person is."""
    return _encode({"presence": {"doc": doc, "path": path}})


def encode_presence_of(at: PresenceOf) -> bytes:
    """The server's frame that says where somebody is."""
    return _encode({"presence": at})


def _entry(seq: int, author: bytes | None, received_ms: int, content: msgspec.Raw) -> Entry:
    raw = bytes(content)
    return Entry(seq, author, received_ms, _decode_doc(raw) if author is None else raw)


def _raw(entry: Entry) -> tuple[int, bytes | None, int, Any]:
    content = entry.content if entry.author is None else msgspec.Raw(entry.content)
    return entry.seq, entry.author, entry.received_ms, content

"""Messages: the bodies of push, pull and the live socket, decoded typed and within limits.

Numbers are read from the heads of arrays and maps before anything is built, so a body's claims cost nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import msgspec

from sync.change import PATH_BYTES_MAX
from sync.errors import BodyError, Malformed
from sync.stamp import MILLISECONDS_MAX
from sync.walk import NAME_CHARACTERS_SHOWN, deeper_than, length_of, skip

PUSH_BYTES_MAX = 1024 * 1024
PUSH_CHANGES_MAX = 1_000
PULL_ENTRIES_MAX = 5_000
PULL_ENTRIES_USUAL = 2_000
CURSORS_MAX = 10_000
EVENTS_MAX = 100
WAITING_MAX = 10_000_000
PULL_BYTES_MAX = 1024 * 1024
LIVE_HELLO_SECONDS = 10
LIVE_HELLO_BYTES_MAX = 1024 * 1024
LIVE_FRAME_BYTES_MAX = 64 * 1024
LIVE_FRAMES_A_SECOND_MAX = 60
PRESENCE_SECONDS = 30
SEQUENCE_MAX = 1 << 53
SCOPE_NAME_CHARACTERS_MAX = 200
EVENT_CODE_CHARACTERS_MAX = 64
BODY_LEVELS_MAX = 32
_FIELDS_MAX = 5
"""Of a pull, which has the most."""

T = TypeVar("T")

_encode = msgspec.msgpack.Encoder().encode


class Pull(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """拉取: what a replica asks for: the log it knows, a cursor per scope, a limit; what it owes and noticed."""

    log: bytes | None
    cursors: dict[str, int]
    limit: int = PULL_ENTRIES_USUAL
    waiting: tuple[int, int, int | None] | None = None
    events: list[tuple[int, str]] = []


class Push(msgspec.Struct, frozen=True):
    """推送: a log id (16 bytes, or None in a first push) and the raw bytes of each change, in order."""

    log: bytes | None
    changes: list[bytes]


class Hello(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """问候: the first frame of a live socket."""

    log: bytes | None
    cursors: dict[str, int]


class PresenceAt(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """所在: where somebody is: a document and a path in it."""

    doc: bytes
    path: str


class Presence(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """在场: a client's later frames."""

    presence: PresenceAt


class _PushBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    changes: list[msgspec.Raw]
    log: bytes | None = None


_SIGNS = {
    "$.limit": "limit_invalid",
    "$.cursors": "cursor_invalid",
    "trailing": "trailing_bytes",
    "truncated": "truncated",
    "$": "body_fields",
    "Object ": "body_fields",
}

_UNREADABLE = frozenset({"body_fields", "body_encoding", "truncated", "trailing_bytes"})
_FIELD = re.compile(r"at `\$\.([A-Za-z0-9_.\[\]-]{1,64})|field `([^`]{1,64})")
"""Where msgspec's words name the field."""

_decode_log = msgspec.msgpack.Decoder(bytes | None).decode
_decode_push = msgspec.msgpack.Decoder(_PushBody).decode
_decode_pull = msgspec.msgpack.Decoder(Pull).decode
_decode_hello = msgspec.msgpack.Decoder(Hello).decode
_decode_presence = msgspec.msgpack.Decoder(Presence).decode


def decode_push(body: bytes) -> Push:
    """The push of these bytes; BodyError 413 over a limit, 400 if it is no map with `changes`."""
    try:
        return _push_of(body)
    except BodyError as error:
        raise _whole(error, body) from error


def _push_of(body: bytes) -> Push:
    if len(body) > PUSH_BYTES_MAX:
        raise BodyError("body_too_large", f"a push is at most {PUSH_BYTES_MAX} bytes", 413, limit=PUSH_BYTES_MAX)
    start = _fields(body).get("changes")
    if start is None:
        raise BodyError("body_fields", "a push is a map with log and changes", field="changes")
    family, count = _head(body, start)
    if family != "array":
        raise BodyError("body_fields", "changes is an array", field="changes")
    if count > PUSH_CHANGES_MAX:
        raise BodyError(
            "too_many_changes", f"a push has at most {PUSH_CHANGES_MAX} changes", 413, limit=PUSH_CHANGES_MAX
        )
    try:
        push = _decode_push(body)
    except RecursionError:
        return _split_push(body)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise _body_error(error, "a push") from error
    _check_log(push.log)
    return Push(push.log, [bytes(change) for change in push.changes])


def encode_push_answer(now_ms: int, log: bytes, results: list[dict[str, Any] | None]) -> bytes:
    """`results` hold None (stored) or {"code", "message", "path"}, in the order of the changes."""
    return _encode({"now": now_ms, "log": log, "results": results})


def encode_push(log: bytes | None, changes: list[bytes]) -> bytes:
    """The body of a push from raw changes."""
    return _encode({"log": log, "changes": [msgspec.Raw(change) for change in changes]})


def decode_pull(body: bytes) -> Pull:
    """The pull of these bytes; BodyError 413 over a limit, 400 with the field that is wrong."""
    try:
        return _pull_of(body)
    except BodyError as error:
        raise _whole(error, body) from error


def _pull_of(body: bytes) -> Pull:
    fields = _fields(body)
    _check_count(body, fields, "cursors", CURSORS_MAX)
    _check_count(body, fields, "events", EVENTS_MAX)
    pull = _decoded(_decode_pull, body, "a pull")
    if not 1 <= pull.limit <= PULL_ENTRIES_MAX:
        raise BodyError("limit_invalid", f"limit is 1–{PULL_ENTRIES_MAX}")
    if not all(0 <= ms <= MILLISECONDS_MAX and len(code) <= EVENT_CODE_CHARACTERS_MAX for ms, code in pull.events):
        raise BodyError("body_fields", "an event is a time in ms and a code of at most 64 characters", field="events")
    if pull.waiting is not None and not _is_waiting(*pull.waiting):
        raise BodyError("body_fields", "waiting is two counts from 0 up and a time in ms, or nil", field="waiting")
    _check_log(pull.log)
    _check_cursors(pull.cursors)
    _check_once(body, fields["cursors"], len(pull.cursors))
    return pull


def _is_waiting(changes: int, photos: int, oldest_ms: int | None) -> bool:
    counts = 0 <= changes <= WAITING_MAX and 0 <= photos <= WAITING_MAX
    return counts and (oldest_ms is None or 0 <= oldest_ms <= MILLISECONDS_MAX)


def encode_pull(pull: Pull) -> bytes:
    """The body of a pull."""
    body: dict[str, Any] = {"log": pull.log, "cursors": pull.cursors, "limit": pull.limit}
    if pull.waiting is not None:
        body["waiting"] = pull.waiting
    if pull.events:
        body["events"] = pull.events
    return _encode(body)


def decode_hello(frame: bytes) -> Hello:
    """The first frame of a socket; BodyError if it is none."""
    try:
        fields = _fields(frame)
        _check_count(frame, fields, "cursors", CURSORS_MAX)
        hello = _decoded(_decode_hello, frame, "a hello")
    except BodyError as error:
        raise _whole(error, frame) from error
    _check_log(hello.log)
    _check_cursors(hello.cursors)
    _check_once(frame, fields["cursors"], len(hello.cursors))
    return hello


def decode_presence(frame: bytes) -> PresenceAt:
    """A later frame of a socket; BodyError if it is none."""
    fields = _fields(frame)
    at = _decoded(_decode_presence, frame, "a presence").presence
    _check_once(frame, fields["presence"], len(at.__struct_fields__))
    if len(at.doc) != 16 or len(at.path) > PATH_BYTES_MAX:
        raise BodyError("body_fields", "presence names a document of 16 bytes and a path", field="presence")
    return at


def _head(body: bytes, at: int) -> tuple[str, int]:
    try:
        family, length, _ = length_of(body, at)
    except Malformed as error:
        raise BodyError("truncated", "the body is cut off") from error
    return family, length


def _check_count(body: bytes, fields: dict[str, int], name: str, most: int) -> None:
    """Raises BodyError 413 where the field says that it holds more than it may."""
    if name not in fields:
        return
    family, count = _head(body, fields[name])
    if family in {"array", "map"} and count > most:
        raise BodyError(f"too_many_{name}", f"at most {most} {name}", 413, limit=most)


def _decoded(decode: Callable[[bytes], T], body: bytes, what: str) -> T:
    try:
        return decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise _body_error(error, what) from error


def _body_error(error: Exception, what: str) -> BodyError:
    detail = str(error)
    code = next((code for sign, code in _SIGNS.items() if sign in detail), "body_encoding")
    found = _FIELD.search(detail)
    if found is None:
        return BodyError(code, f"not {what}: {detail}")
    return BodyError(code, f"not {what}: {detail}", field=str(found[1] or found[2]))


def _whole(error: BodyError, body: bytes) -> BodyError:
    """What is wrong with a body that is none: that it nests too deep, before anything else."""
    if error.code in _UNREADABLE and deeper_than(body, BODY_LEVELS_MAX):
        return BodyError("too_deep", f"a body is at most {BODY_LEVELS_MAX} levels deep", limit=BODY_LEVELS_MAX)
    return error


def _split_push(body: bytes) -> Push:
    """A push in which something nests too deep for the decoder: that change is malformed, the others are whole."""
    fields = _fields(body)
    try:
        if skip(body, 0) != len(body) or set(fields) - {"log", "changes"}:
            raise BodyError("body_fields", "a push is a map with log and changes")
        log = _decode_log(body[fields["log"] : skip(body, fields["log"])]) if "log" in fields else None
        _, count, at = length_of(body, fields["changes"])
        changes: list[bytes] = []
        for _ in range(count):
            end = skip(body, at)
            changes.append(body[at:end])
            at = end
    except (Malformed, msgspec.MsgspecError, RecursionError) as error:
        raise BodyError("body_encoding", f"not a push: {error}") from error
    _check_log(log)
    return Push(log, changes)


def _check_log(log: bytes | None) -> None:
    if log is not None and len(log) != 16:
        raise BodyError("body_fields", "log is 16 bytes or nil", field="log")


def _check_cursors(cursors: dict[str, int]) -> None:
    for name, cursor in cursors.items():
        if not 0 <= cursor <= SEQUENCE_MAX or not 1 <= len(name) <= SCOPE_NAME_CHARACTERS_MAX:
            raise BodyError("cursor_invalid", "a cursor is a scope's name and a number from 0 up")


def _fields(body: bytes) -> dict[str, int]:
    """Where the fields of a body's map start; nothing is built, and the last field is not walked.

    BodyError if it is no map, is cut off before its last field or names a field twice. Of more fields than any body has
    the rest is left unread: one of them is unknown, and the decoder says which.
    """
    fields: dict[str, int] = {}
    for name, start in _names(body, 0):
        if name in fields:
            raise _twice(name)
        fields[name] = start
        if len(fields) > _FIELDS_MAX:
            break
    return fields


def _check_once(body: bytes, at: int, count: int) -> None:
    """BodyError if the map at `at` names something twice: of its pairs the decoder kept `count`."""
    if _head(body, at)[1] != count:
        names = Counter(name for name, _ in _names(body, at))
        raise _twice(names.most_common(1)[0][0])


def _twice(name: str) -> BodyError:
    return BodyError("duplicate_key", f"the body names {name} twice", name=name[:NAME_CHARACTERS_SHOWN])


def _names(body: bytes, at: int) -> Iterator[tuple[str, int]]:
    """The names of the map at `at`, each with where its value starts; what comes after the last name isn't walked."""
    try:
        family, pairs, at = length_of(body, at)
        if family != "map":
            raise BodyError("body_fields", "the body is a map")
        for number in range(pairs):
            family, length, content = length_of(body, at)
            name = body[content : content + length].decode(errors="replace")
            if family != "text":
                raise BodyError("body_fields", "a field's name is text")
            yield name, content + length
            if number < pairs - 1:
                at = skip(body, content + length)
    except Malformed as error:
        raise BodyError("body_encoding", f"not MessagePack of the protocol: {error}") from error

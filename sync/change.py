"""Changes: the writes that one act of one person makes to one document, all or nothing.

    change = [id, doc, kind, writes]      writes = [[path, value], …]

MessagePack. The bytes of a change are kept and relayed as received, so values stay raw until somebody needs them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

import msgspec

from sync.errors import Malformed
from sync.stamp import is_stamp
from sync.walk import VALUE_BYTES_MAX, check_value, length_of

PATH_BYTES_MAX = 200
PATH_SEGMENTS_MAX = 6
WRITES_MAX = 512
CHANGE_BYTES_MAX = 256 * 1024
KIND_PATTERN = re.compile(r"[a-z][a-z0-9_]{0,63}")
_PATH_PATTERN = re.compile(r"[A-Za-z0-9_.-]{1,64}(?:/[A-Za-z0-9_.-]{1,64}){0,5}")

_HEAD_BYTES_MAX = 1 + 18 + 18 + 66 + 3
"""Of a change without its writes: the array, two ids, the kind and the head of the writes."""
_WRITE_HEAD_BYTES_MAX = 1 + 3

_KNOWN_PATHS_MAX = 100_000
_known_paths: set[str] = set()
_decode_whole = msgspec.msgpack.Decoder(tuple[bytes, bytes, str, list[tuple[str, msgspec.Raw]]]).decode
_USUAL_HEAD = b"\x94\xc4\x10"
"""An array of four that begins with 16 bytes."""
_decode_value = msgspec.msgpack.Decoder().decode
_encode = msgspec.msgpack.Encoder().encode


class Change(NamedTuple):
    """更改: `id` is its stamp; `writes` are pairs of path and raw MessagePack value; `raw` the bytes as received."""

    id: bytes
    doc: bytes
    kind: str
    writes: list[tuple[str, bytes]]
    raw: bytes

    def values(self) -> dict[str, Any]:
        """Path to decoded value."""
        return {path: _decode_value(value) for path, value in self.writes}


def is_path(path: str) -> bool:
    """Whether a register may have this name: 1–200 bytes, 1–6 segments of `[A-Za-z0-9_.-]{1,64}`."""
    if path in _known_paths:
        return True
    if len(path) > PATH_BYTES_MAX or not _PATH_PATTERN.fullmatch(path):
        return False
    if len(_known_paths) < _KNOWN_PATHS_MAX:
        _known_paths.add(path)
    return True


def decode_value(raw: bytes) -> Any:
    """The value of checked raw bytes."""
    return _decode_value(raw)


def encode_value(value: Any) -> bytes:
    """The raw bytes of a value; Malformed if no register may hold it."""
    raw = _encode(value)
    check_value(raw)
    return raw


def encode_change(stamp: bytes, doc: bytes, kind: str, writes: list[tuple[str, Any]]) -> bytes:
    """The bytes of a change from decoded values."""
    return _encode((stamp, doc, kind, writes))


def encode_standing(stamp: bytes, doc: bytes, kind: str, writes: list[tuple[str, bytes]]) -> bytes:
    """The bytes of a change from raw values: what is relayed when only some of its writes still stand."""
    return _encode((stamp, doc, kind, [(path, msgspec.Raw(value)) for path, value in writes]))


def split(writes: Iterable[tuple[str, bytes]]) -> list[list[tuple[str, bytes]]]:
    """These raw writes in their order, in as few changes as the limits allow."""
    parts: list[list[tuple[str, bytes]]] = []
    size = 0
    for path, value in writes:
        weight = _WRITE_HEAD_BYTES_MAX + len(path) + len(value)
        if not parts or len(parts[-1]) >= WRITES_MAX or size + weight > CHANGE_BYTES_MAX:
            parts.append([])
            size = _HEAD_BYTES_MAX
        parts[-1].append((path, value))
        size += weight
    return parts


def decode_change(raw: bytes) -> Change:
    """The change of these bytes; Malformed if they are none or over a limit."""
    if len(raw) > CHANGE_BYTES_MAX:
        raise Malformed("a change is at most 256 KiB", "change_too_large", limit=CHANGE_BYTES_MAX)
    _check_count(raw)
    try:
        stamp, doc, kind, pairs = _decode_whole(raw)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise Malformed("not the encoding of a change") from error
    if not is_stamp(stamp) or len(doc) != 16 or not KIND_PATTERN.fullmatch(kind):
        raise Malformed("id and doc are 16 bytes, id a stamp, kind a name")
    writes: list[tuple[str, bytes]] = []
    paths: set[str] = set()
    for path, value in pairs:
        if not is_path(path):
            raise Malformed("a path is 1–6 segments of A-Z a-z 0-9 _ . - joined by /", "path_shape")
        if path in paths:
            raise _at(path, Malformed("a change names no path twice", "path_twice", name=path))
        paths.add(path)
        try:
            writes.append((path, _checked(bytes(value))))
        except Malformed as error:
            raise _at(path, error) from None
    return Change(stamp, doc, kind, writes, raw)


def stored_change(raw: bytes) -> Change:
    """The change of bytes that were checked before they were stored: decoded without another look."""
    stamp, doc, kind, pairs = _decode_whole(raw)
    return Change(stamp, doc, kind, [(path, bytes(value)) for path, value in pairs], raw)


def is_usual(raw: bytes) -> bool:
    """Whether these bytes begin as nearly every change does: two ids of 16 bytes, a short kind, 1–15 writes."""
    if len(raw) <= 70 or raw[:3] != _USUAL_HEAD or raw[19:21] != _USUAL_HEAD[1:] or not 0xA0 <= raw[37] < 0xC0:
        return False
    return 0x91 <= raw[raw[37] - 0xA0 + 38] < 0xA0


def _check_count(raw: bytes) -> None:
    """Reads the number of writes from the head, before anything is built."""
    if is_usual(raw):
        return
    family, length, at = length_of(raw, 0)
    if family != "array" or length != 4:
        raise Malformed("a change is an array of four")
    for _ in range(3):
        family, length, at = length_of(raw, at)
        if family not in ("binary", "text"):
            raise Malformed("id and doc are binary, kind is text")
        at += length
    family, length, _ = length_of(raw, at)
    if family != "array" or not 1 <= length <= WRITES_MAX:
        raise Malformed(f"a change has 1–{WRITES_MAX} writes", "writes_count", limit=WRITES_MAX)


def _checked(value: bytes) -> bytes:
    if len(value) > VALUE_BYTES_MAX:
        raise Malformed("a value is at most 16 KiB", "value_too_large", limit=VALUE_BYTES_MAX)
    head = value[0]
    if head < 0x80 or head >= 0xE0 or head in (0xC0, 0xC2, 0xC3):
        return value
    if head == 0xD9 or 0xA0 <= head < 0xC0:  # a text, which the decoder has cut to its length
        _check_text(value[2 if head == 0xD9 else 1 :])
    else:
        check_value(value)
    return value


def _at(path: str, error: Malformed) -> Malformed:
    error.path = path
    return error


def _check_text(encoded: bytes) -> None:
    try:
        encoded.decode()
    except UnicodeDecodeError as error:
        raise Malformed("a text is UTF-8") from error

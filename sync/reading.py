"""Reading changes for judging: decoded once, values and all.

`read_change` takes exactly what `decode_change` takes. What nearly every change looks like is decoded in one go and
looked at as values; whatever isn't plain goes the long way, byte by byte.
"""

from __future__ import annotations

from math import isfinite
from typing import Any, NamedTuple

import msgspec

from sync.change import KIND_PATTERN, decode_change, is_path, is_usual
from sync.stamp import is_stamp
from sync.walk import BINARY_BYTES_MAX, INTEGER_MAX, VALUE_BYTES_MAX

_decode = msgspec.msgpack.Decoder(tuple[bytes, bytes, str, list[tuple[str, Any]]]).decode
_PLAIN = frozenset({str, bool, type(None)})


class ReadChange(NamedTuple):
    """读出的更改: a change with its values decoded; `raw` the bytes as received."""

    id: bytes
    doc: bytes
    kind: str
    values: dict[str, Any]
    raw: bytes


def read_change(raw: bytes) -> ReadChange:
    """The change of these bytes; Malformed if they are none or over a limit."""
    if len(raw) <= VALUE_BYTES_MAX and is_usual(raw):
        try:
            stamp, doc, kind, writes = _decode(raw)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            pass  # the long way says what is wrong
        else:
            values = dict(writes)
            if (
                len(values) == len(writes)
                and len(doc) == 16
                and is_stamp(stamp)
                and KIND_PATTERN.fullmatch(kind)
                and all(map(is_path, values))
                and all(map(_is_plain, values.values()))
            ):
                return ReadChange(stamp, doc, kind, values, raw)
    change = decode_change(raw)
    return ReadChange(change.id, change.doc, change.kind, change.values(), raw)


def _is_plain(value: object) -> bool:
    """Whether a value needs no further look; a text is within the change, which is shorter than any text may be."""
    if type(value) in _PLAIN:
        return True
    if type(value) is int:
        return -INTEGER_MAX <= value <= INTEGER_MAX
    if type(value) is bytes:
        return len(value) <= BINARY_BYTES_MAX
    return type(value) is float and isfinite(value)
